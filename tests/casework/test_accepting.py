"""Receipt is not acceptance (收件不等于受理): a case is accepted when nothing is lacking, or by silence, on the right day however late it is found."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine

from chalicelib import policy
from chalicelib.casework import accepting, approving, clocks, papers
from chalicelib.casework.receipt import receipt
from chalicelib.casework.rules import accepted_on, declined, legal_by, policy_of
from chalicelib.casework.timeline import lines, said
from chalicelib.domain.judging import collation, refusal
from chalicelib.errors import AgencyUnavailable, Contended
from chalicelib.messages import worded
from chalicelib.records import casefile, tasks
from chalicelib.records.contents import Message, Paper
from chalicelib.steps import collate, correction, intake, results
from chalicelib.sweep import looks
from tests.given import case as given
from tests.given.application import of_sample
from tests.given.case import happened, put, wrote
from tests.steps.conftest import event

NUMBER = "N" * 39 + "0001"
RECEIVED, LAST_TO_TELL, SILENT = "2026-11-18", "2026-11-25", "2026-11-26"  # Wednesday, Wednesday, Thursday


def at(day: str) -> Any:
    return time_machine.travel(f"{day}T10:00:00+08:00", tick=False)


def told_by_message(
    case: casefile.CaseFile, step: str, code: str, occasion: str, *events: casefile.Told, **_: Any
) -> None:
    wrote(case, *events, messages={f"{code}.borrower.{occasion}": Message(code, "borrower", "")})


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The letters that were drawn and kept: `in silence`, or empty."""
    from chalicelib.documents import acceptance

    drawn: list[str] = []
    monkeypatch.setattr(acceptance, "acceptance", lambda *_, in_silence, owed: drawn.append("in silence" * in_silence))
    monkeypatch.setattr(papers, "made", lambda case, name, _: Paper(name, name, ""))
    monkeypatch.setattr(results, "of_notice", lambda case, notice: Paper(f"correction-{notice.round}.pdf", "", ""))
    monkeypatch.setattr(correction, "tell", told_by_message)
    return drawn


@pytest.fixture
def received(submitted, letters):
    """A case that was received and is being checked."""
    submitted(number=NUMBER, status="VERIFYING", received_on=RECEIVED)
    return put("c1", accepted_on=None)


def collated(monkeypatch: pytest.MonkeyPatch, word: str) -> casefile.CaseFile:
    """The case after everything known so far has led to that word."""
    monkeypatch.setattr(collate.collation, "collate", lambda *_, **__: collation.Collation(word))
    monkeypatch.setattr(refusal, "grounds", lambda *_: {})
    assert collate.handle(event("Collate", last="submitted")) == {"next": word}
    return casefile.load("c1")


def told(case: casefile.CaseFile) -> set[str]:
    return {one.code for one in case.events.values()}


def test_a_day_of_acceptance_that_somebody_writes_meanwhile_stands(received, monkeypatch):
    due = collate.accepting.due

    def overtaken(*of, **how):
        found = due(*of, **how)
        put("c1", accepted_on="2026-11-19")
        return found

    monkeypatch.setattr(collate.accepting, "due", overtaken)
    with at("2026-11-20"), pytest.raises(Contended):
        collated(monkeypatch, "credit")
    assert casefile.load("c1").accepted_on == date(2026, 11, 19)


@pytest.mark.parametrize(
    "meanwhile",
    [{"accepted_on": "2026-11-19"}, {"results": [{"name": "receipt.pdf", "sha256": "r"}]}, {"status": "REVIEWING"}],
)
def test_acceptance_by_silence_is_written_over_nothing_that_was_written_meanwhile(received, meanwhile):
    now = put("c1", **meanwhile)
    with at("2026-12-04"), pytest.raises(Contended):
        accepting.write(received)
    after = casefile.load("c1")
    assert (after.accepted_on, after.results, after.events) == (now.accepted_on, now.results, now.events)


@pytest.mark.parametrize("word", ["credit", "assess", "refuse"])
def test_a_case_of_which_nothing_is_lacking_is_accepted_that_day_and_its_letter_issued(
    received, letters, monkeypatch, word
):
    with at("2026-11-20"):
        case = collated(monkeypatch, word)
        again = collated(monkeypatch, word)
        assert (again.accepted_on, again.results, again.events) == (case.accepted_on, case.results, case.events)
    assert (case.accepted_on, [paper.name for paper in case.results]) == (date(2026, 11, 20), ["acceptance.pdf"])
    assert "ACCEPTED" in told(case) and letters == [""]


