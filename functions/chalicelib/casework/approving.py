"""Approval (准予贷款): its letter is due as soon as a case goes on to be signed, and is the same whoever makes it later."""

from datetime import date
from typing import TYPE_CHECKING

from chalicelib import clock, policy
from chalicelib.casework import papers
from chalicelib.casework.present import present
from chalicelib.casework.rules import policy_of
from chalicelib.domain.work import LEVELS
from chalicelib.records.casefile import CaseFile
from chalicelib.records.contents import Paper

if TYPE_CHECKING:
    from chalicelib.documents.values import Value

LETTER = "approval.pdf"


def drawn(case: CaseFile) -> "Value":
    """The letter of the approval that stands, of the day it was given on, before it is printed."""
    from chalicelib.casework.answers import as_counted  # few steps that know of an approval draw it
    from chalicelib.documents.approval import approval
    from chalicelib.documents.letter import Letter

    rules, on = policy_of(case), day(case)
    head = Letter(rules.name, case.known_as, case.application, on)
    then = policy.in_force(case.centre, on)
    return approval(head, present(case.decision, "decision"), rules, as_counted(case), then)


def kept(case: CaseFile) -> Paper:
    """The letter the parties have; of a case an earlier release had signed, made now. Raises what `papers.made` raises."""
    theirs = next((paper for paper in case.results if paper.name == LETTER and not paper.replaced), None)
    return theirs or papers.made(case, LETTER, drawn(case))


def day(case: CaseFile) -> date:
    """The day of the approval, and of the contract: that of the decision, or of the last review that approved it. Earlier releases kept no day of a
    decision."""
    decided = present(case.decision, "decision").get("decided_on")
    first = date.fromisoformat(decided) if decided else present(case.accepted_on, "acceptance")
    reviewed = (clock.day(one.at) for one in case.standing if one.level in LEVELS and one.at)
    return max((first, *reviewed))
