"""Shares of time (各方用时): how long a case lay with us, with agencies, with banks and with whoever applied, from its submission on.

Each line of its timeline says with whom it lies from then on, or says nothing of that; every second is somebody's, and nobody's twice.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Literal, get_args

Holder = Literal["ours", "agencies", "bank", "applicant"]
HOLDERS: tuple[Holder, ...] = get_args(Holder)
# With whom a case lies from an event on. What is not listed moves it to nobody: where nothing says otherwise, it lies with us.
AFTER: Mapping[str, Holder] = {
    "SUBMITTED": "ours",
    "RECEIVED": "agencies",
    "CORRECTED": "agencies",
    "CORRECTION_ASKED": "applicant",
    "ASSESSED": "ours",
    "TASK_VERIFY": "ours",
    "TASK_FIRST_REVIEW": "ours",
    "TASK_SECOND_REVIEW": "ours",
    "TASK_FINAL_REVIEW": "ours",
    "TASK_SUPPLEMENT": "ours",
    "TASK_ATTEND": "ours",
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


def shares(told: Iterable[tuple[datetime, str]], since: datetime, until: datetime) -> dict[Holder, int]:
    """Whole seconds by whom a case lay with between two moments, of what was told and when, in any order. They come to the whole."""
    used, holder, at = dict.fromkeys(HOLDERS, 0), HOLDERS[0], _second(since)
    end = max(_second(until), at)
    for moment, code in sorted(told, key=lambda one: one[0]):
        now = min(max(_second(moment), at), end)
        used[holder] += now - at
        at, holder = now, AFTER.get(code, holder)
    used[holder] += end - at
    return used


def _second(moment: datetime) -> int:
    return int(moment.timestamp())
