"""Who acts for the centre (经办人)."""

from typing import NamedTuple


class Actor(NamedTuple):
    """The login, as records have always kept it, and the reference of the natural person behind it."""

    login: str
    person: str
