"""Whom a case has asked (对外调用): every call to agencies and banks out of its trace, and every line of its ledger. Codes and times only."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from chalicelib import clock
from chalicelib.api.http import paging
from chalicelib.api.http.route import Answer, Call
from chalicelib.messages import partner, step, text_or, whom
from chalicelib.records import ledger
from chalicelib.tracing import reading
from chalicelib.trust.sessions import STAFF

QUERY = ("cursor",)
_PAGE = 50
# What is told of a line. Whom it is about is told by role; who acted, by login, and only of staff.
_NAMES = ("at", "kind", "agency", "service", "subject", "matter", "material", "consent", "basis", "request", "outcome", "asked_by", "audience", "shown", "document")  # fmt: skip


def calls(call: Call) -> Answer:
    """Every call a step or a request has made to an agency or a bank, in order, with the attempt of its step and how long it took."""
    segments = reading.read(call.case.trace) if call.case.trace else []
    return Answer({"trace": call.case.trace, "items": [one for segment in segments for one in _called(segment)]})


def _called(segment: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    said = segment.get("annotations", {})
    for one in segment.get("subsegments", ()):
        of = one.get("annotations", {})
        name = of.get("agency") or of.get("bank")
        if not name:
            continue
        began, ended = float(one["start_time"]), float(one.get("end_time", one["start_time"]))
        at = str(said.get("step", segment["name"]))
        yield {
            "at": clock.stamp(datetime.fromtimestamp(began, UTC)), "seconds": round(ended - began, 3), "partner": str(name), "partner_text": partner(str(name)),
            "sort": "agency" if "agency" in of else "bank", "step": at, "step_text": step(at), "attempt": _attempt(said),
            "outcome": str(of.get("outcome") or of.get("status") or ""), "error": of.get("error"), "failed": bool(one.get("fault", False)),
            "segment": segment["id"],
        }  # fmt: skip


def _attempt(said: Mapping[str, Any]) -> int | None:
    """Counted from one; Step Functions counts what was tried again."""
    return int(said["attempt"]) + 1 if "attempt" in said else None


def uses(call: Call) -> Answer:
    """One page of the ledger of the case, the latest line first: whom was asked or who has looked, never what was told."""
    start = paging.opened(call.query.get("cursor"), {"case": call.case.id, "before": None})
    found = ledger.latest(call.case.id, paging.before(start), _PAGE)
    places = [use["number"] for use in found]
    following = {"case": {"S": call.case.id}, "before": {"S": str(places[-1])}} if found and places[-1] > 1 else None
    return Answer(
        {"items": [*map(_line, found)], "cursor": paging.cursor(json.dumps(following) if following else None)}
    )


def _line(use: Mapping[str, Any]) -> dict[str, Any]:
    line = {name: use.get(name) for name in _NAMES}
    by_staff = use.get("audience") in STAFF
    said = {
        "who_text": _who(use),
        "what_text": _what(use),
        "about_text": whom(use["subject"]) if use.get("subject") else None,
    }
    return {
        **line,
        **said,
        "operator": use.get("operator") if by_staff else None,
        "number": use["number"],
        "hash": use["hash"],
    }


def _who(use: Mapping[str, Any]) -> str:
    """Who has asked or looked: a role, or the step or check that asks."""
    if audience := use.get("audience"):
        return text_or(audience, f"AUDIENCE_{audience.upper()}")
    asker = str(use.get("asked_by") or "")
    return step(asker.title().replace("_", ""))


def _what(use: Mapping[str, Any]) -> str:
    """Whom was asked, what was shown, or else what was done."""
    if agency := use.get("agency"):
        return partner(agency)
    shown = str(use.get("shown") or use.get("kind") or "")
    return text_or(shown, f"SHOWN_{shown.upper().replace('-', '_')}")
