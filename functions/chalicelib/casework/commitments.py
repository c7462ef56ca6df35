"""告知承诺 looked at afterwards (事后核查): what rests on a party's word is asked of shared data once more before money goes, and staff may find it
untrue at any time before: then nothing is signed or paid, and a person decides. Found untrue once the loan was paid, it moves nothing here, and a
supervisor follows up what the contract allows. It is recorded here and reported nowhere (失信惩戒不在本平台作出)."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from chalicelib import clock
from chalicelib.agencies import civil_affairs
from chalicelib.agencies.purpose import Purpose
from chalicelib.casework import special
from chalicelib.casework.actor import Actor
from chalicelib.casework.answers import known, said
from chalicelib.domain.checks.finding import Outcome
from chalicelib.domain.form.codes import SINGLE_STATUS
from chalicelib.domain.status import ENDED, Status
from chalicelib.domain.work import STAFF
from chalicelib.errors import PreconditionFailed
from chalicelib.records import casefile, tasks
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.changes import OF_MONEY
from chalicelib.records.commitments import Commitment
from chalicelib.records.contents import STAFF_FOUND, Stop

STOP, UNCLEAR = "COMMITMENT_UNTRUE", "COMMITMENT_UNCLEAR"
REGISTER = "register"  # who has found it untrue: shared data
_UNTOLD = "MARRIAGE_ORDER_UNTOLD"  # which of two entries was last: neither says that they are married now
_SILENT = (
    "MARRIAGE_SINGLE_COMMITTED",
    "MARRIAGE_NO_RECORD",
)  # the register told nothing, and their word stands instead


def relied_on(case: CaseFile) -> list[str]:
    """The commitments that a case rests on."""
    silent = any(one.check == "marriage" and one.code in _SILENT and not one.is_ruled for one in known(case))
    return [SINGLE_STATUS] if is_made(case, SINGLE_STATUS) and silent else []


def is_made(case: CaseFile, code: str) -> bool:
    """Whether the form as it was handed in last makes that commitment; before it is handed in, the draft."""
    return code in (case.application.commitments if case.is_submitted else case.form.get("commitments") or ())


def may_be_looked_into(case: CaseFile, code: str) -> bool:
    """Whether anything may be found of it: it was handed in, and either no order for its money is with the bank, or the loan was paid."""
    is_out = case.payment is not None and case.payment.status != "withheld"
    may_be = case.status is Status.DISBURSED or not (case.ended or is_out)
    return case.is_submitted and is_made(case, code) and may_be


def is_untrue(case: CaseFile) -> bool:
    """Whether staff have found one untrue that the form makes, and nobody has found otherwise since. Of what shared data say the data are asked."""
    return any(True for _ in _found(case))


def is_found(one: Commitment | None) -> bool:
    """Whether staff have found it untrue, whatever shared data have told before."""
    return one is not None and one.is_untrue and one.found_by != REGISTER


def may_be_cleared(one: Commitment) -> bool:
    """Whether a person may find it true: what staff have found, and what shared data themselves do not tell; never what those say against it."""
    return is_found(one) or (one.is_doubted and one.untold)


def has_found(case: CaseFile, who: Actor) -> bool:
    """Whether this natural person has found one untrue that stands."""
    return any(one.finder == who.person for one in _found(case) if one.finder)


def is_own(case: CaseFile, kind: str, codes: Collection[str], who: Actor) -> bool:
    """Whether a task of that kind and these codes decides on what this person has found untrue, while that stands: another decides it. So does every word
    that could end the case on it, whatever else it says; and once it was paid the dispute about it alone."""
    if not has_found(case, who):
        return False
    match STAFF[kind].about:
        case "looks" | "scan" | "voice":  # which end nothing
            return False
        case "dispute":
            from chalicelib.casework.disputes import WORD_UNTRUE  # few loans that were paid rest on a word

            return WORD_UNTRUE in codes
        case "stuck" | "wish":
            return case.may_be_undone
    return True


def holds(case: CaseFile) -> None:
    """Raises `PreconditionFailed` where one is untrue."""
    if is_untrue(case):
        raise PreconditionFailed("a commitment was found untrue", STOP)


def lacking(case: CaseFile, purpose: Purpose) -> tuple[str, ...]:
    """The code of why what was committed to pays nobody today; none where shared data are silent still, or say the same. What they say otherwise is
    written down, once, and nobody's word stands against it: the register is put right, or the case ends. What they do not tell themselves, a person
    finds out, and that holds while they tell no more than they told then. Raises what the agency raises."""
    if not relied_on(case):
        return ()
    found = civil_affairs.marriage(case.application, purpose)
    if found.outcome is Outcome.CONFIRMED or found.code in _SILENT:
        return ()
    one, on, unclear = kept(case, SINGLE_STATUS), said(found), found.outcome is not Outcome.CONTRADICTED
    if one.untold and one.on == on and not one.is_doubted:
        return ()
    if not is_found(one) and not (one.on == on and one.is_doubted):
        told = replace(one, found_by=REGISTER, finder="", note="", on=on, unclear=unclear, untold=found.code == _UNTOLD)
        _write(case, SINGLE_STATUS, told)
    return (UNCLEAR if unclear else STOP,)


def find_untrue(case: CaseFile, code: str, note: str, who: Actor) -> None:
    """Keeps that somebody has found one untrue, and why; what shared data have told stands for itself no more. Raises `Contended`."""
    sealed = case.seal_commitment(code, "note", note)
    found = replace(
        kept(case, code), found_by=who.login, finder=who.person, note=sealed, on="", unclear=False, untold=False
    )
    _write(case, code, found)


def clear(case: CaseFile, code: str, why: str, who: Actor, hand: Changes | None = None) -> None:
    """Keeps that another person has found it true all the same, and that they have a hand in the case; what stood still for that alone goes on, also
    where they have it in hand themselves. Of what `may_be_cleared` alone. Raises `Contended`."""
    one = replace(
        case.commitments[code],
        cleared_at=clock.stamp(),
        cleared_by=who.login,
        why=case.seal_commitment(code, "why", why),
    )
    told = casefile.event("COMMITMENT_CLEARED", f"{code}.{one.untrue_at}")
    casefile.amend(case, told, expect=_stands(case), **_with(case, code, one) | (hand or Changes()))
    case, waits = casefile.load(case.id), tasks.of_case(case.id)
    special.keep_time(case, waits)  # signing stood still; should this be lost, the sweep does it
    for wait in waits:
        if not wait.is_open or [*wait.details.get("codes", ())] not in ([STOP], [UNCLEAR]):
            continue
        if wait.claimed_by == who.login:
            tasks.answer(wait.id, {"next": "retry"}, who.login, held=True)
        else:
            tasks.try_again(wait, who.login)


def bears(task: tasks.Task) -> bool:
    """Whether an open task is about what rests on somebody's word: a decision on the case, a look at what it says, or a step that stands still for it."""
    if not task.is_open or task.kind not in STAFF:
        return False
    match STAFF[task.kind].about:
        case "decision":
            return True
        case "looks":
            return any(look["check"] == "marriage" for look in task.details.get("looks", ()))
        case "dispute":
            from chalicelib.casework.disputes import WORD_UNTRUE  # few loans that were paid rest on a word

            return WORD_UNTRUE in task.details.get("codes", ())
        case "stuck":
            return not {STOP, UNCLEAR}.isdisjoint(task.details.get("codes", ()))
    return False


