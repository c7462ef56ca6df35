"""Conditional writes (条件写入): how DynamoDB says that somebody else was first."""


def lost(error: Exception) -> bool:
    """True when a write did not happen because its condition did not hold; any other error leaves that unknown."""
    answer = getattr(error, "response", {})
    return bool(answer.get("Error", {}).get("Code") == "ConditionalCheckFailedException")
