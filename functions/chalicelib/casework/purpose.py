"""Why something personal is asked (用途): who asks, for which case, on whose consents."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from chalicelib.agencies.purpose import Purpose
from chalicelib.records import ledger
from chalicelib.records.casefile import CaseFile


def purpose_of(case: CaseFile, step: str) -> Purpose:
    """The purpose of one step; each agency says about whom and replacing which material."""
    return Purpose(
        case=case.id, number=case.number or case.id, asked_by=step, centre=case.centre, consents=case.application.consents,
        record=lambda entry: ledger.append(case.id, entry),
    )  # fmt: skip


@contextmanager
def asking(case: CaseFile, step: str) -> Iterator[Purpose]:
    """The purpose of several calls that make one answer: their uses stand together in the ledger before anybody goes by it."""
    with ledger.together(case.id) as record:
        yield replace(purpose_of(case, step), record=record)
