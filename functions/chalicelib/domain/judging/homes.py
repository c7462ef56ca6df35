"""Counting homes (套数认定): which home this one is to the family, and so which rate and down payment it gets."""

from collections.abc import Mapping
from typing import Any

from chalicelib.domain.checks.evidence import Evidence
from chalicelib.domain.frozen import frozen
from chalicelib.domain.judging.debts import mortgages
from chalicelib.domain.policy import Policy

FIRST, SECOND, REJECT = "first", "second", "reject"
MOST = 2  # homes a family may have once it has bought this one
_ALL = {"homes": True, "fund_loans": True, "mortgages": True}  # 认房又认贷
_DISTRICT = "district"  # 所购住房所在区县


@frozen
class Count:
    """`kind` is first, second or reject; None while an answer it needs is still open. Without this home.

    `owned`: those that count, which may be those of its district alone.
    """

    kind: str | None
    owned: int | None
    loans_used: int | None
    look: bool = False  # two people, or two accounts, tell of one fund loan each: the same one, or two? Or what is owned may be no home
    children: tuple[str, ...] = ()  # what is in doubt of the minor children, whose homes count: then a person looks
    in_all: int | None = None  # homes anywhere, where only those of the district count
    which: tuple[
        str, ...
    ] = ()  # those that count, where the answer names them, so that their owners know them and nobody else which they are


def count(
    owned: int,
    loans_used: int,
    unsettled_loan: bool,
    mortgages: int = 0,
    max_fund_loans: int = 2,
    counting: Mapping[str, Any] = _ALL,
) -> str:
    """`first`, `second` or `reject`: a third home, one fund loan too many or an unsettled one is always refused.

    What makes a home the second is `counting` (认房、认贷的口径): `homes` already owned, `fund_loans` already used, `mortgages`,
    commercial housing loans not settled. `owned` is homes without this one. Source: 建金〔2010〕179号 for the third home;
    the rest is general knowledge, unverified.
    """
    if owned >= MOST or loans_used >= max_fund_loans or unsettled_loan:
        return REJECT
    counted = {"homes": owned, "fund_loans": loans_used, "mortgages": mortgages}
    return SECOND if any(number and counting[name] for name, number in counted.items()) else FIRST


def of_family(evidence: Evidence, policy: Policy) -> Count:
    """The count for the family of an application, from what is settled so far.

    A couple's joint loan stands in both their histories, and one that moved in two accounts of one person, so the largest number counts,
    and a sum above it needs a look. So does a home that may be none, where it would make a difference.
    """
    title = evidence.facts("property", "home")
    accounts = [evidence.facts("fund_account", p.key) for p in evidence.family]
    known = [account for account in accounts if account is not None]
    credits = [report for p in evidence.family if (report := evidence.facts("credit", p.key)) is not None]
    owned, unclear = _counted(title, policy) if title else (None, 0)
    children = tuple(title.get("children_doubts", ())) if title else ()
    used = [int(account["loans_used"]) for account in known]
    unsettled = any(account["unsettled_loan"] for account in known)
    kind, at_most = (
        count(homes, max(used, default=0), unsettled, mortgages(credits), policy.max_fund_loans, policy.counting)
        for homes in (owned or 0, (owned or 0) + unclear)
    )
    loans = sum(int(account.get("loans_used_at_most", account["loans_used"])) for account in known)
    complete = owned is not None and len(known) == len(accounts)
    return Count(
        kind=kind if complete or kind == REJECT else None,
        owned=owned,
        loans_used=max(used, default=None),
        look=kind != REJECT and (loans >= policy.max_fund_loans or at_most != kind or bool(children)),
        children=children,
        in_all=int(title["homes_owned"]) if title and policy.counting.get("within") == _DISTRICT else None,
        which=_which(title, evidence.application.home.unit_number, policy, owned) if title else (),
    )


def _which(title: Mapping[str, Any], this: str, policy: Policy, owned: int | None) -> tuple[str, ...]:
    """None where a person has ruled another number than the agencies told: which they are, nobody has said."""
    near = this[:6] if policy.counting.get("within") == _DISTRICT else ""
    told = [unit for unit in title.get("homes_counted", ()) if unit.startswith(near)]
    return tuple(f"{unit[:6]}…{unit[-8:]}" for unit in told) if len(told) == owned else ()


def _counted(title: Mapping[str, Any], policy: Policy) -> tuple[int, int]:
    """The homes that count, all or those `within` the home's district, and how many more it may be, as nobody can tell what they are. Of those
    that nobody has placed one counts and the others may: nobody is lent to as if they were elsewhere, nor refused as if they were here."""
    owned, unclear = int(title["homes_owned"]), int(title.get("homes_unclear", 0))
    if policy.counting.get("within") != _DISTRICT:
        return owned, unclear
    near = title.get("homes_in_district") if owned else 0
    unclear = int(title.get("homes_unclear_in_district", unclear))
    return (int(near), unclear) if near is not None else (1, owned + unclear)
