"""Where finished segments go, chosen by stage (`ANJU_TRACE_EMITTER`): `xray`, or `table` where X-Ray is not offered."""

import json
from datetime import timedelta
from functools import cache
from typing import Any

from chalicelib import aws, clock
from chalicelib.settings import setting
from chalicelib.tracing import log, sdk

KEEP = timedelta(days=90)  # as long as Step Functions keeps an execution's history


def emit(segment: Any) -> None:
    """Sends a closed segment with its calls. A trace that cannot be sent is logged as lost and fails nothing."""
    try:
        if setting("TRACE_EMITTER") == "xray":
            _daemon().send_entity(segment)
        else:
            _store(segment)
    except Exception as error:
        log.failed("trace lost", error, "WARNING")


def _store(segment: Any) -> None:
    body = segment.to_dict()
    log.line("INFO", "trace", segment=body)
    aws.client("dynamodb").put_item(
        TableName=setting("TABLE_TRACES"),
        Item={
            "trace": {"S": segment.trace_id},
            "segment": {"S": segment.id},
            "body": {"S": json.dumps(body)},
            "expires": {"N": str(int((clock.now() + KEEP).timestamp()))},
        },
    )


@cache
def _daemon() -> Any:
    return sdk.part("emitters.udp_emitter").UDPEmitter()
