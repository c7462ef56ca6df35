from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.form.application import application_from
from chalicelib.domain.judging import amount
from chalicelib.domain.judging.amount import Basis, caps, explained, liquidity_of
from chalicelib.domain.judging.basis import Saving
from chalicelib.domain.judging.formulas import FORMULAS, bank_payment
from chalicelib.domain.loan.money import floor_cent, floor_to
from chalicelib.domain.loan.schedule import EQUAL_INSTALMENT, EQUAL_PRINCIPAL, first_payment, schedule
from tests.given.form import sample
from tests.given.marks import without_lanzhou_s_own

POLICY = without_lanzhou_s_own().in_force("620100", date(2026, 3, 2))
PLAIN = Basis(
    depositors=2, children=0, homes="first", price=Decimal(900000), value=Decimal(900000), down_payment=Decimal(180000),
    commercial=Decimal(0), balance=Decimal(100000), income=Decimal(20000), debts=Decimal(0), months=360, method="01",
    rate=Decimal("2.6"), commercial_rate=Decimal("3.5"), down_payment_share=Decimal("0.2"),
    facts={"home": "new", "transfer": "none", "off_site": False}, old_loan=Decimal(0), liquidity=Decimal(1),
)  # fmt: skip
MONEY = st.decimals("0", "3000000", places=2)
BASES = st.builds(
    replace, st.just(PLAIN), depositors=st.integers(0, 3), children=st.integers(0, 3), price=MONEY, value=MONEY,
    down_payment=MONEY, commercial=MONEY, balance=MONEY, income=MONEY, debts=MONEY, months=st.integers(1, 360),
    method=st.sampled_from(["01", "02"]),
)  # fmt: skip


def test_the_household_cap_depends_on_depositors_and_proven_children():
    assert caps(PLAIN, POLICY)["CAP_HOUSEHOLD"] == 700000
    assert caps(replace(PLAIN, depositors=1), POLICY)["CAP_HOUSEHOLD"] == 600000
    assert caps(replace(PLAIN, children=2), POLICY)["CAP_HOUSEHOLD"] == 840000


def test_the_price_cap_takes_both_loans_of_a_combination_together():
    assert caps(replace(PLAIN, commercial=Decimal(300000)), POLICY)["CAP_PRICE"] == 420000


def test_an_existing_home_is_lent_on_at_the_lower_value():
    assert caps(replace(PLAIN, value=Decimal(800000)), POLICY)["CAP_PRICE"] == 640000


def test_only_what_is_still_unpaid_is_lent():
    assert caps(replace(PLAIN, down_payment=Decimal("500000.01")), POLICY)["CAP_UNPAID"] == Decimal("399999.99")
    assert caps(replace(PLAIN, commercial=Decimal(300000)), POLICY)["CAP_UNPAID"] == 420000, "the bank pays its part"
    assert caps(replace(PLAIN, value=Decimal(800000)), POLICY)["CAP_UNPAID"] == 720000, (
        "the price is paid, whatever it is worth"
    )


@pytest.mark.parametrize("method", [EQUAL_INSTALMENT, EQUAL_PRINCIPAL])
def test_the_ability_caps_first_payment_takes_exactly_the_share(method):
    basis = replace(PLAIN, income=Decimal(8000), debts=Decimal(500), method=method)
    cap = caps(basis, POLICY)["CAP_ABILITY"]
    assert abs(schedule(cap, basis.rate, 360, method).rows[0].payment - 3500) <= Decimal("0.01")


@pytest.mark.parametrize(("months", "income", "loan"), [(60, 22600, 600000), (60, 18080, 480000), (240, 7600, 600000)])
def test_a_first_payment_of_whole_fen_carries_the_whole_loan_and_not_a_fen_less(months, income, loan):
    basis = replace(PLAIN, income=Decimal(income), months=months, method=EQUAL_PRINCIPAL)
    assert caps(basis, POLICY)["CAP_ABILITY"] == loan  # loan/months + loan*2.6%/12 is half the income, to the fen


