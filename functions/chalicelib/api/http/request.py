"""Reading a request's envelope: session, path, query, JSON, model. Whatever can be wrong with it is a problem, never an error."""

import json
import math
import re
from collections.abc import Mapping
from typing import Any

from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import NOBODY, Call, Route, model_of
from chalicelib.domain.form import normal
from chalicelib.trust import sessions

MAX_BODY = 256 * 1024
MAX_DEPTH = 12
MAX_DEFECTS = 100
_ID = re.compile(r"[0-9a-f]{32}")
PATH = {
    "id": _ID,
    "document": _ID,
    "paper": re.compile(r"[0-9a-f]{64}"),
    "session": re.compile(r"[0-9a-f]{64}"),
    "kind": re.compile(r"[a-z][a-z_]{1,39}"),
    # Its last part is the visit that opened it, a number or a moment; of what no road waits for what it is about.
    "task": re.compile(r"[0-9a-f]{32}\.[a-z_]{1,20}\.[0-9A-Za-z_:.+-]{1,48}"),
    "procedure": re.compile(r"[a-z_]{1,20}\.[1-9][0-9]{0,2}"),
    "number": re.compile(r"[0-9A-Za-z-]{1,43}"),
    "code": re.compile(r"[0-9A-Za-z-]{1,40}"),
    "commitment": re.compile(r"[A-Z][A-Z0-9_]{1,39}"),
    "item": re.compile(r"[1-9][0-9]{0,2}"),
    "no": re.compile(r"[0-9A-Za-z-]{1,43}"),
}
_TOKEN = re.compile(r"Bearer ([A-Za-z0-9_-]{43})")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,40}")
_HEADER = re.compile(r"[\x20-\x7e]{0,512}")
_JSON_TYPES = {"application/json", "application/merge-patch+json"}
_CODES = {
    "extra_forbidden": "UNKNOWN_FIELD", "missing": "MISSING", "string_too_long": "TOO_LONG", "too_long": "TOO_MANY",
    "string_too_short": "MISSING", "literal_error": "NOT_A_CHOICE", "greater_than": "OUT_OF_RANGE",
    "greater_than_equal": "OUT_OF_RANGE", "less_than": "OUT_OF_RANGE", "less_than_equal": "OUT_OF_RANGE",
    "string_pattern_mismatch": "WRONG_FORMAT", "value_error": "WRONG_FORMAT",
}  # fmt: skip


def session_of(route: Route, headers: Mapping[str, str]) -> sessions.Session:
    """Who asks. 401 without a live session; open routes ask nobody."""
    if not route.audience:
        return NOBODY
    bearer = _TOKEN.fullmatch(headers.get("authorization", ""))
    try:
        session = sessions.find(bearer.group(1), headers.get("anju-device", "")) if bearer else None
    except sessions.OtherDevice as other:
        raise Problem("OTHER_DEVICE", whose=other.whose) from None
    if session is None:
        raise Problem("LOGIN_REQUIRED", headers={"WWW-Authenticate": 'Bearer realm="anju"'})
    return session


def check_audience(route: Route, who: sessions.Session) -> None:
    """403 for an audience the route is not for."""
    if route.audience and who.audience not in route.audience:
        raise Problem("NOT_YOUR_ROUTE")


def check_path(path: Mapping[str, str]) -> None:
    """404 for values no id of ours can have."""
    for name, value in path.items():
        if not PATH[name].fullmatch(value):
            raise Problem("NOT_FOUND")


def query_of(route: Route, given: Any) -> dict[str, str]:
    """The query's values, each of sane length. 422 for a name the route does not know, and for one that is given twice."""
    wrong = []
    for name in given:
        if name not in route.query:
            wrong.append(Defect("UNKNOWN_FIELD", name if _NAME.fullmatch(name) else "?"))
        elif len(given.getlist(name)) > 1:
            wrong.append(Defect("TOO_MANY", name))
        elif len(given[name]) > 1000:
            wrong.append(Defect("WRONG_FORMAT", name))
    if wrong:
        raise Problem("INVALID_REQUEST", wrong[:MAX_DEFECTS])
    return {name: given[name] for name in given}


