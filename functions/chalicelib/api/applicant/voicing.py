"""Saying how one was served (投诉建议、好差评): by a party, on their own or at the window, to the centre alone; and reading what it answered."""

from chalicelib.api import actors
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import parties
from chalicelib.casework.present import present
from chalicelib.records import casefile


def say(call: Call) -> Answer:
    """A complaint, a suggestion or a rating of one's own case, before or after its end. Whoever answers it has not handled the case; neither the
    other parties nor anybody else are told."""
    from chalicelib.casework import voices  # few say anything

    case, body = call.case, call.body
    key = actors.party(call, body.person)
    who = present(parties.named(case).get(key), "party")
    number = voices.repeated(case, call.id, who)
    if number is None:
        _check(call, who)
        hand = actors.once(call, key)
        number = voices.say(case, call.id, body.sort, who, key, body.text or "", body.stars or 0, hand)
        case = casefile.load(case.id)
    return Answer(dict(voices.shown(case, number, case.voices[number])), 201)


def mine(call: Call) -> Answer:
    """Everything one has said oneself, the oldest first, with what was answered."""
    from chalicelib.casework import voices  # few say anything

    case = call.case
    own = [(no, one) for no, one in case.voices.items() if one.by == call.who.subject]
    return Answer({"items": [voices.shown(case, no, one) for no, one in sorted(own, key=lambda both: both[1].at)]})


def _check(call: Call, who: str) -> None:
    from chalicelib.casework import voices  # few say anything

    case, body, wrong = call.case, call.body, []
    is_rating = body.sort == voices.RATING
    if is_rating != (body.stars is not None):
        wrong.append(Defect("MISSING" if is_rating else "UNEXPECTED", "/stars"))
    if not is_rating and not body.text:
        wrong.append(Defect("MISSING", "/text"))
    if is_rating and voices.rated(case, who):
        wrong.append(Defect("RATED_ALREADY", "/sort"))
    if voices.are_too_many(case, who):
        wrong.append(Defect("TOO_MANY", "/sort"))
    if wrong:
        raise Problem("INVALID_REQUEST", wrong)
