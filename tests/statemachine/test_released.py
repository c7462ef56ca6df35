"""Released roads are kept as they were, and today's words lead nowhere on them that is no end."""

import json
import re

import pytest

from chalicelib.records import tasks
from statemachine import released
from statemachine.check import tasks as every_task
from statemachine.paths import STARTED_WITH
from statemachine.road import definition
from tests.records import released as stores
from tests.statemachine.walking import node, plan

# What functions said once and are never heard to say again: it is told as the error it means today.
UNSAID = {json.loads(then)["next"] for then in tasks.TODAY}
# What a function does without where an earlier road does not hand it on.
SPARED = {("Discharge", "ending.$")}
TELLS_WHEN = ".waitForTaskToken"  # the others of an earlier road do not tell when they were entered


@pytest.mark.parametrize("store", stores.names())
def test_the_road_of_a_released_store_is_kept_as_it_was(store):
    assert released.released(store) == stores.described(store).road


def test_a_release_is_kept_once_and_never_written_over(tmp_path, monkeypatch):
    monkeypatch.setattr(released, "FOLDER", tmp_path)
    released.keep("abcdef0", json.dumps(definition()))
    assert released.names() == ["abcdef0"]
    with pytest.raises(FileExistsError):
        released.keep("abcdef0", "{}")
    assert json.loads((tmp_path / "abcdef0.asl.json").read_text()) == definition()


@pytest.mark.parametrize("release", released.names())
def test_a_release_is_named_by_its_commit_and_holds_no_name_of_one_deployment(release):
    assert re.fullmatch("[0-9a-f]{7}", release)
    assert "arn:aws" not in json.dumps(released.released(release))


@pytest.mark.parametrize("release", released.names())
def test_functions_of_today_are_told_by_a_released_road_all_they_read(release):
    """A state that is still there hands the same function at least what it hands it today."""
    today = {name: state["Parameters"] for name, state in every_task(definition())}
    for name, state in every_task(released.released(release)):
        if name in today:
            assert state["Parameters"]["FunctionName"] == today[name]["FunctionName"], name
            spared = {key for step, key in SPARED if step == name}
            spared |= {"execution.$"}  # by the clock, where a road does not tell
            spared |= set() if state["Resource"].endswith(TELLS_WHEN) else {"visit.$"}
            assert state["Parameters"]["Payload"].keys() >= today[name]["Payload"].keys() - spared, name


@pytest.mark.parametrize("release", released.names())
def test_every_way_on_of_a_released_road_that_is_said_today_comes_to_an_end(release):
    if reason := node.missing():
        pytest.skip(reason)
    road = released.released(release)
    given = plan.starts(STARTED_WITH[:1])  # a restart begins on the road of today
    ways = [*plan.words(road), *plan.catches(road)]
    walks = {way: walk for way in ways if (walk := plan.walk(road, given, way))}
    assert {str(way) for way in ways if way not in walks} <= {"Resume-otherwise"}
    walked = zip(walks.items(), node.walked(road, walks.values()), strict=True)
    assert {way.word for (way, walk), one in walked if one.on(road) != walk.path} <= UNSAID
