"""What is told of an end, what it is called, and what still counts of the decisions before it: read off the record alone."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from chalicelib.casework import appealed, endings, handing, leaving, levels, notify
from chalicelib.domain.status import Status
from chalicelib.records import casefile, tasks
from chalicelib.records.contents import Event
from chalicelib.records.statements import Appeal
from tests.given.application import of_sample
from tests.given.case import CONTRACT, held

ENDED, BEFORE = "2026-11-23T02:00:00.000Z", "2026-10-08T02:00:00.000Z"
APPEAL = Appeal(ENDED, "REFUSED", "2026-11-24T02:00:00.000Z", "u", "p", "")
ASKED = {"notices": [{"issued_at": "2026-11-09T02:00:00.000Z", "due_at": "2026-11-20T09:30:00.000Z"}]}
MORTGAGE = {"status": "REJECTED", "apply_biz_id": "JK1M1"}
ORDER = {"level": "attend", "decision": "compensate", "at": ENDED, "is_told": False}


@pytest.fixture(autouse=True)
def unsealed(monkeypatch):
    """Nobody's words are sealed in a record that is nowhere stored."""
    monkeypatch.setattr(endings, "_in_their_words", lambda case, order: f"ordered by {order.level}")
    monkeypatch.setattr(endings, "_of_registry", lambda case, mortgage: f"registry {mortgage.apply_biz_id}")


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
        ({"mortgage": MORTGAGE}, "registry JK1M1"),
        ({"mortgage": {**MORTGAGE, "status": "DISCHARGED", "certificate_number": "Z1"}}, "工作人员"),
        ({"mortgage": MORTGAGE, "payment": {"status": "failed"}}, "P1"),
        ({"mortgage": MORTGAGE, "payment": {"status": "withheld"}}, "P1"),
        ({"mortgage": MORTGAGE, "payment": {"status": "overturned"}}, "P1"),
        ({"mortgage": MORTGAGE, "reviews": [ORDER]}, "ordered by attend"),
        ({"mortgage": MORTGAGE, "reviews": [ORDER, {**ORDER, "decision": "reopened", "level": "appeal"}]}, "registry"),
        ({"mortgage": MORTGAGE, "reviews": [{**ORDER, "level": "first_review"}]}, "registry"),
        ({"mortgage": MORTGAGE, "reviews": [{**ORDER, "decision": "retry"}]}, "registry"),
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


@pytest.mark.parametrize(
    ("outcome", "code"),
    [("", "MESSAGE_APPEAL_FILED"), ("upheld", "MESSAGE_APPEAL_UPHELD"), ("conceded", "MESSAGE_APPEAL_CONCEDED")],
)
def test_what_became_of_an_appeal_is_told_to_who_owes_the_loan_and_not_to_who_only_owns_the_home(
    monkeypatch, outcome, code
):
    decided = replace(APPEAL, outcome=outcome)
    case = ended("REFUSED", parties={"borrower": "p", "spouse": "q", "co_owner_1": "r"}, appeals=[decided])
    told = []
    monkeypatch.setattr(appealed, "_unwritten", lambda case, one: False)
    monkeypatch.setattr(casefile, "load", lambda id: case)
    monkeypatch.setattr(notify, "tell", lambda case, step, code, occasion, to: told.append((code, occasion, {*to})))
    assert [*appealed.make_known(case)] == ["appeal_told"] and told == [(code, "1", {"borrower", "spouse"})]
