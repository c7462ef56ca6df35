"""What is asked anew before a loan is paid, and what is remembered of it afterwards: on built objects. The step itself: tests/steps/test_disburse.py."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from chalicelib.agencies import registry
from chalicelib.casework import lent, other_loans, part_plan, signing, two_pay_outs, withdrawals
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.errors import Contended, PaymentProcessing, PreconditionFailed
from chalicelib.records import casefile
from chalicelib.records import lent as kept
from tests.given.application import application, with_co_owner
from tests.given.case import CONTRACT, held

PARTIES = {"borrower": "p1", "spouse": "p2", "co_owner_1": "p3"}
CERTIFICATE, OTHERS = "甘证1", "甘证2"


def account(subject="spouse", code="FUND_ACCOUNT", outcome=Outcome.CONFIRMED, by="core", **facts) -> Finding:
    return Finding("fund_account", subject, outcome, code, facts, by=by)


def said(subject="spouse", outcome=Outcome.CONFIRMED, by="staff:r1", unsettled_loan=False) -> Finding:
    return account(subject, outcome=outcome, by=by, unsettled_loan=unsettled_loan)


NONE = account(code="FUND_ACCOUNT_NONE", loans_used=0, unsettled_loan=False)
SETTLED = account(loans_used=1, unsettled_loan=False)
KNOWS_NOTHING = account(loans_used=0, unsettled_loan=False)


@pytest.fixture
def our_book(monkeypatch):
    """What is asked of our own book of loans, which knows one of the spouse's, and one on the home under that certificate."""
    asked = []

    def of(known, beside):
        asked.append((known, beside))
        return book

    book = {"p2": [SimpleNamespace(certificate="")], "u1": [SimpleNamespace(certificate="")]}
    monkeypatch.setattr(kept, "to", of)
    return SimpleNamespace(asked=asked, book=book)


def stands(monkeypatch, told, ruled=(), known=0, mortgages=()):
    monkeypatch.setattr(other_loans, "known_of", lambda case, check: [*ruled])
    case = held(application(), parties=PARTIES, unit="u1", lent={} if known is None else {"spouse": known})
    unit = registry.Unit(None, False, frozenset(mortgages), {})
    return other_loans.stands(case, unit, lambda key: told)


@pytest.mark.parametrize(
    ("told", "known", "ruled", "owes"),
    [
        (SETTLED, 0, [], False),
        (account(loans_used=1, unsettled_loan=True), 0, [], True),
        (KNOWS_NOTHING, 0, [], True),  # it has not heard of ours
        (account(), 0, [], True),
        (NONE, 0, [], True),
        (NONE, None, [], True),  # nobody was known to have borrowed when it was decided
        (NONE, 1, [], False),  # a person knew of it before the decision
        (KNOWS_NOTHING, 1, [said()], False),
        (KNOWS_NOTHING, 0, [said()], True),  # lent since they have said so
        (account(loans_used=0, unsettled_loan=True), 1, [said()], True),
        (account(loans_used=0), 1, [said()], True),
        (KNOWS_NOTHING, 1, [said("borrower")], True),
        (KNOWS_NOTHING, 1, [said(by="core")], True),
        (KNOWS_NOTHING, 1, [said(outcome=Outcome.CONTRADICTED)], True),
        (KNOWS_NOTHING, 1, [said(unsettled_loan=True)], True),
    ],
)
def test_a_loan_of_ours_stands_until_the_core_or_a_person_who_knew_of_it_calls_it_settled(
    monkeypatch, our_book, told, known, ruled, owes
):
    assert stands(monkeypatch, told, ruled, known) is owes
    assert our_book.asked == [({"p1", "p2", "u1"}, "c1")], "of who owes it and of the home, and of no loan of this case"


@pytest.mark.parametrize(("mortgages", "on_the_home"), [([CERTIFICATE], True), ([OTHERS], False), ([""], False)])
def test_a_loan_of_ours_stands_as_long_as_its_own_mortgage_is_on_the_home(
    monkeypatch, our_book, mortgages, on_the_home
):
    of_home = [SimpleNamespace(certificate=""), SimpleNamespace(certificate=CERTIFICATE)]
    our_book.book.update(u1=of_home)
    assert stands(monkeypatch, SETTLED, mortgages=mortgages) is on_the_home


