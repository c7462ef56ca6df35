"""What the desk reads (待办队列、待办详情): the centre's queues, and what there is to look at in one task; personal data masked."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from chalicelib import clock
from chalicelib.api import (
    actors,
    agency_answers,
    bank_part,
    by_hand,
    contested,
    form_masks,
    handed,
    opening,
    origins,
    reaches,
    supplied,
)
from chalicelib.api.desk import checklists, looking, offering, payee, restating
from chalicelib.api.http import paging
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import contests, hands, laws, putting_aside, remaining, shares, special, supplement, words
from chalicelib.casework.corrections import form_that_holds
from chalicelib.casework.timeline import in_words, lines
from chalicelib.domain.work import STAFF
from chalicelib.messages import text, worded
from chalicelib.records import caseload, lanes, tasks
from chalicelib.records.casefile import CaseFile
from chalicelib.records.tasks import Task

# What a task tells of itself; what is not listed stays in it.
_DETAILS = ("step", "error", "route", "codes", "partner", "said", "scan", "person", "act")
_FIND_OUT = ("stuck", "dispute", "wish")  # what a partner has to do with
_LOOK = ("check", "subject", "code", "what", "facts", "files", "of")


# What of a queue may be asked for; a claim that has lapsed is nobody's.
_SHOWN: Mapping[str, Callable[[Task, str], bool]] = {
    "all": lambda task, who: True,
    "free": lambda task, who: tasks.free_at(task) <= clock.stamp() and not putting_aside.is_held(task),
    "mine": lambda task, who: task.claimed_by == who or task.kept_for == who,
    "held": lambda task, who: putting_aside.is_held(task),
    "woken": lambda task, who: bool(task.held_until) and not putting_aside.is_held(task),
    "overdue": lambda task, who: task.escalated_at is not None,
}


def queue(call: Call) -> Answer:
    """One page of the centre's open tasks of one kind, what the law leaves least time for first, across pages as the sweep last saw it; without
    those of cases that are not there for whoever asks, because they stand apart from them."""
    kind = call.query.get("kind", "")
    if not reaches.is_work_of(call.who.audience, kind):
        raise Problem("INVALID_REQUEST", [Defect("NOT_A_CHOICE", "kind")])
    centre = call.who.centre
    start = paging.opened(call.query.get("cursor"), *lanes.cursors(f"{centre}#{kind}"))
    page, following = lanes.queue(centre, kind, start)
    page = list(_wanted(page, call))
    lines = caseload.lines((task.case for task in page), *laws.LINE, *hands.line_of(call.who.person))
    there = hands.there(lines, call.who.person)
    items = [_in_queue(task, lines.get(task.case, {})) for task in page if task.case in there or task.case not in lines]
    items.sort(key=lambda line: (line["law_by"] or clock.day(line["due_at"]).isoformat(), line["due_at"]))
    return Answer({"items": items, "cursor": paging.cursor(following)})


def _in_queue(task: Task, of_case: Mapping[str, Any]) -> dict[str, Any]:
    law_by = laws.law_by(of_case) if of_case else None
    number = of_case.get("number") or None
    return {**line(task), "number": number, "law_by": law_by, "light": laws.light(law_by, task.due_at)}


def _wanted(page: Sequence[Task], call: Call) -> Iterator[Task]:
    """Of a page those of the kind of line that is wanted (`show`): a page may so be empty and not the last."""
    want = call.query.get("show", "all")
    if want not in _SHOWN:
        raise Problem("INVALID_REQUEST", [Defect("NOT_A_CHOICE", "show")])
    return (task for task in page if _SHOWN[want](task, call.who.subject))


def details(call: Call) -> Answer:
    """One task with what there is to look at; personal data masked."""
    task, case = tasks.get(call.path["task"]), call.case
    is_scan = STAFF[task.kind].about == "scan"
    visible = _visible(task.details)
    return Answer(
        {
            **line(task),
            **(_OF_NO_CASE if is_scan else _of_case(call, task)),
            "number": case.number or None,
            "status": case.status,
            "details": visible | _reasons(task),
            "looks": [*looking.shown(case, [*visible.get("looks", ()), *restating.looks(case, task)])],
            "form": form_masks.masked(form_that_holds(case)),
            "by_hand": by_hand.of_task(case, task) if is_scan else by_hand.shown(case),
            "offered": [*offering.words(task, case)] if not _is_about_their_own(call, task) else [],
            "leaves_nobody": _leaves_nobody(call, task),
            "checklist": checklists.shown(case, task),
            "outcome": task.outcome,
        }
    )


# Whoever looks at a scan needs to know what it has to say, and nothing else of its case.
_OF_NO_CASE: Mapping[str, Any] = {
    **dict.fromkeys(("wanted", "asking", "appeal", "decision", "bank_part", "payee", "voice", "time_used")),
    **dict.fromkeys(
        ("brought", "words", "contested", "unprovided", "papers", "origins", "handed", "timeline", "procedures", "committed", "owed", "notes"),
        (),
    ),
    "answers": {},
}  # fmt: skip


def _of_case(call: Call, task: Task) -> dict[str, Any]:
    """What else there is to look at in a case, for whoever has to judge it."""
    case, about = call.case, STAFF[task.kind].about
    of_wish = case.mortgage is not None and supplement.follows_up(task)
    return {
        "wanted": case.wish if of_wish else None,
        "brought": supplied.linked(case, task) if of_wish else [],
        "words": words.shown(case) if about in _FIND_OUT else [],
        "contested": contested.of_task(case, task),
        "appeal": _appeal(case) if about == "ending" else None,
        "unprovided": _unprovided(case, task) if case.replies else [],
        "asking": _asking(case, task) if about == "decision" else None,
        "papers": opening.papers(case),
        "decision": case.decision,
        "answers": agency_answers.in_words(case),
        "origins": origins.stated_and_known(case),
        "bank_part": bank_part.shown(case),
        "handed": [*handed.every(case)],
        "payee": payee.shown(call, task),
        "voice": _voice(call, task),
        "timeline": in_words(lines(case)),
        "procedures": special.shown_to_staff(case),
        "committed": _committed(case) if case.commitments else [],
        "owed": _owed(case) if case.tolerances else [],
        "notes": _notes(case, task, call.who.person) if case.notes else [],
        "time_used": shares.of_case(case),
    }


def _is_about_their_own(call: Call, task: Task) -> bool:
    return contests.is_barred(call.case, task.kind, task.details, actors.staff(call))


def _leaves_nobody(call: Call, task: Task) -> list[dict[str, str]]:
    if not task.is_open:
        return []
    without = remaining.said(call.case, task, actors.staff(call))
    return [{"code": f"TASK_{kind.upper()}", "text": text(f"TASK_{kind.upper()}")} for kind in without]


def _notes(case: CaseFile, task: Task, person: str) -> list[dict[str, Any]]:
    from chalicelib.casework import notes  # beside few tasks

    return notes.shown(case, task.id, person)


def _committed(case: CaseFile) -> list[dict[str, Any]]:
    from chalicelib.api import committed  # few cases rest on one

    return committed.to_staff(case)


def _owed(case: CaseFile) -> list[dict[str, Any]]:
    from chalicelib.api import owed  # few cases owe anything

    return owed.shown(case)


def _unprovided(case: CaseFile, task: Task) -> list[dict[str, Any]]:
    from chalicelib.api.desk import unprovided  # few cases are corrected

    return unprovided.of_task(case, task)


def _asking(case: CaseFile, task: Task) -> dict[str, Any]:
    from chalicelib.api.desk import asked  # the least of what is read are reviews

    return asked.shown(case, task)


def _voice(call: Call, task: Task) -> dict[str, Any] | None:
    """What was said of how somebody was served, and the party who said it; nothing to who has handled the case: it may be of them."""
    if STAFF[task.kind].about != "voice" or hands.barred(call.case, actors.staff(call), hands.role_of(task.kind)):
        return None
    from chalicelib.casework import voices  # few tasks are a complaint

    number, voice = voices.of_task(call.case, task)
    return {**voices.shown(call.case, number, voice), "party": voice.party}


def _appeal(case: CaseFile) -> dict[str, Any] | None:
    from chalicelib.api.desk import deciding_appeals  # few ends are objected to

    return deciding_appeals.shown(case)


def _reasons(task: Task) -> dict[str, Any]:
    """Why it is here, in words: what a partner said, or why a step stopped and what clears that."""
    codes, about = task.details.get("codes", ()), STAFF[task.kind].about
    match about:
        case "dispute" | "ending":
            differing = [text("LAW_DIFFERS", **one) for one in task.details.get("differing", ())]
            return {"texts": [*(worded(code) for code in codes), *differing]}
        case "stuck":
            return {"texts": [worded(f"STOP_{code}") for code in codes]}
    return {}


def _visible(details: Mapping[str, Any]) -> dict[str, Any]:
    looks = [_named(look, _LOOK) for look in details.get("looks", ())]
    return {**({"looks": looks} if looks else {}), **_named(details, _DETAILS)}


def _named(values: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    return {name: values[name] for name in names if name in values}


def line(task: Task) -> dict[str, Any]:
    """A task as lists show it, and whoever has just done something with it."""
    return {
        "id": task.id, "case": task.case, "kind": task.kind, "state": task.state, "opened_at": task.opened_at,
        "due_at": task.due_at, "provisional": task.provisional, "claimed_by": task.claimed_by, "escalated_at": task.escalated_at,
        "held_until": task.held_until or None, "held_why": task.held_why or None,
        "held_text": worded(f"HELD_{task.held_why.upper()}") if task.held_why else None,
        "held_by": task.held_by or None, "kept_for": task.kept_for or None,
        "nobody_since": task.nobody_since or None, "lent_by": task.lent_by or None,
    }  # fmt: skip
