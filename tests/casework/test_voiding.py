"""Which consents a form or a denial makes void, and when a case leaves its road for that: read off the record alone."""

import pytest

from chalicelib.casework import voiding
from chalicelib.domain.status import WITHDRAWABLE, Status
from chalicelib.records.presences import DENIED, Presence
from tests.given.application import application
from tests.given.case import held

PARTIES = {"borrower": "p1", "spouse": "p2"}
PEOPLE = [{"key": key, "id_number": number, "name": key} for key, number in (("borrower", "1"), ("spouse", "2"))]
PAPER = Presence("p", "spouse", "p2", "signed_form", "T1", "", "clerk-1", "e", void={"why": DENIED})


def consent(person: str, use: str, **more):
    return {"id": f"{person}.{use}", "person": person, "party": PARTIES[person], "use": use, **more}


DATA, CREDIT = consent("spouse", "data"), consent("spouse", "credit", paper={"key": "k"})
OWN, OWN_CREDIT = consent("borrower", "data"), consent("borrower", "credit")


def case(*consents, **values):
    made = held(application(), **{"parties": PARTIES, "applicant": "p1", "form": {"people": PEOPLE}, **values})
    vars(made).update(consents=[*consents])
    return made


def void_in(changes) -> list[str]:
    return [one["id"] for one in changes.get("consents", ()) if one.get("void_at")]


@pytest.mark.parametrize(
    ("people", "void"),
    [
        (PEOPLE, []),
        ([PEOPLE[0], {**PEOPLE[1], "id_number": "3"}], ["spouse.data", "spouse.credit"]),
        ([PEOPLE[0], {**PEOPLE[1], "name": "another"}], ["spouse.credit"]),  # its paper names somebody else
        (PEOPLE[:1], ["spouse.data", "spouse.credit"]),
        ([{**PEOPLE[0], "id_number": "9"}, PEOPLE[1]], ["borrower.credit"]),  # the borrower is always who applies
    ],
)
def test_a_form_makes_void_what_whom_it_names_no_more_has_given_and_the_paper_that_names_another(
    monkeypatch, people, void
):
    of = lambda form: {one["key"]: f"p{one['id_number']}" for one in form["people"]}  # noqa: E731
    monkeypatch.setattr(voiding.parties, "references", of)
    changes = voiding.by_form(case(OWN, OWN_CREDIT, DATA, CREDIT), {"people": people})
    assert void_in(changes) == void and ("consents" in changes) is bool(void)


@pytest.mark.parametrize("ended", ["withdrawn_at", "void_at"])
def test_what_counted_no_more_before_stays_as_it_was(monkeypatch, ended):
    monkeypatch.setattr(voiding.parties, "references", lambda form: {})
    earlier = {**DATA, ended: "2026-11-23"}
    changes = voiding.by_form(case(earlier, CREDIT), {"people": PEOPLE[:1]})
    assert changes["consents"][0] == earlier and changes["consents"][1]["void_at"]
    assert not voiding.rest_on(case({**earlier, "presence": "p"}), PAPER)


@pytest.mark.parametrize(
    ("consents", "status", "void", "leaves"),
    [
        ([OWN, {**DATA, "presence": "p"}], "VERIFYING", ["spouse.data"], True),
        ([{**DATA, "presence": "p"}, {**DATA, "id": "own"}], "VERIFYING", ["spouse.data"], False),
        ([{**DATA, "presence": "other"}], "VERIFYING", [], False),
        ([{**DATA, "presence": "p"}], "REFUSED", ["spouse.data"], False),
        ([{**DATA, "presence": "p"}], "DISBURSING", ["spouse.data"], False),
    ],
)
def test_a_denial_makes_void_what_was_given_on_that_paper_and_the_case_leaves_that_rested_on_it(
    consents, status, void, leaves
):
    of = case(*consents, status=status)
    changes, expect = voiding.by_denial(of, PAPER, "p2")
    assert void_in(changes) == void and ("withdrawal" in changes) is leaves
    assert {"presences", "consents"} <= {*expect.unchanged} and ("leaving" in expect.unchanged) is leaves
    assert {*expect.status} == ({*WITHDRAWABLE} if leaves else {Status(status)})
    assert voiding.rest_on(of, PAPER) is bool(void)
