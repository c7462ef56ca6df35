"""Giving an authorisation and taking one's word back, each rule by itself: on built objects. Over the wire: test_authorising, test_agents, test_co_owners."""

from types import SimpleNamespace

import pytest
import time_machine

from chalicelib.api.applicant import agents, authorising, owning
from chalicelib.api.http.problem import Problem
from chalicelib.casework import denied
from chalicelib.casework.corrections import WRITTEN_IN
from chalicelib.domain.policy import Authorisation
from chalicelib.domain.status import WITHDRAWABLE, Status
from chalicelib.records.casefile import Expect
from chalicelib.records.contents import Event, Withdrawal
from chalicelib.records.presences import Presence
from tests.given.case import held
from tests.given.refusals import answered

NOW = "2026-11-24T02:00:00.000Z"
BEFORE = "2026-11-20T02:00:00.000Z"
WORDS = Authorisation("n", "to", "p", "s", "v", "2")
OWN = {"person": "spouse", "party": "p2", "use": "data", "given_at": BEFORE, "version": "2", "departments": ["tax"]}
OTHERS = {**OWN, "person": "borrower", "party": "p1"}
CREDIT = {**OWN, "use": "credit"}
PAPER = {"name": "a", "sha256": "h", "key": "k"}
SIGNED = {**CREDIT, "paper": PAPER}
SHOWN = {"name": "a", "sha256": "h", "link": "to k"}
LEFT = Withdrawal(BEFORE, "somebody", "asked")


@pytest.fixture(autouse=True)
def that_moment():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def wrote(monkeypatch):
    """What is written of the case the spouse acts in, and what follows of it."""
    acts: list = []
    for module in (authorising, agents):
        monkeypatch.setattr(module.actors, "party", lambda call, person: "spouse")
        monkeypatch.setattr(module.actors, "person_of", lambda call, key: "p2")
        monkeypatch.setattr(module.actors, "acting", lambda call: "who acts")
        monkeypatch.setattr(module.actors, "at_window", lambda call: {"hands": "hand"})
        monkeypatch.setattr(module.casefile, "amend", lambda case, *_, **said: acts.append(said))
    monkeypatch.setattr(authorising.taking_back, "act_on", lambda case: acts.append("acted on"))
    monkeypatch.setattr(agents.wanted, "in_step", lambda id: acts.append("in step"))
    return acts


@pytest.fixture
def take_back(wrote, monkeypatch):
    def taken(status="REVIEWING", consents=(OWN,), spouse="p2", **more):
        case = held(status=status, consents=[*consents], **more)
        monkeypatch.setattr(authorising.parties, "named", lambda case: {"borrower": "p1", "spouse": spouse})
        monkeypatch.setattr(authorising.casefile, "load", lambda id: case)
        monkeypatch.setattr(authorising, "_asked", lambda case, key, who: {"id": case.id, "person": key})
        authorising.withdraw(SimpleNamespace(case=case, body=SimpleNamespace(use="data", person=None)))
        return wrote

    return taken


BACK = {**OWN, "withdrawn_at": NOW}
AS_READ = Expect(status=WITHDRAWABLE, unchanged=("consents", *denied.LEAVES_AS_READ))


@pytest.mark.parametrize(("before", "kept"), [(None, Withdrawal(NOW, "who acts", "consent")), (LEFT, LEFT)])
def test_a_consent_taken_back_ends_alone_and_the_case_leaves_its_road_as_it_was_read(take_back, before, kept):
    said, *after = take_back(consents=[OTHERS, OWN, CREDIT], withdrawal=before)
    ends = {"consents": [OTHERS, BACK, CREDIT], "hands": "hand", "withdrawal": kept, "expect": AS_READ}
    assert (said, after) == (ends, ["acted on"])


@pytest.mark.parametrize(
    ("more", "ends", "after"),
    [
        ({"status": "DISBURSED"}, True, ["acted on"]),  # the money is out
        ({"status": "DRAFT"}, True, ["acted on"]),  # may be given again
        ({"spouse": "p3"}, True, []),  # the case goes on with another
        ({"spouse": "p3", "consents": [OTHERS, CREDIT]}, False, []),
        ({"spouse": "p3", "consents": [{**OWN, "withdrawn_at": BEFORE}]}, False, []),
        ({"consents": [{**OWN, "withdrawn_at": BEFORE}]}, False, ["acted on"]),  # the same once more
        ({"consents": [{**OWN, "void_at": BEFORE}]}, False, ["acted on"]),
        ({"consents": [OTHERS, CREDIT]}, False, ["acted on"]),
    ],
)
def test_what_was_given_is_taken_back_once_and_the_case_goes_on_where_nothing_rests_on_it(take_back, more, ends, after):
    status = Status(more.get("status", "REVIEWING"))
    consents = [*more.pop("consents", [OWN]), CREDIT]  # what came after it stays
    ended = [
        {"consents": [BACK, CREDIT], "hands": "hand", "expect": Expect(status={status}, unchanged=("consents",))}
    ] * ends
    assert take_back(consents=consents, **more) == [*ended, *after]


