"""`python -m tests.records.released.make COMMIT`: writes the store of the code as it stands to COMMIT.json.gz.

The whole local stack plays the samples to their ends and leaves cases standing along the road; then everything is written
down as raw items. Takes a minute or two.
"""

import importlib
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event, Lock
from typing import Any
from unittest.mock import patch

from chalicelib import clock
from chalicelib.errors import PreconditionFailed
from chalicelib.records import tasks
from infra import simulators
from infra.local.stack import Platform, stack
from infra.players.client import Staff
from infra.players.reading import with_papers
from infra.players.samples import Play, load
from statemachine.road import definition
from tests.records.released import FOLDER, scenarios, snapshot
from tests.records.released.scenarios import Scenario
from tests.records.released.shown import shown

AT_THE_DESK = {
    "verify": "code-reviewer-3", "first_review": "code-reviewer-1", "second_review": "code-reviewer-2", "final_review": "code-supervisor-1",
}  # fmt: skip
REASON = "资料齐全，已核对。"
SHOWN = {"paid_on": "2026-10-15", "payer": "borrower", "children": 2}  # what a paper is said to show, beside an amount
PATIENCE = 60  # seconds
Made = dict[str, Any]


class World:
    """The local stack, its partners, and the steps parked on purpose."""

    def __init__(self, platform: Platform, partners: simulators.Simulators) -> None:
        self.platform, self.partners = platform, partners
        self.parked, self._runs, self._lock = Event(), Counter[tuple[str, str]](), Lock()
        self._held: dict[str, tuple[str, int]] = {}

    def hold(self, case: str, step: str, run: int) -> None:
        """Parks the nth run of a step for a case until the world ends."""
        self._held[case] = (step, run)

    def park(self, step: str, case: str) -> None:
        """Called at the start of every run of a step that may be held."""
        with self._lock:
            self._runs[step, case] += 1
            run = self._runs[step, case]
        if self._held.get(case) == (step, run):
            self.parked.wait()
            raise PreconditionFailed("the store is taken")

    @contextmanager
    def arranged(self, scenario: Scenario) -> Iterator[None]:
        """The outside world as a scenario wants it."""
        province, machine = self.partners.server.province, self.platform.env["ANJU_STATE_MACHINE"]
        states, delay = self.platform.client("stepfunctions"), self.partners.courier._delay
        if scenario.behaviour is not None:
            home = province.home("unit_number", scenario.sample.form["home"]["unit_number"])
            assert home is not None
            home["behaviour"] = scenario.behaviour
        for order in (*scenario.sample.behaviours, *([scenario.order] if scenario.order else ())):
            self.partners.control(**order)
        road = states.describe_state_machine(stateMachineArn=machine)["definition"]
        if scenario.impatient:
            sooner = json.loads(road)
            sooner["States"]["Sign"]["TimeoutSeconds"] = 1
            states.update_state_machine(stateMachineArn=machine, definition=json.dumps(sooner))
        self.partners.courier._delay = 3600 if scenario.silent else delay
        yield
        states.update_state_machine(stateMachineArn=machine, definition=road)
        self.partners.courier._delay = delay
        self.partners.server.mischief.reset()


def main() -> None:
    """Makes one store."""
    (name,) = sys.argv[1:]
    started: list[simulators.Simulators] = []

    @contextmanager
    def partners(api: str, secrets: dict[str, Any]) -> Iterator[str]:
        with simulators.running(api_url=api, secrets=secrets, delay=0.02) as running:
            started.append(running)
            yield running.url

    with ExitStack() as running:
        seen = running.enter_context(snapshot.witnessing())
        logs = Path(running.enter_context(tempfile.TemporaryDirectory()))
        platform = running.enter_context(stack(partners, logs=logs))
        world = World(platform, started[0])
        running.callback(world.parked.set)
        running.enter_context(_parking(world))
        made = [*_samples(world), *_left(world, scenarios.ending()), *_left(world, scenarios.standing())]
        cases = [_described(world, *one) for one in made]
        about = {"made_at": clock.stamp(), "road": definition(), "cases": cases}
        snapshot.write(FOLDER / f"{name}.json.gz", platform, seen, about)


@contextmanager
def _parking(world: World) -> Iterator[None]:
    with ExitStack() as patches:
        for step in ("intake", "collate", "disburse", "issue"):
            module = importlib.import_module(f"chalicelib.steps.{step}")
            patches.enter_context(patch.object(module, "handle", _parkable(world, step, module.handle)))
        yield


def _parkable(world: World, step: str, handle: Callable[..., Any]) -> Callable[..., Any]:
    def run(event: dict[str, Any], context: object = None) -> Any:
        world.park(step, event["case"])
        return handle(event, context)

    return run


def _samples(world: World) -> Iterator[tuple[str, Play, dict[str, Any]]]:
    for sample in load():
        play = Play(sample, world.platform.api, world.platform.partners)
        ending = play.run()
        assert not ending.wrong, ending.wrong
        print(f"sample-{sample.key[0]}: {ending.status}", flush=True)
        yield f"sample-{sample.key[0]}", play, {}