def header(call: Call, name: str) -> str:
    """A header's value, empty if absent. 400 for one that is overlong or not plain ASCII."""
    value = call.headers.get(name, "")
    if not _HEADER.fullmatch(value):
        raise Problem("BAD_HEADER", [Defect("WRONG_FORMAT", name)])
    return value


def partner_of(route: Route, call: Call) -> sessions.Session:
    """Who signed a partner's request."""
    assert route.signed is not None
    if len(call.raw) > MAX_BODY:
        raise Problem("BODY_TOO_LARGE")
    return route.signed(call)


def body_of(route: Route, raw: bytes, headers: Mapping[str, str]) -> Any:
    """The validated body of a request that has one; routes without a model take none."""
    if route.method not in ("POST", "PATCH"):
        return None
    given = parsed(raw, headers) if raw.strip() else {}
    if not route.body:
        if given:
            raise Problem("INVALID_REQUEST", [Defect("UNKNOWN_FIELD", "")])
        return None
    return validated(model_of(route.body), given)


def parsed(raw: bytes, headers: Mapping[str, str]) -> dict[str, Any]:
    """The body as a JSON object of text that can be stored: 413, 415 or 400 for anything else."""
    if len(raw) > MAX_BODY:
        raise Problem("BODY_TOO_LARGE")
    kind, _, parameters = headers.get("content-type", "application/json").lower().partition(";")
    charset = parameters.strip().removeprefix("charset=").strip('" ')
    if kind.strip() not in _JSON_TYPES or charset not in ("", "utf-8", "utf8") or headers.get("content-encoding"):
        raise Problem("UNSUPPORTED_MEDIA_TYPE")
    try:
        value = json.loads(raw.decode("utf-8"), parse_constant=_refuse, object_pairs_hook=_once_each)
        json.dumps(value, ensure_ascii=False).encode("utf-8")  # lone surrogates cannot be stored
    except (ValueError, RecursionError):
        raise Problem("BAD_BODY") from None
    if not isinstance(value, dict) or not _storable(value, 0):
        raise Problem("BAD_BODY")
    return {name: _plain(part) for name, part in value.items()}


def validated(model: Any, value: Mapping[str, Any]) -> Any:
    """The value as its model. 422 with every defect."""
    from pydantic import ValidationError

    try:
        return model.model_validate(value)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False)
        raise Problem(
            "INVALID_REQUEST",
            [Defect(_code(one["type"], one["input"]), pointer(one["loc"])) for one in found[:MAX_DEFECTS]],
        ) from None


def _code(kind: str, given: Any) -> str:
    if kind == "string_too_short" and given.strip():
        return "TOO_SHORT"
    return _CODES.get(kind, "WRONG_TYPE" if kind.endswith("_type") else "WRONG_FORMAT")


def pointer(place: tuple[int | str, ...]) -> str:
    """A JSON pointer (RFC 6901). Names we did not choose are not echoed unless they look like names of ours."""
    return "".join(f"/{part}" if isinstance(part, int) or _NAME.fullmatch(part) else "/?" for part in place)


def _storable(value: Any, depth: int) -> bool:
    if depth > MAX_DEPTH:
        return False
    if isinstance(value, str):
        return all(character >= " " or character in "\n\r\t" for character in value)
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, dict):
        return all(_storable(key, depth) and _storable(item, depth + 1) for key, item in value.items())
    if isinstance(value, list):
        return all(_storable(item, depth + 1) for item in value)
    return True


def _plain(value: Any) -> Any:
    """The value with every text as it is stored; names stay as they are, for the model to refuse."""
    if isinstance(value, str):
        return normal.plain(value)
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list) else value


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose every name is given once: of two, nobody could say which counts."""
    given = dict(pairs)
    if len(given) < len(pairs):
        twice = {name for name, _ in pairs if sum(name == other for other, _ in pairs) > 1}
        raise Problem("BAD_BODY", [Defect("GIVEN_TWICE", pointer((name,))) for name in sorted(twice)[:MAX_DEFECTS]])
    return given


def _refuse(constant: str) -> Any:
    raise ValueError(constant)
