"""AWS clients, one per service and process, made with botocore alone (half the start-up of boto3), and how a function of ours asks another."""

import json
from functools import cache
from typing import Any

import botocore.session
from botocore.config import Config

# A step's own budget is tens of seconds; a call that has not answered in five will not.
# Left to itself botocore puts together anew with every call how it calls itself, an eighth of a call's time.
_CONFIG = Config(
    user_agent="anju",
    connect_timeout=2,
    read_timeout=5,
    retries={"mode": "standard", "total_max_attempts": 3},
)
# Left to itself botocore presigns with SigV2 in the old regions, which SSE-KMS buckets refuse, and with paths, which new ones do.
# What makes papers works for ten seconds: it gives up on S3 before it is ended, and says so.
_S3 = _CONFIG.merge(
    Config(
        connect_timeout=1,
        read_timeout=3,
        retries={"mode": "standard", "total_max_attempts": 2},
        signature_version="s3v4",
        s3={"addressing_style": "virtual", "us_east_1_regional_endpoint": "regional"},
    )
)

# A function of ours that is waited for takes as long as it may work, and is asked again by whoever waits for it.
_OF = {
    "s3": _S3,
    "lambda": _CONFIG.merge(Config(read_timeout=22, retries={"mode": "standard", "total_max_attempts": 1})),
}


# https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html: a function that fails by itself names an error of its own.
_KILLED = {"Runtime.ExitError", "Runtime.OutOfMemory", "Sandbox.Timedout"}


class Failed(Exception):
    """A function of ours ended in an error. `kind` is the error's name; `was_killed`: out of memory or of time, it could not say so itself."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.kind = str(told.get("errorType"))
        self.was_killed = self.kind in _KILLED or "Task timed out" in str(told.get("errorMessage"))
        super().__init__(self.kind)


def asked(function: str, payload: Any) -> Any:
    """What the function of ours of that name answers. Raises `Failed`, and what botocore raises where it could not be asked."""
    sent = json.dumps(payload, ensure_ascii=False).encode()
    answer = client("lambda").invoke(FunctionName=function, Payload=sent)
    told = answer["Payload"].read()
    if answer.get("FunctionError"):
        raise Failed(_error(told))
    return json.loads(told)


def _error(told: bytes) -> dict[str, Any]:
    try:
        said = json.loads(told)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


@cache
def client(service: str) -> Any:
    """The client of one AWS service under the identity of the running function."""
    return _session().create_client(service, config=config_of(service))


def config_of(service: str) -> Config:
    """How one service is called: timeouts, attempts, and how requests to S3 are addressed and signed."""
    return _OF.get(service, _CONFIG)


@cache
def _session() -> Any:
    # One for all clients: what a session has loaded (endpoints, partitions) is not loaded again for the next.
    return botocore.session.get_session()
