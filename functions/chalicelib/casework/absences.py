"""Standing in (请假代理): while somebody is away, what they have taken, or is kept for them, is kept for whoever stands in, and comes back after.

What four eyes would refuse the deputy goes back to its queue, for anybody else; a case of whoever declares the absence stays where it is.
Everything here may be done again: each task moves by one conditional write, and an absence has begun once all have.
"""

from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from chalicelib import clock
from chalicelib.casework import assigning, claims, hands
from chalicelib.casework.actor import Actor
from chalicelib.casework.found import Found
from chalicelib.errors import Contended
from chalicelib.messages import text
from chalicelib.records import absences, casefile, lanes, tasks
from chalicelib.records.absences import Absence
from chalicelib.records.tasks import Task

AT_ONCE = 8  # writes tried of one task


class Move(NamedTuple):
    """One task of somebody who is away; `code`: why whoever stands in cannot have it. `is_left`: it stays where it is, whoever has declared
    the absence having nothing to do with the case, or having found what it is about: nobody chooses who decides their own."""

    task: Task
    code: str | None
    is_left: bool = False


def is_now(one: Absence) -> bool:
    """Whether they are away today."""
    return one.covers(clock.today().isoformat())


def preview(one: Absence) -> list[Move]:
    """What they have under this login and have not decided, taken or kept for them, as it would move now."""
    deputy = _deputy(one)
    mine = [task for task in lanes.in_hands_of(one.person) if _whose(task) == one.login and task.centre == one.centre]
    return [_move(task, one, deputy) for task in mine]


def begin(one: Absence) -> Absence:
    """Has everything moved. Raises `Contended` where the absence is another by now."""
    moves, deputy = preview(one), _deputy(one)
    passed = {move.task.id for move in moves if move.code is None}
    noted = absences.write(replace(one, moved=tuple(sorted({*one.moved, *passed}))), one)
    for task, code, is_left in moves:
        if not is_left:
            _moved(task.id, partial(_is_of, {one.login}), None if code else deputy, _declarer(one), "ABSENCE_BEGUN")
    return absences.write(replace(noted, begun_at=clock.stamp()), noted)


def end(one: Absence, by: Actor | None = None) -> None:
    """Has everything that is undecided, and that nobody but whoever stands in has, kept for whose it was; but what these are at work on, and
    what whoever ends it, else whoever declared it, has nothing to do with. Raises `Contended` as `begin`."""
    giver, back = by or _declarer(one), Actor(one.login, one.person)
    begun = [other for other in absences.of_centre(one.centre) if other.moved]
    theirs = {"", *(deputy.login for deputy in _line(one, begun))}
    for id in one.moved:
        task = tasks.get(id)
        case = casefile.load(task.case)
        if task.centre == one.centre and not hands.apart(case, giver.person):  # another has what was lent meanwhile
            to = None if claims.may_not(case, task, back) else back  # they may have found meanwhile what it is about
            _moved(id, partial(_is_left_by, theirs), to, giver, "ABSENCE_OVER")
    absences.remove(one)


def standing_in(centre: str, login: str) -> Actor | None:
    """Who has to be given what that login would today: whoever stands in for it, and for those in turn; None where it is not away."""
    away = next((one for one in absences.of_centre(centre) if one.login == login and is_now(one)), None)
    return _deputy(away) if away else None


def brought_up_to_date(one: Absence) -> Found:
    """Begins an absence whose day has come, ends one that is over; says which. Raises `Contended` as those do."""
    if is_now(one):
        begin(one)
        return Found.ABSENCE_BEGUN
    end(one)
    return Found.ABSENCE_OVER


def _deputy(one: Absence) -> Actor:
    """Who stands in today, whoever of those is away in turn."""
    return _line(one, [other for other in absences.of_centre(one.centre) if is_now(other)])[-1]


def _line(one: Absence, others: Iterable[Absence]) -> list[Actor]:
    """The deputy, and where these have them away too, theirs, and so on, nobody twice."""
    away = {other.login: other for other in others}
    line, passed = [Actor(one.deputy, one.deputy_person)], {one.login, one.deputy}
    while (further := away.get(line[-1].login)) and further.deputy not in passed:
        passed.add(further.deputy)
        line.append(Actor(further.deputy, further.deputy_person))
    return line


def _whose(task: Task) -> str:
    return task.claimed_by or task.kept_for


def _is_of(logins: Collection[str], task: Task) -> bool:
    return _whose(task) in logins


def _is_left_by(logins: Collection[str], task: Task) -> bool:
    """Theirs, and not in their hands now: nobody loses in mid-work what they have taken and not let lie."""
    return _is_of(logins, task) and (task.claimed_by is None or tasks.free_at(task) <= clock.stamp())


def _move(task: Task, one: Absence, deputy: Actor) -> Move:
    case = casefile.load(task.case)
    if code := claims.may_not_place(case, task, _declarer(one)):
        return Move(task, code, is_left=True)
    return Move(task, assigning.why_not(task, case, deputy, one.audience, one.centre))


def _declarer(one: Absence) -> Actor:
    return Actor(one.by, one.by_person)


def _moved(id: str, moves: Callable[[Task], bool], to: Actor | None, by: Actor, why: str) -> None:
    """Passes a task on that is undecided and still one that moves. Somebody may write beside it at this moment: then once more."""
    for _ in range(AT_ONCE):
        task = tasks.get(id)
        if not (task.is_open and moves(task)):
            return
        with suppress(Contended):
            assigning.pass_on(task, to, by, text(why), unsaid=True)
            return
    raise Contended(id)
