"""Every field of the form says by its type what others may see of it; one that does not is hidden, and fails here."""

import re
from typing import Annotated

import pytest
from pydantic import Field

from chalicelib.api import form_masks
from chalicelib.api.forms import Form, Model
from chalicelib.api.forms.fields import Hidden, IdNumber, Shown, Text, item
from chalicelib.trust import masking
from tests.given.form import CO_BORROWER
from tests.given.form import form as complete
from tests.given.masks import brimful, leaves, personal

RULES = dict(leaves(form_masks.rules()))
TELLING = re.compile(
    r"name|owner|holder|recipient|number|account|phone|landline|address|location|household|_id|born|health"
)
NOT_SO = {"people.*.employer.name", "people.*.household_income", "home.ownership"}  # a company, a sum, a code


def fields(schema, definitions, path=""):
    """The paths of all fields, read off the JSON Schema of the models: another way than the rules are."""
    for choice in schema.get("anyOf", ()):
        yield from fields(choice, definitions, path)
    if "$ref" in schema:
        yield from fields(definitions[schema["$ref"].rpartition("/")[2]], definitions, path)
    elif schema.get("type") == "object":
        for name, inner in schema["properties"].items():
            yield from fields(inner, definitions, f"{path}.{name}".lstrip("."))
    elif schema.get("type") == "array":
        yield from fields(schema["items"], definitions, f"{path}.*")
    elif schema.get("type") != "null" and "anyOf" not in schema:
        yield path


def test_every_field_has_exactly_one_rule_and_every_rule_a_field():
    model = Form.model_json_schema()
    assert sorted(RULES) == sorted(fields(model, model["$defs"]))
    assert [path for path, rule in RULES.items() if rule not in masking.MASKS] == []


def test_no_field_that_sounds_like_a_person_or_their_money_is_shown_whole():
    shown = {path for path, rule in RULES.items() if rule is masking.shown}
    assert {path for path in shown if TELLING.search(path.rpartition(".")[2])} == NOT_SO


class Made(Model):
    """A part of a form as somebody in a hurry might write it."""

    plain: str | None = item("一")
    text: Text | None = item("二")
    listed: Annotated[list[Text], Field(max_length=2)] | None = item("三")
    twice: Shown[IdNumber] | None = item("四")
    contradictory: Shown[Hidden[str]] | None = item("五")
    told: Shown[str] = item("六", default=...)
    number: IdNumber | None = item("七")


@pytest.mark.parametrize("name", ["plain", "text", "listed.*", "twice", "contradictory"])
def test_a_field_whose_type_says_nothing_or_two_things_has_no_rule(name):
    assert dict(leaves(form_masks.rule_of(Made)))[name] is None


def test_a_field_without_a_rule_is_hidden_and_the_others_are_as_their_types_say():
    made = Made(plain="周测试", text="周测试", listed=["周测试"], twice="1", told="02", number="620102199001010011")
    assert masking.masked(made.model_dump(exclude_none=True), form_masks.rule_of(Made)) == {
        "plain": "***",
        "text": "***",
        "listed": ["***"],
        "twice": "***",
        "told": "02",
        "number": "620102********0011",
    }


def test_a_form_with_something_everywhere_keeps_its_shape_and_tells_nobody_apart():
    form = brimful(complete("transfer_loan_for_loan"))
    seen = form_masks.masked(form)
    assert seen.keys() == form.keys() and seen["people"][0].keys() == form["people"][0].keys()
    secrets = personal(form, form_masks.rules())
    assert len(secrets) > 40
    assert [secret for secret in secrets if secret in str(seen)] == []


def test_a_field_nobody_knows_is_hidden_wherever_it_stands():
    form = {"nickname": "小周", "home": {"floor": 7}, "people": [{"key": "spouse", "wechat": "wx1"}], "agent": "周某"}
    assert form_masks.masked(form) == {
        "nickname": "***",
        "home": {"floor": "***"},
        "people": [{"key": "spouse", "wechat": "***"}],
        "agent": "***",
    }


def test_the_title_of_the_home_is_masked_as_that_of_a_mortgaged_one_is():
    title = "甘(2018)兰州市不动产权第0000201号"
    seen = form_masks.masked({"home": {"title_number": title}, "guarantee": {"mortgage": {"title_number": title}}})
    assert seen["home"] == seen["guarantee"]["mortgage"] == {"title_number": "*" * (len(title) - 4) + title[-4:]}


def test_a_party_sees_their_own_data_whole_and_the_others_masked():
    form = {
        "people": [
            {"key": "borrower", "name": "周测试", "born": "1990-01-01"},
            {"key": "spouse", "name": "林测试", "born": "1992-02-02"},
        ],
        "home": {"location": "甘肃省兰州市城关区示例路1号", "seller": {"holder": "某公司", "number": "12345678"}},
        "wish": {"amount": "1.00", "repayment_account": "6222022700000000011"},
    }
    seen = form_masks.masked(form, own="spouse")
    assert seen["people"] == [{"key": "borrower", "name": "周**", "born": "***"}, form["people"][1]]
    assert seen["home"] == {"location": "甘肃省兰州市城关区***", "seller": {"holder": "某**", "number": "****5678"}}
    assert seen["wish"] == {"amount": "1.00", "repayment_account": "***************0011"}
    assert form["people"][0]["name"] == "周测试"


def test_a_co_owner_reads_of_the_form_their_own_entry_and_the_home():
    people = [{"key": "borrower", "name": "周测试", "monthly_income": "1.00"}, {"key": "co_owner_1", "name": "林测试"}]
    form = {"centre": "620100", "kind": "new", "home": {"price": "1.00"}, "wish": {"amount": "1.00"}, "people": people}
    assert form_masks.masked(form, own="co_owner_1") == {
        "centre": "620100", "kind": "new", "home": {"price": "1.00"}, "people": [{}, people[1]],
    }  # fmt: skip


def test_a_person_without_a_key_is_nobodys_own():
    assert form_masks.masked({"people": [{"name": "周测试"}]}, own=None)["people"] == [{"name": "周**"}]


def test_a_form_hardly_begun_can_be_masked_too():
    begun = {"centre": "620100", "people": [{"key": "borrower"}], "guarantee": {}, "declarations": []}
    assert form_masks.masked(begun) == begun


@pytest.mark.parametrize("own", ["borrower", "spouse", "co_borrower_1"])
def test_a_party_sees_of_three_people_themselves_whole_and_both_others_masked(own):
    form = complete()
    form["people"].append(dict(CO_BORROWER))
    seen, hidden = form_masks.masked(form, own=own)["people"], form_masks.masked(form)["people"]
    for place, person in enumerate(form["people"]):
        assert seen[place] == (person if person["key"] == own else hidden[place]) != {}
        assert hidden[place]["id_number"] != person["id_number"]


def test_a_person_whose_key_is_not_told_yet_is_nobody_s_own():
    form = complete()
    del form["people"][1]["key"]
    assert form_masks.masked(form, own="spouse")["people"] == form_masks.masked(form)["people"]
