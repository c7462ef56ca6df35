"""Discharge (注销抵押): undoes the mortgage, or the application for it, of a loan that will not be."""

from dataclasses import replace

from chalicelib.agencies import registry
from chalicelib.casework.leaving import ending_of
from chalicelib.casework.purpose import purpose_of
from chalicelib.errors import AgencyUnavailable, PaymentProcessing, PreconditionFailed
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile, Expect
from chalicelib.records.changes import OF_MONEY
from chalicelib.records.loan import Payment
from chalicelib.steps import frame


def handle(event: frame.Event, context: object = None) -> dict[str, str]:
    """Returns `done`; nothing to do where nothing was filed.

    Raises `AgencyUnavailable`, also while by the registry's book it still stands, and `PreconditionFailed`, `PaymentProcessing` or `BankUnavailable` while the money may have been paid,
    ours or the bank's beside it: then nothing may be undone.
    """
    return frame.run(event, _discharge, forward=False)


def _discharge(case: CaseFile, event: frame.Event) -> str:
    if case.ended and not case.is_paid:
        return "done"
    leaving = event.get("ending") or ending_of(case)  # an earlier road hands none on
    is_discharged = case.mortgage is not None and case.mortgage.status == "DISCHARGED"
    if not is_discharged and case.contract and case.contract.bank_part:
        from chalicelib.casework import two_pay_outs  # few loans are two

        case = two_pay_outs.heard(case)  # its word that it has paid may have been lost
    if not case.may_be_undone:
        raise PreconditionFailed("discharge: the money may have been paid", "MAY_BE_PAID")
    mortgage = case.mortgage
    if case.payment and case.payment.status != "overturned" and not is_discharged:  # of that two persons are the proof
        _ask(case, case.payment)
    if not (is_discharged and case.leaving == leaving):  # while the bank has said nothing new meanwhile
        casefile.amend(case, expect=Expect(unchanged=OF_MONEY), leaving=leaving)
    if mortgage and not is_discharged:
        stands = registry.discharge_mortgage(mortgage.apply_biz_id, purpose_of(case, "discharge"))
        if stands and stands.status not in registry.GONE:  # taken in, and not done yet: asked again until it is
            raise AgencyUnavailable(f"registry: still {stands.status} after it was asked to discharge")
        told = [casefile.event("MORTGAGE_DISCHARGED")] if mortgage.certificate_number else []  # else there was none
        casefile.amend(case, *told, mortgage=replace(mortgage, status="DISCHARGED"))
    return "done"


def _ask(case: CaseFile, payment: Payment) -> None:
    """A failure may only have been told to us: the security goes only over what the bank answers when asked."""
    from chalicelib.banks import payments  # hardly any case that leaves has an order

    answer = payments.query(case.application.wish.bank, payment.serial).result
    if answer is payments.Result.PROCESSING:
        raise PaymentProcessing(f"discharge: {payment.serial}")
    if answer is payments.Result.DONE:
        from chalicelib.casework import payout, present, settlement  # only a contradiction needs them

        settlement.answered(case, payout.SETTLED, payment.serial, present.present(case.contract, "contract").bank)
        raise PreconditionFailed("discharge: the bank says that the money has gone", "BANK_SAYS_PAID")
