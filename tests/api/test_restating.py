"""A pay-out to a bank without a line to us that stopped goes on with what that bank has written for today, and with nothing else."""

import pytest

from chalicelib import clock
from chalicelib.casework.questions import questions
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.records import casefile
from tests.given.answers import finding
from tests.given.case import put, stored
from tests.given.form import OLD_LOAN

ACCOUNT = {"account": OLD_LOAN["account"]["number"], "holder": OLD_LOAN["account"]["holder"]}
YESTERDAYS = {**ACCOUNT, "payoff": "310000.00", "on": "2026-12-01"}


@pytest.fixture
def stopped(api, login, submitted, waiting):
    """A pay-out of a loan that repays one of a bank we have no line to, whose written statement a reviewer has read; it has stopped."""
    case = casefile.load(submitted)
    form = stored(case.application)
    home = {name: form["home"][name] for name in ("city", "unit_number", "location", "area", "price")}
    form |= {"kind": "transfer_loan_for_loan", "home": {**home, "kind": "own"}, "old_loan": OLD_LOAN}
    put(submitted, application=form, accepted_on="2026-12-01")
    case = casefile.load(submitted)
    silent = Finding("old_loan", "home", Outcome.UNAVAILABLE, "OLD_LENDER_UNKNOWN")
    put(submitted, findings=[finding("property", "home", code="TITLE_CONFIRMED"), silent])
    of = questions(case.application)("old_loan", "home")
    ruling = case.ruling("old_loan.home", "confirmed", of, "r1", "见书面结清证明", YESTERDAYS, "person_r1")
    put(submitted, rulings={"old_loan.home": ruling})
    details = {"step": "Disburse", "error": "PreconditionFailed", "codes": ["OLD_LOAN_NOT_CONFIRMED"]}
    task, who = waiting("attend", "ATTENDING", details), login("supervisor", "s1")
    assert api("POST", f"/v1/tasks/{task}/claim", {}, who).status == 200

    def retry(decision="retry", outcome="confirmed", **facts):
        today = {**ACCOUNT, "payoff": "300000.00", "on": clock.today().isoformat(), **facts}
        item = {"check": "old_loan", "subject": "home", "outcome": outcome, "comment": "今日书面", "facts": today}
        body = {"decision": decision, "reason": "已取得当日书面结清证明", "items": [item]}
        return api("POST", f"/v1/tasks/{task}/decision", body, who)

    return submitted, task, who, retry


def test_what_a_bank_has_written_for_today_is_said_with_the_retry(api, stopped):
    id, task, who, retry = stopped
    (look,) = api("GET", f"/v1/tasks/{task}", who=who).body["looks"]
    assert look["facts"] == ["account", "holder", "payoff", "on"]
    payee = api("GET", f"/v1/tasks/{task}", who=who).body["payee"]
    assert {"account": payee["number"], "holder": payee["holder"]} == ACCOUNT
    assert retry().status == 200 and retry().status == 200, "the same again tells the road again"
    facts = casefile.load(id).facts_of("old_loan.home")
    assert (facts["payoff"], facts["on"]) == ("300000.00", clock.today().isoformat())


@pytest.mark.parametrize(
    ("facts", "defect"),
    [
        ({"holder": "某陌生人"}, ("PAYEE_NOT_AS_STATED", "/items/0/facts/holder")),
        ({"account": "6222022700000099999"}, ("PAYEE_NOT_AS_STATED", "/items/0/facts/account")),
        ({"on": "2026-02-28"}, ("CHOICE_NOT_OFFERED", "/items")),
        ({"outcome": "contradicted"}, ("CHOICE_NOT_OFFERED", "/items")),
        ({"payoff": "-1"}, ("WRONG_FORMAT", "/items/0/facts/payoff")),
        ({"decision": "compensate"}, ("CHOICE_NOT_OFFERED", "/items")),
    ],
)
def test_it_changes_the_sum_and_its_day_and_never_whom_it_is_paid_to(stopped, facts, defect):
    id, _, _, retry = stopped
    told = retry(**facts)
    assert told.status == 422 and defect in told.codes
    assert dict(casefile.load(id).facts_of("old_loan.home")) == YESTERDAYS


def test_of_a_bank_that_tells_it_itself_nobody_says_it(api, stopped):
    id, task, who, retry = stopped
    told = Finding("old_loan", "home", Outcome.CONTRADICTED, "OLD_LOAN_MISMATCH", {**YESTERDAYS, "holder": "某陌生人"})
    put(id, findings=[told])
    assert api("GET", f"/v1/tasks/{task}", who=who).body["looks"] == []
    assert ("CHOICE_NOT_OFFERED", "/items") in retry().codes
