"""Never stuck: whoever acts next is killed; after one sweep somebody has the case, and it comes to the end it would have come to."""

import json
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.casework import restarting, starting
from chalicelib.records import casefile, tasks
from infra.players.client import Operations, Refused, Staff
from infra.players.endings import Ending
from infra.players.samples import Sample
from tests.workflow.acts import PATIENCE, asked, at, begin, codes, ended, retried, until
from tests.workflow.conftest import World, sample_of

ON_THE_MOVE = ("VERIFYING", "DISBURSING")  # nobody is waited for whose wait could be opened anew
# The first message to whoever a status waits for, by what is in it.
SLOWED = {"REGISTERING": [{"agency": "registry", "subject": "M1"}], "DISBURSING": [{"bank": "B01", "subject": "P1"}]}
REASON = "执行中断，核对无误后重启"


def kill(world: World, case: str) -> set[str]:
    """Stops what moves a case, as if somebody had aborted it. Gives the tokens nobody listens to any more."""
    states, patience = world.platform.client("stepfunctions"), time.monotonic() + PATIENCE
    while running := [one for one in world.executions("RUNNING") if one["name"].partition("-")[0] == case]:
        assert time.monotonic() < patience
        for execution in running:
            with suppress(AttributeError):  # moto cannot stop what it has only just started
                states.stop_execution(executionArn=execution["executionArn"])
        for token in tokens(
            world, case
        ):  # a wait of moto's does not notice that it was stopped before somebody answers it
            with suppress(Exception):
                states.send_task_failure(taskToken=token, error="Killed")
        time.sleep(0.05)
    return tokens(world, case)


def tokens(world: World, case: str) -> set[str]:
    """Those under which the waits of a case are to be answered."""
    table, dynamodb = world.platform.env["ANJU_TABLE_TASKS"], world.platform.client("dynamodb")
    found = [dynamodb.get_item(TableName=table, Key={"id": {"S": task.id}})["Item"] for task in tasks.of_case(case)]
    return {item["token"]["S"] for item in found if "token" in item}


def restarted(world: World, case: str) -> None:
    first, second = (Operations(world.platform.api, f"code-ops-{number}") for number in (1, 2))
    assert first.restart(case, REASON)["confirmed"] is False
    with pytest.raises(Refused, match="403 FOUR_EYES"):
        first.restart(case, REASON)
    assert second.restart(case, REASON)["confirmed"] is True


def arrived_again(world: World, case: str, dead: set[str]) -> None:
    """Waits until the new execution waits where the old one did: under a token of its own."""
    patience = time.monotonic() + PATIENCE
    while tokens(world, case) <= dead:
        assert time.monotonic() < patience
        time.sleep(0.05)


def as_undisturbed(ending: Ending) -> bool:
    """But for the tasks of staff: what the dead road asked is asked anew."""
    return [wrong for wrong in ending.wrong if not wrong.startswith("tasks: ")] == []


def disturbed(world: World, sample: Sample, status: str) -> Any:
    """Plays a sample whose execution is killed when its case first stands in a status."""
    play, killed = world.plan(sample), []

    def watch(track: dict[str, Any]) -> None:
        if track["status"] == status and not killed:
            killed.append(status)
            dead = kill(world, play.case)
            assert world.platform.invoke("sweep", {"execution": play.case}).get("execution_ended") == 1
            (task,) = [task for task in tasks.of_case(play.case) if task.kind == "restart"]
            assert task.is_open and task.due_at
            restarted(world, play.case)
            if status not in ON_THE_MOVE:
                arrived_again(world, play.case, dead)

    ending = play.run(watch)
    world.come_to_rest()
    assert killed
    return ending


