"""What the window is answered of what it hands out."""

from chalicelib.api.answers.shape import Shown
from chalicelib.domain.status import Status


class PaperLeft(Shown):
    """A paper to be handed out yet: whose alone it is (`person`), and in words to whom: the parties on paper who have not got it, or any party."""

    name: str
    title: str
    person: str | None
    text: str


class HandoutLine(Shown):
    """A case, and what is to be handed out of it; `on_paper` names the parties on paper to whom something is. Of a running one, it is for those alone."""

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
