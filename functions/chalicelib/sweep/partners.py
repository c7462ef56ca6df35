"""Partners whose word is late (催办): the registry is asked, the bank is told once more what it has to do; and parties who have not been told yet."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from chalicelib import clock
from chalicelib.agencies import registry
from chalicelib.banks import webhooks
from chalicelib.casework import registration, reminders, supplement
from chalicelib.casework.purpose import purpose_of
from chalicelib.errors import AgencyUnavailable, BankUnavailable
from chalicelib.records import casefile, tasks
from chalicelib.records.casefile import CaseFile
from chalicelib.sweep import procedures, voiced
from chalicelib.sweep.gauges import Word

LATE = timedelta(days=1)
OVERTAKEN = "overtaken"  # another case has taken what this one claimed, and its parties are to hear of it
REGISTRY = "registry"
ENDED_PART = "ended_part"  # a case has ended beside a bank's part that by our record is not paid
FOLLOWED_UP = "followed_up"  # a registration that staff see to
SEAL = "seal"  # the bank has not sealed the contract of a paid case
APPEALED = "appealed"  # somebody objects to how a case ended, or that was decided, and its parties have not been told
REMINDER = "reminder"  # what the parties have to do is due soon
ACCEPTED = "accepted"  # a case is, and its parties have not been told
VOICED = "voiced"  # what a party said of us was answered, and they have not been told
PROCEDURE = "procedure"  # a special one has been entered, and its parties have not been told
_CLAIM_OVERTAKEN = "MESSAGE_CLAIM_OVERTAKEN"
_SUPPLEMENT = "MESSAGE_SUPPLEMENT"
_PARTNERS = {
    "mortgage": REGISTRY,
    FOLLOWED_UP: REGISTRY,
    supplement.KIND: "province",
    OVERTAKEN: "province",
    ACCEPTED: "province",
    PROCEDURE: "province",
    APPEALED: "province",
    VOICED: "province",
    REMINDER: "province",
}  # beside the bank of the contract


def late(case: CaseFile, waits: Sequence[tasks.Task]) -> list[Word]:
    """Whose callback a wait has been open for since a day; and what the registry wants more, until the parties are told of it."""
    since = clock.stamp(clock.now() - LATE)
    kinds = {wait.kind for wait in waits if wait.is_open and wait.opened_at < since}
    late = [Word(case.id, kind) for kind in ("mortgage", "sign") if kind in kinds]
    if _is_followed_up(case, [wait for wait in waits if wait.opened_at < since]):
        late.append(Word(case.id, FOLLOWED_UP))
    if _untold(case):
        late.append(Word(case.id, OVERTAKEN))
    late += appealed(case) + answered(case)
    if _is_to_be_told_of_acceptance(case):
        late.append(Word(case.id, ACCEPTED))
    if case.procedures and procedures.untold(case):
        late.append(Word(case.id, PROCEDURE))
    if reminders.is_due(case, waits):
        late.append(Word(case.id, REMINDER))
    wish = supplement.wanted(case, waits)
    return [*late, Word(case.id, supplement.KIND)] if wish and not _have_been_told(case, wish) else late


def appealed(case: CaseFile) -> list[Word]:
    """What became of an appeal and its parties have not heard, after the end too."""
    if not case.appeals:
        return []
    from chalicelib.casework import appealed as hearing  # few ends are objected to

    return [Word(case.id, APPEALED)] if hearing.is_owed(case) else []


def answered(case: CaseFile) -> list[Word]:
    """What a party said of us and was answered, after the end too."""
    return [Word(case.id, VOICED)] if case.voices and voiced.untold(case) else []


def word_after_end(case: CaseFile) -> str:
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


def _is_followed_up(case: CaseFile, waits: Iterable[tasks.Task]) -> bool:
    """Staff see to a registration, of which the registry may have said its last word meanwhile."""
    may_change = case.mortgage is not None and case.mortgage.may_change
    return may_change and any(wait.is_open and supplement.follows_up(wait) for wait in waits)


def asked(words: Iterable[Word], goes_on: Callable[[], bool]) -> Iterator[str]:
    """Asks for each word that is late, while there is time. A partner that does not answer is asked no more in this run."""
    silent: set[str] = set()
    for word in words:
        if not goes_on():
            return
        try:
            yield from _asked(word, silent)
        except Exception as error:  # nor does one case keep the others from being asked about
            yield f"failed.{type(error).__name__}"


def _asked(word: Word, silent: set[str]) -> Iterator[str]:
    case = casefile.load(word.case)
    if word.kind not in (ENDED_PART, SEAL, APPEALED, VOICED) and (case.ended or case.withdrawal or case.is_leaving):
        return
    partner = _PARTNERS.get(word.kind) or (case.contract.bank if case.contract else "")
    if partner in silent:
        return
    try:
        yield from _ASKED[word.kind](case)
    except (AgencyUnavailable, BankUnavailable):
        silent.add(partner)
        raise


def _registry(case: CaseFile) -> Iterator[str]:
    filed, known = case.mortgage, _known(case)
    if filed and filed.status == "PENDING" and known is None:
        from chalicelib.casework.lodging import lodge  # few are lost

        lodge(case, filed, purpose_of(case, "sweep"))
        yield "registry_applied_to_again"
    else:
        yield from _heard(case, known)


def _followed_up(case: CaseFile) -> Iterator[str]:
    """Whoever sees to it may be applying anew: here the registry is asked only."""
    yield from _heard(case, _known(case))


def _known(case: CaseFile) -> registry.Mortgage | None:
    filed = case.mortgage
    return registry.query_mortgage(filed.apply_biz_id, purpose_of(case, "sweep")) if filed else None


def _heard(case: CaseFile, known: registry.Mortgage | None) -> Iterator[str]:
    if known and known.status in registration.OUTCOMES:
        registration.hear(case, known.status, known.certificate, known.registered_at, known.reason)
        yield "registry_asked"


def _bank(case: CaseFile) -> Iterator[str]:
    contract, missing = case.contract, set(case.parties) & set(case.unsigned)
    if contract and not missing and case.unsigned:  # the bank has to, or have its own part signed
        number = contract.number
        id, at = f"{number}.ready.{clock.today()}", contract.drawn_up_at
        webhooks.send(contract.bank, "loan.contract.ready", {"contract_number": number}, id, at)
        yield "bank_reminded"


def _ended_part(case: CaseFile) -> Iterator[str]:
    """That it was asked is written down once it has answered."""
    from chalicelib.casework import two_pay_outs  # few loans are two

    if has_to_say(case):
        case = two_pay_outs.heard(case)
        casefile.amend(case, casefile.event("BANK_PART_ASKED_LAST"))
        yield "bank_asked"


def _seal(case: CaseFile) -> Iterator[str]:
    from chalicelib.casework import seal_owed  # hardly any bank lets a paid case wait

    if owes_seal(case):
        seal_owed.take(case)
        yield "contract_sealed"


def _parties(case: CaseFile) -> Iterator[str]:
    from chalicelib.casework import notify  # the registry hardly ever wants more

    wish = supplement.wanted(case)
    if wish and not _have_been_told(case, wish):
        notify.tell(case, "sweep", _SUPPLEMENT, _occasion(case, wish), to=case.owing)
        yield "wish_told"


def _accepted(case: CaseFile) -> Iterator[str]:
    """That it is accepted, and that the notice of it can be had."""
    from chalicelib.casework import notify  # most are decided before anybody would be told

    if _is_to_be_told_of_acceptance(case):
        notify.tell(case, "sweep", "MESSAGE_ACCEPTED", to=case.owing)
        yield "acceptance_told"


def _is_to_be_told_of_acceptance(case: CaseFile) -> bool:
    """Accepted within a day, and waiting since: whoever was told of more has been told that too, and what is old is no news."""
    events = (case.events.get(code) for code in ("ACCEPTED", "ACCEPTED_IN_SILENCE"))
    at = max((event.at for event in events if event), default="")
    recent = at > clock.stamp(clock.now() - LATE)
    return recent and not any(message.at >= at for message in case.messages.values())


def _appealed(case: CaseFile) -> Iterator[str]:
    from chalicelib.casework import appealed as hearing  # few ends are objected to

    yield from hearing.make_known(case)


def _overtaken(case: CaseFile) -> Iterator[str]:
    from chalicelib.casework import notify  # hardly any case is overtaken

    for occasion in _untold(case):
        notify.tell(case, "sweep", _CLAIM_OVERTAKEN, occasion, to=case.owing)
        case = casefile.load(case.id)
        yield "overtaken_told"


def _untold(case: CaseFile) -> list[str]:
    """Each taking of what this case claimed that not all of its parties have been told of."""
    return [one for one in case.overtaken if case.untold(_CLAIM_OVERTAKEN, one, case.owing)]


def _have_been_told(case: CaseFile, wish: tasks.Task) -> bool:
    return not case.untold(_SUPPLEMENT, _occasion(case, wish), case.owing)


def _occasion(case: CaseFile, wish: tasks.Task) -> str:
    """One wish is told once, however often staff are asked for it."""
    return supplement.since(case) or wish.id.rpartition(".")[2]


_ASKED: Mapping[str, Callable[[CaseFile], Iterator[str]]] = {
    "mortgage": _registry,
    FOLLOWED_UP: _followed_up,
    "sign": _bank,
    supplement.KIND: _parties,
    OVERTAKEN: _overtaken,
    ACCEPTED: _accepted,
    PROCEDURE: procedures.told,
    APPEALED: _appealed,
    VOICED: voiced.told,
    REMINDER: reminders.reminded,
    ENDED_PART: _ended_part,
    SEAL: _seal,
}
