"""What somebody typed never decides where evidence says otherwise: what is paid, what is owed, whose the mortgages on the home are, where homes are."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from chalicelib import policy
from chalicelib.domain.checks import liens, payee
from chalicelib.domain.checks.contested import opened, to_settle
from chalicelib.domain.checks.evidence import Evidence
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.domain.judging import counted
from chalicelib.domain.judging.collation import collate
from chalicelib.domain.judging.decision import decide
from chalicelib.domain.judging.rule import Situation, Verdict
from chalicelib.domain.judging.rules import transfer
from tests.given.answers import findings
from tests.given.application import application, own_home, person
from tests.given.marks import without_lanzhou_s_own

from .conftest import confirmed

ON = date(2026, 12, 2)
LANZHOU = policy.in_force("620100", ON)
OLD, OTHER = "甘(2020)兰州市不动产证明第0000001号", "甘(2021)兰州市不动产证明第0000002号"


@pytest.mark.parametrize(("received", "unpaid"), [("400000.00", "500000"), ("700000.00", "200000"), ("900000.00", "0")])
def test_what_the_supervised_account_has_received_is_paid_whatever_the_form_states(make, received, unpaid):
    case = make.application(documents=())
    found = make.findings(case, make.finding("property", "home", down_payment_received=received), credit=True)
    assert decide(case, found, LANZHOU, ON).caps["CAP_UNPAID"] == Decimal(unpaid)


def test_what_a_receipt_shows_that_somebody_has_read_is_paid_too(make):
    case = replace(make.application(documents=("B03",)), papers={"B03": ("a" * 64,)})
    shown = {"amount": "650000.00", "paid_on": "2026-10-05", "payer": "borrower"}
    read = Finding("paper", "b03", Outcome.CONFIRMED, "PAPER_READ", shown, by="staff:r")
    assert decide(case, make.findings(case, read, credit=True), LANZHOU, ON).caps["CAP_UNPAID"] == 250000


@pytest.mark.parametrize(
    ("stated", "received", "shown", "paid"),
    [
        ("200000", "400000.00", "650000.00", "650000.00"),
        ("200000", "650000.00", "400000.00", "650000.00"),
        ("700000", "400000.00", "650000.00", "700000"),
        ("200000", "", "400000.00", "400000.00"),
        ("200000", "400000.00", None, "400000.00"),
        ("200000", None, None, "200000"),
        ("0", None, None, "0"),
    ],
)
def test_of_what_is_stated_received_and_shown_the_most_is_paid_and_nothing_is_added_up(
    make, stated, received, shown, paid
):
    case = replace(make.application(down_payment=Decimal(stated), documents=("B03",)), papers={"B03": ("a" * 64,)})
    receipt = [Finding("paper", "b03", Outcome.CONFIRMED, "PAPER_READ", {"amount": shown}, by="staff:r")] * bool(shown)
    filed = make.finding("property", "home", down_payment_received=received)
    found = make.findings(case, filed, *receipt)
    assert counted.paid(case, Evidence(case, found)) == Decimal(paid)
    assert counted.as_counted(case, found).home.down_payment == Decimal(paid)


def owed(make, kind, *found, typed="600000.00", papers=None):
    case = replace(own_home(), kind=kind)
    case = replace(case, old_loan=replace(case.old_loan, principal_left=Decimal(typed)))
    case = replace(case, documents={"D02": ("d",)}, papers={"D02": ("a" * 64,)}) if papers else case
    read = [Finding("paper", "d02", Outcome.CONFIRMED, "PAPER_READ", papers, by="staff:r")] if papers else []
    bank = [one for one in make.findings(case, *found, *read, credit=True) if one.check != "old_loan" or one in found]
    return decide(case, bank, confirmed(LANZHOU), ON).caps["CAP_OLD_LOAN"]


def test_of_a_loan_that_is_settled_first_no_more_is_lent_than_its_statement_or_a_credit_report_leaves(make):
    report = make.finding("credit", "borrower", old_loan_unsettled=True, old_loan_balance="20000.00")
    assert owed(make, "transfer_settle_first", report) == 20000
    assert owed(make, "transfer_settle_first", papers={"amount": "150000.00"}) == 150000
    assert owed(make, "transfer_settle_first", report, papers={"amount": "150000.00"}) == 20000
    assert (
        owed(make, "transfer_settle_first", replace(report, subject="spouse"), papers={"amount": "150000.00"}) == 20000
    )
    assert owed(make, "transfer_settle_first", report, typed="10000.00") == 10000, "what is typed can only lower it"


def test_where_its_bank_is_asked_its_word_of_the_day_settles_it_and_no_older_balance(make):
    report = make.finding("credit", "borrower", old_loan_unsettled=True, old_loan_balance="20000.00")
    assert owed(make, "transfer_loan_for_loan", report, make.finding("old_loan", "home", payoff="20113.50")) == Decimal(
        "20113.50"
    )
    lower = owed(make, "transfer_loan_for_loan", make.finding("old_loan", "home", payoff="20113.50"), typed="10000.00")
    assert lower == 10000, "what is typed can only lower it"


@pytest.mark.parametrize(
    ("holders", "verdict", "before_ours"),
    [
        ({OLD: "B02"}, Verdict.PASS, {OLD}),
        ({OLD: "B02", OTHER: "某小额贷款公司"}, Verdict.LOOK, {OLD}),
        ({OTHER: "某小额贷款公司"}, Verdict.LOOK, set()),
        ({OLD: ""}, Verdict.LOOK, {OLD}),
        ({OLD: "", OTHER: ""}, Verdict.LOOK, {OLD, OTHER}),
        ({OLD: "河西银行"}, Verdict.PASS, {OLD}),
        ({OLD: "河西银行股份有限公司兰州分行"}, Verdict.LOOK, {OLD}),
        ({OLD: "河西"}, Verdict.LOOK, {OLD}),  # a part of its name
        ({OLD: "B02", OTHER: "B01"}, Verdict.LOOK, {OLD}),
    ],
)
def test_only_the_old_lenders_mortgage_is_planned_for_and_anothers_is_looked_at(make, holders, verdict, before_ours):
    case = replace(own_home(), kind="transfer_loan_for_loan")
    case = replace(case, old_loan=replace(case.old_loan, account=replace(case.old_loan.account, bank="B02")))
    facts = {"mortgaged": True, "mortgages": [*holders], "mortgage_holders": holders}
    found = make.finding("property", "home", code="TITLE_CONFIRMED", **facts)
    (judged,) = transfer.mortgage(Situation.of(case, make.findings(case, found), LANZHOU, ON))
    assert judged.outcome is verdict
    assert liens.of_old_lender(case, facts) == before_ours


def test_no_name_that_somebody_typed_makes_a_mortgage_the_old_lenders_without_a_person(make):
    case = replace(own_home(), kind="transfer_loan_for_loan")
    account = replace(case.old_loan.account, bank="B02")
    case = replace(case, old_loan=replace(case.old_loan, bank="某小额贷款公司", account=account))
    title = {"mortgages": [OLD, OTHER], "mortgage_holders": {OLD: "B02", OTHER: "某小额贷款公司"}}
    assert not liens.are_all_old_lenders(case, title)


def test_whoever_looks_for_the_registry_says_which_mortgages_the_new_loan_replaces(make):
    case = replace(own_home(), kind="transfer_loan_for_loan")
    silent = replace(make.finding("property", "home", "unavailable", "PROPERTY_UNAVAILABLE"), facts={})
    looks = collate(case, make.findings(case, silent), LANZHOU, ON).looks
    (look,) = (one for one in looks if one.check == "property")
    assert {"mortgaged", "mortgage_numbers"} <= {*look.facts}
    named = {"mortgaged": True, "mortgage_numbers": f"{OLD}、{OTHER}"}
    assert liens.of_old_lender(case, named) == {OLD, OTHER}
    assert not liens.of_old_lender(case, {**named, "mortgaged": False})


def test_whoever_looks_says_where_the_money_goes_by_number_and_by_name(make):
    case, account = own_home(), own_home().old_loan.account
    told = {"account": account.number, "holder": account.holder}
    assert [*payee.otherwise("old_loan", case, told)] == []
    for name in told:
        assert [*payee.otherwise("old_loan", case, {**told, name: "某人6222022700000000003"})] == [name]
    signs = replace(
        case, old_loan=replace(case.old_loan, account=replace(account, holder="阿依古丽·买买提", number="6222001"))
    )
    assert [*payee.otherwise("old_loan", signs, {"account": "62220 01", "holder": "阿依古丽•买买提"})] == []
    bought = make.application()
    assert [*payee.otherwise("property", bought, {"regulated_account": bought.home.seller.number})] == []
    assert [*payee.otherwise("property", bought, {"regulated_account": "9"})] == ["regulated_account"]


@pytest.mark.parametrize("home", ["bought", "own"])
def test_whoever_confirms_a_home_whose_owners_no_agency_names_says_whether_all_are_parties(make, home):
    case = make.application() if home == "bought" else replace(own_home(), kind="transfer_loan_for_loan")
    told = {
        "homes_owned": 0,
        "regulated_account": "1",
        "seized": False,
        "mortgaged": False,
        "owners": [],
        "defects": [],
    }
    open_ = make.finding("property", "home", "ambiguous", "FILINGS_DIFFER", **told)
    evidence = Evidence(case, [open_])
    assert "owners_are_parties" in evidence.to_supply(open_)
    ruled = replace(open_, outcome=Outcome.CONFIRMED, by="staff:r1")
    assert not Evidence(case, [ruled]).settled("property", "home"), "a ruling of an earlier release is asked anew"
    for more in ({"owners_are_parties": True}, {"owners": ["borrower"]}):
        assert Evidence(case, [replace(ruled, facts={**told, **more})]).settled("property", "home")
    confirmed_by_an_agency = make.finding("property", "home")
    assert Evidence(case, [confirmed_by_an_agency]).settled("property", "home"), "nobody is asked of what it confirms"


@pytest.mark.parametrize(
    ("mortgaged", "numbers", "is_wrong"),
    [
        (True, "无", True),
        (True, "", True),
        (True, f"{OLD}、另一份不详", True),
        (True, f"{OLD}、{OTHER}", False),
        (False, "无", False),
        (False, "", False),
        (False, OLD, True),
    ],
)
def test_what_is_no_certificates_number_names_no_mortgage_and_stands_before_nobody(mortgaged, numbers, is_wrong):
    told = {"mortgaged": mortgaged, "mortgage_numbers": numbers}
    assert liens.is_misnamed(told) is is_wrong
    case = replace(own_home(), kind="transfer_loan_for_loan")
    assert liens.of_old_lender(case, told) <= {OLD, OTHER}


def test_whoever_counts_the_homes_by_hand_says_how_many_of_them_are_near(make):
    case = make.application()
    silent = make.finding("property", "home", "unavailable", "PROPERTY_UNAVAILABLE")
    silent = replace(silent, facts={})
    (look,) = collate(case, make.findings(case, silent), LANZHOU, ON).looks
    assert {"homes_owned", "homes_in_district"} <= {*look.facts} and "mortgage_numbers" not in look.facts
    told = {
        "homes_owned": 2, "homes_in_district": 1, "regulated_account": "1", "seized": False, "mortgaged": False,
        "owners_are_parties": True,
    }  # fmt: skip
    ruled = replace(silent, outcome=Outcome.CONFIRMED, facts=told, by="staff:r1")
    papers = {"down_payment_received": "400000.00"}
    found = make.findings(case, replace(ruled, facts={**told, **papers}), credit=True)
    assert collate(case, found, LANZHOU, ON, all_asked=True).next == "assess"
    assert decide(case, found, LANZHOU, ON).approved, "and what is asked for is enough to decide by"


def test_homes_that_a_ruling_of_an_earlier_release_did_not_place_are_looked_at_and_stop_no_decision(make):
    case = make.application()
    told = {
        "homes_owned": 1, "regulated_account": "1", "seized": False, "mortgaged": False, "defects": [],
        "owners": ["borrower", "spouse"],
    }  # fmt: skip
    ruled = Finding("property", "home", Outcome.CONFIRMED, "PROPERTY_UNAVAILABLE", told, by="staff:r1")
    found = make.findings(case, ruled, credit=True)
    (homes,) = (one for one in decide(case, found, LANZHOU, ON).reasons if one.code == "HOMES")
    assert homes.outcome is Verdict.LOOK


def test_while_the_buyer_is_contested_nothing_rests_on_a_home_that_may_be_somebody_elses(make):
    two = {"defects": ["FILING_PRICE_MISMATCH", "FILING_BUYER_MISMATCH"], "homes_owned": 3}
    found = make.finding("property", "home", "contradicted", "FILING_PRICE_MISMATCH", **two)
    for codes in ([], ["FILING_BUYER_MISMATCH"]):
        standing = opened(found, codes)
        assert (
            Evidence(make.application(), make.findings(make.application(), standing)).facts("property", "home") is None
        )


def test_what_is_confirmed_by_now_is_contested_no_more_and_what_is_doubted_besides_has_to_be_settled_too(make):
    confirmed_now = make.finding("property", "home")
    assert opened(confirmed_now, ["FILING_PRICE_MISMATCH"]) is confirmed_now
    doubted = make.finding("property", "home", "contradicted", "FILING_PRICE_MISMATCH", doubts=["HOME_KIND_MISMATCH"])
    assert to_settle(doubted, ["FILING_PRICE_MISMATCH"]) == {"FILING_PRICE_MISMATCH", "HOME_KIND_MISMATCH"}


def test_what_an_agency_doubts_besides_stays_doubted_where_a_part_of_what_it_says_is_contested(make):
    both = {"defects": ["FILING_PRICE_MISMATCH", "FILING_UNIT_MISMATCH"], "doubts": ["PAYEE_HOLDER_DIFFERS"]}
    found = make.finding("property", "home", "contradicted", "FILING_PRICE_MISMATCH", **both)
    left = opened(found, ["FILING_PRICE_MISMATCH"])
    assert (left.facts["defects"], left.facts["doubts"]) == (
        ["FILING_UNIT_MISMATCH"], ["PAYEE_HOLDER_DIFFERS", "FILING_PRICE_MISMATCH"],
    )  # fmt: skip


def test_where_the_unit_is_contested_what_lies_on_the_filings_unit_is_open_again(make):
    found = make.finding("property", "home", "contradicted", "FILING_UNIT_MISMATCH", defects=["FILING_UNIT_MISMATCH"])
    standing = opened(replace(found, facts={**found.facts, "seized": True}), ["FILING_UNIT_MISMATCH"])
    evidence = Evidence(make.application(), [standing])
    assert {"seized", "mortgaged"} <= {*evidence.to_supply(standing)}


def test_where_the_account_is_contested_what_another_account_received_proves_no_down_payment(make):
    wrong = make.finding(
        "property", "home", "contradicted", "FILING_ACCOUNT_MISMATCH", defects=["FILING_ACCOUNT_MISMATCH"]
    )
    standing = opened(
        replace(wrong, facts={**wrong.facts, "down_payment_received": "900000.00"}), ["FILING_ACCOUNT_MISMATCH"]
    )
    assert not {"regulated_account", "down_payment_received"} & {*standing.facts}


@pytest.mark.parametrize(
    "way",
    [
        {"variants": [{"when": {"children": True}, "single": "400000", "dual": "500000"}]},
        {"variants": [{"children": 2, "single": "400000", "dual": "500000"}]},
        {"uplifts": [{"when": {"children": True}, "amount": "100000"}]},
        {"uplifts": [{"children": 2, "amount": "100000"}, {"children": 3, "amount": "150000"}]},
    ],
)
def test_children_raise_a_limit_only_as_many_as_a_paper_shows_that_somebody_has_read(way):
    base = without_lanzhou_s_own().in_force("620100", ON)
    cap = {"formula": "household", "single": "300000", "dual": "400000", **way}
    rules = replace(confirmed(base), caps={**base.caps, "CAP_HOUSEHOLD": cap})
    two = application(
        person("borrower", minor_children=2), person("spouse"), amount=Decimal(500000), documents={"D04": ("d",)}
    )
    limits = []
    for shown in (None, 1, 2):
        read = Finding("paper", "d04", Outcome.CONFIRMED, "PAPER_READ", {"children": shown}, by="staff:r")
        made = decide(replace(two, papers={}), findings(two, *([read] if shown else []), credit=True), rules, ON)
        limits.append(int(made.caps["CAP_HOUSEHOLD"]))
    for_any = "when" in str(way)
    assert limits == [400000, 500000 if for_any else 400000, 500000]
