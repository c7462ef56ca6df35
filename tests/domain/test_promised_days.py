"""What each limit comes to, by figures of a policy alone. With the policies there are: tests/domain/test_limits.py."""

from datetime import date, datetime, time, timedelta
from types import SimpleNamespace

import pytest

from chalicelib.domain import limits
from chalicelib.domain.calendar import Calendar, Due, add_months, whole_months, years_old
from chalicelib.domain.work import (
    APPROVING,
    CORRECTION_WAIT,
    DESK,
    ENDED_BY_TIME,
    LONGEST_HOLD,
    SIGN_WAIT,
    STAFF,
    WAITS,
)

CALENDAR = Calendar({})
MONDAY = date(2026, 11, 23)
# Working days of each limit, all longer than the law's ten calendar days hold.
PROMISED = {"verify": 20, "review": 21, "first_review": 22, "second_review": 23, "attend": 24, "correction": 30,
            "signing": 31, "mortgage": 32, "disbursement": 33}  # fmt: skip
BEFORE = ("verify", "review", "first_review", "second_review", "attend")


def policy(on=MONDAY, **guide):
    figures = {"telling_day": "5", "anticipate_day": "10", "appeal_day": "60", "appeal_decided_day": "20"}
    return SimpleNamespace(guide={**figures, **guide}, deadlines=PROMISED, arranged={}, on=on)


@pytest.mark.parametrize(("days", "said"), [("3", 3), ("", None), ("0", 0), (None, None)])
def test_parties_are_reminded_as_many_days_before_as_their_centre_says_and_not_where_it_says_none(days, said):
    of = policy(remind_before=days) if days is not None else policy()
    assert limits.remind_before(of) == said


def test_what_is_lacking_is_told_within_five_working_days_and_silence_accepts_on_the_sixth():
    assert limits.told_by(policy(), MONDAY, CALENDAR) == Due(date(2026, 11, 30), False)
    assert limits.accepted_in_silence(policy(), MONDAY, CALENDAR) == date(2026, 12, 1)


def test_parties_may_object_through_the_last_of_the_days_the_law_gives_them():
    assert limits.appeal_until(policy(), MONDAY) == MONDAY + timedelta(60)


@pytest.mark.parametrize(("days", "most"), [("7", 5), ("8", 5), ("9", 5), ("10", 6), ("13", 9), ("14", 10), ("15", 10)])
def test_what_is_promised_before_a_decision_fits_into_the_laws_days_whatever_day_they_begin_on(days, most):
    promised = limits.promised(policy(anticipate_day=days))
    assert promised.pop(limits.APPEAL) == 20, "an objection is decided by a limit of its own"
    assert promised == {**PROMISED, **dict.fromkeys(BEFORE, most)}
    assert {name for name, of in promised.items() if of != PROMISED[name]} == set(BEFORE)


@pytest.mark.parametrize(
    ("received", "by", "within"),
    [
        (MONDAY, date(2026, 11, 30), 5),  # the day it counts as received is none of them, the last is
        (MONDAY, date(2026, 11, 24), 1),
        (date(2026, 11, 27), date(2026, 11, 29), 0),  # a Friday, and only days off are left
        (MONDAY, date(2026, 12, 31), 6),  # never more than promised
    ],
)
def test_of_one_case_no_more_is_promised_than_the_laws_days_hold_of_working_days(received, by, within):
    promise = limits.promised_on(policy(), by, received, CALENDAR)
    assert {promise.days[name] for name in BEFORE} == {within} and promise.days["correction"] == 30
    assert promise.provisional is False


@pytest.mark.parametrize(("arranged", "provisional"), [((2026, 2027), False), ((2026,), True)])
def test_a_promise_over_days_nobody_has_arranged_may_change(arranged, provisional):
    calendar = Calendar({"years": list(arranged)})
    for received in (date(2026, 12, 30), date(2026, 12, 31)):
        assert limits.promised_on(policy(), date(2027, 1, 4), received, calendar).provisional is (
            provisional and not calendar.is_arranged(date(2027, 1, 4))
        )


