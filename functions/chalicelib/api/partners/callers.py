"""Who calls: the bank or the registry whose signature a callback bears."""

from chalicelib.agencies import signers
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Call
from chalicelib.banks import callbacks
from chalicelib.trust import secrets
from chalicelib.trust.sessions import Session

_WRONG = {"webhook-id": "MISSING", "webhook-timestamp": "TIMESTAMP_WRONG", "gjgxjhpt_rtime": "TIMESTAMP_WRONG"}


def bank(call: Call) -> Session:
    """The bank that signed a callback: its signature tells which. Earlier releases asked it to name itself too (`anju-bank`); what it
    says there counts for nothing."""
    try:
        code = callbacks.sender(call.headers, call.raw)
    except callbacks.CallbackRejected as rejected:
        raise _unsigned(str(rejected)) from None
    return Session("bank", code, "", "callback")


def registry(call: Call) -> Session:
    """The registry, by the exchange's signature over the body."""
    if not signers.is_timely(call.headers):
        raise _unsigned("gjgxjhpt_rtime")
    if not _from_exchange(call):
        secrets.renew()  # it may have begun to sign with a key newer than our copy
        if not _from_exchange(call):
            raise _unsigned("gjgxjhpt_sign")
    return Session("registry", "registry", "", "callback")


def _from_exchange(call: Call) -> bool:
    secret = secrets.exchange()
    return any(_genuine(secret["profile"], key, call) for key in secrets.both(secret, "callback_key"))


def _unsigned(header: str) -> Problem:
    """Which header is wrong helps whoever writes the other side, and nobody else: a signature is not found by trying."""
    return Problem("BAD_SIGNATURE", [Defect(_WRONG.get(header, "SIGNATURE_WRONG"), header)])


def _genuine(profile: str, key: str, call: Call) -> bool:
    try:
        return signers.genuine(profile, key, call.headers, call.raw)
    except (ValueError, OverflowError):
        return False
