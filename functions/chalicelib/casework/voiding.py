"""Consents that become void (授权失效): by a form that names their giver no more, or somebody else; by a denial of the paper they were given on.
The road does neither."""

from collections.abc import Callable, Mapping
from typing import Any

from chalicelib import clock
from chalicelib.casework import denied, naming, parties
from chalicelib.domain.status import WITHDRAWABLE
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.presences import Presence
from chalicelib.trust import consent


def by_saving(case: CaseFile, form: Mapping[str, Any]) -> Changes:
    """What to write with a draft. A correction makes nothing void before it is sent: the case may go on without."""
    return Changes() if case.is_submitted else by_form(case, form)


def by_form(case: CaseFile, form: Mapping[str, Any]) -> Changes:
    """What to write with a form: consents of whom it names no more are worth nothing, and stay so when it names them again; so is the
    paper of whom it gives another name or number, as it names somebody else."""
    named = {**parties.references(form), parties.BORROWER: case.applicant}
    after = _void(case, lambda one: named.get(one["person"]) != one["party"] or not naming.is_of(case, form, one))
    return Changes(consents=after) if after != case.consents else Changes()


def rest_on(case: CaseFile, form: Presence) -> bool:
    """Whether a consent that was given on it may still be relied on."""
    return any(one.get("presence") == form.id and consent.stands(one) for one in case.consents)


def by_denial(case: CaseFile, form: Presence, by: str) -> tuple[Changes, Expect]:
    """What a denial makes of the consents given on that form: they are void, and as with one that is taken back a case on its road
    leaves it, if it still may and nothing else of that party stands in their place."""
    after, named = _void(case, lambda one: one.get("presence") == form.id), parties.named(case)
    if not consent.live(case.consents, named).keys() - consent.live(after, named).keys() or not case.may_be_withdrawn:
        return Changes(consents=after), Expect(status={case.status}, unchanged=("presences", "consents"))
    return Changes(consents=after) | denied.leaving(case, by), Expect(
        status=WITHDRAWABLE, unchanged=("presences", "consents", *denied.LEAVES_AS_READ)
    )


def _void(case: CaseFile, which: Callable[[consent.Consent], bool]) -> list[consent.Consent]:
    """Its consents, of which those that are meant are worth nothing from now on."""
    at = clock.stamp()
    return [{**one, "void_at": at} if consent.stands(one) and which(one) else one for one in case.consents]
