"""Compiles the policy YAML into the JSON a function reads, refusing an inconsistent set with every problem named.

python -m infra.compile_policy          writes functions/chalicelib/policy/compiled.json
"""

import json
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

POLICY = Path(__file__).parent.parent / "functions" / "chalicelib" / "policy"
COMPILED = POLICY / "compiled.json"
_FAMILIES = ("caps", "rules", "kinds", "matters", "materials", "form", "declarations", "authorisations", "guide")
_KEYS = {"from", "value", "source", "verified"}
Figures = dict[str, list[dict[str, Any]]]  # name, or family.name -> dated entries, oldest first


class Inconsistent(ValueError):
    """The YAML cannot be compiled; the message has one line per problem."""


def compiled(folder: Path = POLICY / "data") -> str:
    """The JSON text for a folder of YAML: base.yaml, centres.yaml and an overlay <centre>.yaml where one differs."""
    centres: dict[str, Any] = _read(folder / "centres.yaml")
    base: Figures = {}
    for path in sorted((folder / "base").glob("*.yaml")):
        base |= _flat(_read(path))
    overlays = {path.stem: _flat(_read(path)) for path in sorted((folder / "overlays").glob("*.yaml"))}
    problems = [*_problems("base", base)]
    for code, overlay in overlays.items():
        problems += _problems(code, overlay)
        problems += [f"{code}: no such centre"] if code not in centres else []
        problems += [f"{code}: {name}: unknown figure" for name in overlay if "." not in name and name not in base]
    if problems:
        raise Inconsistent("\n".join(problems))
    merged = {
        code: {name: _merged(base.get(name, []), entries) for name, entries in overlay.items()}
        for code, overlay in overlays.items()
    }
    whole = {"centres": centres, "base": base, "overlays": merged}
    return json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True, default=date.isoformat) + "\n"


def main() -> None:
    """Writes compiled.json, or prints every problem and exits 1."""
    try:
        COMPILED.write_text(compiled(), encoding="utf-8")
    except Inconsistent as problems:
        sys.exit(str(problems))


def _read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def _flat(figures: Mapping[str, Any]) -> Figures:
    flat = {name: entries for name, entries in figures.items() if name not in _FAMILIES}
    for family in _FAMILIES:
        flat |= {f"{family}.{name}": entries for name, entries in figures.get(family, {}).items()}
    return flat


def _merged(base: list[dict[str, Any]], overlay: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the base says until the overlay begins, then the overlay."""
    return [entry for entry in base if entry["from"] < overlay[0]["from"]] + overlay


def _problems(where: str, figures: Figures) -> Iterator[str]:
    for name, entries in figures.items():
        for entry in entries:
            if set(entry) != _KEYS:
                yield f"{where}: {name}: needs exactly {', '.join(sorted(_KEYS))}"
            elif not isinstance(entry["from"], date):
                yield f"{where}: {name}: from is not a date"
            elif not isinstance(entry["verified"], bool) or not entry["source"]:
                yield f"{where}: {name}: needs a source and verified true or false"
            elif _has_float(entry["value"]):
                yield f"{where}: {name}: write amounts and shares as quoted strings"
        begins = [entry.get("from") for entry in entries]
        if not entries or begins != sorted(set(begins), key=str):
            yield f"{where}: {name}: entries must be dated, oldest first, one a day"


def _has_float(value: Any) -> bool:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return isinstance(value, float) or any(_has_float(part) for part in parts)


if __name__ == "__main__":
    main()
