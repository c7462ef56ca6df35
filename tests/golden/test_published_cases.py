"""Ten households judged as public texts say they are. Each names where docs/domain.md has the text, and the mark it bears there."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import pytest

from chalicelib import policy
from chalicelib.domain.judging.rule import UNVERIFIED, Verdict
from chalicelib.domain.quote import Quote, quote
from chalicelib.domain.quote.asked import Asked, Credit, Deposits, Dwelling, Party, Replaced

DAY = date(2026, 3, 2)
ACCOUNT = Deposits(60, Decimal(12000), Decimal(2880), Decimal(40000), "620100", "01", 0, False)
CLEAN = Credit(Decimal(0), 0, 0, Decimal(0), 0)
HOME = Dwelling("new", Decimal(900000), None, None, None, None, 0, 0)
BORROWER = Party("borrower", date(1990, 1, 1), "1", None, "10", ACCOUNT, CLEAN, Decimal(0), 0)
QUESTION = Asked("620100", "new", (BORROWER,), HOME, None, None, "01", Decimal(0), None, False, False)
OLD_LOAN = Replaced(date(2020, 3, 2), Decimal(600000), Decimal(450000), False, None)


def judged(on: date = DAY, account: Any = None, credit: Any = None, home: Any = None, **changes: Any) -> Quote:
    """What the rules in force that day make of a sound household, changed."""
    borrower = replace(BORROWER, deposits=replace(ACCOUNT, **(account or {})), credit=replace(CLEAN, **(credit or {})))
    asked = replace(QUESTION, people=(borrower,), home=replace(HOME, **(home or {})), **changes)
    return quote(asked, policy.in_force("620100", on), on)


def transferred(**old: Any) -> Quote:
    own = {"kind": "own", "completed_year": 2019}
    return judged(home=own, kind="transfer_settle_first", old_loan=replace(OLD_LOAN, **old))


def unmet(told: Quote) -> set[str]:
    """The rules that are not met; one that nobody has verified for this centre refuses through a person only."""
    reasons = told.judgement.reasons
    return {one.code for one in reasons if one.outcome is Verdict.FAIL or UNVERIFIED in one.inputs}


class Case(NamedTuple):
    """A published statement, what is asked on either side of it, and what is not met then."""

    where: str  # section of docs/domain.md, and its mark there
    met: Quote
    broken: Quote
    codes: set[str]


def cases() -> dict[str, Case]:
    return {
        "six months of deposits without a gap, not five": Case(
            "5.3 the older Lanzhou guide, by a digest [1 source]",
            judged(account={"months": 6}), judged(account={"months": 5}), {"DEPOSIT_MONTHS"},
        ),
        "the account is in normal standing, not sealed": Case(
            "4.2 the fund core: frozen or sealed stops [sourced]", judged(), judged(account={"status": "02"}), {"ACCOUNT_NORMAL"}
        ),
        "a second home is lent on, a third is not": Case(
            "2.3 建金〔2010〕179号 [sourced]",
            judged(home={"owned": 1, "owned_near": 1}), judged(home={"owned": 2, "owned_near": 2}), {"HOMES"},
        ),
        "a settled fund loan may be followed by one more, not by a third": Case(
            "2.3 [general knowledge]", judged(account={"loans_used": 1}), judged(account={"loans_used": 2}), {"HOMES"}
        ),
        "an unsettled fund loan stands in the way of the next": Case(
            "2.3 [general knowledge]",
            judged(account={"loans_used": 1}),
            judged(account={"loans_used": 1, "unsettled_loan": True}),
            {"FUND_LOAN_SETTLED", "HOMES"},
        ),
        "连三: two periods in a row are borne, three are not": Case(
            "2.6 [sourced]",
            judged(credit={"consecutive_overdue": 2, "total_overdue": 2}),
            judged(credit={"consecutive_overdue": 3, "total_overdue": 3}),
            {"CREDIT_OVERDUE"},
        ),
        "累六: five periods in all are borne, six are not": Case(
            "2.6 [sourced]",
            judged(credit={"total_overdue": 5}), judged(credit={"total_overdue": 6}), {"CREDIT_OVERDUE"},
        ),
        "anything overdue now stops": Case(
            "2.6 [sourced]", judged(), judged(credit={"current_overdue": Decimal("0.01")}), {"CREDIT_CURRENT"}
        ),
        "a commercial loan is replaced after a year on time, not after eleven months": Case(
            "2.5 [sourced]", transferred(months_on_time=12), transferred(months_on_time=11), {"TRANSFER_RECORD"}
        ),
        "only a purely commercial loan is replaced": Case(
            "2.5 [sourced]", transferred(), transferred(combination=True), {"TRANSFER_COMMERCIAL_ONLY"}
        ),
    }  # fmt: skip


CASES = cases()


@pytest.mark.parametrize("name", CASES)
def test_a_household_is_judged_as_the_public_text_says(name: str) -> None:
    case = CASES[name]
    assert not unmet(case.met) & case.codes, f"{case.where}: not met where it is"
    assert unmet(case.broken) & case.codes, f"{case.where}: met where it is not"
    assert case.broken.eligible is not Verdict.PASS, case.where


def test_there_are_ten_of_them_and_each_says_by_which_mark() -> None:
    assert len(CASES) == 10
    assert all(case.where.endswith(("[sourced]", "[1 source]", "[general knowledge]")) for case in CASES.values())


@pytest.mark.parametrize(
    ("on", "months", "owned", "rate"),
    [
        (date(2025, 5, 7), 60, 0, "2.35"), (date(2025, 5, 7), 61, 0, "2.85"),
        (date(2025, 5, 8), 60, 0, "2.10"), (date(2025, 5, 8), 61, 0, "2.60"),
        (date(2025, 5, 8), 60, 1, "2.525"), (date(2025, 5, 8), 61, 1, "3.075"),
    ],
)  # fmt: skip
def test_the_published_table_prices_a_loan_by_its_day_its_months_and_its_home(on, months, owned, rate) -> None:
    # 2.1 [sourced]: sixty months are still short.
    told = judged(on, home={"owned": owned, "owned_near": owned}, months=months)
    assert Decimal(told.judgement.rate) == Decimal(rate)
