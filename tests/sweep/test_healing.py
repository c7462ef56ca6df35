"""An outage longer than the road waits heals by itself once it is over, and is a person's all the while."""

from datetime import timedelta

import pytest

from chalicelib.casework import accepting, starting, stops
from chalicelib.errors import Contended
from chalicelib.records import casefile, lanes, tasks
from chalicelib.records.contents import Stop
from chalicelib.steps import review
from chalicelib.sweep import gauges, healing, looks, run
from statemachine import policies
from tests.given import case as given
from tests.steps.conftest import event

TRY = {"execution": "c1"}


def visit(number: int) -> str:
    return f"2026-11-{24 + number:02}T01:00:00.000Z"


@pytest.fixture
def told(monkeypatch):
    heard: list[str] = []
    monkeypatch.setattr(tasks.road, "tell", lambda item: heard.append(item["id"]["S"]) if item["token"]["S"] else None)
    return heard


@pytest.fixture
def fails(submitted, road, told):
    """The step of a case has failed, for the n-th time: gives the task of whoever attends to it."""
    submitted(status="SIGNING", contract={"number": "JK1"})
    road.runs("c1")

    def stuck(number: int = 1, error: str = "BankUnavailable") -> tasks.Task:
        made = event("Attend", ask="attend", stuck="Sign", error=error, token=f"t{number}", visit=visit(number))
        review.handle(made)
        return tasks.of_case("c1")[-1]

    return stuck


def queued() -> list[tuple[str, str]]:
    return [(task.id, task.state) for task in lanes.queue("620100", "attend")[0]]


@pytest.mark.parametrize("error", ["AgencyUnavailable", "BankUnavailable", "Lambda.TooManyRequestsException"])
def test_what_an_outage_has_stopped_is_tried_again_once_and_stays_in_its_queue(fails, told, later, error):
    task = fails(error=error)
    assert "tried_again" not in run.handle(TRY)
    later(hours=1.1)
    assert run.handle(TRY)["tried_again"] == 1
    assert told == [task.id] and queued() == [(task.id, "retrying")]
    assert tasks.get(task.id).outcome == {"next": "retry"}
    assert not tasks.try_again(task, "another run of the same moment") and told == [task.id]
    assert "tried_again" not in run.handle(TRY)


@pytest.mark.parametrize("error", ["PreconditionFailed", "AgencyRefused", "PaymentProcessing", "Unexpected"])
def test_what_is_no_outage_waits_for_a_person(fails, told, later, error):
    fails(error=error)
    later(days=3)
    assert "tried_again" not in run.handle(TRY) and told == []


@pytest.fixture
def stopped(fails):
    """A step has stopped on preconditions: gives the task of whoever attends to it."""

    def stop(*codes: str, number: int = 1) -> tasks.Task:
        given.put("c1", stopped=Stop("Sign", "2026-11-24T00:00:00Z", codes))
        return fails(number, "PreconditionFailed")

    return stop


def test_what_passes_by_itself_is_tried_again_like_an_outage_and_is_as_old_as_its_first_task(stopped, told, later):
    first = stopped("WITHDRAWAL_IN_FLIGHT")
    later(hours=1.1)
    assert run.handle(TRY)["tried_again"] == 1 and told == [first.id]
    second = stopped("WITHDRAWAL_IN_FLIGHT", number=2)
    assert (second.due_at, queued()) == (first.due_at, [(second.id, "open")])
    assert round(healing.due_in(tasks.of_case("c1")) / timedelta(hours=1)) == 2


def test_but_not_together_with_anything_a_person_has_to_clear(stopped, told, later):
    stopped("WITHDRAWAL_IN_FLIGHT", "TITLE_NOT_FREE")
    later(days=3)
    assert "tried_again" not in run.handle(TRY) and told == []


def test_a_task_somebody_has_taken_is_theirs(fails, told, later):
    task = fails()
    tasks.claim(task.id, "supervisor-1")
    later(hours=23)
    assert "tried_again" not in run.handle(TRY) and told == []
    assert timedelta(0) < healing.due_in(tasks.of_case("c1")) <= timedelta(hours=1)
    assert not tasks.try_again(tasks.get(task.id), healing.SYSTEM)


def test_but_not_when_they_have_left_it_undecided_for_as_long_as_a_claim_lasts(fails, told, later):
    task = fails()
    tasks.claim(task.id, "supervisor-1")
    later(hours=25)
    assert run.handle(TRY)["tried_again"] == 1 and told == [task.id]
    assert (tasks.get(task.id).state, tasks.get(task.id).claimed_by) == ("retrying", None)


def test_an_outage_is_whatever_the_road_itself_waits_out():
    assert {*policies.PLATFORM["ErrorEquals"], *policies.PARTNER["ErrorEquals"]} == stops.OUTAGES


