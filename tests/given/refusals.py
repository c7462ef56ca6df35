"""What became of a call on built objects: what it gave, or the codes it was refused with."""

from collections.abc import Callable
from typing import Any

from chalicelib.api.http.problem import Problem


def refused(act: Callable[..., Any], *given: Any, **more: Any) -> Any:
    """What was given; or the code of the refusal, then those of what is wrong."""
    try:
        return act(*given, **more)
    except Problem as problem:
        return problem.code, *(one.code for one in problem.defects)


def answered(act: Callable[..., Any], call: Any) -> Any:
    """The answer; or the code of the refusal, then what is wrong and where."""
    try:
        return act(call)
    except Problem as problem:
        return [problem.code, *(f"{one.code} {one.field}".strip() for one in problem.defects)]
