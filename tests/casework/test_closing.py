"""How every case ends: reported, told, let go, and only then marked as ended; again, if it died in between."""

from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
import time_machine

from chalicelib import clock, policy
from chalicelib.agencies import province
from chalicelib.casework import closing, disputes, holding, notify
from chalicelib.domain.status import STATES, Status
from chalicelib.errors import AgencyUnavailable, Contended
from chalicelib.records import casefile, tasks
from chalicelib.records.contents import Paper
from chalicelib.records.statements import Appeal, Procedure
from chalicelib.steps import close
from tests.given import case as given
from tests.given.form import sample


class Province:
    """What the province was told, and whom it told."""

    def __init__(self) -> None:
        self.reports: list[tuple[str, str]] = []
        self.notified: list[str] = []
        self.down = ""

    def report(self, state: str, moments: Any, purpose: Any) -> None:
        self.reports.append((purpose.number, state))

    def notify(self, key: str, phone: str, id: str, text: str, purpose: Any) -> None:
        if key == self.down:
            raise AgencyUnavailable("province: no answer")
        self.notified.append(key)


@pytest.fixture
def world(platform: Any, monkeypatch: pytest.MonkeyPatch) -> Province:
    made = Province()
    monkeypatch.setattr(province, "report_case", made.report)
    monkeypatch.setattr(province, "notify", made.notify)
    monkeypatch.setattr(tasks.road, "tell", lambda item: None)
    return made


def live(id: str = "c1") -> Any:
    """An accepted case that holds its guards."""
    given.submitted(sample(1)["form"], id)
    case = casefile.load(id)
    rival = holding.take_in(case, "1" * 31, case.accepted_on, casefile.event("ACCEPTED"))
    return rival or casefile.load(id)


def end(status: Status = Status.REFUSED, results: Sequence[Paper] = ()) -> None:
    closing.end(casefile.load("c1"), "close", status, results)


@pytest.mark.parametrize("papers", [(), (Paper("voucher.pdf", "k", "s"),)], ids=["no papers", "papers"])
@pytest.mark.parametrize("status", [status for status, state in STATES.items() if state.reported_as])
def test_an_accepted_case_is_reported_as_it_ended_with_papers_or_without(world, status, papers):
    number = live().number
    given.put("c1", status="ATTENDING")
    end(status, papers)
    assert world.reports == [(number, STATES[status].reported_as)] and casefile.load("c1").status == status


def test_a_case_that_was_never_accepted_is_not_reported_and_its_people_are_told(world):
    given.submitted(sample(1)["form"])
    end(Status.NOT_ACCEPTED)
    assert world.reports == [] and world.notified == ["borrower", "spouse"]


def test_a_case_that_was_not_accepted_is_not_accepted_by_the_time_its_end_took(world):
    given.submitted(sample(1)["form"], accepted_on=None, received_on="2026-01-05")
    end(Status.NOT_ACCEPTED)
    assert casefile.load("c1").accepted_on is None


def test_an_end_of_a_case_that_was_objected_to_since_it_was_read_is_not_written(world):
    live()
    read = casefile.load("c1")
    given.put("c1", appeals=[Appeal("2026-01-05T01:00:00.000Z", "REFUSED", "", "u", "p", "")])
    with pytest.raises(Contended):
        closing.end(read, "close", Status.REFUSED, [])
    assert not casefile.load("c1").ended


def test_the_people_and_the_unit_of_an_ended_case_may_apply_again(world):
    live()
    assert live("c2") in ("person", "unit")
    end()
    assert live("c2").number


def test_whoever_still_had_to_act_need_not_any_more(world):
    live()
    task = given.waiting("c1", "sign", "SIGNING")
    end(Status.CANCELLED)
    assert tasks.get(task).state == "interrupted"


def test_the_line_of_an_end_keeps_by_what_policy_its_letter_tells_the_remedies(world):
    live()
    end()
    case = casefile.load("c1")
    assert (
        case.events["ENDED_REFUSED"].values["policy"] == policy.in_force(case.centre, clock.day(case.ended_at)).version
    )


def test_a_case_that_ends_twice_is_reported_and_told_of_once(world):
    live()
    for _ in range(2):
        end()
    assert world.notified == ["borrower", "spouse"] and len(world.reports) == 1


def test_a_case_is_not_marked_as_ended_before_everybody_was_told(world):
    live()
    world.down = "spouse"
    with pytest.raises(AgencyUnavailable):
        end()
    assert not casefile.load("c1").ended


def test_a_party_is_told_once_an_occasion_however_often_the_step_runs(world):
    live()
    for occasion in ("1", "1", "2"):
        notify.tell(casefile.load("c1"), "correction", "MESSAGE_CORRECTION", occasion, to=["borrower", "spouse"])
    notify.tell(casefile.load("c1"), "correction", "MESSAGE_CORRECTION", "3", to=["spouse"])
    assert world.notified == [*["borrower", "spouse"] * 2, "spouse"], "and nobody but whom it is for"


def test_an_end_that_a_dispute_overtakes_leaves_the_case_where_the_sweep_looks(world):
    live()
    stale = casefile.load("c1")
    disputes.open_task(stale, disputes.FOREIGN_CONTRACT, "B02", "payment.settled")
    closing.end(stale, "close", Status.CANCELLED, ())
    ended = casefile.load("c1")
    assert ended.ended and ended.due_at and ended.due_shard


