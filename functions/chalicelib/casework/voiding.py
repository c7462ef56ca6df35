"""Consents that a form voids (授权失效): whose giver it names no more, and whose paper names somebody else. The road saves no form."""

from collections.abc import Mapping
from typing import Any

from chalicelib import clock
from chalicelib.casework import authorisation, parties
from chalicelib.records.casefile import CaseFile, Changes
from chalicelib.trust import consent


def by_form(case: CaseFile, form: Mapping[str, Any]) -> Changes:
    """What to write with a form: consents of whom it names no more are worth nothing, and stay so when it names them again; so is the
    paper of whom it gives another name or number, as it names somebody else."""
    renamed, named = renamed_in(case, form), {**parties.references(form), parties.BORROWER: case.applicant}
    void = [
        one
        for one in case.consents
        if consent.stands(one)
        and (
            named.get(one["person"]) != one["party"]
            or (one["use"] == authorisation.CREDIT and one["person"] in renamed)
        )
    ]
    if not void:
        return Changes()
    at, ids = clock.stamp(), {one["id"] for one in void}
    return Changes(consents=[{**one, "void_at": at} if one["id"] in ids else one for one in case.consents])


def renamed_in(case: CaseFile, form: Mapping[str, Any]) -> set[str]:
    """The parties of whom a form has another name or number than the one that is saved."""
    before, after = _called(case.form), _called(form)
    return {key for key, called in before.items() if after.get(key) != called}


def _called(form: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    return {
        one["key"]: (one.get("name") or "", one.get("id_number") or "")
        for one in form.get("people") or ()
        if one.get("key")
    }
