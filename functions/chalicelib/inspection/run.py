"""One inspection: fetches what was sent, has it scanned, reads it, and keeps what is fit where nobody can send anything over it.

What the scanner finds goes into quarantine, which no one opens from here. Safe to repeat: what is kept already is answered again.
"""

import hashlib
from collections.abc import Mapping
from typing import Any, TypedDict

from botocore.exceptions import ClientError

from chalicelib import aws
from chalicelib.inspection import clamd
from chalicelib.inspection.unfit import Unfit
from chalicelib.settings import setting
from chalicelib.tracing import log, metrics
from chalicelib.tracing.ours import failing

MOST_BYTES = 10 * 1024 * 1024
PDF = "application/pdf"


class Asked(TypedDict):
    """Which object, where to keep it, and as what it was announced: its type, bytes (None where nobody said) and SHA-256 in hex."""

    sent: str
    kept: str
    quarantine: str
    content_type: str
    size: int | None
    sha256: str
    as_it_is: bool  # what proves something is kept byte for byte


class Inspected(TypedDict):
    """The code of what is wrong, None if nothing; and then the version it is kept as, and the SHA-256 of the very bytes kept."""

    defect: str | None
    version: str | None
    sha256: str | None


def handle(event: Asked, context: object = None) -> Inspected:
    """Inspects one file. Raises `NotScanned` where the scanner did not answer, `PlatformUnavailable` or `Unexpected`: nothing is known of it then."""
    with failing("inspection"):
        try:
            made = _inspected(event)
        except clamd.NotScanned:
            metrics.count("unscanned")
            raise
        except Unfit as unfit:
            made = Inspected(defect=str(unfit), version=None, sha256=None)
        log.line("INFO", "inspection", defect=made["defect"])
        return made


def _inspected(asked: Asked) -> Inspected:
    content = _sent(asked)
    if clamd.found_in(content, setting("SCANNER")):
        _quarantine(asked, content)
        raise Unfit("DOCUMENT_INFECTED")
    if asked["content_type"] == PDF:
        from chalicelib.inspection import pdfs

        pdfs.read(content)
        fit = content
    else:
        from chalicelib.inspection import images

        fit = images.rewritten(content, asked["content_type"])
    return _kept(asked, content if asked["as_it_is"] else fit)


def _sent(asked: Asked) -> bytes:
    try:
        found = aws.client("s3").get_object(Bucket=setting("BUCKET_DOCUMENTS"), Key=asked["sent"])
    except ClientError as error:
        if error.response["Error"]["Code"] in ("NoSuchKey", "404"):
            raise Unfit("DOCUMENT_ABSENT") from None
        raise
    if found["ContentLength"] > MOST_BYTES:
        raise Unfit("DOCUMENT_TOO_LARGE")
    content: bytes = found["Body"].read()
    if not content:
        raise Unfit("DOCUMENT_EMPTY")
    if asked["size"] not in (None, len(content)):
        raise Unfit("DOCUMENT_SIZE_WRONG")
    if hashlib.sha256(content).hexdigest() != asked["sha256"]:
        raise Unfit("DOCUMENT_CHANGED")
    return content


def _quarantine(asked: Asked, content: bytes) -> None:
    s3, bucket = aws.client("s3"), setting("BUCKET_DOCUMENTS")
    s3.put_object(Bucket=bucket, Key=asked["quarantine"], Body=content, ContentType="application/octet-stream")
    s3.delete_object(Bucket=bucket, Key=asked["sent"])


def _kept(asked: Asked, fit: bytes) -> Inspected:
    """Puts it where it stays. What is there already is not put over: it was made of these very bytes, or this is another file."""
    s3, bucket, of = aws.client("s3"), setting("BUCKET_DOCUMENTS"), {"made-of": asked["sha256"]}
    sha256 = hashlib.sha256(fit).hexdigest()
    try:
        put = s3.put_object(
            Bucket=bucket, Key=asked["kept"], Body=fit, ContentType=asked["content_type"], IfNoneMatch="*",
            Metadata={**of, "sha256": sha256},
        )  # fmt: skip
        return Inspected(defect=None, version=put.get("VersionId"), sha256=sha256)
    except ClientError as error:
        if error.response["Error"]["Code"] != "PreconditionFailed":
            raise
    there = s3.head_object(Bucket=bucket, Key=asked["kept"])
    return _as_it_was(there, of)


def _as_it_was(there: Mapping[str, Any], of: Mapping[str, str]) -> Inspected:
    if there["Metadata"].get("made-of") != of["made-of"]:
        raise Unfit("DOCUMENT_CHANGED")
    return Inspected(defect=None, version=there.get("VersionId"), sha256=there["Metadata"]["sha256"])
