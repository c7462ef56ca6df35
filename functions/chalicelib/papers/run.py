"""One paper: printed from its values and kept once, so that whoever asks again is given the very same file."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from chalicelib import tracing
from chalicelib.documents import printing
from chalicelib.records import archive
from chalicelib.tracing.ours import failing

printing.ready()


def handle(event: Mapping[str, Any], context: object = None) -> dict[str, str]:
    """Makes the paper that `casework/papers.py` asks for and tells its key and SHA-256. Raises `PlatformUnavailable`, `Unexpected`.

    Whoever asked counts it where that is a step: one failure, counted once.
    """
    about = {"case": event["case"], "step": "papers"}
    with tracing.begin(event.get("trace"), "papers", reading=True, **about), failing("papers"):
        return _made(event)


def _made(event: Mapping[str, Any]) -> dict[str, str]:
    kind, values = str(event["kind"]), event["values"]
    kept = archive.keep_once(event["case"], event["name"], _digest(kind, values), printing.printed(kind, values))
    return {"key": kept.key, "sha256": kept.sha256}


def _digest(kind: str, values: Mapping[str, Any]) -> str:
    """What tells one paper from another of its name: everything it says."""
    said = json.dumps([kind, values], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:32]
