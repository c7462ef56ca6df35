from dataclasses import replace

import pytest
import time_machine

from chalicelib import clock
from chalicelib.agencies import identity_platform, province
from chalicelib.api import begun
from chalicelib.domain import channels
from chalicelib.domain.assurance import Level
from chalicelib.domain.channels import CHANNELS
from chalicelib.errors import AgencyUnavailable
from chalicelib.messages.pages import served
from chalicelib.records import attempts, casefile
from chalicelib.records.contents import Prefilled
from chalicelib.trust import sessions
from chalicelib.trust.index import reference
from chalicelib.trust.members import Member
from chalicelib.trust.sessions import Session, device_of
from tests.api.conftest import DEVICE
from tests.api.logins import DEPOSITOR, STAFF, known_as, log_in
from tests.given.case import put
from tests.given.form import BORROWER, SPOUSE


def test_a_code_becomes_an_opaque_token_that_is_not_kept(api, platform, monkeypatch):
    known_as(monkeypatch, replace(DEPOSITOR, name="周测试", phone="13900000001"))
    opened = api("POST", "/v1/sessions", {"channel": "wechat", "code": "once"})
    assert (opened.status, opened.body["audience"], len(opened.body["token"])) == (201, "depositor", 43)
    kept = str(platform.items("ephemeral"))
    for secret in (opened.body["token"], BORROWER, "周测试", "13900000001"):
        assert secret not in kept
    session = sessions.find(opened.body["token"])
    assert session == sessions.Session(
        "depositor", reference("person", BORROWER), "", "wechat", reference("person", BORROWER), Level.REAL_NAME, "real_name",
    )  # fmt: skip


def test_a_code_nobody_knows_opens_nothing(api, monkeypatch):
    known_as(monkeypatch, None)
    assert api("POST", "/v1/sessions", {"channel": "wechat", "code": "x"}).body["code"] == "LOGIN_FAILED"


@pytest.mark.parametrize("channel", ["carrier_pigeon", "", "WECHAT", "bank"])
def test_a_channel_that_is_not_declared_lets_nobody_in_and_asks_nobody(api, monkeypatch, channel):
    monkeypatch.setattr(identity_platform, "identify", lambda *_: pytest.fail("asked"))
    refused = api("POST", "/v1/sessions", {"channel": channel, "code": "once"})
    assert (refused.status, refused.codes) == (422, {("CHANNEL_UNKNOWN", "/channel")})


@pytest.mark.parametrize("audience", sessions.AUDIENCES)
def test_people_come_by_the_channels_declared_for_them_and_by_no_other(api, monkeypatch, audience):
    answers = {}
    for channel in CHANNELS:
        known_as(monkeypatch, replace(STAFF, audience=audience, channel=channel))
        answers[channel] = log_in(api, "wechat")
    opened = {channel for channel, answer in answers.items() if answer.status == 201}
    assert opened == {channel for channel, declared in CHANNELS.items() if audience in declared.audiences} - {"bank"}
    assert (opened == set()) == (audience == "bank"), "a bank signs, and has no code of anybody's"
    assert all(answers[channel].status in (401, 422) for channel in {*CHANNELS} - opened)


@pytest.mark.parametrize("said", ["alipay", "province"])
def test_the_channel_is_what_the_provider_says_and_not_what_the_client_claims(api, monkeypatch, said):
    known_as(monkeypatch, replace(DEPOSITOR, channel=said))
    opened = log_in(api, "wechat")
    assert (opened.body["channel"], opened.body["level"]) == (said, "REAL_NAME")
    assert sessions.find(opened.body["token"]).channel == said


def test_a_clerk_who_claims_the_window_from_a_desk_is_at_the_desk(api, monkeypatch):
    known_as(monkeypatch, replace(STAFF, channel="desk"))
    assert log_in(api, "window").body["channel"] == "desk"


def test_a_channel_is_for_audiences_there_are_and_has_its_name_in_the_interface_its_port_and_its_place_on_the_page(api):
    assert {audience for channel in CHANNELS.values() for audience in channel.audiences} == {*sessions.AUDIENCES}
    assert [channel for channel, declared in CHANNELS.items() if declared.code] == [*identity_platform.PORTS]
    offered = [code for code in served.TEXTS if code.startswith("APPLY_CHANNEL_")]
    assert offered == [f"APPLY_CHANNEL_{channel.upper()}" for channel in channels.of("depositor")], "on the page"
    shown = api("GET", "/v1/openapi.json").body["components"]["schemas"]["Login"]["properties"]["channel"]
    assert shown["enum"] == [*identity_platform.PORTS] and shown["x-codes"]["codes"]["wechat"] == "微信小程序"


