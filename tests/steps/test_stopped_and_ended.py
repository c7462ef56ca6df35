"""What a withdrawal stops, what is written of a stop, and how a case is undone, issued and ended, on built cases. Late and twice: tests/steps/test_late.py."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from chalicelib.domain.status import Status
from chalicelib.errors import PreconditionFailed
from chalicelib.records.casefile import Told
from chalicelib.records.contents import Event
from chalicelib.records.loan import Contract, Signature
from chalicelib.steps import (
    assess,
    close,
    collate,
    correction,
    credit,
    disburse,
    discharge,
    frame,
    intake,
    issue,
    mortgage,
    sign,
    void,
)
from tests.steps.conftest import EVENT, TODAY, built


def test_no_step_of_a_road_before_a_reopening_is_run_and_a_withdrawal_stops_what_leads_on_alone(monkeypatch):
    case = built(known_as="number", is_withdrawn=False)
    monkeypatch.setattr(frame.casefile, "load", lambda id: case)
    monkeypatch.setattr(frame.turns, "is_of_before", lambda case, event: case.id == "before")
    event = {"step": "Sign", "case": "c1", "trace": "1-65f00000-000000000000000000000001"}
    tried_again = {**event, "attempt": 1}
    ran = []

    def body(case, event):
        ran.append(case.id)
        return "done"

    assert frame.run(event, body) == {"next": "done"} and ran == ["c1"]
    case.is_withdrawn = True
    for of_it in (event, tried_again):
        with pytest.raises(frame.Withdrawn):
            frame.run(of_it, body)
    assert frame.run(event, body, forward=False) == {"next": "done"} and ran == ["c1", "c1"]
    case.id = "before"
    assert frame.run(event, body) == {"next": "late"} and ran == ["c1", "c1"]


BACK = {discharge, void, close, issue}


@pytest.mark.parametrize(
    "step", [assess, collate, correction, credit, disburse, discharge, intake, issue, mortgage, sign, void, close]
)
def test_who_has_taken_a_case_back_stops_what_leads_to_a_loan_and_nothing_of_what_undoes_or_ends_it(monkeypatch, step):
    monkeypatch.setattr(frame.casefile, "load", lambda id: built(known_as="number", is_withdrawn=True))
    monkeypatch.setattr(frame.turns, "is_of_before", lambda case, event: False)
    monkeypatch.setattr(frame, "_told", lambda body, case, event, forward: f"goes on, {forward}")
    event = {"step": "Step", "case": "c1", "trace": "1-65f00000-000000000000000000000001"}
    try:
        goes_on = step.handle(event)["next"]
    except frame.Withdrawn:
        goes_on = ""
    assert goes_on == ("goes on, False" if step in BACK else "")


@pytest.mark.parametrize("forward", [True, False])
@pytest.mark.parametrize("since", [True, False])
@pytest.mark.parametrize("how", ["done", "waiting", "then"])
def test_where_a_step_waits_a_withdrawal_that_came_first_is_seen_and_so_is_what_ended_the_wait(
    monkeypatch, forward, since, how
):
    now, seen = built(is_withdrawn=since), []
    monkeypatch.setattr(frame.casefile, "load", lambda id: now)
    said = frame.Waiting(seen.append) if how == "then" else how
    if forward and since and how != "done":
        with pytest.raises(frame.Withdrawn):
            frame._told(lambda *of: said, built(), {"step": "Sign"}, forward)
        assert seen == []
        return
    assert frame._told(lambda *of: said, built(), {"step": "Sign"}, forward) == ("done" if how == "done" else "waiting")
    assert seen == ([now] if how == "then" else [])


@pytest.mark.parametrize("ended", [True, False])
def test_what_a_step_stops_on_is_written_down_unless_the_case_has_ended(wrote, monkeypatch, ended):
    def body(*of):
        raise PreconditionFailed("x", "OWED", "NOT_SIGNED")

    monkeypatch.setattr(frame.clock, "stamp", lambda: "now")
    with pytest.raises(PreconditionFailed):
        frame._told(body, built(ended=ended), {"step": "Sign"}, True)
    kept = [] if ended else [([], None, {"stopped": frame.Stop("Sign", "now", ("OWED", "NOT_SIGNED"))})]
    assert [(told, expect, {"stopped": frame.Stop(c["stopped"].step, c["stopped"].at, tuple(c["stopped"].codes))}) for told, expect, c in wrote] == kept  # fmt: skip


# Ends


CONTRACT = Contract("JK", "B01", "contract.pdf", "key", "sha", "due")
SIGNED = {"borrower": Signature("sha", "then", "p1"), "bank": Signature("sha", "then", "B01")}


@pytest.mark.parametrize("ended", [False, True])
@pytest.mark.parametrize("before", ["", "then"])
@pytest.mark.parametrize("contract", [None, CONTRACT, replace(CONTRACT, voided_at="then")])
def test_a_contract_is_voided_once_with_every_signature_and_its_bank_told_the_same_however_often(
    monkeypatch, ended, before, contract
):
    acts, now = [], Told("CONTRACT_VOIDED", Event("now", "CONTRACT_VOIDED", {}))
    monkeypatch.setattr(void.casefile, "event", lambda code: now)
    monkeypatch.setattr(void.casefile, "amend", lambda case, *told, **how: acts.append(how or told))
    monkeypatch.setattr(void.webhooks, "send", lambda *of: acts.append(of))
    events = {now.key: Event(before, now.key, {})} if before else {}
    case = built(contract=contract, ended=ended, events=events, signatures=SIGNED)
    assert void._void(case, EVENT) == "done"
    if ended or contract is not CONTRACT:
        assert acts == []
        return
    at, (told, sent, how) = before or "now", acts
    assert told == (now,) and sent == ("B01", "loan.contract.voided", {"contract_number": "JK"}, "JK.voided", at)
    assert how["contract"] == replace(CONTRACT, voided_at=at) and how["expect"].unchanged == ("signatures",)
    assert how["signatures"] == {who: replace(one, void_at=at) for who, one in SIGNED.items()}


@pytest.mark.parametrize("ended", [False, True])
def test_a_case_ends_as_its_road_says_with_the_letter_of_the_day_it_left_on(monkeypatch, ended):
    ends = []
    monkeypatch.setattr(close.results, "of_ending", lambda case, ending, on: ("letters", ending, on))
    monkeypatch.setattr(close.closing, "end", lambda case, *of: ends.append(of) or "done")
    assert close._close(built(ended=ended), {**EVENT, "ending": "WITHDRAWN"}) == "done"
    end = ("close", Status.WITHDRAWN, ("letters", Status.WITHDRAWN, TODAY))
    assert ends == ([] if ended else [end])


@pytest.mark.parametrize(("proof", "known_by"), [("证明1", ("proof 证明1",)), (None, ())])
def test_a_loan_is_issued_with_its_papers_its_bank_told_and_entered_before_the_case_ends(monkeypatch, proof, known_by):
    acts = []
    monkeypatch.setattr(issue.paid_loan, "results", lambda case: ["papers"])
    monkeypatch.setattr(issue.paid_loan, "paid_at", lambda case: "paid at")
    monkeypatch.setattr(issue.webhooks, "send", lambda *of: acts.append(of))
    monkeypatch.setattr(issue, "reference", lambda kind, value: f"{kind} {value}")
    monkeypatch.setattr(issue.lent, "note", lambda case, *known: acts.append(known))
    monkeypatch.setattr(issue.lent, "tell", lambda case, purpose: acts.append((case.id, purpose)))
    monkeypatch.setattr(issue.closing, "end", lambda case, *of: acts.append(of[:3]) or of[3]("purpose") or "done")
    case = built(contract=SimpleNamespace(bank="B01", number="JK"), mortgage=SimpleNamespace(certificate_number=proof))
    assert issue._issue(case, EVENT) == "done"
    sent = ("B01", "loan.settled", {"contract_number": "JK"}, "JK.settled", "paid at")
    assert acts == [sent, known_by, ("issue", Status.DISBURSED, ["papers"]), ("c1", "purpose")]


@pytest.mark.parametrize("has_failed", [True, False])
def test_money_that_came_back_makes_no_loan(monkeypatch, has_failed):
    payment = SimpleNamespace(has_failed=has_failed)
    assert issue._issue(built(ended=True, payment=payment), EVENT) == "done"
    if has_failed:
        with pytest.raises(PreconditionFailed) as stopped:
            issue._issue(built(payment=payment), EVENT)
        assert [*stopped.value.codes] == ["PAYMENT_OVERTURNED"]
