import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from chalicelib import policy
from chalicelib.api.forms import Form
from chalicelib.api.public import form_schema
from chalicelib.domain.form import codes, completeness, values
from chalicelib.domain.form.fields import demands
from chalicelib.domain.policy import Declaration, Fields, Kind
from infra.tools.policy import COMPILED
from tests.api import form_cases
from tests.given.form import form as given_form
from tests.given.form import sample

ON = date(2026, 3, 2)
SHIPPED = policy.in_force("620100", ON)
RURAL = Kind(
    "rural",
    "购买、自有农村住房",
    ("existing", "own"),
    (False, True),
    {"off_site": False, "transfer": "none", "village": True},
    "borrower",
)
POLICY = replace(
    SHIPPED,
    kinds={**SHIPPED.kinds, "rural": RURAL},
    form=(
        *SHIPPED.form,
        Fields(("home.structure",), when={"kind": "rural", "home": "own"}),
        Fields(("people.duty",), when={"children": True}, of="spouse"),
        Fields(("people.employment",), when={"kind": "rural"}, of="each"),
        Fields(("wish.deduction",), when={"undeposited_income": True}),
        Fields(("people.income_source",), when={"village": True}, of="borrower"),  # a trait the other kinds do not have
    ),
    declarations={
        **SHIPPED.declarations,
        "VILLAGE": Declaration("本人是本村村民", "declaration", {"kind": "rural", "married": True}),
    },
)
"""The shipped policy and a purchase kind, groups of fields and a declaration nobody wrote any code for."""
SCHEMAS = {kind.code: form_schema.schema(kind, POLICY) for kind in POLICY.kinds.values()}
JUDGES = {code: Draft202012Validator(schema) for code, schema in SCHEMAS.items()}
PRESENCE = {
    "MISSING", "UNEXPECTED", "KIND_UNKNOWN", "HOME_KIND_NOT_ALLOWED", "NO_PEOPLE", "KEY_REPEATED", "FIRST_NOT_BORROWER",
    "NO_DEPOSITOR", "SPOUSE_MISSING", "SPOUSE_UNEXPECTED", "SPOUSE_NOT_MARRIED", "PERSON_UNKNOWN", "CONSENT_UNKNOWN_PERSON",
    "CONSENT_DATA_MISSING", "CONSENT_CREDIT_MISSING", "CONSENT_IDENTITY_MISSING", "DEPARTMENT_UNKNOWN", "DEPARTMENT_MISSING", "DECLARATION_MISSING",
    "STATEMENT_UNKNOWN", "STATEMENT_NOT_APPLICABLE",
}  # fmt: skip
MODEL = Form.model_json_schema()
SAMPLES = {number: sample(number)["form"] for number in range(1, 9)}


def complete(kind: str) -> dict[str, Any]:
    if kind != "rural":
        return given_form(kind)
    form = {**given_form("existing"), "kind": kind}
    form["declarations"].append("VILLAGE")
    for person in form["people"]:
        person |= {"employment": "合同制", "income_source": "工资"}
    return form


def accepted(form: dict[str, Any]) -> bool:
    """By the models and by completeness, as far as presence and types go."""
    try:
        Form.model_validate(form)
    except ValidationError:
        return False
    return not {defect.code for defect in completeness.defects(form, POLICY, ON)} & PRESENCE


def fits(form: dict[str, Any], kind: str) -> bool:
    return bool(JUDGES[kind].is_valid(form))


@pytest.mark.parametrize("kind", SCHEMAS)
def test_a_complete_form_of_every_kind_is_accepted_by_schema_and_completeness(kind):
    assert [error.message for error in JUDGES[kind].iter_errors(complete(kind))] == []
    assert completeness.defects(complete(kind), POLICY, ON) == []


def test_the_longest_term_the_form_offers_is_the_policy_s():
    kind = next(iter(POLICY.kinds.values()))
    offered = [form_schema.schema(kind, replace(POLICY, max_months=most))["properties"]["wish"] for most in (360, 240)]
    assert [one["properties"]["months"]["maximum"] for one in offered] == [360, 240]


@pytest.mark.parametrize("kind", SCHEMAS)
def test_schema_and_completeness_agree_on_every_single_change(kind):
    whole = complete(kind)
    for name, change in form_cases.changes(whole):
        bent = deepcopy(whole)
        change(bent)
        assert fits(bent, kind) == accepted(bent), name


