"""The one road of every request: who asks, what is asked, was it asked before, do it, say how it went."""

import json
import uuid
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeVar
from urllib.parse import unquote

from botocore.exceptions import BotoCoreError, ClientError
from chalice.app import Request, Response

from chalicelib import tracing
from chalicelib.api.http import assurance, limits, looks, refused
from chalicelib.api.http import request as reading
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import JSON, NOBODY, Answer, Call, Route
from chalicelib.errors import (
    AgencyRefused,
    AgencyUnavailable,
    BankUnavailable,
    CaseNotFound,
    Contended,
    PlatformUnavailable,
)
from chalicelib.records import idempotency
from chalicelib.records.tasks import TaskNotFound
from chalicelib.tracing import log

T = TypeVar("T")
_AGAIN = (ClientError, BotoCoreError, PlatformUnavailable, AgencyUnavailable, AgencyRefused, BankUnavailable)
_OVERTAKEN = 3  # times that others may be faster


def serve(route: Route, request: Request) -> Response:
    """Answers one request. Nothing a client sends ends in a 5xx; what fails on our side is 503 where a retry may help."""
    call, problem = _prepared(route, request)
    found, named = call.found, f"{route.method} {route.path}"
    with tracing.begin(found.trace if found else None, "api", reading=route.reads, step="api", route=named) as trace:
        if found:
            tracing.note(case=found.number or found.id, centre=found.centre)
        outcome = problem or _perform(route, call)
        if isinstance(outcome, Problem) and refused.leaves_a_line(call, outcome):
            refused.noted(route, call, outcome)
        tracing.note(status=outcome.status, **({"error": outcome.code} if isinstance(outcome, Problem) else {}))
        if outcome.status >= 500:
            tracing.fault()
        if isinstance(outcome, Problem) and outcome.cause:
            log.failed("request failed", outcome.cause, route=named)
    return _response(outcome, trace, request, route.media)


def _prepared(route: Route, request: Request) -> tuple[Call, Problem | None]:
    """The request as far as it could be read, and what was wrong then: of one that is refused too it is known who asked."""
    headers = {name.lower(): str(value) for name, value in dict(request.headers).items()}
    path = {name: unquote(value) for name, value in (request.uri_params or {}).items()}
    call = Call(
        who=NOBODY, path=path, query={}, headers=headers, raw=b"", id=uuid.uuid4().hex, act=looks.shown_by(route), client=_client(request)
    )  # fmt: skip
    # A partner's request says in its body what it is about, and so does every other whose path does not.
    signed = (_partner,) if route.signed else ()
    about = (_found, _body) if "{" in route.path and not signed else (_body, _found)
    for step in (_who, _envelope, *signed, *about):
        read = _guarded(partial(step, route, request, call))
        if isinstance(read, Problem):
            return call, read
        call = read
    return call, None


def _who(route: Route, request: Request, call: Call) -> Call:
    return call.with_(who=reading.session_of(route, call.headers))


def _envelope(route: Route, request: Request, call: Call) -> Call:
    reading.check_audience(route, call.who)
    if route.audience:
        assurance.check(call, assurance.needed(route))
    read = call.with_(query=reading.query_of(route, request.query_params or {}), raw=_raw(request))
    reading.check_path(call.path)
    limits.count(route, call)
    return read


def _partner(route: Route, request: Request, call: Call) -> Call:
    return call.with_(who=reading.partner_of(route, call))


def _found(route: Route, request: Request | None, call: Call) -> Call:
    return call.with_(found=route.finds(call)) if route.finds else call


def _body(route: Route, request: Request, call: Call) -> Call:
    return call.with_(body=reading.body_of(route, call.raw, call.headers))


def _perform(route: Route, call: Call) -> Answer | Problem:
    name = "webhook-id" if route.signed else "idempotency-key"
    if route.creates and name in call.headers:
        return _guarded(lambda: _once(route, call, name))
    return _guarded(lambda: _done(route, call))


def _done(route: Route, call: Call) -> Answer:
    """What a party (at the window too) or a partner does and another's write came before is done anew on the case as it is now, as if they had come a
    moment later. The desk is told instead, for it decides on what it was shown. Raises `Contended`."""
    for _ in range(_OVERTAKEN if "depositor" in route.audience or route.signed else 0):
        try:
            return _act(route, call)
        except Contended:
            call = _found(route, None, call)
    return _act(route, call)


def _act(route: Route, call: Call) -> Answer:
    if route.may:
        route.may(call)
    if looks.leaves_a_line(route, call):
        return looks.noted(route, call, route.handler)
    return route.handler(call)


