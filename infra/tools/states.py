"""Writes docs/states.md from what domain/status.py says of each state, and for the desk whose work is what of domain/work.py. Part of `make render`."""

import json
from pathlib import Path

from chalicelib import messages
from chalicelib.domain.status import STATES, WITHDRAWABLE, State, Status
from chalicelib.domain.work import DESK, STAFF, WINDOW

FILE = Path(__file__).parents[2] / "docs" / "states.md"
DESK_WORK = Path(__file__).parents[2] / "web" / "desk" / "work.js"
_HEAD = """# 案件状态 · States of a case

Rendered from `domain/status.py`; change it there, then `make render`. The record holds the status; the execution is how it moves.
Texts for people: `messages/pages/work.py`, of ends `messages/endings.py`.

| status | 含义 | holder | set by | entered from | unless it has a | withdrawable | looked at after | ends, reported as | letter |
|---|---|---|---|---|---|---|---|---|---|
"""
_FOOT = """
A state is entered from those named and from itself; `OPEN` is every one that has not ended. A write that would move a case otherwise does
not happen, so that a late duplicate of an earlier step changes nothing (`records/item.py`). A case that stands longer than it may is looked at by
the sweep (`sweep/`), and then again after the same time, or where it waits for somebody, when that is due, four hours later at most.

A draft is withdrawn at once. Elsewhere a withdrawal asks the road to leave, which it does wherever it is, unless the bank has its
order: then only the bank knows whether the money has gone, and nothing is undone until it says it has not (`CaseFile.may_be_undone`).

An end is reported to the province (办件回流) as that item state of the national list (办件状态, docs/domain.md 1.5). Every one that is not a
loan has a letter of its own; some of them may be objected to (救济途径), and their letter says how.
"""


def text() -> str:
    """The whole page."""
    rows = (
        f"| {status} | {state.meaning} | {messages.text(f'HOLDER_{state.holder}')} | {state.set_by} |"
        f" {_from(status)} | {state.unless} | {'yes' if status in WITHDRAWABLE else ''} | {_looked_at(state)} | {state.reported_as} | {_letter(state)} |\n"
        for status, state in STATES.items()
    )
    return _HEAD + "".join(rows) + _FOOT


def desk_work() -> str:
    """The module of the desk that says which kinds of work each audience has, what is theirs alone first, and which the road waits for."""
    by_few = sorted(STAFF, key=lambda kind: len(STAFF[kind].by))
    kinds = {who: [kind for kind in by_few if who in STAFF[kind].by] for who in (*WINDOW, *DESK)}
    awaited = [kind for kind, work in STAFF.items() if work.on_the_road]
    return (
        "/** The work of staff. Rendered from domain/work.py; change it there, then `make render`. */\n"
        "/** The kinds of work of each audience. @type {Record<string, string[]>} */\n"
        f"export const KINDS = {json.dumps(kinds)};\n"
        "/** Those the road waits for; of others a case waits for nobody. */\n"
        f"export const ON_THE_ROAD = {json.dumps(awaited)};\n"
    )


def _from(status: Status) -> str:
    return STATES[status].after.replace(" ", ", ")


def _looked_at(state: State) -> str:
    return "" if state.reported_as else str(state.looked_at).removesuffix(", 0:00:00")


def _letter(state: State) -> str:
    return "yes, on objecting too" if state.may_object else "yes" if state.has_letter else ""


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
    DESK_WORK.write_text(desk_work(), encoding="utf-8")
