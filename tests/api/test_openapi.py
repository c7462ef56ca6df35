import json
import os
from pathlib import Path

from openapi_spec_validator import validate

from chalicelib import messages
from chalicelib.api import openapi
from chalicelib.api.http.problem import STATUS
from chalicelib.api.routes import ROUTES
from chalicelib.messages import problems

SNAPSHOT = Path(__file__).parent / "openapi.json"


def test_the_document_is_valid_openapi_and_is_served(api):
    served = api("GET", "/v1/openapi.json")
    assert served.status == 200
    validate(served.body)


def test_the_public_shapes_change_only_deliberately():
    """Run with ANJU_ACCEPT_OPENAPI=1 to accept a change."""
    text = json.dumps(openapi.document(ROUTES), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if os.environ.get("ANJU_ACCEPT_OPENAPI"):
        SNAPSHOT.write_text(text, encoding="utf-8")
    assert text == SNAPSHOT.read_text(encoding="utf-8")


def test_every_route_says_who_may_call_it_and_how_it_refuses():
    document = openapi.document(ROUTES)
    for route in ROUTES:
        operation = document["paths"][route.path][route.method.lower()]
        assert operation["summary"] and operation["description"]
        assert bool(operation.get("security")) == bool(route.audience or route.signed)
        assert all(code in STATUS for code in openapi.problem_codes(route))


def test_everything_banks_are_sent_is_described():
    assert set(openapi.document(ROUTES)["webhooks"]) == {
        "loan.contract.ready", "loan.contract.voided", "loan.settled", "payment.order", "payment.query",
    }  # fmt: skip


def test_every_problem_has_its_texts():
    for code in STATUS:
        assert code in problems.TEXTS
        assert messages.text(code, "zh") and messages.text(code, "en")
