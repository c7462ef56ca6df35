"""Uploaded documents (申请材料): the browser sends the file straight to S3 with a presigned POST, then it is inspected.

S3 enforces size and type of the POST; the content is trusted only after the function `inspection` has read it, and kept then where no
POST reaches. What is not verified expires where it came in, by the bucket's lifecycle.
"""

from collections.abc import Mapping
from datetime import timedelta

from chalicelib import aws, clock
from chalicelib.domain.form.application import upload_key
from chalicelib.domain.frozen import frozen
from chalicelib.records.contents import Document
from chalicelib.records.inspections import incoming_key_of, key_of
from chalicelib.settings import setting

MAX_BYTES = 10 * 1024 * 1024
TYPES = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
VALID = timedelta(minutes=10)
OPEN_FOR = timedelta(minutes=2)  # a link: as long as it takes to follow it


@frozen
class Slot:
    """Where a file may be sent: multipart POST to `url` with `fields` first and the file last, until `expires_at`."""

    url: str
    fields: Mapping[str, str]
    expires_at: str


def slot(case: str, document: str, content_type: str, size: int | None = None) -> Slot:
    """A place to send one file of one type and, where that was announced, exactly so many bytes; of 1 byte to 10 MB at any rate."""
    least, most = (size, size) if size else (1, MAX_BYTES)
    made = aws.client("s3").generate_presigned_post(
        setting("BUCKET_DOCUMENTS"),
        incoming_key_of(case, document),
        Fields={"Content-Type": content_type},
        Conditions=[{"Content-Type": content_type}, ["content-length-range", least, most]],
        ExpiresIn=int(VALID.total_seconds()),
    )
    return Slot(made["url"], made["fields"], clock.stamp(clock.now() + VALID))


def link(case: str, document: str, content_type: str = "", version: str | None = None) -> str:
    """A link to the very version of a verified document, or a scan that was kept, good for two minutes. It can only be saved: nothing in
    it is shown or run where it comes from, whatever a browser makes of its bytes."""
    name = f"{document}.{TYPES.get(content_type, 'bin')}"
    made: str = aws.client("s3").generate_presigned_url(
        "get_object",
        Params={
            "Bucket": setting("BUCKET_DOCUMENTS"), "Key": key_of(case, document),
            "ResponseContentType": content_type or "application/octet-stream",
            "ResponseContentDisposition": f'attachment; filename="{name}"', "ResponseCacheControl": "no-store",
            **({"VersionId": version} if version else {}),
        },
        ExpiresIn=int(OPEN_FOR.total_seconds()),
    )  # fmt: skip
    return made


def verified(documents: Mapping[str, Document]) -> dict[str, list[str]]:
    """Those that are verified, in the order they were announced, by upload_key."""
    by_key: dict[str, list[str]] = {}
    for id, document in sorted(documents.items(), key=lambda entry: entry[1].at):
        if document.state == "verified":
            by_key.setdefault(upload_key(document.material, document.person), []).append(id)
    return by_key


def kept(documents: Mapping[str, Document]) -> dict[str, list[str]]:
    """The SHA-256 of the very bytes that are kept of those, likewise."""
    ids = verified(documents)
    return {key: [documents[id].kept or documents[id].sha256 for id in each] for key, each in ids.items()}
