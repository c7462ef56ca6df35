"""Taking a case in (收件): it gets its number and takes the guards of its people in one transaction, or nothing happens.

The guards (records/guards.py) are what keeps two live applications of one person or for one home apart, anywhere in the province.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Unpack

from botocore.exceptions import ClientError

from chalicelib import aws
from chalicelib.errors import Contended, PreconditionFailed
from chalicelib.records import casefile, counters, guards, schema
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.changes import Told
from chalicelib.records.guards import Guard, Losers
from chalicelib.settings import setting

DAILY_NUMBERS = 9999  # the serial of a case number has four digits


def accept(
    case: CaseFile,
    task_code: str,
    on: date,
    event: Told,
    claims: Mapping[str, bool],
    found: Mapping[str, Guard],
    losers: Losers,
    **changes: Unpack[Changes],
) -> str | None:
    """Numbers a case `task_code` (31) + yyyymmdd + serial (4), takes the guards of its people and writes the changes, all or nothing.

    `claims` are its guards and how sure each is, `found` what anybody has of them and of those it had, `losers` the cases that have to give way.
    Returns None, or which guard another live case holds: `person`. The home is only kept here, where it is still claimed, and taken
    once it is certain whose it is. A case that comes back after a correction keeps its number and lets go what it claims no more. Raises
    `Contended` when a guard or this case is not as it was read, `PreconditionFailed` when a centre has used up a day's numbers.
    """
    people = {key: sure for key, sure in claims.items() if guards.kind(key) == "person"}
    theirs = {key: one for key, one in found.items() if one.case != case.id}
    for key in people:  # found out first, so that declined applications do not use the day's numbers up
        if key in theirs and not theirs[key].gives_way(sure=people[key]):
            return guards.kind(key)
    takes = {key: sure for key, sure in people.items() if not (key in found and found[key].serves(case.id, sure=sure))}
    leaves = [key for key, one in found.items() if one.case == case.id and key not in claims]
    listed = [*people, guards.of_unit(case.unit)]
    if case.number and not takes and not leaves and listed == list(case.guards):
        casefile.amend(case, event, **changes)
        return None
    request = [
        *({"Update": guards.taking(key, case.id, sure=sure, over=theirs.get(key))} for key, sure in takes.items()),
        *({"Delete": guards.letting_go(key, case.id)} for key in leaves),
        *guards.telling({key: theirs.get(key) for key in takes}, losers, case.id),
        *_numbering(case, task_code, on, event, changes | Changes(guards=listed)),
    ]
    try:
        aws.client("dynamodb").transact_write_items(TransactItems=request)
    except ClientError as error:
        if error.response["Error"]["Code"] != "TransactionCanceledException":
            raise
        # A guard went to somebody else meanwhile, or the answer to our own first attempt was lost: reading again tells.
        raise Contended(case.id) from None
    return None


def register(key: str, **values: str) -> None:
    """Writes a look-up entry, for example `contract#<number>` to its case. Safe to repeat."""
    aws.client("dynamodb").put_item(**entry(key, **values))


def entry(key: str, **values: str) -> dict[str, Any]:
    """The DynamoDB `Put` that `register` performs, for use inside a transaction."""
    item = {"key": {"S": key}, **{name: {"S": value} for name, value in values.items()}, **schema.STAMP}
    return {"TableName": setting("TABLE_REGISTERS"), "Item": item}


def _numbering(case: CaseFile, task_code: str, on: date, event: Told, changes: Changes) -> list[dict[str, Any]]:
    if case.number:
        return [{"Update": casefile.update(case, event, **changes)}]
    number = _next_number(task_code, on)
    return [
        {"Put": _take(f"number#{number}", case.id)},
        {
            "Update": casefile.update(
                case, event, expect=Expect(absent=("number",)), **(changes | Changes(number=number))
            )
        },
    ]


def _next_number(task_code: str, on: date) -> str:
    """One more of the day's numbers."""
    serial = counters.next_of(f"{task_code}#{on:%Y%m%d}")
    if serial > DAILY_NUMBERS:
        raise PreconditionFailed("the day's case numbers are used up", "NUMBERS_USED_UP")
    return f"{task_code}{on:%Y%m%d}{serial:04d}"


def _take(key: str, case_id: str) -> dict[str, Any]:
    return {
        "TableName": setting("TABLE_REGISTERS"),
        "Item": {"key": {"S": key}, "case": {"S": case_id}, **schema.STAMP},
        "ConditionExpression": "attribute_not_exists(#key) OR #case = :case",
        "ExpressionAttributeNames": {"#key": "key", "#case": "case"},
        "ExpressionAttributeValues": {":case": {"S": case_id}},
    }