def test_a_late_end_of_a_case_that_has_ended_another_way_is_told_to_nobody_and_gets_no_letter(world, monkeypatch):
    live()
    end(Status.CANCELLED)
    before = casefile.load("c1")
    world.reports.clear(), world.notified.clear()
    monkeypatch.setattr(close.results, "of_ending", lambda *_: pytest.fail("a letter was drawn"))
    end(Status.REFUSED)
    late = {"case": "c1", "centre": before.centre, "trace": before.trace, "step": "Refuse", "ending": "REFUSED"}
    assert close.handle(late) == {"next": "done"}
    assert (world.reports, world.notified) == ([], []) and casefile.load("c1").status is Status.CANCELLED


def test_what_ends_before_the_working_day_it_would_count_as_received_on_was_received_on_the_day_of_its_end(world):
    live()
    given.put("c1", accepted_on=None, received_on="2099-01-05")
    end(Status.NOT_ACCEPTED)
    assert casefile.load("c1").received_on == clock.today()


@pytest.fixture
def closed(monkeypatch):
    """Everything that an end does, in its order, of a case that is stored nowhere."""
    done: list[Any] = []

    @contextmanager
    def asking(case, step):
        yield step

    def sent(case, purpose, code, occasion, to):
        done.append((code, occasion, {*to}))
        return {f"{code}.{one}": occasion for one in to}

    def amend(case, *told, expect, **changes):
        done.append(([line.key for line in told], expect.unchanged, changes))

    monkeypatch.setattr(closing, "asking", asking)
    monkeypatch.setattr(closing, "sent", sent)
    monkeypatch.setattr(closing, "accepted_on", lambda case: case.accepted_on)
    monkeypatch.setattr(province, "report_case", lambda state, moments, purpose: done.append((state, moments)))
    monkeypatch.setattr(tasks, "interrupt", lambda id: done.append("interrupted"))
    monkeypatch.setattr(closing.guards, "release", lambda case: done.append("released"))
    monkeypatch.setattr(casefile, "amend", amend)
    return done


NOW = "2026-11-25T02:00:00.000Z"
PARTIES = {"borrower": "p1", "spouse": "p2", "co_owner_1": "p3"}


@pytest.mark.parametrize(
    ("status", "values", "code", "to_owner"),
    [
        (Status.REFUSED, {}, "MESSAGE_REFUSED", "MESSAGE_OVER_CO_OWNER"),
        (Status.CANCELLED, {"contract": given.CONTRACT}, "MESSAGE_CANCELLED", "MESSAGE_RELEASED_CO_OWNER"),
        (Status.DISBURSED, {"contract": given.CONTRACT}, "MESSAGE_DISBURSED", "MESSAGE_PAID_CO_OWNER"),
        (Status.WITHDRAWN, {"withdrawal": {"why": "denial"}}, "MESSAGE_LEFT", "MESSAGE_OVER_CO_OWNER"),
    ],
)
def test_who_owes_the_loan_is_told_how_it_ended_and_who_only_owns_the_home_what_it_means_for_the_home(
    closed, status, values, code, to_owner
):
    case = given.held(number="N1", parties=PARTIES, accepted_on="2026-11-23", received_on="2026-11-20", **values)
    assert closing.end(case, "close", status, [], lambda purpose: closed.append("first")) == "done"
    first, report, told, owner, *let_go, (keys, unchanged, changes) = closed
    assert (first, let_go, unchanged) == ("first", ["interrupted", "released"], ("appeals",))
    assert report[0] == STATES[status].reported_as and report[1].keys() == {"received_on", "accepted_on", "ended_at"}
    assert (report[1]["received_on"], report[1]["accepted_on"]) == ("2026-11-20", "2026-11-23")
    assert told == (code, "1", {"borrower", "spouse"}) and owner == (to_owner, "1", {"co_owner_1"})
    assert changes["messages"].keys() == {f"{code}.borrower", f"{code}.spouse", f"{to_owner}.co_owner_1"}
    assert keys == [f"ENDED_{code.removeprefix('MESSAGE_')}"] and changes["status"] == status
    assert changes["accepted_on"] == case.accepted_on and "procedures" not in changes


def test_of_a_case_that_ends_again_everybody_is_told_again_and_no_procedure_is_waited_for_any_more(closed):
    left = Procedure(
        "appraisal", "2026-11-20T02:00:00.000Z", "r1", "person_r1", "", "", left_at="2026-11-21T02:00:00.000Z"
    )
    procedures = {"appraisal.1": left, "appraisal.2": replace(left, left_at="")}
    before = Appeal("2026-10-08T02:00:00.000Z", "REFUSED", "", "u", "p", "", outcome="reopened")
    case = given.held(number="N1", parties=PARTIES, appeals=[before], procedures=procedures, accepted_on="2026-11-23")
    with time_machine.travel(NOW, tick=False):
        closing.end(case, "close", Status.REFUSED, [])
    _, told, owner, *_, (keys, _, changes) = closed
    assert (told[1], owner[1], keys) == ("2", "2", ["ENDED_REFUSED.1"])
    assert [one.left_at for one in changes["procedures"].values()] == [left.left_at, NOW] and changes["ended_at"] == NOW


def test_what_was_not_accepted_is_not_accepted_by_its_end_whatever_day_has_come(closed):
    closing.end(given.held(number="N1", parties=PARTIES, accepted_on="2026-11-23"), "close", Status.NOT_ACCEPTED, [])
    (_, moments), *_, (_, _, changes) = closed
    assert "accepted_on" not in moments and "accepted_on" not in changes
    closed.clear()
    closing.end(given.held(status="REFUSED", number="N1", parties=PARTIES), "close", Status.CANCELLED, [])
    assert closed == []
