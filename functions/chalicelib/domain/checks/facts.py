"""The facts each check supplies, as JSON keys of `Finding.facts`. Money and rates are decimal strings.

These are the seam between agencies (which write them) and rules (which read them); declared.py says whose they are.
"""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Annotated, Any, NotRequired, TypedDict, Union, get_args, get_origin, get_type_hints

Yuan = Annotated[str, Decimal]
Kinds = tuple[type, ...]  # what a fact can be; Decimal for yuan, which JSON keeps as text

NORMAL, FROZEN = "01", "06"  # of FundAccountFacts.status, JGJ/T 320 A.6


class IdentityFacts(TypedDict):
    """公安 population register, one finding per person."""

    name_match: str  # 1 same, 2 full, 3 similar, 4 none
    number_match: str
    alive: bool


class MarriageFacts(TypedDict):
    """民政 marriage register, one finding, subject `borrower`."""

    status: str  # married, divorced, single_committed, court, unknown
    spouse_key: str | None
    basis: str  # record, commitment, court
    # The borrower's last divorce that the register knows of, also of who has married again.
    divorced_on: NotRequired[str]
    spouse_divorced_on: NotRequired[str]  # the same of the spouse
    # A digest of what the register told, where it does not confirm: a word on that holds for no other.
    records: NotRequired[str]


class Deposited(TypedDict):
    """What one account at the fund tells of its deposits."""

    status: str  # JGJ/T 320 A.6: 01 normal, 02 sealed, 06 frozen…
    centre: str  # where the deposits are
    consecutive_months: int  # months deposited in full without a gap, up to now
    base: Yuan  # monthly deposit base 缴存基数
    monthly_deposit: Yuan
    balance: Yuan
    months_moved: NotRequired[int]  # deposited in a row at accounts that were merged into another or moved away (转移)
    flexible: NotRequired[bool]  # 灵活就业: deposits by themselves, with no employer


class History(TypedDict):
    """What all the accounts one person has or had at the fund tell together: loans, withdrawals under way, frauds."""

    loans_used: int  # fund loans ever used nation-wide, settled or not
    loans_used_at_most: NotRequired[int]  # where several accounts tell of some, which may be the same
    unsettled_loan: bool
    withdrawal_in_flight: bool
    frozen: NotRequired[bool]  # one of the accounts is
    # 骗提骗贷; answers of before 2026-09-20 knew none of it, nor those of before 2026-11-28 of who has no account.
    fraud_told: NotRequired[bool]  # the core said whether there was any
    withdrawal_fraud_on: NotRequired[str | None]  # the last day one was found
    loan_fraud_on: NotRequired[str | None]


class FundAccountFacts(Deposited, History):
    """Provident-fund core 缴存, one finding of each of the household and each depositor. Who has no account has only a history."""


class OffSiteFacts(TypedDict):
    """The deposit centre's certificate 异地贷款缴存使用证明, one finding per depositor elsewhere, off-site loans only.

    Of all a certificate says, what a rule reads: the rest is nobody's to keep.
    """

    centre: str  # the deposit centre's division
    status: str  # as FundAccountFacts
    base: Yuan
    balance: Yuan
    consecutive_months: int  # of the present run of deposits
    loans_used: int
    loan_balance: Yuan  # not repaid yet


