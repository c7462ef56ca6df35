import pytest

from chalicelib.errors import CaseNotFound, Contended
from chalicelib.records import casefile


def test_a_draft_created_twice_is_one_draft(platform):
    first = casefile.create("c1", "620100", "person_x", {"note": "first"}, "online")
    second = casefile.create("c1", "620100", "person_x", {"note": "second"}, "online")
    assert second.form == first.form == {"note": "first"}


def test_an_unknown_case_is_an_error_of_its_own(platform):
    with pytest.raises(CaseNotFound):
        casefile.load("nobody")


def test_what_is_sealed_cannot_be_read_in_the_table(platform):
    casefile.create("c1", "620100", "person_x", {"name": "合成人甲"}, "online")
    assert "合成人甲" not in str(platform.items("cases"))
    assert casefile.load("c1").form == {"name": "合成人甲"}


def test_sealed_data_moved_to_another_name_does_not_open(platform):
    from cryptography.exceptions import InvalidTag

    case = casefile.create("c1", "620100", "person_x", {"name": "合成人甲"}, "online")
    casefile.amend("c1", {"application": case["form"]})
    with pytest.raises(InvalidTag):
        casefile.load("c1").unseal("application")


def test_an_update_writes_everything_or_nothing(a_case):
    a_case()
    with pytest.raises(Contended):
        casefile.amend("case-a", {"status": "SIGNING", "payment": {"x": 1}}, expect={"status": ("DRAFT",)})
    case = casefile.load("case-a")
    assert case.status == "SUBMITTED" and case.get("payment") is None


def test_an_expectation_may_allow_absence(a_case):
    a_case()
    casefile.amend("case-a", {"payment": {"serial": "P1"}}, expect={"payment": (None,)})
    with pytest.raises(Contended):
        casefile.amend("case-a", {"payment": {"serial": "P2"}}, expect={"payment": (None,)})
    assert casefile.load("case-a")["payment"] == {"serial": "P1"}


def test_a_timeline_entry_keeps_its_first_moment_when_the_step_runs_again(a_case):
    a_case()
    casefile.amend("case-a", casefile.event("ACCEPTED"))
    before = casefile.load("case-a")["events"]
    casefile.amend("case-a", casefile.event("ACCEPTED"))
    assert casefile.load("case-a")["events"] == before


def test_a_value_can_be_removed_and_is_then_absent(a_case):
    a_case()
    casefile.amend("case-a", {"looks": [1]})
    casefile.amend("case-a", {"looks": None})
    assert casefile.load("case-a").get("looks") is None


def test_an_amendment_never_creates_a_case(platform):
    with pytest.raises(Contended):
        casefile.amend("nobody", {"status": "SIGNING"})
    assert platform.items("cases") == []


def test_cases_are_listed_newest_first_page_by_page(platform, monkeypatch):
    for number in range(5):
        monkeypatch.setattr(casefile.clock, "stamp", lambda number=number: f"2026-11-2{number}T00:00:00.000Z")
        casefile.create(f"c{number}", "620100", "person_x", {}, "online")
    first, cursor = casefile.listing("applicant", "person_x", limit=3)
    second, end = casefile.listing("applicant", "person_x", cursor, limit=3)
    assert [row["id"] for row in first + second] == ["c4", "c3", "c2", "c1", "c0"]
    assert end is None
