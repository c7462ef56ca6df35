"""Prefill (预填): which source may tell which field of the one form. What stands in no source is typed; nobody is asked for it.

Paths begin with `person`, the entry of whoever is asked about, or with a part of the form. A source never tells anything of
anybody else: the spouse's name in the marriage register and the private seller's account in a contract stay where they are.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from chalicelib.domain.form import normal
from chalicelib.domain.form.circumstances import Facts, holds
from chalicelib.domain.form.codes import MARRIED
from chalicelib.domain.form.fields import concerns, demands
from chalicelib.domain.form.parties import HOUSEHOLD
from chalicelib.domain.policy import Policy

Form = Mapping[str, Any]
Path = tuple[str, ...]
PERSON = "person"


class Source(NamedTuple):
    """One question to one agency, for a linked matter: the fields it may tell, and `records` that are shown and never filled in."""

    agency: str
    matter: str
    fields: tuple[str, ...]
    records: tuple[str, ...] = ()
    homes: tuple[str, ...] = ()  # for these kinds of home alone; for any where none is named
    of: tuple[str, ...] = ()  # of these parties alone; of any where none is named


SOURCES: Mapping[str, Source] = {
    "login": Source("identity_platform", "M2", ("person.name", "person.id_number", "person.phone")),
    "marriage": Source("civil_affairs", "M3", ("person.marital",)),
    "account": Source(
        "fund_core", "M1",
        (
            "person.is_depositor", "person.deposit_centre", "person.fund_account", "person.monthly_income",
            "person.employer.name", "person.employer.account",
        ),
        records=(
            "fund_account_status", "deposit_base", "monthly_deposit", "balance", "consecutive_months", "loans_used", "unsettled_loan",
        ),
    ),
    "filing": Source(
        "housing", "M4",
        (
            "home.unit_number", "home.location", "home.area", "home.price", "home.project", "home.presale_permit",
            "home.seller_name", "home.seller_id", "home.seller.holder", "home.seller.number", "home.seller.bank",
        ),
        homes=("new", "existing"),
    ),
    "children": Source("police", "M2", ("person.minor_children", "person.children"), of=HOUSEHOLD),
    "title": Source("registry", "M7", ("home.title_number", "home.unit_number", "home.location", "home.area"), homes=("own",)),
}  # fmt: skip
_MONEY = (
    "person.monthly_income", "home.price", "home.area", "home.down_payment", "home.appraisal", "old_loan.principal_left",
)  # fmt: skip


def sources(policy: Policy, facts: Facts, key: str) -> dict[str, str]:
    """The sources of that party's form in such a case, each with the department whose data it is, empty for the fund's own.

    One whose matter does not start, or whose kind of home is not known to be meant, is none; a purchase kind that is not
    offered has none at all. Of minor children nobody tells under words of consent that do not speak of them.
    """
    if "kind" not in facts:
        return {}
    matters = {matter.code: matter for matter in policy.matters if holds(matter.when, facts) is True}
    return {
        name: matters[source.matter].department
        for name, source in SOURCES.items()
        if source.matter in matters
        and (not source.homes or facts.get("home") in source.homes)
        and (not source.of or key in source.of)
        and (name != "children" or policy.authorisations["data"].children)
    }


def places(name: str, form: Form, key: str, policy: Policy, facts: Facts) -> Iterator[tuple[str, str]]:
    """The fields a source may tell of that party's form, each as path and JSON pointer: those that belong into it."""
    place = place_of(form, key)
    entry = person_of(form, key) or {"key": key}
    unwelcome = {
        (PERSON, *demand.path) if demand.of not in ("", "given") else demand.path
        for demand in demands(policy)
        if demand.is_welcome(facts) is False and (demand.of in ("", "given") or concerns(demand.of, place, entry))
    }
    for path in SOURCES[name].fields:
        way = tuple(path.split("."))
        if way not in unwelcome:
            yield path, pointer(way, place)


def place_of(form: Form, key: str) -> int:
    """Where a party stands among the people: the borrower first, somebody not there yet at the end."""
    keys = [person.get("key") for person in form.get("people") or ()]
    return keys.index(key) if key in keys else 0 if key == "borrower" else len(keys)


def person_of(form: Form, key: str) -> Form | None:
    """A party's entry in the form."""
    return next((person for person in form.get("people") or () if person.get("key") == key), None)


def pointer(way: Path, place: int) -> str:
    """The JSON pointer of a path in the form."""
    whole = ("people", str(place), *way[1:]) if way[0] == PERSON else way
    return "".join(f"/{part}" for part in whole)


def stated(form: Form, key: str, path: str) -> Any:
    """What the form says at a path; None while it says nothing."""
    first, *rest = path.split(".")
    value: Any = person_of(form, key) if first == PERSON else form.get(first)
    for part in rest:
        value = (value or {}).get(part)
    return value


def agrees(path: str, said: Any, known: Any) -> bool:
    """Whether a stated value says what the source says, however it is written."""
    if path == "person.marital":
        return said == known or {said, known} <= set(MARRIED)
    if path == "person.children":
        return _children(said) == _children(known)
    if path in _MONEY:
        try:
            return Decimal(said) == Decimal(known)
        except (InvalidOperation, TypeError):
            return False
    return bool(said == known)


def _children(named: Any) -> set[tuple[str, str]]:
    return {(normal.called(child["name"]), normal.identity(child["id_number"])) for child in named}