class PropertyFacts(TypedDict):
    """住建 contract filing 网签 and 自然资源 titles, one finding, subject `home`. An own home's purchase is not filed anew."""

    filed: bool
    filed_price: Yuan
    filed_on: str
    regulated_account: str  # account the pay-out must go to
    account_holder: NotRequired[str]  # whose it is by the filing, where it names anybody
    doubts: NotRequired[list[str]]  # codes of what a person would have to look at beside the defects
    down_payment_received: NotRequired[Yuan]  # what that account has received of the buyers, where the filing tells
    homes_owned: int  # homes the family holds or has under filed contract, without this one
    homes_counted: NotRequired[list[str]]  # these, by 不动产单元号
    homes_in_district: NotRequired[int]  # of these, those in this one's county or district
    homes_unclear: NotRequired[int]  # what besides may be a home or not, or theirs no more: a person says
    homes_unclear_in_district: NotRequired[int]
    homes_of_co_buyers: NotRequired[int]  # what buyers who are parties beside the family have, where there are any
    children_counted: NotRequired[int]  # minor children whose homes are among them
    children_doubts: NotRequired[list[str]]  # codes of why it may have more, or others; see agencies/minors.py
    use: NotRequired[str]  # home, other or unclear: see uses.py
    owners: NotRequired[list[str]]  # the parties, by key, who bought it or to whom it is registered
    # By a person, where no agency names them or what was said against them is not so; None, which tells nothing, while that is to be said.
    owners_are_parties: NotRequired[bool]
    defects: list[str]  # codes of everything in which the form and the agencies differ
    # Of the home itself, which the registry is asked about only where it is a party's.
    seized: NotRequired[bool]
    mortgaged: NotRequired[bool]
    # A digest of whose it is by the registry, empty where it has no title: the same on the day of the pay-out? Earlier releases kept none.
    title: NotRequired[str]
    title_shown: NotRequired[str]  # by a person at a stopped pay-out: the title's numbers in force that day, or 无
    # So too: the day the contract was filed on, ISO, of the filing in force that day, or 无
    filing_shown: NotRequired[str]
    mortgages: NotRequired[list[str]]  # their certificates 不动产登记证明: what may still lie on it, a loan for a loan
    mortgage_numbers: NotRequired[str]  # by a person where the registry was not asked: the certificates, several apart
    mortgages_of_old_lender: NotRequired[bool]  # by another person, of these, where the registry names no holder
    mortgage_holders: NotRequired[dict[str, str]]  # who holds each, by certificate; empty where the registry tells none
    completed_year: NotRequired[int | None]
    ownership: NotRequired[str]  # 共有方式, where the filing tells: 2 in shares
    contract: NotRequired[str]  # a digest of all the filing says: whether it still says that on the day of the pay-out
    contract_parts: NotRequired[dict[str, str]]  # digests of what a doubt about it rests on, by name
    presale_permit_on: NotRequired[str]  # ISO date, where the filing says when that of a presale was granted


class OldLoanFacts(TypedDict):
    """The bank of the loan to be replaced 原贷款银行, one finding, subject `home`."""

    account: str  # where it is repaid
    holder: str  # of that account
    payoff: Yuan  # what settles it 结清金额 on that day
    on: str  # ISO date: the day it settles it


class TaxFacts(TypedDict):
    """税务, one finding, subject `home`, of existing homes only: the tax of a new one is due with its title, after the loan."""

    paid: bool
    receipt: str | None
    amount: Yuan | None


class Debt(TypedDict):
    """One unsettled account of a report that can be told apart, so that it is known again in another's report."""

    key: str  # a digest of lender and account
    due: Yuan  # a month
    housing: bool


class CreditFacts(TypedDict):
    """人行 credit report, derived figures only, one finding per person."""

    report_hash: str
    max_consecutive_overdue_24m: int
    total_overdue_24m: int
    current_overdue: Yuan
    monthly_debt: Yuan
    unsettled_housing_loans: int
    bad_status: bool
    loan_queries_3m: int  # in the last 90 days
    total_overdue_of_one_24m: NotRequired[int]  # the most on one account
    debts: NotRequired[list[Debt]]  # those that can be told apart; the loan to be replaced is none of them
    # The commercial loan to be replaced (商转公), only in the reports that show it.
    old_loan_unsettled: NotRequired[bool]
    old_loan_due: NotRequired[Yuan]  # its instalment a month
    old_loan_balance: NotRequired[Yuan]  # what is left of it
    old_loan_months_on_time: NotRequired[int]  # repaid without any overdue, up to now, as far back as the report tells


@cache
def kinds(facts: type) -> Mapping[str, Kinds]:
    """What each fact of a TypedDict can be."""
    return {name: tuple(_kinds(hint)) for name, hint in get_type_hints(facts, include_extras=True).items()}


def _kinds(hint: Any) -> list[type]:
    origin = get_origin(hint)
    if origin is Annotated:
        return [Decimal]
    if origin is NotRequired:
        return _kinds(get_args(hint)[0])
    if origin in (Union, UnionType):
        return [kind for part in get_args(hint) for kind in _kinds(part)]
    return [origin or hint]
