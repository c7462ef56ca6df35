"""The ledger's chain, followed as whoever may read it can: every body's SHA-256 is kept, and the next body names it."""

import hashlib
from typing import Any


def unbroken(entries: list[dict[str, Any]]) -> bool:
    """True when no entry of a case was altered, removed or put in between."""
    previous = ""
    for number, entry in enumerate(entries, start=1):
        digest = hashlib.sha256(entry["body"].encode()).hexdigest()
        if (entry["number"], entry["previous"], entry["hash"]) != (number, previous, digest):
            return False
        previous = digest
    return True
