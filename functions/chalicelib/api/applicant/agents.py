"""Agents (代办人) and whoever authorised them: taking an authorisation back."""

from dataclasses import replace

from chalicelib import clock
from chalicelib.api import actors, by_hand
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import agents, wanted
from chalicelib.records import casefile
from chalicelib.records.casefile import Changes, Expect


def revoke(call: Call) -> Answer:
    """Takes back every authorisation one has given in this case: nothing more is done on it, by whoever is at the window already too."""
    case, key = call.case, actors.party(call, call.body.person)
    who = actors.person_of(call, key)
    own = {one.id for one in agents.authorisations(case) if one.party == who and not one.void}
    if own:
        void = {"at": clock.stamp(), "by": actors.acting(call)}
        every = [replace(one, void=void) if one.id in own else one for one in case.presences]
        casefile.amend(
            case, expect=Expect(unchanged=("presences",)), **Changes(presences=every) | actors.at_window(call)
        )
        case = casefile.load(case.id)
        wanted.in_step(case.id)
    theirs = [one for one in agents.authorisations(case) if one.party == who]
    return Answer({"id": case.id, "person": key, "agents": by_hand.authorised(case, theirs)})
