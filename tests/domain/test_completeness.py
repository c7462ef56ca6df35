import json
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path

import pytest

from chalicelib import clock, policy
from chalicelib.domain.form.application import application_from
from chalicelib.domain.form.circumstances import of, of_form
from chalicelib.domain.form.completeness import defects, departments
from chalicelib.domain.form.fields import lacking, of_co_owners, out_of_place, same_holder
from chalicelib.domain.form.normal import check_digit
from chalicelib.domain.policy import Declaration, Fields
from tests.given.form import CO_BORROWER, CO_OWNER, SAMPLES, sample
from tests.given.form import form as complete

ON = date(2026, 3, 2)
POLICY = policy.in_force("620100", ON)
EVERY = sorted(POLICY.kinds)


def found(form, rules=POLICY):
    return {(defect.code, defect.field) for defect in defects(form, rules, ON)}


@pytest.mark.parametrize("kind", EVERY)
def test_a_complete_form_of_every_kind_has_no_defect(kind):
    assert defects(complete(kind), POLICY, ON) == []


def enacted():
    """Today, and every day after it on which something begins by what is written down already."""
    today, compiled = clock.today(), json.loads((Path(policy.__file__).parent / "compiled.json").read_text("utf-8"))
    dated = chain.from_iterable(scope.values() for scope in (compiled["base"], *compiled["overlays"].values()))
    begins = {one["from"] for one in chain.from_iterable(dated)}
    return [today, *(date.fromisoformat(day) for day in sorted(begins) if day > today.isoformat())]


@pytest.mark.parametrize("number", range(1, 1 + len([*SAMPLES.glob("*.yaml")])))
def test_every_sample_is_complete_under_all_that_is_enacted_and_begins_tomorrow_too(number):
    """Whoever asks a field of everybody from tomorrow on, `CONTRIBUTING.md`, gives it here today."""
    form = sample(number)["form"]
    lacking = {day: defects(form, policy.in_force(form["centre"], day), day) for day in enacted()}
    assert not any(lacking.values())


@pytest.mark.parametrize("kind", EVERY)
def test_so_is_the_complete_form_of_every_kind(kind):
    lacking = {day: defects(complete(kind), policy.in_force("620100", day), day) for day in enacted()}
    assert not any(lacking.values())


def test_an_empty_form_lacks_its_parts_once_each():
    assert {field for code, field in found({}) if code == "MISSING"} == {"/centre", "/kind", "/home", "/wish"}


def test_everything_wrong_is_named_at_once():
    form = complete(kind="castle", home__unit_number="x", wish__bank=None, people__0__phone="1", people__1__name=" ")
    assert found(form) >= {
        ("KIND_UNKNOWN", "/kind"),
        ("UNIT_NUMBER_FORMAT", "/home/unit_number"),
        ("MISSING", "/wish/bank"),
        ("PHONE_FORMAT", "/people/0/phone"),
        ("MISSING", "/people/1/name"),
    }


