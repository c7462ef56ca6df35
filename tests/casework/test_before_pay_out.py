"""What is asked anew before a loan is paid, and what is remembered of it afterwards: on built objects. The step itself: tests/steps/test_disburse.py."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType, SimpleNamespace

import pytest
import time_machine

from chalicelib.agencies import registry
from chalicelib.casework import (
    lent,
    other_loans,
    part_plan,
    payable,
    ruled,
    seal_owed,
    seen_today,
    signing,
    titled_today,
    two_pay_outs,
    withdrawals,
)
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.domain.status import Status
from chalicelib.errors import BankUnavailable, Contended, PaymentProcessing, PreconditionFailed
from chalicelib.records import casefile
from chalicelib.records import lent as kept
from chalicelib.records.casefile import CaseFile, Expect
from chalicelib.records.changes import OF_ANSWERS, OF_MONEY
from chalicelib.records.contents import HomeSeen
from chalicelib.steps import sign
from tests.given.application import application, with_co_owner
from tests.given.case import CONTRACT, SIGNED, held

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


PAID_OUT = {"serial": "P1", "status": "paid", "amount": "399000.00", "on": "2026-11-20", "paid_on": "2026-11-23"}


def test_the_core_is_told_of_a_paid_loan_of_each_who_owes_it_as_of_the_day_the_money_went(monkeypatch):
    told = []
    monkeypatch.setattr(lent.fund_core, "report_loan", lambda person, *loan: told.append((person.key, *loan[:-1])))
    payment = {"status": "paid", "amount": "500000.00", "on": "2026-11-20", "paid_on": "2026-11-24"}
    lent.tell(held(with_co_owner(application()), contract=CONTRACT, unit="u1", payment=payment), None)
    loan = (CONTRACT["number"], Decimal("500000.00"), date(2026, 11, 24))
    assert told == [("borrower", *loan), ("spouse", *loan)]


@pytest.mark.parametrize(
    ("contract", "error", "paid_at", "papers"),
    [
        (CONTRACT, None, "2026-11-25T02:00:00.000Z", ["signed"]),
        (CONTRACT, BankUnavailable("B01"), "2026-11-24T02:00:00.001Z", BankUnavailable),
        (CONTRACT, PreconditionFailed("B01", "BANK_SEAL_INVALID"), "2026-11-24T02:00:00.001Z", PreconditionFailed),
        (CONTRACT, BankUnavailable("B01"), "2026-11-24T02:00:00.000Z", []),
        (CONTRACT, PreconditionFailed("B01", "BANK_SEAL_INVALID"), "2026-11-24T02:00:00.000Z", []),
        (None, BankUnavailable("B01"), "2026-11-25T02:00:00.000Z", []),
    ],
)
def test_papers_of_a_paid_loan_wait_a_day_for_the_banks_seal_and_no_longer(
    monkeypatch, contract, error, paid_at, papers
):
    told = []

    def paper(case):
        if error:
            raise error
        return "signed"

    monkeypatch.setattr(seal_owed.signed_contract, "paper", paper)
    monkeypatch.setattr(casefile, "amend", lambda case, line: told.append(line.event.code))
    with time_machine.travel("2026-11-25T02:00:00.000Z", tick=False):
        if isinstance(papers, type):
            with pytest.raises(papers):
                seal_owed.signed(held(contract=contract), paid_at)
        else:
            assert seal_owed.signed(held(contract=contract), paid_at) == papers
    assert told == ["CONTRACT_SEAL_AWAITED"] * (papers == [] and contract is not None)


def test_a_seal_that_comes_later_is_told_every_party_and_written_on_the_papers_as_they_were_read(monkeypatch):
    done = []
    monkeypatch.setattr(seal_owed.signed_contract, "paper", lambda case: "signed")
    monkeypatch.setattr(seal_owed.accepting, "papers", lambda there, paper: [*there, paper])
    monkeypatch.setattr(seal_owed.notify, "tell", lambda case, step, code, to: done.append({*to}))
    monkeypatch.setattr(casefile, "amend", lambda case, line, **written: done.append(written))
    seal_owed.take(held(parties=PARTIES))
    whom, written = done
    assert whom == {*PARTIES} and written["expect"] == Expect(unchanged=("handed", "results"))


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
    case = planned("filed", cost)
    assert part_plan.unconfirmed(held(parties=PARTIES, bank_part=part, **case)) == left
    case["contract"]["part_plan"]["way"] = None  # nobody knows yet how it is paid out
    assert part_plan.unconfirmed(held(parties=PARTIES, bank_part=part, **case)) == left


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
    monkeypatch.setattr(part_plan, "way_of", lambda case: SimpleNamespace(awaited=of_days))
    monkeypatch.setattr(casefile, "amend", lambda *_, **__: None)
    part = {"condition": condition, "proven_at": "then", "pay_outs": {"H1": pay_out} if pay_out else {}}
    case = held(contract={**CONTRACT, "bank_part": True}, bank_part=part)
    if isinstance(then, str):
        assert two_pay_outs.together(case, ours) == then
    else:
        with pytest.raises(then):
            two_pay_outs.together(case, ours)


@pytest.mark.parametrize(
    ("condition", "proven_at", "in_the_book", "done"),
    [
        ("mortgage_registered", "", True, "proven"),
        ("mortgage_registered", "", False, "unproven"),
        ("mortgage_registered", "2026-11-24", False, ""),
        ("building", "", False, ""),  # which no book shows
        ("", "", False, ""),
    ],
)
def test_the_banks_mortgage_is_looked_up_once_in_the_registrys_book_and_not_taken_by_its_word(
    monkeypatch, condition, proven_at, in_the_book, done
):
    part = {"condition": condition, "filing": "甘9", "proven_at": proven_at}
    case, acts = held(application(), contract=CONTRACT, bank_part=part), []
    monkeypatch.setattr(two_pay_outs, "asking", lambda case, step: nullcontext())
    monkeypatch.setattr(two_pay_outs.registry, "unit", lambda *_: None)
    monkeypatch.setattr(two_pay_outs.plan, "of_the_bank", lambda *_: frozenset({"甘9"} if in_the_book else {"甘8"}))
    monkeypatch.setattr(two_pay_outs.bank_money, "unproven", lambda case: acts.append("unproven"))
    monkeypatch.setattr(casefile, "load", lambda id: case)
    monkeypatch.setattr(
        casefile, "amend", lambda case, expect, bank_part: acts.append((expect, bool(bank_part.proven_at)))
    )
    two_pay_outs._proven(case)
    assert acts == {"proven": [(Expect(unchanged=("bank_part",)), True)], "unproven": ["unproven"], "": []}[done]


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


@pytest.mark.parametrize(
    ("before", "is_last"),
    [(["borrower", "co_owner_1", "bank"], True), (["borrower", "co_owner_1"], False), (["bank"], False), ([], False)],
)
@pytest.mark.parametrize("there_is_a_wait", [True, False])
def test_the_last_signature_alone_lets_the_road_go_on_and_is_kept_with_whose_it_is_over_what_was_shown(
    monkeypatch, before, is_last, there_is_a_wait
):
    done, evidence, signatures = [], [], dict.fromkeys(before, SIGNED)
    monkeypatch.setattr(signing, "is_held_up", lambda case: False)
    monkeypatch.setattr(signing.parts, "packed", lambda kept: evidence.append(kept))
    monkeypatch.setattr(signing.parts, "put", lambda id, kept: "evidence")
    wait = SimpleNamespace(id="c1.sign") if there_is_a_wait else None
    monkeypatch.setattr(signing.tasks, "find", lambda *_: wait)
    monkeypatch.setattr(signing.tasks, "answer", lambda id, word, who: done.append(word))
    monkeypatch.setattr(signing.decisions, "decide", lambda case, id, word, *_, **__: done.append("with its wait"))
    monkeypatch.setattr(casefile, "amend", lambda case, *_, **__: done.append("alone"))
    after = held(parties=PARTIES, contract=CONTRACT, signatures={**signatures, "spouse": SIGNED})
    monkeypatch.setattr(casefile, "load", lambda id: after)
    case = held(parties=PARTIES, contract=CONTRACT, signatures=signatures)
    signing.sign(case, "spouse", CONTRACT["sha256"], "clerk-1", {"session": "s"})
    kept = "with its wait" if is_last and there_is_a_wait else "alone"
    assert done == [kept, *([signing.SIGNED] if is_last else [])]
    (word,) = evidence
    assert (word["person"], word["by"], word["shown"]) == ("p2", "clerk-1", CONTRACT["sha256"])


@pytest.mark.parametrize(
    ("goes_by", "what"),
    [
        (
            signing.AS_READ,
            Expect(
                status={Status.SIGNING, Status.ATTENDING},
                absent=("withdrawal", "leaving"),
                unchanged=("commitments", "contract", "procedures", "signatures"),
            ),
        ),
        (
            Expect(unchanged=sign._RESTS_ON),
            Expect(unchanged=(*OF_ANSWERS, *("commitments", "contract", "decision", "form", "procedures"))),
        ),
        (Expect(unchanged=sign._RESTS_ON), Expect(unchanged=("results", "reviews", "tolerances"))),
        (Expect(unchanged=payable.RESTS_ON), Expect(unchanged=(*OF_ANSWERS, *OF_MONEY, "mortgage", "signatures"))),
        (Expect(unchanged=payable.RESTS_ON), Expect(unchanged=("commitments", "consents", "presences", "tolerances"))),
    ],
    ids=["who signs", "what is drawn up", "and what it is drawn up beside", "what is paid", "and by whose word"],
)
def test_nobody_signs_nothing_is_drawn_up_and_nothing_paid_but_on_what_was_read(goes_by, what):
    assert {*what.unchanged} <= {*goes_by.unchanged} and {*what.absent} <= {*goes_by.absent}
    assert {*goes_by.status} == {*what.status}


def test_who_has_signed_declines_no_more_and_who_has_declined_says_it_again_only(monkeypatch):
    told = []
    monkeypatch.setattr(signing, "_tell", lambda case, word, who: told.append(word))
    signed = held(parties=PARTIES, contract=CONTRACT, signatures={"spouse": {}})
    with pytest.raises(Contended):
        signing.decline(signed, "spouse", "p2", {})
    signing.decline(held(parties=PARTIES, contract={**CONTRACT, "declined": {"party": "spouse"}}), "spouse", "p2", {})
    assert told == [signing.DECLINED]


@pytest.mark.parametrize(
    ("outcome", "by", "lacks", "otherwise", "counts"),
    [
        ("confirmed", "staff:r1", (), [], True),
        ("confirmed", "bank", (), [], False),  # nobody has ruled
        ("contradicted", "staff:r1", (), [], False),
        ("unavailable", "staff:r1", (), [], False),
        ("confirmed", "staff:r1", ("owners_are_parties",), [], False),
        ("confirmed", "staff:r1", (), ["account"], False),
    ],
)
def test_a_ruling_is_in_their_favour_that_confirms_says_all_there_is_to_say_and_has_the_account_of_the_form(
    monkeypatch, outcome, by, lacks, otherwise, counts
):
    found = Finding("old_loan", "home", Outcome(outcome), "OLD_LOAN_CONFIRMED", {}, by=by)
    monkeypatch.setattr(ruled, "known_of", lambda case, check: [found])
    monkeypatch.setattr(ruled, "known", lambda case: [found])
    monkeypatch.setattr(ruled, "Evidence", lambda *_: SimpleNamespace(lacking=lambda one: lacks))
    monkeypatch.setattr(ruled.payee, "otherwise", lambda *_: otherwise)
    assert ruled.in_their_favour(held(application()), "old_loan") is (found if counts else None)


STOPPED = "2026-11-25T02:00:00.000Z"


@pytest.mark.parametrize(
    ("said", "digest", "seen", "is_looked_at"),
    [
        ("2026-11-25T02:00:00.001Z", "of today", STOPPED, True),
        (STOPPED, "of today", STOPPED, False),
        ("2026-11-25T01:59:59.999Z", "of today", STOPPED, False),
        ("2026-11-25T02:00:00.001Z", "of another title", STOPPED, False),
        ("2026-11-25T02:00:00.001Z", "of today", "", False),
        ("", "of today", STOPPED, False),
    ],
)
def test_somebody_has_looked_at_the_home_who_said_so_after_the_pay_out_had_stopped_for_exactly_this(
    monkeypatch, said, digest, seen, is_looked_at
):
    monkeypatch.setattr(seen_today.vault, "digest", lambda *of: of[-1])
    case = held(rulings={"property.home": {"at": said}} if said else {})
    kept = HomeSeen("of today", seen) if seen else None
    assert seen_today.is_looked_at(case, kept, seen_today.Said("title", digest)) is is_looked_at


@pytest.mark.parametrize(("before", "kept"), [(None, "of today"), ("of today", None), ("of another day", "of today")])
def test_each_thing_the_pay_out_stops_for_is_kept_anew_and_the_same_once(monkeypatch, before, kept):
    monkeypatch.setattr(seen_today.vault, "digest", lambda *of: of[-1])
    seen = HomeSeen(before, STOPPED) if before else None
    found = seen_today.anew(held(), seen, seen_today.Said("title", "of today"), ["DOUBT"])
    assert (found and (found.digest, found.doubts)) == (kept and (kept, ["DOUBT"]))


@pytest.mark.parametrize(
    ("owners", "named", "theirs"),
    [
        (["borrower", "spouse"], None, True),
        (["borrower", "co_owner_1"], None, True),
        (["co_owner_1"], None, False),  # nobody who borrows owns it
        (["borrower", "stranger"], None, False),
        (["borrower", "stranger"], ["borrower"], False),
        ([], None, False),
        (["borrower", "co_owner_1"], ["borrower", "co_owner_1"], True),
        (["borrower", "co_owner_1"], ["borrower"], False),
        (["borrower"], ["borrower", "co_owner_1"], False),  # who has mortgaged it owns it no more
    ],
)
def test_a_home_is_theirs_whom_the_check_named_and_no_strangers_with_one_who_borrows_among_them(
    monkeypatch, owners, named, theirs
):
    of = with_co_owner(application())
    numbers = {one.key: one.id_number for one in of.parties}
    held_by = frozenset(numbers.get(key, "110105194912310021") for key in owners)
    monkeypatch.setattr(titled_today, "title_of", lambda case: {"owners": named} if named else {})
    title = registry.Title("甘1", "U", held_by, "住宅", 2018) if owners else None
    assert titled_today._is_theirs(held(of), registry.Unit(title, False, frozenset(), {})) is theirs


GOOD = {
    "decision": {"approved": True},
    "mortgage": {"status": "DONE", "certificate_number": CERTIFICATE},
    "contract": CONTRACT,
    "parties": {"borrower": "p1"},
    "signatures": {"borrower": SIGNED, "bank": SIGNED},
}
UNIT = SimpleNamespace(mortgages={CERTIFICATE}, seized=False)


@pytest.fixture
def payable_now(monkeypatch):
    """A case whose every condition holds but for what is said here: gives what is paid, or what is lacking."""

    def pay(case=(), beside=MappingProxyType({}), **otherwise):
        said = {
            "unit": UNIT,
            "liens": set(),
            "of_home": (),
            "lost": [],
            "loan": False,
            "withdrawal": False,
            "plan": "1.00",
            "filed": ACCOUNT,
            "payer": "account",
            **otherwise,
        }
        monkeypatch.setattr(payable.payments, "payer_account", lambda bank, centre: said["payer"])
        monkeypatch.setattr(payable.held, "lacking", lambda case, for_pay_out: said["lost"] if for_pay_out else ["?"])
        monkeypatch.setattr(payable, "asking", lambda case, step: nullcontext("purpose"))
        monkeypatch.setattr(payable.registry, "unit", lambda home, number, purpose: said["unit"])
        monkeypatch.setattr(payable.contract_filed, "lacking", lambda case, unit, purpose: said["of_home"])
        monkeypatch.setattr(payable.other_loans, "stands", lambda case, unit, account: said["loan"])
        monkeypatch.setattr(payable.withdrawals, "unplanned", lambda case, account: said["withdrawal"])
        monkeypatch.setattr(payable.plan, "payable", lambda case: said["plan"])
        monkeypatch.setattr(payable.plan, "ours", lambda case: {CERTIFICATE})
        monkeypatch.setattr(payable.plan, "liens", lambda case, unit: said["liens"])
        monkeypatch.setattr(payable, "title_of", lambda case: {"regulated_account": said["filed"]})
        made = held(application(), **{**GOOD, **dict(case)})
        for name, value in beside.items():
            object.__setattr__(made, name, value)
        try:
            return payable.amount_to_pay(made)
        except PreconditionFailed as stopped:
            return [*stopped.codes]

    return pay


ACCOUNT = application().payee("seller").number


@pytest.mark.parametrize(
    ("otherwise", "lacking"),
    [
        ({"unit": SimpleNamespace(mortgages={OTHERS}, seized=False)}, ["MORTGAGE_NOT_IN_FORCE"]),
        ({"unit": SimpleNamespace(mortgages=set(), seized=False)}, ["MORTGAGE_NOT_IN_FORCE"]),
        ({"unit": SimpleNamespace(mortgages={CERTIFICATE, OTHERS}, seized=False)}, None),  # as the plan has it
        ({"unit": SimpleNamespace(mortgages={CERTIFICATE}, seized=True)}, ["TITLE_NOT_FREE"]),
        ({"liens": {OTHERS}}, ["TITLE_NOT_FREE"]),
        ({"loan": True}, ["LOAN_STANDS"]),
        ({"withdrawal": True}, ["WITHDRAWAL_IN_FLIGHT"]),
        ({"plan": None}, ["OLD_LOAN_NOT_CONFIRMED"]),
        ({"filed": None}, ["PAYEE_NOT_FILED"]),
        ({"filed": ""}, ["PAYEE_NOT_FILED"]),
        ({"filed": ACCOUNT[:-1]}, ["PAYEE_NOT_FILED"]),
        ({"filed": f" {ACCOUNT} "}, None),
        ({"of_home": ("CONTRACT_GONE",)}, ["CONTRACT_GONE"]),
        ({"lost": ["HELD_BY_OTHER"]}, ["HELD_BY_OTHER"]),
        ({"case": {"decision": {"approved": False}}}, ["NOT_APPROVED"]),
        ({"case": {"mortgage": {"status": "PENDING"}}}, ["MORTGAGE_NOT_PROVEN"]),
        ({"case": {"mortgage": None}}, ["MORTGAGE_NOT_PROVEN"]),
        ({"payer": None}, ["PAYER_ACCOUNT_UNKNOWN"]),
        ({"case": {"signatures": {}}}, ["NOT_SIGNED"]),
        ({"case": {"signatures": {"borrower": SIGNED}}}, ["NOT_SIGNED"]),  # by the bank
        ({"case": {"signatures": {"bank": SIGNED}}}, ["NOT_SIGNED"]),
        ({"case": {"bank_part": {"pay_outs": {"H1": ASTRAY}}}}, ["BANK_PART_NOT_PAYABLE"]),
        ({"case": {"bank_part": {"pay_outs": {"H1": TOLD}}}}, None),
    ],
)
def test_nothing_is_paid_while_any_of_what_it_rests_on_is_lacking(payable_now, otherwise, lacking):
    assert payable_now(**otherwise) == (lacking or "1.00")


def test_what_is_paid_is_what_the_plan_of_the_loan_says(payable_now):
    assert payable_now() == "1.00"


@pytest.mark.parametrize("holds", [True, False])
@pytest.mark.parametrize(
    ("beside", "room", "act", "code"),
    [
        ("presences", "denied", "holds_money_up", "SIGNATURE_DENIED"),
        ("tolerances", "owing", "left", "OWED"),
        ("commitments", "commitments", "is_untrue", "COMMITMENT_UNTRUE"),
        ("open_procedures", None, None, "IN_PROCEDURE"),
        ("payment_is_disputed", None, None, "PAYMENT_DISPUTED"),
    ],
)
def test_nothing_is_paid_over_what_holds_the_money_up(payable_now, monkeypatch, beside, room, act, code, holds):
    if room:
        monkeypatch.setattr(f"chalicelib.casework.{room}.{act}", lambda case: holds)
    else:
        monkeypatch.setattr(CaseFile, beside, property(lambda case: holds))
    there = [SimpleNamespace(void={"at": "then"})] if beside == "presences" else {"B03": "owed"}
    assert payable_now(beside={beside: there} if room else {}) == ([code] if holds else "1.00")
