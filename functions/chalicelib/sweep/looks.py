"""What the sweep looks for in a case, and what it does about it. Whatever it does may be done twice."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import timedelta

from chalicelib import clock
from chalicelib.casework import (
    accepting,
    holds,
    outages,
    receipt_letter,
    registration,
    restarting,
    starting,
    taking_back,
    turns,
)
from chalicelib.casework.found import Found
from chalicelib.domain.status import Status
from chalicelib.errors import Contended
from chalicelib.records import casefile, tasks, upkeep
from chalicelib.records.casefile import CaseFile, Expect
from chalicelib.records.inspections import WAITING
from chalicelib.records.parts import READ_ON
from chalicelib.records.tasks import Task
from chalicelib.sweep import healing, nobody, procedures, words
from chalicelib.sweep.gauges import Seen, Word
from chalicelib.sweep.lateness import due_or_not

AT_REST = timedelta(hours=4)


def at(case: CaseFile, seen: Seen) -> Iterator[Found]:
    """Looks at one case and says what was found."""
    if any(one.state == WAITING for one in case.documents.values()):
        seen.unread.append(case.id)
    elif case.status is Status.DRAFT:
        yield from _draft(case)
    if case.status is Status.DRAFT:
        return
    waits = tasks.of_case(case.id)
    if case.ended:
        yield from _outlived(case, waits, seen)
        return
    running = starting.state_of(case)
    seen.case(case, waits, has_execution=running is not None)
    if running is None:
        starting.start(case)
        yield Found.STARTED
    elif running != "RUNNING":
        yield from _dead(case, running, waits)
    else:
        yield from _each(
            _restarted(case, waits),
            _withdrawn(case, waits),
            _unanswered(case, waits),
            _registered(case, waits),
            _untold(waits),
            _stranded(case, waits),
        )
    for wait in waits:
        if wait.is_listed:
            yield from due_or_not(case, wait, outages.first(wait, waits))
    yield from _each(
        _denied(case),
        _held(case),
        procedures.looked(case, waits),
        procedures.owed(case, waits),
        procedures.committed(case, waits),
        nobody.looked(case, waits, seen),
    )
    if running == "RUNNING":
        yield from _each(
            holds.outlasted(case, waits), healing.over(case, waits), healing.tried_again(waits), healing.given_up(waits)
        )
        seen.late += words.late(case, waits)  # asked when everything has been looked at
        _rest(case, waits, seen)
    # The last: they draw letters, and whatever keeps those from being drawn keeps nothing else from being done.
    if receipt_letter.write(case):
        yield Found.RECEIPT_MADE
        case = casefile.load(case.id)
    if accepting.write(case):
        yield Found.ACCEPTED_IN_SILENCE


def _each(*finders: Iterator[Found]) -> Iterator[Found]:
    """What each finds. They go by one reading of the waits, which somebody, or an earlier one, may have moved since: that counts, and is
    looked at next time."""
    for finder in finders:
        with suppress(Contended):
            yield from finder


def _rest(case: CaseFile, waits: Sequence[Task], seen: Seen) -> None:
    """Whatever may happen to a case that waits for somebody happens when a wait of its is due, or brings its next look forward itself
    (records/item.py); that its execution ended is told too. Should that be lost, it is looked at every few hours all the same."""
    if any(wait.is_open for wait in turns.latest(waits)) and not case.payment:
        due_in = [clock.parsed(wait.due_at) - clock.now() for wait in waits if wait.is_open]
        if (tried_in := healing.due_in(waits)) is not None:
            due_in.append(tried_in)
        seen.at_rest[case.id] = min([AT_REST, *(one for one in due_in if one > timedelta(0))])


def _draft(case: CaseFile) -> Iterator[Found]:
    if "" < case.due_at <= clock.stamp():  # the index may not know yet that somebody has gone on with it
        as_read = Expect(status={Status.DRAFT}, revision=case.revision)
        casefile.amend(case, casefile.event("ENDED_EXPIRED"), expect=as_read, status=Status.EXPIRED)
        yield Found.DRAFT_EXPIRED


def _outlived(case: CaseFile, waits: Sequence[Task], seen: Seen) -> Iterator[Found]:
    """What outlives a case, such as a dispute, falls due like anything else."""
    left = [wait for wait in waits if wait.is_open]
    seen.waits(left)
    untold = words.answered(case)
    seen.late += words.appealed(case) + untold
    yield from _each(procedures.owed(case, left), nobody.looked(case, left, seen))
    for wait in left:
        yield from due_or_not(case, wait)
    taken_up = [*_denied(case)]
    yield from taken_up
    if not left and not taken_up and not untold:
        untouched = max((told.at for told in case.events.values()), default="") < clock.stamp(clock.now() - READ_ON)
        if case.handing:
            from chalicelib.sweep import packages  # few wait for that

            if (yield from packages.wait(case, seen)):
                return
        if not untouched:
            yield Found.ENDED_JUST_NOW
        elif word := words.after_end(case):
            seen.late.append(Word(case.id, word))
            seen.at_rest[case.id] = AT_REST  # should it not answer
        elif case.is_submitted and not case.is_archived:
            seen.to_archive.append(case.id)  # archived when everything has been looked at
        else:
            casefile.prune(case.id)
            yield Found.ENDED


def _dead(case: CaseFile, state: str, waits: Sequence[Task]) -> Iterator[Found]:
    """Nothing moves the case any more: people have to restart it."""
    if not _is_being_restarted(waits):
        restarting.open_task(case, state)
        yield Found.EXECUTION_ENDED


def _stranded(case: CaseFile, waits: Sequence[Task]) -> Iterator[Found]:
    """Nobody can move the case any more, though its execution runs: people have to restart it."""
    if not _is_being_restarted(waits) and restarting.is_stranded(case, waits):
        restarting.open_task(case, restarting.STRANDED)
        yield Found.STRANDED


def _is_being_restarted(waits: Sequence[Task]) -> bool:
    return any(wait.is_open and wait.kind == restarting.KIND for wait in waits)


def _withdrawn(case: CaseFile, waits: Sequence[Task]) -> Iterator[Found]:
    if taking_back.is_to_leave(case) and any(wait.is_open and wait.on_the_road for wait in waits):
        taking_back.act_on(case)
        yield Found.WITHDRAWAL


def _unanswered(case: CaseFile, waits: Sequence[Task]) -> Iterator[Found]:
    """What the parties have done and a death kept from being said: all have signed, or the corrections are in."""
    for wait in waits:
        signed = wait.kind == "sign" and case.signatures and not case.unsigned
        corrected = wait.kind == "correction" and case.corrected(wait.id.rpartition(".")[2])
        if wait.is_open and (signed or corrected):
            with suppress(Contended):  # somebody has said otherwise meanwhile, and that counts
                tasks.answer(wait.id, {"next": "signed" if signed else "corrected"}, "sweep")
                yield Found.ANSWERED


def _registered(case: CaseFile, waits: Sequence[Task]) -> Iterator[Found]:
    """The registry has said its last word, and a death kept whoever follows it up from being relieved; once, or it is no death."""
    following = [wait for wait in waits if registration.follows(wait)]
    relieved = any(wait.answered_by == registration.REGISTRY for wait in following)
    is_followed = not relieved and any(wait.is_open for wait in following)
    if registration.has_ended(case) and is_followed and registration.resume(case.id):
        yield Found.RELIEVED


def _denied(case: CaseFile) -> Iterator[Found]:
    """Somebody finds out about every paper that is denied and was used, though whoever denied it died."""
    if any("why" in one.void for one in case.presences):
        from chalicelib.casework import disputes  # few papers are denied

        for form in disputes.nobodys(case):
            disputes.deny(case, form)
            yield Found.DENIAL_TAKEN_UP


def _held(case: CaseFile) -> Iterator[Found]:
    """Somebody finds out about every pay-out of the bank's part that holds ours up."""
    if case.bank_part and case.bank_part.holds_up:
        from chalicelib.casework import bank_money  # few loans are two

        if bank_money.taken_up(case):
            yield Found.PAY_OUT_TAKEN_UP


def _untold(waits: Sequence[Task]) -> Iterator[Found]:
    """The telling of an answer may have been lost. Where it was not, telling again changes nothing."""
    last = turns.latest(waits)
    if last and not any(wait.is_open for wait in last):
        for wait in waits:
            if wait.on_the_road and not wait.is_open:
                tasks.tell_again(wait)
        yield Found.TOLD_AGAIN


def _restarted(case: CaseFile, waits: Sequence[Task]) -> Iterator[Found]:
    """Nobody has to restart what was restarted, or goes on by itself."""
    for wait in waits:
        if wait.is_open and wait.kind == restarting.KIND:
            if int(wait.id.rpartition(".")[2]) <= case.restarts:
                tasks.answer(wait.id, {"next": wait.kind}, "sweep")
                yield Found.RESTART_CLOSED
            elif not restarting.is_stranded(case, waits):
                upkeep.retire(wait)
                yield Found.HEALED
