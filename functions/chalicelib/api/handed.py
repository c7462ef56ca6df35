"""What was handed out (出件), in words: of which paper, how, to whom, when."""

from collections.abc import Iterator
from typing import Any

from chalicelib import clock
from chalicelib.casework import handing
from chalicelib.casework.validity import overtaken
from chalicelib.messages import party_code, whom, worded
from chalicelib.records.casefile import CaseFile
from chalicelib.records.handouts import WINDOW, HandOut


def results(case: CaseFile, viewer: str, own: str | None) -> list[dict[str, Any]]:
    """The papers a `viewer` may have (visibility.viewer), to be opened one by one (collecting.py); at the window when they are handed over. Each
    with every time it was handed out to that party; to all where nobody's `own` key is given, which is the window."""
    return [
        {
            "name": paper.name,
            "title": handing.called(paper, case.results),
            "sha256": paper.sha256,
            "replaced": paper.replaced or overtaken(case, paper.name),
            "handed": [_told(one) for one in case.handed if paper.sha256 in one.papers and own in (None, one.person)],
        }
        for paper in case.results
        if paper.is_for(viewer)
    ]


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