@pytest.mark.parametrize(
    ("kind", "changes", "defect"),
    [
        ("new", {"home__form": "1"}, ("MISSING", "/home/completed_year")),
        ("new", {"home__form": "0", "home__completed_year": 2026}, ("HOME_FORM_MISMATCH", "/home/form")),
        ("new", {"old_loan__bank": "某银行"}, ("UNEXPECTED", "/old_loan")),
        ("new", {"old_loan": {}}, ("UNEXPECTED", "/old_loan")),
        ("new", {"wish__commercial_amount": "1.00"}, ("UNEXPECTED", "/wish/commercial_amount")),
        ("new", {"home__appraisal": "1.00"}, ("UNEXPECTED", "/home/appraisal")),
        ("new", {"home__title_number": "x"}, ("UNEXPECTED", "/home/title_number")),
        ("new", {"people__0__deposit_centre": "610100"}, ("UNEXPECTED", "/people/0/deposit_centre")),
        ("new", {"guarantee__surety__name": "某"}, ("UNEXPECTED", "/guarantee/surety")),
        ("existing", {"home__appraisal": None}, ("MISSING", "/home/appraisal")),
        ("existing", {"home__presale_permit": "兰房001"}, ("UNEXPECTED", "/home/presale_permit")),
        ("combination", {"wish__commercial_amount": None}, ("MISSING", "/wish/commercial_amount")),
        ("combination", {"home__kind": "own"}, ("HOME_KIND_NOT_ALLOWED", "/home/kind")),
        ("transfer_settle_first", {"old_loan": None}, ("MISSING", "/old_loan")),
        ("transfer_settle_first", {"old_loan__account": None}, ("MISSING", "/old_loan/account")),
        ("transfer_settle_first", {"home__seller": {"bank": "B01"}}, ("UNEXPECTED", "/home/seller")),
        ("transfer_settle_first", {"old_loan__borrower": "co_borrower_1"}, ("PERSON_UNKNOWN", "/old_loan/borrower")),
        ("transfer_settle_first", {"old_loan__principal_left": "600000.01"}, ("OLD_LOAN_EXCEEDED", "/old_loan/principal_left")),
        ("transfer_settle_first", {"old_loan__paid_out_on": "2026-03-03"}, ("DAY_IN_FUTURE", "/old_loan/paid_out_on")),
        ("combination", {"home__down_payment": "400000.00"}, ("PRICE_EXCEEDED", "/home/down_payment")),
        ("off_site", {"people__0__deposit_centre": None}, ("MISSING", "/people/0/deposit_centre")),
        ("off_site", {"declarations": ["TRUTH", "HOMES", "NO_FUND_LOAN"]}, ("DECLARATION_MISSING", "/declarations")),
        ("new", {"declarations": ["ONE_PLACE"]}, ("STATEMENT_NOT_APPLICABLE", "/declarations/0")),
        ("new", {"declarations": ["SINGLE_STATUS"]}, ("STATEMENT_UNKNOWN", "/declarations/0")),
        ("new", {"commitments": ["TRUTH"]}, ("STATEMENT_UNKNOWN", "/commitments/0")),
        ("new", {"commitments": ["SINGLE_STATUS"]}, ("STATEMENT_NOT_APPLICABLE", "/commitments/0")),
        ("new", {"wish__guarantee": "02"}, ("MISSING", "/guarantee")),
        ("new", {"wish__guarantee": "03", "guarantee__surety__name": "某公司"}, ("MISSING", "/guarantee/surety/id_number")),
        ("new", {"agent__name": "代办"}, ("MISSING", "/agent/id_number")),
        ("new", {"people__0__sex": "2"}, ("SEX_MISMATCH", "/people/0/sex")),
        ("new", {"people__1__born": "1992-02-03"}, ("BIRTH_MISMATCH", "/people/1/born")),
        ("new", {"people__1__born": "1992-02-30"}, ("DAY_INVALID", "/people/1/born")),
        ("new", {"people__0__fund_account": "账号"}, ("FUND_ACCOUNT_FORMAT", "/people/0/fund_account")),
        ("new", {"home__city": "110105"}, ("DIVISION_NOT_IN_GANSU", "/home/city")),
        ("new", {"home__inner_area": "98.51"}, ("AREA_EXCEEDED", "/home/inner_area")),
        ("existing", {"home__title_number": "某号"}, ("TITLE_NUMBER_FORMAT", "/home/title_number")),
        ("new", {"agent__authorised_on": "2026-03-03"}, ("DAY_IN_FUTURE", "/agent/authorised_on")),
        ("new", {"home__presale_permit_on": "2026-03-03"}, ("DAY_IN_FUTURE", "/home/presale_permit_on")),
        ("new", {"people__1__born": "2026-03-03"}, ("DAY_IN_FUTURE", "/people/1/born")),
        ("new", {"home__land_use_ends": "2090-02-30"}, ("DAY_INVALID", "/home/land_use_ends")),
        ("new", {"home__seller__number": "某账号"}, ("ACCOUNT_INVALID", "/home/seller/number")),
        ("new", {"wish__repayment_account": "1"}, ("CARD_FORMAT", "/wish/repayment_account")),
        ("transfer_settle_first", {"old_loan__account__number": "某账号"}, ("ACCOUNT_INVALID", "/old_loan/account/number")),
        *(("new", {f"home__{sum_}": "0.00"}, ("OUT_OF_RANGE", f"/home/{sum_}")) for sum_ in ("area", "price", "down_payment")),
        *(("combination", {f"wish__{sum_}": "0.00"}, ("OUT_OF_RANGE", f"/wish/{sum_}")) for sum_ in ("amount", "commercial_amount")),
    ],
)  # fmt: skip
def test_each_defect_has_its_own_code_and_place(kind, changes, defect):
    assert defect in found(complete(kind, **changes))


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("transfer_settle_first", {"old_loan__principal_left": "600000.00"}),
        ("transfer_settle_first", {"old_loan__paid_out_on": "2026-03-02"}),
        ("combination", {"home__down_payment": "399999.99"}),
        ("new", {"home__area": "98.50", "home__inner_area": "98.50"}),
    ],
    ids=["nothing repaid yet", "paid out today", "down payment and both loans are the price", "nothing shared"],
)
def test_what_is_just_as_much_as_may_be_is_no_defect(kind, changes):
    assert found(complete(kind, **changes)) == set()


