"""What ends or falls due does so at its very moment: it holds a millisecond before, and does not any more then."""

from datetime import timedelta

import pytest
import time_machine

from chalicelib import clock
from chalicelib.casework import parties
from chalicelib.records import agenda, casefile, invitations, proofs
from chalicelib.records.invitations import Invited
from chalicelib.records.presences import Invitation
from chalicelib.trust import devices, patience
from tests.given import case as given

MOMENT = timedelta(milliseconds=1)
BEGUN = "2026-11-23T01:00:00Z"


def an_invitation():
    code, _ = invitations.issue(Invited("case-a", "spouse", "person_x"))
    return invitations.KEEP, lambda: invitations.find(code, "person_x") is not None


def an_announced_scan():
    proofs.announce("case-a", "scan", "w1")
    return proofs.KEEP, lambda: proofs.is_announced("case-a", "scan", "w1")


def a_known_device():
    devices.remember("device", "somebody")
    return devices.KNOWN, lambda: devices.is_known("device")


def a_wish_to_be_asked_later():
    patience.keep("somebody", {"retry-after": "60"})
    return timedelta(seconds=60), lambda: patience.is_early("somebody")


@pytest.mark.parametrize("of", [an_invitation, an_announced_scan, a_known_device, a_wish_to_be_asked_later])
def test_it_holds_a_moment_before_its_end_and_not_at_it(of, platform):
    with time_machine.travel(BEGUN, tick=False) as time:
        lasts, holds = of()
        time.shift(lasts - MOMENT)
        assert holds()
        time.shift(MOMENT)
        assert not holds()


def test_a_case_is_due_at_its_very_moment_and_not_before(a_case):
    case = a_case()
    due, shard = clock.parsed(case.due_at), int(case.due_shard)
    with time_machine.travel(due - MOMENT, tick=False) as time:
        assert case.id not in agenda.due(shard, 10)
        time.shift(MOMENT)
        assert agenda.due(shard, 10) == {case.id: case.due_at}


def test_who_was_invited_is_waited_for_until_the_invitation_ends(a_case):
    case = a_case()
    key, who = next((key, who) for key, who in parties.named(case).items() if who)
    until = "2026-11-30T01:00:00.000Z"
    given.put(case.id, invitations={key: Invitation(who, BEGUN, until)})
    with time_machine.travel(clock.parsed(until) - MOMENT, tick=False) as time:
        states = {one.key: one.state for one in parties.parties(casefile.load(case.id))}
        assert states[key] == "INVITED"
        time.shift(MOMENT)
        states = {one.key: one.state for one in parties.parties(casefile.load(case.id))}
        assert states[key] == "NOT_CONFIRMED"
