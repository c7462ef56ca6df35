"""What stands still is found and moved, whatever was lost; what moves is left alone."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from chalicelib import clock
from chalicelib.agencies import registry
from chalicelib.agencies.registry import Mortgage
from chalicelib.banks import webhooks
from chalicelib.casework import clocks, disputes, registration, restarting, taking_back
from chalicelib.domain.status import STATES, Status
from chalicelib.errors import AgencyUnavailable, Contended
from chalicelib.records import agenda, casefile, lanes, tasks, upkeep
from chalicelib.records.contents import Package
from chalicelib.records.presences import Presence
from chalicelib.sweep import lateness, looks, run
from tests.given import case as given
from tests.sweep.conftest import due_in, interval

HOUR = timedelta(hours=1)


def waits(kind: str, number: int = 1, **more) -> tasks.Task:
    return tasks.open_task(
        "c1", kind, number, "t1", centre="620100", due_at="2099-01-01T18:00:00+08:00", details={}, **more
    )


@pytest.fixture
def told(monkeypatch):
    """Every telling of the road."""
    heard: list[str] = []
    monkeypatch.setattr(tasks.road, "tell", lambda item: heard.append(item["id"]["S"]) if item["token"]["S"] else None)
    return heard


def test_every_case_is_due_and_one_that_has_ended_until_nothing_has_happened_to_it_for_a_day(
    submitted, later, platform
):
    case = given.draft()
    assert abs(due_in(case) - interval(case)) < timedelta(minutes=1)
    orphan = case.put_part("form", {"note": "left by a death"})
    given.put("c1", status="WITHDRAWN", **{"events.ENDED_WITHDRAWN": {"at": clock.stamp(), "code": "ENDED_WITHDRAWN"}})
    later(hours=2)
    assert run.handle({}) == {"ended_just_now": 1}
    later(days=2)
    assert run.handle({}) == {"ended": 1}
    assert casefile.load("c1").due_at == "" and casefile.load("c1").due_shard == ""
    assert orphan in {item["part"]["S"] for item in platform.items("parts") if "expires" in item}


def test_nothing_is_looked_at_before_it_is_due(submitted, road):
    submitted()
    assert run.handle({}) == {} and road.names() == []


def test_an_execution_that_never_began_is_started(submitted, road, later):
    submitted()
    later(minutes=6)
    assert run.handle({}) == {"started": 1}
    assert road.names() == ["c1"] and json.loads(road.given("c1"))["last"] == {"next": "submitted"}


def test_an_execution_that_was_forgotten_is_not_begun_again_but_handed_to_operations(submitted, road):
    submitted(status="SIGNING", contract={"number": "JK1"})
    assert run.handle({"execution": "c1"}) == {"execution_ended": 1}
    (task,) = lanes.queue("620100", "restart")[0]
    assert (task.details["step"], task.details["error"]) == ("Sign", "FORGOTTEN") and road.names() == []


def test_what_was_looked_at_is_due_again_after_the_same_time(submitted, road, later):
    case = submitted()
    road.runs("c1")
    later(minutes=6)
    run.handle({})
    assert run.handle({}) == {}
    assert abs(due_in(case) - interval(case)) < timedelta(minutes=1)


def test_a_case_whose_execution_has_ended_gets_a_task_once_that_says_where_it_stands(submitted, road, later):
    submitted(contract={"number": "JK1"})
    road.runs("c1")
    road.dies("c1")
    later(hours=1.1)
    assert run.handle({}) == {"execution_ended": 1}
    (task,) = lanes.queue("620100", "restart")[0]
    assert (task.details["step"], task.details["error"], task.is_open) == ("Sign", "ABORTED", True)
    later(hours=2.2)
    assert run.handle({}) == {}


def test_a_death_that_the_platform_tells_of_is_looked_at_at_once(submitted, road):
    submitted()
    road.runs("c1")
    road.dies("c1")
    assert run.handle({"execution": "c1-3"}) == {"execution_ended": 1}


def test_an_answer_whose_telling_was_lost_is_told_again(submitted, road, told):
    submitted(status="REVIEWING")
    road.runs("c1")
    waits("first_review")
    tasks.answer("c1.first_review.1", {"next": "approved"}, "reviewer_1")
    told.clear()
    assert run.handle({"execution": "c1"}) == {"told_again": 1}
    assert told == ["c1.first_review.1"]


@pytest.mark.parametrize("kind", ["sign", "correction"])
def test_what_the_parties_have_done_and_a_death_kept_from_being_said_is_said(submitted, road, told, kind):
    signed = {"borrower": {}, "spouse": {}, "bank": {}} if kind == "sign" else {}
    submitted(**({"contract": {"number": "JK1"}, "signatures": signed} if signed else {"status": "CORRECTION"}))
    road.runs("c1")
    waits(kind)
    if kind == "correction":
        given.happened("c1", "CORRECTED", "1")
    assert run.handle({"execution": "c1"})["answered"] == 1
    assert tasks.get(f"c1.{kind}.1").outcome == {"next": "signed" if signed else "corrected"}


@pytest.mark.parametrize("signed", [{"borrower": {}}, {"borrower": {}, "spouse": {}}])
def test_what_not_everybody_has_signed_nobody_is_said_to_have_signed(submitted, told, signed):
    submitted(contract={"number": "JK1"}, signatures=signed)
    waits("sign")
    assert [*looks._unanswered(casefile.load("c1"), tasks.of_case("c1"))] == [] and not told
    assert tasks.get("c1.sign.1").is_open


@pytest.fixture
def listening(submitted, road, told, monkeypatch):
    """A case whose execution listens by a token that no open wait of the road has, since so many minutes."""

    def make(minutes: int) -> None:
        submitted(status="REVIEWING")
        road.runs("c1")
        waits("first_review")
        tasks.answer("c1.first_review.1", {"next": "approved"}, "reviewer_1")
        road.listens(monkeypatch, clock.now() - timedelta(minutes=minutes))

    return make


def test_a_case_whose_execution_listens_for_an_answer_that_was_told_in_vain_gets_a_task_once(listening):
    listening(minutes=20)
    assert run.handle({"execution": "c1"}) == {"told_again": 1, "stranded": 1}
    (task,) = lanes.queue("620100", "restart")[0]
    assert (task.details["step"], task.details["error"]) == ("Intake", "NOBODY_TO_ANSWER") and task.due_at
    assert run.handle({"execution": "c1"}) == {"told_again": 1}


def test_a_stranded_case_that_goes_on_by_itself_needs_no_restart_until_it_is_stranded_again(listening, monkeypatch):
    listening(minutes=20)
    run.handle({"execution": "c1"})
    (task,) = lanes.queue("620100", "restart")[0]
    waits("second_review")
    assert run.handle({"execution": "c1"})["healed"] == 1
    assert lanes.queue("620100", "restart")[0] == [] and not tasks.get(task.id).is_open
    assert run.handle({"execution": "c1"}) == {}
    tasks.answer("c1.second_review.1", {"next": "approved"}, "reviewer_2")
    assert run.handle({"execution": "c1"})["stranded"] == 1
    (again,) = lanes.queue("620100", "restart")[0]
    assert again.id == task.id and again.opened_at > task.opened_at


def test_an_answer_that_has_just_been_told_is_given_time_to_arrive(listening):
    listening(minutes=10)
    assert run.handle({"execution": "c1"}) == {"told_again": 1}


def test_a_case_somebody_may_answer_for_is_not_stranded(listening):
    listening(minutes=20)
    waits("sign")
    assert run.handle({"execution": "c1"}) == {}


def test_a_case_of_which_a_dispute_is_all_that_is_open_is_stranded(listening):
    listening(minutes=20)
    disputes.open_task(casefile.load("c1"), disputes.FOREIGN_SERIAL, "B01", "PAID")
    assert run.handle({"execution": "c1"})["stranded"] == 1


def test_every_answer_is_told_again_whichever_wait_was_opened_last(submitted, road, told):
    submitted(status="REVIEWING")
    road.runs("c1")
    for number in (1, 2):
        waits("attend", number)
    for number in (2, 1):
        tasks.answer(f"c1.attend.{number}", {"next": "retry"}, "supervisor_1")
    told.clear()
    run.handle({"execution": "c1"})
    assert sorted(told) == ["c1.attend.1", "c1.attend.2"]


def test_an_agency_that_is_down_keeps_nothing_from_being_escalated(submitted, road, later, monkeypatch):
    submitted(mortgage={"apply_biz_id": "JK1M1", "status": "PENDING", "attempt": 1}, contract={"number": "JK1"})
    road.runs("c1")
    given.waiting("c1", "mortgage", "REGISTERING")

    def down(id, purpose):
        raise AgencyUnavailable("registry")

    monkeypatch.setattr(registry, "query_mortgage", down)
    later(days=30)
    run.handle({"execution": "c1"})
    assert tasks.get("c1.mortgage.1").escalated_at


def test_nothing_is_told_while_the_road_waits_for_somebody(submitted, road, told):
    submitted(status="REVIEWING")
    given.put("c1", accepted_on="2098-12-28")
    road.runs("c1")
    waits("first_review")
    tasks.answer("c1.first_review.1", {"next": "approved"}, "reviewer_1")
    waits("second_review")
    told.clear()
    assert run.handle({"execution": "c1"}) == {} and told == []


def test_a_wait_that_the_road_has_left_open_keeps_no_answer_from_being_told_again(submitted, road, told):
    """The registry's, say, that ran out: it may still be answered, and nobody listens to it."""
    submitted(status="REGISTERING")
    road.runs("c1")
    for kind, visit in (("mortgage", "20261123010000000"), ("attend", "20261124010000000")):
        tasks.open_task(
            "c1", kind, 1, f"token-{kind}", turn=f"{visit}#0", centre="620100", due_at="2027-01-01T17:30:00+08:00", details={}
        )  # fmt: skip
    tasks.answer("c1.attend.1", {"next": "compensate"}, "supervisor_1")
    told.clear()
    assert run.handle({"execution": "c1"})["told_again"] == 1
    assert told == ["c1.attend.1"]