@pytest.mark.parametrize(
    ("told", "known", "way", "unplanned"),
    [
        ({"withdrawal_in_flight": False}, [], "wait", False),
        ({"withdrawal_in_flight": True}, [], "wait", True),
        ({"withdrawal_in_flight": True}, [account(withdrawal_in_flight=True)], "look", False),
        ({"withdrawal_in_flight": True}, [account(withdrawal_in_flight=True)], "wait", True),
        ({"withdrawal_in_flight": True}, [account(withdrawal_in_flight=False)], "look", True),
        ({"withdrawal_in_flight": True}, [account("borrower", withdrawal_in_flight=True)], "look", True),
        ({}, [], "wait", True),
        ({}, [said()], "wait", False),
        ({}, [said("borrower")], "wait", True),
        ({}, [said(by="core")], "wait", True),
    ],
)
def test_a_withdrawal_is_planned_that_the_centre_has_looked_at_and_of_whom_nobody_knows_it_may_be_so(
    monkeypatch, told, known, way, unplanned
):
    monkeypatch.setattr(withdrawals, "known_of", lambda case, check: known)
    monkeypatch.setattr(withdrawals, "policy_of", lambda case: SimpleNamespace(withdrawal_in_flight=way))
    monkeypatch.setattr(withdrawals, "subjects", lambda *_: ["spouse"])
    assert withdrawals.unplanned(held(application()), lambda key: account(key, **told)) is unplanned


@pytest.mark.parametrize(
    ("values", "done"),
    [
        ({"status": "DISBURSED", "payment": {"status": "paid"}}, [("note", {"p1", "p2"})]),
        ({"status": "DISBURSED", "payment": {"status": "overturned"}}, [("strike", {"p1", "p2"})]),
        ({"status": "CANCELLED", "payment": {"status": "overturned"}}, [("strike", {"p1", "p2"})]),
        ({"status": "CANCELLED", "payment": {"status": "failed"}}, []),
    ],
)
def test_our_book_holds_a_loan_of_who_owes_it_that_was_paid_and_has_not_come_back(monkeypatch, values, done):
    acts = []
    for act in ("note", "strike"):
        monkeypatch.setattr(kept, act, lambda loan, whom, act=act: acts.append((act, {*whom})))
    lent.agree(held(parties=PARTIES, contract=CONTRACT, unit="u1", **values))
    assert acts == done


def test_a_paid_loan_is_entered_and_told_of_who_owes_it_and_never_of_who_only_owns_the_home(monkeypatch):
    told, entered = [], []
    monkeypatch.setattr(lent.fund_core, "report_loan", lambda person, *loan: told.append((person.key, *loan)))
    monkeypatch.setattr(kept, "note", lambda loan, whom: entered.append((loan, [*whom])))
    whole = {"parties": PARTIES, "contract": CONTRACT, "unit": "u1", "payment": PAID_OUT}
    proven = held(with_co_owner(application()), mortgage={"status": "DONE", "certificate_number": CERTIFICATE}, **whole)
    lent.note(proven, "proof")
    lent.tell(proven, "purpose")
    loan = kept.Lent("c1", CONTRACT["number"], "u1", "399000.00", "2026-11-23", CERTIFICATE)
    assert entered == [(loan, ["p1", "p2", "proof"])]
    of_it = (CONTRACT["number"], Decimal("399000.00"), date(2026, 11, 23), "purpose")
    assert told == [("borrower", *of_it), ("spouse", *of_it)]
    for mortgage in (None, {"status": "PENDING"}):
        lent.note(held(mortgage=mortgage, **whole))
        assert entered[-1] == (replace(loan, certificate=""), ["p1", "p2"])


PAID_OUT = {"serial": "P1", "status": "paid", "amount": "399000.00", "on": "2026-11-23"}


def planned(account: str, cost: bool = True):
    way = {"condition": "registered", "account": account, "awaited": True}
    return {"contract": {**CONTRACT, "part_plan": {"way": way, "cost": cost}}}


@pytest.mark.parametrize(("account", "is_known"), [("filed", True), ("supervised", True), ("developer", False)])
def test_the_banks_part_goes_to_the_account_of_the_form_where_the_plan_knows_it_for_that(account, is_known):
    of = application()
    assert part_plan.account_of(held(of, **planned(account))) == (of.home.seller.number if is_known else None)
    nowhere = {"contract": {**CONTRACT, "part_plan": {"way": None, "cost": True}}}
    assert part_plan.account_of(held(of, **nowhere)) is None


