"""A check nobody of the code knows, and a policy that links it."""

import json
from collections.abc import Mapping
from typing import Any, TypedDict

from chalicelib.domain.checks.declaration import Check
from infra.tools.policy import COMPILED


class Household(TypedDict):
    """What the household register would say."""

    members: int
    moved_in: str


MADE_UP = Check(
    "household", "户籍", agency="households", call="members", step="household", about="each", facts=Household,
    needed=("members",), certain="subject", also="", scope=("户籍",), fields={"HOUSEHOLD_MISMATCH": "people.address"},
)  # fmt: skip
MATTER = {"name": "户籍核验", "owner": "公安", "sort": "verification", "checks": ["household"], "when": {}}
PAPER = {
    "name": "户籍证明",
    "of": "each",
    "why": "核对",
    "tolerable": False,
    "sources": [{"mode": "shared", "check": "household"}, {"mode": "upload"}],
}


def compiled_with(name: str, value: Mapping[str, Any]) -> dict[str, Any]:
    """The shipped policy with one thing more, as somebody's hand might write it into compiled.json."""
    whole: dict[str, Any] = json.loads(COMPILED.read_text(encoding="utf-8"))
    whole["overlays"].setdefault("620100", {})[name] = [
        {"from": "2026-01-01", "value": value, "source": "虚构", "verified": False}
    ]
    return whole
