"""Where a road is begun once more, and for which end: read off the record, whichever release wrote it."""

import json
from types import SimpleNamespace

import pytest
import time_machine

from chalicelib.casework import leaving, starting
from chalicelib.casework.waits import may_be_signed
from chalicelib.domain.status import Status
from chalicelib.records import casefile
from chalicelib.records.reviews import Review
from chalicelib.records.tasks import Task
from chalicelib.steps import discharge
from tests.given import case as given
from tests.steps.conftest import event

VOIDED = {"contract": {"number": "JK1", "voided_at": "2026-11-23T00:00:00.000Z", "due_at": "2099-01-01"}}
DISCHARGED = {"contract": {"number": "JK1"}, "mortgage": {"status": "DISCHARGED"}}
OVERDUE = {"contract": {"number": "JK1", "voided_at": "2026-11-23T00:00:00.000Z", "due_at": "2020-01-01"}}
ATTENDED = {"level": "attend"}


def given_to_the_new_road(case, restarts: int = 1):
    given.happened(case.id, "RESTARTED", str(restarts))
    return starting._given(given.put(case.id, restarts=restarts))


@pytest.mark.parametrize("undone", [VOIDED, DISCHARGED], ids=["voided", "discharged"])
def test_what_was_undone_by_a_road_that_did_not_say_so_goes_on_out(submitted, undone):
    case = submitted(**undone)
    assert case.leaving == "" and starting.step_of(case) == "Discharge"
    assert given_to_the_new_road(case)["ending"] == "CANCELLED"


@pytest.mark.parametrize("undone", [VOIDED, DISCHARGED], ids=["voided", "discharged"])
def test_a_contract_that_was_undone_is_not_signed_any_more(submitted, undone):
    assert not may_be_signed(submitted(**undone, status="SIGNING"))


@pytest.mark.parametrize(
    ("values", "ending"),
    [
        (DISCHARGED, "CANCELLED"),
        ({**DISCHARGED, "withdrawal": {}}, "WITHDRAWN"),
        ({**DISCHARGED, "leaving": "REFUSED", "withdrawal": {}}, "REFUSED"),
        ({**DISCHARGED, "reviews": [{**ATTENDED, "decision": "refuse"}]}, "REFUSED"),
        ({**OVERDUE, "reviews": [{**ATTENDED, "decision": "compensate"}]}, "CANCELLED"),
        ({**OVERDUE, "reviews": [{**ATTENDED, "decision": "retry"}]}, "EXPIRED"),
        (OVERDUE, "EXPIRED"),
        ({"contract": {**OVERDUE["contract"], "declined": {"party": "bank"}}}, "CANCELLED"),  # in time that stood still
        (VOIDED, "CANCELLED"),
        ({**OVERDUE, "mortgage": {"status": "REJECTED"}}, "CANCELLED"),
        ({"status": "CORRECTION"}, "EXPIRED"),
    ],
)
def test_the_end_nobody_wrote_down_is_the_one_the_record_tells(submitted, values, ending):
    assert leaving.ending_of(submitted(**values)) == ending


@pytest.mark.parametrize(
    ("level", "decision", "end"),
    [
        ("attend", "refuse", "REFUSED"),
        ("supplement", "compensate", "CANCELLED"),
        ("attend", "retry", None),
        ("first_review", "refuse", None),
    ],
)
def test_an_end_is_ordered_by_whoever_attends_and_by_no_review(level, decision, end):
    assert leaving.ordered_by(Review("t", level, "s1", decision, "2026-11-23T01:00:00.000Z", "")) == end


@pytest.mark.parametrize(("second", "ending"), [(0, "CANCELLED"), (1, "EXPIRED")])
def test_the_time_to_sign_is_over_only_after_its_last_moment(submitted, second, ending):
    case = submitted(contract={**VOIDED["contract"], "due_at": "2026-12-01T18:00:00+08:00"})
    with time_machine.travel(f"2026-12-01T10:00:0{second}Z", tick=False):
        assert leaving.ending_of(case) == ending


def test_a_discharge_on_a_road_that_hands_no_end_on_writes_it_down_and_nothing_once_it_has_ended(submitted):
    submitted(withdrawal={})
    discharge.handle(event("Discharge"))
    assert casefile.load("c1").leaving == "WITHDRAWN"
    given.put("c1", status="WITHDRAWN", leaving="")
    discharge.handle(event("Discharge"))
    assert casefile.load("c1").leaving == ""


