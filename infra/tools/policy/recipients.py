"""Whether the words of a consent name everybody who gets people's data, and what is asked (告知接收方和种类, 个人信息保护法 17、23)."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from chalicelib.domain.checks.declared import CHECKS
from chalicelib.domain.form import codes
from infra.tools.policy.conditions import Possible, View, members

# By words to share data that begin then or later, whatever they call their version (decision 55).
_ALL_ARE_NAMED = date(2026, 11, 29)


def look(words: Mapping[str, Any], use: str, view: View, known: Possible) -> Iterator[str]:
    """What is wrong with the words of a consent to `use`, by the matters of the same day."""
    if use not in codes.USE.codes:
        yield f"the form knows no consent to this use, only to {', '.join(sorted(codes.USE.codes))}"
    if use == "data" and view[f"authorisations.{use}"].begins >= _ALL_ARE_NAMED:
        for code, matter in members(view, "matters").items():
            if matter.get("department"):
                yield from _unsaid(words, code, matter)


def _unsaid(words: Mapping[str, Any], code: str, matter: Mapping[str, Any]) -> Iterator[str]:
    if matter["owner"] not in words["to"]:
        yield f"to: does not name {matter['owner']}, who answers in {code}"
    for check in matter.get("checks", ()):
        asked = CHECKS[check].scope if check in CHECKS else ()
        yield from (f"scope: does not say {one}, which {check} asks" for one in asked if one not in words["scope"])
