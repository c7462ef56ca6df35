"""The headers of answers, for the OpenAPI document. What an answer carries besides those of every one is named here; the tests hold
every answer they see to it."""

from collections.abc import Collection, Iterable
from typing import Any

from chalicelib.api.http.route import Route
from chalicelib.messages import text

_TAGGED = (
    "answers.applicants.ApplicationShown",
    "answers.applicants.DraftSaved",
    "answers.known.Known",
    "answers.contests.ItemShown",
)
_PLACED = ("answers.applicants.Accepted", "answers.applicants.UploadSlot")
_WAITING = {"TOO_OFTEN", "REQUEST_RUNNING", "TRY_AGAIN"}
NAMED = ("ETag", "Location", "Idempotency-Replayed", "Retry-After", "WWW-Authenticate")


def of_success(route: Route) -> Iterable[str]:
    """Which headers a good answer may carry."""
    if route.answer in _TAGGED:
        yield "ETag"
    if route.answer in _PLACED or (route.creates and route.status == 201 and route.answer in _TAGGED):
        yield "Location"
    if route.creates:
        yield "Idempotency-Replayed"


def of_problems(route: Route, codes: Collection[str]) -> Iterable[str]:
    """Which headers a refusal of a route by one of these codes may carry."""
    if _WAITING & {*codes}:
        yield "Retry-After"
    if "LOGIN_REQUIRED" in codes:
        yield "WWW-Authenticate"
    if "REVISION_REQUIRED" in route.codes and {"REVISION_MISMATCH", "CHANGED_MEANWHILE"} & {*codes}:
        yield "ETag"


def described(names: Iterable[str]) -> dict[str, Any]:
    """Headers as a response of the document has them; nothing where there are none."""
    shown = {
        name: {"schema": {"type": "string"}, "description": text(f"HEADER_{name.replace('-', '_').upper()}")}
        for name in names
    }
    return {"headers": shown} if shown else {}
