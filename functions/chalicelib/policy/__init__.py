"""Dated policy (政策) per centre. The YAML in data/ is the source; compiled.json is what a function reads."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from chalicelib.domain.policy import Material, NoPolicy, Policy, Rates, Rule

__all__ = ["Material", "NoPolicy", "Policy", "Rates", "Rule", "centres", "in_force", "task_code"]

_BASIC_CODE = "622100000001"  # 基本编码; made up, the provincial catalogue's own is not published [assumption]
_FAMILIES = ("caps", "rules", "materials")
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
    family = {prefix: _family(prefix, chosen) for prefix in _FAMILIES}
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
        rates=tuple(_rates(entry) for entry in _figures(code)["rates"]),
        down_payment=_decimals(values.pop("down_payment")),
        commercial_rate=Decimal(values.pop("commercial_rate")),
        round_to=Decimal(values.pop("round_to")),
        tiers=_decimals(values.pop("tiers")),
        caps=family["caps"],
        rules={name: Rule(**rule) for name, rule in family["rules"].items()},
        materials=tuple(Material(code=name, **material) for name, material in family["materials"].items()),
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


def _decimals(values: Mapping[str, str]) -> dict[str, Decimal]:
    return {name: Decimal(value) for name, value in values.items()}
