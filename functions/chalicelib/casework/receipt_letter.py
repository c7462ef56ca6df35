"""The receipt on paper (收件回执): kept as soon as a case has its number, and anew with whatever is received anew before acceptance."""

from datetime import date

from chalicelib import clock, policy
from chalicelib.casework.rules import accepted_at_latest
from chalicelib.records.casefile import CaseFile
from chalicelib.records.contents import Paper

LETTER = "receipt.pdf"


def drawn(case: CaseFile) -> Paper | None:
    """The receipt of what a case holds now; None for one that is accepted: what comes back then answers a question, and for one of an
    earlier release, which knew no receipt."""
    received = case.received_on
    if received is None or case.accepted_on:
        return None
    from chalicelib.casework.papers import made
    from chalicelib.documents.letter import Letter
    from chalicelib.documents.receipt import Received, receipt

    rules = policy.in_force(case.centre, received)
    head = Letter(rules.name, case.number, case.application, _handed_in(case))
    return made(case, LETTER, receipt(head, rules, Received(received, accepted_at_latest(case, received))))


def _handed_in(case: CaseFile) -> date:
    """The day on which what it holds was handed in last: whoever draws it again, on another day too, names the same."""
    told = [event.at for event in case.events.values() if event.code in ("SUBMITTED", "CORRECTED")]
    return clock.day(max(told)) if told else clock.today()


def of(case: CaseFile) -> list[Paper]:
    """What the parties have of it already."""
    return [paper for paper in case.results if paper.name == LETTER]