@pytest.mark.parametrize("marital", ["20", "21", "22", "23"])
def test_who_is_married_gives_the_spouse(marital):
    form = complete(people__0__marital=marital)
    assert found(form) == set()
    del form["people"][1]
    assert found(form) == {("SPOUSE_MISSING", "/people")}


@pytest.mark.parametrize("marital", ["10", "30", "40", "90"])
def test_who_is_not_has_none(marital):
    assert ("SPOUSE_UNEXPECTED", "/people/0/marital") in found(complete(people__0__marital=marital))
    assert found(complete(people__1__marital=marital)) == {("SPOUSE_NOT_MARRIED", "/people/1/marital")}


def test_a_co_borrower_says_how_they_are_related():
    form = complete("new")
    form["people"].append({**CO_BORROWER, "relation": None})
    assert found(form) == {("MISSING", "/people/2/relation")}


def test_a_co_owner_says_who_they_are_and_nothing_besides():
    form = complete("new")
    form["people"].append({**CO_OWNER, "name": None, "relation": "7", "id_type": "01", "address": "某处"})
    asked = policy.in_force("620100", date(2026, 11, 27))
    assert pointers(form, asked) == {("MISSING", "/people/2/name"), ("UNEXPECTED", "/people/2/relation")}


def test_under_a_policy_that_asks_nothing_of_a_co_owner_nobody_is_one():
    form = complete("new")
    form["people"].append(CO_OWNER)
    earlier = policy.in_force("620100", date(2026, 11, 23))
    assert pointers(form, earlier) == {("UNEXPECTED", f"/people/2/{name}") for name in CO_OWNER}


def pointers(form, rules):
    return {(one.code, one.field) for one in defects(form, rules, date(2026, 11, 27))}


def test_identity_documents_that_tell_neither_birth_nor_sex_are_asked_for_both():
    form = complete(people__1__id_type="03", people__1__id_number="EA1234567")
    assert found(form) == {("MISSING", "/people/1/born"), ("MISSING", "/people/1/sex")}
    assert found(
        complete(
            people__1__id_type="03",
            people__1__id_number="620102199202020021",
            people__1__sex="1",
            people__1__born="1991-01-01",
        )
    ) == {("ID_DOCUMENT_FORMAT", "/people/1/id_number")}


OWN = complete()["people"][1]["id_number"]
BORN, SEX = f"{OWN[6:10]}-{OWN[10:12]}-{OWN[12:14]}", "1" if int(OWN[16]) % 2 else "2"


def _checked(number):
    return number + check_digit(number)


@pytest.mark.parametrize(
    ("announced", "number"),
    [
        ("99", OWN),
        ("99", f"{OWN[:6]}{OWN[8:17]}"),  # as it was written until 1999
        ("03", f"{OWN[:6]}{OWN[8:17]}"),
        ("01", _checked("81" + OWN[2:17])),
        ("99", _checked("9" + OWN[1:17])),
    ],
)
def test_a_number_that_tells_of_which_document_it_is_is_announced_as_no_other(announced, number):
    form = complete(people__1__id_type=announced, people__1__id_number=number, people__1__born=BORN, people__1__sex=SEX)
    assert ("ID_TYPE_MISMATCH", "/people/1/id_type") in found(form)


@pytest.mark.parametrize(("id_type", "number"), [("99", _checked("81" + OWN[2:17])), ("04", _checked("9" + OWN[1:17]))])
def test_birth_and_sex_are_those_the_number_tells_of_every_document_that_does(id_type, number):
    of = {"people__1__id_type": id_type, "people__1__id_number": number}
    assert found(complete(**of, people__1__born=BORN, people__1__sex=SEX)) == set()
    other = {"people__1__born": "1950-02-02", "people__1__sex": "2" if SEX == "1" else "1"}
    assert found(complete(**of, **other)) == {("SEX_MISMATCH", "/people/1/sex"), ("BIRTH_MISMATCH", "/people/1/born")}


