"""Which looks the sweep takes at a case, and until when it leaves one in peace, on built objects. In the store: tests/sweep/test_sweep.py."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.records.inspections import WAITING
from chalicelib.records.statements import Procedure
from chalicelib.sweep import gauges, looks, procedures
from tests.given.case import held
from tests.sweep.conftest import DAY_AGO, NOW, OUT, wait

pytestmark = pytest.mark.usefixtures("now")
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
    gone, seen = looked(None), gauges.Seen()
    gone.clear()
    monkeypatch.setattr(looks, "_draft", lambda case: iter([gone.append("draft")]))
    file = {"d1": {"state": WAITING if is_waiting else "clean"}}
    [*looks.at(held(status=status, documents=file), seen)]
    assert seen.unread == unread and [one for one in gone if one not in WHATEVER] == taken


@pytest.mark.parametrize(
    ("due_at", "expires"), [("", False), (DAY_AGO, True), (NOW, True), ("2026-11-25T02:00:00.001Z", False)]
)
def test_a_draft_expires_at_its_time_and_one_of_which_nobody_has_said_when_does_not(monkeypatch, due_at, expires):
    wrote = []
    monkeypatch.setattr(looks.casefile, "amend", lambda case, told, **how: wrote.append((told.event.code, how)))
    found = [*looks._draft(held(status="DRAFT", due_at=due_at, revision=7))]
    assert found == ["draft_expired"] * expires
    for code, how in wrote:
        assert (code, how["status"], how["expect"].revision) == ("ENDED_EXPIRED", "EXPIRED", 7)
    assert len(wrote) == expires


def due(due_at: str, **values):
    return replace(wait("first_review", **values), due_at=f"2026-{due_at}:00+08:00")


@pytest.mark.parametrize(
    ("waits", "payment", "tried_in", "rests"),
    [
        ([due("12-01T18:00")], None, None, timedelta(hours=4)),
        ([due("11-25T12:00")], None, None, timedelta(hours=2)),
        ([due("11-25T09:00")], None, None, timedelta(hours=4)),  # it is late, and its mark is made
        ([due("12-01T18:00")], None, timedelta(hours=1), timedelta(hours=1)),
        ([due("12-01T18:00")], None, timedelta(hours=-1), timedelta(hours=4)),
        ([due("11-25T12:00", state="answered"), due("12-01T18:00")], None, None, timedelta(hours=4)),
        ([due("12-01T18:00", state="answered")], None, None, None),
        ([], None, None, None),
        ([due("12-01T18:00")], {"status": "ordered"}, None, None),  # of money the next word may come at any time
        ([due("12-01T18:00")], {"status": "paid"}, None, None),
    ],
)
def test_a_case_that_waits_for_somebody_rests_until_something_is_due_and_one_with_money_on_its_way_does_not(
    monkeypatch, waits, payment, tried_in, rests
):
    monkeypatch.setattr(looks.healing, "due_in", lambda waits: tried_in)
    seen = gauges.Seen()
    looks._rest(held(payment=payment), waits, seen)
    assert seen.at_rest == ({"c1": rests} if rests else {})


IN_ONE = {"appraisal.1": Procedure("appraisal", NOW, "r1", "person_r1", NOW, "")}
OVER = {"appraisal.2": replace(IN_ONE["appraisal.1"], left_at=NOW)}


@pytest.mark.parametrize(
    ("looked", "room", "values", "is_looked_at"),
    [
        (procedures.looked, "special.looked", {"procedures": OVER}, True),  # what came of it may be owed yet
        (procedures.looked, "special.looked", {}, False),
        (procedures.owed, "chasing.looked", {"tolerances": {"B03": {}}}, True),
        (procedures.owed, "chasing.looked", {}, False),
        (procedures.committed, "held_up.stop_signing", {"commitments": {"B03": {}}}, True),
        (procedures.committed, "held_up.stop_signing", {"procedures": IN_ONE}, True),
        (procedures.committed, "held_up.stop_signing", {"procedures": OVER}, False),
        (procedures.committed, "held_up.stop_signing", {}, False),
    ],
)
def test_a_procedure_what_is_owed_and_what_was_promised_are_looked_at_where_there_is_one(
    monkeypatch, looked, room, values, is_looked_at
):
    monkeypatch.setattr(f"chalicelib.casework.{room}", lambda case, waits: iter(["looked"]))
    assert [*looked(held(**values), [])] == ["looked"] * is_looked_at
