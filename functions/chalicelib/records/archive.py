"""The archive (电子档案): what a case produces is kept in S3, versioned and under retention, named by what it is."""

import hashlib

from chalicelib import aws
from chalicelib.records.casefile import CaseFile
from chalicelib.records.contents import Paper
from chalicelib.settings import setting

PDF = "application/pdf"
LINK_SECONDS = 600


def keep(case: CaseFile, name: str, content: bytes, content_type: str = PDF) -> Paper:
    """Stores one document of a case; the same name again replaces it with a new version."""
    key = f"cases/{case.id}/{name}"
    aws.client("s3").put_object(Bucket=setting("BUCKET_ARCHIVE"), Key=key, Body=content, ContentType=content_type)
    return Paper(name, key, hashlib.sha256(content).hexdigest())


def link(key: str) -> str:
    """A link to an archived document, good for ten minutes."""
    made: str = aws.client("s3").generate_presigned_url(
        "get_object", Params={"Bucket": setting("BUCKET_ARCHIVE"), "Key": key}, ExpiresIn=LINK_SECONDS
    )
    return made
