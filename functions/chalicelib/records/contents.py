"""What a case holds (案卷内容): parts stored as JSON by field name. Moments are ISO 8601 UTC; personal data is sealed text."""

from collections.abc import Mapping, Sequence
from dataclasses import field, fields
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from chalicelib.domain.form.people import is_co_owner
from chalicelib.domain.frozen import frozen
from chalicelib.domain.status import STATES, Status

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
    kept: str | None = None  # SHA-256 of the very bytes that are kept and shown; earlier releases kept what was sent
    broke: int = 0  # how often whoever read it was killed over it


@frozen
class Notice:
    """The one correction notice (一次性补正) of a round. Defects as domain.lacking.Defect has them, `why` where they are late. `asked`: the task in
    which a reviewer asks it. `to`: the party it is told to and answered by alone; empty: those who borrow."""

    round: int
    issued_at: str
    due_at: str
    defects: Sequence[Mapping[str, Any]]
    provisional: bool = False
    asked: str = ""
    to: str = ""


CONTRACT_PAPER = "contract.pdf"
# Whose a paper is that names no party (文书归属), by what it is: who owes the loan, or every party, co-owners too. And what tells one party alone.
# What is not declared here is nobody's, and is not kept (casework/accepting.py).
OWING, EVERYBODY, ONE = "owing", "everybody", "one"
PAPERS: Mapping[str, str] = {
    "contract": EVERYBODY,
    **dict.fromkeys(("receipt", "acceptance", "correction", "hold", "procedure", "approval", "voucher", "schedule", "appeal"), OWING),
    **{status.lower(): OWING for status, state in STATES.items() if state.has_letter},
    "left": OWING,  # what `called` calls some of these ends
    "released": ONE,
}  # fmt: skip


@frozen
class Paper:
    """A document in the archive. `party`: whose alone it is; where it is nobody's, it is whose its kind says (`PAPERS`).
    `replaced`: another of its name took its place since; it stays listed."""

    name: str
    key: str
    sha256: str
    party: str | None = None
    replaced: bool = False

    @property
    def is_declared(self) -> bool:
        return self.kind in PAPERS

    def is_for(self, party: str | None) -> bool:
        """Whether it may be given to that party; what belongs to one is closed to the others. A co-owner has their own and the contract."""
        whose = PAPERS.get(self.kind)
        if self.party is not None:
            return self.is_declared and self.party == party
        return whose == EVERYBODY or (whose == OWING and not is_co_owner(party))

    @property
    def kind(self) -> str:
        """What it is: its name without the party it names, or its number."""
        stem = self.name.partition(".")[0].removesuffix(f"-{self.party}")
        kind, _, number = stem.rpartition("-")
        return kind if number.isdigit() else stem

    @property
    def is_table(self) -> bool:
        """Whether it is a file to compute with."""
        return self.name.endswith(".csv")


STAFF_FOUND = "desk"  # whose word a dispute is that staff have opened by what they found


@frozen
class Package:
    """The archive package (档案包) of a case that has ended: the key and SHA-256 of its manifest, when it was made, the day until which it is kept;
    `handed`: how many hand-outs it holds, None of one of a release that did not count."""

    key: str
    sha256: str
    at: str
    until: str
    handed: int | None = None


@frozen
class Message:
    """One message that has gone out to a party, last `at`; `phones`: to which, as a digest, on what day, where it may go to several."""

    code: str
    to: str
    at: str
    phones: Mapping[str, str] = field(default_factory=dict)


def told_as(code: str, party: str, occasion: str) -> str:
    """What a message to a party is kept by: who is told something twice, is told on two occasions."""
    return f"{code}.{party}.{occasion}"


@frozen
class Stop:
    """The step that stopped last on a precondition, when, and what was lacking: codes of the catalogue (STOP_…)."""

    step: str
    at: str
    codes: Sequence[str] = ()


@frozen
class HomeSeen:
    """What an agency said of the home, whose it was or how it was filed, as a digest under the case's key, when a pay-out stopped for it; `at`: the first
    stop over that; `doubts`: the codes of what there is to look at."""

    digest: str
    at: str
    doubts: Sequence[str] = ()


@frozen
class Withdrawal:
    """When and by whom the application was taken back; `why` where nobody asked for that: by a `consent` taken back, or a `denial`."""

    at: str
    by: str
    why: str = ""

    @property
    def is_unasked(self) -> bool:
        return bool(self.why)


def called(status: Status, withdrawal: Withdrawal | None) -> str:
    """What texts call that state or end of a case: nobody reads that they took back what they did not."""
    return "LEFT" if status is Status.WITHDRAWN and withdrawal and withdrawal.is_unasked else status


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
    return kind(**{name: stored[key] for name, key in _keys(kind) if key in stored})


def stored(part: "DataclassInstance") -> dict[str, Any]:
    """A part as it is stored."""
    said = ((key, getattr(part, name)) for name, key in _keys(type(part)))
    return {key: value for key, value in said if value not in (None, {}, ())}


@cache
def _keys(kind: Any) -> tuple[tuple[str, str], ...]:
    """What is kept of such a part, and under which name."""
    return tuple((one.name, _STORED_AS.get(one.name, one.name)) for one in fields(kind))
