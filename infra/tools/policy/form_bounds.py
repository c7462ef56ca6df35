"""What the form takes at most: a policy that allowed more would allow what nobody can ask for."""

from collections.abc import Callable

from pydantic import TypeAdapter, ValidationError

from chalicelib.api.forms.loan import WishForm


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
