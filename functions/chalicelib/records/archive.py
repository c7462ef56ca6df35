"""The archive (电子档案): what a case produces is kept in S3, versioned and under retention, named by what it is.

All of a case is under one prefix, so that its package (档案包) is that folder: papers as they were issued, what was uploaded, and its own record.
"""

import hashlib
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import quote

from botocore.exceptions import ClientError

from chalicelib import aws, clock
from chalicelib.records.contents import Paper
from chalicelib.settings import setting

PDF = "application/pdf"
JSON = "application/json"
LINK_SECONDS = 600
SAME_FOR = 60  # seconds for which whoever asks again is given the same link: signing one costs a third of a call of AWS
KIND = "archive"  # of the entry in the ledger that holds the hash of a package's manifest


class Kept(NamedTuple):
    """One file as it was stored first: where, its SHA-256, and what is in it."""

    key: str
    sha256: str
    content: bytes


def folder(case: str) -> str:
    """Where everything of a case lies."""
    return f"cases/{case}/"


def keep(case: str, name: str, content: bytes, content_type: str = PDF) -> Paper:
    """Stores one document of a case (its id); the same name again replaces it with a new version."""
    key = f"{folder(case)}{name}"
    aws.client("s3").put_object(Bucket=setting("BUCKET_ARCHIVE"), Key=key, Body=content, ContentType=content_type)
    return Paper(name, key, hashlib.sha256(content).hexdigest())


def keep_once(case: str, name: str, digest: str, content: bytes, content_type: str = PDF) -> Paper:
    """Stores one document of a case, told apart from others of its name by a digest. The first that is stored stays: whoever
    comes later is given that one, whatever theirs holds."""
    kept = keep_first(case, f"{digest}/{name}", content, content_type)
    return Paper(name, kept.key, kept.sha256)


def keep_first(case: str, path: str, content: bytes, content_type: str) -> Kept:
    """Stores one file below the folder of a case, unless there is one: then gives that."""
    key = f"{folder(case)}{path}"
    s3, place = aws.client("s3"), {"Bucket": setting("BUCKET_ARCHIVE"), "Key": key}
    try:
        s3.put_object(**place, Body=content, ContentType=content_type, IfNoneMatch="*")
    except ClientError as error:
        if error.response["Error"]["Code"] != "PreconditionFailed":
            raise
        content = read(key)
    return Kept(key, hashlib.sha256(content).hexdigest(), content)


def read(key: str) -> bytes:
    """What is in an archived file."""
    content: bytes = aws.client("s3").get_object(Bucket=setting("BUCKET_ARCHIVE"), Key=key)["Body"].read()
    return content


def digest(key: str) -> str:
    """The SHA-256 (hex) of what is in an archived file, which is never held whole."""
    found = hashlib.sha256()
    for piece in aws.client("s3").get_object(Bucket=setting("BUCKET_ARCHIVE"), Key=key)["Body"].iter_chunks(1 << 20):
        found.update(piece)
    return found.hexdigest()


def listed(case: str) -> dict[str, int]:
    """Every file in the folder of a case, by key, and its bytes."""
    pages = (
        aws.client("s3")
        .get_paginator("list_objects_v2")
        .paginate(Bucket=setting("BUCKET_ARCHIVE"), Prefix=folder(case))
    )
    return {found["Key"]: found["Size"] for page in pages for found in page.get("Contents", ())}


def retain(key: str, until: date) -> None:
    """Nobody deletes or replaces that version of a file before a day is over: what is kept longer already may not be told to be kept shorter."""
    moment = datetime(until.year, until.month, until.day, tzinfo=clock.CHINA) + timedelta(days=1)
    aws.client("s3").put_object_retention(
        Bucket=setting("BUCKET_ARCHIVE"), Key=key, Retention={"Mode": "GOVERNANCE", "RetainUntilDate": moment}
    )


def link(key: str, name: str = "") -> str:
    """A link to an archived document, good for ten minutes, or nine; with a `name`, in Chinese or not, it can only be saved, under that (RFC 6266)."""
    return _link(aws.client("s3"), setting("BUCKET_ARCHIVE"), key, name, int(clock.now().timestamp()) // SAME_FOR)


@lru_cache(maxsize=256)
def _link(s3: Any, bucket: str, key: str, name: str, _minute: int) -> str:
    plain = PurePosixPath(key).name
    saved = (
        {
            "ResponseContentDisposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}",
            "ResponseCacheControl": "no-store",
        }
        if name
        else {}
    )
    made: str = s3.generate_presigned_url(
        "get_object", Params={"Bucket": bucket, "Key": key, **saved}, ExpiresIn=LINK_SECONDS
    )
    return made
