"""What is answered of who does which work: absences, and tasks assigned to colleagues."""

from chalicelib.api.answers.shape import Shown
from chalicelib.api.answers.staff import TaskLine


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
