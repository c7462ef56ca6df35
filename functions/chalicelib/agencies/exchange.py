"""The one way to an agency (数据共享交换): a signed call, its answer read, its use recorded and traced.

The state machine retries, so that every attempt is seen, spaced and counted. Here a call is made once more only where the agency
has not taken it: under a key read anew, or after the few seconds it asked us to wait; and none is made before the moment it asked
us to come back at (`trust/patience.py`).
"""

import hashlib
import json
import uuid
from collections.abc import Callable, Mapping
from decimal import InvalidOperation
from functools import cache
from time import perf_counter
from typing import Any, TypeVar

import urllib3

from chalicelib import tracing
from chalicelib.agencies import signers
from chalicelib.agencies.purpose import Purpose
from chalicelib.agencies.refusals import OF_THE_KEY, REFUSALS
from chalicelib.domain.frozen import frozen
from chalicelib.errors import AgencyRefused, AgencyUnavailable, AnswerPending, PreconditionFailed
from chalicelib.settings import setting
from chalicelib.tracing import metrics
from chalicelib.trust import patience, secrets

T = TypeVar("T")
_TIMEOUT = urllib3.Timeout(connect=2, read=8)  # a step has tens of seconds; its retries need the rest
_LATER = (429, 503)  # not taken, and the agency may say when it will be
_ANSWERED = ("0", "00")
_GARBAGE = (LookupError, TypeError, ValueError, AttributeError, InvalidOperation)


@frozen
class Service:
    """One service of one agency: `sid` is `s_`, the agency's code of 18 characters, `_` and four digits."""

    agency: str
    sid: str


@cache
def _pool() -> urllib3.PoolManager:
    return urllib3.PoolManager(maxsize=4, timeout=_TIMEOUT, retries=False)


def call(service: Service, params: Mapping[str, Any], purpose: Purpose, read: Callable[[Any], T]) -> T:
    """Asks one service and returns what `read` makes of the answer's data.

    The consent it rests on stands at that very moment, or nobody is asked, not even a second time: `Purpose.stands` raises.
    Writes one ledger entry per call, whatever comes of it; nothing is returned that has none. Raises
    `AgencyUnavailable` (no answer, busy, an answer that is not one, or too early for it to be asked), `AgencyRefused` (the call itself was refused),
    `AnswerPending` (from `read`), `PreconditionFailed` (neither consent nor legal basis).
    """
    if not (purpose.subject and purpose.matter and (purpose.consent or purpose.basis)):
        raise PreconditionFailed(
            f"{service.agency} called without subject, matter and consent or legal basis", "PURPOSE_LACKING"
        )
    if patience.is_early(service.sid):
        metrics.count("agency_answers", agency=service.agency, outcome="not_asked")
        raise AgencyUnavailable(f"{service.agency}: not asked before it wants to be")
    purpose.stands()
    entry: dict[str, Any] = {
        **purpose.entry(),
        "agency": service.agency,
        "service": service.sid,
        "request": str(uuid.uuid4()),
        "outcome": "unavailable",
    }
    began = perf_counter()
    with tracing.call(service.agency, agency=service.agency):
        try:
            data = _data(service, params, purpose, entry)
            answer = _read(service, read, data)
            entry["outcome"] = "answered"
            return answer
        except AnswerPending:
            entry["outcome"] = "pending"
            raise
        except AgencyRefused:
            entry["outcome"] = "refused"
            raise
        finally:
            tracing.note(outcome=entry["outcome"])
            _measure(service.agency, entry["outcome"], began)
            purpose.record(entry)


def _measure(agency: str, outcome: str, began: float) -> None:
    seconds = round(perf_counter() - began, 3)
    metrics.measure({"agency_answers": 1, "agency_seconds": seconds}, agency=agency, outcome=outcome)


def _read(service: Service, read: Callable[[Any], T], data: Any) -> T:
    try:
        return read(data)
    except _GARBAGE as error:
        raise AgencyUnavailable(f"{service.agency}: unreadable answer ({type(error).__name__})") from None


def _data(service: Service, params: Mapping[str, Any], purpose: Purpose, entry: dict[str, Any]) -> Any:
    body = json.dumps({"additional": purpose.additional(), "params": params}, ensure_ascii=False).encode()
    response = _post(service, body)
    if _word(response) in OF_THE_KEY:
        secrets.forget()
        purpose.stands()
        response = _post(service, body)
    if response.status in _LATER and patience.waited(response.headers):
        purpose.stands()
        response = _post(service, body)
    if response.status in _LATER:
        patience.keep(service.sid, response.headers, patience.AWAITED if purpose.awaited else patience.MOST)
    entry["answer"] = hashlib.sha256(response.data).hexdigest()
    if refusal := REFUSALS.get(_word(response)):
        raise AgencyRefused(f"{service.agency}: {refusal}")
    if response.status != 200:
        raise AgencyUnavailable(f"{service.agency}: HTTP {response.status}")
    return _unwrap(service, response.data, entry)


def _post(service: Service, body: bytes) -> urllib3.BaseHTTPResponse:
    secret = secrets.exchange()
    signed = signers.headers(secret["profile"], secret["key"], service.sid, secret["rid"])
    try:
        return _pool().request(
            "POST",
            f"{setting('EXCHANGE_URL')}/{service.sid}",
            body=body,
            redirect=False,
            headers={"content-type": "application/json", **signed},
        )
    except urllib3.exceptions.HTTPError as error:
        raise AgencyUnavailable(f"{service.agency}: {type(error).__name__}") from None


def _word(response: urllib3.BaseHTTPResponse) -> str:
    """What an answer says of the call: the envelope's code, or the HTTP status where it bears none."""
    if response.status == 401:
        return "401"
    try:
        return str(json.loads(response.data)["code"])
    except _GARBAGE:
        return str(response.status)


def _unwrap(service: Service, body: bytes, entry: dict[str, Any]) -> Any:
    try:
        envelope = json.loads(body)
        code, data = envelope["code"], envelope["data"]
        entry["answer_id"] = str(envelope.get("requestId", ""))[:64]
    except _GARBAGE:
        raise AgencyUnavailable(f"{service.agency}: not an answer") from None
    if code in _ANSWERED:
        entry["fields"] = sorted(data) if isinstance(data, dict) else []
        return data
    raise AgencyUnavailable(f"{service.agency}: busy")
