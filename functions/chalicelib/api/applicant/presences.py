"""Presence at the window (到场, 人证核验): the terminal's one-time result is taken to who issued it, and kept as evidence."""

from contextlib import suppress
from dataclasses import replace

from chalicelib import clock
from chalicelib.api import actors
from chalicelib.api.applicant import joining
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import agents, hands, parties, presence
from chalicelib.casework.corrections import form_is_open
from chalicelib.casework.purpose import purpose_of
from chalicelib.records import casefile, ledger, proofs
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.presences import Presence
from chalicelib.trust.index import reference

AGENT = "agent"  # the kind of entry in the ledger
A_DAY = 40  # of one case, by one member of staff: nobody uses up the others' room
BY_ONE = 100  # over its life
IN_ALL = 400  # a case is one item of at most 400 KB


def show(call: Call) -> Answer:
    """Keeps who was there, if it was the party that was named. While the form is open that also lets them in.

    Or their agent, for one act that an authorisation covers: that lets nobody in, and the party reads it in their ledger.
    """
    case, key, hand = call.case, call.body.person, actors.at_window(call)
    named = parties.named(case)
    who = named.get(key)
    if not who:
        raise Problem("INVALID_REQUEST", [Defect("NOT_A_CHOICE", "/person")])
    if parties.is_doubled(named, key):
        raise Problem("INVALID_REQUEST", [Defect("PERSON_REPEATED", "/person")])
    room_for_one(case, call.who.person)
    proven = _proven(call, key, who)
    changes = Changes(presences=[*case.presences, proven]) | hand
    if proven.agent:
        ledger.append(case.id, _told(call, proven))
    if proven.agent or case.people.get(who) == key or not form_is_open(case):
        casefile.amend(case, expect=Expect(unchanged=("presences",)), **changes)
    else:
        joining.let_in(case, key, who, changes)
    until = clock.stamp(clock.parsed(proven.at) + presence.LASTS)
    return Answer({"id": case.id, "person": key, "at": proven.at, "until": until}, 201)


def room_for_one(case: CaseFile, person: str) -> None:
    """422 once this member of staff has kept so many proofs today: tomorrow there is room again, and before a colleague."""
    theirs = [one for one in case.presences if one.hand == person]
    today = [one for one in theirs if clock.day(one.at) == clock.today()]
    if len(today) >= A_DAY or len(theirs) >= BY_ONE or len(case.presences) >= IN_ALL:
        raise Problem("INVALID_REQUEST", [Defect("TOO_MANY_TODAY", "")])


def _proven(call: Call, key: str, who: str) -> Presence:
    from chalicelib.agencies import identity_platform  # only this and logging in ask it

    case, act = call.case, call.body.agent_for
    asked = replace(purpose_of(case, "presence", call.who.subject), parties={key: who}, awaited=True)
    seen = identity_platform.present(call.body.code, agents.AUTHORISING if act else key, asked)
    fresh = False
    with suppress(ValueError):
        fresh = seen is not None and presence.is_fresh(seen.at)
    there = reference("person", seen.id_number) if seen else ""
    mandate = agents.covering(case, key, there, act) if act else None
    expected = mandate is not None and not hands.have_handled(case, there) if act else there == who
    if seen is None or not fresh or not expected:
        raise Problem("INVALID_REQUEST", [Defect("AGENT_NOT_PROVEN" if act else "PRESENCE_NOT_PROVEN", "/code")])
    stands_for = f"{case.id}/{call.id}" if act else case.id  # of an agent, for one act
    if not proofs.claim(seen.evidence, stands_for):  # somebody was there for another case, or act
        raise Problem("INVALID_REQUEST", [Defect("AGENT_NOT_PROVEN" if act else "PRESENCE_NOT_PROVEN", "/code")])
    found = Presence(
        call.id, key, who, seen.method, seen.terminal, seen.at, call.who.subject, seen.evidence, hand=call.who.person
    )
    if mandate is None:
        return found
    return replace(found, act=act, about=presence.about(case, act, key), agent=there, mandate=mandate.id)


def _told(call: Call, proven: Presence) -> dict[str, str | None]:
    """What the party's ledger says of an agent who has come: for which act, under which authorisation, before whom."""
    return {
        "kind": AGENT, "subject": proven.person, "party": proven.party, "act": proven.act, "agent": proven.agent,
        "mandate": proven.mandate, "presence": proven.id, "method": proven.method, "terminal": proven.terminal,
        "proof": proven.evidence, "operator": call.who.subject, "person": call.who.person,
    }  # fmt: skip
