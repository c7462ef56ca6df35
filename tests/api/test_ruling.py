"""What is said of a look, each rule by itself: what it has to say, what it may not, and what is kept of it."""

from types import SimpleNamespace

import pytest

from chalicelib.api.desk import rulings
from chalicelib.api.http.problem import Problem
from chalicelib.domain.checks.papers import CANNOT, PAPER
from chalicelib.records.statements import Ruling

LOOK = {"check": "property", "subject": "home", "of": "q", "code": "PROPERTY_UNAVAILABLE"}
PLACE, ALL = ("property", "home"), ["A", "B"]
SEEN, OTHER = "a" * 64, "b" * 64
SUM = "down_payment_received"


def said(outcome="confirmed", check="property", subject="home", **values):
    usual = {"facts": {}, "files": [], "unfounded": [], "comment": None}
    return SimpleNamespace(check=check, subject=subject, outcome=outcome, **{**usual, **values})


def of(**values):
    """A case, stored nowhere, in which nothing is contested and nobody has ruled."""
    usual = {"id": "c1", "rulings": {}, "contests": {}, "findings": (), "lent": {}, "facts": {}}
    application = SimpleNamespace(home=SimpleNamespace(seller=None), old_loan=None, parties=())
    case = SimpleNamespace(application=application, **{**usual, **values})
    case.facts_of = case.facts.__getitem__
    case.ruling = lambda key, outcome, of, by, comment, facts, person: Ruling(
        outcome, of, by, "", comment, facts, person=person
    )
    return case


def codes(found):
    return [(one.code, one.field) for one in found]


def refused(case, looks, *items):
    """What is wrong with rulings said of those looks by somebody who has opened no paper."""
    with pytest.raises(Problem) as problem:
        rulings.rulings_with(case, looks, items, SimpleNamespace(subject="r1", person="p1"))
    assert problem.value.code == "INVALID_REQUEST"
    return codes(problem.value.defects)


def test_every_look_is_ruled_on_once_and_nothing_else_is():
    tax, home = {**LOOK, "check": "tax"}, said()
    missing, unknown = ("LOOK_MISSING", "/items"), ("LOOK_UNKNOWN", "/items/0")
    assert refused(of(), [LOOK]) == [missing]
    assert refused(of(), [LOOK, tax], home) == [missing]
    assert refused(of(), [tax], home) == [missing, unknown]
    assert refused(of(), [tax], said(check="tax"), home) == [("LOOK_UNKNOWN", "/items/1")]
    assert refused(of(), [LOOK], home, said("contradicted")) == [("LOOK_UNKNOWN", "/items/1")]


def test_nothing_is_kept_of_what_cannot_be_or_names_a_fact_there_is_not():
    near = {**LOOK, "facts": ["homes_in_district"]}
    owned = {**near, "facts": [*near["facts"], "homes_owned"]}
    more = said(facts={"homes_in_district": 3, "homes_owned": 2})
    assert refused(of(), [owned], more) == [("MORE_NEAR_THAN_OWNED", "/items/0/facts/homes_in_district")]
    assert refused(of(), [LOOK], said(facts={"nonsense": 1})) == [("UNKNOWN_FIELD", "/items/0/facts/nonsense")]


@pytest.mark.parametrize(
    ("look", "contested", "item", "wrong"),
    [
        ({}, False, {}, []),
        ({"code": CANNOT}, False, {}, ["MISSING"]),
        ({"anew": True}, False, {}, ["MISSING"]),
        ({"anew": True}, False, {"comment": "  "}, ["MISSING"]),
        ({"anew": True}, False, {"comment": "见登记簿"}, []),
        ({}, False, {"unfounded": ["A"]}, ["CONTEST_NOT_SETTLED"]),
        ({}, True, {"unfounded": ALL, "comment": "查实"}, []),
        ({}, True, {"unfounded": ALL}, ["MISSING"]),
        ({}, True, {"unfounded": ["A"], "comment": "查实"}, ["CONTEST_NOT_SETTLED"]),
        ({}, True, {"outcome": "contradicted", "comment": "查实"}, []),
        ({}, True, {"outcome": "contradicted"}, ["MISSING"]),
        ({}, True, {"outcome": "contradicted", "unfounded": ALL, "comment": "查实"}, ["CONTEST_NOT_SETTLED"]),
        ({"beside": True}, True, {}, []),
    ],
)
def test_who_contests_cannot_provide_or_is_approved_already_is_told_why_and_a_finding_falls_as_a_whole(
    look, contested, item, wrong
):
    case = of(contests={"property.home": SimpleNamespace(of="q", named=ALL)} if contested else {})
    fields = {"MISSING": "/items/0/comment", "CONTEST_NOT_SETTLED": "/items/0/unfounded"}
    found = rulings._unexplained(case, {PLACE: {**LOOK, **look}}, [said(**item)])
    assert codes(found) == [(code, fields[code]) for code in wrong]