@pytest.mark.parametrize(
    ("part", "cost", "left"),
    [
        ({}, True, ["borrower", "spouse"]),
        ({"confirmed": {"spouse": {}}}, True, ["borrower"]),
        ({}, False, []),
        ({"statement": ""}, True, []),  # nothing is offered
        (None, True, []),
    ],
)
def test_what_the_banks_part_costs_is_confirmed_by_who_owes_it_once_it_is_offered(part, cost, left):
    assert part_plan.unconfirmed(held(parties=PARTIES, bank_part=part, **planned("filed", cost))) == left


TOLD = {"status": "paid", "amount": "300000.00", "account": "x", "at": "2026-11-25T02:00:00.000Z"}
ASTRAY, FAILED = {**TOLD, "status": "astray"}, {**TOLD, "status": "failed"}
BOTH = {**FAILED, "contradicted": TOLD["at"]}
CLEARED = {**FAILED, "cleared_by": "s1"}


@pytest.mark.parametrize(
    ("ours", "pay_out", "condition", "of_days", "then"),
    [
        ("paid", TOLD, "", True, "paid"),
        ("paid", None, "registered", False, PaymentProcessing),
        ("paid", None, "", True, PaymentProcessing),
        ("paid", None, "", False, "paid"),  # it waits for the building, and our papers do not
        ("paid", ASTRAY, "", True, "paid"),
        ("paid", CLEARED, "", True, "paid"),  # a person knows that it came to nothing
        ("failed", None, "registered", True, "failed"),
        ("failed", TOLD, "", True, PreconditionFailed),
        ("failed", ASTRAY, "", True, PreconditionFailed),
        ("failed", BOTH, "", True, PreconditionFailed),
        ("failed", CLEARED, "", True, "failed"),
    ],
)
def test_our_papers_wait_for_the_banks_pay_out_of_days_and_nothing_is_undone_while_it_has_paid(
    monkeypatch, ours, pay_out, condition, of_days, then
):
    monkeypatch.setattr(two_pay_outs, "heard", lambda case: case)
    monkeypatch.setattr(two_pay_outs, "_proven", lambda case: case)
    monkeypatch.setattr(part_plan, "way_of", lambda case: SimpleNamespace(awaited=of_days))
    monkeypatch.setattr(casefile, "amend", lambda *_, **__: None)
    part = {"condition": condition, "pay_outs": {"H1": pay_out} if pay_out else {}}
    case = held(contract={**CONTRACT, "bank_part": True}, bank_part=part)
    if isinstance(then, str):
        assert two_pay_outs.together(case, ours) == then
    else:
        with pytest.raises(then):
            two_pay_outs.together(case, ours)


@pytest.mark.parametrize(
    ("party", "sha256", "values", "is_taken"),
    [
        ("spouse", CONTRACT["sha256"], {}, True),
        ("spouse", "b" * 64, {}, False),  # of another paper
        ("bank_part", "b" * 64, {}, True),  # whose own contract it is
        ("spouse", CONTRACT["sha256"], {"declined": {"party": "borrower"}}, False),
        ("bank_part", "b" * 64, {"declined": {"party": "borrower"}}, False),
        ("spouse", CONTRACT["sha256"], {"is_held_up": True}, False),
    ],
)
def test_a_signature_is_taken_of_the_paper_everybody_is_shown_while_nobody_has_declined_and_nothing_holds_it_up(
    monkeypatch, party, sha256, values, is_taken
):
    written = []
    monkeypatch.setattr(signing, "is_held_up", lambda case: values.get("is_held_up", False))
    monkeypatch.setattr(signing, "_kept", lambda *_: "evidence")
    monkeypatch.setattr(signing.tasks, "find", lambda *_: None)
    monkeypatch.setattr(casefile, "amend", lambda case, *_, **changes: written.append(changes["signatures"]))
    case = held(parties=PARTIES, contract={**CONTRACT, "declined": values.get("declined")})
    if is_taken:
        signing._write(case, party, sha256, "p2", {}, {})
        assert [*written[0]] == [party] and written[0][party].sha256 == sha256
    else:
        with pytest.raises(Contended):
            signing._write(case, party, sha256, "p2", {}, {})
        assert written == []


def test_who_has_signed_declines_no_more_and_who_has_declined_says_it_again_only(monkeypatch):
    told = []
    monkeypatch.setattr(signing, "_tell", lambda case, word, who: told.append(word))
    signed = held(parties=PARTIES, contract=CONTRACT, signatures={"spouse": {}})
    with pytest.raises(Contended):
        signing.decline(signed, "spouse", "p2", {})
    signing.decline(held(parties=PARTIES, contract={**CONTRACT, "declined": {"party": "spouse"}}), "spouse", "p2", {})
    assert told == [signing.DECLINED]
