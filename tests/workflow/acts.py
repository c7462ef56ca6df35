"""What tests of the road do by hand: begin a case, watch it, wait for it to arrive."""

import time
from collections.abc import Callable
from typing import Any

from chalicelib.domain.status import ENDED
from infra.players.client import Depositor
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


def until(borrower: Depositor, case: str, arrived: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    patience = time.monotonic() + 20
    while not arrived(track := borrower.track(case)):
        assert time.monotonic() < patience, f"{track['status']}: {[line['code'] for line in track['timeline']]}"
        time.sleep(0.1)
    return track


def at(status: str) -> Callable[[dict[str, Any]], bool]:
    """Whether a case stands there; to be signed, once there is a wait too, which others write beside."""
    return lambda track: track["status"] == status and (status != "SIGNING" or track["held_by"]["until"] is not None)


def ended(track: dict[str, Any]) -> bool:
    return track["status"] in ENDED


def codes(track: dict[str, Any]) -> list[str]:
    return [line["code"] for line in track["timeline"]]
