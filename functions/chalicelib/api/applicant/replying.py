"""Replying to one item of the notice (逐项答复): kept as a draft, as the form is, until the corrections are sent for all of them together.

A reply moves the revision as a save does: whoever sends, or has signed by hand, has read it. What the window typed while nobody was there
counts with an act of the applicant at the window; who sends from their own phone says it themselves, or takes it back.
"""

from collections.abc import Mapping
from typing import Any

from chalicelib import clock
from chalicelib.api import access, actors
from chalicelib.api.applicant import revisions
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import wanted
from chalicelib.casework.corrections import correction
from chalicelib.messages import text
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.contents import Notice, stored
from chalicelib.records.statements import Reply

WINDOW, APPLICANT = "window", "applicant"
_SAID_BY = {"clerk": WINDOW, "depositor": APPLICANT}


def reply(call: Call) -> Answer:
    """While corrections are waited for, at the revision that was read. Saying the same again changes nothing; saying otherwise takes its place."""
    from chalicelib.casework import replies  # with all that says what is lacking; few cases are corrected

    case, body = call.case, call.body
    if correction(case) is None or case.notice is None:
        raise Problem("WRONG_STATUS")
    notice, number = case.notice, int(call.path["item"])
    if number > len(notice.defects):
        raise Problem("INVALID_REQUEST", [Defect("NOT_A_CHOICE", "/item")])
    item = notice.defects[number - 1]
    wrong = [] if body.answer in (*replies.offered(item), "none") else [Defect("NOT_A_CHOICE", "/answer")]
    if body.answer in replies.REASONED and not body.reason:
        wrong.append(Defect("MISSING", "/reason"))
    if wrong:
        raise Problem("INVALID_REQUEST", wrong)
    revisions.expected(call)
    key = replies.key(notice.round, number)
    if _is_the_same(call, key, replies.reply(case, notice.round, number, item)):
        return _told(case, number)
    kept = {one: said for one, said in case.replies.items() if one != key}
    said = _said(call, key, item) if body.answer != "none" else {}
    revision = case.revision + 1
    changes = Changes(
        replies={**kept, **said}, revision=revision, edited={**case.edited, f"/notice/{number}": revision}
    )
    as_read = Expect(status={case.status}, revision=case.revision, unchanged=("replies",))
    casefile.amend(case, expect=as_read, **changes | actors.at_window(call))
    wanted.after_edit(case)
    return _told(casefile.load(case.id), number)


def shown(case: CaseFile, number: int) -> dict[str, Any]:
    """An item with what was said to it, by whom and why, as the applicant and the window see it."""
    from chalicelib.casework import replies

    notice = case.notice
    assert notice is not None, "asked of a notice alone"
    item = notice.defects[number - 1]
    said = replies.reply(case, notice.round, number, item)
    reason = case.reason_for(replies.key(notice.round, number), said) if said else ""
    by = said_by(said) if said else None
    return {
        "item": number, "code": item["code"], "where": item["where"], "replies": list(replies.offered(item)),
        "answer": said.answer if said else None, "reason": reason or None, "said_by": by,
        "said_by_text": text(f"REPLY_BY_{by.upper()}") if by else None, "said_at": said.at if said else None,
    }  # fmt: skip


def told(call: Call, notice: Notice) -> dict[str, Any]:
    """A notice as it is told, but for its items; with what a reviewer who asks wrote, to the parties alone."""
    words = None
    if notice.asked and call.who.audience in access.PARTY:
        from chalicelib.casework import asking  # few are asked so

        words = asking.words(call.case, notice)
    return {**{name: value for name, value in stored(notice).items() if name not in ("asked", "to")}, "words": words}


def said_by(said: Reply) -> str:
    """Who wrote a reply: the `applicant`, or the `window`. Nobody else may."""
    return _SAID_BY[said.by.partition(":")[0]]


def answered(case: CaseFile) -> list[dict[str, Any]]:
    """Every item that was replied to of the notice whose corrections are waited for, as `shown`."""
    if not case.replies or case.notice is None or correction(case) is None:
        return []
    items = (shown(case, number) for number in range(1, len(case.notice.defects) + 1))
    return [one for one in items if one["answer"]]


def _told(case: CaseFile, number: int) -> Answer:
    return Answer({**shown(case, number), "revision": case.revision}, headers={"ETag": revisions.etag(case.revision)})


def _is_the_same(call: Call, key: str, said: Reply | None) -> bool:
    if said is None:
        return bool(call.body.answer == "none")
    wanted_now = (
        call.body.answer,
        actors.acting(call),
        call.body.reason if call.body.answer in ("cannot", "explained") else "",
    )
    return wanted_now == (said.answer, said.by, call.case.reason_for(key, said))


def _said(call: Call, key: str, item: Mapping[str, Any]) -> dict[str, Reply]:
    reason = call.case.seal_reply(key, call.body.reason) if call.body.answer in ("cannot", "explained") else ""
    return {key: Reply(call.body.answer, item["code"], item["where"], clock.stamp(), actors.acting(call), reason)}