@pytest.mark.parametrize("word", ["verify", "correct"])
def test_what_is_lacking_or_has_to_be_looked_at_is_not_accepted_before_the_sixth_working_day(
    received, monkeypatch, word
):
    with at(LAST_TO_TELL):
        case = collated(monkeypatch, word)
        assert (case.accepted_on, accepted_on(case), legal_by(case)) == (None, None, None)


@pytest.mark.parametrize("word", ["verify", "correct", "credit"])
@pytest.mark.parametrize("day", [SILENT, "2026-12-04"])
def test_a_case_of_which_nothing_was_told_is_accepted_on_the_sixth_working_day_however_late_that_is_found(
    received, letters, monkeypatch, word, day
):
    with at(day):
        case = collated(monkeypatch, word)
    assert (case.received_on, case.accepted_on) == (date.fromisoformat(RECEIVED), date.fromisoformat(SILENT))
    complete_that_day = (word, day) == ("credit", SILENT)
    assert letters == ["" if complete_that_day else "in silence"]
    (line,) = (one for one in case.events.values() if one.code in ("ACCEPTED", "ACCEPTED_IN_SILENCE"))
    assert (line.code == "ACCEPTED_IN_SILENCE") is not complete_that_day
    assert (
        line.values["policy"]
        == policy.in_force("620100", case.accepted_on).version
        != policy.in_force("620100", date(2026, 12, 4)).version
    )


@pytest.mark.parametrize(("code", "drawn"), [("ACCEPTED_IN_SILENCE", "in silence"), ("ACCEPTED", "")])
def test_a_letter_of_acceptance_drawn_anew_tells_again_whether_it_was_by_silence(received, letters, code, drawn):
    happened("c1", code)
    put("c1", results=[{"name": "acceptance.pdf", "sha256": "first"}])
    papers = accepting.anew(casefile.load("c1"), date(2026, 11, 20))
    assert letters == [drawn] and [(one.name, one.replaced) for one in papers] == [
        ("acceptance.pdf", True),
        ("acceptance.pdf", False),
    ]


def test_whoever_reads_a_case_finds_it_accepted_before_anybody_has_written_it_down(received):
    with at("2026-12-04"):
        assert (accepted_on(received), legal_by(received)) == (date(2026, 11, 26), date(2026, 12, 6))
        assert policy_of(received).on == date(2026, 11, 26)
        assert receipt(received)["code"] == "RECEIPT_ACCEPTED"


def test_what_is_handed_in_on_a_day_off_and_complete_at_once_is_received_and_accepted_on_that_day_by_its_law(
    received, letters, monkeypatch
):
    put("c1", received_on="2026-11-30")  # Monday; handed in on the Saturday before
    with at("2026-11-28"):
        assert policy_of(casefile.load("c1")).on == date(2026, 11, 28)
        assert receipt(casefile.load("c1"))["code"] == "RECEIPT_SENT"
        case = collated(monkeypatch, "credit")
    assert (case.received_on, case.accepted_on) == (date(2026, 11, 28), date(2026, 11, 28))
    assert "ACCEPTED" in told(case) and letters == [""]
    assert case.events["ACCEPTED"].values["policy"] == policy_of(case).version, (
        "by what law its letter tells the last day"
    )
    with at("2026-12-05"):
        assert (policy_of(case).on, legal_by(case)) == (date(2026, 11, 28), date(2026, 12, 8))


def test_what_is_handed_in_on_a_day_off_and_not_complete_counts_from_the_working_day_after(received, monkeypatch):
    put("c1", received_on="2026-11-30")
    with at("2026-11-28"):
        case = collated(monkeypatch, "correct")
    assert (case.received_on, case.accepted_on) == (date(2026, 11, 30), None)


def sent(case: casefile.CaseFile) -> set[str]:
    return {message.code for message in case.messages.values()}


def asked_in_words(case: casefile.CaseFile) -> str:
    (line,) = (line for line in lines(case) if line.code == "CORRECTION_ASKED")
    return worded(said(line), line.values)