def _left(world: World, several: Iterator[Scenario]) -> Iterator[tuple[str, Play, dict[str, Any]]]:
    world.partners.reset()
    for scenario in several:
        with world.arranged(scenario):
            play = _begun(world, scenario)
            _follow(play, scenario)
        if scenario.until in ("WITHDRAWN", "EXPIRED", "CANCELLED", "REFUSED"):
            world.partners.reset()
        print(f"{scenario.name}: {scenario.until}", flush=True)
        yield scenario.name, play, dict(scenario.corrections)


def _begun(world: World, scenario: Scenario) -> Play:
    play = Play(scenario.sample, world.platform.api, world.platform.partners)
    borrower = play.begin()
    if scenario.held:
        world.hold(play.case, *scenario.held)
    if scenario.until != "DRAFT" and scenario.name != "withdrawn-draft":
        borrower.submit(play.case)
    return play


def _follow(play: Play, scenario: Scenario) -> None:
    """Does what the people of a scenario do until its case is where it is to be left."""
    patience, asked, borrower = time.monotonic() + PATIENCE, False, play._people["borrower"]
    reviews = list(scenario.reviews)
    while True:
        track = borrower.track(play.case)
        waits = {task.kind: task for task in tasks.of_case(play.case) if task.state == "open"}
        if not scenario.withdraws and _arrived(scenario, track, waits):
            return
        if scenario.withdraws and asked and track["status"] == scenario.until:
            return
        assert time.monotonic() < patience, (
            f"{scenario.name}: {track['status']} {[t['code'] for t in track['timeline']]}"
        )
        if scenario.withdraws and not asked and (scenario.task in waits or not scenario.task):
            borrower.withdraw(play.case)
            asked = True
        elif "sign" in waits:
            for party in scenario.signs:
                if track["contract"] and party in track["contract"]["waiting_for"]:
                    play._people[party].sign(play.case, track["contract"])
        for kind, who in AT_THE_DESK.items():
            if kind in waits and kind != scenario.task:
                staff = play._at_work.get(who) or play._at_work.setdefault(who, Staff(play.api, who))
                said = {} if kind == "verify" else {"decision": reviews.pop(0), "reason": REASON}
                staff.decide(waits[kind].id, said or _confirmed(play, staff, waits[kind].id))
        time.sleep(0.05)


def _confirmed(play: Play, staff: Staff, task: str) -> dict[str, Any]:
    """Everything that is to be looked at is as the form says."""
    staff.post(f"/v1/tasks/{task}/claim")
    home, looks = play.sample.form["home"], staff.get(f"/v1/tasks/{task}")["looks"]
    items = []
    for look in looks:
        shown = {**SHOWN, "amount": home["down_payment" if look["subject"] == "b03" else "price"]}
        facts = {name: shown[name] for name in look["facts"]} if look["check"] == "paper" else {}
        item = {name: look[name] for name in ("check", "subject")}
        items.append({**item, "outcome": "confirmed", "comment": REASON, "facts": facts})
    return with_papers(staff, play.case, task, {"items": items})


def _arrived(scenario: Scenario, track: dict[str, Any], waits: dict[str, Any]) -> bool:
    if track["status"] != scenario.until or (scenario.task and scenario.task not in waits):
        return False
    if scenario.until == "SIGNING":
        signed = set(track["contract"]["signed"])
        return signed == ({"bank", *scenario.signs} if not scenario.silent else set())
    if scenario.held:
        codes = {line["code"] for line in track["timeline"]}
        return {"issue": "PAYMENT_PAID", "disburse": "PAYMENT_PROCESSING"}.get(scenario.held[0], "SUBMITTED") in codes
    return True


def _described(world: World, name: str, play: Play, corrections: dict[str, Any]) -> Made:
    track = play._people["borrower"].track(play.case)
    return {
        "name": name,
        "id": play.case,
        "status": track["status"],
        "stands": _stands(world, play.case),
        "corrections": corrections,
        "shown": shown(track),
    }


def _stands(world: World, case: str) -> dict[str, Any] | None:
    """The state of the road a case is in and its input, None when it is in none."""
    states, machine = world.platform.client("stepfunctions"), world.platform.env["ANJU_STATE_MACHINE"]
    running = states.list_executions(stateMachineArn=machine, statusFilter="RUNNING")["executions"]
    arn = next((one["executionArn"] for one in running if one["name"] == case), None)
    if arn is None:
        return None
    pages = states.get_paginator("get_execution_history").paginate(executionArn=arn)
    entered = [
        event["stateEnteredEventDetails"]
        for page in pages
        for event in page["events"]
        if "stateEnteredEventDetails" in event
    ]
    return {"state": entered[-1]["name"], "input": json.loads(entered[-1]["input"])}


if __name__ == "__main__":
    main()
