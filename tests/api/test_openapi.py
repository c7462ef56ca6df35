import json
import os
import re
from pathlib import Path

from openapi_spec_validator import validate

from chalicelib import messages
from chalicelib.api import described, openapi
from chalicelib.api.http.problem import PAGE, STATUS, Problem, defect_codes
from chalicelib.api.http.route import model_of
from chalicelib.api.routes import ROUTES
from chalicelib.domain.status import Status
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


def test_everything_partners_are_sent_is_described():
    assert set(openapi.document(ROUTES)["webhooks"]) == {
        "loan.contract.ready", "loan.contract.voided", "loan.settled", "payment.order", "payment.query", "bank_part.query", "old_loan.query",
        "seal.order", "seal.query",
        "registry.titles", "registry.unit", "mortgage.apply", "mortgage.query", "mortgage.discharge",
    }  # fmt: skip


def test_the_type_of_every_problem_points_to_what_its_code_means(api):
    page = api("GET", PAGE).body
    for code in STATUS:
        place = Problem(code).to_json("")["type"].removeprefix(f"{PAGE}#")
        assert f'<dt id="{place}">{STATUS[code]} {code}</dt><dd>{messages.text(code)}<br>' in page


def test_every_code_of_a_defect_is_on_the_page_and_in_the_document_with_its_texts(api):
    page = api("GET", PAGE).body
    listed = openapi.document(ROUTES)["components"]["schemas"]["DefectShown"]["properties"]["code"]["enum"]
    assert listed == defect_codes() and {"MISSING", "KIND_UNKNOWN", "PARTY_NOT_CONFIRMED"} <= set(listed)
    assert all(messages.known(code) and f'<dt id="defect-{code}">' in page for code in listed)


def test_states_and_next_steps_are_listed():
    schemas = openapi.document(ROUTES)["components"]["schemas"]
    assert set(schemas["Status"]["enum"]) == set(Status)
    assert all(messages.known(code) for code in schemas["NextStep"]["properties"]["code"]["enum"])


def test_whatever_a_partners_engineer_has_to_fill_in_or_read_is_described():
    schemas = openapi.document(ROUTES)["components"]["schemas"]
    for name in ("BankContract", "RegistryEvent", "MortgageApplied", "MortgageStands", "PaymentOrder", "Purposed"):
        shown = schemas[name]
        silent = [
            field
            for field, one in shown["properties"].items()
            if not {"description", "$ref", "items", "const"} & one.keys()
        ]
        assert shown["description"] and set(silent) <= {"apply_biz_id", "amount", "type"}, (name, silent)


def test_whatever_a_programmer_sends_or_reads_is_described_and_no_word_of_the_glossary_is_left_over():
    document = openapi.document(ROUTES)
    operations = [one for path in document["paths"].values() for one in path.values()]
    parameters = [one for operation in operations for one in operation["parameters"]]
    schemas = document["components"]["schemas"]
    properties = {(model, name): one for model, schema in schemas.items() for name, one in schema.get("properties", {}).items()}  # fmt: skip
    silent = [(model, name) for (model, name), one in properties.items() if "description" not in one]
    told_of = [one for one in silent if f"`{one[1]}`" in schemas[one[0]].get("description", "")]
    lacking = [*({*silent} - {*told_of}), *(one["name"] for one in parameters if not one["description"])]
    assert sorted(map(str, lacking)) == []
    assert "元" in properties["HomeForm", "price"]["description"]
    named = {name for _, name in properties} | {one["name"] for one in parameters}
    assert sorted(described.glossary().keys() - named) == []


# A document of the API itself, a form's schema and a guide are read where they are answered; the contract is a bank's.
WITHOUT_EXAMPLE = {"BankContract", "Document", "FormSchema", "Guide"}


def test_every_answer_has_an_example_that_its_model_takes():
    answers = {route.answer.rpartition(".")[2]: model_of(route.answer) for route in ROUTES if route.answer}
    given = {name: described.example(name).get("example") for name in answers}
    assert {name for name, one in given.items() if one is None} == WITHOUT_EXAMPLE
    for name, one in given.items():
        if one is not None:
            answers[name].model_validate(one)


def test_every_body_has_an_example_that_its_model_takes():
    bodies = {route.body.rpartition(".")[2]: route.body for route in ROUTES if route.body}
    given = {name: described.example(name).get("example") for name in bodies}
    assert [name for name, one in given.items() if one is None] == []
    for name, one in given.items():
        if one is not None:
            model_of(bodies[name]).model_validate(one)


SAYS_BOTH = {"until"}  # a day or a moment
AS_TOLD = {"signed_at", "registered_at", "timestamp"}  # in a partner's own words
DAY, MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}"), re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}.*(Z|[+-]\d{2}:\d{2})")


def test_a_day_and_a_moment_are_said_to_be_one_wherever_an_example_has_one():
    wrong = []
    for model, schema in openapi.document(ROUTES)["components"]["schemas"].items():
        for name, value in described.example(model).get("example", {}).items():
            if not isinstance(value, str) or name in SAYS_BOTH | AS_TOLD:
                continue
            shape = schema["properties"][name]
            formats = {one.get("format") for one in (shape, *shape.get("anyOf", ()))} - {None}
            looks = "date" if DAY.fullmatch(value) else "date-time" if MOMENT.fullmatch(value) else None
            wrong += [(model, name)] if {"date", "date-time"} & (formats ^ {looks}) else []
    assert wrong == []


def test_every_problem_has_its_texts():
    for code in STATUS:
        assert code in problems.TEXTS
        assert messages.text(code, "zh") and messages.text(code, "en")