def test_a_correction_before_acceptance_breaks_no_law_however_long_it_takes(received, monkeypatch):
    with at("2026-11-20"):
        asked = collated(monkeypatch, "correct")
        assert asked.notice.due_at[:10] == "2026-12-11", "fifteen working days"
        correction.handle(event("Correction", token="t1", visit="2026-11-20T02:00:00.000Z"))
    with at("2026-12-10"):
        waiting = casefile.load("c1")
        assert (waiting.status, accepted_on(waiting), legal_by(waiting)) == ("CORRECTION", None, None)
        assert sent(waiting) == {"MESSAGE_CORRECTION"} and "补正" in asked_in_words(waiting)
        assert receipt(waiting) == {
            "code": "RECEIPT_CORRECTED",
            "text": receipt(waiting)["text"],
            "received_on": RECEIVED,
            "accepted_on": None,
            "accepted_at_latest": None,
        }


def test_the_letter_the_parties_have_is_the_one_drawn_last(received, letters):
    replaced, drawn_last = Paper(accepting.LETTER, "old", "a", replaced=True), Paper(accepting.LETTER, "new", "b")
    case = put("c1", results=[replaced, drawn_last])
    assert accepting.letter(case, date(2026, 11, 18)) == drawn_last and letters == []


def test_what_comes_back_is_received_anew(received):
    happened("c1", "CORRECTION_ASKED", "1")
    happened("c1", "CORRECTED", "1")
    back = put("c1", received_on="2026-12-07")
    with at("2026-12-14"):
        assert (accepted_on(back), receipt(back)["accepted_at_latest"]) == (None, "2026-12-15")
    with at("2026-12-15"):
        assert accepted_on(back) == date(2026, 12, 15)


def test_a_question_found_after_acceptance_is_due_within_the_law_and_its_days_run(received, monkeypatch):
    with at("2026-11-20"):
        collated(monkeypatch, "credit")
    with at("2026-11-23"):
        asked = collated(monkeypatch, "correct")
        correction.handle(event("Correction", token="t1", visit="2026-11-23T02:00:00.000Z"))
        held = casefile.load("c1")
    assert asked.notice.due_at[:10] == "2026-11-27" and legal_by(held) == date(2026, 11, 30)
    assert sent(held) == {"MESSAGE_HOLD"} and "补正" not in asked_in_words(held)
    assert [paper.name for paper in held.results] == ["acceptance.pdf", "correction-1.pdf"]


def test_a_notice_that_goes_out_too_late_to_be_told_before_acceptance_is_due_within_the_law(
    received, letters, monkeypatch
):
    with at(LAST_TO_TELL):
        collated(monkeypatch, "correct")
    with at("2026-11-27"):
        for _ in range(2):
            correction.handle(event("Correction", token="t1", visit="2026-11-25T02:00:00.000Z"))
    case = casefile.load("c1")
    assert (case.accepted_on, case.notice.due_at[:10]) == (date(2026, 11, 26), "2026-12-03")
    assert sent(case) == {"MESSAGE_HOLD"} and "核实" in asked_in_words(case)
    assert tasks.get("c1.correction.1").due_at == case.notice.due_at
    assert [paper.name for paper in case.results] == ["acceptance.pdf", "correction-1.pdf"] and letters == [
        "in silence"
    ]


def test_what_was_to_be_told_but_never_left_is_told_to_nobody_and_silence_goes_on(received, monkeypatch):
    def silent(*_: Any, **__: Any) -> None:
        raise AgencyUnavailable("province: timeout")

    def asks() -> None:
        correction.handle(event("Correction", token="t1", visit="2026-11-25T02:00:00.000Z"))

    with at(LAST_TO_TELL):
        collated(monkeypatch, "correct")
        with monkeypatch.context() as down, pytest.raises(AgencyUnavailable):
            down.setattr(correction, "tell", silent)
            asks()
    with at("2026-11-27"):
        waiting = casefile.load("c1")
        assert accepted_on(waiting) == date(2026, 11, 26) and "CORRECTION_ASKED" not in told(waiting)
        accepting.write(waiting)
        asks()
    case = casefile.load("c1")
    assert sent(case) == {"MESSAGE_HOLD"} and "核实" in asked_in_words(case)
    assert case.notice.due_at[:10] == "2026-12-03" == tasks.get("c1.correction.1").due_at[:10]


def test_the_sweep_writes_down_what_nobody_said_and_only_once(received, letters):
    with at(LAST_TO_TELL):
        assert accepting.write(received) is False
    with at("2026-11-28"):
        assert accepting.write(received) is True
        with pytest.raises(Contended):
            accepting.write(received)
        assert accepting.write(casefile.load("c1")) is False
    assert casefile.load("c1").accepted_on == date(2026, 11, 26)


