"""What is still to be handed out (待出件): cases of one's centre with papers that parties on paper, or nobody, were handed yet, the oldest first."""

from collections.abc import Mapping, Sequence
from typing import Any

from chalicelib.api.http import paging
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import handing, hands
from chalicelib.messages import text, whom
from chalicelib.records import caseload
from chalicelib.records.contents import Paper
from chalicelib.records.handouts import Left

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
    left = caseload.unhanded(line)
    about = {name: line[name] for name in ("number", "status", "opened_at", "ended_at")}
    return {
        "case": line["id"],
        **about,
        "status_text": text(f"STATUS_{caseload.called(line)}"),
        "papers": [_paper(one, caseload.papers(line)) for one in left],
        "on_paper": [whom(key) for key in line["parties"] or {} if any(key in one.wanting for one in left)],
    }


def _paper(one: Left, among: Sequence[Paper]) -> dict[str, Any]:
    to = [one.paper.party] if one.paper.party else one.wanting
    named = "、".join(map(whom, to)) or text("ANY_PARTY")
    return {"name": one.paper.name, "title": handing.called(one.paper, among), "person": one.paper.party, "text": named}