def test_whoever_hands_in_after_hours_or_later_is_promised_no_more_than_holds_then(monkeypatch):
    """Friday: handed in at noon it counts that day, after hours from Monday; the shortest of all ways is told."""
    asked = []

    def promised(policy, by, received_on, calendar):
        asked.append((by, received_on))
        days = {date(2026, 11, 27): 6, date(2026, 11, 30): 4}.get(received_on, 3)
        return limits.Promise({"review": days, "correction": 9 - days}, False)

    monkeypatch.setattr(limits, "promised_on", promised)
    friday = date(2026, 11, 27)
    assert limits.promised_to(policy(friday)) == {"review": 4, "correction": 3}
    assert asked == [(date(2026, 12, 7), friday), (date(2026, 12, 10), date(2026, 11, 30))]
    assert limits.promised_to(policy(friday), [policy(date(2026, 12, 3))]) == {"review": 3, "correction": 3}


def test_a_case_accepted_on_a_day_is_promised_by_the_laws_days_from_that_day_on():
    promise = limits.promised_from(policy())
    assert promise == limits.promised_on(policy(), MONDAY + timedelta(10), MONDAY, CALENDAR)
    saturday = date(2026, 11, 28)
    after = limits.promised_on(policy(saturday), saturday + timedelta(10), date(2026, 11, 30), CALENDAR)
    assert limits.promised_from(policy(saturday)) == after


@pytest.mark.parametrize(
    ("due", "law", "first", "told"),
    [
        (date(2026, 12, 9), date(2026, 12, 4), MONDAY, date(2026, 12, 4)),
        (date(2026, 12, 9), date(2026, 12, 6), MONDAY, date(2026, 12, 4)),  # a Sunday: the Friday before
        (date(2026, 12, 1), date(2026, 12, 4), MONDAY, date(2026, 12, 1)),
        (
            date(2026, 12, 9),
            date(2026, 11, 29),
            date(2026, 11, 28),
            date(2026, 11, 29),
        ),  # a weekend is all that is left
        (date(2026, 12, 9), date(2026, 11, 22), MONDAY, date(2026, 12, 9)),  # over already
        (date(2026, 12, 9), MONDAY, MONDAY, MONDAY),
        (date(2026, 12, 4), date(2026, 12, 4), MONDAY, date(2026, 12, 4)),
    ],
)
def test_a_due_day_is_the_last_working_day_the_law_leaves_or_its_own(due, law, first, told):
    for mark in (False, True):
        moved = limits.within_law(Due(due, mark), law, first, CALENDAR)
        assert moved == Due(told, mark if told == due else False)


@pytest.mark.parametrize(
    ("due", "law", "told"),
    [
        (date(2026, 11, 27), date(2026, 11, 27), date(2026, 11, 26)),
        (date(2026, 12, 9), date(2026, 11, 27), date(2026, 11, 26)),
        (date(2026, 11, 26), date(2026, 11, 27), date(2026, 11, 26)),
        (date(2026, 11, 25), date(2026, 11, 27), date(2026, 11, 25)),
        (date(2026, 11, 25), date(2026, 11, 25), date(2026, 11, 24)),
        (date(2026, 11, 24), date(2026, 11, 24), date(2026, 11, 24)),  # they have no other day
    ],
)
def test_parties_leave_the_last_working_day_to_whoever_decides_where_they_have_another(due, law, told):
    for mark in (False, True):
        assert limits.leaving_a_day(Due(due, mark), law, MONDAY, CALENDAR) == Due(told, mark)


@pytest.mark.parametrize(
    ("begins", "ends", "used"),
    [
        (time(17, 29), None, 4),
        (time(17, 30), None, 3),  # after hours counts as the next working day
        (time(9), (date(2026, 11, 24), time(9)), 3),  # back within hours on Tuesday: received anew that day
        (time(9), (date(2026, 11, 24), time(17, 30)), 2),
        (time(9), (MONDAY, time(17, 29)), 4),  # over on the office day on which it began
    ],
)
def test_a_promise_counts_no_day_of_receipt_and_none_it_stands_still_on(begins, ends, used):
    since, until = datetime.combine(MONDAY, begins), datetime(2026, 11, 27, 8)
    pauses = [(datetime.combine(MONDAY, time(9)), datetime.combine(*ends))] if ends else []
    assert CALENDAR.working_days_used(since, until, pauses) == used
    assert CALENDAR.due_on(since, used, pauses) == date(2026, 11, 27)


