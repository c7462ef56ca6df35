"""The table of what is done outside and what takes it back is complete, true to the road, and what docs/saga.md shows."""

from pathlib import Path

import pytest

from infra.deploy.permissions import FUNCTIONS
from infra.tools import saga as page
from statemachine.road import RETRIABLE, definition
from statemachine.saga import ASKS, SAGA

RUNBOOKS = Path(__file__).parents[2] / "docs" / "runbooks"
BESIDE = {"api_handler", "sweep", "papers", "inspection", "pages"}  # no steps of the road
STATES = definition()["States"]


def test_every_step_that_may_reach_somebody_outside_is_in_the_table_or_only_asks():
    reach = {step for step, may in FUNCTIONS.items() if {"agencies", "banks"} & {*may.split(", ")}}
    assert reach - BESIDE == {*SAGA, *ASKS} and not {*SAGA} & {*ASKS}


@pytest.mark.parametrize("step", SAGA)
def test_what_is_done_outside_has_a_way_back_on_the_road_or_a_reason_to_stay(step):
    done = SAGA[step]
    assert bool(done.undone_by) != bool(done.stays)
    for state in done.undone_by:
        assert state in STATES and state in RETRIABLE, "else nobody could have it tried again"
        assert state in _from("Compensate"), "the way back leads through it"
        assert done.fails and (RUNBOOKS / f"{state}Stuck.md").exists(), "whoever is left with it finds what to do"


def test_the_way_back_takes_away_in_the_order_opposite_to_how_it_was_done():
    made = [state for step in SAGA for state in SAGA[step].undone_by]
    assert [state for state in _from("Compensate") if state in made] == made[::-1]


def test_every_early_end_after_a_contract_goes_the_same_way_back():
    for ending in ("Withdraw", "Expire", "Compensate", "RefuseByHand"):
        assert _from(ending)[1:] == _from("Compensate")[1:]
    ends = {step["Next"] for step in STATES.values() if step.get("Next") in ("Void", "Close")}
    assert ends == {"Void", "Close"}


def test_the_page_says_what_the_table_says():
    assert page.FILE.read_text(encoding="utf-8") == page.text(), "make render"


def test_no_order_to_pay_is_given_before_there_is_a_certificate():
    """On which the page's answer rests: of a case whose registration is rejected no money is out."""
    before = {name for name, state in STATES.items() if "Disburse" in _next(state)}
    assert before == {"Registered", "Resume"}, "after the certificate, or where a person has it tried again"
    (word,) = [one for one in STATES["Registered"]["Choices"] if one["Next"] == "Disburse"]
    assert word["StringEquals"] == "registered"


def _from(state):
    """The states from one on, as each follows the other."""
    way = [state]
    while follows := STATES[way[-1]].get("Next"):
        way.append(follows)
    return way


def _next(state):
    return {state.get("Next"), state.get("Default"), *(one["Next"] for one in state.get("Choices", ()))}
