"""The receipt on paper (收件回执): kept as soon as a case has its number, and anew with whatever is received anew before acceptance."""

from datetime import date

from chalicelib import clock, policy
from chalicelib.casework import accepting
from chalicelib.casework.rules import accepted_at_latest, reopened_at
from chalicelib.domain import limits
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile, Expect
from chalicelib.records.contents import Paper

LETTER = "receipt.pdf"


def drawn(case: CaseFile) -> Paper | None:
    """The receipt of what a case holds now; None for one that is accepted: what comes back then answers a question, and for one of an
    earlier release, which knew no receipt."""
    received = case.received_on
    return None if received is None or case.accepted_on else _of(case, received)


def owed(case: CaseFile) -> bool:
    """Whether the intake could not make the receipt of a case it has taken in."""
    return bool(case.number and case.received_on and "RECEIVED" in case.events) and not of(case)


def at_last(case: CaseFile) -> list[Paper]:
    """What the parties have of it, or are owed, which is made now. Raises what `papers.made` raises."""
    return [_of(case, case.received_on)] if owed(case) and case.received_on else of(case)


def write(case: CaseFile) -> bool:
    """Makes and writes down a receipt that is owed; False where none is. Raises `Contended` and what `papers.made` raises."""
    found = at_last(case) if owed(case) else []
    if found:
        results = accepting.papers(case.results, *found)
        casefile.amend(case, expect=Expect(status={case.status}, unchanged=("results",)), results=results)
    return bool(found)


def version(case: CaseFile) -> str:
    """The policy by which the receipt of a case that is not accepted names the law's last day; empty where it has none."""
    latest = accepted_at_latest(case, case.received_on) if case.received_on else None
    return policy.in_force(case.centre, latest).version if latest else ""


def _of(case: CaseFile, received: date) -> Paper:
    from chalicelib.casework.papers import made
    from chalicelib.documents.letter import Letter
    from chalicelib.documents.receipt import Received, receipt

    rules = policy.in_force(case.centre, received)
    head = Letter(rules.name, case.known_as, case.application, _handed_in(case, received))
    latest = accepted_at_latest(case, received)
    law = limits.law(policy.in_force(case.centre, latest))
    told = Received(received, latest, law, is_reopened=bool(reopened_at(case)))
    return made(case, LETTER, receipt(head, rules, told))


def _handed_in(case: CaseFile, received: date) -> date:
    """The day on which what it holds was handed in last, or it went on after an end: whoever draws it again, on another day too, names the same."""
    if reopened := reopened_at(case):
        return clock.day(reopened)
    told = [event.at for event in case.events.values() if event.code in ("SUBMITTED", "CORRECTED")]
    return clock.day(max(told)) if told else received


def of(case: CaseFile) -> list[Paper]:
    """What the parties have of it already."""
    return [paper for paper in case.results if paper.name == LETTER and not paper.replaced]
