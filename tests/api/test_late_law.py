"""What whoever gets a task of law learnt late sees of it, what follows where two uphold it, and what the parties are told."""

from datetime import date

import pytest

from chalicelib import clock
from chalicelib.casework import accepting, late_law, receipt_letter
from chalicelib.records import casefile, tasks
from chalicelib.records.contents import Paper
from tests.given.case import CONTRACT, put

DIFFERS = {"what": "告知的法定最后一日", "was": "2026-12-03", "holds": "2026-11-30"}
UPHELD = {"decision": "upheld", "reason": "已核对补录的规定"}


@pytest.fixture
def told(platform, submitted, monkeypatch):
    """An accepted case nobody has decided, or one that is refused, of which law was learnt late; and its task."""
    monkeypatch.setattr(accepting, "_drawn", lambda case, on, *, in_silence: Paper("acceptance.pdf", "new", "new"))

    def make(code, **more):
        letter = {"name": "acceptance.pdf", "key": "old", "sha256": "old"}
        put(submitted, received_on="2026-11-23", accepted_on="2026-11-23", results=[letter], **more)
        late_law.open_task(casefile.load(submitted), date(2027, 4, 10), [code], [DIFFERS])
        return tasks.of_case(submitted)[-1].id

    return make


def decided(api, login, task):
    for who in (login("supervisor", "s1"), login("supervisor", "s2")):
        assert api("POST", f"/v1/tasks/{task}/claim", {}, who).status == 200
        shown = api("GET", f"/v1/tasks/{task}", who=who).body["details"]["texts"]
        assert api("POST", f"/v1/tasks/{task}/decision", UPHELD, who).status == 200
    return shown


def timeline(api, case, borrower):
    return [line["text"] for line in api("GET", f"/v1/applications/{case}/track", who=borrower).body["timeline"]]


def test_a_letter_with_a_wrong_last_day_is_drawn_anew_once_two_have_looked(api, login, submitted, borrower, told):
    task = told(late_law.LETTER, status="VERIFYING")
    assert any("办理时限以规定为准" in line for line in timeline(api, submitted, borrower))
    looked = {"task": "t", "level": "verify", "by": "r1", "decision": "confirm", "at": "2026-11-23T01:00:00.000Z"}
    (nothing, _) = late_law.upheld(put(submitted, reviews=[looked]), tasks.get(task))
    assert nothing == {}, "somebody's word on something else is no first word on this"
    (why, differs) = decided(api, login, task)
    assert "本件尚未作出决定" in why and differs == "告知的法定最后一日：原按 2026年12月3日，应为 2026年11月30日"
    case = casefile.load(submitted)
    assert [(paper.key, paper.replaced) for paper in case.results] == [("old", True), ("new", False)]
    assert tasks.get(task).outcome == {"next": "upheld"}
    assert any("已按当时施行的规定重新出具" in line for line in timeline(api, submitted, borrower))
    assert not any("决定作出后" in line for line in timeline(api, submitted, borrower))


def test_so_is_the_receipt_of_a_case_that_is_not_accepted_yet(api, login, submitted, borrower, told, monkeypatch):
    monkeypatch.setattr(receipt_letter, "_of", lambda case, received: Paper("receipt.pdf", "new", "new"))
    task = told(late_law.LETTER, status="SUBMITTED")
    receipt = {"name": "receipt.pdf", "key": "old", "sha256": "old"}
    put(submitted, accepted_on=None, received_on=clock.today().isoformat(), results=[receipt])
    decided(api, login, task)
    case = casefile.load(submitted)
    assert [(paper.name, paper.key, paper.replaced) for paper in case.results] == [
        ("receipt.pdf", "old", True),
        ("receipt.pdf", "new", False),
    ]
    assert any("收件回执已按当时施行的规定重新出具" in line for line in timeline(api, submitted, borrower))
    told_by = next(event.values["policy"] for event in case.events.values() if event.code == "LAW_RECEIPT_ANEW")
    assert told_by == receipt_letter.version(case) and told_by.startswith(case.centre)


@pytest.mark.parametrize(
    "over", [{"contract": CONTRACT}, {"status": "WITHDRAWN", "ended_at": "2026-12-01T01:00:00.000Z"}]
)
def test_no_letter_is_drawn_anew_of_a_case_that_somebody_has_decided_or_that_has_ended(submitted, told, over):
    task = told(late_law.LETTER, status="VERIFYING")
    first = {"task": f"{task}.first", "level": "dispute", "by": "s1", "decision": "upheld", "at": ""}
    assert "results" in late_law.upheld(put(submitted, reviews=[first]), tasks.get(task))[0]
    assert late_law.upheld(put(submitted, **over), tasks.get(task))[0] == {}


def test_of_a_decision_that_two_uphold_the_parties_are_told_and_nothing_else_is_moved(
    api, login, submitted, borrower, told
):
    task = told(late_law.DECISION, status="REVIEWING")
    before = casefile.load(submitted)
    decided(api, login, task)
    case = casefile.load(submitted)
    assert (case.status, case.results, case.accepted_on) == (before.status, before.results, before.accepted_on)
    assert any("由中心依法更正" in line for line in timeline(api, submitted, borrower))
