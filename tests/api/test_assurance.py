"""Which act needs which level: every route, at every level, from the one table; and what a proof lifts, for whom, for how long."""

import re
from pathlib import Path
from typing import Any

import pytest
import time_machine

from chalicelib.agencies import identity_platform
from chalicelib.agencies.identity_platform import Proof
from chalicelib.api.http import assurance
from chalicelib.api.routes import ROUTES
from chalicelib.domain.assurance import Level
from chalicelib.messages import text
from chalicelib.trust import sessions
from chalicelib.trust.index import reference
from tests.given import case
from tests.given.form import BORROWER, OTHER

OWN = [route for route in ROUTES if "depositor" in route.audience]
PATHS = {
    "id": "a" * 32,
    "document": "b" * 32,
    "paper": "5" * 64,
    "session": "c" * 64,
    "item": "1",
    "procedure": "court_papers.1",
    "commitment": "SINGLE_STATUS",
    "task": f"{'d' * 32}.verify.1",
    "number": "1",
    "no": "e" * 32,
}
BINDING = {
    "appeals",
    "joins",
    "consents",
    "withdrawals",
    "submit",
    "corrections",
    "contests",
    "withdraw",
    "signatures",
    "revocations",
    "denials",
    "tolerances",
    "commitments",
    "owed",
    "costs",
    "delivery",
}
APPLY = Path(__file__).parents[2] / "web" / "apply"
POSTED = re.compile(r"post\([`\"](v1/[^`\"]+)[`\"]")
ASKS = re.compile(r"<\$\{(Binding|Saving)\}")
LIFT = "/v1/sessions/current/level"


def proven(monkeypatch, id_number: str = BORROWER, channel: str = "test", level: Level = Level.STRONG):
    monkeypatch.setattr(identity_platform, "prove", lambda *_: Proof(channel, id_number, level, "face"))


def name(route: Any) -> str:
    return f"{route.method} {route.path}"


def test_every_route_of_people_has_its_line_in_the_table_and_no_line_is_of_a_route_there_is_not():
    assert {name(route) for route in OWN} == {*assurance.ACTS} - {assurance.OTHER_ACCOUNT}


def test_what_has_no_line_needs_the_highest_level():
    for route in ROUTES:
        if name(route) not in assurance.ACTS:
            assert assurance.needed(route) is Level.STRONG


def test_every_act_that_binds_somebody_needs_a_face_or_a_second_factor_and_no_look_does():
    binding = {route.path.rpartition("/")[2] for route in OWN if assurance.needed(route) is Level.STRONG}
    assert binding == BINDING and assurance.ACTS[assurance.OTHER_ACCOUNT] is Level.STRONG
    assert not [route for route in OWN if route.method == "GET" and assurance.needed(route) is Level.STRONG]


@pytest.mark.parametrize("route", [one for one in OWN if assurance.needed(one) > Level.LOGGED_IN], ids=name)
def test_below_its_level_an_act_is_refused_with_what_to_do_before_anything_of_a_case_is_told(api, login, draft, route):
    needed = assurance.needed(route)
    path = route.path.format(**{**PATHS, "id": draft})
    for level in Level:
        answer = api(route.method, path, {} if route.body else None, login("depositor", level=level))
        if level >= needed:
            assert answer.body is None or answer.body.get("code") != "STEP_UP"
            continue
        assert (answer.status, answer.body["code"]) == (403, "STEP_UP")
        (defect,) = answer.body["defects"]
        following = Level.REAL_NAME if level is Level.LOGGED_IN else needed
        assert (defect["code"], defect["text"]) == (f"NEEDS_{following.name}", text(f"NEEDS_{following.name}"))


@pytest.mark.parametrize("route", [one for one in ROUTES if one.audience and "depositor" not in one.audience], ids=name)
def test_staff_and_banks_do_nothing_below_the_highest_level(api, login, route):
    path = route.path.format(**PATHS)
    for audience in route.audience:
        answer = api(route.method, path, {} if route.body else None, login(audience, level=Level.REAL_NAME))
        assert (answer.status, answer.body["code"]) == (403, "STEP_UP")


def test_the_level_of_an_act_stands_in_the_interface(api):
    paths = api("GET", "/v1/openapi.json").body["paths"]
    for route in ROUTES:
        shown = paths[route.path][route.method.lower()].get("x-level")
        assert shown == (assurance.needed(route).name if route.audience else None)


def test_being_asked_for_a_proof_is_no_attempt_at_what_one_may_not(api, login, draft, platform):
    api("POST", f"/v1/applications/{draft}/submit", {}, login("depositor", level=Level.REAL_NAME))
    assert not platform.items("ledger")


def test_a_live_face_of_ones_own_lifts_the_session_for_ten_minutes(api, login, draft, monkeypatch):
    proven(monkeypatch)
    with time_machine.travel("2026-11-23T01:00:00Z", tick=False) as time:
        token = login("depositor", level=Level.REAL_NAME)
        withdraw = f"/v1/applications/{draft}/withdraw"
        assert api("POST", withdraw, {}, token).body["code"] == "STEP_UP"
        lifted = api("POST", LIFT, {"code": "x"}, token)
        assert lifted.body == {"level": "STRONG", "method": "face", "until": "2026-11-23T01:10:00.000Z"}
        assert api("POST", withdraw, {}, token).status == 202
        time.shift(600)
        assert api("POST", withdraw, {}, token).body["code"] == "STEP_UP"


