"""A member of staff (工作人员) as their own login tells, and for how long that is known."""

from datetime import timedelta

from chalicelib.domain.frozen import frozen

KNOWN_FOR = timedelta(days=90)


@frozen
class Member:
    """One login of a member of staff: in which audience and centre, and which natural person is behind it."""

    login: str
    audience: str
    centre: str
    person: str
