"""Collation (核验汇总): everything known so far, looked at together, and what is next.

A hard rule that already fails ends the case at once, so that nobody corrects or looks in vain. Otherwise people look
first, so that one single notice can then hold every defect of every person, document and agency (一次告知).
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from chalicelib.domain.application import Application
from chalicelib.domain.checks.evidence import COURT_PAPERS, MARRIED, Evidence
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.domain.materials import Defect, missing
from chalicelib.domain.matters import checks, off_site_depositors
from chalicelib.domain.policy import Policy
from chalicelib.domain.rule import RuleResult, Situation, Verdict, judged
from chalicelib.domain.rules import BEFORE_CREDIT

# Rules whose failure the applicants can put right: they are told, not refused.
CORRECTABLE_RULES = {"DOWN_PAYMENT"}
# Where in the form a difference with an agency lies.
_FIELDS = {
    "IDENTITY_MISMATCH": "id_number", "MARRIAGE_STATUS_MISMATCH": "marital", "MARRIAGE_SPOUSE_MISMATCH": "people",
    "FILING_NOT_FILED": "home.contract_number", "FILING_CANCELLED": "home.contract_number",
    "FILING_UNIT_MISMATCH": "home.unit_number", "FILING_PRICE_MISMATCH": "home.price",
    "FILING_BUYER_MISMATCH": "home.contract_number", "FILING_ACCOUNT_MISMATCH": "home.seller.number",
    "TITLE_SELLER_MISMATCH": "home.seller_id", "TAX_PRICE_MISMATCH": "home.price",
    "TITLE_OWNER_MISMATCH": "home.unit_number", "OFF_SITE_SUBJECT_MISMATCH": "id_number", "OFF_SITE_CENTRE_MISMATCH": "deposit_centre",
}  # fmt: skip


@dataclass(frozen=True)
class Look:
    """What a person must look at: which check about whom, what was answered, and the facts they have to supply with a
    confirmation. `code` and `what` have texts in the message catalogue."""

    check: str
    subject: str
    code: str
    what: str
    facts: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The look as a task shows it; it holds no personal data."""
        return asdict(self)


@dataclass(frozen=True)
class Collation:
    """What is next: `refuse`, `verify`, `correct`, `credit` or `assess`; and everything that was found, whatever is next."""

    next: str
    defects: tuple[Defect, ...] = ()
    looks: tuple[Look, ...] = ()
    reasons: tuple[RuleResult, ...] = ()


def collate(application: Application, findings: Sequence[Finding], policy: Policy, on: date) -> Collation:
    """Says what is next for a case. A check that should have answered and did not counts as unavailable.

    Credit is not expected before it is asked; whoever knows that the bureau was asked in vain passes an unavailable
    finding for it.
    """
    situation = Situation.of(application, findings, policy, on)
    evidence = situation.evidence
    failed = [result for result in judged(BEFORE_CREDIT, situation) if result.outcome is Verdict.FAIL]
    reasons = tuple(result for result in failed if result.code not in CORRECTABLE_RULES)
    defects = (*missing(application, policy, evidence), *_by_rules(failed, policy), *_by_agencies(evidence))
    looks = tuple(_looks(evidence, policy))
    if reasons:
        word = "refuse"
    elif looks:
        word = "verify"
    elif defects:
        word = "correct"
    else:
        word = "assess" if all(evidence.holds("credit", p.key) for p in application.people) else "credit"
    return Collation(word, defects, looks, reasons)


def expected(application: Application, policy: Policy) -> tuple[tuple[str, str], ...]:
    """Every check and subject that must have an answer before credit is asked: those of the linked matters, no others."""
    people = application.people
    subjects = {
        "identity": [person.key for person in people],
        "marriage": ["borrower"],
        "fund_account": [person.key for person in people if person.is_depositor],
        "off_site": [person.key for person in off_site_depositors(application, policy)],
        "property": ["home"],
        "tax": ["home"],
    }
    linked = checks(application, policy)
    return tuple((check, subject) for check, about in subjects.items() if check in linked for subject in about)


def _looks(evidence: Evidence, policy: Policy) -> Iterator[Look]:
    asked = [(found.check, found.subject) for found in evidence if found.check == "credit"]
    for check, subject in (*expected(evidence.application, policy), *asked):
        found = evidence.finding(check, subject)
        if evidence.settled(check, subject) or _is_defect(found, evidence):
            continue
        missing_answer = Finding(check, subject, Outcome.UNAVAILABLE, f"{check.upper()}_UNAVAILABLE")
        yield _look(found or missing_answer, evidence)


def _look(found: Finding, evidence: Evidence) -> Look:
    code = found.code
    if code in ("MARRIAGE_NO_RECORD", "MARRIAGE_PAPERS_MISSING") and evidence.application.documents.get(COURT_PAPERS):
        code = "MARRIAGE_PAPERS_TO_READ"
    return Look(found.check, found.subject, code, f"LOOK_{found.check.upper()}", evidence.lacking(found))


def _by_agencies(evidence: Evidence) -> Iterator[Defect]:
    for found in evidence:
        if _is_defect(found, evidence):
            proof = found.outcome is Outcome.NOT_FOUND
            remedy = "REMEDY_MARITAL_PROOF" if proof else f"REMEDY_{found.check.upper()}"
            for code in found.facts.get("defects") or (found.code,):
                yield Defect(code, found.subject, remedy, found.check, _FIELDS.get(code, ""))


def _by_rules(failed: Sequence[RuleResult], policy: Policy) -> Iterator[Defect]:
    for result in failed:
        if result.code == "DOWN_PAYMENT":
            share = f"{(policy.down_payment[result.inputs['homes']] * 100).normalize():f}%"
            field, values = "home.down_payment", {"share": share}
            yield Defect("DOWN_PAYMENT_LOW", "home", "REMEDY_DOWN_PAYMENT", "rules", field, values)


def _is_defect(found: Finding | None, evidence: Evidence) -> bool:
    """Contradictions are the applicant's to put right; so is a missing proof of being single (无记录不等于未婚)."""
    if found is None:
        return False
    if found.outcome is Outcome.CONTRADICTED:
        return True
    proof_lacking = not evidence.settled(found.check, found.subject) and not evidence.application.documents.get(
        COURT_PAPERS
    )
    declared_married = evidence.application.borrower.marital in MARRIED
    no_record = found.code == "MARRIAGE_NO_RECORD" and not declared_married
    return proof_lacking and (no_record or found.code == "MARRIAGE_PAPERS_MISSING")