def test_debts_above_the_share_leave_nothing():
    assert caps(replace(PLAIN, debts=Decimal(10001)), POLICY)["CAP_ABILITY"] == 0


def test_amounts_are_rounded_down_never_up():
    assert floor_to(Decimal("599999.99"), Decimal(1000)) == 599000
    assert floor_to(Decimal("600000.00"), Decimal(1000)) == 600000
    assert floor_to(Decimal(-1500), Decimal(1000)) == 0
    assert floor_cent(Decimal("700000.009")) == Decimal("700000.00"), "what a limit comes to is no more than it is"


@settings(max_examples=60, deadline=None)
@given(BASES, st.decimals("0", "500000", places=2))
def test_more_debt_never_raises_and_more_savings_never_lower_any_cap(basis, more):
    now = caps(basis, POLICY)
    poorer = caps(replace(basis, debts=basis.debts + more, commercial=basis.commercial + more), POLICY)
    richer = caps(replace(basis, balance=basis.balance + more, income=basis.income + more), POLICY)
    assert all(poorer[code] <= now[code] <= richer[code] for code in now)
    assert min(now.values()) >= 0


def only(basis, **cap):
    """What one made-up cap says."""
    return caps(basis, replace(POLICY, caps={"CAP_MADE_UP": cap}))["CAP_MADE_UP"]


SAVERS = replace(
    PLAIN,
    balance=Decimal(70000),
    deposits=Decimal(4000),
    savings=(Saving(Decimal(50000), Decimal(2500), 60, 240), Saving(Decimal(20000), Decimal(1500), 12, 120)),
)


def test_a_new_cap_is_data():
    assert only(PLAIN, formula="balance_multiple", multiple="2") == 200000


def test_a_cap_may_be_for_some_cases_only():
    local = {"formula": "balance_multiple", "multiple": "1", "when": {"home": "existing"}}
    assert "CAP_MADE_UP" not in caps(PLAIN, replace(POLICY, caps={"CAP_MADE_UP": local}))


def test_a_cap_of_which_it_is_open_whether_it_applies_binds():
    local = {"formula": "balance_multiple", "multiple": "1", "when": {"married": True}}
    policy = replace(POLICY, caps={"CAP_MADE_UP": local})
    assert "married" not in PLAIN.facts and caps(PLAIN, policy) == {"CAP_MADE_UP": Decimal("100000.00")}
    assert [one.code for one in explained(PLAIN, policy)] == ["CAP_MADE_UP"]
    assert caps(replace(PLAIN, facts={**PLAIN.facts, "married": False}), policy) == {}


@pytest.mark.parametrize(
    ("changes", "limit"),
    [
        ({}, 700000),
        ({"homes": "second"}, 500000),
        ({"homes": "second", "depositors": 1}, 400000),
        ({"facts": {**PLAIN.facts, "off_site": True}}, 600000),
        ({"homes": "second", "facts": {**PLAIN.facts, "off_site": True}}, 500000),  # the first that fits
    ],
)
def test_second_homes_and_off_site_depositors_may_have_limits_of_their_own(changes, limit):
    variants = [
        {"when": {"homes": "second"}, "single": "400000", "dual": "500000"},
        {"when": {"off_site": True}, "single": "500000", "dual": "600000"},
    ]
    basis = replace(PLAIN, **changes)
    assert only(basis, formula="household", single="600000", dual="700000", variants=variants) == limit


@pytest.mark.parametrize(
    ("facts", "variants", "limit"),
    [
        ({}, ["married:500000"], 500000),  # of which it is open whether it fits
        ({}, ["married:800000"], 700000),  # the cap's own is the lower
        ({"married": False}, ["married:500000"], 700000),
        ({"married": True}, ["married:800000"], 800000),
        ({"off_site": True}, ["off_site:600000", "married:500000"], 600000),  # the first surely fits
        ({"off_site": True}, ["married:800000", "off_site:600000"], 600000),
        ({"off_site": True}, ["married:500000", "off_site:600000"], 500000),
        ({}, ["married:500000", "talent:400000", "off_site:300000"], 400000),  # the last surely does not
    ],
)
def test_while_it_is_open_which_limit_fits_the_lowest_of_those_it_may_be_binds(facts, variants, limit):
    said = [{"when": {name: True}, "single": "1", "dual": to} for name, to in (one.split(":") for one in variants)]
    basis = replace(PLAIN, facts={**PLAIN.facts, **facts})
    assert only(basis, formula="household", single="600000", dual="700000", variants=said) == limit


