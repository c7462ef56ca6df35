"""Whom prefill asks about, and whose answers it shows: the very person who asks, whatever is typed or kept under their key."""

from contextlib import nullcontext
from types import SimpleNamespace

import pytest
import time_machine

from chalicelib import clock
from chalicelib.agencies import registry
from chalicelib.casework import prefill, prefill_sources, prefilled
from chalicelib.records import casefile
from chalicelib.trust.index import reference
from tests.given import case as given
from tests.given.case import put
from tests.given.form import BORROWER, OTHER, form

ME = "borrower"


@pytest.fixture
def draft(platform):
    """A draft whose borrower has authorised what is asked, with that number in their own entry."""

    def made(number=BORROWER):
        people = [{**form()["people"][0], "name": "示例某人", "id_number": number}]
        given.draft(form={**form(), "people": people}, applicant=reference("person", BORROWER))
        given.authorised("c1", ME)
        return casefile.load("c1")

    return made


@pytest.mark.parametrize(("typed", "asked_of"), [(BORROWER, {BORROWER}), (OTHER, {""})])
def test_whose_number_somebody_has_typed_for_their_own_is_asked_about_only_where_it_is_theirs(
    draft, monkeypatch, typed, asked_of
):
    questions = []
    monkeypatch.setattr(prefill_sources, "answer", lambda name, question, *of: questions.append(question) or ("", {}))
    case = draft(typed)
    prefill.asked(case, prefill.Asker(ME, case.applicant))
    assert {one["id_number"] for one in questions if one["source"] != "login"} == asked_of


@pytest.mark.parametrize(("behind", "told"), [(BORROWER, BORROWER), (OTHER, None)])
def test_a_login_with_another_behind_it_by_now_tells_nothing_of_either(monkeypatch, behind, told):
    own = prefill_sources.identity_platform.Own("示例某人", behind, "13900001111")
    monkeypatch.setattr(prefill_sources.identity_platform, "own", lambda *of: own)
    code, values = prefill_sources.answer("login", {}, ME, reference("person", BORROWER), "ticket-1", None)
    assert (values.get("person.id_number"), code) == (told, "" if told else "PREFILL_NO_LOGIN")


def test_what_was_told_of_one_person_is_not_shown_of_another_under_their_key_whoever_consented(draft):
    case = draft()
    consent = next(one["id"] for one in case.consents if one["party"] == case.applicant)
    said = {"consent": consent, "of": "", "at": clock.stamp(), "code": "", "values": {"person.name": "示例某人"}}
    for whose, shown in ((case.applicant, ["login"]), (reference("person", OTHER), [])):
        put("c1", prefilled={f"{ME}.login": prefilled.Prefilled(party=whose, **said)})
        assert [*prefilled.known(casefile.load("c1"), ME, case.applicant)] == shown


@pytest.mark.parametrize(
    ("otherwise", "shown"),
    [({}, ["login"]), ({"withdrawn_at": "2026-11-24"}, []), ({"void_at": "2026-11-24"}, []), ({"party": "p9"}, [])],
)
def test_what_was_told_on_a_consent_that_is_taken_back_or_void_is_shown_no_more(otherwise, shown):
    given_then = {"id": "g1", "person": ME, "party": "p1", "use": "data", **otherwise}
    told = prefilled.Prefilled("p1", "g1", "", clock.stamp(), "", {"person.name": "示例某人"})
    case = given.held(applicant="p1", form=form())
    vars(case).update(consents=[given_then], prefilled={f"{ME}.login": told})
    assert [*prefilled.known(case, ME, "p1")] == shown


@pytest.mark.parametrize(
    ("method", "under_age", "is_unaccompanied"),
    [("", True, True), ("", False, False), ("signed_form", True, False)],
)
def test_who_is_not_of_age_and_has_authorised_alone_is_asked_about_nowhere(
    draft, monkeypatch, method, under_age, is_unaccompanied
):
    monkeypatch.setattr(prefill, "is_named_under_age", lambda entry, on: under_age and entry["id_number"] == BORROWER)
    questions = []
    monkeypatch.setattr(prefill_sources, "answer", lambda name, question, *of: questions.append(name) or ("", {}))
    case = draft()
    vars(case).update(consents=[{**one, "method": method} for one in case.consents])
    prefill._told(case, prefill.Asker(ME, case.applicant))
    assert (questions == ["login"]) is is_unaccompanied


@pytest.mark.parametrize(
    ("may", "asked"),
    [
        ((), ["own"]),
        (("police",), ["own", "of the police"]),
        (("police", "tax"), ["own", "of the police", "of the tax office"]),
    ],
)
def test_only_departments_are_asked_whom_they_let_know_and_the_funds_own(monkeypatch, may, asked):
    sources = {"own": "", "of the police": "police", "of the tax office": "tax"}
    questions = []
    monkeypatch.setattr(prefill.prefill, "sources", lambda policy, facts, key: sources)
    monkeypatch.setattr(prefill, "of_form", lambda form, policy: {})
    monkeypatch.setattr(prefill, "reference", lambda kind, number: "p1")
    monkeypatch.setattr(prefill_sources, "answer", lambda name, *of: questions.append(name) or ("", {}))
    monkeypatch.setattr(prefill.ledger, "together", lambda id: nullcontext(None))
    case = given.held(applicant="p1", form=form())
    consent = {"id": "g1", "person": ME, "party": "p1", "use": "data", "given_at": "", "departments": [*may]}
    vars(case).update(consents=[consent])
    prefill._told(case, prefill.Asker(ME, "p1"))
    assert questions == asked