@pytest.mark.parametrize(
    ("sample", "status"),
    [
        ("1", "SIGNING"),
        pytest.param("2", "REVIEWING", marks=pytest.mark.soak),
        pytest.param("3", "CORRECTION", marks=pytest.mark.soak),
        ("3", "REVIEWING"),
        pytest.param("1", "VERIFYING", marks=pytest.mark.soak),
        ("6", "ATTENDING"),
        pytest.param("1", "REGISTERING", marks=pytest.mark.soak),
        ("1", "DISBURSING"),
    ],
)
def test_a_case_whose_execution_is_killed_is_restarted_where_it_stood_and_ends_as_undisturbed(world, sample, status):
    ending = disturbed(world, slowed(sample_of(sample), status), status)
    assert as_undisturbed(ending)


def slowed(sample: Sample, status: str) -> Sample:
    """Whoever a status waits for takes a second the first time: long enough to be seen in it."""
    slow = [{**order, "mode": "slow", "times": 1} for order in SLOWED.get(status, ())]
    return replace(sample, behaviours=[*sample.behaviours, *slow])


def test_a_case_whose_execution_never_began_is_started_by_the_sweep_and_ends_as_undisturbed(world):
    with pytest.MonkeyPatch.context() as killed:  # the API dies when the record is written and nothing moves it yet
        killed.setattr(starting, "start", lambda case: None)
        play, borrower = begin(world, "1")
    assert casefile.load(play.case).status == "SUBMITTED" and starting.state_of(casefile.load(play.case)) is None
    assert world.platform.invoke("sweep", {"execution": play.case}) == {"started": 1}
    ending = play._ending(play._follow(borrower, lambda _track: None))
    world.come_to_rest()
    assert as_undisturbed(ending)


def test_a_case_that_runs_is_not_restarted(world):
    play, borrower = begin(world, "1")
    until(borrower, play.case, at("SIGNING"))
    with pytest.raises(Refused, match="409 ROAD_RUNNING"):
        Operations(world.platform.api, "code-ops-1").restart(play.case, REASON)
    borrower.withdraw(play.case)
    until(borrower, play.case, ended)


def test_a_decision_nothing_would_carry_out_is_refused_and_handed_to_operations(world):
    play = world.plan(sample_of("2"))
    seen: list[str] = []

    def watch(track: dict[str, Any]) -> None:
        if track["status"] == "REVIEWING" and not seen:
            staff = Staff(world.platform.api, "code-reviewer-1")
            task = asked(staff, play.case, "first_review")
            dead = kill(world, play.case)
            with pytest.raises(Refused, match="409 ROAD_ENDED"):
                staff.decide(task, {"decision": "approve", "reason": "资料齐全"})
            seen.extend(task.kind for task in tasks.of_case(play.case) if task.is_open)
            restarted(world, play.case)
            arrived_again(world, play.case, dead)

    assert as_undisturbed(play.run(watch))
    assert "restart" in seen


def test_a_case_on_its_way_out_goes_on_out_when_it_is_restarted(world, wanting):
    case, borrower, _, _ = wanting
    world.partners.control(agency="registry", mode="down")
    borrower.withdraw(case)
    until(borrower, case, lambda track: casefile.load(case).leaving == "WITHDRAWN")
    kill(world, case)
    world.partners.server.mischief.reset()
    restarted(world, case)
    assert until(borrower, case, ended)["status"] == "WITHDRAWN"
    assert [made["biz_status"] for made in world.journal()["mortgages"]] == ["CANCELLED"]


def test_a_case_killed_while_the_registry_wants_more_asks_staff_for_that_and_not_the_registry_again(world, wanting):
    case, borrower, home, supervisor = wanting
    kill(world, case)
    restarted(world, case)
    until(borrower, case, lambda track: codes(track).count("TASK_SUPPLEMENT") == 2)
    assert len(world.journal()["mortgages"]) == 1
    home["behaviour"] = {}
    retried(supervisor, case)
    assert until(borrower, case, ended)["status"] == "DISBURSED"


