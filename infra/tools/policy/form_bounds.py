"""What the form takes, and the road waits, at most: a policy that allowed more would allow what nobody can ask for, or has the time for."""

from collections.abc import Callable
from math import ceil

from pydantic import TypeAdapter, ValidationError

from chalicelib.api.forms.loan import WishForm
from chalicelib.domain.work import ENDED_BY_TIME

_DAYS_OFF = 10  # the most there have been in a row for a holiday (Spring Festival of 2020); a month has one


def wished(field: str) -> Callable[[int], int]:
    """A check that the form takes a number in this field of the loan asked for; it raises `ValueError`."""
    shape = WishForm.model_fields[field]
    taken = TypeAdapter[object](shape.annotation)

    def check(number: int) -> int:
        try:
            taken.validate_python(number)
        except ValidationError:
            raise ValueError(f"more than the form takes in wish.{field}: api/forms/loan.py goes first") from None
        return number

    return check


def waited(limit: str) -> Callable[[int], int]:
    """A check that the road waits longer for the parties than the working days they are told they have, whatever days off come in between; it raises
    `ValueError`."""
    waits = ENDED_BY_TIME[limit].days

    def check(days: int) -> int:
        longest = days + 2 * ceil(days / 5) + _DAYS_OFF * ceil(days / 20)
        if longest >= waits:
            raise ValueError(
                f"may take {longest} days, and the road ends a case after {waits}: domain/work.py goes first"
            )
        return days

    return check
