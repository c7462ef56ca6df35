"""Which devices a login is known on, and which members of staff there are. Until when: tests/records/test_moments.py."""

import pytest

from chalicelib import aws
from chalicelib.trust import devices, roster, sessions
from chalicelib.trust.members import Member
from chalicelib.trust.sessions import Session


@pytest.mark.usefixtures("platform")
def test_a_login_is_known_on_the_few_devices_it_has_come_from_last_and_on_no_other():
    for device in ("d1", "d2", "d3", "d4", "d5"):
        devices.remember(device, "depositor/p1")
    devices.remember("e1", "depositor/p2")
    for device in ("d5", "d1"):  # again, and now the last
        devices.remember(device, "depositor/p1")
    assert all(map(devices.is_known, ("d1", "d2", "d3", "d4", "d5", "e1"))) and not devices.is_known("d6")
    devices.remember("d6", "depositor/p1")
    known = [one for one in ("d1", "d2", "d3", "d4", "d5", "d6", "e1") if devices.is_known(one)]
    assert known == ["d1", "d3", "d4", "d5", "d6", "e1"]


@pytest.mark.usefixtures("platform")
def test_a_member_of_staff_is_whoever_has_logged_in_in_that_audience():
    clerk = Member("s1", "clerk", "620100", "person_1")
    aws.client("dynamodb").update_item(**roster.line(clerk))
    for audience in ("depositor", "bank"):
        sessions.open_session(Session(audience, "s9", "", "portal", "person_9"))
        assert roster.find(audience, "s9") is None, "who is no staff"
    assert roster.find("clerk", "s1") == clerk
    assert [roster.find(*who) for who in (("clerk", "s2"), ("reviewer", "s1"), ("s1", "clerk"))] == [None] * 3
    moved = Member("s1", "clerk", "620500", "person_1")
    reviewer = Member("s1", "reviewer", "620100", "person_2")
    for one in (moved, reviewer):
        aws.client("dynamodb").update_item(**roster.line(one))
    assert (roster.find("clerk", "s1"), roster.find("reviewer", "s1")) == (moved, reviewer)


def test_who_came_from_no_device_that_can_be_told_has_none():
    assert sessions.device_of("") == "" and sessions.device_of("a") != sessions.device_of("b")