@pytest.fixture
def dead_token(world) -> Iterator[Any]:
    """Puts a token into a wait that no execution listens to; the execution that listens to the other is woken once it is stopped."""
    states, dynamodb = (world.platform.client(service) for service in ("stepfunctions", "dynamodb"))
    table, listened_to = world.platform.env["ANJU_TABLE_TASKS"], []

    def put(task: str) -> None:
        old = dynamodb.update_item(
            TableName=table, Key={"id": {"S": task}}, UpdateExpression="SET #token = :dead", ReturnValues="UPDATED_OLD",
            ExpressionAttributeNames={"#token": "token"}, ExpressionAttributeValues={":dead": {"S": "dead"}},
        )  # fmt: skip
        listened_to.append(old["Attributes"]["token"]["S"])

    yield put
    for token in listened_to:
        with suppress(Exception):
            states.send_task_failure(taskToken=token, error="Killed")


def test_a_case_whose_answer_was_told_under_a_dead_token_is_found_and_restarted(world, dead_token, monkeypatch):
    play, found = world.plan(sample_of("2")), []
    monkeypatch.setattr(restarting, "GRACE", timedelta(0))

    def watch(track: dict[str, Any]) -> None:
        reviews = [task for task in tasks.of_case(play.case) if task.kind == "first_review"]
        if reviews and not found:
            dead_token(reviews[0].id)
            swept = world.platform.invoke("sweep", {"execution": play.case})
            assert not {*swept} - {"acceptance_told"}, "somebody may answer it"
            found.append("open")
        elif found == ["open"] and reviews[0].outcome:
            found.extend(world.platform.invoke("sweep", {"execution": play.case}))
            restarted(world, play.case)

    ending = play.run(watch)
    assert found == ["open", "told_again", "stranded"] and as_undisturbed(ending)


@pytest.fixture
def given(world) -> Iterator[list[tuple[str, dict[str, Any]]]]:
    """Everything steps are given, with the handler and in order."""
    given: list[tuple[str, dict[str, Any]]] = []
    run = world.platform.bridge.run

    def remembered(function: str, handler: str, timeout: int, memory: int, body: bytes) -> Any:
        if function not in ("api", "sweep") and (told := (handler, json.loads(body))) not in given:
            given.append(told)
        return run(function, handler, timeout, memory, body)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(type(world.platform.bridge), "run", lambda self, *args: remembered(*args))
        yield given


@pytest.fixture
def finished(world, given) -> dict[str, Any]:
    """A finished sample, with everything its steps were given."""
    ending = world.play("1")
    assert ending.wrong == []
    return {"case": ending.case, "given": [*given]}


def delivered(world: World, handler: str, event: dict[str, Any]) -> None:
    world.platform.bridge.run(handler.rpartition(".")[2], handler, 60, 512, json.dumps(event).encode())


@pytest.mark.parametrize("sample", ["3", pytest.param("6", marks=pytest.mark.soak)])
def test_events_of_an_open_case_delivered_again_change_nothing(world, given, sample):
    """Everything its waits were called for so far, in every state it comes to, the latest first."""
    play, seen = world.plan(sample), set()

    def watch(track: dict[str, Any]) -> None:
        if track["status"] not in seen:
            seen.add(track["status"])
            for handler, event in reversed([*given]):
                delivered(world, handler, event)

    ending = play.run(watch)
    assert ending.wrong == [] and len(seen) > 3


def test_events_of_a_finished_case_delivered_again_change_nothing(world, finished):
    before, outside = casefile.load(finished["case"]), world.journal()
    assert len(finished["given"]) > 10
    for handler, event in reversed(finished["given"]):
        delivered(world, handler, event)
    after = casefile.load(finished["case"])
    assert (after.status, after.results, after.ended_at) == (before.status, before.results, before.ended_at)
    assert (after.contract, after.mortgage, after.payment) == (before.contract, before.mortgage, before.payment)
    assert (after.decision, after.answers, after.notices) == (before.decision, before.answers, before.notices)
    assert world.journal() == outside, "somebody was told once more"
