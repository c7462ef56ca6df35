"""What is still to be handed out (待出件): ended cases of one's centre with papers nobody was handed yet, the oldest first."""

from collections.abc import Mapping
from typing import Any

from chalicelib.api.http import paging
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import delivering, handing, hands
from chalicelib.messages import text, whom
from chalicelib.records import caseload, layout
from chalicelib.records.contents import left

_LINE = ("results", "handed", "ended_at", "withdrawal", "parties", "deliveries")


def listed(call: Call) -> Answer:
    """One page, by the same calls however many there are, without cases that whoever asks stands apart from. A paper of one party alone says whose."""
    start = paging.opened(call.query.get("cursor"), {"id": None, "opened_at": None, "handing": call.who.centre})
    ids, following = caseload.to_hand_out(call.who.centre, start)
    lines = caseload.lines(ids, *_LINE, *hands.line_of(call.who.person)) if ids else {}
    there = hands.there(lines, call.who.person)
    rows = (_line(lines[id]) for id in ids if id in there)
    return Answer({"items": [row for row in rows if row["papers"]], "cursor": paging.cursor(following)})


def _line(line: Mapping[str, Any]) -> dict[str, Any]:
    papers = [
        {
            "name": one.name,
            "title": handing.called(one),
            "person": one.party,
            "text": whom(one.party) if one.party else text("ANY_PARTY"),
        }
        for one in left(*caseload.papers(line))
    ]
    about = {name: line[name] for name in ("number", "status", "opened_at", "ended_at")}
    return {
        "case": line["id"],
        **about,
        "status_text": text(f"STATUS_{caseload.called(line)}"),
        "papers": papers,
        "on_paper": _on_paper(line),
    }


def _on_paper(line: Mapping[str, Any]) -> list[str]:
    said = layout.typed("deliveries", line["deliveries"] or {})
    return [whom(key) for key in delivering.on_paper(line["parties"] or {}, said)]
