"""OpenAPI 3.1 of every route, generated from the list of routes and the pydantic models; nothing in it is written twice."""

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from chalicelib.api import headers
from chalicelib.api.answers.problems import ProblemShown
from chalicelib.api.described import described, example, glossary
from chalicelib.api.http import assurance, limits, looks, request
from chalicelib.api.http.problem import STATUS
from chalicelib.api.http.route import Route, model_of
from chalicelib.api.partners import dealings
from chalicelib.domain.assurance import Level
from chalicelib.domain.work import DESK
from chalicelib.messages import text
from chalicelib.trust.sessions import STAFF

VERSION = "1.0.0"
_REF = "#/components/schemas/"
_EVERY = ("TRY_AGAIN", "INTERNAL")


def document(routes: Iterable[Route]) -> dict[str, Any]:
    """The whole document."""
    routes = tuple(routes)
    schemas = described(_schemas(routes))
    paths: dict[str, dict[str, Any]] = {}
    for route in routes:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route)
    return {
        "openapi": "3.1.0",
        "info": {"title": "安居 Anju", "version": VERSION, "description": "住房公积金个人住房贷款购房“一件事”"},
        "paths": paths,
        "webhooks": dealings.sent(_schema),
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "session": {"type": "http", "scheme": "bearer", "description": "POST /v1/sessions"},
                **dealings.SCHEMES,
            },
        },
    }


_STAFF = {"clerk", *DESK, "ops"}


def problem_codes(route: Route) -> list[str]:
    """Every problem a route can answer with."""
    return [
        *(("LOGIN_REQUIRED", "NOT_YOUR_ROUTE") if route.audience else ()),
        *(("OTHER_DEVICE",) if {*STAFF} & {*route.audience} else ()),
        *(("STEP_UP",) if route.audience and assurance.needed(route) > Level.LOGGED_IN else ()),
        *(("TOO_OFTEN",) if f"{route.method} {route.path}" in limits.LIMITS or looks.are_counted(route) else ()),
        *(("NOT_FOUND",) if route.finds else ()),
        *(("BAD_CURSOR",) if "cursor" in route.query else ()),
        "INVALID_REQUEST",  # a query parameter it does not know
        *(("BAD_BODY", "BODY_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE") if route.method in ("POST", "PATCH") else ()),
        *(("BAD_HEADER",) if route.creates or "REVISION_REQUIRED" in route.codes else ()),
        *(("REQUEST_RUNNING", "IDEMPOTENCY_MISMATCH") if route.creates else ()),
        *(("CHANGED_MEANWHILE",) if route.finds and route.method != "GET" else ()),
        *(("FOUR_EYES", "OWN_CASE", "RECUSED", "RELATIVE") if route.may and _STAFF & {*route.audience} else ()),
        *(code for code in route.codes),
        *_EVERY,
    ]


def _schemas(routes: Iterable[Route]) -> dict[str, Any]:
    models: set[type[BaseModel]] = {ProblemShown, *dealings.MODELS}
    for route in routes:
        models |= {model_of(name) for name in (route.answer, route.body) if name}
    ordered = sorted(models, key=lambda model: model.__name__)
    modes: list[Any] = [(model, "validation") for model in ordered]
    _, document = models_json_schema(modes, ref_template=_REF + "{model}")
    schemas: dict[str, Any] = document["$defs"]
    return schemas


def _operation(route: Route) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": _id(route),
        "summary": route.summary,
        "description": (route.handler.__doc__ or "").strip(),
        "tags": [route.path.split("/")[2].removesuffix(".json")],
        "parameters": _parameters(route),
        "responses": _responses(route),
        "x-audience": list(route.audience),
    }
    if route.audience:
        operation |= {"security": [{"session": []}], "x-level": assurance.needed(route).name}
    if route.signed:
        operation |= dealings.signature(route.signed.__name__)
    if route.body:
        operation["requestBody"] = {
            "required": True,
            "content": {
                "application/merge-patch+json" if route.method == "PATCH" else "application/json": _schema(route.body)
                | example(route.body.rpartition(".")[2])
            },
        }
    operation["parameters"] = [
        {"description": glossary().get(one["name"], ""), **one} for one in operation["parameters"]
    ]
    return operation


def _id(route: Route) -> str:
    words = [word.strip("{}") for word in route.path.replace(".", "/").replace("-", "/").split("/")[2:]]
    return "_".join([route.method.lower(), *words])


def _parameters(route: Route) -> list[dict[str, Any]]:
    text_type = {"type": "string"}
    asked = []
    if route.creates:
        asked.append(("Idempotency-Key", False))
    if "REVISION_REQUIRED" in route.codes:
        asked.append(("If-Match", True))
    if {*STAFF} & {*route.audience} or route.body == "public.bodies.Login":
        asked.append(("Anju-Device", False))
    named = [part.strip("{}") for part in route.path.split("/") if part.startswith("{")]
    return [
        *({"name": n, "in": "path", "required": True, "schema": {"type": "string", "pattern": f"^{request.PATH[n].pattern}$"}} for n in named),
        *({"name": n, "in": "query", "required": n in ("kind", "centre"), "schema": text_type} for n in route.query),
        *({"name": n, "in": "header", "required": required, "schema": text_type} for n, required in asked),
    ]  # fmt: skip


def _responses(route: Route) -> dict[str, Any]:
    good: dict[str, Any] = {"description": route.summary, **headers.described(headers.of_success(route))}
    if route.status != 204:
        shown = _schema(route.answer) | example(route.answer.rpartition(".")[2]) if route.answer else {}
        good["content"] = {route.media: shown or {"schema": {"type": "string"}}}
    by_status: dict[int, list[str]] = {}
    for code in dict.fromkeys(problem_codes(route)):
        by_status.setdefault(STATUS[code], []).append(code)
    return {
        str(route.status): good,
        **{
            str(status): {
                "description": "; ".join(f"{code} {text(code)}" for code in codes),
                "content": {"application/problem+json": _schema("ProblemShown")},
                **headers.described(headers.of_problems(route, codes)),
            }
            for status, codes in sorted(by_status.items())
        },
    }


def _schema(name: str) -> dict[str, Any]:
    return {"schema": {"$ref": _REF + name.rpartition(".")[2]}}
