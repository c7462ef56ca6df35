"""Where a rule turns from one answer into the other: to the month, the day, the cent."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from chalicelib import policy
from chalicelib.domain.judging.decision import decide
from chalicelib.domain.judging.rule import Situation, judged
from chalicelib.domain.judging.rules import BEFORE_CREDIT
from chalicelib.domain.judging.term import limits


def alone(make, born=date(1990, 1, 1), sex="1", **changes):
    return make.application(make.person("borrower", born=born, sex=sex, marital="10"), **changes)


def terms(make, case, on):
    return limits(case, Situation.of(case, make.findings(case), make.policy, on).evidence, make.policy, on)


def outcome(make, case, code, *instead, on=None):
    said = judged(BEFORE_CREDIT, Situation.of(case, make.findings(case, *instead), make.policy, on or make.on))
    return next(str(result.outcome) for result in said if result.code == code)


def decided(make, case, *instead, policy=None, on=None):
    return decide(case, make.findings(case, *instead, credit=True), policy or make.policy, on or make.on)


@pytest.mark.parametrize(("months", "counts"), [(5, False), (6, True)])
def test_exactly_six_months_of_deposits_count_for_the_rule_and_for_the_amount(make, months, counts):
    saved = make.finding("fund_account", "borrower", consecutive_months=months)
    assert outcome(make, alone(make), "DEPOSIT_MONTHS", saved) == ("pass" if counts else "fail")
    assert decided(make, alone(make), saved).caps["CAP_BALANCE"] == (600000 if counts else 0)


@pytest.mark.parametrize(("months", "first", "second"), [(60, "2.10", "2.525"), (61, "2.60", "3.075")])
def test_sixty_months_have_the_short_rate_and_sixty_one_the_long(make, months, first, second):
    case = alone(make, months=months, amount=Decimal(100000))
    assert decided(make, case).rate == Decimal(first)
    assert decided(make, case, make.finding("property", "home", homes_owned=1)).rate == Decimal(second)


@pytest.mark.parametrize(
    ("wish", "binding", "granted"),
    [("600000.00", "WISH", 600000), ("600000.01", "CAP_HOUSEHOLD", 600000), ("599500.00", "WISH", 599000)],
)
def test_a_cap_binds_only_where_it_is_below_the_wish(make, wish, binding, granted):
    rich = make.finding("fund_account", "borrower", balance="90000.00")
    decision = decided(make, alone(make, amount=Decimal(wish), price=Decimal(1000000)), rich)
    assert (decision.binding, decision.amount) == (binding, granted)


def test_of_equal_caps_the_first_of_the_policy_binds(make):
    case = alone(make, price=Decimal(750000), down_payment=Decimal(150000), amount=Decimal(700000))
    equal = ["CAP_HOUSEHOLD", "CAP_PRICE", "CAP_UNPAID"]
    for order in (equal, equal[::-1]):
        policy = replace(make.policy, caps={code: make.policy.caps[code] for code in order})
        decision = decided(make, case, policy=policy)
        assert set(decision.caps.values()) == {Decimal(600000)}
        assert decision.binding == order[0]


@pytest.mark.parametrize(
    ("price", "paid", "said"),
    [
        ("900000.00", "180000.00", "pass"),
        ("900000.00", "179999.99", "fail"),
        ("900000.02", "180000.00", "pass"),
        ("900000.03", "180000.00", "fail"),
    ],
)
def test_the_down_payment_is_right_to_the_cent(make, price, paid, said):
    assert outcome(make, alone(make, price=Decimal(price), down_payment=Decimal(paid)), "DOWN_PAYMENT") == said


def test_of_age_on_the_eighteenth_birthday_and_born_on_29_february_on_1_march(make):
    young = alone(make, born=date(2008, 3, 2))
    assert outcome(make, young, "ADULT", on=date(2026, 3, 1)) == "fail"
    assert outcome(make, young, "ADULT", on=date(2026, 3, 2)) == "pass"
    leap = alone(make, born=date(2008, 2, 29))
    assert outcome(make, leap, "ADULT", on=date(2026, 2, 28)) == "fail"
    assert outcome(make, leap, "ADULT", on=date(2026, 3, 1)) == "pass"


@pytest.mark.parametrize(
    ("on", "months"),
    [
        (date(2026, 3, 1), 12),
        (date(2026, 3, 2), 12),
        (date(2026, 3, 3), 11),
        (date(2027, 2, 2), 1),
        (date(2027, 2, 3), 0),
    ],
)
def test_the_loan_ends_by_the_birthday_of_the_age_limit(make, on, months):
    assert terms(make, alone(make, born=date(1959, 3, 2)), on)["TERM_AGE"] == months  # 68 on 2027-03-02


@pytest.mark.parametrize(
    ("born", "on", "months"),
    [
        (date(1960, 2, 29), date(2026, 2, 28), 24),  # 68 on 29 February 2028, a leap year
        (date(1960, 2, 29), date(2026, 3, 1), 23),
        (date(1964, 2, 29), date(2028, 2, 29), 48),  # 68 on 29 February 2032
        (
            date(1967, 2, 28),
            date(2028, 2, 29),
            84,
        ),  # 68 on 28 February 2035, which is when the 84th instalment falls due
    ],
)
def test_29_february_neither_gains_nor_loses_a_month(make, born, on, months):
    assert terms(make, alone(make, born=born), on)["TERM_AGE"] == months


def test_a_limit_after_retirement_follows_the_retirement_day(make):
    after = replace(make.policy, age_limit={"formula": "after_retirement", "years": 5})
    case = alone(make, born=date(1965, 12, 2))  # retires on 2026-03-02
    known = Situation.of(case, make.findings(case), after, date(2026, 3, 2))
    assert known.terms["TERM_AGE"] == 60


def test_a_limit_after_retirement_counts_from_the_earliest_day_a_woman_may_retire_on(make):
    after = replace(make.policy, age_limit={"formula": "after_retirement", "years": 5})
    ends = {}
    for post in ("worker", "cadre", None):
        case = make.application(make.person("borrower", born=date(1985, 6, 1), sex="2", post=post, marital="10"))
        ends[post] = limits(case, Situation.of(case, make.findings(case), after, make.on).evidence, after, make.on)
    assert ends[None]["TERM_AGE"] == ends["worker"]["TERM_AGE"] == ends["cadre"]["TERM_AGE"]


@pytest.mark.parametrize(("year", "months", "said"), [(1976, 0, "fail"), (1977, 12, "pass"), (2006, 360, "pass")])
def test_an_existing_home_and_the_term_together_reach_fifty_years(make, year, months, said):
    case = alone(make, kind="existing", appraisal=Decimal(900000), completed_year=year)
    assert terms(make, case, make.on)["TERM_HOUSE_AGE"] == months
    assert outcome(make, case, "TERM") == said


def test_the_loan_ends_with_the_right_to_the_land(make):
    until = alone(make, land_use_ends=date(2036, 3, 2))
    assert terms(make, until, date(2026, 3, 2))["TERM_LAND_USE"] == 120
    assert terms(make, until, date(2026, 3, 3))["TERM_LAND_USE"] == 119


def test_the_appraisal_counts_only_where_it_is_the_lower_and_the_home_is_built(make):
    for kind, year, appraisal, share in (
        ("new", None, "800000", 720000),  # not built yet: the contract price
        ("new", 2025, "800000", 640000),
        ("existing", 2015, "800000", 640000),
        ("existing", 2015, "1000000", 720000),
    ):
        case = alone(make, kind=kind, completed_year=year, appraisal=Decimal(appraisal))
        assert decided(make, case).caps["CAP_PRICE"] == share


def test_a_policy_changes_at_midnight(make):
    """The rates of 2025-05-08, as published."""
    new = date(2025, 5, 8)
    old = new - timedelta(1)
    before, after = policy.in_force("620100", old), policy.in_force("620100", new)
    assert (before.rate("first", 61, old), after.rate("first", 61, new)) == (Decimal("2.85"), Decimal("2.60"))
    assert (before.rate("second", 60, old), after.rate("second", 60, new)) == (Decimal("2.775"), Decimal("2.525"))
    assert before.version != after.version
    case = alone(make, amount=Decimal(100000))
    assert decided(make, case, policy=before, on=old).rate == Decimal("2.85")
    # The rate is the day's, the rules the acceptance's.
    assert decided(make, case, policy=before, on=new).rate == Decimal("2.60")


@pytest.mark.parametrize("kind", ["new", "existing"])
@pytest.mark.parametrize(
    ("typed", "told", "years", "said"),
    [
        (None, 2000, 24, "pass"),
        (1990, 2000, 14, "pass"),  # what is typed can only shorten
        (2024, 1985, 9, "pass"),
        (2024, None, 48, "look"),  # and settles nothing where the register is silent
        (None, None, None, "look"),
    ],
)
def test_a_home_is_as_old_as_the_register_says_whatever_its_kind_and_a_year_that_is_typed_only_shortens_the_term(
    make, kind, typed, told, years, said
):
    home = alone(make, kind=kind, appraisal=Decimal(900000), completed_year=typed)
    register = make.finding("property", "home", completed_year=told)
    limits = Situation.of(home, make.findings(home, register), make.policy, make.on).terms
    assert limits.get("TERM_HOUSE_AGE") == (years and years * 12)
    assert outcome(make, home, "TERM", register) == ("pass" if kind == "new" else said)


def test_women_and_men_have_age_limits_of_their_own(make):
    assert (make.policy.age_limit["male"], make.policy.age_limit["female"]) == (68, 63)
    man, woman = (alone(make, born=date(1986, 3, 2), sex=sex) for sex in ("1", "2"))
    assert terms(make, man, make.on)["TERM_AGE"] == 28 * 12
    assert terms(make, woman, make.on)["TERM_AGE"] == 23 * 12
