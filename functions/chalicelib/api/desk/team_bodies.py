"""What staff say (请求体) of who does which work: absences, assignments, tasks given back or put aside."""

from typing import Annotated

from pydantic import Field

from chalicelib.api.bodies import Written
from chalicelib.api.forms import Model
from chalicelib.api.forms.fields import Day
from chalicelib.domain.work import Held

Login = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,40}$")]


class Absent(Model):
    """Who is away (oneself, where nobody is named), from the day `first` to the day `last`, both among them, and who stands in. With `preview`
    nothing is written: what would move now, and what cannot."""

    who: Login | None = None
    first: Day
    last: Day
    deputy: Login
    preview: bool = False


class Back(Model):
    """Who is back; oneself, where nobody is named."""

    who: Login | None = None


class Assigning(Model):
    """Which tasks are to be kept for which colleague, and why. With `preview` nothing is written, and what could not be kept for them says why."""

    tasks: Annotated[list[Annotated[str, Field(max_length=90)]], Field(min_length=1, max_length=50)]
    to: Login
    reason: Written
    preview: bool = False


class Returning(Model):
    """Why a task is given back, and to which login it is handed, if to one."""

    reason: Written
    to: Login | None = None


class Holding(Model):
    """Why a task is put aside, and the day on which it comes back; without a day it is taken up again now."""

    why: Held
    until: Day | None = None
