"""Nobody changes afterwards what has been in force (已生效登记), unless with a reason that stays on record."""

import re

import pytest
import time_machine

from infra.tools.policy import Inconsistent, enact

from .conftest import entry, figure

FUTURE = figure("max_months", entry("240", "2027-01-01"))


def test_the_first_registration_needs_its_reason_and_keeps_it(house):
    assert house.record("base", "max_months", "2015-10-24")["reason"] == "first registration"
    house.enacted.unlink()
    house.enacted.write_text("[]")
    assert all(re.search("backdated|was not entered as law learnt late", line) for line in house.refused("2026-11-23"))


def test_what_nobody_edits_stays_sound_however_many_days_pass(house):
    house.overlay(figure("max_months", entry("240", "2026-12-01", "2027-01-31")))
    house.enact("2026-11-23")
    before = house.enacted.read_text()
    for day in ("2026-11-30", "2026-12-01", "2027-01-31", "2027-02-01", "2035-01-01"):
        house.enact(day)
    assert house.enacted.read_text() == before


def test_a_new_entry_begins_tomorrow_at_the_earliest(house):
    house.overlay(FUTURE)
    assert house.refused("2027-01-01") == [
        "620200: max_months: 2027-01-01: begins no later than today and was not registered before: backdated"
    ]
    house.enact("2026-12-31")
    assert house.record("620200", "max_months", "2027-01-01")["recorded"] == "2026-12-31"


def test_today_is_the_day_in_gansu(house):
    house.overlay(FUTURE)
    with time_machine.travel("2026-12-31T16:00:00Z", tick=False), pytest.raises(Inconsistent, match="backdated"):
        enact(house.data, house.enacted, house.compiled)


def test_what_has_not_begun_may_be_changed_and_dropped(house):
    house.overlay(FUTURE)
    house.enact("2026-11-23")
    first = house.record("620200", "max_months", "2027-01-01")
    house.overlay(FUTURE.replace("240", "300"))
    house.enact("2026-11-24")
    assert house.record("620200", "max_months", "2027-01-01")["digest"] != first["digest"]
    (house.data / "overlays" / "620200.yaml").unlink()
    house.enact("2026-11-25")
    assert house.record("620200", "max_months", "2027-01-01") is None


@pytest.mark.parametrize(
    ("edit", "wrong"),
    [
        (FUTURE.replace("240", "300"), "was in force and says something else now"),
        (FUTURE.replace("2027-01-01", "2027-01-02"), "was in force and is gone"),
        (figure("min_age", entry("18", "2028-01-01")), "was in force and is gone"),
    ],
)
def test_what_has_begun_stays_as_it_is(house, edit, wrong):
    house.overlay(FUTURE)
    house.enact("2026-11-23")
    house.overlay(edit)
    assert f"620200: max_months: 2027-01-01: {wrong}" in house.refused("2027-01-05")


def test_to_confirm_a_figure_is_no_change_of_it(house):
    house.edit(
        "figures.yaml",
        "value: refuse, verified: false, source: PRODUCTION",
        "value: refuse, verified: true, source: PLAN_265 一",
    )
    house.enact("2026-11-23")
    assert house.record("base", "withdrawal_in_flight", "2015-10-24")["reason"] == "first registration"


@pytest.mark.parametrize(
    ("before", "after", "on", "holds"),
    [
        ("", "2027-06-30", "2027-02-01", True),  # a measure that runs gets its end
        ("2027-03-31", "2027-06-30", "2027-03-31", True),  # and a longer one on its last day
        ("2027-06-30", "2027-03-31", "2027-02-01", True),
        ("2027-03-31", "2027-06-30", "2027-04-01", False),  # it was over
        ("2027-06-30", "2027-01-31", "2027-02-01", False),  # it held yesterday
        ("2027-01-31", "", "2027-02-01", False),
    ],
)
def test_an_end_may_be_moved_while_no_day_that_is_over_is_touched(house, before, after, on, holds):
    house.overlay(figure("max_months", entry("240", "2027-01-01", before)))
    house.enact("2026-11-23")
    house.overlay(figure("max_months", entry("240", "2027-01-01", after)))
    if holds:
        house.enact(on)
        assert house.record("620200", "max_months", "2027-01-01")["until"] == after
    else:
        assert "changes days that are over" in house.refused(on)[0]


def test_a_backdated_correction_is_possible_with_a_reason_that_stands_with_it_alone(house):
    house.overlay(FUTURE)
    house.enact("2026-11-23")
    house.overlay(FUTURE.replace("240", "300") + figure("min_age", entry("19", "2027-06-01")))
    house.enact("2027-01-05", "misprint in the notice")
    corrected = house.record("620200", "max_months", "2027-01-01")
    assert (corrected["reason"], corrected["recorded"]) == ("misprint in the notice", "2027-01-05")
    assert corrected["by"] == "S001" and "source" not in corrected
    assert not {"reason", "by"} & house.record("620200", "min_age", "2027-06-01").keys()
    assert house.record("base", "min_age", "2015-10-24")["reason"] == "first registration"
    house.enact("2027-01-06")


@pytest.mark.parametrize("by", ["", "somebody"])
def test_nobody_corrects_what_was_in_force_without_saying_who_they_are(house, by):
    house.overlay(FUTURE)
    house.enact("2026-11-23")
    house.overlay(FUTURE.replace("240", "300"))
    before = house.enacted.read_text()
    with pytest.raises(Inconsistent, match="BY="), time_machine.travel("2027-01-05T04:00:00Z", tick=False):
        enact(house.data, house.enacted, house.compiled, "misprint in the notice", by)
    assert house.enacted.read_text() == before


def test_what_is_taken_back_backwards_stays_on_record(house):
    house.overlay(FUTURE)
    house.enact("2026-11-23")
    (house.data / "overlays" / "620200.yaml").unlink()
    house.enact("2027-01-05", "never decided")
    taken = house.record("620200", "max_months", "2027-01-01")
    assert (taken["digest"], taken["reason"]) == ("", "never decided")
    house.enact("2027-01-06")
    assert house.record("620200", "max_months", "2027-01-01") == taken
    house.overlay(FUTURE)
    assert "backdated" in house.refused("2027-01-07")[0]
