"""告知承诺 looked at afterwards (事后核查): what rests on a party's word is asked of shared data once more before money goes, and staff may find it
untrue at any time before. Then nothing is signed or paid, and a person decides. It is recorded here and reported nowhere (失信惩戒不在本平台作出)."""

from dataclasses import replace

from chalicelib import clock
from chalicelib.agencies import civil_affairs
from chalicelib.agencies.purpose import Purpose
from chalicelib.casework.actor import Actor
from chalicelib.casework.answers import known
from chalicelib.domain.checks.finding import Outcome
from chalicelib.domain.form.codes import SINGLE_STATUS
from chalicelib.domain.status import ENDED, Status
from chalicelib.errors import PreconditionFailed
from chalicelib.records import casefile, tasks
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.changes import OF_MONEY
from chalicelib.records.statements import Commitment

STOP = "COMMITMENT_UNTRUE"
REGISTER = "register"  # who has found it untrue: shared data
# Nothing is said to stop a pay-out that has gone out meanwhile, or of a case that has ended.
_STANDS = Expect(status={*Status} - ENDED, unchanged=("commitments", *OF_MONEY))
_SILENT = (
    "MARRIAGE_SINGLE_COMMITTED",
    "MARRIAGE_NO_RECORD",
)  # the register told nothing, and their word stands instead


def relied_on(case: CaseFile) -> list[str]:
    """The commitments that a case rests on."""
    words = case.application.commitments
    silent = any(one.check == "marriage" and one.code in _SILENT and not one.is_ruled for one in known(case))
    return [SINGLE_STATUS] if SINGLE_STATUS in words and silent else []


def is_untrue(case: CaseFile) -> bool:
    """Whether staff have found one untrue that the form makes, and nobody has found otherwise since. Of what shared data say the data are asked."""
    made = case.application.commitments if case.commitments else ()
    return any(one.is_untrue and one.found_by != REGISTER for code, one in case.commitments.items() if code in made)


def holds(case: CaseFile) -> None:
    """Raises `PreconditionFailed` where one is untrue."""
    if is_untrue(case):
        raise PreconditionFailed("a commitment was found untrue", STOP)


def lacking(case: CaseFile, purpose: Purpose) -> tuple[str, ...]:
    """The code of why what was committed to pays nobody today; none where shared data are silent still, or say the same. What they say against it
    is written down, once. Raises what the agency raises."""
    if not relied_on(case):
        return ()
    found = civil_affairs.marriage(case.application, purpose)
    if found.outcome is Outcome.CONFIRMED or found.code in _SILENT:
        return ()
    kept = case.commitments.get(SINGLE_STATUS)
    if kept is None or not kept.is_untrue:
        _write(case, SINGLE_STATUS, Actor(REGISTER, ""), "")
    return (STOP,)


def find_untrue(case: CaseFile, code: str, note: str, who: Actor) -> None:
    """Keeps that somebody has found one untrue, and why. Raises `Contended`."""
    _write(case, code, who, case.seal_commitment(code, "note", note))


def clear(case: CaseFile, code: str, why: str, who: Actor) -> None:
    """Keeps that another person has found it true all the same; what stood still for that alone goes on. Raises `Contended`."""
    one = replace(
        case.commitments[code],
        cleared_at=clock.stamp(),
        cleared_by=who.login,
        why=case.seal_commitment(code, "why", why),
    )
    told = casefile.event("COMMITMENT_CLEARED", f"{code}.{one.untrue_at}")
    casefile.amend(case, told, expect=Expect(unchanged=("commitments",)), **_with(case, code, one))
    for wait in tasks.of_case(case.id):
        if wait.is_open and [*wait.details.get("codes", ())] == [STOP]:
            tasks.try_again(wait, who.login)


def _write(case: CaseFile, code: str, who: Actor, note: str) -> None:
    now, kept = clock.stamp(), case.commitments.get(code)
    told = casefile.event("COMMITMENT_FOUND_UNTRUE", f"{code}.{who.login if who.login == REGISTER else now}")
    if kept is None:  # made in a form of an earlier release, which kept no words of it
        casefile.amend(case, told, expect=_STANDS)
        return
    one = replace(kept, untrue_at=now, found_by=who.login, finder=who.person, note=note)
    casefile.amend(case, told, expect=_STANDS, **_with(case, code, one))


def _with(case: CaseFile, code: str, one: Commitment) -> Changes:
    return Changes(commitments={**case.commitments, code: one})
