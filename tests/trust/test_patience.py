import time
from datetime import timedelta

import pytest
import time_machine

from chalicelib.trust import patience


@pytest.fixture
def slept(monkeypatch):
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    return waits


@pytest.mark.parametrize(("wish", "seconds"), [("0", 0), ("3", 3), ("5", 5)])
def test_a_wish_of_seconds_is_waited_for(slept, wish, seconds):
    assert patience.waited({"retry-after": wish})
    assert slept == [seconds]


def test_a_moment_is_waited_for_too_and_one_gone_by_not_at_all(slept):
    with time_machine.travel("2026-11-23T02:00:00Z", tick=False):
        assert patience.waited({"retry-after": "Mon, 23 Nov 2026 02:00:04 GMT"})
        assert patience.waited({"retry-after": "Mon, 23 Nov 2026 01:00:00 GMT"})
    assert slept == [4, 0]


@pytest.mark.parametrize("wish", [None, "", "6", "3600", "9" * 5000, "-1", "soon", "1.5", "٣", "Mon, 23 Nov 2026"])
def test_what_is_longer_than_a_step_can_wait_or_says_nothing_is_left_to_the_state_machine(slept, wish):
    assert not patience.waited({} if wish is None else {"retry-after": wish})
    assert slept == []


@pytest.fixture
def forgetful(monkeypatch):
    """A process that has just begun."""
    monkeypatch.setattr(patience, "_until", {})


@pytest.mark.parametrize(
    ("wish", "over"),
    [("6", 6), ("3600", 3600), ("Mon, 23 Nov 2026 04:00:00 GMT", 7200), ("999999999", patience.MOST.total_seconds())],
)
def test_a_longer_wish_is_kept_until_it_is_over_but_for_no_more_than_a_night(forgetful, wish, over):
    with time_machine.travel("2026-11-23T02:00:00Z", tick=False) as now:
        patience.keep("tax", {"retry-after": wish})
        now.shift(timedelta(seconds=over - 1))
        assert patience.is_early("tax") and not patience.is_early("police")
        now.shift(timedelta(seconds=1))
        assert not patience.is_early("tax")


@pytest.mark.parametrize("wish", [None, "", "5", "soon"])
def test_what_a_step_waits_for_itself_or_cannot_be_read_is_not_kept(forgetful, wish):
    patience.keep("tax", {} if wish is None else {"retry-after": wish})
    assert not patience.is_early("tax")


def test_nobody_who_waits_is_kept_from_an_agency_for_longer_than_a_minute(forgetful):
    with time_machine.travel("2026-11-23T02:00:00Z", tick=False) as now:
        patience.keep("login", {"retry-after": "3600"}, patience.AWAITED)
        now.shift(timedelta(seconds=59))
        assert patience.is_early("login")
        now.shift(timedelta(seconds=1))
        assert not patience.is_early("login")
