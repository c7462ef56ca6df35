"""Results (办理结果) of a paid loan: the papers it hands back, drawn from the case. The same case gives the same papers."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from chalicelib import policy
from chalicelib.casework import accepting, approving, papers, receipt_letter, seal_owed
from chalicelib.casework.present import present
from chalicelib.casework.rules import policy_of
from chalicelib.domain.form import circumstances
from chalicelib.domain.loan.schedule import schedule
from chalicelib.domain.loan.servicing import on_terms
from chalicelib.records import archive
from chalicelib.records.case import CaseFile
from chalicelib.records.contents import Paper

CSV = "text/csv; charset=utf-8"


def results(case: CaseFile) -> list[Paper]:
    """Keeps the papers of a paid loan: acceptance, approval, voucher, repayment schedule, and the contract with all signatures and seals. Raises
    what `seal_owed.signed` raises."""
    made = [accepting.letter(case, present(case.accepted_on, "acceptance")), approving.kept(case), *_paid(case)]
    return [*receipt_letter.at_last(case), *made, *seal_owed.signed(case, paid_at(case))]


def paid_at(case: CaseFile) -> str:
    """When the payment was told to be made; earlier releases kept less of it."""
    paid, told = present(case.payment, "payment"), case.events.get("PAYMENT_PAID")
    return paid.settled_at or (told.at if told else paid.day)


def _paid(case: CaseFile) -> Iterator[Paper]:
    from chalicelib.documents.letter import Letter, mark_of
    from chalicelib.documents.schedule import ends, plan, schedule_csv
    from chalicelib.documents.voucher import voucher
    from chalicelib.trust import masking

    decision, payment = present(case.decision, "decision"), present(case.payment, "payment")
    contract, mortgage = present(case.contract, "contract"), present(case.mortgage, "mortgage")
    on, months = date.fromisoformat(payment.day), int(decision["months"])
    letter = Letter(policy_of(case).name, case.known_as, case.application, on)
    periods = schedule(Decimal(payment.amount), Decimal(payment.rate), months, decision["method"])
    loan = on_terms(periods, on, policy_of(case).repayment)
    payee = circumstances.payee(case.application, policy_of(case))
    # Every party has this paper, and not each has the account.
    payee = replace(payee, number=masking.account(payee.number))
    mark = mark_of(policy.in_force(case.centre, on), "rates")  # of the day whose rate it is
    proof = {
        "serial": payment.serial,
        "receipt": payment.receipt,
        "amount": payment.amount,
        "rate": payment.rate,
        "mark": mark,
        "on": payment.day,
        "certificate": mortgage.certificate_number,
        "ends": ends(loan),
    }
    beside = case.bank_part if case.application.wish.is_combination else None
    other = [one["amount"] for one in beside.out.values()] if beside else []
    proof["other"] = str(sum(Decimal(amount) for amount in other)) if other and all(other) else ""
    proof["other_contract"] = beside.number if beside else ""
    proof["other_failed"] = "yes" if beside and beside.came_to_nothing else ""
    yield from papers.made_together(
        case,
        {
            "voucher.pdf": voucher(letter, contract.number, months, proof, payee),
            "schedule.pdf": plan(letter, loan, policy_of(case).repayment, mark),
        },
    )
    yield archive.keep(case.id, "schedule.csv", schedule_csv(loan), CSV)
