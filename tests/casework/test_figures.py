"""What a supervisor is told of the queues: how each task stands, whose it is, and how long it has waited."""

from dataclasses import replace

import pytest
import time_machine

from chalicelib.casework import figures
from chalicelib.records.tasks import Task

NOW, OPENED = "2026-11-23T10:00:00+08:00", "2026-11-23T01:00:00.000Z"
TASK = Task("t", "c", "verify", "620100", "open", OPENED, "2026-12-01T17:30:00+08:00", {})
TAKEN = {"state": "claimed", "claimed_by": "r1", "claimed_at": OPENED}
TOMORROW = "2026-11-24"


def counted(*values):
    with time_machine.travel(NOW, tick=False):
        return figures.counted(replace(TASK, **one) for one in values)


@pytest.mark.parametrize(
    ("values", "said", "who"),
    [
        ({}, {"free"}, None),
        (TAKEN, {"claimed"}, "r1"),
        ({**TAKEN, "claimed_at": "2026-11-22T02:00:00.000Z"}, {"free"}, None),  # undecided so long that it is anybody's
        ({"held_until": TOMORROW}, {"held"}, None),
        ({**TAKEN, "held_until": TOMORROW}, {"held"}, "r1"),
        ({"held_until": "2026-11-23"}, {"free"}, None),  # its day has come
        ({"escalated_at": OPENED}, {"free", "overdue"}, None),
        ({"nobody_since": OPENED}, {"free", "unstaffed"}, None),
        ({"nobody_since": OPENED, "lent_by": "620200"}, {"free"}, None),  # another centre has it meanwhile
    ],
)
def test_a_task_is_free_taken_or_put_aside_and_beside_that_late_or_nobodys_to_do(values, said, who):
    told = counted(values)
    names = ("free", "claimed", "held", "overdue", "unstaffed")
    for (line,) in (told["kinds"], told["people"]):
        assert {name for name in names if line[name]} == said and line["open"] == 1
    assert told["people"][0]["who"] == who


def test_of_each_kind_it_is_told_since_when_the_oldest_waits_and_how_many_wait_a_day_three_and_a_week():
    second = "{}T02:00:00.{}Z".format
    opened = (
        [second("2026-11-22", "001"), second("2026-11-22", "000")]
        + [second("2026-11-20", "001"), second("2026-11-20", "000"), second("2026-11-16", "000"), "2026-11-01T00:00:00.000Z"]
    )  # fmt: skip
    told = counted(*({"opened_at": at, "claimed_by": "r1", "state": "claimed", "claimed_at": OPENED} for at in opened))
    (kind,), (person,) = told["kinds"], told["people"]
    assert kind["ages"] == [1, 2, 1, 2] and kind["oldest"] == person["oldest"] == "2026-11-01T00:00:00.000Z"
