"""What a deposit centre's certificate says (异地贷款缴存使用证明), docs/domain.md 2.4.

The names LXJCKS and LXJCJS are a real system's; the others follow JGJ/T 320's pinyin initials [assumption].
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from chalicelib.domain.calendar import whole_months
from chalicelib.domain.checks.facts import OffSiteFacts
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.domain.form import normal
from chalicelib.domain.form.people import Person


def meaning(person: Person, certificates: Sequence[Mapping[str, Any]]) -> Finding:
    """The finding about one depositor. No certificate is no answer: it can be handed in as a paper (D01)."""
    if not certificates:
        return _finding(person, Outcome.NOT_FOUND, "OFF_SITE_NOT_FOUND")
    theirs = [one for one in certificates if _is_of(person, one)]
    if not theirs:
        return _finding(person, Outcome.CONTRADICTED, "OFF_SITE_SUBJECT_MISMATCH")
    certificate = theirs[0]
    if any(one != certificate for one in theirs):  # a person says which, and what all of them come to
        return _finding(person, Outcome.AMBIGUOUS, "OFF_SITE_SEVERAL")
    facts = OffSiteFacts(
        centre=certificate["JCD"],
        status=certificate["GRZHZT"],
        base=_yuan(certificate["GRJCJS"]),
        balance=_yuan(certificate["GRZHYE"]),
        consecutive_months=_months(certificate["LXJCKS"], certificate["LXJCJS"]),
        loans_used=int(certificate["DKCS"]),
        loan_balance=_yuan(certificate["WQCDKYE"]),
    )
    if facts["centre"] != person.deposit_centre:
        return _finding(person, Outcome.CONTRADICTED, "OFF_SITE_CENTRE_MISMATCH", {**facts})
    return _finding(person, Outcome.CONFIRMED, "OFF_SITE_CERTIFIED", {**facts})


def _is_of(person: Person, certificate: Mapping[str, Any]) -> bool:
    return normal.same_person((certificate["XingMing"], certificate["ZJHM"]), (person.name, person.id_number))


def _months(first: str, last: str) -> int:
    """How many months a run of deposits has, its first and last (YYYY-MM) included."""
    return whole_months(date.fromisoformat(f"{first}-01"), date.fromisoformat(f"{last}-01")) + 1


def _yuan(value: str) -> str:
    return f"{Decimal(value):.2f}"


def _finding(person: Person, outcome: Outcome, code: str, facts: Mapping[str, Any] | None = None) -> Finding:
    return Finding("off_site", person.key, outcome, code, facts or {})
