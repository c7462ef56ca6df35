"""A contest goes on with a corrected form only where an agency says the same of the same, and nobody has decided it."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from chalicelib import clock
from chalicelib.casework import carried
from chalicelib.casework.questions import questions
from chalicelib.records import casefile
from chalicelib.records.statements import Contest
from tests.given.answers import finding
from tests.given.application import of_sample
from tests.given.case import answered, put, stored

BUYER, PRICE, PLACE = "FILING_BUYER_MISMATCH", "FILING_PRICE_MISMATCH", "property.home"
SAID = {
    "defects": [BUYER],
    "contract_parts": {"buyers": "b", "named": "n", "price": "p", "unit_number": "u"},
    "title": "t",
    "owners": ["borrower"],
}


@pytest.mark.parametrize(
    ("now", "of_contest", "decided", "goes_on"),
    [
        ({}, {}, "", True),
        ({"owners": ["spouse"]}, {}, "", False),
        ({"title": "another"}, {}, "", False),
        ({"defects": [PRICE], "code": PRICE}, {}, "", False),  # nothing of what is contested is said any more
        ({"outcome": "confirmed"}, {}, "", False),
        (None, {}, "", False),  # the corrected form was not answered yet
        ({}, {"finder": "r1", "person": "person_r1"}, "", False),  # a person has found it, and looks anew
        ({}, {}, "9999-01-01T00:00:00.000Z", False),  # decided since: that stands for the form it was decided on
        ({}, {}, "2000-01-01T00:00:00.000Z", True),  # decided before, and contested again
    ],
)
def test_a_contest_goes_on_with_a_corrected_form_where_the_same_is_said_and_nobody_has_found_or_decided_it(
    submitted, now, of_contest, decided, goes_on
):
    submitted()
    answered("c1", finding("property", "home", "contradicted", BUYER, **SAID))
    case = casefile.load("c1")
    of, rests = questions(case.application)("property", "home"), carried.rests_on(case, "property", "home", [BUYER])
    contest = Contest(of, clock.stamp(), "u", "p", BUYER, "", "", "", codes=[BUYER], rests=rests)
    form = stored(case.application)
    form["home"]["price"] = "900001.00"
    ruling = replace(case.ruling(PLACE, "contradicted", of, "r2", "", {}), at=decided)
    put(
        "c1",
        application=form,
        contests={PLACE: replace(contest, **of_contest)},
        rulings={PLACE: ruling} if decided else {},
    )
    if now is not None:
        told = {"outcome": "contradicted", "code": BUYER, **SAID, **now}
        answered("c1", finding("property", "home", **told))
    case = casefile.load("c1")
    assert (carried.onto_new_answers(case).contests[PLACE].of != of) is goes_on


@pytest.mark.parametrize(
    ("codes", "stated", "told", "is_another"),
    [
        ([BUYER], {"home__price": "900001.00"}, {}, False),  # what is not contested may be put right
        ([BUYER], {}, {"filed_price": "1.00"}, False),
        ([BUYER], {"home__contract_number": "another"}, {}, True),
        ([BUYER], {"home__unit_number": "another"}, {}, True),
        ([BUYER], {"home__kind": "existing"}, {}, True),
        ([BUYER], {"people__0__name": "另一人"}, {}, True),
        ([BUYER], {"people__1__id_number": "620102198803030028"}, {}, True),
        ([BUYER], {}, {"contract_parts": {**SAID["contract_parts"], "named": "m"}}, True),
        ([BUYER], {}, {"contract_parts": {**SAID["contract_parts"], "unit_number": "v"}}, True),
        ([BUYER], {}, {"contract_parts": {**SAID["contract_parts"], "price": "q"}}, False),
        ([BUYER, PRICE], {}, {"contract_parts": {**SAID["contract_parts"], "price": "q"}}, True),
        ([PRICE], {"home__price": "900001.00"}, {}, True),
        (["FILING_NOT_FILED"], {}, {"contract": "another"}, True),  # what rests on no part rests on all of it
    ],
)
def test_a_contest_of_the_home_rests_on_what_is_contested_of_it_on_which_home_it_is_and_on_who_they_are(
    codes, stated, told, is_another
):
    def rests(said, **changes):
        found = finding("property", "home", "contradicted", BUYER, **{**SAID, **said})
        return carried.rests_on(
            SimpleNamespace(application=of_sample(1, **changes), findings=[found]), "property", "home", codes
        )

    assert (rests(told, **stated) != rests({})) is is_another


@pytest.mark.parametrize(
    ("check", "subject", "stated", "is_another"),
    [
        ("marriage", "borrower", {"people__0__marital": "single"}, True),
        ("marriage", "borrower", {"people__1__phone": "13900000099"}, False),
        ("tax", "home", {"home__price": "900001.00"}, True),
        ("tax", "home", {"wish__months": 120}, False),
    ],
)
def test_a_contest_of_anything_else_rests_on_all_that_its_question_is_about(check, subject, stated, is_another):
    def rests(**changes):
        found = finding(check, subject, "contradicted", "X")
        return carried.rests_on(
            SimpleNamespace(application=of_sample(1, **changes), findings=[found]), check, subject, ["X"]
        )

    assert (rests(**stated) != rests()) is is_another


@pytest.mark.parametrize(
    ("findings", "check"),
    [
        ([], "tax"),
        ([replace(finding("credit", "borrower", "contradicted", "X"), check="asked_of_nobody")], "asked_of_nobody"),
    ],
)
def test_a_contest_of_what_nobody_has_told_or_the_form_says_nothing_of_rests_on_nothing(findings, check):
    case = SimpleNamespace(application=of_sample(1), findings=findings)
    assert carried.rests_on(case, check, "home" if check == "tax" else "borrower", ["X"]) == ""


@pytest.mark.parametrize(
    ("told", "is_another"),
    [({}, False), ({"facts": {"paid": True}}, True), ({"outcome": "not_found"}, True), ({"code": "Y"}, False)],
)
def test_a_contest_of_a_tax_rests_on_the_outcome_and_every_fact_that_was_told(told, is_another):
    def rests(outcome="contradicted", code="X", facts=None):
        found = [finding("marriage", "borrower", "confirmed", ""), finding("tax", "home", outcome, code, **facts or {})]
        return carried.rests_on(SimpleNamespace(application=of_sample(1), findings=found), "tax", "home", ["X"])

    assert (rests(**told) != rests()) is is_another


ASKED = SimpleNamespace(
    rests="digest", finder="", of="of then", named=(BUYER,), at="2027-01-01T00:00:00.000Z"
)  # a contest of the form before


@pytest.mark.parametrize(
    ("of_contest", "ruling", "answered_now", "rests", "goes_on"),
    [
        ({}, None, True, "digest", True),
        ({}, None, False, "digest", False),  # not answered of the corrected form yet
        ({}, None, True, "another", False),
        ({"rests": ""}, None, True, "", False),
        ({"of": "of now"}, None, True, "digest", False),  # is one of the present form
        ({"named": (BUYER, PRICE)}, None, True, "digest", False),
        ({}, ("of then", "2027-01-01T00:00:00.001Z"), True, "digest", False),
        ({}, ("of then", "2027-01-01T00:00:00.000Z"), True, "digest", True),  # it was contested after that
        ({}, ("of earlier", "2027-01-02T00:00:00.000Z"), True, "digest", True),  # of another form
        ({"of": ""}, ("", "2027-01-02T00:00:00.000Z"), True, "digest", True),
    ],
)
def test_it_goes_on_unless_a_later_ruling_on_that_very_form_has_decided_it(
    monkeypatch, of_contest, ruling, answered_now, rests, goes_on
):
    monkeypatch.setattr(carried, "questions", lambda application: lambda check, subject: "of now")
    monkeypatch.setattr(carried, "rests_on", lambda case, check, subject, codes: rests)
    monkeypatch.setattr(carried, "replace", lambda contest, of: of)
    case = SimpleNamespace(
        application=None,
        contests={PLACE: SimpleNamespace(**vars(ASKED) | of_contest)},
        rulings={PLACE: SimpleNamespace(of=ruling[0], at=ruling[1])} if ruling else {},
        findings=[finding("tax", "home", "confirmed", ""), finding("property", "home", "contradicted", BUYER, **SAID)],
        answered=lambda check, subject, of: answered_now and (check, subject, of) == ("property", "home", "of now"),
    )
    assert dict(carried._going_on(case)) == ({PLACE: "of now"} if goes_on else {})
