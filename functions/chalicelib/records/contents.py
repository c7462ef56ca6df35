"""What a case holds (案卷内容): parts stored as JSON by field name. Moments are ISO 8601 UTC; personal data is sealed text."""

from collections.abc import Mapping, Sequence
from dataclasses import field, fields
from typing import TYPE_CHECKING, Any, Literal, NotRequired, TypedDict, TypeVar

from chalicelib.domain.frozen import frozen

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
_T = TypeVar("_T", bound="DataclassInstance")


@frozen
class Event:
    """One line of the timeline: a code of the catalogue and what fills its text."""

    at: str
    code: str
    values: Mapping[str, str] = field(default_factory=dict)


@frozen
class Answer:
    """An agency's answer to one question, in the clear: the finding itself is sealed apart. `of` digests what was asked."""

    of: str
    at: str
    outcome: str
    code: str


@frozen
class Ruling:
    """What staff found about a check no agency could answer. `of` is the question; comment and facts are sealed."""

    outcome: str
    of: str
    by: str
    at: str
    comment: str | None = None
    facts: str | None = None


@frozen
class Review:
    """One decision of staff on a task; the reason is sealed."""

    task: str
    level: str
    by: str
    decision: str
    at: str
    reason: str
    person: str = ""  # the natural person; earlier releases kept the login alone


@frozen
class Document:
    """One announced file: `state` is announced, verified or rejected (`defect` says why). `person` is another party's key."""

    material: str
    content_type: str
    size: int
    sha256: str
    state: str
    at: str
    person: str | None = None
    defect: str | None = None
    version: str | None = None
    party: str | None = None  # reference of the natural person it was then; earlier releases kept none
    by: str | None = None  # who announced it
    brought: str | None = None  # by an agent: the id of their presence
    supplies: str | None = None  # the wish of the registry it was brought for (casework/supplement.py)


@frozen
class Notice:
    """The one correction notice (一次性补正) of a round. Defects as domain.materials.Defect has them, `why` where they are late."""

    round: int
    issued_at: str
    due_at: str
    defects: Sequence[Mapping[str, Any]]
    provisional: bool = False


@frozen
class Paper:
    """A document in the archive."""

    name: str
    key: str
    sha256: str


class Declined(TypedDict):
    """A party's word that it will not sign. `evidence` names the part that proves it."""

    party: str
    at: str
    by: NotRequired[str]
    evidence: NotRequired[str]  # earlier releases kept none


@frozen
class Contract:
    """The loan contract: its number, its bank, its one sealed paper."""

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
    bank_part: bool | None = None  # it stands beside a bank's part, whose own is signed too; earlier releases knew none

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


@frozen
class Message:
    """One message that has gone out to a party."""

    code: str
    to: str
    at: str


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
    on: str = ""
    settled_at: str | None = None

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


@frozen
class Stop:
    """The step that stopped last on a precondition, when, and what was lacking: codes of the catalogue (STOP_…)."""

    step: str
    at: str
    codes: Sequence[str] = ()


@frozen
class Withdrawal:
    """When and by whom the application was taken back."""

    at: str
    by: str


@frozen
class Prefilled:
    """What one source told of one natural person, on which consent, when; or, with a `code`, why it told nothing. `of` digests the question."""

    party: str
    consent: str
    of: str
    at: str
    code: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


_STORED_AS = {"begins": "from", "ends": "until"}


def read(kind: type[_T], stored: Mapping[str, Any]) -> _T:
    """A part as it was stored, by this release or an earlier one; what this release does not know is left alone."""
    keys = {one.name: _STORED_AS.get(one.name, one.name) for one in fields(kind)}
    return kind(**{name: stored[key] for name, key in keys.items() if key in stored})


def stored(part: "DataclassInstance") -> dict[str, Any]:
    """A part as it is stored."""
    said = {one.name: getattr(part, one.name) for one in fields(part)}
    return {_STORED_AS.get(name, name): value for name, value in said.items() if value not in (None, {}, ())}
