"""Replies (补正事项的答复): what the parties say to an item of a notice beside changing the form or bringing a paper, and what is still open.

An item is its number in its round's notice. A reply is a draft until the corrections are sent, once, for all items together.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.casework.answers import known, undecided
from chalicelib.casework.questions import questions
from chalicelib.casework.rules import policy_of
from chalicelib.domain.checks.evidence import Evidence
from chalicelib.domain.checks.finding import OURS, REVIEWER, key_of
from chalicelib.domain.checks.papers import PAPER, is_paper, subject_of
from chalicelib.domain.form.application import Application
from chalicelib.domain.judging.collation import by_agencies
from chalicelib.domain.lacking import missing
from chalicelib.records.casefile import CaseFile
from chalicelib.records.contents import Event, Notice
from chalicelib.records.statements import Reply

SETTLED, CANNOT, EXPLAINED = "settled", "cannot", "explained"  # 已在有关部门更正；不能提供；说明情况
REASONED = (CANNOT, EXPLAINED)  # what is said with a reason
Item = Mapping[str, Any]


def key(round: int, number: int) -> str:
    """Under which the reply to an item of a round is kept."""
    return f"{round}.{number}"


def offered(item: Item) -> tuple[str, ...]:
    """What may be said to an item: of what an agency found, that it was put right there; of a paper, or of what a rule wants, that it cannot
    be provided; to a reviewer, whatever explains it. What is not so is contested instead (casework/contests.py); an authorisation or a figure can
    always be given."""
    if item.get("check") == REVIEWER:
        return (EXPLAINED,)
    if item.get("check") not in (None, *OURS):
        return (SETTLED,)
    return (CANNOT,) if item.get("check") == "rules" or is_paper(item["where"]) else ()


def reply(case: CaseFile, round: int, number: int, item: Item) -> Reply | None:
    """What was said to an item, if that is still what the notice names under that number."""
    said = case.replies.get(key(round, number))
    return said if said and (said.code, said.where) == (item["code"], item["where"]) else None


def still_open(case: CaseFile, corrected: Application) -> Iterator[tuple[int, Item]]:
    """The numbers and items of the notice that these corrections would leave unanswered: nothing of what they are about was changed, brought, contested
    or said. What an agency found is another question only where something it is asked with was changed; else it would only find it again."""
    notice = case.notice
    if notice is None or not notice.defects:
        return
    before, evidence = case.application, Evidence(corrected, known(case))
    is_lacking = {(one.code, one.where) for one in missing(corrected, policy_of(case), evidence)}
    shown = _found(Evidence(before, known(case))) - _found(evidence)  # by a commitment, or by papers of a court
    question, anew = questions(before), questions(corrected)
    for number, item in enumerate(notice.defects, 1):
        check, where = item.get("check"), item["where"]
        if reply(case, notice.round, number, item):
            continue
        if check in OURS:
            is_left = check != "materials" or (item["code"], where) in is_lacking
            if is_left and not _is_touched(item, before, corrected):
                yield number, item
        elif check is not None and question(check, where) == anew(check, where) and (item["code"], where) not in shown:
            contest = undecided(case, check, where, question(check, where))
            if contest is None or item["code"] not in contest.named:
                yield number, item


def unprovided(case: CaseFile) -> dict[str, bool]:
    """Where the parties have said, and sent, that they cannot provide what was asked for; and whether a person has found since that
    nothing else shows it."""
    said: dict[str, bool] = {}
    for at, one in case.replies.items():
        if one.answer == CANNOT and _sent(case, at):
            ruling = case.rulings.get(key_of(PAPER, subject_of(one.where)))
            since = ruling if ruling and ruling.at > one.at else None
            if since is None or since.outcome != "confirmed":
                said[one.where] = since is not None
    return said


def is_put_right_since(case: CaseFile, check: str, subject: str, at: str) -> bool:
    """Whether the parties have said, and sent, since that moment that what a check found of somebody was put right at the agency."""
    items = {key(one.round, number): item for one in case.notices for number, item in enumerate(one.defects, 1)}
    for place, said in case.replies.items():
        sent, item = _sent(case, place), items.get(place, {})
        if (
            said.answer == SETTLED
            and sent
            and sent.at > at
            and (item.get("check"), item.get("where")) == (check, subject)
        ):
            return True
    return False


def why_without(case: CaseFile, subject: str) -> tuple[str, Reply] | None:
    """The reply that says why the paper a ruling calls `subject` cannot be provided, and its key; the last there is."""
    said = [one for one in case.replies.items() if one[1].answer == CANNOT and subject_of(one[1].where) == subject]
    return max(said, key=lambda one: one[1].at, default=None)


def sent(case: CaseFile, round: int, number: int, item: Item) -> str:
    """What was said, and sent, to an item, in the parties' words; empty where nothing was."""
    said = reply(case, round, number, item)
    return case.reason_for(key(round, number), said) if said and _sent(case, key(round, number)) else ""


def _sent(case: CaseFile, place: str) -> Event | None:
    """When the replies of that round were sent; None while they are drafts, and for ever where the case was reopened before they were."""
    return case.replied(place.partition(".")[0])


def _found(evidence: Evidence) -> set[tuple[str, str]]:
    return {(one.code, one.where) for one in by_agencies(evidence)}


def _is_touched(item: Item, before: Application, corrected: Application) -> bool:
    """Whether what an item is about is other than it was: the paper brought for it, or that part of the form."""
    where = item["where"]
    if item.get("check") == REVIEWER and not is_paper(where):
        return _stated(before, where) != _stated(corrected, where)
    if is_paper(where):
        return [_papers(before, where)] != [_papers(corrected, where)]
    if where == "home":
        return (before.home, before.wish.amount) != (corrected.home, corrected.wish.amount)
    return before.parties != corrected.parties


def beyond(notice: Notice, before: Application, corrected: Application) -> list[str]:
    """The parts of the form that answers to a reviewer would change though nothing was asked of them: after acceptance nothing is corrected but
    what is asked. Papers may be brought for any of it."""
    asked = {item["where"] for item in notice.defects}
    parts = {"home": (before.home, corrected.home), "wish": (before.wish, corrected.wish)}
    parts |= {"kind": (before.kind, corrected.kind), "old_loan": (before.old_loan, corrected.old_loan)}
    keys = [one.key for one in before.parties] + [one.key for one in corrected.parties]
    parts |= {key: (_stated(before, key), _stated(corrected, key)) for key in keys}
    return [name for name, (was, now) in parts.items() if name not in asked and was != now]


def _stated(application: Application, where: str) -> object:
    """What the form says of that party, or of the home."""
    return application.home if where == "home" else next((one for one in application.parties if one.key == where), None)


def _papers(application: Application, where: str) -> Any:
    return application.documents.get(where), (application.papers or {}).get(where)
