"""What parties are answered about the bank's part of a combination."""

from typing import Literal

from chalicelib.api.answers.shape import Shown, Worded


class CostShown(Shown):
    """The bank's terms as it has offered them: yuan, months, annual percent; `all_in` is what it costs in all (综合融资成本). What is
    confirmed is `sha256`."""

    amount: str
    months: str
    rate: str
    method: str
    fees: str
    all_in: str
    offered_at: str
    sha256: str


class PaidOutShown(Shown):
    """One pay-out of the bank's part, as the bank has told of it; `is_cleared`: a person has found out what it is."""

    reference: str
    state: Literal["PAID", "ASTRAY", "FAILED"]
    amount: str | None
    account: str | None
    at: str
    is_cleared: bool


class BankPartShown(Shown):
    """The bank's part of a combination, a loan of its own: its terms, who has confirmed their cost and who has still to, its contract, what
    its pay-out waits for, and what became of it: `reference`, `account` (its last four digits) and `settled_at` of the latest of `pay_outs` that stands."""

    state: Literal["PLANNED", "OFFERED", "CONFIRMED", "SIGNED", "READY", "NOTHING", "PAID", "FAILED", "ASTRAY"]
    state_text: str
    condition: Worded | None
    offer: CostShown | None
    confirmed: list[str]
    waiting_for: list[str]
    number: str | None
    place: str | None
    signed_at: str | None
    filing: str | None
    ready_at: str | None
    reference: str | None
    account: str | None
    settled_at: str | None
    pay_outs: list[PaidOutShown]