def test_a_limit_for_families_with_children_is_none_of_who_has_fewer():
    variants = [{"when": {"married": True}, "children": 2, "single": "1", "dual": "500000"}]
    cap = {"formula": "household", "single": "600000", "dual": "700000", "variants": variants}
    assert [only(replace(PLAIN, children=children), **cap) for children in (1, 2)] == [700000, 500000]


def test_of_several_uplifts_the_largest_applies():
    cap = {
        "formula": "household",
        "single": "600000",
        "dual": "700000",
        "children": 2,
        "uplift": "0.20",
        "uplifts": [{"when": {"talent": True}, "share": "0.50"}, {"when": {"homes": "first"}, "amount": "100000"}],
    }
    talent = replace(PLAIN, facts={**PLAIN.facts, "talent": True})
    assert only(PLAIN, **cap) == 800000
    assert only(replace(PLAIN, children=2), **cap) == 840000
    assert only(replace(talent, children=2), **cap) == 1050000
    larger_first = {**cap, "uplifts": [*reversed(cap["uplifts"])], "children": 9}
    assert only(talent, **cap) == only(talent, **larger_first) == 1050000


STACKED = {
    "formula": "household", "single": "700000", "dual": "900000", "by": "married", "children": 2, "uplift": "0.20",
    "uplifts": [
        {"when": {"homes": "first"}, "share": "0.20"}, {"proof": "D07", "share": "0.10"},
        {"proof": "D08", "amount": "200000", "group": "green"}, {"proof": "D09", "amount": "100000", "group": "green"},
    ],
    "ceiling": {"single": "1040000", "dual": "1280000"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "limit"),
    [
        ({"married": False, "homes": "second"}, 700000),
        ({"homes": "second", "depositors": 1}, 900000),  # by marriage, whoever deposits
        ({"homes": "second", "children": 2}, 1080000),
        ({"children": 2}, 1080000),  # of one group the largest
        ({"homes": "second", "proofs": {"D07"}}, 990000),
        ({"proofs": {"D07"}}, 1080000),
        ({"proofs": {"D08"}}, 1280000),  # groups add up
        ({"proofs": {"D09"}}, 1180000),
        ({"proofs": {"D08", "D09"}, "children": 2}, 1280000),
        ({"married": False, "proofs": {"D08"}}, 1040000),
        ({"married": False, "homes": "second", "proofs": {"D08"}}, 900000),
    ],
)
def test_uplifts_of_different_groups_add_up_to_a_ceiling_and_a_cap_may_go_by_marriage(changes, limit):
    facts = {**PLAIN.facts, "married": changes.get("married", True)}
    told = {name: value for name, value in changes.items() if name not in ("married", "proofs")}
    basis = replace(PLAIN, facts=facts, proofs=frozenset(changes.get("proofs", ())), **told)
    assert only(basis, **STACKED) == limit


def test_who_deposits_alone_comes_up_to_the_ceiling_of_one():
    cap = {"single": "600000", "dual": "700000", "uplifts": [{"when": {"homes": "first"}, "share": "0.20"}]}
    ceiling = {"single": "650000", "dual": "800000"}
    assert only(replace(PLAIN, depositors=1), formula="household", ceiling=ceiling, **cap) == 650000


def test_a_ceiling_takes_nothing_from_the_limit_itself():
    low = {"single": "1", "dual": "1"}
    assert only(PLAIN, formula="household", single="600000", dual="700000", ceiling=low) == 700000