@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_schema_and_completeness_agree_on_changes_together(data):
    kind = data.draw(st.sampled_from(sorted(SCHEMAS)))
    bent = complete(kind)
    possible = dict(form_cases.changes(bent))
    for name in data.draw(st.lists(st.sampled_from(sorted(possible)), min_size=2, max_size=5)):
        if bent.get("people") and bent.get("home") is not None:
            possible[name](bent)
    assert fits(bent, kind) == accepted(bent)


@pytest.mark.parametrize("form", SAMPLES.values(), ids=SAMPLES.keys())
def test_the_samples_fit_the_schema_of_their_kind(form):
    rules = policy.in_force(form["centre"], ON)
    Draft202012Validator(form_schema.schema(rules.kinds[form["kind"]], rules)).validate(form)


@pytest.mark.parametrize("schema", SCHEMAS.values(), ids=SCHEMAS.keys())
def test_every_schema_is_json_schema_and_names_its_policy(schema):
    Draft202012Validator.check_schema(schema)
    assert schema["x-policy-version"] == POLICY.version
    assert "declarations.TRUTH" in schema["x-unverified"]


@pytest.mark.parametrize(
    ("name", "is_shown"),
    [
        ("kinds.existing", True),
        ("kinds.new", False),
        ("form.home", True),
        ("declarations.TRUTH", True),
        ("matters.loan", True),
        ("caps.CAP_HOUSEHOLD", False),
        ("rules.existing", False),
    ],
)
def test_a_form_says_that_nobody_has_confirmed_its_own_kind_or_what_every_form_asks(name, is_shown):
    assert form_schema._concerns(name, POLICY.kinds["existing"]) is is_shown


