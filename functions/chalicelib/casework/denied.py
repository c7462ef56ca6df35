"""What is denied (否认签字) of what was signed by hand, and what was done on it: consents given on it are void at once, and the money
waits until a person knows whether it is theirs."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from chalicelib import clock
from chalicelib.domain.status import OPEN_FORM
from chalicelib.records.casefile import CaseFile, Changes
from chalicelib.records.changes import OF_MONEY, Name
from chalicelib.records.contents import Document, Withdrawal
from chalicelib.records.presences import DENIED, Presence

NOT_THEIRS = "DOCUMENT_NOT_THEIRS"  # the defect of what an agent brought whom nobody had sent
_LOAN_RESTS_ON = ("signatures", "submit", "corrections")
LEAVES_AS_READ: tuple[Name, ...] = (*OF_MONEY, "leaving")


def is_denied(form: Presence) -> bool:
    """Whether who is said to have signed it says that they have not."""
    return form.void.get("why") == DENIED


def is_used(case: CaseFile, form: Presence) -> bool:
    """Whether something was done on it; on an authorisation, by an agent who came under it."""
    done = {*case.spent, *(document.brought for document in case.documents.values())}
    return any(one.id in done for one in under(case, form))


def under(case: CaseFile, form: Presence) -> list[Presence]:
    """That form, and whoever came under it where it is an authorisation."""
    return [one for one in case.presences if form.id in (one.id, one.mandate)]


def holds_money_up(case: CaseFile) -> bool:
    """Whether a contract was signed, or an application handed in, on what is denied, or with a file of whoever came under it, and no
    person has found out that it is theirs; nor has that party, once it was found to be forged, signed the contract themselves."""
    return any(_doubted(case))


def is_found_forged(case: CaseFile) -> bool:
    """Whether of something the money waits for two persons have found out that it is not theirs."""
    return any(found_out(form) == "UPHELD" for form, _ in _doubted(case))


def of_signature(case: CaseFile, person: str) -> str:
    """What is said of a signature on the contract that is there: DENIED by its party, FORGED as two persons have found out, or nothing."""
    it = ("signatures", person, case.signatures[person].sha256)
    said = {found_out(form) for form, done in _doubted(case) if (done.act, done.person, done.about) == it}
    return "FORGED" if "UPHELD" in said else "DENIED" if said else ""


def _doubted(case: CaseFile) -> Iterator[tuple[Presence, Presence]]:
    """What is denied, and what was done on it that the loan rests on."""
    return (
        (form, done)
        for form in case.presences
        if is_denied(form) and "resolved_by" not in form.void
        for done in under(case, form)
        if _rests_on(case, done) and not _is_signed_anew(case, form, done)
    )


def _is_signed_anew(case: CaseFile, form: Presence, done: Presence) -> bool:
    """Or the contract is void. Once a case has ended a forged signature is made void no more: it is there, and is none of theirs."""
    signed = case.signatures.get(done.person)
    if signed is None or done.act != "signatures" or found_out(form) != "UPHELD":
        return False
    is_another = signed.sha256 != done.about or signed.at >= form.void["at"]
    return case.has_signed(done.person) and (is_another or bool(case.contract and case.contract.voided_at))


def _rests_on(case: CaseFile, done: Presence) -> bool:
    """Whether the loan does, so that a void one undoes it."""
    if done.act in _LOAN_RESTS_ON and is_used(case, done):
        return True
    brought = _brought(case, done).keys()  # where there is none, nobody opens the application
    return bool(brought and brought & _handed_in(case))


def _brought(case: CaseFile, done: Presence) -> dict[str, Document]:
    """What that agent has brought, by its id."""
    return {id: one for id, one in case.documents.items() if one.brought == done.id}


def _handed_in(case: CaseFile) -> set[str]:
    """The files that were handed in with the application, by their ids."""
    return {*chain(*case.application.documents.values())} if case.is_submitted else set()


def leaving(case: CaseFile, by: str) -> Changes:
    """A case leaves its road as one that is taken back."""
    return Changes(withdrawal=case.withdrawal or Withdrawal(clock.stamp(), by, "denial"))


def resolved(case: CaseFile, form: Presence, who: str) -> Changes:
    """A person has found out that the form is theirs: it stays void, and no money waits for it any more."""
    return Changes(presences=_found_out(case, form, "resolved_by", who))


def upheld(case: CaseFile, form: Presence, who: str) -> Changes:
    """Two persons have found out that it is not: a signature on the contract is void, and no money goes out on it; a case that was handed
    in on it, by an agent too, and has no contract yet leaves its road. What an agent brought under it counts no more, and a case that was
    handed in with that leaves its road too, unless it can still be brought anew. Its consents are void since the denial."""
    changes = Changes(presences=_found_out(case, form, "upheld_by", who))
    acts = {one.act for one in under(case, form) if is_used(case, one)}
    signature = case.signatures.get(form.person)
    if "signatures" in acts and not case.ended and signature and signature.sha256 == form.about:
        changes["signatures"] = {form.person: replace(signature, void_at=clock.stamp())}
    brought: dict[str, Document] = {}
    for one in under(case, form):
        brought |= _brought(case, one)
    if brought:
        changes["documents"] = {id: replace(one, state="rejected", defect=NOT_THEIRS) for id, one in brought.items()}
    is_in = bool(brought.keys() & _handed_in(case)) and case.status not in OPEN_FORM
    if (acts & {"submit", "corrections"} or is_in) and case.may_be_withdrawn and not case.is_decided:
        changes |= leaving(case, who)
    return changes


def found_out(form: Presence) -> str:
    """What has been found out about a denial: RESOLVED, UPHELD, or nothing yet."""
    return "UPHELD" if "upheld_by" in form.void else "RESOLVED" if "resolved_by" in form.void else ""


def _found_out(case: CaseFile, form: Presence, what: str, who: str) -> list[Presence]:
    found = {what: who, "found_at": clock.stamp()}
    return [replace(one, void={**one.void, **found}) if one.id == form.id else one for one in case.presences]
