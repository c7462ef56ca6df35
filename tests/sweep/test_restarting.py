"""A restart: what the dead road asked of staff is asked anew by the new one; everything else stays as it was."""

import pytest

from chalicelib.casework import disputes, restarting
from chalicelib.casework.actor import Actor
from chalicelib.domain.work import STAFF, WAITS
from chalicelib.records import casefile, lanes, tasks
from chalicelib.records.casefile import Changes
from tests.given import case as given

ASKED_ANEW = [kind for kind, work in STAFF.items() if work.on_the_road]


@pytest.fixture
def case(submitted, road):
    made = submitted()
    road.runs(made.id)
    return made


@pytest.fixture
def restart(case, road, later):
    def it() -> None:
        road.dies(case.id)
        later(hours=1)
        restarting.open_task(case, "ABORTED")
        restarting.ask(casefile.load(case.id), Actor("o1", "person_1"), "平台中断", Changes())
        restarting.confirm(casefile.load(case.id), Actor("o2", "person_2"), "已核实", Changes())
        assert road.names() == [case.id, f"{case.id}-1"]

    return it


@pytest.mark.parametrize("kind", ASKED_ANEW)
def test_what_the_dead_road_asked_of_staff_is_taken_out_of_its_queue(case, restart, kind):
    wait = given.waiting(case.id, kind, "ATTENDING")
    restart()
    assert not tasks.get(wait).is_open and lanes.queue(case.centre, kind)[0] == []


@pytest.mark.parametrize("kind", sorted(WAITS.keys() - STAFF.keys() - {restarting.KIND}))
def test_what_others_were_asked_they_may_still_answer(case, restart, kind):
    wait = given.waiting(case.id, kind, "ATTENDING")
    restart()
    assert tasks.get(wait).is_open


def test_a_dispute_outlives_the_road_that_died(case, restart):
    disputes.open_task(case, disputes.FOREIGN_SERIAL, "B01", "PAID")
    (dispute,) = tasks.of_case(case.id)
    restart()
    assert tasks.get(dispute.id).is_open


def test_the_execution_a_restart_replaces_is_ended_where_it_still_listens(case, road):
    restarting.open_task(case, restarting.STRANDED)
    restarting.ask(casefile.load(case.id), Actor("o1", "person_1"), "令牌失效", Changes())
    restarting.confirm(casefile.load(case.id), Actor("o2", "person_2"), "已核实", Changes())
    assert road.names() == [case.id, f"{case.id}-1"] and road.status(case.id) == "ABORTED"
