"""Marks of a policy's figures (核实标记), as a test wants them: what is shipped refuses nobody without a person."""

import json
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from chalicelib import policy as policies
from chalicelib.domain.policy import Policy
from chalicelib.policy import Book

COMPILED = Path(policies.__file__).parent / "compiled.json"


def confirmed(policy: Policy) -> Policy:
    """The same policy, every figure and rule of it confirmed for its centre."""
    return replace(policy, confirmed=frozenset(policy.sources))


def all_confirmed(compiled: Mapping[str, Any]) -> dict[str, Any]:
    """A compiled policy in which every entry of every centre is."""
    marked: dict[str, Any] = deepcopy(dict(compiled))
    for figures in (marked["base"], *marked["overlays"].values()):
        for dated in figures.values():
            for entry in dated:
                entry["verified"] = True
    return marked


@cache
def verified_book() -> Book:
    """What is shipped, every entry of it confirmed."""
    return Book(all_confirmed(json.loads(COMPILED.read_text(encoding="utf-8"))))


@cache
def without_lanzhou_s_own() -> Book:
    """What is shipped, but for what was heard of Lanzhou's own figures: the tables of tests are the base's."""
    compiled = json.loads(COMPILED.read_text(encoding="utf-8"))
    own = compiled["overlays"]["620100"]
    heard = {name: [entry for entry in dated if entry["rests_on"] != "LANZHOU_TRACKER"] for name, dated in own.items()}
    compiled["overlays"]["620100"] = {name: dated for name, dated in heard.items() if dated}
    return Book(compiled)
