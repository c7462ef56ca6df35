"""The roster (人员名册): which members of staff there are, as their own logins have told: nobody keeps a list by hand that could say otherwise.

Who has not logged in for a quarter of a year is not known any more.
"""

from typing import Any

from chalicelib import aws, clock
from chalicelib.settings import setting
from chalicelib.trust.members import KNOWN_FOR, Member


def line(who: Member) -> dict[str, Any]:
    """The write that keeps a login of staff known; it goes with that of its session."""
    ends = int((clock.now() + KNOWN_FOR).timestamp())
    return {
        "TableName": setting("TABLE_EPHEMERAL"),
        "Key": {"key": {"S": _key(who.audience, who.login)}},
        "UpdateExpression": "SET centre = :centre, person = :person, expires = :ends",
        "ExpressionAttributeValues": {":centre": {"S": who.centre}, ":person": {"S": who.person}, ":ends": {"N": str(ends)}},
    }  # fmt: skip


def find(audience: str, login: str) -> Member | None:
    """The member of staff of a login; None where there is none, or they have not been seen for too long."""
    request = {"TableName": setting("TABLE_EPHEMERAL"), "Key": {"key": {"S": _key(audience, login)}}}
    found = aws.client("dynamodb").get_item(**request).get("Item")
    if found is None or int(found["expires"]["N"]) <= clock.now().timestamp():
        return None
    return Member(login, audience, found["centre"]["S"], found["person"]["S"])


def _key(audience: str, login: str) -> str:
    return f"staff#{audience}/{login}"
