from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib import policy
from chalicelib.domain.checks.declared import CHECKS
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.domain.judging.decision import decide
from chalicelib.domain.judging.rule import Verdict
from chalicelib.domain.loan.schedule import schedule
from chalicelib.domain.policy import Matter
from chalicelib.domain.quote import MOST_EFFECTS, Quote, changes, quote, stated
from chalicelib.domain.quote.asked import Asked, Credit, Deposits, Dwelling, Party, Replaced
from tests.given.application import application, person
from tests.given.made_up import MADE_UP, MATTER
from tests.given.marks import confirmed, without_lanzhou_s_own

ON = date(2026, 3, 2)
POLICY = confirmed(without_lanzhou_s_own().in_force("620100", ON))
LANZHOU = confirmed(policy.in_force("620100", ON))  # its own figures: by marriage, stacked, by district
SOUND = Deposits(60, Decimal(12000), Decimal(2880), Decimal(40000), "620100", "01", 0, False)
CLEAN = Credit(Decimal(0), 0, 0, Decimal(0), 0)


def party(key="borrower", **changes):
    known = Party(key, date(1990, 1, 1), "1", None, "10", SOUND, CLEAN, Decimal(0), 0)
    return replace(known, **changes)


def couple(spouse=SOUND, income=0, **changes):
    second = party(
        "spouse", sex="2", post="cadre", born=date(1992, 2, 2), marital="20", deposits=spouse, income=Decimal(income)
    )
    return party(marital="20", **changes), second


def ask(*people, price=900000, **changes):
    home = Dwelling("new", Decimal(price), None, None, None, None, 0, 0)
    home = replace(
        home, **{name: changes.pop(name) for name in tuple(changes) if hasattr(home, name) and name != "kind"}
    )
    home = replace(home, kind=changes.pop("home_kind", home.kind))
    known = Asked("620100", "new", people or (party(),), home, None, None, "01", Decimal(0), None, False, False)
    return replace(known, **changes)


def changes_of(asked, on=ON):
    return {effect.change.code.removeprefix("WHATIF_"): effect for effect in quote(asked, POLICY, on).effects}


# As a case would tell the same facts: ID numbers, names, what each agency answers.


def as_application(asked):
    home = asked.home
    people = [
        person(
            p.key, id_number=f"620102{p.born:%Y%m%d}00{1 if p.sex == '1' else 2}0", marital=p.marital, post=p.post,
            monthly_income=p.income, is_depositor=p.deposits is not None, minor_children=p.minor_children,
        )
        for p in asked.people
    ]  # fmt: skip
    proven = {"D04": asked.children_proven, "C01": asked.income_proven, "C01.spouse": asked.income_proven}
    whole = application(
        *people, documents=tuple(code for code, there in proven.items() if there), price=home.price,
        down_payment=home.down_payment, appraisal=home.appraisal, completed_year=home.completed_year,
        land_use_ends=home.land_use_ends, amount=asked.amount, months=asked.months, method=asked.method,
        commercial_amount=asked.commercial,
    )  # fmt: skip
    return replace(whole, centre=asked.centre, kind=asked.kind, home=replace(whole.home, kind=home.kind))


def as_findings(asked):
    def found(check, subject, **facts):
        return Finding(check, subject, Outcome.CONFIRMED, f"{check.upper()}_CONFIRMED", facts)

    for p in asked.people:
        yield found("identity", p.key, name_match="1", number_match="1", alive=True)
        yield found(
            "credit", p.key, report_hash="h", max_consecutive_overdue_24m=p.credit.consecutive_overdue,
            total_overdue_24m=p.credit.total_overdue, current_overdue=f"{p.credit.current_overdue:.2f}",
            monthly_debt=f"{p.credit.monthly_debt:.2f}", unsettled_housing_loans=p.credit.unsettled_housing_loans,
            bad_status=False, loan_queries_3m=0,
        )  # fmt: skip
        if not p.deposits:
            history = {"loans_used": p.loans_used, "unsettled_loan": p.unsettled_loan}
            yield found("fund_account", p.key, **history, withdrawal_in_flight=False)
        else:
            yield found(
                "fund_account", p.key, status=p.deposits.status, centre=p.deposits.centre,
                consecutive_months=p.deposits.months, base=f"{p.deposits.base:.2f}",
                monthly_deposit=f"{p.deposits.monthly:.2f}", balance=f"{p.deposits.balance:.2f}",
                loans_used=p.deposits.loans_used, unsettled_loan=p.deposits.unsettled_loan, withdrawal_in_flight=False,
            )  # fmt: skip
    yield found("marriage", "borrower", status="married", spouse_key="spouse", basis="record")
    if asked.home.kind == "existing":
        yield found("tax", "home", paid=True, receipt="r", amount="0.00")
    yield found(
        "property", "home", filed=True, filed_price="1", filed_on="2026-01-01", regulated_account="6222022700000001019",
        homes_owned=asked.home.owned, homes_in_district=asked.home.owned_near, seized=False, mortgaged=False, completed_year=asked.home.completed_year, defects=[],
    )  # fmt: skip


