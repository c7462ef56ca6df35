"""Partners whose word is late (催办): the registry is asked, the bank is told once more what it has to do."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from chalicelib import clock
from chalicelib.agencies import registry
from chalicelib.banks import webhooks
from chalicelib.casework import registration, supplement
from chalicelib.casework.purpose import purpose_of
from chalicelib.errors import AgencyUnavailable, BankUnavailable
from chalicelib.records import casefile, tasks
from chalicelib.records.casefile import CaseFile
from chalicelib.sweep.gauges import Word

LATE = timedelta(days=1)
REGISTRY = "registry"
_PARTNERS = {"mortgage": REGISTRY, supplement.KIND: "province"}  # beside the bank of the contract


def late(case: CaseFile, waits: Sequence[tasks.Task]) -> list[Word]:
    """Whose callback a wait has been open for since a day; and what the registry wants more, until the parties are told of it."""
    since = clock.stamp(clock.now() - LATE)
    kinds = {wait.kind for wait in waits if wait.is_open and wait.opened_at < since}
    late = [Word(case.id, kind) for kind in ("mortgage", "sign") if kind in kinds]
    wish = supplement.wanted(case, waits)
    return [*late, Word(case.id, supplement.KIND)] if wish and not _have_been_told(case, wish) else late


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
    if case.ended or case.withdrawal or case.is_leaving:
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
    filed, purpose = case.mortgage, purpose_of(case, "sweep")
    if filed is None:
        return
    known = registry.query_mortgage(filed.apply_biz_id, purpose)
    if known is None and filed.status == "PENDING":
        from chalicelib.casework.lodging import lodge  # few are lost

        lodge(case, filed, purpose)
        yield "registry_applied_to_again"
    elif known and known.status in registration.OUTCOMES:
        registration.hear(case, known.status, known.certificate, known.registered_at, known.reason)
        yield "registry_asked"


def _bank(case: CaseFile) -> Iterator[str]:
    contract, missing = case.contract, set(case.parties) - set(case.signatures)
    if contract and not missing and case.unsigned:  # the bank has to, or have its own part signed
        number = contract.number
        id, at = f"{number}.ready.{clock.today()}", contract.drawn_up_at
        webhooks.send(contract.bank, "loan.contract.ready", {"contract_number": number}, id, at)
        yield "bank_reminded"


def _parties(case: CaseFile) -> Iterator[str]:
    from chalicelib.casework import notify  # the registry hardly ever wants more

    wish = supplement.wanted(case)
    if wish and not _have_been_told(case, wish):
        notify.tell(case, "sweep", "MESSAGE_SUPPLEMENT", _occasion(wish))
        yield "wish_told"


def _have_been_told(case: CaseFile, wish: tasks.Task) -> bool:
    return all(f"MESSAGE_SUPPLEMENT.{key}.{_occasion(wish)}" in case.messages for key in case.parties)


def _occasion(wish: tasks.Task) -> str:
    return wish.id.rpartition(".")[2]


_ASKED: Mapping[str, Callable[[CaseFile], Iterator[str]]] = {
    "mortgage": _registry,
    "sign": _bank,
    supplement.KIND: _parties,
}
