"""Results (办理结果): which papers each ending hands back, drawn from the case. The same case gives the same bytes.

The documents room is imported where papers are made: it costs half a second that no other step should pay.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from chalicelib import clock, policy
from chalicelib.domain import circumstances
from chalicelib.domain.schedule import schedule
from chalicelib.records import archive
from chalicelib.records.casefile import CaseFile
from chalicelib.steps.knowing import policy_of

CSV = "text/csv; charset=utf-8"
Paper = tuple[str, bytes, str]


def of_paid_loan(case: CaseFile) -> list[dict[str, Any]]:
    """Keeps the papers of a paid loan: acceptance, approval, voucher, repayment schedule. Returns {name, key, sha256} of each."""
    return [*_kept(case, _paid(case)), *([case["contract"]] if case.get("contract") else [])]


def of_ending(case: CaseFile, ending: str) -> list[dict[str, Any]]:
    """Keeps the letter of a case that did not become a loan, with its coded reasons and how to object."""
    return _kept(case, _ended(case, ending))


def of_notice(case: CaseFile) -> dict[str, Any]:
    """Keeps the one-time correction notice of the present round."""
    return _kept(case, _notice(case))[0]


def _kept(case: CaseFile, papers: Iterator[Paper]) -> list[dict[str, Any]]:
    return [archive.keep(case, name, content, kind) for name, content, kind in papers]


def _paid(case: CaseFile) -> Iterator[Paper]:
    from chalicelib.documents.approval import approval_pdf
    from chalicelib.documents.letter import Letter
    from chalicelib.documents.schedule import schedule_csv, schedule_pdf
    from chalicelib.documents.voucher import voucher_pdf

    decision, payment = case["decision"], case["payment"]
    on, months = date.fromisoformat(payment["on"]), int(decision["months"])
    letter = Letter(policy_of(case).name, case.number, case.application, on)
    plan = schedule(Decimal(payment["amount"]), Decimal(payment["rate"]), months, decision["method"])
    payee = circumstances.payee(case.application, policy_of(case))
    proof = {**payment, "certificate": case["mortgage"]["certificate_number"]}
    yield from _accepted(case)
    yield "approval.pdf", approval_pdf(letter, decision), archive.PDF
    yield "voucher.pdf", voucher_pdf(letter, case["contract"]["number"], months, proof, payee), archive.PDF
    yield "schedule.pdf", schedule_pdf(letter, plan, on), archive.PDF
    yield "schedule.csv", schedule_csv(plan, on), CSV


def _accepted(case: CaseFile) -> Iterator[Paper]:
    from chalicelib.documents.acceptance import acceptance_pdf
    from chalicelib.documents.letter import Letter

    letter = Letter(_issuer(case), case.number, case.application, date.fromisoformat(case["accepted_on"]))
    yield "acceptance.pdf", acceptance_pdf(letter, policy_of(case)), archive.PDF


def _ended(case: CaseFile, ending: str) -> Iterator[Paper]:
    from chalicelib.documents.letter import Letter
    from chalicelib.documents.refusal import ending_pdf

    if case.get("accepted_on"):
        yield from _accepted(case)
    issuer, version = _issuer(case), case.get("decision", {}).get("policy_version", "")
    letter = Letter(issuer, case.number or case.id, case.application, clock.today())
    yield f"{ending.lower()}.pdf", ending_pdf(letter, ending, case.get("reasons", []), version), archive.PDF


def _notice(case: CaseFile) -> Iterator[Paper]:
    from chalicelib.documents.letter import Letter
    from chalicelib.documents.notice import correction_pdf

    notice = case["notice"]
    letter = Letter(_issuer(case), case.number, case.application, date.fromisoformat(notice["issued_at"][:10]))
    due = date.fromisoformat(notice["due_at"][:10])
    yield (
        f"correction-{notice['round']}.pdf",
        correction_pdf(letter, notice["defects"], due, policy_of(case), provisional=notice.get("provisional", False)),
        archive.PDF,
    )


def _issuer(case: CaseFile) -> str:
    return policy.centres()[case["centre"]]
