"""How long a session lasts, to the second, and what is kept of it."""

from datetime import datetime

import pytest
import time_machine

from chalicelib.trust import sessions
from chalicelib.trust.sessions import AUDIENCES, Session

HOURS = {"depositor": 2, "bank": 1} | dict.fromkeys(("clerk", "reviewer", "supervisor", "ops", "hotline"), 8)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_session_ends_on_the_hour_of_its_audience_and_says_so(platform, audience):
    with time_machine.travel("2026-11-23T01:00:00Z", tick=False) as time:
        token, ends = sessions.open_session(Session(audience, "s", "", "test", "person_s"))
        assert datetime.fromisoformat(ends) == datetime.fromisoformat(f"2026-11-23T{1 + HOURS[audience]:02}:00:00Z")
        time.shift(HOURS[audience] * 3600 - 1)
        assert sessions.find(token) == Session(audience, "s", "", "test", "person_s")
        time.shift(1)
        assert sessions.find(token) is None


def test_what_is_kept_opens_nothing(platform):
    token, _ = sessions.open_session(Session("depositor", "person_x", "", "wechat"))
    (kept,) = platform.items("ephemeral")
    assert token not in str(kept)
    assert sessions.find(kept["key"]["S"]) is sessions.find(kept["key"]["S"].removeprefix("session#")) is None


def test_a_closed_session_is_gone_and_may_be_closed_again_and_every_token_is_another(platform):
    (one, _), (other, _) = (sessions.open_session(Session("ops", "o1", "", "test", "person_o1")) for _ in range(2))
    assert one != other and len(one) >= 43
    for _ in range(2):
        sessions.close(one)
    assert sessions.find(one) is None and sessions.find(other)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_who_cannot_be_told_from_others_has_to_log_in_again_and_a_bank_is_no_person(platform, audience):
    token, _ = sessions.open_session(Session(audience, "s", "", "test"))
    assert (sessions.find(token) is not None) == (audience == "bank")