def test_a_case_that_waits_for_staff_gets_its_letter_from_the_sweep(received, monkeypatch):
    from chalicelib.casework import starting
    from chalicelib.sweep.gauges import Seen

    monkeypatch.setattr(starting, "state_of", lambda case: "RUNNING")
    monkeypatch.setattr(looks, "_stranded", lambda *_: ())
    with at("2026-11-27"):
        assert "accepted_in_silence" in list(looks.at(received, Seen()))
    assert [paper.name for paper in casefile.load("c1").results] == ["acceptance.pdf"]


def test_a_case_that_has_ended_is_accepted_no_more(received):
    ended = put("c1", status="WITHDRAWN", ended_at="2026-11-20T02:00:00.000Z")
    with at("2026-12-04"):
        assert accepted_on(ended) is None and receipt(ended)["code"] == "RECEIPT_ENDED"


def test_a_case_that_an_earlier_release_accepted_as_it_was_taken_in_stays_accepted(submitted):
    case = submitted(number=NUMBER, status="CORRECTION", accepted_on="2026-11-10")
    assert (accepted_on(case), legal_by(case), receipt(case)) == (date(2026, 11, 10), date(2026, 11, 20), None)


def test_the_centre_s_work_before_acceptance_is_due_while_what_is_lacking_can_still_be_told(received):
    with at("2026-11-24"):
        assert clocks.due(received, "verify").due_at[:10] == LAST_TO_TELL


def test_a_case_that_is_being_declined_is_accepted_no_more_however_long_that_takes(received):
    given_up = put("c1", status="ATTENDING", reasons=[{"code": declined("unit")}])
    with at("2026-12-04"):
        assert (accepted_on(given_up), accepting.write(given_up)) == (None, False)
        assert receipt(given_up)["code"] == "RECEIPT_ENDED" and receipt(given_up)["accepted_at_latest"] is None
    assert not casefile.load("c1").results


def test_a_case_taken_in_after_all_is_accepted_as_any_other(received):
    put("c1", reasons=[{"code": declined("unit")}])
    assert intake.handle(event("Intake", last="restart")) == {"next": "check"}
    with at("2026-12-04"):
        assert accepted_on(casefile.load("c1")) == date(2026, 11, 26)


@pytest.mark.parametrize(
    ("silent", "complete", "on", "code"),
    [
        (None, False, None, None),
        (None, True, "2026-11-26", "ACCEPTED"),
        ("2026-11-26", True, "2026-11-26", "ACCEPTED"),  # on that very day it was found complete
        ("2026-11-26", False, "2026-11-26", "ACCEPTED_IN_SILENCE"),
        ("2026-11-25", True, "2026-11-25", "ACCEPTED_IN_SILENCE"),  # it was accepted before anybody looked
        ("2026-11-25", False, "2026-11-25", "ACCEPTED_IN_SILENCE"),
    ],
)
def test_a_case_is_accepted_on_the_day_of_silence_or_on_which_it_is_found_complete_and_told_which(
    monkeypatch, silent, complete, on, code
):
    drawn = []
    monkeypatch.setattr(accepting, "accepted_on", lambda case: silent and date.fromisoformat(silent))
    monkeypatch.setattr(accepting, "letter", lambda case, on, *, in_silence: drawn.append((on, in_silence)) or LETTER)
    monkeypatch.setattr(accepting, "_owed", lambda case, on: [("收据", on), ("评估报告", on)])
    with at("2026-11-26"):
        found = accepting.due(given.held(received_on="2026-11-30"), complete=complete)
        early = accepting.due(given.held(received_on="2026-11-20"), complete=complete)
        assert accepting.due(given.held(accepted_on="2026-11-20"), complete=True) == accepting.Acceptance()
    if on is None:
        assert found == accepting.Acceptance() and drawn == []
        return
    day = date.fromisoformat(on)
    ((told,), changes) = found
    assert told.event.code == code and told.event.values["owed"] == "收据、评估报告"
    assert told.event.values["policy"] == policy.in_force("620100", day).version
    assert ("on" in told.event.values) is (code == "ACCEPTED_IN_SILENCE") and drawn[0] == (day, code != "ACCEPTED")
    assert (changes["accepted_on"], changes["results"]) == (day, [LETTER])
    assert changes["received_on"] == day and "received_on" not in early.changes, "an office that acts has received"


