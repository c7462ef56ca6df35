"""Paid loans (已放贷款): every loan paid, by each person who owes it, by its home and by the certificate of its mortgage, in our own book.

An entry stays when its case has ended and its guards are gone. Whether a loan is settled is the core's word, who was told of it
(casework/remembered.py); what secures it, the registry's.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from chalicelib import aws
from chalicelib.domain.frozen import frozen
from chalicelib.records import schema
from chalicelib.settings import setting

_OF = "of:"  # before the case, in an entry of one person or home


@frozen
class Lent:
    """One loan that was paid: its case and contract, the references of its home, yuan, the day, and the certificate of its mortgage."""

    case: str
    contract: str
    unit: str
    amount: str
    paid_on: str
    certificate: str


def note(loan: Lent, known_by: Collection[str]) -> None:
    """Enters a paid loan for its home and what else it is known by, as a rule everybody who owes it, by their references. Safe to repeat."""
    told = json.dumps({name: getattr(loan, name) for name in Lent.__annotations__})
    _write(loan, known_by, f"SET {schema.SET}, #of = :told", {":told": {"S": told}})


def strike(loan: Lent, known_by: Collection[str]) -> None:
    """Takes out a loan that was paid and has come back: nobody owes it. Safe to repeat, and where it was never entered."""
    _write(loan, known_by, f"SET {schema.SET} REMOVE #of", {})


def _write(loan: Lent, known_by: Collection[str], update: str, values: Mapping[str, Any]) -> None:
    entry = {
        "TableName": setting("TABLE_REGISTERS"), "UpdateExpression": update,
        "ConditionExpression": schema.UNLESS_LATER, "ExpressionAttributeNames": {"#of": f"{_OF}{loan.case}", **schema.NAMES},
        "ExpressionAttributeValues": {**values, **schema.VALUES},
    }  # fmt: skip
    keys = [_key(whose) for whose in (*sorted({*known_by}), loan.unit)]
    request = [{"Update": {**entry, "Key": {"key": {"S": key}}}} for key in keys]
    aws.client("dynamodb").transact_write_items(TransactItems=request)


def to(references: Collection[str], *, beside: str) -> Mapping[str, Sequence[Lent]]:
    """The loans paid to each of these people, on each of these homes or by each of these certificates, in other cases than `beside`; without whom there are none."""
    table = setting("TABLE_REGISTERS")
    request = {"Keys": [{"key": {"S": _key(one)}} for one in sorted({*references})], "ConsistentRead": True}
    answer = aws.client("dynamodb").batch_get_item(RequestItems={table: request})
    if answer.get("UnprocessedKeys"):
        raise OSError("the register of paid loans was not read whole")
    found = {}
    for entry in map(schema.known, answer["Responses"][table]):
        told = [
            json.loads(value["S"]) for name, value in entry.items() if name.startswith(_OF) and name != _OF + beside
        ]
        if told:
            found[entry["key"]["S"].removeprefix("loan#")] = [Lent(**one) for one in told]
    return found


def _key(reference: str) -> str:
    return f"loan#{reference}"