def fields(node: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    for name, field in node.get("properties", {}).items():
        yield f"{path}.{name}".lstrip("."), field
        yield from fields(field.get("items", field), f"{path}.{name}")


@pytest.mark.parametrize("schema", SCHEMAS.values(), ids=SCHEMAS.keys())
def test_every_field_has_its_name_on_paper_its_standard_name_and_its_mark(schema):
    for path, field in fields(schema):
        assert any("一" <= sign <= "鿿" for sign in field["title"]), path
        assert "x-standard" in field and field["x-mark"] in ("verified", "unverified"), path


def test_fields_bear_the_names_of_the_standard():
    named = {path: field["x-standard"] for path, field in fields(SCHEMAS["new"])}
    assert (named["people.name"], named["wish.amount"], named["wish.method"]) == ("JKRXM", "HTDKJE", "HKFS")


@pytest.mark.parametrize("schema", SCHEMAS.values(), ids=SCHEMAS.keys())
def test_every_choice_has_a_text_in_its_table(schema):
    for path, field in fields(schema):
        if "enum" in field and path != "centre":
            assert set(field["enum"]) <= set(field["x-codes"]["codes"]), path


def test_what_the_standard_codes_has_its_table():
    coded = {path for path, field in fields(SCHEMAS["off_site"]) if "x-codes" in field}
    assert coded >= {
        "people.id_type",
        "people.sex",
        "people.marital",
        "people.relation",
        "wish.method",
        "wish.guarantee",
        "home.nature",
    }


def test_tables_from_general_knowledge_are_marked():
    people = SCHEMAS["new"]["properties"]["people"]["items"]["properties"]
    assert people["sex"]["x-mark"] == people["relation"]["x-mark"] == "unverified"
    assert people["marital"]["x-codes"]["unverified"] == ["40", "90"]
    assert people["marital"]["x-mark"] == "verified"


def test_what_the_fund_knows_is_shown_and_never_sent():
    people = SCHEMAS["new"]["properties"]["people"]["items"]["properties"]
    shared = {name for name, field in people.items() if field.get("x-source") == "shared"}
    assert shared == {
        "fund_account_status", "paid_to", "deposit_base", "monthly_deposit", "balance", "consecutive_months",
    }  # fmt: skip
    for name in shared:
        form = complete("new")
        form["people"][0][name] = "01"
        assert people[name]["readOnly"] and not fits(form, "new")
        with pytest.raises(ValidationError):
            Form.model_validate(form)


def test_parts_that_can_never_apply_are_not_there():
    assert "old_loan" not in SCHEMAS["new"]["properties"]
    assert "commercial_amount" not in SCHEMAS["existing"]["properties"]["wish"]["properties"]
    assert "seller" not in SCHEMAS["transfer_settle_first"]["properties"]["home"]["properties"]
    assert "presale_permit" not in SCHEMAS["existing"]["properties"]["home"]["properties"]
    assert SCHEMAS["combination"]["properties"]["home"]["properties"]["kind"]["enum"] == ["new", "existing"]


def test_every_field_of_the_policys_form_is_a_field_of_the_models():
    tree = form_schema.form_tree.whole()
    for centre in policy.centres():
        for demand in demands(policy.in_force(centre, ON)):
            node = tree["properties"]["people"]["items"] if demand.of not in ("", "given") else tree
            for name in demand.path:
                node = node["properties"][name]


# Fields no group of the policy names: they may be given in every case, and left empty in every case.
FREE = {
    "commitments", "declarations",  # asked for by what is declared
    "people.is_depositor", "people.minor_children", "people.children.name", "people.children.id_number", "people.post", "people.household",
    "people.landline", "people.education", "people.professional_title", "people.duty", "people.employment",
    "people.household_income", "people.income_source", "people.health", "people.fund_account",
    "people.employer.name", "people.employer.account", "people.employer.nature", "people.employer.address",
    "people.employer.phone",
    "home.inner_area", "home.nature", "home.structure", "home.completed_on", "home.completed_year", "home.land_use_ends",
    "home.ownership",
    "wish.guarantee", "wish.homes_declared", "wish.deduction",
    "delivery.address", "delivery.recipient", "delivery.phone",
}  # fmt: skip


def test_every_field_of_the_models_is_in_a_group_of_the_policy_or_said_to_be_free():
    asked = {path for path, field in fields(form_schema.form_tree.whole()) if "x-source" not in field}
    leaves = {path for path in asked if not any(other.startswith(f"{path}.") for other in asked)}
    assert leaves - grouped() == FREE


def grouped() -> set[str]:
    """Every field the shipped policy names, whenever and wherever."""
    whole = json.loads(COMPILED.read_text(encoding="utf-8"))
    figures = [whole["base"], *whole["overlays"].values()]
    groups = [entry["value"] for one in figures for name in one if name.startswith("form.") for entry in one[name]]
    return {path for group in groups if group for part in ("fields", "optional") for path in group.get(part, ())}


def test_the_models_choices_are_codes_of_their_tables():
    assert set(codes.PERSON.codes) == set(SCHEMAS["new"]["properties"]["people"]["items"]["properties"]["key"]["enum"])


def test_texts_of_declarations_come_along():
    schema = SCHEMAS["off_site"]["properties"]
    assert {said["code"] for said in schema["declarations"]["x-texts"]} >= {"TRUTH", "ONE_PLACE"}


@pytest.mark.parametrize("kind", SHIPPED.kinds)
def test_anybody_may_read_the_form_of_a_kind(api, kind):
    answer = api("GET", f"/v1/forms/{kind}?centre=620100")
    assert answer.status == 200
    assert answer.body["properties"]["kind"]["const"] == kind


def test_a_form_is_of_a_kind_and_a_centre_there_are(api):
    assert api("GET", "/v1/forms/castle?centre=620100").status == 404
    for query in ("", "?centre=110000"):
        assert api("GET", f"/v1/forms/new{query}").codes == {("CENTRE_UNKNOWN", "centre")}
        assert api("GET", f"/v1/kinds{query}").codes == {("CENTRE_UNKNOWN", "centre")}


def test_the_kinds_say_which_matters_start_and_which_may(api):
    kinds = {kind["code"]: kind for kind in api("GET", "/v1/kinds?centre=620100").body["items"]}
    assert set(kinds) == set(SHIPPED.kinds)
    assert not kinds["new"]["verified"]
    starts = {code: {m["code"]: m["starts"] for m in kind["matters"]} for code, kind in kinds.items()}
    assert "M11" not in starts["new"] and starts["off_site"]["M11"] == "yes"
    assert starts["combination"]["M5"] == "maybe"
    assert "M4" not in starts["transfer_loan_for_loan"]


def days(schema: dict, definitions: dict, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Where the form has a day, of people and children of the first."""
    for choice in (schema, *schema.get("anyOf", ())):
        if "$ref" in choice:
            yield from days(definitions[choice["$ref"].rpartition("/")[2]], definitions, path)
        for name, inner in choice.get("properties", {}).items():
            yield from days(inner, definitions, (*path, name))
        if choice.get("type") == "array":
            yield from days(choice["items"], definitions, (*path, "0"))
        if choice.get("pattern", "").startswith(r"^\d{4}-\d{2}-\d{2}"):
            yield path


@pytest.mark.parametrize("path", sorted({*days(MODEL, MODEL["$defs"])}), ids="/".join)
def test_no_day_of_the_form_that_the_calendar_does_not_have_is_taken(path):
    part: Any = "2020-13-45"
    for name in reversed(path):
        part = [part] if name == "0" else {name: part}
    assert ("DAY_INVALID", "/" + "/".join(path)) in [*values.wrong(part, ON)], "domain/form/values.py"
