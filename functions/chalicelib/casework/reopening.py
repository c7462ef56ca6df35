"""Reopening (恢复办理): a case that has ended goes on, on a person's decision on an appeal, under a new execution and a legal clock of its own.

It goes on from where it is received: its people and its home are claimed anew, agencies are asked anew, and whoever decides does so anew; the
policy that judges it stays that of its acceptance. What was undone outside does not come back: a contract that is void stays so, and who had
one applies anew.
"""

from collections.abc import Iterator
from dataclasses import replace

from chalicelib import clock
from chalicelib.casework import denied, holding, parties, timeline
from chalicelib.casework.rules import accepted_on, received_now
from chalicelib.domain.checks.papers import PAPER
from chalicelib.domain.status import REOPENABLE, Status
from chalicelib.messages import party_code
from chalicelib.records import casefile, guards
from chalicelib.records.casefile import CaseFile, Changes, Told

_NOT_SHOWN = "contradicted"  # a ruling of staff that the end may have rested on
_OF_PAPERS = (
    f"{PAPER}."  # what somebody has read in them, which is as it was; any other is on what an agency is asked anew
)


def may_be(case: CaseFile) -> bool:
    """Whether a case that has ended can go on at all."""
    return case.status in REOPENABLE and never(case) is None


def never(case: CaseFile) -> str | None:
    """The code of why a case that has ended cannot go on, whatever anybody does: what was undone outside does not come back, and money that has
    gone neither. None where it can; one that was never taken in (不予受理) is taken in then, and gets its number."""
    return "REOPEN_UNDONE" if case.contract or case.payment else None


def unauthorised(case: CaseFile) -> list[str]:
    """The parties on whose word nothing may be read now: they took it back, or it is void. They are asked anew before it goes on."""
    return [one.key for one in parties.parties(case) if one.state != "CONFIRMED"]


def _why(case: CaseFile, key: str) -> str:
    """Of a case that was never accepted today's words count (`policy_of`): who gave their word to earlier ones took nothing back."""
    return "REOPEN_REWORDED" if parties.lacks_new_words_only(case, key) else "REOPEN_CONSENT"


def claimed_elsewhere(case: CaseFile) -> list[str]:
    """What of the case another live one has by now and does not give way with: `person`, `unit`. Whether it still has it is found out once
    more when the case is taken in; should it be lost in between, the case ends as one that is not accepted, which says so."""
    claimed = holding.claims(case)
    held = guards.read(claimed)
    theirs = (key for key, one in held.items() if one.case != case.id and not one.gives_way(sure=claimed[key]))
    return sorted({guards.kind(key) for key in theirs})


def changes(case: CaseFile) -> Changes:
    """What to write so that it goes on: where it stood is forgotten, what was told stays told, and its letters of the end are replaced."""
    gone = (case.status.lower(), case.called(case.status).lower())
    letters = [replace(one, replaced=True) if one.name.startswith(gone) else one for one in case.results]
    anew = Changes(
        status=Status.SUBMITTED, restarts=case.restarts + 1, reopened_on=clock.today(), leaving="", ended_at=None, reasons=[], looks=[],
        withdrawal=None, decision=None, grounds=None, package=None, results=letters,
        tolerances={key: replace(one, lapsed_at="") for key, one in case.tolerances.items()},
        answers={f"{one.check}.{one.subject}": (replace(case.answers[key], of=""), one) for key, one in zip(case.answers, case.findings, strict=True)},
        contests={key: replace(one, of="") for key, one in case.contests.items()},
        rulings={key: one if key.startswith(_OF_PAPERS) and one.outcome != _NOT_SHOWN else replace(one, of="") for key, one in case.rulings.items()},
    )  # fmt: skip
    return anew if accepted_on(case) else anew | Changes(received_on=received_now(case))


def told(case: CaseFile, number: int) -> Iterator[Told]:
    """Its lines: that it goes on, what agencies had answered before they are asked anew, and that nobody waits any more for what was asked."""
    yield casefile.event("RESTARTED", str(case.restarts + 1), reopened="1")
    yield casefile.event("APPEAL_REOPENED", str(number))
    yield from (timeline.answered(key, answer) for key, answer in case.answers.items())
    if case.notice and not case.corrected(case.notice.round):
        yield casefile.event("CORRECTED", str(case.notice.round), reopened="1")


def lacking(case: CaseFile) -> list[tuple[str, str]]:
    """Why it cannot go on now, as codes and what fills their texts; nothing where it can."""
    consents = [(_why(case, key), party_code(key)) for key in unauthorised(case)]
    if denied.holds_money_up(case):  # it would go on without the word of who is said to have handed it in
        consents.append(("REOPEN_DENIED", ""))
    return consents + [("REOPEN_CLAIMED", f"CLAIM_OF_{what.upper()}") for what in claimed_elsewhere(case)]