def test_no_day_is_promised_while_one_of_several_pauses_lasts():
    began = datetime.combine(MONDAY, time(9))
    over, lasting = (began, began + timedelta(days=1)), (began, None)
    assert CALENDAR.due_on(began, 3, [over, lasting]) is CALENDAR.due_on(began, 3, [lasting, over]) is None
    assert CALENDAR.working_days_used(began, began + timedelta(days=9), [lasting]) == 0


@pytest.mark.parametrize(
    ("day", "after"), [(MONDAY, 0), (date(2026, 11, 22), 0), (date(2026, 11, 27), 4), (date(2026, 11, 28), 5)]
)
def test_a_day_is_over_after_its_working_days_and_one_that_is_a_day_off_with_the_next(day, after):
    assert CALENDAR.days_to(MONDAY, day) == after


@pytest.mark.parametrize(
    ("years", "today", "known"),
    [
        ((), date(2026, 12, 30), 1),
        ((2027,), date(2026, 12, 30), 366),
        ((), date(2026, 12, 31), 0),
        ((), MONDAY.replace(2029), 0),
    ],
)
def test_holidays_are_known_ahead_through_the_last_day_of_the_last_year_arranged(years, today, known):
    assert Calendar({"years": list(years)}).days_known(today) == known


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2026, 1, 31), date(2026, 2, 28), 1),
        (date(2026, 1, 31), date(2026, 2, 27), 0),
        (date(2026, 1, 15), date(2027, 1, 15), 12),
        (date(2026, 1, 15), date(2027, 1, 14), 11),
        (date(2026, 1, 15), date(2025, 12, 15), -1),
    ],
)
def test_months_are_whole_as_they_are_added(start, end, months):
    assert whole_months(start, end) == months
    assert (add_months(start, months) <= end) and add_months(start, months + 1) > end


@pytest.mark.parametrize(
    ("on", "age"), [(date(2026, 2, 28), 21), (date(2026, 3, 1), 22), (date(2024, 2, 29), 20), (date(2024, 2, 28), 19)]
)
def test_who_is_born_on_29_february_turns_older_on_1_march(on, age):
    assert years_old(date(2004, 2, 29), on) == age


# Staff


def test_once_the_bank_has_its_order_staff_may_say_nothing_that_undoes_it():
    """All that is left of each kind then: what undoes a case is no word of it."""
    undoing = {"refuse", "compensate", "send_back", "ask", "reopened", "go_on"}
    for kind, work in STAFF.items():
        said = {*work.words, *work.back, *work.up}
        assert set(work.going_on) == said - undoing, kind


def test_who_decides_what_is_asked_of_staff():
    by = {kind: {*work.by} for kind, work in STAFF.items()}
    of_supervisors = {"final_review", "attend", "dispute", "complaint", "appeal"}
    assert {kind for kind, who in by.items() if who == {"supervisor"}} == of_supervisors
    assert {kind for kind, who in by.items() if who == {"clerk"}} == {"second_look"}
    assert all(by[kind] == {*DESK} for kind in by.keys() - of_supervisors - {"second_look"})


def test_what_the_road_waits_for_and_what_outlives_the_case():
    beside = {kind for kind, work in STAFF.items() if not work.on_the_road}
    assert beside == {"dispute", "complaint", "appeal", "owed", "second_look"}
    assert {"approve", "supplied"} == APPROVING, "before which every line of the list is answered"
    assert {kind: WAITS[kind] for kind in ("restart", "correction", "sign", "mortgage", "final_review", "appeal")} == {
        "restart": "attend", "correction": "correction", "sign": "signing", "mortgage": "mortgage",
        "final_review": "second_review", "appeal": "appeal",
    }  # fmt: skip


def test_the_road_ends_by_itself_what_the_parties_leave_alone_for_sixty_and_thirty_days():
    assert ENDED_BY_TIME == {"correction": CORRECTION_WAIT, "signing": SIGN_WAIT}
    assert (CORRECTION_WAIT.days, SIGN_WAIT.days, LONGEST_HOLD.days) == (60, 30, 60)