@pytest.mark.parametrize(
    ("look", "item", "opened", "wrong"),
    [
        ({"facts": ["homes_owned"]}, {"facts": {"homes_owned": 1}}, (), []),
        ({"facts": ["homes_owned"]}, {}, (), [("FACT_MISSING", "facts/homes_owned")]),
        ({"facts": ["homes_owned"]}, {"outcome": "contradicted"}, (), []),
        ({}, {"facts": {"homes_owned": 1}}, (), [("FACT_NOT_ASKED", "facts/homes_owned")]),
        ({"facts": ["homes_owned"]}, {"facts": {"homes_owned": True}}, (), [("WRONG_TYPE", "facts/homes_owned")]),
        ({"facts": [SUM]}, {"facts": {SUM: "1.23"}}, (), []),
        ({"facts": [SUM]}, {"facts": {SUM: "1.234"}}, (), [("WRONG_FORMAT", f"facts/{SUM}")]),
        ({"facts": [SUM]}, {"facts": {SUM: "-1"}}, (), [("WRONG_FORMAT", f"facts/{SUM}")]),
        ({"files": [SEEN]}, {"files": [SEEN]}, (SEEN,), []),
        ({"files": [SEEN]}, {"files": [SEEN]}, (OTHER,), [("PAPER_NOT_LOOKED_AT", "files")]),
        ({"files": [SEEN]}, {"files": []}, (SEEN,), [("PAPER_NOT_LOOKED_AT", "files")]),
        ({"files": [SEEN]}, {"files": [], "outcome": "contradicted"}, (SEEN,), [("PAPER_NOT_LOOKED_AT", "files")]),
        ({"files": [SEEN]}, {"files": [SEEN, OTHER]}, (SEEN, OTHER), [("PAPER_NOT_LOOKED_AT", "files")]),
        ({"files": [SEEN, OTHER]}, {"files": [SEEN]}, (SEEN, OTHER), [("PAPER_NOT_LOOKED_AT", "files")]),
        ({"files": [SEEN, OTHER]}, {"files": [SEEN, OTHER]}, (SEEN,), [("PAPER_NOT_LOOKED_AT", "files")]),
        ({"files": [SEEN, OTHER]}, {"files": [OTHER, SEEN]}, (SEEN, OTHER), []),
    ],
)
def test_a_ruling_says_what_its_look_asks_for_and_rests_on_every_paper_of_it_that_was_opened(look, item, opened, wrong):
    found = rulings._misfits({PLACE: {**LOOK, **look}}, [said(**item)], frozenset(opened))
    assert codes(found) == [(code, f"/items/0/{field}") for code, field in wrong]


def test_a_paper_is_looked_at_by_who_has_opened_its_bytes_themselves(monkeypatch):
    look = {"kind": rulings.KIND, "person": "p1", "document": "d1", "sha256": SEEN}
    entries = [
        look,
        {**look, "person": "p2", "sha256": "2" * 64},
        {**look, "document": "", "sha256": "3" * 64},
        {**look, "kind": "refused", "sha256": "4" * 64},
    ]
    monkeypatch.setattr(rulings.ledger, "entries", {"c1": entries}.__getitem__)
    assert rulings._opened("c1", "p1") == {SEEN}


@pytest.mark.parametrize(
    ("item", "wrong"),
    [
        ({"facts": {"homes_in_district": 2, "homes_owned": 2}}, []),
        ({"facts": {"homes_in_district": 3, "homes_owned": 2}}, [("MORE_NEAR_THAN_OWNED", "homes_in_district")]),
        ({"facts": {"homes_in_district": 3, "homes_owned": 2}, "outcome": "contradicted"}, []),
        ({"facts": {"homes_in_district": 3}}, []),
        ({"facts": {"owners_are_parties": True, "mortgages_of_old_lender": True}}, []),
        ({"facts": {"owners_are_parties": False}}, [("OWNER_NOT_PARTY", "owners_are_parties")]),
        ({"facts": {"mortgages_of_old_lender": False}}, [("LIEN_OF_ANOTHER", "mortgages_of_old_lender")]),
        ({"facts": {"owners_are_parties": False, "mortgages_of_old_lender": False}, "outcome": "contradicted"}, []),
        ({"facts": {"mortgaged": True, "mortgage_numbers": "无"}}, [("CERTIFICATES_NOT_NAMED", "mortgage_numbers")]),
        ({"facts": {"mortgaged": False, "mortgage_numbers": ""}}, []),
        # Of a receipt, of which alone it is asked who paid.
        ({"facts": {"payer": "nobody"}, "check": PAPER, "subject": "b03"}, [("PAYER_UNKNOWN", "payer")]),
        ({"facts": {"payer": "nobody"}}, []),
    ],
)
def test_a_home_is_not_confirmed_to_be_what_it_cannot_be_or_what_nothing_is_lent_on(item, wrong):
    found = rulings._impossible(of(), [said(**item)])
    assert codes(found) == [(code, f"/items/0/facts/{name}") for code, name in wrong]


