"""Whose time a case has used: every second is one holder's, whatever its timeline says in whatever order."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.shares import AFTER, HOLDERS, shares

SINCE = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
CODES = st.sampled_from([*AFTER, "CHECK_ANSWERED", "OVERDUE", "OF_A_LATER_RELEASE"])
MOMENTS = st.integers(-5_000, 5_000_000).map(
    lambda seconds: SINCE + timedelta(seconds=seconds, milliseconds=seconds % 1000)
)
TOLD = st.lists(st.tuples(MOMENTS, CODES), max_size=30)


@given(told=TOLD, until=MOMENTS)
def test_the_shares_come_to_the_whole_and_none_is_less_than_nothing(told, until):
    used = shares(told, SINCE, until)
    assert sum(used.values()) == max(0, int(until.timestamp()) - int(SINCE.timestamp()))
    assert {*used} == {*HOLDERS} and min(used.values()) >= 0


@given(told=TOLD, until=MOMENTS, cut=MOMENTS)
def test_what_was_used_by_a_moment_is_never_taken_back_by_what_comes_after(told, until, cut):
    first, last = sorted((cut, until))
    before, after = shares(told, SINCE, first), shares(told, SINCE, last)
    assert all(before[holder] <= after[holder] for holder in HOLDERS)


def test_a_case_lies_with_whoever_its_timeline_says():
    def at(hours):
        return SINCE + timedelta(hours=hours)

    told = [
        (at(0), "SUBMITTED"), (at(1), "RECEIVED"), (at(2), "CHECK_ANSWERED"), (at(3), "CORRECTION_ASKED"), (at(10), "CORRECTED"),
        (at(11), "TASK_FIRST_REVIEW"), (at(15), "CONTRACT_READY"), (at(16), "ALL_SIGNED"), (at(18), "MORTGAGE_FILED"),
        (at(20), "PAYMENT_ORDERED"), (at(21), "PAYMENT_PAID"),
    ]  # fmt: skip
    hours = {holder: used // 3600 for holder, used in shares(told, SINCE, at(22)).items()}
    assert hours == {"ours": 1 + 4 + 1, "agencies": 2 + 1 + 2, "applicant": 7 + 1, "bank": 2 + 1, "procedure": 0}


@pytest.mark.parametrize(
    ("event", "holder"),
    [
        *((event, "bank") for event in ("PAYMENT_PROCESSING", "BANK_PART_AWAITED")),
        *(
            (event, "ours")
            for event in ("MORTGAGE_REGISTERED", "MORTGAGE_REJECTED", "PAYMENT_FAILED", "WITHDRAWAL_ASKED")
        ),
        *((event, "ours") for event in ("ASSESSED", "TASK_VERIFY", "TASK_ATTEND")),
    ],
)
def test_once_somebody_has_answered_a_case_lies_with_us_and_while_a_bank_works_at_it_with_the_bank(event, holder):
    hour = timedelta(hours=1)
    told = [(SINCE, "CORRECTION_ASKED"), (SINCE + hour, event)]
    assert shares(told, SINCE, SINCE + 3 * hour) == {**dict.fromkeys(HOLDERS, 0), "applicant": 3600, holder: 7200}


def test_what_would_be_ours_is_a_special_procedures_while_it_stops_our_promise_and_every_second_once():
    def at(hours):
        return SINCE + timedelta(hours=hours)

    told = [(at(0), "SUBMITTED"), (at(5), "CORRECTION_ASKED"), (at(8), "TASK_FIRST_REVIEW")]
    stopped = [(at(1), at(3)), (at(2), at(4)), (at(4), at(6)), (at(9), at(20))]
    hours = {holder: used // 3600 for holder, used in shares(told, SINCE, at(10), stopped).items()}
    assert hours == {"ours": 1 + 1, "procedure": 3 + 1 + 1, "applicant": 3, "agencies": 0, "bank": 0}
