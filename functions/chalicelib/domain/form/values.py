"""What the values of the form must be: genuine identifiers, real days, sums that fit. What is absent is not looked at."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, get_args, get_type_hints

from chalicelib.domain.form import children, identifiers
from chalicelib.domain.form.application import Home, OldLoan, Wish

Values = Mapping[str, Any]
Wrong = tuple[str, str]  # code, JSON pointer
Judge = Callable[[str, date], str | None]
_UNBUILT, _BUILT = "0", "1"  # 期房, 现房 (codes.HOUSE_FORM)


def wrong(form: Values, on: date) -> Iterator[Wrong]:
    """Everything wrong with the values of a form whose shape is right already."""
    for place, person in enumerate(form.get("people") or []):
        yield from _person(person, f"/people/{place}", on)
    yield from children.wrong(form.get("people") or [], on)
    for path, judge in _judges().items():
        yield from _judged(judge, form, path, on)
    yield from _form_of(form.get("home") or {})
    yield from _sums(form.get("home") or {}, form.get("wish") or {}, form.get("old_loan") or {})


def _person(person: Values, place: str, on: date) -> Iterator[Wrong]:
    for name, judge in _OF_PEOPLE.items():
        yield from _judged(judge, person, name, on, place)
    for nth, child in enumerate(person.get("children") or ()):
        yield from _judged(_name, child, "name", on, f"{place}/children/{nth}")
    number, id_type = person.get("id_number") or "", person.get("id_type") or "01"
    if not number.strip():
        return
    if code := identifiers.identity(id_type, number, on):
        yield code, f"{place}/id_number"
    elif told := identifiers.type_in(number, on):
        if told != id_type:
            yield "ID_TYPE_MISMATCH", f"{place}/id_type"
            return
        if person.get("sex") not in (None, identifiers.sex_in(number)):
            yield "SEX_MISMATCH", f"{place}/sex"
        if person.get("born") not in (None, identifiers.birth_in(number).isoformat()):
            yield "BIRTH_MISMATCH", f"{place}/born"


def _form_of(home: Values) -> Iterator[Wrong]:
    """Whether it is built (现房) decides which rules it is judged by, and those read the year: the two say the same."""
    if home.get("form") == _BUILT and home.get("completed_year") is None:
        yield "MISSING", "/home/completed_year"
    if home.get("form") == _UNBUILT and home.get("completed_year") is not None:
        yield "HOME_FORM_MISMATCH", "/home/form"


def _sums(home: Values, wish: Values, old: Values) -> Iterator[Wrong]:
    if home.get("price") and home.get("down_payment") and wish.get("amount"):
        loans = Decimal(wish["amount"]) + Decimal(wish.get("commercial_amount") or 0)
        if Decimal(home["down_payment"]) + loans > Decimal(home["price"]):
            yield "PRICE_EXCEEDED", "/home/down_payment"
    if home.get("area") and home.get("inner_area") and Decimal(home["inner_area"]) > Decimal(home["area"]):
        yield "AREA_EXCEEDED", "/home/inner_area"
    if old.get("amount") and old.get("principal_left") and Decimal(old["principal_left"]) > Decimal(old["amount"]):
        yield "OLD_LOAN_EXCEEDED", "/old_loan/principal_left"


def _judged(judge: Judge, values: Values, path: str, on: date, place: str = "") -> Iterator[Wrong]:
    value: Any = values
    for name in path.split("."):
        value = (value or {}).get(name)
    if value and str(value).strip() and (code := judge(value, on)):
        yield code, f"{place}/{path.replace('.', '/')}"


@cache
def _judges() -> Mapping[str, Judge]:
    """By path: whatever a rule reads as a day or as an amount is judged as one, and what it says here besides."""
    read = {f"{part}.{name}": hint for part, of in _READ.items() for name, hint in get_type_hints(of).items()}
    days = {path: _day for path, hint in read.items() if date in (hint, *get_args(hint))}
    amounts = {path: _amount for path, hint in read.items() if Decimal in (hint, *get_args(hint))}
    return {**days, **amounts, **_JUDGES}


def _timeless(check: Callable[[str], str | None]) -> Judge:
    return lambda value, _on: check(value)


def _name(value: str, _on: date) -> str | None:
    """At least two letters of a Chinese or Latin name; dots, dashes, apostrophes and spaces occur inside names."""
    letters = "".join(sign for sign in value if sign not in "·-'. ")
    # Newer planes are all Chinese characters, and this Python does not know their latest.
    known = all(sign.isalpha() or "\U00020000" <= sign <= "\U0003ffff" for sign in letters)
    return None if len(letters) >= 2 and known else "NAME_INVALID"


def _person_or_company(value: str, on: date) -> str | None:
    is_either = identifiers.credit_code(value) is None or any(
        identifiers.identity(kind, value, on) is None for kind in ("01", "04")
    )
    return None if is_either else "SELLER_ID_INVALID"


def _amount(value: str, _on: date) -> str | None:
    return None if Decimal(value) > 0 else "OUT_OF_RANGE"


def _day(value: str, _on: date) -> str | None:
    try:
        date.fromisoformat(value)
    except ValueError:
        return "DAY_INVALID"
    return None


def _past_day(value: str, on: date) -> str | None:
    return _day(value, on) or ("DAY_IN_FUTURE" if date.fromisoformat(value) > on else None)


_OF_PEOPLE: Mapping[str, Judge] = {
    "name": _name,
    "phone": _timeless(identifiers.mobile),
    "born": _past_day,
    "fund_account": _timeless(identifiers.fund_account),
    "employer.account": _timeless(identifiers.fund_account),
}
_JUDGES: Mapping[str, Judge] = {
    "home.city": _timeless(identifiers.division),
    "home.presale_permit": _timeless(identifiers.presale_permit),
    "home.presale_permit_on": _past_day,
    "home.completed_on": _day,
    "home.contract_number": _timeless(identifiers.contract_number),
    "home.unit_number": _timeless(identifiers.unit_number),
    "home.seller_id": _person_or_company,
    "home.seller.number": _timeless(identifiers.account),
    "home.title_number": _timeless(identifiers.title_number),
    "wish.repayment_account": _timeless(identifiers.bank_card),
    "guarantee.mortgage.title_number": _timeless(identifiers.title_number),
    "guarantee.surety.id_number": _person_or_company,
    "guarantee.surety.contract_number": _timeless(identifiers.contract_number),
    "old_loan.contract_number": _timeless(identifiers.contract_number),
    "old_loan.account.number": _timeless(identifiers.account),
    "old_loan.paid_out_on": _past_day,
    "agent.name": _name,
    "agent.id_number": identifiers.resident_id,
    "agent.phone": _timeless(identifiers.mobile),
    "agent.authorised_on": _past_day,
    "delivery.phone": _timeless(identifiers.mobile),
    "home.inner_area": _amount,
    "guarantee.mortgage.value": _amount,
    "guarantee.pledge.value": _amount,
}
_READ = {"home": Home, "wish": Wish, "old_loan": OldLoan}
