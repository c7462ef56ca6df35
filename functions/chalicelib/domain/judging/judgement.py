"""What the rules make of a situation, before anybody is asked to approve it, and what a decision has of it."""

from collections.abc import Mapping
from decimal import Decimal

from chalicelib.domain.frozen import frozen
from chalicelib.domain.judging.amount import Basis
from chalicelib.domain.judging.rule import RuleResult

WISH = "WISH"  # what binds when the applicants ask for less than they could have


@frozen
class Granted:
    """Whether a loan is granted, how much, for how long, and why. Amounts in yuan, `months` the term granted, `rate` annual percent on that day.

    `binding` is the smallest cap, the first of the policy among equals; `WISH` where no cap is below what is asked for.
    """

    approved: bool
    reasons: tuple[RuleResult, ...]
    caps: Mapping[str, Decimal]
    binding: str
    amount: Decimal
    terms: Mapping[str, int]
    months: int
    rate: Decimal
    method: str
    homes: str


@frozen
class Judgement(Granted):
    """What the rules make of a situation."""

    basis: Basis  # what the caps were computed from
