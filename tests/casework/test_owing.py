"""容缺: a case is accepted without what its applicant has committed to bring, and is signed and paid once that is there and in order, and not before."""

from dataclasses import asdict, replace
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
import time_machine

from chalicelib import clock
from chalicelib.agencies import province
from chalicelib.casework import accepting, anew, bringing, chasing, clocks, owing, payable, reopening
from chalicelib.casework.timeline import lines, said
from chalicelib.errors import AgencyRefused, Contended, DecideAnew, PreconditionFailed
from chalicelib.messages import worded
from chalicelib.records import casefile, tasks
from chalicelib.records.casefile import Changes
from chalicelib.records.commitments import Tolerance
from chalicelib.records.contents import Paper, told_as
from chalicelib.steps import assess, collate, sign
from chalicelib.sweep import lateness, run, words
from tests.given import case as given
from tests.given.answers import findings
from tests.given.application import accepted
from tests.given.case import happened, put, waiting
from tests.given.form import form
from tests.steps.conftest import event

MONDAY, DUE = "2026-12-07", "2026-12-14T17:30:00+08:00"  # the law's last day is the 17th
CHOSEN = Tolerance("2026-12-07T01:00:00.000Z", "depositor:person_1", "person_1", "v1", "本人承诺", {"channel": "test"})
FILES, OTHERS = ["a" * 64], ["b" * 64]


def at(day: str, hour: str = "10:00:00"):
    return time_machine.travel(f"{day}T{hour}+08:00", tick=False)


@pytest.fixture
def owing_case(platform, monkeypatch):
    """A case that was received on a Monday, whose answers are all there, and that lacks the receipt of the down payment."""
    monkeypatch.setattr(accepting, "letter", lambda case, on, *, in_silence=False: Paper("acceptance.pdf", "k", "s"))

    def make(tolerated=("B03",), tolerances=("B03",), **values):
        whole = form()
        kept = accepted(whole, documents={}, papers={}, tolerated=[*tolerated])
        given.submitted(whole, number="N" * 39 + "0001", status="VERIFYING", received_on=MONDAY, application=kept)
        put("c1", accepted_on=None, tolerances=dict.fromkeys(tolerances, CHOSEN), **values)
        return put("c1", findings=findings(casefile.load("c1").application, credit=False))

    return make


def collated():
    return collate.handle(event("Collate", last="checked"))["next"]


def brought(files=FILES):
    """What the API writes once the receipt is uploaded and handed in."""
    case = casefile.load("c1")
    kept = case.as_sealed
    application = {**kept, "documents": {"B03": ["d1"]}, "papers": {**kept["papers"], "B03": files}}
    bringing.bring(case, {"B03": files}, application, Changes())


def looked_at(amount="700000.00", outcome="confirmed"):
    """What somebody at the desk finds that the receipt shows."""
    (task,) = [one for one in tasks.of_case("c1") if one.kind == bringing.KIND and one.is_open]
    case, (look,) = casefile.load("c1"), task.details["looks"]
    facts = {"amount": amount, "paid_on": "2026-12-01", "payer": "borrower"} if outcome == "confirmed" else {}
    ruling = case.ruling("paper.b03", outcome, look["of"], "r1", "属实", facts, "person_r1")
    put("c1", rulings={**case.rulings, "paper.b03": asdict(ruling)})
    tasks.answer(task.id, {"next": "decided"}, "r1")


def stopped(call):
    with pytest.raises(PreconditionFailed) as stop:
        call()
    return stop.value.codes


def test_what_is_to_be_brought_later_stands_on_no_notice_and_holds_no_acceptance_up(owing_case):
    with at(MONDAY):
        owing_case()
        assert collated() == "credit"
        case = casefile.load("c1")
    assert case.accepted_on.isoformat() == MONDAY and case.notices == []
    (line,) = [one for one in lines(case) if one.code == "ACCEPTED"]
    assert worded(said(line), line.values) == "申请已容缺受理，待补交：首付款凭证"
    assert "齐全" not in worded("OPEN_ACCEPTED_OWING")


