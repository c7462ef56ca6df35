"""What tests of the road do by hand: begin a case, watch it, wait for it to arrive."""

import time
from collections.abc import Callable
from typing import Any

from chalicelib.domain.status import ENDED
from infra.players.client import Depositor, Staff
from infra.players.samples import Play, Sample
from tests.workflow.conftest import World


def begin(world: World, sample: str | Sample) -> tuple[Play, Depositor]:
    """A sample submitted, with the borrower's session; the test does the rest."""
    play = world.plan(sample)
    for order in play.sample.behaviours:
        world.partners.control(**order)
    borrower = play.begin()
    borrower.submit(play.case)
    return play, borrower


PATIENCE = 60  # seconds, of a busy machine


def until(borrower: Depositor, case: str, arrived: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    patience = time.monotonic() + PATIENCE
    while not arrived(track := borrower.track(case)):
        assert time.monotonic() < patience, f"{track['status']}: {[line['code'] for line in track['timeline']]}"
        time.sleep(0.1)
    return track


def at(status: str) -> Callable[[dict[str, Any]], bool]:
    """Whether a case stands there; where somebody is waited for, once there is the wait too, which comes after the status."""
    return lambda track: track["status"] == status and (ended(track) or track["held_by"]["until"] is not None)


def asked(staff: Staff, case: str, kind: str) -> str:
    """The task of that kind, once it is in the queue: that it is asked stands in the case before."""
    patience = time.monotonic() + PATIENCE
    while (task := staff.task_of(case, kind)) is None:
        assert time.monotonic() < patience, kind
        time.sleep(0.1)
    return str(task["id"])


def ended(track: dict[str, Any]) -> bool:
    return track["status"] in ENDED


def codes(track: dict[str, Any]) -> list[str]:
    return [line["code"] for line in track["timeline"]]


def retried(supervisor: Staff, case: str) -> None:
    """What the registry wanted was supplied, and the case goes there again."""
    task = asked(supervisor, case, "supplement")
    assert supervisor.get(f"/v1/tasks/{task}")["details"] == {"step": "Mortgage", "error": "MoreMaterial"}
    supervisor.decide(task, {"decision": "supplied", "reason": "材料已补交登记机构"})
