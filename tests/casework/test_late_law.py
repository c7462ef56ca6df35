"""A case decided before law was learnt of goes to a person, once, and nothing of it is moved."""

from datetime import date

import pytest

from chalicelib.casework import late_law
from chalicelib.records import casefile, tasks
from tests.given.case import draft, put

LEARNT = date(2027, 4, 10)
RATES = {"what": "2027-03-15 放款的年利率", "was": "2.60%", "holds": "2.35%"}
WEEK = {"what": "告知的法定最后一日", "was": "2027-03-15", "holds": "2027-03-12"}
DECIDED = ([late_law.DECISION], [RATES])


@pytest.fixture
def case(platform):
    draft("c1")
    put("c1", status="SIGNING", number="N1", accepted_on="2027-03-05")
    return casefile.load("c1")


def test_a_person_is_asked_to_look_again_and_the_parties_are_told(case):
    assert late_law.open_task(case, LEARNT, *DECIDED)
    (task,) = tasks.of_case("c1")
    assert (task.kind, task.details["codes"], task.on_the_road) == ("dispute", [late_law.DECISION], False)
    told = casefile.load("c1")
    assert told.status == case.status and "TASK_LAW" in {event.code for event in told.events.values()}


def test_listed_again_it_is_no_second_task_and_what_is_learnt_later_is(case):
    late_law.open_task(case, LEARNT, *DECIDED)
    assert not late_law.open_task(casefile.load("c1"), LEARNT, *DECIDED)
    assert late_law.open_task(casefile.load("c1"), date(2027, 6, 1), *DECIDED)
    assert len(tasks.of_case("c1")) == 2


def test_a_second_law_learnt_of_on_the_same_day_is_a_second_task(case):
    late_law.open_task(case, LEARNT, *DECIDED)
    assert late_law.open_task(casefile.load("c1"), LEARNT, [late_law.DECISION], [RATES, WEEK])


@pytest.mark.parametrize(
    ("codes", "told"),
    [
        ([late_law.DECISION, late_law.LETTER], "TASK_LAW"),
        ([late_law.REMEDIES], "TASK_LAW_REMEDIES"),
        ([late_law.LETTER], "TASK_LAW_LETTER"),
    ],
)
def test_the_parties_are_told_what_is_looked_at_and_not_of_a_decision_nobody_made(case, codes, told):
    late_law.open_task(case, LEARNT, codes, [WEEK])
    (line,) = casefile.load("c1").events.values()
    assert line.code == told
