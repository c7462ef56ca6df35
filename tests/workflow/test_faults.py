"""Retry-safe: whatever call is lost, before it happened or before its answer came, the case ends the same, inside and out.

Each run loses several calls of every function: the n-th and every eighth after it. Functions are retried
apart from each other, so all n together lose every call of every step: each before it happened on one of two roads, after on the
other. `make soak` loses them on both, and one at a time, in an hour.
"""

import re
from collections import Counter
from functools import cache
from random import Random
from typing import Any

import pytest

from infra.local.faults import Call, watching
from infra.players.endings import Ending

PART = 8  # of the calls of the function with the most of them, PARTS times, and some to spare; a test holds this
PARTS = 6
BLOCK = 100  # so long that a request of many calls, tried again, is lucky before its client loses patience
MATRIX = [  # every place and moment on one of two roads; `make soak` loses them on both
    pytest.param(sample, moment, place, marks=pytest.mark.soak if (place + (sample == "5") + (moment == "after")) % 2 else ())
    for sample in ("1", "5")
    for moment in ("before", "after")
    for place in range(1, PART + 1)
]  # fmt: skip


def inside(ending: Ending) -> dict[str, Any]:
    """What the record says at the end, without what differs from case to case."""
    return {
        "status": ending.status,
        "class": ending.route,
        "amount": ending.amount,
        "rate": ending.rate,
        "months": ending.months,
        "wrong": ending.wrong,
        "papers": sorted(ending.papers),
        "reasons": ending.reasons,
    }


def outside(journal: dict[str, Any], case: str) -> dict[str, Any]:
    """What the world has to show for it: how often it was asked does not count, what it did does."""

    def plain(value: Any) -> str:
        text = re.sub(r"\w{18}\d{13}\d{12}|JK\d{18}", "№", str(value))
        # Of what the offer says, the contract's number in it.
        text = re.sub(r"(MESSAGE_COST\.\w+\.)[0-9a-f]{8}", r"\1…", text)
        return re.sub(r"\d{4}-\d\d-\d\d(T[\d:.]+Z)?|[A-Za-z0-9+/]{43}=|[0-9a-f]{64}", "…", text.replace(case, "id"))

    made = ("mortgages", "payments", "contracts", "messages", "reports", "credit_queries")
    found = {name: sorted(map(plain, journal[name])) for name in made}
    return {**found, "webhooks": sorted((hook["type"], hook["id"].rpartition(".")[2]) for hook in journal["webhooks"])}


def ended(world: Any, sample: str) -> dict[str, Any]:
    world.refresh()
    ending = world.play(sample)
    return inside(ending) | outside(world.journal(), ending.case)


def different(found: dict[str, Any], expected: dict[str, Any]) -> dict[str, Any]:
    return {name: (found[name], expected[name]) for name in expected if found[name] != expected[name]}


@cache
def places(block: int) -> list[int]:
    """Which place loses each of a block of the API's calls: shuffled, or a page that asks again and again keeps step with
    the losses, and the same request fails for ever."""
    return Random(block).sample(range(1, BLOCK + 1), BLOCK)


@pytest.fixture(scope="module")
def watched(running: Any) -> dict[str, tuple[dict[str, Any], list[Call]]]:
    """How a sample ends that nothing befalls, and the calls it made."""

    def end(sample: str) -> tuple[dict[str, Any], list[Call]]:
        with watching() as watch:
            found = ended(running, sample)
        return found, watch.calls

    return {sample: end(sample) for sample in ("1", "5")}


@pytest.fixture(scope="module")
def undisturbed(watched: Any) -> dict[str, Any]:
    return {sample: found for sample, (found, _) in watched.items()}


@pytest.mark.parametrize(("sample", "moment", "place"), MATRIX)
def test_losing_the_nth_call_of_every_function_changes_nothing(running, undisturbed, sample, moment, place):
    def nth(call: Call, seen: int) -> bool:
        if call.function == "api":  # it answers one request after another: it loses a call of every block of them
            return places(seen // BLOCK)[seen % BLOCK] == place
        return call.function != "road" and seen in range(place, PARTS * PART + 1, PART)

    with watching(nth, moment) as watch:
        found = ended(running, sample)
    assert watch.lost
    assert different(found, undisturbed[sample]) == {}, f"lost: {', '.join(map(str, watch.lost))}"


def test_no_function_makes_more_calls_than_the_matrix_loses(watched):
    for _, calls in watched.values():
        steps = Counter(call.function for call in calls if call.function not in ("api", "road"))
        assert max(steps.values()) <= PARTS * PART


@pytest.mark.soak
@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("sample", ["1", "5"])
def test_losing_any_single_call_changes_nothing(running, undisturbed, sample, moment):
    running.refresh()
    with watching() as watch:
        running.play(sample)
    for lost in dict.fromkeys(call for call in watch.calls if call.function != "road"):
        with watching(lambda call, _seen, lost=lost: call == lost, moment):
            found = ended(running, sample)
        assert different(found, undisturbed[sample]) == {}, f"lost ({moment}): {lost}"
