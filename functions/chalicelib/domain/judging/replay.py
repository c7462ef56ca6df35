"""Replay (复算): a stored decision made again from its inputs and its policy, and everything in which the two differ."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from chalicelib.domain.checks.finding import Finding
from chalicelib.domain.form.application import Application
from chalicelib.domain.judging import refusal
from chalicelib.domain.judging.decision import Unsettled, decide
from chalicelib.domain.judging.grounds import Explained, Grounds
from chalicelib.domain.judging.rule import UNVERIFIED
from chalicelib.domain.policy import Policy

SAME = "same"
DIFFERENT = "different"
VERSION_GONE = "version_gone"  # the policy it was decided by does not exist any more: nothing can be said about it
# Whether a figure is confirmed meanwhile, and by which text, is no part of a version: a decision is made again by the marks it knew.
_NOT_JUDGED = ("unverified", "verified", "source")


@dataclass(frozen=True)
class Difference:
    """One thing that is not as stored; None where one side has nothing. `path` names it: caps.CAP_ABILITY,
    reasons.DEPOSIT_MONTHS.borrower.inputs.months. The values may be personal data, the path never is."""

    path: str
    stored: Any
    recomputed: Any


@dataclass(frozen=True)
class Replay:
    """`outcome` is same, different or version_gone; the differences are all there are."""

    outcome: str
    differences: tuple[Difference, ...] = ()


def replayed(stored: Grounds, application: Application, findings: Sequence[Finding], policy: Policy) -> Replay:
    """Makes a stored decision (`Decision.to_json`, or an early refusal's grounds) again on the day it was made.

    `policy` is the one in force now for that case; another version than the stored one cannot prove anything.
    """
    again = _again(stored, application, findings, _marked_as_then(policy, stored))
    differences = tuple(differing(stored, again))
    if policy.version != stored["policy_version"]:
        return Replay(VERSION_GONE, differences)
    return Replay(DIFFERENT if differences else SAME, differences)


def _marked_as_then(policy: Policy, stored: Grounds) -> Policy:
    """The policy with the marks that decided: what a rule looked at for want of a mark, and nothing else, had none."""
    doubted = {name for reason in stored["reasons"] for name in reason["inputs"].get(UNVERIFIED, ())}
    if "ROUTE_UNVERIFIED" in stored.get("why", ()):  # decisions of earlier releases were never routed so for their cap
        doubted |= {f"caps.{cap['code']}" for cap in stored["explained"] if _bound_unverified(cap, stored)}
    return replace(policy, confirmed=frozenset(policy.sources) - doubted)


def _bound_unverified(cap: Explained, stored: Grounds) -> bool:
    return cap["code"] == stored["binding"] and not cap["verified"]


def differing(stored: Mapping[str, Any], recomputed: Mapping[str, Any]) -> Iterator[Difference]:
    """Every value that is not the same on both sides, by path; the order of rules and caps says nothing."""
    before, after = dict(_leaves("", stored)), dict(_leaves("", recomputed))
    for path in sorted(before.keys() | after.keys()):
        if before.get(path) != after.get(path) and path.rsplit(".", 1)[-1] not in _NOT_JUDGED:
            yield Difference(path, before.get(path), after.get(path))


def _again(stored: Grounds, application: Application, findings: Sequence[Finding], policy: Policy) -> Mapping[str, Any]:
    on = date.fromisoformat(stored["decided_on"])
    if stored.get("stage") == refusal.EARLY:
        return refusal.grounds(application, findings, policy, on)
    try:
        return decide(application, findings, policy, on, again=True).to_json()
    except Unsettled:
        return {"next": "unsettled"}


def _leaves(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    """A value's parts by path; lists of plain values stay whole, entries that name themselves go by their name."""
    if isinstance(value, Mapping):
        for name, part in value.items():
            yield from _leaves(f"{path}.{name}" if path else name, part)
    elif isinstance(value, list) and any(isinstance(part, Mapping) for part in value):
        named: dict[str, int] = {}
        for part in value:
            name = _name(part)
            named[name] = named.get(name, 0) + 1
            again = f".{named[name]}" if named[name] > 1 else ""
            yield from _leaves(f"{path}.{name}{again}", part)
    else:
        yield path, value


def _name(entry: Any) -> str:
    names = [str(entry[key]) for key in ("code", "subject") if entry.get(key)] if isinstance(entry, Mapping) else []
    return ".".join(names)
