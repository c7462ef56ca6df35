import json
from dataclasses import replace
from decimal import Decimal

import pytest

from chalicelib.domain.checks.finding import OVERTURNED
from chalicelib.domain.judging.decision import Unsettled, decide, judge
from chalicelib.domain.judging.rule import Situation


def made(make, case, *instead):
    return decide(case, make.findings(case, *instead, credit=True), make.policy, make.on)


def alone(make, **changes):
    return make.application(make.person("borrower", marital="10"), **changes)


def failing(decision):
    return [reason.code for reason in decision.reasons if reason.outcome == "fail"]


def test_a_couple_whom_agencies_confirm_gets_what_it_asks_for_without_a_person(make):
    decision = made(make, make.application())
    assert (decision.approved, decision.route, decision.amount) == (True, "A", Decimal("500000.00"))
    assert (decision.rate, decision.months, decision.binding) == (Decimal("2.60"), 360, "WISH")
    assert decision.why == ("ROUTE_ALL_CONFIRMED",)


def test_an_existing_home_with_a_combination_is_reviewed_once(make):
    case = make.application(
        kind="existing", price=Decimal(1000000), down_payment=Decimal(300000), appraisal=Decimal(1020000),
        commercial_amount=Decimal(300000), amount=Decimal(400000), completed_year=2015, months=240,
    )  # fmt: skip
    decision = made(make, case)
    assert (decision.route, decision.amount) == ("B", Decimal(400000))
    assert decision.why == ("ROUTE_EXISTING_HOME", "ROUTE_COMBINATION")


def test_a_large_amount_is_reviewed_twice(make):
    case = alone(make, amount=Decimal(600000), price=Decimal(1000000))
    decision = made(make, case, make.finding("marriage", "borrower", status="single_committed", basis="commitment"))
    assert (decision.route, decision.amount) == ("C", Decimal(600000))


@pytest.mark.parametrize(
    ("amount", "route", "why"),
    [
        (499000, "A", "ROUTE_ALL_CONFIRMED"),
        (500000, "A", "ROUTE_ALL_CONFIRMED"),
        (501000, "B", "ROUTE_AMOUNT_MIDDLE"),
        (550000, "B", "ROUTE_AMOUNT_MIDDLE"),
        (551000, "C", "ROUTE_AMOUNT_HIGH"),
    ],
)
def test_each_tier_passes_its_own_amount_and_no_thousand_more(make, amount, route, why):
    assert (make.policy.tiers["automatic"], make.policy.tiers["one_review"]) == (500000, 550000)
    decision = made(make, make.application(amount=Decimal(amount), price=Decimal(1000000)))
    assert (decision.amount, decision.route, decision.why) == (amount, route, (why,))


def test_the_tier_is_that_of_the_amount_granted_and_not_of_the_wish(make):
    poorer = make.finding("fund_account", "borrower", balance="30000.00")
    decision = made(make, alone(make, amount=Decimal(700000), price=Decimal(1000000)), poorer)
    assert (decision.amount, decision.route) == (450000, "A")


def test_a_commitment_or_a_ruling_keeps_a_case_from_class_a(make):
    case = make.application()
    committed = make.finding("marriage", "borrower", basis="commitment")
    ruled = make.finding("marriage", "borrower", by="staff:r1")
    assert made(make, case, committed).route == made(make, case, ruled).route == "B"


@pytest.mark.parametrize(
    ("check", "subject", "said"),
    [("property", "home", {"owners_are_parties": True}), ("fund_account", "borrower", {}), ("credit", "spouse", {})],
)
def test_figures_and_accounts_that_a_person_supplied_are_reviewed_by_two(make, check, subject, said):
    decided = made(make, make.application(), make.finding(check, subject, by="staff:r1", **said))
    assert (decided.route, decided.why) == ("C", ("ROUTE_SUPPLIED",))


def test_what_a_person_says_otherwise_than_an_agency_did_is_reviewed_by_two_whatever_it_is_about(make):
    otherwise = make.finding("marriage", "borrower", code=OVERTURNED, by="staff:r1")
    assert made(make, make.application(), otherwise).why == ("ROUTE_SUPPLIED",)


def test_a_wish_above_the_caps_is_lowered_and_the_cap_named(make):
    rich = make.finding("fund_account", "borrower", balance="90000.00")
    decision = made(make, alone(make, amount=Decimal(700000), price=Decimal(1200000)), rich)
    assert (decision.approved, decision.amount, decision.binding) == (True, Decimal("600000.00"), "CAP_HOUSEHOLD")
    assert "AMOUNT_LOWERED" in decision.why


def test_a_wish_equal_to_the_cap_is_granted_whole(make):
    decision = made(make, alone(make, amount=Decimal(600000), price=Decimal(1000000)))
    assert (decision.amount, decision.binding, decision.why) == (Decimal(600000), "WISH", ("ROUTE_AMOUNT_HIGH",))


