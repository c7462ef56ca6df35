"""What no quote can be made of: everything wrong with a visitor's statements beyond the shapes of the values, at once."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from chalicelib.api.http.problem import Defect
from chalicelib.api.public.quotes import Quote
from chalicelib.domain.form import parties
from chalicelib.domain.policy import Kind, Policy
from chalicelib.domain.quote.stated import provable

_DEPOSITS = ("base", "balance", "consecutive_months")
Wrong = Iterator[tuple[str, str]]  # code, JSON pointer


def defects(body: Quote, policy: Policy, today: date) -> list[Defect]:
    """Every defect under a policy, on a day."""
    kind = policy.kinds.get(body.kind)
    found = [
        *_kind(body, kind),
        *_people(body, kind, policy),
        *_days(body, today),
        *_amounts(body, policy, today),
        *_proofs(body, policy),
    ]
    return [Defect(code, field) for code, field in found]


def _kind(body: Quote, kind: Kind | None) -> Wrong:
    if kind is None:
        yield "KIND_UNKNOWN", "/kind"
        return
    if body.home.kind is None and len(kind.homes) > 1:
        yield "MISSING", "/home/kind"
    elif body.home.kind not in (None, *kind.homes):
        yield "HOME_KIND_NOT_ALLOWED", "/home/kind"
    commercial = Decimal(body.wish.commercial_amount) > 0
    if commercial not in kind.combination:
        yield "UNEXPECTED" if commercial else "MISSING", "/wish/commercial_amount"
    if not commercial:
        for name in ("commercial_months", "commercial_method"):
            if getattr(body.wish, name) is not None:
                yield "UNEXPECTED", f"/wish/{name}"
    replaces = kind.traits.get("transfer", "none") != "none"
    if replaces != (body.old_loan is not None):
        yield "MISSING" if replaces else "UNEXPECTED", "/old_loan"


def _people(body: Quote, kind: Kind | None, policy: Policy) -> Wrong:
    keys = [person.key or ("" if place else "borrower") for place, person in enumerate(body.people)]
    if keys[0] != "borrower":
        yield "FIRST_NOT_BORROWER", "/people/0/key"
    for place, key in enumerate(keys):
        if not key:
            yield "MISSING", f"/people/{place}/key"
        elif key in keys[:place]:
            yield "KEY_REPEATED", f"/people/{place}/key"
    yield from parties.misstated_of_couple(
        [(key, person.marital) for key, person in zip(keys, body.people, strict=True)]
    )
    for place, person in enumerate(body.people):
        for name in _DEPOSITS:
            if person.is_depositor and getattr(person, name) is None:
                yield "MISSING", f"/people/{place}/{name}"
            if not person.is_depositor and getattr(person, name) is not None:
                yield "UNEXPECTED", f"/people/{place}/{name}"
    elsewhere = any(p.is_depositor and p.deposit_centre not in (None, *policy.own) for p in body.people)
    if kind is not None and kind.traits.get("off_site") is True and not elsewhere:
        yield "MISSING", "/people/0/deposit_centre"


def _days(body: Quote, today: date) -> Wrong:
    past = {f"/people/{place}/born": person.born for place, person in enumerate(body.people)}
    if body.old_loan:
        past["/old_loan/paid_out_on"] = body.old_loan.paid_out_on
    for field, value in past.items():
        day = _real(value)
        if day is None or day.year < 1900:
            yield "WRONG_FORMAT", field
        elif day > today:
            yield "DAY_IN_FUTURE", field
    if body.home.land_use_ends and _real(body.home.land_use_ends) is None:
        yield "WRONG_FORMAT", "/home/land_use_ends"


def _amounts(body: Quote, policy: Policy, today: date) -> Wrong:
    home, wish, old = body.home, body.wish, body.old_loan
    price = Decimal(home.price)
    positive = {"/home/price": home.price, "/home/appraisal": home.appraisal, "/wish/amount": wish.amount}
    for field, value in positive.items():
        if value is not None and Decimal(value) <= 0:
            yield "OUT_OF_RANGE", field
    for field, value in {
        "/home/down_payment": home.down_payment,
        "/wish/commercial_amount": wish.commercial_amount,
    }.items():
        if value is not None and Decimal(value) > price:
            yield "OUT_OF_RANGE", field
    if home.homes_in_district is not None and home.homes_in_district > home.homes_owned:
        yield "OUT_OF_RANGE", "/home/homes_in_district"
    if wish.months is not None and wish.months > policy.max_months:
        yield "OUT_OF_RANGE", "/wish/months"
    if home.completed_year is not None and home.completed_year > today.year:
        yield "DAY_IN_FUTURE", "/home/completed_year"
    if old and Decimal(old.principal_left) > Decimal(old.amount):
        yield "OLD_LOAN_EXCEEDED", "/old_loan/principal_left"


def _proofs(body: Quote, policy: Policy) -> Wrong:
    may_be = provable(policy)
    for place, code in enumerate(body.proofs):
        if code not in may_be:
            yield "NOT_A_CHOICE", f"/proofs/{place}"


def _real(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
