"""What the members of a family of the policy are called and hold, where that is a short list."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from chalicelib.domain.judging.classes import AUTOMATIC, FINAL

Look = Callable[..., Iterator[str]]
OF_BANK_PART: Mapping[str, set[str]] = {
    "term": {"months"},
    "burden": {"housing", "debts"},
    "cost": {"confirmed"},
    "pay_out": {"ways"},
}
OF_CLASSES: Mapping[str, set[str]] = {AUTOMATIC: {"when"}, FINAL: {"amount", "word"}}


def among(names: Collection[str], otherwise: str) -> Look:
    """Of a family that has a member for each of these names, and no other."""

    def look(value: Any, code: str, *_: Any) -> Iterator[str]:
        if code not in names:
            yield f"{otherwise}; there are {', '.join(names)}"

    return look


def holding(members: Mapping[str, set[str]]) -> Look:
    """Of a family whose members each hold what is theirs by name."""

    def look(value: Any, code: str, *_: Any) -> Iterator[str]:
        if code not in members or not members[code] <= set(value):
            yield f"not what {code} holds; there are {', '.join(members)}"

    return look
