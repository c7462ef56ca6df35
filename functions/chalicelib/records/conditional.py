"""Conditional writes (条件写入): how DynamoDB says that somebody else was first."""

from collections.abc import Sequence

from botocore.exceptions import ClientError


def lost(error: Exception) -> bool:
    """True when a write did not happen because its condition did not hold; any other error leaves that unknown."""
    return isinstance(error, ClientError) and error.response["Error"]["Code"] == "ConditionalCheckFailedException"


def lost_of(error: ClientError, first: Sequence[str]) -> list[str]:
    """Those of the first writes of a transaction, by name, whose conditions did not hold: for them nothing of it happened."""
    reasons = [reason.get("Code") for reason in error.response.get("CancellationReasons", [])]
    return [name for name, reason in zip(first, reasons, strict=False) if reason == "ConditionalCheckFailed"]
