"""Counting homes (套数认定): which home this one is to the family, and so which rate and down payment it gets."""

from dataclasses import dataclass

from chalicelib.domain.evidence import Evidence
from chalicelib.domain.policy import Policy

FIRST, SECOND, REJECT = "first", "second", "reject"


@dataclass(frozen=True)
class Count:
    """`kind` is first, second or reject; None while an answer it needs is still open. Without this home."""

    kind: str | None
    owned: int | None
    loans_used: int | None
    look: bool = False  # two people used one fund loan each: the same one, or two?


def count(owned: int, loans_used: int, unsettled_loan: bool, mortgages: int = 0, max_fund_loans: int = 2) -> str:
    """`first`, `second` or `reject` (认房又认贷): a third home, a third fund loan or an unsettled one is refused.

    `owned` is homes without this one, `mortgages` unsettled commercial housing loans. Source: 建金〔2010〕179号;
    the part about fund loans is general knowledge, unverified.
    """
    if owned >= 2 or loans_used >= max_fund_loans or unsettled_loan:
        return REJECT
    return SECOND if owned or loans_used or mortgages else FIRST


def of_family(evidence: Evidence, policy: Policy) -> Count:
    """The count for the family of an application, from what is settled so far.

    A couple's joint loan stands in both their histories, so the largest number counts, and a sum above it needs a look.
    """
    title = evidence.facts("property", "home")
    people = [p for p in evidence.family if p.is_depositor]
    accounts = [evidence.facts("fund_account", p.key) for p in people]
    known = [account for account in accounts if account is not None]
    credits = [report for p in evidence.family if (report := evidence.facts("credit", p.key)) is not None]
    owned = int(title["homes_owned"]) if title else None
    used = [int(account["loans_used"]) for account in known]
    kind = count(
        owned or 0,
        max(used, default=0),
        any(account["unsettled_loan"] for account in known),
        sum(int(report["unsettled_housing_loans"]) for report in credits),
        policy.max_fund_loans,
    )
    complete = title is not None and len(known) == len(accounts)
    return Count(
        kind=kind if complete or kind == REJECT else None,
        owned=owned,
        loans_used=max(used, default=None),
        look=kind != REJECT and sum(used) >= policy.max_fund_loans,
    )
