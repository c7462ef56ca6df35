"""What a form says arrives as what the application says it is."""

from collections.abc import Mapping
from dataclasses import is_dataclass, replace
from datetime import date
from decimal import Decimal
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from chalicelib.domain.form import parties
from chalicelib.domain.form.application import Account, Application, OldLoan, application_from, upload_key, upload_of
from chalicelib.domain.judging.amount import value_of
from tests.given.application import application, co_owner, person, with_co_owner

SAID: Mapping[Any, tuple[Any, Any]] = {
    str: ("x", "x"),
    int: (3, 3),
    bool: (False, False),
    Decimal: ("98.50", Decimal("98.50")),
    date: ("2026-03-02", date(2026, 3, 2)),
}
"""Of every plain type: how the form writes it, and what it then is."""


def said(hint: Any) -> tuple[Any, Any]:
    """One value of that type, as the form writes it and as it should be."""
    inner = [one for one in get_args(hint) if one not in (NoneType, ...)]
    if get_origin(hint) is tuple:
        written, is_then = said(inner[0])
        return [written], (is_then,)
    if get_origin(hint) is Mapping:
        written, is_then = said(inner[1])
        return {"B03": written}, {"B03": is_then}
    if inner:
        return said(inner[0])
    return whole(hint) if is_dataclass(hint) else SAID[hint]


def whole(kind: Any) -> tuple[dict[str, Any], Any]:
    """A part with every field it has."""
    pairs = {name: said(hint) for name, hint in get_type_hints(kind).items()}
    return {name: pair[0] for name, pair in pairs.items()}, kind(**{name: pair[1] for name, pair in pairs.items()})


def sorted_out(form: dict[str, Any], application: Any) -> tuple[dict[str, Any], Any]:
    """A form names who only owns the home among its people, by their key."""
    owner = {**form.pop("co_owners")[0], "key": "co_owner_1"}
    form["people"].append(owner)
    return form, replace(application, co_owners=(replace(application.co_owners[0], key="co_owner_1"),))


def test_every_field_there_is_arrives_as_the_type_it_declares():
    form, application = sorted_out(*whole(Application))
    assert application_from(form) == application
    assert isinstance(application.old_loan, OldLoan) and isinstance(application.home.seller, Account)


def test_what_no_rule_reads_is_left_in_the_form():
    form, application = sorted_out(*whole(Application))
    form["home"] |= {"structure": "钢混"}
    assert application_from({**form, "delivery": {"address": "某处"}}) == application


@pytest.mark.parametrize("absent", [None, {}])
def test_what_is_begun_or_taken_back_is_not_said(absent):
    form, _ = whole(Application)
    form |= {"old_loan": absent, "documents": absent}
    application = application_from(form)
    assert application.old_loan is None and application.documents == {}


@pytest.mark.parametrize("part", ["centre", "kind", "people", "home", "wish"])
def test_a_form_without_what_every_application_has_is_none(part):
    form, _ = whole(Application)
    with pytest.raises((LookupError, TypeError)):
        application_from({name: value for name, value in form.items() if name != part})


@pytest.mark.parametrize(
    ("whose", "key", "party"),
    [
        (None, "D01", ""),
        ("borrower", "D01", ""),
        ("home", "D01", ""),
        ("case", "D01", ""),
        ("spouse", "D01.spouse", "spouse"),
    ],
)
def test_an_upload_is_kept_under_its_material_and_whose_it_is_where_that_is_another_partys(whose, key, party):
    assert upload_key("D01", whose) == key and upload_of(key) == ("D01", party)


@pytest.mark.parametrize(
    ("number", "stated", "male"),
    [
        ("620102199001010012", None, True),
        ("620102199001020021", None, False),
        ("E12345678", "1", True),
        ("E12345678", "2", False),
        ("620102199001010012", "2", False),
    ],
)
def test_the_sex_is_what_the_form_says_and_else_what_the_seventeenth_sign_of_the_number_tells(number, stated, male):
    assert person("borrower", id_number=number, sex=stated).is_male is male


def test_who_the_title_names_mortgages_the_home_with_every_co_owner_and_where_it_names_nobody_all_do():
    case, owner = with_co_owner(application()), co_owner().key
    for named, mortgage in (
        (["spouse"], ["spouse", owner]),
        (["borrower", owner], ["borrower", owner]),
        ([], ["borrower", "spouse", owner]),
    ):
        assert [one.key for one in parties.owners(case, {"owners": named})] == named
        assert [one.key for one in parties.mortgagors(case, {"owners": named})] == mortgage


def test_every_release_asked_the_fund_about_the_couple_and_about_others_who_say_they_deposit():
    people = [
        person(key, is_depositor=key == "co_borrower_2")
        for key in ("borrower", "spouse", "co_borrower_1", "co_borrower_2")
    ]
    asked = parties.always_with_the_fund(application(*people))
    assert [one.key for one in asked] == ["borrower", "spouse", "co_borrower_2"]


@pytest.mark.parametrize(
    ("kind", "appraisal", "value"),
    [
        ("existing", "950000.00", "900000"),
        ("existing", "850000.00", "850000"),
        ("existing", None, "900000"),
        ("new", "850000.00", "900000"),
    ],
)
def test_a_home_is_worth_its_price_or_a_lower_appraisal_once_it_stands(kind, appraisal, value):
    home = {"kind": kind, "completed_year": 2015 if kind == "existing" else None, "price": Decimal(900000)}
    case = application()
    stated = replace(case.home, **home, appraisal=appraisal and Decimal(appraisal))
    assert value_of(replace(case, home=stated)) == Decimal(value)
