"""The archive (电子档案): what a case produces is kept in S3, versioned and under retention, named by what it is."""

import hashlib
from typing import Any

from chalicelib import aws
from chalicelib.records.casefile import CaseFile
from chalicelib.settings import setting

PDF = "application/pdf"


def keep(case: CaseFile, name: str, content: bytes, content_type: str = PDF) -> dict[str, Any]:
    """Stores one document of a case; the same name again replaces it with a new version. Returns {name, key, sha256}."""
    key = f"cases/{case.id}/{name}"
    aws.client("s3").put_object(Bucket=setting("BUCKET_ARCHIVE"), Key=key, Body=content, ContentType=content_type)
    return {"name": name, "key": key, "sha256": hashlib.sha256(content).hexdigest()}
