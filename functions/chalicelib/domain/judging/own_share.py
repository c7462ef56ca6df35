"""The share of the price a family has to pay itself (首付款比例): the centre's, or the less that is enough where a material shows what the home is.

Which materials those are, such as that of a home built to be sold as affordable housing (配售型保障性住房), is policy. One counts
once somebody has read it, as every paper does.
"""

from collections.abc import Mapping
from decimal import Decimal

from chalicelib.domain.checks.papers import PAPER, subject_of
from chalicelib.domain.judging.rule import Situation
from chalicelib.domain.policy import Policy


def share(s: Situation, homes: str) -> Decimal:
    """The smallest share for a first or second home, by what has been read of it."""
    read = (less[homes] for code, less in proven(s.policy).items() if s.evidence.shown(code) is not None)
    return min([whole(s, homes), *read])


def rests_on_proof(s: Situation, homes: str) -> bool:
    """Whether less than the centre's share is enough because of a material."""
    return share(s, homes) < whole(s, homes)


def may_be_less(s: Situation, homes: str) -> bool:
    """Whether a material that would make less enough was brought, and nobody has read it yet."""
    less = [by_homes[homes] for code, by_homes in proven(s.policy).items() if _waits(s, code)]
    return min([whole(s, homes), *less]) < share(s, homes)


def proven(policy: Policy) -> Mapping[str, Mapping[str, Decimal]]:
    """The materials that make less enough by their codes, each with the share for a first and a second home."""
    found: Mapping[str, Mapping[str, Decimal]] = policy.down_payment["proven"]
    return found


def whole(s: Situation, homes: str) -> Decimal:
    """The centre's share, whatever a material shows."""
    return Decimal(s.policy.down_payment[homes])


def _waits(s: Situation, code: str) -> bool:
    return bool(s.application.documents.get(code)) and s.evidence.finding(PAPER, subject_of(code)) is None
