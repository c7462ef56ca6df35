"""Taking a case in (收件): it gets its number and takes its guards in one transaction, or nothing happens.

The guards are what keeps two live applications of one person or for one real-estate unit apart, anywhere in the province.
"""

from datetime import date
from typing import Any, Unpack

from botocore.exceptions import ClientError

from chalicelib import aws
from chalicelib.errors import Contended, PreconditionFailed
from chalicelib.records import casefile, conditional, schema
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.changes import Told
from chalicelib.settings import setting

DAILY_NUMBERS = 9999  # the serial of a case number has four digits


def accept(case: CaseFile, task_code: str, on: date, event: Told, **changes: Unpack[Changes]) -> str | None:
    """Numbers a case `task_code` (31) + yyyymmdd + serial (4), sets its guards and writes the changes, all or nothing.

    Returns None, or which guard another live case holds: `person` or `unit`. A case that comes back after a correction
    keeps its number and only exchanges the guards that changed. Raises `Contended` when this case was accepted at the same
    moment, `PreconditionFailed` when a centre has used up a day's numbers.
    """
    wanted, held = _guards(case), list(case.guards)
    if case.number and wanted == held:
        casefile.amend(case, event, **changes)
        return None
    takes = [guard for guard in wanted if guard not in held]
    if rival := _rival(
        takes, case.id
    ):  # found out first, so that declined applications do not use the day's numbers up
        return rival
    request = [
        *({"Put": _take(guard, case.id)} for guard in takes),
        *({"Delete": _let_go(guard, case.id)} for guard in held if guard not in wanted),
        *_numbering(case, task_code, on, event, changes | Changes(guards=wanted)),
    ]
    try:
        aws.client("dynamodb").transact_write_items(TransactItems=request)
    except ClientError as error:
        return _why_not(error, case.id, takes)
    return None


def release(case: CaseFile) -> None:
    """Lets go of a case's guards when it has ended, so that its people and its unit are free again."""
    ours = list(case.guards)
    while ours:
        try:
            request = [{"Delete": _let_go(guard, case.id)} for guard in ours]
            aws.client("dynamodb").transact_write_items(TransactItems=request)
            return
        except ClientError as error:
            lost = conditional.lost_of(error, ours)
            if not lost:
                raise
            # Another case's guard by now: ours was released before.
            ours = [guard for guard in ours if guard not in lost]


def register(key: str, **values: str) -> None:
    """Writes a look-up entry, for example `contract#<number>` to its case. Safe to repeat."""
    item = {"key": {"S": key}, **{name: {"S": value} for name, value in values.items()}, **schema.STAMP}
    aws.client("dynamodb").put_item(TableName=setting("TABLE_REGISTERS"), Item=item)


def _guards(case: CaseFile) -> list[str]:
    return [f"person#{ref}" for ref in sorted(set(case.parties.values()))] + [f"unit#{case.unit}"]


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
    """One more of the day's numbers, whoever else takes one at the same moment; one that is not used after all leaves a gap."""
    counted = aws.client("dynamodb").update_item(
        TableName=setting("TABLE_REGISTERS"),
        Key={"key": {"S": f"counter#{task_code}#{on:%Y%m%d}"}},
        UpdateExpression=f"SET {schema.SET} ADD used :one",
        ConditionExpression=schema.UNLESS_LATER,
        ReturnValues="UPDATED_NEW",
        ExpressionAttributeNames=schema.NAMES,
        ExpressionAttributeValues={":one": {"N": "1"}, **schema.VALUES},
    )
    serial = int(counted["Attributes"]["used"]["N"])
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


def _let_go(key: str, case_id: str) -> dict[str, Any]:
    return {
        "TableName": setting("TABLE_REGISTERS"),
        "Key": {"key": {"S": key}},
        "ConditionExpression": "attribute_not_exists(#key) OR #case = :case",
        "ExpressionAttributeNames": {"#key": "key", "#case": "case"},
        "ExpressionAttributeValues": {":case": {"S": case_id}},
    }


def _rival(takes: list[str], case_id: str) -> str | None:
    """Which of the guards another live case holds: `person` or `unit`."""
    table = setting("TABLE_REGISTERS")
    request = {"Keys": [{"key": {"S": guard}} for guard in takes], "ConsistentRead": True}
    page = aws.client("dynamodb").batch_get_item(RequestItems={table: request})["Responses"][table] if takes else ()
    held = {item["key"]["S"] for item in map(schema.known, page) if item["case"]["S"] != case_id}
    return next((guard.partition("#")[0] for guard in takes if guard in held), None)


def _why_not(error: ClientError, case_id: str, takes: list[str]) -> str | None:
    if error.response["Error"]["Code"] != "TransactionCanceledException":
        raise error
    for guard in conditional.lost_of(error, takes):
        return guard.partition("#")[0]
    # The answer to our own first attempt was lost: reading again tells.
    raise Contended(case_id)
