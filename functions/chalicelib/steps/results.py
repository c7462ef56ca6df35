"""Results (办理结果): which papers each ending hands back, drawn from the case. The same case gives the same bytes.

The documents room is imported where papers are made: it costs half a second that no other step should pay.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from chalicelib import clock, policy
from chalicelib.casework import accepting, receipt_letter
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
Drawn = tuple[str, bytes, str]  # name, content, type


def of_paid_loan(case: CaseFile) -> list[Paper]:
    """Keeps the papers of a paid loan: acceptance, approval, voucher, repayment schedule; the contract is kept already."""
    papers = [
        *receipt_letter.of(case),
        accepting.letter(case, present(case.accepted_on, "acceptance")),
        *_kept(case, _paid(case)),
    ]
    return [*papers, *([case.contract.paper] if case.contract else [])]


def of_ending(case: CaseFile, ending: Status) -> list[Paper]:
    """Keeps the letter of a case that did not become a loan, with its coded reasons and how to object."""
    accepted = accepted_on(case) if ending is not Status.NOT_ACCEPTED else None
    letters = [accepting.letter(case, accepted)] if accepted else []
    return [*receipt_letter.of(case), *letters, *_kept(case, _ended(case, ending))]


def of_notice(case: CaseFile, notice: Notice) -> Paper:
    """Keeps a correction notice."""
    return _kept(case, _notice(case, notice))[0]


def _kept(case: CaseFile, papers: Iterator[Drawn]) -> list[Paper]:
    return [archive.keep(case, name, content, kind) for name, content, kind in papers]


def _paid(case: CaseFile) -> Iterator[Drawn]:
    from chalicelib.documents.approval import approval_pdf
    from chalicelib.documents.letter import Letter, mark_of
    from chalicelib.documents.schedule import schedule_csv, schedule_pdf
    from chalicelib.documents.voucher import voucher_pdf

    decision, payment = present(case.decision, "decision"), present(case.payment, "payment")
    contract, mortgage = present(case.contract, "contract"), present(case.mortgage, "mortgage")
    on, months = date.fromisoformat(payment.day), int(decision["months"])
    letter = Letter(policy_of(case).name, case.number, case.application, on)
    plan = schedule(Decimal(payment.amount), Decimal(payment.rate), months, decision["method"])
    loan = on_terms(plan, on, policy_of(case).repayment)
    payee = circumstances.payee(case.application, policy_of(case))
    mark = mark_of(policy.in_force(case.centre, on), "rates")  # of the day whose rate it is
    proof = {
        "serial": payment.serial,
        "amount": payment.amount,
        "rate": payment.rate,
        "mark": mark,
        "on": payment.day,
        "certificate": mortgage.certificate_number,
    }
    yield "approval.pdf", approval_pdf(letter, decision, policy_of(case)), archive.PDF
    yield "voucher.pdf", voucher_pdf(letter, contract.number, months, proof, payee), archive.PDF
    yield "schedule.pdf", schedule_pdf(letter, loan, mark), archive.PDF
    yield "schedule.csv", schedule_csv(loan), CSV


def _ended(case: CaseFile, ending: Status) -> Iterator[Drawn]:
    from chalicelib.casework import refusing
    from chalicelib.documents.letter import Letter
    from chalicelib.documents.refusal import ending_pdf

    issuer, version = _issuer(case), case.decision["policy_version"] if case.decision else ""
    letter = Letter(issuer, case.number or case.id, case.application, clock.today())
    reasons = refusing.reasons_in_words(case) if ending is Status.REFUSED else case.reasons
    yield (
        f"{ending.lower()}.pdf",
        ending_pdf(letter, ending, reasons, version, policy=policy_of(case) if reasons else None),
        archive.PDF,
    )


def _notice(case: CaseFile, notice: Notice) -> Iterator[Drawn]:
    from chalicelib.documents.letter import Letter
    from chalicelib.documents.notice import correction_pdf

    issued, due = (clock.in_china(clock.parsed(at)).date() for at in (notice.issued_at, notice.due_at))
    letter = Letter(_issuer(case), case.number, case.application, issued)
    content = correction_pdf(
        letter, notice.defects, due, policy_of(case), accepted_on(case), provisional=notice.provisional
    )
    yield f"correction-{notice.round}.pdf", content, archive.PDF


def _issuer(case: CaseFile) -> str:
    return policy.centres()[case.centre]
