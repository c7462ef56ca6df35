"""In a form nobody's word, paper, account or name is taken for another's, and what is open is not taken for what is so."""

from datetime import date
from types import SimpleNamespace

import pytest

from chalicelib.domain.form import circumstances, completeness, normal, parties, prefill, values
from chalicelib.domain.policy import Matter
from tests.given.application import application, co_owner, person, with_co_owner
from tests.given.form import CO_BORROWER, OTHER, SELLER, SPOUSE

ON = date(2026, 3, 2)
YOUNG = "620102201806150118"
GROWN = "1992-02-03"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("阿依努尔·买买提", OTHER), ("阿依努尔•买买提", OTHER), True),
        (("阿依努尔·买买提", OTHER), ("阿依努尔·艾山", OTHER), False),
        (("阿依努尔·买买提", OTHER), ("阿依努尔", OTHER), False),
        (("艾山·买买提", OTHER), ("阿依努尔·买买提", OTHER), False),
        (("周共借", OTHER), ("周共借", SPOUSE), False),
        (("", OTHER), ("周共借", OTHER), False),
        (("周共借", OTHER), ("", OTHER), False),
    ],
)
def test_who_shares_but_a_part_of_a_name_or_the_number_alone_is_somebody_else(one, other, same):
    assert normal.same_person(one, other) is same


@pytest.mark.parametrize(
    ("entry", "minor", "untold"),
    [
        ({"id_number": YOUNG}, True, False),
        ({"id_number": YOUNG, "id_type": "01", "born": GROWN}, True, False),
        ({"id_number": OTHER, "born": "2018-06-15"}, False, False),
        (
            {"id_number": "620102199213450018", "born": GROWN},
            True,
            True,
        ),  # eighteen signs that are no resident's number
        ({"id_number": "E12345678", "born": GROWN}, False, False),
        ({"id_number": "E12345678", "id_type": "03", "born": GROWN}, False, False),
        ({"id_number": "E12345678", "id_type": "03", "born": "2018-06-15"}, True, False),
        ({"id_number": "E12345678", "id_type": "01", "born": GROWN}, True, True),
        ({"id_number": "E12345678", "id_type": "03"}, True, True),
        ({"id_number": "620102199213450018", "id_type": "99", "born": GROWN}, False, False),
        ({}, True, False),
    ],
)
def test_the_day_of_birth_is_what_the_number_tells_else_what_is_typed_and_where_neither_does_one_is_a_minor(
    entry, minor, untold
):
    assert parties.is_named_under_age(entry, ON) is minor
    assert parties.is_birth_untold(entry, ON) is untold


def test_a_home_no_answer_names_the_owners_of_is_mortgaged_by_every_party():
    case = with_co_owner(application(person("borrower"), person("spouse"), person("co_borrower_1")))
    everybody = ["borrower", "spouse", "co_borrower_1", co_owner().key]
    assert [one.key for one in parties.mortgagors(case, {})] == everybody
    assert parties.owners(case, {}) == ()


@pytest.mark.parametrize("place", [1, 2, 3])
def test_a_spouse_is_married_wherever_the_form_names_them(place):
    people = [("borrower", "20"), *(("co_borrower_1", "10"),) * (place - 1), ("spouse", "30")]
    assert [*parties.misstated_of_couple(people)] == [("SPOUSE_NOT_MARRIED", f"/people/{place}/marital")]


def test_a_paper_and_a_consent_are_those_of_whom_they_are_of():
    both = application(documents=("D01",))
    borrowers = application(person("borrower"), documents=("D01",))
    assert both.uploaded("D01") == ("d1",) and both.uploaded("D01", "spouse") == ()
    assert both.consent("spouse", "credit").person == "spouse"
    assert borrowers.consent("spouse", "credit") is None and borrowers.consent("borrower", "identity") is None


def test_the_loan_goes_to_whom_the_purchase_kind_says_and_never_to_another_where_that_account_is_missing():
    case = application()
    assert case.payee("seller").number == SELLER["number"]
    assert case.payee("borrower").number == case.wish.repayment_account
    for missing in (application(seller=None), application(seller=None, commercial_amount=0)):
        for whom in ("seller", "old_loan"):
            with pytest.raises(ValueError, match=whom):
                missing.payee(whom)


