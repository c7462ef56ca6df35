"""What the population register's codes mean (docs/domain.md 4.2): 1 and 2 are a match, 3 is similar, 4 is none."""

from collections.abc import Mapping
from typing import Any

from chalicelib.domain.checks.facts import IdentityFacts
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.domain.form import normal
from chalicelib.domain.form.people import Child

_MATCHES = {"1", "2", "3", "4"}


def meaning(subject: str, data: Mapping[str, str]) -> Finding:
    """The finding about one person. Similar (rare characters, the middle dot) is a person's to judge, never a pass."""
    name, number, state = data["xm_ppddm"], data["gmsfzh_ppddm"], data["swbs"]
    if not {name, number} <= _MATCHES or state not in ("0", "1"):
        raise ValueError("unknown code")
    facts = IdentityFacts(name_match=name, number_match=number, alive=state == "0")
    if state == "1":
        outcome, code = Outcome.CONTRADICTED, "IDENTITY_DECEASED"
    elif "4" in (name, number):
        outcome, code = Outcome.CONTRADICTED, "IDENTITY_MISMATCH"
    elif "3" in (name, number):
        outcome, code = Outcome.AMBIGUOUS, "IDENTITY_SIMILAR"
    else:
        outcome, code = Outcome.CONFIRMED, "IDENTITY_CONFIRMED"
    return Finding("identity", subject, outcome, code, {**facts})


def not_held(subject: str) -> Finding:
    """A passport, a permanent residence card or another document: a person compares it, nothing passes or fails by itself."""
    return Finding("identity", subject, Outcome.AMBIGUOUS, "IDENTITY_OTHER_DOCUMENT")


def children_in(data: Mapping[str, Any]) -> tuple[Child, ...] | None:
    """The children a household register tells of somebody (djbs 1 registered, 0 not), grown up or not; None where it does not hold them."""
    if data["djbs"] not in ("0", "1"):
        raise ValueError("unknown code")
    if data["djbs"] == "0":
        return None
    return tuple(Child(normal.name(row["xm"]), normal.identity(row["sfzh"])) for row in data["children"])
