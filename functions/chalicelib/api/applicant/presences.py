"""Presence at the window (到场, 人证核验): the terminal's one-time result is taken to who issued it, and kept as evidence."""

from contextlib import suppress
from dataclasses import replace

from chalicelib import clock
from chalicelib.api import access
from chalicelib.api.applicant import joining
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import parties, presence
from chalicelib.casework.purpose import purpose_of
from chalicelib.casework.waits import form_is_open
from chalicelib.records import casefile, proofs
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.contents import Presence
from chalicelib.trust.index import reference

A_DAY = 40  # of one case
IN_ALL = 400  # a case is one item of at most 400 KB


def show(call: Call) -> Answer:
    """Keeps who was there, if it was the party that was named. While the form is open that also lets them in."""
    case, key, hand = call.case, call.body.person, access.at_window(call)
    named = parties.named(case)
    who = named.get(key)
    if not who:
        raise Problem("INVALID_REQUEST", [Defect("NOT_A_CHOICE", "/person")])
    if parties.is_doubled(named, key):
        raise Problem("INVALID_REQUEST", [Defect("PERSON_REPEATED", "/person")])
    room_for_one(case)
    proven = _proven(call, key, who)
    changes = Changes(presences=[*case.presences, proven]) | hand
    if case.people.get(who) == key or not form_is_open(case):
        casefile.amend(case, expect=Expect(unchanged=("presences",)), **changes)
    else:
        joining.let_in(case, key, who, changes)
    until = clock.stamp(clock.parsed(proven.at) + presence.LASTS)
    return Answer({"id": case.id, "person": key, "at": proven.at, "until": until}, 201)


def room_for_one(case: CaseFile) -> None:
    """422 once so many proofs were kept today: tomorrow there is room again."""
    today = [one for one in case.presences if clock.in_china(clock.parsed(one.at)).date() == clock.today()]
    if len(today) >= A_DAY or len(case.presences) >= IN_ALL:
        raise Problem("INVALID_REQUEST", [Defect("TOO_MANY_TODAY", "")])


def _proven(call: Call, key: str, who: str) -> Presence:
    from chalicelib.agencies import identity_platform  # only this and logging in ask it

    asked = replace(purpose_of(call.case, "presence", call.who.subject), parties={key: who})
    seen = identity_platform.present(call.body.code, key, asked)
    fresh = False
    with suppress(ValueError):
        fresh = seen is not None and presence.is_fresh(seen.at)
    if seen is None or not fresh or reference("person", seen.id_number) != who:
        raise Problem("INVALID_REQUEST", [Defect("PRESENCE_NOT_PROVEN", "/code")])
    if not proofs.claim(seen.evidence, call.case.id):  # somebody was there for another case
        raise Problem("INVALID_REQUEST", [Defect("PRESENCE_NOT_PROVEN", "/code")])
    return Presence(call.id, key, who, seen.method, seen.terminal, seen.at, call.who.subject, seen.evidence)
