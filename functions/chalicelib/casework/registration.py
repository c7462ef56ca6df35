"""What the registry says of a mortgage (抵押登记结果), whether it called back or was asked: recorded first, then told to the road."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace

from chalicelib import clock
from chalicelib.errors import Contended
from chalicelib.records import casefile, tasks
from chalicelib.records.casefile import CaseFile, Changes, Expect, Told
from chalicelib.records.loan import NOT_REGISTERED, Mortgage
from chalicelib.records.opened import MOST_SAID

MORE_MATERIAL = "MoreMaterial"
# What its words mean to the road. `MoreMaterial` is an error to it, so that executions of every release know what to do.
OUTCOMES: Mapping[str, Mapping[str, str]] = {
    "DONE": {"next": "registered"},
    "REJECTED": {"next": "rejected"},
    "CANCELLED": {"next": "rejected"},
    "NEED_MORE_MATERIAL": {"error": MORE_MATERIAL},
}
REGISTRY = "registry"
_LAST = ("DONE", *NOT_REGISTERED)
_GIVEN_UP = ("DISCHARGED", "LEFT")
# Who follows up a registration, and the word for the road that takes it back to where the registry's last word is found.
_FOLLOWING: Mapping[str, Mapping[str, str]] = {"supplement": {"next": "supplied"}, "attend": {"next": "retry"}}


def hear(
    case: CaseFile, status: str, certificate: str | None, registered_at: str | None, wish: str | None = None
) -> None:
    """Takes the registry's word. One that means nothing to us changes nothing; a last word other than its last is disputed. Safe to
    repeat."""
    mortgage = case.mortgage
    if mortgage is None or status not in OUTCOMES:
        return
    if _contradicts(mortgage, status, certificate):
        _dispute(case, mortgage, _contradiction(mortgage, status), status, certificate or "", wish)
        return
    if mortgage.status != status or is_news(case, wish):
        if not mortgage.may_change:
            return
        after = said(case, mortgage, status, certificate, registered_at, wish)
        casefile.amend(case, *news(mortgage, after), expect=Expect(unchanged=("mortgage",)), mortgage=after)
    _tell(case, mortgage, OUTCOMES[status])
    if status in _LAST:
        resume(case.id)


def said(
    case: CaseFile,
    mortgage: Mortgage,
    status: str,
    certificate: str | None,
    registered_at: str | None,
    wish: str | None,
) -> Mortgage:
    """What news of the registry's makes of an application."""
    return replace(
        mortgage,
        status=status,
        certificate_number=certificate and _alike(certificate),
        registered_at=registered_at,
        wanted=case.seal_wish(wish),
        wanted_at=clock.stamp() if status == "NEED_MORE_MATERIAL" else "",
    )


def news(before: Mortgage, after: Mortgage) -> Iterator[Told]:
    """The line of the timeline that a last word makes, one for each application. What the registry wants more has that of whoever sees to it."""
    if before.status == after.status:
        return
    if after.status == "DONE":
        yield casefile.event("MORTGAGE_REGISTERED", after.apply_biz_id)
    elif after.status in NOT_REGISTERED:
        yield casefile.event("MORTGAGE_REJECTED", after.apply_biz_id)


def hear_of_earlier(case: CaseFile, status: str, certificate: str | None, why: str | None = None) -> None:
    """Takes the registry's word on an application that was given up for another. That it is registered after all is news: two may lie on
    the home. Nothing else of it is, nor the certificate we know. Safe to repeat."""
    from chalicelib.casework import disputes  # hardly any is spoken of again

    mortgage = case.mortgage
    if mortgage and status == "DONE" and not _is_known(mortgage, certificate):
        _dispute(case, mortgage, disputes.REGISTRY_EARLIER_DONE, status, certificate or "", why)


def resume(case: str, kinds: Collection[str] = tuple(_FOLLOWING)) -> bool:
    """Nobody has to follow up what the registry has said its last of: the road goes back, and finds it. False where nobody was relieved
    of it: who follows it up was faster, and what they have said counts."""
    relieved = False
    for wait in tasks.of_case(case):
        if wait.is_open and wait.kind in kinds and follows(wait):
            with suppress(Contended):
                tasks.answer(wait.id, _FOLLOWING[wait.kind], REGISTRY)
                relieved = True
    return relieved


def follows(wait: tasks.Task) -> bool:
    """Whoever has it follows up a registration for the road."""
    return wait.kind in _FOLLOWING and wait.details.get("step") in ("Mortgage", "Supplement")


def has_ended(case: CaseFile) -> bool:
    """The registry has said its last."""
    return case.mortgage is not None and case.mortgage.status in _LAST


def _contradicts(mortgage: Mortgage, status: str, certificate: str | None) -> bool:
    """Whether two last words of the registry cannot both be true. A wish that its last word has overtaken is none; a registration of
    what we took back or gave up is one, unless it is the one we knew of then."""
    if mortgage.status in _GIVEN_UP and status == "DONE":
        return not _is_known(mortgage, certificate)
    if mortgage.status == status == "DONE":
        return bool(_alike(certificate or "")) and not _is_known(mortgage, certificate)
    return {mortgage.status, status} in [{"DONE", refused} for refused in NOT_REGISTERED]


def _is_known(mortgage: Mortgage, certificate: str | None) -> bool:
    """Whether it is the certificate we know, however it is written. Who names none has named no known one."""
    return bool(said := _alike(certificate or "")) and said == _alike(mortgage.certificate_number or "")


def _alike(certificate: str) -> str:
    from chalicelib.domain.form import normal  # who only waits for the registry has no need of it

    return normal.document(certificate)


def _contradiction(mortgage: Mortgage, status: str) -> str:
    from chalicelib.casework import disputes  # only a contradiction needs it

    if mortgage.status == status:
        return disputes.REGISTRY_OTHER_CERTIFICATE
    return disputes.REGISTRY_TOOK_BACK if status in NOT_REGISTERED else disputes.REGISTRY_DONE_AFTER_REFUSAL


def _dispute(case: CaseFile, mortgage: Mortgage, code: str, status: str, certificate: str, why: str | None) -> None:
    """A person has to find out. That no money goes out until then is written with their task: of it and the order only one is, and none of
    what they have found out already."""
    from chalicelib.casework import disputes, words  # only a contradiction needs them

    words.keep(case, REGISTRY, status, why)
    doubt = disputes.task_of(case, code, REGISTRY, status, certificate)
    is_held = doubt in mortgage.doubts or case.ended
    held = Changes(mortgage=replace(mortgage, doubts=[*mortgage.doubts, doubt]))
    beside = None if is_held else disputes.Beside(held, Expect(unchanged=("mortgage",)))
    disputes.open_task(casefile.load(case.id) if is_held else case, code, REGISTRY, status, certificate, beside)


def is_news(case: CaseFile, wish: str | None) -> bool:
    """The registry wants something, and not what it wanted last."""
    return wish not in (None, "") and wish[:MOST_SAID] != case.wish


def _tell(case: CaseFile, mortgage: Mortgage, outcome: Mapping[str, str]) -> None:
    task = tasks.task_id(case.id, "mortgage", mortgage.attempt)
    try:
        tasks.answer(task, outcome, REGISTRY)
    except Contended:
        # That wait is over, or not there yet: who opens it finds the word. The registry need not tell us again.
        with suppress(tasks.TaskNotFound):
            if tasks.get(task).is_open:
                raise
