from datetime import date

import pytest

from chalicelib.domain.status import Status
from chalicelib.errors import Contended, PreconditionFailed
from chalicelib.records import acceptance, casefile
from tests.given.case import put

TASK_CODE = "1262010000000000XH" + "3" + "442199806003"
TODAY = date(2026, 11, 23)


def accept(case):
    return acceptance.accept(case, TASK_CODE, TODAY, casefile.event("ACCEPTED"), status=Status.VERIFYING)


def test_numbers_are_the_31_character_code_the_day_and_a_serial(a_case):
    for serial in (1, 2, 3):
        case = a_case(f"case-{serial}", f"person_{serial}", f"unit_{serial}")
        assert accept(case) is None
        assert casefile.load(case.id).number == f"{TASK_CODE}20261123{serial:04d}"


def test_accepting_twice_keeps_the_number_and_uses_no_other(a_case):
    accept(a_case())
    accept(casefile.load("case-a"))
    other = a_case("case-b", "person_b", "unit_b")
    accept(other)
    assert casefile.load("case-a").number.endswith("0001")
    assert casefile.load("case-b").number.endswith("0002")


def test_a_lost_answer_is_a_retry_that_then_finds_the_number(a_case):
    stale = a_case()
    accept(stale)
    with pytest.raises(Contended):
        accept(stale)
    assert accept(casefile.load("case-a")) is None


@pytest.mark.parametrize(("person", "unit", "held"), [("person_a", "unit_b", "person"), ("person_b", "unit_a", "unit")])
def test_a_second_live_case_is_declined_and_nothing_is_written(a_case, platform, person, unit, held):
    accept(a_case())
    before = platform.items("registers")
    rival = a_case("case-b", person, unit)
    assert accept(rival) == held
    assert platform.items("registers") == before
    assert casefile.load("case-b").number == "" and casefile.load("case-b").status == "SUBMITTED"


def test_after_release_the_person_and_the_unit_are_free_again(a_case):
    accept(a_case())
    acceptance.release(casefile.load("case-a"))
    assert accept(a_case("case-b")) is None


def test_releasing_late_does_not_take_the_guard_of_the_next_case(a_case):
    accept(a_case())
    ended = casefile.load("case-a")
    acceptance.release(ended)
    accept(a_case("case-b"))
    acceptance.release(ended)
    assert accept(a_case("case-c")) == "person"


def test_a_corrected_unit_number_exchanges_the_guard(a_case):
    accept(a_case())
    put("case-a", unit="unit_right")
    assert accept(casefile.load("case-a")) is None
    assert accept(a_case("case-b", "person_b", "unit_right")) == "unit"
    assert accept(a_case("case-c", "person_c", "unit_a")) is None


def test_a_correction_cannot_take_a_unit_another_case_holds(a_case):
    accept(a_case("case-b", "person_b", "unit_b"))
    accept(a_case())
    put("case-a", unit="unit_b")
    assert accept(casefile.load("case-a")) == "unit"


def test_a_day_has_four_digits_of_numbers_and_no_more(a_case, monkeypatch):
    monkeypatch.setattr(acceptance, "DAILY_NUMBERS", 1)
    accept(a_case())
    with pytest.raises(PreconditionFailed):
        accept(a_case("case-b", "person_b", "unit_b"))


@pytest.mark.parametrize("party", ["borrower", "spouse", "co_borrower_1"])
def test_every_party_of_a_live_case_is_guarded_and_not_the_applicant_alone(a_case, party):
    parties = {"borrower": "person_a", "spouse": "person_s", "co_borrower_1": "person_c"}
    a_case()
    accept(put("case-a", parties=parties))
    assert accept(a_case("case-b", parties[party], "unit_b")) == "person"
    acceptance.release(casefile.load("case-a"))
    assert accept(casefile.load("case-b")) is None
