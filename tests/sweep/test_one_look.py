"""What one look finds in a case and its waits, operand by operand, on built objects. In the store: tests/sweep/test_sweep.py, test_healing.py."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
import time_machine

from chalicelib.domain.status import Status
from chalicelib.records.contents import Stop
from chalicelib.records.presences import DENIED, Presence
from chalicelib.records.tasks import Task
from chalicelib.sweep import gauges, healing, lateness, looks, run
from tests.given.case import CONTRACT, SIGNED, held

NOW = "2026-11-25T02:00:00.000Z"
DAY_AGO, JUST_NOW = "2026-11-24T01:59:59.999Z", "2026-11-24T02:00:00.000Z"


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


def wait(kind: str, number: int | str = 1, state: str = "open", opened_at: str = DAY_AGO, **values) -> Task:
    details = values.pop("details", {})
    return Task(
        f"c1.{kind}.{number}", "c1", kind, "620100", state, opened_at, "2026-12-01T18:00:00+08:00", details, **values
    )


OUT = {"details": {"step": "Sign", "error": "BankUnavailable"}}
ON_THE_ROAD = {"_restarted", "_withdrawn", "_unanswered", "_registered", "_untold", "_stranded"}
WHATEVER = {"_denied", "_held", "procedures.looked", "procedures.owed", "procedures.committed", "nobody.looked"}
GOING_ON = {"holds.outlasted", "healing.over", "healing.tried_again", "healing.given_up"}


@pytest.fixture
def looked(monkeypatch):
    """Which looks were taken, of a case that is in that state of its execution, with those waits."""
    taken, waits = [], []
    for name in ON_THE_ROAD | WHATEVER | GOING_ON | {"_dead"}:
        monkeypatch.setattr(f"chalicelib.sweep.looks.{name}", lambda *_, name=name: iter([taken.append(name)]))
    monkeypatch.setattr(looks, "due_or_not", lambda case, *of: iter([taken.append(of)]))
    monkeypatch.setattr(looks.starting, "start", lambda case: taken.append("start"))
    monkeypatch.setattr(looks.tasks, "of_case", lambda id: waits)
    monkeypatch.setattr(looks.words, "late", lambda *_: [])
    for letters in (looks.receipt_letter, looks.accepting):
        monkeypatch.setattr(letters, "write", lambda case: False)

    def look(running, *there, **values):
        taken.clear()
        waits[:] = there
        monkeypatch.setattr(looks.starting, "state_of", lambda case: running)
        [*looks.at(held(**values), gauges.Seen())]
        return taken

    return look


@pytest.mark.parametrize(
    ("running", "taken"),
    [(None, {"start"}), ("FAILED", {"_dead"}), ("TIMED_OUT", {"_dead"}), ("RUNNING", ON_THE_ROAD | GOING_ON)],
)
def test_every_look_is_taken_at_a_case_on_its_road_and_what_people_have_to_do_is_looked_at_whatever_becomes_of_that(
    looked, running, taken
):
    assert {*looked(running)} == taken | WHATEVER


def test_what_an_outage_keeps_is_due_as_its_first_task_and_what_stands_in_no_queue_is_not_due(looked):
    first = wait("attend", 1, "retrying", answered_by="sweep", **OUT)
    second, other, over = wait("attend", 2, **OUT), wait("dispute", on_the_road=False), wait("sign", 3, "answered")
    due = [one for one in looked("RUNNING", over, first, second, other) if isinstance(one, tuple)]
    assert due == [(first, first), (second, first), (other, other)]


@pytest.mark.parametrize(
    ("moments", "found"),
    [
        ((DAY_AGO,), ["ended"]),
        ((DAY_AGO, DAY_AGO), ["ended"]),
        ((DAY_AGO, JUST_NOW), ["ended_just_now"]),
        ((JUST_NOW, DAY_AGO), ["ended_just_now"]),
        ((NOW,), ["ended_just_now"]),
    ],
)
def test_a_case_that_has_ended_is_left_alone_until_its_last_line_is_a_day_old(monkeypatch, moments, found):
    pruned = []
    monkeypatch.setattr(looks.casefile, "prune", pruned.append)
    events = {f"E.{number}": {"at": at, "code": "E"} for number, at in enumerate(moments)}
    assert [*looks._outlived(held(status="EXPIRED", events=events), [], gauges.Seen())] == found
    assert pruned == ["c1"] * (found == ["ended"])


CORRECTED = {"CORRECTED.1": {"at": NOW, "code": "CORRECTED"}}
BOTH = {"notices": [{"round": 1}, {"round": 2}]}
ALL_SIGNED = {"contract": CONTRACT, "parties": {"borrower": "p1"}, "signatures": {"borrower": SIGNED, "bank": SIGNED}}


@pytest.mark.parametrize(
    ("values", "one", "word"),
    [
        ({"events": CORRECTED, **BOTH}, wait("correction", 1), "corrected"),
        ({"events": CORRECTED, **BOTH}, wait("correction", 2), None),
        ({"events": CORRECTED, **BOTH}, wait("correction", 1, "answered"), None),
        ({"events": CORRECTED, **BOTH}, wait("sign"), None),
        (ALL_SIGNED, wait("sign"), "signed"),
        (ALL_SIGNED, wait("sign", state="answered"), None),
        (ALL_SIGNED, wait("correction"), None),
        ({**ALL_SIGNED, "signatures": {"borrower": SIGNED}}, wait("sign"), None),
        ({**ALL_SIGNED, "signatures": {}}, wait("sign"), None),
    ],
)
def test_a_wait_is_ended_by_what_was_done_in_it_and_by_nothing_of_another_round(monkeypatch, values, one, word):
    said = []
    monkeypatch.setattr(looks.tasks, "answer", lambda id, outcome, who: said.append((id, outcome, who)))
    found = [*looks._unanswered(held(**values), [one])]
    assert (found, said) == ((["answered"], [(one.id, {"next": word}, "sweep")]) if word else ([], []))


FOLLOWS = {"details": {"step": "Mortgage"}}


@pytest.mark.parametrize(
    ("status", "waits", "resumed"),
    [
        ("DONE", [wait("supplement", **FOLLOWS)], True),
        ("REJECTED", [wait("attend", **FOLLOWS)], True),
        ("PENDING", [wait("supplement", **FOLLOWS)], False),
        ("DONE", [wait("supplement", state="answered", **FOLLOWS)], False),
        ("DONE", [wait("attend", **OUT)], False),
        ("DONE", [wait("supplement", 1, "answered", answered_by="registry", **FOLLOWS), wait("attend", **FOLLOWS)], False),
        ("DONE", [wait("supplement", 1, "answered", answered_by="r1", **FOLLOWS), wait("attend", **FOLLOWS)], True),
    ],
)  # fmt: skip
def test_who_follows_up_a_registration_is_relieved_of_it_once_by_the_registrys_last_word(
    monkeypatch, status, waits, resumed
):
    acts = []
    monkeypatch.setattr(looks.registration, "resume", lambda case: acts.append(case) or True)
    found = [*looks._registered(held(mortgage={"status": status}), waits)]
    assert (found, acts) == ((["relieved"], ["c1"]) if resumed else ([], []))


def form(**void) -> Presence:
    return Presence("f1", "borrower", "p1", "signed_form", "", NOW, "clerk-1", "e", void=void)


@pytest.mark.parametrize(
    ("forms", "is_taken_up"),
    [
        ([form(at=NOW, why=DENIED)], True),
        ([form(at=NOW, why=DENIED), form()], True),
        ([form(), form(at=NOW, why=DENIED)], True),
        ([form(at=NOW)], False),
        ([form()], False),
        ([], False),
    ],
)
def test_every_denied_form_is_taken_up_wherever_it_stands_among_the_others(monkeypatch, forms, is_taken_up):
    from chalicelib.casework import disputes

    done = []
    monkeypatch.setattr(disputes, "nobodys", lambda case: ["form"])
    monkeypatch.setattr(disputes, "deny", lambda case, one: done.append(one))
    assert [*looks._denied(held(presences=forms))] == ["denial_taken_up"] * is_taken_up
    assert done == ["form"] * is_taken_up


@pytest.mark.parametrize("stopped", [None, Stop("Issue", NOW, ("PAYMENT_OVERTURNED",))])
@pytest.mark.parametrize(
    ("payment", "rings"),
    [
        ({"status": "paid", "settled_at": "2026-11-25T01:44:59.999Z"}, 1),
        ({"status": "paid", "settled_at": "2026-11-25T01:45:00.000Z"}, 0),
        ({"status": "overturned", "settled_at": "2026-11-25T01:00:00.000Z"}, 0),
        ({"status": "ordered"}, 0),
        (None, 0),
    ],
)
def test_money_that_has_gone_rings_after_a_quarter_of_an_hour_without_a_loan_whatever_its_issue_has_stopped_on(
    monkeypatch, payment, rings, stopped
):
    monkeypatch.setattr(gauges, "is_past_law", lambda case: False)
    seen = gauges.Seen()
    seen.case(held(payment=payment, stopped=stopped), [], has_execution=True)
    assert (seen.paid_not_issued, seen.without_execution) == (rings, 0)


EARLIER, LATEST = {"turn": "20261123#0"}, wait("first_review", 9, turn="20261124#0")


@pytest.mark.parametrize(
    ("one", "status", "is_over"),
    [
        (wait("attend", state="retrying", **EARLIER), "ATTENDING", True),
        (wait("attend", state="retrying", **EARLIER), "SIGNING", True),
        (wait("attend", state="retrying", turn="20261124#0"), "ATTENDING", False),
        (wait("attend", state="retrying", turn="20261124#0"), "SIGNING", True),
        (wait("verify", **EARLIER), "VERIFYING", False),  # it is somebody's work
        (wait("attend", state="claimed", **EARLIER), "SIGNING", False),
        (wait("attend", state="answered", **EARLIER), "SIGNING", False),
    ],
)
def test_of_what_the_road_has_gone_past_only_what_was_being_tried_again_leaves_its_queue(
    monkeypatch, one, status, is_over
):
    retired = []
    monkeypatch.setattr(healing.upkeep, "retire", retired.append)
    assert [*healing.over(held(status=status), [one, LATEST])] == ["outage_over"] * is_over
    assert retired == [one] * is_over


@pytest.mark.parametrize(
    ("began", "is_tried"),
    [("2026-11-08T02:00:00.000Z", True), ("2026-11-08T01:59:59.999Z", False), ("2026-11-01T00:00:00.000Z", False)],
)
def test_an_outage_is_given_up_seventeen_days_after_its_first_task_however_new_the_last_is(began, is_tried):
    first = wait("attend", 1, "answered", began, answered_by="sweep", **OUT)
    waits = [first, wait("attend", 2, opened_at=NOW, **OUT)]
    assert (healing.due_in(waits) is not None) is is_tried
    assert [*healing.given_up(waits)] == ["given_up"] * (not is_tried)


@pytest.mark.parametrize("status", ["REVIEWING", "DISBURSED", "REFUSED"])
@pytest.mark.parametrize("escalated_at", [None, NOW])
@pytest.mark.parametrize("kind", ["complaint", "first_review"])
def test_that_a_partys_complaint_is_overdue_is_a_supervisors_to_know_and_stands_in_no_timeline(
    monkeypatch, status, escalated_at, kind
):
    escalated, told = [], []
    late = replace(wait(kind), due_at="2026-11-25T09:59:59.999+08:00", escalated_at=escalated_at, urgent_by="place")
    monkeypatch.setattr(lateness, "is_beyond_law", lambda *_: False)
    monkeypatch.setattr(lateness, "stretches", lambda *_: False)
    monkeypatch.setattr(lateness, "urgent_by", lambda *_: "place")
    monkeypatch.setattr(lateness.upkeep, "escalate", escalated.append)
    monkeypatch.setattr(lateness.casefile, "amend", lambda case, line: told.append(line.event.code))
    found = [*lateness.due_or_not(held(status=status), late)]
    is_news = kind == "first_review" or not escalated_at
    assert (found, told) == (["overdue"] * is_news, ["OVERDUE"] * (kind == "first_review"))
    assert escalated == [late] * is_news


def test_a_case_leaves_the_agenda_as_it_was_read_so_that_one_reopened_meanwhile_stays_in_it(monkeypatch):
    from chalicelib.sweep import figures

    left = []
    monkeypatch.setattr(figures, "add_time_used", lambda case: left.append("time used"))
    monkeypatch.setattr(run.agenda, "leave", lambda id, due_at: left.append((id, due_at)))
    run._next("c1", SimpleNamespace(due_at="as read", status=Status.REFUSED), [looks.Found.ENDED], gauges.Seen())
    assert left == ["time used", ("c1", "as read")]
