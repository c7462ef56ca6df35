"""Whose act it is, and who has to be there for it, each rule by itself: on built cases. Over HTTP: test_who_may, test_presence."""

from types import SimpleNamespace

import pytest

from chalicelib.api import access, actors, whose
from tests.given.refusals import refused

ABSENT, NOT_THEIRS = ("PRESENCE_REQUIRED",), ("NOT_YOUR_ROUTE", "FOR_THE_APPLICANT")


def call(audience: str, subject: str, to: str | None = None, there: str = "", **body: object) -> SimpleNamespace:
    """Of that case, with a notice to that party if it has one, while that party is at the window."""
    notice = None if to is None else SimpleNamespace(to=to)
    case = SimpleNamespace(
        id="c1", applicant="p1", people={"p1": "borrower", "p2": "spouse"}, notice=notice, there=there
    )
    who = SimpleNamespace(audience=audience, subject=subject, person=f"person-{subject}", centre="620100")
    return SimpleNamespace(case=case, who=who, body=SimpleNamespace(**body), query={}, act="corrections", id="r1")


@pytest.fixture(autouse=True)
def casework(monkeypatch):
    """Casework's answers, which tests/casework holds: who is there, and that clerk-9 has another role of the case."""
    proof = SimpleNamespace(party="whoever was there")
    monkeypatch.setattr(whose.parties, "named", lambda case: {"borrower": "p1", "spouse": "p2"})
    monkeypatch.setattr(actors.presence, "present", lambda case, key, *_: proof if key == case.there else None)
    monkeypatch.setattr(actors.presence, "binds_a_minor", lambda case, key, act: False)
    monkeypatch.setattr(actors.hands, "at_window", lambda case: "window")
    monkeypatch.setattr(
        actors.hands, "barred", lambda case, who, role: "FOUR_EYES" if (who.login, role) == ("c9", "window") else None
    )
    monkeypatch.setattr(actors.hands, "with_role", lambda case, who, role: role)


@pytest.mark.parametrize(
    ("act", "to", "there", "told"),
    [
        ("fill_in", None, "", None),
        ("bring", None, "", None),
        ("attest", None, "", None),
        ("bind", None, "borrower", None),
        ("bind", None, "spouse", ABSENT),
        ("bind", "spouse", "borrower", None),  # what binds the applicant binds them, whoever else is asked
        ("bind", "spouse", "spouse", ABSENT),
        ("answer", "", "borrower", None),
        ("answer", "", "spouse", ABSENT),
        ("answer", "spouse", "spouse", None),
        ("answer", "spouse", "borrower", ABSENT),
        ("reply", "", "", None),
        ("reply", "borrower", "", None),
        ("reply", "spouse", "spouse", None),
        ("reply", "spouse", "borrower", ABSENT),
        ("reply", "spouse", "", ABSENT),
    ],
)
def test_the_window_acts_while_whoever_is_asked_or_bound_is_there_and_only_in_a_role_that_is_open(act, to, there, told):
    assert refused(access.ACTS[act], call("clerk", "c1", to, there)) == told
    assert refused(access.ACTS[act], call("clerk", "c9", to, there)) == ("FOUR_EYES",)


@pytest.mark.parametrize(
    ("act", "to", "who", "told"),
    [
        ("fill_in", None, "p1", None),
        ("fill_in", None, "p2", NOT_THEIRS),
        ("bind", "spouse", "p1", None),
        ("bind", "spouse", "p2", NOT_THEIRS),
        ("answer", "", "p1", None),
        ("answer", "", "p2", NOT_THEIRS),
        ("answer", "spouse", "p2", None),
        ("answer", "spouse", "p1", ("NOT_YOUR_ROUTE",)),
        ("reply", "borrower", "p1", None),
        ("reply", "spouse", "p2", None),
        ("reply", "spouse", "p1", ("NOT_YOUR_ROUTE",)),
    ],
)
def test_from_their_own_phone_the_applicant_acts_and_what_is_asked_of_another_alone_that_party_answers(
    act, to, who, told
):
    assert refused(access.ACTS[act], call("depositor", who, to)) == told


@pytest.mark.parametrize(
    ("audience", "there", "person"),
    [("depositor", "", "p2"), ("clerk", "spouse", "whoever was there"), ("clerk", "borrower", ABSENT)],
)
def test_an_act_is_of_the_person_who_is_logged_in_or_was_proven_to_be_there(audience, there, person):
    assert refused(actors.person_of, call(audience, "p2", there=there), "spouse") == person


@pytest.mark.parametrize(
    ("agent", "told"),
    [("person-c1", ("OWN_CASE",)), ("kin", ("RELATIVE",)), ("p7", None), ("", None)],
)
def test_nobody_looks_at_an_authorisation_of_themselves_or_of_who_belongs_together_with_them(monkeypatch, agent, told):
    monkeypatch.setattr(actors.hands.relatives, "of", lambda person: {"kin"})
    form = SimpleNamespace(agent=agent, party="p1")
    assert refused(actors.no_agent_of_it, call("clerk", "c1"), form) == told


