"""How often is often: counted whole, by whom, and forgotten when it should be."""

from datetime import datetime
from types import SimpleNamespace

import pytest
import time_machine

from chalicelib.trust import throttle
from chalicelib.trust.throttle import Limit

LIMIT = Limit(3, 600)


@pytest.fixture(autouse=True)
def begun(platform):
    with time_machine.travel("2026-11-23T01:02:00Z", tick=False) as time:  # eight minutes before a window ends
        yield time


def waits(who="me", what="doors", limit=LIMIT):
    return throttle.take(what, who, limit).wait


def test_who_is_at_the_limit_is_told_how_long_the_window_lasts_and_then_goes_on(begun):
    assert [waits() for _ in range(5)] == [0, 0, 0, 480, 480]
    begun.shift(479.5)
    assert waits() == 1
    begun.shift(0.5)
    assert [waits() for _ in range(4)] == [0, 0, 0, 600]


def test_nobody_uses_up_anothers_turns_nor_one_thing_anothers():
    assert [waits() for _ in range(4)][-1] == 480
    assert waits(who="you") == waits(what="windows") == 0


def test_no_two_of_many_share_a_limit():
    assert len({throttle._window("doors", f"somebody {number}", LIMIT)[0] for number in range(300)}) == 300


def test_a_turn_given_back_is_there_again_and_no_more_than_was_taken():
    turn = throttle.take("doors", "me", LIMIT)
    for _ in range(3):
        throttle.give_back(turn)
    assert [waits() for _ in range(4)] == [0, 0, 0, 480]


def test_a_turn_is_one_conditional_write_so_that_of_many_at_once_no_more_pass_than_may(platform, monkeypatch):
    client, asked = platform.client("dynamodb"), []
    written = client.update_item
    monkeypatch.setattr(client, "update_item", lambda **how: asked.append(how) or written(**how))
    monkeypatch.setattr(client, "get_item", lambda **_: pytest.fail("read first"))
    waits()
    assert ["used < :most" in how["ConditionExpression"] for how in asked] == [True]


def test_what_is_kept_says_nobodys_name_and_is_forgotten_with_its_window(platform):
    waits(who="203.0.113.7")
    (kept,) = platform.items("ephemeral")
    ends = datetime.fromisoformat("2026-11-23T01:10:00Z").timestamp()
    assert "203.0.113.7" not in str(kept) and int(kept["expires"]["N"]) == ends


def drawn(lot, monkeypatch, times=1):
    monkeypatch.setattr(throttle, "_LOT", SimpleNamespace(random=lambda: lot))
    return [throttle.draw("doors", "me", LIMIT).wait for _ in range(times)]


def test_as_many_as_there_is_room_for_have_their_turn_whatever_the_lot(monkeypatch):
    assert drawn(0.999, monkeypatch, 5) == [0, 0, 0, 480, 480]


def test_whoever_comes_nth_has_a_turn_with_a_chance_of_the_room_in_n_however_many_came_before(monkeypatch):
    drawn(0.999, monkeypatch, 28)
    assert drawn(0.1, monkeypatch) == [0], "the 29th, with three in 29"
    assert drawn(0.1, monkeypatch) == [480], "the 30th, with three in 30"


def test_lots_are_drawn_anew_in_every_window(begun, monkeypatch):
    drawn(0.999, monkeypatch, 9)
    begun.shift(480)
    assert drawn(0.999, monkeypatch) == [0]
