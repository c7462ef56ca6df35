"""Disbursement (放款): entrusted pay-out to whom the purchase kind says.

One order, one serial; an unknown outcome is queried, and only what the bank does not know is sent again, after another look at what it
rests on. A failure the bank has told by itself is asked about, a success is not.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from chalicelib import clock
from chalicelib.banks import partners, payments
from chalicelib.casework import pay_day, payable, payout
from chalicelib.casework.present import present
from chalicelib.casework.rules import policy_of
from chalicelib.domain.form import circumstances
from chalicelib.domain.status import Status
from chalicelib.errors import PaymentProcessing, PreconditionFailed
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile, Expect
from chalicelib.records.loan import Payment
from chalicelib.steps import frame

_OUTCOMES: Mapping[payments.Result, payout.Outcome] = {
    payments.Result.DONE: "paid",
    payments.Result.FAILED: "failed",
}


def handle(event: frame.Event, context: object = None) -> dict[str, str]:
    """Returns `paid` or `failed`. Raises `PaymentProcessing`, `BankUnavailable`, `PreconditionFailed`."""
    return frame.run(event, _both)


def _both(case: CaseFile, event: frame.Event) -> str:
    """Ours, and beside it the bank's part of a combination."""
    if case.ended:
        return "paid" if case.is_paid else "failed"
    if not (case.contract and case.contract.bank_part):
        return _disburse(case, event)
    from chalicelib.casework import two_pay_outs  # few loans are two

    ours = _disburse(two_pay_outs.heard_again(case), event)
    return two_pay_outs.together(casefile.load(case.id), ours)


def _disburse(case: CaseFile, event: frame.Event) -> str:
    payment = case.payment
    if payment is None:
        payment = _order(case)
        answer = _pay(case, payment)
    elif (payment.is_ordered or payment.status == "withheld") and not payout.heard(case):
        answer = _query_or_pay(case, payment)
    else:
        return _told(case, payment)
    if answer.result not in _OUTCOMES:
        raise _processing(case, payment)
    return _answered(case, _OUTCOMES[answer.result], answer)


def _order(case: CaseFile) -> Payment:
    """Writes the order down before anything leaves, so that whoever comes after a crash knows to ask first."""
    return _written(case, _priced(case, payable.amount_to_pay(case)))


def _priced(case: CaseFile, amount: str) -> Payment:
    """The order as it is to go out today: the rate in force at pay-out prices the loan, whatever stood in the contract
    (docs/domain.md 2.2), or in an order that the bank never got."""
    contract, today = present(case.contract, "contract"), clock.today()
    rate = pay_day.rate_on(case, today)
    return Payment(f"{contract.number}P1", "ordered", amount, rate, today.isoformat())


def _written(case: CaseFile, payment: Payment) -> Payment:
    """An order that goes out is written down first, and only while what was looked at is still so."""
    as_read = Expect(absent=("withdrawal", "leaving"), unchanged=payable.RESTS_ON)
    casefile.amend(case, casefile.event("PAYMENT_ORDERED"), expect=as_read, status=Status.DISBURSING, payment=payment)
    return payment


def _query_or_pay(case: CaseFile, payment: Payment) -> payments.Answer:
    answer, ordered = payments.query(case.application.wish.bank, payment.serial), replace(payment, status="ordered")
    if answer.result is not payments.Result.UNKNOWN:
        if payment.status == "withheld":
            _written(case, ordered)
        return answer
    return _pay(case, _written(case, _priced(case, _look_again(case))))


def _look_again(case: CaseFile) -> str:
    """What an order rests on may have gone since it was first sent."""
    try:
        return payable.amount_to_pay(case)
    except PreconditionFailed:
        _withhold(case)
        raise


def _pay(case: CaseFile, payment: Payment) -> payments.Answer:
    """Sends the order. Why the bank refuses it is kept for whoever has to look."""
    try:
        return payments.pay(_bank_order(case, payment))
    except partners.Refused as refusal:
        from chalicelib.casework import words  # hardly any order is refused

        bank, why = case.application.wish.bank, f"HTTP {refusal.status} {refusal.body[:4000].decode(errors='replace')}"
        words.keep(case, bank, words.REFUSED_ORDER, why)
        if payments.query(bank, payment.serial).result is payments.Result.UNKNOWN:
            _withhold(case)
        raise PreconditionFailed(str(refusal), "ORDER_REFUSED") from None


