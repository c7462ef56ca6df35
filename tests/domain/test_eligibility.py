from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from chalicelib import messages, policy
from chalicelib.documents import facts_found, refusal
from chalicelib.domain.judging.rule import UNVERIFIED, Situation
from chalicelib.domain.judging.rule import judged as by_rules
from chalicelib.domain.judging.rules import AFTER_CREDIT, BEFORE_CREDIT

ONLY_LOOKED_AT = {
    "DEPOSIT_PLACE", "OFF_SITE_CERTIFICATE", "NOT_MORTGAGED", "TRANSFER_BORROWER", "TRANSFER_TITLE", "TRANSFER_MORTGAGE",
    "CREDIT_STATUS", "CREDIT_QUERIES", "FLEXIBLE_DEPOSITOR", "RECENT_DIVORCE", "SHARED_OWNERSHIP", "CO_OWNER_ADULT", "BANK_BURDEN",
}  # fmt: skip
# What each that fails by a figure has used then.
BY_FIGURES = {
    "ADULT": {"age": 17, "needed": 18}, "RETIREMENT": {"earliest": "2020-01-01", "latest": "2022-02-02"}, "DEPOSIT_MONTHS": {"months": 3, "needed": 6},
    "FRAUD_BAN": {"until": "2027-05-01"}, "HOMES": {"owned": 2, "loans_used": 0}, "DOWN_PAYMENT": {"paid": "1.00", "needed": "2.00"},
    "TRANSFER_MONTHS": {"months": 3, "needed": 12}, "TRANSFER_CAPACITY": {"loan_ratio": "0.86", "limit": "0.85"}, "BANK_TERM": {"months": 400, "limit": 360},
    "CREDIT_OVERDUE": {"consecutive": 3, "total": 3}, "CREDIT_CURRENT": {"current_overdue": "0.01"}, "CREDIT_MORTGAGES": {"unsettled_housing_loans": 1},
    "TRANSFER_RECORD": {"unsettled": True, "months_on_time": 3, "needed": 12}, "AMOUNT": {"wished": "1.00"},
}  # fmt: skip


def outcomes(results, code):
    return [str(result.outcome) for result in results if result.code == code]


def judged(make, case, *instead):
    return by_rules(BEFORE_CREDIT, Situation.of(case, make.findings(case, *instead), make.policy, make.on))


def test_every_rule_is_evaluated_even_when_many_fail(make):
    case = make.application(down_payment=Decimal(1))
    results = judged(
        make, case, make.finding("fund_account", "borrower", status="06", consecutive_months=0, unsettled_loan=True)
    )
    failed = {result.code for result in results if result.outcome == "fail"}
    assert {"ACCOUNT_NORMAL", "DEPOSIT_MONTHS", "FUND_LOAN_SETTLED", "HOMES"} <= failed
    assert {result.code for result in results} >= {"ALIVE", "ADULT", "RETIREMENT", "NOT_SEIZED", "TERM"}
    assert all(result.text and result.basis for result in results)


@pytest.mark.parametrize(("months", "outcome"), [(5, "fail"), (6, "pass")])
def test_six_months_of_deposits_are_enough(make, months, outcome):
    case = make.application()
    results = judged(make, case, make.finding("fund_account", "borrower", consecutive_months=months))
    assert outcomes(results, "DEPOSIT_MONTHS") == [outcome]


def test_nothing_is_concluded_of_a_home_the_registry_was_not_asked_about_and_the_familys_other_homes_still_count(make):
    found = make.finding(
        "property", "home", "contradicted", "FILING_CANCELLED", defects=["FILING_CANCELLED"], homes_owned=2
    )
    unasked = replace(found, facts={k: v for k, v in found.facts.items() if k not in ("seized", "mortgaged")})
    results = judged(make, make.application(), unasked)
    told = {code: outcomes(results, code) for code in ("NOT_SEIZED", "NOT_MORTGAGED", "HOMES")}
    assert told == {"NOT_SEIZED": ["look"], "NOT_MORTGAGED": ["look"], "HOMES": ["fail"]}
    replacing = judged(make, make.own_home(kind="transfer_loan_for_loan"), unasked)
    assert outcomes(replacing, "TRANSFER_MORTGAGE") == ["look"]


