"""What a complete form must hold: looks at everything and names every defect at once, each with its place in the form.

Only what the form itself shows; what agencies, documents and policy have to say about it comes later, on one notice.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from chalicelib import clock
from chalicelib.api.problem import Defect
from chalicelib.domain import identifiers
from chalicelib.trust import consent

TRUTH = "TRUTH"  # declaration 承诺申请内容真实
_PERSON = ("key", "name", "id_number", "phone", "marital", "monthly_income")
_HOME = (
    "kind", "city", "contract_number", "unit_number", "location", "area", "price", "down_payment", "seller", "seller_id",
)  # fmt: skip
_WISH = ("amount", "months", "method", "bank", "repayment_account")
Values = Mapping[str, Any]


def defects(form: Values) -> list[Defect]:
    """Every defect of a form whose shape is right already (api/forms.py)."""
    return [
        *_missing(form, ("centre", "home", "wish"), ""),
        *_people(form.get("people") or []),
        *_home(form.get("home") or {}),
        *_wish(form.get("wish") or {}),
        *_sums(form.get("home") or {}, form.get("wish") or {}),
        *_consents(form),
        *([] if TRUTH in (form.get("declarations") or []) else [Defect("DECLARATION_MISSING", "/declarations")]),
    ]


def _people(people: list[Values]) -> Iterator[Defect]:
    if not people:
        yield Defect("NO_PEOPLE", "/people")
        return
    for place, person in enumerate(people):
        yield from _person(person, f"/people/{place}")
    yield from _repeated(people, "key", "KEY_REPEATED")
    yield from _repeated(people, "id_number", "PERSON_REPEATED")
    borrower = people[0]
    if borrower.get("key") not in (None, "borrower"):
        yield Defect("FIRST_NOT_BORROWER", "/people/0/key")
    if borrower.get("is_depositor") is False:
        yield Defect("NO_DEPOSITOR", "/people/0/is_depositor")
    spouse = any(person.get("key") == "spouse" for person in people)
    if borrower.get("marital") == "20" and not spouse:
        yield Defect("SPOUSE_MISSING", "/people")
    if borrower.get("marital") in ("10", "30", "40") and spouse:
        yield Defect("SPOUSE_UNEXPECTED", "/people/0/marital")


def _person(person: Values, place: str) -> Iterator[Defect]:
    yield from _missing(person, _PERSON, place)
    yield from _judged(_name_defect, person, "name", place)
    yield from _judged(_id_defect, person, "id_number", place)
    yield from _judged(identifiers.mobile, person, "phone", place)


def _home(home: Values) -> Iterator[Defect]:
    if not home:
        return
    yield from _missing(home, _HOME, "/home")
    yield from _judged(identifiers.unit_number, home, "unit_number", "/home")
    yield from _judged(_seller_defect, home, "seller_id", "/home")
    yield from _positive(home, ("area", "price", "down_payment", "appraisal"), "/home")
    yield from _judged(_day_defect, home, "land_use_ends", "/home")
    if home.get("seller"):
        yield from _missing(home["seller"], ("holder", "number", "bank"), "/home/seller")
        yield from _judged(_account_defect, home["seller"], "number", "/home/seller")


def _wish(wish: Values) -> Iterator[Defect]:
    if not wish:
        return
    yield from _missing(wish, _WISH, "/wish")
    yield from _judged(identifiers.bank_card, wish, "repayment_account", "/wish")
    yield from _positive(wish, ("amount",), "/wish")


def _sums(home: Values, wish: Values) -> Iterator[Defect]:
    if home.get("price") and home.get("down_payment") and wish.get("amount"):
        loans = Decimal(wish["amount"]) + Decimal(wish.get("commercial_amount") or 0)
        if Decimal(home["down_payment"]) + loans > Decimal(home["price"]):
            yield Defect("PRICE_EXCEEDED", "/home/down_payment")


def _consents(form: Values) -> Iterator[Defect]:
    given = form.get("consents") or []
    keys = [person["key"] for person in form.get("people") or [] if person.get("key")]
    for place, one in enumerate(given):
        if one["person"] not in keys:
            yield Defect("CONSENT_UNKNOWN_PERSON", f"/consents/{place}/person")
    for person, use in consent.missing(keys, given):
        yield Defect(f"CONSENT_{use.upper()}_MISSING", f"/people/{keys.index(person)}")


def _missing(values: Values, names: tuple[str, ...], place: str) -> Iterator[Defect]:
    for name in names:
        value = values.get(name)
        if value is None or (isinstance(value, str) and not value.strip()):
            yield Defect("MISSING", f"{place}/{name}")


def _judged(judge_of: Callable[[str], str | None], values: Values, name: str, place: str) -> Iterator[Defect]:
    if values.get(name) and (code := judge_of(values[name])):
        yield Defect(code, f"{place}/{name}")


def _positive(values: Values, names: tuple[str, ...], place: str) -> Iterator[Defect]:
    for name in names:
        if values.get(name) and Decimal(values[name]) <= 0:
            yield Defect("OUT_OF_RANGE", f"{place}/{name}")


def _repeated(people: list[Values], name: str, code: str) -> Iterator[Defect]:
    seen: set[str] = set()
    for place, person in enumerate(people):
        value = str(person.get(name) or "").upper()
        if value and value in seen:
            yield Defect(code, f"/people/{place}/{name}")
        seen.add(value)


def _name_defect(value: str) -> str | None:
    """At least two letters of a Chinese or Latin name; · and spaces occur inside names."""
    letters = value.replace("·", "").replace(" ", "")
    return None if len(letters) >= 2 and letters.isalpha() else "NAME_INVALID"


def _id_defect(value: str) -> str | None:
    return identifiers.resident_id(value, clock.today())


def _seller_defect(value: str) -> str | None:
    is_either = identifiers.credit_code(value) is None or _id_defect(value) is None
    return None if is_either else "SELLER_ID_INVALID"


def _account_defect(value: str) -> str | None:
    """An account of a company or person: 8 to 32 digits, with no check digit common to all."""
    return None if re.fullmatch(r"\d{8,32}", value, re.ASCII) else "ACCOUNT_INVALID"


def _day_defect(value: str) -> str | None:
    try:
        date.fromisoformat(value)
    except ValueError:
        return "DAY_INVALID"
    return None
