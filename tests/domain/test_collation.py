from dataclasses import replace
from decimal import Decimal

import pytest

from chalicelib import messages
from chalicelib.domain.checks.declared import CHECKS
from chalicelib.domain.checks.expected import expected
from chalicelib.domain.checks.finding import UPHELD
from chalicelib.domain.judging.collation import collate
from tests.given.marks import without_lanzhou_s_own


def single(make, **changes):
    return make.application(make.person("borrower", marital="10"), **changes)


NO_RECORD = {"outcome": "not_found", "code": "MARRIAGE_NO_RECORD", "status": "unknown", "basis": "record"}


def ask(make, case, *instead, credit=False):
    return collate(case, make.findings(case, *instead, credit=credit), make.policy, make.on)


def test_credit_is_asked_when_all_else_is_settled_and_assessment_follows(make):
    case = make.application()
    assert ask(make, case).next == "credit"
    assert ask(make, case, credit=True).next == "assess"


def test_one_notice_names_everything_of_every_person_document_and_agency(make):
    case = single(make, documents=(), down_payment=Decimal("100000.00"))
    asked = ask(
        make,
        case,
        make.finding("marriage", "borrower", **NO_RECORD),
        make.finding(
            "property", "home", "contradicted", "FILING_UNIT_MISMATCH",
            defects=["FILING_UNIT_MISMATCH", "FILING_PRICE_MISMATCH"],
        ),
    )  # fmt: skip
    assert asked.next == "correct"
    assert [(defect.code, defect.where) for defect in asked.defects] == [
        ("MATERIAL_MISSING", "B03"),
        ("DOWN_PAYMENT_LOW", "home"),
        ("MARRIAGE_NO_RECORD", "borrower"),
        ("FILING_UNIT_MISMATCH", "home"),
        ("FILING_PRICE_MISMATCH", "home"),
    ]
    assert asked.defects[1].values == {"share": "20%"}
    assert [(defect.check, defect.field) for defect in asked.defects[1:4]] == [
        ("rules", "home.down_payment"),
        ("marriage", ""),
        ("property", "home.unit_number"),
    ]


def test_a_signed_commitment_settles_a_missing_record_of_the_unmarried_only(make):
    no_record = make.finding("marriage", "borrower", **NO_RECORD)
    assert ask(make, single(make, commitments=("SINGLE_STATUS",)), no_record).next == "credit"
    assert ask(make, make.application(commitments=("SINGLE_STATUS",)), no_record).next == "verify"


@pytest.mark.parametrize("check", ["identity", "marriage"])
def test_a_commitment_to_be_single_stands_for_a_missing_record_and_for_no_other_answer(make, check):
    committed = single(make, commitments=("SINGLE_STATUS",))
    silent = make.finding(check, "borrower", "unavailable", f"{check.upper()}_UNAVAILABLE")
    asked = ask(make, committed, silent)
    assert (asked.next, [look.code for look in asked.looks]) == ("verify", [silent.code])


def test_of_the_married_a_missing_record_is_looked_at_as_what_it_is(make):
    asked = ask(make, make.application(), make.finding("marriage", "borrower", **NO_RECORD))
    assert [look.code for look in asked.looks] == ["MARRIAGE_NO_RECORD"]


def test_court_papers_are_for_the_marriage_and_change_nothing_else_that_is_looked_at(make):
    divorced = make.application(make.person("borrower", marital="40"), documents=("B03", "A04"))
    silent = make.finding("identity", "borrower", "unavailable", "IDENTITY_UNAVAILABLE")
    asked = ask(make, divorced, silent, make.finding("marriage", "borrower", **NO_RECORD))
    assert [look.code for look in asked.looks] == ["IDENTITY_UNAVAILABLE", "MARRIAGE_PAPERS_TO_READ"]


def test_court_papers_are_read_by_a_person(make):
    divorced = make.application(make.person("borrower", marital="40"), documents=("B03", "A04"))
    asked = ask(make, divorced, make.finding("marriage", "borrower", **NO_RECORD))
    assert asked.next == "verify"
    assert [(look.check, look.code) for look in asked.looks] == [("marriage", "MARRIAGE_PAPERS_TO_READ")]
    committed = replace(divorced, commitments=("SINGLE_STATUS",))
    asked = ask(make, committed, make.finding("marriage", "borrower", **NO_RECORD))
    assert [look.code for look in asked.looks] == ["MARRIAGE_PAPERS_TO_READ"], "a commitment makes nobody skip them"
    stale = make.finding("marriage", "borrower", "not_found", "MARRIAGE_PAPERS_MISSING")
    assert [look.code for look in ask(make, divorced, stale).looks] == ["MARRIAGE_PAPERS_TO_READ"]
    without = ask(make, replace(divorced, documents={"B03": ("d1",)}), stale)
    assert (without.next, [one.code for one in without.defects]) == ("correct", ["MARRIAGE_PAPERS_MISSING"])
    read = make.finding("marriage", "borrower", "confirmed", by="staff:r1", basis="court")
    assert ask(make, divorced, read).next == "credit"


