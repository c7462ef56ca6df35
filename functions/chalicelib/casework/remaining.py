"""Who is left (还有谁能办): the natural persons of a centre who may still do what a case needs, by competence, four eyes and absences.

As far as the logins of a centre have told who works there: of a competence that nobody is known to have nothing is said. Where nobody is left, the
work is offered to a centre that stands in (代办中心, policy `stand_in`); its staff see and decide it under the same four eyes.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from chalicelib import clock, policy
from chalicelib.casework import contests, hands, levels
from chalicelib.casework.actor import Actor
from chalicelib.casework.rules import policy_of
from chalicelib.domain.work import LEVELS, STAFF
from chalicelib.records import absences, staffed
from chalicelib.records.casefile import CaseFile
from chalicelib.records.tasks import Task
from chalicelib.trust.members import Member

LEAVES_NOBODY = "LEAVES_NOBODY"


class Left(NamedTuple):
    """Once one person has done a task: which reviews of the case nobody is left for, and whether somebody else's doing it leaves fewer so."""

    without: tuple[str, ...]
    another: bool


def staff(centre: str, until: str) -> list[Member]:
    """Who works at a centre and is back before that moment, when what is asked of them is due."""
    return _back_by(staffed.of_centre(centre), centre, until)


def able(
    case: CaseFile, kind: str, members: Collection[Member], looks: Collection[Mapping[str, object]] = ()
) -> Iterator[str]:
    """The natural persons among these who may do that kind of work in the case as it stands."""
    role = hands.role_in(case, kind)
    for person, login in staffed.persons(members, STAFF[kind].by).items():
        who = Actor(login, person)
        if not hands.barred(case, who, role) and not contests.is_barred(case, looks, who):
            yield person


def left(case: CaseFile, task: Task, who: Actor) -> Left:
    """What it leaves if this person does the task. Nothing is without anybody where nobody is known to have that competence at all."""
    ahead = _ahead(case, task.kind)
    if not ahead:
        return Left((), another=False)
    members = staff(task.centre, task.due_at)
    can = {kind: frozenset(able(case, kind, members)) for kind in ahead if staffed.persons(members, STAFF[kind].by)}
    others = {*able(case, task.kind, members, task.details.get("looks", ()))} - {who.person}
    without = _without(can, who.person)
    return Left(without, another=any(len(_without(can, one)) < len(without) for one in others if without))


def refused(case: CaseFile, task: Task, who: Actor) -> str | None:
    """The code of why they should leave a task to another: they are the last for a review the decision takes, and another may do this one.
    Before there is a decision nobody knows which reviews it takes: that is only said (`left`)."""
    found = left(case, task, who) if case.decision else Left((), another=False)
    return LEAVES_NOBODY if found.another else None


def is_nobodys(case: CaseFile, task: Task) -> bool:
    """Whether nobody of the centre whose task it is may do it any more, of those who are known to do such work there."""
    known = [one for one in staffed.of_centre(task.centre) if one.audience in STAFF[task.kind].by]
    if not known:
        return False
    there = _back_by(known, task.centre, task.due_at)
    return next(able(case, task.kind, there, task.details.get("looks", ())), None) is None


def stands_in(case: CaseFile, task: Task) -> str:
    """The first centre that stands in for the case's and has somebody who may do the task; empty where none has."""
    said = policy.in_force(case.centre, clock.today()).stand_in.get("desk", {"centres": []})
    looks = task.details.get("looks", ())
    return next(
        (one for one in said["centres"] if next(able(case, task.kind, staff(one, task.due_at), looks), None)), ""
    )


def _back_by(members: Collection[Member], centre: str, until: str) -> list[Member]:
    today, day = clock.today().isoformat(), max(clock.today(), clock.day(until)).isoformat()
    away = {one.login for one in absences.of_centre(centre) if one.covers(today) and one.last >= day}
    return [one for one in members if one.login not in away]


def _ahead(case: CaseFile, kind: str) -> Sequence[str]:
    """The reviews still to come after a task of that kind; before there is a decision, the final one if the policy may take it."""
    if case.ended:
        return ()
    if case.decision is None:
        return LEVELS[2:] if "final" in policy_of(case).classes else ()
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
    return min([*ways, (*_fewest(rest, names, taken), first)], key=len)
