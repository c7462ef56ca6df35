"""A pay-out that stopped goes on with what a person says anew of the home or its old loan, and takes back nothing of what was ruled before."""

from dataclasses import replace

import pytest

from chalicelib import clock
from chalicelib.casework import contests, hands, said_anew
from chalicelib.casework.actor import Actor
from chalicelib.casework.questions import questions
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.messages import worded
from chalicelib.records import casefile, tasks
from chalicelib.records.contents import HomeSeen
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

    def retry(decision="retry", outcome="confirmed", comment="今日书面", **facts):
        today = {**ACCOUNT, "payoff": "300000.00", "on": clock.today().isoformat(), **facts}
        item = {"check": "old_loan", "subject": "home", "outcome": outcome, "comment": comment, "facts": today}
        body = {"decision": decision, "reason": "已取得当日书面结清证明", "items": [item]}
        return api("POST", f"/v1/tasks/{task}/decision", body, who)

    return submitted, task, who, retry


def test_what_a_bank_has_written_for_today_is_said_with_the_retry(api, stopped):
    id, task, who, retry = stopped
    (look,) = api("GET", f"/v1/tasks/{task}", who=who).body["looks"]
    assert look["facts"] == ["account", "holder", "payoff", "on"] and look["anew"], "the page then asks for no outcome"
    payee = api("GET", f"/v1/tasks/{task}", who=who).body["payee"]
    assert {"account": payee["number"], "holder": payee["holder"]} == ACCOUNT
    assert retry().status == 200 and retry().status == 200, "the same again tells the road again"
    facts = casefile.load(id).facts_of("old_loan.home")
    assert (facts["payoff"], facts["on"]) == ("300000.00", clock.today().isoformat())


def test_who_ruled_in_an_earlier_release_stays_barred_once_another_has_said_it_anew(stopped):
    id, _, _, retry = stopped
    put(id, rulings={key: replace(one, person="") for key, one in casefile.load(id).rulings.items()})
    assert retry().status == 200
    assert hands.barred(casefile.load(id), Actor("r1", "person_unknown"), "first_review") == "FOUR_EYES"


