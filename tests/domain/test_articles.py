"""What the regulation as amended in 2026 asks of accounts: fraud bars from a loan (Art. 41), flexible workers by local rules (Art. 49); and what a withdrawal under way means."""

from dataclasses import replace
from datetime import date

import pytest

from chalicelib import policy
from chalicelib.domain.judging.collation import collate
from chalicelib.domain.judging.decision import decide
from tests.given.marks import confirmed

ON = date(2026, 11, 27)
CLEAN = {"fraud_told": True, "withdrawal_fraud_on": None, "loan_fraud_on": None}


def said(make, rules, on=ON, **account):
    """What the rules about fraud and withdrawals say of the borrower."""
    case = make.application(make.person("borrower", marital="10"))
    known = make.findings(case, make.finding("fund_account", "borrower", **account), credit=True)
    decision = decide(case, known, rules, on)
    return {
        one.code: one.outcome
        for one in decision.reasons
        if one.code in ("FRAUD_BAN", "WITHDRAWAL_DONE", "FLEXIBLE_DEPOSITOR")
    }


def rules_of(centre="620100", on=ON, means="look"):
    rules = confirmed(policy.in_force(centre, on))
    return replace(rules, fraud_ban={**rules.fraud_ban, "means": means})


@pytest.mark.parametrize(
    ("fraud", "outcome"),
    [
        ({}, "pass"),
        ({"withdrawal_fraud_on": "2023-11-28"}, "look"),  # the third year is not over
        ({"withdrawal_fraud_on": "2023-11-27"}, "pass"),
        ({"loan_fraud_on": "2021-11-28"}, "look"),
        ({"loan_fraud_on": "2021-11-27"}, "pass"),
        ({"withdrawal_fraud_on": "2022-01-01", "loan_fraud_on": "2022-01-01"}, "look"),  # the later end counts
        ({"fraud_told": False}, "look"),
    ],
)
def test_who_was_found_to_defraud_the_fund_is_looked_at_until_the_years_are_over(make, fraud, outcome):
    assert said(make, rules_of(), **CLEAN | fraud)["FRAUD_BAN"] == outcome


def test_only_a_centre_that_states_it_on_a_verified_basis_refuses_and_then_before_the_credit_bureau_is_asked(make):
    case, on = make.application(make.person("borrower", marital="10")), date(2026, 12, 1)
    stated = rules_of(on=on, means="refuse")

    def goes(found, rules):
        barred = make.finding("fund_account", "borrower", **CLEAN | {"loan_fraud_on": found})
        return collate(case, make.findings(case, barred), rules, on).next

    assert goes("2026-09-20", stated) == "refuse"
    assert goes("2026-09-19", stated) == "credit", "no law reaches back: a person decides"
    assert goes("2026-09-20", replace(stated, confirmed=frozenset())) == "credit"
    assert goes("2026-09-20", rules_of(on=on)) == "credit"


def test_what_a_person_finds_of_an_account_leaves_fraud_to_whoever_decides(make):
    case = make.application(make.person("borrower", marital="10"))
    ruled = replace(make.finding("fund_account", "borrower"), by="staff:S001")
    ruled = replace(ruled, facts={name: fact for name, fact in ruled.facts.items() if name != "fraud_told"})
    decision = decide(case, make.findings(case, ruled, credit=True), rules_of(), ON)
    assert [one.outcome for one in decision.reasons if one.code == "FRAUD_BAN"] == ["look"]


def test_before_the_law_and_of_answers_that_knew_nothing_of_it_nothing_is_said(make):
    before = date(2026, 9, 19)
    assert "FRAUD_BAN" not in said(make, rules_of(on=before), before, **CLEAN | {"loan_fraud_on": "2026-01-01"})
    case = make.application(make.person("borrower", marital="20"), make.person("spouse", is_depositor=False))
    for on, looked_at in (
        (ON, set()),
        (date(2026, 11, 28), {("FRAUD_BAN", "spouse"), ("FLEXIBLE_DEPOSITOR", "borrower")}),
    ):
        account, none = make.finding("fund_account", "borrower"), make.findings(case)
        untold = [
            replace(one, facts={name: fact for name, fact in one.facts.items() if name != drop})
            for one, drop in (
                (account, "flexible"),
                (next(f for f in none if (f.check, f.subject) == ("fund_account", "spouse")), "fraud_told"),
            )
        ]
        reasons = decide(case, make.findings(case, *untold, credit=True), rules_of("620200", on), on).reasons
        found = {(one.code, one.subject) for one in reasons if one.outcome == "look"}
        assert {one for one in found if one[0] in ("FRAUD_BAN", "FLEXIBLE_DEPOSITOR")} == looked_at


@pytest.mark.parametrize(
    ("centre", "on", "outcome"),
    [("620100", ON, "look"), ("620100", date(2026, 2, 5), "fail"), ("620200", ON, "fail")],
)
def test_a_withdrawal_under_way_is_looked_at_where_the_fund_pays_the_down_payment(make, centre, on, outcome):
    assert said(make, rules_of(centre, on), on, withdrawal_in_flight=True, centre=centre)["WITHDRAWAL_DONE"] == outcome


@pytest.mark.parametrize(
    ("centre", "verified", "outcome"),
    [("620100", True, "pass"), ("620100", False, "look"), ("620200", True, "look")],
)
def test_a_flexible_worker_is_taken_only_where_the_centre_s_own_rules_were_read(make, centre, verified, outcome):
    rules = rules_of(centre) if verified else replace(rules_of(centre), confirmed=frozenset())
    assert said(make, rules, flexible=True, centre=centre)["FLEXIBLE_DEPOSITOR"] == outcome
    assert "FLEXIBLE_DEPOSITOR" not in said(make, rules, flexible=False, centre=centre)
