import pytest
import time_machine

from chalicelib.agencies import identity_platform
from chalicelib.agencies.identity_platform import Subject
from chalicelib.domain.channels import CHANNELS
from chalicelib.errors import AgencyUnavailable
from chalicelib.trust import sessions
from chalicelib.trust.index import reference
from tests.given.form import BORROWER


def known_as(monkeypatch, subject):
    monkeypatch.setattr(identity_platform, "identify", lambda channel, code: subject)


def test_a_code_becomes_an_opaque_token_that_is_not_kept(api, platform, monkeypatch):
    known_as(monkeypatch, Subject("depositor", name="周测试", id_number=BORROWER, phone="13900000001"))
    opened = api("POST", "/v1/sessions", {"channel": "wechat", "code": "once"})
    assert (opened.status, opened.body["audience"], len(opened.body["token"])) == (201, "depositor", 43)
    kept = str(platform.items("ephemeral"))
    for secret in (opened.body["token"], BORROWER, "周测试", "13900000001"):
        assert secret not in kept
    session = sessions.find(opened.body["token"])
    assert session == sessions.Session(
        "depositor", reference("person", BORROWER), "", "wechat", reference("person", BORROWER)
    )


def test_a_code_nobody_knows_opens_nothing(api, monkeypatch):
    known_as(monkeypatch, None)
    assert api("POST", "/v1/sessions", {"channel": "wechat", "code": "x"}).body["code"] == "LOGIN_FAILED"


@pytest.mark.parametrize("channel", ["carrier_pigeon", "", "WECHAT"])
def test_a_channel_that_is_not_declared_lets_nobody_in_and_asks_nobody(api, monkeypatch, channel):
    monkeypatch.setattr(identity_platform, "identify", lambda channel, code: pytest.fail("asked"))
    refused = api("POST", "/v1/sessions", {"channel": channel, "code": "once"})
    assert (refused.status, refused.codes) == (422, {("CHANNEL_UNKNOWN", "/channel")})


@pytest.mark.parametrize("audience", sessions.AUDIENCES)
def test_people_come_by_the_channels_declared_for_them_and_by_no_other(api, monkeypatch, audience):
    known_as(monkeypatch, Subject(audience, id_number=BORROWER, staff="s", centre="620100", bank="B01"))
    answers = {channel: api("POST", "/v1/sessions", {"channel": channel, "code": "once"}) for channel in CHANNELS}
    opened = {channel for channel, answer in answers.items() if answer.status == 201}
    assert opened == {channel for channel, declared in CHANNELS.items() if audience in declared.audiences} != set()
    assert {c for channel in {*CHANNELS} - opened for c in answers[channel].codes} == {
        ("CHANNEL_NOT_THEIRS", "/channel")
    }


def test_a_channel_is_for_audiences_there_are_and_has_its_name_in_the_interface(api):
    assert {audience for channel in CHANNELS.values() for audience in channel.audiences} == {*sessions.AUDIENCES}
    shown = api("GET", "/v1/openapi.json").body["components"]["schemas"]["Login"]["properties"]["channel"]
    assert shown["enum"] == list(CHANNELS) and shown["x-codes"]["codes"]["wechat"] == "微信小程序"


def test_a_silent_identity_platform_is_a_503_that_says_when_to_come_back(api, monkeypatch):
    def silent(channel, code):
        raise AgencyUnavailable("identity_platform")

    monkeypatch.setattr(identity_platform, "identify", silent)
    refused = api("POST", "/v1/sessions", {"channel": "wechat", "code": "x"})
    assert (refused.status, refused.body["code"], refused.headers["Retry-After"]) == (503, "TRY_AGAIN", "3")


def test_logging_out_ends_the_session(api, borrower):
    assert api("GET", "/v1/applications", who=borrower).status == 200
    assert api("DELETE", "/v1/sessions/current", who=borrower).status == 204
    assert api("GET", "/v1/applications", who=borrower).status == 401


def test_a_session_ends_by_itself_even_before_the_table_forgets_it(api, login):
    with time_machine.travel("2026-11-23T01:00:00Z", tick=False):
        token = login("depositor")
        assert api("GET", "/v1/applications", who=token).status == 200
    with time_machine.travel("2026-11-23T03:00:01Z", tick=False):
        assert api("GET", "/v1/applications", who=token).status == 401


def test_staff_come_in_as_the_member_of_staff_they_are_and_not_as_a_person_with_a_case_of_their_own(api, monkeypatch):
    known_as(monkeypatch, Subject("clerk", id_number=BORROWER, staff="clerk-1", centre="620100"))
    token = api("POST", "/v1/sessions", {"channel": "window", "code": "x"}).body["token"]
    assert sessions.find(token) == sessions.Session(
        "clerk", "clerk-1", "620100", "window", reference("person", BORROWER)
    )


def test_staff_whose_person_the_identity_platform_does_not_name_are_not_let_in(api, monkeypatch):
    known_as(monkeypatch, Subject("reviewer", staff="r1", centre="620100"))
    assert api("POST", "/v1/sessions", {"channel": "desk", "code": "x"}).body["code"] == "LOGIN_FAILED"


def test_people_see_their_sessions_and_end_a_lost_phones_or_all_and_nobody_elses(api, login):
    one, phone, other = login("depositor"), login("depositor"), login("reviewer")
    listed = api("GET", "/v1/sessions", who=one).body["items"]
    assert [line["current"] for line in listed] == [True, False]
    lost = sessions.id_of(phone)
    assert api("DELETE", f"/v1/sessions/{lost}", who=other).status == 404
    assert api("DELETE", f"/v1/sessions/{lost}", who=one).status == 204
    assert api("DELETE", f"/v1/sessions/{lost}", who=one).status == 404
    assert api("GET", "/v1/applications", who=phone).status == 401
    assert api("DELETE", "/v1/sessions", who=one).status == 204
    assert [api("GET", "/v1/sessions", who=who).status for who in (one, other)] == [401, 200]


def test_an_administrator_ends_every_session_of_a_login_and_it_is_written_down(api, login, capsys):
    ops, gone = login("ops", "O001"), login("reviewer", "R009")
    ended = {"audience": "reviewer", "subject": "R009", "reason": "left_service"}
    assert api("POST", "/v1/ops/sessions/end", ended, ops).body == {"ended": 1}
    assert api("GET", "/v1/sessions", who=gone).status == 401
    assert api("POST", "/v1/ops/sessions/end", ended, ops).body == {"ended": 0}
    (line, _) = [line for line in capsys.readouterr().out.splitlines() if "sessions ended" in line]
    assert '"by": "O001"' in line and '"whose": "reviewer:R009"' in line and '"reason": "left_service"' in line