def _once(route: Route, call: Call, name: str) -> Answer | Problem:
    key = reading.header(call, name)
    if not 1 <= len(key) <= 200:
        raise Problem("BAD_HEADER", [Defect("WRONG_FORMAT", name)])
    path = route.path.format(**call.path)
    try:
        taken = idempotency.claim(
            f"{call.who.audience}/{call.who.subject}", key, f"{route.method} {path}\n{call.raw.decode('utf-8')}"
        )
    except idempotency.KeyReused:
        raise Problem("IDEMPOTENCY_MISMATCH") from None
    except idempotency.StillRunning:
        raise Problem("REQUEST_RUNNING", headers={"Retry-After": "2"}) from None
    if not isinstance(taken, idempotency.Claim):
        if "code" in taken:  # a refusal an earlier release kept
            raise Problem(taken["code"])
        return _again(route, call, taken)
    outcome = _guarded(lambda: _done(route, call.with_(id=taken.id)))
    if isinstance(outcome, Answer) and not outcome.is_act:
        idempotency.forget(taken)
    elif isinstance(outcome, Problem) or not outcome.is_final:
        idempotency.free(taken)  # what was not done has a cause, which may be gone when it is asked again
    else:
        _keep(taken, call, outcome)
    return outcome


def _keep(taken: idempotency.Claim, call: Call, answer: Answer) -> None:
    """Of a case it is sealed as the case is: it may hold words, an address, or a code that is kept nowhere else. The work is done, and is
    answered even if that cannot be kept."""
    try:
        body = {"sealed": call.found.seal_answer(answer.body)} if call.found else {"body": answer.body}
    except (ClientError, BotoCoreError):
        idempotency.free(taken)
    else:
        idempotency.keep(taken, {"status": answer.status, "headers": dict(answer.headers), **body})


def _again(route: Route, call: Call, kept: Mapping[str, Any]) -> Answer:
    """The answer that was kept, for whoever may still have it. Whoever is shown papers again leaves another line."""
    body = call.case.answer_kept(kept["sealed"]) if "sealed" in kept else kept["body"]
    if route.may:
        route.may.again(call, body)
    answer = Answer(body, kept["status"], {**kept["headers"], "Idempotency-Replayed": "true"})
    return looks.noted(route, call, lambda _: answer) if looks.leaves_a_line(route, call) else answer


def _guarded(work: Callable[[], T]) -> T | Problem:
    """The result of some work, or the problem it ended in."""
    try:
        return work()
    except Problem as problem:
        return problem
    except (CaseNotFound, TaskNotFound):
        return Problem("NOT_FOUND")
    except Contended:
        return Problem("CHANGED_MEANWHILE")
    except _AGAIN as error:
        return Problem("TRY_AGAIN", headers={"Retry-After": "3"}, cause=error)
    except Exception as error:
        return Problem("INTERNAL", cause=error)


def uniform(event: Any, get_response: Callable[[Any], Response]) -> Response:
    """Middleware: what chalice refuses by itself (405, its own 400 and 500) in the shape of our problems."""
    response = get_response(event)
    if not (response.status_code >= 400 and isinstance(response.body, dict) and "Code" in response.body):
        return response
    code = {405: "METHOD_NOT_ALLOWED", 415: "UNSUPPORTED_MEDIA_TYPE"}.get(
        response.status_code, "INTERNAL" if response.status_code >= 500 else "BAD_REQUEST"
    )
    return _response(Problem(code, headers=response.headers), "", event)


def _client(request: Request) -> str:
    """The address the gateway saw, never one a header names; of the newer kind, the network a subscriber has (/64)."""
    address = str(((request.context or {}).get("identity") or {}).get("sourceIp") or "")
    if ":" not in address:
        return address
    from ipaddress import ip_network  # few come by it, and starting need not wait for it

    return str(ip_network(f"{address}/64", strict=False))


def _raw(request: Request) -> bytes:
    try:
        raw = request.raw_body or b""
        return raw if isinstance(raw, bytes) else raw.encode("utf-8")
    except ValueError:
        raise Problem("BAD_BODY") from None


def _stage(request: Any) -> str:
    """What stands before /v1 in the address that was asked: the gateway's stage, which the function itself is not told of."""
    before, found, _ = str((getattr(request, "context", None) or {}).get("path") or "").partition("/v1/")
    return before if found else ""


def _response(outcome: Answer | Problem, trace: str, request: Any, media: str = JSON) -> Response:
    failed = isinstance(outcome, Problem)
    body = outcome.to_json(trace, _stage(request)) if isinstance(outcome, Problem) else outcome.body
    made = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return Response(
        body="" if outcome.status == 204 or getattr(request, "method", "") == "HEAD" else made,
        status_code=outcome.status,
        headers={
            "Content-Type": "application/problem+json" if failed else f"{media}; charset=utf-8",
            "Cache-Control": "no-store",
            **outcome.headers,
        },
    )
