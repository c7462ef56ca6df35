"""One paper: printed from its values, sealed by its centre and kept once, so that whoever asks again is given the very same file."""

from base64 import b64decode
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib import tracing
from chalicelib.documents import printing
from chalicelib.errors import PlatformUnavailable, PreconditionFailed, Unexpected
from chalicelib.papers import cms, making
from chalicelib.tracing import log, metrics

printing.ready()
cms.ready()


def handle(event: Mapping[str, Any], context: object = None) -> dict[str, str]:
    """Makes the paper that `casework/papers.py` asks for and tells its key and SHA-256. Raises `PlatformUnavailable`, `Unexpected`,
    and `PreconditionFailed` for a seal of a bank's that does not hold.

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
        except making.NoSeal as error:
            log.failed("the bank's seal does not hold", error, "WARNING")
            metrics.count("step_errors", kind=PreconditionFailed.__name__)
            raise PreconditionFailed("papers: the bank's seal does not hold", "BANK_SEAL_INVALID") from None
        except Exception as error:
            log.failed("unexpected", error)
            metrics.count("step_errors", kind=Unexpected.__name__)
            raise Unexpected(f"papers: {type(error).__name__}") from None


def _made(event: Mapping[str, Any]) -> dict[str, str]:
    case, name, kind = event["case"], event["name"], str(event["kind"])
    if fill := event.get("fill"):
        return making.countersigned(case, name, fill["key"], b64decode(fill["signature"]), fill["certificates"])
    if over := event.get("over"):
        return making.with_signatures(case, event["centre"], name, kind, event["values"], over)
    return making.paper(case, event["centre"], event["short"], name, kind, event["values"])
