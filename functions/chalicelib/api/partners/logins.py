"""Banks' sessions: a bank logs in by what it signs its callbacks with (client credentials); nobody has a one-time code of it."""

from chalicelib.api.begun import begun
from chalicelib.api.http import request
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.domain.channels import CHANNELS
from chalicelib.records import idempotency
from chalicelib.trust.sessions import Session

CHANNEL = "bank"


def log_in(call: Call) -> Answer:
    """Opens a session for the bank that signed. A signed message opens one, once: overheard, it is worth nothing."""
    _spend(call)
    return begun(Session(CHANNEL, call.who.subject, "", CHANNEL, level=CHANNELS[CHANNEL].most, method="signature"))


def _spend(call: Call) -> None:
    id = request.header(call, "webhook-id")
    if not 1 <= len(id) <= 200:
        raise Problem("BAD_HEADER", [Defect("WRONG_FORMAT", "webhook-id")])
    try:
        taken = idempotency.claim(f"bank/{call.who.subject}", f"login/{id}", "login")
    except idempotency.StillRunning:
        raise Problem("LOGIN_FAILED") from None
    if not isinstance(taken, idempotency.Claim):
        raise Problem("LOGIN_FAILED")
    idempotency.keep(taken, {})
