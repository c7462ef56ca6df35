"""What stands in several reports is owed once: 4,000 a month in both spouses' must not halve their loan."""

from decimal import Decimal
from random import Random

import pytest

from chalicelib.domain.judging.debts import mortgages, together
from chalicelib.domain.judging.decision import decide

OURS = {"key": "k1", "due": "4000.00", "housing": False}


def report(*debts, more="0", unsettled=0, **changes):
    owed = sum(Decimal(debt["due"]) for debt in debts) + Decimal(more)
    count = sum(debt["housing"] for debt in debts) + unsettled
    return {"monthly_debt": str(owed), "unsettled_housing_loans": count, "debts": list(debts), **changes}


def test_a_joint_debt_counts_once_and_everything_else_as_often_as_it_is_owed():
    own = {**OURS, "key": "k2", "due": "700.00"}
    assert together([report(OURS), report(OURS, own, more="50")]) == 4750
    assert together([report(OURS), report({**OURS, "key": "k3"})]) == 8000
    assert together([]) == 0


def test_a_report_that_tells_no_debts_apart_counts_whole():
    assert together([report(OURS), {"monthly_debt": "4000.00"}]) == 8000


def test_what_a_person_put_in_place_of_the_bureaus_figure_is_never_counted_away():
    assert together([report(OURS, monthly_debt="100.00"), report(OURS, monthly_debt="3000.00")]) == 3000


def test_a_couples_joint_mortgage_is_one():
    home = {**OURS, "housing": True}
    assert mortgages([report(home), report(home)]) == 1
    assert mortgages([report(home), report(home, unsettled=1)]) == 2


def test_the_loan_of_a_couple_with_a_joint_debt_is_that_of_one_who_owes_it_alone(make):
    case = make.application(amount=Decimal(2000000), price=Decimal(3000000))
    told = {"monthly_debt": "4000.00", "debts": [OURS]}
    both = [make.finding("credit", key, **told) for key in ("borrower", "spouse")]
    decisions = [
        decide(case, make.findings(case, *known, credit=True), make.policy, make.on) for known in (both, both[:1])
    ]
    assert decisions[0].caps == decisions[1].caps


@pytest.mark.parametrize("seed", range(50))
def test_whoever_owes_what_with_whom_the_sum_is_that_of_the_different_debts(seed):
    chance = Random(seed)
    all_of_them = [
        {
            "key": f"k{n}",
            "due": f"{chance.randint(1, 9000)}.{chance.randint(0, 99):02}",
            "housing": chance.random() < 0.3,
        }
        for n in range(chance.randint(0, 6))
    ]
    reports = [report(*chance.sample(all_of_them, chance.randint(0, len(all_of_them)))) for _ in range(4)]
    owed = {debt["key"]: debt for one in reports for debt in one["debts"]}
    assert together(reports) == sum(Decimal(debt["due"]) for debt in owed.values())
    assert mortgages(reports) == sum(debt["housing"] for debt in owed.values())
