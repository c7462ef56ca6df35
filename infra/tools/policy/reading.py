"""Reads a folder of policy YAML into dated entries, and says everything in which it does not read.

A folder holds centres.yaml, base/*.yaml (the province) and overlays/<centre>.yaml (what one centre does otherwise). Each
figure is a list of entries {from, until, learnt, value, source, note, verified}; `until`, the last day, only where it is temporary;
`learnt`, the day we knew of it, only where it had begun by then. Any of
the files may hold `sources`, to which the entries point: sources.py.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from chalicelib.policy.reading import FAMILIES

try:
    from yaml import CSafeLoader as SafeLoader  # several times as fast, where PyYAML was built with it
except ImportError:
    from yaml import SafeLoader  # type: ignore[assignment]

BASE = "base"
SOURCES, AUTHORITIES = "sources", "authorities"
_KEYS = {"from", "value", "source", "verified"}
_OPTIONAL = {"until", "learnt", "note", "bound"}


@dataclass(frozen=True)
class Entry:
    """What one scope says of one figure from a day on. `scope` is base or a centre; `value` is as in the YAML."""

    scope: str
    name: str  # max_months, caps.CAP_PRICE
    begins: date
    until: date | None  # the last day, or None until another takes its place
    value: Any
    source: str  # the name of a source, and the place of the words in it
    verified: bool
    note: str = ""
    learnt: date | None = None  # when we came to know of what had begun already
    bound: Any = None  # how it bounds what is said later, and by every centre: bounding.py. What binds all goes on bounding as the one before

    def __str__(self) -> str:
        return f"{self.scope}: {self.name}: {self.begins}"


Figures = dict[str, list[Entry]]  # entries in the order they are written


@dataclass
class Data:
    """A policy as written. What could not be read is not in it but among its problems."""

    centres: dict[str, Any] = field(default_factory=dict)
    scopes: dict[str, Figures] = field(default_factory=lambda: {BASE: {}})
    sources: dict[str, Any] = field(default_factory=dict)  # as written; one of an overlay binds its centre, or nobody
    authorities: list[str] = field(default_factory=list)  # whose word may bind every centre: of base alone
    problems: list[str] = field(default_factory=list)

    @property
    def base(self) -> Figures:
        """What holds for the whole province."""
        return self.scopes[BASE]

    def entries(self) -> Iterator[Entry]:
        """Every entry of every scope."""
        for figures in self.scopes.values():
            for dated in figures.values():
                yield from dated


def read(*folders: Path) -> Data:
    """Reads the first folder with the files of the others over it: a file of the same place replaces the earlier one."""
    data, files = Data(), dict[str, Path]()
    for folder in folders:
        if not folder.is_dir():
            data.problems.append(f"{folder}: no such folder")
        files |= {str(path.relative_to(folder)): path for path in sorted(folder.rglob("*.y*ml"))}
    for place, path in sorted(files.items()):
        found = _mapping(place, path, data.problems)
        if place == "centres.yaml":
            data.centres = found
        elif _scope(place):
            _add(data, place, found)
        else:
            data.problems.append(f"{place}: neither centres.yaml nor in base/ or overlays/")
    for dated in data.base.values():
        _bound_on(data, dated)
    return data


def _scope(place: str) -> str:
    path = Path(place)
    scopes = {BASE: BASE, "overlays": path.stem}
    return scopes.get(str(path.parent), "") if path.suffix == ".yaml" else ""


class _Loader(SafeLoader):
    """YAML that notices a key written twice, of which YAML itself would silently take the last."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.twice: list[str] = []

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if str(key.value) in seen:
                self.twice.append(f"line {key.start_mark.line + 1}: {key.value} is there twice")
            seen.add(str(key.value))
        return super().construct_mapping(node, deep)


@cache  # a proposal is read over what is shipped, again and again
def _loaded(text: str) -> tuple[Any, list[str]]:
    loader = _Loader(text)
    return loader.get_single_data(), loader.twice


