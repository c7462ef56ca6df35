"""Replacing a commercial housing loan by a fund loan (商转公), in both ways it is done."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from chalicelib import policy
from chalicelib.domain.judging.collation import collate
from chalicelib.domain.judging.debts import a_month
from chalicelib.domain.judging.decision import _granted, decide
from chalicelib.domain.judging.rule import Situation, judged
from chalicelib.domain.judging.rules import AFTER_CREDIT, BEFORE_CREDIT
from chalicelib.domain.judging.rules.transfer import capacity
from chalicelib.messages import known
from tests.given.application import own_home
from tests.given.marks import confirmed

LANZHOU_REFUSES_MORTGAGES = "refuse"


def shows(make, key="borrower", **facts):
    """A credit report that shows the old loan, in order unless the test says otherwise."""
    known = {
        "unsettled_housing_loans": 1,
        "monthly_debt": "2500.00",
        "old_loan_unsettled": True,
        "old_loan_due": "2500.00",
        "old_loan_months_on_time": 60,
    }
    return make.finding("credit", key, **{**known, **facts})


def mortgaged(make, **facts):
    return make.finding(
        "property", "home", **{"mortgaged": True, "regulated_account": "", "completed_year": 2019, **facts}
    )


def alone(make, **changes):
    return make.own_home(make.person("borrower", marital="10"), **changes)


def results(make, case, *instead):
    known = make.findings(case, mortgaged(make), shows(make), *instead, credit=True)
    situation = Situation.of(case, known, make.policy, make.on)
    said = (*judged(BEFORE_CREDIT, situation), *judged(AFTER_CREDIT, situation))
    return {result.code: str(result.outcome) for result in said if result.outcome != "pass"}


def decided(make, case, *instead, policy=None):
    known = make.findings(case, mortgaged(make), shows(make), *instead, credit=True)
    return decide(case, known, policy or make.policy, make.on)


def test_a_sound_transfer_passes_every_rule_and_sees_a_person(make):
    case = alone(make)
    assert make.policy.commercial_mortgage == LANZHOU_REFUSES_MORTGAGES
    assert results(make, case) == {}
    decision = decided(make, case)
    assert (decision.approved, decision.route, decision.amount) == (True, "B", Decimal(400000))
    assert decision.why == ("ROUTE_TRANSFER",)


def test_a_purchase_is_not_asked_about_an_old_loan_nor_a_transfer_about_a_down_payment(make):
    codes = {reason.code for reason in decided(make, alone(make)).reasons}
    assert "DOWN_PAYMENT" not in codes and "NOT_MORTGAGED" not in codes and "TRANSFER_MONTHS" in codes
    bought = make.application()
    of_purchase = decide(bought, make.findings(bought, credit=True), make.policy, make.on)
    assert not [reason.code for reason in of_purchase.reasons if reason.code.startswith(("TRANSFER", "OFF_SITE"))]


def test_the_replaced_loan_is_neither_a_second_mortgage_nor_a_debt_that_remains(make):
    decision = decided(make, alone(make))
    assert decision.homes == "first"
    debts = next(cap.inputs["debts"] for cap in decision.explained if cap.code == "CAP_ABILITY")
    assert Decimal(debts) == 0


def test_of_a_replaced_loan_whose_instalment_no_report_tells_nothing_is_taken_off(make):
    plain = {"old_loan_unsettled": True, "monthly_debt": "1000.00"}
    assert a_month(plain) == a_month({**plain, "old_loan_due": "0.00"}) == 1000
    assert a_month({**plain, "old_loan_due": "400.00"}) == 600


def test_another_mortgage_beside_the_replaced_one_still_counts(make):
    beside = shows(make, unsettled_housing_loans=2, monthly_debt="4000.00")
    assert results(make, alone(make), beside) == {"CREDIT_MORTGAGES": "fail"}
    lenient = replace(make.policy, commercial_mortgage="allow")
    decision = decided(make, alone(make), beside, policy=lenient)
    assert decision.homes == "second"
    assert next(cap.inputs["debts"] for cap in decision.explained if cap.code == "CAP_ABILITY") == "1500.00"


def test_a_joint_old_loan_is_taken_off_both_reports(make):
    couple = make.own_home()
    assert results(make, couple, shows(make, "spouse")) == {}
    decision = decided(make, couple, shows(make, "spouse"))
    assert decision.homes == "first"
    assert decision.caps["CAP_ABILITY"] == decided(make, couple).caps["CAP_ABILITY"]


def test_where_no_report_tells_which_loan_is_replaced_a_person_looks_and_nobody_is_refused(make):
    unknown = make.finding("credit", "borrower", unsettled_housing_loans=1)
    assert results(make, alone(make), unknown) == {"CREDIT_MORTGAGES": "look", "TRANSFER_RECORD": "look"}


@pytest.mark.parametrize(
    ("paid_out_on", "failing"),
    [(date(2025, 3, 2), {}), (date(2025, 3, 3), {"TRANSFER_MONTHS": "fail"})],
)
def test_twelve_months_must_have_been_repaid_to_the_day(make, paid_out_on, failing):
    assert results(make, alone(make, old={"paid_out_on": paid_out_on})) == failing


@pytest.mark.parametrize(
    ("facts", "failing"),
    [
        ({"old_loan_months_on_time": 12}, {}),
        ({"old_loan_months_on_time": 11}, {"TRANSFER_RECORD": "fail"}),
        ({"old_loan_unsettled": False, "unsettled_housing_loans": 0}, {"TRANSFER_RECORD": "fail"}),
        ({"old_loan_months_on_time": None}, {"TRANSFER_RECORD": "look"}),
        (
            {"old_loan_unsettled": False, "unsettled_housing_loans": 0, "old_loan_months_on_time": None},
            {"TRANSFER_RECORD": "fail"},  # nothing is left to replace, however it was repaid
        ),
    ],
)
def test_the_old_loan_is_unsettled_and_was_on_time(make, facts, failing):
    assert results(make, alone(make), shows(make, **facts)) == failing


def test_arrears_of_the_old_loan_count_in_whichever_report_they_stand(make):
    couple = make.own_home()
    assert results(make, couple, shows(make, "spouse")) == {}
    late = shows(make, "spouse", old_loan_months_on_time=11)
    assert results(make, couple, late) == {"TRANSFER_RECORD": "fail"}


def test_of_a_home_of_ones_own_whose_age_no_register_tells_the_term_is_looked_at(make):
    assert results(make, alone(make), mortgaged(make, completed_year=None)) == {"TERM": "look"}


def test_a_combination_neither_is_replaced_nor_replaces(make):
    assert results(make, alone(make, old={"combination": True})) == {"TRANSFER_COMMERCIAL_ONLY": "fail"}
    both = alone(make, commercial_amount=Decimal(1))
    assert results(make, both) == {"TRANSFER_COMMERCIAL_ONLY": "fail"}
    kind = make.policy.kinds[both.kind]
    taking = replace(make.policy, kinds={**make.policy.kinds, kind.code: kind._replace(combination=(False, True))})
    said = {one.code: one.outcome for one in decided(make, both, policy=taking).reasons}
    assert said["TRANSFER_COMMERCIAL_ONLY"] == "look", "where the kind takes one by the policy, a person looks"
    pure = {one.code: one.outcome for one in decided(make, alone(make), policy=taking).reasons}
    assert pure["TRANSFER_COMMERCIAL_ONLY"] == "pass"


@pytest.mark.parametrize(
    ("ratio", "suspended", "said"), [("0.84", False, None), ("0.85", False, "fail"), ("0.10", True, "fail")]
)
def test_a_centre_takes_transfers_only_below_its_loan_ratio_and_none_while_suspended(make, ratio, suspended, said):
    case = alone(make)
    transfer = {**make.policy.transfer, "suspended": suspended}
    tight = replace(make.policy, loan_ratio=Decimal(ratio), transfer=transfer)
    outcome = {reason.code: str(reason.outcome) for reason in decided(make, case, policy=tight).reasons}
    assert outcome["TRANSFER_CAPACITY"] == (said or "pass")


@pytest.mark.parametrize(("borrowed", "said"), [("borrower", None), ("spouse", None), ("co_owner", "look")])
def test_who_borrowed_then_borrows_now_or_is_married_to_them(make, borrowed, said):
    reasons = decided(make, make.own_home(old={"borrower": borrowed})).reasons
    (reason,) = (one for one in reasons if one.code == "TRANSFER_BORROWER")
    assert (str(reason.outcome), reason.inputs) == (said or "pass", {"borrowed": borrowed})


def test_without_a_title_a_person_looks(make):
    none = mortgaged(make)
    untitled = replace(none, outcome=type(none.outcome)("not_found"), facts={})
    assert results(make, alone(make), untitled)["TRANSFER_TITLE"] == "look"


@pytest.mark.parametrize(
    ("kind", "lies_on_it", "code"),
    [
        ("transfer_loan_for_loan", True, None),
        ("transfer_loan_for_loan", False, "TRANSFER_MORTGAGE"),
        ("transfer_settle_first", True, "NOT_MORTGAGED"),
        ("transfer_settle_first", False, None),
    ],
)
def test_the_old_mortgage_is_expected_where_a_loan_repays_a_loan_and_looked_at_where_it_is_settled_first(
    make, kind, lies_on_it, code
):
    found = results(make, alone(make, kind=kind), mortgaged(make, mortgaged=lies_on_it))
    assert found == ({code: "look"} if code else {})


def test_no_more_is_lent_than_is_left_of_the_old_loan_nor_than_the_appraisal_carries(make):
    decision = decided(make, alone(make, amount=Decimal(500000)))
    assert (decision.binding, decision.amount) == ("CAP_OLD_LOAN", Decimal(450000))
    assert "CAP_UNPAID" not in decision.caps
    lower = decided(make, alone(make, amount=Decimal(500000), appraisal=Decimal(500000)))
    assert (lower.binding, lower.amount) == ("CAP_PRICE", Decimal(400000))
    assert decided(make, alone(make, appraisal=Decimal(2000000))).caps["CAP_PRICE"] == Decimal(720000)


def test_while_it_is_uncertain_who_the_spouse_is_a_person_looks_whether_they_borrowed_then(make):
    couple = make.own_home(old={"borrower": "spouse"})
    for doubt in (make.finding("identity", "spouse", "ambiguous"), make.finding("marriage", "borrower", "unavailable")):
        assert results(make, couple, doubt)["TRANSFER_BORROWER"] == "look"


def test_where_mortgages_are_allowed_nobody_looks_which_of_them_is_replaced(make):
    lenient = replace(make.policy, commercial_mortgage="allow")
    unknown = make.finding("credit", "borrower", unsettled_housing_loans=1)
    said = {reason.code: str(reason.outcome) for reason in decided(make, alone(make), unknown, policy=lenient).reasons}
    assert said["CREDIT_MORTGAGES"] == "pass"


def test_that_another_party_than_the_couple_borrowed_then_is_for_a_person_to_read_off_the_title(make):
    three = (make.person("borrower"), make.person("spouse"), make.person("co_borrower_1"))
    assert results(make, make.own_home(*three, old={"borrower": "co_borrower_1"}))["TRANSFER_BORROWER"] == "look"


def test_what_a_settled_loan_was_due_is_not_taken_off_what_somebody_still_owes():
    report = {"monthly_debt": "1000.00", "old_loan_due": "900.00"}
    assert a_month({**report, "old_loan_unsettled": False}) == 1000
    assert a_month({**report, "old_loan_unsettled": True}) == 100


def test_of_a_centre_that_takes_no_transfers_for_now_the_reviewer_reads_that_and_not_a_ratio_that_would_do(make):
    suspended = replace(make.policy, transfer={**make.policy.transfer, "suspended": True})
    for rules, shown in ((suspended, True), (make.policy, None)):
        situation = Situation.of(alone(make), make.findings(alone(make), mortgaged(make)), rules, make.on)
        (said,) = capacity(situation)
        assert (said.outcome, said.inputs.get("suspended")) == ("fail" if shown else "pass", shown)
    assert known("INPUT_SUSPENDED")


def test_the_whole_of_what_is_left_is_replaced_to_the_cent_and_anything_less_is_rounded_down():
    class Of:
        old_loan, round_to = Decimal("300500.37"), Decimal(1000)

    assert _granted(Decimal("300500.37"), Of, Of) == Decimal("300500.37")
    assert _granted(Decimal("250999.99"), Of, Of) == Decimal(250000)


def test_a_bank_without_a_line_to_us_is_for_a_person_who_has_to_have_opened_its_statement(make):
    rules = confirmed(policy.in_force("620100", date(2026, 12, 1)))
    case = replace(own_home(), kind="transfer_loan_for_loan")
    case = replace(case, documents={"D02": ("d",)}, papers={"D02": ("a" * 64,)})
    found = make.findings(case, make.finding("old_loan", "home", "unavailable", "OLD_LENDER_UNKNOWN"))
    looks = {look.check: look for look in collate(case, found, rules, date(2026, 12, 1)).looks}
    assert looks["old_loan"].code == "OLD_LENDER_UNKNOWN"
    assert looks["old_loan"].facts == ("account", "holder", "payoff", "on") and looks["old_loan"].files == ("a" * 64,)
