"""Depositors of other centres (异地贷款): whom a centre takes, and what their own centre must certify."""

from dataclasses import replace

import pytest

from chalicelib.domain.judging.collation import collate
from chalicelib.domain.judging.decision import decide
from chalicelib.domain.judging.rule import Situation, judged
from chalicelib.domain.judging.rules import BEFORE_CREDIT


def elsewhere(make, key="borrower", **facts):
    return make.finding("fund_account", key, centre="620200", **facts)


def outcomes(make, case, *instead, policy=None):
    known = make.findings(case, elsewhere(make), *instead)
    said = judged(BEFORE_CREDIT, Situation.of(case, known, policy or make.policy, make.on))
    return {(result.code, result.subject): result for result in said}


def certificate(make, case, *instead):
    return outcomes(make, case, *instead)["OFF_SITE_CERTIFICATE", "borrower"]


def test_a_certified_depositor_of_another_centre_is_judged_like_one_of_this_and_sees_a_person(make):
    case = make.off_site()
    known = make.findings(case, elsewhere(make), credit=True)
    single = make.finding("marriage", "borrower", status="divorced")
    decision = decide(case, [*known, single], make.policy, make.on)
    assert (decision.approved, decision.route, decision.why) == (True, "B", ("ROUTE_OFF_SITE",))
    assert not [reason.code for reason in decision.reasons if reason.code == "DEPOSIT_PLACE"]


@pytest.mark.parametrize(
    ("taken", "said"),
    [("any", "pass"), (["620200"], "pass"), (["62"], "pass"), (["510100", "61"], "fail"), ([], "fail")],
)
def test_a_centre_says_whose_depositors_it_takes(make, taken, said):
    policy = replace(make.policy, off_site={"from": taken})
    assert str(outcomes(make, make.off_site(), policy=policy)["OFF_SITE_PLACE", "borrower"].outcome) == said


def test_a_spouse_from_a_place_that_is_not_taken_refuses_nobody(make):
    couple = make.off_site(
        make.person("borrower", deposit_centre="620200"), make.person("spouse", deposit_centre="510100")
    )
    known = make.finding("fund_account", "spouse", centre="510100")
    policy = replace(make.policy, off_site={"from": ["62"]})
    found = outcomes(make, couple, known, policy=policy)
    assert [str(found["OFF_SITE_PLACE", key].outcome) for key in ("borrower", "spouse")] == ["pass", "look"]


def test_deposits_here_are_taken_whatever_a_centre_says_of_other_places(make):
    couple = make.off_site(make.person("borrower", deposit_centre="620200"), make.person("spouse"))
    found = outcomes(make, couple, policy=replace(make.policy, off_site={"from": []}))
    assert [str(found["OFF_SITE_PLACE", key].outcome) for key in ("borrower", "spouse")] == ["fail", "pass"]


def test_certificate_and_account_that_agree_pass(make):
    assert certificate(make, make.off_site()).outcome == "pass"
    later = make.finding("off_site", "borrower", consecutive_months=61)
    assert certificate(make, make.off_site(), later).outcome == "pass"


@pytest.mark.parametrize(
    ("facts", "differing"),
    [
        ({"status": "02"}, ["status"]),
        ({"base": "12000.01"}, ["base"]),
        ({"balance": "39999.99", "loans_used": 1}, ["loans_used", "balance"]),
        ({"loan_balance": "0.01"}, ["unsettled_loan"]),
        ({"consecutive_months": 5}, ["consecutive_months"]),
    ],
)
def test_a_person_looks_at_what_certificate_and_account_say_differently(make, facts, differing):
    found = certificate(make, make.off_site(), make.finding("off_site", "borrower", **facts))
    assert (found.outcome, found.inputs["differing"]) == ("look", differing)


def test_months_that_only_the_certificate_tells_of_are_looked_at_too(make):
    few = make.finding("fund_account", "borrower", consecutive_months=5, centre="620200")
    found = certificate(make, make.off_site(), few)
    assert (found.outcome, found.inputs["differing"]) == ("look", ["consecutive_months"])


def test_a_certificate_passes_nobody_by_itself_while_their_account_is_not_known(make):
    unknown = make.finding("fund_account", "borrower", "unavailable", "FUND_ACCOUNT_UNAVAILABLE")
    found = certificate(make, make.off_site(), unknown)
    assert (found.outcome, found.inputs) == ("look", {"certified": True, "differing": None})


def test_deposits_that_turn_out_to_be_elsewhere_need_a_certificate_too(make):
    couple = make.off_site(make.person("borrower", deposit_centre="620200"), make.person("spouse"))
    found = outcomes(make, couple, elsewhere(make, "spouse"))
    assert found["OFF_SITE_CERTIFICATE", "spouse"].outcome == "look"
    assert ("OFF_SITE_CERTIFICATE", "spouse") not in outcomes(make, couple)


def test_an_unanswered_certificate_is_looked_at_with_the_facts_a_person_must_supply(make):
    case = make.off_site()
    silent = make.finding("off_site", "borrower", "not_found", "OFF_SITE_NOT_FOUND")
    single = make.finding("marriage", "borrower", status="divorced")
    asked = collate(case, make.findings(case, elsewhere(make), silent, single), make.policy, make.on)
    (look,) = asked.looks
    assert (asked.next, look.check, look.code) == ("verify", "off_site", "OFF_SITE_NOT_FOUND")
    assert {"consecutive_months", "balance", "loan_balance"} <= set(look.facts)


def test_a_certificate_about_somebody_else_is_the_applicants_to_put_right(make):
    case = make.off_site()
    wrong = make.finding("off_site", "borrower", "contradicted", "OFF_SITE_SUBJECT_MISMATCH")
    single = make.finding("marriage", "borrower", status="divorced")
    asked = collate(case, make.findings(case, elsewhere(make), wrong, single), make.policy, make.on)
    assert [(d.code, d.remedy, d.field) for d in asked.defects if d.check == "off_site"] == [
        ("OFF_SITE_SUBJECT_MISMATCH", "REMEDY_OFF_SITE", "id_number")
    ]


def test_a_certificate_that_contradicts_the_form_certifies_nothing_even_where_the_account_agrees_with_it(make):
    case = make.off_site()
    elsewhere = make.finding("off_site", "borrower", "contradicted", "OFF_SITE_CENTRE_MISMATCH", centre="620300")
    account = make.finding("fund_account", "borrower", centre="620300")
    known = Situation.of(case, make.findings(case, elsewhere, account), make.policy, make.on)
    said = {result.code: str(result.outcome) for result in judged(BEFORE_CREDIT, known)}
    assert said["OFF_SITE_CERTIFICATE"] == "look"
