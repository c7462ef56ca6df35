"""How long a session lasts, to the second, and what is kept of it."""

from datetime import datetime

import pytest
import time_machine

from chalicelib.domain.assurance import Level
from chalicelib.trust import sessions
from chalicelib.trust.sessions import AUDIENCES, Session

HOURS = {"depositor": 2, "bank": 1} | dict.fromkeys(("clerk", "reviewer", "supervisor", "ops", "hotline"), 8)


DEVICE = "terminal-secret"


def of(audience: str, **more) -> Session:
    device = sessions.device_of(DEVICE) if audience in sessions.STAFF else ""
    return Session(
        **{
            "audience": audience,
            "subject": "s",
            "centre": "",
            "channel": "test",
            "person": "person_s",
            "device": device,
            **more,
        }
    )


WHO = of("ops", subject="o1", person="person_o1")


def find(token: str) -> Session | None:
    return sessions.find(token, DEVICE)


def used(token: str, time: time_machine.Traveller, until: float) -> None:
    """Asks something every twenty minutes."""
    for _ in range(int(until // 1200)):
        time.shift(1200)
        assert find(token)
    time.shift(until % 1200)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_session_in_use_ends_on_the_hour_of_its_audience_and_says_so(platform, audience):
    with time_machine.travel("2026-11-23T01:00:00Z", tick=False) as time:
        token, ends = sessions.open_session(of(audience))
        assert datetime.fromisoformat(ends) == datetime.fromisoformat(f"2026-11-23T{1 + HOURS[audience]:02}:00:00Z")
        used(token, time, HOURS[audience] * 3600 - 1)
        assert find(token) == of(audience)
        time.shift(1)
        assert find(token) is None


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_session_nobody_uses_ends_sooner(platform, audience):
    idle = sessions.LIVES.get(audience, sessions._STAFF).idle.total_seconds()
    with time_machine.travel("2026-11-23T01:00:00Z", tick=False) as time:
        token, other = (sessions.open_session(of(audience))[0] for _ in range(2))
        time.shift(idle - 1)
        assert find(token)
        time.shift(2)
        assert find(other) is None
        assert (find(token) is None) == (audience == "bank"), "a bank's is idle as long as it lasts"


def test_a_use_is_written_down_once_a_minute_and_never_brings_back_what_was_ended(platform, monkeypatch):
    with time_machine.travel("2026-11-23T01:00:00Z", tick=False) as time:
        token, _ = sessions.open_session(WHO)
        before = platform.items("ephemeral")
        time.shift(59)
        assert find(token) and platform.items("ephemeral") == before
        time.shift(2)
        client = sessions._db()
        read = client.get_item

        def ended_while_reading(**how):
            found = read(**how)
            monkeypatch.setattr(client, "get_item", read)
            sessions.end(WHO, sessions.id_of(token))
            return found

        monkeypatch.setattr(client, "get_item", ended_while_reading)
        assert find(token) is None
        assert not [item for item in platform.items("ephemeral") if item["key"]["S"].startswith("session#")]


def test_a_login_sees_what_it_has_open_and_ends_one_or_all_of_it_and_nobody_elses(platform):
    with time_machine.travel("2026-11-23T01:00:00Z", tick=False) as time:
        tokens = []
        for _ in range(3):
            tokens.append(sessions.open_session(WHO)[0])
            time.shift(1)
        ids = [sessions.id_of(token) for token in tokens]
        other = of("ops", subject="o2")
        assert [one.id for one in sessions.opened(WHO)] == ids and sessions.opened(other) == []
        assert not sessions.end(other, ids[0]) and find(tokens[0])
        assert sessions.end(WHO, ids[0]) and not sessions.end(WHO, ids[0])
        assert [find(token) for token in tokens] == [None, WHO, WHO]
        assert sessions.end_all(WHO) == 2 and sessions.end_all(WHO) == 0
        assert [find(token) for token in tokens] == [None] * 3


def test_the_sessions_of_a_login_are_ended_by_whoever_knows_that_login_and_not_who_is_behind_it(platform):
    token, _ = sessions.open_session(WHO)
    other, _ = sessions.open_session(of("ops", subject="o2", person=WHO.person))
    named = of(WHO.audience, subject=WHO.subject, person="")
    assert len(sessions.opened(named)) == 1 and sessions.end_all(named) == 1
    assert find(token) is None and find(other)


def test_one_login_has_so_many_sessions_and_the_next_ends_the_oldest(platform):
    with time_machine.travel("2026-11-23T01:00:00Z", tick=False) as time:
        tokens = []
        for _ in range(sessions.MOST + 1):
            tokens.append(sessions.open_session(WHO)[0])
            time.shift(1)
        assert [find(token) for token in tokens] == [None, *[WHO] * sessions.MOST]


def test_the_list_of_a_login_forgets_what_has_ended_and_keeps_what_is_open(platform, monkeypatch):
    """A list that only grew would be too large for the item it is, and its login shut out for good."""
    monkeypatch.setattr(sessions, "_AT_ONCE", 2)

    def lines():
        (kept,) = [item for item in platform.items("ephemeral") if item["key"]["S"].startswith("sessions#")]
        return {*kept} - {"key", "expires"}

    with time_machine.travel("2026-11-23T01:00:00Z", tick=False) as time:
        for _ in range(3):
            sessions.open_session(of("bank"))
        time.shift(1800)
        still = sessions.id_of(sessions.open_session(of("bank"))[0])
        time.shift(1801)
        assert len(lines()) == 4, "three have ended"
        new = [sessions.id_of(sessions.open_session(of("bank"))[0]) for _ in range(2)]
        assert lines() == {still, *new} == {one.id for one in sessions.opened(of("bank"))}


def test_what_is_kept_opens_nothing(platform):
    token, _ = sessions.open_session(Session("depositor", "person_x", "", "wechat", "person_x"))
    assert token not in str(platform.items("ephemeral"))
    for kept in (sessions.id_of(token), f"session#{sessions.id_of(token)}"):
        assert find(kept) is None


@pytest.mark.parametrize("audience", AUDIENCES)
def test_who_cannot_be_told_from_others_has_to_log_in_again_and_a_bank_is_no_person(platform, audience):
    token, _ = sessions.open_session(of(audience, person=""))
    assert (find(token) is not None) == (audience == "bank")


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_session_of_an_earlier_release_is_of_the_lowest_level_and_staff_whose_device_nobody_knows_log_in_again(
    platform, audience, monkeypatch
):
    kept = {"audience": audience, "subject": "s", "centre": "", "channel": "test", "person": "person_s"}
    with monkeypatch.context() as earlier:
        earlier.setattr(sessions, "asdict", lambda _: kept)
        token, _ = sessions.open_session(of(audience))
    found = find(token)
    assert (found is None) == (audience in sessions.STAFF)
    assert found is None or found.level is Level.LOGGED_IN


@pytest.mark.parametrize("audience", sessions.STAFF)
def test_a_token_of_staff_is_good_on_the_device_it_was_begun_on_alone(platform, audience):
    token, _ = sessions.open_session(of(audience))
    assert find(token) == of(audience)
    for device in ("", "another", sessions.device_of(DEVICE)):
        with pytest.raises(sessions.OtherDevice) as other:
            sessions.find(token, device)
        assert other.value.whose == of(audience)
    assert find(token) == of(audience), "whoever has only stolen it cannot end it either"


def test_a_proof_lifts_a_session_for_ten_minutes_and_no_other_of_the_same_login(platform):
    whose = of("depositor", level=Level.REAL_NAME, method="real_name")
    with time_machine.travel("2026-11-23T01:00:00Z", tick=False) as time:
        token, other = (sessions.open_session(whose)[0] for _ in range(2))
        assert sessions.lift(token, Level.STRONG, "face") == "2026-11-23T01:10:00.000Z"
        time.shift(599)
        assert find(token) == of("depositor", level=Level.STRONG, method="face") and find(other) == whose
        time.shift(1)
        assert find(token) == whose


def test_a_proof_lowers_nothing_and_lifts_nothing_that_was_ended(platform):
    strong = of("depositor", level=Level.STRONG, method="face")
    token, _ = sessions.open_session(strong)
    assert sessions.lift(token, Level.REAL_NAME, "real_name") and find(token) == strong
    sessions.end(strong, sessions.id_of(token))
    assert sessions.lift(token, Level.STRONG, "face") is None and find(token) is None


def test_a_session_is_never_open_without_being_listed_wherever_its_beginning_is_cut(platform, monkeypatch):
    client, whole, told = sessions._db(), sessions._db().transact_write_items, []
    for cut in ("before", "after"):
        monkeypatch.setattr(sessions.secrets, "token_urlsafe", lambda _, name=cut: name * 7)

        def dies(cut=cut, **how):
            if cut == "after":
                whole(**how)
            told.append(len(how["TransactItems"]))
            raise ConnectionError

        monkeypatch.setattr(client, "transact_write_items", dies)
        with pytest.raises(ConnectionError):
            sessions.open_session(WHO)
        listed = {one.id for one in sessions.opened(WHO)}
        assert (find(cut * 7) is not None) == (sessions.id_of(cut * 7) in listed)
    assert told == [3, 3] and sessions.end_all(WHO) == 1 and find("after" * 7) is None
