from datetime import date

import pytest

from chalicelib.domain.status import Status
from chalicelib.errors import Contended, PreconditionFailed
from chalicelib.records import acceptance, casefile, guards
from chalicelib.records.guards import Guard
from tests.given.case import put

TASK_CODE = "1262010000000000XH" + "3" + "442199806003"
TODAY = date(2026, 11, 23)


def accept(case, sure=False):
    claims = {guards.of_person(who): sure for who in case.parties.values()}
    found = guards.read({*claims, *case.guards})
    losers = {one.case: casefile.load(one.case) for one in found.values() if one.case != case.id}
    told, changes = casefile.event("ACCEPTED"), {"status": Status.VERIFYING}
    return acceptance.accept(case, TASK_CODE, TODAY, told, claims, found, losers, **changes)


def hold_home(case):
    guards.take(case, {guards.of_unit(case.unit): True}, {}, {})


def holder(guard):
    held = guards.read([guard]).get(guard)
    return held and held.case


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


def test_a_second_live_case_of_a_person_is_declined_and_nothing_is_written(a_case, platform):
    accept(a_case())
    before = platform.items("registers")
    rival = a_case("case-b", "person_a", "unit_b")
    assert accept(rival) == "person"
    assert platform.items("registers") == before
    assert casefile.load("case-b").number == "" and casefile.load("case-b").status == "SUBMITTED"


def test_who_only_types_a_home_keeps_nobody_else_out(a_case):
    accept(a_case())
    assert holder("unit#unit_a") is None
    assert accept(a_case("case-b", "person_b", "unit_a")) is None


def test_who_came_themselves_takes_their_guard_from_who_did_not_and_that_case_is_told(a_case):
    accept(a_case(), sure=False)
    assert accept(a_case("case-b", "person_a", "unit_b"), sure=True) is None
    assert holder("person#person_a") == "case-b"
    told = [event for event in casefile.load("case-a").events.values() if event.code == "CLAIM_OVERTAKEN"]
    assert [event.values for event in told] == [{"what": "CLAIM_OF_PERSON"}]
    guards.release(casefile.load("case-a"))
    assert holder("person#person_a") == "case-b"


def test_what_somebody_is_sure_of_is_taken_from_them_by_nobody(a_case):
    accept(a_case(), sure=True)
    assert accept(a_case("case-b", "person_a", "unit_b"), sure=True) == "person"
    assert holder("person#person_a") == "case-a"


def test_a_guard_that_became_sure_since_it_was_read_is_not_taken(a_case):
    accept(a_case())
    rival = a_case("case-b", "person_a", "unit_b")
    found = guards.read(["person#person_a"])
    guards.take(casefile.load("case-a"), {"person#person_a": True}, {}, {})
    losers = {"case-a": casefile.load("case-a")}
    with pytest.raises(Contended):
        claims = {"person#person_a": True}
        acceptance.accept(rival, TASK_CODE, TODAY, casefile.event("ACCEPTED"), claims, found, losers)
    assert holder("person#person_a") == "case-a" and "CLAIM_OVERTAKEN" not in str(casefile.load("case-a").events)


def test_what_an_earlier_release_took_is_marked_once_and_only_while_it_has_it(a_case, platform):
    accept(a_case())
    platform.client("dynamodb").update_item(
        TableName="anju-registers", Key={"key": {"S": "person#person_a"}}, UpdateExpression="REMOVE sure"
    )
    (old,) = guards.read(["person#person_a"]).values()
    assert old.sure is None
    guards.mark("person#person_a", old, sure=False)
    guards.mark("person#person_a", old, sure=True)
    assert guards.read(["person#person_a"])["person#person_a"].sure is False


def test_after_release_the_person_and_the_unit_are_free_again(a_case):
    accept(a_case())
    guards.release(casefile.load("case-a"))
    assert accept(a_case("case-b")) is None


def test_releasing_late_does_not_take_the_guard_of_the_next_case(a_case):
    accept(a_case())
    ended = casefile.load("case-a")
    guards.release(ended)
    accept(a_case("case-b"))
    guards.release(ended)
    assert accept(a_case("case-c")) == "person"


def test_a_corrected_home_is_let_go_and_so_is_a_person_who_is_named_no_more(a_case):
    accept(a_case())
    hold_home(casefile.load("case-a"))
    put("case-a", unit="unit_right", parties={"borrower": "person_a", "spouse": "person_s"})
    assert accept(casefile.load("case-a")) is None
    assert holder("unit#unit_a") is None and holder("person#person_s") == "case-a"
    put("case-a", parties={"borrower": "person_a"})
    assert accept(casefile.load("case-a")) is None
    assert holder("person#person_s") is None and holder("person#person_a") == "case-a"


def test_a_correction_lets_go_nothing_that_another_case_has_by_then(a_case):
    accept(a_case())
    accept(a_case("case-b", "person_b", "unit_a"))
    hold_home(casefile.load("case-b"))
    put("case-a", unit="unit_right")
    assert accept(casefile.load("case-a")) is None and holder("unit#unit_a") == "case-b"


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
    guards.release(casefile.load("case-a"))
    assert accept(casefile.load("case-b")) is None


def test_a_guard_gives_way_to_who_is_sure_where_it_is_known_not_to_be_and_serves_its_own_case_as_surely_as_it_is():
    said = (True, False, None)  # an earlier release did not say: its guard gives way to nobody
    assert [Guard("c1", sure).gives_way(sure=True) for sure in said] == [False, True, False]
    assert not any(Guard("c1", sure).gives_way(sure=False) for sure in said)
    assert [Guard("c1", sure).serves("c1", sure=True) for sure in said] == [True, False, False]
    assert all(Guard("c1", sure).serves("c1", sure=False) for sure in said)
    assert not any(Guard("c1", sure).serves("c2", sure=False) for sure in said)