@pytest.mark.parametrize(("paid", "outcome"), [("180000.00", "pass"), ("179999.99", "fail")])
def test_the_down_payment_counts_to_the_cent(make, paid, outcome):
    results = judged(make, make.application(down_payment=Decimal(paid)))
    assert outcomes(results, "DOWN_PAYMENT") == [outcome]


@pytest.mark.parametrize(
    ("key", "status", "outcome"),
    [("borrower", "02", "fail"), ("borrower", "06", "fail"), ("spouse", "02", "pass"), ("spouse", "06", "fail")],
)
def test_a_sealed_account_stops_the_borrower_and_a_frozen_one_anybody(make, key, status, outcome):
    case = make.application()
    results = judged(make, case, make.finding("fund_account", key, status=status))
    assert outcome in outcomes(results, "ACCOUNT_NORMAL")
    assert ("fail" in outcomes(results, "ACCOUNT_NORMAL")) == (outcome == "fail")


def test_a_minor_may_not_borrow_until_the_birthday(make):
    young = make.application(make.person("borrower", id_number="620102200803030015", marital="10"))
    assert outcomes(judged(make, young), "ADULT") == ["fail"]
    tomorrow = Situation.of(young, make.findings(young), make.policy, date(2026, 3, 3))
    grown = by_rules(BEFORE_CREDIT, tomorrow)
    assert outcomes(grown, "ADULT") == ["pass"]


def test_deposits_elsewhere_are_looked_at(make):
    case = make.application()
    results = judged(make, case, make.finding("fund_account", "spouse", centre="620200"))
    assert outcomes(results, "DEPOSIT_PLACE") == ["pass", "look"]
    assert [result.inputs for result in results if result.code == "DEPOSIT_PLACE"][1] == {"centre": "620200"}
    new_area = judged(make, case, make.finding("fund_account", "spouse", centre="620171"))
    assert outcomes(new_area, "DEPOSIT_PLACE") == ["pass", "pass"]
    silent = judged(make, case, make.finding("fund_account", "spouse", "unavailable"))
    assert outcomes(silent, "DEPOSIT_PLACE") == ["pass", "look"], "nobody knows where"


def test_nothing_fails_on_an_account_that_may_be_somebody_elses(make):
    case = make.application()
    results = judged(
        make,
        case,
        make.finding("identity", "borrower", "contradicted", "IDENTITY_MISMATCH", name_match="4"),
        make.finding("fund_account", "borrower", status="06", unsettled_loan=True),
        make.finding("property", "home", homes_owned=3),
    )
    assert not [result.code for result in results if result.outcome == "fail"]


def test_an_old_home_of_unknown_age_is_looked_at(make):
    case = make.application(kind="existing", appraisal=Decimal(900000))
    assert outcomes(judged(make, case), "TERM") == ["look"]
    assert outcomes(judged(make, case, make.finding("property", "home", completed_year=1970)), "TERM") == ["fail"]


@pytest.mark.parametrize(
    ("facts", "code", "outcome"),
    [
        ({"max_consecutive_overdue_24m": 2, "total_overdue_24m": 5}, "CREDIT_OVERDUE", "pass"),
        ({"max_consecutive_overdue_24m": 3, "total_overdue_24m": 3}, "CREDIT_OVERDUE", "fail"),
        ({"max_consecutive_overdue_24m": 1, "total_overdue_24m": 6}, "CREDIT_OVERDUE", "fail"),
        ({"current_overdue": "0.01"}, "CREDIT_CURRENT", "fail"),
        ({"bad_status": True}, "CREDIT_STATUS", "look"),
        ({"unsettled_housing_loans": 1}, "CREDIT_MORTGAGES", "fail"),  # Lanzhou says so
        ({"loan_queries_3m": 6}, "CREDIT_QUERIES", "look"),
    ],
)
def test_credit_is_judged_person_by_person(make, facts, code, outcome):
    case = make.application()
    known = make.findings(case, make.finding("credit", "spouse", **facts), credit=True)
    assert outcomes(by_rules(AFTER_CREDIT, Situation.of(case, known, make.policy, make.on)), code) == ["pass", outcome]