def _withhold(case: CaseFile) -> None:
    """The bank does not have the order, and it does not go out as things are: nothing was paid, so a person may also undo the case."""
    case = casefile.load(case.id)
    payment = present(case.payment, "payment")
    if payment.is_ordered:
        as_read, withheld = Expect(unchanged=("payment", "payment_notice")), replace(payment, status="withheld")
        casefile.amend(case, expect=as_read, payment=withheld)


def _bank_order(case: CaseFile, payment: Payment) -> payments.Order:
    payee, bank = circumstances.payee(case.application, policy_of(case)), case.application.wish.bank
    return payments.Order(
        bank=bank,
        serial=payment.serial,
        amount=Decimal(payment.amount),
        payer_account=present(payments.payer_account(bank, case.centre), "account of the centre at the bank"),
        payee_account=payee.number,
        payee_name=payee.holder,
        payee_bank=payee.bank,
        summary=present(case.contract, "contract").number,
    )


def _answered(case: CaseFile, outcome: payout.Outcome, answer: payments.Answer) -> str:
    """What became of the order by the bank's answer, unless the bank has told otherwise by itself meanwhile."""
    case = casefile.load(case.id)
    payment = present(case.payment, "payment")
    if payment.is_ordered:
        payout.settle(case, payment, outcome, paid_on=answer.paid_on, receipt=answer.receipt)
        case = casefile.load(case.id)
    elif payment.status != outcome:
        _ask_again(case, payment)
    return _dated(case)


def _told(case: CaseFile, payment: Payment) -> str:
    """What the bank has told by itself. That money has gone need not be asked. That none has is asked before the case leaves for it."""
    told = payout.heard(case)
    if told and payment.is_ordered:
        payout.settle(case, payment, told)
        case = casefile.load(case.id)
        payment = present(case.payment, "payment")
    if payment.has_failed and case.payment_is_disputed:
        raise PreconditionFailed("disburse: the bank says that the money has gone", "BANK_SAYS_PAID")
    if payment.has_failed:
        # Whoever said so, and whatever a person has found since: the bank is asked before the case leaves for it.
        _ask_again(case, payment)
    if payment.status == "withheld":  # the bank has told since that nothing was paid, and nothing is sent again
        payout.settle(case, payment, "failed")
    return "failed" if payment.has_failed else _dated(case)


def _dated(case: CaseFile) -> str:
    """What became of the order; no loan leaves here as paid without the day it was paid on, whoever told that it was."""
    payment = present(case.payment, "payment")
    if payment.status == "paid" and not payment.paid_on:
        bank = present(case.contract, "contract").bank
        answer = payments.query(bank, payment.serial)
        day = answer.paid_on
        if day and not pay_day.may_be(case, day):  # a person finds out; until then it was the day we first heard
            from chalicelib.casework import disputes  # hardly any bank says so

            disputes.open_task(case, disputes.PAY_DAY, bank, "payment.day", day)
            case, day = casefile.load(case.id), ""
        pay_day.learn(case, day, answer.receipt)
    return payment.status


def _ask_again(case: CaseFile, payment: Payment) -> None:
    """Whether the bank stands by what it has told. Where it does not, the case stays here and a person has to find out."""
    asked, bank = (
        payments.query(case.application.wish.bank, payment.serial).result,
        present(case.contract, "contract").bank,
    )
    if payment.has_failed and asked is payments.Result.PROCESSING:
        raise _processing(case, payment)
    if payment.has_failed is (asked is payments.Result.DONE):
        from chalicelib.casework import settlement  # only a contradiction needs it

        otherwise = payout.SETTLED if payment.has_failed else payout.FAILED
        settlement.answered(case, otherwise, payment.serial, bank)
        raise PreconditionFailed("disburse: the bank contradicts itself", "BANK_CONTRADICTS_ITSELF")


def _processing(case: CaseFile, payment: Payment) -> PaymentProcessing:
    casefile.amend(case, casefile.event("PAYMENT_PROCESSING"))
    return PaymentProcessing(f"disburse: {payment.serial}")
