"""Acceptance (受理): written once, with its letter, by whoever first finds that a case is accepted.

It is when nothing is lacking, or by silence on the working day after those within which everything lacking had to be told
(domain/limits.py). The day follows from the record (`rules.accepted_on`), so that it is right however late it is written.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from chalicelib import clock, policy
from chalicelib.casework.rules import accepted_on, policy_of
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile, Changes, Expect, Told
from chalicelib.records.contents import Paper

LETTER = "acceptance.pdf"


class Acceptance(NamedTuple):
    """What has to be written with whatever else is; nothing where a case was accepted before, or is not yet."""

    events: Sequence[Told] = ()
    changes: Changes = Changes()


def due(case: CaseFile, *, complete: bool = False) -> Acceptance:
    """What is to be written of the acceptance of a case that is found complete now, or by silence. Keeps the letter.

    What is found complete before the working day on which it would count as received is accepted at once: an office that acts has received.
    """
    silent, today = accepted_on(case), clock.today()
    on = silent or (today if complete else None)
    if case.accepted_on or on is None:
        return Acceptance()
    in_silence = silent is not None and (silent != today or not complete)
    owed = {"owed": "、".join(name for name, _ in lacking)} if (lacking := _owed(case, on)) else {}
    by = {"policy": policy.in_force(case.centre, on).version}  # by what law its letter tells the last day
    told = (
        casefile.event("ACCEPTED_IN_SILENCE", on=on.isoformat(), **owed, **by)
        if in_silence
        else casefile.event("ACCEPTED", **owed, **by)
    )
    results = papers(case.results, letter(case, on, in_silence=in_silence))
    return Acceptance([told], Changes(accepted_on=on, results=results) | received_by(case, on))


def received_by(case: CaseFile, on: date) -> Changes:
    """What is to be written of its receipt with an act of that day on a case that would count as received later only."""
    return Changes(received_on=on) if case.received_on and case.received_on > on else Changes()


def write(case: CaseFile) -> bool:
    """Writes down that a case is accepted by silence; False where there is nothing to write. Raises `Contended`."""
    found = due(case) if case.number else Acceptance()
    if found.changes:
        once = Expect(status={case.status}, absent=("accepted_on",), unchanged=("results",))
        casefile.amend(case, *found.events, expect=once, **found.changes)
    return bool(found.changes)


def letter(case: CaseFile, on: date, *, in_silence: bool = False) -> Paper:
    """The letter of acceptance: the one the parties have, or a new one that is kept.

    What papers are made with is imported where they are: few of whom this is for make one.
    """
    kept = next((paper for paper in case.results if paper.name == LETTER and not paper.replaced), None)
    return kept or _drawn(case, on, in_silence=in_silence)


def anew(case: CaseFile, on: date) -> list[Paper]:
    """The papers of a case that was accepted on that day, with its letter once more, in the place of the one the parties have."""
    return papers(case.results, _drawn(case, on, in_silence="ACCEPTED_IN_SILENCE" in case.events))


def _drawn(case: CaseFile, on: date, *, in_silence: bool) -> Paper:
    from chalicelib.casework.papers import made
    from chalicelib.casework.promise import promised
    from chalicelib.documents.acceptance import acceptance
    from chalicelib.documents.letter import Letter

    accepted = replace(case, accepted_on=on)
    head = Letter(policy.centres()[case.centre], case.known_as, case.application, on)
    owed = _owed(case, on)
    notice = acceptance(head, policy_of(accepted), promised(accepted), in_silence=in_silence, owed=owed)
    return made(case, LETTER, notice)


def _owed(case: CaseFile, on: date) -> list[tuple[str, date]]:
    """What a case that is accepted on that day is to be brought yet (容缺受理), and by when."""
    if not case.tolerances:
        return []
    from chalicelib.casework import owing  # few cases owe anything

    accepted = replace(case, accepted_on=on)
    due = ((need.name, owing.due_by(accepted, key)) for key, need in owing.left(accepted).items())
    return [(name, clock.day(by.due_at)) for name, by in due if by]


def papers(kept: Sequence[Paper], *new: Paper) -> list[Paper]:
    """What a case has handed back, with more papers. None ever vanishes: one in whose place another of its name comes stays, as replaced.
    Raises `ValueError` for one of a kind nobody declared (records/contents.py): it would be nobody's, and nobody would say so."""
    if undeclared := [one.name for one in new if not one.is_declared]:
        raise ValueError(f"nobody declared whose it is: {undeclared}")
    names, files = {paper.name for paper in new}, {(paper.name, paper.sha256) for paper in new}
    others = [one for one in kept if (one.name, one.sha256) not in files]
    return [*(replace(one, replaced=True) if one.name in names else one for one in others), *new]
