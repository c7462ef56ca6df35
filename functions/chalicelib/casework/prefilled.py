"""What sources have told of people (预填所得), as far as it may still be shown, and beside what the form states."""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from chalicelib.casework import parties
from chalicelib.casework.corrections import form_that_holds
from chalicelib.casework.rules import policy_of
from chalicelib.domain.form import prefill
from chalicelib.domain.form.circumstances import of_form
from chalicelib.records.casefile import CaseFile
from chalicelib.records.contents import Prefilled
from chalicelib.trust import consent

USE = "data"  # of the consents
Answered = Mapping[str, Prefilled]  # by source


class Field(NamedTuple):
    """One field or record: known, with source and time, or with the code of why not. `same`: None while the form says nothing of it."""

    place: str
    source: str
    value: Any = None
    at: str | None = None
    code: str = ""
    same: bool | None = None


class Compared(NamedTuple):
    """One field that stands in the form and that a source told of."""

    key: str
    path: str
    place: str
    source: str
    at: str
    stated: Any
    known: Any

    @property
    def same(self) -> bool:
        """Whether the form says what the source said."""
        return prefill.agrees(self.path, self.stated, self.known)


def fields(case: CaseFile, key: str, party: str) -> tuple[list[Field], list[Field]]:
    """What is told of this natural person as that party, as fields of the form and as records."""
    policy = policy_of(case)
    facts, kept, may = of_form(case.form, policy), known(case, key, party), departments(case, key, party)
    shown, records = list[Field](), list[Field]()
    for name, department in prefill.sources(policy, facts, key).items():
        one, source = kept.get(name), prefill.SOURCES[name].agency
        code = _why_not(one, department, may)
        for path, place in prefill.places(name, case.form, key, policy, facts):
            shown.append(_field(place, source, one, code, path, prefill.stated(case.form, key, path)))
        records += [_field(path, source, one, code, path) for path in prefill.SOURCES[name].records]
    return shown, records


def known(case: CaseFile, key: str, who: str) -> Answered:
    """What may still be shown by source of this natural person as that party, on a consent that stands."""
    standing = live(case, who)
    told = {name: case.prefilled.get(f"{key}.{name}") for name in prefill.SOURCES}
    return {name: one for name, one in told.items() if one and one.party == who and one.consent in standing}


def compared(case: CaseFile, of: str | None = None) -> list[Compared]:
    """Every field of the form of which a source has told: of everybody, or of one natural person and of the home."""
    found, form = list[Compared](), form_that_holds(case)
    for key, who in parties.named(case).items():
        place = prefill.place_of(form, key)
        for name, answer in known(case, key, who).items():
            for path in prefill.SOURCES[name].fields:
                said, theirs = prefill.stated(form, key, path), path.startswith(f"{prefill.PERSON}.")
                if path in answer.values and said is not None and (not theirs or of in (None, who)):
                    pointer = prefill.pointer(tuple(path.split(".")), place)
                    source = prefill.SOURCES[name].agency
                    found.append(Compared(key, path, pointer, source, answer.at, said, answer.values[path]))
    return found


def live(case: CaseFile, party: str) -> Collection[str]:
    """The ids of the consents of that natural person that stand."""
    return {one["id"] for one in case.consents if one["party"] == party and consent.stands(one)}


def _why_not(one: Prefilled | None, department: str, may: Collection[str]) -> str:
    if one is None:
        return "PREFILL_NOT_AUTHORISED" if not may or (department and department not in may) else "PREFILL_NOT_ASKED"
    return one.code


def _field(place: str, source: str, one: Prefilled | None, code: str, path: str, said: Any = None) -> Field:
    if one is None or code or path not in one.values:
        return Field(place, source, at=one.at if one else None, code=code or "PREFILL_NOT_TOLD")
    value = one.values[path]
    return Field(place, source, value, one.at, same=None if said is None else prefill.agrees(path, said, value))


def departments(case: CaseFile, key: str, who: str) -> Collection[str]:
    """The departments that party lets know; with a name for the fund's own as well, so empty where nothing is given."""
    given = consent.live(case.consents, {key: who}).get((key, USE))
    if given is None:
        return ()
    return ("", *consent.departments(given))
