"""A run of the sweep that is killed, between finding and acting or later: the next one acts, and nothing is done twice."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from botocore.client import BaseClient

from chalicelib import clock
from chalicelib.agencies import province, registry
from chalicelib.agencies.registry import Mortgage
from chalicelib.banks import webhooks
from chalicelib.casework import restarting
from chalicelib.records import casefile, tasks
from chalicelib.steps import review
from chalicelib.sweep import run
from tests.given import case as given
from tests.steps.conftest import event

FAR = "2099-01-01T18:00:00+08:00"
WRITES = ("PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems", "PutObject", "StartExecution")
REGISTERING = {"contract": {"number": "JK1"}, "mortgage": {"apply_biz_id": "JK1M1", "status": "PENDING", "attempt": 1}}


class Killed(BaseException):
    """The process is gone: nothing catches it."""


class Calls:
    """Every call of AWS while it is looked at; it kills the process at one of them, before it is made or once it is."""

    def __init__(self) -> None:
        self.made: list[str] = []
        self.at, self.after = -1, False

    @contextmanager
    def watched(self, at: int = -1, *, after: bool = False) -> Iterator[None]:
        self.made, self.at, self.after = [], at, after
        try:
            yield
        finally:
            self.at = -1

    def make(self, call: Callable[..., Any], client: Any, operation: str, params: Any) -> Any:
        self.made.append(operation)
        dies = len(self.made) - 1 == self.at
        if dies and not self.after:
            raise Killed
        try:
            return call(client, operation, params)
        finally:
            if dies:
                raise Killed


class Scene:
    """Cases of which the sweep is to find the same, and what the world outside is told about them."""

    def __init__(self, submitted: Any, road: Any, later: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        self.submitted, self.road, self.later, self.patched = submitted, road, later, monkeypatch
        self.done: list[tuple[str, ...]] = []
        say = self.done.append
        monkeypatch.setattr(
            tasks.road, "tell", lambda item: say(("told", item["id"]["S"])) if item.get("token", {}).get("S") else None
        )
        monkeypatch.setattr(province, "notify", lambda key, phone, id, said, purpose: say(("notified", id)))
        monkeypatch.setattr(webhooks, "send", lambda bank, type, data, id, at: say(("sent", id)))
        monkeypatch.setattr(registry, "query_mortgage", lambda *_: Mortgage("JK1M1", "DONE", "甘证1"))

    def wait(self, id: str, kind: str, number: int | str = 1, due_at: str = FAR) -> str:
        return tasks.open_task(id, kind, number, "t1", centre="620100", due_at=due_at, details={}).id

    def never_begun(self, id: str) -> None:
        self.submitted(id=id)

    def dead(self, id: str) -> None:
        self.submitted(id=id, contract={"number": "JK1"})
        self.road.runs(id), self.road.dies(id)

    def untold(self, id: str) -> None:
        self.submitted(id=id, status="REVIEWING")
        self.road.runs(id)
        tasks.answer(self.wait(id, "first_review"), {"next": "approved"}, "reviewer_1")

    def stranded(self, id: str) -> None:
        self.untold(id)
        self.road.listens(self.patched, clock.now() - timedelta(minutes=20))

    def signed(self, id: str) -> None:
        signatures = dict.fromkeys(("borrower", "spouse", "bank"), {})
        self.submitted(id=id, contract={"number": "JK1"}, signatures=signatures)
        self.road.runs(id), self.wait(id, "sign")

    def corrected(self, id: str) -> None:
        self.submitted(id=id, status="CORRECTION")
        self.road.runs(id), self.wait(id, "correction"), given.happened(id, "CORRECTED", "1")

    def withdrawn(self, id: str) -> None:
        self.submitted(id=id, status="SIGNING", contract={"number": "JK1"}, withdrawal={})
        self.road.runs(id), self.wait(id, "sign")

    def restarted(self, id: str) -> None:
        restarting.open_task(self.submitted(id=id, status="REVIEWING"), "ABORTED")
        given.put(id, restarts=1), given.happened(id, "RESTARTED", "1")
        self.road.runs(f"{id}-1"), self.wait(id, "first_review")

    def silent_registry(self, id: str) -> None:
        self.submitted(id=id, **REGISTERING)
        self.road.runs(id), self.wait(id, "mortgage"), self.later(hours=25)

    def silent_bank(self, id: str) -> None:
        signatures = dict.fromkeys(("borrower", "spouse"), {})
        self.submitted(id=id, contract={"number": "JK1", "bank": "B01"}, signatures=signatures)
        self.road.runs(id), self.wait(id, "sign"), self.later(hours=25)

    def overdue(self, id: str) -> None:
        self.submitted(id=id, status="REVIEWING")
        self.road.runs(id), given.waiting(id, "first_review", "REVIEWING"), self.later(days=30)

    def forgotten_draft(self, id: str) -> None:
        given.draft(id, {"centre": "620100"})
        self.later(days=91)

    def healed(self, id: str) -> None:
        self.submitted(id=id, status="SIGNING", contract={"number": "JK1"})
        self.road.runs(id)
        said = event("Attend", ask="attend", stuck="Sign", error="BankUnavailable", token="t1")
        review.handle({**said, "case": id, "visit": "2026-11-25T01:00:00.000Z"})
        self.later(hours=1.1)

    def accepted(self, id: str) -> None:
        told = {"at": clock.stamp(), "code": "ACCEPTED"}
        self.submitted(id=id, number="620100", accepted_on=clock.today().isoformat(), **{"events.ACCEPTED": told})
        self.road.runs(id), given.waiting(id, "first_review", "REVIEWING")

    def to_archive(self, id: str) -> None:
        self.submitted(id=id)
        told = {"at": clock.stamp(), "code": "ENDED_WITHDRAWN"}
        given.put(id, status="WITHDRAWN", consents=[], **{"events.ENDED_WITHDRAWN": told})
        self.later(days=2)

    def ended(self, id: str) -> None:
        self.to_archive(id)
        run.handle({"execution": id})
        self.later(days=5)

    def now(self, id: str) -> dict[str, Any]:
        """How a case stands and what was done about it, whatever its id; what has an id is done once however often it is sent."""
        case = casefile.load(id)
        waits = [(one.kind, one.state, one.outcome, bool(one.escalated_at)) for one in tasks.of_case(id)]
        return {
            "status": case.status,
            "events": sorted(key.replace(id, "") for key in case.events),
            "waits": sorted(map(str, waits)),
            "messages": sorted(case.messages),
            "mortgage": case.mortgage and case.mortgage.status,
            "package": case.package is not None,
            "looked at": case.due_shard != "",
            "runs": [self.road.status(name) for name in self.road.names() if name == id],
            "done": sorted({(kind, of.replace(id, "")) for kind, of in self.done if id in of or kind == "sent"}),
        }


FINDS = {
    "never_begun": "started", "dead": "execution_ended", "untold": "told_again", "stranded": "stranded", "signed": "answered",
    "corrected": "answered", "withdrawn": "withdrawal", "restarted": "restart_closed", "silent_registry": "registry_asked",
    "silent_bank": "bank_reminded", "overdue": "overdue", "forgotten_draft": "draft_expired", "healed": "tried_again",
    "accepted": "acceptance_told", "to_archive": "archived", "ended": "ended",
}  # fmt: skip


# Told again, under the same id, until somebody else has acted; and a case that is named is looked at though it has left.
STANDING = {"untold", "silent_bank", "ended"}


@pytest.fixture
def scene(submitted: Any, road: Any, later: Any, monkeypatch: pytest.MonkeyPatch) -> Scene:
    return Scene(submitted, road, later, monkeypatch)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    watched, call = Calls(), BaseClient._make_api_call
    monkeypatch.setattr(
        BaseClient, "_make_api_call", lambda client, operation, params: watched.make(call, client, operation, params)
    )
    return watched


@pytest.mark.parametrize("name", FINDS)
def test_a_run_killed_between_finding_and_acting_leaves_it_to_the_next_which_does_it_once(scene, calls, name):
    undisturbed, made = whole(scene, calls, name)
    first = next(place for place, operation in enumerate(made) if operation in WRITES)
    assert killed(scene, calls, name, first, first=True) == undisturbed


@pytest.mark.soak
@pytest.mark.parametrize("name", FINDS)
def test_a_run_killed_before_or_after_any_call_leaves_it_to_the_next_which_does_it_once(scene, calls, name):
    undisturbed, made = whole(scene, calls, name)
    for place, after in product(range(len(made)), (False, True)):
        assert killed(scene, calls, name, place, after=after) == undisturbed, (place, made[place], after)


def whole(scene: Scene, calls: Calls, name: str) -> tuple[dict[str, Any], list[str]]:
    """How such a case stands after two runs that nothing befalls, and the calls of the first."""
    run.handle({"execution": "nobody"})  # reads what a process reads once
    getattr(scene, name)("whole")
    with calls.watched():
        found = run.handle({"execution": "whole"})
    made = [*calls.made]
    again = run.handle({"execution": "whole"})
    assert FINDS[name] in found and (FINDS[name] not in again or name in STANDING)
    return scene.now("whole"), made


def killed(
    scene: Scene, calls: Calls, name: str, at: int, *, after: bool = False, first: bool = False
) -> dict[str, Any]:
    """How such a case stands after a run that is killed there, and two that are not."""
    id = f"killed{at}{after:d}"
    scene.later()
    getattr(scene, name)(id)
    due = casefile.load(id).due_at
    with pytest.raises(Killed), calls.watched(at, after=after):
        run.handle({"execution": id})
    if first:
        assert casefile.load(id).due_at == due, "the next run looks at it"
    for _ in range(2):
        run.handle({"execution": id})
    return scene.now(id)
