"""Withdrawing (撤件): whoever applied takes the application back."""

from chalicelib import clock
from chalicelib.api import actors
from chalicelib.api.applicant.submission import accepted
from chalicelib.api.http.problem import Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import denied, taking_back
from chalicelib.domain.status import WITHDRAWABLE, Status
from chalicelib.records import casefile, tasks
from chalicelib.records.casefile import Changes, Expect
from chalicelib.records.contents import Withdrawal


def withdraw(call: Call) -> Answer:
    """Takes the application back (撤件). A draft ends at once; on the road, the road leaves for Withdrawal."""
    case, asked, hand = call.case, casefile.event("WITHDRAWAL_ASKED"), actors.at_window(call)
    if case.status in (Status.DRAFT, Status.WITHDRAWN):
        ending = Expect(status={Status.DRAFT, Status.WITHDRAWN})
        casefile.amend(case, asked, expect=ending, **Changes(status=Status.WITHDRAWN) | hand)
        return accepted(case.id, Status.WITHDRAWN)
    if case.is_withdrawn and not case.ended:  # the same once more
        taking_back.act_on(case)
        return accepted(case.id, case.status)
    if not case.may_be_withdrawn:
        raise Problem("WRONG_STATUS")
    withdrawal = Withdrawal(clock.stamp(), actors.acting(call))
    still = Expect(status=WITHDRAWABLE, unchanged=denied.LEAVES_AS_READ)
    casefile.amend(case, asked, expect=still, **Changes(withdrawal=withdrawal) | hand)
    tasks.interrupt(case.id)
    return accepted(case.id, case.status)