def test_a_discharge_takes_the_end_its_road_hands_on(submitted):
    submitted(withdrawal={})
    discharge.handle(event("Discharge", ending="EXPIRED"))
    assert casefile.load("c1").leaving == "EXPIRED"


def test_a_case_goes_on_in_the_wait_of_staff_that_alone_is_done_where_it_stands(submitted, monkeypatch):
    case = submitted(
        contract={"number": "JK1"}, mortgage={"status": "DONE", "certificate_number": "Z1"}, status="REGISTERING"
    )
    assert starting.step_of(case) == "Disburse"
    monkeypatch.setattr(starting, "_STAFFED", {Status.REGISTERING: "Value"})
    assert starting.step_of(case) == "Value"


@pytest.mark.parametrize(
    ("status", "step"),
    [("NEED_MORE_MATERIAL", "Supplement"), ("PENDING", "Mortgage"), ("REJECTED", "Mortgage"), ("LEFT", "Mortgage")],
)
@pytest.mark.parametrize("doubts", [[], ["an open dispute"]])
def test_what_the_registry_wants_more_is_seen_to_before_it_is_asked_again(submitted, status, step, doubts):
    case = submitted(contract={"number": "JK1"}, mortgage={"status": status, "doubts": doubts})
    assert starting.step_of(case) == step
    assert json.loads(json.dumps(given_to_the_new_road(case)))["stuck"]["step"] == step


def test_a_case_that_was_submitted_only_may_never_have_begun(submitted):
    assert starting.state_of(submitted()) is None


@pytest.mark.parametrize("status", ["VERIFYING", "ATTENDING", "REVIEWING", "SIGNING", "DISBURSING"])
def test_an_execution_nobody_knows_of_a_case_that_is_further_was_forgotten(submitted, status):
    assert starting.state_of(submitted(status=status)) == "FORGOTTEN"


@pytest.mark.parametrize(("days", "state"), [(1, None), (91, "FORGOTTEN")])
def test_a_restart_may_never_have_begun_for_as_long_as_it_would_be_known(submitted, later, days, state):
    submitted(status="REVIEWING")
    given.happened("c1", "RESTARTED", "1")
    case = given.put("c1", restarts=1)
    later(days=days)
    assert starting.state_of(case) == state


APPROVED, REFUSED = "approve", "refuse"
THIRD = ["ROUTE_AMOUNT_HIGH", "ROUTE_FINAL_AMOUNT"]


ASKED = [{"asked": "c1.first_review.1"}]
CORRECTED = {"CORRECTED.1": {"at": "2026-11-23T00:00:00.000Z", "code": "CORRECTED"}}


def reviews(**levels):
    return [{"task": level, "level": level, "decision": decision} for level, decision in levels.items()]