@pytest.mark.parametrize(
    "proof",
    [None, Proof("test", OTHER, Level.STRONG, "face"), Proof("alipay", BORROWER, Level.STRONG, "face")],
    ids=["unknown", "somebody else's", "of another channel"],
)
def test_a_proof_that_is_not_ones_own_through_ones_own_channel_lifts_nothing(api, login, monkeypatch, proof):
    monkeypatch.setattr(identity_platform, "prove", lambda *_: proof)
    token = login("depositor", level=Level.REAL_NAME)
    refused = api("POST", LIFT, {"code": "x"}, token)
    assert (refused.status, refused.codes) == (422, {("NOT_PROVEN", "/code")})
    assert sessions.find(token).level is Level.REAL_NAME


def test_who_has_verified_no_name_is_sent_to_do_so_and_nobodys_face_is_looked_at(api, login, monkeypatch):
    monkeypatch.setattr(identity_platform, "prove", lambda *_: pytest.fail("asked"))
    refused = api("POST", LIFT, {"code": "x"}, login("depositor", level=Level.LOGGED_IN))
    assert (refused.body["code"], refused.codes) == ("STEP_UP", {("NEEDS_REAL_NAME", "")})


def test_a_lifted_session_costs_no_call_more_on_any_request(api, login, monkeypatch, platform):
    proven(monkeypatch)
    plain, lifted = (login("depositor", level=Level.REAL_NAME) for _ in range(2))
    api("POST", LIFT, {"code": "x"}, lifted)
    assert calls(api, platform, monkeypatch, plain) == calls(api, platform, monkeypatch, lifted) == ["GetItem", "Query"]


def calls(api, platform, monkeypatch, token):
    made = []
    client = platform.client("dynamodb")
    with monkeypatch.context() as watched:
        whole = client._make_api_call
        watched.setattr(client, "_make_api_call", lambda name, how: made.append(name) or whole(name, how))
        assert api("GET", "/v1/applications", who=token).status == 200
    return [call for call in made if call in ("GetItem", "UpdateItem", "Query", "PutItem")][:2]


SELLER, WISH = (
    {"home": {"seller": {"number": "6222022700000000029"}}},
    {"wish": {"repayment_account": "6222022700000000011"}},
)
OLD = {"old_loan": {"account": {"number": "6222022700000000029"}}}


@pytest.mark.parametrize(
    "other", [SELLER, WISH, {"home": {"seller": None}}, {"wish": {"repayment_account": None}}, {"home": None}]
)
def test_an_account_that_stands_is_changed_or_taken_out_by_a_face_alone(api, login, draft, other):
    path, strong = f"/v1/applications/{draft}", login("depositor")
    revision = api("GET", path, who=strong).headers["ETag"]
    api("PATCH", path, {"wish": {"repayment_account": "6222022700000000029"}}, strong, if_match=revision)
    revision, weak = api("GET", path, who=strong).headers["ETag"], login("depositor", level=Level.REAL_NAME)
    refused = api("PATCH", path, other, weak, if_match=revision)
    assert (refused.body["code"], refused.codes) == ("STEP_UP", {("NEEDS_STRONG", "")})
    assert api("PATCH", path, other, strong, if_match=revision).status == 200


def test_the_account_of_the_old_loan_is_guarded_alike_and_one_that_stays_is_no_change(api, login):
    weak, strong = login("depositor", level=Level.REAL_NAME), login("depositor")
    begun = api("POST", "/v1/applications", {"centre": "620100"}, weak).body
    path, revision = f"/v1/applications/{begun['id']}", begun["revision"]
    for body in (SELLER, OLD, WISH, {**SELLER, **OLD, **WISH, "kind": "new"}):
        assert api("PATCH", path, body, weak, if_match=f'"{revision}"').status == 200, (
            "nothing stood there, or the same"
        )
        revision += 1
    other = {"old_loan": {"account": {"number": "6222022700000000011"}}}
    assert api("PATCH", path, other, weak, if_match=f'"{revision}"').body["code"] == "STEP_UP"
    assert api("PATCH", path, other, strong, if_match=f'"{revision}"').status == 200


def test_at_the_window_an_account_is_changed_while_the_applicant_is_there(api, login, draft):
    path, clerk = f"/v1/applications/{draft}", login("clerk")
    revision = api("GET", path, who=clerk).headers["ETag"]
    assert api("PATCH", path, WISH, clerk, if_match=revision).body["code"] == "PRESENCE_REQUIRED"
    case.present(draft, "borrower", clerk="clerk-1")
    revision = api("GET", path, who=clerk).headers["ETag"]
    assert api("PATCH", path, WISH, clerk, if_match=revision).status == 200


def test_a_lifted_session_is_still_of_one_person(api, login, monkeypatch):
    proven(monkeypatch)
    token = login("depositor", level=Level.REAL_NAME)
    api("POST", LIFT, {"code": "x"}, token)
    assert sessions.find(token).subject == reference("person", BORROWER)


def test_a_page_that_does_what_needs_a_face_asks_for_it_first():
    strong = {
        re.sub(r"\{\w+\}", "{}", one.removeprefix("POST /"))
        for one, level in assurance.ACTS.items()
        if level is Level.STRONG
    }
    acting = {
        page.name: page.read_text(encoding="utf-8")
        for page in APPLY.glob("*.js")
        if strong & {re.sub(r"\$\{[^}]+\}", "{}", one) for one in POSTED.findall(page.read_text(encoding="utf-8"))}
    }
    assert {"papers.js", "withdraw.js", "sign.js", "appeal.js"} <= acting.keys()
    assert [name for name, said in acting.items() if not ASKS.search(said)] == []
