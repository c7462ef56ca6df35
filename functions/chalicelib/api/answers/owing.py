"""What may be brought after acceptance (容缺), as the parties and the desk are told of it."""

from typing import Literal

from chalicelib.api.answers.shape import Shown


class Offered(Shown):
    """A material that may be brought within so many working days (`office_days`) of acceptance, with the `words` of the commitment; their
    `version` is sent back with it."""

    upload_as: str
    name: str
    office_days: int
    words: str
    version: str


class Owed(Shown):
    """One that was chosen, in which words. `due_at`: the end of its last day, from acceptance on, while it is owed."""

    upload_as: str
    name: str
    chosen_at: str
    words: str
    version: str
    state: Literal["chosen", "to_bring", "to_read", "not_enough", "late", "settled"]
    state_text: str
    due_at: str | None
    provisional: bool
    brought_at: str | None


class Owing(Shown):
    """`offered`: what may be chosen while the form is open; `owed`: what was."""

    id: str
    revision: int
    offered: list[Offered]
    owed: list[Owed]
