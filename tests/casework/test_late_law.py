"""A case decided before law was learnt of goes to a person, once, and nothing of it is moved."""

from contextlib import suppress
from datetime import date
from types import SimpleNamespace

import pytest

from chalicelib import clock
from chalicelib.casework import accepting, disputes, late_law, receipt_letter
from chalicelib.records import agenda, casefile, task_items, tasks
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
    again = [{**RATES, "holds": "2.10%"}]
    assert late_law.open_task(casefile.load("c1"), LEARNT, [late_law.DECISION], again), (
        "of the same thing, put otherwise"
    )


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


@pytest.mark.parametrize(
    "codes", [[late_law.DECISION], [late_law.LETTER], [late_law.REMEDIES]], ids=["decision", "letter", "remedies"]
)
def test_whoever_dies_in_it_has_left_all_of_it_or_nothing_and_an_ended_case_is_looked_at_again(
    case, monkeypatch, codes
):
    put("c1", status="REFUSED", ended_at="2027-03-08T02:00:00.000Z")
    agenda.leave("c1", casefile.load("c1").due_at)
    writes, change = [], task_items.change

    def dies(*given, **more):
        writes.append(change(*given, **more))
        raise SystemExit

    monkeypatch.setattr(task_items, "change", dies)
    with suppress(SystemExit):
        late_law.open_task(casefile.load("c1"), LEARNT, codes, [WEEK])
    then = casefile.load("c1")
    assert len(writes) == len(tasks.of_case("c1")) == len(then.events) == 1 and then.due_at


def test_one_that_was_decided_since_its_case_was_read_is_not_opened_again(case):
    late_law.open_task(case, LEARNT, *DECIDED)
    (task,) = tasks.of_case("c1")
    tasks.answer(task.id, {"next": "dismissed"}, "R001")
    assert not late_law.open_task(case, LEARNT, *DECIDED)
    assert [one.is_open for one in tasks.of_case("c1")] == [False]


def test_a_day_that_rests_on_a_year_nobody_has_told_the_holidays_of_is_provisional(case, monkeypatch):
    monkeypatch.setattr(disputes, "due", lambda *_: (clock.stamp(), True))
    late_law.open_task(case, LEARNT, *DECIDED)
    assert [task.provisional for task in tasks.of_case("c1")] == [True]


@pytest.mark.parametrize(
    ("known", "codes", "has_receipt", "second", "told", "anew"),
    [
        ({}, [late_law.LETTER], False, True, "LAW_LETTER_ANEW", ["acceptance"]),
        ({}, [late_law.LETTER], False, False, "LAW_LETTER_ANEW", []),
        ({"accepted_on": None}, [late_law.LETTER], True, True, "LAW_RECEIPT_ANEW", ["receipt"]),
        ({"accepted_on": None}, [late_law.LETTER], False, True, "LAW_UPHELD", []),  # nobody has told them a last day
        ({"is_decided": True}, [late_law.LETTER], False, True, "LAW_UPHELD", []),
        ({"ended": "CANCELLED"}, [late_law.LETTER], False, True, "LAW_UPHELD", []),
        ({}, [late_law.DECISION], False, True, "LAW_UPHELD", []),
        ({}, ["DISPUTE_SETTLED"], False, True, None, []),
    ],
)
def test_a_letter_is_drawn_anew_by_two_while_nobody_has_decided_and_nothing_else_is(
    monkeypatch, known, codes, has_receipt, second, told, anew
):
    monkeypatch.setattr(accepting, "anew", lambda case, on: ["acceptance"])
    monkeypatch.setattr(accepting, "papers", lambda results, *new: [*new])
    monkeypatch.setattr(late_law, "policy_of", lambda case: SimpleNamespace(version="v"))
    for name, given in {"of": ["old"] if has_receipt else [], "drawn": "receipt", "version": "v"}.items():
        monkeypatch.setattr(receipt_letter, name, lambda case, given=given: given)
    reviews = [SimpleNamespace(task=f"{of}.first") for of in (("t2", "t1") if second else ("t2",))]
    usual = {"accepted_on": LEARNT, "is_decided": False, "ended": "", "reviews": reviews, "results": {}}
    task = SimpleNamespace(id="t1", details={"codes": codes})
    found = late_law.upheld(SimpleNamespace(**usual | known), task)
    if told is None:
        assert found is None
        return
    changes, event = found
    assert (event.event.code, changes.get("results", [])) == (told, anew)
