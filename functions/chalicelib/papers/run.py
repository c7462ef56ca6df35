"""One paper: printed from its values, sealed by its centre and kept once, so that whoever asks again is given the very same file."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib import clock, tracing
from chalicelib.documents import printing
from chalicelib.errors import PlatformUnavailable, Unexpected
from chalicelib.papers import cms, issuing, sealing, signers
from chalicelib.records import archive
from chalicelib.tracing import log, metrics

# What people sign as it stands: the province's platform seals its hash (agencies/seal), and the file stays as it is.
UNSEALED = frozenset({"authorisation", "contract"})

printing.ready()
cms.ready()


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
    kind, is_sealed = str(event["kind"]), event["kind"] not in UNSEALED
    digest = _digest(kind, event["values"], is_sealed)
    given = issuing.given(event, digest)
    values = {**event["values"], "issued": given}
    made = _sealed(event["centre"], kind, values) if is_sealed else printing.printed(kind, values)
    # No two seals are the same: whoever asks again is given the first file that was kept.
    kept = archive.keep_once(event["case"], event["name"], digest, made)
    issuing.enter(event, given, kept)
    return {"key": kept.key, "sha256": kept.sha256}


def _sealed(centre: str, kind: str, values: Mapping[str, Any]) -> bytes:
    pdf, (place, *_) = printing.to_be_sealed(kind, values)
    signer = signers.of(centre)
    look = printing.seal(signer.name)
    empty = sealing.prepared(pdf, "Centre", look, place, signer.name, clock.in_china(clock.now()))
    return sealing.filled(empty, cms.signed(sealing.digest(empty), signer.certificates, signer.sign))


def _digest(*said: object) -> str:
    """What tells one paper from another of its name: everything it says."""
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]