@pytest.mark.parametrize("code", AFTER_CREDIT)
def test_whoevers_report_is_not_there_is_passed_by_no_rule_about_it(make, code):
    known = [*make.findings(make.application()), make.finding("credit", "borrower")]
    results = by_rules(AFTER_CREDIT, Situation.of(make.application(), known, make.policy, make.on))
    assert outcomes(results, code) in (["pass", "look"], [])


def test_what_a_report_was_judged_by_is_kept_of_each_person(make):
    case = make.application()
    known = make.findings(case, make.finding("credit", "spouse", loan_queries_3m=6), credit=True)
    results = by_rules(AFTER_CREDIT, Situation.of(case, known, make.policy, make.on))
    queries = {result.subject: result.inputs for result in results if result.code == "CREDIT_QUERIES"}
    assert queries == {"borrower": {"queries": 0}, "spouse": {"queries": 6}}


def test_every_rule_and_cap_has_a_name_and_whatever_a_refusal_may_rest_on_a_remedy(make):
    """A reviewer may rest one on what is only looked at, too."""
    rules = {**BEFORE_CREDIT, **AFTER_CREDIT, "AMOUNT": None, "BANK_BURDEN": None}
    assert set(rules) == {*make.policy.rules, *policy.in_force("620100", date(2026, 11, 27)).rules}, "some begin later"
    for code in (*rules, *make.policy.caps):
        assert messages.text(code) and messages.text(code, "en")
    for code in (*rules, *refusal._OWN_WORDS, *refusal.NOT_TAKEN_IN):
        assert messages.text(f"REMEDY_{code}") and messages.text(f"REMEDY_{code}", "en")


@pytest.mark.parametrize("code", [*BEFORE_CREDIT, *AFTER_CREDIT, "AMOUNT", "BANK_BURDEN"])
def test_a_letter_says_what_was_found_wherever_a_rule_failed_and_nothing_that_was_only_looked_at(code):
    used = BY_FIGURES.get(code, {})
    told = [facts_found.told(code, {**used, facts_found.OUTCOME: outcome}) for outcome in ("fail", "look")]
    assert bool(told[0]) == (code not in ONLY_LOOKED_AT) and bool(told[1]) == bool(used)
    assert facts_found.told(code, {**used, facts_found.OUTCOME: "look", UNVERIFIED: ["rules"]}) == told[0], (
        "it failed on a ground nobody has confirmed"
    )
    assert not any(str(day) in told[0] for day in used.values() if "-" in str(day)), "days are in words"


@pytest.mark.parametrize(
    ("code", "used", "words"),
    [
        ("TRANSFER_RECORD", {"unsettled": False, "months_on_time": 30, "needed": 12}, "信用报告显示原商业贷款已经结清"),
        (
            "TRANSFER_RECORD",
            {"unsettled": True, "months_on_time": 5, "needed": 12},
            "已正常还款月数 5 个月，规定不低于 12 个月",
        ),
        ("TRANSFER_CAPACITY", {"loan_ratio": "0.50", "limit": "0.75", "suspended": True}, "中心目前暂停受理商转公"),
        ("TRANSFER_CAPACITY", {"loan_ratio": "0.75", "limit": "0.75"}, "个贷率 0.75，规定低于 0.75"),
        ("CO_OWNER_ADULT", {"needed": 18}, ""),
    ],
)
def test_a_letter_says_what_a_rule_failed_for_and_nothing_that_speaks_against_it_or_stands_alone(code, used, words):
    assert facts_found.told(code, {**used, facts_found.OUTCOME: "fail"}) == words


def test_every_rule_says_what_it_means():
    assert all(rule.__doc__ for rule in (*BEFORE_CREDIT.values(), *AFTER_CREDIT.values()))


def test_which_cases_a_rule_is_for_is_data(make):
    rule = make.policy.rules["DEPOSIT_PLACE"]._replace(when={"home": "existing"})
    policy = replace(make.policy, rules={**make.policy.rules, "DEPOSIT_PLACE": rule})
    for home, count in (("new", 0), ("existing", 2)):
        case = make.application(kind=home)
        results = by_rules(BEFORE_CREDIT, Situation.of(case, make.findings(case), policy, make.on))
        assert len(outcomes(results, "DEPOSIT_PLACE")) == count