def test_an_agency_that_never_answered_is_looked_at_before_anybody_is_asked_to_correct(make):
    case = make.application(documents=())
    known = [found for found in make.findings(case) if found.check != "fund_account"]
    asked = collate(case, known, make.policy, make.on)
    assert asked.next == "verify"
    assert [(look.subject, look.code) for look in asked.looks] == [
        ("borrower", "FUND_ACCOUNT_UNAVAILABLE"),
        ("spouse", "FUND_ACCOUNT_UNAVAILABLE"),
    ]
    assert "balance" in asked.looks[0].facts


@pytest.mark.parametrize("outcome", ["ambiguous", "not_found", "unavailable"])
def test_what_is_neither_a_pass_nor_a_fail_goes_to_a_person(make, outcome):
    asked = ask(make, make.application(), make.finding("identity", "spouse", outcome))
    assert asked.next == "verify" and asked.looks[0].subject == "spouse"


def test_a_persons_ruling_settles_an_open_answer(make):
    case = make.application(kind="existing", appraisal=Decimal(900000), completed_year=2015, documents=("B03", "B06"))
    assert ask(make, case, make.finding("tax", "home", "unavailable")).next == "verify"
    ruled = make.finding("tax", "home", "unavailable", by="staff:r1")
    assert ask(make, case, ruled).next == "credit"


def test_a_ruling_without_the_figures_the_rules_need_asks_for_them(make):
    ruled = replace(make.finding("fund_account", "spouse", by="staff:r1"), facts={})
    asked = ask(make, make.application(), ruled)
    assert asked.next == "verify" and "consecutive_months" in asked.looks[0].facts


@pytest.mark.parametrize("wrong", ["12,000", "", "-1", "NaN", None, 12000])
def test_a_figure_nobody_can_read_is_asked_for_again(make, wrong):
    ruled = make.finding("fund_account", "spouse", by="staff:r1", balance=wrong)
    assert ask(make, make.application(), ruled).looks[0].facts == ("balance",)


@pytest.mark.parametrize("wrong", [-1, True, "2", 1.0, None])
def test_a_count_that_is_none_is_asked_for_again(make, wrong):
    ruled = make.finding("fund_account", "spouse", by="staff:r1", loans_used=wrong)
    assert ask(make, make.application(), ruled).looks[0].facts == ("loans_used",)


def test_the_fund_is_asked_about_every_party_whatever_they_declare(make):
    without = [make.person(key, is_depositor=False) for key in ("borrower", "spouse", "co_borrower_1")]
    case = make.application(*without, make.person("co_borrower_2"))
    asked = [subject for check, subject in expected(case, make.policy) if check == "fund_account"]
    assert asked == ["borrower", "spouse", "co_borrower_1", "co_borrower_2"]


def test_an_open_case_in_which_an_earlier_release_did_not_ask_about_a_co_borrower_is_looked_at(make):
    case = make.application(
        make.person("borrower"), make.person("spouse"), make.person("co_borrower_1", is_depositor=False)
    )
    kept = [one for one in make.findings(case, credit=True) if place(one) != ("fund_account", "co_borrower_1")]
    found = collate(case, kept, make.policy, make.on, all_asked=True)
    assert found.next == "verify" and [(look.check, look.subject) for look in found.looks] == [
        ("fund_account", "co_borrower_1")
    ]


def place(finding):
    return finding.check, finding.subject


def test_of_a_spouse_who_deposits_nothing_a_person_has_to_supply_the_loans_alone(make):
    case = make.application(make.person("borrower"), make.person("spouse", is_depositor=False))
    silent = make.finding("fund_account", "spouse", "unavailable")
    assert ask(make, case, silent).looks[0].facts == ("loans_used", "unsettled_loan")


def test_only_the_checks_of_linked_matters_are_waited_for(make):
    new, old = make.application(), make.application(kind="existing")
    couple = [("identity", "borrower"), ("identity", "spouse"), ("marriage", "borrower")]
    accounts, credit = ([(check, key) for key in ("borrower", "spouse")] for check in ("fund_account", "credit"))
    assert list(expected(new, make.policy)) == [*couple, *accounts, ("property", "home"), *credit]
    assert list(expected(old, make.policy)) == [*couple, *accounts, ("property", "home"), ("tax", "home"), *credit]
    assert ("off_site", "borrower") in expected(make.off_site(), make.policy)
    assert ("off_site", "spouse") not in expected(make.off_site(), make.policy)


