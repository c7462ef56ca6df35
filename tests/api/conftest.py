import hashlib
import json
import re
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import pytest
from chalice.app import Chalice
from chalice.test import BaseClient, Client

from chalicelib import api as http
from chalicelib import aws
from chalicelib.api import headers, openapi
from chalicelib.api.answers.problems import ProblemShown
from chalicelib.api.http.problem import STATUS, defect_codes
from chalicelib.api.http.route import model_of
from chalicelib.api.routes import ROUTES
from chalicelib.domain.assurance import Level
from chalicelib.errors import CaseNotFound
from chalicelib.records import casefile, inspections
from chalicelib.settings import setting
from chalicelib.trust.index import reference
from chalicelib.trust.sessions import STAFF, Session, device_of, open_session
from infra import simulators
from infra.local.serve import threaded
from tests.given import case, partners
from tests.given.form import BORROWER, SPOUSE
from tests.given.form import form as complete
from tests.given.papers import pdf
from tests.given.platform import Platform
from tests.given.province import asked, running

DEVICE = "device-of-the-tests"


@dataclass
class Reply:
    status: int
    body: Any
    headers: dict[str, str]

    @property
    def codes(self) -> set[tuple[str, str]]:
        return {(defect["code"], defect["field"]) for defect in self.body["defects"]}


class Api:
    def __init__(self, client: Client) -> None:
        self._client = client

    def __call__(
        self, method: str, path: str, body: Any = None, who: str = "", raw: bytes | None = None, **headers: str
    ) -> Reply:
        sent = {name if name.startswith("gj") else name.replace("_", "-"): value for name, value in headers.items()}
        if who:
            sent = {"anju-device": DEVICE, "authorization": f"Bearer {who}", **sent}
        if method == "POST" and path.endswith("/submit") and not body and raw is None:
            body = {"incomplete": True}  # whoever hands in knows what is lacking, where a test does not say otherwise
        content = raw if raw is not None else json.dumps(body).encode() if body is not None else b""
        if method == "POST" and (path.endswith(("/submit", "/corrections")) or "/notice/" in path):
            sent.setdefault("if-match", _just_read(path))
        if content and "content-type" not in sent:
            sent["content-type"] = "application/json"
        answer = self._client.http.request(method, path, headers=sent, body=content)
        is_text = answer.headers.get("Content-Type", "").startswith("text/")
        body = answer.body.decode() if is_text else json.loads(answer.body) if answer.body else None
        reply = Reply(answer.status_code, body, answer.headers)
        as_documented(method, path, reply)
        return reply


def _just_read(path: str) -> str:
    """What is handed in was read the moment before, where a test does not say otherwise."""
    try:
        return f'"{casefile.load(path.split("/")[3]).revision}"'
    except CaseNotFound:
        return '"1"'


def as_documented(method: str, path: str, reply: Reply) -> None:
    """Every answer any test sees is what the OpenAPI document says: its status, its shape, its problem codes."""
    plain = path.split("?")[0]
    route = next(r for r in ROUTES if r.method == method and re.fullmatch(re.sub(r"{\w+}", "[^/]+", r.path), plain))
    if reply.status >= 400:
        assert reply.headers["Content-Type"] == "application/problem+json"
        ProblemShown.model_validate(reply.body)
        assert reply.body["status"] == reply.status == STATUS[reply.body["code"]]
        assert reply.body["code"] in openapi.problem_codes(route), f"undocumented: {reply.body['code']} of {route.path}"
        assert {code for code, _ in reply.codes} <= {*defect_codes()}, "say it in _ELSEWHERE of api/http/problem.py"
        said = headers.of_problems(route, [reply.body["code"]])
    else:
        assert reply.status == route.status
        said = headers.of_success(route)
        if not route.answer:
            assert reply.headers["Content-Type"].startswith(route.media)
        elif reply.body is not None:
            model_of(route.answer).model_validate(reply.body)
    assert {*headers.NAMED} & {*reply.headers} <= {*said}, f"undocumented header of {route.path}"


@pytest.fixture(scope="module")
def province() -> Iterator[simulators.Simulators]:
    with running() as world:
        yield world


@pytest.fixture
def world(
    platform: Platform, province: simulators.Simulators, monkeypatch: pytest.MonkeyPatch
) -> simulators.Simulators:
    """The agencies of the synthetic province, on the wire."""
    return asked(province, monkeypatch)