def test_a_rule_whose_condition_nobody_can_tell_lets_no_case_slip_by(make):
    rule = make.policy.rules["DEPOSIT_PLACE"]._replace(when={"a fact nobody knows": True})
    policy = replace(make.policy, rules={**make.policy.rules, "DEPOSIT_PLACE": rule})
    case = make.application()
    results = by_rules(BEFORE_CREDIT, Situation.of(case, make.findings(case), policy, make.on))
    assert outcomes(results, "DEPOSIT_PLACE") == ["pass", "pass"]


def test_a_rule_that_begins_later_is_for_nobody_yet(make):
    policy = replace(make.policy, rules={code: r for code, r in make.policy.rules.items() if code != "DEPOSIT_PLACE"})
    case = make.application()
    results = by_rules(BEFORE_CREDIT, Situation.of(case, make.findings(case), policy, make.on))
    assert outcomes(results, "DEPOSIT_PLACE") == [] and outcomes(results, "HOMES") == ["pass"]


@pytest.mark.parametrize(("means", "outcome"), [("refuse", "fail"), ("look", "look")])
def test_a_withdrawal_under_way_is_what_the_centre_says_it_means(make, means, outcome):
    make.policy = replace(make.policy, withdrawal_in_flight=means)
    results = judged(make, make.application(), make.finding("fund_account", "spouse", withdrawal_in_flight=True))
    assert outcomes(results, "WITHDRAWAL_DONE") == ["pass", outcome]


def test_an_unsettled_fund_loan_of_the_spouse_refuses_as_the_borrowers_does(make):
    results = judged(make, make.application(), make.finding("fund_account", "spouse", unsettled_loan=True))
    assert outcomes(results, "FUND_LOAN_SETTLED") == ["pass", "fail"] and outcomes(results, "HOMES") == ["fail"]


def test_while_nobody_knows_whether_somebody_lives_a_person_looks(make):
    unknown = make.finding("identity", "spouse", "unavailable", "IDENTITY_UNAVAILABLE")
    assert outcomes(judged(make, make.application(), unknown), "ALIVE") == ["pass", "look"]


def test_a_dead_co_borrower_does_not_borrow_either(make):
    case = make.application(make.person("borrower"), make.person("spouse"), make.person("co_borrower_1"))
    dead = make.finding("identity", "co_borrower_1", "contradicted", "IDENTITY_DECEASED", alive=False)
    assert outcomes(judged(make, case, dead), "ALIVE") == ["pass", "pass", "fail"]


@pytest.mark.parametrize(
    ("found", "code"),
    [
        ({"unsettled_loan": True}, "FUND_LOAN_SETTLED"),
        ({"withdrawal_in_flight": True}, "WITHDRAWAL_DONE"),
        ({"status": "06"}, "ACCOUNT_NORMAL"),
    ],
)
@pytest.mark.parametrize("key", ["spouse", "co_borrower_1"])
def test_a_party_who_says_to_deposit_nothing_is_held_to_what_the_fund_knows_of_them(make, key, found, code):
    people = [make.person("borrower"), make.person("spouse"), make.person("co_borrower_1")]
    case = make.application(*(replace(one, is_depositor=one.key != key) for one in people))
    assert "fail" not in outcomes(judged(make, case), code)
    assert "fail" in outcomes(judged(make, case, make.finding("fund_account", key, **found)), code)


def test_a_party_who_says_to_deposit_nothing_and_does_is_looked_at(make):
    case = make.application(make.person("borrower"), make.person("spouse", is_depositor=False))
    assert outcomes(judged(make, case), "DEPOSITOR") == ["pass"]
    assert outcomes(judged(make, case, make.finding("fund_account", "spouse")), "DEPOSITOR") == ["pass", "look"]
    sealed = make.finding("fund_account", "spouse", status="02")
    assert outcomes(judged(make, case, sealed), "DEPOSITOR") == ["pass"]
    parent = make.application(make.person("borrower"), make.person("co_borrower_1", is_depositor=False))
    known = make.finding("fund_account", "co_borrower_1")
    assert outcomes(judged(make, parent, known), "DEPOSITOR") == ["pass", "look"]


def test_an_account_frozen_beside_a_normal_one_stops_the_loan(make):
    results = judged(make, make.application(), make.finding("fund_account", "spouse", frozen=True))
    assert outcomes(results, "ACCOUNT_NORMAL") == ["pass", "fail"]
