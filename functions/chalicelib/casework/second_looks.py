"""Second looks (复核): a scan of a form signed by hand waits in the centre's queue for another person than who took it.

No road waits for one, and it may wait in a draft. It is over with the look, or once nothing could rest on the scan any more.
"""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from chalicelib.casework.actor import Actor
from chalicelib.casework.clocks import due
from chalicelib.domain.status import OPEN_FORM, Status
from chalicelib.records import casefile, tasks
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.presences import COLLECTING, DENIED, SIGNED_FORM, Presence
from chalicelib.records.tasks import Task

KIND = "second_look"
_CONSENTS = "consents."
_SIGN, _OF_THE_FORM = "signatures", ("submit", "corrections")
_NOTHING = Changes()


def keep(case: CaseFile, form: Presence, hand: Changes = _NOTHING) -> Task:
    """Keeps a scan that nobody else has looked at, and puts it into the queue, in one write. Raises `Contended`."""
    due_at, provisional = due(case, KIND)
    last = _last(case, form)
    number = int(last.id.rpartition("-")[2]) + 1 if last else 1
    return tasks.open_task(
        case.id,
        KIND,
        _number(form, number),
        "",
        centre=case.centre,
        due_at=due_at,
        provisional=provisional,
        details={"scan": form.id, "person": form.person, "act": form.act},
        beside=casefile.update(case, expect=as_read(case, form), **changes(case, form) | hand),
    )


def queued(case: CaseFile, form: Presence) -> Task:
    """The open task about a scan that waits; opened where there is none: an earlier release had none, or it was over. Raises `Contended`."""
    task = _last(case, form)
    return task if task and task.is_open else keep(case, form)


def settle(case: CaseFile, form: Presence, task: Task, who: Actor, hand: Changes) -> None:
    """Keeps what that person has said of a scan and ends its task, both or neither. Raises `Contended` if another was faster."""
    from chalicelib.records import decisions  # the sweep decides nothing

    word = "rejected" if form.void else "accepted"
    decisions.decide(case, task.id, {"next": word}, who.login, expect=as_read(case, form), **changes(case, form) | hand)


def of_task(case: CaseFile, task: Task) -> Presence | None:
    """The scan a task is about."""
    return next((one for one in case.presences if one.id == task.details.get("scan")), None)


def unlisted(case: CaseFile, waits: Iterable[Task]) -> list[Presence]:
    """The scans that wait, as far as the case's own item tells, and of which none of these waits is."""
    listed = {wait.details.get("scan") for wait in waits if wait.kind == KIND and wait.is_open}
    return [
        one for one in case.presences if one.method == SIGNED_FORM and one.id not in listed and not is_over(case, one)
    ]


def denied_before(case: CaseFile, form: Presence) -> list[Presence]:
    """The scans for the same act of the same person of which they have said that they did not sign them."""
    return [
        one
        for one in case.presences
        if (one.party, one.act) == (form.party, form.act) and one.void.get("why") == DENIED
    ]


def took(form: Presence, who: Actor) -> bool:
    """Whether it is this person who took the scan. Earlier releases did not keep which person did: then it may be anybody."""
    return who.login == form.by or who.person == (form.hand or who.person)


def is_over(case: CaseFile, form: Presence | None) -> bool:
    """Whether the case's own item tells that nobody has to look at that scan any more: it is gone, accepted or void, was about another
    revision or contract, or a consent where the form is closed; or its clerk has brought another in its place; or the case has ended.
    The rest: casework/wanted.py."""
    if form is None or form.second or form.void or has_ended(case, form) or _is_replaced(case, form):
        return True
    if (form.act or "").startswith(_CONSENTS) and not _may_be_open(case):
        return True
    contract = case.contract.sha256 if case.contract else None
    about = {**dict.fromkeys(_OF_THE_FORM, str(case.revision)), _SIGN: contract}
    return form.about != about.get(form.act or "", form.about)


def _may_be_open(case: CaseFile) -> bool:
    """Whether parties may still consent: where somebody attends to the case it may wait for their corrections beside."""
    return case.status in OPEN_FORM or (case.status is Status.ATTENDING and case.notice is not None)


def has_ended(case: CaseFile, form: Presence) -> bool:
    """Whether the case has ended, so that nothing is done on that form: but for an agent who comes for what it has brought about."""
    return case.ended and not (COLLECTING in form.acts and case.results)


def _is_replaced(case: CaseFile, form: Presence) -> bool:
    said = [one.id for one in case.presences if _said(one) == _said(form)]
    return said[-1] != form.id


def _said(form: Presence) -> tuple[Any, ...]:
    return form.method, form.by, form.party, form.act, form.about, form.agent


def _last(case: CaseFile, form: Presence) -> Task | None:
    """The latest task about that scan: one whose half hour ran out is looked at again."""
    number, last = 1, None
    while found := tasks.find(case.id, KIND, _number(form, number)):
        number, last = number + 1, found
    return last


def _number(form: Presence, looks: int) -> str:
    """What tells that look at that scan apart, in the digits an id of a task has."""
    return f"{int(sha256(form.id.encode()).hexdigest()[:20], 16)}-{looks}"


def as_read(case: CaseFile, form: Presence) -> Expect:
    """What is written of a form holds only while nothing was done on it, by an agent under it neither: it is void or spent, never both."""
    return Expect(
        unchanged=("presences",), unspent=(form.id, *(one.id for one in case.presences if one.mandate == form.id))
    )


def changes(case: CaseFile, form: Presence) -> Changes:
    """The proofs of the case with this one, in its place or as the last."""
    return Changes(presences=[*{**{one.id: one for one in case.presences}, form.id: form}.values()])
