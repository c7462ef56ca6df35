"""Which proof of whoever came or signed is kept, and for what, each rule by itself on built cases. Over HTTP: test_presence, test_agents, test_joining."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine

from chalicelib.api.applicant import joining, presences, signed_forms
from chalicelib.api.http.problem import Defect
from chalicelib.casework import agents
from chalicelib.casework.corrections import WRITTEN_IN
from chalicelib.records.casefile import Changes, Expect
from chalicelib.records.presences import Presence
from tests.given.refusals import refused

NAMED = {"borrower": "p1", "spouse": "p2", "co_owner_1": ""}
CLERK = SimpleNamespace(subject="c1", person="person-c1", audience="clerk")


@pytest.mark.parametrize(
    ("today", "earlier", "others", "full"),
    [
        (39, 0, 0, False), (40, 0, 0, True), (39, 60, 0, False), (39, 61, 0, True),
        (0, 99, 300, False), (0, 99, 301, True), (0, 0, 399, False),
    ],
)  # fmt: skip
@time_machine.travel("2026-11-23T08:00:00+08:00", tick=False)
def test_a_member_of_staff_keeps_so_many_proofs_a_day_and_a_case_and_a_case_so_many(today, earlier, others, full):
    def by(hand, at):
        return SimpleNamespace(hand=hand, at=at)

    # Already today here, and still yesterday by universal time.
    kept = [by("person-c1", "2026-11-22T16:30:00.000Z")] * today + [by("person-c1", "2026-11-22T15:30:00.000Z")] * earlier  # fmt: skip
    case = SimpleNamespace(presences=kept + [by("person-c2", "2026-11-22T16:30:00.000Z")] * others)
    found = refused(presences.room_for_one, case, "person-c1")
    assert found == (("INVALID_REQUEST", "TOO_MANY_TODAY") if full else None)


@pytest.fixture
def come(monkeypatch):
    """Somebody comes to the window: what is written, and where, or the refusal."""
    done = []
    monkeypatch.setattr(presences.actors, "at_window", lambda call: Changes(hands={"c1": "window"}))
    monkeypatch.setattr(presences.parties, "named", lambda case: NAMED)
    monkeypatch.setattr(presences, "room_for_one", lambda case, person: done.append(person))
    monkeypatch.setattr(presences.ledger, "append", lambda case, told: done.append(told))
    monkeypatch.setattr(presences.casefile, "amend", lambda case, **said: done.append(("kept", said)))
    monkeypatch.setattr(
        presences.joining, "let_in", lambda case, key, who, changes: done.append(("let in", key, who, changes))
    )

    def come(key="spouse", *, is_agent=False, is_in=False, is_open=True, doubled=False):
        done.clear()
        here = Presence(
            "r1", key, "p2", "id_card_and_face", "T1", "2026-11-23T04:00:00.000Z", "c1", "e" * 64,
            act="submit" if is_agent else None, agent="p7" if is_agent else None, mandate="m1" if is_agent else None,
        )  # fmt: skip
        monkeypatch.setattr(presences, "_proven", lambda call, key, who: here)
        monkeypatch.setattr(presences, "form_is_open", lambda case: is_open)
        monkeypatch.setattr(presences.parties, "is_doubled", lambda named, key: doubled)
        case = SimpleNamespace(
            id="c1", presences=["before"], people={"p2": "spouse"} if is_in else {"p2": "co_owner_1"}
        )
        call = SimpleNamespace(id="r1", case=case, body=SimpleNamespace(person=key), who=CLERK)
        return (answer.body, here, done) if hasattr(answer := refused(presences.show, call), "body") else answer

    return come


@pytest.mark.parametrize(
    ("values", "lets_in"),
    [({}, True), ({"is_in": True}, False), ({"is_open": False}, False), ({"is_agent": True}, False)],
)
def test_who_comes_is_let_in_while_the_form_is_open_and_an_agent_never(come, values, lets_in):
    body, here, (room, *told, (how, *written)) = come(**values)
    kept = Changes(presences=["before", here], hands={"c1": "window"})
    assert (body["until"], room) == ("2026-11-23T04:30:00.000Z", "person-c1")
    assert [one["kind"] for one in told] == (["agent"] if values.get("is_agent") else [])
    if lets_in:
        assert (how, written) == ("let in", ["spouse", "p2", kept])
    else:
        assert (how, written) == ("kept", [{"expect": Expect(unchanged=("presences",)), **kept}])


def test_the_party_reads_who_came_for_them_for_what_on_which_paper_and_before_whom(come):
    (told,) = [one for one in come(is_agent=True)[2] if isinstance(one, dict)]
    assert told == {
        "kind": "agent", "subject": "spouse", "party": "p2", "act": "submit", "agent": "p7", "mandate": "m1", "presence": "r1",
        "method": "id_card_and_face", "terminal": "T1", "proof": "e" * 64, "operator": "c1", "person": "person-c1",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"key": "co_owner_1"}, "NOT_A_CHOICE"),
        ({"key": "co_owner_2"}, "NOT_A_CHOICE"),
        ({"doubled": True}, "PERSON_REPEATED"),
    ],
)
def test_nobody_is_proven_to_be_a_party_whom_the_form_does_not_tell_apart(come, values, code):
    assert come(**values) == ("INVALID_REQUEST", code)


@pytest.fixture
def invite(monkeypatch):
    done = []
    monkeypatch.setattr(joining.parties, "named", lambda case: NAMED)
    monkeypatch.setattr(joining.invitations, "issue", lambda invited: ("code", "until"))
    monkeypatch.setattr(joining.actors, "at_window", lambda call: Changes(hands={"c1": "window"}))
    monkeypatch.setattr(joining.casefile, "amend", lambda case, **said: done.append(said))

    def invite(key, *, is_open=True, doubled=False):
        done.clear()
        monkeypatch.setattr(joining, "form_is_open", lambda case: is_open)
        monkeypatch.setattr(joining.parties, "is_doubled", lambda named, key: doubled)
        case = SimpleNamespace(id="c1", revision=7, invitations={"co_owner_1": "earlier"})
        found = refused(joining.invite, SimpleNamespace(case=case, body=SimpleNamespace(person=key)))
        return found if isinstance(found, tuple) else (found.body["code"], done[0])

    return invite


def test_an_invitation_stands_beside_others_with_whom_it_is_for_at_the_revision_that_was_read(invite):
    code, written = invite("spouse")
    asked = written["invitations"]["spouse"]
    assert (code, asked.party, asked.until) == ("code", "p2", "until")
    assert written["invitations"]["co_owner_1"] == "earlier" and written["hands"] == {"c1": "window"}
    assert written["expect"] == Expect(status=WRITTEN_IN, revision=7, unchanged=("invitations",))


@pytest.mark.parametrize(
    ("key", "values", "told"),
    [
        ("spouse", {"is_open": False}, ("WRONG_STATUS",)),
        ("spouse", {"doubled": True}, ("INVALID_REQUEST", "PERSON_REPEATED")),
        ("borrower", {}, ("INVALID_REQUEST", "NOT_A_CHOICE")),
        ("co_owner_2", {}, ("INVALID_REQUEST", "NOT_A_CHOICE")),
        ("co_owner_1", {}, ("INVALID_REQUEST", "ID_NUMBER_FIRST")),
    ],
)
def test_invited_is_another_party_whom_the_open_form_names_by_number_and_once(invite, key, values, told):
    assert invite(key, **values) == told


@pytest.mark.parametrize(
    ("values", "lets_in", "spends"),
    [
        ({}, True, True),
        ({"invited": False}, False, False),
        ({"is_open": False}, False, False),
        ({"named": "p9"}, False, False),
        ({"doubled": True}, False, False),
        # Sent again because the answer was lost.
        ({"spent": "k1", "people": {"p2": "spouse"}}, None, False),
        ({"spent": "k2", "people": {"p2": "spouse"}}, False, False),
        ({"spent": "k1", "people": {}}, False, False),
        ({"spent": "", "request": "", "people": {"p2": "spouse"}}, False, False),
    ],
)
def test_a_code_lets_in_once_whom_it_is_for_and_is_unknown_otherwise(monkeypatch, values, lets_in, spends):
    world = {"is_open": True, "named": "p2", "doubled": False, "spent": None, "people": {}, "request": "k1"} | values
    done = []
    asked = SimpleNamespace(case="c1", person="spouse", spent=world["spent"]) if world.get("invited", True) else None
    monkeypatch.setattr(joining.invitations, "find", lambda code, who: asked if who == "p2" else None)
    monkeypatch.setattr(joining.invitations, "spend", lambda code, request: done.append((code, request)))
    monkeypatch.setattr(joining, "let_in", lambda case, key, who: done.append((key, who)))
    monkeypatch.setattr(joining.casefile, "load", lambda id: SimpleNamespace(id=id, people=world["people"]))
    monkeypatch.setattr(joining, "form_is_open", lambda case: world["is_open"])
    monkeypatch.setattr(joining.parties, "named", lambda case: {"spouse": world["named"]})
    monkeypatch.setattr(joining.parties, "is_doubled", lambda named, key: world["doubled"])
    who = SimpleNamespace(subject="p2")
    call = SimpleNamespace(headers={"idempotency-key": world["request"]}, body=SimpleNamespace(code="code"), who=who)
    found = refused(joining.join, call)
    assert done == ([("spouse", "p2"), ("code", "k1")] if spends else [])
    assert found == ("NOT_FOUND", "INVITATION_NOT_GOOD") if lets_in is False else found.body["person"] == "spouse"


SAID = {"person": "spouse", "act": "submit", "sha256": "bytes", "place": "home", "agent": None}
KEPT = Presence("d1", "spouse", "p2", "signed_form", "home", "2026-11-20T04:00:00.000Z", "c1", "bytes", "submit", "this form")  # fmt: skip


@pytest.fixture
def take(monkeypatch):
    """A clerk brings a scan: the refusal, or what was done in order."""
    done = []
    there = signed_forms.second_looks
    monkeypatch.setattr(signed_forms.actors, "at_window", lambda call: {})
    monkeypatch.setattr(signed_forms.parties, "named", lambda case: NAMED)
    monkeypatch.setattr(signed_forms, "room_for_one", lambda case, person: done.append(f"room for {person}"))
    monkeypatch.setattr(signed_forms, "look_at", lambda case, id, body: "v1")
    monkeypatch.setattr(signed_forms.taken, "note", lambda case, form: done.append("noted"))
    monkeypatch.setattr(signed_forms.taken, "send_word", lambda case, form: done.append("told"))
    monkeypatch.setattr(there, "keep", lambda case, form, hand: done.append(form))
    monkeypatch.setattr(there, "queued", lambda case, form: done.append("queued"))

    def take(form=None, said=(), *, announced=True, about="this form", over=True, spent=(), wanted=True, files=()):
        done.clear()
        monkeypatch.setattr(
            signed_forms.proofs, "is_announced", lambda *asked: announced and asked == ("c1", "d1", "c1")
        )
        monkeypatch.setattr(signed_forms.presence, "about", lambda case, act, key: about)
        monkeypatch.setattr(signed_forms.presence, "has_run_out", lambda form: over)
        monkeypatch.setattr(signed_forms.presence, "is_vouched", lambda form: bool(form.second))
        monkeypatch.setattr(signed_forms.presence, "until", lambda form: "until")
        monkeypatch.setattr(signed_forms.wanted, "is_wanted", lambda case, form: wanted)
        case = SimpleNamespace(id="c1", documents=files, spent=dict.fromkeys(spent), presences=[form] if form else [])
        body = SimpleNamespace(**SAID | dict(said))
        found = refused(signed_forms.take, SimpleNamespace(case=case, body=body, who=CLERK, path={"document": "d1"}))
        return found if isinstance(found, tuple) else (found.body["until"], *done)

    return take


def again(**values):
    return Presence(**{**vars(KEPT), **values}) if values else KEPT


@time_machine.travel("2026-11-23T04:00:00Z", tick=False)
def test_a_scan_is_kept_as_what_was_signed_by_whom_for_what_where_when_and_by_whom_taken(take):
    until, room, noted, form, told = take()
    assert (until, room, noted, told) == (None, "room for person-c1", "noted", "told")
    assert form == Presence(
        "d1", "spouse", "p2", "signed_form", "home", "2026-11-23T04:00:00.000Z", "c1", "bytes", "submit", "this form", "v1", hand="person-c1",
    )  # fmt: skip


SECOND = {"by": "c9", "person": "person-c9", "at": "2026-11-20T05:00:00.000Z"}


@pytest.mark.parametrize(
    ("form", "there", "done"),
    [
        ({"second": SECOND}, {}, [None, again()]),  # waits for another look, and is still of the moment it was taken
        ({"second": SECOND}, {"over": False}, ["until", "queued"]),
        ({"second": SECOND}, {"spent": ["d1"]}, ["until", "queued"]),
        ({}, {"over": False}, [None, "queued"]),
        ({}, {"over": False, "wanted": False}, [None]),
        ({}, {"over": False, "announced": False}, [None, "queued"]),  # whoever took it need not have announced it today
    ],
)
def test_a_scan_that_is_brought_again_waits_for_another_look_only_where_it_ran_out_unspent(take, form, there, done):
    assert list(take(again(**form), **there)) == done


OTHER = ("INVALID_REQUEST", "SCAN_OF_ANOTHER_ACT")


@pytest.mark.parametrize(
    ("form", "said", "there", "told"),
    [
        (None, {}, {"announced": False}, ("NOT_FOUND",)),
        (None, {}, {"files": ["d1"]}, ("NOT_FOUND",)),
        (again(by="c2"), {}, {}, ("NOT_FOUND",)),
        (None, {"person": "co_owner_1"}, {}, ("INVALID_REQUEST", "NOT_A_CHOICE")),
        (None, {"person": "co_owner_2"}, {}, ("INVALID_REQUEST", "NOT_A_CHOICE")),
        (None, {}, {"about": None}, ("WRONG_STATUS",)),
        (None, {"act": "consents.credit"}, {"about": None}, ("INVALID_REQUEST", "NAME_AND_NUMBER_FIRST")),
        (None, {"agent": "somebody"}, {}, ("INVALID_REQUEST", "UNEXPECTED")),
        (None, {"act": agents.AUTHORISING}, {}, ("INVALID_REQUEST", "MISSING")),
        (again(), {"person": "borrower"}, {}, OTHER),
        (again(), {"act": "signatures"}, {}, OTHER),
        (again(), {"sha256": "other bytes"}, {}, OTHER),
        (again(), {}, {"about": "another form"}, OTHER),
        (again(agent="p7"), {}, {}, OTHER),
    ],
)
def test_a_scan_is_its_takers_to_bring_for_the_one_act_it_was_signed_for(take, form, said, there, told):
    assert take(form, said, **there) == told


@pytest.mark.parametrize(
    ("who", "form", "has"),
    [("clerk", ("p1", "signed_form"), True), ("clerk", ("p1", "agent"), True), ("p1", ("p1", "signed_form"), True), ("p1", ("p2", "signed_form"), False)],
)  # fmt: skip
def test_the_window_sees_every_form_and_whoever_is_said_to_have_signed_their_own(monkeypatch, who, form, has):
    monkeypatch.setattr(signed_forms.by_hand, "shown", lambda case: [{"id": one.id} for one in case.presences])
    case = SimpleNamespace(presences=[SimpleNamespace(id="d1", party=form[0], method=form[1])])
    session = SimpleNamespace(subject=who, audience="clerk" if who == "clerk" else "depositor")
    assert signed_forms.listed(SimpleNamespace(case=case, who=session)).body["items"] == ([{"id": "d1"}] if has else [])


@pytest.mark.parametrize(
    ("defect", "claims", "told"),
    [
        ("DOCUMENT_ABSENT", True, ("DOCUMENT_NOT_THERE", "DOCUMENT_ABSENT")),
        ("HASH_DIFFERS", True, ("INVALID_REQUEST", "HASH_DIFFERS")),
        (None, False, OTHER),
    ],
)
def test_a_scan_that_is_not_what_was_said_or_stands_for_something_else_is_none(monkeypatch, defect, claims, told):
    looked, claimed = SimpleNamespace(defect=defect, version="v1"), []
    monkeypatch.setattr(signed_forms.inspections, "look_at", lambda *_, as_it_is: looked if as_it_is else None)
    monkeypatch.setattr(signed_forms.proofs, "claim", lambda *said: claimed.append(said) or claims)
    body = SimpleNamespace(content_type="application/pdf", sha256="bytes")
    assert refused(signed_forms.look_at, "c1", "d1", body) == told
    assert claimed == ([] if defect else [("bytes", "c1/d1")])


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({}, None),
        ({"agent": "p1"}, "AGENT_FOR_THEMSELVES"),
        ({"handled": True}, "AGENT_HANDLES_IT"),
        ({"number": "NUMBER_WRONG"}, "NUMBER_WRONG"),
        ({"days": -1}, "OUT_OF_RANGE"),
        ({"days": agents.LONGEST.days + 1}, "OUT_OF_RANGE"),
        ({"days": agents.LONGEST.days}, None),
    ],
)
def test_an_agent_is_somebody_else_who_has_not_handled_the_case_and_comes_within_the_year(monkeypatch, values, code):
    from chalicelib.domain.form import identifiers

    today = signed_forms.clock.today()
    monkeypatch.setattr(identifiers, "resident_id", lambda number, day: values.get("number"))
    monkeypatch.setattr(signed_forms.hands, "have_handled", lambda case, who: values.get("handled", False))
    monkeypatch.setattr(signed_forms.clock, "today", lambda: today)
    until = (today + timedelta(days=values.get("days", 0))).isoformat()
    call = SimpleNamespace(case=None, body=SimpleNamespace(agent=SimpleNamespace(id_number="", until=until)))
    found = [one.code for one in signed_forms._wrong(call, values.get("agent", "p7"), "p1")]
    assert found == ([code] if code else [])


@pytest.mark.parametrize(
    ("agent", "principal", "wrong", "told"),
    [
        ("p7", "p2", [], {"agent": "p7", "acts": ["documents", "submit"], "until": "2026-12-01"}),
        ("person-c1", "p2", [], ("OWN_CASE",)),
        ("kin", "p2", [], ("RELATIVE",)),
        (
            "p7",
            "kin",
            [],
            {"agent": "p7", "acts": ["documents", "submit"], "until": "2026-12-01"},
        ),  # of that see `hands.barred`
        ("kin", "p2", ["NOT_A_CHOICE"], ("INVALID_REQUEST", "NOT_A_CHOICE")),
    ],
)
def test_nobody_takes_an_authorisation_of_themselves_or_of_who_belongs_together_with_them(
    monkeypatch, agent, principal, wrong, told
):
    monkeypatch.setattr(signed_forms, "reference", lambda kind, number: number)
    monkeypatch.setattr(signed_forms, "_wrong", lambda call, agent, principal: [Defect(one, "") for one in wrong])
    monkeypatch.setattr(signed_forms.hands.relatives, "of", lambda person: {"kin"} if person == "person-c1" else set())
    said = SimpleNamespace(id_number=agent, acts=["submit", "documents", "submit"], until="2026-12-01")
    call = SimpleNamespace(who=SimpleNamespace(person="person-c1"), body=SimpleNamespace(agent=said))
    assert refused(signed_forms._named, call, principal) == told