def test_a_short_saver_spouse_does_not_make_the_couple_dual(make):
    case = make.application(price=Decimal(1200000), amount=Decimal(700000))
    new_saver = make.finding("fund_account", "spouse", consecutive_months=5, balance="500000.00")
    decision = made(make, case, make.finding("fund_account", "borrower", balance="41000.55"), new_saver)
    assert decision.caps["CAP_HOUSEHOLD"] == 600000
    assert decision.caps["CAP_BALANCE"] == Decimal("615008.25")


def test_second_homes_have_their_own_rate_from_the_table(make):
    case = make.application()
    decision = made(make, case, make.finding("property", "home", homes_owned=1))
    assert (decision.homes, decision.rate) == ("second", Decimal("3.075"))


@pytest.mark.parametrize(("months", "rate"), [(60, "2.10"), (61, "2.60")])
def test_sixty_months_still_have_the_short_rate(make, months, rate):
    case = make.application(amount=Decimal(100000), months=months)
    assert made(make, case).rate == Decimal(rate)


def test_the_term_ends_with_the_age_limit_on_the_birthday(make):
    born = make.application(make.person("borrower", id_number="620102197203020018", marital="10"))
    decision = made(make, born)
    assert (decision.months, decision.terms["TERM_AGE"]) == (14 * 12, 14 * 12)
    assert "TERM_SHORTENED" in decision.why


def test_an_old_house_shortens_the_term(make):
    case = make.application(kind="existing", appraisal=Decimal(900000))
    decision = made(make, case, make.finding("property", "home", completed_year=1990))
    assert decision.terms["TERM_HOUSE_AGE"] == decision.months == 14 * 12


def test_bad_credit_refuses_with_every_reason(make):
    case = make.application()
    late = make.finding("credit", "spouse", max_consecutive_overdue_24m=3, current_overdue="10.00")
    decision = made(make, case, late)
    assert (decision.approved, decision.next, decision.route) == (False, "refuse", "")
    assert failing(decision) == ["CREDIT_OVERDUE", "CREDIT_CURRENT"]
    assert [reason["code"] for reason in decision.told()["reasons"]] == ["CREDIT_OVERDUE", "CREDIT_CURRENT"]


def test_who_cannot_repay_anything_is_refused_for_it(make):
    case = make.application()
    decision = made(make, case, make.finding("credit", "borrower", monthly_debt="50000.00"))
    assert failing(decision) == ["AMOUNT"] and decision.caps["CAP_ABILITY"] == 0
    assert str(decision.amount) == "0.00", "to the cent like any other, so that it is made again as it was kept"
    (why,) = [reason.inputs for reason in decision.reasons if reason.code == "AMOUNT"]
    assert why == {
        "wished": "500000.00", "granted": "0.00", **{code: f"{cap:.2f}" for code, cap in decision.caps.items()},
    }  # fmt: skip


def test_an_account_whose_ruling_tells_no_monthly_deposit_counts_with_what_it_holds(make):
    case, account = make.application(), make.finding("fund_account", "borrower", by="staff:r1")
    untold = replace(account, facts={name: fact for name, fact in account.facts.items() if name != "monthly_deposit"})
    assert made(make, case, untold).caps["CAP_BALANCE"] == made(make, case).caps["CAP_BALANCE"] > 0


def test_declared_income_and_children_count_only_with_proof(make):
    partner = make.person("spouse", is_depositor=False, monthly_income=Decimal(90000))
    family = make.application(make.person("borrower", minor_children=2), partner)
    proven = replace(family, documents={**family.documents, "C01.spouse": ("d",), "D04": ("d",)})
    before, after = made(make, family), made(make, proven)
    assert before.caps["CAP_ABILITY"] < after.caps["CAP_ABILITY"]
    assert (before.caps["CAP_HOUSEHOLD"], after.caps["CAP_HOUSEHOLD"]) == (600000, 720000)
    assert "ROUTE_UPLOADED_PROOF" in after.why


def test_a_decision_is_whole_json_and_the_same_for_the_same_inputs(make):
    case = make.application()
    first, again = made(make, case), made(make, case)
    stored = json.loads(json.dumps(first.to_json()))
    assert stored == again.to_json()
    assert stored["amount"] == "500000.00" and stored["policy_version"] == make.policy.version
    other = made(make, replace(case, wish=replace(case.wish, months=359)))
    assert other.inputs_hash != first.inputs_hash
    assert "CAP_HOUSEHOLD" in " ".join(first.unverified)


def test_of_a_decision_is_told_what_is_listed_and_nothing_of_what_it_was_made_from(make):
    told = made(make, make.application()).told()
    assert told.keys() == {
        "approved", "next", "route", "why", "reasons", "binding", "amount", "months", "rate", "method", "homes",
        "decided_on", "policy_version", "unverified", "inputs_hash",
    }  # fmt: skip
    assert {name for reason in told["reasons"] for name in reason} == {"code", "outcome", "subject", "text", "basis"}


