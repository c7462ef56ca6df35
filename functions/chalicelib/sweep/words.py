"""Whose word is late (催办), as a case and its waits tell: the registry's, the bank's, or ours to parties who have not been told yet."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from chalicelib import clock
from chalicelib.casework import reminders, supplement
from chalicelib.records.casefile import CaseFile
from chalicelib.records.tasks import Task
from chalicelib.sweep import procedures, voiced
from chalicelib.sweep.gauges import Word

LATE = timedelta(days=1)
FILED, CONTRACT = "mortgage", "sign"  # the waits for the registry, and for the bank
FOLLOWED_UP = "followed_up"  # a registration that staff see to
WISH = supplement.KIND  # of the registry, which the parties have not been told
OVERTAKEN = "overtaken"  # another case has taken what this one claimed, and its parties are to hear of it
APPEALED = "appealed"  # somebody objects to how a case ended, or that was decided, and its parties have not been told
VOICED = "voiced"  # what a party said of us was answered, and they have not been told
ACCEPTED = "accepted"  # a case is, and its parties have not been told
PROCEDURE = "procedure"  # a special one has been entered, and its parties have not been told
REMINDER = "reminder"  # what the parties have to do is due soon
ENDED_PART = "ended_part"  # a case has ended beside a bank's part that by our record is not paid
SEAL = "seal"  # the bank has not sealed the contract of a paid case
MESSAGE_OVERTAKEN = "MESSAGE_CLAIM_OVERTAKEN"
MESSAGE_WISH = "MESSAGE_SUPPLEMENT"


def late(case: CaseFile, waits: Sequence[Task]) -> list[Word]:
    """Whose callback a wait has been open for since a day; and what the registry wants more, until the parties are told of it."""
    since = clock.stamp(clock.now() - LATE)
    kinds = {wait.kind for wait in waits if wait.is_open and wait.opened_at < since}
    late = [Word(case.id, kind) for kind in (FILED, CONTRACT) if kind in kinds]
    if _is_followed_up(case, [wait for wait in waits if wait.opened_at < since]):
        late.append(Word(case.id, FOLLOWED_UP))
    if overtaken(case):
        late.append(Word(case.id, OVERTAKEN))
    late += appealed(case) + answered(case)
    if is_to_be_told_of_acceptance(case):
        late.append(Word(case.id, ACCEPTED))
    if case.procedures and procedures.untold(case):
        late.append(Word(case.id, PROCEDURE))
    if reminders.is_due(case, waits):
        late.append(Word(case.id, REMINDER))
    wish = supplement.wanted(case, waits)
    return [*late, Word(case.id, WISH)] if wish and not have_been_told(case, wish) else late


def appealed(case: CaseFile) -> list[Word]:
    """What became of an appeal and its parties have not heard, after the end too."""
    if not case.appeals:
        return []
    from chalicelib.casework import appealed as hearing  # few ends are objected to

    return [Word(case.id, APPEALED)] if hearing.is_owed(case) else []


def answered(case: CaseFile) -> list[Word]:
    """What a party said of us and was answered, after the end too."""
    return [Word(case.id, VOICED)] if case.voices and voiced.untold(case) else []


def after_end(case: CaseFile) -> str:
    """What the bank of a case that has ended is asked for yet, if anything."""
    return SEAL if owes_seal(case) else ENDED_PART if has_to_say(case) else ""


def owes_seal(case: CaseFile) -> bool:
    """Whether a case has ended without the bank's seal on its contract, and has not got it since (casework/seal_owed.py)."""
    return "CONTRACT_SEAL_AWAITED" in case.events and "CONTRACT_SEALED" not in case.events


def has_to_say(case: CaseFile) -> bool:
    """Whether the bank of a case that has ended is asked once more what has become of its part: a word of it may be lost, and nobody waits."""
    if case.contract is None or not case.contract.bank_part or "BANK_PART_ASKED_LAST" in case.events:
        return False
    return case.bank_part is None or case.bank_part.status != "paid"


def is_to_be_told_of_acceptance(case: CaseFile) -> bool:
    """Accepted within a day, and waiting since: whoever was told of more has been told that too, and what is old is no news."""
    events = (case.events.get(code) for code in ("ACCEPTED", "ACCEPTED_IN_SILENCE"))
    at = max((event.at for event in events if event), default="")
    recent = at > clock.stamp(clock.now() - LATE)
    return recent and not any(message.at >= at for message in case.messages.values())


def overtaken(case: CaseFile) -> list[str]:
    """Each taking of what this case claimed that not all of its parties have been told of."""
    return [one for one in case.overtaken if case.untold(MESSAGE_OVERTAKEN, one, case.owing)]


def have_been_told(case: CaseFile, wish: Task) -> bool:
    """Whether all parties know what the registry wants more."""
    return not case.untold(MESSAGE_WISH, occasion(case, wish), case.owing)


def occasion(case: CaseFile, wish: Task) -> str:
    """One wish is told once, however often staff are asked for it."""
    return supplement.since(case) or wish.id.rpartition(".")[2]


def _is_followed_up(case: CaseFile, waits: Iterable[Task]) -> bool:
    """Staff see to a registration, of which the registry may have said its last word meanwhile."""
    may_change = case.mortgage is not None and case.mortgage.may_change
    return may_change and any(wait.is_open and supplement.follows_up(wait) for wait in waits)
