"""Every route of /v1, in one list: who may call it, what it takes, what it gives. Those of an audience are in its folder."""

import re

from chalicelib.api.applicant import routes as applicant
from chalicelib.api.desk import routes as desk
from chalicelib.api.http.route import Answer, Call, Route
from chalicelib.api.ops import routes as ops
from chalicelib.api.partners import routes as partners
from chalicelib.api.public import routes as public
from chalicelib.settings import setting


def health(call: Call) -> Answer:
    """That the function runs; touches nothing else."""
    return Answer({"status": "ok", "stage": setting("STAGE")})


def document(call: Call) -> Answer:
    """This list as an OpenAPI 3.1 document."""
    from chalicelib.api import openapi  # the models of answers are needed here alone

    return Answer(openapi.document(ROUTES))


ROUTES: tuple[Route, ...] = (
    Route("GET", "/v1/health", "是否在运行", health, "answers.public.Health"),
    Route("GET", "/v1/openapi.json", "接口文档", document, "answers.public.Document"),
    *public.ROUTES,
    *applicant.ROUTES,
    *desk.ROUTES,
    *partners.ROUTES,
    *ops.ROUTES,
)


def parameters(path: str) -> list[str]:
    """The names in braces of a path."""
    return re.findall(r"{(\w+)}", path)
