"""容缺: what is owed of a case that was accepted without it, by when, and what becomes of it once it is brought or its time is over.

Checks and review go on meanwhile; no contract is drawn up and nothing is paid before it is there and somebody has looked at it. Nothing stops
the law's days, so it is due within them, and the last working day is left to whoever decides. When its time is over the case ends by nobody's
silence: whoever attends to it may end it from then on, and until somebody has it may still be brought. decision 38.
"""

from collections.abc import Mapping
from typing import Literal

from chalicelib import clock
from chalicelib.casework.answers import known
from chalicelib.casework.clocks import DueTime, of_tolerated
from chalicelib.casework.rules import legal_by, policy_of
from chalicelib.domain.checks.evidence import Evidence
from chalicelib.domain.checks.papers import PAPER, subject_of
from chalicelib.domain.form.application import upload_key
from chalicelib.domain.materials import Need
from chalicelib.domain.owed import owed
from chalicelib.domain.status import Status
from chalicelib.errors import PreconditionFailed
from chalicelib.records.casefile import CaseFile

STOP = "OWED"  # why no contract is drawn up, and nothing is paid
State = Literal["chosen", "to_bring", "to_read", "not_enough", "late", "settled"]
_TAKEN_IN = frozenset({Status.VERIFYING, Status.CORRECTION, Status.ATTENDING, Status.REVIEWING})


def left(case: CaseFile) -> dict[str, Need]:
    """What is still owed, by the key of its upload: also what was brought, until somebody has looked at it and it is enough."""
    if not case.tolerances or not case.is_submitted:
        return {}
    found = owed(case.application, policy_of(case), Evidence(case.application, known(case)))
    return {upload_key(need.code, need.subject): need for need in found}


def needs_nothing(case: CaseFile) -> None:
    """Raises `PreconditionFailed` while anything is owed."""
    if waits_for := left(case):
        raise PreconditionFailed(f"{len(waits_for)} materials are owed", STOP)


def is_taken(case: CaseFile) -> bool:
    """Whether something is owed, and may be brought now: from acceptance on, until there is a contract or the case leaves."""
    stands = case.status in _TAKEN_IN and not (case.contract or case.is_leaving or case.is_withdrawn)
    return stands and case.accepted_on is not None and bool(left(case))


def due_by(case: CaseFile, key: str) -> DueTime | None:
    """Until when it is to be brought; None before the case is accepted, and where the policy of that day tolerates no such lack."""
    return of_tolerated(case, key.partition(".")[0], clock.day(case.tolerances[key].at))


def state(case: CaseFile, key: str, waits_for: Mapping[str, Need]) -> State:
    """Where one that was chosen stands. Before acceptance nobody knows yet whether an agency tells it, so it is not settled by lacking nothing."""
    if case.accepted_on is None:
        return "chosen"
    if key not in waits_for:
        return "settled" if key in case.application.tolerated else "chosen"
    if is_being_read(case, key):
        return "to_read"
    if case.tolerances[key].lapsed_at:
        return "late"
    return "not_enough" if case.application.documents.get(key) else "to_bring"


def is_being_read(case: CaseFile, key: str) -> bool:
    """Whether it was brought, and nobody has said yet what these very files show."""
    files = (case.application.papers or {}).get(key, ())
    return bool(files) and not any((one.check, one.subject) == (PAPER, subject_of(key)) for one in known(case))


def not_enough(case: CaseFile) -> list[str]:
    """What was brought in time and was found not to be enough: it is told and put right like anything else (casework/anew.py)."""
    waits_for = left(case)
    return [key for key in waits_for if state(case, key, waits_for) == "not_enough"]


def is_last_day(case: CaseFile) -> bool:
    """Whether the law leaves no further day to decide on."""
    law = legal_by(case)
    return law is not None and clock.today() >= law


def may_end(case: CaseFile) -> bool:
    """Whether a case may be ended for want of what it owes: its time is over, it was told, and nothing of it waits to be looked at."""
    keys = left(case)
    return any(case.tolerances[key].lapsed_at and not is_being_read(case, key) for key in keys)
