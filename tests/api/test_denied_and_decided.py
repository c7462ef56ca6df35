"""What is denied of what was signed, and what a party is told of a decision, each rule by itself: on built objects. Over HTTP: test_by_hand, test_tracking."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
import time_machine

from chalicelib.api.applicant import delivering, denials, tracking, voicing
from chalicelib.records.casefile import Changes, Expect
from chalicelib.records.presences import DENIED, Presence
from chalicelib.records.statements import Voice
from tests.given.case import held
from tests.given.refusals import answered

NOW = "2026-11-24T02:00:00.000Z"
FORM = Presence("f1", "spouse", "p2", NOW, "clerk-1", "signed_form", "T1", "e", act="signatures")
VOID = {"at": NOW, "by": "who denies", "why": DENIED}


@pytest.fixture
def denies(monkeypatch):
    """Who is said to have signed a form denies it: what is written, and what follows."""

    def denies(*, before=None, rests=True, used=False):
        acts: list = []
        form = replace(FORM, void=before or {})
        case = held(presences=[replace(FORM, id="f0"), form])
        as_read = Expect(unchanged=("presences",))
        monkeypatch.setattr(denials.actors, "acting", lambda call: "who denies")
        monkeypatch.setattr(denials.voiding, "rest_on", lambda case, form: rests)
        monkeypatch.setattr(denials.voiding, "by_denial", lambda case, form, who: (Changes(presences=[form]), as_read))
        monkeypatch.setattr(denials.second_looks, "changes", lambda case, form: Changes(consents=["looked at"]))
        monkeypatch.setattr(denials.denied, "is_used", lambda case, form: used)
        monkeypatch.setattr(denials.casefile, "amend", lambda case, told, expect, **changes: acts.append(("void", told.event.code, expect, changes)))  # fmt: skip
        monkeypatch.setattr(denials.casefile, "load", lambda id: case)
        monkeypatch.setattr(denials.disputes, "deny", lambda case, form, beside=None: acts.append(("found out", beside and beside[0])))  # fmt: skip
        monkeypatch.setattr(denials.taking_back, "act_on", lambda case: acts.append("left"))
        monkeypatch.setattr(denials.wanted, "in_step", lambda id: acts.append("in step"))
        monkeypatch.setattr(denials.by_hand, "form", lambda case, form: {"id": form.id, "void": form.void})
        found = denials.deny(SimpleNamespace(case=case, path={"document": "f1"}))
        return found, acts

    return denies


LONG_AGO = {**VOID, "at": "2026-11-20T02:00:00.000Z"}
AFTER = ["left", "in step"]


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, ["void"]),
        ({"used": True}, ["found out", "found out"]),  # it holds the money until somebody has found out
        ({"before": LONG_AGO}, ["void"]),  # something still rests on it
        ({"before": LONG_AGO, "used": True}, ["void", "found out"]),
        ({"before": LONG_AGO, "rests": False}, []),
        ({"before": LONG_AGO, "rests": False, "used": True}, ["found out"]),
        ({"before": {"at": NOW, "by": "a clerk"}, "rests": False}, ["void"]),  # void for another reason
    ],
)
def test_what_is_denied_is_void_at_once_and_what_was_done_on_it_is_found_out_about(denies, more, told):
    found, acts = denies(**more)
    void = LONG_AGO if more.get("before") == LONG_AGO else VOID  # it is void since it was denied first
    *before, left, in_step = acts
    assert ([one[0] for one in before], [left, in_step]) == (told, AFTER)
    assert (found.status, found.body) == (201, {"id": "f1", "void": void})
    changes = {"presences": [replace(FORM, void=void)], "consents": ["looked at"]}
    assert [one[1] for one in before if one[0] == "found out" and one[1]] == [changes] * (told == ["found out"] * 2)
    assert [one[1:] for one in before if one[0] == "void"] == [
        ("FORM_DENIED", Expect(unchanged=("presences",)), changes)
    ] * ("void" in told)


MINE = {"code": "CREDIT", "outcome": "fail", "subject": "spouse", "text": "theirs"}
OURS = {"code": "HOMES", "outcome": "fail", "subject": "home", "text": "ours"}
APPROVED = {"approved": True, "reasons": [OURS], "amount": "1"}


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, (True, ["HOMES"])),
        ({"pending": True}, None),  # an approval somebody's is still to come to
        ({"decision": None}, None),
        ({"decision": None, "refused": [MINE, OURS]}, (False, ["HOMES", "of spouse"])),
        ({"refused": [MINE, MINE]}, (False, ["of spouse"])),  # a person has refused what was computed
        ({"refused": [OURS], "pending": True}, (False, ["HOMES"])),
        ({"refused": [MINE], "viewer": "spouse"}, (False, ["CREDIT"])),
        ({"decision": {**APPROVED, "approved": False}}, (False, ["HOMES"])),
    ],
)
@pytest.mark.parametrize("audience", ["depositor", "clerk", "hotline"])
def test_a_decision_is_told_once_it_is_one_and_why_to_the_party_it_is_about(monkeypatch, audience, more, told):
    said = more.get("refused", [])
    theirs = [{**one, "text": "in a reviewer's words"} for one in said]
    monkeypatch.setattr(tracking.visibility, "viewer", lambda call: more.get("viewer", "borrower"))
    monkeypatch.setattr(tracking.visibility, "of_another", lambda subject: {"code": f"of {subject}"})
    monkeypatch.setattr(tracking.refusing, "reasons", lambda case: said)
    monkeypatch.setattr(tracking.refusing, "reasons_in_words", lambda case: theirs)
    monkeypatch.setattr(tracking.levels, "is_pending", lambda case, decision: more.get("pending", False))
    monkeypatch.setattr(tracking.noticed, "reasoned", lambda reason: reason)
    case = held(decision=more.get("decision", APPROVED))
    found = tracking._decision(SimpleNamespace(who=SimpleNamespace(audience=audience)), case)
    assert (found and (found["approved"], [one["code"] for one in found["reasons"]])) == told
    words = {one["text"] for one in (found or {}).get("reasons", []) if "text" in one}
    if said and told != (False, ["of spouse"]):
        assert ("in a reviewer's words" in words) is (audience != "hotline")
    assert ((found or {}).get("amount") == "1") is bool(told and more.get("decision", APPROVED))


@pytest.fixture
def says(monkeypatch):
    """Somebody says how they were served: the number it is kept under."""

    def says(sort="complaint", text=None, stars=None, *, rated=False, many=False, repeated=None, named=True):
        from chalicelib.casework import voices

        kept: list = []
        of_others = {
            no: Voice("rating", at, "p3", "borrower", "", 5) for no, at in (("n", "said"), ("n0", "said before"))
        }
        own = {f"v{no}": Voice("complaint", "", "p2", "spouse", "") for no in range(voices.MOST - 1 + many - rated)}
        own |= {"rated": Voice("rating", "", "p2", "spouse", "", 5)} if rated else {}
        case = held(voices=of_others | own)
        monkeypatch.setattr(voicing.actors, "party", lambda call, person: "spouse")
        monkeypatch.setattr(voicing.actors, "once", lambda call, key: f"hand of {key}")
        monkeypatch.setattr(voicing.parties, "named", lambda case: {"spouse": "p2"} if named else {})
        monkeypatch.setattr(voicing.casefile, "load", lambda id: case)
        monkeypatch.setattr(voices, "repeated", lambda case, request, who: repeated)
        monkeypatch.setattr(voices, "say", lambda case, *of: kept.append(of) or "n")
        monkeypatch.setattr(voices, "shown", lambda case, number, voice: {"number": number, "voice": voice.at})
        body = SimpleNamespace(sort=sort, text=text, stars=stars, person=None)
        found = answered(voicing.say, SimpleNamespace(case=case, body=body, id="r1"))
        return (found if isinstance(found, list) else found.body), kept

    return says


@pytest.mark.parametrize(
    ("more", "kept"),
    [
        ({"text": "why"}, ("r1", "complaint", "p2", "spouse", "why", 0, "hand of spouse")),
        ({"sort": "rating", "stars": 5}, ("r1", "rating", "p2", "spouse", "", 5, "hand of spouse")),
        ({"text": "why", "rated": True}, ("r1", "complaint", "p2", "spouse", "why", 0, "hand of spouse")),
        ({"repeated": "n0", "many": True}, None),  # the same request once more
    ],
)
def test_what_a_party_says_of_how_they_were_served_is_kept_once_as_theirs(says, more, kept):
    told, said = says(**more)
    assert said == ([kept] if kept else [])
    assert told == ({"number": "n", "voice": "said"} if kept else {"number": "n0", "voice": "said before"})


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        ({}, ["MISSING /text"]),
        ({"text": ""}, ["MISSING /text"]),
        ({"text": "why", "stars": 1}, ["UNEXPECTED /stars"]),
        ({"sort": "rating"}, ["MISSING /stars"]),
        ({"sort": "rating", "stars": 5, "rated": True}, ["RATED_ALREADY /sort"]),
        ({"text": "why", "many": True}, ["TOO_MANY /sort"]),
    ],
)
def test_a_rating_has_stars_a_complaint_words_and_nobody_rates_twice_or_speaks_without_end(says, more, wrong):
    assert says(**more) == (["INVALID_REQUEST", *wrong], [])


@pytest.mark.parametrize(("who", "read"), [("p2", ["c", "a"]), ("person_1", ["b"]), ("p3", [])])
def test_everybody_reads_what_they_said_themselves_the_oldest_first_and_nothing_of_another(monkeypatch, who, read):
    """Nor does the applicant, `person_1`."""
    voices = {
        no: SimpleNamespace(by=by, at=at) for no, by, at in (("a", "p2", "2"), ("b", "person_1", "0"), ("c", "p2", "1"))
    }
    monkeypatch.setattr("chalicelib.casework.voices.shown", lambda case, number, voice: number)
    call = SimpleNamespace(case=held(voices=voices), who=SimpleNamespace(subject=who))
    assert voicing.mine(call).body == {"items": read}


@pytest.mark.parametrize(
    ("party", "to_window", "told"),
    [
        ("spouse", False, {"spouse": "p2"}),
        ("co_owner_1", False, {"co_owner_1": ""}),
        (None, True, {"borrower": "p1", "spouse": "p2"}),
        (None, False, {}),  # the hotline
    ],
)
def test_how_papers_reach_a_party_is_told_to_that_party_and_the_window(monkeypatch, party, to_window, told):
    monkeypatch.setattr(tracking.parties, "named", lambda case: {"borrower": "p1", "spouse": "p2"})
    monkeypatch.setattr(tracking.delivering, "shown", lambda case, named: named)
    assert tracking._deliveries(held(), party, to_window=to_window) == told


@pytest.mark.parametrize("electronic", [True, False])
def test_how_papers_are_to_reach_a_party_is_chosen_by_their_own_act(monkeypatch, electronic):
    chosen: list = []
    monkeypatch.setattr(delivering.actors, "party", lambda call, person: person)
    monkeypatch.setattr(delivering.actors, "once", lambda call, key: f"hand of {key}")
    monkeypatch.setattr(delivering.actors, "acting", lambda call: "who acts")
    monkeypatch.setattr(delivering.evidence, "of", lambda call, key: f"proof of {key}")
    monkeypatch.setattr(delivering.parties, "named", lambda case: {"borrower": "p1", "spouse": "p2"})
    monkeypatch.setattr(delivering.delivering, "choose", lambda case, *of, **how: chosen.append((of, how)))
    monkeypatch.setattr(delivering.delivering, "shown", lambda case, named: [{"named": named}])
    monkeypatch.setattr(delivering.casefile, "load", lambda id: held())
    body = SimpleNamespace(person="spouse", electronic=electronic)
    case = held(parties={"borrower": "p1", "spouse": "p9"})  # who was handed in, before the correction
    found = delivering.choose(SimpleNamespace(case=case, body=body))
    whose = ("spouse", "p2", "who acts", "proof of spouse", "hand of spouse")
    assert chosen == [(whose, {"electronic": electronic})]
    assert (found.status, found.body) == (201, {"id": "c1", "named": {"spouse": "p2"}})
