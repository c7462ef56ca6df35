"""What stands for one thing alone, who has announced a scan, and which cases of others somebody has joined."""

import pytest

from chalicelib.errors import CaseNotFound
from chalicelib.records import acceptance, caseload, joined, proofs, registers


@pytest.mark.usefixtures("platform")
def test_a_proof_stands_for_the_first_thing_it_was_brought_for_however_often_and_for_no_other():
    claims = [("d1", "a"), ("d1", "a"), ("d1", "b"), ("d2", "b"), ("d1", "a")]
    assert [proofs.claim(*one) for one in claims] == [True, True, False, True, True]


@pytest.mark.usefixtures("platform")
def test_a_scan_is_announced_by_one_clerk_for_one_case():
    proofs.announce("c1", "s1", "w1")
    asked = [("c1", "s1", "w1"), ("c1", "s1", "w2"), ("c2", "s1", "w1"), ("c1", "s2", "w1"), ("s1", "c1", "w1")]
    assert [proofs.is_announced(*one) for one in asked] == [True, False, False, False, False]


@pytest.mark.usefixtures("platform")
def test_a_number_leads_to_the_case_it_was_registered_for():
    acceptance.register("contract#N1", case="c1")
    acceptance.register("mortgage#N1", case="c2")
    assert (registers.case_of_contract("N1"), registers.case_of_mortgage("N1")) == ("c1", "c2")
    for reading in (registers.case_of_number, registers.case_of_unit):
        with pytest.raises(CaseNotFound):
            reading("N1")


def line(id, opened, people=(), *proofs):
    return {"id": id, "opened_at": opened, "people": [*people], "presences": [*proofs] or None}


SIGNED, CAME = ({"party": "p1", "method": method} for method in ("signed_form", "id_card_and_face"))


@pytest.mark.usefixtures("platform")
def test_somebody_finds_the_cases_they_have_joined_and_are_in_or_are_said_to_have_signed_in_the_newest_first(
    monkeypatch,
):
    lines = {
        "c1": line("c1", "2026-11-21", ["p1", "p2"]),
        "c2": line("c2", "2026-11-23", ["p1"]),
        "c3": line("c3", "2026-11-22", ["p2"]),  # in whose place another is by now
        "c4": line("c4", "2026-11-20", ["p2"], SIGNED),
        "c5": line("c5", "2026-11-24", ["p2"], CAME),
        "c6": line("c6", "2026-11-25", ["p2"], {**SIGNED, "party": "p2"}),
    }
    monkeypatch.setattr(caseload, "lines", lambda ids, *names: {id: dict(lines[id]) for id in ids})
    assert joined.cases_of("p1") == []
    for id in lines:
        joined.join("p1", id)
        joined.join("p1", id)
    assert joined.cases_of("p1") == [{"id": id, "opened_at": lines[id]["opened_at"]} for id in ("c2", "c1", "c4")]
    assert joined.cases_of("p9") == []
