"""The cases of a centre as lists (办件清单), a line each: by age and status, or by their ids. An index is read, never the table."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from chalicelib import aws
from chalicelib.domain.status import ENDED, Status
from chalicelib.records import contents, handouts, layout
from chalicelib.records.contents import Paper
from chalicelib.records.handouts import Left, Parties
from chalicelib.settings import setting

LINE = ("id", "number", "status", "opened_at", "submitted_at")
PAGE = 50
LOOKED_AT = 500  # lines read for a page that shows only some of them
AT_ONCE = 100  # keys BatchGetItem takes
Rows = list[dict[str, Any]]


def of_centre(
    centre: str, *, status: str = "", opened_before: str = "", cursor: str | None = None
) -> tuple[Rows, str | None]:
    """One page, newest first, and the cursor of the next. With a `status` a page may be empty and not the last."""
    asked: dict[str, Any] = {
        "TableName": setting("TABLE_CASES"),
        "IndexName": "by_centre",
        "KeyConditionExpression": "centre = :centre",
        "ExpressionAttributeValues": {":centre": {"S": centre}},
        "ScanIndexForward": False,
        "Limit": PAGE,
    }
    if opened_before:
        asked["KeyConditionExpression"] += " AND opened_at < :before"
        asked["ExpressionAttributeValues"][":before"] = {"S": opened_before}
    if status:
        asked |= {"FilterExpression": "#s = :s", "ExpressionAttributeNames": {"#s": "status"}, "Limit": LOOKED_AT}
        asked["ExpressionAttributeValues"][":s"] = {"S": status}
    if cursor:
        asked["ExclusiveStartKey"] = json.loads(cursor)
    page = aws.client("dynamodb").query(**asked)
    rows, last = page["Items"], page.get("LastEvaluatedKey")
    if len(rows) > PAGE:
        rows = rows[:PAGE]
        last = {name: rows[-1][name] for name in ("id", "centre", "opened_at")}
    return [_line(row) for row in rows], json.dumps(last) if last else None


def to_hand_out(centre: str, cursor: str | None = None) -> tuple[list[str], str | None]:
    """The ids of a page of cases of which something is to be handed out, the oldest first, and the cursor of the next."""
    page = aws.client("dynamodb").query(
        TableName=setting("TABLE_CASES"), IndexName="by_handing", KeyConditionExpression="handing = :centre", Limit=PAGE,
        ExpressionAttributeValues={":centre": {"S": centre}}, **({"ExclusiveStartKey": json.loads(cursor)} if cursor else {}),
    )  # fmt: skip
    following = json.dumps(page["LastEvaluatedKey"]) if "LastEvaluatedKey" in page else None
    return [row["id"]["S"] for row in page["Items"]], following


def papers(line: Mapping[str, Any]) -> list[Paper]:
    """The papers of such a line that was read with `results`."""
    found: list[Paper] = layout.typed("results", line["results"] or [])
    return found


def unhanded(line: Mapping[str, Any]) -> list[Left]:
    """What is to be handed out of such a line that was read with `results`, `handed`, `parties` and `deliveries`, as `CaseFile.unhanded`."""
    handed = layout.typed("handed", line["handed"] or [])
    parties = Parties(line["parties"] or {}, layout.typed("deliveries", line["deliveries"] or {}))
    return handouts.left(papers(line), handed, parties, ended=Status(line["status"]) in ENDED)


def called(line: Mapping[str, Any]) -> str:
    """What texts call the state of such a line that was read with `withdrawal`, as `CaseFile.called`."""
    withdrawal = layout.typed("withdrawal", line["withdrawal"]) if line["withdrawal"] else None
    return contents.called(Status(line["status"]), withdrawal)


def lines(ids: Iterable[str], *more: str) -> dict[str, dict[str, Any]]:
    """The lines of cases, by id, with what `more` is wanted of each; without those there are not. A request for every hundred."""
    table, names = (
        setting("TABLE_CASES"),
        {f"#{place}": name for place, name in enumerate(dict.fromkeys((*LINE, *more)))},
    )
    asked: list[Any] = [{"id": {"S": id}} for id in dict.fromkeys(ids)]
    found: Rows = []
    while asked:
        wanted = {"Keys": asked[:AT_ONCE], "ProjectionExpression": ", ".join(names), "ExpressionAttributeNames": names}
        page = aws.client("dynamodb").batch_get_item(RequestItems={table: wanted})
        found += [_line(row, *more) for row in page["Responses"][table]]
        asked = page.get("UnprocessedKeys", {}).get(table, {}).get("Keys", []) + asked[AT_ONCE:]
    return {line["id"]: line for line in found}


def _line(row: dict[str, Any], *more: str) -> dict[str, Any]:
    return {name: layout.decoded(name, row[name]) if name in row else None for name in (*LINE, *more)}
