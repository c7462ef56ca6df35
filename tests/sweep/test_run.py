"""What one run does with its time: all that is due while there is any, whoever is silent, and nobody is always the last."""

from datetime import timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError

from chalicelib import clock
from chalicelib.agencies import registry
from chalicelib.banks import webhooks
from chalicelib.errors import AgencyUnavailable
from chalicelib.records import agenda, casefile, lanes, tasks
from chalicelib.sweep import gauges, looks, queues, run
from tests.given import case as given
from tests.sweep.conftest import Time, due_in

FILED = {"apply_biz_id": "JK1M1", "status": "PENDING", "attempt": 1}


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The cases looked at, in order, without looking."""
    seen: list[str] = []
    monkeypatch.setattr(looks, "at", lambda case, _: seen.append(case.id) or ())
    return seen


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Whom of the partners the sweep has asked, in order. The registry is silent."""
    out: list[str] = []

    def silent(id: str, purpose: Any) -> None:
        out.append("registry")
        raise AgencyUnavailable("registry")

    monkeypatch.setattr(registry, "query_mortgage", silent)
    monkeypatch.setattr(webhooks, "send", lambda bank, *_: out.append(bank))
    return out


def test_a_run_looks_at_all_that_is_due_however_many(submitted, later, monkeypatch, looked):
    monkeypatch.setattr(agenda, "SHARDS", 2)
    monkeypatch.setattr(run, "PER_SHARD", 2)
    for number in range(7):
        submitted(id=f"case-{number}")
    later(minutes=6)
    run.handle({}, Time(1000))
    assert sorted(looked) == [f"case-{number}" for number in range(7)]


def test_a_run_whose_time_is_up_says_what_it_has_seen_and_the_next_goes_on(
    submitted, later, monkeypatch, looked, capsys
):
    monkeypatch.setattr(agenda, "SHARDS", 1)
    for number in range(5):
        submitted(id=f"case-{number}")
    later(minutes=6)
    run.handle({}, Time(run.FOR_A_LOOK + 3))
    assert len(looked) == 3 and "oldest_wait" in capsys.readouterr().out
    run.handle({}, Time(1000))
    assert sorted(looked) == [f"case-{number}" for number in range(5)]


def test_a_queue_that_cannot_be_read_keeps_no_other_from_being_gone_through_nor_the_run_from_ending(
    submitted, monkeypatch, capsys
):
    read = []

    def throttled(centre, kind, cursor):
        read.append((centre, kind))
        raise ClientError({"Error": {"Code": "ProvisionedThroughputExceededException"}}, "Query")

    monkeypatch.setattr(lanes, "queue", throttled)
    assert run.handle({})["failed.ClientError"] == len(read) > 2
    read.clear()
    for turn in (0, 1):
        assert {*queues.at(gauges.Seen(), lambda: True, turn)} == {"failed.ClientError"}
    half = len(read) // 2
    assert read[half:] == [*read[1:half], read[0]], "and none is always the last"


def test_no_shard_is_always_the_last(later, monkeypatch):
    monkeypatch.setattr(agenda, "due", lambda shard, limit: {str(shard): clock.stamp()})
    first = set()
    for number in range(agenda.SHARDS):
        later(minutes=5 * number)
        first.add(next(run._due(gauges.Seen(), lambda: True)))
    assert first == {str(shard) for shard in range(agenda.SHARDS)}


def test_a_partner_that_is_silent_is_asked_once_in_a_run_and_keeps_no_other_from_being_asked(
    submitted, road, later, asked
):
    for id in ("a", "b", "c"):
        submitted(id=id, mortgage=FILED, contract={"number": "JK1"})
        road.runs(id)
        given.waiting(id, "mortgage", "REGISTERING")
    case = submitted(id="d", contract={"number": "JK2", "bank": "B01"})
    given.put("d", signatures={party: {} for party in case.parties})
    road.runs("d")
    given.waiting("d", "sign", "SIGNING")
    later(hours=25)
    found = run.handle({}, Time(1000))
    assert sorted(asked) == ["B01", "registry"]
    assert (found["failed.AgencyUnavailable"], found["bank_reminded"]) == (1, 1)