def test_everything_people_may_be_told_has_its_text(make):
    for check in CHECKS.values():
        for code in check.texts:
            assert messages.text(code) and messages.text(code, "en")


def test_a_third_home_is_refused_before_credit_and_before_anybody_corrects_or_looks(make):
    case = make.application(documents=())
    unknown = make.finding("fund_account", "spouse", "unavailable")
    asked = ask(make, case, make.finding("property", "home", homes_owned=2), unknown)
    assert asked.next == "refuse" and [reason.code for reason in asked.reasons] == ["HOMES"]


def test_the_dead_do_not_borrow(make):
    dead = make.finding("identity", "spouse", "contradicted", "IDENTITY_DECEASED", alive=False)
    asked = ask(make, make.application(), dead)
    assert asked.next == "refuse" and [reason.code for reason in asked.reasons] == ["ALIVE"]


def test_a_mistyped_number_is_corrected_whatever_stands_against_its_owner(make):
    case = make.application()
    asked = ask(
        make,
        case,
        make.finding("identity", "borrower", "contradicted", "IDENTITY_MISMATCH", name_match="4"),
        make.finding("fund_account", "borrower", status="06", unsettled_loan=True),
    )
    assert asked.next == "correct" and [defect.code for defect in asked.defects] == ["IDENTITY_MISMATCH"]


@pytest.mark.parametrize("code", ["FILING_BUYER_MISMATCH", "TITLE_OWNER_MISMATCH"])
def test_a_wrong_contract_or_unit_does_not_make_the_familys_own_home_a_third_one(make, code):
    contradicted = make.finding("property", "home", "contradicted", code, defects=[code], homes_owned=2)
    assert ask(make, make.application(), contradicted).next == "correct"


def test_who_confirms_a_home_the_registry_was_not_asked_about_has_to_say_what_lies_on_it_and_whose_it_is(make):
    unasked = {
        "filed": False,
        "filed_price": "0.00",
        "filed_on": "",
        "regulated_account": "",
        "homes_owned": 0,
        "defects": [],
    }
    asked = ask(make, make.application(), make.finding("property", "home", "not_found", "FILING_NOT_FOUND", **unasked))
    assert asked.next == "verify"
    assert [(look.code, look.facts) for look in asked.looks] == [
        ("FILING_NOT_FOUND", ("regulated_account", "seized", "mortgaged", "owners_are_parties"))
    ]


def test_a_silent_credit_bureau_is_looked_at(make):
    case = make.application()
    silent = make.finding("credit", "spouse", "unavailable", "CREDIT_UNAVAILABLE")
    asked = collate(case, [*make.findings(case), make.finding("credit", "borrower"), silent], make.policy, make.on)
    assert asked.next == "verify" and [look.subject for look in asked.looks] == ["spouse"]


def test_once_all_were_asked_whoever_did_not_answer_at_all_is_looked_at_the_credit_bureau_too(make):
    case = make.application()
    asked = collate(case, make.findings(case), make.policy, make.on, all_asked=True)
    assert [(look.check, look.subject) for look in asked.looks] == [("credit", "borrower"), ("credit", "spouse")]


def test_every_finding_that_was_upheld_against_them_is_among_the_grounds(make):
    case = make.application()
    upheld = [
        make.finding("property", "home", "contradicted", UPHELD),
        make.finding("tax", "home", "contradicted", UPHELD),
    ]
    asked = collate(case, make.findings(case, *upheld), make.policy, make.on)
    assert (asked.next, asked.upheld) == ("refuse", (("property", "home"), ("tax", "home")))


@pytest.mark.parametrize("nothing_shows_it", [False, True])
def test_who_says_that_they_cannot_pay_more_is_decided_and_not_asked_again(make, nothing_shows_it):
    case = make.application(down_payment=Decimal(100000))
    assert ask(make, case).next == "correct"
    asked = collate(case, make.findings(case), make.policy, make.on, cannot={"home": nothing_shows_it})
    assert (asked.next, [reason.code for reason in asked.reasons]) == ("refuse", ["DOWN_PAYMENT"])


def test_every_party_must_consent_to_the_credit_query(make):
    case = make.application()
    case = replace(case, consents=tuple(c for c in case.consents if (c.person, c.use) != ("spouse", "credit")))
    asked = ask(make, case)
    assert asked.next == "correct"
    assert [(d.code, d.where) for d in asked.defects] == [("CREDIT_CONSENT_LACKING", "spouse")]


