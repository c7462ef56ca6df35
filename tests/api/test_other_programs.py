"""What programs of others meet: pages of another origin are let in where that is told alone, HEAD where anybody may read, links that resolve below any stage."""

import json

import pytest
from chalice.app import Chalice
from chalice.config import Config
from chalice.local import LocalGateway

from chalicelib import api, settings
from chalicelib.api.http.problem import STATUS, Problem
from chalicelib.api.public import problems
from chalicelib.api.routes import ROUTES

THEIRS = "https://partner.example"


def gateway() -> LocalGateway:
    app = Chalice(app_name="anju")
    api.register(app)
    return LocalGateway(app, Config())


@pytest.fixture
def told(monkeypatch):
    monkeypatch.setattr(settings, "told", {**settings.told, "ANJU_CORS_ORIGIN": THEIRS})


def asked_before(door: LocalGateway, path: str = "/v1/applications"):
    headers = {"origin": THEIRS, "access-control-request-method": "POST"}
    return door.handle_request("OPTIONS", path, headers, b"")


def test_pages_of_another_origin_may_ask_nothing_where_nobody_said_so(platform):
    door = gateway()
    for answer in (asked_before(door), door.handle_request("GET", "/v1/health", {"origin": THEIRS}, b"")):
        assert not [name for name in answer["headers"] if name.lower().startswith("access-control-allow-origin")]


def test_the_one_origin_that_is_told_may_send_keys_and_revisions_and_read_what_came_of_them(platform, told):
    door = gateway()
    answer = asked_before(door)
    assert answer["statusCode"] == 200 and answer["headers"]["Access-Control-Allow-Origin"] == THEIRS
    assert {"Idempotency-Key", "If-Match", "Authorization"} <= {*answer["headers"]["Access-Control-Allow-Headers"].split(",")}  # fmt: skip
    for path in ("/v1/health", "/v1/applications"):  # a refusal too
        headers = door.handle_request("GET", path, {"origin": THEIRS}, b"")["headers"]
        assert headers["Access-Control-Allow-Origin"] == THEIRS and "ETag" in headers["Access-Control-Expose-Headers"]
        assert "Access-Control-Allow-Credentials" not in headers


@pytest.mark.parametrize("path", ["/v1/health", "/v1/kinds", "/v1/problems"])
def test_what_anybody_may_read_can_be_asked_for_without_its_body(platform, path):
    door = gateway()
    query = "?centre=620100" if path == "/v1/kinds" else ""
    answer = door.handle_request("HEAD", f"{path}{query}", {}, b"")
    assert (answer["statusCode"], answer["body"]) == (200, "")
    assert answer["headers"]["Content-Type"] == door.handle_request("GET", f"{path}{query}", {}, b"")["headers"]["Content-Type"]  # fmt: skip


def test_what_is_somebodys_is_not_asked_for_that_way():
    assert [
        route for route in ROUTES if route.is_open and (route.audience or route.finds or route.method != "GET")
    ] == []


@pytest.mark.parametrize(("stage", "page"), [("", "/v1/problems"), ("/api", "/api/v1/problems")])
def test_a_problem_points_at_its_words_below_the_stage_it_was_asked_under(stage, page):
    for code in STATUS:
        path, _, anchor = Problem(code).to_json("", stage)["type"].partition("#")
        assert path == page and f'id="{anchor}"' in problems.page(None).body


def test_the_stage_is_read_off_the_request(api):
    from chalicelib.api.http.serve import _response

    class Asked:
        context = {"path": "/api/v1/applications/1"}
        method = "GET"

    said = json.loads(_response(Problem("NOT_FOUND"), "", Asked()).body)
    assert said["type"] == "/api/v1/problems#NOT_FOUND"