def test_what_is_not_settled_is_not_decided(make):
    case = make.application()
    with pytest.raises(Unsettled):
        decide(case, [], make.policy, make.on)


def test_a_third_home_is_refused_when_it_is_decided_too_and_even_without_the_rule_that_says_so(make):
    case, third = make.application(), make.finding("property", "home", homes_owned=2)
    decision = made(make, case, third)
    assert (decision.approved, decision.next, decision.homes) == (False, "refuse", "second")
    assert failing(decision) == ["HOMES"]
    silent = replace(make.policy, rules={code: rule for code, rule in make.policy.rules.items() if code != "HOMES"})
    assert not decide(case, make.findings(case, third, credit=True), silent, make.on).approved


@pytest.mark.parametrize(("wish", "granted"), [("400999.99", 400000), ("401000.00", 401000), ("999.99", 0)])
def test_whole_thousands_are_granted_and_less_than_one_is_nothing(make, wish, granted):
    decision = made(make, make.application(amount=Decimal(wish)))
    assert decision.amount == granted
    assert decision.approved == (granted > 0) and ("AMOUNT_LOWERED" in decision.why) == (Decimal(wish) > granted)


@pytest.mark.parametrize(
    "proof", [{"D04": ("d",)}, {"C01.spouse": ("d",)}], ids=["of children", "of another party's income"]
)
def test_each_proof_somebody_uploaded_is_seen_by_a_person(make, proof):
    partner = make.person("spouse", is_depositor=False, monthly_income=Decimal(9000))
    family = make.application(make.person("borrower", minor_children=2), partner, amount=Decimal(100000))
    assert made(make, family).why == ("ROUTE_ALL_CONFIRMED",)
    proven = made(make, replace(family, documents={**family.documents, **proof}))
    assert (proven.route, proven.why) == ("B", ("ROUTE_UPLOADED_PROOF",))


def test_what_a_rule_wants_looked_at_is_seen_by_a_person(make):
    decision = made(make, make.application(), make.finding("credit", "spouse", bad_status=True))
    assert (decision.approved, decision.route, decision.why) == (True, "B", ("ROUTE_LOOK",))


def test_a_refusal_tells_the_rules_that_failed_and_an_approval_all_that_were_looked_at(make):
    case = make.application()
    approved, refused = made(make, case), made(make, case, make.finding("property", "home", seized=True))
    assert [reason["code"] for reason in refused.told()["reasons"]] == ["NOT_SEIZED"]
    looked = made(
        make, case, make.finding("property", "home", seized=True), make.finding("credit", "spouse", bad_status=True)
    )
    assert [reason["code"] for reason in looked.told()["reasons"]] == ["NOT_SEIZED"], (
        "what was looked at refuses nobody"
    )
    assert len(approved.told()["reasons"]) == len(approved.reasons)


def test_what_is_told_are_these_things_and_no_other(make):
    assert set(made(make, make.application()).told()) == {
        "approved", "next", "route", "why", "reasons", "binding", "amount", "months", "rate", "method", "homes",
        "decided_on", "policy_version", "unverified", "inputs_hash",
    }  # fmt: skip


def test_what_the_spouse_saves_and_owes_does_not_count_while_the_marriage_is_open(make):
    case = make.application(amount=Decimal(100000))
    unknown = make.finding("marriage", "borrower", "unavailable")
    with pytest.raises(Unsettled):
        made(make, case, unknown)


def test_a_sealed_account_of_another_party_makes_nobody_a_second_saver(make):
    case = make.application(price=Decimal(1200000), amount=Decimal(700000))
    rich = make.finding("fund_account", "borrower", balance="40000.00")
    sealed = make.finding("fund_account", "spouse", status="02", balance="90000.00")
    decision = made(make, case, rich, sealed)
    assert (decision.caps["CAP_HOUSEHOLD"], decision.caps["CAP_BALANCE"]) == (600000, 600000)


@pytest.mark.parametrize("status", ["02", "03", "04", "05", "06", "99"])
def test_the_base_of_an_account_that_is_sealed_or_closed_is_nobodys_income(make, status):
    case = make.application(amount=Decimal(100000))
    alone = make.finding("fund_account", "spouse", base="0.00", monthly_deposit="0.00", balance="0.00")
    closed = make.finding("fund_account", "spouse", status=status, base="15000.00")
    assert made(make, case, closed).caps["CAP_ABILITY"] == made(make, case, alone).caps["CAP_ABILITY"]


