"""How papers are to reach a party (送达方式): their own choice at any time, on their own or at the window."""

from chalicelib.api import actors, evidence
from chalicelib.api.http.problem import Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import delivering, parties
from chalicelib.records import casefile


def choose(call: Call) -> Answer:
    """One party agrees to electronic delivery, or asks for paper; a contract that is drawn up already stays as it was signed. Who takes the place of
    another in a correction does so once it is sent: what that one has said holds until then (409 `WRONG_STATUS`)."""
    case, key = call.case, actors.party(call, call.body.person)
    who = parties.named(case)[key]
    if case.is_submitted and case.parties.get(key, who) != who:
        raise Problem("WRONG_STATUS")
    how, hand = evidence.of(call, key), actors.once(call, key)
    delivering.choose(case, key, who, actors.acting(call), how, hand, electronic=call.body.electronic)
    (shown,) = delivering.shown(casefile.load(case.id), {key: who})
    return Answer({"id": case.id, **shown}, 201)
