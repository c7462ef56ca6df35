"""A special procedure stops our own promise by exactly the office days within it, and the law's day never; what is over is found out."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib import clock, policy
from chalicelib.agencies import province
from chalicelib.banks import webhooks
from chalicelib.casework import (
    clocks,
    closing,
    commitments,
    disputes,
    promise,
    reminders,
    special,
    special_letter,
    stops,
)
from chalicelib.casework.actor import Actor
from chalicelib.casework.clocks import DueTime
from chalicelib.casework.rules import legal_by
from chalicelib.domain import limits
from chalicelib.domain.calendar import Calendar
from chalicelib.domain.form.codes import SINGLE_STATUS
from chalicelib.domain.status import ENDED, Status
from chalicelib.errors import Contended, PreconditionFailed
from chalicelib.records import agenda, casefile, tasks, upkeep
from chalicelib.records.casefile import Changes
from chalicelib.records.contents import Paper
from chalicelib.records.statements import Procedure
from chalicelib.steps import assess, collate, sign
from chalicelib.sweep import lateness, partners, run, words
from chalicelib.sweep.gauges import Word
from tests.given.case import CONTRACT, happened, held, put, waiting
from tests.steps.conftest import event

ACCEPTED = date(2026, 3, 2)  # Monday; the law's last day is 2026-03-17, since it left fifteen then
CALENDAR = Calendar(policy.in_force("620100", ACCEPTED).arranged)
MOMENTS = st.datetimes(datetime(2026, 3, 2, 9), datetime(2026, 3, 27, 17, 29)).map(
    lambda at: at.replace(tzinfo=clock.CHINA, microsecond=0)
)
WHO = Actor("r1", "person_r1")


def entered(at: datetime, until: date, left: datetime | None = None, kind: str = "appraisal") -> Procedure:
    last = datetime.combine(until, time(17, 30), clock.CHINA).isoformat()
    return Procedure(kind, clock.stamp(at), "r1", "person_r1", last, "", left_at=clock.stamp(left) if left else "")


def judged(**values):
    """What of a case the clocks read."""
    usual = {
        "centre": "620100", "accepted_on": ACCEPTED, "received_on": date(2026, 2, 27), "events": {}, "contract": None, "is_decided": False,
        "ended": False, "ended_at": None, "reasons": (), "procedures": {}, "is_leaving": False, "reopened_on": None,
    }  # fmt: skip
    return SimpleNamespace(**{**usual, **values})


def received(at: datetime) -> date:
    """The day on which what comes then counts as received, counted plainly."""
    day = at.date()
    while not (CALENDAR.is_working_day(day) and (day > at.date() or at.time() < time(17, 30))):
        day += timedelta(1)
    return day


def inside(began: datetime, ended: datetime) -> list[date]:
    """The office days of a pause, counted plainly: from the day after it began up to the day on which what comes back then is received; none of one that
    no whole office day lies in."""
    back = received(ended)
    days = (began.date() + timedelta(n) for n in range(1, (back - began.date()).days + 1))
    return [day for day in days if CALENDAR.is_working_day(day) and back != received(began)]


@settings(max_examples=60, deadline=None)
@given(began=MOMENTS, hours=st.integers(0, 400), days=st.integers(1, 20))
def test_the_promise_moves_by_exactly_the_office_days_inside_within_the_law_whose_day_never_moves(began, hours, days):
    until = CALENDAR.add_working_days(began.date(), days)
    left = began + timedelta(hours=hours)
    last = min(left, datetime.combine(until, time(17, 29, 59), clock.CHINA))
    plain, moved = judged(), judged(procedures={"appraisal.1": entered(began, until, left)})
    assert legal_by(moved) == legal_by(plain) == date(2026, 3, 17)
    with time_machine.travel(began + timedelta(days=60), tick=False):
        shown = [promise.promise(case) for case in (plain, moved)]
    one, other = (date.fromisoformat(said["due_on"]) for said in shown)
    lost, day = {*inside(began, last)}, ACCEPTED
    assert shown[0]["used"] - shown[1]["used"] == len(lost), "the law hides what it bounds, the days used do not"
    count = limits.promised_on(policy.in_force("620100", ACCEPTED), legal_by(plain), ACCEPTED, CALENDAR).days["review"]
    while count:
        day += timedelta(1)
        count -= CALENDAR.is_working_day(day) and day not in lost
    assert other == min(day, date(2026, 3, 17)) and one <= other


@settings(max_examples=60, deadline=None)
@given(began=MOMENTS, hours=st.integers(0, 200))
def test_what_a_task_is_due_by_moves_alike_and_no_further_than_the_law(began, hours):
    until, opened = CALENDAR.add_working_days(began.date(), 10), datetime(2026, 3, 2, 10, tzinfo=clock.CHINA)
    one = entered(began, until, began + timedelta(hours=hours))
    plain, moved = (
        clock.day(clocks.due(case, "first_review", opened).due_at)
        for case in (judged(), judged(procedures={"appraisal.1": one}))
    )
    lost = {*inside(began, clocks.stopped(one)[1])}
    assert plain <= moved <= date(2026, 3, 17)
    between = [
        day
        for n in range(1, (moved - opened.date()).days + 1)
        if CALENDAR.is_working_day(day := opened.date() + timedelta(n)) and day not in lost
    ]
    assert (
        moved == date(2026, 3, 17)
        or len(between) == limits.promised(policy.in_force("620100", ACCEPTED))["first_review"]
    )


def test_the_promise_stands_still_while_one_is_open_and_counts_on_when_its_limit_is_over():
    case = judged(procedures={"appraisal.1": entered(datetime(2026, 3, 4, 10, tzinfo=clock.CHINA), date(2026, 3, 9))})
    said = []
    for day in ("2026-03-06T10:00+08:00", "2026-03-09T17:29+08:00", "2026-03-09T17:31+08:00"):
        with time_machine.travel(day, tick=False):
            said.append((promise.promise(case)["code"], promise.promise(case)["used"]))
    assert said == [("PROMISE_PAUSED", 2), ("PROMISE_PAUSED", 2), ("PROMISE_RUNNING", 2)]


def test_what_the_parties_and_partners_owe_and_what_no_road_waits_for_is_no_later_for_it():
    opened = datetime(2026, 3, 4, 10, tzinfo=clock.CHINA)
    one = {"appraisal.1": entered(opened, date(2026, 3, 11))}
    for kind in ("correction", "mortgage", "complaint", "dispute", "second_look", "restart"):
        assert clocks.due(judged(procedures=one), kind, opened) == clocks.due(judged(), kind, opened)


def test_the_time_to_sign_stands_still_while_nobody_may_sign_and_nobody_is_told_to(submitted, monkeypatch):
    agreed = {"sha256": CONTRACT["sha256"], "at": clock.stamp(), "by": "p"}
    with time_machine.travel("2026-03-02T10:00+08:00", tick=False):
        submitted(number="620100", accepted_on="2026-02-27", status="SIGNING", contract=CONTRACT)
        last = clocks.due(casefile.load("c1"), "sign").due_at
        id = tasks.open_task("c1", "sign", 1, "t", centre="620100", due_at=last, details={}).id
        put("c1", procedures={"court_papers.1": entered(clock.now(), date(2026, 3, 31), kind="court_papers")})
    with time_machine.travel(last, tick=False) as now:
        case, told = casefile.load("c1"), []
        assert not reminders.is_due(case, [tasks.get(id)])
        assert [*lateness.due_or_not(case, replace(tasks.get(id), due_at="2026-03-01T17:30:00+08:00"))] == []
        monkeypatch.setattr(webhooks, "send", lambda *said: told.append(said))
        put("c1", signatures=dict.fromkeys(case.parties, agreed))
        assert [*partners.asked([Word("c1", words.CONTRACT)], lambda: True)] == [] == told
        put(
            "c1",
            procedures={
                "court_papers.1": replace(case.procedures["court_papers.1"], result="obtained", left_at=clock.stamp())
            },
        )
        now.shift(timedelta(hours=1))
        assert [*lateness.due_or_not(casefile.load("c1"), tasks.get(id))] == []
        assert tasks.get(id).due_at > clock.in_china(clock.now() + timedelta(7)).isoformat(), "it counts on from here"
        assert [*partners.asked([Word("c1", words.CONTRACT)], lambda: True)] == ["bank_reminded"]


@pytest.mark.parametrize(("day", "unknown"), [("2026-03-02", False), ("2026-12-29", True)])
def test_the_time_to_sign_that_stood_still_for_a_word_held_untrue_counts_on_once_it_is_cleared(submitted, day, unknown):
    """Where the holidays of the year it ends in are not arranged yet, too."""
    with time_machine.travel(f"{day}T10:00+08:00", tick=False):
        accepted = (date.fromisoformat(day) - timedelta(3)).isoformat()
        submitted(number="620100", accepted_on=accepted, status="SIGNING", contract=CONTRACT)
        last, provisional = clocks.due(casefile.load("c1"), "sign")
        assert provisional is unknown
        how = {"centre": "620100", "due_at": last, "provisional": provisional}
        id = tasks.open_task("c1", "sign", 1, "t", details={}, **how).id
        commitments.find_untrue(casefile.load("c1"), SINGLE_STATUS, "另案材料载明已婚", WHO)
    with time_machine.travel(last, tick=False) as now:
        now.shift(timedelta(hours=1))
        commitments.clear(casefile.load("c1"), SINGLE_STATUS, "同名同姓，并非本人", Actor("s2", "person_s2"))
        moved = tasks.get(id).due_at
        assert moved > clock.in_china(clock.now() + timedelta(7)).isoformat(), "they have what was left"
        upkeep.postpone(tasks.get(id), last, provisional=provisional)  # as where whoever cleared it died before
        assert [*lateness.due_or_not(casefile.load("c1"), tasks.get(id))] == [] and tasks.get(id).due_at == moved
        assert clocks.stretches(casefile.load("c1"), "first_review") == [], "staff were at work meanwhile"


def test_nobody_is_late_who_may_not_sign_though_the_limit_of_what_that_waits_for_is_over(submitted):
    with time_machine.travel("2026-03-02T10:00+08:00", tick=False):
        submitted(number="620100", accepted_on="2026-02-27", status="SIGNING", contract=CONTRACT)
        how = {"centre": "620100", "due_at": "2026-03-10T17:30:00+08:00", "details": {}}
        id = tasks.open_task("c1", "sign", 1, "t", **how).id
        put("c1", procedures={"court_papers.1": entered(clock.now(), date(2026, 3, 4), kind="court_papers")})
    with time_machine.travel("2026-03-25T10:00+08:00", tick=False):
        assert [*lateness.due_or_not(casefile.load("c1"), tasks.get(id))] == []
        assert tasks.get(id).due_at < clock.in_china(clock.now()).isoformat()


@pytest.mark.parametrize(
    ("began", "left", "due_at"),
    [
        ("02T11:00", "02T11:30", "10"),  # it stood still for less than a day
        ("03T10:00", "06T10:00", "13"),  # three days, which it is later by
        ("03T10:00", "", "16"),  # as long as its own limit leaves it
        ("01T10:00", "02T11:00", "09"),  # it stood still when that was told, which was more than was promised
    ],
)
def test_what_was_told_before_its_limit_stood_still_is_never_less_for_it(submitted, began, left, due_at):
    """Opened on Monday 2 March with five working days, and told six: until Tuesday the 10th."""
    moments = [datetime.fromisoformat(f"2026-03-{at}+08:00") if at else None for at in (began, left)]
    last, told = date(2026, 3, 9), "2026-03-10T17:30:00+08:00"
    with time_machine.travel("2026-03-02T10:00+08:00", tick=False) as now:
        submitted(status="REVIEWING", number="620100", accepted_on="2026-03-02", received_on="2026-02-27")
        id = tasks.open_task("c1", "first_review", 1, "t", centre="620100", due_at=told, details={}).id
        now.shift(timedelta(hours=1))
        for ended in dict.fromkeys((None, moments[1])):
            case = put("c1", procedures={"appraisal.1": entered(moments[0], last, ended)})
            special.keep_time(case, [tasks.get(id)])
            assert [*lateness.due_or_not(case, tasks.get(id))] == []
        assert tasks.get(id).due_at == f"2026-03-{due_at}T17:30:00+08:00"


@pytest.mark.parametrize(("left", "left_before_a_look"), [(None, False), ("03T09:00", False), (None, True)])
def test_what_an_earlier_release_has_moved_counts_what_stood_still_once(submitted, road, left, left_before_a_look):
    """It kept nothing of what was told before."""
    began, ended = (datetime.fromisoformat(f"2026-03-{at}+08:00") if at else None for at in ("02T10:30", left))
    with time_machine.travel("2026-03-02T10:00+08:00", tick=False) as now:
        submitted(status="REVIEWING", number="620100", accepted_on="2026-03-02", received_on="2026-02-27")
        opened, last = clock.now(), clocks.due(casefile.load("c1"), "first_review").due_at
        id = tasks.open_task("c1", "first_review", 1, "t", centre="620100", due_at=last, details={}).id
        now.shift(timedelta(hours=1))
        case = put("c1", procedures={"appraisal.1": entered(began, date(2026, 3, 4), ended)})
        moved = upkeep.postpone(tasks.get(id), clocks.due(case, "first_review", opened).due_at).due_at
        assert moved > last
        if left_before_a_look:
            now.move_to(datetime.fromisoformat("2026-03-03T09:00+08:00"))
            special.leave(case, "appraisal.1", "obtained", "评估已出", [], WHO, Changes())
            case, counted = casefile.load("c1"), moved
            moved = clocks.due(case, "first_review", opened, last).due_at
            assert last < moved < counted
        special.keep_time(case, [tasks.get(id)])
        assert [*lateness.due_or_not(case, tasks.get(id))] == []
        assert (tasks.get(id).due_at, tasks.get(id).first_due) == (moved, last)


@pytest.fixture
def reviewed(submitted, road, monkeypatch):
    """A case that waits for a reviewer, in a special procedure since now."""
    told = []
    monkeypatch.setattr(tasks.road, "tell", told.append)
    monkeypatch.setattr(province, "notify", lambda key, phone, id, said, purpose: told.append((key, id, said)))

    def make(kind="appraisal"):
        submitted(number="620100", accepted_on=clock.today().isoformat())
        road.runs("c1")
        task = tasks.get(waiting("c1", "first_review", "REVIEWING"))
        return special.enter(casefile.load("c1"), task, kind, "等待评估报告", "", WHO, Changes())

    make.told = told
    return make


def test_whoever_applied_is_told_once(reviewed):
    reviewed()
    found = run.handle({"execution": "c1"})
    assert (found["procedure_letter"], found["procedure_told"]) == (1, 1)
    assert not {"procedure_letter", "procedure_told"} & {*run.handle({"execution": "c1"})}
    (letter,) = casefile.load("c1").results
    assert (letter.name, letter.party) == ("procedure-1.pdf", None)
    assert sum("MESSAGE_PROCEDURE" in said[1] for said in reviewed.told) == len(casefile.load("c1").parties)
    assert all("评估" not in said[2] for said in reviewed.told), "a message names no kind"


def test_its_letter_is_written_down_though_the_case_moves_on_to_whoever_attends_meanwhile(reviewed):
    key = reviewed()
    as_read = casefile.load("c1")
    put("c1", status="ATTENDING")  # as where that very run has stopped signing
    assert special_letter.write(as_read, key) and not special_letter.write(casefile.load("c1"), key)


@pytest.mark.parametrize(
    ("values", "how"),
    [
        ({}, (False, False)),
        ({"contract": CONTRACT, "status": "SIGNING"}, (True, False)),
        ({"accepted_on": "2026-09-01"}, (False, True)),
    ],
)
def test_its_letter_is_told_what_was_decided_already_and_which_day_has_gone(submitted, monkeypatch, values, how):
    submitted(**{"number": "6201", "accepted_on": clock.today().isoformat(), "status": "REVIEWING", **values})
    one = entered(clock.now(), date(2027, 1, 13))
    case, seen = put("c1", procedures={"appraisal.1": one}), []
    monkeypatch.setattr(
        "chalicelib.documents.procedure.procedure",
        lambda *_, is_decided, is_past_law, **__: seen.append((is_decided, is_past_law)),
    )
    monkeypatch.setattr("chalicelib.casework.papers.made", lambda case, name, said: Paper(name, "k", "s"))
    assert special_letter.write(case, "appraisal.1") and seen == [how]


@pytest.mark.parametrize("first", ["appraisal", "court_papers"])
def test_a_task_lies_aside_as_long_as_one_of_two_is_open_whichever_is_left_first(reviewed, first):
    key = reviewed()
    (task,) = tasks.of_case("c1")
    other = special.enter(casefile.load("c1"), tasks.get(task.id), "court_papers", "等待判决", "", WHO, Changes())
    last = max(casefile.load("c1").procedures.values(), key=lambda one: one.until).kind
    assert tasks.get(task.id).held_why == last
    for left in sorted((key, other), key=lambda one: not one.startswith(first)):
        special.leave(casefile.load("c1"), left, "obtained", "材料已收到", [], WHO, Changes())
        still = [one.partition(".")[0] for one in casefile.load("c1").open_procedures]
        assert (tasks.get(task.id).held_why or "") == "".join(still)


def test_a_limit_that_passes_is_a_supervisors_once_and_theirs_no_more_when_somebody_says_what_came_of_it(reviewed):
    key = reviewed()
    with time_machine.travel(clock.now() + timedelta(days=40), tick=False):
        assert run.handle({"execution": "c1"})["procedure_over"] == 1
        assert "procedure_over" not in run.handle({"execution": "c1"})
        task = tasks.find("c1", "dispute", f"procedure-{key}")
        assert task.is_open and task.details == {"codes": [disputes.PROCEDURE_OVER]}
        assert casefile.load("c1").open_procedures == [key], "only a person says what came of it"
        special.leave(casefile.load("c1"), key, "nothing", "评估机构未出具报告", [], WHO, Changes())
        assert not tasks.get(task.id).is_listed and casefile.load("c1").open_procedures == []


def test_a_task_has_its_new_due_time_even_where_whoever_entered_it_died_before(submitted, road, monkeypatch):
    submitted(accepted_on=clock.today().isoformat())
    road.runs("c1")
    task = tasks.get(waiting("c1", "first_review", "REVIEWING"))
    monkeypatch.setattr(special, "keep_time", lambda *_: None)
    special.enter(casefile.load("c1"), task, "appraisal", "等待评估报告", "", WHO, Changes())
    case = casefile.load("c1")
    list(lateness.due_or_not(case, tasks.get(task.id)))
    assert (
        tasks.get(task.id).due_at
        == clocks.due(case, "first_review", clock.parsed(task.opened_at)).due_at
        != task.due_at
    )


@pytest.mark.parametrize("step", [assess, sign])
def test_nothing_is_decided_and_no_contract_drawn_up_while_one_is_open(submitted, step):
    submitted(status="VERIFYING", procedures={"appraisal.1": entered(clock.now(), clock.today() + timedelta(9))})
    with pytest.raises(PreconditionFailed) as stopped:
        step.handle(event("assess" if step is assess else "sign", token="t"))
    assert stopped.value.codes == (special.STOP,) and casefile.load("c1").decision is None


def test_nothing_is_refused_while_one_is_open(submitted, monkeypatch):
    submitted(status="VERIFYING", procedures={"appraisal.1": entered(clock.now(), clock.today() + timedelta(9))})
    monkeypatch.setattr(collate.collation, "collate", lambda *_, **__: collate.collation.Collation("refuse"))
    with pytest.raises(PreconditionFailed) as stopped:
        collate.handle(event("Collate", last="checked"))
    assert stopped.value.codes == (special.STOP,) and not casefile.load("c1").reasons


@pytest.mark.parametrize("dies", [False, True])
def test_a_step_that_stood_still_for_it_goes_on_once_it_is_left(reviewed, monkeypatch, dies):
    key = reviewed()
    stuck = waiting(
        "c1", "attend", "ATTENDING", details={"step": "Assess", "error": stops.PRECONDITION, "codes": [special.STOP]}
    )
    with monkeypatch.context() as meanwhile:
        if dies:
            meanwhile.setattr(special, "_gone_on", lambda *_: iter(()))
        special.leave(casefile.load("c1"), key, "obtained", "报告已收到", [], WHO, Changes())
    if dies:
        assert tasks.get(stuck).is_open
        assert [*special.looked(casefile.load("c1"), tasks.of_case("c1"))] == ["procedure_left"]
    assert tasks.get(stuck).outcome == {"next": "retry"}


@pytest.mark.parametrize(
    ("step", "meanwhile", "goes_on"),
    [("FirstReview", True, True), ("FirstReview", False, False), ("Mortgage", True, False)],
)
def test_a_wait_for_staff_that_ran_out_meanwhile_is_waited_again_once_it_is_left(reviewed, step, meanwhile, goes_on):
    """Roads of earlier releases wait for fifteen days; a procedure may last longer."""
    key, stuck = reviewed("court_papers"), {"step": step, "error": "States.Timeout", "codes": ["NOT_IN_TIME"]}
    task = waiting("c1", "attend", "ATTENDING", details=stuck) if meanwhile else ""
    special.leave(casefile.load("c1"), key, "obtained", "法院已答复", [], WHO, Changes())
    with time_machine.travel(clock.now() + timedelta(days=1), tick=False):
        task = task or waiting("c1", "attend", "ATTENDING", details=stuck)
        list(special.looked(casefile.load("c1"), tasks.of_case("c1")))
    assert tasks.get(task).outcome == ({"next": "retry"} if goes_on else None)
    assert not [*special.looked(casefile.load("c1"), tasks.of_case("c1"))], "and once"


def test_a_case_of_an_earlier_release_has_none(submitted):
    case = submitted()
    assert case.procedures == {} and case.open_procedures == [] and put("c1", procedures=None).procedures == {}


ORDERED = {"status": "ordered", "amount": "1.00", "rate": "2.6", "on": "2026-11-27", "serial": "P1"}


def test_none_is_entered_once_the_bank_has_its_order_whatever_a_stuck_step_left_as_the_status(submitted):
    submitted(number="6201", accepted_on="2026-11-20", status="ATTENDING")
    assert special.barred(casefile.load("c1"), "court_papers") is None
    put("c1", payment=ORDERED)
    assert special.barred(casefile.load("c1"), "court_papers") == "WRONG_STATUS"


@pytest.mark.parametrize("meanwhile", [{"payment": ORDERED}, {"leaving": "CANCELLED"}])
def test_none_is_entered_that_the_order_or_the_way_out_was_faster_than(submitted, meanwhile):
    read = submitted(number="6201", accepted_on="2026-11-20", status="ATTENDING")
    put("c1", **meanwhile)
    with pytest.raises(Contended):
        special.enter(read, None, "court_papers", "等待判决", "", WHO, Changes())


def test_a_task_lies_aside_no_longer_than_to_the_laws_last_day(reviewed, monkeypatch):
    reviewed()
    (task,) = tasks.of_case("c1")
    law = clock.today() + timedelta(3)
    monkeypatch.setattr(special, "legal_by", lambda case: law)
    special.enter(casefile.load("c1"), tasks.get(task.id), "court_papers", "等待判决", "", WHO, Changes())
    ends = [clock.day(one.until) for one in casefile.load("c1").procedures.values()]
    assert law < max(ends) and tasks.get(task.id).held_until == law.isoformat()


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({}, None),
        ({"leaving": "REFUSED"}, "WRONG_STATUS"),
        ({"payment": {"status": "failed"}}, "WRONG_STATUS"),
        ({"status": "DISBURSING"}, "WRONG_STATUS"),
        ({"status": "REFUSED"}, "WRONG_STATUS"),
        ({"procedures": {"appraisal.1": {"left_at": ""}}}, special.STOP),
        ({"procedures": {"appraisal.1": {"left_at": "2026-11-24"}}}, None),
        ({"procedures": {"court_papers.1": {"left_at": ""}}}, None),
    ],
)
def test_one_of_a_kind_is_entered_at_a_time_while_the_case_goes_on_and_no_money_was_ordered(monkeypatch, values, code):
    monkeypatch.setattr(special, "limit_of", lambda case, kind: DueTime("2026-12-02", False))
    entered = {
        key: Procedure(key.partition(".")[0], "2026-11-23", "r1", "p", "2026-12-01", "", **left)
        for key, left in values.pop("procedures", {}).items()
    }
    assert special.barred(held(**{"status": "REGISTERING", "procedures": entered, **values}), "appraisal") == code


def test_there_are_so_many_and_no_more_so_that_the_last_can_still_be_left(submitted):
    submitted(number="6201", accepted_on="2026-11-20", status="REVIEWING")
    one = {
        "kind": "appraisal",
        "at": clock.stamp(),
        "by": "r1",
        "person": "p",
        "until": "2026-12-01T17:30:00+08:00",
        "reason": "",
    }
    many = {f"appraisal.{number}": {**one, "left_at": clock.stamp()} for number in range(special.MOST)}
    put("c1", procedures=many)
    assert special.barred(casefile.load("c1"), "court_papers") == "PROCEDURES_FULL"


def test_whose_credit_a_procedure_is_about_is_no_other_partys_business(submitted):
    submitted(number="6201", accepted_on="2026-11-20", status="REVIEWING")
    case = casefile.load("c1")
    task = tasks.get(waiting("c1", "first_review", "REVIEWING"))
    special.enter(case, task, "credit_objection", "本人对征信报告有异议", "", WHO, Changes())
    case = casefile.load("c1")
    assert "征信" not in str(special.shown(case)) and "CREDIT" not in str(special.shown(case))
    assert "CREDIT" not in str([line.values for line in case.events.values()])
    with time_machine.travel(clock.now() + timedelta(days=90), tick=False):
        assert "procedure_over" in list(special.looked(case, tasks.of_case("c1")))
    assert "CREDIT" not in str([line.values for line in casefile.load("c1").events.values()])
    assert special.shown_to_staff(case)[0]["code"] == "HELD_CREDIT_OBJECTION"


def test_the_promise_is_broken_once_the_laws_day_is_over_whatever_stands_still(submitted):
    with time_machine.travel("2026-11-27T02:00:00Z", tick=False):
        submitted(number="6201", accepted_on="2026-11-27", status="REVIEWING")
        happened("c1", "SUBMITTED")
    one = {
        "kind": "court_papers",
        "at": "2026-11-27T02:00:00.000Z",
        "by": "r1",
        "person": "p",
        "until": "2027-01-13T17:30:00+08:00",
        "reason": "",
    }
    put("c1", procedures={"court_papers.1": one})
    with time_machine.travel("2026-12-04T02:00:00Z", tick=False):
        assert promise.promise(casefile.load("c1"))["code"] == "PROMISE_PAUSED"
    with time_machine.travel("2026-12-15T02:00:00Z", tick=False):
        assert promise.promise(casefile.load("c1"))["code"] == "PROMISE_OVERDUE"


def test_a_case_that_ends_leaves_what_it_waited_for(submitted, monkeypatch):
    submitted(number="6201", accepted_on="2026-11-20", status="REVIEWING")
    one = {
        "kind": "court_papers",
        "at": clock.stamp(),
        "by": "r1",
        "person": "p",
        "until": "2027-01-13T17:30:00+08:00",
        "reason": "",
    }
    before = {**one, "left_at": "2026-11-24T01:00:00.000Z"}
    put("c1", procedures={"court_papers.1": one, "court_papers.2": before})
    monkeypatch.setattr(province, "report_case", lambda *_: None)
    monkeypatch.setattr(province, "notify", lambda *_: None)
    closing.end(casefile.load("c1"), "close", Status.WITHDRAWN, [])
    ended = casefile.load("c1")
    assert ended.open_procedures == []
    assert ended.procedures["court_papers.2"].left_at == before["left_at"], "left already"


def test_of_two_at_once_the_task_lies_aside_until_the_last_is_left(reviewed):
    first = reviewed("court_papers")
    task = next(one for one in tasks.of_case("c1") if one.kind == "first_review")
    second = special.enter(casefile.load("c1"), task, "appraisal", "等待评估报告", "", WHO, Changes())
    longer = max(casefile.load("c1").procedures.values(), key=lambda one: one.until)
    assert tasks.get(task.id).held_why == longer.kind
    held = (first, second) if longer.kind == "court_papers" else (second, first)
    special.leave(casefile.load("c1"), held[0], "obtained", "已收到", [], WHO, Changes())
    assert tasks.get(task.id).held_why == casefile.load("c1").procedures[held[1]].kind, "the other still waits"
    special.leave(casefile.load("c1"), held[1], "obtained", "已收到", [], WHO, Changes())
    assert not tasks.get(task.id).held_until


def test_what_an_outage_keeps_stuck_has_one_due_time_whoever_counts_it(submitted):
    """From the first of its tasks on: else leaving a procedure gives time that the next look of the sweep takes back."""
    stuck = {"centre": "620100", "details": {"error": "BankUnavailable"}}
    with time_machine.travel("2026-11-23T10:00+08:00", tick=False) as now:
        case = submitted(status="ATTENDING", decision={"approved": True})
        told = clocks.due(case, "attend").due_at
        first = tasks.open_task("c1", "attend", 1, "t", turn="1#0", due_at=told, **stuck)
        tasks.try_again(first, "sweep")
        now.shift(timedelta(9))
        pause = entered(clock.now() - timedelta(9), date(2026, 12, 31), clock.now() - timedelta(2))
        case = put("c1", procedures={"appraisal.1": pause})
        second = tasks.open_task("c1", "attend", 2, "t", turn="2#0", due_at=told, **stuck)
        special.keep_time(case, tasks.of_case("c1"))
        assert tasks.get(second.id).due_at == clocks.due(case, "attend", clock.parsed(first.opened_at)).due_at
        assert clocks.due(case, "attend", clock.parsed(second.opened_at)).due_at > tasks.get(second.id).due_at


def test_a_limit_moves_once_the_holidays_of_its_year_are_arranged(reviewed):
    key = reviewed()
    one = casefile.load("c1").procedures[key]
    put("c1", procedures={key: replace(one, until="2027-01-01T17:30:00+08:00", provisional=True)})
    assert run.handle({"execution": "c1"})["procedure_moved"] == 1
    assert casefile.load("c1").procedures[key] == one
    assert "procedure_moved" not in run.handle({"execution": "c1"})


def test_a_procedure_is_entered_left_and_moved_beside_all_that_stood_as_it_was_read(monkeypatch):
    written = []
    one = Procedure("appraisal", clock.stamp(), "r1", "person_r1", "2026-12-01", "", True)
    case = held(status="VERIFYING", procedures={"appraisal.1": one})
    vars(case).update(seal_procedure=lambda key, what, text: text)
    monkeypatch.setattr(casefile, "amend", lambda case, *told, expect, **changes: written.append((expect, changes)))
    monkeypatch.setattr(casefile, "load", lambda id: case)
    monkeypatch.setattr(tasks, "of_case", lambda id: [])
    monkeypatch.setattr(agenda, "enter", lambda *_: None)
    monkeypatch.setattr(special, "_put_aside", lambda *_: None)
    monkeypatch.setattr(special, "limit_of", lambda case, kind, on=None: DueTime("2026-12-02", False))
    special.enter(case, None, "appraisal", "why", "", WHO, Changes())
    special.leave(case, "appraisal.1", "confirmed", "", ["f" * 64], WHO, Changes())
    next(special.looked(case, []))
    entered, left, moved = (expect for expect, _ in written)
    assert {"procedures", "leaving", "payment"} <= {*entered.unchanged} and "DISBURSING" not in entered.status
    assert left.unchanged == moved.unchanged == ("procedures",) and not {*left.status} & ENDED
    assert [[*changes["procedures"]] for _, changes in written] == [
        ["appraisal.1", "appraisal.2"], ["appraisal.1"], ["appraisal.1"]
    ]  # fmt: skip
    assert written[1][1]["procedures"]["appraisal.1"].files == ["f" * 64], "what shows what came of it"
    until = written[-1][1]["procedures"]["appraisal.1"]
    assert (until.until, until.provisional) == ("2026-12-02", False)


def test_its_letter_is_written_while_the_case_goes_on_and_is_as_the_letter_says_it_is(monkeypatch):
    written = []
    monkeypatch.setattr(special_letter, "_letter", lambda case, key, name: Paper(name, "k", "s"))
    monkeypatch.setattr(casefile, "amend", lambda case, expect, results: written.append((expect, results)))
    one = Procedure("appraisal", clock.stamp(), "r1", "person_r1", "2026-12-01", "")
    assert special_letter.write(held(procedures={"appraisal.1": one}), "appraisal.1")
    ((expect, results),) = written
    assert {"decision", "procedures", "results"} <= {*expect.unchanged} and not {*expect.status} & ENDED
    assert [paper.name for paper in results] == ["procedure-1.pdf"]
