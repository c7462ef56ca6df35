"""A loan that was paid although its bank had said otherwise comes back onto the road, wherever on the way out it stands."""

from collections.abc import Iterator

import pytest
import time_machine

from chalicelib.agencies import registry
from chalicelib.banks import payments
from chalicelib.casework import clearing, disputes, restarting, starting
from chalicelib.errors import AgencyUnavailable, BankUnavailable, Contended, PreconditionFailed
from chalicelib.records import agenda, casefile, tasks
from chalicelib.steps import discharge, frame
from tests.given.case import put
from tests.steps.conftest import RATE_FELL, event, hear, pay_out

OUT = event("Discharge", ending="CANCELLED")


@pytest.fixture
def taken_away(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The mortgages that were taken away."""
    ids: list[str] = []
    monkeypatch.setattr(registry, "discharge_mortgage", lambda id, purpose: ids.append(id))
    return ids


@pytest.fixture
def failed(ready, bank, taken_away) -> None:
    """The bank has said that nothing was paid."""
    ready()
    bank.results = ["1"]
    assert pay_out() == "failed"


def uphold() -> None:
    (task,) = [one for one in tasks.of_case("c1") if one.kind == disputes.KIND and one.is_open]
    case = casefile.load("c1")
    corrected = clearing.upheld(case, task)
    assert corrected
    put("c1", **{f"events.{corrected.told.key}": corrected.told.event}, **corrected.changes)
    tasks.answer(task.id, {"next": "upheld"}, "s2")


def attended(step: str) -> None:
    about = {"step": step, "error": "PreconditionFailed"}
    tasks.open_task("c1", "attend", "1", "token", turn="1#0", centre="620100", due_at="2026-12-31", details=about)


def goes_on_to_its_papers() -> bool:
    case = casefile.load("c1")
    stranded = restarting.is_stranded(case, tasks.of_case("c1"))
    return case.is_paid and not case.is_leaving and stranded and starting.step_of(case) == "Issue"


def test_a_case_that_has_ended_is_not_put_back_onto_the_road_by_who_finds_out_too_late(failed):
    hear("payment.settled")
    (task,) = [one for one in tasks.of_case("c1") if one.kind == disputes.KIND and one.is_open]
    put("c1", status="CANCELLED", ended_at="2026-11-24T00:00:00.000Z")
    assert clearing.upheld(casefile.load("c1"), task) is None


def test_a_withdrawn_loan_that_was_paid_goes_on_to_its_papers_once_two_persons_have_found_out(failed, bank):
    put("c1", withdrawal={"at": "2026-11-23T00:00:00.000Z", "by": "person_1"})
    bank.results = ["0"]
    with pytest.raises(PreconditionFailed):
        discharge.handle(OUT)
    attended("Discharge")
    uphold()
    assert goes_on_to_its_papers()
    assert frame.run(event("Issue"), lambda case, _: "done") == {"next": "done"}, "the withdrawal came too late"


def test_a_loan_that_was_paid_while_its_way_out_waited_for_the_registry_comes_back(failed, bank, monkeypatch):
    def down(id: str, purpose: object) -> None:
        raise AgencyUnavailable("registry: down")

    monkeypatch.setattr(registry, "discharge_mortgage", down)
    with pytest.raises(AgencyUnavailable):
        discharge.handle(OUT)
    assert casefile.load("c1").is_leaving
    hear("payment.settled")
    attended("Discharge")
    uphold()
    assert goes_on_to_its_papers()


def test_a_loan_whose_mortgage_is_gone_is_not_put_right_by_a_word(failed, bank):
    assert discharge.handle(OUT) == {"next": "done"}
    hear("payment.settled")
    (task,) = [one for one in tasks.of_case("c1") if one.kind == disputes.KIND]
    assert clearing.upheld(casefile.load("c1"), task) is None


@pytest.mark.parametrize("again", [False, True], ids=["first try", "once it has been said that the case leaves"])
def test_a_settlement_told_while_the_bank_is_asked_keeps_the_mortgage(failed, taken_away, monkeypatch, again):
    def query(bank: str, serial: str) -> payments.Result:
        hear("payment.settled")
        return payments.Answer(payments.Result.FAILED)

    put("c1", leaving="CANCELLED" if again else "")
    monkeypatch.setattr(payments, "query", query)
    with pytest.raises(Contended):
        discharge.handle(OUT)
    assert taken_away == [] and casefile.load("c1").mortgage.status == "DONE"


def test_a_loan_that_two_persons_know_to_have_come_back_is_undone_whatever_the_banks_query_says(
    ready, bank, taken_away
):
    ready()
    assert pay_out() == "paid"
    hear("payment.settled")
    hear("payment.failed")
    uphold()
    assert casefile.load("c1").payment.status == "overturned"
    bank.results = ["0"]
    assert discharge.handle(OUT) == {"next": "done"} and taken_away == ["X"]


@pytest.fixture
def day(ready, bank) -> Iterator[time_machine.Traveller]:
    with time_machine.travel("2025-05-07T10:00:00Z", tick=False) as time:
        ready(**RATE_FELL)
        yield time


def test_an_order_the_bank_never_got_goes_out_at_the_rate_of_the_day_it_goes_out(day, bank):
    bank.lose = "order"
    with pytest.raises(BankUnavailable):
        pay_out()
    before = casefile.load("c1").payment
    day.shift(18 * 3600)
    assert pay_out() == "paid"
    after = casefile.load("c1").payment
    assert (before.on, after.on, after.serial) == ("2025-05-07", "2025-05-08", before.serial)
    assert float(after.rate) < float(before.rate)


def test_a_dispute_is_one_write_with_the_sweeps_next_look_at_a_case_that_has_ended(ready, bank, monkeypatch):
    """Whoever opens it may die at once, and the same word may never come again."""
    ready()
    assert pay_out() == "paid"
    put("c1", status="DISBURSED")
    agenda.leave("c1", casefile.load("c1").due_at)
    assert not casefile.load("c1").due_shard
    with monkeypatch.context() as dying:
        open_task = tasks.open_task
        dying.setattr(tasks, "open_task", lambda *of, **more: open_task(*of, **more) and 1 / 0)
        with pytest.raises(ZeroDivisionError):
            hear("payment.failed")
    after = casefile.load("c1")
    assert [one.is_open for one in tasks.of_case("c1")] == [True] and after.due_shard
    assert "TASK_DISPUTE" in [one.code for one in after.events.values()]
