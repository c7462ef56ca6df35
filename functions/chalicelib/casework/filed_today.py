"""The filing of the contract on the day the money goes that says nothing against the form, and what nobody has looked at (放款当日的备案疑点)."""

from chalicelib.agencies.housing.answers import Filing
from chalicelib.casework import ruled, seen_today
from chalicelib.domain.checks.finding import Finding
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile

CHECK, NO_DAY = "property", "无"


def is_looked_at(case: CaseFile, filing: Filing) -> bool:
    """Whether a person has looked at this very filing after the pay-out had stopped for it, as its day tells (`filing_shown`)."""
    found = ruled.in_their_favour(case, CHECK)
    is_shown = found is not None and found.facts.get("filing_shown") == (filing.filed_on or NO_DAY)
    return is_shown and seen_today.is_looked_at(case, case.filing_seen, _said(filing))


def keep(case: CaseFile, filing: Filing, found: Finding) -> None:
    """Keeps what it says today, since the pay-out stops for it, and what there is to look at."""
    if seen := seen_today.anew(case, case.filing_seen, _said(filing), found.facts["doubts"]):
        casefile.amend(case, filing_seen=seen)


def forget(case: CaseFile, filing: Filing | None) -> None:
    """Forgets what the pay-out stopped for, once that is not why it stops: if the filing says it again it is looked at anew, whatever somebody has ruled
    on for another stop meanwhile. What is as somebody has looked at it stays."""
    if case.filing_seen and not (filing and is_looked_at(case, filing)):
        casefile.amend(case, filing_seen=None)


def _said(filing: Filing) -> seen_today.Said:
    return seen_today.Said("filing", filing.digest)
