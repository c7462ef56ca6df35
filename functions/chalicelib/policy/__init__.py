"""Dated policy (政策) per centre. The YAML in data/ is the source; compiled.json is what a function reads."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from chalicelib.domain.policy import (
    Alternative,
    Authorisation,
    Declaration,
    Fields,
    Kind,
    Material,
    Matter,
    NoPolicy,
    Policy,
    Rates,
    Rule,
    Source,
)

__all__ = ["NoPolicy", "Policy", "centres", "in_force", "task_code"]

_BASIC_CODE = "622100000001"  # 基本编码; made up, the provincial catalogue's own is not published [assumption]
FAMILIES = ("caps", "rules", "kinds", "matters", "materials", "form", "declarations", "authorisations", "guide")
Entry = Mapping[str, Any]  # {from, value, source, verified}


def centres() -> dict[str, str]:
    """Code and name of every centre."""
    return {code: centre["name"] for code, centre in _compiled()["centres"].items()}


def task_code(centre: str) -> str:
    """实施编码 of the matter at a centre, 31 characters: credit code, level of office, basic code. Raises `NoPolicy`."""
    tenant = _compiled()["centres"][_serving(centre)]
    return f"{tenant['uscc']}{tenant['level']}{_BASIC_CODE}"


@cache
def in_force(centre: str, on: date) -> Policy:
    """The policy of the centre that serves a division code, as in force on a day. Raises `NoPolicy`."""
    code = _serving(centre)
    entries = {name: _current(code, name, figures, on) for name, figures in _figures(code).items()}
    chosen = {name: entry for name, entry in entries.items() if entry is not None}
    values = {name: entry["value"] for name, entry in chosen.items() if "." not in name}
    family = {prefix: _family(prefix, chosen) for prefix in FAMILIES}
    tenant = _compiled()["centres"][code]
    return Policy(
        centre=code,
        name=tenant["name"],
        serves=(code, *tenant["serves"]),
        on=on,
        version=_version(code, chosen),
        unverified=tuple(
            sorted(name for name, entry in chosen.items() if not (entry["verified"] or name.startswith("rules.")))
        ),
        confirmed=frozenset(name for name, entry in chosen.items() if entry["verified"]),
        sources={name: entry["source"] for name, entry in chosen.items()},
        rates=tuple(_rates(entry) for entry in _figures(code)["rates"]),
        down_payment=_decimals(values.pop("down_payment")),
        commercial_rate=Decimal(values.pop("commercial_rate")),
        round_to=Decimal(values.pop("round_to")),
        tiers=_decimals(values.pop("tiers")),
        loan_ratio=Decimal(values.pop("loan_ratio")),
        caps=family["caps"],
        rules={name: Rule(**rule) for name, rule in family["rules"].items()},
        kinds={
            name: Kind(code=name, **_tuples(kind, "homes", "combination")) for name, kind in family["kinds"].items()
        },
        matters=tuple(Matter(code=name, **_tuples(matter, "checks")) for name, matter in family["matters"].items()),
        materials=tuple(_material(name, material) for name, material in family["materials"].items()),
        form=tuple(Fields(**_tuples(group, "fields", "optional")) for group in family["form"].values()),
        declarations={name: Declaration(**said) for name, said in family["declarations"].items()},
        authorisations={use: Authorisation(**said) for use, said in family["authorisations"].items()},
        guide=family["guide"],
        **{name: value for name, value in values.items() if name != "rates"},
    )


@cache
def _compiled() -> Mapping[str, Any]:
    found: dict[str, Any] = json.loads((Path(__file__).parent / "compiled.json").read_text(encoding="utf-8"))
    return found


def _serving(division: str) -> str:
    for code, centre in _compiled()["centres"].items():
        if division == code or division in centre["serves"]:
            return str(code)
    raise NoPolicy(f"{division}: no centre serves this division")


def _figures(centre: str) -> Mapping[str, Sequence[Entry]]:
    return {**_compiled()["base"], **_compiled()["overlays"].get(centre, {})}


def _current(centre: str, name: str, figures: Sequence[Entry], on: date) -> Entry | None:
    begun = [entry for entry in figures if date.fromisoformat(entry["from"]) <= on]
    if begun:
        return begun[-1]
    if "." in name:
        return None  # a cap, rule or material that begins later does not exist yet
    raise NoPolicy(f"{centre}: {name} on {on}")


def _family(prefix: str, chosen: Mapping[str, Entry]) -> dict[str, Any]:
    return {
        name.removeprefix(f"{prefix}."): entry["value"]
        for name, entry in chosen.items()
        if name.startswith(f"{prefix}.")
    }


def _version(centre: str, chosen: Mapping[str, Entry]) -> str:
    digest = hashlib.sha256(json.dumps(chosen, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    return f"{centre}-{max(entry['from'] for entry in chosen.values())}-{digest[:12]}"


def _rates(entry: Entry) -> Rates:
    by_homes = {homes: _decimals(terms) for homes, terms in entry["value"].items()}
    return Rates(date.fromisoformat(entry["from"]), by_homes)


def _material(code: str, values: Mapping[str, Any]) -> Material:
    ways = tuple(Source(**source) for source in values["sources"])
    others = tuple(Alternative(**other) for other in values.get("alternatives", ()))
    return Material(code=code, **{**values, "sources": ways, "alternatives": others})


def _tuples(values: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: tuple(value) if name in names else value for name, value in values.items()}


def _decimals(values: Mapping[str, str]) -> dict[str, Decimal]:
    return {name: Decimal(value) for name, value in values.items()}
