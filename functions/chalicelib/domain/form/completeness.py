"""What a complete form must hold: looks at everything and names every defect at once, each with its place in the form.

Only what the form itself shows, by the policy's groups of fields and declarations: consents are acts of each party's own
(casework/parties.py), and what agencies and documents have to say comes later, on one notice. The same demands as a JSON Schema: api/public/form_schema.py.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from chalicelib.domain.form import fields as form_fields
from chalicelib.domain.form import parties
from chalicelib.domain.form.circumstances import Facts, holds, of_form
from chalicelib.domain.frozen import frozen
from chalicelib.domain.policy import Policy

Values = Mapping[str, Any]


@frozen
class FormDefect:
    """One thing wrong with a form: a code of the message catalogue, a JSON pointer, and what fills the code's text."""

    code: str
    field: str
    values: tuple[tuple[str, str], ...] = ()


def defects(form: Values, policy: Policy, on: date) -> list[FormDefect]:
    """Every defect of a form whose shape is right already, in the order of the form."""
    from chalicelib.domain.form import values as form_values  # with every identifier: for who hands a form in alone
    from chalicelib.domain.form.characters import named, unprintable

    facts = of_form(form, policy)
    return list(
        dict.fromkeys(
            [
                *_kind(form, policy),
                *(FormDefect("MISSING", place) for place in form_fields.lacking(form, policy, facts)),
                *(FormDefect("UNEXPECTED", place) for place in form_fields.out_of_place(form, policy, facts)),
                *(FormDefect("UNEXPECTED", place) for place in form_fields.beside(form, policy)),
                *_people(form.get("people") or []),
                *(FormDefect(code, place) for code, place in form_values.wrong(form, on)),
                *(
                    FormDefect("NOT_PRINTABLE", place, (("characters", named(lacking)),))
                    for place, text in _texts(form, "")
                    if (lacking := unprintable(text))
                ),
                *_old_borrower(form),
                *_declarations(form, policy, facts),
                *_commitments(form, policy, facts),
            ]
        )
    )


def departments(policy: Policy, facts: Facts) -> dict[str, str]:
    """Who gets the people's data (共享部门) in such a case, by the matters it starts: department and what it is called, each of several by its name, as two banks."""
    found: dict[str, list[str]] = {}
    for matter in policy.matters:
        if matter.department and holds(matter.when, facts) is True:
            found.setdefault(matter.department, []).append(matter.owner)
    return {department: "、".join(dict.fromkeys(owners)) for department, owners in found.items()}


def _texts(value: Any, place: str) -> Iterator[tuple[str, str]]:
    """Whatever the form says in words, with its pointer: papers quote it."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, Mapping):
        for name, one in value.items():
            yield from _texts(one, f"{place}/{name}")
    elif isinstance(value, Sequence):
        for number, one in enumerate(value):
            yield from _texts(one, f"{place}/{number}")


def _kind(form: Values, policy: Policy) -> Iterator[FormDefect]:
    """Which homes a purchase kind takes. Whether part may be commercial is a matter of fields."""
    if not form.get("kind"):
        return
    kind, home = policy.kinds.get(form["kind"]), (form.get("home") or {}).get("kind")
    if kind is None:
        yield FormDefect("KIND_UNKNOWN", "/kind")
    elif home and home not in kind.homes:
        yield FormDefect("HOME_KIND_NOT_ALLOWED", "/home/kind")


def _people(people: list[Values]) -> Iterator[FormDefect]:
    if not people:
        yield FormDefect("NO_PEOPLE", "/people")
        return
    yield from keys_repeated(people)
    yield from _repeated(people, "id_number", "PERSON_REPEATED")
    if people[0].get("key") not in (None, "borrower"):
        yield FormDefect("FIRST_NOT_BORROWER", "/people/0/key")
    if people[0].get("is_depositor") is False:
        yield FormDefect("NO_DEPOSITOR", "/people/0/is_depositor")
    stated = [(person.get("key") or "", person.get("marital")) for person in people]
    yield from (FormDefect(code, place) for code, place in parties.misstated_of_couple(stated))


def keys_repeated(people: list[Values]) -> Iterator[FormDefect]:
    """Every further entry under a key: a key names one person."""
    yield from _repeated(people, "key", "KEY_REPEATED")


def _repeated(people: list[Values], name: str, code: str) -> Iterator[FormDefect]:
    seen: set[str] = set()
    for place, person in enumerate(people):
        value = person.get(name)
        if value and value in seen:
            yield FormDefect(code, f"/people/{place}/{name}")
        seen.add(value)


def _old_borrower(form: Values) -> Iterator[FormDefect]:
    """The commercial loan was taken by one of the parties, or by somebody who owns the home with them."""
    borrower = (form.get("old_loan") or {}).get("borrower")
    if borrower not in (None, "co_owner", *_keys(form)):
        yield FormDefect("PERSON_UNKNOWN", "/old_loan/borrower")


def _declarations(form: Values, policy: Policy, facts: Facts) -> Iterator[FormDefect]:
    """Declarations (申明) the policy asks for are made; options may be."""
    given = form.get("declarations") or []
    yield from _said(given, "declarations", ("declaration", "option"), policy, facts)
    for name, asked in policy.declarations.items():
        if asked.sort == "declaration" and holds(asked.when, facts) and name not in given:
            yield FormDefect("DECLARATION_MISSING", "/declarations", (("text", asked.text),))


def _commitments(form: Values, policy: Policy, facts: Facts) -> Iterator[FormDefect]:
    """Commitments (告知承诺) may be made where they apply."""
    yield from _said(form.get("commitments") or [], "commitments", ("commitment",), policy, facts)


def _said(given: list[str], part: str, sorts: tuple[str, ...], policy: Policy, facts: Facts) -> Iterator[FormDefect]:
    for place, name in enumerate(given):
        known = policy.declarations.get(name)
        if known is None or known.sort not in sorts:
            yield FormDefect("STATEMENT_UNKNOWN", f"/{part}/{place}")
        elif holds(known.when, facts) is False:
            yield FormDefect("STATEMENT_NOT_APPLICABLE", f"/{part}/{place}")


def _keys(form: Values) -> list[str]:
    return [person["key"] for person in form.get("people") or [] if person.get("key")]