def test_a_withdrawal_that_an_index_did_not_show_a_wait_for_ends_that_wait(submitted, road, told):
    submitted(status="SIGNING", contract={"number": "JK1"}, withdrawal={})
    road.runs("c1")
    waits("sign")
    assert run.handle({"execution": "c1"})["withdrawal"] == 1
    assert tasks.get("c1.sign.1").state == "interrupted" and told == ["c1.sign.1"]


@pytest.mark.parametrize(
    ("word", "outcome"),
    [
        ("DONE", {"next": "registered"}),
        ("REJECTED", {"next": "rejected"}),
        ("NEED_MORE_MATERIAL", {"error": "MoreMaterial"}),
    ],
)
def test_a_registry_that_has_not_called_back_for_a_day_is_asked_and_its_word_counts(
    submitted, road, later, told, monkeypatch, word, outcome
):
    submitted(mortgage={"apply_biz_id": "JK1M1", "status": "PENDING", "attempt": 1}, contract={"number": "JK1"})
    road.runs("c1")
    waits("mortgage")
    said = Mortgage("JK1M1", word, "甘证1" if word == "DONE" else None)
    monkeypatch.setattr(registry, "query_mortgage", lambda id, purpose: said)
    assert "registry_asked" not in run.handle({"execution": "c1"})
    later(hours=25)
    assert run.handle({"execution": "c1"})["registry_asked"] == 1
    assert casefile.load("c1").mortgage.status == word and tasks.get("c1.mortgage.1").outcome == outcome


