"""Retry-safe: whatever call is lost, before it happened or before its answer came, the case ends the same, inside and out.

Each run loses several calls of every function: the n-th and every eighth after it. Functions are retried
apart from each other, so all n together lose every call of every step: each before it happened on one of two roads, after on the
other. `make soak` loses them on both, and one at a time, in an hour.
"""

from collections import Counter
from functools import cache
from random import Random
from typing import Any

import pytest

from infra.local.faults import Call, watching
from tests.workflow.ends import different, ended

PART = 8  # of the calls of the function with the most of them, PARTS times, and some to spare; a test holds this
PARTS = 6
BLOCK = 100  # so long that a request of many calls, tried again, is lucky before its client loses patience
MATRIX = [  # every place and moment on one of two roads; `make soak` loses them on both
    pytest.param(sample, moment, place, marks=pytest.mark.soak if (place + (sample == "5") + (moment == "after")) % 2 else ())
    for sample in ("1", "5")
    for moment in ("before", "after")
    for place in range(1, PART + 1)
]  # fmt: skip


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
