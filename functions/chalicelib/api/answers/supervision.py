"""What is answered of a centre's work: how much of it there is, and whose time ended cases used."""

from chalicelib.api.answers.shape import Shown, TimeUsed


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