def test_a_registry_that_is_not_done_is_asked_again_and_nothing_changes(submitted, road, later, told, monkeypatch):
    submitted(mortgage={"apply_biz_id": "JK1M1", "status": "PENDING", "attempt": 1}, contract={"number": "JK1"})
    road.runs("c1")
    waits("mortgage")
    monkeypatch.setattr(registry, "query_mortgage", lambda id, purpose: Mortgage("JK1M1", "PENDING"))
    later(hours=25)
    assert run.handle({"execution": "c1"}) == {} and told == []


def test_an_application_the_registry_has_lost_is_handed_in_again_under_its_number(
    submitted, road, later, told, monkeypatch
):
    submitted(
        mortgage={"apply_biz_id": "JK1M1", "status": "PENDING", "attempt": 1, "from": "2026-11-24", "until": "2046-11-24"},
        contract={"number": "JK1"}, decision={"approved": True, "amount": "400000.00"}, accepted_on="2026-11-23",
    )  # fmt: skip
    road.runs("c1")
    waits("mortgage")
    handed_in = []
    monkeypatch.setattr(registry, "query_mortgage", lambda id, purpose: None)
    monkeypatch.setattr(registry, "apply_mortgage", lambda id, *what, **how: handed_in.append(id))
    later(hours=25)
    assert run.handle({"execution": "c1"})["registry_applied_to_again"] == 1
    assert handed_in == ["JK1M1"] and tasks.get("c1.mortgage.1").is_open