@pytest.mark.parametrize(
    "which",
    [
        {"tolerated": (), "tolerances": ()},
        {"tolerated": ("B01",), "tolerances": ("B01",)},  # which the policy tolerates no lack of
    ],
)
def test_what_nobody_committed_to_or_the_policy_does_not_name_is_on_the_notice_as_ever(owing_case, which):
    with at(MONDAY):
        owing_case(**which)
        assert collated() == "correct"
        assert [one["where"] for one in casefile.load("c1").notice.defects] == ["B03"]


def test_before_the_policy_names_any_none_is_tolerated(owing_case):
    with at("2026-11-24"):
        owing_case()
        put("c1", received_on="2026-11-24")
        assert collated() == "correct"


def test_it_is_due_within_the_policys_days_of_acceptance_and_leaves_the_laws_last_day_to_whoever_decides(owing_case):
    with at(MONDAY):
        case = owing_case()
        assert owing.due_by(case, "B03") is None, "nothing is due before acceptance"
        unasked = put("c1", findings={})
        assert owing.state(unasked, "B03", owing.left(unasked)) == "chosen", "an agency has only not told it yet"
        put("c1", findings=case.findings)
        collated()
        case = casefile.load("c1")
        assert (owing.due_by(case, "B03").due_at, owing.state(case, "B03", owing.left(case))) == (DUE, "to_bring")
        chosen_later = clocks.of_tolerated(case, "B03", clock.today() + timedelta(days=2))
        assert chosen_later.due_at == "2026-12-16T17:30:00+08:00", "of what was put off after acceptance, of that day"


def test_no_contract_is_drawn_up_and_nothing_paid_before_it_is_there_looked_at_and_enough(owing_case):
    with at(MONDAY):
        owing_case()
        collated()
        assert stopped(lambda: sign.handle(event("Sign", token="t"))) == (owing.STOP,)
        assert owing.STOP in stopped(lambda: payable.amount_to_pay(casefile.load("c1")))
        brought()
        assert owing.left(casefile.load("c1")), "present is not proven"
        looked_at("1.00")
        case = casefile.load("c1")
        assert owing.state(case, "B03", owing.left(case)) == "not_enough"
        brought(OTHERS)
        looked_at()
        assert owing.left(casefile.load("c1")) == {}
        assert owing.STOP not in stopped(lambda: payable.amount_to_pay(casefile.load("c1")))
        owing.needs_nothing(casefile.load("c1"))


@pytest.fixture
def road_of(owing_case, road, monkeypatch):
    """The case stands at signing for want of it, while its execution runs; whom the platform was asked to tell what."""
    told = []
    monkeypatch.setattr(tasks.road, "tell", told.append)
    monkeypatch.setattr(province, "notify", lambda key, phone, id, text, purpose: told.append((key, id, text)))

    def stand():
        with at(MONDAY):
            owing_case()
            collated()
            road.runs("c1")
            happened("c1", "SUBMITTED")
            why = {"step": "Sign", "error": "PreconditionFailed", "codes": [owing.STOP]}
            return waiting("c1", "attend", "ATTENDING", details=why)

    stand.told = told
    return stand


def swept(day, hour="10:00:00"):
    with at(day, hour):
        return run.handle({"execution": "c1"})


def test_whoever_attends_is_asked_nothing_until_it_is_late_and_the_step_goes_on_by_itself_once_it_is_in_order(road_of):
    stuck = road_of()
    assert swept(MONDAY)["owed_awaited"] == 1
    assert (tasks.get(stuck).held_until, tasks.get(stuck).held_why) == ("2026-12-15", "parties")
    with at("2026-12-08"):
        brought()
        assert not [*chasing.gone_on(casefile.load("c1"), tasks.of_case("c1"))]
        looked_at()
    assert swept("2026-12-08")["owed_settled"] == 1
    assert tasks.get(stuck).outcome == {"next": "retry"}


def test_the_parties_are_reminded_before_it_is_late_and_told_when_it_is(road_of):
    road_of()
    assert "reminded" not in str(swept("2026-12-09")) and road_of.told == []
    assert swept("2026-12-11")["owed_told"] == 1
    assert {who for who, *_ in road_of.told} == {"borrower", "spouse"} and "2026年12月14日" in road_of.told[0][2]
    assert "owed_told" not in swept("2026-12-12")
    assert "owed_lapsed" not in swept("2026-12-14", "17:29:00")
    assert swept("2026-12-15")["owed_lapsed"] == 1
    assert swept("2026-12-15", "10:30:00")["owed_told"] == 1 and len(road_of.told) == 4
    case = casefile.load("c1")
    assert owing.state(case, "B03", owing.left(case)) == "late" and owing.may_end(case)
    assert "owed_lapsed" not in swept("2026-12-16"), "once"


