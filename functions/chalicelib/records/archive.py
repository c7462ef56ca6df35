"""The archive (电子档案): what a case produces is kept in S3, versioned and under retention, named by what it is."""

import hashlib

from botocore.exceptions import ClientError

from chalicelib import aws
from chalicelib.records.contents import Paper
from chalicelib.settings import setting

PDF = "application/pdf"
LINK_SECONDS = 600


def keep(case: str, name: str, content: bytes, content_type: str = PDF) -> Paper:
    """Stores one document of a case (its id); the same name again replaces it with a new version."""
    key = f"cases/{case}/{name}"
    aws.client("s3").put_object(Bucket=setting("BUCKET_ARCHIVE"), Key=key, Body=content, ContentType=content_type)
    return Paper(name, key, hashlib.sha256(content).hexdigest())


def keep_once(case: str, name: str, digest: str, content: bytes, content_type: str = PDF) -> Paper:
    """Stores one document of a case, told apart from others of its name by a digest. The first that is stored stays: whoever
    comes later is given that one, whatever theirs holds."""
    s3, place = aws.client("s3"), {"Bucket": setting("BUCKET_ARCHIVE"), "Key": f"cases/{case}/{digest}/{name}"}
    try:
        s3.put_object(**place, Body=content, ContentType=content_type, IfNoneMatch="*")
    except ClientError as error:
        if error.response["Error"]["Code"] != "PreconditionFailed":
            raise
        content = s3.get_object(**place)["Body"].read()
    return Paper(name, place["Key"], hashlib.sha256(content).hexdigest())


def link(key: str) -> str:
    """A link to an archived document, good for ten minutes."""
    made: str = aws.client("s3").generate_presigned_url(
        "get_object", Params={"Bucket": setting("BUCKET_ARCHIVE"), "Key": key}, ExpiresIn=LINK_SECONDS
    )
    return made
