"""Who may stand in a register under the number they had before 1999 (十五位身份证号码) is asked about by both, in one question.

An agency tells in its answer by which numbers it has looked (`asked_by`); one that does not tell so of the former is asked again, by that one.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from chalicelib.agencies import exchange
from chalicelib.agencies.purpose import Purpose
from chalicelib.domain.form import normal

T = TypeVar("T")


def call(
    service: exchange.Service,
    params: Mapping[str, Any],
    named: str,
    rows: str,
    purpose: Purpose,
    read: Callable[[Any], T],
) -> T:
    """What `exchange.call` does, about the person whose number is the param `named`: what both numbers found among the answer's `rows`, each once, is
    read together. Raises what that raises."""
    number = normal.former(params[named])
    if number is None:
        return exchange.call(service, params, purpose, read)

    def first(data: Any) -> tuple[Any, list[T]]:
        return data, [read(data)] if number in data.get("asked_by", ()) else []

    def second(more: Any) -> T:
        found = [*data[rows], *(row for row in more[rows] if row not in data[rows])]
        return read({**data, rows: found})

    data, answers = exchange.call(service, {**params, "former_numbers": [number]}, purpose, first)
    return answers[0] if answers else exchange.call(service, {**params, named: number}, purpose, second)