def test_a_bank_that_is_the_last_to_sign_is_told_once_more_after_a_day(submitted, road, later, monkeypatch):
    case = submitted(contract={"number": "JK1", "bank": "B01"})
    road.runs("c1")
    waits("sign")
    sent: list[tuple[str, ...]] = []
    monkeypatch.setattr(webhooks, "send", lambda bank, type, data, id, at: sent.append((bank, type, id)))
    later(hours=25)
    run.handle({"execution": "c1"})
    assert sent == [], "the parties come first"
    given.put("c1", signatures={party: {} for party in case.parties})
    assert run.handle({"execution": "c1"})["bank_reminded"] == 1
    assert sent[0][:2] == ("B01", "loan.contract.ready") and sent[0][2] != "JK1.ready"


def test_an_overdue_wait_is_brought_to_a_supervisor_once_and_told_in_the_timeline(submitted, road, later):
    submitted(status="REVIEWING")
    road.runs("c1")
    given.waiting("c1", "first_review", "REVIEWING")
    later(days=30)
    assert run.handle({"execution": "c1"})["overdue"] == 1
    assert "overdue" not in run.handle({"execution": "c1"})
    assert tasks.get("c1.first_review.1").escalated_at
    (told,) = overdue("c1")
    assert told.values == {"task": "TASK_FIRST_REVIEW"}


@pytest.mark.parametrize(("second", "found"), [(0, []), (1, ["overdue"])])
def test_a_wait_is_overdue_only_after_the_last_moment_it_was_given(submitted, second, found):
    case = submitted(status="REVIEWING")
    wait = tasks.open_task(
        "c1", "first_review", 1, "t1", centre="620100", due_at="2026-12-01T18:00:00+08:00", details={}
    )
    with time_machine.travel(f"2026-12-01T10:00:0{second}Z", tick=False):
        assert list(lateness.due_or_not(case, wait)) == found


def test_what_is_due_beyond_a_limit_of_the_law_that_was_learnt_of_since_is_due_within_it_and_in_order(submitted):
    with time_machine.travel("2026-11-23T02:00:00Z", tick=False):
        submitted(status="REVIEWING")
        case = given.put("c1", accepted_on="2026-11-23", received_on="2026-11-23")  # ten days: 3 December
        late = "2026-12-10T17:30:00+08:00"
        wait = tasks.open_task("c1", "first_review", 1, "t1", centre="620100", due_at=late, details={})
        assert list(lateness.due_or_not(case, wait)) == ["bound"]
        wait = tasks.get(wait.id)
        assert wait.due_at < "2026-12-03T17:30:01+08:00" and wait.urgent_by == f"2026-12-03 {wait.due_at}"
        assert list(lateness.due_or_not(case, wait)) == []


