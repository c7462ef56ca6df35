"""What the law leaves a centre (法定上下限): a figure of the base that says `bound` is passed by nobody's own, whatever an overlay says."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

MOST, LEAST, EXACTLY = "most", "least", "exactly"
FREE = "free"  # what was bounded is so no more


def within(value: Any, law: Any, bound: Any) -> Any:
    """A value as far as the law lets it: of each number no more than the law's (`most`), no less (`least`), that and no other (`exactly`),
    or whatever it is (`free`).

    `bound` is one of these for all there is, or says it part by part; a part that is not named is the centre's, and one that is bounded and left
    out is the law's. Raises `ArithmeticError` where what is
    bounded is no number.
    """
    if bound in (EXACTLY, FREE):
        return law if bound == EXACTLY else value
    if isinstance(value, Mapping) and isinstance(law, Mapping):
        parts = bound if isinstance(bound, Mapping) else dict.fromkeys(law, bound)
        held = {
            name: within(value[name], law[name], part) if name in value else law[name]
            for name, part in parts.items()
            if name in law
        }
        return {**value, **held}
    return (min if bound == MOST else max)(value, law, key=_number)


def _number(value: Any) -> Decimal:
    return Decimal(str(value))
