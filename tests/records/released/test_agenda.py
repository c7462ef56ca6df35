"""What earlier releases left standing is looked at by the sweep of today: put into its agenda all at once, or by its next write."""

from datetime import timedelta

import pytest

from chalicelib.casework import packaging
from chalicelib.records import agenda, casefile
from infra.tools import agenda as tool
from tests.given.case import happened
from tests.records import released
from tests.records.released.conftest import World

STORES = pytest.mark.parametrize("world", released.names(), indirect=True, scope="function")


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tool, "AT_ONCE", 5)


def standing(world: World) -> set[str]:
    cases = [casefile.load(case.id) for case in world.store.cases]
    return {case.id for case in cases if not case.ended or packaging.is_due(case)}


def in_the_agenda(world: World) -> set[str]:
    found = [casefile.load(case.id) for case in world.store.cases]
    return {case.id for case in found if case.due_at and case.due_shard}


@STORES
def test_every_open_case_and_what_was_never_archived_is_in_the_agenda_after_one_walk(world: World):
    assert in_the_agenda(world) == set()
    walked = tool.enter()
    assert (walked.seen, walked.entered, walked.after) == (len(world.store.cases), len(standing(world)), None)
    assert in_the_agenda(world) == standing(world) != set()


@STORES
def test_walking_again_changes_nothing(world: World):
    tool.enter()
    before = {case.id: casefile.load(case.id) for case in world.store.cases}
    assert tool.enter().entered == 0
    assert {case.id: casefile.load(case.id) for case in world.store.cases} == before


@STORES
def test_a_walk_is_bounded_and_the_next_goes_on_where_it_ended(world: World):
    walked, runs, seen = tool.enter(most=5), 1, 5
    assert walked.seen == 5 and walked.after
    while walked.after:
        walked, runs = tool.enter(walked.after, most=5), runs + 1
        seen += walked.seen
    assert runs > 2 and seen == len(world.store.cases)
    assert in_the_agenda(world) == standing(world)


@STORES
def test_the_command_says_where_to_go_on_and_when_it_is_done(world: World, capsys):
    table = world.platform.env["ANJU_TABLE_CASES"]
    assert tool.main(["--table", table, "--most", "1"]) == 3
    after = capsys.readouterr().out.strip().rpartition("AFTER=")[2]
    assert tool.main(["--table", table, "--after", after]) == 0
    assert "AFTER" not in capsys.readouterr().out
    assert in_the_agenda(world) == standing(world)


@STORES
def test_a_case_moved_meanwhile_is_left_to_whoever_moved_it(world: World, monkeypatch: pytest.MonkeyPatch):
    enter = agenda.enter
    monkeypatch.setattr(agenda, "enter", lambda id, *_: enter(id, "MOVED", timedelta(hours=1)))
    assert tool.enter().entered == 0 and in_the_agenda(world) == set()


@STORES
def test_a_case_enters_with_its_next_write_whatever_that_is(world: World):
    some = next(case for case in world.store.cases if case.status == "SIGNING")
    happened(some.id, "OVERDUE")
    assert in_the_agenda(world) == {some.id}


@STORES
def test_nothing_puts_a_case_into_the_agenda_that_has_ended(world: World):
    some = next(case for case in world.store.cases if case.status == "REFUSED")
    happened(some.id, "OVERDUE")
    assert in_the_agenda(world) == set()
