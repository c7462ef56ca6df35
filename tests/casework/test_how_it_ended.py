"""What is told of an end, what it is called, and what still counts of the decisions before it: read off the record alone."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace

import pytest
import time_machine

from chalicelib import clock, messages, policy
from chalicelib.casework import appealed, appeals, endings, handing, leaving, levels, refusing
from chalicelib.domain.status import Status
from chalicelib.records import casefile, tasks
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.contents import Event, Paper
from chalicelib.records.handouts import HandOut
from chalicelib.records.reviews import Review
from chalicelib.records.statements import Appeal
from tests.given.application import of_sample
from tests.given.case import CONTRACT, held

EVE = date(2026, 11, 21)
ENDED, BEFORE = "2026-11-23T02:00:00.000Z", "2026-10-08T02:00:00.000Z"
APPEAL = Appeal(ENDED, "REFUSED", "2026-11-24T02:00:00.000Z", "u", "p", "")
ASKED = {"notices": [{"issued_at": "2026-11-09T02:00:00.000Z", "due_at": "2026-11-20T09:30:00.000Z"}]}
MORTGAGE = {"status": "REJECTED", "apply_biz_id": "JK1M1"}
OVERDUE = {**CONTRACT, "due_at": "2026-11-23T17:30:00+08:00"}
ORDER = {"level": "attend", "decision": "compensate", "at": ENDED, "is_told": False}


def ended(status, **values):
    return held(**{"status": status, "ended_at": ENDED, **values})


@pytest.mark.parametrize(
    ("status", "values", "may"),
    [
        ("REFUSED", {}, True),
        ("DISBURSED", {}, False),
        ("WITHDRAWN", {"withdrawal": {}}, False),
        ("WITHDRAWN", {"withdrawal": {"why": "denial"}}, True),  # ended for all by one of them
    ],
)
def test_an_end_that_whoever_applied_did_not_want_may_be_objected_to(status, values, may):
    assert endings.may_object(ended(status, **values), Status(status)) is may


@pytest.mark.parametrize(
    ("values", "may"),
    [
        ({}, True),
        ({"status": "EXPIRED"}, True),
        ({"status": "EXPIRED", "application": None}, False),  # a draft that nobody has handed in
        ({"status": "REVIEWING"}, False),  # it goes on
        ({"status": "DISBURSED"}, False),
        ({"appeals": [APPEAL]}, False),
        ({"appeals": [replace(APPEAL, outcome="upheld")]}, False),
        ({"appeals": [replace(APPEAL, of=BEFORE)]}, True),
        ({"appeals": [replace(APPEAL, of=BEFORE), APPEAL]}, False),
    ],
)
def test_an_end_of_what_was_handed_in_is_objected_to_once(values, may):
    assert appeals.may_be_filed(ended(**{"status": "REFUSED", "application": of_sample(1), **values})) is may


@pytest.mark.parametrize(
    ("ended_at", "last", "is_taken_late"),
    [
        ("2026-11-20T15:59:59.999Z", date(2027, 1, 19), True),
        ("2026-11-20T16:00:00.000Z", date(2026, 12, 21), False),  # the twenty-first in Gansu
        ("2026-11-21T16:00:00.000Z", date(2027, 2, 20), True),
    ],
)
def test_the_last_day_to_object_and_whether_it_is_verified_are_those_of_the_day_the_case_ended(
    monkeypatch, ended_at, last, is_taken_late
):
    def in_force(centre, on):
        days = {-1: "60", 0: "30", 1: "90"}[(on > EVE) - (on < EVE)]
        return SimpleNamespace(guide={"appeal_day": days}, confirmed={"guide.appeal_day"} if on == EVE else set())

    monkeypatch.setattr(policy, "in_force", in_force)
    case = ended("REFUSED", ended_at=ended_at, application=of_sample(1))
    assert appeals.until(case) == last
    for day, moment, may in ((last, time.max, True), (last + timedelta(1), time.min, is_taken_late)):
        with time_machine.travel(datetime.combine(day, moment, clock.CHINA), tick=False):
            assert appeals.may_be_filed(case) is may


@pytest.mark.parametrize(
    ("said", "may_file", "takes"),
    [
        ([], False, False),
        ([], True, True),
        ([APPEAL], False, True),  # until that is decided
        ([replace(APPEAL, outcome="upheld")], False, False),
        ([replace(APPEAL, of=BEFORE)], False, False),  # that one is over with its end
    ],
)
def test_what_shows_that_an_end_is_wrong_is_brought_before_it_is_objected_to_and_until_that_is_decided(
    monkeypatch, said, may_file, takes
):
    monkeypatch.setattr(appeals, "may_be_filed", lambda case: may_file)
    assert appeals.takes_files(ended("REFUSED", appeals=said)) is takes
    assert appeals.open_of(ended("REVIEWING", appeals=said)) is None, "it goes on"


def test_an_objection_is_decided_by_itself_and_one_that_came_late_is_said_to_be(monkeypatch):
    earlier, opened = replace(APPEAL, of=BEFORE), []
    case = ended("REFUSED", application=of_sample(1), appeals=[earlier, APPEAL], accepted_on="2026-10-08")
    monkeypatch.setattr(CaseFile, "seal_appeal", lambda case, of, words: f"{of} {words}")
    first, second = appeals.decided(case, APPEAL, "upheld", "理由")
    assert first is earlier and (second.outcome, second.reason) == ("upheld", f"{ENDED} 理由") and second.decided_at
    monkeypatch.setattr(casefile, "update", lambda *_, **__: {})
    monkeypatch.setattr(appeals.tasks, "open_task", lambda *said, **more: opened.append((said, more["details"])))
    monkeypatch.setattr(appeals.agenda, "enter", lambda *_: None)
    monkeypatch.setattr(appeals, "until", lambda case: EVE)
    for day, late in ((EVE, []), (EVE + timedelta(1), [appeals.LATE])):
        with time_machine.travel(datetime.combine(day, time.max, clock.CHINA), tick=False):
            appeals.file(replace(case, appeals=[earlier]), "u", "borrower", "不是", (), Changes())
        (_, kind, number, _), details = opened.pop()
        assert (kind, number, details) == ("appeal", 2, {"codes": ["STATUS_REFUSED", *late]})


def test_an_objection_is_written_to_the_end_it_was_read_of_and_has_the_package_made_anew(monkeypatch):
    written, entered = list[tuple[object, object]](), list[str]()
    monkeypatch.setattr(casefile, "update", lambda case, *_, expect, **changes: written.append((expect, changes)))
    monkeypatch.setattr(appeals.tasks, "open_task", lambda *_, **__: None)
    monkeypatch.setattr(appeals.agenda, "enter", lambda id, *_: entered.append(id))
    case = ended("REFUSED", application=of_sample(1), appeals=[replace(APPEAL, of=BEFORE)])
    vars(case)["seal_appeal"] = lambda of, words: words
    appeals.file(case, "u", "borrower", "不是", (), Changes())
    ((expect, changes),) = written
    assert expect == Expect(status={"REFUSED"}, unchanged=("appeals",)) and changes["package"] is None
    assert [one.of for one in changes["appeals"]] == [BEFORE, ENDED] and entered == ["c1"], "the sweep tells it"


def test_the_letter_of_an_objection_is_of_the_day_it_was_decided_and_tells_the_ways_of_the_day_of_the_end(monkeypatch):
    from chalicelib.casework import papers
    from chalicelib.documents import appeal

    said = []
    monkeypatch.setattr(policy, "in_force", lambda centre, on: f"law of {on}")
    monkeypatch.setattr(appealed, "policy_of", lambda case: "law of the case")
    monkeypatch.setattr(appealed, "legal_by", lambda case: EVE)
    monkeypatch.setattr(appealed, "accepted_on", lambda case: case.accepted_on)
    monkeypatch.setattr(CaseFile, "reason_on", lambda case, one: f"reason on {one.of}")
    monkeypatch.setattr(appeal, "decided", lambda *given, **more: said.append((given, more)))
    monkeypatch.setattr(papers, "made", lambda case, name, value: name)
    one = replace(APPEAL, ending="CANCELLED", outcome="upheld", decided_at="2026-12-01T16:00:00.000Z")
    earlier = replace(APPEAL, of=BEFORE)
    for values, of_contract, is_accepted in (
        ({"contract": CONTRACT}, True, False),
        ({"accepted_on": "2026-11-12"}, False, True),
        ({"contract": CONTRACT, "status": "REVIEWING"}, True, False),  # reopened by it
    ):
        usual = {"status": "CANCELLED", "application": of_sample(1), "number": "N1", "appeals": [earlier, one]}
        case = held(**{**usual, "ended_at": ENDED, **values})
        assert appealed._letter(case, one) == "appeal-2.pdf"
        ((head, rules, outcome, _, filed_on, reason, law), more) = said.pop()
        assert (head.on, head.number) == (date(2026, 12, 2), "N1") and filed_on == date(2026, 11, 24)
        assert (rules, outcome, reason, law) == ("law of the case", "upheld", f"reason on {ENDED}", EVE)
        assert more == {"of_contract": of_contract, "is_accepted": is_accepted, "then": "law of 2026-11-23"}


@pytest.mark.parametrize("status", ["REFUSED", "REVIEWING"])
def test_who_owes_the_loan_hears_of_an_objection_after_its_letter_is_there_and_of_an_end_the_package_is_made_anew(
    monkeypatch, status
):
    done = list[object]()
    case = ended(
        status, appeals=[replace(APPEAL, outcome="upheld")], parties={"borrower": "person_1", "co_owner_1": "person_9"}
    )
    letter = Paper("appeal-1.pdf", "k", "s")
    monkeypatch.setattr(appealed, "_letter", lambda *_: letter)
    monkeypatch.setattr(casefile, "amend", lambda case, expect, **changes: done.append(changes))
    monkeypatch.setattr(casefile, "load", lambda id: case)
    monkeypatch.setattr(appealed.notify, "tell", lambda case, by, code, of, to: done.append((code, of, [*to])))
    assert [*appealed.make_known(case)] == ["appeal_letter", "appeal_told"]
    anew = {"package": None} if status == "REFUSED" else {}
    assert done == [{"results": [letter], **anew}, ("MESSAGE_APPEAL_UPHELD", "1", ["borrower"])]


OLD = Paper("refused.pdf", "k", "old", replaced=True)
LETTER = Paper("refused.pdf", "k", "new")
HANDED = HandOut("h1", "borrower", "person_1", "window", ENDED, ["new"])


@pytest.mark.parametrize(
    ("status", "values", "told", "now"),
    [
        ("REFUSED", {}, "ENDED_REFUSED", "OBJECTION_FIX"),
        ("REFUSED", {"results": [LETTER]}, "ENDED_REFUSED", "OBJECTION_FIX"),
        ("REFUSED", {"results": [OLD, LETTER], "handed": [HANDED]}, "ENDED_REFUSED_HANDED", "OBJECTION_FIX"),
        ("REFUSED", {"results": [LETTER, replace(LETTER, sha256="more")], "handed": [HANDED]}, "ENDED_REFUSED", "OBJECTION_FIX"),
        ("EXPIRED", {}, "ENDED_EXPIRED", "APPLY_AGAIN"),
        ("WITHDRAWN", {"withdrawal": {}}, "ENDED_WITHDRAWN", "APPLY_AGAIN"),
        ("WITHDRAWN", {"withdrawal": {"why": "denial"}}, "ENDED_LEFT", "OBJECTION_FIX"),
        ("DISBURSED", {}, "ENDED_DISBURSED", ""),
    ],
)  # fmt: skip
def test_parties_read_how_it_ended_whether_its_papers_have_reached_them_and_how_they_may_apply_again(
    status, values, told, now
):
    shown = endings.shown(ended(status, **values))
    assert shown["text"] == messages.text(told) and shown["now"] == ([messages.text(now)] if now else [])


def test_how_to_object_is_told_by_the_law_of_the_day_it_ended():
    told = "".join(endings.shown(ended("REFUSED", ended_at="2023-12-31T15:00:00.000Z"))["objections"])
    assert told != "".join(endings.shown(ended("REFUSED"))["objections"]) and "第九条、第十二条" in told


@pytest.mark.parametrize(
    ("status", "contract", "civil"),
    [("CANCELLED", CONTRACT, True), ("WITHDRAWN", CONTRACT, True), ("REFUSED", CONTRACT, False), ("CANCELLED", None, False)],
)  # fmt: skip
def test_who_had_a_contract_that_ended_with_it_is_told_of_the_civil_court(status, contract, civil):
    values = {"contract": contract} if contract else {}
    assert endings.of_contract(ended(status, **values), Status(status)) is civil


@pytest.mark.parametrize(
    ("status", "appeals", "code"),
    [
        ("REFUSED", [], "OBJECTION_WAYS"),
        ("REFUSED", [APPEAL], "OBJECTION_WAYS"),  # filed, and not decided yet
        ("REFUSED", [replace(APPEAL, outcome="upheld")], "OBJECTION_ANSWERED"),
        ("REFUSED", [replace(APPEAL, of=BEFORE, outcome="reopened")], "OBJECTION_WAYS"),  # against an earlier end
        ("REVIEWING", [replace(APPEAL, outcome="reopened")], "OBJECTION_WAYS"),  # it goes on
    ],
)
def test_how_to_object_is_told_until_the_objection_to_this_very_end_is_answered(status, appeals, code):
    assert endings.to_object(ended(status, appeals=appeals)) == code


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"mortgage": MORTGAGE}, "JK1M1"),
        ({"mortgage": {**MORTGAGE, "status": "DISCHARGED", "certificate_number": "Z1"}}, "工作人员"),
        ({"mortgage": MORTGAGE, "payment": {"status": "failed"}}, "P1"),
        ({"mortgage": MORTGAGE, "payment": {"status": "withheld"}}, "P1"),
        ({"mortgage": MORTGAGE, "payment": {"status": "overturned"}}, "P1"),
        ({"mortgage": MORTGAGE, "reviews": [ORDER]}, "工作人员"),
        ({"mortgage": MORTGAGE, "reviews": [ORDER, {**ORDER, "decision": "reopened", "level": "appeal"}]}, "JK1M1"),
        ({"mortgage": MORTGAGE, "reviews": [{**ORDER, "level": "first_review"}]}, "JK1M1"),
        ({"mortgage": MORTGAGE, "reviews": [{**ORDER, "decision": "retry"}]}, "JK1M1"),
    ],
)
def test_why_a_granted_loan_came_to_nothing_is_the_order_of_staff_else_the_bank_s_or_the_registry_s(values, text):
    case = ended("CANCELLED", application=of_sample(1), contract=CONTRACT, **values)
    (why,) = endings.causes(case, Status.CANCELLED)
    assert text in why


@pytest.mark.parametrize(
    ("values", "why"),
    [
        (ASKED, "2026年11月20日"),
        ({**ASKED, "events": {"CORRECTED.1": Event(ENDED, "CORRECTED")}}, ""),
        ({**ASKED, "contract": CONTRACT, "parties": {"borrower": "person_1"}}, CONTRACT["number"]),
        ({"contract": {**CONTRACT, "bank": ""}, "signatures": {"bank": {}}}, ""),
        ({}, ""),
    ],
)
def test_what_was_not_done_in_time_is_the_signature_else_the_correction_and_never_one_that_was_given(values, why):
    told = "".join(endings.causes(ended("EXPIRED", **values), Status.EXPIRED))
    assert why in told and bool(why) is bool(told)


@pytest.mark.parametrize(
    ("reviews", "ending"),
    [
        ([ORDER], "CANCELLED"),
        ([{**ORDER, "decision": "refuse"}], "REFUSED"),
        ([{**ORDER, "decision": "refuse"}, {**ORDER, "decision": "retry"}], "CANCELLED"),  # they said last to go on
        ([{**ORDER, "decision": "refuse", "level": "first_review"}], "CANCELLED"),
        ([{**ORDER, "decision": "refuse"}, {**ORDER, "decision": "reopened", "level": "appeal"}], "CANCELLED"),
    ],
)
def test_an_end_that_nobody_wrote_down_is_what_whoever_attended_said_last_of_what_still_counts(reviews, ending):
    assert leaving.ending_of(held(reviews=reviews, status="ATTENDING")) == ending


@pytest.mark.parametrize(
    ("values", "ending"),
    [
        ({"leaving": "REFUSED", "withdrawal": {}}, "REFUSED"),  # what was ordered before anybody took it back
        ({"withdrawal": {}, "reviews": [ORDER]}, "WITHDRAWN"),
        ({"status": "CORRECTION"}, "EXPIRED"),
        ({"status": "REVIEWING"}, "CANCELLED"),
        ({"contract": OVERDUE}, "EXPIRED"),
        ({"contract": OVERDUE, "status": "CORRECTION"}, "EXPIRED"),
        ({"contract": {**OVERDUE, "due_at": "2026-11-24T17:30:00+08:00"}}, "CANCELLED"),  # it is not over yet
        ({"contract": {**OVERDUE, "due_at": "2026-11-24T17:30:00+08:00"}, "status": "CORRECTION"}, "CANCELLED"),
        ({"contract": OVERDUE, "signatures": {"borrower": {}, "bank": {}}}, "CANCELLED"),
        ({"contract": {**OVERDUE, "declined": {"party": "borrower"}}}, "CANCELLED"),  # they had the time
        ({"contract": OVERDUE, "mortgage": MORTGAGE}, "CANCELLED"),  # all had signed by then
    ],
)
def test_a_case_on_its_way_out_ends_as_was_ordered_or_taken_back_and_else_as_too_late_or_come_to_nothing(
    values, ending
):
    with time_machine.travel("2026-11-24T10:00:00+08:00", tick=False):
        assert leaving.ending_of(held(**{"status": "SIGNING", "parties": {"borrower": "p1"}, **values})) == ending


APPROVED = {"level": "first_review", "decision": "approve", "at": ENDED}
DECIDED = {"approved": True, "route": "C", "why": ["ROUTE_FINAL_AMOUNT"]}
ALL = ["first_review", "second_review", "final_review"]


def decided(reviews):
    return held(reviews=reviews, decision=DECIDED)


@pytest.mark.parametrize(
    ("reviews", "lacking"),
    [
        ([], ALL),
        ([APPROVED], ALL[1:]),
        ([{**APPROVED, "decision": "refuse"}], ALL),
        ([APPROVED, {**APPROVED, "decision": "ask"}], ALL),  # what was approved before is judged anew
        ([{**APPROVED, "level": one} for one in ALL], []),
    ],
)
def test_a_decision_lacks_the_approvals_it_takes_that_nobody_has_given_since_it_was_made(reviews, lacking):
    case = decided(reviews)
    assert list(levels.lacking(case)) == lacking
    assert levels.is_pending(case, DECIDED) is bool(lacking)
    assert not levels.is_pending(case, {**DECIDED, "approved": False}), "a refusal waits for nobody's approval"


@pytest.mark.parametrize(
    ("kind", "approved", "is_there", "due"),
    [
        ("second_review", ALL[:2], False, "final_review"),  # on a road that knows no final one
        ("second_review", ALL[:2], True, "second_review"),
        ("second_review", ALL[:1], False, "second_review"),
        ("first_review", ALL[:2], False, "first_review"),
    ],
)
def test_a_road_of_an_earlier_release_is_given_the_final_review_once_its_second_is_approved(
    monkeypatch, kind, approved, is_there, due
):
    monkeypatch.setattr(tasks, "find", lambda *_: object() if is_there else None)
    assert levels.asked(decided([{**APPROVED, "level": one} for one in approved]), kind, "v") == due


@pytest.mark.parametrize(
    ("listed", "after", "waits"),
    [("", 0, None), ("620100", 0, timedelta(days=30)), ("620100", 29, timedelta(days=1)), ("620100", 30, None)],
)
def test_archiving_waits_thirty_days_at_most_for_what_is_to_be_handed_out(listed, after, waits):
    with time_machine.travel(ENDED, tick=False) as moment:
        moment.shift(timedelta(days=after))
        assert handing.waits(ended("REFUSED", handing=listed)) == waits
        assert handing.waits(held(handing=listed)) is None


OF_A_RULE = {"code": "DOWN_PAYMENT", "outcome": "fail", "subject": "home"}
LOOKED_AT = {"code": "CREDIT_LOOK", "outcome": "look", "subject": "borrower"}
PASSED = {"code": "NOT_SEIZED", "outcome": "pass", "subject": "home"}
IN_WORDS = {"code": refusing.REVIEWED, "outcome": "fail"}


@pytest.mark.parametrize(
    ("told", "level", "rules", "reasons"),
    [
        ([OF_A_RULE], "first_review", [], [OF_A_RULE]),  # what rules refused needs no reviewer's word
        ([], "first_review", [], [OF_A_RULE, {**LOOKED_AT, "outcome": "fail"}, IN_WORDS]),
        ([], "first_review", ["CREDIT_LOOK"], [{**LOOKED_AT, "outcome": "fail"}, IN_WORDS]),
        ([], "first_review", ["NOT_SEIZED"], [IN_WORDS]),
        ([], "attend", [], [IN_WORDS]),  # who ended what was stuck rests on no rule
        ([], "attend", ["DOWN_PAYMENT"], [OF_A_RULE, IN_WORDS]),
        ([], None, [], []),
    ],
)
def test_a_refusal_rests_on_what_rules_refused_or_its_reviewer_named_or_else_on_all_that_was_not_met(
    told, level, rules, reasons
):
    said = [Review("t", level, "r1", "refuse", "2026-11-24", "", rules=rules)] if level else []
    decision = {"reasons": [OF_A_RULE, LOOKED_AT, PASSED]}
    assert [*refusing.reasons(held(reasons=told, reviews=said, decision=decision))] == reasons


@pytest.mark.parametrize(
    ("said", "papers", "made"),
    [
        ([APPEAL], [], []),  # nobody has decided it yet
        ([replace(APPEAL, outcome="upheld")], [], ["appeal-1.pdf"]),
        ([replace(APPEAL, outcome="upheld")], ["appeal-1.pdf"], []),
        ([replace(APPEAL, of=BEFORE, outcome="reopened"), APPEAL], ["appeal-1.pdf"], []),
        ([replace(APPEAL, of=BEFORE, outcome="reopened"), replace(APPEAL, outcome="upheld")], ["appeal-1.pdf"], ["appeal-2.pdf"]),
        ([replace(APPEAL, of=BEFORE, outcome="reopened"), replace(APPEAL, outcome="upheld")], ["appeal-2.pdf"], ["appeal-1.pdf"]),
    ],
)  # fmt: skip
def test_every_objection_that_was_decided_has_a_letter_of_its_own_once(monkeypatch, said, papers, made):
    written = []
    case = ended("REFUSED", appeals=said, results=[Paper(name, "k", "s") for name in papers])
    monkeypatch.setattr(appealed, "_letter", lambda case, one: Paper(appealed._name(case, one), "k", one.of))
    monkeypatch.setattr(casefile, "amend", lambda case, expect, results, package: written.append(results[-1].name))
    monkeypatch.setattr(casefile, "load", lambda id: case)
    assert appealed.is_owed(case) is bool(made)
    assert [*appealed.make_known(case)] == ["appeal_letter"] * len(made) and written == made
