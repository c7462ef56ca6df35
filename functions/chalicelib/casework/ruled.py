"""What a person has ruled on the home's contract or its old loan: it holds for a pay-out as long as the agency says what it said then."""

from chalicelib.casework.answers import known, known_of
from chalicelib.domain.checks import payee
from chalicelib.domain.checks.evidence import Evidence
from chalicelib.domain.checks.expected import unanswered
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.records.casefile import CaseFile


def in_their_favour(case: CaseFile, check: str) -> Finding | None:
    """What a person has found that settles it in the applicants' favour, with the payee's account as the form has it. Who ruled in an
    earlier release without saying what has to be said, as whose the home is, has settled nothing."""
    found = next((one for one in known_of(case, check) if one.is_ruled), None)
    if (
        found is None
        or found.outcome is not Outcome.CONFIRMED
        or Evidence(case.application, known(case)).lacking(found)
    ):
        return None
    return None if any(payee.otherwise(check, case.application, found.facts)) else found


def is_title_unseen(case: CaseFile) -> bool:
    """Whether nobody can tell of which title of the home a person has ruled: the registry was not asked, or an earlier release kept no digest
    of whose it was. Where no ruling was needed, an agency has confirmed the title, whichever it was."""
    answer = told(case, "property")
    return answer.outcome is not Outcome.CONFIRMED and "title" not in answer.facts


def told(case: CaseFile, check: str) -> Finding:
    """What the agency said of the home before anybody ruled on it."""
    return next((one for one in case.findings if one.check == check), unanswered(check, "home"))
