"""What a case holds of its loan once it is decided (贷款): the contract and who has signed it, the mortgage, the pay-out."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Any, Literal, NotRequired, TypedDict

from chalicelib.domain.frozen import frozen
from chalicelib.records.contents import Paper


class Declined(TypedDict):
    """A party's word that it will not sign. `evidence` names the part that proves it."""

    party: str
    at: str
    by: NotRequired[str]
    evidence: NotRequired[str]  # earlier releases kept none


@frozen
class Contract:
    """The loan contract: its number, its bank, the one paper everybody is shown and signs."""

    number: str
    bank: str
    name: str
    key: str
    sha256: str
    due_at: str = ""
    provisional: bool = False
    seal: Mapping[str, str] = field(default_factory=dict)
    drawn_up_at: str = ""
    voided_at: str | None = None
    declined: Declined | None = None
    takes_seals: bool | None = (
        None  # signatures and seals are put behind it; those of earlier releases stay as they were
    )
    bank_part: bool | None = None  # it stands beside a bank's part, whose own is signed too; earlier releases knew none
    part_plan: Mapping[str, Any] | None = (
        None  # how that part is to be paid out, as of this day (casework/part_plan.py)
    )

    @property
    def paper(self) -> Paper:
        """Where it is kept."""
        return Paper(self.name, self.key, self.sha256)


@frozen
class Signature:
    """One party's word on the contract, over its hash. `evidence` names the part that proves it; `void_at`: nobody may rely on it."""

    sha256: str
    at: str
    by: str
    evidence: str | None = None  # earlier releases kept none
    void_at: str | None = None


NOT_REGISTERED = ("REJECTED", "CANCELLED")  # two of the registry's last words: it refuses, or has taken back


@frozen
class Mortgage:
    """One application for registration. `visit`: which entry of the road filed it; from and until are the loan's days."""

    apply_biz_id: str
    status: str  # PENDING, DONE, REJECTED, CANCELLED, NEED_MORE_MATERIAL, LEFT for another, DISCHARGED
    attempt: int = 1
    visit: str = ""
    begins: str = ""
    ends: str = ""
    certificate_number: str | None = None
    registered_at: str | None = None
    wanted: str | None = None  # what the registry wants more, in its own words, sealed
    wanted_at: str = ""  # since when it wants that; earlier releases did not say
    doubts: Sequence[str] = ()  # open disputes over its last word, by their tasks: no money goes out over it

    @property
    def may_change(self) -> bool:
        """The registry has not said its last word."""
        return self.status in ("PENDING", "NEED_MORE_MATERIAL")

    @property
    def is_proven(self) -> bool:
        """Registered, with its proof (不动产登记证明), and the registry has not said otherwise since."""
        return self.status == "DONE" and bool(self.certificate_number) and not self.doubts


@frozen
class Payment:
    """The one pay-out order. Amounts as strings. `withheld`: the bank has none, and it may yet be sent; `overturned`: paid, and come back."""

    serial: str
    status: Literal["ordered", "withheld", "paid", "failed", "overturned"]
    amount: str = ""  # yuan
    rate: str = ""  # annual percent
    on: str = ""  # the day the order went out
    settled_at: str | None = None
    paid_on: str = ""  # the day the bank paid, by its own word
    receipt: str = ""  # under which number of its own, where it says so

    @property
    def day(self) -> str:
        """From which interest runs: when the bank paid. Earlier releases knew the day of the order alone."""
        return self.paid_on or self.on

    @property
    def is_ordered(self) -> bool:
        """The bank has its order and has not said what became of it."""
        return self.status == "ordered"

    @property
    def has_failed(self) -> bool:
        """By what the bank says no money is with the payee."""
        return self.status in ("failed", "withheld", "overturned")


@frozen
class PaymentNotice:
    """What the bank told of a pay-out on its own. `dismissed_by`: who cleared up with the bank that our record holds."""

    type: str
    serial: str | None = None  # earlier releases took notices without one, and stored nothing
    at: str = ""
    dismissed_by: str | None = None
    times: int = 1  # how often it is news: once more when the bank, asked again, says what a person had dismissed
    paid_on: str = ""  # the day it says it paid
    doubts: Sequence[str] = ()  # open disputes over money that may have gone, of this word and others, by their tasks
