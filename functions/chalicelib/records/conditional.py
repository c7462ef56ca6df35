"""Conditional writes (条件写入): how DynamoDB says that somebody else was first."""

from botocore.exceptions import ClientError


def lost(error: Exception) -> bool:
    """True when a write did not happen because its condition did not hold; any other error leaves that unknown."""
    return isinstance(error, ClientError) and error.response["Error"]["Code"] == "ConditionalCheckFailedException"
