"""What was handed out (出件), in words: of which paper, how, to whom, when."""

from collections.abc import Iterator
from typing import Any

from chalicelib import clock
from chalicelib.messages import party_code, whom, worded
from chalicelib.records.casefile import CaseFile
from chalicelib.records.contents import WINDOW, HandOut, Paper


def shown(case: CaseFile, paper: Paper, viewer: str | None) -> list[dict[str, Any]]:
    """Every time one paper was handed out; to a party, to themselves. Nobody's key (None) is the window or the desk, which sees all."""
    return [_told(one) for one in case.handed if paper.sha256 in one.papers and viewer in (None, one.person)]


def every(case: CaseFile) -> Iterator[dict[str, Any]]:
    """Every hand-out of a case, in that order, with the names of its papers."""
    for one in case.handed:
        yield {**_told(one), "papers": [paper.name for paper in case.results if paper.sha256 in one.papers]}


def _told(one: HandOut) -> dict[str, Any]:
    how = "agent" if one.agent and one.how == WINDOW else one.how
    said = {"party": party_code(one.person), "day": f"{clock.day(one.at):%Y-%m-%d}", "tracking": one.tracking}
    return {
        "at": one.at,
        "person": one.person,
        "how": how,
        "whom": whom(one.person),
        "text": worded(f"HANDED_{how.upper()}", said),
    }
