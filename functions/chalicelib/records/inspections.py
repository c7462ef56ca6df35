"""Inspections (材料检视): the function `inspection` is asked what an uploaded file is. It alone brings one from where it came in to where it stays."""

from typing import NamedTuple

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib import aws
from chalicelib.settings import setting
from chalicelib.tracing import log

WAITING = "waiting"  # of a document: nobody has answered yet what it is


class Looked(NamedTuple):
    """What an inspection says: the code of what is wrong, None if nothing; and then the S3 version and the SHA-256 of what is kept."""

    defect: str | None
    version: str | None = None
    kept: str | None = None


class Uninspected(Exception):
    """The inspection, or the scanner behind it, did not answer: nothing is known of the file."""


class Broken(Uninspected):
    """The inspection was killed over the file: out of memory, or out of time."""


def incoming_key_of(case: str, document: str) -> str:
    """The S3 key a file is sent to."""
    return f"incoming/{case}/{document}"


def key_of(case: str, document: str) -> str:
    """The S3 key of a verified document."""
    return f"cases/{case}/uploads/{document}"


def quarantine_key_of(case: str, document: str) -> str:
    """The S3 key of one in which the scanner found something: it is opened by nobody from here."""
    return f"quarantine/{case}/{document}"


def look_at(
    case: str, document: str, content_type: str, sha256: str, size: int | None = None, *, as_it_is: bool = False
) -> Looked:
    """Has an uploaded file inspected; `as_it_is` keeps its very bytes. Safe to repeat. Raises `Uninspected`.

    `Broken` where it was killed. `DOCUMENT_ABSENT` means it is not there yet; every other code means it has to be sent again.
    """
    asked = {
        "sent": incoming_key_of(case, document),
        "kept": key_of(case, document),
        "quarantine": quarantine_key_of(case, document),
        "content_type": content_type,
        "size": size,
        "sha256": sha256,
        "as_it_is": as_it_is,
    }
    try:
        said = aws.asked(setting("FUNCTION_INSPECTION"), asked)
    except (BotoCoreError, ClientError) as error:
        log.failed("uninspected", error, "WARNING")
        raise Uninspected(type(error).__name__) from None
    except aws.Failed as failed:
        log.line("WARNING", "uninspected", error=failed.kind)
        raise (Broken if failed.was_killed else Uninspected)("the inspection failed") from None
    return Looked(said["defect"], said["version"], said["sha256"])
