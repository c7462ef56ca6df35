"""What whoever logs in is answered about their sessions."""

from chalicelib.api.answers.shape import Shown


class SessionOpened(Shown):
    """The token goes into `Authorization: Bearer`; it is shown once. `staff`: the login of a member of staff, as tasks name who has taken them.
    `whose`: the same whenever the same login comes again, so that a device keeps nothing for somebody else; it opens nothing."""

    token: str
    expires_at: str
    audience: str
    whose: str
    staff: str | None
    centre: str | None
    channel: str
    level: str


class SessionLifted(Shown):
    """The level this session has until then, and by what."""

    level: str
    method: str
    until: str


class SessionShown(Shown):
    """One open session. `id` opens nothing; `current`: it is the one that asks."""

    id: str
    channel: str
    opened_at: str
    expires_at: str
    current: bool


class Sessions(Shown):
    """Every open session of a login, oldest first."""

    items: list[SessionShown]
