"""Whom a paper names (授权书所载姓名): it bears a name and an ID number, and is worth nothing for whoever is called otherwise."""

from collections.abc import Mapping
from typing import Any

from chalicelib.records.casefile import CaseFile
from chalicelib.trust import consent, vault
from chalicelib.trust.consent import Consent

CREDIT = "credit"  # the use that is consented to on a paper


def digest(case: CaseFile, name: str, id_number: str) -> str:
    """Name and ID number as a digest that says nothing to whoever has not the key of the case."""
    return vault.digest(case.id, case.key, "named", f"{id_number.strip().upper()}/{name.strip()}")


def of_party(case: CaseFile, form: Mapping[str, Any], key: str) -> str | None:
    """The digest of whom a form names as that party; None while it has not both."""
    name, id_number = _called(form, key)
    return digest(case, name, id_number) if name and id_number else None


def bears(one: Consent, named: str | None) -> bool:
    """Whether the paper of a consent bears that name and number; earlier releases did not keep whom it names."""
    return "named" not in one or one["named"] == named


def live(case: CaseFile, form: Mapping[str, Any], named: Mapping[str, str]) -> dict[tuple[str, str], Consent]:
    """What may be relied on under the names of a form, by person and use: a later paper that names somebody else takes the place of none."""
    return consent.live([one for one in case.consents if is_of(case, form, one)], named)


def is_of(case: CaseFile, form: Mapping[str, Any], one: Consent) -> bool:
    """Whether a consent is of whom a form names as that party, as far as it is on a paper that names them. One of an earlier release is, unless
    the form says otherwise than the one handed in, or than the draft that is saved."""
    if one["use"] != CREDIT:
        return True
    if "named" in one:
        return bears(one, of_party(case, form, one["person"]))
    before = case.handed_in if case.is_submitted else case.form
    return _called(before, one["person"]) == _called(form, one["person"])


def _called(form: Mapping[str, Any], key: str) -> tuple[str, str]:
    person: Mapping[str, Any] = next((one for one in form.get("people") or () if one.get("key") == key), {})
    return person.get("name") or "", person.get("id_number") or ""
