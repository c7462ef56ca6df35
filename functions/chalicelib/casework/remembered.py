"""What we have lent ourselves beside what the fund core tells (本平台已放贷款), as one history."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from chalicelib.domain.checks.finding import Finding

NO_ACCOUNT = "FUND_ACCOUNT_NONE"  # of whom the core has no account, it knows no loan either


def together(finding: Finding, ours: int) -> Finding:
    """The answer about one person's account, with `ours` loans of theirs that this platform has paid in other cases.

    Who has no account at the core owes theirs as far as anybody knows: a person says whether it is settled.
    """
    if not ours or finding.check != "fund_account" or "loans_used" not in finding.facts:
        return finding
    facts = with_ours(finding.facts, ours)
    if finding.code == NO_ACCOUNT and not finding.is_ruled:
        facts.pop("unsettled_loan", None)
    return replace(finding, facts=facts)


def with_ours(told: Mapping[str, Any], ours: int) -> dict[str, Any]:
    """Facts of an account. A core that tells of fewer loans than we have paid does not know of one, and that one is not settled; whether
    those it tells of are ours or others nobody knows: the most that may have been used is both.
    """
    used = int(told["loans_used"])
    if used >= ours:
        return {**told}
    at_most = {"loans_used_at_most": max(used + ours, told.get("loans_used_at_most", 0))} if used else {}
    return {**told, "loans_used": ours, **at_most, "unsettled_loan": True}
