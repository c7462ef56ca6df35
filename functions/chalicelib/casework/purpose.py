"""Why something personal is asked (用途): who asks, for which case, on whose consents."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from chalicelib.agencies.purpose import Purpose
from chalicelib.domain.form.application import Consent
from chalicelib.records import ledger
from chalicelib.records.casefile import CaseFile
from chalicelib.trust import consent


def purpose_of(case: CaseFile, step: str, operator: str = "system") -> Purpose:
    """The purpose of one step; each agency says about whom and replacing which material.

    It rests on the consents that live in the case as it is now, whatever was sealed with the application.
    """
    return Purpose(
        case=case.id, number=case.number or case.id, asked_by=step, centre=case.centre, consents=_live(case), operator=operator,
        record=lambda entry: ledger.append(case.id, entry),
    )  # fmt: skip


@contextmanager
def asking(case: CaseFile, step: str) -> Iterator[Purpose]:
    """The purpose of several calls that make one answer: their uses stand together in the ledger before anybody goes by it."""
    with ledger.together(case.id) as record:
        yield replace(purpose_of(case, step), record=record)


def _live(case: CaseFile) -> tuple[Consent, ...]:
    found = consent.live(case.consents, case.parties)
    return tuple(
        Consent(one["id"], person, use, one["given_at"], one.get("paper", {}).get("sha256", ""))
        for (person, use), one in found.items()
    )
