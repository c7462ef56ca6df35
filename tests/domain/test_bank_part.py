"""The bank's part of a combination: a loan of its own, with its own term, burden test and pay-out."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from chalicelib import policy
from chalicelib.domain import bank_part
from chalicelib.domain.judging.burden import Burden, burden, is_too_heavy
from chalicelib.domain.judging.decision import decide, judge
from chalicelib.domain.judging.rule import Situation, Verdict
from chalicelib.domain.judging.rules.term import of_bank
from chalicelib.domain.loan.schedule import schedule

BEFORE, SINCE = date(2026, 8, 27), date(2026, 8, 28)
LAW = policy.in_force("620100", SINCE)


def a_combination(make, **changes):
    return make.application(
        **{
            "kind": "existing",
            "price": Decimal(1000000),
            "down_payment": Decimal(200000),
            "completed_year": 2015,
            "commercial_amount": Decimal(500000),
            "amount": Decimal(300000),
            "months": 240,
            "commercial_months": 480,
            **changes,
        }
    )


def judged(make, on=SINCE, **changes):
    case = a_combination(make, **changes)
    return judge(Situation.of(case, make.findings(case, credit=True), policy.in_force("620100", on), on))


@pytest.mark.parametrize(("on", "most"), [(SINCE, 480), (BEFORE, 360)])
def test_a_bank_part_longer_than_any_bank_may_lend_leaves_the_fund_s_no_more_room(make, on, most):
    lawful, longer = (judged(make, on, commercial_months=months).basis for months in (most, 600))
    assert lawful.commercial_months == longer.commercial_months == most
    assert judged(make, on, commercial_months=most - 120).basis.commercial_months == most - 120


def said(judgement, code):
    return [reason.outcome for reason in judgement.reasons if reason.code == code]


# Made by exact fractions, apart from this code: first payment, principal and interest in it, the second, the last, all interest, and
# what is owed after 20 of the 40 years.
FORTY_YEARS = {
    (500000, "01"): ("1936.95", "478.62", "1458.33", "1936.95", "1941.89", "429740.94", "333982.54"),
    (500000, "02"): ("2500.00", "1041.67", "1458.33", "2496.97", "1043.10", "350728.04", "249999.20"),
    (300000, "01"): ("1162.17", "287.17", "875.00", "1162.17", "1165.13", "257844.56", "200389.50"),
    (1000000, "01"): ("3873.91", "957.24", "2916.67", "3873.91", "3873.39", "859476.28", "667961.69"),
}


@pytest.mark.parametrize(("loan", "golden"), FORTY_YEARS.items())
def test_a_bank_part_of_forty_years_is_repaid_to_the_cent(loan, golden):
    plan = schedule(Decimal(loan[0]), Decimal("3.5"), 480, loan[1])
    first, second, last = plan.rows[0], plan.rows[1], plan.rows[-1]
    found = first.payment, first.principal, first.interest, second.payment, last.payment, plan.total_interest
    assert (*map(str, found), str(plan.balance_after(240))) == golden
    assert (plan.months, last.balance) == (480, 0)


def test_the_bank_may_lend_for_forty_years_since_the_law_says_so_and_thirty_before(make):
    assert said(judged(make), "BANK_TERM") == [Verdict.PASS]
    assert said(judged(make, commercial_months=481), "BANK_TERM") == [Verdict.LOOK], "its words were not verified"
    assert said(judged(make, BEFORE), "BANK_TERM") == [], "the rule begins with its law"


def test_a_bank_part_without_a_term_of_its_own_is_held_to_its_longest_by_the_funds(make):
    for months, outcome in ((480, Verdict.PASS), (481, Verdict.FAIL)):
        case = a_combination(make, commercial_months=None, months=months)
        (told,) = of_bank(Situation.of(case, make.findings(case), LAW, SINCE))
        assert told.outcome is outcome


@pytest.mark.parametrize("bank", [0, 500000])
def test_of_a_banks_part_a_decision_names_the_figures_nobody_confirmed_where_there_is_one(make, bank):
    case, rules = (
        a_combination(make, commercial_amount=Decimal(bank)),
        replace(LAW, unverified=("bank_part.cost", "tiers")),
    )
    decision = decide(case, make.findings(case, credit=True), rules, SINCE)
    assert decision.unverified == (("bank_part.cost", "tiers") if bank else ("tiers",))


def test_the_funds_part_keeps_its_own_term(make):
    judgement = judged(make)
    assert (judgement.months, judgement.basis.commercial_months) == (240, 480)


def test_a_longer_bank_part_leaves_more_of_the_income_to_the_fund(make):
    assert judged(make).caps["CAP_ABILITY"] > judged(make, commercial_months=None).caps["CAP_ABILITY"]


@pytest.mark.parametrize(
    ("income", "debts", "holds"),
    [
        ("7000.00", "0", True),  # 3500 is half of it
        ("6999.99", "0", False),
        ("7000.00", "700.00", True),  # 4200 is six tenths
        ("7000.00", "700.01", False),
    ],
)
def test_the_burden_holds_up_to_the_very_cent(income, debts, holds):
    found = Burden(Decimal(income), Decimal(2000), Decimal(1500), Decimal(debts), Decimal("0.50"), Decimal("0.60"))
    assert found.holds is holds


@pytest.mark.parametrize(
    ("counted", "offered", "heavy"),
    [
        ("2500.00", "3000.00", False),
        ("2500.00", "3000.01", True),
        ("9000.00", "9000.00", False),  # that one a person has looked at
        ("9000.00", "9000.01", True),
    ],
)
def test_an_offer_is_too_heavy_above_what_was_counted_with_and_above_what_the_income_bears(counted, offered, heavy):
    counted_with = {
        "income": "10000.00", "fund": "2000.00", "bank": counted, "debts": "1000.00", "housing_share": "0.50", "debts_share": "0.60",
    }  # fmt: skip
    assert is_too_heavy(counted_with, Decimal(offered)) is heavy


def test_the_burden_is_both_first_payments_at_their_own_terms(make):
    found = burden(judged(make).basis, Decimal(300000), LAW)
    assert found.bank == schedule(Decimal(500000), LAW.commercial_rate, 480, "01").rows[0].payment
    assert found.fund == schedule(Decimal(300000), Decimal("2.60"), 240, "01").rows[0].payment
    assert (found.housing_share, found.debts_share) == (Decimal("0.50"), Decimal("0.60"))


def test_a_burden_the_bank_may_not_grant_is_looked_at_and_refuses_nobody(make):
    judgement = judged(make, price=Decimal(6000000), down_payment=Decimal(2000000), commercial_amount=Decimal(3600000))
    assert said(judgement, "BANK_BURDEN") == [Verdict.LOOK]
    assert said(judged(make), "BANK_BURDEN") == [Verdict.PASS]


def test_whose_income_does_not_count_has_no_debts_there(make):
    spouse = make.person("spouse", is_depositor=False, monthly_income=Decimal(9000))
    case = a_combination(make)
    case = replace(case, people=(case.people[0], spouse))
    indebted = [
        replace(one, facts={**one.facts, "monthly_debt": "3000.00"}) if one.check == "credit" else one
        for one in make.findings(case, credit=True)
    ]
    unproven = judge(Situation.of(case, indebted, LAW, SINCE)).basis
    assert (unproven.debts, unproven.debts_of_earners) == (6000, 3000)
    proven = replace(case, documents={**case.documents, "C01.spouse": ("d2",)})
    assert judge(Situation.of(proven, indebted, LAW, SINCE)).basis.debts_of_earners == 6000


def test_who_borrows_from_the_fund_alone_is_not_tested_for_a_bank(make):
    case = make.application()
    decision = decide(case, make.findings(case, credit=True), LAW, SINCE)
    assert not {"BANK_TERM", "BANK_BURDEN"} & {reason.code for reason in decision.reasons}


@pytest.mark.parametrize(
    ("home", "title", "on", "way"),
    [
        ({"kind": "existing"}, {}, SINCE, ("mortgage_registered", "filed", True)),
        ({"kind": "new"}, {"completed_year": 2026}, SINCE, ("sale_filed", "developer", True)),
        ({"kind": "new"}, {}, SINCE, ("completion_filed", "supervised", False)),
        ({"kind": "new"}, {"completed_year": None}, SINCE, ("completion_filed", "supervised", False)),
        ({"kind": "new"}, {"presale_permit_on": "2026-08-27"}, SINCE, ("mortgage_registered", "supervised", True)),
        ({"kind": "new"}, {"presale_permit_on": "2026-08-28"}, SINCE, ("completion_filed", "supervised", False)),
        ({"kind": "new"}, {}, BEFORE, ("mortgage_registered", "supervised", True)),
        ({"kind": "own"}, {}, SINCE, None),
    ],
)
def test_the_bank_pays_out_as_the_law_says_of_the_home_and_its_permit(make, home, title, on, way):
    case = make.application(commercial_amount=Decimal(1))
    case = replace(case, home=replace(case.home, **home))
    assert bank_part.pay_out(case, title, policy.in_force("620100", on)) == way


@pytest.mark.parametrize("said", [{"completed_year": 2025}, {"presale_permit_on": date(2026, 5, 1)}])
def test_what_a_form_says_of_a_new_home_opens_no_way(make, said):
    case = make.application(commercial_amount=Decimal(1))
    case = replace(case, home=replace(case.home, kind="new", **said))
    assert bank_part.pay_out(case, {}, LAW).condition == "completion_filed"


def test_the_cost_is_to_be_confirmed_since_the_rule_on_it():
    days = (date(2026, 7, 31), date(2026, 8, 1))
    assert [bank_part.needs_confirmed_cost(policy.in_force("620100", on)) for on in days] == [False, True]
