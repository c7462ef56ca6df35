"""What the marriage register's records mean for what the borrower declared (docs/domain.md 4.2).

"No record" is not "unmarried": older, foreign and court-made changes are absent. Then a commitment (告知承诺) or court
papers (A04) answer, and court papers are read by a person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from chalicelib.agencies.civil_affairs.standing import OrderUntold, digest, divorced_on, standing
from chalicelib.domain.checks.facts import MarriageFacts
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.domain.form import normal
from chalicelib.domain.form.application import Application
from chalicelib.domain.form.codes import COURT_PAPERS, MARRIED, SINGLE_STATUS


def meaning(application: Application, records: Sequence[Mapping[str, Any]]) -> Finding:
    """The one finding about the borrower's marriage, with their last divorce, whoever they are married to now. What a person may find otherwise
    tells of which records it is: a word on it holds for no others. Raises `ValueError` where what stands is the divorce of two other people."""
    found = _found(application, records)
    day = divorced_on(records, application.borrower.id_number)
    facts = {"divorced_on": day} if day is not None and found.outcome is not Outcome.CONTRADICTED else {}
    if records and found.outcome is not Outcome.CONFIRMED:
        facts["records"] = digest(records)
    return replace(found, facts={**found.facts, **facts}) if facts else found


def _found(application: Application, records: Sequence[Mapping[str, Any]]) -> Finding:
    declared_married = application.borrower.marital in MARRIED
    try:
        change = standing(records)
    except OrderUntold as untold:
        if untold.statuses == {"married"} and not declared_married:
            return _not_so(application)  # to whom, is all that is open
        return _finding(Outcome.AMBIGUOUS, "MARRIAGE_ORDER_UNTOLD", "unknown")
    if change is None:
        return _no_record(application, declared_married)
    status, record = change
    if status == "married":
        return _spouse(application, record) if declared_married else _not_so(application)
    couple = map(normal.identity, (record["cert_num_man"], record["cert_num_woman"]))
    if normal.identity(application.borrower.id_number) not in couple:
        raise ValueError("a divorce of other people")
    if declared_married or application.borrower.marital != "40":
        return _finding(Outcome.CONTRADICTED, "MARRIAGE_STATUS_MISMATCH", "divorced")
    return _finding(Outcome.CONFIRMED, "MARRIAGE_CONFIRMED", "divorced")


def _no_record(application: Application, declared_married: bool) -> Finding:
    if application.documents.get(COURT_PAPERS):
        return _finding(Outcome.AMBIGUOUS, "MARRIAGE_PAPERS_TO_READ", "court", basis="court")
    if SINGLE_STATUS in application.commitments and not declared_married:
        return _finding(Outcome.CONFIRMED, "MARRIAGE_SINGLE_COMMITTED", "single_committed", basis="commitment")
    return _finding(Outcome.NOT_FOUND, "MARRIAGE_NO_RECORD", "unknown")


def _spouse(application: Application, record: Mapping[str, Any]) -> Finding:
    """The register says married, and so does the borrower: to the same person?"""
    numbers = {normal.identity(record["cert_num_man"]), normal.identity(record["cert_num_woman"])}
    spouse = application.spouse
    if spouse is None or numbers != {
        normal.identity(application.borrower.id_number),
        normal.identity(spouse.id_number),
    }:
        return _finding(Outcome.CONTRADICTED, "MARRIAGE_SPOUSE_MISMATCH", "married")
    return _finding(Outcome.CONFIRMED, "MARRIAGE_CONFIRMED", "married", spouse="spouse")


def _not_so(application: Application) -> Finding:
    """The register says married, the borrower says otherwise. A court, or a death, may have ended it unseen."""
    if application.borrower.marital not in ("30", "40"):
        return _finding(Outcome.CONTRADICTED, "MARRIAGE_STATUS_MISMATCH", "married")
    if application.documents.get(COURT_PAPERS):
        return _finding(Outcome.AMBIGUOUS, "MARRIAGE_PAPERS_TO_READ", "court", basis="court")
    return _finding(Outcome.NOT_FOUND, "MARRIAGE_PAPERS_MISSING", "unknown")


def _finding(outcome: Outcome, code: str, status: str, *, basis: str = "record", spouse: str | None = None) -> Finding:
    facts = MarriageFacts(status=status, spouse_key=spouse, basis=basis)
    return Finding("marriage", "borrower", outcome, code, {**facts})
