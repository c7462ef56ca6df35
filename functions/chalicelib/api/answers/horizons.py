"""What operations are told of what runs out."""

from chalicelib.api.answers.shape import Shown


class OpsCalendar(Shown):
    """In days."""

    days_known: int
    warn_below: int
    warning: bool


class OpsSeal(Shown):
    """Of one centre: the last day its seal can be put on papers, and the days until then; neither where it has no certificate."""

    centre: str
    name: str
    until: str | None
    days_left: int
    warning: bool


class OpsSeals(Shown):
    """In days; below `urgent_below` it is time to make haste."""

    items: list[OpsSeal]
    warn_below: int
    urgent_below: int
    warning: bool