@pytest.fixture(scope="session")
def app() -> Iterator[Chalice]:
    made = threaded(Chalice(app_name="anju"))
    http.register(made)
    # Its client gives each request an environment of its own, and of two at once one would keep the other's for all tests that follow.
    with patch.object(BaseClient, "_patched_env_vars", lambda *_: nullcontext()):
        yield made


@pytest.fixture
def api(platform: Platform, app: Chalice) -> Api:
    return Api(Client(app))


@pytest.fixture
def form() -> dict[str, Any]:
    return complete()


@pytest.fixture
def login(platform: Platform) -> Callable[..., str]:
    def open_as(
        audience: str, subject: str = "", centre: str = "620100", person: str = "", level: Level = Level.STRONG
    ) -> str:
        if audience == "depositor":
            subject, centre = reference("person", subject or BORROWER), ""
        subject = subject or f"{audience}-1"
        whose = "" if audience == "bank" else subject if audience == "depositor" else person or f"person_{subject}"
        device = device_of(DEVICE) if audience in STAFF else ""
        return open_session(Session(audience, subject, centre, "test", whose, level, "test", device))[0]

    return open_as


@pytest.fixture
def borrower(platform: Platform, login: Callable[..., str]) -> str:
    return platform.once("borrower", lambda: login("depositor", BORROWER))


@pytest.fixture
def spouse(platform: Platform, login: Callable[..., str]) -> str:
    return platform.once("spouse", lambda: login("depositor", SPOUSE))


@pytest.fixture
def draft(platform: Platform, api: Api, login: Callable[..., str]) -> str:
    """The draft the borrower has begun with the whole form, authorised by everybody."""

    def begin() -> str:
        draft: str = api("POST", "/v1/applications", complete(), login("depositor", BORROWER)).body["id"]
        case.authorised(draft)
        return draft

    return platform.once("draft", begin)


@pytest.fixture
def submitted(platform: Platform, api: Api, login: Callable[..., str]) -> str:
    """The same, submitted."""

    def submit() -> str:
        borrower = login("depositor", BORROWER)
        draft: str = api("POST", "/v1/applications", complete(), borrower).body["id"]
        case.authorised(draft)
        assert api("POST", f"/v1/applications/{draft}/submit", {}, borrower).status == 202
        return draft

    return platform.once("submitted", submit)


@pytest.fixture
def waiting(submitted: str) -> Callable[..., str]:
    """Puts the case where a step would have put it: a status, values, and an open task."""
    return lambda kind, status, details=None, **values: case.waiting(submitted, kind, status, details=details, **values)


@pytest.fixture
def from_bank(api: Api) -> Callable[..., Reply]:
    return partners.bank(api)


@pytest.fixture
def from_registry(api: Api) -> Callable[..., Reply]:
    return partners.registry(api)


PAPER = pdf("signed by hand")


@pytest.fixture
def taken(api: Api, login: Callable[..., str], draft: str) -> Callable[..., str]:
    """Has a clerk take the scan of a form, and gives its id."""

    def take(act: str = "submit", person: str = "borrower", content: bytes = PAPER, id: str = "", **more: Any) -> str:
        clerk, where = login("clerk"), f"/v1/applications/{draft}/signed-forms"
        id = id or api("POST", where, {"content_type": "application/pdf"}, clerk).body["id"]
        key = inspections.incoming_key_of(draft, id)
        aws.client("s3").put_object(Bucket=setting("BUCKET_DOCUMENTS"), Key=key, Body=content)
        sha256 = hashlib.sha256(content).hexdigest()
        said = {"person": person, "act": act, "place": "W-1", "content_type": "application/pdf", "sha256": sha256}
        reply = api("POST", f"{where}/{id}/verify", {**said, **more}, clerk)
        assert reply.status == 201, reply.body
        return id

    return take


@pytest.fixture
def look(api: Api, draft: str) -> Callable[..., Any]:
    """Somebody's word on a scan."""

    def at(scan: str, who: str, accepted: bool = True, content: bytes = PAPER) -> Any:
        body = {"sha256": hashlib.sha256(content).hexdigest(), "accepted": accepted}
        return api("POST", f"/v1/applications/{draft}/signed-forms/{scan}/second", body, who)

    return at


@pytest.fixture
def put(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Neighbours put in place of the real ones: (module, name, value) each."""

    def place(*known: tuple[Any, str, Any]) -> None:
        for where, name, value in known:
            monkeypatch.setattr(where, name, value)

    return place
