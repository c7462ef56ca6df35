"""One compiled set of dated policy (政策库), and what of it holds for a centre on a day."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from chalicelib.domain.checks.declared import UndeclaredCheck, behind, declared
from chalicelib.domain.policy import Entry, NoPolicy, Policy

_BASIC_CODE = "622100000001"  # 基本编码; made up, the provincial catalogue's own is not published [assumption]
_MOST_MADE = 256  # policies kept: anybody may ask for any day


class Book:
    """A compiled set, as `infra.tools.policy` makes it. The shipped one is the module `policy`'s; a proposed one is another Book.

    Raises `UndeclaredCheck` where it names a check nobody would wait for, whenever and wherever that were to hold.
    """

    def __init__(self, compiled: Mapping[str, Any]) -> None:
        for figures in (compiled["base"], *compiled["overlays"].values()):
            for name, dated in figures.items():
                _hold_to_declared(name, dated)
        self._compiled = compiled
        self._gone = dict(_superseded(compiled["sources"]))
        self._made: dict[tuple[str, date, date | None], Policy] = {}
        self._learnt: list[date] | None = None

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
        held = {name: self._lawful(name, entry, day, known) for name, entry in current.items() if entry is not None}
        return {name: self._marked(entry, day) for name, entry in held.items()}

    def learnt(self) -> list[date]:
        """Every day on which somebody learnt of law that had begun."""
        if self._learnt is None:
            scopes = (self._compiled["base"], *self._compiled["overlays"].values())
            days = {one["learnt"] for scope in scopes for dated in scope.values() for one in dated if "learnt" in one}
            self._learnt = [date.fromisoformat(day) for day in sorted(days)]
        return self._learnt

    def as_of(self, day: date) -> "Book":
        """The book of a house that has not learnt yet of what is learnt of after a day; where nothing of a figure was known then, as it is known now."""
        base = {name: _known(dated, day) or dated for name, dated in self._compiled["base"].items()}
        overlays = {
            centre: {
                name: _known(dated, day) or dated
                for name, dated in own.items()
                if _known(dated, day) or name not in base
            }
            for centre, own in self._compiled["overlays"].items()
        }
        return Book({**self._compiled, "base": base, "overlays": overlays})

    def _lawful(self, name: str, entry: Entry, day: str, known: date | None) -> Entry:
        """What holds of an entry on a day: no more than the law leaves, and then it rests on the law. The compiler refuses what passes it."""
        laws = [one for one in self._compiled["base"].get(name, ()) if "bound" in one and one["from"] <= day]
        if not (begun := _known(laws, known)):
            return entry
        from chalicelib.policy.bounds import within  # as what reads a policy

        held = within(entry["value"], begun[-1]["value"], begun[-1]["bound"])
        return entry if held == entry["value"] else {**begun[-1], "value": held}

    def _marked(self, entry: Entry, day: str) -> Entry:
        """An entry with its mark on a day: its text verifies it from the day it was in force until another took its place."""
        if not entry["verified"]:
            return entry
        name = entry["rests_on"].partition(" ")[0]
        since = self._compiled["sources"].get(name, {}).get("in_force") or ""
        holds = since <= day and (name not in self._gone or day < self._gone[name])
        return entry if holds else {**entry, "verified": False}

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
        from chalicelib.policy import reading  # who only asks for the name of a centre makes none

        chosen, dated = self.entries(code, on, known), self._dated(code)
        first = {name: dated[name][0]["value"] for name in reading.OF_PEOPLE if name in dated}
        return reading.policy(code, self._compiled["centres"][code], on, chosen, self._rates(code, known), first)

    def _rates(self, code: str, known: date | None) -> Sequence[Entry]:
        """The rows of the rate table, of every day on which the centre's or the law's change."""
        own, law = (_known(dated, known) for dated in (self._dated(code)["rates"], self._compiled["base"]["rates"]))
        rows: list[Entry] = []
        for day in sorted({entry["from"] for entry in (*own, *law)}):
            entry = _current(own, day)
            row = self._lawful("rates", entry, day, known) if entry else None
            if row and not (rows and rows[-1]["value"] == row["value"]):
                rows.append({**row, "from": day})
        return rows


def _superseded(sources: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every text another has taken the place of, and since when; of several days the earliest comes last."""
    for source in sorted(sources.values(), key=lambda one: one.get("in_force") or "", reverse=True):
        yield from ((earlier, source["in_force"]) for earlier in source.get("supersedes", ()))


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