def _mapping(place: str, path: Path, problems: list[str]) -> dict[str, Any]:
    try:
        found, said_twice = _loaded(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a day that does not exist
        problems.append(f"{place}: not YAML: {' '.join(str(error).split())}")
        return {}
    problems += [f"{place}: {twice}" for twice in said_twice]
    if isinstance(found, dict):
        return found
    problems.append(f"{place}: holds no figures")
    return {}


def _add(data: Data, place: str, found: Mapping[str, Any]) -> None:
    scope = _scope(place)
    figures = data.scopes.setdefault(scope, {})
    _add_sources(data, scope, place, found.get(SOURCES, {}))
    if scope == BASE:
        data.authorities += found.get(AUTHORITIES, [])
    no_figures = (SOURCES, AUTHORITIES) if scope == BASE else (SOURCES,)
    for name, entries in _flat({name: entries for name, entries in found.items() if name not in no_figures}):
        if name in figures:
            data.problems.append(f"{scope}: {name}: in {place} and in another file")
        elif not isinstance(entries, list) or not entries:
            data.problems.append(f"{scope}: {name}: needs a list of dated entries")
        else:
            figures[name] = list(_entries(scope, name, entries, data.problems))


def _bound_on(data: Data, dated: list[Entry]) -> None:
    """What bounds the centres is bounded by whatever text of everybody's comes after it, unless that says otherwise."""
    bound = None
    for n, entry in enumerate(dated):
        if entry.bound is None and bound is not None and _binds_all(data.sources.get(entry.source.partition(" ")[0])):
            dated[n] = replace(entry, bound=bound)
        bound = dated[n].bound or bound


def _binds_all(source: Any) -> bool:
    return isinstance(source, dict) and source.get("binds") == "all"


def _add_sources(data: Data, scope: str, place: str, found: Any) -> None:
    if not isinstance(found, dict):
        data.problems.append(f"{place}: {SOURCES}: needs sources by their names")
        return
    for name, source in found.items():
        if name in data.sources:
            data.problems.append(f"{scope}: {SOURCES}: {name}: in {place} and in another file")
        own = {"binds": scope} if scope != BASE and isinstance(source, dict) else {}
        if own and source.get("binds", scope) not in (scope, "nobody"):
            data.problems.append(f"{scope}: {SOURCES}: {name}: binds others than {scope}, which only the base can say")
        data.sources[name] = {**own, **source} if own else source


def _flat(figures: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, entries in figures.items():
        if name in FAMILIES and isinstance(entries, dict):
            yield from ((f"{name}.{member}", dated) for member, dated in entries.items())
        else:
            yield str(name), entries


def _entries(scope: str, name: str, entries: Sequence[Any], problems: list[str]) -> Iterator[Entry]:
    for entry in entries:
        wrong = list(_wrong(entry))
        problems += [f"{scope}: {name}: {_day(entry)}: {what}" for what in wrong]
        if not wrong:
            yield Entry(
                scope, name, entry["from"], entry.get("until"), entry["value"], entry["source"], entry["verified"],
                entry.get("note", ""), entry.get("learnt"), entry.get("bound"),
            )  # fmt: skip


def _day(entry: Any) -> str:
    return str(entry.get("from", "no date")) if isinstance(entry, dict) else "no date"


def _wrong(entry: Any) -> Iterator[str]:
    keys = set(entry) if isinstance(entry, dict) else set()
    if not keys >= _KEYS or keys - _KEYS - _OPTIONAL:
        yield f"needs {', '.join(sorted(_KEYS))}, may have {', '.join(sorted(_OPTIONAL))}, and has {', '.join(sorted(map(str, keys))) or 'none'}"
        return
    days = [name for name in ("from", "until", "learnt") if name in entry]
    wrong = [name for name in days if type(entry[name]) is not date]
    yield from (f"{name} is not a date" for name in wrong)
    if not isinstance(entry["source"], str) or not entry["source"].strip():
        yield "needs a source"
    if not isinstance(entry.get("note", ""), str):
        yield "note is not a text"
    if not isinstance(entry["verified"], bool):
        yield "verified is true or false"