def yuan(least, most, step=1):
    return st.integers(least // step, most // step).map(lambda n: Decimal(n * step))


DEPOSITS = st.builds(
    Deposits, st.integers(0, 24), yuan(2000, 30000, 100), yuan(200, 7000, 10), yuan(0, 90000), st.just("620100"),
    st.sampled_from(["01", "01", "01", "02", "06"]), st.integers(0, 2), st.sampled_from([False, False, False, True]),
)  # fmt: skip
CREDITS = st.builds(
    Credit, yuan(0, 9000, 100), st.sampled_from([0, 0, 2, 3]), st.sampled_from([0, 0, 5, 6]),
    st.sampled_from([Decimal(0), Decimal(0), Decimal(100)]), st.sampled_from([0, 0, 0, 1]),
)  # fmt: skip
BORN = st.dates(date(1955, 1, 1), date(2009, 12, 31))


@st.composite
def households(draw):
    married = draw(st.booleans())
    marital = "20" if married else "10"
    people = [
        Party(
            key, draw(BORN), draw(st.sampled_from("12")), draw(st.sampled_from([None, "cadre", "worker"])), marital,
            draw(DEPOSITS if key == "borrower" else st.none() | DEPOSITS), draw(CREDITS), draw(yuan(0, 20000, 500)),
            draw(st.integers(0, 3)),
        )
        for key in (["borrower", "spouse"] if married else ["borrower"])
    ]  # fmt: skip
    price = draw(yuan(100000, 3000000, 1000))
    kind, home = draw(st.sampled_from([("new", "new"), ("existing", "existing"), ("combination", "existing")]))
    dwelling = Dwelling(
        home, price, (price * draw(st.integers(10, 60)) / 100).quantize(Decimal("0.01")),
        draw(st.none() | yuan(100000, 3000000, 1000)) if home == "existing" else None,
        draw(st.none() | st.integers(1970, 2026)) if home == "existing" else None,
        draw(st.none() | st.dates(date(2026, 1, 1), date(2090, 1, 1))), draw(st.integers(0, 3)), draw(st.integers(0, 1)),
    )  # fmt: skip
    return Asked(
        "620100", kind, tuple(people), dwelling, draw(yuan(1000, 1500000, 500)), draw(st.integers(1, 360)),
        draw(st.sampled_from(["01", "02"])), draw(yuan(1000, 400000, 1000)) if kind == "combination" else Decimal(0), None,
        draw(st.booleans()), draw(st.booleans()),
    )  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(households(), st.sampled_from([POLICY, LANZHOU]))
def test_a_quote_is_what_a_decision_on_the_same_facts_would_be(asked, rules):
    told = quote(asked, rules, ON).judgement
    decided = decide(as_application(asked), list(as_findings(asked)), rules, ON)
    for name in ("approved", "amount", "months", "rate", "method", "homes", "caps", "terms", "binding"):
        assert getattr(told, name) == getattr(decided, name), name
    assert [(r.code, r.outcome, r.subject) for r in told.reasons] == [
        (r.code, r.outcome, r.subject) for r in decided.reasons
    ]


@settings(max_examples=60, deadline=None)
@given(households())
def test_what_a_change_would_do_is_what_asking_for_it_gives(asked):
    now = quote(asked, POLICY, ON)
    assert len(now.effects) <= MOST_EFFECTS
    for effect in now.effects:
        then = quote(effect.change.asked, POLICY, effect.change.on)
        assert (then.judgement.amount, then.eligible, then.judgement.months) == (
            effect.amount,
            effect.eligible,
            effect.months,
        )
        assert effect.more == then.judgement.amount - now.judgement.amount
        assert effect.first_payment_more == first(then) - first(now)
        assert effect.more or effect.first_payment_more or effect.eligible is not now.eligible
    order = [(Verdict.FAIL, Verdict.LOOK, Verdict.PASS).index(e.eligible) for e in now.effects]
    assert order == sorted(order, reverse=True)


def first(found: Quote):
    plan = found.plans.get(found.judgement.method)
    return plan.rows[0].payment if plan else Decimal(0)


def test_without_a_wish_as_much_and_as_long_as_possible_is_meant():
    found = quote(ask(party(deposits=replace(SOUND, balance=Decimal("30000.99")))), POLICY, ON).judgement
    assert (found.amount, found.binding, found.months) == (Decimal(450000), "CAP_BALANCE", 360)


def test_without_a_down_payment_the_least_allowed_is_meant_to_the_cent():
    found = quote(ask(price=Decimal("900000.33")), POLICY, ON)
    assert found.application.home.down_payment == found.least_down_payment == Decimal("180000.07")
    assert found.eligible is Verdict.PASS
    a_cent_less = quote(ask(price=Decimal("900000.33"), down_payment=Decimal("180000.06")), POLICY, ON)
    assert a_cent_less.eligible is Verdict.FAIL


def test_of_a_third_home_the_least_that_is_told_is_a_second_ones():
    rules = replace(POLICY, down_payment={**POLICY.down_payment, "second": Decimal("0.30")})
    shares = [quote(ask(owned=owned), rules, ON).least_share for owned in (0, 1, 2)]
    assert shares == [Decimal("0.20"), Decimal("0.30"), Decimal("0.30")]


def test_no_shorter_term_is_told_of_than_the_long_rate_begins_above():
    assert changes_of(ask(months=POLICY.short_months + 20))["SHORTER_TERM"].months == POLICY.short_months


def test_both_methods_are_the_schedules_of_the_amount_granted():
    found = quote(ask(), POLICY, ON)
    for method, plan in found.plans.items():
        assert plan == schedule(found.judgement.amount, found.judgement.rate, found.judgement.months, method)


def test_a_combination_shows_both_loans_side_by_side():
    found = quote(ask(kind="combination", commercial=Decimal(200000), price=1200000), POLICY, ON)
    both = found.combination
    assert both.commercial == schedule(Decimal(200000), POLICY.commercial_rate, found.judgement.months, "01")
    assert both.fund == found.plans["01"]
    assert both.payments[0] == both.fund.rows[0].payment + both.commercial.rows[0].payment
    otherwise = {"commercial_months": 240, "commercial_method": "02"}
    found = quote(ask(kind="combination", commercial=Decimal(200000), price=1200000, **otherwise), POLICY, ON)
    assert found.combination.commercial == schedule(Decimal(200000), POLICY.commercial_rate, 240, "02")


def test_nothing_lent_has_no_schedule():
    found = quote(ask(party(deposits=replace(SOUND, balance=Decimal(0)))), POLICY, ON)
    assert (found.eligible, found.plans, found.combination) == (Verdict.FAIL, {}, None)


def test_too_few_months_of_deposits_say_how_many_more():
    few = replace(SOUND, months=4, balance=Decimal(12000))
    effect = changes_of(ask(party(deposits=few)))["DEPOSITS_ENOUGH"]
    assert effect.change.values == {"months": "2"} and effect.eligible is Verdict.PASS
    assert "DEPOSIT_MONTHS" in effect.clears
    assert effect.amount == Decimal(266000)  # 15 × (12 000 + 2 × 2 880), to the thousand below
    assert effect.change.on == date(2026, 5, 2)


def test_two_more_months_of_deposits_lend_more():
    effect = changes_of(ask(party(deposits=replace(SOUND, balance=Decimal(20000)))))["MORE_DEPOSITS"]
    assert (effect.more, effect.amount) == (Decimal(86000), Decimal(386000))  # 15 × 25 760 = 386 400


def test_a_spouse_who_deposits_too_raises_the_limit():
    borrower = replace(SOUND, balance=Decimal(60000))
    effect = changes_of(ask(*couple(None, 9000, deposits=borrower), price=1500000))["SPOUSE_DEPOSITS"]
    assert (effect.amount, effect.more) == (Decimal(700000), Decimal(100000))
    assert effect.change.values == {"months": "6", "base": "9000.00"}


def test_a_spouse_would_deposit_as_large_a_part_of_their_own_income_and_keeps_the_loans_they_have_had():
    borrower, spouse = couple(None, 9000, deposits=replace(SOUND, balance=Decimal(60000)))
    effect = changes_of(ask(borrower, replace(spouse, loans_used=1), price=1500000))["SPOUSE_DEPOSITS"]
    theirs = effect.change.asked.people[1].deposits
    assert (theirs.base, theirs.monthly, theirs.balance) == (Decimal(9000), Decimal(2160), Decimal(12960))
    assert theirs.loans_used == 1


def test_nobody_deposits_on_whose_account_is_not_in_normal_standing():
    asked = ask(*couple(replace(SOUND, status="02"), deposits=replace(SOUND, balance=Decimal(20000))))
    later = changes_of(asked)["MORE_DEPOSITS"].change.asked.people
    assert [one.deposits.months for one in later] == [62, 60]
    closed = changes_of(ask(*couple(deposits=replace(SOUND, status="02", months=4))))
    assert {"MORE_DEPOSITS", "DEPOSITS_ENOUGH"}.isdisjoint(closed), "nor is that told to whose own account it is"


def test_what_makes_somebody_eligible_stands_before_what_only_costs_less():
    owing = party(credit=replace(CLEAN, current_overdue=Decimal(5)))
    found = [(effect.change.code, effect.eligible) for effect in quote(ask(owing, owned=1), POLICY, ON).effects]
    assert found[0] == ("WHATIF_ARREARS_PAID", Verdict.PASS) and Verdict.FAIL in {said for _, said in found}


def test_a_rule_nobody_has_confirmed_is_cleared_as_any_other():
    few = ask(party(deposits=replace(SOUND, months=4)))
    effect = quote(few, without_lanzhou_s_own().in_force("620100", ON), ON).effects[0]
    assert effect.before is Verdict.LOOK and "DEPOSIT_MONTHS" in effect.clears


def test_a_home_less_is_one_less_in_its_district_too():
    home = changes_of(ask(owned=2, owned_near=1))["ONE_HOME_LESS"].change.asked.home
    assert (home.owned, home.owned_near) == (1, 0)


def test_children_count_once_they_are_proven():
    children = party(minor_children=2, deposits=replace(SOUND, balance=Decimal(60000)))
    assert changes_of(ask(children, price=1500000))["CHILDREN_PROVEN"].more == Decimal(120000)
    assert "CHILDREN_PROVEN" not in changes_of(ask(children, price=1500000, children_proven=True))


def test_a_missing_part_of_the_down_payment_is_named():
    effect = changes_of(ask(down_payment=Decimal(170000)))["DOWN_PAYMENT_REACHED"]
    assert effect.change.values == {"amount": "10000.00"} and effect.clears == ("DOWN_PAYMENT",)


def test_who_pays_as_much_as_is_needed_learns_what_ten_thousand_yuan_more_would_do():
    effect = changes_of(ask(down_payment=Decimal(400000)))["MORE_DOWN_PAYMENT"]
    assert effect.change.values == {"amount": "10000.00"}
    assert effect.change.asked.home.down_payment == Decimal(410000)


def test_debts_paid_off_lend_more_where_ability_binds():
    debtor = party(credit=replace(CLEAN, monthly_debt=Decimal(5000)))
    effects = changes_of(ask(debtor))
    assert effects["DEBTS_PAID"].more > 0
    assert effects["DEBTS_PAID"].amount == quote(ask(), POLICY, ON).judgement.amount


def test_arrears_and_unsettled_loans_say_what_settling_them_does():
    arrears = party(credit=replace(CLEAN, current_overdue=Decimal(1)))
    assert changes_of(ask(arrears))["ARREARS_PAID"].eligible is Verdict.PASS
    second = party(deposits=replace(SOUND, loans_used=1, unsettled_loan=True))
    assert set(changes_of(ask(second))["FUND_LOAN_SETTLED"].clears) == {"FUND_LOAN_SETTLED", "HOMES"}


def test_somebody_under_age_learns_when_they_may_apply():
    young = party(born=date(2008, 5, 5))
    effect = changes_of(ask(young))["OLDER"]
    assert effect.change.on == date(2026, 5, 5) and effect.clears == ("ADULT",)
    assert effect.change.values == {"day": "2026-05-05", "age": "18"}


def test_who_was_born_on_29_february_is_older_on_1_march():
    old = party(born=date(1972, 2, 29), deposits=replace(SOUND, balance=Decimal(90000)))
    effect = next(iter(e for e in quote(ask(old), POLICY, ON).effects if e.change.code == "WHATIF_OLDER"))
    assert effect.change.on == date(2027, 3, 1)
    assert effect.months == quote(ask(old), POLICY, ON).judgement.months - 12


def test_a_reset_is_foreseen_only_for_loans_of_more_than_a_year():
    assert quote(ask(), POLICY, ON).reset == date(2027, 1, 1)
    assert quote(ask(months=12), POLICY, ON).reset is None


@pytest.mark.parametrize("kind", ["transfer_settle_first", "transfer_loan_for_loan"])
def test_a_transfer_lends_no_more_than_is_left_of_the_old_loan(kind):
    old = Replaced(date(2020, 1, 1), Decimal(500000), Decimal(300500), False, None)
    asked = ask(kind=kind, home_kind="own", old_loan=old, completed_year=2015)
    found = quote(asked, POLICY, ON)
    assert (found.judgement.amount, found.judgement.binding) == (Decimal(300500), "CAP_OLD_LOAN")
    assert found.eligible is not Verdict.FAIL
    young = replace(asked, old_loan=replace(old, paid_out_on=ON - timedelta(100)))
    assert quote(young, POLICY, ON).eligible is Verdict.FAIL


def test_a_loan_for_a_loan_is_judged_by_what_is_stated_of_the_old_one_which_is_the_borrowers_alone():
    old = Replaced(date(2020, 1, 1), Decimal(500000), Decimal(300500), False, None)
    asked = ask(*couple(), kind="transfer_loan_for_loan", home_kind="own", old_loan=old, completed_year=2015)
    found = quote(asked, POLICY, ON)
    told_of = {one.subject for one in found.judgement.reasons if one.code == "TRANSFER_RECORD"}
    assert (found.eligible, told_of) == (Verdict.PASS, {"borrower"}), "the old mortgage is expected there"
    late = replace(asked, old_loan=replace(old, months_on_time=3))
    assert quote(late, POLICY, ON).eligible is Verdict.FAIL


def test_whoever_states_an_unsettled_loan_elsewhere_has_it_on_the_certificate_too():
    owing = party(deposits=replace(SOUND, centre="110000", unsettled_loan=True))
    said = {one.code: one.outcome for one in quote(ask(owing, kind="off_site"), POLICY, ON).judgement.reasons}
    assert (said["FUND_LOAN_SETTLED"], said["OFF_SITE_CERTIFICATE"]) == (Verdict.FAIL, Verdict.PASS)


def test_an_off_site_depositor_is_judged_with_the_deposits_stated():
    elsewhere = party(deposits=replace(SOUND, centre="110000"))
    found = quote(ask(elsewhere, kind="off_site"), POLICY, ON)
    assert found.eligible is Verdict.PASS and found.judgement.amount == Decimal(600000)
    assert "D01" in {need.code for need in found.materials} and "M11" in {matter.code for matter in found.matters}


def test_materials_and_matters_are_those_of_the_case():
    found = quote(ask(), POLICY, ON)
    assert "B01" in {need.code for need in found.materials}
    assert {"B02", "D02"}.isdisjoint(need.code for need in found.materials)


def test_only_figures_that_were_used_are_named_unverified():
    used = quote(ask(), POLICY, ON).unverified
    assert set(used) <= set(POLICY.unverified)
    assert "caps.CAP_HOUSEHOLD" in used and "down_payment" in used
    assert {"tiers", "transfer", "caps.CAP_OLD_LOAN", "materials.D02"}.isdisjoint(used)


def test_what_is_asked_has_no_place_for_a_name_or_a_number_of_a_document():
    def names(kind):
        for field in fields(kind):
            yield field.name
            if is_dataclass(field.type):
                yield from names(field.type)

    known = {name for kind in (Asked, Party, Deposits, Credit, Dwelling, Replaced) for name in names(kind)}
    assert known.isdisjoint({"name", "id_number", "phone", "account", "location", "unit_number", "contract_number"})


def test_what_is_stated_of_each_party_is_their_own_report_and_of_homes_those_of_the_district_apart():
    late, owing = replace(CLEAN, total_overdue=6), replace(CLEAN, monthly_debt=Decimal(900))
    borrower, spouse = couple()
    asked = ask(replace(borrower, credit=late), replace(spouse, credit=owing), owned=2, owned_near=1)
    told = {one.key: stated.STATED["credit"](asked, one, ON) for one in asked.people}
    assert [(one["total_overdue_24m"], one["monthly_debt"]) for one in told.values()] == [(6, "0"), (0, "900")]
    home = stated.STATED["property"](asked, asked.borrower, ON)
    assert (home["homes_owned"], home["homes_in_district"]) == (2, 1)


@pytest.mark.parametrize(("centre", "elsewhere"), [("620100", None), ("620171", None), ("620200", "620200")])
def test_deposits_are_off_site_where_the_centre_neither_serves_nor_recognises_the_place(centre, elsewhere):
    policy = replace(POLICY, serves=("620100",), recognises=("620171",))
    (who,) = stated.situation(ask(party(deposits=replace(SOUND, centre=centre))), policy, ON).application.people
    assert who.deposit_centre == elsewhere


def test_a_linked_check_of_which_nothing_is_stated_leaves_the_quote_to_a_person(monkeypatch):
    monkeypatch.setitem(CHECKS, MADE_UP.code, MADE_UP)
    linking = replace(POLICY, matters=(*POLICY.matters, Matter("M99", **{**MATTER, "checks": (MADE_UP.code,)})))
    asked = ask(amount=Decimal(300000), months=120)
    assert [quote(asked, rules, ON).eligible for rules in (POLICY, linking)] == [Verdict.PASS, Verdict.LOOK]
    assert {(effect.before, effect.eligible) for effect in quote(asked, linking, ON).effects} == {
        (Verdict.LOOK, Verdict.LOOK)
    }


def test_the_fund_loans_of_a_spouse_who_deposits_nothing_refuse_a_quote_as_they_do_a_case():
    borrower, spouse = couple(spouse=None)
    assert quote(ask(borrower, spouse), POLICY, ON).eligible is Verdict.PASS
    told = replace(spouse, loans_used=2, unsettled_loan=True)
    assert quote(ask(borrower, told), POLICY, ON).eligible is Verdict.FAIL
    assert "FUND_LOAN_SETTLED" in changes_of(ask(borrower, replace(spouse, unsettled_loan=True)))


def test_the_unsettled_fund_loan_of_any_party_who_deposits_nothing_refuses_a_quote():
    parent = party(key="co_borrower_1", deposits=None)
    assert quote(ask(party(), parent), POLICY, ON).eligible is Verdict.PASS
    assert quote(ask(party(), replace(parent, unsettled_loan=True)), POLICY, ON).eligible is Verdict.FAIL


def possible(asked, on=ON):
    """Every change there is, also those that would change nothing."""
    now = quote(asked, POLICY, on)
    known = changes.possible(changes.Now(asked, now.judgement, now.least_down_payment, POLICY, on))
    return {change.code.removeprefix("WHATIF_"): change for change in known}


def test_who_has_just_enough_months_is_told_of_two_more():
    told = possible(ask(party(deposits=replace(SOUND, months=6))))
    assert told["MORE_DEPOSITS"].values == {"months": "2"} and "DEPOSITS_ENOUGH" not in told


def test_only_a_spouse_who_deposits_nothing_would_begin_to_and_at_this_centre_with_the_loans_they_have():
    borrower, spouse = couple(None, 9000, deposits=replace(SOUND, centre="620200"))
    theirs = possible(ask(borrower, replace(spouse, unsettled_loan=True)))["SPOUSE_DEPOSITS"].asked.people[1].deposits
    assert (theirs.centre, theirs.unsettled_loan, theirs.months) == ("620100", True, 6)
    nothing = possible(ask(replace(borrower, deposits=replace(SOUND, base=Decimal(0))), spouse))["SPOUSE_DEPOSITS"]
    assert nothing.asked.people[1].deposits.monthly == 0
    for nobody in ((party(),), couple()):
        assert "SPOUSE_DEPOSITS" not in possible(ask(*nobody))


def test_a_longer_term_is_told_of_as_far_as_every_limit_leaves_and_a_shorter_one_by_five_years():
    old = party(born=date(1972, 3, 2))
    longest = quote(ask(old), POLICY, ON).judgement.months
    assert longest < POLICY.max_months
    told = possible(ask(old, months=130))
    assert told["LONGEST_TERM"].values == {"months": str(longest)} and told["LONGEST_TERM"].asked.months == longest
    assert told["SHORTER_TERM"].values == {"months": "70"}
    assert "LONGEST_TERM" not in possible(ask(old)) and "SHORTER_TERM" not in possible(ask(old, months=60))


@pytest.mark.parametrize(
    ("paid", "code"),
    [
        ("180000.00", "MORE_DOWN_PAYMENT"),
        (None, "MORE_DOWN_PAYMENT"),
        ("179999.99", "DOWN_PAYMENT_REACHED"),
        ("889999.99", "MORE_DOWN_PAYMENT"),
        ("890000.00", None),
        ("900000.00", None),
    ],
)
def test_a_larger_down_payment_is_told_of_while_it_leaves_something_of_the_price_to_lend(paid, code):
    told = possible(ask(down_payment=paid and Decimal(paid)))
    assert {"MORE_DOWN_PAYMENT", "DOWN_PAYMENT_REACHED"} & told.keys() == ({code} if code else set())


CREDIT_CHANGES = {
    "DEBTS_PAID": {"monthly_debt": Decimal(500)},
    "ARREARS_PAID": {"current_overdue": Decimal(5)},
    "HOUSING_LOANS_REPAID": {"unsettled_housing_loans": 1},
}


@pytest.mark.parametrize("code", CREDIT_CHANGES)
def test_what_any_party_owes_is_told_of_alone_and_paid_by_all_who_owe_it(code):
    every = {name: value for one in CREDIT_CHANGES.values() for name, value in one.items()}
    owing = [replace(one, credit=replace(CLEAN, **every)) for one in couple()]
    for people in (owing, [couple()[0], owing[1]]):
        after = possible(ask(*people))[code].asked.people
        (name,) = CREDIT_CHANGES[code]
        for before, then in zip(people, after, strict=True):
            assert then.credit == replace(before.credit, **{name: 0})
    assert CREDIT_CHANGES.keys().isdisjoint(possible(ask(*couple())))


def test_a_housing_loan_repaid_makes_a_first_home_of_a_second_one():
    effect = changes_of(ask(party(credit=replace(CLEAN, unsettled_housing_loans=1))))["HOUSING_LOANS_REPAID"]
    assert effect.change.asked.borrower.credit == CLEAN and effect.eligible is Verdict.PASS


def test_whoevers_fund_loan_it_is_all_are_settled_together():
    owing = replace(SOUND, unsettled_loan=True)
    borrower, spouse = couple(owing)
    for people in ((borrower, spouse), (replace(borrower, deposits=owing), replace(spouse, unsettled_loan=True))):
        for then in possible(ask(*people))["FUND_LOAN_SETTLED"].asked.people:
            assert not then.unsettled_loan and not then.deposits.unsettled_loan
    used = ask(party(deposits=replace(owing, loans_used=2)))
    assert possible(used)["FUND_LOAN_SETTLED"].asked.borrower.deposits.loans_used == 2, "and stay used"
    assert "FUND_LOAN_SETTLED" not in possible(ask(*couple()))


@pytest.mark.parametrize(
    ("people", "stated", "told"),
    [
        (couple(None, 9000), {}, {"INCOME_PROVEN"}),
        (couple(None, 9000), {"income_proven": True}, set()),
        (couple(None, 0), {}, set()),
        (couple(SOUND, 9000), {}, set()),
        (couple(minor_children=1), {}, {"CHILDREN_PROVEN"}),
        (couple(minor_children=1), {"children_proven": True}, set()),
    ],
)
def test_what_would_count_once_proven_is_told_of_until_it_is(people, stated, told):
    assert {"INCOME_PROVEN", "CHILDREN_PROVEN"} & possible(ask(*people, **stated)).keys() == told


def test_an_income_that_is_proven_lends_more_where_ability_binds():
    poor = replace(SOUND, base=Decimal(3000))
    assert changes_of(ask(*couple(None, 9000, deposits=poor), price=1500000))["INCOME_PROVEN"].more > 0


@pytest.mark.parametrize(("method", "other"), [("01", "02"), ("02", "01")])
def test_the_other_method_is_told_of_by_its_name(method, other):
    told = possible(ask(method=method))["OTHER_METHOD"]
    assert (told.asked.method, told.values) == (other, {"method": f"METHOD_{other}"})


def test_a_home_less_that_is_elsewhere_leaves_none_in_the_district():
    home = possible(ask(owned=1, owned_near=0))["ONE_HOME_LESS"].asked.home
    assert (home.owned, home.owned_near) == (0, 0) and "ONE_HOME_LESS" not in possible(ask())


def transfer(**changes):
    old = Replaced(date(2020, 1, 1), Decimal(500000), Decimal(300500), False, None)
    return ask(kind="transfer_loan_for_loan", home_kind="own", old_loan=replace(old, **changes), completed_year=2015)


def test_of_a_home_that_is_ones_own_already_no_down_payment_is_told_of():
    assert {"MORE_DOWN_PAYMENT", "DOWN_PAYMENT_REACHED"}.isdisjoint(possible(transfer()))


@pytest.mark.parametrize(
    ("stated", "eligible"),
    [({}, Verdict.PASS), ({"combination": True}, Verdict.FAIL), ({"months_on_time": 0}, Verdict.FAIL)],
)
def test_what_is_stated_of_the_old_loan_is_what_is_judged(stated, eligible):
    assert quote(transfer(**stated), POLICY, ON).eligible is eligible


def test_another_mortgage_beside_the_replaced_one_counts_in_a_quote_too():
    beside = replace(transfer(), people=(party(credit=replace(CLEAN, unsettled_housing_loans=1)),))
    assert [quote(asked, POLICY, ON).judgement.homes for asked in (transfer(), beside)] == ["first", "second"]


def test_what_both_loans_ask_of_the_income_is_told_of_a_combination_that_is_lent_by_its_own_term_and_method():
    both = ask(kind="combination", commercial=Decimal(200000), price=1200000, amount=Decimal(400000))
    found = quote(both, POLICY, ON).burden
    assert (found.fund, found.bank) == tuple(
        part.rows[0].payment
        for part in (quote(both, POLICY, ON).combination.fund, quote(both, POLICY, ON).combination.commercial)
    )
    otherwise = quote(replace(both, commercial_months=120, commercial_method="02"), POLICY, ON)
    assert otherwise.burden.bank == otherwise.combination.commercial.rows[0].payment > found.bank
    poor = party(deposits=replace(SOUND, balance=Decimal(0)))
    assert quote(replace(both, people=(poor,)), POLICY, ON).burden is quote(ask(), POLICY, ON).burden is None


def test_a_bank_part_longer_than_the_law_lets_is_shown_as_long_as_it_may_be():
    most = int(POLICY.bank_part["term"]["months"])
    asked = ask(kind="combination", commercial=Decimal(200000), price=1200000, commercial_months=most + 60)
    assert quote(asked, POLICY, ON).combination.commercial.months == most


def test_the_rate_is_told_with_the_day_it_has_held_since():
    known = POLICY.rates[-1].since
    later = replace(POLICY, rates=(*POLICY.rates, POLICY.rates[-1]._replace(since=ON + timedelta(1))))
    assert quote(ask(), later, ON).rate_since == known < ON
    assert quote(ask(), later, ON + timedelta(1)).rate_since == ON + timedelta(1)


def test_the_figures_of_a_banks_part_are_named_unverified_where_there_is_one():
    rules = replace(POLICY, unverified=(*POLICY.unverified, "bank_part.burden"))
    both = ask(kind="combination", commercial=Decimal(200000), price=1200000)
    assert "bank_part.burden" in quote(both, rules, ON).unverified
    assert "bank_part.burden" not in quote(ask(), rules, ON).unverified


def test_of_changes_that_lend_the_same_the_one_that_costs_less_a_month_stands_first():
    told = quote(
        ask(*couple(deposits=replace(SOUND, balance=Decimal(20000))), amount=Decimal(300000)), POLICY, ON
    ).effects
    same = [effect for effect in told if (effect.eligible, effect.more) == (told[0].eligible, told[0].more)]
    assert len(same) > 1 and [e.first_payment_more for e in same] == sorted(e.first_payment_more for e in same)
    more = [
        effect.more for effect in quote(ask(party(deposits=replace(SOUND, balance=Decimal(20000)))), POLICY, ON).effects
    ]
    assert more == sorted(more, reverse=True) and len({*more}) > 1


def test_what_a_person_has_to_look_at_is_no_yes():
    told = Verdict.LOOK, replace(POLICY, confirmed=POLICY.confirmed - {"rules.DOWN_PAYMENT"})
    assert quote(ask(down_payment=Decimal(170000)), told[1], ON).eligible is told[0]