ASKED = {"use": "data", "version": "2", "departments": None, "person": None}
CHILDREN = WORDS._replace(children=True)


@pytest.fixture
def give(wrote, monkeypatch):
    def given(words=WORDS, consents=(), audience="depositor", is_open=True, bears=True, minor=False, **said):
        case = held(status="DRAFT", consents=[*consents], revision=3)
        monkeypatch.setattr(authorising, "is_asked", lambda case: is_open)
        monkeypatch.setattr(authorising, "policy_of", lambda case: None)
        monkeypatch.setattr(authorising.parties, "asked_of", lambda form, policy: {"tax": "税务"})
        monkeypatch.setattr(authorising, "uses_of", lambda policy, key: {"data": words, "credit": words})
        monkeypatch.setattr(authorising.parties, "is_minor", lambda case, key: minor and key == "spouse")
        monkeypatch.setattr(authorising.actors, "represented", lambda case, key: Problem("LEGAL_REPRESENTATIVE"))
        monkeypatch.setattr(authorising.naming, "is_of", lambda case, form, one: bears)
        monkeypatch.setattr(authorising.evidence, "of", lambda call, key: {"session": "s"})
        monkeypatch.setattr(authorising.actors, "once", lambda call, key: {"hands": "spent"})
        monkeypatch.setattr(authorising, "_signer", lambda form, key, who: ("name", "number"))
        on_paper = lambda case, new, name, number: {**new, "paper": f"{name} {number}"}  # noqa: E731
        monkeypatch.setattr(authorising.authorisation, "on_paper", on_paper)
        monkeypatch.setattr(authorising.casefile, "load", lambda id: case)
        monkeypatch.setattr(authorising, "_asked", lambda case, key, who: {})
        who, body = SimpleNamespace(audience=audience), SimpleNamespace(**{**ASKED, **said})
        found = answered(authorising.give, SimpleNamespace(case=case, body=body, who=who))
        return found if isinstance(found, list) else [found.status, *wrote]

    return given


@pytest.mark.parametrize(("use", "more"), [("data", {"departments": ["tax"]}), ("credit", {"paper": "name number"})])
def test_ones_word_is_kept_beside_what_was_given_with_whose_act_it_was_and_as_it_was_read(give, use, more):
    status, said = give(consents=[OTHERS], use=use)
    before, new = said["consents"]
    assert (status, before, said["hands"]) == (201, OTHERS, "spent")
    kept = {"person": "spouse", "party": "p2", "use": use, "given_at": NOW, "version": "2", "session": "s", **more}
    assert {name: new[name] for name in kept} == kept
    assert new["by"] == "who acts"
    assert said["expect"] == Expect(status=WRITTEN_IN | {Status.DRAFT}, revision=3, unchanged=("consents",))
    assert ("paper" in new, "departments" in new) == ("paper" in more, "departments" in more)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"consents": [OWN]}, [201]),  # the same again
        ({"consents": [{**CREDIT, "departments": []}], "use": "credit"}, [201]),
        ({"consents": [OWN], "departments": ["tax"]}, [201]),
        ({"is_open": False}, ["WRONG_STATUS"]),
        ({"use": "contract"}, ["INVALID_REQUEST", "NOT_A_CHOICE /use"]),
        ({"minor": True}, ["LEGAL_REPRESENTATIVE"]),
        ({"version": "1"}, ["INVALID_REQUEST", "AUTHORISATION_CHANGED /version"]),
        ({"consents": [BACK] * authorising.MOST}, ["INVALID_REQUEST", "TOO_MANY /use"]),
    ],
)
def test_a_word_is_given_once_by_who_may_give_it_on_what_is_asked(give, more, told):
    assert give(**more) == told


@pytest.mark.parametrize(
    "more",
    [
        {"consents": [BACK]},  # what was taken back is given anew
        {"consents": [BACK] * (authorising.MOST - 1)},
        {"consents": [OTHERS] * authorising.MOST},
        {"consents": [{**OWN, "version": "1"}]},
        {"consents": [{**OWN, "departments": ["police"]}]},
        {"consents": [OWN], "bears": False},  # the form calls them something else by now
        {"minor": True, "audience": "clerk"},  # on a form their representative has signed
    ],
)
def test_what_does_not_cover_what_is_asked_now_is_given_anew(give, more):
    status, said = give(**more)
    assert (status, said["consents"][-1]["given_at"]) == (201, NOW)


