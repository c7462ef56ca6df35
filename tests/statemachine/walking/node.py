"""The same walks with a second interpreter, which shares no line with moto's or ours: walk.mjs says whose. All in one process."""

import json
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.statemachine.walking.plan import Definition, Walk, Walked, filled

DRIVER = Path(__file__).parent / "walk.mjs"
INSTALLED = Path(__file__).parents[3] / ".node"
_PATIENCE = 120


def missing() -> str:
    """Why it cannot be asked here; empty where it can."""
    if shutil.which("node") is None:
        return "there is no Node.js here"
    return "" if (INSTALLED / "ready").is_file() else "the second interpreter is not installed: make interpreter"


def walked(definition: Definition, walks: Iterable[Walk]) -> list[Walked]:
    """Every walk taken, in the same order."""
    asked = {"definition": json.loads(filled(json.dumps(definition))), "walks": [_asked(walk) for walk in walks]}
    made = subprocess.run(
        ["node", DRIVER, INSTALLED], input=json.dumps(asked), capture_output=True, text=True, timeout=_PATIENCE
    )
    assert made.returncode == 0, made.stderr[-2000:]
    return [Walked(one["ended"], one["path"]) for one in json.loads(made.stdout)]


def _asked(walk: Walk) -> dict[str, Any]:
    script = [{name: value for name, value in asdict(said).items() if value} for said in walk.script]
    return {"given": walk.given, "script": script}
