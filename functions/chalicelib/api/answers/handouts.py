"""What the window is answered of what it hands out."""

from chalicelib.api.answers.shape import Shown
from chalicelib.domain.status import Status


class PaperLeft(Shown):
    """A paper nobody was handed yet: whose alone it is; anybody's (`person` null) may be collected by any party."""

    name: str
    title: str
    person: str | None
    text: str


class HandoutLine(Shown):
    """A case that has ended, and what is to be handed out of it; `on_paper` names the parties who want paper."""

    case: str
    number: str | None
    status: Status
    status_text: str
    opened_at: str
    ended_at: str | None
    papers: list[PaperLeft]
    on_paper: list[str]


class HandoutPage(Shown):
    items: list[HandoutLine]
    cursor: str | None
