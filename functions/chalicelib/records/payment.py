"""The pay-out of a case (放款) as it is kept: the one order, and what the bank tells of it by itself."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Payment:
    """The one pay-out order. Amount in yuan and annual percent, as strings.

    `withheld`: the bank has no such order, and it is not sent again while what it rests on does not hold. `overturned_at`: when two
    persons found out that what the bank had told as paid was not.
    """

    serial: str
    status: Literal["ordered", "withheld", "paid", "failed"]
    amount: str = ""
    rate: str = ""
    on: str = ""
    settled_at: str | None = None
    overturned_at: str | None = None

    @property
    def is_ordered(self) -> bool:
        """The bank has its order and has not said what became of it."""
        return self.status == "ordered"

    @property
    def is_withheld(self) -> bool:
        """The bank has said that it does not have it, and it may still be sent."""
        return self.status == "withheld"

    @property
    def has_failed(self) -> bool:
        """The bank says that nothing was paid."""
        return self.status in ("failed", "withheld")


@dataclass(frozen=True)
class PaymentNotice:
    """What the bank told of a pay-out on its own. `dismissed_by`: who cleared up with the bank that our record holds."""

    type: str
    serial: str | None = None  # earlier releases took notices without one, and stored nothing
    at: str = ""
    dismissed_by: str | None = None
    times: int = 1  # how often it is news: once more when the bank, asked again, says what a person had dismissed
