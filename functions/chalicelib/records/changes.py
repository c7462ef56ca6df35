"""What one write may change of a case (案卷变更), by name: the type checker knows every one. None where a value goes away."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypedDict

from chalicelib.domain.checks.finding import Finding
from chalicelib.domain.frozen import frozen
from chalicelib.domain.status import Status
from chalicelib.records.bank_part import BankPart
from chalicelib.records.commitments import Commitment, Tolerance
from chalicelib.records.contents import (
    Answer,
    Document,
    Event,
    HomeSeen,
    Message,
    Notice,
    Package,
    Paper,
    Prefilled,
    Stop,
    Withdrawal,
)
from chalicelib.records.handouts import HandOut
from chalicelib.records.loan import Contract, Mortgage, Payment, PaymentNotice, Signature
from chalicelib.records.presences import Invitation, Presence
from chalicelib.records.reviews import Review
from chalicelib.records.statements import Appeal, Contest, Delivery, Note, Procedure, Reply, Ruling, Voice

if TYPE_CHECKING:
    from chalicelib.domain.judging.collation import Asked
    from chalicelib.domain.judging.decision import Decided
    from chalicelib.domain.judging.grounds import Grounds
    from chalicelib.trust.consent import Consent

Json = Mapping[str, Any]
RECUSED = "recused"  # 回避: the role of who has said that they must not handle a case


def roles_of(hand: str) -> set[str]:
    """The roles of one person in a case, as a hand says them: one, or several together."""
    return {*hand.split("+")}


def roles_in(roles: Collection[str]) -> str:
    """The same, said."""
    return "+".join(sorted(roles))


class Changes(TypedDict, total=False):
    """New values. Of the maps by key, the entries to add or replace; everything else is replaced whole."""

    status: Status
    centre: str
    applicant: str
    revision: int
    edited: Mapping[str, int]
    number: str
    trace: str
    restarts: int
    leaving: str
    submitted_at: str
    received_on: date
    accepted_on: date
    reopened_on: date
    ended_at: str | None
    unit: str
    people: Mapping[str, str]
    parties: Mapping[str, str]
    hands: Mapping[str, str]  # each still without a role that is not among these
    words: Mapping[str, str]  # each sealed (`CaseFile.seal_word`), by partner and word
    # Each form signed by hand, by its id, in one request alone; only while every presence is as it was read.
    spent: Mapping[str, str]
    lent: Mapping[str, int]
    guards: Sequence[str]
    looks: "Sequence[Asked]"
    reasons: Sequence[Json]
    answers: Mapping[str, tuple[Answer, Finding]]  # the finding becomes a sealed part
    rulings: Mapping[str, Ruling]
    contests: Mapping[str, Contest]
    replies: Mapping[str, Reply]
    voices: Mapping[str, Voice]
    commitments: Mapping[str, Commitment]
    tolerances: Mapping[str, Tolerance]
    deliveries: Mapping[str, Delivery]
    procedures: Mapping[str, Procedure]
    invitations: Mapping[str, Invitation]
    presences: Sequence[Presence]
    reviews: Sequence[Review]
    notes: Sequence[Note]
    appeals: Sequence[Appeal]
    documents: Mapping[str, Document]
    signatures: Mapping[str, Signature]
    messages: Mapping[str, Message]
    contract: Contract
    mortgage: Mortgage
    payment: Payment
    payment_notice: PaymentNotice
    bank_part: BankPart
    withdrawal: Withdrawal | None
    stopped: Stop
    title_seen: HomeSeen | None
    filing_seen: HomeSeen | None
    results: Sequence[Paper]
    handed: Sequence[HandOut]
    handing: str
    package: Package | None
    form: Json  # sealed parts
    application: Json
    grounds: "Grounds | None"
    prefilled: Mapping[str, Prefilled]
    decision: "Decided | None"  # parts in the clear
    consents: "Sequence[Consent]"
    notices: Sequence[Notice]


class Told(NamedTuple):
    """A line for the timeline, and the key that makes it one line however often it is told."""

    key: str
    event: Event


Name = Literal[
    "number",
    "accepted_on",
    "results",
    "handed",
    "package",
    "trace",
    "payment",
    "payment_notice",
    "bank_part",
    "withdrawal",
    "mortgage",
    "reviews",
    "notes",
    "appeals",
    "rulings",
    "contests",
    "replies",
    "voices",
    "commitments",
    "tolerances",
    "deliveries",
    "procedures",
    "leaving",
    "people",
    "invitations",
    "presences",
    "consents",
    "contract",
    "signatures",
    "prefilled",
    "documents",
    "application",
    "decision",
    "findings",
    "form",
    "lent",
]


# All of a case that says whether money has gone, or may go.
OF_MONEY: tuple[Name, ...] = ("payment", "payment_notice", "bank_part")
# All of it that says which answers count (casework/answers.py).
OF_ANSWERS: tuple[Name, ...] = ("application", "findings", "rulings", "contests", "lent")


@frozen
class Expect:
    """What must still hold when the write happens, or it does not happen."""

    status: Collection[Status] = ()  # one of these
    revision: int | None = None
    absent: tuple[Name, ...] = ()
    unchanged: tuple[Name, ...] = ()  # since the case was read
    unspent: tuple[str, ...] = ()  # forms signed by hand, by their ids
    reopens: bool = False  # the one write by which a case that has ended goes on (casework/reopening.py)


ANY = Expect()
