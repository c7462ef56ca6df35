"""What the review desk is answered."""

from typing import Literal

from chalicelib.api.answers.applicants import MaskedForm, StatedAndKnown
from chalicelib.api.answers.bank_part import BankPartShown
from chalicelib.api.answers.by_hand import ByHand
from chalicelib.api.answers.committed import CommittedToStaff
from chalicelib.api.answers.contests import AppealToDecide, Asking, ContestToDecide, Unprovided
from chalicelib.api.answers.owing import Owed
from chalicelib.api.answers.procedures import ProcedureToSettle
from chalicelib.api.answers.shape import (
    Event,
    HandedPapers,
    PartnerWord,
    Payee,
    Shown,
    Supplied,
    Texts,
    TimeUsed,
    UploadedPaper,
    Worded,
)
from chalicelib.api.answers.voices import VoiceToAnswer
from chalicelib.domain.status import Status
from chalicelib.domain.work import Decision


class TaskLine(Shown):
    """`provisional`: the due time may move, because the holidays of its year are not arranged yet. `escalated_at`: when it
    was found overdue and a supervisor was told. `held_until`, `held_why`, `held_by`: it is put aside until that day, why, and by whom; `kept_for`: to whom
    it was handed. `state`: open, claimed, answered, interrupted, or retrying: after an outage the system has
    the step tried again, and nobody can take it until it has failed once more. `nobody_since`: since when nobody of the case's centre may do it any
    more; `lent_by`: that centre, where it was offered to this one."""

    id: str
    case: str
    kind: str
    state: str
    opened_at: str
    due_at: str
    provisional: bool
    claimed_by: str | None
    escalated_at: str | None
    held_until: str | None
    held_why: str | None
    held_text: str | None
    held_by: str | None
    kept_for: str | None
    nobody_since: str | None
    lent_by: str | None


class TaskTaken(Shown):
    """The task one has now; empty where none is free that one may decide. `cursor`: where to go on with the same question, if there is more
    of the queue than was looked at."""

    task: TaskLine | None
    cursor: str | None


class Note(Shown):
    """What staff wrote beside a task: a `comment`, why it was `returned`, `held` or `resumed`, one's own `draft`, or what oneself was sending
    when one `lost` it: the reason and what was not met in words, and in `items` what one had ruled on, and last whatever else was sent."""

    task: str
    kind: Literal["comment", "returned", "held", "resumed", "draft", "lost"]
    by: str
    at: str
    text: str
    items: list[Texts]


class Notes(Shown):
    notes: list[Note]


class CaseFound(Shown):
    """A case by one of its numbers, with the tasks of staff that are open in it; `law_by` as in a queue."""

    id: str
    number: str | None
    status: Status
    status_text: str
    opened_at: str
    submitted_at: str | None
    ended_at: str | None
    law_by: str | None
    tasks: list[TaskLine]


class PhoneShown(Shown):
    """Whom to phone, and their number as the form has it; none where nobody has typed one. The look is kept, and the parties read of it."""

    person: str
    phone: str | None


class QueueLine(TaskLine):
    """`number`: of its case, empty until it has one. `law_by`: the last day the law leaves for the decision, or, before acceptance, for telling what is lacking; empty where it leaves
    none to come. `light`: red once that day or the due time is past, yellow from the day before on."""

    number: str | None
    law_by: str | None
    light: Literal["green", "yellow", "red"]


class TaskPage(Shown):
    items: list[QueueLine]
    cursor: str | None


class AgencyAnswer(Shown):
    """One answer. Only `confirmed` is a pass and only `contradicted` a fail; for the rest, a person looks."""

    outcome: Literal["confirmed", "contradicted", "not_found", "ambiguous", "unavailable"]
    code: str
    at: str


class WordedAnswer(AgencyAnswer):
    text: str


class SuppliedFile(Supplied):
    """`link`: to a file that was verified, good for two minutes."""

    link: str | None


class Checklist(Shown):
    """`lines` to be answered (`checked`) by whoever decides by one of the words of `before`; any other decision needs none."""

    before: list[Decision]
    lines: list[Worded]


class TaskShown(TaskLine):
    """`looks` says what to look at, `contested` which of it a party says is not so, `unprovided` what they cannot bring; `asking` what a review may ask the parties; `appeal` the objection to decide; `papers` what was uploaded, each opened by a route of its own once the task is claimed; `answers` what the agencies said, by `<check>.<subject>`; `form` is masked;
    `origins` are the fields sources told of before submission; `by_hand` is what parties did not do in person; `wanted` is
    what the registry wants more, in its words; `offered` what may be decided as the case stands now (nothing where each look is ruled on); `checklist` what whoever approves has looked at first; `brought` what came for it; `time_used` with whom the case lay, in seconds; `words` what partners added to theirs, where
    somebody has to find out; `committed` what a party gave their word for; `owed` what is to be brought after acceptance; `voice` what a party says of how they were served, where that is to be answered;
    `leaves_nobody` the reviews of this case, and what else may come of it, for which nobody of the centre is left once whoever asks has done this task."""

    number: str | None
    status: Status
    details: Texts
    wanted: str | None
    brought: list[SuppliedFile]
    words: list[PartnerWord]
    contested: list[ContestToDecide]
    unprovided: list[Unprovided]
    asking: Asking | None
    appeal: AppealToDecide | None
    looks: list[Texts]
    papers: list[UploadedPaper]
    decision: Texts | None
    answers: dict[str, WordedAnswer]
    form: MaskedForm
    origins: list[StatedAndKnown]
    by_hand: list[ByHand]
    bank_part: BankPartShown | None
    handed: list[HandedPapers]
    payee: Payee | None
    voice: VoiceToAnswer | None
    offered: list[Decision]
    leaves_nobody: list[Worded]
    checklist: Checklist
    timeline: list[Event]
    procedures: list[ProcedureToSettle]
    committed: list[CommittedToStaff]
    owed: list[Owed]
    notes: list[Note]
    time_used: TimeUsed | None
    outcome: Texts | None


class Recused(Shown):
    """The case one does not handle from now on, and the tasks of it that were given back."""

    id: str
    given_back: list[str]
