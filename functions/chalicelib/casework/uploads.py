"""Whose an uploaded file is (材料归属): of a natural person, not of whoever is the spouse by now."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from chalicelib.records.casefile import CaseFile, Changes
from chalicelib.records.contents import Document
from chalicelib.trust.index import reference


def counting(case: CaseFile, named: Mapping[str, str]) -> dict[str, Document]:
    """The files of those who are named (party to reference), and the case's own; a former spouse's do not count for the next."""
    return {id: one for id, one in case.documents.items() if one.party in (None, named.get(one.person or ""))}


def kept_apart(case: CaseFile, form: Mapping[str, Any]) -> Changes:
    """What to write with a form that names another person under a key: the files of whom it named stay that person's, also those of
    earlier releases, which kept the key alone."""
    before, after = _numbers(case.form), _numbers(form)
    gone = {key: reference("person", number) for key, number in before.items() if after.get(key) != number}
    theirs = {
        id: replace(one, party=gone[one.person])
        for id, one in case.documents.items()
        if one.party is None and one.person in gone
    }
    return Changes(documents=theirs) if theirs else Changes()


def _numbers(form: Mapping[str, Any]) -> dict[str, str]:
    return {one["key"]: one["id_number"] for one in form.get("people") or () if one.get("key") and one.get("id_number")}
