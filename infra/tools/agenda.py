"""Puts cases of earlier releases into the agenda of the sweep (`make agenda`): open ones that no write has put there yet, and those
that have ended and were never archived, these spread over a month, so that they keep no open case waiting.

Walks the table of cases from one id on, a bounded number of them, and says where to go on. Safe to repeat and to stop at any moment:
who is in the agenda stays as it is, and a case that moves meanwhile is put there by whoever moves it.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any, NamedTuple
from zlib import crc32

from chalicelib import aws, settings
from chalicelib.domain.status import ENDED, Status
from chalicelib.records import agenda

AT_ONCE = 100  # cases of one Scan: what one call reads stays far below what a table answers in a second
MOST = 10_000
OVER = timedelta(days=30)
# What was handed in (casework/packaging.py): of records of schema 1 in the item itself.
_UNARCHIVED = "(attribute_not_exists(#package) AND (attribute_exists(#form) OR attribute_exists(#part)))"


class Walked(NamedTuple):
    """What one run has done; `after` is the id the next one goes on from, None when every case was seen."""

    seen: int
    entered: int
    unknown: tuple[str, ...]  # ids of cases in a state this release does not know
    after: str | None


def enter(after: str | None = None, most: int = MOST) -> Walked:
    """Enters what is missing among at most `most` cases, rounded up to whole pages, from the one after `after` on."""
    seen, entered, unknown = 0, 0, list[str]()
    for page in _pages(after):
        seen += page["ScannedCount"]
        for item in page["Items"]:
            id, status = item["id"]["S"], item["status"]["S"]
            if status in set(Status):
                entered += agenda.enter(id, Status(status), _later(id) if status in ENDED else None)
            else:
                unknown.append(id)
        after = page["LastEvaluatedKey"]["id"]["S"] if "LastEvaluatedKey" in page else None
        if seen >= most:
            break
    return Walked(seen, entered, tuple(unknown), after)


def _later(id: str) -> timedelta:
    """When one that has ended has its turn: another hour for each, the same whenever it is asked."""
    return timedelta(hours=1 + crc32(id.encode()) % int(OVER.total_seconds() // 3600 - 1))


def _pages(after: str | None) -> Iterator[dict[str, Any]]:
    ended = {f":ended{number}": {"S": status} for number, status in enumerate(sorted(ENDED))}
    asked: dict[str, Any] = {
        "TableName": settings.setting("TABLE_CASES"),
        "Limit": AT_ONCE,
        "ProjectionExpression": "id, #status",
        "FilterExpression": f"attribute_not_exists(due_shard) AND (NOT #status IN ({', '.join(ended)}) OR {_UNARCHIVED})",
        "ExpressionAttributeNames": {
            "#status": "status",
            "#package": "package",
            "#form": "application",
            "#part": "part:application",
        },
        "ExpressionAttributeValues": ended,
    }
    while True:
        page = aws.client("dynamodb").scan(**asked, **({"ExclusiveStartKey": {"id": {"S": after}}} if after else {}))
        yield page
        if "LastEvaluatedKey" not in page:
            return
        after = page["LastEvaluatedKey"]["id"]["S"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns the exit code: 0 when every case was seen, 3 when there are more, 1 where one is in a state nobody knows."""
    parser = argparse.ArgumentParser(prog="python -m infra.tools.agenda", description=__doc__)
    parser.add_argument("--table", required=True, help="the table of cases")
    parser.add_argument("--after", help="go on after this case")
    parser.add_argument("--most", type=int, default=MOST, help="cases to walk over in this run")
    asked = parser.parse_args(arguments)
    settings.told["ANJU_TABLE_CASES"] = asked.table
    walked = enter(asked.after, asked.most)
    print(f"{walked.seen} cases seen, {walked.entered} put into the agenda")
    for id in walked.unknown:
        print(f"{id} is in a state this release does not know; left as it is")
    if walked.after:
        print(f"there are more: go on with AFTER={walked.after}")
    return 1 if walked.unknown else 3 if walked.after else 0


if __name__ == "__main__":
    sys.exit(main())