FORM = {
    "people": [{"key": "borrower", "name": "a", "id_number": "1"}, {"key": "spouse", "name": "b", "id_number": "2"}]
}
FIRST = "NAME_AND_NUMBER_FIRST"


@pytest.mark.parametrize(
    ("key", "who", "more", "signer"),
    [
        ("spouse", "of 2", {}, ("b", "2")),
        ("spouse", "of 9", {}, ["INVALID_REQUEST", f"{FIRST} /people/1"]),
        ("spouse", "of 1", {}, ["INVALID_REQUEST", f"{FIRST} /people/1"]),
        ("spouse", "of 2", {"name": ""}, ["INVALID_REQUEST", f"{FIRST} /people/1"]),
        ("spouse", "of ", {"id_number": ""}, ["INVALID_REQUEST", f"{FIRST} /people/1"]),
        ("co_borrower", "of 2", {}, ["INVALID_REQUEST", f"{FIRST} /people"]),
    ],
)
def test_the_credit_authorisation_names_the_very_person_who_gives_it(monkeypatch, key, who, more, signer):
    monkeypatch.setattr(authorising, "reference", lambda kind, number: f"of {number}")
    form = {"people": [FORM["people"][0], {**FORM["people"][1], **more}]}
    assert answered(lambda call: authorising._signer(form, key, who), None) == signer


@pytest.mark.parametrize(
    ("given", "version"), [([], "2"), ([{**OWN, "version": "1"}, {**OWN, "given_at": NOW}], "2"), ([{**OWN, "version": "1"}, {**CREDIT, "given_at": NOW}], "1")]
)  # fmt: skip
def test_once_nothing_is_asked_a_consent_is_shown_in_the_words_it_was_given_to(given, version):
    words = authorising._as_given(CHILDREN, "data", given)
    assert words.version == version
    assert words.children is (not given)  # newer words speak of children, those that were agreed to did not


@pytest.mark.parametrize(
    ("who", "query", "told"),
    [
        (None, {"person": "spouse"}, "spouse"),
        (None, {}, "borrower"),
        (None, {"person": "co_owner_1"}, ["INVALID_REQUEST", "NOT_A_CHOICE person"]),
        ("spouse", {}, "spouse"),
        ("spouse", {"person": "spouse"}, "spouse"),
        ("spouse", {"person": "borrower"}, ["INVALID_REQUEST", "NOT_A_CHOICE person"]),
        ("co_owner_1", {}, "co_owner_1"),  # is out of the case, and follows what they have authorised
        ("co_owner_1", {"person": "spouse"}, ["INVALID_REQUEST", "NOT_A_CHOICE person"]),
    ],
)
def test_everybody_is_told_what_is_asked_of_themselves_and_the_window_of_whom_it_names(monkeypatch, who, query, told):
    by_now, once = ("person", "consented") if who != "co_owner_1" else ("consented", "person")
    monkeypatch.setattr(authorising.whose, by_now, lambda call, case: who)
    for other in ("former", once):
        monkeypatch.setattr(authorising.whose, other, lambda call, case: None)
    monkeypatch.setattr(authorising.parties, "named", lambda case: {"borrower": "p1", "spouse": "p2"})
    monkeypatch.setattr(authorising, "_asked", lambda case, key, who: key)
    asks = SimpleNamespace(audience="depositor" if who else "clerk", subject="")
    found = answered(authorising.asked, SimpleNamespace(case=held(), query=query, who=asks))
    assert found == told if isinstance(told, list) else found.body == told


WANTED = {"tax": "税务", "police": "公安"}


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({}, []),
        ({"departments": ["police", "tax"]}, []),
        ({"departments": ["tax"]}, ["DEPARTMENT_MISSING /departments"]),
        ({"departments": []}, ["DEPARTMENT_MISSING /departments"] * 2),
        ({"departments": ["police", "tax", "bank"]}, ["DEPARTMENT_UNKNOWN /departments"]),
        ({"version": "1"}, ["AUTHORISATION_CHANGED /version"]),
        ({"use": "credit", "departments": ["police", "tax"]}, ["UNEXPECTED /departments"]),
        ({"use": "credit"}, []),
    ],
)
def test_one_agrees_to_the_words_in_force_for_every_department_that_is_asked_and_no_other(said, wrong):
    body = SimpleNamespace(**{"use": "data", "version": "2", "departments": None, **said})
    assert [f"{one.code} {one.field}" for one in authorising._wrong(body, "2", WANTED)] == wrong