def test_what_cannot_be_is_found_in_each_look_whatever_was_said_of_those_before_it():
    liens, owners = {"mortgages_of_old_lender": False}, {"owners_are_parties": False}
    looks = [said("contradicted"), said(facts=liens), said("contradicted", facts=liens), said(facts=owners)]
    assert codes(rulings._impossible(of(), looks)) == [
        ("LIEN_OF_ANOTHER", "/items/1/facts/mortgages_of_old_lender"),
        ("OWNER_NOT_PARTY", "/items/3/facts/owners_are_parties"),
    ]


@pytest.mark.parametrize(("on", "is_day"), [("2026-11-23", True), ("2026-02-30", False), ("20261123", False)])
def test_the_day_of_a_payoff_is_a_day_as_it_is_kept(on, is_day):
    found = rulings._impossible(of(), [said(check="old_loan", facts={"on": on})])
    assert codes(found) == ([] if is_day else [("DAY_INVALID", "/items/0/facts/on")])


def test_what_is_said_of_an_old_loan_need_not_be_its_day():
    assert codes(rulings._impossible(of(), [said(check="old_loan", facts={"settled": True})])) == []


@pytest.mark.parametrize(("outcome", "is_refused"), [("confirmed", True), ("contradicted", False)])
def test_no_other_account_is_confirmed_than_the_one_the_form_has_the_loan_paid_to(monkeypatch, outcome, is_refused):
    monkeypatch.setattr(rulings.payee, "otherwise", lambda check, application, told: [*told])
    found = codes(rulings._impossible(of(), [said(outcome, facts={"regulated_account": "62000099"})]))
    assert found == ([("PAYEE_NOT_AS_STATED", "/items/0/facts/regulated_account")] if is_refused else [])


@pytest.mark.parametrize(
    ("used", "outcome", "is_refused"),
    [(1, "confirmed", True), (2, "confirmed", False), (1, "contradicted", False), (None, "confirmed", False)],
)
def test_nobody_is_said_to_have_borrowed_less_often_than_from_us(used, outcome, is_refused):
    look = {**LOOK, "check": "fund_account", "subject": "spouse"}
    item = said(outcome, "fund_account", "spouse", facts={"loans_used": used})
    found = codes(rulings._forgotten(of(lent={"spouse": 2}), {("fund_account", "spouse"): look}, [item]))
    assert found == ([("FEWER_THAN_OURS", "/items/0/facts/loans_used")] if is_refused else [])


KEPT = {"property.home": Ruling("confirmed", "q", "r1", ""), "tax.home": Ruling("contradicted", "q", "r1", "")}
FACTS = {"property.home": {"homes_owned": 1, "price": "5.00"}, "tax.home": {}}


@pytest.mark.parametrize(
    ("items", "stand"),
    [
        ([said(facts={"homes_owned": 1}, comment="又一句")], True),
        ([said(facts={"homes_owned": 2})], False),
        ([said("contradicted")], False),
        ([said(check="marriage", subject="borrower")], False),
        ([said(), said("contradicted", "tax")], True),
        ([said(), said("confirmed", "tax")], False),
    ],
)
def test_the_same_is_said_again_where_outcome_and_facts_of_every_look_stand_so_already(items, stand):
    assert rulings.are_kept(of(rulings=KEPT, facts=FACTS), items) is stand


@pytest.mark.parametrize(
    ("before", "first"),
    [
        (None, ""),
        ({"by": "r0", "person": "p0"}, ""),
        ({"by": "r0", "person": ""}, "r0"),
        ({"by": "r5", "person": "p5", "first": "r0"}, "r0"),
    ],
)
@pytest.mark.parametrize("beside", [False, True])
def test_a_ruling_keeps_the_question_its_files_its_answer_and_who_ruled_before_where_no_person_was_kept(
    monkeypatch, before, first, beside
):
    monkeypatch.setattr(rulings.ledger, "entries", lambda case: [{"kind": "look", "person": "p1", "document": "d", "sha256": SEEN}])  # fmt: skip
    others = {"marriage.borrower": KEPT["tax.home"]}
    said_before = {"outcome": "confirmed", "of": "q0", "at": "", "files": [OTHER], "on": "old"}
    earlier = {"property.home": Ruling(**said_before, **before)} if before else {}
    case = of(rulings={**others, **earlier}, facts=FACTS)
    wanted = {**LOOK, "facts": ["homes_owned"], "files": [SEEN], "on": "answer", "beside": beside}
    who = SimpleNamespace(subject="r1", person="p1")
    items = [said(facts={"homes_owned": 2}, files=[SEEN], comment="见证"), said(check="tax")]
    kept = rulings.rulings_with(case, [wanted, {**LOOK, "check": "tax"}], items, who)
    made, without_a_paper = kept.pop("property.home"), kept.pop("tax.home")
    assert (without_a_paper.files, without_a_paper.on) == ([], "")
    assert kept == others and (made.of, made.by, made.person, made.comment) == ("q", "r1", "p1", "见证")
    assert (made.files, made.on, made.first) == ([SEEN], "answer", first)
    rest = {"price": "5.00"} if beside and before else {}
    assert made.facts == {"homes_owned": 2, **rest}, (
        "what was said before stands where only something beside it is asked"
    )