def test_an_existing_home_with_a_combination_needs_appraisal_and_pre_approval(make):
    case = make.application(kind="existing", commercial_amount=Decimal(100000), completed_year=2015)
    asked = ask(make, case)
    assert [(d.code, d.where) for d in asked.defects] == [
        ("MATERIAL_MISSING", "B06"),
        ("MATERIAL_MISSING", "D03"),
        ("APPRAISAL_MISSING", "home"),
    ]


def test_credit_is_asked_until_every_party_has_a_report(make):
    case = make.application()
    one = [*make.findings(case), make.finding("credit", "borrower")]
    assert collate(case, one, make.policy, make.on).next == "credit"
    assert collate(case, [*one, make.finding("credit", "spouse")], make.policy, make.on).next == "assess"


@pytest.mark.parametrize("match", [{"name_match": "4"}, {"number_match": "4"}])
def test_a_number_that_is_somebody_elses_does_not_let_its_dead_owner_refuse_a_case(make, match):
    other = make.finding("identity", "spouse", "contradicted", "IDENTITY_MISMATCH", alive=False, **match)
    asked = ask(make, make.application(), other)
    assert asked.next == "correct" and asked.reasons == ()


def test_nothing_about_a_spouse_counts_before_the_marriage_is_settled(make):
    frozen = make.finding("fund_account", "spouse", status="06", loans_used=2)
    case = make.application()
    assert ask(make, case, frozen).next == "refuse"
    assert ask(make, case, frozen, make.finding("marriage", "borrower", "unavailable")).next == "verify"


@pytest.mark.parametrize("ruling_first", [True, False])
def test_a_ruling_goes_before_an_agencys_answer_whichever_comes_first(make, ruling_first):
    case = make.application()
    ruling = make.finding("identity", "spouse", "contradicted", "RULED_IDENTITY", by="staff:r1", alive=False)
    known = make.findings(case)
    asked = collate(case, [ruling, *known] if ruling_first else [*known, ruling], make.policy, make.on)
    assert asked.next == "refuse" and [reason.code for reason in asked.reasons] == ["ALIVE"]


def test_a_withdrawal_under_way_is_nothing_a_correction_puts_right(make):
    make.policy = replace(make.policy, withdrawal_in_flight="refuse")
    asked = ask(make, make.application(), make.finding("fund_account", "spouse", withdrawal_in_flight=True))
    assert asked.next == "refuse" and [reason.code for reason in asked.reasons] == ["WITHDRAWAL_DONE"]


def test_what_somebody_has_not_consented_to_is_named_though_a_person_looks_at_them_too(make):
    case = make.application()
    case = replace(case, consents=tuple(c for c in case.consents if (c.person, c.use) != ("spouse", "credit")))
    asked = ask(make, case, make.finding("identity", "spouse", "unavailable"))
    assert [look.subject for look in asked.looks] == ["spouse"]
    assert [(d.code, d.where) for d in asked.defects] == [("CREDIT_CONSENT_LACKING", "spouse")]


@pytest.mark.parametrize("nothing_shows_it", [False, True])
def test_only_of_a_paper_it_is_asked_what_else_shows_it(make, nothing_shows_it):
    case = make.application(kind="existing", completed_year=2015, documents=("B03", "B06"))
    asked = collate(case, make.findings(case), make.policy, make.on, cannot={"home": nothing_shows_it})
    assert (asked.next, asked.looks, asked.without) == ("correct", (), ())
    assert [d.code for d in asked.defects] == ["APPRAISAL_MISSING"]


def test_a_down_payment_that_is_too_little_is_told_beside_a_paper_that_lacks_by_a_rule_nobody_has_read_too(make):
    make.policy = without_lanzhou_s_own().in_force("620100", make.on)
    asked = ask(make, make.application(documents=(), down_payment=Decimal(100000)))
    assert [d.code for d in asked.defects] == ["MATERIAL_MISSING", "DOWN_PAYMENT_LOW"]


def test_an_answer_that_contradicts_the_form_is_put_right_where_the_form_says_so_and_proven_where_none_is_found(make):
    wrong = make.finding("identity", "spouse", "contradicted", "IDENTITY_MISMATCH", name_match="4")
    none = make.finding("marriage", "borrower", **NO_RECORD)
    remedies = {d.code: d.remedy for d in ask(make, single(make), none).defects}
    remedies |= {d.code: d.remedy for d in ask(make, make.application(), wrong).defects}
    assert remedies == {
        "MARRIAGE_NO_RECORD": CHECKS["marriage"].proof,
        "IDENTITY_MISMATCH": CHECKS["identity"].remedy,
    }
    married = make.finding("marriage", "borrower", "contradicted", "MARRIAGE_STATUS_MISMATCH")
    (told,) = ask(make, single(make), married).defects
    assert told.remedy == CHECKS["marriage"].remedy != CHECKS["marriage"].proof
