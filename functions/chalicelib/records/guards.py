"""Guards (占用): which live case a person or a home belongs to, one at a time anywhere in the province.

A guard is sure, or gives way to one that is; who claims what, and how surely, is in casework/holding.py. Earlier releases did not say: theirs stand as
they are until somebody who read their case has (`mark`). Whoever loses one is told of it in the very write that takes it.
"""

from collections.abc import Collection, Mapping
from typing import Any

from botocore.exceptions import ClientError

from chalicelib import aws
from chalicelib.domain.frozen import frozen
from chalicelib.errors import Contended
from chalicelib.records import casefile, conditional, schema
from chalicelib.records.case import OVERTAKEN
from chalicelib.records.casefile import CaseFile
from chalicelib.settings import setting

_SURE, _UNSURE = "1", "0"
_FREE_OR_OURS = "(attribute_not_exists(#key) OR #case = :case)"
_THEIRS = "#case = :theirs AND sure = :unsure"


@frozen
class Guard:
    """Who has it, and whether surely; None where an earlier release did not say. `contested`: cases whose claim is as sure."""

    case: str
    sure: bool | None
    contested: frozenset[str] = frozenset()

    def serves(self, case_id: str, *, sure: bool) -> bool:
        """Whether that case has it, and as surely as it is to."""
        return self.case == case_id and (bool(self.sure) or not sure)

    def gives_way(self, *, sure: bool) -> bool:
        """Whether it is left to another case whose claim is so sure."""
        return sure and self.sure is False


Losers = Mapping[str, CaseFile]  # by their ids: whose unsure guards are taken


def of_person(reference: str) -> str:
    """The guard of a natural person."""
    return f"person#{reference}"


def of_unit(reference: str) -> str:
    """The guard of a real-estate unit."""
    return f"unit#{reference}"


def kind(guard: str) -> str:
    """What it guards: `person` or `unit`."""
    return guard.partition("#")[0]


def read(keys: Collection[str]) -> dict[str, Guard]:
    """Those of these guards that anybody has, strongly consistent."""
    if not keys:
        return {}
    table = setting("TABLE_REGISTERS")
    request = {"Keys": [{"key": {"S": key}} for key in sorted({*keys})], "ConsistentRead": True}
    answer = aws.client("dynamodb").batch_get_item(RequestItems={table: request})
    if answer.get("UnprocessedKeys"):
        raise OSError("the register of guards was not read whole")
    return {item["key"]["S"]: _guard(item) for item in map(schema.known, answer["Responses"][table])}


def taking(key: str, case_id: str, *, sure: bool, over: Guard | None = None) -> dict[str, Any]:
    """The write that takes a guard that is free or this case's already, or `over` a rival's that is not sure; it makes none less sure."""
    values = {":case": {"S": case_id}, ":sure": {"S": _SURE if sure else _UNSURE}, **schema.VALUES}
    if over:
        values |= {":theirs": {"S": over.case}, ":unsure": {"S": _UNSURE}}
    return {
        "TableName": setting("TABLE_REGISTERS"),
        "Key": {"key": {"S": key}},
        "UpdateExpression": f"SET {schema.SET}, #case = :case, sure = :sure",
        "ConditionExpression": f"{schema.UNLESS_LATER} AND {_THEIRS if over else _FREE_OR_OURS}",
        "ExpressionAttributeNames": {"#case": "case", **({} if over else {"#key": "key"}), **schema.NAMES},
        "ExpressionAttributeValues": values,
    }


def letting_go(key: str, case_id: str) -> dict[str, Any]:
    """The write that lets a guard go, which is free or this case's."""
    return {
        "TableName": setting("TABLE_REGISTERS"),
        "Key": {"key": {"S": key}},
        "ConditionExpression": _FREE_OR_OURS,
        "ExpressionAttributeNames": {"#key": "key", "#case": "case"},
        "ExpressionAttributeValues": {":case": {"S": case_id}},
    }


def telling(taken: Mapping[str, Guard | None], losers: Losers, by: str) -> list[dict[str, Any]]:
    """The writes that tell each rival case which of its guards went to another, the case `by`."""
    lost: dict[str, list[str]] = {}
    for key, over in taken.items():
        if over and over.case in losers:
            lost.setdefault(over.case, []).append(key)
    return [
        {
            "Update": casefile.update(
                losers[id],
                *(
                    casefile.event(OVERTAKEN, f"{key[-8:]}.{by[-8:]}", what=f"CLAIM_OF_{kind(key).upper()}")
                    for key in keys
                ),
            )
        }
        for id, keys in lost.items()
    ]


def take(case: CaseFile, wanted: Mapping[str, bool], over: Mapping[str, Guard | None], losers: Losers) -> None:
    """Takes these guards for a case, each as surely as said, all or none. Raises `Contended` when one is not as it was read."""
    request = [{"Update": taking(key, case.id, sure=sure, over=over.get(key))} for key, sure in wanted.items()]
    try:
        aws.client("dynamodb").transact_write_items(TransactItems=[*request, *telling(over, losers, case.id)])
    except ClientError as error:
        if error.response["Error"]["Code"] == "TransactionCanceledException":
            raise Contended(case.id) from None
        raise


def mark(key: str, guard: Guard, *, sure: bool) -> None:
    """Says of a guard an earlier release took how sure it is; nothing where somebody has, or it is another's by now."""
    said = {"S": _SURE if sure else _UNSURE}
    _change(key, guard, f"SET {schema.SET}, sure = :said", "attribute_not_exists(sure)", said)


def contest(key: str, guard: Guard, by: str) -> None:
    """Writes down that another case claims as surely what `guard` has; nothing where it is another's by now."""
    _change(key, guard, f"SET {schema.SET} ADD contested :said", "attribute_exists(#case)", {"SS": [by]})


def release(case: CaseFile) -> None:
    """Lets go of all guards of a case that has ended, so that its people and its home are free again. Safe to repeat."""
    ours = list(case.guards)
    while ours:
        try:
            request = [{"Delete": letting_go(guard, case.id)} for guard in ours]
            aws.client("dynamodb").transact_write_items(TransactItems=request)
            return
        except ClientError as error:
            lost = conditional.lost_of(error, ours)
            if not lost:
                raise
            # Another case's guard: ours was released before, or never taken, or had to give way.
            ours = [guard for guard in ours if guard not in lost]


def _change(key: str, guard: Guard, change: str, only_if: str, said: Mapping[str, Any]) -> None:
    try:
        aws.client("dynamodb").update_item(
            TableName=setting("TABLE_REGISTERS"),
            Key={"key": {"S": key}},
            UpdateExpression=change,
            ConditionExpression=f"{schema.UNLESS_LATER} AND #case = :holder AND {only_if}",
            ExpressionAttributeNames={"#case": "case", **schema.NAMES},
            ExpressionAttributeValues={":said": said, ":holder": {"S": guard.case}, **schema.VALUES},
        )
    except ClientError as error:
        if not conditional.lost(error):
            raise


def _guard(item: Mapping[str, Any]) -> Guard:
    sure = item.get("sure", {}).get("S")
    contested = frozenset(item.get("contested", {}).get("SS", ()))
    return Guard(item["case"]["S"], None if sure is None else sure == _SURE, contested)
