"""The whole world in this process: the deployed template on moto, the partners over real HTTP, and people to play."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from moto.stepfunctions.parser.asl.component.state.exec.state_parallel.branch_worker import BranchWorker

from chalicelib.records import ledger
from infra import simulators
from infra.local.logs import grouped
from infra.local.roles import apart
from infra.local.stack import Platform, stack
from infra.players import samples
from infra.players.client import Depositor, Staff
from infra.players.endings import Ending
from infra.players.samples import Play, Sample
from tests.given.straight import straight


@dataclass(frozen=True)
class Played:
    """A sample of the README at its end, and what the outside world did for it."""

    play: Play
    ending: Ending
    journal: dict[str, Any]


@dataclass
class World:
    """A running platform and its partners."""

    platform: Platform
    partners: simulators.Simulators
    patience: float = 60  # seconds an execution may take to its end
    of_people: float = 60  # seconds a case may stand while people look at it
    stuck: set[str] = field(default_factory=set)  # executions that have failed their test, and may never end
    looked_at: set[str] = field(default_factory=set)  # cases of samples a test had played for it
    _played: dict[str, Played] = field(default_factory=dict)

    def play(self, sample: Sample | str) -> Ending:
        """Takes a sample to its end, as the people in it would."""
        ending = self.plan(sample).run()
        self.come_to_rest()
        return ending

    def played(self, number: str) -> Played:
        """A sample as its file says it comes, at its end: for tests that change nothing of it, and played once for all of them."""
        if number not in self._played:
            self.refresh()
            play = self.plan(next(sample for sample in samples.load() if sample.key.startswith(number)))
            with grouped(self.platform.logs):  # pytest has put its own stdout where the stack had put the log groups
                ending = play.run()
                self.come_to_rest()
            self._played[number] = Played(play, ending, self.journal())
        self.looked_at.add(self._played[number].ending.case)
        return self._played[number]

    def come_to_rest(self) -> None:
        """Waits until no execution runs: a case can be ended in the record while its last step is being retried.

        One that never ends fails the test that began it and no other: moto's may go on though it is stopped.
        """
        patience = time.monotonic() + self.patience
        while running := self.running():
            if time.monotonic() > patience:
                hanging = {execution: self._hangs_in(execution) for execution in running}
                self.stuck |= running
                for execution in running:
                    self.platform.client("stepfunctions").stop_execution(executionArn=execution)
                raise AssertionError(f"executions go on without end: {hanging}")
            time.sleep(0.1)

    def running(self) -> set[str]:
        """The executions that go on and may end."""
        return {execution["executionArn"] for execution in self.executions("RUNNING")} - self.stuck

    def _hangs_in(self, execution: str) -> list[str]:
        """The names of the states it has entered and not left, and what happened last: no data of the case."""
        history = self.platform.client("stepfunctions").get_paginator("get_execution_history")
        events = [event for page in history.paginate(executionArn=execution) for event in page["events"]]
        inside: Counter[str] = Counter()
        for event in events:
            for way, details in ((1, "stateEnteredEventDetails"), (-1, "stateExitedEventDetails")):
                if details in event:
                    inside[event[details]["name"]] += way
        return [*+inside, *(event["type"] for event in events[-1:])]

    def executions(self, status: str) -> list[dict[str, Any]]:
        """The executions of the road in one status."""
        return self.every_execution(statusFilter=status)

    def every_execution(self, **how: str) -> list[dict[str, Any]]:
        """The executions of the road."""
        machine = self.platform.env["ANJU_STATE_MACHINE"]
        pages = self.platform.client("stepfunctions").get_paginator("list_executions")
        return [one for page in pages.paginate(stateMachineArn=machine, **how) for one in page["executions"]]

    def plan(self, sample: Sample | str) -> Play:
        chosen = sample_of(sample) if isinstance(sample, str) else sample
        return Play(chosen, self.platform.api, self.platform.partners, patience=self.of_people, pause=0.15)

    def refresh(self) -> None:
        """Partners as on the first day, no guards of a case that an earlier test left on its way, no loan it paid, nobody's turns used up."""
        self.partners.reset()
        for table, kinds in (("REGISTERS", ("person#", "unit#", "loan#")), ("EPHEMERAL", ("limit#",))):
            name, dynamodb = self.platform.env[f"ANJU_TABLE_{table}"], self.platform.client("dynamodb")
            for page in dynamodb.get_paginator("scan").paginate(
                TableName=name, ProjectionExpression="#key", ExpressionAttributeNames={"#key": "key"}
            ):
                for item in page["Items"]:
                    if item["key"]["S"].startswith(kinds):
                        dynamodb.delete_item(TableName=name, Key=item)

    def journal(self) -> dict[str, Any]:
        """What the outside world did since it was last reset."""
        return self.partners.journal()


def sample_of(number: str) -> Sample:
    """A sample whose form is typed, so that agencies are asked by its road alone."""
    return next(replace(sample, prefill=False) for sample in samples.load() if sample.key.startswith(number))


@pytest.fixture(scope="package", autouse=True)
def stopped_branches_end() -> Iterator[None]:
    """A branch of moto's that is stopped before it began dies without a word, and its Parallel waits for it for ever."""
    routine = BranchWorker._thread_routine

    def told(worker: BranchWorker) -> None:
        try:
            routine(worker)
        except RuntimeError:
            worker._branch_worker_comm.on_terminated(env=worker.env)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(BranchWorker, "_thread_routine", told)
        yield


@pytest.fixture(scope="package")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    started: list[simulators.Simulators] = []

    @contextmanager
    def partners(api: str, secrets: dict[str, Any]) -> Iterator[str]:
        started.append(simulators.start(api_url=api, secrets=secrets, delay=0.02))
        try:
            yield started[0].url
        finally:
            started[0].stop()

    with stack(partners, logs=tmp_path_factory.mktemp("logs")) as platform, apart([ledger]), straight():
        yield World(platform, started[0])


@pytest.fixture
def world(running: World) -> World:
    """The world with nobody on the road."""
    running.refresh()
    return running


@pytest.fixture
def wanting(world: World) -> tuple[str, Depositor, dict[str, Any], Staff]:
    """Sample 1 when the registry has wanted more material: the case, its borrower, the home's behaviour, a supervisor."""
    from tests.workflow.acts import at, begin, until

    province, unit = world.partners.server.province, sample_of("1").form["home"]["unit_number"]
    home = province.home("unit_number", unit)
    home["behaviour"] = {"registry": "NEED_MORE_MATERIAL"}
    play, borrower = begin(world, "1")
    play._sign(until(borrower, play.case, at("SIGNING")))
    until(borrower, play.case, at("ATTENDING"))
    return play.case, borrower, home, Staff(world.platform.api, "code-supervisor-1")


@pytest.fixture(autouse=True)
def _walks_what_it_says(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test marked `walks` has executions walk those words of the road: functions said them."""
    promised = {word for mark in request.node.iter_markers("walks") for word in mark.args}
    if not promised:
        yield
        return
    from tests.workflow import words

    world: World = request.getfixturevalue("running")
    before = {one["executionArn"] for one in world.every_execution()}
    world.looked_at.clear()
    yield
    world.come_to_rest()
    of_it = [
        one["executionArn"]
        for one in world.every_execution()
        if one["executionArn"] not in before or one["name"].partition("-")[0] in world.looked_at
    ]
    assert promised <= {word for execution in of_it for word in words.walked(world, execution)}