@pytest.mark.parametrize(("ratio", "limit"), [("0.84", 700000), ("0.85", 630000), ("0.95", 560000)])
def test_the_limit_falls_with_the_liquidity_coefficient_from_each_step_on(ratio, limit):
    policy = replace(POLICY, loan_ratio=Decimal(ratio), liquidity={"0.00": "1.00", "0.85": "0.90", "0.95": "0.80"})
    assert caps(replace(PLAIN, liquidity=liquidity_of(policy)), policy)["CAP_HOUSEHOLD"] == limit
    with_uplift = replace(PLAIN, children=2, liquidity=liquidity_of(policy))
    assert caps(with_uplift, policy)["CAP_HOUSEHOLD"] == limit * Decimal("1.2"), "and what is added falls with it"


def test_savings_and_what_will_be_deposited_until_retirement_may_count_together():
    found = only(SAVERS, formula="balance_and_deposits", multiple="3", deposits_multiple="2")
    assert found == 70000 * 3 + (2500 * 240 + 1500 * 120) * 2
    helped = replace(SAVERS, others=(SAVERS.savings[1],))
    cap = {"formula": "balance_and_deposits", "multiple": "3", "deposits_multiple": "2"}
    more = SAVERS.savings[1].balance * 3 + 1500 * 120 * 2
    assert only(helped, **cap) == found and only(helped, **cap, counts="parties") == found + more


@pytest.mark.parametrize(("months", "limit"), [(59, 1040000), (60, 1040000), (36, 1040000), (35, 840000), (5, 240000)])
def test_savings_may_count_the_more_the_longer_they_were_made(months, limit):
    longer = replace(SAVERS, savings=(SAVERS.savings[0]._replace(months=months), SAVERS.savings[1]))
    assert only(longer, formula="deposit_years", tiers={"6": "10", "12": "12", "36": "16"}) == limit


def test_income_may_be_told_from_deposits_and_counted_for_every_month_of_the_term():
    cap = {"formula": "ability_simple", "coefficient": "0.40", "unit_ratio": "0.11", "personal_ratio": "0.11"}
    earning = replace(SAVERS, deposits=Decimal(2200), months=120)
    assert only(earning, **cap) == 10000 * Decimal("0.4") * 120
    assert only(replace(earning, debts=Decimal(1000)), **cap) == (4000 - 1000) * 120
    assert only(replace(earning, debts=Decimal(9000)), **cap) == 0


@pytest.mark.parametrize("method", [EQUAL_INSTALMENT, EQUAL_PRINCIPAL])
def test_both_instalments_of_a_combination_fit_the_share_together(method):
    basis = replace(PLAIN, commercial=Decimal(500000), income=Decimal(12000), method=method)
    cap = caps(basis, POLICY)["CAP_ABILITY"]
    both = first_payment(cap, basis.rate, 360, method) + first_payment(basis.commercial, Decimal("3.5"), 360, method)
    assert abs(both - 6000) <= Decimal("0.01")


def test_the_bank_s_part_is_repaid_in_its_own_way():
    basis = replace(PLAIN, commercial=Decimal(500000), commercial_method=EQUAL_PRINCIPAL)
    assert bank_payment(basis) == first_payment(basis.commercial, Decimal("3.5"), 360, EQUAL_PRINCIPAL)
    assert bank_payment(basis) > bank_payment(replace(basis, commercial_method=None))


def test_who_can_retire_already_deposits_nothing_more_and_nothing_less():
    person = application_from(sample(1)["form"]).borrower
    assert amount._to_retirement(person, SimpleNamespace(on=date(2026, 3, 2), policy=POLICY)) > 0
    assert amount._to_retirement(person, SimpleNamespace(on=date(2090, 3, 2), policy=POLICY)) == 0


