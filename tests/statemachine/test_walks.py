"""Every road is walked (每条路都走过): each word of each Choice and each error a state catches, by two engines that are not ours.

The walks are read off the definition, so a new word has its walk at once, and one that no walk comes to is red. What is said
on the way is scripted here; that functions do say it is held by tests/workflow.
"""

from collections.abc import Iterator
from functools import cache

import pytest

from statemachine.paths import STARTED_WITH
from statemachine.road import definition
from tests.statemachine.walking import moto, node, plan
from tests.statemachine.walking.plan import Walk, Walked, Way

ROAD = definition()
GIVEN = plan.starts(STARTED_WITH)
WAYS = [*plan.words(ROAD), *plan.catches(ROAD)]
# A Choice has to say what happens otherwise; this one reads names that only the road itself has written.
NOBODY_SAYS = {"Resume-otherwise"}
WALKED = [pytest.param(way, id=str(way)) for way in WAYS if str(way) not in NOBODY_SAYS]


@cache
def walk_of(way: Way) -> Walk:
    found = plan.walk(ROAD, GIVEN, way)
    assert found, f"nothing that is said leads to {way}"
    return found


@pytest.fixture(scope="module")
def engine() -> Iterator[moto.Moto]:
    with moto.engine() as engine:
        yield engine


@pytest.fixture(scope="module")
def interpreted() -> dict[Way, Walked]:
    if reason := node.missing():
        pytest.skip(reason)
    ways = [way for way in WAYS if str(way) not in NOBODY_SAYS]
    return dict(zip(ways, node.walked(ROAD, map(walk_of, ways)), strict=True))


def ends_where_planned(walk: Walk, walked: Walked) -> bool:
    kind = ROAD["States"][walk.path[-1]]["Type"]
    return walked.on(ROAD) == walk.path and walked.ended == {"Succeed": "SUCCEEDED", "Fail": "FAILED"}[kind]


@pytest.mark.parametrize("way", WALKED)
def test_the_road_takes_this_way_on_and_comes_to_an_end(engine, way):
    walk = walk_of(way)
    assert ends_where_planned(walk, engine.walk(ROAD, walk))


@pytest.mark.parametrize("way", WALKED)
def test_a_second_interpreter_comes_by_the_same_states(interpreted, way):
    assert ends_where_planned(walk_of(way), interpreted[way])


@pytest.mark.parametrize("way", [way for way in WAYS if str(way) in NOBODY_SAYS], ids=str)
def test_what_is_not_walked_cannot_be(way):
    assert plan.walk(ROAD, GIVEN, way) is None


def test_a_check_that_nobody_answers_stops_neither_the_others_nor_the_road(engine):
    checks = [branch["StartAt"] for branch in ROAD["States"]["Checks"]["Branches"]]
    way = next(way for way in WAYS if str(way) == "Accepted-otherwise")
    silent = [plan.Said(check, error=plan.FORESEEN_BY_NOBODY) for check in checks]
    walk = walk_of(way)
    walked = engine.walk(ROAD, Walk(walk.given, (*silent, *walk.script), walk.path))
    assert ends_where_planned(walk, walked)
    assert {f"{check}Unanswered" for check in checks} <= set(walked.entered)


def test_who_attends_to_a_case_is_asked_again_whatever_fails(engine):
    """What has failed so far may well fail Attend too: no execution ends for that, and no person is left out."""
    assert plan.asked_again(ROAD["States"]["Attend"], plan.FORESEEN_BY_NOBODY)
    walk = walk_of(next(way for way in WAYS if str(way) == "Attended-refuse"))
    failing = [plan.Said("Attend", error=plan.FORESEEN_BY_NOBODY)] * 3
    assert ends_where_planned(walk, engine.walk(ROAD, Walk(walk.given, (*failing, *walk.script), walk.path)))


def test_a_word_no_walk_comes_to_is_found():
    broken = definition()
    broken["States"]["Island"] = {
        "Type": "Choice",
        "Choices": [{"Variable": "$.last.next", "StringEquals": "on", "Next": "Done"}],
        "Default": "Done",
    }
    new = next(way for way in plan.words(broken) if way.state == "Island")
    assert plan.walk(broken, GIVEN, new) is None