def test_a_depositors_income_is_the_deposit_base_whatever_proof_they_bring(make):
    case = make.application(make.person("borrower", marital="10", monthly_income=Decimal(90000)))
    proven = replace(case, documents={**case.documents, "C01": ("d",), "C01.borrower": ("d",)})
    assert made(make, proven).caps["CAP_ABILITY"] == made(make, case).caps["CAP_ABILITY"]


def test_what_a_depositor_states_to_earn_can_only_lower_the_base_that_counts(make):
    def ability(stated):
        case = make.application(make.person("borrower", marital="10", monthly_income=Decimal(stated)))
        told = make.finding("fund_account", "borrower", base="8000.00")
        return made(make, case, told).caps["CAP_ABILITY"]

    assert ability("4000") * 2 == ability("8000") == ability("90000") == ability("0"), "nothing stated lowers nothing"


def counting_all(policy):
    """A centre by whose caps every co-borrower's deposits count."""
    return replace(policy, caps={code: {**cap, "counts": "parties"} for code, cap in policy.caps.items()})


def test_a_parent_who_borrows_too_is_no_second_spouse_unless_the_centre_says_so(make):
    parent = make.person("co_borrower_1", is_depositor=True)
    alone, helped = (
        make.application(*people, amount=Decimal(100000))
        for people in ((make.person("borrower", marital="10"),), (make.person("borrower", marital="10"), parent))
    )
    caps = made(make, helped).caps
    assert [caps[cap] - made(make, alone).caps[cap] for cap in ("CAP_HOUSEHOLD", "CAP_BALANCE")] == [0, 0]
    assert caps["CAP_ABILITY"] > made(make, alone).caps["CAP_ABILITY"]
    taken = decide(helped, make.findings(helped, credit=True), counting_all(make.policy), make.on).caps
    assert (taken["CAP_HOUSEHOLD"], taken["CAP_BALANCE"]) == (700000, 2 * caps["CAP_BALANCE"])


def test_an_account_nobody_can_rely_on_yet_adds_nothing_to_what_others_save(make):
    helper = make.person("co_borrower_1", is_depositor=True)
    case = make.application(make.person("borrower", marital="10"), helper, amount=Decimal(100000))
    unknown = make.finding("fund_account", "co_borrower_1", "unavailable")
    with_it, without = (
        judge(Situation.of(case, make.findings(case, *instead, credit=True), counting_all(make.policy), make.on))
        for instead in ((), (unknown,))
    )
    assert (with_it.caps["CAP_HOUSEHOLD"], without.caps["CAP_HOUSEHOLD"]) == (700000, 600000)
    assert with_it.caps["CAP_BALANCE"] == 2 * without.caps["CAP_BALANCE"]


def test_one_loan_each_of_a_couple_is_neither_passed_nor_refused_without_a_person(make):
    each = [make.finding("fund_account", key, loans_used=1) for key in ("borrower", "spouse")]
    decision = made(make, make.application(), *each)
    assert {str(reason.outcome) for reason in decision.reasons if reason.code == "HOMES"} == {"look"}
    assert (decision.approved, decision.route, decision.why) == (True, "B", ("ROUTE_LOOK",))


def with_helper(make, **changes):
    """A couple and another party who pays no deposits."""
    helper = make.person("co_borrower_1", is_depositor=False)
    return make.application(make.person("borrower"), make.person("spouse"), helper, **changes)


def test_what_a_co_borrower_owes_comes_off_what_all_can_repay(make):
    case = with_helper(make)
    free, owing = made(make, case), made(make, case, make.finding("credit", "co_borrower_1", monthly_debt="9000.00"))
    assert owing.caps["CAP_ABILITY"] < free.caps["CAP_ABILITY"]


def test_a_co_borrower_in_arrears_refuses_the_loan_as_a_spouse_does(make):
    case = with_helper(make)
    late = make.finding("credit", "co_borrower_1", current_overdue="0.01")
    assert failing(made(make, case, late)) == ["CREDIT_CURRENT"]


def test_a_mortgage_of_a_co_borrower_makes_no_second_home_of_the_familys_first(make):
    lenient = replace(make.policy, commercial_mortgage="allow")
    case = with_helper(make)
    for key, homes in (("co_borrower_1", "first"), ("spouse", "second")):
        known = make.findings(case, make.finding("credit", key, unsettled_housing_loans=1), credit=True)
        assert decide(case, known, lenient, make.on).homes == homes


@pytest.mark.parametrize(
    "doubt", ["CHILDREN_UNNAMED", "CHILD_NOT_IN_REGISTER", "CHILDREN_NOT_TOLD", "CHILDREN_NOT_AUTHORISED"]
)
def test_children_of_whom_nobody_can_tell_send_a_case_to_a_person_and_refuse_nobody(make, doubt):
    decision = made(make, make.application(), make.finding("property", "home", children_doubts=[doubt]))
    assert (decision.approved, decision.route, failing(decision)) == (True, "B", [])