def test_nobody_is_late_who_was_not_reminded_on_an_earlier_day(road_of):
    road_of()
    assert "owed_lapsed" not in swept("2026-12-15"), "the reminder goes out first"
    assert swept("2026-12-16")["owed_lapsed"] == 1


def test_who_is_reminded_when_the_day_is_over_has_until_the_end_of_that_day(road_of):
    road_of()
    swept("2026-12-15")
    assert {text.count("2026年12月15日") for *_, text in road_of.told} == {1}


def test_a_telephone_that_takes_no_message_holds_up_no_other_and_keeps_no_case_beyond_the_law(road_of, monkeypatch):
    road_of()

    def deliver(key, phone, id, text, purpose):
        if key == "spouse":
            raise AgencyRefused("province")
        road_of.told.append(key)

    monkeypatch.setattr(province, "notify", deliver)
    for day in ("2026-12-11", "2026-12-15", "2026-12-16"):
        assert "owed_lapsed" not in swept(day)
    assert road_of.told == ["borrower"], "once"
    assert swept("2026-12-17")["owed_lapsed"] == 1
    assert owing.may_end(casefile.load("c1"))


def test_nobody_is_late_or_overdue_while_only_the_parties_can_do_anything(road_of):
    stuck = road_of()
    swept(MONDAY)
    with at("2026-12-10"):
        wait = replace(tasks.get(stuck), due_at="2026-12-08T17:30:00+08:00")
        assert [*lateness.due_or_not(casefile.load("c1"), wait)] == []


def test_a_case_that_goes_on_after_an_end_has_a_day_and_a_reminder_of_its_own(road_of):
    road_of()
    swept("2026-12-11")
    swept("2026-12-15")
    with at("2026-12-21"):
        put("c1", status="REFUSED", ended_at=clock.stamp())
        goes_on = reopening.changes(casefile.load("c1"))
        put("c1", status="ATTENDING", ended_at=None, **{name: goes_on[name] for name in ("tolerances", "reopened_on")})
        case = casefile.load("c1")
        assert owing.due_by(case, "B03").due_at[:10] == "2026-12-28"
        assert owing.state(case, "B03", owing.left(case)) == "to_bring"
    assert swept("2026-12-27")["owed_told"] == 1, "of the day it has now"


def test_what_somebody_looks_at_already_is_nobody_elses_look(road_of):
    with at(MONDAY):
        road_of()
        put("c1", status="VERIFYING")
    with at("2026-12-08"):
        brought()
        assert collated() == "credit"


def test_what_comes_in_the_second_it_is_due_is_late_or_not_and_never_both(road_of):
    road_of()
    swept("2026-12-11")
    with at("2026-12-15"):
        read_before = casefile.load("c1")
        brought()
        with pytest.raises(Contended):
            bringing.lapse(read_before, "B03")
        assert casefile.load("c1").tolerances["B03"].lapsed_at == ""
    with at("2026-12-16"):
        assert "owed_lapsed" not in swept("2026-12-16"), "it waits to be looked at"
        looked_at(outcome="contradicted")
        found = swept("2026-12-16")
        assert "owed_lapsed" not in found and found["owed_settled"] == 1, "what came is told like any other lack"


def test_nobody_ends_it_while_what_came_late_waits_to_be_looked_at(road_of):
    road_of()
    swept("2026-12-11")
    assert swept("2026-12-15")["owed_lapsed"] == 1
    with at("2026-12-16"):
        brought()
        case = casefile.load("c1")
        assert owing.state(case, "B03", owing.left(case)) == "to_read" and not owing.may_end(case)


@pytest.fixture
def decided_case(owing_case):
    """The case was decided and reviewed while the receipt was owed: 500,000 are lent on what the form states was paid."""
    with at(MONDAY):
        owing_case()
        put("c1", findings=findings(casefile.load("c1").application, credit=True))
        collated()
        assert assess.handle(event("Assess", last="assess"))["next"] != "A"
        reviewed = casefile.load("c1").review(
            "c1.first_review.1", "first_review", "r1", "approve", "同意", "person_r1", ()
        )
        put("c1", status="REVIEWING", reviews=[asdict(reviewed)])
        assert casefile.load("c1").decision["amount"] == "500000.00"


