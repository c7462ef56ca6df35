"""AWS clients, one per service and process, made with botocore alone (half the start-up of boto3)."""

from functools import cache
from typing import Any

import botocore.session
from botocore.config import Config

# A step's own budget is tens of seconds; a call that has not answered in five will not.
_CONFIG = Config(
    connect_timeout=2,
    read_timeout=5,
    retries={"mode": "standard", "total_max_attempts": 3},
    s3={"addressing_style": "auto"},
    signature_version=None,
)


@cache
def client(service: str) -> Any:
    """The client of one AWS service under the identity of the running function."""
    return _session().create_client(service, config=_CONFIG)


@cache
def _session() -> Any:
    # One for all clients: what a session has loaded (endpoints, partitions) is not loaded again for the next.
    return botocore.session.get_session()
