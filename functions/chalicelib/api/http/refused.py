"""Refusals leave a line (拒绝留痕): whoever asks for what they may not, or for what is not there, is in the ledger with it.

One entry a request: which login and natural person, as what, which route, which case, which code. Nothing that was typed.
"""

import re

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.api.http.problem import Problem
from chalicelib.api.http.route import NOBODY, Call, Route
from chalicelib.records import attempts
from chalicelib.tracing import log
from chalicelib.trust.sessions import Session, id_of

KIND = "refused"
_OF_NOBODY = ("LOGIN_FAILED", "BAD_SIGNATURE", "OTHER_DEVICE")
# An id, or what a task's begins with; a name or a number of a person is neither.
_CASE = re.compile(r"[0-9a-f]{32}(?![^.])")


def leaves_a_line(call: Call, problem: Problem) -> bool:
    """Somebody may not, or asks for what is not there for them. That a login has run out, or is asked for a proof, is no attempt."""
    if call.who == NOBODY:
        return problem.code in _OF_NOBODY
    return (problem.status == 403 and problem.code != "STEP_UP") or problem.code == "NOT_FOUND"


def noted(route: Route, call: Call, problem: Problem) -> None:
    """Writes it down. A ledger that cannot be written keeps nobody from being refused."""
    who, bearer = problem.whose or call.who, call.headers.get("authorization", "")
    entry = {
        "kind": KIND, "audience": who.audience, "operator": who.subject, "person": who.person, "centre": who.centre,
        "channel": who.channel, "session": id_of(bearer.removeprefix("Bearer "))[:16] if bearer and who != NOBODY else "",
        "route": f"{route.method} {route.path}", "code": problem.code, "about": _about(call, problem),
    }  # fmt: skip
    try:
        attempts.note(_share(who, problem), entry)
    except (ClientError, BotoCoreError) as error:
        log.failed("refusal not kept", error, route=entry["route"], code=problem.code)


def _share(who: Session, problem: Problem) -> str:
    """Whose share of the minute an attempt takes: wrong codes of strangers leave the forged signatures theirs."""
    return f"{who.audience}/{who.subject or problem.code}"


def _about(call: Call, problem: Problem) -> str:
    if call.found:
        return call.found.id
    named = (_CASE.match(value) for value in call.path.values())
    return problem.about or next((found.group() for found in named if found), "")
