import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
import time_machine

from chalicelib.agencies.credit_bureau import answers
from chalicelib.domain.checks.finding import Outcome
from chalicelib.domain.form.application import Account, OldLoan
from tests.given.application import of_sample

BORROWER = of_sample(1).borrower
DAY = date(2026, 11, 23)
LOAN = {
    "class": "非循环贷",
    "business": "个人消费",
    "status": "正常",
    "five_class": "正常",
    "balance": "20000",
    "monthly_due": "900",
    "overdue": "0",
    "repayment": {},
}


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-12-01T04:00:00Z"):
        yield


def report(*accounts, queries=(), disputes=(), **header):
    return {
        "header": {"time": f"{DAY}T09:00:00", "name": BORROWER.name, "id_number": BORROWER.id_number, **header},
        "accounts": [{**LOAN, **account} for account in accounts],
        "queries": list(queries),
        "disputes": list(disputes),
    }


@pytest.mark.parametrize("time", ["2026-12-01T00:30:00", "2026-12-01T00:30:00+08:00", "2026-11-30T16:30:00Z"])
def test_a_report_made_after_midnight_in_gansu_is_of_that_day_however_its_moment_is_written(time):
    asked = [{"reason": "贷款审批", "date": day} for day in ("2026-09-02", "2026-12-01")]
    assert answers.meaning(BORROWER, report(time=time, queries=asked)).facts["loan_queries_3m"] == 1


@pytest.mark.parametrize(
    ("today", "code"),
    [
        ("2026-11-23", "CREDIT_RECEIVED"), ("2026-12-23", "CREDIT_RECEIVED"),
        ("2026-12-24", "CREDIT_REPORT_OLD"), ("2026-11-22", "CREDIT_REPORT_OLD"),
    ],
)  # fmt: skip
def test_a_report_older_than_thirty_days_or_not_made_yet_is_for_a_person(today, code):
    with time_machine.travel(f"{today}T04:00:00Z"):
        assert answers.meaning(BORROWER, report({})).code == code


def figures(*accounts, **more):
    return answers.figures(report(*accounts, **more), DAY)


def test_monthly_debt_is_what_loans_are_due_and_a_tenth_of_what_cards_have_used():
    assert figures({}, {"class": "贷记卡", "balance": "3000.55"})["monthly_debt"] == "1200.06"


@pytest.mark.parametrize(
    ("status", "debt", "housing"),
    [("正常", "900.00", 1), ("逾期", "900.00", 1), ("呆账", "900.00", 1), ("结清", "0.00", 0)],
)
def test_whatever_is_not_settled_is_owed_each_month_and_stands(status, debt, housing):
    found = figures({"status": status, "business": "个人住房商业贷款"})
    assert (found["monthly_debt"], found["unsettled_housing_loans"]) == (debt, housing)


def debts(*accounts, person=BORROWER, old=None):
    return answers.meaning(person, report(*accounts), old).facts.get("debts", [])


def test_a_debt_has_the_same_key_in_every_report_and_tells_neither_lender_nor_number():
    mine, theirs = debts({"org": "陇原银行", "id": "GR2024001"}, {}), debts({}, {"org": "陇原银行", "id": "GR2024001"})
    assert mine == theirs and [(debt["due"], debt["housing"]) for debt in mine] == [("900.00", False)]
    assert "GR2024001" not in json.dumps(mine) and "陇原" not in json.dumps(mine, ensure_ascii=False)
    assert debts({"org": "陇原银行 ", "id": " gr２０２４001"})[0]["key"] == mine[0]["key"], "however it is written"
    assert debts({"org": "陇原银行", "id": "GR2024002"})[0]["key"] != mine[0]["key"]
    assert debts({"org": "河西银行", "id": "GR2024001"})[0]["key"] != mine[0]["key"]


def test_a_debt_without_a_number_is_known_again_only_where_it_is_marked_as_joint():
    told = {"opened": "2024-05-06", "amount": "100000"}
    assert debts(told) == [] and debts({"joint": True}) == []
    assert len(debts({**told, "joint": True})) == 1


def test_a_settled_account_and_the_loan_to_be_replaced_are_no_debts_to_be_known_again():
    number = {"org": "陇原银行", "id": "GR1"}
    assert debts({**number, "status": "结清"}) == []
    assert debts({**OLD_ACCOUNT, **number}, old=OLD) == []


def test_settled_accounts_are_no_debt():
    done = {"status": "结清", "business": "个人住房商业贷款"}
    assert figures(done)["monthly_debt"] == "0.00"
    assert figures(done)["unsettled_housing_loans"] == 0
    assert figures({"business": "个人住房商业贷款"})["unsettled_housing_loans"] == 1


def test_overdue_periods_are_counted_within_the_last_24_months_only():
    inside = {"repayment": {"2024-12": "1", "2025-01": "2", "2025-02": "N", "2026-11": "1"}}
    assert (figures(inside)["max_consecutive_overdue_24m"], figures(inside)["total_overdue_24m"]) == (2, 3)
    outside = {"repayment": {"2024-11": "1", "2024-10": "3", "2024-09": "2"}}
    assert (figures(outside)["max_consecutive_overdue_24m"], figures(outside)["total_overdue_24m"]) == (0, 0)


