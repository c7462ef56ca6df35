"""Disbursement (放款): entrusted pay-out to whom the purchase kind says.

One order, one serial; an unknown outcome is queried, never re-sent.
"""

from decimal import Decimal
from typing import Any

from chalicelib import clock, policy
from chalicelib.agencies import registry
from chalicelib.banks import payments
from chalicelib.domain import circumstances
from chalicelib.errors import PaymentProcessing, PreconditionFailed
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile
from chalicelib.steps import frame
from chalicelib.steps.checking import purpose_of
from chalicelib.steps.knowing import known, mortgages_before_ours, policy_of

_STATUS = {payments.Result.DONE: "paid", payments.Result.FAILED: "failed"}


def handle(event: frame.Event, context: object = None) -> dict[str, str]:
    """Returns `paid` or `failed`. Raises `PaymentProcessing`, `BankUnavailable`, `PreconditionFailed`."""
    return frame.run(event, _disburse)


def _disburse(case: CaseFile, event: frame.Event) -> str:
    payment = case.get("payment")
    if payment is None:
        payment = _order(case)
        result = payments.pay(_bank_order(case, payment))
    elif payment["status"] == "ordered":
        result = _query_or_pay(case, payment)
    else:
        return str(payment["status"])
    return _settle(case, payment, result)


def _order(case: CaseFile) -> dict[str, Any]:
    """Writes the order down before anything leaves, so that whoever comes after a crash knows to ask first."""
    _check_preconditions(case)
    today = clock.today()
    decision = case["decision"]
    # The rate in force at pay-out prices the loan, whatever stood in the contract (docs/domain.md 2.1).
    rate = policy.in_force(case["centre"], today).rate(decision["homes"], int(decision["months"]), today)
    payment = {
        "serial": f"{case['contract']['number']}P1", "status": "ordered", "amount": decision["amount"],
        "rate": str(rate), "on": today.isoformat(),
    }  # fmt: skip
    casefile.amend(
        case.id,
        {"status": "DISBURSING", "payment": payment, **casefile.event("PAYMENT_ORDERED")},
        expect={"payment": (None,), "withdrawal": (None,)},
    )
    return payment


def _query_or_pay(case: CaseFile, payment: dict[str, Any]) -> payments.Result:
    result = payments.query(case.application.wish.bank, payment["serial"])
    return payments.pay(_bank_order(case, payment)) if result is payments.Result.UNKNOWN else result


def _bank_order(case: CaseFile, payment: dict[str, Any]) -> payments.Order:
    payee = circumstances.payee(case.application, policy_of(case))
    return payments.Order(
        bank=case.application.wish.bank, serial=payment["serial"], amount=Decimal(payment["amount"]),
        payer_account=f"{case['centre']}-{case.application.wish.bank}", payee_account=payee.number,
        payee_name=payee.holder, summary=case["contract"]["number"],
    )  # fmt: skip


def _settle(case: CaseFile, payment: dict[str, Any], result: payments.Result) -> str:
    if result not in _STATUS:
        casefile.amend(case.id, casefile.event("PAYMENT_PROCESSING"))
        raise PaymentProcessing(f"disburse: {payment['serial']}")
    settled = {**payment, "status": _STATUS[result], "settled_at": clock.stamp()}
    casefile.amend(case.id, {"payment": settled, **casefile.event(f"PAYMENT_{settled['status'].upper()}")})
    return str(settled["status"])


def _check_preconditions(case: CaseFile) -> None:
    """No pay-out without every signature, the mortgage's proof and the seller's filed account (没有孤儿放款).

    Nothing but our mortgage may lie on the home, and where a loan repays a loan the ones that lay there when it was checked.
    """
    missing = [party for party in (*case["parties"], "bank") if party not in case["signatures"]]
    mortgage = case.get("mortgage") or {}
    filed = [found.facts.get("regulated_account") for found in known(case) if found.check == "property"]
    whom = policy_of(case).kinds[case.application.kind].payee  # only a seller's account is filed with a contract
    allowed = {mortgage.get("certificate_number"), *mortgages_before_ours(case)}
    unit = registry.unit(case.application.home, case.application.home.unit_number, purpose_of(case, "disburse"))
    lacking = [
        name
        for name, holds in {
            "approval": case["decision"]["approved"],
            "signatures": not missing,
            "mortgage proof": mortgage.get("status") == "DONE" and mortgage.get("certificate_number"),
            "seller's filed account": whom != "seller" or case.application.payee(whom).number in filed,
            "a free title": not unit.seized and unit.mortgages <= allowed,
        }.items()
        if not holds
    ]
    if lacking:
        raise PreconditionFailed(f"disburse: no {', no '.join(lacking)}")
