"""What is answered of who was kept out: refused attempts, and sessions that were ended."""

from chalicelib.api.answers.shape import Shown


class Refusal(Shown):
    """One refused attempt. `about`: the case it was about, empty where there is none. `more`: others of that login in the same minute
    are not written down."""

    at: str
    audience: str
    operator: str
    person: str
    centre: str
    channel: str
    session: str
    route: str
    code: str
    about: str
    more: bool


class RefusalPage(Shown):
    day: str
    items: list[Refusal]
    cursor: str | None


class SessionsEnded(Shown):
    """How many sessions were ended; of a citizen, whether a message to them went out."""

    ended: int
    told: bool | None
