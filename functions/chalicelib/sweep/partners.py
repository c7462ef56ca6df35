"""Asking for each word that is late (催办): the registry is asked, the bank is told once more what it has to do; and parties who have not been
told yet are."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from chalicelib import clock
from chalicelib.agencies import registry
from chalicelib.banks import webhooks
from chalicelib.casework import registration, reminders, supplement
from chalicelib.casework.found import Found, Kind
from chalicelib.casework.purpose import purpose_of
from chalicelib.casework.waits import is_held_up
from chalicelib.errors import AgencyUnavailable, BankUnavailable
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile
from chalicelib.sweep import failing, procedures, voiced, words
from chalicelib.sweep.gauges import Word

_REGISTRY, _PROVINCE, _BANK = "registry", "province", "bank"


class _Asking(NamedTuple):
    """Who has to answer for it, the bank being that of the contract; what is done; and whether it is due once a case has ended, too."""

    of: str
    act: Callable[[CaseFile], Iterator[Found]]
    outlives: bool = False


def asked(late: Iterable[Word], goes_on: Callable[[], bool]) -> Iterator[Kind]:
    """Asks for each word that is late, while there is time. A partner that does not answer is asked no more in this run."""
    silent: set[str] = set()
    for word in late:
        if not goes_on():
            return
        try:
            yield from _asked(word, silent)
        except Exception as error:  # nor does one case keep the others from being asked about
            yield failing.failed("not asked", error, case=word.case, kind=word.kind)


def _asked(word: Word, silent: set[str]) -> Iterator[Found]:
    case, asking = casefile.load(word.case), _ASKING[word.kind]
    if not asking.outlives and (case.ended or case.withdrawal or case.is_leaving):
        return
    partner = asking.of if asking.of != _BANK else case.contract.bank if case.contract else ""
    if partner in silent:
        return
    try:
        yield from asking.act(case)
    except (AgencyUnavailable, BankUnavailable):
        silent.add(partner)
        raise


def _registry(case: CaseFile) -> Iterator[Found]:
    filed, known = case.mortgage, _known(case)
    if filed and filed.status == "PENDING" and known is None:
        from chalicelib.casework.lodging import lodge  # few are lost

        lodge(case, filed, purpose_of(case, "sweep"))
        yield Found.REGISTRY_APPLIED_TO_AGAIN
    else:
        yield from _heard(case, known)


def _followed_up(case: CaseFile) -> Iterator[Found]:
    """Whoever sees to it may be applying anew: here the registry is asked only."""
    yield from _heard(case, _known(case))


def _known(case: CaseFile) -> registry.Mortgage | None:
    filed = case.mortgage
    return registry.query_mortgage(filed.apply_biz_id, purpose_of(case, "sweep")) if filed else None


def _heard(case: CaseFile, known: registry.Mortgage | None) -> Iterator[Found]:
    if known and known.status in registration.OUTCOMES:
        registration.hear(case, known.status, known.certificate, known.registered_at, known.reason)
        yield Found.REGISTRY_ASKED


def _bank(case: CaseFile) -> Iterator[Found]:
    contract, missing = case.contract, set(case.parties) & set(case.unsigned)
    if (
        contract and not missing and case.unsigned and not is_held_up(case)
    ):  # the bank has to, or have its own part signed
        number = contract.number
        id, at = f"{number}.ready.{clock.today()}", contract.drawn_up_at
        webhooks.send(contract.bank, "loan.contract.ready", {"contract_number": number}, id, at)
        yield Found.BANK_REMINDED


def _ended_part(case: CaseFile) -> Iterator[Found]:
    """That it was asked is written down once it has answered."""
    from chalicelib.casework import two_pay_outs  # few loans are two

    if words.has_to_say(case):
        case = two_pay_outs.heard(case)
        casefile.amend(case, casefile.event("BANK_PART_ASKED_LAST"))
        yield Found.BANK_ASKED


def _seal(case: CaseFile) -> Iterator[Found]:
    from chalicelib.casework import seal_owed  # hardly any bank lets a paid case wait

    if words.owes_seal(case):
        seal_owed.take(case)
        yield Found.CONTRACT_SEALED


def _parties(case: CaseFile) -> Iterator[Found]:
    from chalicelib.casework import notify  # the registry hardly ever wants more

    wish = supplement.wanted(case)
    if wish and not words.have_been_told(case, wish):
        notify.tell(case, "sweep", words.MESSAGE_WISH, words.occasion(case, wish), to=case.owing)
        yield Found.WISH_TOLD


def _accepted(case: CaseFile) -> Iterator[Found]:
    """That it is accepted, and that the notice of it can be had."""
    from chalicelib.casework import notify  # most are decided before anybody would be told

    if words.is_to_be_told_of_acceptance(case):
        notify.tell(case, "sweep", "MESSAGE_ACCEPTED", to=case.owing)
        yield Found.ACCEPTANCE_TOLD


def _appealed(case: CaseFile) -> Iterator[Found]:
    from chalicelib.casework import appealed as hearing  # few ends are objected to

    yield from hearing.make_known(case)


def _overtaken(case: CaseFile) -> Iterator[Found]:
    from chalicelib.casework import notify  # hardly any case is overtaken

    for occasion in words.overtaken(case):
        notify.tell(case, "sweep", words.MESSAGE_OVERTAKEN, occasion, to=case.owing)
        case = casefile.load(case.id)
        yield Found.OVERTAKEN_TOLD


_ASKING: Mapping[str, _Asking] = {
    words.FILED: _Asking(_REGISTRY, _registry),
    words.FOLLOWED_UP: _Asking(_REGISTRY, _followed_up),
    words.CONTRACT: _Asking(_BANK, _bank),
    words.WISH: _Asking(_PROVINCE, _parties),
    words.OVERTAKEN: _Asking(_PROVINCE, _overtaken),
    words.ACCEPTED: _Asking(_PROVINCE, _accepted),
    words.PROCEDURE: _Asking(_PROVINCE, procedures.told),
    words.REMINDER: _Asking(_PROVINCE, reminders.reminded),
    words.APPEALED: _Asking(_PROVINCE, _appealed, outlives=True),
    words.VOICED: _Asking(_PROVINCE, voiced.told, outlives=True),
    words.ENDED_PART: _Asking(_BANK, _ended_part, outlives=True),
    words.SEAL: _Asking(_BANK, _seal, outlives=True),
}