def test_the_borrower_s_debts_count_whatever_they_earn_and_others_with_their_income(monkeypatch):
    application = application_from(sample(1)["form"])
    monkeypatch.setattr(amount, "proven_income", lambda s, person: None)
    told = SimpleNamespace(facts=lambda check, key: key)
    earners = lambda *live: SimpleNamespace(application=application, evidence=told, live={*live})  # noqa: E731
    assert [*amount._reports_of_earners(earners())] == ["borrower"]
    assert [*amount._reports_of_earners(earners("spouse"))] == ["borrower", "spouse"]


@pytest.mark.parametrize("shown", [1, 0])
def test_who_earns_by_a_paper_that_shows_it_owes_with_what_they_earn(monkeypatch, shown):
    application = application_from(sample(1)["form"])
    monkeypatch.setattr(amount, "proven_income", lambda s, person: Decimal(shown) if person.key == "spouse" else None)
    told = SimpleNamespace(facts=lambda check, key: key)
    situation = SimpleNamespace(application=application, evidence=told, live={})
    assert [*amount._reports_of_earners(situation)] == ["borrower", "spouse"]


@pytest.mark.parametrize(
    ("months", "moved", "means", "counts"),
    [
        (6, 0, "ignore", 6),
        (5, 0, "ignore", None),
        (5, 1, "ignore", None),
        (5, 1, "count", 6),
        (5, 1, "look", 6),
        (4, 1, "count", None),
    ],
)
def test_deposits_count_from_the_month_on_that_is_enough_and_moved_ones_as_the_centre_says(
    months, moved, means, counts
):
    person = application_from(sample(1)["form"]).borrower
    account = {"consecutive_months": months, "months_moved": moved, "balance": "1.00"}
    rules = replace(POLICY, transferred_months=means)
    told = SimpleNamespace(
        application=SimpleNamespace(person=lambda key: person),
        policy=rules,
        live={"borrower": account},
        on=date(2026, 3, 2),
    )
    assert [saving.months for _, saving in amount._savings(told)] == ([counts] if counts else [])


def test_a_woman_whose_post_no_agency_tells_deposits_until_the_earlier_day():
    woman = replace(application_from(sample(1)["form"]).borrower, born=date(1990, 1, 1), sex="2", post="cadre")
    worker = replace(woman, post="worker")
    told = SimpleNamespace(on=date(2026, 3, 2), policy=POLICY)
    assert amount._to_retirement(woman, told) == amount._to_retirement(worker, told) > 0


def test_every_cap_says_what_it_was_computed_from_and_whether_that_is_confirmed():
    found = {cap.code: cap for cap in explained(replace(SAVERS, children=2), POLICY)}
    assert {code: cap.value for code, cap in found.items()} == caps(replace(SAVERS, children=2), POLICY)
    assert found["CAP_HOUSEHOLD"].inputs == {
        "depositors": "2",
        "limit": "700000",
        "uplift": "140000.00",
        "liquidity": "1",
    }
    assert found["CAP_BALANCE"].inputs == {"balance": "70000", "multiple": "15"}
    assert found["CAP_ABILITY"].inputs["share"] == "0.50"
    assert all(cap.source for cap in found.values())


def test_a_cap_is_unconfirmed_while_any_figure_it_reads_is():
    def verified(*unverified):
        return {cap.code for cap in explained(SAVERS, replace(POLICY, unverified=unverified)) if not cap.verified}

    assert verified() == set()
    assert verified("caps.CAP_BALANCE") == {"CAP_BALANCE"}
    assert verified("down_payment") == {"CAP_PRICE"} and verified("loan_ratio") == {"CAP_HOUSEHOLD"}


def test_every_formula_the_policy_names_exists_and_gets_the_parameters_it_needs():
    for cap in POLICY.caps.values():
        formula = FORMULAS[cap["formula"]]
        assert set(formula.needs) <= set(cap) <= {"formula", "when", *formula.needs, *formula.may}


def test_what_a_cap_was_computed_from_is_written_out_in_plain_figures():
    found = {cap.code: cap.inputs for cap in explained(replace(PLAIN, balance=Decimal("1E+5")), POLICY)}
    assert found["CAP_BALANCE"]["balance"] == "100000"
