"""What ends or falls due does so at its very moment: it holds a millisecond before, and does not any more then."""

from datetime import timedelta

import pytest
import time_machine

from chalicelib import aws, clock
from chalicelib.casework import parties
from chalicelib.records import agenda, casefile, invitations, proofs, staffed
from chalicelib.records.contents import Withdrawal
from chalicelib.records.invitations import Invited
from chalicelib.records.loan import Mortgage, Signature
from chalicelib.records.presences import Invitation
from chalicelib.records.reviews import Review
from chalicelib.records.statements import Appeal, Delivery, Ruling, Voice
from chalicelib.trust import devices, patience, roster
from chalicelib.trust.members import Member
from tests.given import case as given

MOMENT = timedelta(milliseconds=1)
BEGUN = "2026-11-23T01:00:00Z"
SOMEBODY = Member("c1", "clerk", "620100", "person_c1")


def an_invitation():
    code, _ = invitations.issue(Invited("case-a", "spouse", "person_x"))
    return timedelta(days=7), lambda: invitations.find(code, "person_x") is not None


def an_announced_scan():
    proofs.announce("case-a", "scan", "w1")
    return timedelta(days=1), lambda: proofs.is_announced("case-a", "scan", "w1")


def a_known_device():
    devices.remember("device", "somebody")
    return timedelta(days=90), lambda: devices.is_known("device")


def a_member_of_staff():
    aws.client("dynamodb").update_item(**roster.line(SOMEBODY))
    return timedelta(days=90), lambda: roster.find("clerk", "c1") == SOMEBODY


def a_member_of_a_centre():
    staffed.note(SOMEBODY)
    return timedelta(days=90), lambda: staffed.of_centre("620100") == [SOMEBODY]


def a_wish_to_be_asked_later():
    patience.keep("somebody", {"retry-after": "60"})
    return timedelta(seconds=60), lambda: patience.is_early("somebody")


EVERY = (
    an_invitation,
    an_announced_scan,
    a_known_device,
    a_member_of_staff,
    a_member_of_a_centre,
    a_wish_to_be_asked_later,
)


@pytest.mark.parametrize("of", EVERY)
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


@pytest.mark.parametrize(
    "answer",
    [
        {"reviews": [Review("t1", "first_review", "r1", "approve", "", "")]},
        {"rulings": {"tax.home": Ruling("confirmed", "q", "s1", "")}},
        {"signatures": {"borrower": Signature("c" * 64, "", "person_a")}},
        {"withdrawal": Withdrawal("", "person_a")},
        {"application": {"sent": []}},
        {"mortgage": Mortgage("M1", "DONE")},
    ],
    ids=lambda answer: "".join(answer),
)
def test_what_ends_a_wait_has_the_case_looked_at_soon_lest_nobody_told_the_road_of_it(a_case, answer):
    case = a_case()
    with time_machine.travel(clock.parsed(case.due_at) + timedelta(days=1), tick=False):
        given.put(case.id, **answer)
        assert clock.stamp() < casefile.load(case.id).due_at < clock.stamp(clock.now() + timedelta(hours=1))


@pytest.mark.parametrize(
    ("events", "said"),
    [
        ((casefile.event("TASK_DISPUTE", "1", partner="B01"),), {}),
        ((), {"voices": {"1": Voice("complaint", "", "person_a", "borrower", "text")}}),
        ((), {"appeals": [Appeal("", "WITHDRAWN", "", "person_a", "borrower", "text")]}),
        ((), {"deliveries": {"borrower": Delivery(is_electronic=False, at="", party="person_a", by="depositor:x")}}),
    ],
    ids=["dispute", "voices", "appeals", "deliveries"],
)
def test_what_is_said_of_a_case_that_has_ended_has_it_looked_at_again(a_case, events, said):
    given.put(a_case().id, status="WITHDRAWN")
    agenda.leave("case-a", casefile.load("case-a").due_at)
    ended = casefile.load("case-a")
    given.wrote(ended, *events, **said)
    assert not ended.due_shard and casefile.load("case-a").due_shard


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
