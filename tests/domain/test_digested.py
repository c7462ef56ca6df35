"""A digest kept with an answer or a decision outlives the form it was made of."""

from dataclasses import asdict, field, fields, replace
from decimal import Decimal

import pytest

from chalicelib.domain.form import application as form
from chalicelib.domain.form.digested import LATER, digested
from chalicelib.domain.frozen import frozen

# What the form had when digests were first kept (schema 2). A field added since is `metadata=LATER`; never add to this.
FIRST = {
    "Person": "key name id_number phone marital monthly_income is_depositor minor_children id_type born sex post deposit_centre",
    "Account": "holder number bank",
    "Home": "kind city unit_number location area price contract_number down_payment seller seller_id appraisal"
    " completed_year land_use_ends title_number",
    "Wish": "amount months method bank repayment_account commercial_amount guarantee",
    "OldLoan": "bank contract_number borrower account paid_out_on amount principal_left combination",
    "Consent": "id person use given_at",
    "Application": "centre kind people home wish consents commitments documents old_loan",
}


@frozen
class Moated(form.Home):
    """The home of a form that asks for one thing more."""

    moat_depth: Decimal | None = field(default=None, metadata=LATER)


@pytest.fixture
def home(make):
    return make.application().home


def test_a_digest_is_over_everything_said(make, home):
    application = make.application()
    assert said(digested(application)) == said(asdict(application))
    assert {*digested(home)} >= {*FIRST["Home"].split()}  # what the form had at first, said or not


def said(whole):
    """What there is, as it is stored."""
    if isinstance(whole, dict):
        return {name: said(value) for name, value in whole.items() if value not in (None, (), [])}
    return [said(one) for one in whole] if isinstance(whole, list | tuple) else str(whole)


def test_a_later_field_nobody_has_said_anything_in_changes_no_digest(home):
    said = {one.name: getattr(home, one.name) for one in fields(home)}
    assert digested(Moated(**said)) == digested(home)
    assert digested(Moated(**said, moat_depth=Decimal(80)))["moat_depth"] == Decimal(80)


@pytest.mark.parametrize("name", FIRST)
def test_a_field_the_form_did_not_have_at_first_is_said_to_be_later(name):
    known = {one.name for one in fields(getattr(form, name)) if not one.metadata.get("later")}
    assert known == set(FIRST[name].split()), f"{name}: give the new field metadata=LATER (domain/form/digested.py)"


def test_what_was_asked_and_is_not_given_is_another_than_what_nobody_asked():
    of = [form.Consent("c", "spouse", "data", "", children=given) for given in (None, False, True)]
    assert digested(of[0]) == digested(form.Consent("c", "spouse", "data", ""))
    assert [digested(one).get("children") for one in of] == [None, False, True] and "children" in digested(of[1])


def test_what_is_said_anew_changes_the_digest(home):
    assert digested(replace(home, price=home.price + 1)) != digested(home)
