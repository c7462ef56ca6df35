"""The notice (补正通知) as the parties read it: item by item, with what was replied to each and whether it is contested."""

from collections.abc import Mapping
from typing import Any

from chalicelib.api import whose
from chalicelib.api.applicant import replying
from chalicelib.api.http.route import Call
from chalicelib.casework.corrections import correction
from chalicelib.domain.checks.finding import key_of
from chalicelib.messages import whom, worded
from chalicelib.records.casefile import CaseFile


def notice(call: Call, case: CaseFile) -> dict[str, Any] | None:
    """The notice that waits for its corrections, to who may read it; None where there is none."""
    said, wait = case.notice, correction(case)
    if said is None or wait is None or not whose.reads_notice(call):
        return None
    until = {"due_at": wait.due_at, "provisional": wait.provisional}  # the notice keeps what it said when it was issued
    items = [
        _contested(case, defect)
        | {"about": whom(defect["where"]) if said.asked and not defect["values"] else None}
        | _replied(call, number)
        for number, defect in enumerate(said.defects, 1)
    ]
    return {**replying.told(call, said), **until, "defects": items}


def _replied(call: Call, number: int) -> dict[str, Any]:
    """Its number, what may be said to it, whether something was, by whom and when; why, to those who may say it alone."""
    item = replying.shown(call.case, number)
    own = ("reason",) if call.who.audience == "clerk" or whose.answers(call) else ()
    names = ("item", "replies", "answer", "said_by", "said_by_text", "said_at", *own)
    return {name: item[name] for name in names}


def _contested(case: CaseFile, defect: Mapping[str, Any]) -> dict[str, Any]:
    """A defect with its text; where it may be contested, whether it is."""
    told = reasoned(defect)
    if not is_found(defect):
        return told
    contest = case.contests.get(key_of(defect["check"], defect["where"]))
    return {**told, "contested": contest is not None and defect["code"] in contest.named}


def is_found(defect: Mapping[str, Any]) -> bool:
    """Whether somebody has found it, so that it may be contested; else something is missing, or too little by the form itself."""
    return defect.get("check") not in (None, "materials", "rules", "review")


def reasoned(entry: Mapping[str, Any]) -> dict[str, Any]:
    """A reason or a defect with its text."""
    return {"text": worded(entry["code"], entry.get("values")), **entry}
