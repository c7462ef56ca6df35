"""A home built to be sold as affordable housing (配售型保障性住房) needs less down payment in Lanzhou, once somebody has read the paper that says so."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from chalicelib import policy
from chalicelib.domain.checks.evidence import Evidence, is_received
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.domain.checks.papers import PAPER
from chalicelib.domain.judging.collation import collate
from chalicelib.domain.judging.decision import decide
from chalicelib.domain.judging.rule import Situation, Verdict
from chalicelib.domain.judging.rules.home import down_payment
from tests.given.marks import confirmed

ON = date(2026, 12, 1)
RULES = confirmed(policy.in_force("620100", ON))
PRICE = Decimal(900000)
LEAST = Decimal(135000)  # 15 %


def case_of(make, paid=LEAST, papers=("B03", "D19")):
    case = make.application(price=PRICE, down_payment=paid, documents=papers)
    return replace(case, papers=dict.fromkeys(papers, ("a" * 64,)))


def read(subject, outcome="confirmed", **facts):
    return Finding(PAPER, subject, Outcome(outcome), "PAPER_READ", facts, by="staff:r1")


RECEIPT = read("b03", amount="135000.00", paid_on="2026-10-15", payer="borrower")


def said_of(make, case, *read_of_it, rules=RULES):
    situation = Situation.of(case, [*make.findings(case, credit=True), *read_of_it], rules, ON)
    return next(iter(down_payment(situation)))


def test_fifteen_percent_is_enough_once_the_paper_is_read_to_the_cent(make):
    said = said_of(make, case_of(make), read("d19"))
    assert (said.outcome, said.inputs["needed"]) == (Verdict.PASS, "135000.00")
    assert said_of(make, case_of(make, LEAST - Decimal("0.01")), read("d19")).outcome is Verdict.FAIL


def test_of_a_home_of_that_kind_that_is_sold_on_a_person_looks_whether_it_may_be(make):
    for paid, outcome in ((LEAST, Verdict.LOOK), (Decimal(180000), Verdict.PASS)):
        case = case_of(make, paid)
        case = replace(case, home=replace(case.home, kind="existing"))
        assert said_of(make, case, read("d19")).outcome is outcome


def test_what_is_lent_follows_and_a_person_decides(make):
    case = case_of(make)
    decision = decide(case, [*make.findings(case, credit=True), RECEIPT, read("d19")], RULES, ON)
    assert decision.caps["CAP_PRICE"] == PRICE - LEAST
    assert decision.approved and decision.route != "A" and "ROUTE_UPLOADED_PROOF" in decision.why


def test_while_nobody_has_read_it_nobody_is_told_to_pay_more_and_it_is_read(make):
    case = case_of(make)
    assert said_of(make, case).outcome is Verdict.LOOK
    found = collate(case, [*make.findings(case), RECEIPT], RULES, ON, cannot={"home": True})
    assert found.next == "verify" and [look.subject for look in found.looks] == ["d19"]
    lacking = collate(case_of(make, papers=("D19",)), make.findings(case), RULES, ON)
    for told in (found, lacking):
        assert not any(defect.code == "DOWN_PAYMENT_LOW" for defect in told.defects)
    assert [defect.where for defect in lacking.defects] == ["B03"]


@pytest.mark.parametrize("papers, reading", [(("B03",), []), (("B03", "D19"), [read("d19", "not_found")])])
def test_where_it_was_not_brought_or_shows_no_such_home_the_centre_s_share_holds(make, papers, reading):
    case = case_of(make, papers=papers)
    found = collate(case, [*make.findings(case), RECEIPT, *reading], RULES, ON)
    (told,) = (defect for defect in found.defects if defect.code == "DOWN_PAYMENT_LOW")
    assert told.values["share"] == "20%"


def test_a_second_home_elsewhere_or_the_paper_in_another_centre_changes_nothing(make):
    case, second = case_of(make), make.finding("property", "home", homes_owned=1, homes_in_district=1)
    situation = Situation.of(case, [*make.findings(case, second, credit=True), read("d19")], RULES, ON)
    assert [said.inputs["needed"] for said in down_payment(situation)] == ["180000.00"]
    elsewhere = confirmed(policy.in_force("620200", ON))
    assert said_of(make, case, read("d19"), rules=elsewhere).inputs["needed"] == "180000.00"
    before = confirmed(policy.in_force("620100", date(2026, 11, 27)))
    assert said_of(make, case, read("d19"), rules=before).inputs["needed"] == "180000.00"


@pytest.mark.parametrize(("received", "outcome"), [("180000.00", Verdict.PASS), ("179999.99", Verdict.FAIL)])
def test_what_the_supervised_account_has_received_reaches_the_share_though_the_form_states_less(
    make, received, outcome
):
    case = case_of(make, Decimal(1), papers=())
    found = [*make.findings(case, make.finding("property", "home", down_payment_received=received), credit=True)]
    said = next(iter(down_payment(Situation.of(case, found, RULES, ON))))
    assert (said.outcome, said.inputs["paid"]) == (outcome, received)


@pytest.mark.parametrize(
    ("told", "received"),
    [
        (None, True),  # nobody has asked yet
        ({}, False),
        ({"down_payment_received": None}, False),
        ({"down_payment_received": "134999.99"}, False),
        ({"down_payment_received": "135000.00"}, True),
        ({"down_payment_received": "135000.01"}, True),
    ],
)
def test_a_down_payment_has_come_once_the_supervised_account_holds_all_of_it(make, told, received):
    case = case_of(make)
    found = [Finding("property", "home", Outcome.CONFIRMED, "FILING", told)] if told is not None else []
    assert is_received(case, Evidence(case, found)) is received
    assert is_received(case, None)
