"""What an answer may be relied on for, each ground by itself; what a paper may say; whose a mortgage is."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from chalicelib.domain.checks import liens, papers
from chalicelib.domain.checks.evidence import Evidence, is_received
from chalicelib.domain.checks.finding import Finding, Outcome
from tests.given.answers import finding
from tests.given.application import application, of_sample, person, with_co_owner

SINGLE = "SINGLE_STATUS"


def paper(subject, outcome="confirmed", by="staff:r", **shown):
    return Finding("paper", subject, Outcome(outcome), "PAPER_READ", shown, by)


NONE, UNSURE, SILENT, AGAINST = "not_found", "ambiguous", "unavailable", "contradicted"


def couple(**changes):
    return replace(application(), **changes)


def alone(marital="10", commitments=(SINGLE,), documents=()):
    borrower = person("borrower", marital=marital)
    return replace(application(borrower, documents=documents), commitments=commitments)


def evidence(*found, of=None):
    return Evidence(of or couple(), found)


NO_RECORD = Finding("marriage", "borrower", Outcome.NOT_FOUND, "MARRIAGE_NO_RECORD", {"basis": "record"})


@pytest.mark.parametrize(
    ("found", "of", "settled", "holds"),
    [
        (finding("tax", "home"), None, True, True),
        (finding("tax", "home", AGAINST), None, True, False),
        (finding("tax", "home", UNSURE), None, False, False),
        (finding("tax", "home", NONE), None, False, False),
        (finding("tax", "home", SILENT), None, False, False),
        (finding("tax", "home", UNSURE, by="staff:r"), None, True, True),
        (finding("tax", "home", AGAINST, by="staff:r"), None, True, False),
        (finding("tax", "home", by="system"), None, True, True),
        (finding("property", "home", seized=None), None, False, False),  # the rules cannot do without it
        (finding("property", "home", UNSURE, seized=None, by="staff:r"), None, False, False),
        (finding("property", "home", AGAINST, seized=None), None, True, False),
        (NO_RECORD, alone(), True, True),
        (NO_RECORD, alone(commitments=()), False, False),
        (NO_RECORD, alone("20"), False, False),
        (NO_RECORD, alone(documents=("A04",)), False, False),
        (replace(NO_RECORD, code="MARRIAGE_PAPERS_MISSING"), alone(), False, False),
    ],
)
def test_an_answer_is_settled_by_an_agency_a_person_or_a_commitment_and_holds_unless_it_is_against(
    found, of, settled, holds
):
    known = evidence(found, of=of)
    assert (known.settled(found.check, found.subject), known.holds(found.check, found.subject)) == (settled, holds)


@pytest.mark.parametrize(
    ("key", "deposits", "settled"), [("borrower", True, False), ("spouse", True, False), ("spouse", False, True)]
)
def test_of_whoever_deposits_what_they_have_saved_has_to_be_told(key, deposits, settled):
    of = replace(
        couple(), people=tuple(replace(one, is_depositor=one.key != key or deposits) for one in couple().people)
    )
    ruled = finding("fund_account", key, UNSURE, by="staff:r", balance=None)
    assert evidence(ruled, of=of).settled("fund_account", key) is settled


@pytest.mark.parametrize(("kind", "settled"), [("new", False), ("existing", False), ("own", True)])
def test_the_account_of_a_sale_has_to_be_told_wherever_something_is_sold(kind, settled):
    of = replace(couple(), home=replace(couple().home, kind=kind))
    told = finding("property", "home", regulated_account="")
    assert evidence(told, of=of).settled("property", "home") is settled


def test_what_nobody_has_answered_is_neither_settled_nor_holds():
    assert not (evidence().settled("tax", "home") or evidence().holds("tax", "home"))
    assert evidence().facts("tax", "home") is None and evidence().finding("tax", "home") is None


@pytest.mark.parametrize("first", [0, 1])
def test_a_persons_ruling_goes_before_every_agencys_answer_and_of_agencies_the_last_counts(first):
    ruled, told = finding("tax", "home", AGAINST, by="staff:r"), finding("tax", "home")
    both = [ruled, told] if first else [told, ruled]
    assert evidence(*both).finding("tax", "home") == ruled
    later = finding("tax", "home", UNSURE)
    assert evidence(told, later).finding("tax", "home") == later


IDENTIFIED = [finding("identity", "borrower"), finding("identity", "spouse"), finding("marriage", "borrower")]


@pytest.mark.parametrize(
    ("who", "without", "certain"),
    [
        ("borrower", (), True),
        ("spouse", (), True),
        ("borrower", ("marriage",), True),
        ("spouse", ("marriage",), False),
        ("borrower", ("identity",), False),
        ("spouse", ("identity",), False),
    ],
)
def test_a_person_is_certain_by_their_identity_and_a_spouse_by_the_marriage_too(who, without, certain):
    known = [one for one in IDENTIFIED if one.check not in without]
    assert evidence(*known).certain(who) is certain


@pytest.mark.parametrize("check", ["identity", "marriage"])
def test_nobody_is_certain_of_whom_a_register_says_otherwise_than_the_form(check):
    known = [replace(one, outcome=Outcome.CONTRADICTED) if one.check == check else one for one in IDENTIFIED]
    assert evidence(*known).certain("spouse") is False
    assert evidence(*known).certain("borrower") is (check == "marriage")


@pytest.mark.parametrize("subject", ["borrower", "spouse"])
@pytest.mark.parametrize("lost", [None, "borrower", "spouse"])
def test_nothing_rests_on_an_account_or_a_home_of_whom_nobody_is_sure_to_mean(subject, lost):
    known = [one for one in IDENTIFIED if (one.check, one.subject) != ("identity", lost)]
    account, home = finding("fund_account", subject), finding("property", "home")
    found = evidence(*known, account, home)
    assert (found.facts("fund_account", subject) is None) is (subject == lost)
    assert (found.facts("property", "home") is None) is (lost is not None), "of a home both have to be certain"
    tax = finding("tax", "home", paid=True)
    assert evidence(tax).facts("tax", "home") == tax.facts, "what is about no person"


@pytest.mark.parametrize("place", ["defects", "doubts"])
@pytest.mark.parametrize(
    ("code", "is_open"),
    [("FILING_BUYER_MISMATCH", True), ("TITLE_OWNER_MISMATCH", True), ("FILING_PRICE_MISMATCH", False)],
)
def test_nothing_rests_on_a_home_that_may_be_somebody_elses(place, code, is_open):
    home = finding("property", "home", AGAINST, **{place: [code, "OWNER_NAME_DIFFERS"]})
    assert (evidence(*IDENTIFIED, home).facts("property", "home") is None) is is_open


READ = paper("b03", amount="5.00")


@pytest.mark.parametrize(
    ("read", "documents", "found", "shown"),
    [
        (None, ("B03",), (), {}),  # sealed by an earlier release, or taken to be there by a quote
        (None, (), (), None),
        (None, (), (READ,), {"amount": "5.00"}),
        ({}, ("B03",), (), None),  # nobody has looked at it yet
        ({}, ("B03",), (READ,), {"amount": "5.00"}),
        ({}, ("B03",), (replace(READ, outcome=Outcome.CONTRADICTED),), None),
        ({}, ("B03",), (replace(READ, outcome=Outcome.AMBIGUOUS),), None),
    ],
)
def test_a_paper_shows_what_somebody_who_has_read_it_says_and_one_nobody_has_read_nothing(
    read, documents, found, shown
):
    of = replace(application(documents=documents), papers=read)
    assert evidence(*found, of=of).shown("B03") == shown


@pytest.mark.parametrize(
    ("found", "alone", "by_hand"),
    [
        ([finding("tax", "home")], True, False),
        ([finding("tax", "home", by="staff:r")], False, False),  # no figure of it is counted
        ([finding("tax", "home", code="CONTEST_OVERTURNED", by="staff:r")], False, True),
        ([finding("property", "home", by="staff:r")], False, True),
        ([finding("fund_account", "borrower", by="staff:r")], False, True),
        ([finding("tax", "home", UNSURE)], False, False),
        ([finding("marriage", "borrower")], True, False),
        ([finding("marriage", "borrower", basis="commitment")], False, False),
        ([finding("marriage", "borrower", basis="court")], False, False),
        ([paper("b03", by="staff:r")], False, False),  # it was brought
        ([paper("c01", by="staff:r")], False, True),  # what no paper shows
        ([paper("c01", AGAINST, by="staff:r")], False, False),
    ],
)
def test_what_rests_on_agencies_alone_and_what_on_figures_a_person_supplied(found, alone, by_hand):
    known = evidence(*found)
    assert (known.by_agencies_alone, known.supplied_by_hand) == (alone, by_hand)


@pytest.mark.parametrize(
    ("found", "of", "is_so"),
    [
        (finding("marriage", "borrower", basis="commitment"), None, True),
        (NO_RECORD, alone(), True),
        (NO_RECORD, alone(commitments=()), False),
        (finding("marriage", "borrower"), None, False),
        (finding("marriage", "borrower", basis="commitment", by="staff:r"), None, False),
        (finding("tax", "home", basis="commitment"), None, False),
    ],
)
def test_what_rests_on_a_partys_own_word(found, of, is_so):
    assert evidence(found, of=of).on_their_word is is_so


@pytest.mark.parametrize(
    ("check", "subject", "deposits", "known", "was"),
    [
        ("fund_account", "co_borrower_1", False, (), False),
        ("fund_account", "co_borrower_1", False, (finding("fund_account", "co_borrower_1"),), True),
        ("fund_account", "co_borrower_1", True, (), True),
        ("fund_account", "spouse", False, (), True),
        ("identity", "co_borrower_1", False, (), True),
    ],
)
def test_of_who_deposits_nothing_beside_the_couple_an_earlier_release_did_not_ask_the_fund(
    check, subject, deposits, known, was
):
    people = [person("borrower"), person("spouse"), person("co_borrower_1")]
    of = application(*(replace(one, is_depositor=deposits) if one.key == subject else one for one in people))
    assert evidence(*known, of=of).was_asked(check, subject) is was


@pytest.mark.parametrize(
    ("received", "is_there"),
    [(None, False), ("", False), ("299999.99", False), ("300000.00", True), ("300000.01", True)],
)
def test_the_down_payment_is_received_once_the_account_has_all_of_it(received, is_there):
    of = replace(application(), home=replace(application().home, down_payment=Decimal("300000.00")))
    found = evidence(finding("property", "home", down_payment_received=received), of=of)
    assert is_received(of, found) is is_there
    nothing = replace(of, home=replace(of.home, down_payment=Decimal(0)))
    told_nothing = evidence(finding("property", "home"), of=nothing)
    assert is_received(nothing, told_nothing) is False, (
        "an account that tells nothing has received nothing, not even that"
    )


def test_before_anybody_was_asked_the_down_payment_is_taken_to_arrive():
    assert is_received(couple(), None) and is_received(couple(), evidence())


TODAY = date(2026, 11, 23)
PRICE = application().home.price


@pytest.mark.parametrize(
    ("subject", "shown", "wrong"),
    [
        ("b03", {"payer": "borrower", "paid_on": "2026-11-23", "amount": str(PRICE)}, []),
        ("b03", {"payer": "parent+spouse"}, []),
        ("b03", {"payer": "friend"}, [("payer", "PAYER_UNKNOWN")]),
        ("b03", {"payer": "borrower+friend"}, [("payer", "PAYER_UNKNOWN")]),
        ("b03", {"payer": ""}, [("payer", "PAYER_UNKNOWN")]),
        ("b03", {"paid_on": "2026-11-24"}, [("paid_on", "DAY_IN_FUTURE")]),
        ("b03", {"paid_on": "2016-01-01"}, []),
        ("b03", {"paid_on": "2015-12-31"}, [("paid_on", "DAY_LONG_AGO")]),
        ("b03", {"paid_on": "2026-02-30"}, [("paid_on", "DAY_INVALID")]),
        ("b03", {"amount": str(PRICE + Decimal("0.01"))}, [("amount", "PRICE_EXCEEDED")]),
        ("b06", {"amount": str(PRICE + 1)}, []),  # a home may be worth more than it costs
        ("b03", {}, []),
    ],
)
def test_a_receipt_names_a_payer_there_may_be_a_day_that_has_come_and_no_more_than_the_price(subject, shown, wrong):
    assert list(papers.impossible(subject, shown, couple(), TODAY)) == wrong


def test_who_owns_the_home_with_them_may_have_paid_a_part_of_it():
    paid = {"payer": "borrower+co_owner_1"}
    assert list(papers.impossible("b03", paid, with_co_owner(couple()), TODAY)) == []
    assert list(papers.impossible("b03", paid, couple(), TODAY)) == [("payer", "PAYER_UNKNOWN")]


@pytest.mark.parametrize(
    ("changed", "of_others"),
    [
        ({"people__0__name": "张某"}, {"A02", "D04"}),
        ({"people__0__id_type": "414"}, {"A02", "D04"}),
        ({"people__0__id_number": "620102199001010052"}, {"A02", "D04"}),
        ({"people__1__id_number": "620102199202020048"}, {"C01.spouse"}),
        ({"home__unit_number": "620102001001GB00001F00990001"}, {"B03", "B06"}),
        ({"home__contract_number": "another"}, {"B03", "B06"}),
        ({"home__seller_id": "another"}, {"B03", "B06"}),
        ({"home__seller__holder": "另一开发公司"}, {"B03", "B06"}),
        ({"home__down_payment": "1.00"}, set()),  # a paper that shows less is told as such
        ({"people__0__phone": "13900000009"}, set()),
    ],
)
def test_what_somebody_saw_on_a_paper_counts_for_that_person_home_or_seller_alone(changed, of_others):
    before, after = of_sample(2), of_sample(2, **changed)
    keys = ("A02", "D04", "C01.spouse", "B03", "B06")
    assert {key for key in keys if papers.proved_by(key, before) != papers.proved_by(key, after)} == of_others


@pytest.mark.parametrize("changed", ["bank", "contract_number", "borrower"])
def test_a_statement_of_an_old_loan_counts_for_that_loan_alone(changed):
    whole = of_sample(7)
    other = replace(whole, old_loan=replace(whole.old_loan, **{changed: "another"}))
    assert papers.proved_by("D02", other) != papers.proved_by("D02", whole)
    less = replace(whole, old_loan=replace(whole.old_loan, principal_left=Decimal(1)))
    assert papers.proved_by("D02", less) == papers.proved_by("D02", whole), "what is left of it the paper says"


@pytest.mark.parametrize(
    ("code", "shown", "enough"),
    [
        ("B03", {"amount": "300000.00"}, True),
        ("B03", {"amount": "299999.99"}, False),
        ("B03", {}, True),
        ("B06", {"amount": "1.00"}, True),  # nothing is stated
        ("C01", {"amount": "0.01"}, True),  # what it shows is counted instead
    ],
)
def test_a_paper_shows_no_less_than_the_form_states(code, shown, enough):
    home = replace(application().home, down_payment=Decimal("300000.00"), appraisal=None)
    assert papers.is_enough(code, shown, replace(application(), home=home)) is enough


@pytest.mark.parametrize(
    ("key", "of"),
    [
        ("A02", "borrower"),
        ("C01.spouse", "spouse"),
        ("B03", "home"),
        ("B06", "home"),
        ("D02", "home"),
        ("D04", "borrower"),
    ],
)
def test_a_paper_is_about_whom_it_is_brought_for(key, of):
    assert papers.about(key) == of


@pytest.mark.parametrize(
    ("where", "is_one"),
    [("B03", True), ("D01.spouse", True), ("home", False), ("B3", False), ("B031", False), ("B03.", False)],
)
def test_a_defect_is_of_a_paper_where_it_names_one(where, is_one):
    assert papers.is_paper(where) is is_one


# Whose a mortgage is


def repaid(bank="示例商业银行兰州分行", code="B01"):
    whole = of_sample(7)
    loan = whole.old_loan
    return replace(whole, old_loan=replace(loan, bank=bank, account=replace(loan.account, bank=code)))


@pytest.mark.parametrize(
    ("holder", "may_be", "is_certain"),
    [
        ("陇原银行", True, True),  # the bank of the account that is repaid, by its name
        ("B01", True, True),
        ("示例商业银行兰州分行", True, False),  # as the form calls it
        ("示例商业银行", True, False),
        ("陇原银行兰州分行", True, False),
        ("", True, False),
        ("河西银行", False, False),
        ("周子安", False, False),
    ],
)
def test_a_mortgage_may_be_the_old_lenders_by_a_name_like_its_own_and_is_for_certain_by_the_name_of_its_account(
    holder, may_be, is_certain
):
    title = {"mortgaged": True, "mortgages": ["M1"], "mortgage_holders": {"M1": holder}}
    assert liens.may_be_old_lenders(repaid(), holder) is may_be
    assert liens.of_old_lender(repaid(), title) == (frozenset({"M1"}) if may_be else frozenset())
    assert liens.are_all_old_lenders(repaid(), title) is is_certain
    beside = {**title, "mortgages": ["M0", "M1"], "mortgage_holders": {"M0": "陇原银行", "M1": holder}}
    assert liens.are_all_old_lenders(repaid(), beside) is is_certain, "each of them"


def test_where_nothing_is_repaid_no_named_holder_is_an_old_lender():
    of = replace(repaid(), old_loan=None)
    assert not liens.may_be_old_lenders(of, "陇原银行") and liens.may_be_old_lenders(of, "")
    assert not liens.are_all_old_lenders(of, {"mortgages": ["M1"], "mortgage_holders": {"M1": "陇原银行"}})


@pytest.mark.parametrize(
    ("title", "theirs"),
    [
        ({"mortgages": ["M1"]}, {"M1"}),  # an answer of an earlier release named no holders
        ({"mortgages": ["M1", "M2"], "mortgage_holders": {"M1": "陇原银行", "M2": "河西银行"}}, {"M1"}),
        ({"mortgaged": True, "mortgage_numbers": "M1；M2、无"}, {"M1", "M2"}),  # by who looked at the certificates
        ({"mortgaged": False, "mortgage_numbers": "M1"}, set()),
        ({"mortgages": [], "mortgaged": True, "mortgage_numbers": "M1"}, set()),  # the registry tells
        ({"mortgaged": True}, set()),
    ],
)
def test_what_lies_on_the_home_is_what_the_registry_tells_or_else_who_has_looked(title, theirs):
    assert liens.of_old_lender(repaid(), title) == theirs


def test_of_an_answer_of_an_earlier_release_every_mortgage_is_taken_to_be_the_old_lenders():
    assert liens.are_all_old_lenders(repaid(), {"mortgages": ["M1"]})
    assert not liens.are_all_old_lenders(repaid(), {"mortgages": ["M1"], "mortgage_holders": {}}), "it names none"
