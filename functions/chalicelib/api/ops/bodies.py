"""What operations say (请求体)."""

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.api.bodies import Written
from chalicelib.api.forms import Model, PersonKey


class SessionsOf(Model):
    """Whose sessions are to end: the audience of a login, and its staff id or bank code; or of a citizen (`depositor`), which party of
    which case they are, by its id or number.
    """

    audience: Literal["depositor", "clerk", "reviewer", "supervisor", "ops", "bank", "hotline"]
    subject: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,40}$")] | None = None
    case: Annotated[str, Field(pattern=r"^[0-9A-Za-z]{32,43}$")] | None = None
    person: PersonKey | None = None
    reason: Literal["lost_device", "left_service", "misuse"]


class Restarting(Model):
    """Why a case has to be started again where it stopped."""

    reason: Written
