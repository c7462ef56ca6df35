"""What has ended is archived by the sweep once nothing is left to do, a few cases a run; then it is looked at no more."""

import json
from datetime import timedelta
from hashlib import sha256
from types import SimpleNamespace
from typing import Any

import pytest

from chalicelib import clock
from chalicelib.casework import disputes, handing, packaging
from chalicelib.casework.found import Found
from chalicelib.records import agenda, archive, casefile, tasks
from chalicelib.records import lent as book
from chalicelib.records.handouts import HandOut
from chalicelib.sweep import packages, run
from chalicelib.sweep.gauges import Seen
from infra.local.faults import watching
from infra.local.roles import acting_as
from infra.tools import agenda as tool
from tests.given import case as given
from tests.sweep.conftest import Time, due_in


@pytest.fixture
def ended(submitted: Any, later: Any) -> Any:
    """Cases that ended two days ago, without papers."""

    def make(*ids: str) -> None:
        for id in ids:
            submitted(id=id)
            told = {"at": clock.stamp(), "code": "ENDED_WITHDRAWN"}
            given.put(id, status="WITHDRAWN", consents=[], **{"events.ENDED_WITHDRAWN": told})
        later(days=2)

    return make


@pytest.mark.parametrize("package", [None, "archived"])
def test_what_is_archived_waits_for_nothing_to_be_handed_out_any_more(monkeypatch, package):
    monkeypatch.setattr(packages.words, "owes_seal", lambda case: False)
    monkeypatch.setattr(handing, "in_step", lambda case: False)
    monkeypatch.setattr(handing, "waits", lambda case: timedelta(days=1))
    seen = Seen()
    with pytest.raises(StopIteration) as looked:
        next(packages.wait(SimpleNamespace(id="c1", package=package), seen))
    assert (looked.value.value, [*seen.at_rest]) == ((False, []) if package else (True, ["c1"]))


def test_a_case_that_has_ended_is_archived_and_leaves_the_agenda_when_that_is_a_day_ago(ended, later):
    ended("c1")
    assert run.handle({}) == {"archived": 1}
    package = casefile.load("c1").package
    later(days=2.1)
    assert run.handle({}) == {"ended_just_now": 1}
    later(days=4)
    assert run.handle({}) == {"ended": 1}
    assert casefile.load("c1").due_at == "" and casefile.load("c1").package == package


def test_nothing_is_archived_while_somebody_has_to_find_something_out(ended, later):
    ended("c1")
    disputes.open_task(casefile.load("c1"), disputes.FOREIGN_SERIAL, "B01", "payment.settled")
    assert "archived" not in run.handle({})
    (dispute,) = tasks.of_case("c1")
    tasks.answer(dispute.id, {"next": "resolved"}, "s1")
    later(days=4)
    assert run.handle({}) == {"archived": 1}


def test_a_run_archives_so_many_and_the_next_one_the_others(ended, later, monkeypatch):
    monkeypatch.setattr(packages, "PER_RUN", 2)
    ended("a", "b", "c")
    assert run.handle({}) == {"archived": 2}
    later(days=2.01)
    assert run.handle({})["archived"] == 1


def test_a_run_that_has_no_time_left_archives_nothing_and_is_in_time_for_the_next(ended):
    ended("c1")
    assert run.handle({}, Time(run.FOR_A_LOOK + 4)) == {"archived": 1}
    ended("c2")
    assert run.handle({}, Time(run.FOR_A_PACKAGE)) == {}


def test_what_cannot_be_archived_is_said_and_tried_again_the_next_day_and_keeps_no_other_waiting(
    ended, later, platform
):
    ended("a", "b")
    gone = {"name": "gone.pdf", "key": "cases/a/d/gone.pdf", "sha256": sha256(b"found").hexdigest()}
    given.put("a", results=[gone], handing="")
    later(days=2.1)
    assert run.handle({}) == {"archived": 1, "archive_lacking": 1}
    assert due_in(casefile.load("a")) > timedelta(hours=23)
    platform.client("s3").put_object(Bucket="anju-archive", Key="cases/a/d/gone.pdf", Body=b"found")
    later(days=3.2)
    assert run.handle({})["archived"] == 1