def decided_anew(visit="2026-12-08T02:00:00.000Z"):
    with pytest.raises(DecideAnew):
        sign.handle(event("Sign", token="t", visit=visit))


def test_what_is_brought_after_the_decision_and_changes_it_has_it_made_and_reviewed_anew(decided_case):
    with at("2026-12-08"):
        brought()
        looked_at(f"{casefile.load('c1').application.home.price - 100000}")
        decided_anew()
        assert casefile.load("c1").standing == [], "the review was of another decision"
        assert collated() == "assess"
        assess.handle(event("Assess", last="assess"))
        assert casefile.load("c1").decision["amount"] == "100000.00"
        anew.stands(casefile.load("c1"), "1")


def test_what_is_brought_after_the_decision_and_changes_nothing_has_nobody_review_it_twice(decided_case):
    with at("2026-12-08"):
        brought()
        looked_at(f"{casefile.load('c1').application.home.down_payment}")
        anew.stands(casefile.load("c1"), "1")
        assert len(casefile.load("c1").standing) == 1
        put("c1", decision={**casefile.load("c1").decision, "route": "A", "why": []})
        decided_anew()  # the same would be lent, and by nobody's review as yet


def test_what_was_brought_and_is_not_enough_is_on_a_notice_whose_day_counts_then(decided_case):
    with at("2026-12-08"):
        brought()
        looked_at("1.00")
        decided_anew()
        assert collated() == "correct"
        assert [one["where"] for one in casefile.load("c1").notice.defects] == ["B03"]
        assert "owed_lapsed" not in swept("2026-12-16"), "the notice says another day"


@pytest.mark.parametrize("how", [{"withdrawal": {"at": "2026-12-08T01:00:00.000Z", "by": "x"}}, {"leaving": "REFUSED"}])
def test_what_is_brought_in_the_second_in_which_the_case_leaves_is_not_taken(road_of, how):
    road_of()
    with at("2026-12-08"):
        read_before = casefile.load("c1")
        assert owing.is_taken(read_before) and not owing.is_taken(put("c1", **how))
        with pytest.raises(Contended):
            bringing.bring(read_before, {"B03": FILES}, read_before.as_sealed, Changes())


@pytest.mark.parametrize("dies", ["before", "after"])
def test_whoever_brings_it_may_die_and_repeat_it_and_there_is_one_task_and_one_line(road_of, monkeypatch, dies):
    road_of()
    with at("2026-12-08"):
        if dies == "before":
            with monkeypatch.context() as broken:
                broken.setattr(tasks, "open_task", lambda *_, **__: (_ for _ in ()).throw(Contended("c1")))
                with pytest.raises(Contended):
                    brought()
            assert "B03" not in casefile.load("c1").as_sealed["documents"]
        brought()
        if dies == "after":
            brought()
        case = casefile.load("c1")
    assert len([one for one in tasks.of_case("c1") if one.kind == bringing.KIND]) == 1
    assert len([one for one in case.events.values() if one.code == "OWED_BROUGHT"]) == 1


def test_a_look_that_another_file_took_the_place_of_leaves_the_queue_and_all_of_them_with_the_end(road_of):
    road_of()
    with at("2026-12-08"):
        brought()
        first = next(one for one in tasks.of_case("c1") if one.kind == bringing.KIND)
        brought(OTHERS)
        (look,) = first.details["looks"]
        said_of_it = {"of": look["of"], "at": clock.stamp(), "by": "r1"}
    assert bringing.ruled_meanwhile(put("c1", **{"rulings.paper.b03": said_of_it}), first) == {}, (
        "nor does what was said of it"
    )
    assert swept("2026-12-08")["owed_look_over"] == 1
    assert not tasks.get(first.id).is_listed
    put("c1", status="REFUSED", ended_at=clock.stamp())
    assert swept("2026-12-08")["owed_look_over"] == 1


def test_an_earlier_releases_case_owes_nothing(submitted):
    case = submitted()
    assert case.tolerances == {} and owing.left(case) == {} and case.application.tolerated == ()
    assert not chasing.is_due(case) and words.REMINDER not in [word.kind for word in words.late(case, [])]