def test_a_silent_identity_platform_is_a_503_that_says_when_to_come_back(api, monkeypatch):
    def silent(channel, code, device):
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
    known_as(monkeypatch, STAFF)
    token = log_in(api, "window").body["token"]
    assert sessions.find(token, DEVICE) == sessions.Session(
        "clerk", "clerk-1", "620100", "window", reference("person", BORROWER), Level.STRONG, "second_factor", device_of(DEVICE),
    )  # fmt: skip


def test_staff_whose_person_the_identity_platform_does_not_name_are_not_let_in(api, monkeypatch):
    known_as(monkeypatch, replace(STAFF, id_number=""))
    assert log_in(api, "desk").body["code"] == "LOGIN_FAILED"


@pytest.mark.parametrize("level", [Level.LOGGED_IN, Level.REAL_NAME])
def test_staff_without_a_second_factor_are_not_let_in(api, monkeypatch, platform, level):
    known_as(monkeypatch, replace(STAFF, level=level))
    assert log_in(api, "window").body["code"] == "SECOND_FACTOR_REQUIRED"
    assert not [item for item in platform.items("ephemeral") if "session" in item["key"]["S"]]


@pytest.mark.parametrize(("registered", "device"), [("", ""), ("", DEVICE), ("another", DEVICE), (DEVICE, "")])
def test_staff_are_let_in_on_the_device_their_provider_names_alone(api, monkeypatch, registered, device):
    known_as(monkeypatch, replace(STAFF, device=device_of(registered)))
    assert log_in(api, "window", device).body["code"] == "LOGIN_FAILED"


@pytest.mark.parametrize("audience", sessions.STAFF)
def test_a_token_of_staff_used_from_another_device_is_refused_and_written_down(api, login, audience):
    token = login(audience, "X001")
    for device in ("stolen", ""):
        refused = api("GET", "/v1/sessions", who=token, anju_device=device)
        assert (refused.status, refused.body["code"]) == (401, "OTHER_DEVICE")
    kept = attempts.of_day(clock.today().isoformat())
    told = {(one["audience"], one["operator"], one["code"], one["session"]) for one in kept}
    assert told == {(audience, "X001", "OTHER_DEVICE", sessions.id_of(token)[:16])} and len(kept) == 2
    assert api("GET", "/v1/sessions", who=token).status == 200


def test_who_has_verified_no_name_sees_their_sessions_and_is_nobody_in_any_case(api, monkeypatch, draft):
    known_as(monkeypatch, replace(DEPOSITOR, level=Level.LOGGED_IN, account="o-1"))  # an ID number nobody has verified
    token = log_in(api).body["token"]
    assert sessions.find(token).person == reference("account", "wechat/o-1")
    assert len(api("GET", "/v1/sessions", who=token).body["items"]) == 1
    for path in ("/v1/applications", f"/v1/applications/{draft}"):
        refused = api("GET", path, who=token)
        assert (refused.status, refused.body["code"], refused.codes) == (403, "STEP_UP", {("NEEDS_REAL_NAME", "")})
    known_as(monkeypatch, replace(DEPOSITOR, level=Level.LOGGED_IN))
    assert log_in(api).body["code"] == "LOGIN_FAILED", "neither a name nor an account"
    known_as(monkeypatch, replace(DEPOSITOR, id_number=""))
    assert log_in(api).body["code"] == "LOGIN_FAILED", "real-name without one"


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
    assert api("POST", "/v1/ops/sessions/end", ended, ops).body == {"ended": 1, "told": None}
    assert api("GET", "/v1/sessions", who=gone).status == 401
    assert api("POST", "/v1/ops/sessions/end", ended, ops).body == {"ended": 0, "told": None}
    (line, _) = [line for line in capsys.readouterr().out.splitlines() if "sessions ended" in line]
    assert '"by": "O001"' in line and '"whose": "reviewer:R009"' in line and '"reason": "left_service"' in line


@pytest.fixture
def messages(monkeypatch):
    """What the province's platform was given to send."""
    sent = []
    monkeypatch.setattr(province, "notify", lambda key, phone, id, text, purpose: sent.append((key, phone, text)))
    return sent


def test_an_administrator_ends_a_citizens_sessions_by_the_case_they_are_in_and_they_are_told(
    api, login, draft, borrower, spouse, messages
):
    lost = {"audience": "depositor", "case": draft, "person": "borrower", "reason": "lost_device"}
    phone = casefile.load(draft).form["people"][0]["phone"]
    assert api("POST", "/v1/ops/sessions/end", lost, login("ops", "O001")).body == {"ended": 1, "told": True}
    assert [api("GET", "/v1/sessions", who=who).status for who in (borrower, spouse)] == [401, 200]
    ((key, number, text),) = messages
    assert (key, number) == ("borrower", phone) and "设备丢失" in text
    uses = api("GET", f"/v1/applications/{draft}/data-uses", who=login("depositor")).body["items"]
    assert [one["text"] for one in uses] == ["平台运维人员（O001）退出了其全部登录，原因：设备丢失"]


