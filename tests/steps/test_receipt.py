"""收件回执: whoever hands an application in gets a receipt on paper, which accepts nothing, and keeps it whatever becomes of the case."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from unittest.mock import patch

import pytest
import time_machine

from chalicelib import aws
from chalicelib.casework import accepting, holds, papers, receipt_letter
from chalicelib.domain.status import Status
from chalicelib.errors import PlatformUnavailable
from chalicelib.records import casefile
from chalicelib.records.casefile import Expect
from chalicelib.records.contents import Notice, Paper
from chalicelib.settings import setting
from chalicelib.steps import correction, intake, results
from tests.documents.conftest import text_of
from tests.given.case import happened, held, put
from tests.steps.conftest import event


@pytest.fixture
def handed_in(submitted):
    with time_machine.travel("2026-11-18T10:00:00+08:00", tick=False):
        submitted(status="SUBMITTED", received_on="2026-11-18")
        put("c1", accepted_on=None)
        happened("c1", "SUBMITTED")


def taken_in(day: str) -> casefile.CaseFile:
    with time_machine.travel(f"{day}T10:00:00+08:00", tick=False):
        assert intake.handle(event("Intake", last="submitted")) == {"next": "check"}
    return casefile.load("c1")


def on_paper(case: casefile.CaseFile) -> str:
    (paper,) = (one for one in case.results if not one.replaced)
    assert paper.name == receipt_letter.LETTER
    return text_of(aws.client("s3").get_object(Bucket=setting("BUCKET_ARCHIVE"), Key=paper.key)["Body"].read())


def test_the_receipt_says_what_was_received_when_and_by_when_it_is_accepted_and_decided(handed_in):
    case = taken_in("2026-11-18")
    text = on_paper(case)
    for words in ("收件回执", case.number, "2026年11月18日", "首付款", "申请表", "收件不等于受理"):
        assert words in text
    assert "至迟视为受理2026年11月26日" in text and "5个工作日内（未核实）" in text
    assert "自受理之日起10日内" in text and "至迟于2026年12月6日" in text and "第二十六条" in text


def test_the_law_on_a_receipt_is_that_of_its_day(handed_in):
    put("c1", received_on="2026-09-08")
    assert "自受理之日起15日内" in on_paper(taken_in("2026-09-08"))


def test_what_is_received_anew_has_a_receipt_that_takes_the_place_of_the_earlier_and_an_answer_to_a_question_has_none(
    handed_in,
):
    first = taken_in("2026-11-18")
    put("c1", received_on="2026-11-30")
    again = taken_in("2026-11-30")
    assert "2026年11月30日" in on_paper(again)
    assert [(one.sha256 == first.results[0].sha256, one.replaced) for one in again.results] == [
        (True, True),
        (False, False),
    ]
    put("c1", accepted_on="2026-12-01", results=first.results)
    assert taken_in("2026-12-02").results == first.results


def test_the_receipt_of_what_came_back_with_corrections_is_of_the_day_they_came_whoever_draws_it_and_when(handed_in):
    with time_machine.travel("2026-11-30T10:00:00+08:00", tick=False):
        happened("c1", "CORRECTED", "1")
        put("c1", received_on="2026-11-30")
    assert receipt_letter._handed_in(casefile.load("c1"), date(2026, 11, 30)) == date(2026, 11, 30)
    assert taken_in("2026-12-02").results == taken_in("2026-12-03").results


@pytest.mark.parametrize("values", [{"accepted_on": "2026-11-10"}, {"received_on": None}])
def test_a_case_of_an_earlier_release_has_none(handed_in, values):
    put("c1", **values)
    assert receipt_letter.drawn(casefile.load("c1")) is None


@pytest.mark.parametrize(("accepted", "others"), [(None, 1), ("2026-11-24", 2)])
def test_it_is_handed_over_with_the_other_results_however_a_case_ends(handed_in, accepted, others):
    taken_in("2026-11-18")
    put("c1", accepted_on=accepted and date.fromisoformat(accepted), status="WITHDRAWN")
    kept = results.of_ending(casefile.load("c1"), Status.WITHDRAWN, date(2026, 11, 25))
    assert kept[0].name == "receipt.pdf" and len(kept) == 1 + others


@pytest.fixture
def unprinted(handed_in):
    """A case that was taken in while nothing could be printed."""
    with patch.object(papers, "made", side_effect=PlatformUnavailable("papers")):
        return taken_in("2026-11-18")


def test_a_receipt_that_cannot_be_made_keeps_no_case_from_its_road(unprinted):
    assert unprinted.status is Status.VERIFYING and unprinted.number and not unprinted.results


def test_a_receipt_that_is_owed_is_made_later_once_and_dated_by_the_day_it_was_handed_in(unprinted):
    with time_machine.travel("2026-11-20T10:00:00+08:00", tick=False):
        assert receipt_letter.write(unprinted)
        case = casefile.load("c1")
        assert not receipt_letter.write(case) and "2026年11月18日" in on_paper(case)


def test_whoever_writes_an_owed_receipt_down_twice_has_one(unprinted):
    with patch.object(casefile, "amend", side_effect=ConnectionError), pytest.raises(ConnectionError):
        receipt_letter.write(unprinted)  # printed, and not written down
    assert receipt_letter.write(casefile.load("c1")) and len(casefile.load("c1").results) == 1


def test_the_owed_receipt_is_made_though_the_case_was_accepted_meanwhile_and_with_its_end_at_the_latest(unprinted):
    put("c1", accepted_on="2026-11-24", status="WITHDRAWN")
    kept = results.of_ending(casefile.load("c1"), Status.WITHDRAWN, date(2026, 11, 25))
    assert [one.name for one in kept][:2] == ["receipt.pdf", "acceptance.pdf"]


def test_no_paper_a_case_has_handed_back_vanishes():
    old, other, new = (Paper("receipt.pdf", key, key * 64) for key in "123")
    kept = accepting.papers([old, replace(other, name="acceptance.pdf")], new)
    assert [(one.name, one.key, one.replaced) for one in kept] == [
        ("receipt.pdf", "1", True),
        ("acceptance.pdf", "2", False),
        ("receipt.pdf", "3", False),
    ]
    assert accepting.papers(kept, new) == kept


def test_a_receipt_that_was_owed_is_written_where_the_case_still_stands_beside_the_papers_there_are(monkeypatch):
    written = []
    monkeypatch.setattr(receipt_letter, "owed", lambda case: True)
    monkeypatch.setattr(receipt_letter, "at_last", lambda case: [Paper("receipt.pdf", "k", "s")])
    monkeypatch.setattr(casefile, "amend", lambda case, expect, results: written.append((expect, results)))
    assert receipt_letter.write(held(status="VERIFYING", results=[{"name": "correction-1.pdf"}]))
    ((expect, results),) = written
    assert expect == Expect(status={Status.VERIFYING}, unchanged=("results",))
    assert [paper.name for paper in results] == ["correction-1.pdf", "receipt.pdf"]


def test_the_receipt_of_the_intake_is_written_beside_the_papers_as_they_were_read(monkeypatch):
    written = []
    monkeypatch.setattr(receipt_letter, "drawn", lambda case: Paper("receipt.pdf", "k", "s"))
    monkeypatch.setattr(casefile, "amend", lambda case, expect, results: written.append(expect))
    intake._receipt(held())
    assert written == [Expect(unchanged=("results",))]


def test_what_is_not_waited_for_any_more_goes_on_from_the_very_form_and_state_a_supervisor_saw(monkeypatch):
    written = []
    monkeypatch.setattr(holds, "waited_on", lambda case, wait: None)
    monkeypatch.setattr(correction.tasks, "open_task", lambda *_, **__: SimpleNamespace(is_open=False))
    monkeypatch.setattr(casefile, "amend", lambda case, expect, status: written.append((expect, status)))
    notice, at = Notice(1, "2026-11-24T02:00:00.000Z", "2026-11-30", []), "2026-11-25T02:00:00.000Z"
    case = held(status="ATTENDING", revision=4)
    assert correction._not_waited_for(case, event("Correction", visit=at, token="t"), notice, None) == "waiting"
    assert written == [(Expect(status={Status.ATTENDING}, revision=4), Status.CORRECTION)]
