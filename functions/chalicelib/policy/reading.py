"""A policy (政策) as the domain reads it, out of the entries that hold for a centre on a day."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from chalicelib.domain.policy import (
    Alternative,
    Authorisation,
    Declaration,
    Entry,
    Fields,
    Kind,
    Material,
    Matter,
    Policy,
    Rates,
    Rule,
    Source,
)

FAMILIES = (
    "four_eyes",
    "classes",
    "bank_part",
    "caps",
    "rules",
    "kinds",
    "matters",
    "materials",
    "form",
    "declarations",
    "authorisations",
    "guide",
    "special",
    "stand_in",
    "tolerance",
    "checklist",
    "retention",
    "contract",
)
# How the house itself works: who of the centre may do what, what staff look at, how long what is kept for, and how a contract is worded.
OF_THE_HOUSE = ("four_eyes.", "stand_in.", "checklist.", "retention.", "contract.")
# No decision rests on that, nor on how long our own clock may be stopped and what may be brought later, which the parties are told.
JUDGES_NOTHING = (*OF_THE_HOUSE, "special.", "tolerance.")

OF_PEOPLE = ("contract.service_by_choice",)
"""What a contract says of what its parties chose: true on every day, so before words of it were in force the first there are."""


def policy(
    code: str,
    tenant: Mapping[str, Any],
    on: date,
    chosen: Mapping[str, Entry],
    rates: Sequence[Entry],
    first: Mapping[str, Any],
) -> Policy:
    """The policy of the centre `code` on a day, out of the entries chosen for it; `rates` are of every day, for what is paid later;
    `first` the first words of `OF_PEOPLE`."""
    figures = {name: entry["value"] for name, entry in chosen.items() if "." not in name}
    values = dict(figures)
    family = {prefix: _family(prefix, chosen) for prefix in FAMILIES}
    return Policy(
        centre=code,
        name=tenant["name"],
        serves=(code, *tenant["serves"]),
        on=on,
        version=_version(code, chosen),
        unverified=tuple(
            sorted(
                name
                for name, entry in chosen.items()
                if not (entry["verified"] or name.startswith(("rules.", *JUDGES_NOTHING)))
            )
        ),
        confirmed=frozenset(name for name, entry in chosen.items() if entry["verified"]),
        sources={name: entry["source"] for name, entry in chosen.items()},
        rates=tuple(_rates(entry) for entry in rates),
        down_payment=_down_payment(values.pop("down_payment")),
        commercial_rate=Decimal(values.pop("commercial_rate")),
        round_to=Decimal(values.pop("round_to")),
        tiers=_decimals(values.pop("tiers")),
        four_eyes={
            tier: tuple(frozenset(roles) for roles in said["one_person"]) for tier, said in family["four_eyes"].items()
        },
        loan_ratio=Decimal(values.pop("loan_ratio")),
        classes=family["classes"],
        bank_part=family["bank_part"],
        caps=family["caps"],
        rules={name: Rule(**{**rule, "text": worded(rule["text"], figures)}) for name, rule in family["rules"].items()},
        kinds=_kinds(family["kinds"]),
        matters=tuple(Matter(code=name, **_tuples(matter, "checks")) for name, matter in family["matters"].items()),
        materials=tuple(_material(name, material) for name, material in family["materials"].items()),
        form=tuple(Fields(**_tuples(group, "fields", "optional")) for group in family["form"].values()),
        declarations={name: Declaration(**said) for name, said in family["declarations"].items()},
        authorisations={use: Authorisation(**said) for use, said in family["authorisations"].items()},
        guide=family["guide"],
        special=family["special"],
        stand_in=family["stand_in"],
        tolerance=family["tolerance"],
        checklist=family["checklist"],
        retention=family["retention"],
        contract={name.partition(".")[2]: words for name, words in first.items()} | family["contract"],
        **{name: value for name, value in values.items() if name != "rates"},
    )


def worded(text: str, values: Mapping[str, Any]) -> str:
    """The text of a rule with the numbers of the figures it names: {credit[total]}. Raises `KeyError` for a figure there is not."""
    return text.format_map(values)


def _family(prefix: str, chosen: Mapping[str, Entry]) -> dict[str, Any]:
    return {
        name.removeprefix(f"{prefix}."): entry["value"]
        for name, entry in chosen.items()
        if name.startswith(f"{prefix}.")
    }


def _version(centre: str, chosen: Mapping[str, Entry]) -> str:
    """Equal versions judge alike. Only values count: to confirm a figure, or to name a better source, changes nothing."""
    judging = {name: entry for name, entry in chosen.items() if not name.startswith(JUDGES_NOTHING)}
    values = {name: entry["value"] for name, entry in judging.items()}
    digest = hashlib.sha256(json.dumps(values, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    return f"{centre}-{max(entry['from'] for entry in judging.values())}-{digest[:12]}"


def _rates(entry: Entry) -> Rates:
    by_homes = {homes: _decimals(terms) for homes, terms in entry["value"].items()}
    return Rates(date.fromisoformat(entry["from"]), by_homes)


def _down_payment(shares: Mapping[str, Any]) -> dict[str, Any]:
    whole = {name: Decimal(share) for name, share in shares.items() if name != "proven"}
    return {**whole, "proven": {code: _decimals(less) for code, less in shares.get("proven", {}).items()}}


def _kinds(said: Mapping[str, Mapping[str, Any]]) -> dict[str, Kind]:
    """The purchase kinds. A trait that one of them names and another does not, the other lacks: it is false of it, and not open."""
    lacked = dict.fromkeys((trait for kind in said.values() for trait in kind["traits"]), False)
    whole = {name: {**kind, "traits": {**lacked, **kind["traits"]}} for name, kind in said.items()}
    return {name: Kind(code=name, **_tuples(kind, "homes", "combination")) for name, kind in whole.items()}


def _material(code: str, values: Mapping[str, Any]) -> Material:
    ways = tuple(Source(**source) for source in values["sources"])
    others = tuple(Alternative(**other) for other in values.get("alternatives", ()))
    return Material(code=code, **{**values, "sources": ways, "alternatives": others})


def _tuples(values: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: tuple(value) if name in names else value for name, value in values.items()}


def _decimals(values: Mapping[str, str]) -> dict[str, Decimal]:
    return {name: Decimal(value) for name, value in values.items()}