@pytest.mark.parametrize(
    ("document", "who", "told"),
    [
        ("d1", "p1", None),
        ("d2", "p2", None),
        ("d2", "p1", ("NOT_FOUND",)),  # another's form, though they have signed one too
        ("d1", "p2", ("NOT_FOUND",)),
        ("d3", "p1", ("NOT_FOUND",)),  # they came themselves
        ("d9", "p1", ("NOT_FOUND",)),
    ],
)
def test_a_form_is_denied_by_who_is_said_to_have_signed_that_very_one(document, who, told):
    seen = [("d1", "p1", "submit"), ("d2", "p2", "signatures"), ("d3", "p1", None)]
    asks = call("depositor", who)
    asks.case.presences = [SimpleNamespace(id=id, party=party, act=act) for id, party, act in seen]
    asks.path = {"document": document}
    assert refused(access.deny, asks) == told


@pytest.mark.parametrize(
    ("audience", "key", "owes"),
    [
        ("depositor", "spouse", True), ("depositor", "co_borrower_1", True), ("depositor", "co_owner_1", False),
        ("depositor", None, False), ("clerk", "spouse", False),
    ],
)  # fmt: skip
def test_a_co_owner_is_a_party_and_owes_nothing(monkeypatch, audience, key, owes):
    monkeypatch.setattr(whose.parties, "named", lambda case: {key: "p3"})
    asks = call(audience, "p3")
    asks.case.people = {"p3": key} if key else {}
    assert whose.owes(asks, asks.case) is owes


@pytest.mark.parametrize(
    ("audience", "who", "now", "key"),
    [
        ("depositor", "p1", "p2", "borrower"),
        ("depositor", "p2", "p2", "spouse"),
        ("depositor", "p2", "p9", None),  # another is named so now
        ("depositor", "p2", None, None),  # or nobody
        ("depositor", "p2", "", None),
        ("depositor", "p9", "p9", None),  # named, and has not come in
        ("clerk", "p1", "p2", None),
        ("reviewer", "p2", "p2", None),
    ],
)
def test_a_party_is_who_came_in_as_one_while_the_case_names_them_so(monkeypatch, audience, who, now, key):
    monkeypatch.setattr(whose.parties, "named", lambda case: {} if now is None else {"borrower": "p1", "spouse": now})
    asks = call(audience, who)
    asks.case.parties = {"borrower": "p1"}
    assert whose.person(asks, asks.case) == key


@pytest.mark.parametrize(
    ("named", "handed_in", "key"),
    [
        ({"spouse": "p9"}, {"spouse": "p2"}, None),
        ({"spouse": "p2"}, {"spouse": "p2"}, "spouse"),  # as which they were handed in, and are named still
        ({"co_owner_1": "p2"}, {"spouse": "p2"}, "co_owner_1"),
        ({"spouse": "p2"}, {}, None),  # as which they never came in
    ],
)
def test_who_came_in_as_another_party_in_a_correction_is_who_was_handed_in_once_the_case_names_them_so(
    monkeypatch, named, handed_in, key
):
    monkeypatch.setattr(whose.parties, "named", lambda case: named)
    asks = call("depositor", "p2")
    asks.case.people, asks.case.parties = {"p2": "co_owner_1"}, handed_in
    assert whose.person(asks, asks.case) == key
    assert whose.former(asks, asks.case) == ("spouse" if handed_in and key is None else None)


@pytest.mark.parametrize(
    ("body", "act"),
    [
        ({}, "corrections"),
        ({"decline": False}, "corrections"),
        ({"decline": True}, "corrections.declined"),
        ({"use": "credit"}, "corrections.credit"),
        ({"use": None}, "corrections"),
    ],
)
def test_a_form_signed_by_hand_is_for_the_very_word_it_says(monkeypatch, body, act):
    """So that one that agrees is not for declining."""
    asked: list = []
    monkeypatch.setattr(actors.presence, "present", lambda case, *of: asked.append(of) or "proof")
    assert actors.present(call("clerk", "c1", **body), "spouse") == "proof"
    assert asked == [("spouse", "c1", act, "r1")]


@pytest.mark.parametrize(
    ("act", "audience", "code", "told"),
    [
        ("handle", "reviewer", "RECUSED", ("RECUSED",)),
        ("handle", "supervisor", "RELATIVE", ("NOT_FOUND",)),
        ("bind", "clerk", "RECUSED", ("RECUSED",)),
        ("doubt", "reviewer", "OWN_CASE", ("NOT_FOUND",)),
        ("recuse", "reviewer", "RECUSED", None),  # their own word
        ("handle", "reviewer", None, None),
        ("bind", "depositor", "OWN_CASE", None),
    ],
)
def test_staff_who_have_nothing_more_to_do_with_a_case_are_told_no_earlier_answer_but_their_own_word(
    monkeypatch, act, audience, code, told
):
    monkeypatch.setattr(access.hands, "apart", lambda case, person: code)
    assert refused(access.ACTS[act].again, call(audience, "s1"), None) == told
