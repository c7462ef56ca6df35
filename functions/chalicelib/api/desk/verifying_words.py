"""事后核查 at the desk: whoever has a task in hand that bears on it may find a commitment untrue; another such person alone finds that it is true all
the same, or what shared data themselves do not tell. Nobody does of what those say against it."""

from datetime import timedelta

from chalicelib.api import actors, committed
from chalicelib.api.http.problem import Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import claims, contests, hands
from chalicelib.domain.work import STAFF
from chalicelib.records import agenda, casefile, tasks


def find(call: Call) -> Answer:
    """Holds what follows up until another person has decided: whoever finds one untrue decides nothing on it, and gives back what they have in hand of that.
    What they have in hand besides is theirs; the same again changes nothing."""
    from chalicelib.casework import commitments, held_up  # few cases rest on one

    case, code, who = call.case, call.path["commitment"], actors.staff(call)
    if not commitments.may_be_looked_into(case, code):
        raise Problem("WRONG_STATUS")
    kept = commitments.kept(case, code)
    if call.body.untrue and not commitments.is_found(kept):
        commitments.find_untrue(case, code, call.body.reason, who)
    if call.body.untrue:  # the same again tells the road again: that may have been lost
        found, waits = casefile.load(case.id), tasks.of_case(case.id)
        for _ in held_up.stop_signing(found, waits):
            pass
        own = [one for one in waits if one.kind in STAFF and contests.is_barred(found, one.kind, one.details, who)]
        if claims.give_back(own, who):
            agenda.enter(case.id, found.status, timedelta())  # whether anybody is left to decide it shows at once
    if not call.body.untrue and kept.is_doubted:
        if not commitments.may_be_cleared(kept):
            raise Problem("REGISTER_SAYS_OTHERWISE")
        if kept.finder == who.person:
            raise Problem("FOUR_EYES")
        commitments.clear(case, code, call.body.reason, who, actors.hand(call, hands.FOLLOW))
    return Answer({"made": committed.to_staff(casefile.load(case.id))}, 201)
