"""One paper: printed from its values and kept once, so that whoever asks again is given the very same file."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib import tracing
from chalicelib.documents import printing
from chalicelib.errors import PlatformUnavailable, Unexpected
from chalicelib.records import archive
from chalicelib.tracing import log, metrics

printing.ready()


def handle(event: Mapping[str, Any], context: object = None) -> dict[str, str]:
    """Makes the paper that `casework/papers.py` asks for and tells its key and SHA-256. Raises `PlatformUnavailable`, `Unexpected`.

    No message of a library gets out: it might hold what was being printed.
    """
    about = {"case": event["case"], "step": "papers"}
    with tracing.begin(event.get("trace"), "papers", reading=True, **about):
        try:
            return _made(event)
        except (BotoCoreError, ClientError, OSError) as error:
            log.failed("platform unavailable", error, "WARNING")
            metrics.count("step_errors", kind=PlatformUnavailable.__name__)
            raise PlatformUnavailable(f"papers: {type(error).__name__}") from None
        except Exception as error:
            log.failed("unexpected", error)
            metrics.count("step_errors", kind=Unexpected.__name__)
            raise Unexpected(f"papers: {type(error).__name__}") from None


def _made(event: Mapping[str, Any]) -> dict[str, str]:
    kind, values = str(event["kind"]), event["values"]
    kept = archive.keep_once(event["case"], event["name"], _digest(kind, values), printing.printed(kind, values))
    return {"key": kept.key, "sha256": kept.sha256}


def _digest(kind: str, values: Mapping[str, Any]) -> str:
    """What tells one paper from another of its name: everything it says."""
    said = json.dumps([kind, values], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:32]
