"""Shares of time (各方用时): how long a case lay with us, with agencies, with banks and with whoever applied, from its submission on.

What would be ours while a special procedure (特别程序) stops our promise is the procedure's. Each line of its timeline says with whom it lies from then on, or says nothing of that; every second is somebody's, and nobody's twice.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Literal, get_args

from chalicelib.domain.work import STAFF

Holder = Literal["ours", "agencies", "bank", "applicant", "procedure"]
HOLDERS: tuple[Holder, ...] = get_args(Holder)
# With whom a case lies from an event on. What is not listed moves it to nobody: where nothing says otherwise, it lies with us.
AFTER: Mapping[str, Holder] = {
    **{f"TASK_{kind.upper()}": "ours" for kind, work in STAFF.items() if work.on_the_road},
    "SUBMITTED": "ours",
    "RECEIVED": "agencies",
    "CORRECTED": "agencies",
    "CORRECTION_ASKED": "applicant",
    "ASSESSED": "ours",
    "CONTRACT_READY": "applicant",
    "ALL_SIGNED": "bank",  # the last of the parties has; no line of its own
    "MORTGAGE_FILED": "agencies",
    "MORTGAGE_REGISTERED": "ours",
    "MORTGAGE_REJECTED": "ours",
    "PAYMENT_ORDERED": "bank",
    "PAYMENT_PROCESSING": "bank",
    "BANK_PART_AWAITED": "bank",
    "PAYMENT_PAID": "ours",
    "PAYMENT_FAILED": "ours",
    "WITHDRAWAL_ASKED": "ours",
}


def shares(
    told: Iterable[tuple[datetime, str]],
    since: datetime,
    until: datetime,
    stopped: Sequence[tuple[datetime, datetime]] = (),
) -> dict[Holder, int]:
    """Whole seconds by whom a case lay with between two moments, of what was told and when, in any order. They come to the whole. `stopped`: from when
    until when special procedures stopped our promise."""
    used, holder, at = dict.fromkeys(HOLDERS, 0), HOLDERS[0], _second(since)
    end = max(_second(until), at)
    for moment, code in sorted(told, key=lambda one: one[0]):
        now = min(max(_second(moment), at), end)
        _add(used, holder, at, now, stopped)
        at, holder = now, AFTER.get(code, holder)
    _add(used, holder, at, end, stopped)
    return used


def _add(
    used: dict[Holder, int], holder: Holder, at: int, now: int, stopped: Sequence[tuple[datetime, datetime]]
) -> None:
    still = 0
    if holder == "ours":
        begun = at
        for began, ended in sorted(stopped):  # of two at once every second counts once
            first, last = max(begun, _second(began)), min(now, _second(ended))
            still, begun = still + max(0, last - first), max(begun, last)
    used[holder] += now - at - still
    used["procedure"] += still


def _second(moment: datetime) -> int:
    return int(moment.timestamp())
