"""Papers: each printed from its values, sealed by its centre and kept once, so that whoever asks again is given the very same file."""

from base64 import b64decode
from collections.abc import Mapping
from typing import Any

from chalicelib import tracing
from chalicelib.documents import printing
from chalicelib.errors import PreconditionFailed
from chalicelib.papers import cms, making, profiles
from chalicelib.tracing import log
from chalicelib.tracing.ours import failing

printing.ready()
cms.ready()
profiles.ready()


def handle(event: Mapping[str, Any], context: object = None) -> dict[str, Any]:
    """Makes the paper that `casework/papers.py` asks for and tells its key and SHA-256; of several (`papers`), those of each. Raises `PlatformUnavailable`, `Unexpected`,
    and `PreconditionFailed` for a seal of a bank's that does not hold.

    Whoever asked counts it where that is a step: one failure, counted once.
    """
    about = {"case": event["case"], "step": "papers"}
    with tracing.begin(event.get("trace"), "papers", reading=True, **about), failing("papers"):
        try:
            return _made(event)
        except making.NoSeal as error:
            log.failed("the bank's seal does not hold", error, "WARNING")
            raise PreconditionFailed("papers: the bank's seal does not hold", "BANK_SEAL_INVALID") from None


def _made(event: Mapping[str, Any]) -> dict[str, Any]:
    if several := event.get("papers"):
        return {"papers": [_made({**event, **one, "papers": ()}) for one in several]}
    case, name, kind = event["case"], event["name"], str(event["kind"])
    if fill := event.get("fill"):
        return making.countersigned(case, name, fill["key"], b64decode(fill["signature"]), fill["certificates"])
    if over := event.get("over"):
        return making.with_signatures(case, event["centre"], name, kind, event["values"], over)
    return making.paper(case, event["centre"], event["short"], name, kind, event["values"])