def test_overdue_months_of_two_accounts_are_not_one_stretch():
    first, second = {"repayment": {"2026-01": "1"}}, {"repayment": {"2026-02": "1"}}
    told = figures(first, second)
    assert (told["max_consecutive_overdue_24m"], told["total_overdue_24m"], told["total_overdue_of_one_24m"]) == (
        1,
        2,
        1,
    )


def test_the_bureaus_own_count_of_periods_in_arrears_is_believed():
    assert figures({"repayment": {"2026-05": "3"}})["max_consecutive_overdue_24m"] == 3


@pytest.mark.parametrize(
    "bad", [{"status": "呆账"}, {"five_class": "次级"}, {"five_class": "关注"}, {"repayment": {"2026-01": "B"}}]
)
def test_bad_standing_is_seen_wherever_the_report_says_it(bad):
    assert figures(bad)["bad_status"] is True
    assert figures({})["bad_status"] is False


def test_only_lending_queries_of_the_last_90_days_count():
    asked = [
        {"date": "2026-08-26", "reason": "贷款审批"},
        {"date": "2026-08-25", "reason": "贷款审批"},
        {"date": "2026-11-01", "reason": "本人查询"},
    ]
    assert figures(queries=asked)["loan_queries_3m"] == 1


def test_only_figures_and_the_reports_hash_leave_the_folder():
    found = answers.meaning(BORROWER, report({}))
    assert (found.outcome, found.code) == (Outcome.CONFIRMED, "CREDIT_RECEIVED")
    told = json.dumps(found.to_json(), ensure_ascii=False)
    assert BORROWER.name not in told and BORROWER.id_number not in told
    assert len(found.facts["report_hash"]) == 64
    assert set(found.facts) == {*answers.CreditFacts.__required_keys__, "total_overdue_of_one_24m"}


def test_an_open_objection_is_for_a_person():
    assert answers.meaning(BORROWER, report({}, disputes=[{"open": True}])).outcome == Outcome.AMBIGUOUS


@pytest.mark.parametrize("header", [{"id_number": "110105194912310021"}, {"name": "何人"}], ids=str)
def test_a_report_about_somebody_else_gives_no_figures(header):
    found = answers.meaning(BORROWER, report({}, **header))
    assert (found.outcome, found.code, dict(found.facts)) == (Outcome.CONTRADICTED, "CREDIT_SUBJECT_MISMATCH", {})


def test_a_person_without_any_credit_has_no_debts():
    found = answers.meaning(BORROWER, None)
    assert (found.outcome, found.code, found.facts["monthly_debt"]) == (Outcome.CONFIRMED, "CREDIT_NO_HISTORY", "0.00")


def test_no_report_is_no_answer_of_somebody_known_by_another_document_than_a_resident_id():
    found = answers.meaning(replace(BORROWER, id_type="03"), None)
    assert (found.outcome, found.code, dict(found.facts)) == (Outcome.NOT_FOUND, "CREDIT_NOT_FOUND", {})


OLD = OldLoan(
    "B01", "SD1", "borrower", Account("银行", "1", "B01"), date(2026, 3, 20), Decimal("500000.00"), Decimal("480000.00")
)
OLD_ACCOUNT = {
    "business": "个人住房商业贷款",
    "opened": "2026-03-20",
    "amount": "500000",
    "monthly_due": "2400",
    "repayment": {f"2026-{month:02}": "N" for month in range(3, 12)},
}


def old_loan(**changes):
    found = answers.meaning(BORROWER, report({}, {**OLD_ACCOUNT, **changes}), OLD)
    return {name: value for name, value in found.facts.items() if name.startswith("old_loan")}


def test_the_loan_to_be_replaced_is_found_by_day_and_amount_and_told_apart():
    told = {"old_loan_unsettled": True, "old_loan_due": "2400.00", "old_loan_balance": "20000.00"}
    assert old_loan() == {**told, "old_loan_months_on_time": 9}
    assert old_loan(status="结清")["old_loan_unsettled"] is False
    for other in ({"opened": "2026-03-21"}, {"amount": "499999"}, {"business": "个人消费"}):
        assert old_loan(**other) == {}


@pytest.mark.parametrize(("month", "code", "on_time"), [("2026-05", "1", 6), ("2026-11", "2", 0), ("2026-03", "1", 8)])
def test_months_on_time_end_at_the_last_one_overdue(month, code, on_time):
    told = {**OLD_ACCOUNT["repayment"], month: code}
    assert old_loan(repayment=told)["old_loan_months_on_time"] == on_time


def test_months_a_report_does_not_tell_of_are_not_on_time():
    told = {month: code for month, code in OLD_ACCOUNT["repayment"].items() if month != "2026-07"}
    assert old_loan(repayment=told)["old_loan_months_on_time"] == 4
