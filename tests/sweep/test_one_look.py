"""What one look finds in a case and its waits, operand by operand, on built objects. In the store: tests/sweep/test_sweep.py, test_healing.py."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
import time_machine

from chalicelib.domain.status import Status
from chalicelib.records.contents import Package, Stop
from chalicelib.records.inspections import WAITING
from chalicelib.records.parts import READ_ON
from chalicelib.records.presences import DENIED, Presence
from chalicelib.records.statements import Procedure
from chalicelib.records.tasks import Task
from chalicelib.sweep import gauges, healing, lateness, looks, nobody, queues, run
from tests.given.application import application
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


@pytest.mark.parametrize("running", [None, "FAILED", "RUNNING"])
def test_letters_are_written_whatever_became_of_the_road(looked, monkeypatch, running):
    monkeypatch.setattr(looks.receipt_letter, "write", lambda case: True)
    monkeypatch.setattr(looks.casefile, "load", lambda id: "read again")
    monkeypatch.setattr(looks.accepting, "write", lambda case: case == "read again")
    looked(running)
    assert [*looks.at(held(), gauges.Seen())][-2:] == ["receipt_made", "accepted_in_silence"]


@pytest.mark.parametrize(
    ("status", "is_waiting", "unread", "taken"),
    [
        ("DRAFT", False, [], ["draft"]),
        ("DRAFT", True, ["c1"], []),  # not while its files are being read
        ("REVIEWING", True, ["c1"], ["start"]),
        ("REVIEWING", False, [], ["start"]),
    ],
)
def test_a_draft_is_looked_at_to_let_it_expire_unless_nobody_has_read_its_files_yet(
    looked, monkeypatch, status, is_waiting, unread, taken
):
    looked(None)
    gone, seen = looked(None), gauges.Seen()
    gone.clear()
    monkeypatch.setattr(looks, "_draft", lambda case: iter([gone.append("draft")]))
    file = {"d1": {"state": WAITING if is_waiting else "clean"}}
    [*looks.at(held(status=status, documents=file), seen)]
    assert seen.unread == unread and [one for one in gone if one not in WHATEVER] == taken


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


@pytest.mark.parametrize("on_the_road", [True, False])
def test_an_ended_case_of_which_somebody_has_something_to_do_is_neither_archived_nor_left(monkeypatch, on_the_road):
    late, seen = [], gauges.Seen()
    monkeypatch.setattr(looks.casefile, "prune", None)
    monkeypatch.setattr(looks, "due_or_not", lambda case, wait: iter([late.append(wait)]))
    for finder in ("procedures.owed", "nobody.looked"):
        monkeypatch.setattr(f"chalicelib.sweep.looks.{finder}", lambda *_: iter(()))
    left, over = wait("dispute", on_the_road=on_the_road), wait("sign", state="answered")
    [*looks._outlived(held(status="REFUSED", application=application()), [over, left], seen)]
    assert late == [left] and seen.to_archive == [] and seen.oldest["dispute"] > 0


SENT, DRAWN_UP = {"application": application()}, {"contract": CONTRACT}
KEPT = {"package": Package("k", "h", DAY_AGO, "2031-11-27")}


@pytest.mark.parametrize(
    ("values", "word", "then"),
    [
        (SENT, "", "archived"),
        ({**SENT, **DRAWN_UP}, "", "archived"),
        ({**SENT, **KEPT}, "", "ended"),
        ({}, "", "ended"),
        ({**SENT, **DRAWN_UP}, "seal", "asked"),
        ({**SENT, **KEPT}, "seal", "asked"),
    ],
)
def test_a_case_nothing_happens_to_any_more_is_asked_about_then_archived_if_it_was_ever_sent_and_then_left(
    monkeypatch, values, word, then
):
    pruned, seen = [], gauges.Seen()
    monkeypatch.setattr(looks.casefile, "prune", pruned.append)
    monkeypatch.setattr(looks.words, "after_end", lambda case: word)
    found = [*looks._outlived(held(status="REFUSED", **values), [], seen)]
    assert (found, pruned) == ((["ended"], ["c1"]) if then == "ended" else ([], []))
    assert seen.to_archive == ["c1"] * (then == "archived")
    assert seen.late == [gauges.Word("c1", word)] * (then == "asked")
    assert seen.at_rest == ({"c1": looks.AT_REST} if then == "asked" else {})


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


OPEN = {"procedures": {"appraisal.1": Procedure("appraisal", NOW, "r1", "person_r1", NOW, "")}}


@pytest.mark.parametrize("values", [{}, OPEN, {"status": "CORRECTION"}])
@pytest.mark.parametrize("is_past", [True, False])
def test_a_case_past_the_laws_last_day_rings_whatever_is_going_on_in_it(monkeypatch, is_past, values):
    monkeypatch.setattr(gauges, "is_past_law", lambda case: is_past)
    seen = gauges.Seen()
    seen.case(held(**values), [], has_execution=False)
    assert (seen.past_law, seen.without_execution) == (is_past, 1)


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


@pytest.fixture
def overdue(monkeypatch):
    """What is done of a wait that is due at that moment, and the limits of which stand as they are."""
    for name in ("is_beyond_law", "stretches"):
        monkeypatch.setattr(lateness, name, lambda *_: False)
    monkeypatch.setattr(lateness, "urgent_by", lambda *_: "place")
    world = SimpleNamespace(escalated=[], told=[])
    monkeypatch.setattr(lateness.upkeep, "escalate", world.escalated.append)
    monkeypatch.setattr(lateness.casefile, "amend", lambda case, line: world.told.append(line.event.code))

    def look(case, kind="first_review", due_at="2026-11-25T09:59:59.999+08:00", **values):
        late = replace(wait(kind, **values), due_at=due_at, urgent_by="place")
        return [*lateness.due_or_not(case, late)]

    world.look = look
    return world


@pytest.mark.parametrize(
    ("values", "case", "is_overdue"),
    [
        ({}, {}, True),
        ({"kind": "sign"}, {}, True),
        ({"kind": "sign"}, {**OPEN, "status": "SIGNING"}, False),  # nobody may sign meanwhile
        ({}, OPEN, True),
        ({"due_at": "2026-11-25T10:00:00.000+08:00"}, {}, False),
        ({"due_at": "2026-11-25T10:00:01.000+08:00"}, {}, False),
        ({"kind": "attend", "details": {"codes": ["OWED"]}, "held_until": "2026-11-26"}, {}, False),
        ({"kind": "attend", "details": {"codes": ["OWED"]}, "held_until": "2026-11-25"}, {}, True),
        ({"kind": "attend", "details": {"codes": ["OWED"]}}, {}, True),
    ],
)
def test_nothing_is_overdue_before_its_last_moment_nor_while_whoever_has_it_can_do_nothing(
    overdue, values, case, is_overdue
):
    assert overdue.look(held(**case), **values) == ["overdue"] * is_overdue
    assert (len(overdue.escalated), overdue.told) == (is_overdue, ["OVERDUE"] * is_overdue)


@pytest.mark.parametrize("status", ["REVIEWING", "DISBURSED", "REFUSED"])
@pytest.mark.parametrize("escalated_at", [None, NOW])
@pytest.mark.parametrize("kind", ["complaint", "first_review"])
def test_that_a_partys_complaint_is_overdue_is_a_supervisors_to_know_and_stands_in_no_timeline(
    overdue, status, escalated_at, kind
):
    found = overdue.look(held(status=status), kind, escalated_at=escalated_at)
    is_news = kind == "first_review" or not escalated_at
    assert (found, overdue.told) == (["overdue"] * is_news, ["OVERDUE"] * (kind == "first_review"))
    assert len(overdue.escalated) == is_news


@pytest.mark.parametrize(
    ("found", "seen", "then"),
    [
        (["ended"], {}, ["time used", ("leave", "as read")]),
        (["ended_just_now"], {}, [("put off", READ_ON)]),
        (["ended_just_now", "overdue"], {}, [("put off", READ_ON)]),
        ([], {}, [("enter", None)]),
        ([], {"at_rest": {"c1": looks.AT_REST}}, [("enter", looks.AT_REST)]),
        (["overdue"], {"at_rest": {"c1": looks.AT_REST}}, [("enter", None)]),
        (["overdue"], {"unread": ["c1"]}, [("enter", run.AGAIN)]),
        ([], {"to_archive": ["c1"]}, [("enter", run.AGAIN)]),
        ([], {"to_archive": ["c2"], "unread": ["c3"], "at_rest": {"c4": READ_ON}}, [("enter", None)]),
        (None, {}, [("put off", run.agenda.UNREADABLE)]),
    ],
)
def test_a_case_is_looked_at_next_as_what_was_found_of_it_says_and_by_the_time_it_was_read_at(
    monkeypatch, found, seen, then
):
    from chalicelib.sweep import figures

    done, case = [], SimpleNamespace(due_at="as read", status=Status.REFUSED, ended=True)
    monkeypatch.setattr(figures, "add_time_used", lambda case: done.append("time used"))
    monkeypatch.setattr(run.agenda, "leave", lambda id, due_at: done.append(("leave", due_at)))
    monkeypatch.setattr(run.agenda, "put_off", lambda id, time: done.append(("put off", time)))
    monkeypatch.setattr(
        run.agenda, "enter", lambda id, status, rest, due_at: due_at == "as read" and done.append(("enter", rest))
    )
    run._next("c1", None if found is None else case, [looks.Found(one) for one in found or ()], gauges.Seen(**seen))
    assert done == then


AS_NOBODYS = " as nobody's"
LENT = {"lent_by": "620100"}


@pytest.mark.parametrize(
    ("one", "is_nobodys", "to", "found", "does"),
    [
        (wait("first_review"), False, "620200", [], []),
        (wait("first_review", nobody_since=NOW), False, "620200", [], ["not nobody's"]),
        (wait("first_review", nobody_since=NOW, **LENT), False, "620200", [], []),  # at home there is still nobody
        (wait("first_review"), True, "620200", ["offered_elsewhere"], ["to 620200"]),
        (wait("first_review"), True, "", ["nobody_left"], ["nobody's"]),
        (wait("first_review", **LENT), True, "", ["nobody_left", "brought_home"], ["nobody's", "to 620100 as nobody's"]),
        (wait("first_review", **LENT), True, "620100", ["brought_home"], ["to 620100"]),
        (wait("first_review", **LENT), True, "620300", ["offered_elsewhere"], ["to 620300"]),
        (wait("second_look"), True, "620200", ["nobody_left"], ["nobody's"]),  # a clerk has people before them
        (wait("first_review", state="answered"), True, "620200", [], []),
        (wait("sign"), True, "620200", [], []),
    ],
)  # fmt: skip
def test_what_nobody_may_do_goes_to_who_stands_in_but_for_a_clerks_work_or_is_marked_and_rung_for(
    monkeypatch, one, is_nobodys, to, found, does
):
    from chalicelib.casework import remaining

    done, seen = [], gauges.Seen()
    monkeypatch.setattr(remaining, "is_nobodys", lambda *_: is_nobodys)
    monkeypatch.setattr(remaining, "stands_in", lambda *_: to)
    marked = {True: "nobody's", False: "not nobody's"}
    monkeypatch.setattr(nobody.upkeep, "mark", lambda wait, *, is_nobodys: done.append(marked[is_nobodys]))
    monkeypatch.setattr(
        nobody, "_moved", lambda case, wait, to, is_nobodys: done.append(f"to {to}{AS_NOBODYS * is_nobodys}")
    )
    assert [*nobody.looked(held(), [one], seen)] == found
    assert done == does and seen.nobodys == found.count("nobody_left")


@pytest.mark.parametrize("due_shard", ["", "3"])
@pytest.mark.parametrize(
    ("kind", "status", "is_over", "found"),
    [
        ("second_look", "DRAFT", False, ["late"]),
        ("second_look", "DRAFT", True, ["look_over"]),
        ("second_look", "REVIEWING", True, ["look_over"]),
        ("second_look", "REVIEWING", False, []),  # looked at with its case
        ("dispute", "DRAFT", True, ["late"]),
        ("dispute", "REFUSED", True, []),
        ("complaint", "REFUSED", False, ["late"]),
    ],
)
def test_what_no_road_waits_for_is_looked_at_by_its_queue_where_its_case_is_not_and_its_case_is_looked_at_from_then_on(
    monkeypatch, kind, status, is_over, found, due_shard
):
    entered, retired = [], []
    monkeypatch.setattr(queues.casefile, "load", lambda id: held(status=status, due_shard=due_shard))
    monkeypatch.setattr(queues.agenda, "enter", lambda id, status: entered.append((id, status)))
    monkeypatch.setattr(queues.second_looks, "of_task", lambda case, wait: "paper")
    monkeypatch.setattr(queues.second_looks, "is_over", lambda case, paper: is_over)
    monkeypatch.setattr(queues.upkeep, "retire", retired.append)
    monkeypatch.setattr(queues, "due_or_not", lambda case, wait: iter(["late"]))
    one, seen = wait(kind, on_the_road=False), gauges.Seen()
    assert [*queues._look(one, seen)] == found
    assert entered == [("c1", status)] * (not due_shard)
    assert retired == [one] * (found == ["look_over"]) and (seen.oldest[kind] > 0) is (found == ["late"])


@pytest.mark.parametrize("paid", [True, False])
@pytest.mark.parametrize("is_due", [True, False])
def test_a_case_is_archived_once_that_is_due_by_what_it_is_by_then_and_remembered_first_if_it_was_paid(
    monkeypatch, is_due, paid
):
    from chalicelib.casework import lent, packaging
    from chalicelib.sweep import packages

    done, case = [], held(payment={"status": "paid"} if paid else None)
    monkeypatch.setattr(packages.casefile, "load", lambda id: case)
    monkeypatch.setattr(packaging, "is_due", lambda of: is_due)
    monkeypatch.setattr(packaging, "make", lambda of: done.append("made"))
    monkeypatch.setattr(lent, "agree", lambda of: done.append("remembered"))
    assert [*packages._made("c1")] == ["archived"] * is_due
    assert done == (["remembered"] * paid + ["made"]) * is_due


@pytest.mark.parametrize(
    ("pages", "looked_at"),
    [
        ([["a", "b"]], ["a", "b"]),
        ([["a", "b", "c"], ["d"]], ["a", "b", "c", "d"]),
        ([["a", "b", "c"], ["b", "c", "d"], ["d"]], ["a", "b", "c", "d"]),  # an index may lag
        ([["a", "b", "c"]] * 2, ["a", "b", "c"]),
        ([[]], []),
    ],
)
def test_a_run_looks_at_each_case_that_is_due_once(monkeypatch, pages, looked_at):
    left, seen = [*pages], gauges.Seen()
    monkeypatch.setattr(run, "PER_SHARD", 3)
    monkeypatch.setattr(run.agenda, "SHARDS", 1)
    monkeypatch.setattr(run.agenda, "due", lambda shard, limit: dict.fromkeys(left.pop(0) if left else [], DAY_AGO))
    assert [*run._due(seen, lambda: True)] == looked_at and (seen.lag > 86400) is bool(looked_at)
