"""Every two acts at once: one overtaken by the other between its reading and its writing, and both on threads of their own.

After each, the record, the waits and the road agree (`invariants`), and nobody was told yes for what is not kept.
"""

import sys
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import combinations_with_replacement
from types import SimpleNamespace

import pytest

from chalicelib import clock
from chalicelib.agencies import identity_platform
from chalicelib.casework import prefill_sources, starting
from chalicelib.records import casefile, inspections, road
from tests.given.form import SPOUSE
from tests.given.meanwhile import overtaken
from tests.races import rare_scenes, scenes
from tests.races.invariants import broken
from tests.races.scenes import TAKEN

SCENES = {**scenes.SCENES, **rare_scenes.SCENES}
EVERYWHERE = [*scenes.SCENES, *(pytest.param(name, marks=pytest.mark.soak) for name in rare_scenes.SCENES)]
ROUNDS = pytest.mark.parametrize("rounds", [pytest.param(20, marks=pytest.mark.soak)])


@pytest.fixture
def told(monkeypatch):
    """What the road was told, by wait."""
    heard = defaultdict(list)

    def tell(item):
        heard[item["id"]["S"]].append("interrupted" if item["state"]["S"] == "interrupted" else item["outcome"]["S"])

    monkeypatch.setattr(road, "tell", tell)
    return heard


@pytest.fixture
def staged(platform, api, login, told, monkeypatch):
    """Puts a scene up anew."""
    seen = SimpleNamespace(id_number=SPOUSE, method="face", terminal="T1", at=clock.stamp(), evidence="e")
    monkeypatch.setattr(identity_platform, "present", lambda *_: seen)
    monkeypatch.setattr(prefill_sources, "answer", lambda *_: ("PREFILL_NOT_FOUND", {}))
    monkeypatch.setattr(inspections, "look_at", lambda *_: inspections.Looked(None, "v1", "0" * 64))

    def stage(scene):
        platform.empty()
        world = platform.once(
            scene, lambda: (rare_scenes.begun_there if scene in rare_scenes.SCENES else scenes.begun)(scene, api, login)
        )
        told.clear()
        monkeypatch.setattr(starting, "state_of", lambda case: "FAILED" if scene == "stuck" else "RUNNING")
        monkeypatch.setattr(starting, "start", lambda case: None)
        return world

    return stage


@contextmanager
def turning_often():
    """Threads take turns every tenth of a millisecond, fifty times as often as they would: two acts meet in the middle of both."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-4)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


def held(world, acts, one, another, statuses, told):
    """What is wrong after two acts."""
    case = casefile.load(world.case)
    wrong = [
        f"{name} was answered {status}" for name, status in zip((one, another), statuses, strict=True) if status >= 500
    ]
    for name, other, status in ((one, another, statuses[0]), (another, one, statuses[1])):
        may_be_gone = other in acts[name].undone_by or name == other
        if status in TAKEN and not may_be_gone and not acts[name].shows(world, case):
            wrong.append(f"{name} was taken ({status}) and is not there")
    return [*wrong, *broken(world.case, told)]


def pairs(acts):
    """Every two, in one order: who is overtaken changes from pair to pair. Of many, every other one; `make soak` takes all on threads."""
    found = [pair[:: 1 - 2 * (place % 2)] for place, pair in enumerate(combinations_with_replacement(acts, 2))]
    return found[::2] if len(found) > 40 else found


def named(scene, one, another, found):
    return [f"{scene}: {one} × {another}: {line}" for line in found]


@pytest.mark.parametrize("scene", EVERYWHERE)
def test_each_act_alone_is_taken_and_the_record_shows_it_unless_another_has_to_come_first(staged, told, scene):
    acts, refused = SCENES[scene], []
    for name, act in acts.items():
        world = staged(scene)
        status = act.do(world)
        if (scene, name) in rare_scenes.HELD_UP:
            assert status == 409 and broken(world.case, told) == []
            continue
        if status not in TAKEN or not act.shows(world, casefile.load(world.case)) or broken(world.case, told):
            refused.append((name, status, broken(world.case, told)))
    assert refused == []


@pytest.mark.parametrize(
    "number", [1, pytest.param(2, marks=pytest.mark.soak), pytest.param(3, marks=pytest.mark.soak)]
)
@pytest.mark.parametrize("scene", EVERYWHERE)
def test_an_act_that_is_overtaken_before_it_writes_leaves_record_waits_and_road_in_agreement(
    staged, told, scene, number
):
    acts, wrong = SCENES[scene], []
    for one, another in pairs(acts):
        world, second = staged(scene), []
        with overtaken(number, lambda: second.append(acts[another].do(world))):  # noqa: B023
            first = acts[one].do(world)
        wrong += named(scene, f"{one} (overtaken)", another, held(world, acts, one, another, (first, *second), told))
    assert not wrong, "\n".join(wrong)


@ROUNDS
@pytest.mark.parametrize("scene", EVERYWHERE)
def test_two_acts_on_threads_of_their_own_leave_record_waits_and_road_in_agreement(staged, told, scene, rounds):
    acts, wrong = SCENES[scene], []
    with turning_often(), ThreadPoolExecutor(2) as pool:
        for one, another in combinations_with_replacement(acts, 2):
            for _ in range(rounds):
                world = staged(scene)
                both = [pool.submit(acts[name].do, world) for name in (one, another)]
                statuses = tuple(act.result() for act in both)
                wrong += named(scene, one, another, held(world, acts, one, another, statuses, told))
    assert not wrong, "\n".join(wrong)