@pytest.mark.parametrize(
    ("otherwise", "is_known"),
    [
        ({}, True),
        ({"at": "2026-11-24T02:00:00.001Z"}, True),
        ({"at": "2026-11-24T02:00:00.000Z"}, False),  # a day old
        ({"at": "2026-11-24T02:00:00.000Z", "values": {}}, False),
        ({"code": "PREFILL_NOT_FOUND", "values": {}}, True),
        ({"code": "PREFILL_UNAVAILABLE", "values": {}}, False),  # is no answer
        ({"of": "another question"}, False),
        (None, False),
    ],
)
def test_what_was_answered_to_that_very_question_within_a_day_is_not_asked_again(otherwise, is_known):
    question = {"source": "marriage", "id_number": BORROWER}
    with time_machine.travel("2026-11-25T02:00:00.000Z", tick=False):
        usual = {"at": clock.stamp(), "of": prefill._digest(question), "values": {"person.marital": "20"}}
        one = None if otherwise is None else prefilled.Prefilled("p1", "g1", **{**usual, **otherwise})
        assert prefill._is_known(one, question) is is_known


@pytest.mark.parametrize(
    ("department", "may", "why"),
    [
        ("", ("",), "PREFILL_NOT_ASKED"),
        ("police", ("", "police"), "PREFILL_NOT_ASKED"),
        ("police", ("", "tax"), "PREFILL_NOT_AUTHORISED"),
        ("", (), "PREFILL_NOT_AUTHORISED"),
        ("police", (), "PREFILL_NOT_AUTHORISED"),
    ],
)
def test_why_a_source_has_told_nothing_yet_is_that_nobody_let_it_or_that_it_was_not_asked(department, may, why):
    assert prefilled._why_not(None, department, may) == why


CHILD = SimpleNamespace(name="示例小童", id_number="n1", age=3)
GROWN = SimpleNamespace(name="示例成年", id_number="n2", age=30)
ASKED = {"name": "示例某人", "id_number": BORROWER, "contract": "W1", "city": "620100", "unit": "U1"}
HOMES = [registry.Title(f"甘{n}", f"U{n}", frozenset(), "住宅", None) for n in (1, 2)]


@pytest.mark.parametrize(
    ("source", "answers", "question", "told"),
    [
        ("marriage", "married", {}, {"person.marital": "20"}),
        ("marriage", "divorced", {}, {"person.marital": "40"}),
        ("marriage", None, {}, "PREFILL_NOT_FOUND"),
        ("marriage", "married", {"name": ""}, "PREFILL_NAME_FIRST"),
        ("marriage", "married", {"id_number": ""}, "PREFILL_NAME_FIRST"),
        ("children", None, {}, "PREFILL_NOT_FOUND"),
        ("children", [], {}, {"person.minor_children": 0, "person.children": []}),
        (
            "children",
            [GROWN, CHILD],
            {},
            {"person.minor_children": 1, "person.children": [{"name": "示例小童", "id_number": "n1"}]},
        ),
        ("children", "not covered", {}, "PREFILL_NOT_AUTHORISED"),
        ("account", {"person.monthly_income": "9000.00"}, {}, {"person.monthly_income": "9000.00"}),
        ("account", None, {}, "PREFILL_NOT_FOUND"),
        ("filing", {"home.price": "1.00"}, {}, {"home.price": "1.00"}),
        ("filing", {"home.price": "1.00"}, {"contract": ""}, "PREFILL_CONTRACT_FIRST"),
        ("filing", None, {}, "PREFILL_NOT_FOUND"),
        ("title", HOMES, {"unit": ""}, "PREFILL_SEVERAL"),
        ("title", HOMES, {}, {"home.title_number": "甘1", "home.unit_number": "U1"}),
        ("title", HOMES, {"unit": "U9"}, "PREFILL_NOT_FOUND"),
        ("title", [], {}, "PREFILL_NOT_FOUND"),
    ],
)
def test_a_source_tells_of_whoever_asks_what_it_knows_and_else_why_it_tells_nothing(
    monkeypatch, source, answers, question, told
):
    sources = prefill_sources
    for agency, call in (
        (sources.civil_affairs, "status_of"), (sources.police, "children_of"), (sources.fund_core, "known_of"),
        (sources.housing, "filed"), (sources.registry, "homes_of"),
    ):  # fmt: skip
        monkeypatch.setattr(agency, call, lambda *_: answers)
    monkeypatch.setattr(sources.parties, "is_minor", lambda child, on: child.age < 18)
    purpose = SimpleNamespace(covers_children=lambda key: answers != "not covered")
    code, values = sources.answer(source, {**ASKED, **question}, ME, "p1", "", purpose)
    assert (code or values) == told and bool(code) != bool(values)