@pytest.mark.parametrize("provisional", [False, True])
def test_what_an_outage_keeps_is_bound_by_the_law_from_its_first_try_though_the_last_came_after_the_laws_days(
    monkeypatch, provisional
):
    """Accepted on Thursday 12 November: the law's last day is Sunday the 22nd, the last working day before it Friday the 20th."""
    case = given.held(accepted_on="2026-11-12", received_on="2026-11-12")
    since, due_at = ("2026-11-18T01:00:00.000Z", "2026-11-23T01:00:00.000Z"), "2026-11-30T17:30:00+08:00"
    first, last = (
        tasks.Task(f"c1.attend.{n}", "c1", "attend", "620100", "open", at, due_at, {}, provisional)
        for n, at in enumerate(since, 1)
    )
    moved: list[str] = []
    monkeypatch.setattr(
        upkeep, "postpone", lambda wait, due_at, **how: moved.append(due_at) or replace(wait, due_at=due_at)
    )
    next(lateness.due_or_not(case, last, first))
    assert moved == ["2026-11-20T17:30:00+08:00"]


def test_what_was_told_as_overdue_is_told_once_though_the_law_brings_its_day_forward(submitted):
    submitted(status="REVIEWING")
    given.put("c1", accepted_on="2026-11-23", received_on="2026-11-23")
    with time_machine.travel("2026-11-23T02:00:00Z", tick=False) as now:
        late = "2026-12-10T17:30:00+08:00"
        wait = tasks.open_task("c1", "first_review", 1, "t1", centre="620100", due_at=late, details={})
        now.shift(timedelta(days=18))
        given.happened("c1", "OVERDUE", f"{wait.id}.{late}", task="TASK_FIRST_REVIEW")
        upkeep.escalate(wait)
        assert list(lateness.due_or_not(casefile.load("c1"), tasks.get(wait.id))) == ["bound"]
        assert tasks.get(wait.id).escalated_at and len(overdue("c1")) == 1


def overdue(id: str) -> list:
    return [event for event in casefile.load(id).events.values() if event.code == "OVERDUE"]


def test_what_is_given_more_time_is_overdue_only_when_that_is_over_and_then_it_is_told(
    submitted, road, later, monkeypatch
):
    submitted(status="REVIEWING")
    road.runs("c1")
    given_first, arranged = (clock.in_china(clock.now() + timedelta(days=days)).isoformat() for days in (1, 5))
    tasks.open_task("c1", "first_review", 1, "t1", centre="620100", due_at=given_first, details={}, provisional=True)
    still = clocks.DueTime(given_first, True)
    monkeypatch.setattr(lateness, "due", lambda case, kind, since, told: still)
    later(days=2)
    assert run.handle({"execution": "c1"}) == {"overdue": 1}, "by the time it had"
    still = clocks.DueTime(arranged, False)
    assert run.handle({"execution": "c1"}) == {"arranged": 1} and tasks.get("c1.first_review.1").escalated_at is None
    assert run.handle({"execution": "c1"}) == {}, "it is not overdue any more"
    later(days=6)
    assert run.handle({"execution": "c1"}) == {"overdue": 1} and len(overdue("c1")) == 2
    assert run.handle({"execution": "c1"}) == {} and tasks.get("c1.first_review.1").escalated_at


def test_what_is_given_more_time_in_the_look_that_would_find_it_overdue_is_not(submitted, road, later, monkeypatch):
    submitted(status="REVIEWING")
    road.runs("c1")
    tasks.open_task(
        "c1", "first_review", 1, "t1", centre="620100", due_at="2020-01-15T18:00:00+08:00", details={}, provisional=True
    )
    monkeypatch.setattr(
        lateness, "due", lambda case, kind, since, told: clocks.DueTime("2099-01-20T18:00:00+08:00", False)
    )
    assert run.handle({"execution": "c1"}) == {"arranged": 1} and overdue("c1") == []


def test_what_an_earlier_release_has_told_as_overdue_is_not_told_again(submitted, road, later):
    submitted(status="REVIEWING")
    road.runs("c1")
    wait = tasks.get(given.waiting("c1", "first_review", "REVIEWING"))
    given.happened("c1", "OVERDUE", wait.id)
    upkeep.escalate(wait)
    later(days=30)
    assert "overdue" not in run.handle({"execution": "c1"})


