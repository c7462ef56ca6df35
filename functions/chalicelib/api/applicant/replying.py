"""Replying to one item of the notice (逐项答复): kept as a draft, as the form is, until the corrections are sent for all of them together."""

from collections.abc import Mapping
from typing import Any

from chalicelib import clock
from chalicelib.api import access
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework.waits import correction
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.statements import Reply


def reply(call: Call) -> Answer:
    """While corrections are waited for. Saying the same again changes nothing; saying otherwise takes its place."""
    from chalicelib.casework import replies  # with all that says what is lacking; few cases are corrected

    case, body = call.case, call.body
    if correction(case) is None or case.notice is None:
        raise Problem("WRONG_STATUS")
    notice, number = case.notice, int(call.path["item"])
    if number > len(notice.defects):
        raise Problem("INVALID_REQUEST", [Defect("NOT_A_CHOICE", "/item")])
    item = notice.defects[number - 1]
    wrong = [] if body.answer in (*replies.offered(item), "none") else [Defect("NOT_A_CHOICE", "/answer")]
    if body.answer == replies.CANNOT and not (body.reason or "").strip():
        wrong.append(Defect("MISSING", "/reason"))
    if wrong:
        raise Problem("INVALID_REQUEST", wrong)
    kept = {one: said for one, said in case.replies.items() if one != replies.key(notice.round, number)}
    said = _said(call, replies.key(notice.round, number), item) if body.answer != "none" else {}
    as_read = Expect(status={case.status}, unchanged=("replies",))
    casefile.amend(case, expect=as_read, **Changes(replies={**kept, **said}) | access.at_window(call))
    return Answer(shown(casefile.load(case.id), number))


def shown(case: CaseFile, number: int) -> dict[str, Any]:
    """An item with what was said to it, as the parties and the window see it."""
    from chalicelib.casework import replies

    notice = case.notice
    assert notice is not None, "asked of a notice alone"
    item = notice.defects[number - 1]
    said = replies.reply(case, notice.round, number, item)
    reason = case.reason_for(replies.key(notice.round, number), said) if said else ""
    return {
        "item": number, "code": item["code"], "where": item["where"], "replies": list(replies.offered(item)),
        "answer": said.answer if said else None, "reason": reason or None,
    }  # fmt: skip


def _said(call: Call, key: str, item: Mapping[str, Any]) -> dict[str, Reply]:
    reason = call.case.seal_reply(key, call.body.reason) if call.body.answer == "cannot" else ""
    return {key: Reply(call.body.answer, item["code"], item["where"], clock.stamp(), access.acting(call), reason)}
