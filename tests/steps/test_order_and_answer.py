"""What becomes of a pay-out order by each answer of its bank, on built cases. All of it in the store: tests/steps/test_disburse.py."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from chalicelib.banks import partners, payments
from chalicelib.banks.payments import Answer, Result
from chalicelib.casework import disputes, settlement, words
from chalicelib.errors import AgencyUnavailable, PaymentProcessing, PreconditionFailed
from chalicelib.records.loan import Mortgage, Payment
from chalicelib.steps import disburse, discharge
from tests.steps.conftest import built

EVENT = {}
ORDERED = Payment("JKP1", "ordered", "100.00", "2.60", "2026-11-23")
WITHHELD, FAILED = Payment("JKP1", "withheld", "100.00"), Payment("JKP1", "failed", "100.00")
PAID, DATED = Payment("JKP1", "paid", "100.00"), Payment("JKP1", "paid", "100.00", paid_on="2026-11-24")
OVERTURNED = Payment("JKP1", "overturned", "100.00")
DONE, NOT_DONE = Answer(Result.DONE, "2026-11-24", "N1"), Answer(Result.FAILED)
UNKNOWN, PROCESSING = Answer(Result.UNKNOWN), Answer(Result.PROCESSING)
NEW = Payment("JKP1", "ordered", "99.00", "2.85", "2026-11-30")


def of(payment=None, **values):
    money = {"is_paid": False, "payment_is_disputed": False, "may_be_undone": True}
    contract = SimpleNamespace(number="JK", bank="bank of contract", bank_part=None)
    wish = SimpleNamespace(wish=SimpleNamespace(bank="bank of wish"))
    return built(**{"payment": payment, **money, "contract": contract, "application": wish, **values})


@pytest.fixture
def bank(monkeypatch):
    """The bank and our record: what it answers, in order; what it has told; what was asked, sent and written; and the case as it is by then."""
    world = SimpleNamespace(said=[], heard=None, list=[], now=None, lacking=False, may_be=True)
    note = world.list.append

    def asked(*of):
        note(("ask", *of))
        return world.said.pop(0)

    def sent(order):
        note(("pay", order))
        answer = world.said.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def amount(case):
        if world.lacking:
            raise PreconditionFailed("lacking", "NOT_SIGNED")
        return "99.00"

    def settle(case, payment, outcome, **how):
        note(("settle", payment, outcome, how))
        status = DATED if how.get("paid_on") else PAID
        world.now = of(status if outcome == "paid" else FAILED)

    def amend(case, *told, expect=None, **changes):
        note(("amend", [one.key for one in told], expect, changes))

    monkeypatch.setattr(payments, "query", asked)
    monkeypatch.setattr(payments, "pay", sent)
    monkeypatch.setattr(disburse, "_bank_order", lambda case, payment: payment)
    monkeypatch.setattr(disburse.payable, "amount_to_pay", amount)
    monkeypatch.setattr(disburse.payout, "heard", lambda case: world.heard)
    monkeypatch.setattr(disburse.payout, "settle", settle)
    monkeypatch.setattr(disburse.pay_day, "rate_on", lambda case, day: "2.85" if day == date(2026, 11, 30) else "")
    monkeypatch.setattr(disburse.pay_day, "may_be", lambda case, day: world.may_be)
    monkeypatch.setattr(disburse.pay_day, "learn", lambda case, *of: note(("learn", *of)))
    monkeypatch.setattr(disburse.clock, "today", lambda: date(2026, 11, 30))
    monkeypatch.setattr(disburse.casefile, "amend", amend)
    monkeypatch.setattr(disburse.casefile, "load", lambda id: world.now)
    monkeypatch.setattr(settlement, "answered", lambda case, *of: note(("contradicted", *of)))
    monkeypatch.setattr(disputes, "open_task", lambda case, *of: note(("dispute", *of)))
    monkeypatch.setattr(words, "keep", lambda case, *of: note(("keep", *of)))
    return world


ASK, ASK_OF_DAY = ("ask", "bank of wish", "JKP1"), ("ask", "bank of contract", "JKP1")
PAY, LEARN = ("pay", NEW), ("learn", "2026-11-24", "N1")


def paid(payment, outcome="paid", day="2026-11-24", receipt="N1"):
    return ("settle", payment, outcome, {"paid_on": day, "receipt": receipt})


@pytest.mark.parametrize(
    ("payment", "heard", "said", "word", "does"),
    [
        (None, None, [DONE], "paid", ["ordered", PAY, "settled"]),
        (None, None, [NOT_DONE], "failed", ["ordered", PAY, "settled"]),
        (None, None, [PROCESSING], PaymentProcessing, ["ordered", PAY, "processing"]),
        (ORDERED, None, [DONE], "paid", [ASK, "settled"]),
        (ORDERED, None, [NOT_DONE], "failed", [ASK, "settled"]),
        (ORDERED, None, [PROCESSING], PaymentProcessing, [ASK, "processing"]),
        (ORDERED, None, [UNKNOWN, DONE], "paid", [ASK, "ordered", PAY, "settled"]),
        (WITHHELD, None, [UNKNOWN, DONE], "paid", [ASK, "ordered", PAY, "settled"]),
        (WITHHELD, None, [DONE], "paid", [ASK, "ordered again", "settled"]),
        (WITHHELD, None, [PROCESSING], PaymentProcessing, [ASK, "ordered again", "processing"]),
        (ORDERED, "paid", [DONE], "paid", ["told", ASK_OF_DAY, LEARN]),
        (ORDERED, "failed", [NOT_DONE], "failed", ["told", ASK]),
        (WITHHELD, "failed", [NOT_DONE], "failed", [ASK, "told"]),
        (FAILED, "failed", [NOT_DONE], "failed", [ASK]),
        (FAILED, None, [UNKNOWN], "failed", [ASK]),
        (OVERTURNED, None, [NOT_DONE], "failed", [ASK]),
        (FAILED, None, [PROCESSING], PaymentProcessing, [ASK, "processing"]),
        (OVERTURNED, None, [PROCESSING], PaymentProcessing, [ASK, "processing"]),
        (WITHHELD, "failed", [PROCESSING], PaymentProcessing, [ASK, "processing"]),
        (FAILED, None, [DONE], "BANK_CONTRADICTS_ITSELF", [ASK, "contradicted"]),
        (OVERTURNED, None, [DONE], "BANK_CONTRADICTS_ITSELF", [ASK, "contradicted"]),
        (WITHHELD, "failed", [DONE], "BANK_CONTRADICTS_ITSELF", [ASK, "contradicted"]),
        (PAID, "paid", [DONE], "paid", [ASK_OF_DAY, LEARN]),
        (DATED, "paid", [], "paid", []),
        (DATED, "failed", [], "paid", []),
    ],
)
def test_an_order_is_sent_once_asked_about_after_and_left_for_only_over_what_the_bank_answers(
    bank, payment, heard, said, word, does
):
    bank.said, bank.heard = [*said], heard
    case = of(payment)
    bank.now = of(ORDERED) if payment in (None, WITHHELD) or payment is ORDERED else case
    if isinstance(word, str) and word.islower():
        assert disburse._disburse(case, EVENT) == word
    else:
        with pytest.raises(PreconditionFailed if isinstance(word, str) else word) as stopped:
            disburse._disburse(case, EVENT)
        assert not isinstance(word, str) or [*stopped.value.codes] == [word]
    whole = {"settle": "settled", "contradicted": "contradicted"}
    seen = []
    for act in bank.list:
        if act[0] == "settle":
            seen.append("settled" if act[3] else "told")
        elif act[0] == "amend" and act[1] == ["PAYMENT_ORDERED"]:
            assert act[2].absent == ("withdrawal", "leaving") and act[2].unchanged == disburse.payable.RESTS_ON
            assert act[3]["status"] == "DISBURSING"
            seen.append("ordered" if act[3]["payment"] == NEW else "ordered again")
            assert act[3]["payment"].status == "ordered"
        elif act[0] == "amend":
            assert (act[1], act[3]) == (["PAYMENT_PROCESSING"], {})
            seen.append("processing")
        else:
            seen.append(whole.get(act[0], act))
    assert seen == does
    settles = [act for act in bank.list if act[0] == "settle"]
    if "settled" in does:
        outcome = "paid" if said[-1] is DONE else "failed"
        assert settles == [paid(ORDERED, outcome, said[-1].paid_on, said[-1].receipt)]
    if "contradicted" in does:
        assert bank.list[-1] == ("contradicted", "payment.settled", "JKP1", "bank of contract")


@pytest.mark.parametrize("payment", [FAILED, WITHHELD, OVERTURNED])
def test_a_failure_is_not_left_for_while_the_bank_says_otherwise_by_itself(bank, payment):
    with pytest.raises(PreconditionFailed) as stopped:
        disburse._told(of(payment, payment_is_disputed=True), payment)
    assert [*stopped.value.codes] == ["BANK_SAYS_PAID"] and bank.list == []


@pytest.mark.parametrize(
    ("told", "outcome", "said", "code"),
    [
        (DATED, "paid", [], None),
        (FAILED, "failed", [], None),
        (DATED, "failed", [DONE], None),
        (DATED, "failed", [NOT_DONE], "BANK_CONTRADICTS_ITSELF"),
        (FAILED, "paid", [DONE], "BANK_CONTRADICTS_ITSELF"),
        (FAILED, "paid", [NOT_DONE], None),
    ],
)
def test_what_the_bank_has_told_while_it_was_asked_counts_and_is_asked_about_where_it_is_otherwise(
    bank, told, outcome, said, code
):
    bank.now, bank.said = of(told), [*said]
    answer = DONE if outcome == "paid" else NOT_DONE
    if code:
        with pytest.raises(PreconditionFailed) as stopped:
            disburse._answered(of(ORDERED), outcome, answer)
        assert [*stopped.value.codes] == [code]
    else:
        assert disburse._answered(of(ORDERED), outcome, answer) == told.status
    assert [act[0] for act in bank.list][: len(said)] == ["ask"] * len(said)
    assert not [act for act in bank.list if act[0] == "settle"]


@pytest.mark.parametrize("asked", [PROCESSING, UNKNOWN, NOT_DONE, DONE])
def test_money_that_is_written_down_as_gone_has_gone_while_the_bank_stands_by_that(bank, asked):
    bank.said = [asked]
    if asked is DONE:
        disburse._ask_again(of(DATED), DATED)
        return
    with pytest.raises(PreconditionFailed):
        disburse._ask_again(of(DATED), DATED)
    assert bank.list[-1] == ("contradicted", "payment.failed", "JKP1", "bank of contract")


@pytest.mark.parametrize(
    ("day", "may_be", "learnt"), [("2026-11-24", True, "2026-11-24"), ("2026-11-24", False, ""), ("", False, "")]
)
@pytest.mark.parametrize("ordered_on", ["", "2026-11-23"])
def test_the_day_it_was_paid_on_is_asked_for_and_one_that_cannot_be_is_a_persons(bank, day, may_be, learnt, ordered_on):
    undated = replace(PAID, on=ordered_on)
    bank.said, bank.may_be, bank.now = [Answer(Result.DONE, day, "N1")], may_be, of(undated)
    assert disburse._dated(of(undated)) == "paid"
    doubted = [("dispute", disputes.PAY_DAY, "bank of contract", "payment.day", day)] if day and not may_be else []
    assert bank.list == [ASK_OF_DAY, *doubted, ("learn", learnt, "N1")]


@pytest.mark.parametrize("payment", [FAILED, WITHHELD, ORDERED, OVERTURNED, DATED])
def test_no_other_order_is_asked_for_a_day(bank, payment):
    assert disburse._dated(of(payment)) == payment.status and bank.list == []


def test_a_day_in_the_answer_itself_that_cannot_be_is_a_persons_before_the_loan_leaves_as_paid(bank, monkeypatch):
    bank.now, bank.said, bank.may_be = of(ORDERED), [DONE], False

    def settled_without_its_day(*of_case, **how):
        bank.now = of(PAID)

    monkeypatch.setattr(disburse.payout, "settle", settled_without_its_day)
    assert disburse._answered(of(ORDERED), "paid", DONE) == "paid"
    assert bank.list == [
        ASK_OF_DAY, ("dispute", disputes.PAY_DAY, "bank of contract", "payment.day", "2026-11-24"), ("learn", "", "N1"),
    ]  # fmt: skip


def test_an_answer_without_its_day_is_asked_for_it_once_it_is_written_down(bank):
    bank.now, bank.said = of(ORDERED), [DONE]
    assert disburse._answered(of(ORDERED), "paid", Answer(Result.DONE)) == "paid"
    assert bank.list == [paid(ORDERED, day="", receipt=""), ASK_OF_DAY, LEARN]


def test_a_refused_order_is_kept_in_the_banks_words_and_withheld_once_it_has_none(bank):
    for answer, withheld in ((UNKNOWN, True), (PROCESSING, False), (DONE, False), (NOT_DONE, False)):
        bank.list.clear()
        bank.now, bank.said = of(ORDERED), [partners.Refused("B01", "/payments", 422, b"x" * 5000), answer]
        with pytest.raises(PreconditionFailed) as stopped:
            disburse._pay(of(ORDERED), ORDERED)
        assert [*stopped.value.codes] == ["ORDER_REFUSED"] and not isinstance(stopped.value, partners.Refused)
        sent, kept, asked, *then = bank.list
        assert (sent, asked) == (("pay", ORDERED), ASK)
        assert kept == ("keep", "bank of wish", words.REFUSED_ORDER, f"HTTP 422 {'x' * 4000}")
        assert bool(then) is withheld


@pytest.mark.parametrize("payment", [ORDERED, WITHHELD, PAID, FAILED])
def test_an_order_is_withheld_over_what_it_rests_on_only_while_nobody_has_told_what_became_of_it(bank, payment):
    bank.lacking, bank.said, bank.now = True, [UNKNOWN], of(payment)
    with pytest.raises(PreconditionFailed) as stopped:
        disburse._disburse(of(ORDERED), EVENT)
    assert [*stopped.value.codes] == ["NOT_SIGNED"]
    writes = [act for act in bank.list if act[0] == "amend"]
    if payment is ORDERED:
        ((_, told, expect, changes),) = writes
        assert told == [] and expect.unchanged == ("payment", "payment_notice")
        assert changes == {"payment": Payment("JKP1", "withheld", "100.00", "2.60", "2026-11-23")}
    assert bool(writes) is (payment is ORDERED)


@pytest.mark.parametrize(("is_paid", "word"), [(True, "paid"), (False, "failed")])
def test_of_a_case_that_has_ended_nothing_is_asked(bank, is_paid, word):
    assert disburse._both(of(ended=True, is_paid=is_paid), EVENT) == word and bank.list == []


@pytest.mark.parametrize("number", ["payee's", ""])
def test_an_order_names_who_pays_whom_how_much_and_the_contract_and_no_other_account(monkeypatch, number):
    wish = SimpleNamespace(bank="bank of wish", repayment_account="the borrower's")
    payee = SimpleNamespace(number=number, holder="holder", bank="payee's bank")
    monkeypatch.setattr(disburse, "policy_of", lambda case: "policy")
    monkeypatch.setattr(disburse.circumstances, "payee", lambda application, policy: policy == "policy" and payee)
    monkeypatch.setattr(payments, "payer_account", lambda bank, centre: f"{centre} at {bank}")
    order = disburse._bank_order(of(application=SimpleNamespace(wish=wish)), ORDERED)
    assert order == payments.Order(
        "bank of wish", "JKP1", disburse.Decimal("100.00"), "620100 at bank of wish", number, "holder", "payee's bank", "JK",
    )  # fmt: skip


# Undone


M1 = Mortgage("JKM1", "DONE", certificate_number="proof")
GONE = Mortgage("JKM1", "DISCHARGED", certificate_number="proof")
LEFT = {"ending": "WITHDRAWN"}


@pytest.fixture
def registry(bank, monkeypatch):
    bank.stands = None
    monkeypatch.setattr(discharge, "purpose_of", lambda case, step: step)
    monkeypatch.setattr(discharge, "ending_of", lambda case: "its own")
    monkeypatch.setattr(
        discharge.registry, "discharge_mortgage", lambda *of: bank.list.append(("discharge", *of)) or bank.stands
    )
    return bank


@pytest.mark.parametrize(
    ("payment", "values", "said", "does"),
    [
        (None, {}, [], ["leaving"]),
        (None, {"mortgage": M1}, [], ["leaving", "discharge", "MORTGAGE_DISCHARGED"]),
        (None, {"mortgage": Mortgage("JKM1", "PENDING")}, [], ["leaving", "discharge", ""]),
        (None, {"mortgage": replace(M1, status="LEFT")}, [], ["leaving", "discharge", "MORTGAGE_DISCHARGED"]),
        (FAILED, {"mortgage": M1}, [NOT_DONE], [ASK, "leaving", "discharge", "MORTGAGE_DISCHARGED"]),
        (WITHHELD, {}, [UNKNOWN], [ASK, "leaving"]),
        (OVERTURNED, {}, [], ["leaving"]),
        (FAILED, {"mortgage": GONE}, [], ["leaving"]),
        (FAILED, {"mortgage": GONE, "leaving": "WITHDRAWN"}, [], []),
        (None, {"mortgage": M1, "leaving": "WITHDRAWN"}, [], ["leaving", "discharge", "MORTGAGE_DISCHARGED"]),
        (None, {"mortgage": M1, "ended": True}, [], []),
    ],
)
def test_what_was_filed_is_undone_once_by_what_the_bank_answers(registry, payment, values, said, does):
    registry.said = [*said]
    assert discharge._discharge(of(payment, **values), LEFT) == "done"
    seen = []
    for act in registry.list:
        if act[0] == "amend" and "leaving" in act[3]:
            assert act[2].unchanged == discharge.OF_MONEY and act[3] == {"leaving": "WITHDRAWN"}
            seen.append("leaving")
        elif act[0] == "amend":
            assert act[3]["mortgage"].status == "DISCHARGED"
            seen.append("".join(act[1]))
        else:
            seen.append(act[0] if act[0] == "discharge" else act)
    assert seen == does


@pytest.mark.parametrize(
    ("payment", "values", "said", "stops", "code"),
    [
        (None, {"may_be_undone": False}, [], PreconditionFailed, "MAY_BE_PAID"),
        (None, {"may_be_undone": False, "ended": True, "is_paid": True}, [], PreconditionFailed, "MAY_BE_PAID"),
        (FAILED, {}, [PROCESSING], PaymentProcessing, None),
        (FAILED, {}, [DONE], PreconditionFailed, "BANK_SAYS_PAID"),
    ],
)
def test_nothing_is_undone_and_no_case_leaves_while_money_may_have_gone(registry, payment, values, said, stops, code):
    registry.said = [*said]
    with pytest.raises(stops) as stopped:
        discharge._discharge(of(payment, mortgage=M1, **values), LEFT)
    assert code is None or [*stopped.value.codes] == [code]
    assert not [act for act in registry.list if act[0] in ("amend", "discharge")]
    disputed = [act for act in registry.list if act[0] == "contradicted"]
    told = ("contradicted", "payment.settled", "JKP1", "bank of contract")
    assert disputed == ([told] if code == "BANK_SAYS_PAID" else [])


@pytest.mark.parametrize("stands", ["PENDING", "DONE", "NEED_MORE_MATERIAL"])
def test_a_mortgage_is_gone_once_the_registrys_book_says_so(registry, stands):
    registry.stands = SimpleNamespace(status=stands)
    with pytest.raises(AgencyUnavailable):
        discharge._discharge(of(mortgage=M1), LEFT)
    assert registry.list[-1] == ("discharge", "JKM1", "discharge")


def test_a_road_that_hands_no_ending_on_leaves_for_the_cases_own(registry):
    discharge._discharge(of(), {})
    assert registry.list[-1][3] == {"leaving": "its own"}


@pytest.mark.parametrize(
    ("mortgage", "parts", "asked"), [(M1, True, True), (None, True, True), (GONE, True, False), (M1, False, False)]
)
def test_a_bank_with_a_part_of_its_own_is_asked_of_it_once_before_anything_is_undone(
    registry, monkeypatch, mortgage, parts, asked
):
    heard = []
    monkeypatch.setattr("chalicelib.casework.two_pay_outs.heard", lambda case: heard.append("asked") or case)
    case = of(None, mortgage=mortgage)
    case.contract.bank_part = parts
    assert discharge._discharge(case, LEFT) == "done" and heard == ["asked"] * asked