@pytest.mark.parametrize(
    ("record", "step"),
    [
        ({}, "Intake"),
        ({"decision": {"approved": False}}, "Refuse"),
        ({"decision": {"route": "A"}}, "Sign"),
        ({"decision": {"route": "B"}}, "Review"),
        ({"decision": {"route": "B"}, "reviews": reviews(first_review=APPROVED)}, "Sign"),
        ({"decision": {"route": "B"}, "reviews": reviews(first_review=REFUSED)}, "Refuse"),
        ({"decision": {"route": "C"}}, "FirstReview"),
        ({"decision": {"route": "C"}, "reviews": reviews(first_review=APPROVED)}, "SecondReview"),
        ({"decision": {"route": "C"}, "reviews": reviews(first_review=APPROVED, second_review=APPROVED)}, "Sign"),
        ({"decision": {"route": "C"}, "reviews": reviews(first_review=APPROVED, second_review=REFUSED)}, "Refuse"),
        ({"decision": {"route": "C", "why": THIRD}, "reviews": reviews(first_review=APPROVED)}, "SecondReview"),
        (
            {
                "decision": {"route": "C", "why": THIRD},
                "reviews": reviews(first_review=APPROVED, second_review=APPROVED),
            },
            "FinalReview",
        ),
        (
            {
                "decision": {"route": "C", "why": THIRD},
                "reviews": reviews(first_review=APPROVED, second_review=APPROVED, final_review=APPROVED),
            },
            "Sign",
        ),
        # What staff said of a step that was stuck is no review; a refusal by one stands, whatever class comes after it.
        ({"decision": {"route": "C"}, "reviews": reviews(attend=REFUSED)}, "FirstReview"),
        ({"decision": {"route": "A"}, "reviews": reviews(first_review=REFUSED)}, "Refuse"),
        # Nor one that no longer stands: the case went on after an end, or was sent back.
        ({"decision": {"route": "C"}, "reviews": reviews(first_review=REFUSED, appeal="reopened")}, "FirstReview"),
        (
            {"decision": {"route": "C"}, "reviews": reviews(first_review=APPROVED, second_review="send_back")},
            "FirstReview",
        ),
        # What a reviewer asks waits for its answer, and for nothing once it was corrected.
        ({"notices": ASKED}, "Correction"),
        ({"notices": ASKED, "events": CORRECTED}, "Intake"),
        ({"notices": [{}]}, "Intake"),
        ({"notices": [*ASKED, {"round": 2}]}, "Intake"),
        ({"contract": {}}, "Sign"),
        ({"mortgage": {"status": "PENDING"}}, "Mortgage"),
        ({"mortgage": {"status": "DONE", "certificate_number": "甘(2026)1号"}}, "Disburse"),
        ({"mortgage": {"status": "DONE", "certificate_number": "甘(2026)1号", "doubts": ["open"]}}, "Disburse"),
        ({"payment": {"status": "ordered"}}, "Disburse"),
        ({"payment": {"status": "paid"}}, "Issue"),
        ({"payment": {"status": "overturned"}}, "Disburse"),  # no papers of a loan whose money has come back
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_a_case_goes_on_where_its_record_says_it_stopped(submitted, record, step):
    assert starting.step_of(submitted(**record)) == step
    assert step in starting.STEPS


@pytest.mark.parametrize(
    ("wait", "is_over"),
    [
        ({}, True),
        ({"kind": "first_review"}, True),
        ({"state": "answered"}, False),
        ({"kind": "sign"}, False),  # others keep their one wait
        ({"kind": "appeal", "on_the_road": False}, False),
        ({"opened_at": "2026-11-24T02:00:00.000Z"}, False),  # the new road asks it
        ({"opened_at": "2026-11-24T01:59:59.999Z"}, True),
    ],
)
@pytest.mark.parametrize("restarts", [0, 1])
def test_what_a_dead_road_waited_for_of_staff_is_no_work_any_more(monkeypatch, wait, is_over, restarts):
    values = {"kind": "attend", "state": "open", "opened_at": "2026-11-23T02:00:00.000Z", **wait}
    one = Task(id="c1.x.1", case="c1", centre="620100", due_at="2026-12-01", details={}, **values)
    retired = []
    monkeypatch.setattr(starting.tasks, "of_case", lambda id: [one])
    monkeypatch.setattr(starting.upkeep, "retire", retired.append)
    told = {"RESTARTED.1": {"code": "RESTARTED", "at": "2026-11-24T02:00:00.000Z"}} if restarts else {}
    starting._retire(given.held(restarts=restarts, events=told))
    assert retired == [one] * (is_over and restarts)


@pytest.mark.parametrize(
    ("words", "route", "lacking", "step"),
    [
        ([], "A", [], "Sign"),
        ([], "C", ["second_review", "final_review"], "SecondReview"),
        ([("first_review", "approve")], "C", ["final_review"], "FinalReview"),
        ([("first_review", "refuse")], "C", ["second_review"], "Refuse"),
        ([("first_review", "refuse"), ("attend", "retry")], "C", [], "Refuse"),  # whatever is said of the case after it
        ([("first_review", "refuse"), ("second_review", "approve")], "C", [], "Refuse"),
        ([("attend", "refuse")], "C", [], "Sign"),  # which is no review
        ([], None, [], "Refuse"),
    ],
)
def test_a_refusal_of_any_review_stands_at_a_restart(monkeypatch, words, route, lacking, step):
    monkeypatch.setattr(starting.levels, "lacking", lambda case: lacking)
    standing = [SimpleNamespace(level=level, decision=decision) for level, decision in words]
    assert starting._decided(SimpleNamespace(standing=standing, decision={"route": route})) == step
