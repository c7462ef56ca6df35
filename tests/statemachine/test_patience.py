"""Patience (耐心): what a partner does not answer is waited out for hours by whoever asks it; what it refuses is a person's at once."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pytest

from chalicelib.domain.checks.declared import CHECKS
from infra.deploy.permissions import FUNCTIONS
from statemachine import policies
from statemachine.check import tasks
from statemachine.road import definition
from statemachine.states import name_of

# By what a function may ask, the error of silence.
SILENCE = {"agencies": "AgencyUnavailable", "banks": "BankUnavailable"}
# Whoever is asked for a check is an agency to it, the old lender too.
CHECKING = {check.step for check in CHECKS.values()}
ASKING = [
    pytest.param(state, error, id=f"{name}-{error}")
    for name, state in tasks(definition())
    for function, may in FUNCTIONS.items()
    if state["Parameters"]["FunctionName"] == f"${{{name_of(function)}Arn}}"
    for what, error in SILENCE.items()
    if what in may.split(", ") and not (what == "banks" and function in CHECKING)
]
A_NIGHT, A_DAY, ONCE = (
    8,
    20,
    {"AgencyUnavailable": 40, "BankUnavailable": 60},
)  # hours; ten times the tries there once were


def waits(retrier: Mapping[str, Any]) -> list[float]:
    """The pauses it makes at most, in seconds."""
    first, rate, longest = (retrier[name] for name in ("IntervalSeconds", "BackoffRate", "MaxDelaySeconds"))
    pauses, pause = [], float(first)
    while len(pauses) < retrier["MaxAttempts"]:
        pauses.append(min(pause, longest))
        pause = min(pause * rate, longest)
    return pauses


def retrier_of(state: Mapping[str, Any], error: str) -> Mapping[str, Any]:
    return next(one for one in state["Retry"] if error in one["ErrorEquals"])


@pytest.mark.parametrize(("state", "error"), ASKING)
def test_whoever_asks_a_partner_waits_out_its_silence_for_a_night_and_comes_back_within_half_an_hour(state, error):
    pauses = waits(retrier_of(state, error))
    assert sum(pauses) / 2 >= A_NIGHT * policies.HOUR, "full jitter halves it"
    assert len(pauses) > ONCE[error] and max(pauses) <= 30 * policies.MINUTE
    assert all(one <= later for one, later in pairwise(pauses))


@pytest.mark.parametrize("policy", [policies.PARTNER])
def test_where_nobody_can_go_on_without_a_partner_it_is_waited_for_about_a_day(policy):
    assert sum(waits(policy)) / 2 >= A_DAY * policies.HOUR
    assert {"AgencyUnavailable", "BankUnavailable"} <= set(policy["ErrorEquals"])


def test_what_a_partner_refuses_is_waited_for_nowhere():
    for name, state in tasks(definition()):
        if name != "Attend":
            waited_for = {error for one in state["Retry"] if one["MaxAttempts"] for error in one["ErrorEquals"]}
            assert not waited_for & {*policies.NOT_RETRIED, "States.ALL"}, name
