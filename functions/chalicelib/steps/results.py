"""Results (办理结果): which papers each ending hands back, drawn from the case. The same case gives the same papers.

The documents room is imported where papers are made: no other step should pay for it.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from chalicelib import clock, policy
from chalicelib.casework import accepting, papers
from chalicelib.casework.present import present
from chalicelib.casework.rules import accepted_on, policy_of
from chalicelib.domain.form import circumstances
from chalicelib.domain.loan.schedule import schedule
from chalicelib.domain.loan.servicing import on_terms
from chalicelib.domain.status import Status
from chalicelib.records import archive
from chalicelib.records.casefile import CaseFile
from chalicelib.records.contents import Notice, Paper

CSV = "text/csv; charset=utf-8"


def of_paid_loan(case: CaseFile) -> list[Paper]:
    """Keeps the papers of a paid loan: acceptance, approval, voucher, repayment schedule; the contract is kept already."""
    made = [accepting.letter(case, present(case.accepted_on, "acceptance")), *_paid(case)]
    return [*made, *([case.contract.paper] if case.contract else [])]


def of_ending(case: CaseFile, ending: Status) -> list[Paper]:
    """Keeps the letter of a case that did not become a loan, with its coded reasons and how to object."""
    accepted = accepted_on(case) if ending is not Status.NOT_ACCEPTED else None
    return [*([accepting.letter(case, accepted)] if accepted else []), _ended(case, ending)]


def of_notice(case: CaseFile, notice: Notice) -> Paper:
    """Keeps a correction notice."""
    from chalicelib.documents import notice as drawing
    from chalicelib.documents.letter import Letter

    issued, due = (clock.in_china(clock.parsed(at)).date() for at in (notice.issued_at, notice.due_at))
    letter = Letter(_issuer(case), case.number, case.application, issued)
    drawn = drawing.notice(
        letter, notice.defects, due, policy_of(case), accepted_on(case), provisional=notice.provisional
    )
    return papers.made(case, f"correction-{notice.round}.pdf", drawn)


def _paid(case: CaseFile) -> Iterator[Paper]:
    from chalicelib.documents.approval import approval
    from chalicelib.documents.letter import Letter
    from chalicelib.documents.schedule import plan, schedule_csv
    from chalicelib.documents.voucher import voucher

    decision, payment = present(case.decision, "decision"), present(case.payment, "payment")
    contract, mortgage = present(case.contract, "contract"), present(case.mortgage, "mortgage")
    on, months = date.fromisoformat(payment.on), int(decision["months"])
    letter = Letter(policy_of(case).name, case.number, case.application, on)
    periods = schedule(Decimal(payment.amount), Decimal(payment.rate), months, decision["method"])
    loan = on_terms(periods, on, policy_of(case).repayment)
    payee = circumstances.payee(case.application, policy_of(case))
    proof = {
        "serial": payment.serial,
        "amount": payment.amount,
        "rate": payment.rate,
        "on": payment.on,
        "certificate": mortgage.certificate_number,
    }
    yield papers.made(case, "approval.pdf", approval(letter, decision, policy_of(case)))
    yield papers.made(case, "voucher.pdf", voucher(letter, contract.number, months, proof, payee))
    yield papers.made(case, "schedule.pdf", plan(letter, loan))
    yield archive.keep(case, "schedule.csv", schedule_csv(loan), CSV)


def _ended(case: CaseFile, ending: Status) -> Paper:
    from chalicelib.documents.letter import Letter
    from chalicelib.documents.refusal import ended

    version = case.decision["policy_version"] if case.decision else ""
    letter = Letter(_issuer(case), case.number or case.id, case.application, clock.today())
    drawn = ended(letter, ending, case.reasons, version, policy=policy_of(case) if case.reasons else None)
    return papers.made(case, f"{ending.lower()}.pdf", drawn)


def _issuer(case: CaseFile) -> str:
    return policy.centres()[case.centre]
