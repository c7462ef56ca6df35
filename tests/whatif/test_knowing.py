"""Who knew of law learnt late, and what was told without it: by version, whichever way the law went."""

import json
from datetime import date, timedelta

import pytest

from chalicelib.policy import Book
from chalicelib.whatif.knowing import Said, changed, is_unaware
from chalicelib.whatif.late_letters import Ended, Open, misled, told_wrong
from tests.given.marks import COMPILED, all_confirmed

CENTRE, BEGINS, LEARNT, LATER = "620200", date(2027, 3, 1), date(2027, 4, 10), date(2027, 4, 20)
BEFORE, DAY, NIGHT = date(2027, 2, 20), date(2027, 3, 20), timedelta(1)


def book(**entries):
    """What is shipped, and of figures (`a__b` is `a.b`) other values since the law began, each with the day it was learnt of."""
    compiled = all_confirmed(json.loads(COMPILED.read_text(encoding="utf-8")))
    for name, learnt in entries.items():
        dated = compiled["base"][name.replace("__", ".")]
        dated += [
            {**dated[-1], "from": BEGINS.isoformat(), "learnt": day.isoformat(), "value": value}
            for day, value in learnt
        ]
    return Book(compiled)


def test_who_knew_what_was_learnt_later_still_knew_this_too():
    known = book(min_deposit_months=[(LEARNT, 3), (LATER, 4)])
    by = {day: known.in_force(CENTRE, DAY, day).version for day in (LEARNT - NIGHT, LEARNT, LATER)}
    unaware = [is_unaware(Said(CENTRE, DAY, version, LATER), known, LEARNT) for version in by.values()]
    assert unaware == [True, False, False]


def test_where_the_version_is_the_same_with_and_without_it_the_day_tells_and_that_very_day_is_unaware():
    known = book(min_deposit_months=[(LEARNT, 3)])
    version = known.in_force(CENTRE, BEFORE).version
    days = (LEARNT, LEARNT + NIGHT)
    assert [is_unaware(Said(CENTRE, BEFORE, version, day), known, LEARNT) for day in days] == [True, False]


def test_a_figure_that_has_ended_without_anybody_knowing_is_another_too():
    name = "caps.CAP_BALANCE"
    (found,) = changed(book(caps__CAP_BALANCE=[(LEARNT, None)]), CENTRE, DAY, LEARNT).values()
    assert found.name == name and found.was is not None and found.holds is None


def test_a_last_day_told_too_early_is_as_wrong_as_one_told_too_late():
    letter = Open("told", CENTRE, DAY, DAY, "told")
    for days in (5, 14):
        (found,) = told_wrong([letter], book(guide__anticipate_day=[(LEARNT, str(days))]), LEARNT)
        assert found.law == DAY + timedelta(days) != found.told


@pytest.mark.parametrize("day", ["appeal_day", "review_day", "court_months"])
def test_an_end_that_names_another_time_for_an_objection_or_a_body_was_told_wrong(day):
    (found,) = misled([Ended("old", CENTRE, DAY, "old")], book(**{f"guide__{day}": [(LEARNT, "90")]}), LEARNT)
    assert [one.name for one in found.changes] == [f"guide.{day}"]
