"""The bank of the loan to be replaced is asked like an agency, before anything is decided on what the form says of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from chalicelib import clock
from chalicelib.agencies import old_lender
from chalicelib.banks import old_loans
from chalicelib.domain.form.application import Account, OldLoan
from chalicelib.errors import AgencyUnavailable, BankUnavailable, PreconditionFailed
from tests.given.answers import purpose
from tests.given.application import own_home, person

TOLD = old_loans.Standing("6222 0227 0000 0090001", "周子安", Decimal("450000.00"), date(2026, 11, 30))


def case():
    made = own_home(person("borrower", name="周子安"))
    old: OldLoan = made.old_loan
    return replace(made, old_loan=replace(old, account=Account("周子安", "6222022700000090001", "B02")))


def asked(monkeypatch, answer, entries=None, application=None):
    def confirmed(*question):
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(old_loans, "confirmed", confirmed)
    application = application or case()
    return old_lender.check(application, purpose(application, entries))


@pytest.mark.parametrize(
    ("answer", "outcome", "code"),
    [
        (TOLD, "confirmed", "OLD_LOAN_CONFIRMED"),
        (None, "not_found", "OLD_LOAN_NOT_FOUND"),
        (replace(TOLD, account="6222022700000099999"), "contradicted", "OLD_LOAN_MISMATCH"),
        (replace(TOLD, holder="某陌生人"), "contradicted", "OLD_LOAN_MISMATCH"),
        (PreconditionFailed("", "BANK_UNKNOWN"), "unavailable", "OLD_LENDER_UNKNOWN"),
        (PreconditionFailed("", "BANK_REFUSED"), "unavailable", "OLD_LOAN_UNAVAILABLE"),
    ],
)
def test_only_a_loan_its_bank_confirms_with_account_and_holder_is_confirmed(monkeypatch, answer, outcome, code):
    found = asked(monkeypatch, answer)
    assert (found.outcome, found.code) == (outcome, code)


def test_each_question_is_in_the_ledger_and_says_nothing_of_the_answer(monkeypatch):
    entries = []
    asked(monkeypatch, TOLD, entries)
    (entry,) = entries
    assert (entry["agency"], entry["matter"], entry["outcome"]) == ("old_lender", "M12", "answered")
    assert not any(word in str(entry) for word in ("周子安", "450000"))


@pytest.mark.parametrize("whose", ["spouse", "borrower"])
def test_it_is_asked_on_the_consent_of_who_borrowed_there(monkeypatch, whose):
    made, entries = own_home(person("borrower"), person("spouse"), old={"borrower": whose}), []
    asked(monkeypatch, TOLD, entries, made)
    assert entries[0]["consent"] == next(one.id for one in made.consents if (one.person, one.use) == (whose, "data"))


@pytest.mark.parametrize("whose", ["co_owner", "co_owner_1"])
def test_about_a_loan_of_somebody_who_has_let_nobody_ask_nobody_is_asked_and_a_person_reads_what_they_bring(
    monkeypatch, whose
):
    made, entries = own_home(person("borrower"), person("spouse"), old={"borrower": whose}), []
    found = asked(monkeypatch, TOLD, entries, made)
    assert (found.outcome, found.code, found.facts, entries) == ("unavailable", "OLD_LOAN_OF_A_CO_OWNER", {}, [])


def test_a_bank_that_is_silent_is_asked_again(monkeypatch):
    with pytest.raises(AgencyUnavailable):
        asked(monkeypatch, BankUnavailable("B02: HTTP 503"))


def of_a_co_owner(holder: str):
    made = case()
    return replace(
        made,
        old_loan=replace(made.old_loan, borrower="co_owner", account=replace(made.old_loan.account, holder=holder)),
    )


@pytest.mark.parametrize(
    ("holder", "outcome", "code"),
    [("某陌生人", "ambiguous", "OLD_LOAN_OF_A_CO_OWNER"), ("周子安", "confirmed", "OLD_LOAN_CONFIRMED")],
)
def test_what_settles_a_loan_said_to_be_a_co_owners_is_looked_at_unless_its_holder_is_a_party(
    monkeypatch, holder, outcome, code
):
    monkeypatch.setattr(old_loans, "confirmed", lambda *question: replace(TOLD, holder=holder))
    made = of_a_co_owner(holder)
    found = old_lender.before_pay_out(made, purpose(made))
    assert (found.outcome, found.code) == (outcome, code)


def test_that_a_holder_is_the_co_owner_of_the_form_is_looked_at_too(monkeypatch):
    made = of_a_co_owner("周子安")
    owner = replace(made.borrower, key="co_owner", name="吴某甲")
    made = replace(
        made,
        co_owners=(owner,),
        old_loan=replace(made.old_loan, account=replace(made.old_loan.account, holder="吴某甲")),
    )
    monkeypatch.setattr(old_loans, "confirmed", lambda *question: replace(TOLD, holder="吴某甲"))
    assert old_lender.before_pay_out(made, purpose(made)).outcome == "ambiguous"


def test_a_holder_who_is_no_party_gets_nothing_though_the_form_names_them_too(monkeypatch):
    made = case()
    made = replace(made, old_loan=replace(made.old_loan, account=replace(made.old_loan.account, holder="某陌生人")))
    found = asked(monkeypatch, replace(TOLD, holder="某陌生人"), application=made)
    assert (found.outcome, found.code) == ("contradicted", "OLD_LOAN_MISMATCH")


@pytest.mark.parametrize("whose", ["borrower", "spouse"])
def test_nor_where_the_form_says_that_one_of_the_couple_borrowed_there(monkeypatch, whose):
    made = own_home(person("borrower"), person("spouse"), old={"borrower": whose})
    made = replace(made, old_loan=replace(made.old_loan, account=Account("某陌生人", TOLD.account, "B02")))
    found = asked(monkeypatch, replace(TOLD, holder="某陌生人"), application=made)
    assert (found.outcome, found.code) == ("contradicted", "OLD_LOAN_MISMATCH")
    theirs = replace(made, old_loan=replace(made.old_loan, borrower="co_owner"))
    assert old_lender.before_pay_out(theirs, purpose(theirs)).outcome == "ambiguous", "but for whose it is all fits"


def test_account_and_holder_are_the_same_however_the_bank_writes_them(monkeypatch):
    found = asked(monkeypatch, replace(TOLD, holder=" 周子安 "))
    assert (found.code, found.facts["account"]) == ("OLD_LOAN_CONFIRMED", "6222022700000090001")


def test_a_bank_is_not_asked_once_the_consent_is_taken_back_and_what_it_refuses_is_in_the_ledger_as_refused(
    monkeypatch,
):
    entries, banks = [], []
    asked(monkeypatch, PreconditionFailed("", "BANK_REFUSED"), entries)
    assert [entry["outcome"] for entry in entries] == ["refused"]

    def gone(consent):
        raise PreconditionFailed("taken back", "CONSENT_LACKING")

    monkeypatch.setattr(old_loans, "confirmed", lambda *question: banks.append(question) or TOLD)
    use = replace(purpose(case(), entries), still=gone)
    with pytest.raises(PreconditionFailed):
        old_lender.check(case(), use)
    assert (len(entries), banks) == (1, [])
    assert old_lender.before_pay_out(case(), use).code == "OLD_LOAN_CONFIRMED", "what settles a debt rests on the law"


def test_its_answer_holds_for_its_day_and_is_told_as_the_bank_gave_it(monkeypatch):
    assert asked(monkeypatch, TOLD).facts == {
        "account": "6222022700000090001", "holder": "周子安", "payoff": "450000.00", "on": "2026-11-30",
    }  # fmt: skip


def test_a_bank_is_asked_of_its_own_contract_today_in_the_place_of_its_statement_and_silence_is_in_the_ledger_too(
    monkeypatch,
):
    entries, questions, made = [], [], case()

    def silent(*question):
        questions.append(question)
        raise BankUnavailable("B02: HTTP 503")

    monkeypatch.setattr(old_loans, "confirmed", silent)
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 30))
    with pytest.raises(AgencyUnavailable):
        old_lender.check(made, purpose(made, entries))
    with pytest.raises(BankUnavailable):
        old_lender.before_pay_out(made, purpose(made, entries))
    assert questions == [("B02", made.old_loan.contract_number, date(2026, 11, 30))] * 2
    assert [(one["subject"], one["material"], one["outcome"]) for one in entries] == [
        ("home", "D02", "unavailable")
    ] * 2
    given = made.consent("borrower", "data").id
    assert [(one["consent"], one["basis"]) for one in entries] == [(given, ""), ("", "民法典 524")]


def test_what_a_bank_refuses_otherwise_than_as_an_answer_is_no_finding(monkeypatch):
    with pytest.raises(PreconditionFailed):
        asked(monkeypatch, PreconditionFailed("", "SOMETHING_ELSE"))


def test_where_no_loan_is_to_be_replaced_no_bank_is_asked(monkeypatch):
    with pytest.raises(LookupError):
        asked(monkeypatch, TOLD, application=replace(case(), old_loan=None))
