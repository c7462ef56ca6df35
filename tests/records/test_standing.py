"""How far the money of a case is, by what is kept of it, and which words of staff count: each here lets something be paid, or taken back."""

from dataclasses import replace

import pytest

from chalicelib.domain.work import LEVELS
from chalicelib.records.absences import Absence
from chalicelib.records.bank_part import BankPart, has_paid
from chalicelib.records.contents import Event, Package
from chalicelib.records.handouts import HandOut
from chalicelib.records.loan import Mortgage, Payment
from chalicelib.records.reviews import Review, standing
from tests.given.case import CONTRACT, held

PROVEN = Mortgage("M1", "DONE", certificate_number="甘(2026)兰州市不动产证明第0000001号")


def test_a_mortgage_is_proven_by_its_certificate_while_nobody_disputes_it():
    assert PROVEN.is_proven and not PROVEN.may_change
    assert not replace(PROVEN, certificate_number=None).is_proven and not replace(PROVEN, doubts=("t",)).is_proven
    for status in ("PENDING", "NEED_MORE_MATERIAL", "REJECTED", "CANCELLED", "LEFT", "DISCHARGED"):
        assert not replace(PROVEN, status=status).is_proven


@pytest.mark.parametrize(
    ("status", "failed"),
    [("ordered", False), ("paid", False), ("failed", True), ("withheld", True), ("overturned", True)],
)
def test_no_money_is_with_the_payee_where_it_failed_was_kept_back_or_came_back(status, failed):
    assert Payment("P1", status).has_failed is failed


def test_interest_runs_from_the_day_the_bank_says_it_paid_and_else_from_that_of_the_order():
    assert Payment("P1", "paid", on="2026-11-20", paid_on="2026-11-23").day == "2026-11-23"
    assert Payment("P1", "paid", on="2026-11-20").day == "2026-11-20"


def told(status, amount="100000.00", at="2026-11-21", **more):
    return {"status": status, "amount": amount, "account": "1", "at": at, **more}


def part(*pay_outs, **values):
    return BankPart(amount="200000.00", pay_outs={f"H{n}": one for n, one in enumerate(pay_outs)}, **values)


def test_more_money_of_the_banks_than_was_offered_holds_ours_up_however_it_is_cut():
    assert part(told("paid"), told("paid")).status == "paid"
    for beyond in ([told("paid", "200000.01")], [told("paid"), told("paid"), told("paid", "0.01")]):
        assert part(*beyond).holds_up and part(*beyond).status == "astray"
    assert part(told("paid"), told("paid"), told("failed")).status == "paid", "that came to nothing"


def test_a_failed_pay_out_of_the_banks_holds_ours_up_once_it_could_pay_or_has_said_both_and_nobody_knows():
    failed = told("failed", at="2026-11-21")
    assert not part(failed).holds_up and not part(failed, ready_at="2026-11-22").holds_up
    assert part(failed, ready_at="2026-11-21").status == "failed"
    both = told("failed", contradicted="2026-11-22")
    assert part(both).holds_up and has_paid(part(both))
    cleared = part({**both, "cleared_by": "s1"})
    assert not cleared.holds_up and not has_paid(cleared)


def test_a_banks_part_came_to_nothing_where_something_was_told_and_a_person_knows_that_all_of_it_failed():
    known = told("failed", cleared_by="s1")
    assert part(known).came_to_nothing and part(known, known).came_to_nothing
    for other in (part(), part(known, told("failed")), part(known, told("paid"))):
        assert not other.came_to_nothing


OURS = f"{CONTRACT['number']}P1"


@pytest.mark.parametrize(
    ("notice", "payment", "disputed"),
    [
        (None, "ordered", False),
        ({"serial": OURS}, "ordered", False),
        ({"serial": None}, "ordered", False),
        ({"serial": "another"}, "ordered", True),
        ({"serial": OURS}, None, True),
        ({"serial": OURS}, "failed", True),
        ({"serial": OURS}, "withheld", True),
        ({"serial": OURS}, "overturned", True),
        ({"serial": OURS}, "paid", False),
        ({"serial": "another", "dismissed_by": "s1"}, "ordered", False),
        ({"serial": OURS, "dismissed_by": "s1"}, "failed", False),
        ({"serial": "another", "type": "payment.failed"}, "ordered", False),
        ({"serial": OURS, "dismissed_by": "s1", "doubts": ["t1"]}, "ordered", True),
        ({"serial": OURS, "type": "payment.failed", "doubts": ["t1"]}, "failed", True),
    ],
)
def test_money_that_has_gone_by_the_banks_word_alone_is_in_dispute_until_a_person_knows(notice, payment, disputed):
    case = held(payment_notice=notice, payment=payment and {"status": payment})
    assert case.payment_is_disputed is disputed
    assert case.may_be_undone is (payment in (None, "failed", "withheld", "overturned") and not disputed)


@pytest.mark.parametrize(
    ("values", "may"),
    [
        ({}, True),
        ({"leaving": "declined"}, False),
        ({"mortgage": {"status": "DISCHARGED"}}, False),
        ({"contract": {"voided_at": "t"}}, False),
        ({"payment": {"status": "ordered"}}, False),
        ({"payment": {"status": "failed"}}, True),
        ({"bank_part": {"pay_outs": {"H1": told("paid")}}}, False),
        ({"bank_part": {"pay_outs": {"H1": told("failed")}}}, True),
        ({"bank_part": {"pay_outs": {"H1": told("failed", contradicted="t")}}}, False),
        ({"payment_notice": {"serial": "another"}}, False),
        ({"status": "DISBURSED"}, False),
    ],
)
def test_an_application_is_taken_back_while_nothing_is_paid_or_undone(values, may):
    assert held(**{"status": "SIGNING", **values}).may_be_withdrawn is may