@pytest.mark.parametrize(
    ("kind", "year", "built"),
    [("new", None, False), ("new", 2024, True), ("existing", None, True), ("own", None, True)],
)
def test_a_home_is_unbuilt_only_where_it_is_new_and_no_year_is_said(kind, year, built):
    assert application(kind=kind, completed_year=year).home.is_built is built


@pytest.mark.parametrize(
    ("facts", "so"),
    [
        ({"married": True, "home": "new"}, True),
        ({"home": "new"}, None),
        ({"married": True}, None),
        ({}, None),
        ({"home": "own"}, False),
        ({"married": False}, False),
    ],
)
def test_a_condition_is_open_while_what_is_known_fits_it_and_false_with_one_thing_that_does_not(facts, so):
    assert circumstances.holds({"married": True, "home": ["new", "existing"]}, facts) is so


def test_the_home_that_is_said_counts_and_not_every_one_its_purchase_kind_takes():
    kind = SimpleNamespace(homes=("new", "existing"), combination=(False, True))
    said = {"home": "existing", "combination": False}
    for when, left in (
        ({"home": "new"}, None),
        ({"home": ["new", "own"]}, None),
        ({"home": "existing"}, {}),
        ({"combination": True}, None),
        ({"combination": False}, {}),
    ):
        assert circumstances.remaining(when, said, kind) == left


@pytest.mark.parametrize("people", [["borrower"], ["borrower", "spouse"]])
def test_the_borrower_deposits_whoever_else_does(people):
    stated = [{"key": key, "is_depositor": key != "borrower", "marital": "20"} for key in people]
    found = [(one.code, one.field) for one in completeness._people(stated)]
    assert ("NO_DEPOSITOR", "/people/0/is_depositor") in found
    assert [
        one
        for one in completeness._people([{**one, "is_depositor": True} for one in stated])
        if one.code == "NO_DEPOSITOR"
    ] == []


def test_nobody_stands_in_a_form_twice_whoever_stands_between():
    twice = [{"key": "borrower", "id_number": OTHER}, {"key": "spouse", "id_number": SPOUSE}, CO_BORROWER]
    found = {(one.code, one.field) for one in completeness._people([*twice, {"key": "spouse"}])}
    assert {("PERSON_REPEATED", "/people/2/id_number"), ("KEY_REPEATED", "/people/3/key")} <= found


@pytest.mark.parametrize(
    ("number", "taken"),
    [
        ("91620100MA0000001F", True),
        ("91620100MA00000010", False),
        (OTHER, True),
        (OTHER[:17] + "0", False),
        ("USA620090010101", True),
        ("E12345678", False),
        ("军字第2001988号", False),
    ],
)
def test_a_seller_is_a_company_or_a_person_by_a_number_that_is_right(number, taken):
    home = {"home": {"seller_id": number}}
    assert (("SELLER_ID_INVALID", "/home/seller_id") not in [*values.wrong(home, ON)]) is taken


@pytest.mark.parametrize(
    ("facts", "key", "children", "told"),
    [
        ({"kind": "new", "home": "new"}, "borrower", True, {"login", "marriage", "account", "filing", "children"}),
        ({"kind": "new", "home": "existing"}, "spouse", True, {"login", "marriage", "account", "filing", "children"}),
        ({"kind": "new", "home": "own"}, "borrower", True, {"login", "marriage", "account", "title", "children"}),
        ({"kind": "new"}, "borrower", True, {"login", "marriage", "account", "children"}),  # which home is open still
        ({"kind": "new", "home": "new"}, "borrower", False, {"login", "marriage", "account", "filing"}),
        ({"kind": "new", "home": "new"}, "co_borrower_1", True, {"login", "marriage", "account", "filing"}),
        ({"home": "new"}, "borrower", True, set()),
    ],
)
def test_a_source_tells_of_the_home_and_the_party_it_is_about_and_of_children_where_the_words_of_the_consent_do(
    facts, key, children, told
):
    matters = tuple(Matter(code, "", "", "", (), {}, f"D{code}") for code in ("M1", "M2", "M3", "M4", "M7"))
    policy = SimpleNamespace(matters=matters, authorisations={"data": SimpleNamespace(children=children)})
    assert {*prefill.sources(policy, facts, key)} == told
    waits = tuple(one._replace(when={"married": True}) for one in matters)
    assert prefill.sources(SimpleNamespace(matters=waits, authorisations=policy.authorisations), facts, key) == {}