@pytest.mark.parametrize(
    ("lacks", "given", "stands"),
    [
        (True, [], ("NOT_GIVEN", None, None)),
        (False, [OWN], ("GIVEN", BEFORE, None)),
        (True, [OWN], ("NOT_GIVEN", BEFORE, None)),  # one more department is asked
        (True, [{**OWN, "version": "1"}], ("GIVEN_BEFORE", BEFORE, None)),
        (True, [{**OWN, "version": "1", "void_at": NOW}], ("NOT_GIVEN", BEFORE, None)),
        (True, [BACK], ("WITHDRAWN", BEFORE, NOW)),
        (True, [{**BACK, "version": "1"}], ("WITHDRAWN", BEFORE, NOW)),
        (False, [{**OWN, "given_at": NOW}, BACK], ("GIVEN", NOW, None)),  # the last word counts
    ],
)
def test_a_consent_stands_as_its_last_word_says(lacks, given, stands):
    told = authorising._stands(lacks, WORDS, given)
    assert (told["state"], told["given_at"], told["withdrawn_at"]) == stands


@pytest.mark.parametrize(
    ("audience", "subject", "shown"),
    [
        ("depositor", "p2", ["spouse"]),
        ("depositor", "p3", []),
        ("clerk", "p2", ["borrower", "spouse"]),
        ("reviewer", "p2", []),
    ],
)
def test_an_authorisation_on_paper_is_read_by_whose_it_is_and_at_the_window(monkeypatch, audience, subject, shown):
    monkeypatch.setattr(authorising, "link", lambda key: f"to {key}")
    consents = [{**OTHERS, "paper": PAPER}, {**CREDIT, "paper": PAPER}, OWN]
    call = SimpleNamespace(who=SimpleNamespace(audience=audience, subject=subject))
    assert [one["person"] for one in authorising.on_paper(call, held(consents=consents))] == shown


def mandate(id: str, party: str = "p2", **void: str) -> Presence:
    return Presence(
        id, "spouse" if party == "p2" else "borrower", party, BEFORE, "clerk-1", "agent", "T1", "e", void=void
    )


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ([mandate("own"), mandate("theirs", "p1"), mandate("again")], ["own", "again"]),
        ([mandate("void", at=BEFORE, by="them")], []),
        ([mandate("theirs", "p1")], []),
    ],
)
def test_who_takes_an_agents_authorisation_back_takes_back_all_of_their_own_and_no_others(
    wrote, monkeypatch, given, taken
):
    case = held(presences=[*given, mandate("no authorisation")])
    monkeypatch.setattr(agents.agents, "authorisations", lambda case: [*given])
    monkeypatch.setattr(agents.casefile, "load", lambda id: case)
    monkeypatch.setattr(agents.by_hand, "authorised", lambda case, theirs: [one.id for one in theirs])
    told = agents.revoke(SimpleNamespace(case=case, body=SimpleNamespace(person=None)))
    assert told.body["agents"] == [one.id for one in given if one.party == "p2"]
    assert wrote[1:] == ["in step"] * bool(taken)
    for said in wrote[:1]:
        void = {one.id: one.void for one in said["presences"] if one.void}
        assert void == dict.fromkeys(taken, {"at": NOW, "by": "who acts"})
        assert (said["hands"], said["expect"]) == ("hand", Expect(unchanged=("presences",)))
        assert len(said["presences"]) == len(case.presences)
    assert bool(wrote) == bool(taken)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ([], None),
        ([CREDIT], None),  # of an earlier release
        ([{**CREDIT, "paper": PAPER}], SHOWN),
        ([{**CREDIT, "given_at": NOW, "paper": PAPER}, {**CREDIT, "paper": {**PAPER, "key": "earlier"}}], SHOWN),
    ],
)
def test_the_paper_of_a_use_is_the_one_it_was_last_given_on(monkeypatch, given, shown):
    monkeypatch.setattr(authorising, "link", lambda key: f"to {key}")
    assert authorising._paper(given) == shown


@pytest.mark.parametrize(
    ("is_open", "status", "objected", "is_asked"),
    [
        (True, "DRAFT", None, True),
        (False, "REVIEWING", "an objection", False),
        (False, "REFUSED", None, False),
        (False, "REFUSED", "an objection", True),
    ],
)
def test_nothing_is_asked_once_the_form_is_closed_but_while_an_end_is_objected_to(
    monkeypatch, is_open, status, objected, is_asked
):
    monkeypatch.setattr(authorising, "form_is_open", lambda case: is_open)
    monkeypatch.setattr("chalicelib.casework.appeals.open_of", lambda case: objected)
    assert authorising.is_asked(held(status=status)) is is_asked


