"""The bank's part of a combination, as a case holds it (组合贷商业部分)."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from decimal import Decimal
from typing import Any, Literal, NotRequired, TypedDict

from chalicelib.domain.frozen import frozen
from chalicelib.records.loan import Contract

Standing = Literal["", "paid", "failed", "astray"]


class PaidOut(TypedDict):
    """One pay-out of the bank's part, by the bank's word. `astray`: otherwise than planned, or before it could be; `failed`, once said, is
    never unsaid of it: nothing was paid, or it has come back."""

    status: Literal["paid", "astray", "failed"]
    amount: str  # yuan; of an astray one of earlier releases empty
    account: str  # kept in part alone
    at: str
    contradicted: NotRequired[str]  # since when the bank has said two things of it
    doubts: NotRequired[Sequence[str]]  # the open disputes over it, by their tasks; earlier releases wrote down none
    cleared_by: NotRequired[str]  # who has found out what it is, over the last of them


@frozen
class BankPart:
    """What the bank has told of its part of a combination (组合贷商业部分), a loan of its own beside ours. Yuan and annual percent as
    strings. Without a `statement` nothing is offered yet, and its money may have gone all the same."""

    amount: str = ""
    months: str = ""
    rate: str = ""
    fees: str = ""  # all that is paid beside interest
    all_in: str = ""  # 综合融资成本, annual percent
    statement: str = ""  # SHA-256 of these terms as they are shown and confirmed
    offered_at: str = ""
    told_at: str = ""  # when by the bank's word it made this offer; earlier releases did not keep it
    method: str = ""
    confirmed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # by party: at, by, evidence
    number: str = ""  # of the bank's own contract
    sha256: str = ""
    place: str = ""  # where it was signed in person
    signed_at: str = ""
    condition: str = ""  # what its pay-out waited for, once it is met, and the number of what proves that
    filing: str = ""
    ready_at: str = ""
    proven_at: str = ""  # when the registry's book showed that number as the bank's
    pay_outs: Mapping[str, PaidOut] = field(default_factory=dict)  # by the bank's own reference

    @property
    def is_offered(self) -> bool:
        """Whether there are terms to confirm, or that were confirmed."""
        return bool(self.statement)

    @property
    def out(self) -> Mapping[str, PaidOut]:
        """The pay-outs whose money, by the bank's word, is with somebody, the oldest first."""
        gone = [(reference, one) for reference, one in self.pay_outs.items() if one["status"] != "failed"]
        return dict(sorted(gone, key=lambda one: one[1]["at"]))

    @property
    def status(self) -> Standing:
        """How its pay-out stands, over every one that was told.

        More money out than was offered is astray whatever each of them is, and only the bank's word that one has come back mends it. One
        that failed before the bank could pay, or that a person has cleared up, holds nothing up.
        """
        if self.out:
            return "astray" if self.held else "paid"
        return "failed" if self.held else ""

    @property
    def holds_up(self) -> bool:
        """Whether ours has to wait until a person knows what has become of the bank's money."""
        return self.status in ("failed", "astray")

    @property
    def held(self) -> list[str]:
        """The references over which it does: a person has to find out about each."""
        if out := self.out:
            loose = [reference for reference, one in out.items() if one["status"] == "astray" and is_open(one)]
            too_much = sum(Decimal(one["amount"] or 0) for one in out.values()) > self._offered
            return loose or ([*out][-1:] if too_much else [])
        return [reference for reference, one in self.pay_outs.items() if is_open(one) and self._counts(one)]

    @property
    def came_to_nothing(self) -> bool:
        """Whether a person knows of every pay-out that was told that it has failed."""
        return bool(self.pay_outs) and not self.out and not any(map(is_open, self.pay_outs.values()))

    def _counts(self, failed: PaidOut) -> bool:
        return "contradicted" in failed or bool(self.ready_at and failed["at"] >= self.ready_at)

    @property
    def last(self) -> tuple[str, PaidOut] | None:
        """The pay-out to show, with its reference: the latest that stands, else the latest."""
        told = self.out or dict(sorted(self.pay_outs.items(), key=lambda one: one[1]["at"]))
        return list(told.items())[-1] if told else None

    @property
    def _offered(self) -> Decimal:
        return Decimal(self.amount or 0)


def has_paid(part: BankPart | None) -> bool:
    """Whether by the bank's word any of its money has gone and not come back, wherever to; or may have, as it has said both."""
    return part is not None and (
        bool(part.out) or any("contradicted" in one and is_open(one) for one in part.pay_outs.values())
    )


def is_open(one: PaidOut) -> bool:
    """Whether nobody has found out yet what it is."""
    return "cleared_by" not in one


def by_reference(stored: Mapping[str, Any]) -> Mapping[str, Any]:
    """A part as this release stores it. Earlier ones kept the last pay-out alone, in fields of the part itself."""
    status = stored.get("status")
    if not status:
        return stored
    told = {
        "status": status,
        "amount": stored["amount"] if status == "paid" else "",
        "account": stored.get("account", ""),
        "at": stored.get("settled_at", ""),
    }
    return {**stored, "pay_outs": {stored.get("reference", ""): told}}


def signing_banks(contract: Contract | None) -> tuple[str, ...]:
    """Whose word on a contract is a bank's: its own, and that on the contract of its part beside ours."""
    return ("bank", "bank_part") if contract and contract.bank_part else ("bank",)