def test_a_declaration_that_is_missing_is_told_by_its_text():
    (defect,) = defects(complete(declarations=["TRUTH", "HOMES", "DEDUCTION"]), POLICY, ON)
    assert dict(defect.values)["text"] == POLICY.declarations["NO_FUND_LOAN"].text


def test_new_groups_and_declarations_are_data():
    rules = replace(
        POLICY,
        form=(
            *POLICY.form,
            Fields(("people.duty",), when={"children": True}, of="borrower"),
            Fields(("home.project",), when={"kind": "off_site"}),
        ),
        declarations={**POLICY.declarations, "WATER": Declaration("水费已缴清", "declaration", {"home": "new"})},
    )
    form = complete(people__0__minor_children=1, home__project="示例花园")
    assert found(form, rules) == {("MISSING", "/people/0/duty"), ("DECLARATION_MISSING", "/declarations")}
    assert ("UNEXPECTED", "/people/0/duty") in found(complete(people__0__duty="x"), rules)


@pytest.mark.parametrize("kind", EVERY)
def test_a_complete_form_tells_the_facts_its_application_does(kind):
    form = complete(kind)
    assert of_form(form, POLICY) == of(application_from(form), POLICY)


def test_only_what_somebody_earns_who_deposits_nothing_is_income_without_deposits():
    couple = {"people__0__monthly_income": "9000.00", "people__1__monthly_income": "8000.00"}
    told = [of_form(complete(**couple, people__1__is_depositor=pays), POLICY) for pays in (True, False)]
    assert [facts["undeposited_income"] for facts in told] == [False, True]
    none = complete(**couple | {"people__1__monthly_income": "0.00"}, people__1__is_depositor=False)
    assert not of_form(none, POLICY)["undeposited_income"]


def test_a_character_no_paper_can_print_is_named_with_its_place_and_no_other_is():
    form = complete(
        people__0__name="李\U0002b746示", home__location="示例路1号\U0001f3e0\u202e", people__1__name="王䶮𬭎"
    )
    (name, place) = [one for one in defects(form, POLICY, ON) if one.code == "NOT_PRINTABLE"]
    assert (name.field, place.field) == ("/people/0/name", "/home/location")
    assert dict(name.values)["characters"] == "“\U0002b746”（U+2B746）"
    assert "U+1F3E0" in dict(place.values)["characters"] and "U+202E" in dict(place.values)["characters"]


YOUNG, GROWN = "620102201806150118", "620102200801010138"


def child(number=YOUNG, name="周小安"):
    return {"name": name, "id_number": number}


@pytest.mark.parametrize(
    ("people", "defect"),
    [
        ({"people__0__children": [child("620102201806150119")]}, ("ID_CHECK_DIGIT", "/people/0/children/0/id_number")),
        ({"people__0__children": [child("E12345678")]}, ("ID_FORMAT", "/people/0/children/0/id_number")),
        ({"people__1__children": [child("620102202603030118")]}, ("ID_BIRTH_DATE", "/people/1/children/0/id_number")),
        ({"people__0__children": [child(name="安")]}, ("NAME_INVALID", "/people/0/children/0/name")),
        ({"people__0__children": [child(), child()]}, ("CHILD_REPEATED", "/people/0/children/1/id_number")),
        (
            {"people__0__children": [child()], "people__1__children": [child(name="林小安")]},
            ("CHILD_REPEATED", "/people/1/children/0/id_number"),
        ),
        (
            {"people__0__children": [child(complete()["people"][1]["id_number"])]},
            ("CHILD_IS_PARTY", "/people/0/children/0/id_number"),
        ),
    ],
)
def test_a_child_is_named_once_by_a_genuine_number_and_is_no_party(people, defect):
    assert found(complete(**people)) == {defect}


def test_who_is_named_as_a_minor_child_is_one_on_that_day():
    form = complete(people__0__children=[child(GROWN)])
    assert defects(form, POLICY, date(2025, 12, 31)) == []
    (told,) = defects(form, POLICY, date(2026, 1, 1))
    assert (told.code, told.field) == ("CHILD_NOT_MINOR", "/people/0/children/0/id_number")


def test_both_parents_may_name_a_child_and_nobody_beside_them_may():
    assert found(complete(people__0__children=[child()], people__1__children=[child(name="周小安")])) == set()
    form = complete()
    form["people"].append({**CO_BORROWER, "children": [child()]})
    assert ("CHILDREN_OF_FAMILY_ALONE", "/people/2/children") in found(form)
    assert application_from(complete(people__0__children=[child()])).borrower.children[0].name == "周小安"


