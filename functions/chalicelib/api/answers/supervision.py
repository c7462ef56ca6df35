"""What is answered of a centre and its people: figures, absences, assignments."""

from chalicelib.api.answers.shape import Shown, TimeUsed
from chalicelib.api.answers.staff import TaskLine


class _Counted(Shown):
    """`open`: how many, each of them `red` (late by law or promise), `yellow` (from the day before on) or `green`, and `free`, `claimed` or
    `held`; `overdue`: brought to a supervisor; `unstaffed`: nobody of the centre may do it any more, nor of one that stands in. `oldest`: since when the oldest waits."""

    open: int
    red: int
    yellow: int
    green: int
    free: int
    claimed: int
    held: int
    overdue: int
    unstaffed: int
    oldest: str


class OfKind(_Counted):
    """`ages`: how many are younger than a day, up to three, up to seven, older."""

    kind: str
    ages: list[int]


class OfPerson(_Counted):
    """Who has them; empty: nobody."""

    who: str | None


class OfMonth(Shown):
    """The cases that ended in a month in China, and whose time they used."""

    month: str
    cases: int
    seconds: TimeUsed


class Figures(Shown):
    """`kinds` and `people` each count every task of the centre's queues, as they stood at `counted_at`; the sweep counts each quarter of an hour."""

    counted_at: str | None
    kinds: list[OfKind]
    people: list[OfPerson]
    time_used: list[OfMonth]


class NotMoved(Shown):
    """A task of somebody who is away that cannot be whoever stands in's, and why: it goes back to its queue."""

    task: TaskLine
    code: str
    text: str


class AbsenceShown(Shown):
    """Who is away from `first` to `last`, both among them, and who stands in. `begun_at`: when their tasks had moved. `moves` and `stays`: what
    moves, or would, and what cannot; both empty in lists."""

    who: str
    deputy: str
    first: str
    last: str
    by: str
    begun_at: str | None
    moves: list[TaskLine]
    stays: list[NotMoved]


class Absences(Shown):
    items: list[AbsenceShown]


class AssignedOne(Shown):
    """What became of one task: `done`, with the task as it is now, or refused, with why; of a preview neither, with the task that would be kept."""

    id: str
    done: bool
    code: str | None
    text: str | None
    task: TaskLine | None


class Assigned(Shown):
    items: list[AssignedOne]
