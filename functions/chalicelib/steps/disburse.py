"""Disbursement (放款): entrusted pay-out to whom the purchase kind says.

One order, one serial; an unknown outcome is queried, never re-sent. What the bank has told us by itself need not be asked.
"""

from collections.abc import Mapping
from decimal import Decimal

from chalicelib import clock, policy
from chalicelib.agencies import registry
from chalicelib.banks import payments
from chalicelib.casework import payout
from chalicelib.casework.answers import known, mortgages_before_ours
from chalicelib.casework.present import present
from chalicelib.casework.purpose import purpose_of
from chalicelib.casework.rules import policy_of
from chalicelib.domain import circumstances
from chalicelib.domain.status import Status
from chalicelib.errors import PaymentProcessing, PreconditionFailed
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile, Expect
from chalicelib.records.contents import Payment
from chalicelib.steps import frame

_OUTCOMES: Mapping[payments.Result, payout.Outcome] = {
    payments.Result.DONE: "paid",
    payments.Result.FAILED: "failed",
}


def handle(event: frame.Event, context: object = None) -> dict[str, str]:
    """Returns `paid` or `failed`. Raises `PaymentProcessing`, `BankUnavailable`, `PreconditionFailed`."""
    return frame.run(event, _disburse)


def _disburse(case: CaseFile, event: frame.Event) -> str:
    payment = case.payment
    if payment is None:
        payment = _order(case)
        result = payments.pay(_bank_order(case, payment))
    elif payment.is_ordered:
        if outcome := payout.heard(case):
            return _settled(case, outcome)
        result = _query_or_pay(case, payment)
    else:
        return payment.status
    if result not in _OUTCOMES:
        casefile.amend(case, casefile.event("PAYMENT_PROCESSING"))
        raise PaymentProcessing(f"disburse: {payment.serial}")
    return _settled(case, _OUTCOMES[result])


def _order(case: CaseFile) -> Payment:
    """Writes the order down before anything leaves, so that whoever comes after a crash knows to ask first."""
    _check_preconditions(case)
    contract, decision, today = present(case.contract, "contract"), present(case.decision, "decision"), clock.today()
    # The rate in force at pay-out prices the loan, whatever stood in the contract (docs/domain.md 2.2).
    rate = policy.in_force(case.centre, today).rate(decision["homes"], int(decision["months"]), today)
    payment = Payment(f"{contract.number}P1", "ordered", decision["amount"], str(rate), today.isoformat())
    unpaid = Expect(absent=("payment", "withdrawal", "leaving"))
    casefile.amend(case, casefile.event("PAYMENT_ORDERED"), expect=unpaid, status=Status.DISBURSING, payment=payment)
    return payment


def _query_or_pay(case: CaseFile, payment: Payment) -> payments.Result:
    result = payments.query(case.application.wish.bank, payment.serial)
    return payments.pay(_bank_order(case, payment)) if result is payments.Result.UNKNOWN else result


def _bank_order(case: CaseFile, payment: Payment) -> payments.Order:
    payee = circumstances.payee(case.application, policy_of(case))
    return payments.Order(
        bank=case.application.wish.bank, serial=payment.serial, amount=Decimal(payment.amount),
        payer_account=f"{case.centre}-{case.application.wish.bank}", payee_account=payee.number,
        payee_name=payee.holder, summary=present(case.contract, "contract").number,
    )  # fmt: skip


def _settled(case: CaseFile, outcome: payout.Outcome) -> str:
    """What became of the order: what the bank has told us meanwhile, or else what it answers now."""
    case = casefile.load(case.id)
    payment = present(case.payment, "payment")
    if not payment.is_ordered:
        return payment.status
    payout.settle(case, payment, outcome)
    return outcome


def _check_preconditions(case: CaseFile) -> None:
    """No pay-out without every signature, the mortgage's proof and the seller's filed account (没有孤儿放款).

    None either while the bank says that money has gone which we have not ordered.
    Nothing but our mortgage may lie on the home, and where a loan repays a loan the ones that lay there when it was checked.
    """
    missing = [party for party in (*case.parties, "bank") if party not in case.signatures]
    mortgage, decision = case.mortgage, case.decision or {}
    filed = [found.facts.get("regulated_account") for found in known(case) if found.check == "property"]
    whom = policy_of(case).kinds[case.application.kind].payee  # only a seller's account is filed with a contract
    allowed = {mortgage.certificate_number if mortgage else None, *mortgages_before_ours(case)}
    unit = registry.unit(case.application.home, case.application.home.unit_number, purpose_of(case, "disburse"))
    lacking = [
        name
        for name, holds in {
            "approval": decision.get("approved"),
            "signatures": not missing,
            "mortgage proof": mortgage is not None and mortgage.is_proven,
            "seller's filed account": whom != "seller" or case.application.payee(whom).number in filed,
            "undisputed order": not case.payment_is_disputed,
            "a free title": not unit.seized and unit.mortgages <= allowed,
        }.items()
        if not holds
    ]
    if lacking:
        raise PreconditionFailed(f"disburse: no {', no '.join(lacking)}")