def kept(case: CaseFile, code: str) -> Commitment:
    """What is kept of one; of a form of an earlier release, which kept no words of it, who applied and when."""
    made = case.commitments.get(code)
    return made or Commitment(case.submitted_at or case.opened_at, case.applicant, case.applicant, "", "")


def _found(case: CaseFile) -> Iterator[Commitment]:
    """Those of the form that staff have found untrue."""
    made = case.application.commitments if case.commitments and case.is_submitted else ()
    return (one for code, one in case.commitments.items() if code in made and is_found(one))


def _write(case: CaseFile, code: str, found: Commitment) -> None:
    one = replace(found, untrue_at=clock.stamp())
    of = f"{code}.{one.untrue_at}"
    if case.status is Status.DISBURSED:
        _dispute(case, code, one)
        return
    told = casefile.event("COMMITMENT_DOUBTED", of) if one.unclear else casefile.event("COMMITMENT_FOUND_UNTRUE", of)
    changes = _with(case, code, one)
    if case.status is Status.SIGNING:
        changes |= Changes(stopped=Stop("Sign", one.untrue_at, (STOP,)))
    casefile.amend(case, told, expect=_stands(case), **changes)


def _dispute(case: CaseFile, code: str, one: Commitment) -> None:
    """Beside the task of whoever follows up, or neither is written."""
    from chalicelib.casework import disputes  # few loans that were paid rest on a word

    told = casefile.event("COMMITMENT_UNTRUE_PAID", f"{code}.{one.untrue_at}")
    beside = disputes.Beside(_with(case, code, one), _stands(case), (told,))
    disputes.open_task(case, disputes.WORD_UNTRUE, STAFF_FOUND, code, one.untrue_at, beside)


def _stands(case: CaseFile) -> Expect:
    """Nothing is said to stop a pay-out that has gone out meanwhile, or of a case that has ended but by that."""
    status = {case.status} if case.status is Status.DISBURSED else {*Status} - ENDED
    return Expect(status=status, unchanged=("commitments", *OF_MONEY))


def _with(case: CaseFile, code: str, one: Commitment) -> Changes:
    return Changes(commitments={**case.commitments, code: one})