REMINDED, LAST = {"at": "2026-12-13T02:00:00.000Z"}, clocks.DueTime(DUE, False)


@pytest.mark.parametrize(
    ("day", "case", "owed", "is_late"),
    [
        ("2026-12-15", {}, {}, True),
        ("2026-12-14", {}, {}, False),  # until the end of its day
        ("2026-12-15", {}, {"due_by": None}, False),
        ("2026-12-15", {}, {"is_being_read": True}, False),
        ("2026-12-15", {}, {"not_enough": ["B03"]}, False),  # it has come
        ("2026-12-15", {}, {"not_enough": ["B04"]}, True),
        ("2026-12-15", {"tolerances": {"B03": replace(CHOSEN, lapsed_at=DUE)}}, {}, False),  # it is written down
        ("2026-12-15", {"parties": {"borrower": "p", "spouse": "q"}}, {}, False),  # one of them was not reminded
        ("2026-12-15", {"parties": {"borrower": "p", "co_owner_1": "q"}}, {}, True),  # who owes nothing is not
        ("2026-12-13", {}, {"due_by": clocks.DueTime("2026-12-12T17:30:00+08:00", False)}, False),  # only today
        ("2026-12-15", {"reopened_on": date(2026, 12, 14)}, {}, False),  # of the days before that end
        ("2026-12-15", {"messages": {}}, {"is_last_day": True}, True),
    ],
)
def test_what_is_owed_is_late_after_its_day_once_all_who_owe_it_were_reminded_earlier_or_the_law_waits_no_more(
    monkeypatch, day, case, owed, is_late
):
    usual = {"due_by": LAST, "is_being_read": False, "not_enough": [], "is_last_day": False}
    for name, value in {**usual, **owed}.items():
        monkeypatch.setattr(owing, name, lambda *_, value=value: value)
    reminded = {told_as(chasing.REMIND, "borrower", "B03"): SimpleNamespace(**REMINDED)}
    values = {"tolerances": {"B03": CHOSEN}, "parties": {"borrower": "p"}, "messages": reminded, **case}
    with at(day):
        assert chasing._is_late(given.held(**values), "B03") is is_late


@pytest.mark.parametrize(
    ("values", "until"),
    [
        ({}, "2026-12-15"),  # the day after
        ({"held_until": "2026-12-10"}, None),  # somebody has said until when
        ({"state": "claimed", "claimed_by": "s1"}, None),  # somebody is at it
        ({"state": "answered"}, None),
        ({"details": {"codes": [owing.STOP, "HOLD_UNANSWERED"]}}, None),  # it waits for more
        ({"details": {}}, None),
    ],
)
def test_a_step_that_only_waits_for_what_is_owed_lies_aside_to_the_day_after_the_first_of_its_days(
    monkeypatch, values, until
):
    held = list[object]()
    days = {"B03": LAST, "B04": clocks.DueTime("2026-12-16T17:30:00+08:00", False), "B05": None}
    monkeypatch.setattr(owing, "due_by", lambda case, key: days[key])
    monkeypatch.setattr(casefile, "update", lambda *_: {})
    monkeypatch.setattr(chasing.upkeep, "hold", lambda wait, until, why, *_: held.append((until, why)))
    task = tasks.Task("c1.attend.1", "c1", "attend", "620100", "open", DUE, DUE, {"codes": [owing.STOP]})
    for day, then in ((MONDAY, until), ("2026-12-14", until), ("2026-12-15", None)):
        with at(day):
            found = [*chasing._put_aside(given.held(), [replace(task, **values)], days)]
        assert held == [(then, "parties")] * len(found) and len(found) == (then is not None)
        held.clear()


@pytest.mark.parametrize(
    ("day", "named"), [("2026-12-13", "2026-12-14"), ("2026-12-14", "2026-12-14"), ("2026-12-15", "2026-12-15")]
)
def test_who_is_reminded_late_has_until_the_end_of_that_day_and_what_is_over_is_told_by_its_own(day, named):
    with at(day):
        assert chasing._day_named(chasing.REMIND, LAST).isoformat() == named
        assert chasing._day_named(chasing.OVER, LAST).isoformat() == "2026-12-14"