def test_partners_are_asked_when_everything_has_been_looked_at_and_not_when_time_is_short(
    submitted, road, later, monkeypatch, asked
):
    at = looks.at
    monkeypatch.setattr(looks, "at", lambda case, seen: asked.append("looked") or at(case, seen))
    for id in ("a", "b"):
        submitted(id=id, mortgage=FILED, contract={"number": "JK1"})
        road.runs(id)
        given.waiting(id, "mortgage", "REGISTERING")
    later(hours=25)
    with monkeypatch.context() as hanging:  # as if the looks had taken all but that
        hanging.setattr(run, "FOR_A_PARTNER", 999.0)
        run.handle({}, Time(run.FOR_A_LOOK + 20))
    assert asked == ["looked"] * 2
    later(hours=50)
    run.handle({}, Time(1000))
    assert asked == ["looked"] * 4 + ["registry"]


def test_looks_leave_partners_a_minute():
    assert run.FOR_A_LOOK >= run.FOR_A_PARTNER + 60


def test_what_became_due_earlier_while_it_was_looked_at_is_not_put_off(submitted):
    case = submitted(status="SIGNING")
    given.put("c1", withdrawal={})
    sooner = casefile.load("c1").due_at
    agenda.enter("c1", case.status, timedelta(hours=4), case.due_at)
    assert casefile.load("c1").due_at == sooner


@pytest.mark.parametrize("leaving", [{"withdrawal": {}}, {"leaving": "WITHDRAWN"}])
def test_nobody_is_asked_about_a_case_that_leaves(submitted, road, later, asked, leaving):
    submitted(mortgage=FILED, contract={"number": "JK1"}, **leaving)
    road.runs("c1")
    given.waiting("c1", "mortgage", "REGISTERING")
    later(hours=25)
    run.handle({"execution": "c1"})
    assert asked == []


def opened(kind: str, due: timedelta) -> None:
    due_at = clock.in_china(clock.now() + due).isoformat()
    tasks.open_task("c1", kind, 1, "t1", centre="620100", due_at=due_at, details={})


@pytest.mark.parametrize(
    ("due", "looked_at"), [(timedelta(days=1), looks.AT_REST), (timedelta(minutes=90), timedelta(minutes=90))]
)
def test_what_waits_for_somebody_is_looked_at_when_that_is_due_and_every_few_hours(
    submitted, road, later, due, looked_at
):
    case = submitted(status="REVIEWING", accepted_on=clock.today().isoformat())
    road.runs("c1")
    opened("first_review", due)
    assert run.handle({"execution": "c1"}) == {}
    assert abs(due_in(case) - looked_at) < timedelta(minutes=1)


@pytest.mark.parametrize("answer", [{"reviews": []}, {"signatures": {"borrower": {}}}, {"withdrawal": {}}])
def test_an_answer_whose_telling_may_be_lost_is_looked_at_within_the_hour(submitted, road, answer):
    case = submitted(status="REVIEWING")
    road.runs("c1")
    opened("first_review", timedelta(days=5))
    run.handle({"execution": "c1"})
    given.put("c1", **answer)
    assert due_in(case) <= timedelta(hours=1)


def test_what_moves_or_has_no_wait_is_looked_at_every_hour(submitted, road):
    case = submitted(status="REVIEWING")
    road.runs("c1")
    run.handle({"execution": "c1"})
    assert due_in(case) <= timedelta(hours=1)
    opened("first_review", timedelta(days=-1))
    assert run.handle({"execution": "c1"}) == {"overdue": 1}
    assert due_in(case) <= timedelta(hours=1)
    assert casefile.load("c1").status == "REVIEWING"
