"""事后核查 at the desk: whoever has a task in hand that bears on it may find a commitment untrue; another such person alone finds that it is true all
the same, or what shared data themselves do not tell. Nobody does of what those say against it."""

from chalicelib.api import actors, committed
from chalicelib.api.http.problem import Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import hands
from chalicelib.records import casefile, tasks


def find(call: Call) -> Answer:
    """Holds what follows up until a person has decided. To say that one is untrue decides nothing, so it bars nobody; the same again changes nothing."""
    from chalicelib.casework import commitments, held_up  # few cases rest on one

    case, code, who = call.case, call.path["commitment"], actors.staff(call)
    if not commitments.may_be_looked_into(case, code):
        raise Problem("WRONG_STATUS")
    kept = commitments.kept(case, code)
    if call.body.untrue and not commitments.is_found(kept):
        commitments.find_untrue(case, code, call.body.reason, who)
    if call.body.untrue:  # the same again tells the road again: that may have been lost
        for _ in held_up.stop_signing(casefile.load(case.id), tasks.of_case(case.id)):
            pass
    if not call.body.untrue and kept.is_doubted:
        if not commitments.may_be_cleared(kept):
            raise Problem("REGISTER_SAYS_OTHERWISE")
        if kept.finder == who.person:
            raise Problem("FOUR_EYES")
        commitments.clear(case, code, call.body.reason, who, actors.hand(call, hands.FOLLOW))
    return Answer({"made": committed.to_staff(casefile.load(case.id))}, 201)
