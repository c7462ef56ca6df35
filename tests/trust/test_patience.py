import time

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
