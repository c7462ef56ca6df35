"""Why something personal is asked (用途): who asks, for which case, on whose consents."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from chalicelib.agencies.purpose import Purpose
from chalicelib.domain.form.application import Consent
from chalicelib.errors import PreconditionFailed, Withdrawn
from chalicelib.records import casefile, ledger
from chalicelib.records.casefile import CaseFile
from chalicelib.trust import consent


def purpose_of(case: CaseFile, step: str, operator: str = "system") -> Purpose:
    """The purpose of one step; each agency says about whom and replacing which material.

    It rests on the consents that live in the case as it is now, whatever was sealed with the application.
    """
    return Purpose(
        case=case.id, number=case.known_as, asked_by=step, centre=case.centre, consents=_live(case), operator=operator,
        still=partial(_still, case), names=partial(_names, case), parties=case.parties, record=lambda entry: ledger.append(case.id, entry),
    )  # fmt: skip


@contextmanager
def asking(case: CaseFile, step: str) -> Iterator[Purpose]:
    """The purpose of several calls that make one answer: their uses stand together in the ledger before anybody goes by it."""
    with ledger.together(case.id) as record:
        yield replace(purpose_of(case, step), record=record)


def _still(case: CaseFile, consent_id: str) -> None:
    """One consistent read. Raises `Withdrawn` where the case leaves its road, `PreconditionFailed` where that consent is taken back
    or void, or the case has ended."""
    now = casefile.load(case.id)
    if now.is_withdrawn:
        raise Withdrawn("taken back while agencies were being asked")
    as_read = now.large.get("consents") == case.large.get("consents")
    standing = as_read or any(one["id"] == consent_id and consent.stands(one) for one in now.consents)
    if now.ended or not standing:
        raise PreconditionFailed("a consent was taken back while agencies were being asked", "CONSENT_WITHDRAWN")


def _names(case: CaseFile, consent_id: str, matter: str) -> bool:
    """Whether that consent was given for whoever answers in that matter of the case. The fund's own matters name nobody else, and of the other
    uses the words alone say who is asked."""
    from chalicelib.casework.rules import policy_of  # a step that asks on a legal basis alone needs no words

    given = next((one for one in case.consents if one["id"] == consent_id), None)
    if given is None or given["use"] != "data":
        return given is not None
    of = next((one.department for one in policy_of(case).matters if one.code == matter), "")
    return not of or of in consent.departments(given)


def _relied_on(case: CaseFile) -> dict[tuple[str, str], consent.Consent]:
    if not case.is_submitted:
        return consent.live(case.consents, case.parties)
    from chalicelib.casework import naming  # who asks about a draft has no names yet

    return naming.live(case, case.handed_in, case.parties)


def _live(case: CaseFile) -> tuple[Consent, ...]:
    found = _relied_on(case)
    return tuple(
        Consent(
            one["id"], person, use, one["given_at"], one.get("paper", {}).get("sha256", ""), _of_children(case, one)
        )
        for (person, use), one in found.items()
    )


def _of_children(case: CaseFile, given: consent.Consent) -> bool | None:
    """Whether it was given as guardian too; None where that was not to be asked."""
    if given["use"] != "data" or given.get("children"):
        return given.get("children")
    from chalicelib.casework.rules import policy_of  # words of today say it themselves

    return False if policy_of(case).authorisations["data"].children else None
