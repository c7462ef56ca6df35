"""What is told before anybody is asked (提交前预检), and what a correction brings on."""

from dataclasses import replace
from decimal import Decimal

import pytest

from chalicelib.domain.judging.foreseen import foreseen, of_correction

ENOUGH, TOO_LITTLE = Decimal(180000), Decimal("179999.99")  # of 900,000 for a first home
LOW = ("DOWN_PAYMENT_LOW", "home.down_payment")


def told(defects):
    return [(one.code, one.field) for one in defects]


@pytest.mark.parametrize(("paid", "low"), [(ENOUGH, []), (TOO_LITTLE, [LOW])])
def test_what_is_too_little_for_a_first_home_is_told_at_once_and_no_more_than_that_is_asked_for(make, paid, low):
    assert [
        one for one in told(foreseen(make.application(down_payment=paid), make.policy, make.on)) if one == LOW
    ] == low


def brought_on(make, before, corrected, *instead):
    rules = replace(make.policy, down_payment={**make.policy.down_payment, "second": Decimal("0.30")})
    return told(of_correction(before, corrected, make.findings(before, *instead), rules, make.on))


def test_a_correction_is_told_a_sum_too_little_only_of_a_home_it_has_changed(make):
    before = make.application(down_payment=TOO_LITTLE)
    assert brought_on(make, before, replace(before, wish=replace(before.wish, months=120))) == []
    assert brought_on(make, before, replace(before, home=replace(before.home, price=Decimal(900001)))) == [LOW]


def test_of_a_corrected_home_counts_what_is_counted_of_the_family_and_what_is_open_counts_for_none(make):
    before, second = make.application(down_payment=ENOUGH), make.finding("property", "home", homes_owned=1)
    other = replace(before, home=replace(before.home, area=Decimal(99)))
    lower = replace(before, home=replace(before.home, down_payment=TOO_LITTLE))
    silent = make.finding("fund_account", "spouse", "unavailable")
    assert brought_on(make, before, other, second) == [LOW]
    assert brought_on(make, before, other, silent) == brought_on(make, before, other) == []
    assert brought_on(make, before, lower, silent) == [LOW]


def test_a_correction_is_told_what_it_lacks_now_and_not_what_it_lacked_before_or_brings(make):
    before = replace(make.application(documents=()), papers={})
    existing = replace(before, kind="existing", home=replace(before.home, kind="existing", completed_year=2019))
    lacks = {code for code, _ in brought_on(make, before, existing)}
    assert lacks == {"MATERIAL_MISSING", "APPRAISAL_MISSING"}
    brings = {"B06": ("d",)}
    assert brought_on(make, before, replace(existing, documents=brings, papers={"B06": ("a" * 64,)})) == [
        ("APPRAISAL_MISSING", "home.appraisal")
    ]
