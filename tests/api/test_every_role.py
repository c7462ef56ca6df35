"""Whatever is sent by whomever, with whose token: documented answers, no 5xx, nothing personal of others.

Schemathesis makes the requests from the OpenAPI document: every route, every role, what fits the schemas and what does not, and holds the
answers to it. Ids are of a case there is, now and then of none; a body that gets through is sent now and then.
"""

import json
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from chalicelib.agencies import identity_platform, queue_numbers
from chalicelib.api import form_masks, openapi
from chalicelib.api.routes import ROUTES
from chalicelib.records import acceptance
from tests.api.conftest import DEVICE
from tests.given.case import CONTRACT, present, put, waiting, words
from tests.given.form import OTHER, form
from tests.given.masks import brimful, personal
from tests.given.wsgi import wsgi

ROLES = ("borrower", "spouse", "stranger", "clerk", "elsewhere", "reviewer", "supervisor", "hotline", "ops", "bank", "")
# They are shown the whole form, or the contract, as their work needs it.
SEE_IT = ("borrower", "clerk", "bank")
# Who has taken a task reads whom the loan is paid to, and one party's number to phone them.
HAVE_TAKEN = ("reviewer", "supervisor")
FEW, MANY = 30, pytest.param(600, marks=pytest.mark.soak)
GOOD: dict[str, Any] = {
    "Form": form(),
    "Signing": {"sha256": CONTRACT["sha256"], "person": "borrower"},
    "Authorising": {"use": "data", "version": words("data")},
    "Deciding": {"decision": "approve", "reason": "资料齐全"},
    "TakingBack": {"use": "credit", "person": "spouse"},
    "Patch": {"wish": {"amount": "400000.00"}},
    "Restarting": {"reason": "执行中断"},
}
CHECKS: list[Any] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
# What asks a provider or a bank for an answer cannot be asked here; what ends a session would leave the others none.
OUTSIDE = (
    ("POST", "/v1/sessions"),
    ("POST", "/v1/bank/sessions"),
    ("DELETE", "/v1/sessions"),
    ("DELETE", "/v1/sessions/current"),
)


@pytest.fixture(scope="module")
def document() -> Any:
    return schemathesis.openapi.from_dict(openapi.document(ROUTES))


@pytest.fixture
def full():
    return brimful(form())


@pytest.fixture
def world(platform, api, login, borrower, spouse, submitted, full, monkeypatch):
    """Somebody's case in full, every role's token, and what paths may be filled in with."""
    for asked in ("present", "prove"):
        monkeypatch.setattr(identity_platform, asked, lambda *_: None)
    for asked in ("stands", "call"):
        monkeypatch.setattr(queue_numbers, asked, lambda *_, **__: queue_numbers.Stand(0, None))
    task = waiting(submitted, "first_review", "REVIEWING")
    acceptance.register(f"contract#{CONTRACT['number']}", case=submitted)
    put(submitted, form=full, contract=CONTRACT)
    present(submitted, "borrower")
    who = {
        "": "",
        "borrower": borrower,
        "spouse": spouse,
        "stranger": login("depositor", OTHER),
        "bank": login("bank", "B01"),
        "elsewhere": login("clerk", "C9", "620200"),
        **{role: login(role) for role in ("clerk", "reviewer", "supervisor", "hotline", "ops")},
    }
    paths = {
        "id": [submitted, "0" * 32],
        "no": [submitted, "0" * 32],
        "task": [task, f"{submitted}.verify.1"],
        "number": [CONTRACT["number"], "JK0"],
        "document": ["0" * 32],
        "paper": ["0" * 64],
        "session": ["0" * 64],
        "item": ["1"],
        "procedure": ["court_papers.1"],
        "commitment": ["SINGLE_STATUS"],
        "kind": ["new", "off_site", "x"],
    }
    return who, paths


def request(document, paths):
    """One request to any route of the document."""
    operations = [found.ok() for found in document.get_all_operations()]

    def to_one(operation):
        ids = {name: st.sampled_from(paths[name]) for name in paths if f"{{{name}}}" in operation.path}
        content = (operation.definition.raw.get("requestBody") or {}).get("content") or {}
        name = next((one["schema"]["$ref"].rpartition("/")[2] for one in content.values()), "")
        body = st.sampled_from([None, GOOD[name]]) if name in GOOD else st.none()
        return st.tuples(operation.as_strategy(), st.fixed_dictionaries(ids), body)

    asked = [one for one in operations if (one.method.upper(), one.path) not in OUTSIDE]
    return st.sampled_from(asked).flatmap(to_one)


@pytest.mark.parametrize("examples", [FEW, MANY])
@pytest.mark.parametrize("role", ROLES)
def test_whatever_a_role_sends_is_answered_as_documented_and_tells_nothing_personal_of_others(
    api, document, world, full, role, examples
):
    who, paths = world
    document.app = wsgi(api)
    others = full if role not in ("spouse",) else {**full, "people": full["people"][:1]}
    of_task = {
        "home": {"seller": full["home"]["seller"]},
        "people": [{"phone": one["phone"]} for one in full["people"]],
    }
    secrets = (
        set()
        if role in SEE_IT
        else personal(others, form_masks.rules())
        - personal({"people": full["people"][1:]} if role == "spouse" else {}, form_masks.rules())
        - personal(of_task if role in HAVE_TAKEN else {}, form_masks.rules())
    )
    token = {"authorization": f"Bearer {who[role]}", "anju-device": DEVICE} if who[role] else {}

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=examples == FEW,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(request(document, paths))
    def ask(sent):
        case, ids, body = sent
        case.path_parameters = {**(case.path_parameters or {}), **ids}
        case.body = case.body if body is None else body
        reply = case.call(headers={**token, "if-match": '"1"'})
        case.validate_response(reply, checks=CHECKS)
        told = (
            json.dumps(json.loads(reply.content), ensure_ascii=False)
            if reply.content[:1] in (b"{", b"[")
            else reply.text
        )
        assert not any(secret in told for secret in secrets), (case.method, case.path)

    ask()