@pytest.mark.parametrize(("told", "due_at"), [("06", "09"), ("10", "10"), ("14", "16")])
def test_a_provisional_due_time_follows_the_arrangement_unless_it_would_become_shorter(submitted, told, due_at):
    """From Monday 2 March five working days; what was told until a Saturday is due on the Monday."""
    with time_machine.travel("2026-03-02T10:00+08:00", tick=False):
        submitted(status="REVIEWING")
        case = given.put("c1", accepted_on="2026-03-02", received_on="2026-03-02")
        how = {"centre": "620100", "due_at": f"2026-03-{told}T17:30:00+08:00", "provisional": True}
        wait = tasks.open_task("c1", "first_review", 1, "t1", details={}, **how)
        assert list(lateness.due_or_not(case, wait)) == ["arranged"]
        wait = tasks.get(wait.id)
        assert (wait.due_at, wait.provisional) == (f"2026-03-{due_at}T17:30:00+08:00", False)


def test_what_is_not_arranged_yet_stays_provisional(submitted, road, monkeypatch):
    submitted(status="REVIEWING")
    given.put("c1", accepted_on="2098-12-28")
    road.runs("c1")
    waits("first_review", provisional=True)
    monkeypatch.setattr(
        lateness, "due", lambda case, kind, since, told: clocks.DueTime("2098-01-01T18:00:00+08:00", True)
    )
    assert run.handle({"execution": "c1"}) == {}
    assert tasks.get("c1.first_review.1").provisional


def test_a_draft_nobody_goes_on_with_expires_after_ninety_days(platform, later):
    given.draft("c1", {"centre": "620100"})
    later(days=89)
    assert run.handle({}) == {}
    later(days=91)
    assert run.handle({}) == {"draft_expired": 1}
    assert casefile.load("c1").status is Status.EXPIRED


def test_a_draft_that_was_saved_since_expires_ninety_days_after_it_was_saved_last(platform, later):
    given.draft("c1", {"centre": "620100"})
    later(days=89)
    given.put("c1", form={"centre": "620100", "note": "更正"})
    later(days=89 + 89)
    assert run.handle({}) == {}
    later(days=89 + 91)
    assert run.handle({}) == {"draft_expired": 1}


def test_a_draft_that_somebody_goes_on_with_at_that_moment_does_not_expire(platform, later, monkeypatch):
    given.draft("c1", {"centre": "620100"})
    later(days=91)
    load = casefile.load

    def saved_since(id):
        monkeypatch.setattr(casefile, "load", load)
        read = load(id)
        given.put(id, revision=read.revision + 1)
        return read

    monkeypatch.setattr(casefile, "load", saved_since)
    assert run.handle({}) == {"failed.Contended": 1}
    assert casefile.load("c1").status is Status.DRAFT
    monkeypatch.setattr(run, "_due", lambda *_: ["c1"])  # an index may lag
    assert run.handle({}) == {}


def unreadable(platform, id: str) -> None:
    """Has a later release write the case."""
    platform.client("dynamodb").update_item(
        TableName="anju-cases", Key={"id": {"S": id}}, UpdateExpression="SET #s = :s",
        ExpressionAttributeNames={"#s": "schema"}, ExpressionAttributeValues={":s": {"N": "99"}},
    )  # fmt: skip


def test_cases_nobody_can_read_let_the_others_of_their_shard_have_their_turn(platform, submitted, later, monkeypatch):
    monkeypatch.setattr(agenda, "SHARDS", 1)
    monkeypatch.setattr(run, "PER_SHARD", 2)
    for id in ("a", "b"):
        submitted(id=id)
        unreadable(platform, id)
    later(seconds=1)
    submitted(id="c")
    later(minutes=6)
    assert run.handle({}) == {"failed.PlatformUnavailable": 2, "unreadable": 2, "started": 1}
    later(minutes=70)
    monkeypatch.setattr(run, "PER_SHARD", 3)
    assert run.handle({})["unreadable"] == 2, "and they are tried again"