def test_an_act_of_ending_somebodys_sessions_is_told_to_nobody_else(api, login, submitted, spouse, messages):
    lost = {"audience": "depositor", "case": submitted, "person": "borrower", "reason": "misuse"}
    assert api("POST", "/v1/ops/sessions/end", lost, login("ops")).status == 200
    assert api("GET", f"/v1/applications/{submitted}/data-uses", who=spouse).body["items"] == []


def test_who_is_merely_named_in_a_form_keeps_their_sessions_and_nobody_is_told(
    api, login, borrower, form, spouse, messages
):
    case = api("POST", "/v1/applications", form, borrower).body["id"]
    lost = {"audience": "depositor", "case": case, "person": "spouse", "reason": "misuse"}
    refused = api("POST", "/v1/ops/sessions/end", lost, login("ops"))
    assert (refused.status, refused.codes) == (422, {("NOT_A_CHOICE", "/person")})
    assert api("GET", "/v1/sessions", who=spouse).status == 200 and messages == []
    put(case, people={reference("person", SPOUSE): "spouse"})
    assert api("POST", "/v1/ops/sessions/end", lost, login("ops")).body == {"ended": 1, "told": False}
    assert messages == [], "the phone in the form is one that somebody has typed for them"


def test_a_party_is_told_on_the_phone_their_own_login_named_and_not_on_one_typed_for_them(
    api, login, draft, spouse, messages
):
    who = reference("person", SPOUSE)
    consent = next(one["id"] for one in casefile.load(draft).consents if (one["party"], one["use"]) == (who, "data"))
    kept = Prefilled(who, consent, "", clock.stamp(), "", {"person.phone": "13900000009"})
    put(draft, people={who: "spouse"}, prefilled={"spouse.login": kept})
    lost = {"audience": "depositor", "case": draft, "person": "spouse", "reason": "misuse"}
    assert api("POST", "/v1/ops/sessions/end", lost, login("ops")).body == {"ended": 1, "told": True}
    ((key, number, _),) = messages
    assert (key, number) == ("spouse", "13900000009")


def test_ending_once_more_what_has_ended_tells_nobody_again(api, login, draft, borrower, messages):
    lost = {"audience": "depositor", "case": draft, "person": "borrower", "reason": "lost_device"}
    ended = [api("POST", "/v1/ops/sessions/end", lost, login("ops")).body for _ in range(2)]
    assert ended == [{"ended": 1, "told": True}, {"ended": 0, "told": False}] and len(messages) == 1


def test_sessions_end_though_nobody_can_be_told(api, login, draft, borrower, monkeypatch):
    def down(*_):
        raise AgencyUnavailable("province")

    monkeypatch.setattr(province, "notify", down)
    lost = {"audience": "depositor", "case": draft, "person": "borrower", "reason": "lost_device"}
    assert api("POST", "/v1/ops/sessions/end", lost, login("ops")).body == {"ended": 1, "told": False}
    assert api("GET", "/v1/sessions", who=borrower).status == 401


@pytest.mark.parametrize(
    ("whose", "status"),
    [
        ({"case": "0" * 32, "person": "borrower"}, 404),
        ({"case": "1" * 43, "person": "borrower"}, 404),
        ({"person": "borrower"}, 422),
        ({"subject": "person_x"}, 422),
        ({"case": "0" * 32, "subject": "x", "person": "spouse"}, 422),
    ],
)
def test_a_citizen_is_named_by_a_case_they_are_in_and_by_nothing_else(api, login, whose, status):
    body = {"audience": "depositor", "reason": "misuse", **whose}
    assert api("POST", "/v1/ops/sessions/end", body, login("ops")).status == status


def test_who_comes_in_for_another_centre_is_its_staff_from_then_on_and_no_more_of_the_one_before(monkeypatch):
    counted, before = [], Member("r1", "reviewer", "620100", "person_r1")
    monkeypatch.setattr(begun.roster, "find", lambda audience, login: before)
    monkeypatch.setattr(begun.sessions, "open_session", lambda session: counted.append("opened") or ("t", "then"))
    monkeypatch.setattr(begun.staffed, "forget", lambda who: counted.append(("left", who.centre)))
    monkeypatch.setattr(begun.staffed, "note", lambda who: counted.append(("came", who.centre)))
    for audience, centre in (("reviewer", "620200"), ("reviewer", "620100"), ("depositor", "")):
        begun.begun(Session(audience, "r1", centre, "desk", "person_r1"))
    assert counted == [("left", "620100"), "opened", ("came", "620200"), "opened", ("came", "620100"), "opened"]
