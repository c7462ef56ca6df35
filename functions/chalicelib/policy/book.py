"""One compiled set of dated policy (政策库), and what of it holds for a centre on a day."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from chalicelib.domain.checks.declared import UndeclaredCheck, behind, declared
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

_BASIC_CODE = "622100000001"  # 基本编码; made up, the provincial catalogue's own is not published [assumption]
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
_MOST_MADE = 256  # policies kept: anybody may ask for any day
# Who of the centre may do what, how long its own clock may be stopped, what may be brought later, what staff look at, how long what is kept for, and how a contract is worded: no decision rests on it.
_JUDGES_NOTHING = ("four_eyes.", "stand_in.", "special.", "tolerance.", "checklist.", "retention.", "contract.")
# {from, value, source, rests_on, verified}; own: true where a centre's overlay says it; learnt: when we knew of it, where it had begun.
Entry = Mapping[str, Any]


class Book:
    """A compiled set, as `infra.tools.policy` makes it. The shipped one is the module `policy`'s; a proposed one is another Book.

    Raises `UndeclaredCheck` where it names a check nobody would wait for, whenever and wherever that were to hold.
    """

    def __init__(self, compiled: Mapping[str, Any]) -> None:
        for figures in (compiled["base"], *compiled["overlays"].values()):
            for name, dated in figures.items():
                _hold_to_declared(name, dated)
        self._compiled = compiled
        self._made: dict[tuple[str, date, date | None], Policy] = {}

    def centres(self) -> dict[str, str]:
        """Code and name of every centre."""
        return {code: centre["name"] for code, centre in self._compiled["centres"].items()}

    def short(self, centre: str) -> str:
        """A centre as its document numbers name it (发文机关代字)."""
        return str(self._compiled["centres"][centre]["short"])

    def serving(self, division: str) -> str:
        """The code of the centre a division comes to; a centre's own is its code. Raises `NoPolicy`."""
        for code, centre in self._compiled["centres"].items():
            if division == code or division in centre["serves"]:
                return str(code)
        raise NoPolicy(f"{division}: no centre serves this division")

    def credit_code(self, centre: str) -> str:
        """统一社会信用代码 of a centre; a demonstration's, as the tenants are stated."""
        return str(self._compiled["centres"][self.serving(centre)]["uscc"])

    def task_code(self, centre: str) -> str:
        """实施编码 of the matter at a centre, 31 characters: credit code, level of office, basic code. Raises `NoPolicy`."""
        level = self._compiled["centres"][self.serving(centre)]["level"]
        return f"{self.credit_code(centre)}{level}{_BASIC_CODE}"

    def source(self, rests_on: str) -> dict[str, Any]:
        """The record an entry rests on, as base/sources.yaml has it, with its `name`, the `place` pointed to, and the `words` there."""
        name, _, place = rests_on.partition(" ")
        found = self._compiled["sources"][name]
        return {**found, "name": name, "place": place, "words": found.get("quotes", {}).get(place, "")}

    def entries(self, centre: str, on: date, known: date | None = None) -> dict[str, Entry]:
        """Every figure that holds for a centre on a day, by name (`max_months`, `caps.CAP_PRICE`). Raises `NoPolicy`.

        `known`: as it was taken to be on that day, before law that had begun was learnt of; else as it is known now.
        """
        code, day = self.serving(centre), on.isoformat()
        current = {name: _current(_known(dated, known), day) for name, dated in self._dated(code).items()}
        missing = [name for name, entry in current.items() if entry is None and "." not in name]
        if missing:
            raise NoPolicy(f"{code}: {', '.join(missing)} on {on}")
        return {name: self._marked(entry, day) for name, entry in current.items() if entry is not None}

    def _marked(self, entry: Entry, day: str) -> Entry:
        """An entry with its mark on a day: before its text was in force nothing verified it, whatever it said already."""
        if not entry["verified"]:
            return entry
        since = self._compiled["sources"].get(entry["rests_on"].partition(" ")[0], {}).get("in_force") or ""
        return entry if since <= day else {**entry, "verified": False}

    def in_force(self, centre: str, on: date, known: date | None = None) -> Policy:
        """The policy of the centre that serves a division, as in force on a day, or as it was taken to be on the day `known`.
        Raises `NoPolicy`."""
        code = self.serving(centre)
        if (code, on, known) not in self._made:
            if len(self._made) >= _MOST_MADE:
                self._made.clear()
            self._made[code, on, known] = self._policy(code, on, known)
        return self._made[code, on, known]

    def _dated(self, code: str) -> Mapping[str, Sequence[Entry]]:
        return {**self._compiled["base"], **self._compiled["overlays"].get(code, {})}

    def _policy(self, code: str, on: date, known: date | None) -> Policy:
        chosen = self.entries(code, on, known)
        figures = {name: entry["value"] for name, entry in chosen.items() if "." not in name}
        values = dict(figures)
        family = {prefix: _family(prefix, chosen) for prefix in FAMILIES}
        tenant = self._compiled["centres"][code]
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
                    if not (entry["verified"] or name.startswith(("rules.", *_JUDGES_NOTHING)))
                )
            ),
            confirmed=frozenset(name for name, entry in chosen.items() if entry["verified"]),
            sources={name: entry["source"] for name, entry in chosen.items()},
            rates=tuple(_rates(entry) for entry in _known(self._dated(code)["rates"], known)),
            down_payment=_down_payment(values.pop("down_payment")),
            commercial_rate=Decimal(values.pop("commercial_rate")),
            round_to=Decimal(values.pop("round_to")),
            tiers=_decimals(values.pop("tiers")),
            four_eyes={
                tier: tuple(frozenset(roles) for roles in said["one_person"])
                for tier, said in family["four_eyes"].items()
            },
            loan_ratio=Decimal(values.pop("loan_ratio")),
            classes=family["classes"],
            bank_part=family["bank_part"],
            caps=family["caps"],
            rules={
                name: Rule(**{**rule, "text": worded(rule["text"], figures)}) for name, rule in family["rules"].items()
            },
            kinds={
                name: Kind(code=name, **_tuples(kind, "homes", "combination")) for name, kind in family["kinds"].items()
            },
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
            contract=family["contract"],
            **{name: value for name, value in values.items() if name != "rates"},
        )


