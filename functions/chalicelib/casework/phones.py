"""Phones (手机号码): which is somebody's own, and which were only typed for them."""

from chalicelib.casework import parties, prefilled
from chalicelib.casework.corrections import form_that_holds
from chalicelib.records.casefile import CaseFile


def own(case: CaseFile, key: str) -> str | None:
    """The phone of that party as their own login told it, on a consent that was not taken back: nobody has typed it for them."""
    login = prefilled.known(case, key, parties.named(case).get(key, "")).get("login")
    return login.values.get("person.phone") if login else None


def typed(case: CaseFile, key: str) -> list[str]:
    """Those typed for whom the case names as that party now: as handed in, where that was the same natural person, then as the form says.
    No proof that any is theirs."""
    was_the_same = case.is_submitted and case.parties.get(key) == parties.named(case).get(key)
    said = [case.handed_in, form_that_holds(case)] if was_the_same else [case.form]
    people = [one for form in said for one in form.get("people") or () if one.get("key") == key]
    return [*dict.fromkeys(one["phone"] for one in people if one.get("phone"))]