LETTER, TORN = Paper("acceptance.pdf", "k", "s"), Paper("acceptance.pdf", "k", "s0", replaced=True)


def test_the_letter_the_parties_have_stands_and_nothing_they_were_handed_back_vanishes(monkeypatch):
    monkeypatch.setattr(accepting, "_drawn", lambda case, on, *, in_silence: f"drawn, in silence: {in_silence}")
    day = date(2026, 11, 26)
    assert accepting.letter(given.held(results=[TORN, LETTER]), day) == LETTER
    assert accepting.letter(given.held(results=[TORN]), day, in_silence=True) == "drawn, in silence: True"
    other, anew = Paper("receipt.pdf", "k", "r"), replace(LETTER, sha256="s2")
    assert accepting.papers([other, TORN, LETTER], anew) == [other, TORN, replace(LETTER, replaced=True), anew]
    assert accepting.papers([other, LETTER], LETTER) == [other, LETTER], "the same once more is one paper"
    with pytest.raises(ValueError, match="nobody declared"):
        accepting.papers([], Paper("unheard_of.pdf", "k", "s"))


@pytest.mark.parametrize(
    ("decided_on", "reviews", "day"),
    [
        ("2026-11-20", [], "2026-11-20"),
        (None, [], "2026-11-12"),  # earlier releases kept no day of a decision
        ("2026-11-20", [("first_review", "2026-11-23"), ("second_review", "2026-11-24")], "2026-11-24"),
        ("2026-11-20", [("first_review", "2026-11-19")], "2026-11-20"),
        ("2026-11-20", [("attend", "2026-11-25")], "2026-11-20"),  # who attends approves nothing
        ("2026-11-20", [("first_review", "")], "2026-11-20"),
    ],
)
def test_a_loan_is_approved_on_the_day_of_the_last_review_it_took_or_of_its_decision(decided_on, reviews, day):
    said = [
        {"level": level, "decision": "approve", "at": at and f"{at}T02:00:00.000Z", "task": f"{n}"}
        for n, (level, at) in enumerate(reviews)
    ]
    decision = {"approved": True, "amount": "1.00", **({"decided_on": decided_on} if decided_on else {})}
    case = given.held(accepted_on="2026-11-12", decision=decision, reviews=said)
    assert approving.day(case).isoformat() == day
    anew = {"OWED_ANEW.1": {"at": "2026-11-26T02:00:00.000Z", "code": "OWED_ANEW", "values": {}}}
    again = given.held(accepted_on="2026-11-12", decision=decision, reviews=said, events=anew)
    assert approving.day(again).isoformat() == (decided_on or "2026-11-12"), "they have reviewed another decision"


def test_the_letter_of_an_approval_is_the_one_the_parties_have_and_none_that_was_replaced(monkeypatch):
    monkeypatch.setattr(approving, "drawn", lambda case: "drawn")
    monkeypatch.setattr(approving.papers, "made", lambda case, name, value: (name, value))
    theirs = Paper("approval.pdf", "k", "s")
    assert approving.kept(given.held(results=[replace(theirs, replaced=True), theirs])) == theirs
    for kept in ([], [replace(theirs, replaced=True)], [LETTER]):
        assert approving.kept(given.held(results=kept)) == ("approval.pdf", "drawn")


def test_the_letter_of_an_approval_tells_the_ways_to_object_by_the_law_of_its_day(monkeypatch):
    from chalicelib.casework import answers
    from chalicelib.documents import approval

    drawn = []
    monkeypatch.setattr(policy, "in_force", lambda centre, on: f"law of {on}")
    monkeypatch.setattr(approving, "policy_of", lambda case: SimpleNamespace(name="law of the case"))
    monkeypatch.setattr(answers, "as_counted", lambda case: "as counted")
    monkeypatch.setattr(approval, "approval", lambda head, *of: drawn.append((head.on, head.number, *of[1:])))
    decision = {"approved": True, "amount": "1.00", "decided_on": "2026-11-20"}
    approving.drawn(given.held(of_sample(1), number="N1", decision=decision))
    rules = SimpleNamespace(name="law of the case")
    assert drawn == [(date(2026, 11, 20), "N1", rules, "as counted", "law of 2026-11-20")]
