"""Filing (归档入卷): what was uploaded and inspected comes into the archive, beside what was issued."""

from botocore.exceptions import ClientError

from chalicelib import aws
from chalicelib.records.archive import folder
from chalicelib.records.inspections import key_of
from chalicelib.settings import setting

_ABSENT = {"NoSuchKey", "NoSuchVersion", "404"}


def take_over(case: str, document: str, path: str, version: str | None) -> bool:
    """Puts an inspected upload, the very version of it, below the folder of its case; False where it is not there. Safe to repeat."""
    very = {
        "Bucket": setting("BUCKET_DOCUMENTS"),
        "Key": key_of(case, document),
        **({"VersionId": version} if version else {}),
    }
    try:
        aws.client("s3").copy_object(Bucket=setting("BUCKET_ARCHIVE"), Key=f"{folder(case)}{path}", CopySource=very)
    except ClientError as error:
        if error.response["Error"]["Code"] in _ABSENT:
            return False
        raise
    return True