@pytest.fixture
def told(monkeypatch):
    def of(audience="depositor", subject="p2", *, is_open=True, spouse="p2", consents=(OTHERS, OWN, SIGNED)):
        monkeypatch.setattr(authorising, "link", lambda key: f"to {key}")
        monkeypatch.setattr(authorising, "is_asked", lambda case: is_open)
        monkeypatch.setattr(authorising, "policy_of", lambda case: None)
        monkeypatch.setattr(authorising, "uses_of", lambda policy, key: {"data": WORDS, "credit": WORDS})
        monkeypatch.setattr(authorising.parties, "asked_of", lambda form, policy: {"police": "公安"})
        monkeypatch.setattr(authorising.parties, "named", lambda case: {"borrower": "p1", "spouse": spouse})
        lacking = lambda case, form, key, who, uses, getters: ["credit"] if who == "p2" else ["data"]  # noqa: E731
        monkeypatch.setattr(authorising.parties, "lacking", lacking)
        who = subject if audience == "depositor" else spouse
        data, credit = authorising._asked(held(consents=[*consents]), "spouse", who)["items"]
        assert credit["departments"] == []
        assert (data["paper"], credit["paper"]) == (None, SHOWN if SIGNED in consents and subject != "p3" else None)
        return data["version"], [one["code"] for one in data["departments"]], data["state"], credit["state"]

    return of


@pytest.mark.parametrize(
    ("more", "shown"),
    [
        ({}, ("2", ["police"], "GIVEN", "NOT_GIVEN")),
        ({"audience": "clerk", "subject": "c1"}, ("2", ["police"], "GIVEN", "NOT_GIVEN")),  # of the party who is there
        ({"consents": [OTHERS, {**OWN, "version": "1"}], "is_open": False}, ("1", ["tax"], "GIVEN", "NOT_GIVEN")),
        ({"consents": [OTHERS, {**OWN, "version": "1"}]}, ("2", ["police"], "GIVEN", "NOT_GIVEN")),
        ({"spouse": "p3"}, ("2", ["tax"], "GIVEN", "GIVEN")),  # who is out of the case reads what stands of theirs
        ({"spouse": "p3", "consents": [OTHERS, OWN]}, ("2", ["tax"], "GIVEN", "NOT_GIVEN")),
        (
            {"subject": "p3", "spouse": "p3"},
            ("2", ["police"], "NOT_GIVEN", "GIVEN"),
        ),  # and who came in, nothing of theirs
    ],
)
def test_a_party_is_told_what_is_asked_of_them_now_or_once_it_is_not_what_they_agreed_to(told, more, shown):
    assert told(**more) == shown


def line(code: str, **values: str) -> Event:
    return Event(BEFORE, code, values)


@pytest.mark.parametrize(
    ("one", "is_told"),
    [
        (line("SUBMITTED"), True),
        (line("CONSENT_GIVEN", party="PARTY_CO_OWNER_1"), True),
        (line("CONSENT_GIVEN", party="PARTY_BORROWER"), False),
        *((line(code), False) for code in ("CHECK_ANSWERED", "TASK_PROCEDURE", "COMMITMENT_FOUND_UNTRUE", "OWED_LAPSED")),
    ],
)  # fmt: skip
def test_a_co_owner_is_told_of_the_case_and_of_themselves_and_who_owes_the_loan_of_all(monkeypatch, one, is_told):
    monkeypatch.setattr(owning, "party_code", lambda key: f"PARTY_{key.upper()}")
    assert owning.told([one], "co_owner_1") == [one] * is_told
    assert owning.told([one], "spouse") == owning.told([one], None) == [one]


@pytest.mark.parametrize("key", ["borrower", "spouse", "co_owner_1", "co_owner_2", None])
def test_how_a_case_stands_a_co_owner_is_told_without_the_loan_and_the_others(key):
    parties = [{"person": one, "state": "CONFIRMED"} for one in ("borrower", "co_owner_1", "co_owner_2")]
    body = {
        "id": "c1",
        "status": "SIGNING",
        "next": [{"code": "CAN_SIGN"}, {"code": "CAN_APPEAL"}],
        "parties": parties,
        "decision": {"amount": "1.00"},
        "notice": ["it"],
    }
    theirs = {
        **body, "next": [{"code": "CAN_SIGN"}], "parties": [one for one in parties if one["person"] == key], "decision": None, "notice": [],
    }  # fmt: skip
    assert owning.left(body, key) == (theirs if str(key).startswith("co_owner") else body)
