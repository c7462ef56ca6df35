"""Which cases of others a person has joined (参与的办件): one small item per person, found without an index over cases."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from chalicelib import aws
from chalicelib.records import caseload, schema
from chalicelib.records.presences import SIGNED_FORM
from chalicelib.settings import setting

MOST = 100  # cases looked at; nobody borrows along in as many


def join(person: str, case: str) -> None:
    """Notes that a person has joined a case. Safe to repeat."""
    aws.client("dynamodb").update_item(
        TableName=setting("TABLE_REGISTERS"),
        Key={"key": {"S": _key(person)}},
        UpdateExpression=f"SET {schema.SET} ADD #cases :case",
        ConditionExpression=schema.UNLESS_LATER,
        ExpressionAttributeNames={"#cases": "cases", **schema.NAMES},
        ExpressionAttributeValues={":case": {"SS": [case]}, **schema.VALUES},
    )


def cases_of(person: str) -> list[dict[str, Any]]:
    """The cases a person has joined and is still in, or is said to have signed a paper in, newest first, a line each as `caseload` has them."""
    found = aws.client("dynamodb").get_item(
        TableName=setting("TABLE_REGISTERS"), Key={"key": {"S": _key(person)}}, ConsistentRead=True
    )
    ids = schema.known(found.get("Item", {})).get("cases", {}).get("SS", [])[:MOST]
    lines = caseload.lines(ids, "people", "presences").values() if ids else ()
    still = [line for line in lines if person in {*line.pop("people"), *_signers(line.pop("presences") or ())}]
    return sorted(still, key=lambda line: str(line["opened_at"]), reverse=True)


def _signers(proofs: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    return (proof["party"] for proof in proofs if proof["method"] == SIGNED_FORM)


def _key(person: str) -> str:
    return f"joined#{person}"
