"""Whatever is sent by whomever, with whose token: documented answers, no 5xx, nothing personal of others.

Requests are made from the OpenAPI document itself: every route, every role, bodies that fit their schema and some that do not.
That each answer is documented, by status, code and shape, the client of these tests holds by itself (`as_documented`).
"""

import json
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from chalicelib.api import form_masks, openapi
from chalicelib.api.routes import ROUTES
from chalicelib.records import acceptance
from tests.given.case import CONTRACT, present, put, waiting, words
from tests.given.form import OTHER, form
from tests.given.masks import brimful, personal
from tests.given.schemas import near, values

DOCUMENT = openapi.document(ROUTES)
SCHEMAS = DOCUMENT["components"]["schemas"]
ROLES = ("borrower", "spouse", "stranger", "clerk", "elsewhere", "reviewer", "supervisor", "hotline", "ops", "bank", "")
# They are shown the whole form, or the contract, as their work needs it.
SEE_IT = ("borrower", "clerk", "bank")
FEW, MANY = 12, pytest.param(600, marks=pytest.mark.soak)
GOOD = {
    "Form": form(), "Signing": {"sha256": CONTRACT["sha256"], "person": "borrower"}, "Authorising": {"use": "data", "version": words("data")},
    "Deciding": {"decision": "approve", "reason": "资料齐全"}, "TakingBack": {"use": "credit", "person": "spouse"},
    "Patch": {"wish": {"amount": "400000.00"}}, "Restarting": {"reason": "执行中断"},
}  # fmt: skip
# By role it is tried as: what asks an agency or a bank for an answer cannot be asked here.
OUTSIDE = ("/v1/sessions", "/v1/sessions/proofs", "/v1/bank/sessions")


@pytest.fixture
def full():
    return brimful(form())


@pytest.fixture
def world(platform, api, login, borrower, spouse, submitted, full):
    """Somebody's case in full, every role's token, and what paths may be filled in with."""
    task = waiting(submitted, "first_review", "REVIEWING")
    acceptance.register(f"contract#{CONTRACT['number']}", case=submitted)
    put(submitted, form=full, contract=CONTRACT)
    present(submitted, "borrower")
    who = {
        "": "", "borrower": borrower, "spouse": spouse, "stranger": login("depositor", OTHER), "bank": login("bank", "B01"),
        "elsewhere": login("clerk", "C9", "620200"),
        **{role: login(role) for role in ("clerk", "reviewer", "supervisor", "hotline", "ops")},
    }  # fmt: skip
    paths = {
        "id": [submitted, "0" * 32], "no": [submitted, "0" * 32], "task": [task, f"{submitted}.verify.1"],
        "number": [CONTRACT["number"], "JK0"], "document": ["0" * 32], "session": ["0" * 64], "kind": ["new", "off_site", "x"],
    }  # fmt: skip
    return who, paths


def body_of(operation):
    """What to send to an operation; None where it takes nothing."""
    if "requestBody" not in operation:
        return st.none()
    (content,) = operation["requestBody"]["content"].values()
    schema, name = content["schema"], content["schema"]["$ref"].rpartition("/")[2]
    made = values(schema, SCHEMAS)
    return st.one_of(near(GOOD[name], schema, SCHEMAS), made) if name in GOOD else made


def request(paths):
    """One request to any route of the document."""
    operations = [(p, m, o) for p, ms in DOCUMENT["paths"].items() for m, o in ms.items() if p not in OUTSIDE]

    def asked(chosen):
        path, method, operation = chosen
        query = {one["name"]: st.sampled_from(["620100", "verify", "x", "2026-11-26", "true", "3"]) for one in operation.get("parameters", ()) if one["in"] == "query"}  # fmt: skip
        return st.tuples(
            st.just(method.upper()),
            st.fixed_dictionaries({name: st.sampled_from(those) for name, those in paths.items()}).map(lambda values: path.format(**values)),
            st.fixed_dictionaries({}, optional=query),
            body_of(operation),
        )  # fmt: skip

    return st.sampled_from(operations).flatmap(asked)


@pytest.mark.parametrize("examples", [FEW, MANY])
@pytest.mark.parametrize("role", ROLES)
def test_whatever_a_role_sends_is_answered_as_documented_and_tells_nothing_personal_of_others(
    api, world, full, role, examples
):
    who, paths = world
    others = full if role not in ("spouse",) else {**full, "people": full["people"][:1]}
    secrets = set() if role in SEE_IT else personal(others, form_masks.rules()) - personal({"people": full["people"][1:]} if role == "spouse" else {}, form_masks.rules())  # fmt: skip

    @settings(
        max_examples=examples, deadline=None, database=None, derandomize=examples == FEW, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(request(paths))
    def ask(sent):
        method, path, query, body = sent
        path += "?" + "&".join(f"{name}={quote(value)}" for name, value in query.items()) if query else ""
        raw = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        reply = api(method, path, raw=raw, who=who[role], if_match='"1"')
        assert reply.status < 500, (method, path, reply.body)
        told = json.dumps(reply.body, ensure_ascii=False)
        assert not any(secret in told for secret in secrets), (method, path.partition("?")[0])

    ask()
