"""Uploaded documents (申请材料): the browser sends the file straight to S3 with a presigned POST, then we look at it.

S3 enforces size and type of the POST; the content is trusted only after size, magic bytes and SHA-256 were compared here, and kept
then where no POST reaches. What is not verified expires where it came in, by the bucket's lifecycle.
"""

import hashlib
from collections.abc import Mapping
from datetime import timedelta

from botocore.exceptions import ClientError

from chalicelib import aws, clock
from chalicelib.domain.form.application import upload_key
from chalicelib.domain.frozen import frozen
from chalicelib.records.contents import Document
from chalicelib.settings import setting

MAX_BYTES = 10 * 1024 * 1024
TYPES = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
VALID = timedelta(minutes=10)


@frozen
class Slot:
    """Where a file may be sent: multipart POST to `url` with `fields` first and the file last, until `expires_at`."""

    url: str
    fields: Mapping[str, str]
    expires_at: str


def incoming_key_of(case: str, document: str) -> str:
    """The S3 key a file is sent to."""
    return f"incoming/{case}/{document}"


def key_of(case: str, document: str) -> str:
    """The S3 key of a verified document."""
    return f"cases/{case}/uploads/{document}"


def slot(case: str, document: str, content_type: str) -> Slot:
    """A place to send one file of one type, of 1 byte to 10 MB."""
    made = aws.client("s3").generate_presigned_post(
        setting("BUCKET_DOCUMENTS"),
        incoming_key_of(case, document),
        Fields={"Content-Type": content_type},
        Conditions=[{"Content-Type": content_type}, ["content-length-range", 1, MAX_BYTES]],
        ExpiresIn=int(VALID.total_seconds()),
    )
    return Slot(made["url"], made["fields"], clock.stamp(clock.now() + VALID))


def link(case: str, document: str) -> str:
    """A link to a verified document, or a scan that was kept, good for ten minutes."""
    made: str = aws.client("s3").generate_presigned_url(
        "get_object",
        Params={"Bucket": setting("BUCKET_DOCUMENTS"), "Key": key_of(case, document)},
        ExpiresIn=int(VALID.total_seconds()),
    )
    return made


def look_at(case: str, document: str, content_type: str, sha256: str) -> tuple[str | None, str | None]:
    """What is wrong with an uploaded file as a code, None if nothing; and then the S3 version it is kept as. Safe to repeat.

    `DOCUMENT_ABSENT` means it is not there yet; every other code means it has to be sent again.
    """
    s3, bucket = aws.client("s3"), setting("BUCKET_DOCUMENTS")
    try:
        found = s3.get_object(Bucket=bucket, Key=incoming_key_of(case, document))
    except ClientError as error:
        if error.response["Error"]["Code"] in ("NoSuchKey", "404"):
            return "DOCUMENT_ABSENT", None
        raise
    if found["ContentLength"] > MAX_BYTES:
        return "DOCUMENT_TOO_LARGE", None
    content = found["Body"].read()
    if defect := _content_defect(content, content_type, sha256):
        return defect, None
    return _kept(key_of(case, document), content, content_type)


def verified(documents: Mapping[str, Document]) -> dict[str, list[str]]:
    """Those that are verified, in the order they were announced, by upload_key."""
    by_key: dict[str, list[str]] = {}
    for id, document in sorted(documents.items(), key=lambda entry: entry[1].at):
        if document.state == "verified":
            by_key.setdefault(upload_key(document.material, document.person), []).append(id)
    return by_key


def _kept(key: str, content: bytes, content_type: str) -> tuple[str | None, str | None]:
    """Puts what was looked at where it stays. What is there already is not put over: it is this very content, or a defect."""
    s3, bucket = aws.client("s3"), setting("BUCKET_DOCUMENTS")
    try:
        put = s3.put_object(Bucket=bucket, Key=key, Body=content, ContentType=content_type, IfNoneMatch="*")
        return None, put.get("VersionId")
    except ClientError as error:
        if error.response["Error"]["Code"] != "PreconditionFailed":
            raise
    there = s3.get_object(Bucket=bucket, Key=key)
    return ("DOCUMENT_CHANGED", None) if there["Body"].read() != content else (None, there.get("VersionId"))


def _content_defect(content: bytes, content_type: str, sha256: str) -> str | None:
    import filetype  # only this route needs it

    if not content:
        return "DOCUMENT_EMPTY"
    kind = filetype.guess(content)
    if kind is None or kind.mime != content_type:
        return "DOCUMENT_TYPE_WRONG"
    return None if hashlib.sha256(content).hexdigest() == sha256 else "DOCUMENT_CHANGED"
