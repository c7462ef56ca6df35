"""The registry's call back to us: signed with the exchange envelope, body digest included, under the callback key."""

import json
from collections.abc import Mapping

from chalicelib.agencies import signers
from chalicelib.agencies.registry.answers import Mortgage, mortgage
from chalicelib.trust import secrets


class CallbackRejected(Exception):
    """A message that does not come from the registry, is not of now, or cannot be read."""


def read_callback(headers: Mapping[str, str], body: bytes) -> Mortgage:
    """The registration a callback tells of. It may repeat or come late: asking `query_mortgage` gives what stands.

    Raises `CallbackRejected` for a bad signature, a time outside ±5 minutes or an unreadable body.
    """
    secret = secrets.exchange()
    if not signers.genuine(secret["profile"], secret["callback_key"], headers, body):
        raise CallbackRejected("signature")
    try:
        told = mortgage(json.loads(body))
    except (LookupError, TypeError, ValueError, AttributeError):
        raise CallbackRejected("body") from None
    if told is None or not isinstance(told.apply_biz_id, str):
        raise CallbackRejected("body")
    return told
