"""The ledger's chain, followed as whoever may read it can: every body's SHA-256 is kept, and the next body names it."""

import hashlib
from typing import Any


def unbroken(entries: list[dict[str, Any]]) -> bool:
    """True when no place of a case's chain was altered, removed or put in between; uses of one place come one after another."""
    previous = ""
    places = [
        entry for entry, before in zip(entries, [{}, *entries], strict=False) if entry["body"] != before.get("body")
    ]
    for number, entry in enumerate(places, start=1):
        digest = hashlib.sha256(entry["body"].encode()).hexdigest()
        if (entry["number"], entry["previous"], entry["hash"]) != (number, previous, digest):
            return False
        previous = digest
    return True
