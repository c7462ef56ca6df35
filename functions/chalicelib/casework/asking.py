"""What a reviewer asks the parties (审核中要求补充说明): after acceptance, so a hold (核实) that corrects nothing, and for as long as the law leaves.

It is the notice of a round of its own, in the reviewer's words, which all parties read. What was decided so far counts no more: what they answer is
checked and assessed anew. In a later round only what could not have been told before, or what a supervisor answers for.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from chalicelib import clock
from chalicelib.casework import late_items, replies
from chalicelib.casework.answers import known
from chalicelib.casework.clocks import due
from chalicelib.casework.rules import legal_by, policy_of
from chalicelib.domain.checks.evidence import Evidence
from chalicelib.domain.checks.finding import REVIEWER
from chalicelib.domain.checks.papers import is_paper
from chalicelib.domain.form.application import upload_key, upload_of
from chalicelib.domain.form.people import BORROWER, is_co_owner
from chalicelib.domain.lacking import Defect
from chalicelib.domain.materials import UPLOAD, needed
from chalicelib.records.casefile import CaseFile, Changes
from chalicelib.records.contents import Notice
from chalicelib.records.reviews import Review

ASK = "ask"  # the decision
_STATED, _PAPER, _UNCLEAR = "ASKED_STATED", "ASKED_PAPER", "ASKED_PAPER_UNCLEAR"


class Place(NamedTuple):
    """What may be asked of one place (a party's key, `home`, or the key of an upload): the code, and the paper's name."""

    code: str
    name: str = ""


def places(case: CaseFile) -> dict[str, Place]:
    """Of what something may be asked: what who borrows states, the home, a paper that was brought, one that the case can be shown with. What shared
    data tells is asked of nobody, and nothing of who only owns the home: a notice is not told to them."""
    application, rules = case.application, policy_of(case)
    of_policy = needed(application, rules, Evidence(application, known(case)))
    uploads = [upload_key(need.code, need.subject) for need in of_policy if need.mode == UPLOAD]
    names = {material.code: material.name for material in rules.materials}
    brought = {key for key in application.documents if upload_of(key)[0] in names}
    papers = {
        key: Place(_UNCLEAR if key in brought else _PAPER, names[upload_of(key)[0]])
        for key in sorted({*uploads, *brought})
        if not is_co_owner(upload_of(key)[1]) and key not in _put_off(case)
    }
    return {"home": Place(_STATED), **{party.key: Place(_STATED) for party in application.people}, **papers}


def _put_off(case: CaseFile) -> Collection[str]:
    """What has a day of its own after acceptance (容缺), and is asked for before it of nobody."""
    if not case.tolerances:
        return ()
    from chalicelib.casework import owing  # few cases owe anything

    left = owing.left(case)
    return [key for key in left if owing.state(case, key, left) == "to_bring"]


def whose(asked: Collection[str], where: str) -> str:
    """Who is told of a place when these are asked, and answers for it: the party it is about, and nobody else, as with what a refusal says of one;
    empty: all who borrow. With what is asked of the borrower goes what is asked of the case: it is theirs to bring and to correct."""
    about = {_about(one) for one in asked}
    return _about(where) or (BORROWER if about <= {BORROWER, ""} and BORROWER in about else "")


def _about(where: str) -> str:
    """The party a place is about; empty for what is the case's."""
    return upload_of(where)[1] if is_paper(where) else "" if where == "home" else where


def is_in_time(case: CaseFile, *, supervises: bool) -> bool:
    """Whether what is asked now leaves the parties another day to answer within the law's; once those are over only a supervisor asks."""
    law = legal_by(case)
    if law is not None and law < clock.today():
        return supervises
    return clock.day(due(case, "correction").due_at) > clock.today()


def unanswered(case: CaseFile, codes: Sequence[str]) -> bool:
    """Whether it stands still because nobody has answered what a reviewer asked."""
    notice = case.notice
    is_open = notice is not None and bool(notice.asked) and not case.corrected(notice.round)
    return is_open and [*codes] == ["HOLD_UNANSWERED"]


def late(case: CaseFile, asked: Sequence[str]) -> list[int]:
    """Which of these places, by number, could have been told in an earlier round."""
    items = _items(case, asked)
    too_late = late_items.could_be_told(case, case.notices, items)
    return [number for number, item in enumerate(items) if item in too_late]


def changes(case: CaseFile, task: str, asked: Sequence[str]) -> Changes:
    """The notice of the round that begins, in the words of that task's review; and no decision any more."""
    items = late_items.marked(case, case.notices, _items(case, asked))
    due_at, provisional = due(case, "correction")
    (to,) = {whose(asked, where) for where in asked}
    notice = Notice(case.next_round, clock.stamp(), due_at, items, provisional, task, to)
    return Changes(notices=[*case.notices, notice], decision=None, grounds=None)


def is_asked(case: CaseFile, task: str, asked: Sequence[str], reason: str) -> bool:
    """Whether that task's review has asked of these very places in these very words."""
    notice = next((one for one in case.notices if one.asked == task), None)
    is_same = notice is not None and [one["where"] for one in notice.defects] == [*dict.fromkeys(asked)]
    return notice is not None and is_same and words(case, notice) == reason


def review(case: CaseFile, notice: Notice) -> Review | None:
    """The review in whose words a notice asks; None of one that collation made."""
    return next((one for one in case.reviews if notice.asked and one.task == notice.asked), None)


def words(case: CaseFile, notice: Notice) -> str:
    """What whoever asks wrote to the parties; empty where nobody did."""
    by = review(case, notice)
    return case.reason_of(by) if by else ""


def answered(case: CaseFile) -> list[tuple[Notice, Mapping[str, str]]]:
    """Every notice of a reviewer's, with what was said to its items, by place, once it was sent."""
    return [
        (notice, {one["where"]: replies.sent(case, notice.round, n, one) for n, one in enumerate(notice.defects, 1)})
        for notice in case.notices
        if notice.asked
    ]


def _items(case: CaseFile, asked: Sequence[str]) -> list[dict[str, object]]:
    known_places = places(case)
    found = ((where, known_places[where]) for where in dict.fromkeys(asked))
    return [
        Defect(
            place.code, where, "REMEDY_UPLOAD" if place.name else "REMEDY_ASKED", REVIEWER,
            values={"name": place.name} if place.name else {},
        ).to_json()
        for where, place in found
    ]  # fmt: skip
