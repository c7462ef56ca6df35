"""A check is declared once; an undeclared one stops whoever names it, and a declared one without an answer is never passed."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import get_type_hints

import pytest

from chalicelib import policy
from chalicelib.domain import materials, matters
from chalicelib.domain.checks.declaration import Check
from chalicelib.domain.checks.declared import CHECKS, UNASKED, UndeclaredCheck
from chalicelib.domain.checks.evidence import Evidence
from chalicelib.domain.checks.expected import expected, is_told, subjects
from chalicelib.domain.checks.finding import Finding, Outcome, key_of, place_of
from chalicelib.domain.form.application import OldLoan
from chalicelib.domain.form.people import Person
from chalicelib.domain.judging.collation import collate
from chalicelib.domain.judging.decision import Unsettled, decide
from chalicelib.domain.policy import Matter, Policy
from chalicelib.domain.quote.stated import STATED
from tests.given.answers import USUAL
from tests.given.application import with_co_owner
from tests.given.made_up import MADE_UP, MATTER, PAPER, compiled_with


@pytest.fixture
def eighth(monkeypatch) -> None:
    """A check nobody of the code knows."""
    monkeypatch.setitem(CHECKS, MADE_UP.code, MADE_UP)


@pytest.fixture
def linking(make) -> Policy:
    """A policy with a matter that names it."""
    return replace(make.policy, matters=(*make.policy.matters, Matter("M99", **{**MATTER, "checks": ("household",)})))


def households(case, outcome="confirmed", by="agency", **facts) -> list[Finding]:
    said = {"members": 3, "moved_in": "2020-01-01"} if outcome == "confirmed" else {}
    return [
        Finding("household", p.key, Outcome(outcome), f"HOUSEHOLD_{outcome.upper()}", {**said, **facts}, by)
        for p in case.people
    ]


@pytest.mark.parametrize(("name", "entry"), [("matters.M99", MATTER), ("materials.B99", PAPER)])
def test_a_compiled_policy_that_names_an_undeclared_check_is_not_loaded_and_the_error_names_it(name, entry):
    with pytest.raises(UndeclaredCheck, match=rf"{name} from 2026-01-01: .*household; there are identity, .*credit"):
        policy.Book(compiled_with(name, entry))


@pytest.mark.parametrize(("name", "entry"), [("matters.M99", MATTER), ("materials.B99", PAPER)])
def test_once_it_is_declared_the_same_policy_is_in_force(eighth, make, name, entry):
    assert policy.Book(compiled_with(name, entry)).in_force("620100", make.on)


def test_what_an_undeclared_check_would_answer_is_neither_collated_nor_decided(make, linking):
    case = make.application()
    known = [*make.findings(case, credit=True), *households(case)]
    for judge in (collate, decide):
        with pytest.raises(UndeclaredCheck, match="household"):
            judge(case, known, linking, make.on)


def test_a_check_that_never_answered_is_looked_at_by_a_person_about_everybody_it_asks_about(eighth, make, linking):
    case = make.application()
    for known in (make.findings(case), make.findings(case, credit=True)):
        asked = collate(case, known, linking, make.on)
        assert asked.next == "verify"
        assert [(k.check, k.subject, k.code, k.what, k.facts) for k in asked.looks] == [
            ("household", key, "HOUSEHOLD_UNAVAILABLE", "LOOK_HOUSEHOLD", ("members",))
            for key in ("borrower", "spouse")
        ]


def test_one_answer_of_two_is_not_enough(eighth, make, linking):
    case = make.application()
    asked = collate(case, [*make.findings(case), households(case)[0]], linking, make.on)
    assert [look.subject for look in asked.looks] == ["spouse"]


def test_once_it_has_answered_the_case_goes_on_to_credit_and_then_to_assessment(eighth, make, linking):
    case = make.application()
    assert collate(case, [*make.findings(case), *households(case)], linking, make.on).next == "credit"
    known = [*make.findings(case, credit=True), *households(case)]
    assert collate(case, known, linking, make.on).next == "assess"
    assert decide(case, known, linking, make.on).approved


def test_a_difference_it_found_is_told_with_its_place_in_the_form(eighth, make, linking):
    case = make.application()
    differs = replace(households(case)[0], outcome=Outcome.CONTRADICTED, code="HOUSEHOLD_MISMATCH")
    asked = collate(case, [*make.findings(case), differs, households(case)[1]], linking, make.on)
    assert asked.next == "correct"
    assert [(d.code, d.where, d.remedy, d.check, d.field) for d in asked.defects] == [
        ("HOUSEHOLD_MISMATCH", "borrower", "REMEDY_HOUSEHOLD", "household", "people.address")
    ]


def test_a_ruling_on_it_has_to_bring_what_the_rules_need(eighth, make, linking):
    case = make.application()
    empty, whole = (households(case, "unavailable", by="staff:r1", **facts) for facts in ({}, {"members": 2}))
    assert collate(case, [*make.findings(case), *empty], linking, make.on).next == "verify"
    assert collate(case, [*make.findings(case), *whole], linking, make.on).next == "credit"


SUPPLIED = {
    "identity": (), "marriage": (), "tax": (),
    "fund_account": ("status", "centre", "consecutive_months", "base", "balance", "loans_used", "unsettled_loan"),
    "off_site": ("centre", "status", "consecutive_months", "base", "balance", "loans_used", "loan_balance"),
    "property": ("homes_owned", "regulated_account", "seized", "mortgaged", "owners_are_parties"),
    "credit": (
        "max_consecutive_overdue_24m", "total_overdue_24m", "current_overdue", "monthly_debt", "unsettled_housing_loans",
        "bad_status",
    ),
}  # fmt: skip


NAMED = {"property": {"owners": ["borrower"]}}  # or whose the home is would be asked, too


@pytest.mark.parametrize(("check", "facts"), SUPPLIED.items())
def test_a_person_supplies_what_the_rules_cannot_do_without(make, check, facts):
    case = make.off_site() if check == "off_site" else make.application()
    subject = CHECKS[check].subject or "borrower"
    assert Evidence(case, ()).lacking(make.finding(check, subject, "unavailable")) == facts
    whole = make.finding(check, subject, **NAMED.get(check, {}))
    assert Evidence(case, ()).lacking(whole) == ()
    for name in whole.facts.keys() & {*facts}:
        known = {key: value for key, value in whole.facts.items() if key != name}
        assert Evidence(case, ()).lacking(replace(whole, facts=known)) == (name,)


@pytest.mark.parametrize(("check", "fact", "wrong"), [
    ("fund_account", "unsettled_loan", "false"), ("fund_account", "unsettled_loan", 0), ("fund_account", "status", 1),
    ("fund_account", "status", ""), ("property", "seized", "no"), ("property", "seized", None),
])  # fmt: skip
def test_a_fact_of_another_kind_is_no_fact(make, check, fact, wrong):
    subject = CHECKS[check].subject or "borrower"
    told = make.finding(check, subject, **{**NAMED.get(check, {}), fact: wrong})
    assert Evidence(make.application(), ()).lacking(told) == (fact,)


def test_nobody_supplies_the_account_of_a_sale_where_nothing_is_sold(make):
    silent = make.finding("property", "home", "unavailable")
    assert Evidence(make.own_home(), ()).lacking(silent) == ("homes_owned", "seized", "mortgaged", "owners_are_parties")


def test_a_missing_record_is_proven_and_a_wrong_status_corrected(make):
    single = make.application(make.person("borrower", marital="10"))
    for outcome, code, remedy, field in (
        ("not_found", "MARRIAGE_NO_RECORD", "REMEDY_MARITAL_PROOF", ""),
        ("contradicted", "MARRIAGE_STATUS_MISMATCH", "REMEDY_MARRIAGE", "marital"),
    ):
        known = make.findings(single, make.finding("marriage", "borrower", outcome, code))
        (defect,) = collate(single, known, make.policy, make.on).defects
        assert (defect.code, defect.remedy, defect.field) == (code, remedy, field)


def test_nothing_rests_on_an_answer_about_somebody_who_is_not_certain(eighth, make):
    case = make.application()
    unsure = make.findings(case, make.finding("identity", "borrower", "ambiguous"))
    evidence = Evidence(case, [*unsure, *households(case)])
    assert evidence.facts("household", "borrower") is None and evidence.facts("household", "spouse")


def test_a_material_is_held_once_the_check_behind_it_has_answered(eighth, make, linking):
    paper = replace_first(make.policy, "A02", check="household")
    known = replace(paper, matters=linking.matters)
    case = make.application()
    for found, held in (([], False), (households(case), True)):
        needs = materials.needed(case, known, Evidence(case, [*make.findings(case), *found]))
        assert {need.held for need in needs if need.code == "A02"} == {held}


def test_the_answer_about_the_home_gives_a_material_whomever_that_is_about(make):
    rules, case = replace_first(make.policy, "A02", check="property"), make.application()
    needs = materials.needed(case, rules, Evidence(case, make.findings(case)))
    assert {need.held for need in needs if need.code == "A02"} == {True}


def replace_first(rules: Policy, code: str, **changes) -> Policy:
    """A policy in which the best source of a material is another."""
    changed = tuple(
        m._replace(sources=(m.sources[0]._replace(**changes), *m.sources[1:])) if m.code == code else m
        for m in rules.materials
    )
    return replace(rules, materials=changed)


@pytest.mark.parametrize("lost", list(CHECKS))
def test_no_decision_without_the_answer_of_every_check_about_everybody(make, lost):
    case = make.off_site() if lost == "off_site" else sold(make) if lost == "tax" else make.application()
    known = make.findings(case, credit=True)
    decide(case, known, make.policy, make.on)
    for gone in [found for found in known if found.check == lost in matters.checks(case, make.policy)]:
        fewer = [found for found in known if found != gone]
        with pytest.raises(Unsettled, match=f"{gone.check}.{gone.subject}"):
            decide(case, fewer, make.policy, make.on)
        assert collate(case, fewer, make.policy, make.on).next == ("credit" if lost == "credit" else "verify")


def sold(make):
    return make.application(kind="existing", appraisal=Decimal(900000), completed_year=2015, documents=("B03", "B06"))


def test_credit_is_waited_for_of_every_party(make):
    case = make.application(make.person("borrower"), make.person("spouse"), make.person("co_borrower_1"))
    keys = [p.key for p in case.people]
    assert [subject for check, subject in expected(case, make.policy) if check == "credit"] == keys
    for key in keys:
        fewer = [f for f in make.findings(case, credit=True) if (f.check, f.subject) != ("credit", key)]
        assert collate(case, fewer, make.policy, make.on).next == "credit"


def test_where_no_matter_links_credit_nobody_waits_for_it_and_a_person_decides(make):
    rules = replace(make.policy, matters=tuple(m for m in make.policy.matters if "credit" not in m.checks))
    case = make.application()
    assert collate(case, make.findings(case), rules, make.on).next == "assess"
    decided = decide(case, make.findings(case), rules, make.on)
    assert decided.route == "B" and "ROUTE_LOOK" in decided.why


def test_a_check_asks_whom_it_says(make):
    away = make.person("spouse", deposit_centre="620200")
    case = with_co_owner(
        make.application(make.person("borrower"), away, make.person("co_borrower_1", is_depositor=False))
    )
    asked = {check.about: subjects(check, case, make.policy) for check in CHECKS.values()}
    assert asked == {
        "every_party": ("borrower", "spouse", "co_borrower_1", "co_owner_1"),
        "each": ("borrower", "spouse", "co_borrower_1"),
        "off_site_depositors": ("spouse",),
        "borrower": ("borrower",),
        "home": ("home",),
    }


@pytest.mark.parametrize("subject", ["borrower", "co_borrower_1", "home"])
def test_what_an_answer_is_kept_under_tells_of_which_check_it_is_and_about_whom(subject):
    assert key_of("fund_account", subject) == f"fund_account.{subject}"  # as earlier releases have stored it
    assert [place_of(key_of(check, subject)) for check in CHECKS] == [(check, subject) for check in CHECKS]


def every_fact() -> Iterator[tuple[Check, str]]:
    return ((check, name) for check in CHECKS.values() for name in check.needed)


def test_what_a_check_has_to_bring_is_among_its_facts_and_of_one_kind():
    for check, name in every_fact():
        assert len(check.kinds[name]) == 1, f"{check.code}: {name}"
    for check in CHECKS.values():
        assert set(check.of_purchases) <= set(check.needed)


def test_the_usual_answers_of_tests_are_answers_of_the_declared_checks():
    for check, said in ((CHECKS[code], said) for code, said in USUAL.items()):
        assert set(said) <= set(check.kinds)
        for name, value in said.items():
            assert isinstance(value, tuple(str if kind is Decimal else kind for kind in check.kinds[name])), name


def test_what_a_quote_takes_a_check_to_answer_are_its_facts():
    for check in CHECKS.values():
        for name, value in (check.stated or {}).items():
            assert type(value) in [str if kind is Decimal else kind for kind in check.kinds[name]], name
        assert check.stated is None or {*check.needed} <= {*check.stated}, check.code


def test_a_quote_can_take_every_check_as_answered():
    for check in CHECKS.values():
        assert (check.stated is None) == (check.code in STATED), check.code


def test_what_a_fact_can_be_is_told_whatever_its_hint_is_wrapped_in():
    assert CHECKS["property"].kinds["homes_owned"] == (int,) and CHECKS["tax"].kinds["paid"] == (bool,)


def test_yuan_are_told_from_other_text_by_their_kind():
    known = [CHECKS[code] for code in USUAL]
    assert {name for check in known for name, kinds in check.kinds.items() if Decimal in kinds} == {
        "base", "down_payment_received", "monthly_deposit", "balance", "filed_price", "amount", "current_overdue", "monthly_debt", "loan_balance",
        "old_loan_balance", "old_loan_due", "payoff",
    }  # fmt: skip
    assert CHECKS["property"].kinds["mortgages"] == (list,)
    assert CHECKS["tax"].kinds["receipt"] == (str, type(None))
    assert CHECKS["credit"].kinds["old_loan_unsettled"] == (bool,)


def test_a_check_has_one_name_and_no_source_nobody_asks_bears_it():
    assert [check.code for check in CHECKS.values()] == list(CHECKS)
    assert not UNASKED & set(CHECKS)


def test_the_part_of_the_form_a_question_covers_is_one(make):
    for check in CHECKS.values():
        assert not check.also or check.also in get_type_hints(type(make.application()))
        assert not check.certain or check.about != "borrower"


def test_where_a_difference_lies_is_a_place_of_the_form(make):
    home, person = make.application().home, get_type_hints(Person)
    for check in CHECKS.values():
        for place in check.fields.values():
            part, _, field = place.partition(".")
            if part == "old_loan":
                assert field.partition(".")[0] in get_type_hints(OldLoan), place
                continue
            assert hasattr(home, field.partition(".")[0]) if part == "home" else place in {*person, "people"}, place


def test_a_persons_ruling_goes_before_an_agencys_answer_in_whatever_order_they_are_told(make):
    ruled = make.finding("property", "home", by="staff:r1")
    answered = make.finding("property", "home", "contradicted", "FILING_PRICE_MISMATCH")
    for told in ([ruled, answered], [answered, ruled]):
        assert Evidence(make.application(), told).finding("property", "home") is ruled


@pytest.mark.parametrize(
    ("balance", "told"), [("0.00", True), ("-0.01", False), ("NaN", False), ("Infinity", False), (1, False)]
)
def test_a_sum_that_is_none_is_not_told(make, balance, told):
    assert is_told(make.finding("fund_account", "borrower", balance=balance), "balance") is told