def worded(text: str, values: Mapping[str, Any]) -> str:
    """The text of a rule with the numbers of the figures it names: {credit[total]}. Raises `KeyError` for a figure there is not."""
    return text.format_map(values)


def _hold_to_declared(name: str, dated: Sequence[Entry]) -> None:
    for entry in dated:
        value = entry["value"] if name.startswith(("matters.", "materials.")) else None
        try:
            for code in (value or {}).get("checks", ()):
                declared(code)
            for source in (value or {}).get("sources", ()):
                behind(source.get("check", ""))
        except UndeclaredCheck as problem:
            raise UndeclaredCheck(f"{name} from {entry['from']}: {problem}") from None


def _known(dated: Sequence[Entry], known: date | None) -> Sequence[Entry]:
    return dated if known is None else [entry for entry in dated if entry.get("learnt", "") <= known.isoformat()]


def _current(dated: Sequence[Entry], day: str) -> Entry | None:
    begun = [entry for entry in dated if entry["from"] <= day]
    return begun[-1] if begun and begun[-1]["value"] is not None else None  # null: it has ended


def _family(prefix: str, chosen: Mapping[str, Entry]) -> dict[str, Any]:
    return {
        name.removeprefix(f"{prefix}."): entry["value"]
        for name, entry in chosen.items()
        if name.startswith(f"{prefix}.")
    }


def _version(centre: str, chosen: Mapping[str, Entry]) -> str:
    """Equal versions judge alike. Only values count: to confirm a figure, or to name a better source, changes nothing."""
    judging = {name: entry for name, entry in chosen.items() if not name.startswith(_JUDGES_NOTHING)}
    values = {name: entry["value"] for name, entry in judging.items()}
    digest = hashlib.sha256(json.dumps(values, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    return f"{centre}-{max(entry['from'] for entry in judging.values())}-{digest[:12]}"


def _rates(entry: Entry) -> Rates:
    by_homes = {homes: _decimals(terms) for homes, terms in entry["value"].items()}
    return Rates(date.fromisoformat(entry["from"]), by_homes)


def _down_payment(shares: Mapping[str, Any]) -> dict[str, Any]:
    whole = {name: Decimal(share) for name, share in shares.items() if name != "proven"}
    return {**whole, "proven": {code: _decimals(less) for code, less in shares.get("proven", {}).items()}}


def _material(code: str, values: Mapping[str, Any]) -> Material:
    ways = tuple(Source(**source) for source in values["sources"])
    others = tuple(Alternative(**other) for other in values.get("alternatives", ()))
    return Material(code=code, **{**values, "sources": ways, "alternatives": others})


def _tuples(values: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: tuple(value) if name in names else value for name, value in values.items()}


def _decimals(values: Mapping[str, str]) -> dict[str, Decimal]:
    return {name: Decimal(value) for name, value in values.items()}