@pytest.mark.parametrize("ends", ["before", "after"])
def test_a_dispute_is_escalated_when_it_is_overdue_though_its_case_has_ended(submitted, later, ends):
    case = submitted(contract={"number": "JK1"})
    if ends == "after":
        disputes.open_task(case, disputes.FOREIGN_SERIAL, "B01", "payment.settled")
    given.put("c1", status="WITHDRAWN", package=Package("k", "h", clock.stamp(), "2031-11-27"))
    if ends == "before":
        disputes.open_task(casefile.load("c1"), disputes.FOREIGN_SERIAL, "B01", "payment.settled")
    (dispute,) = tasks.of_case("c1")
    later(hours=2)
    assert run.handle({}) == {}
    later(days=30)
    assert run.handle({}) == {"overdue": 1} and tasks.get(dispute.id).escalated_at
    later(days=31)
    tasks.answer(dispute.id, {"next": "resolved"}, "s1")
    assert run.handle({}) == {"ended": 1}
    later(days=40)
    assert run.handle({}) == {} and casefile.load("c1").due_at == ""


def test_a_dispute_about_a_case_that_ended_meanwhile_is_looked_at_too(submitted, later):
    case = submitted(contract={"number": "JK1"})
    given.put("c1", status="WITHDRAWN")
    disputes.open_task(case, disputes.FOREIGN_SERIAL, "B01", "payment.settled")
    later(days=30)
    assert run.handle({}) == {"overdue": 1}


def test_a_dispute_whose_case_an_earlier_release_did_not_put_into_the_agenda_is_looked_at_all_the_same(
    submitted, later
):
    """Its task and its line were written, and whoever wrote them died."""
    case = submitted(contract={"number": "JK1"}, status="WITHDRAWN")
    disputes.open_task(case, disputes.FOREIGN_SERIAL, "B01", "payment.settled")
    agenda.leave("c1", casefile.load("c1").due_at)
    later(days=30)
    assert run.handle({}) == {}
    later(days=31)
    assert run.handle({}) == {"overdue": 1}


def test_one_case_that_cannot_be_looked_at_keeps_no_other_waiting(submitted, road, later, monkeypatch, capsys):
    submitted()
    submitted(id="c2")
    road.runs("c1")
    road.runs("c2")
    at = looks.at

    def broken(case, seen):
        if case.id == "c1":
            raise RuntimeError
        yield from at(case, seen)
        yield "looked"

    monkeypatch.setattr(looks, "at", broken)
    later(minutes=6)
    assert run.handle({}) == {"failed.RuntimeError": 1, "looked": 1}
    assert due_in(casefile.load("c1")) > timedelta(minutes=4), "and it is due again"
    assert '"log": "not looked at", "trace": null, "case": "c1"' in capsys.readouterr().out


@pytest.mark.parametrize(
    ("where", "what", "open_too"),
    [
        (upkeep, "retire", "restart"),
        (taking_back, "is_to_leave", ""),
        (registration, "has_ended", ""),
        (tasks, "tell_again", "dispute"),
        (restarting, "is_stranded", ""),
        (disputes, "nobodys", ""),
    ],
)
def test_what_somebody_was_faster_in_fails_no_look_and_keeps_nothing_else_from_being_found(
    submitted, road, monkeypatch, where, what, open_too
):
    form = Presence("f1", "borrower", "p1", "signed_form", "", clock.stamp(), "clerk-1", "e", void={"why": "denied"})
    submitted(status="SIGNING", contract={"number": "JK1"}, presences=[form])
    road.runs("c1")
    for kind in filter(None, ("sign", open_too)):
        token = "t1" if kind == "sign" else ""
        tasks.open_task("c1", kind, 1, token, centre="620100", due_at="2026-11-01T18:00:00+08:00", details={})
    if open_too == "dispute":
        tasks.answer("c1.sign.1", {"next": "signed"}, "people")
    tried = []

    def late(*_):
        tried.append(what)
        raise Contended("c1")

    monkeypatch.setattr(where, what, late)
    assert run.handle({"execution": "c1"}) == {"overdue": 1 + (open_too == "restart")}
    assert tried


@pytest.mark.parametrize("status", [status for status in Status if not STATES[status].reported_as])
def test_every_state_a_case_may_stand_in_has_a_time_to_look(status):
    assert timedelta(0) < STATES[status].looked_at
    assert agenda.due_of("c1", status)["due_at"]