def asking(*groups):
    return replace(POLICY, form=groups)


def test_what_is_open_is_neither_asked_for_nor_refused_yet():
    rules = asking(Fields(when={"home": "new"}, fields=("home.project",)))
    given = {"home": {"project": "x"}}
    for facts, lacks, refused in (({"home": "new"}, ["/home"], []), ({}, [], []), ({"home": "own"}, [], ["/home"])):
        assert [*lacking({}, rules, facts)] == lacks
        assert [*out_of_place(given, rules, facts)] == refused
    both = asking(
        Fields(when={"home": "new"}, fields=("home.project",)), Fields(when={"kind": "x"}, fields=("home.project",))
    )
    assert [*out_of_place(given, both, {"home": "own"})] == [], "one of its cases is open still"
    assert [*lacking({}, both, {"home": "new"})] == ["/home"], (
        "one of its cases is certain, whatever becomes of the other"
    )
    assert [*lacking({}, both, {"kind": "x"})] == ["/home"]
    assert [*lacking({}, both, {"home": "own"})] == []


def test_the_case_and_a_part_begun_speak_of_one_place_and_nobody_else_does():
    rules = asking(
        Fields(when={"home": "new"}, fields=("agent.name",)), Fields(of="given", when={}, fields=("agent.phone",))
    )
    given = {"agent": {"name": "某甲", "phone": "1"}}
    assert [*out_of_place(given, rules, {"home": "own"})] == ["/agent/name"], "the part itself may be begun"
    assert same_holder("", "given") and not same_holder("borrower", "spouse") and not same_holder("", "each")


def test_of_a_co_owner_may_be_said_what_is_asked_of_them_and_of_another_document_and_nothing_where_nothing_is_asked():
    of_other, of_owner = (
        Fields(of="other_id", when={}, fields=("people.born",)),
        Fields(of="co_owner", when={}, fields=("people.name",), optional=("people.address",)),
    )
    assert of_co_owners(asking(of_owner, of_other)) == {"name", "address", "born"}
    assert of_co_owners(asking(of_other)) == set()


def test_of_a_co_owner_nothing_said_is_nothing_too_much():
    for said, told in ((None, False), ("0", True)):
        form = complete()
        form["people"].append({**CO_OWNER, "monthly_income": said})
        at = f"/people/{len(form['people']) - 1}/monthly_income"
        assert (("UNEXPECTED", at) in found(form)) is told


def test_only_departments_of_matters_that_are_certain_get_data_each_named_by_all_who_answer_for_it():
    matter = POLICY.matters[0]
    rules = replace(
        POLICY,
        matters=(
            matter._replace(department="住建", owner="甲", when={}),
            matter._replace(department="住建", owner="乙", when={}),
            matter._replace(department="住建", owner="甲", when={}),
            matter._replace(department="税务", owner="丙", when={"home": "existing"}),
            matter._replace(department="", owner="丁", when={}),
        ),
    )
    assert departments(rules, {}) == departments(rules, {"home": "new"}) == {"住建": "甲、乙"}
    assert departments(rules, {"home": "existing"}) == {"住建": "甲、乙", "税务": "丙"}


@pytest.mark.parametrize("who", ["co_owner", "spouse", "borrower"])
def test_the_old_loan_may_be_any_partys_or_somebody_s_who_owns_the_home_with_them(who):
    assert found(complete("transfer_loan_for_loan", old_loan__borrower=who)) == set()
    assert found(complete("transfer_loan_for_loan", old_loan__borrower="parent")) == {
        ("PERSON_UNKNOWN", "/old_loan/borrower")
    }


def test_a_statement_whose_case_is_open_still_may_be_made():
    rules = replace(POLICY, declarations={**POLICY.declarations, "NEW": Declaration("", "option", {"home": "new"})})
    for home, refused in (
        (None, set()),
        ("new", set()),
        ("existing", {("STATEMENT_NOT_APPLICABLE", "/declarations/0")}),
    ):
        form = {"home": {"kind": home} if home else {}, "declarations": ["NEW"]}
        assert {one for one in found(form, rules) if one[0].startswith("STATEMENT")} == refused


@pytest.mark.parametrize(("said", "earns"), [(None, False), (True, False), (False, True)])
def test_only_who_says_to_deposit_nothing_has_an_income_that_no_deposits_tell(said, earns):
    person = {"key": "borrower", "monthly_income": "9000.00", "is_depositor": said}
    assert of_form({"people": [person]}, POLICY)["undeposited_income"] is earns