@pytest.mark.parametrize(
    ("facts", "defect"),
    [
        ({"holder": "某陌生人"}, ("PAYEE_NOT_AS_STATED", "/items/0/facts/holder")),
        ({"account": "6222022700000099999"}, ("PAYEE_NOT_AS_STATED", "/items/0/facts/account")),
        ({"on": "2026-02-28"}, ("CHOICE_NOT_OFFERED", "/items")),
        ({"outcome": "contradicted"}, ("CHOICE_NOT_OFFERED", "/items")),
        ({"payoff": "-1"}, ("WRONG_FORMAT", "/items/0/facts/payoff")),
        ({"decision": "compensate"}, ("CHOICE_NOT_OFFERED", "/items")),
        ({"comment": None}, ("MISSING", "/items/0/comment")),
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


OLD = "甘(2021)兰州市不动产证明第0000002号"
BY_HAND = {
    "homes_owned": 0, "homes_in_district": 0, "seized": False, "mortgaged": True, "mortgage_numbers": OLD,
    "owners_are_parties": True,
}  # fmt: skip


@pytest.fixture
def attending(api, login, waiting):
    """A pay-out that has stopped for that code, as a supervisor has taken it; gives what they may say of the home, and does so."""

    def make(id, code):
        details = {"step": "Disburse", "error": "PreconditionFailed", "codes": [code]}
        task, who = waiting("attend", "ATTENDING", details), login("supervisor", "s1")
        assert api("POST", f"/v1/tasks/{task}/claim", {}, who).status == 200
        looks = api("GET", f"/v1/tasks/{task}", who=who).body["looks"]

        def say(decision="retry", comment="已核实", **facts):
            item = {"check": "property", "subject": "home", "outcome": "confirmed", "comment": comment, "facts": facts}
            body = {"decision": decision, "reason": "已向登记机构核实", "items": [item]}
            return api("POST", f"/v1/tasks/{task}/decision", body, who)

        return [look["facts"] for look in looks], say

    return make


def of_home(id, told, contest=(), **facts):
    """What stands of the home by what an agency told, and by a ruling on it of those facts."""
    put(id, findings=[finding("old_loan", "home"), told])
    case = casefile.load(id)
    of = questions(case.application)("property", "home")
    if contest:
        made = contests.made(case, told, of, "2026-11-20T00:00:00.000Z", "p", "borrower", "已更正", [], contest)
        put(id, contests={"property.home": made})
    ruling = case.ruling("property.home", "confirmed", of, "r1", "见登记簿", facts, "person_r1")
    put(id, rulings={"property.home": ruling})


@pytest.mark.parametrize("code", ["FILING_CHANGED"])
def test_that_all_owners_are_parties_is_said_with_the_retry_where_a_ruling_of_an_earlier_release_does_not_tell(
    submitted, attending, code
):
    told = finding("property", "home", "contradicted", "FILING_BUYER_MISMATCH", defects=["FILING_BUYER_MISMATCH"])
    of_home(submitted, replace(told, facts={**told.facts, "owners": []}), ["FILING_BUYER_MISMATCH"], seized=False)
    asked, say = attending(submitted, code)
    assert asked == [["owners_are_parties"]]
    assert ("OWNER_NOT_PARTY", "/items/0/facts/owners_are_parties") in say(owners_are_parties=False).codes
    assert ("FACT_NOT_ASKED", "/items/0/facts/seized") in say(owners_are_parties=True, seized=True).codes
    assert ("CHOICE_NOT_OFFERED", "/items") in say("compensate", owners_are_parties=True).codes
    assert say(owners_are_parties=True).status == 200 and say(owners_are_parties=True).status == 200
    assert casefile.load(submitted).facts_of("property.home") == {"seized": False, "owners_are_parties": True}
    assert casefile.load(submitted).rulings["property.home"].person != "person_r1"


def test_which_title_is_in_force_today_another_says_with_the_retry_where_nobody_knows_which_was_ruled_on(
    stopped, attending
):
    id = stopped[0]
    of_home(id, Finding("property", "home", Outcome.UNAVAILABLE, "PROPERTY_UNAVAILABLE"), **BY_HAND)
    earlier = {key: replace(one, person="") for key, one in casefile.load(id).rulings.items()}  # kept nobody's person
    put(id, rulings=earlier)
    asked, say = attending(id, "TITLE_OWNERS_CHANGED")
    assert asked == [["owners_are_parties", "title_shown"]]
    assert ("FACT_MISSING", "/items/0/facts/title_shown") in say(owners_are_parties=True).codes
    assert say(owners_are_parties=True, title_shown=OLD).status == 200
    case = casefile.load(id)
    assert case.facts_of("property.home") == BY_HAND | {"title_shown": OLD}
    assert hands.barred(case, Actor("r1", "person_unknown"), "first_review") == "FOUR_EYES", "who ruled before has"


@pytest.mark.parametrize(
    ("stop", "shown"),
    [("TITLE_TO_LOOK_AT", {"title_shown": OLD}), ("FILING_TO_LOOK_AT", {"filing_shown": "2026-11-20"})],
)
def test_what_is_against_nothing_is_looked_at_with_the_retry_where_no_ruling_was_needed_before(
    api, login, submitted, attending, stop, shown
):
    told = finding(
        "property",
        "home",
        owners=["borrower", "spouse"],
        title="b" * 16,
        seized=False,
        mortgaged=False,
        account_holder="某某置业",
    )
    doubted = HomeSeen("x", clock.stamp(), ["PAYEE_HOLDER_DIFFERS"])
    put(submitted, findings=[told], filing_seen=doubted)
    asked, say = attending(submitted, stop)
    assert asked == [[*shown]]
    (task,) = (one.id for one in tasks.of_case(submitted) if one.kind == "attend")
    (look,) = api("GET", f"/v1/tasks/{task}", who=login("supervisor", "s3")).body["looks"]
    assert (worded("PAYEE_HOLDER_DIFFERS").rstrip("。；") in look["text"]) is ("filing_shown" in shown), (
        "what there is to look at"
    )
    payee = api("GET", f"/v1/tasks/{task}", who=login("supervisor", "s1")).body["payee"]
    assert payee["number"] and payee["holder_told"] == (None if "filing_shown" in shown else "某某置业"), (
        "no agency's word of another day for today's"
    )
    assert ("MISSING", "/items/0/comment") in say(comment="", **shown).codes
    assert say(**shown).status == 200 and say(**shown).status == 200
    case = casefile.load(submitted)
    assert (case.facts_of("property.home"), case.rulings["property.home"].first) == (shown, "")


def test_whose_the_certificates_are_that_a_person_named_another_says_with_the_retry(stopped, attending):
    id = stopped[0]
    of_home(id, Finding("property", "home", Outcome.UNAVAILABLE, "PROPERTY_UNAVAILABLE"), **BY_HAND)
    asked, say = attending(id, "TITLE_NOT_FREE")
    assert asked == [["mortgages_of_old_lender"]]
    wrong = ("LIEN_OF_ANOTHER", "/items/0/facts/mortgages_of_old_lender")
    assert wrong in say(mortgages_of_old_lender=False).codes
    assert say(mortgages_of_old_lender=True).status == 200
    assert casefile.load(id).facts_of("property.home") == BY_HAND | {"mortgages_of_old_lender": True}


def test_whose_a_mortgage_on_the_home_is_nobody_says_anew_of_a_loan_that_repays_none(submitted):
    of_home(submitted, Finding("property", "home", Outcome.UNAVAILABLE, "PROPERTY_UNAVAILABLE"), **BY_HAND)
    assert [*said_anew.looks(casefile.load(submitted), {"TITLE_NOT_FREE"})] == []


def test_a_doubt_of_the_filing_is_looked_at_beside_no_ruling_that_leaves_the_rest_unsaid(submitted):
    of_home(submitted, Finding("property", "home", Outcome.UNAVAILABLE, "PROPERTY_UNAVAILABLE"), seized=False)
    assert [*said_anew.looks(casefile.load(submitted), {"FILING_TO_LOOK_AT"})] == []


@pytest.mark.parametrize(
    ("told", "facts", "code"),
    [
        (finding("property", "home", title="b" * 16, owners=["borrower"]), {}, "TITLE_OWNERS_CHANGED"),
        (Finding("property", "home", Outcome.UNAVAILABLE, "PROPERTY_UNAVAILABLE"), BY_HAND, "LOAN_STANDS"),
        (finding("property", "home", mortgages=[OLD], owners=["borrower"]), {}, "TITLE_NOT_FREE"),
    ],
)
def test_what_was_said_already_or_an_agency_has_told_nobody_says_anew(stopped, attending, told, facts, code):
    of_home(stopped[0], told, **facts)
    asked, say = attending(stopped[0], code)
    assert asked == [] and ("CHOICE_NOT_OFFERED", "/items") in say(owners_are_parties=True).codes
