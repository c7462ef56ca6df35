"""To whom a case is there (谁看得到哪件): how a route finds its case, and the tie that whoever asks has to have to it.

A case one may not see is not found: 404, never 403. Who of those may act on it: `access`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from chalicelib import clock
from chalicelib.api import numbers
from chalicelib.api.http import limits
from chalicelib.api.http.problem import Problem
from chalicelib.api.http.route import Call
from chalicelib.api.whose import consented, former, owes, owns_document, person
from chalicelib.domain.work import DESK, STAFF
from chalicelib.errors import CaseNotFound
from chalicelib.records import casefile, registers, tasks
from chalicelib.records.casefile import CaseFile
from chalicelib.records.tasks import Task


def is_work_of(audience: str, kind: str) -> bool:
    """Whether staff like these see and decide tasks of that kind. Nobody does one that is not declared."""
    return kind in STAFF and audience in STAFF[kind].by


def has_taken(call: Call, task: Task) -> bool:
    """Whether whoever asks has that task in hand now: it is open, at their centre or offered by it to another, theirs by kind, and claimed by this
    login of this person, not so long ago that another may take it."""
    who = call.who
    is_theirs = task.claimed_by == who.subject and task.claimant in ("", who.person)  # earlier releases kept no person
    is_work = who.centre in (task.centre, task.lent_by) and is_work_of(who.audience, task.kind)
    return is_theirs and is_work and task.is_open and tasks.free_at(task) > clock.stamp()


def _may_do(call: Call, task: Task) -> bool:
    return task.is_open and task.centre == call.who.centre and is_work_of(call.who.audience, task.kind)


def _stands_in(call: Call, case: CaseFile) -> bool:
    """Whether work of the case was offered to the centre of whoever asks that they may do, and as long as it is there to do."""
    offered = [tasks.get(call.path["task"])] if "task" in call.path else tasks.of_case(case.id)
    return any(one.lent_by and _may_do(call, one) for one in offered)


# How whoever asks has to be tied to a case so that it is there for them.
TIES: Mapping[str, Callable[[Call, CaseFile], bool]] = {
    "party": owes,
    "every party": lambda call, case: person(call, case) is not None,
    "party as handed in": lambda call, case: person(call, case) is not None or former(call, case) is not None,
    "party, now or once": lambda call, case: any(found(call, case) for found in (person, former, consented)),
    "owner of the paper": owns_document,
    "centre": lambda call, case: case.centre == call.who.centre,
    "centre, or stands in": lambda call, case: case.centre == call.who.centre or _stands_in(call, case),
    "bank": lambda call, case: case.contract is not None and case.contract.bank == call.who.subject,
    "any": lambda call, case: True,
}


@dataclass(frozen=True, eq=False)
class Reach:
    """How a route finds its case, and by audience the tie that makes it be there for them. As `finds` of a route: gives the case."""

    find: Callable[[Call], CaseFile]
    ties: Mapping[str, str]

    def __call__(self, call: Call) -> CaseFile:
        case, tie = self.find(call), self.ties.get(call.who.audience)
        if tie is None or not TIES[tie](call, case):
            raise Problem("NOT_FOUND", about=case.id)
        return case


def _by_id(call: Call) -> CaseFile:
    return casefile.load(call.path["id"])


def _by_number(call: Call) -> CaseFile:
    """By whatever number of the case, its contract, mortgage, payment or trace is at hand; a home's is none of them."""
    return numbers.case_of(call.path["no"], of_homes=False)


def _by_any(call: Call) -> CaseFile:
    """By whatever number is at hand (api/numbers.py); one that must not stand in an address is in the body."""
    return numbers.case_of(call.path.get("number") or call.body.number)


def _by_task(call: Call) -> CaseFile:
    """Of a kind that staff like these decide."""
    task = tasks.get(call.path["task"])
    if not is_work_of(call.who.audience, task.kind):
        raise Problem("NOT_FOUND", about=task.case)
    return casefile.load(task.case)


def _by_contract(call: Call) -> CaseFile:
    return casefile.load(registers.case_of_contract(call.path["number"]))


own = Reach(_by_id, {"depositor": "party", "clerk": "centre"})
joint = Reach(_by_id, {**own.ties, "depositor": "every party"})  # what a co-owner does and sees, too
seen = Reach(_by_id, {**own.ties, "depositor": "party as handed in"})
consents = Reach(_by_id, {**own.ties, "depositor": "party, now or once"})
followed = Reach(_by_id, {**joint.ties, "hotline": "any"})
judged = Reach(_by_id, {**own.ties, **dict.fromkeys(DESK, "centre, or stands in")})
papers = Reach(_by_id, {**judged.ties, "depositor": "owner of the paper"})
of_task = Reach(_by_task, {"clerk": "centre", **dict.fromkeys(DESK, "centre, or stands in")})
of_contract = Reach(_by_contract, {"bank": "bank"})


class Sought(Reach):
    """By a number one may try out: whoever names too many that are of no case of theirs waits (429), as for a login."""

    def __call__(self, call: Call) -> CaseFile:
        with limits.guess("number", call.who.person):
            try:
                return super().__call__(call)
            except CaseNotFound:
                raise Problem("NOT_FOUND") from None


found_by = Sought(_by_any, {"clerk": "centre", **dict.fromkeys(DESK, "centre, or stands in")})
numbered = Reach(_by_number, {"ops": "any"})
REACHES: Mapping[str, Reach] = {
    "own": own, "joint": joint, "seen": seen, "consents": consents, "followed": followed, "judged": judged, "papers": papers, "of_task": of_task, "of_contract": of_contract, "found_by": found_by, "numbered": numbered,
}  # fmt: skip