def test_a_loan_that_was_paid_after_all_goes_on_though_it_was_to_be_taken_back():
    case = held(withdrawal={}, payment={"status": "ordered"})
    assert case.is_withdrawn and not replace(case, payment=Payment(OURS, "paid")).is_withdrawn


def test_whose_signature_was_found_forged_has_still_to_sign_and_on_a_void_contract_nobodys_is_valid():
    parties = {"borrower": "person_1", "spouse": "person_2"}
    case = held(contract={}, parties=parties, signatures={"borrower": {}, "spouse": {"void_at": "t"}, "bank": {}})
    assert (case.unsigned, case.signed) == (["spouse"], ["bank", "borrower"])
    beside = replace(case, contract=replace(case.contract, bank_part=True))
    assert beside.unsigned == ["spouse", "bank_part"]
    void = replace(case, contract=replace(case.contract, voided_at="t"))
    assert (void.unsigned, void.signed) == ([], [])


@pytest.mark.parametrize(
    ("handed", "counted", "is_archived"),
    [
        ((), None, True), (("2026-11-23",), None, True), (("2026-11-22", "2026-11-24"), None, False),
        ((), 0, True), (("2026-11-24",), 0, False), (("2026-11-24",), 1, True),
    ],
)  # fmt: skip
def test_a_package_is_whole_while_nothing_was_handed_out_since(handed, counted, is_archived):
    case = held(
        package=Package("k", "s", "2026-11-23", "", counted),
        handed=[HandOut(at, "borrower", "person_1", "window", at, ["s"]) for at in handed],
    )
    assert case.is_archived is is_archived and not replace(case, package=None).is_archived


def test_a_round_is_replied_to_by_what_the_parties_sent_alone():
    lines = {"1": {}, "2": {"reopened": "1"}, "3": {"waived": "1"}}
    events = {f"CORRECTED.{key}": Event("", "CORRECTED", values) for key, values in lines.items()}
    case = held(events={**events, "ACCEPTED": Event("", "ACCEPTED")})
    assert [bool(case.corrected(key)) for key in (1, 2, 3, 4)] == [True, True, True, False]
    assert [bool(case.replied(key)) for key in (1, 2, 3, 4)] == [True, False, False, False] and case.next_round == 4


FIRST, SECOND, FINAL = LEVELS


def reviews(*said):
    return [Review(f"t{at}", level, f"s{at}", word, str(at), "") for at, (level, word) in enumerate(said)]


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ([(FIRST, "approve"), (SECOND, "approve")], ["t0", "t1"]),
        ([(FIRST, "approve"), (SECOND, "send_back")], []),
        ([(FIRST, "approve"), (SECOND, "approve"), (FINAL, "send_back")], ["t0"]),
        ([(FIRST, "approve"), (SECOND, "send_back"), (FIRST, "approve"), (SECOND, "approve")], ["t2", "t3"]),
        ([("verify", "found"), (FIRST, "approve"), (SECOND, "send_back")], []),
        ([(FIRST, "approve"), (FIRST, "ask")], []),
        ([(FIRST, "approve"), ("appeal", "reopened"), (FIRST, "approve")], ["t2"]),
    ],
)
def test_who_is_sent_back_or_asks_has_what_was_said_after_it_said_anew(said, left):
    assert [one.task for one in standing(reviews(*said))] == left


def test_a_decision_made_anew_leaves_no_review_of_the_one_before_and_what_else_staff_found():
    said = reviews(("verify", "found"), (FIRST, "approve"), (FIRST, "approve"))
    assert [one.task for one in standing(said, "2")] == ["t0", "t2"]


@pytest.mark.parametrize("level", LEVELS)
def test_no_level_s_word_on_a_decision_that_had_to_be_made_anew_counts_for_the_new_one(level):
    said = reviews((level, "approve"), (level, "approve"), (level, "approve"))
    assert [one.task for one in standing(said, "1")] == ["t1", "t2"]


@pytest.mark.parametrize(
    ("day", "begun", "covers", "due"),
    [
        ("2026-11-22", "", False, False),
        ("2026-11-23", "", True, True),
        ("2026-11-23", "at nine", True, False),
        ("2026-11-25", "", True, True),
        ("2026-11-25", "at nine", True, False),
        ("2026-11-26", "at nine", False, True),
    ],
)
def test_who_is_away_is_so_on_the_first_and_the_last_day_and_something_is_due_as_it_begins_and_once_it_is_over(
    day, begun, covers, due
):
    away = Absence("620100", "clerk", "c1", "p1", "2026-11-23", "2026-11-25", "c2", "p2", "s1", "p3", "", (), begun)
    assert (away.covers(day), away.is_due(day)) == (covers, due)


CAME_BACK = {"status": "failed", "amount": "1.00", "account": "x", "at": "2026-11-24", "cleared_by": "s1"}


@pytest.mark.parametrize(
    ("pay_outs", "nothing"),
    [
        ({}, False),
        ({"H1": CAME_BACK}, True),
        ({"H1": {**CAME_BACK, "status": "paid"}}, False),
        ({"H1": CAME_BACK, "H2": {**CAME_BACK, "status": "paid"}}, False),
        ({"H1": {name: said for name, said in CAME_BACK.items() if name != "cleared_by"}}, False),
        ({"H1": CAME_BACK, "H2": {**CAME_BACK, "status": "astray"}}, False),
    ],
)
def test_a_banks_part_came_to_nothing_once_a_person_knows_of_every_pay_out_that_it_has_failed(pay_outs, nothing):
    assert held(bank_part={"pay_outs": pay_outs}).bank_part.came_to_nothing is nothing
