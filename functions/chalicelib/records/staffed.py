"""Who works at a centre (在岗人员), as their own logins have told: one entry of the register for each centre, a field of it for each login.

Kept beside the roster (trust/roster.py), which finds one login and not those of a centre; who has not logged in for as long is not known here
either, and who logs in for another centre is taken out of the one before.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from chalicelib import aws, clock
from chalicelib.records import schema
from chalicelib.settings import setting
from chalicelib.trust.members import KNOWN_FOR, Member

_OF = "of:"  # before audience and login, in an entry


def note(who: Member) -> None:
    """Keeps a login of staff known to its centre. Safe to repeat."""
    told = {"person": who.person, "until": clock.stamp(clock.now() + KNOWN_FOR)}
    _write(who, ", #of = :told", {":told": {"S": json.dumps(told, sort_keys=True)}})


def forget(who: Member) -> None:
    """Takes a login out of those of a centre: it is another's now. Safe to repeat."""
    _write(who, " REMOVE #of", {})


def of_centre(centre: str) -> list[Member]:
    """Every login of a centre that is known still."""
    found = aws.client("dynamodb").get_item(
        TableName=setting("TABLE_REGISTERS"), Key={"key": {"S": _key(centre)}}, ConsistentRead=True
    )
    return sorted(_members(centre, schema.known(found.get("Item", {}))), key=lambda one: (one.audience, one.login))


def _members(centre: str, entry: Mapping[str, Any]) -> Iterator[Member]:
    for name, value in entry.items():
        if name.startswith(_OF):
            told, (audience, _, login) = json.loads(value["S"]), name.removeprefix(_OF).partition("/")
            if told["until"] > clock.stamp():
                yield Member(login, audience, centre, told["person"])


def persons(members: Collection[Member], audiences: Collection[str]) -> dict[str, str]:
    """The natural persons among them who have a login of one of these audiences, each with one such login."""
    return {one.person: one.login for one in members if one.audience in audiences}


def _key(centre: str) -> str:
    return f"staffed#{centre}"


def _write(who: Member, change: str, values: Mapping[str, Any]) -> None:
    aws.client("dynamodb").update_item(
        TableName=setting("TABLE_REGISTERS"),
        Key={"key": {"S": _key(who.centre)}},
        UpdateExpression=f"SET {schema.SET}{change}",
        ConditionExpression=schema.UNLESS_LATER,
        ExpressionAttributeNames={"#of": f"{_OF}{who.audience}/{who.login}", **schema.NAMES},
        ExpressionAttributeValues={**values, **schema.VALUES},
    )
