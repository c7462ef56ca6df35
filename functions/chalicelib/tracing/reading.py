"""Reading a trace back and laying it out for people."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from chalicelib import aws
from chalicelib.settings import setting


class Row(NamedTuple):
    """One line of a waterfall. Milliseconds; `start` counts from the first segment; `depth` is 0 for a segment."""

    name: str
    start: int
    duration: int
    depth: int
    annotations: Mapping[str, Any]
    fault: bool


def read(trace_id: str) -> list[dict[str, Any]]:
    """All segments of a trace, each an X-Ray segment document, in order of their start; empty if there are none."""
    bodies = _from_xray(trace_id) if setting("TRACE_EMITTER") == "xray" else _from_table(trace_id)
    return sorted(map(json.loads, bodies), key=_started)


def waterfall(segments: Iterable[Mapping[str, Any]]) -> list[Row]:
    """The segments and their calls as rows in order of start, each call below what made it."""
    ordered = sorted(segments, key=_started)
    return [row for segment in ordered for row in _rows(segment, _started(ordered[0]), 0)]


def _from_table(trace_id: str) -> Iterator[str]:
    pages = (
        aws.client("dynamodb")
        .get_paginator("query")
        .paginate(
            TableName=setting("TABLE_TRACES"),
            KeyConditionExpression="trace = :trace",
            ExpressionAttributeValues={":trace": {"S": trace_id}},
            ConsistentRead=True,
        )
    )
    return (item["body"]["S"] for page in pages for item in page["Items"])


def _from_xray(trace_id: str) -> Iterator[str]:
    pages = aws.client("xray").get_paginator("batch_get_traces").paginate(TraceIds=[trace_id])
    return (part["Document"] for page in pages for trace in page["Traces"] for part in trace["Segments"])


def _started(entity: Mapping[str, Any]) -> float:
    return float(entity["start_time"])


def _rows(entity: Mapping[str, Any], origin: float, depth: int) -> Iterator[Row]:
    start = _started(entity)
    end = float(entity.get("end_time", start))
    yield Row(
        name=entity["name"],
        start=round((start - origin) * 1000),
        duration=round((end - start) * 1000),
        depth=depth,
        annotations=entity.get("annotations", {}),
        fault=bool(entity.get("fault", False)),
    )
    for child in sorted(entity.get("subsegments", ()), key=_started):
        yield from _rows(child, origin, depth + 1)
