"""Every field of a case (案卷字段), by name and type; what is large, and opened on first use, is in `case`."""

from collections.abc import Mapping, Sequence
from dataclasses import KW_ONLY, field
from datetime import date
from typing import TYPE_CHECKING, Any

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
    Package,
    Paper,
    Stop,
    Withdrawal,
)
from chalicelib.records.handouts import HandOut
from chalicelib.records.keeping import Keeping
from chalicelib.records.loan import Contract, Mortgage, Payment, PaymentNotice, Signature
from chalicelib.records.presences import Invitation, Presence
from chalicelib.records.reviews import Review
from chalicelib.records.statements import Appeal, Contest, Delivery, Note, Procedure, Reply, Ruling, Voice

if TYPE_CHECKING:
    from chalicelib.domain.judging.collation import Asked

Json = Mapping[str, Any]


@frozen
class Fields(Keeping):
    """A case as far as it stands in its item."""

    _: KW_ONLY
    centre: str
    applicant: str  # reference of whoever applies
    status: Status
    channel: str  # through which it was begun
    opened_at: str
    revision: int = 1  # counts the versions of the form
    edited: Mapping[str, int] = field(default_factory=dict)  # places since it was last handed in, and at which revision
    number: str = ""  # 办件流水号, 43 characters, once taken in
    trace: str | None = None
    restarts: int = 0  # how often its road was begun once more under a new execution
    leaving: str = ""  # the status it is on its way to end with, once the road has left for it
    due_at: str = ""  # when the sweep looks at it next
    due_shard: str = ""
    submitted_at: str | None = None
    received_on: date | None = None  # 收件: the working day it counts as received; anew with each correction
    accepted_on: date | None = None  # 受理: the day whose policy judges it; read it by casework/rules.py
    ended_at: str | None = None
    unit: str = ""  # reference of the real-estate unit
    people: Mapping[str, str] = field(default_factory=dict)  # who has come in and may know of it: reference to party
    parties: Mapping[str, str] = field(default_factory=dict)  # of the submitted application: party to reference
    hands: Mapping[str, str] = field(default_factory=dict)  # who has acted for the centre: reference to role, or roles
    invitations: Mapping[str, Invitation] = field(default_factory=dict)  # the last one of each party, by its key
    presences: Sequence[Presence] = ()  # who was at the window
    spent: Mapping[str, str] = field(default_factory=dict)  # forms signed by hand that were used: id to request
    words: Mapping[str, str] = field(default_factory=dict, repr=False)  # what partners added, sealed: by partner, word
    # Loans we have paid them in other cases, by party, where there are any.
    lent: Mapping[str, int] = field(default_factory=dict)
    guards: Sequence[str] = ()  # what keeps other live cases of its people and unit away
    looks: "Sequence[Asked]" = ()  # what a person is asked to look at
    reasons: Sequence[Json] = ()  # why it was refused or not accepted, as rules tell it
    answers: Mapping[str, Answer] = field(default_factory=dict)  # of agencies, in the clear, by `check.subject`
    rulings: Mapping[str, Ruling] = field(default_factory=dict)  # by `check.subject`
    # What parties say against findings, by `check.subject`
    contests: Mapping[str, Contest] = field(default_factory=dict)
    replies: Mapping[str, Reply] = field(default_factory=dict)  # to items of notices, by `round.number`
    voices: Mapping[str, Voice] = field(default_factory=dict)  # what parties say of how they were served, by its number
    commitments: Mapping[str, Commitment] = field(default_factory=dict)  # 告知承诺, by code
    tolerances: Mapping[str, Tolerance] = field(default_factory=dict)  # what may be brought later, by key of its upload
    deliveries: Mapping[str, Delivery] = field(default_factory=dict)  # 送达方式, by party who has said so
    procedures: Mapping[str, Procedure] = field(default_factory=dict)  # special ones, by `kind.number`
    reviews: Sequence[Review] = ()
    appeals: Sequence[Appeal] = ()  # one for each time it ended, at most
    reopened_on: date | None = None  # the day it last went on after an end, from which the law counts anew
    notes: Sequence[Note] = ()  # of staff, beside their tasks
    events: Mapping[str, Event] = field(default_factory=dict)  # the timeline, by code and what tells its entries apart
    documents: Mapping[str, Document] = field(default_factory=dict)  # every announced file, by its id
    signatures: Mapping[str, Signature] = field(default_factory=dict)  # by party, and `bank`
    messages: Mapping[str, Message] = field(default_factory=dict)  # what has gone out
    contract: Contract | None = None
    mortgage: Mortgage | None = None
    payment: Payment | None = None
    payment_notice: PaymentNotice | None = None
    bank_part: BankPart | None = None
    withdrawal: Withdrawal | None = None
    stopped: Stop | None = None
    title_seen: HomeSeen | None = None  # for which a pay-out stopped last
    filing_seen: HomeSeen | None = None
    results: Sequence[Paper] = ()  # handed back
    handed: Sequence[HandOut] = ()  # to whom, in that order
    handing: str = ""  # the centre, while something of it is to be handed out yet
    package: Package | None = None  # once it is archived
    as_read: Mapping[str, Any] = field(default_factory=dict, repr=False)  # some of it, as it was stored
