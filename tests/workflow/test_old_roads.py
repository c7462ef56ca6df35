"""Old roads end (旧流程走得完): a case begun under an earlier release keeps that road, and meets the functions of today."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest

from chalicelib.records import tasks
from infra.local.actions import PARTITION
from infra.players.client import Depositor, Staff
from infra.players.samples import Play, Sample
from statemachine import check
from statemachine.released import names, released
from statemachine.states import name_of
from tests.workflow.acts import asked, at, begin, ended, until
from tests.workflow.conftest import World, sample_of

RETRY = {"task": "attend", "by": "code-supervisor-1", "decision": "retry", "reason": "材料已补交登记机构"}


@dataclass(frozen=True)
class Scenario:
    """A sample, what the registry does until somebody attends to the case, and the waits it is to come by."""

    sample: Sample
    registry: Mapping[str, str]
    waits: set[str]


def _attended(sample: Sample) -> Sample:
    """With whoever attends to it when the registry wants more, and before, as that road knows no final review: its second is tried again (`levels`)."""
    *before, final = sample.staff
    return replace(
        sample,
        staff=[*before, RETRY, {**final, "by": "code-supervisor-2"}, RETRY],
        expect={**sample.expect, "tasks": 6},
    )


SCENARIOS = {
    "corrected, reviewed twice and attended": Scenario(
        _attended(sample_of("3")),
        {"registry": "NEED_MORE_MATERIAL"},
        {"Correction", "FirstReview", "SecondReview", "Sign", "Mortgage", "Attend"},
    ),
    "verified and reviewed": Scenario(sample_of("6"), {}, {"Verify", "Review", "Sign", "Mortgage"}),
}


@pytest.fixture(autouse=True)
def at_rest_afterwards(world: World) -> Iterator[None]:
    yield
    world.come_to_rest()


@pytest.fixture
def old_road(world: World, release: str) -> Iterator[Callable[[], None]]:
    """The road of a release. Called, it deploys today's: an execution goes on by the definition it was started with."""
    states, machine = world.platform.client("stepfunctions"), world.platform.env["ANJU_STATE_MACHINE"]
    today = states.describe_state_machine(stateMachineArn=machine)["definition"]

    def deployed(definition: str = today) -> None:
        states.update_state_machine(stateMachineArn=machine, definition=definition)

    deployed(_filled(world, released(release)))
    yield deployed
    deployed()


def _filled(world: World, road: Mapping[str, Any]) -> str:
    """A definition with the ARNs of the functions themselves, as there were no aliases yet."""
    functions = world.platform.client("lambda").list_functions()["Functions"]
    arns = {f"{name_of(one['Handler'].removeprefix('app.'))}Arn": one["FunctionArn"] for one in functions}
    return re.sub(r"\$\{(\w+)\}", lambda name: {**arns, "Partition": PARTITION}[name[1]], json.dumps(road))


def entered(world: World, case: str) -> list[str]:
    """The states the execution of a case has entered."""
    states, machine = world.platform.client("stepfunctions"), world.platform.env["ANJU_STATE_MACHINE"]
    arn = f"{machine.replace(':stateMachine:', ':execution:')}:{case}"
    pages = states.get_paginator("get_execution_history").paginate(executionArn=arn)
    events = (event for page in pages for event in page["events"])
    return [event["stateEnteredEventDetails"]["name"] for event in events if "stateEnteredEventDetails" in event]


def home_of(world: World, sample: Sample) -> dict[str, Any]:
    """The home of a sample as the registry has it."""
    form = {**sample.form["home"], **(sample.corrections[0]["form"]["home"] if sample.corrections else {})}
    home = world.partners.server.province.home("unit_number", form["unit_number"])
    assert home is not None
    return home


@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=SCENARIOS)
@pytest.mark.parametrize("release", names())
def test_a_case_begun_under_a_released_road_goes_on_from_every_wait_to_the_paid_loan(
    world, release, old_road, scenario
):
    home = home_of(world, scenario.sample)
    home["behaviour"] = {**scenario.registry}

    def as_time_goes_by(track: Mapping[str, Any]) -> None:
        old_road()  # by now the case is on its way
        if track["status"] == "ATTENDING" and track["contract"]:  # not where its papers are read
            home["behaviour"] = {}

    play = world.plan(scenario.sample)
    ending = play.run(as_time_goes_by)
    assert (ending.status, ending.wrong) == ("DISBURSED", [])
    came_by = set(entered(world, play.case))
    assert scenario.waits <= came_by <= every_state(released(release))


@pytest.mark.parametrize("release", names())
def test_every_wait_of_a_released_road_is_come_by_in_a_scenario(release):
    waits = {name for name, state in check.tasks(released(release)) if state["Resource"].endswith(".waitForTaskToken")}
    assert waits <= {wait for scenario in SCENARIOS.values() for wait in scenario.waits}


@pytest.mark.parametrize("release", names())
def test_what_an_earlier_release_recorded_and_nobody_was_told_does_not_end_its_road(
    world, release, old_road, monkeypatch
):
    """It said `more_material`, and that road had no way on from there: the execution died with the case open."""
    play, borrower, task = registering(world)
    old_road()
    with monkeypatch.context() as then:
        then.setattr(tasks, "TODAY", {})
        then.setattr(tasks.road, "tell", lambda _task: None)
        tasks.answer(task.id, {"next": "more_material"}, "registry")
    province = world.partners.server.province
    (made,) = province.mortgages.values()
    made["biz_status"] = "NEED_MORE_MATERIAL"
    told = {name: made[name] for name in ("apply_biz_id", "biz_status")}
    assert world.partners.courier.from_registry(told) == 200
    until(borrower, play.case, at("ATTENDING"))
    home_of(world, play.sample)["behaviour"] = {}
    supervisor = Staff(world.platform.api, "code-supervisor-1")
    supervisor.decide(asked(supervisor, play.case, "attend"), {"decision": "retry", "reason": RETRY["reason"]})
    assert until(borrower, play.case, ended)["status"] == "DISBURSED"


def registering(world: World) -> tuple[Play, Depositor, tasks.Task]:
    """Sample 1 while the registry says nothing yet, and the wait for it."""
    home_of(world, sample_of("1"))["behaviour"] = {"registry": "PENDING"}
    play, borrower = begin(world, "1")
    play._sign(until(borrower, play.case, at("SIGNING")))

    def waiting(_track: Mapping[str, Any]) -> bool:
        return any(task.kind == "mortgage" for task in tasks.of_case(play.case))

    until(borrower, play.case, waiting)
    return play, borrower, next(task for task in tasks.of_case(play.case) if task.kind == "mortgage")


def every_state(machine: Mapping[str, Any]) -> set[str]:
    """The names of all states, those in branches too."""
    branches = (branch for state in machine["States"].values() for branch in state.get("Branches", ()))
    return {*machine["States"], *(name for branch in branches for name in every_state(branch))}
