"""The register of papers (文书登记): what every paper that was made is known by, so that whoever holds one can have it looked up.

A paper is entered twice: what it was numbered, before it is printed, so that it keeps its number and code however often it is made; and
what it has become, under its code, before anybody is given it. No personal data is in either.
"""

from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from chalicelib import aws
from chalicelib.domain.frozen import frozen
from chalicelib.records import conditional, schema
from chalicelib.settings import setting


@frozen
class Issued:
    """One paper: its case and name there, its kind, what it is called, who issued it, its document number (文号, empty where papers of
    its kind have none), its ISO day, and the SHA-256 of the file."""

    code: str
    case: str
    name: str
    kind: str
    title: str
    issuer: str
    number: str
    on: str
    sha256: str


def numbered(case: str, path: str) -> tuple[str, str] | None:
    """Code and document number a paper of a case was given; None before. `path` tells it from every other."""
    found = _read(_numbering(case, path))
    return (found["code"]["S"], found["number"]["S"]) if found else None


def give(case: str, path: str, code: str, number: str) -> tuple[str, str]:
    """Gives a paper its code and document number, once: returns those it has."""
    item = {"key": {"S": _numbering(case, path)}, "code": {"S": code}, "number": {"S": number}, **schema.STAMP}
    try:
        _put(item)
    except ClientError as error:
        if not conditional.lost(error):
            raise
        return numbered(case, path) or (code, number)
    return code, number


def enter(paper: Issued) -> None:
    """Enters a paper under its code. Safe to repeat: the first entry stays."""
    values = {name: {"S": getattr(paper, name)} for name in Issued.__annotations__}
    try:
        _put({"key": {"S": _entry(paper.code)}, **values, **schema.STAMP})
    except ClientError as error:
        if not conditional.lost(error):
            raise


def find(code: str) -> Issued | None:
    """The paper of a code; None where there is none."""
    found = _read(_entry(code))
    return Issued(**{name: found[name]["S"] for name in Issued.__annotations__}) if found else None


def _numbering(case: str, path: str) -> str:
    return f"numbered#{case}/{path}"


def _entry(code: str) -> str:
    return f"verify#{code}"


def _put(item: Mapping[str, Any]) -> None:
    aws.client("dynamodb").put_item(
        TableName=setting("TABLE_REGISTERS"),
        Item=item,
        ConditionExpression="attribute_not_exists(#key)",
        ExpressionAttributeNames={"#key": "key"},
    )


def _read(key: str) -> Mapping[str, Any] | None:
    request = {"TableName": setting("TABLE_REGISTERS"), "Key": {"key": {"S": key}}, "ConsistentRead": True}
    found = aws.client("dynamodb").get_item(**request).get("Item")
    return schema.known(found) if found else None
