"""Whom a paper names (授权书所载姓名): it bears a name and an ID number, and is worth nothing for whoever is called otherwise."""

from collections.abc import Mapping
from typing import Any

from chalicelib.records.casefile import CaseFile
from chalicelib.trust import vault
from chalicelib.trust.consent import Consent


def digest(case: CaseFile, name: str, id_number: str) -> str:
    """Name and ID number as a digest that says nothing to whoever has not the key of the case."""
    return vault.digest(case.id, case.key, "named", f"{id_number.strip().upper()}/{name.strip()}")


def of_party(case: CaseFile, form: Mapping[str, Any], key: str) -> str | None:
    """The digest of whom a form names as that party; None while it has not both."""
    person: Mapping[str, Any] = next((one for one in form.get("people") or () if one.get("key") == key), {})
    name, id_number = person.get("name"), person.get("id_number")
    return digest(case, name, id_number) if name and id_number else None


def bears(one: Consent, named: str | None) -> bool:
    """Whether the paper of a consent bears that name and number; earlier releases did not keep whom it names."""
    return "named" not in one or one["named"] == named
