"""What a counter is told of the hall it calls people from (叫号)."""

from chalicelib.api.answers.shape import Shown


class CalledNumber(Shown):
    """What the hall's own system tells of a counter: how many wait, and the number called there last; null where none is."""

    counter: str
    waiting: int
    number: str | None
