"""Who is left (还有谁能办): the natural persons of a centre who may still do what a case needs, by competence, four eyes and absences.

As far as the logins of a centre have told who works there: of a competence that nobody is known to have nothing is said. Where nobody is left, the
work is offered to a centre that stands in (代办中心, policy `stand_in`); its staff see and decide it under the same four eyes.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from chalicelib import clock, policy
from chalicelib.casework import contests, hands, levels
from chalicelib.casework.actor import Actor
from chalicelib.casework.rules import policy_of
from chalicelib.domain.work import LEVELS, STAFF
from chalicelib.records import absences, staffed, tasks
from chalicelib.records.casefile import CaseFile
from chalicelib.records.tasks import Task
from chalicelib.trust.members import Member

LEAVES_NOBODY = "LEAVES_NOBODY"
# What may come to any case after each of its reviews, in a role that goes with none of them: doubts, trouble, an objection.
_MAY_COME = ("verify", "attend", "appeal")


class Left(NamedTuple):
    """Once one person has done a task: which reviews of the case nobody is left for, and whether somebody else's doing it leaves fewer so."""

    without: tuple[str, ...]
    another: bool


def staff(centre: str, until: str) -> list[Member]:
    """Who works at a centre and is back before that moment, when what is asked of them is due."""
    return _back_by(staffed.of_centre(centre), centre, until)


def able(
    case: CaseFile, kind: str, members: Collection[Member], details: Mapping[str, Any] = MappingProxyType({})
) -> Iterator[str]:
    """The natural persons among these who may do that kind of work in the case as it stands."""
    for person, login in staffed.persons(members, STAFF[kind].by).items():
        if not _is_barred(case, kind, details, Actor(login, person)):
            yield person


def _is_barred(case: CaseFile, kind: str, details: Mapping[str, Any], who: Actor) -> bool:
    return bool(hands.barred(case, who, hands.role_in(case, kind))) or contests.is_barred(case, kind, details, who)


def said(case: CaseFile, task: Task, who: Actor) -> tuple[str, ...]:
    """The kinds of work that nobody is left for once this person has done the task: reviews, and of what may come to any case what they are the last for."""
    if case.ended:
        return ()
    return (*_left(case, task, who).without, *_last_for(case, task, who))


def refused(case: CaseFile, task: Task, who: Actor) -> str | None:
    """The code of why they should leave a task to another: they are the last for a review the decision takes, and another may do this one.
    Before there is a decision nobody knows which reviews it takes: that is only said (`said`)."""
    if case.decision is None or not _ahead(case, task.kind):
        return None
    return LEAVES_NOBODY if _left(case, task, who).another else None


def is_nobodys(case: CaseFile, task: Task) -> bool:
    """Whether nobody of the centre whose task it is may do it any more, of those who are known to do such work there. A centre it was lent to was known
    to have somebody; there whoever has it in hand and may do it, at home too, is somebody."""
    if task.lent_by and task.claimed_by and tasks.free_at(task) > clock.stamp():
        holder = Actor(task.claimed_by, task.claimant)
        if not _is_barred(case, task.kind, task.details, holder):
            return False
    known = [one for one in staffed.of_centre(task.centre) if one.audience in STAFF[task.kind].by]
    if not known:
        return bool(task.lent_by)
    return not _able(case, task, _back_by(known, task.centre, task.due_at))


def stands_in(case: CaseFile, task: Task) -> str:
    """Another centre that has somebody who may do the task: its own, where it was lent, or the first that stands in; empty where none has."""
    lent_by = [task.lent_by] if task.lent_by else []
    centres = policy.in_force(case.centre, clock.today()).stand_in.get("desk", {"centres": []})["centres"]
    others = (one for one in (*lent_by, *centres) if one != task.centre)
    return next((one for one in others if _able(case, task, staff(one, task.due_at))), "")


def _able(case: CaseFile, task: Task, members: Collection[Member]) -> set[str]:
    return {*able(case, task.kind, members, task.details)}


def _left(case: CaseFile, task: Task, who: Actor) -> Left:
    """What it leaves if this person does the task. Nothing is without anybody where nobody is known to have that competence at all."""
    ahead, home = _ahead(case, task.kind), staff(case.centre, task.due_at)
    can = {kind: _for_later(case, task, kind, home) for kind in ahead if staffed.persons(home, STAFF[kind].by)}
    without = _without(can, who.person)
    others = _able(case, task, staff(task.centre, task.due_at)) - {who.person} if without else ()
    return Left(without, another=any(len(_without(can, one)) < len(without) for one in others))


def _last_for(case: CaseFile, task: Task, who: Actor) -> Iterator[str]:
    home = staff(case.centre, task.due_at)
    for kind in _MAY_COME:
        is_another_role = hands.role_of(kind) != hands.role_of(task.kind)
        if is_another_role and _for_later(case, task, kind, home) == {who.person}:
            yield kind


def _for_later(case: CaseFile, task: Task, kind: str, home: Collection[Member]) -> frozenset[str]:
    """Who may do work that comes after: it opens at the case's own centre, and is lent like this task where nobody there may."""
    there = frozenset(able(case, kind, home))
    if there or task.centre == case.centre:
        return there
    return frozenset(able(case, kind, staff(task.centre, task.due_at)))


def _back_by(members: Collection[Member], centre: str, until: str) -> list[Member]:
    today, day = clock.today().isoformat(), max(clock.today(), clock.day(until)).isoformat()
    away = {one.login for one in absences.of_centre(centre) if one.covers(today) and one.last >= day}
    return [one for one in members if one.login not in away]


def _ahead(case: CaseFile, kind: str) -> Sequence[str]:
    """The reviews still to come after a task of that kind; before there is a decision, whichever one may take by the policy."""
    if case.ended:
        return ()
    if case.decision is None:
        return LEVELS if "final" in policy_of(case).classes else LEVELS[:2]
    lacking = levels.lacking(case)
    return [one for one in lacking if kind not in LEVELS or LEVELS.index(one) > LEVELS.index(kind)]


def _without(can: Mapping[str, frozenset[str]], but: str) -> tuple[str, ...]:
    """Which kinds go without anybody where each takes another person, and none that one. Each kind needs no more names than there are kinds."""
    names = {kind: sorted(people - {but})[: len(can)] for kind, people in can.items()}
    return _fewest([*can], names, frozenset())


def _fewest(kinds: Sequence[str], names: Mapping[str, Sequence[str]], taken: frozenset[str]) -> tuple[str, ...]:
    if not kinds:
        return ()
    first, rest = kinds[-1], kinds[:-1]  # the last review has the fewest who may do it
    ways = [_fewest(rest, names, taken | {one}) for one in names[first] if one not in taken]
    return min([(*_fewest(rest, names, taken), first), *ways], key=len)