def test_two_runs_at_once_make_one_package(ended, monkeypatch):
    ended("c1")
    case = casefile.load("c1")
    first = packaging.make(case)
    with monkeypatch.context() as other:
        other.setattr(casefile, "load", lambda id: case)  # the other has read it before
        assert [*packages.made(["c1"], lambda: True)] == []
    assert casefile.load("c1").package == first


@pytest.mark.parametrize("others", [0, 30])
def test_what_it_costs_to_archive_a_case_is_the_same_beside_others(ended, others):
    ended("c1", *(f"other-{number}" for number in range(others)))
    with watching() as watch, acting_as("sweep"):
        packaging.make(casefile.load("c1"))
    assert len(watch.calls) <= 18, [str(call) for call in watch.calls]


def test_cases_that_ended_before_there_were_packages_are_put_into_the_agenda_over_days(ended, later):
    ended("c1", "c2")
    for id in ("c1", "c2"):
        agenda.leave(id, casefile.load(id).due_at)
    assert run.handle({}) == {}
    given.put("c2", package=packaging.make(casefile.load("c2")))
    assert tool.enter().entered == 1
    assert timedelta(0) < due_in(casefile.load("c1")) <= tool.OVER and casefile.load("c2").due_at == ""
    later(days=tool.OVER.days + 3)
    assert run.handle({}) == {"archived": 1}


@pytest.fixture
def to_collect(ended, later):
    """A case that ended two days ago with a paper nobody has been handed."""
    ended("c1")
    paper = archive.keep_once("c1", "withdrawn.pdf", "d1", b"%PDF")
    parties = {"borrower": casefile.load("c1").parties["borrower"]}
    case = given.put("c1", parties=parties, results=[paper], ended_at=clock.stamp(clock.now() - timedelta(days=2)))
    later(days=2.1)
    return case


def test_archiving_waits_until_all_is_handed_out_and_comes_at_once_then(to_collect, later):
    assert run.handle({}) == {}
    assert due_in(to_collect) > timedelta(days=27)
    handing.by_page(casefile.load("c1"), "borrower", "person_1", to_collect.results[0])
    later(days=2.2)
    assert run.handle({}) == {"archived": 1}
    record = json.loads(archive.read("cases/c1/package/record.json"))
    assert "handed" in record["item"]


def test_what_nobody_collects_is_archived_after_thirty_days_and_stays_to_be_handed_out(to_collect, later):
    run.handle({})
    later(days=31)
    assert run.handle({}) == {"archived": 1}
    assert casefile.load("c1").handing == "620100"


def test_a_case_that_a_race_has_left_in_the_list_is_taken_out_of_it(to_collect, later):
    one = HandOut("x", "borrower", "person_1", "page", clock.stamp(), [to_collect.results[0].sha256])
    given.put("c1", handed=[one])
    later(days=2.2)
    assert run.handle({}) == {"handed_out": 1} and casefile.load("c1").handing == ""


def test_what_was_paid_before_anybody_remembered_it_is_remembered_and_what_came_back_is_not(
    submitted, later, monkeypatch
):
    paid = {"serial": "P1", "amount": "400000.00", "rate": "2.60", "day": "2026-11-24"}
    contract = {"number": "JK1", "bank": "B01"}
    for id, status in (("c1", "paid"), ("c2", "overturned")):
        submitted(id=id, status="DISBURSED", payment={**paid, "status": status}, contract=contract)
    first, second = casefile.load("c1"), casefile.load("c2")
    book.note(book.Lent("c2", "JK1", second.unit, "400000.00", "2026-11-24", ""), second.parties.values())
    later(days=2)
    monkeypatch.setattr(packaging, "make", lambda case: None)
    for _ in range(2):
        assert [*packages.made(["c1", "c2"], lambda: True)] == [Found.ARCHIVED] * 2
    people = {*first.parties.values(), first.unit}
    found = book.to(people, beside="")
    assert {loan.case for loans in found.values() for loan in loans} == {"c1"} and found.keys() == people
