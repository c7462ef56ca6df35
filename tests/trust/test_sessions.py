"""How long a session lasts, to the second, and what is kept of it."""

from datetime import datetime

import pytest
import time_machine

from chalicelib.trust import sessions
from chalicelib.trust.sessions import AUDIENCES, Session

HOURS = {"depositor": 2, "bank": 1} | dict.fromkeys(("clerk", "reviewer", "supervisor", "ops", "hotline"), 8)


WHO = Session("ops", "o1", "", "test", "person_o1")


def used(token: str, time: time_machine.Traveller, until: float) -> None:
    """Asks something every twenty minutes."""
    for _ in range(int(until // 1200)):
        time.shift(1200)
        assert sessions.find(token)
    time.shift(until % 1200)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_session_in_use_ends_on_the_hour_of_its_audience_and_says_so(platform, audience):
    with time_machine.travel("2026-11-23T01:00:00Z", tick=False) as time:
        token, ends = sessions.open_session(Session(audience, "s", "", "test", "person_s"))
        assert datetime.fromisoformat(ends) == datetime.fromisoformat(f"2026-11-23T{1 + HOURS[audience]:02}:00:00Z")
        used(token, time, HOURS[audience] * 3600 - 1)
        assert sessions.find(token) == Session(audience, "s", "", "test", "person_s")
        time.shift(1)
        assert sessions.find(token) is None


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_session_nobody_uses_ends_sooner(platform, audience):
    idle = sessions.LIVES.get(audience, sessions._STAFF).idle.total_seconds()
    with time_machine.travel("2026-11-23T01:00:00Z", tick=False) as time:
        token, other = (sessions.open_session(Session(audience, "s", "", "test", "person_s"))[0] for _ in range(2))
        time.shift(idle - 1)
        assert sessions.find(token)
        time.shift(2)
        assert sessions.find(other) is None
        assert (sessions.find(token) is None) == (audience == "bank"), "a bank's is idle as long as it lasts"


def test_a_use_is_written_down_once_a_minute_and_never_brings_back_what_was_ended(platform, monkeypatch):
    with time_machine.travel("2026-11-23T01:00:00Z", tick=False) as time:
        token, _ = sessions.open_session(WHO)
        before = platform.items("ephemeral")
        time.shift(59)
        assert sessions.find(token) and platform.items("ephemeral") == before
        time.shift(2)
        client = sessions._db()
        read = client.get_item

        def ended_while_reading(**how):
            found = read(**how)
            monkeypatch.setattr(client, "get_item", read)
            sessions.end(WHO, sessions.id_of(token))
            return found

        monkeypatch.setattr(client, "get_item", ended_while_reading)
        assert sessions.find(token) is None
        assert not [item for item in platform.items("ephemeral") if item["key"]["S"].startswith("session#")]


def test_a_login_sees_what_it_has_open_and_ends_one_or_all_of_it_and_nobody_elses(platform):
    with time_machine.travel("2026-11-23T01:00:00Z", tick=False) as time:
        tokens = []
        for _ in range(3):
            tokens.append(sessions.open_session(WHO)[0])
            time.shift(1)
        ids = [sessions.id_of(token) for token in tokens]
        other = Session("ops", "o2", "", "test", "person_o2")
        assert [one.id for one in sessions.opened(WHO)] == ids and sessions.opened(other) == []
        assert not sessions.end(other, ids[0]) and sessions.find(tokens[0])
        assert sessions.end(WHO, ids[0]) and not sessions.end(WHO, ids[0])
        assert [sessions.find(token) for token in tokens] == [None, WHO, WHO]
        assert sessions.end_all(WHO) == 2 and sessions.end_all(WHO) == 0
        assert [sessions.find(token) for token in tokens] == [None] * 3


def test_one_login_has_so_many_sessions_and_the_next_ends_the_oldest(platform):
    with time_machine.travel("2026-11-23T01:00:00Z", tick=False) as time:
        tokens = []
        for _ in range(sessions.MOST + 1):
            tokens.append(sessions.open_session(WHO)[0])
            time.shift(1)
        assert [sessions.find(token) for token in tokens] == [None, *[WHO] * sessions.MOST]


def test_what_is_kept_opens_nothing(platform):
    token, _ = sessions.open_session(Session("depositor", "person_x", "", "wechat", "person_x"))
    assert token not in str(platform.items("ephemeral"))
    for kept in (sessions.id_of(token), f"session#{sessions.id_of(token)}"):
        assert sessions.find(kept) is None


@pytest.mark.parametrize("audience", AUDIENCES)
def test_who_cannot_be_told_from_others_has_to_log_in_again_and_a_bank_is_no_person(platform, audience):
    token, _ = sessions.open_session(Session(audience, "s", "", "test"))
    assert (sessions.find(token) is not None) == (audience == "bank")