def test_nobody_takes_what_is_being_tried(fails, later):
    task = fails()
    later(hours=1.1)
    run.handle(TRY)
    with pytest.raises(Contended):
        tasks.claim(task.id, "supervisor-1")


def test_a_partner_that_is_still_out_is_a_persons_task_anew_and_tried_ever_less_often(fails):
    waited = []
    for number in range(1, 21):
        task = fails(number)
        assert queued() == [(task.id, "open")]
        waited.append(round(healing.due_in(tasks.of_case("c1")) / timedelta(hours=1)))
        assert tasks.try_again(task, healing.SYSTEM)
    assert waited == [1, 2, 4, 8, *[12] * 16]


def test_it_is_tried_for_as_long_on_a_road_that_waits_little_as_on_one_that_waits_long_and_then_said_to_be_given_up(
    fails, told, later
):
    tasks.try_again(fails(1), healing.SYSTEM)
    later(days=16)
    for number in range(2, 20):
        assert tasks.try_again(fails(number), healing.SYSTEM)
    fails(20)
    later(days=16, hours=13)
    found = run.handle(TRY)
    assert found["tried_again"] == 1 and "given_up" not in found
    last = fails(21)
    later(days=18)
    for _ in range(2):
        found = run.handle(TRY)
        assert "tried_again" not in found and found["given_up"] == 1
    assert queued() == [(last.id, "open")] and healing.due_in(tasks.of_case("c1")) is None


def test_a_persons_answer_lets_it_be_tried_again_as_soon_as_at_first(fails):
    tasks.try_again(fails(1), healing.SYSTEM)
    tasks.answer(fails(2).id, {"next": "retry"}, "supervisor-1")
    fails(3)
    assert healing.due_in(tasks.of_case("c1")) > timedelta(minutes=59)
    assert healing.due_in(tasks.of_case("c1")) <= healing.FIRST


def test_a_step_that_has_gone_on_is_nobodys_work_any_more(fails, told, later):
    task = fails()
    later(hours=1.1)
    run.handle(TRY)
    given.put("c1", status="REGISTERING")
    assert run.handle(TRY)["outage_over"] == 1
    assert queued() == [] and tasks.get(task.id).outcome == {"next": "retry"}


@pytest.mark.parametrize("left", [tasks.interrupt, lambda id: starting._retire(given.put(id, restarts=1))])
def test_nor_is_that_of_a_case_that_is_withdrawn_or_begun_again(fails, told, later, left):
    fails()
    later(hours=1.1)
    run.handle(TRY)
    given.happened("c1", "RESTARTED", "1")
    left("c1")
    assert queued() == []


def test_a_case_is_looked_at_when_its_step_is_to_be_tried_again(fails, later):
    fails()
    seen = gauges.Seen()
    list(looks.at(casefile.load("c1"), seen))
    assert timedelta(minutes=59) < seen.at_rest["c1"] <= healing.FIRST


def test_an_outage_is_as_old_and_as_overdue_as_its_first_task_however_often_it_was_tried(fails, later):
    first = fails(1)
    given.put("c1", status="ATTENDING")
    tasks.try_again(first, healing.SYSTEM)
    later(days=9)
    assert _looked_at() == (9, ["overdue"]), "nobody can take it, and it is nobody's to be quiet about"
    second = fails(2)
    assert (second.due_at, second.provisional) == (first.due_at, first.provisional)
    assert second.opened_at > first.opened_at and _looked_at() == (9, []), "said once of one outage"
    assert tasks.get(second.id).escalated_at
    tasks.answer(second.id, {"next": "retry"}, "supervisor-1")
    third = fails(3)
    assert third.due_at > first.due_at and _looked_at() == (0, []), "a person had it: another one"


def test_what_the_road_has_waited_for_since_makes_it_another_outage(fails, later):
    first = fails(1)
    tasks.try_again(first, healing.SYSTEM)
    later(days=14)  # a holiday is shorter
    given.waiting("c1", "sign", "SIGNING")
    assert fails(2).due_at > first.due_at


def _looked_at() -> tuple[int, list[str]]:
    """For how many days somebody has had to attend to the case, and what the sweep has found of its due times."""
    seen = gauges.Seen()
    found = [one for one in looks.at(casefile.load("c1"), seen) if one == "overdue"]
    return round(seen.oldest["attend"] / 86400), found


def test_a_letter_that_cannot_be_drawn_keeps_the_sweep_from_nothing_else(fails, told, later, monkeypatch):
    task = fails()
    given.put("c1", number="N" * 43, accepted_on=None, received_on="2026-11-02")
    later(days=9)
    monkeypatch.setattr(accepting, "letter", lambda *_, **__: 1 / 0)
    found = run.handle(TRY)
    assert found == {"overdue": 1, "tried_again": 1, "failed.ZeroDivisionError": 1}
    assert told == [task.id] and tasks.get(task.id).escalated_at
