"""HTTP triggers under /v1: routes.py lists them, http/serve.py is the road of every request; an audience a folder does the rest."""

from collections.abc import Callable
from typing import Any

from chalicelib import settings

ANY_TYPE: list[str] = []  # types are refused by us, in our own shape, not by chalice
# What a page of another origin may send and read, where one may ask at all (docs/decisions/0034).
SENT = ["Anju-Device", "Authorization", "Content-Type", "Idempotency-Key", "If-Match"]
READ = ["ETag", "Idempotency-Replayed", "Location", "Retry-After"]
KEPT = 600  # seconds a browser keeps that answer


def register(app: Any) -> None:
    """Registers every route on a Chalice app, and makes what chalice refuses by itself look like our refusals."""
    from chalicelib.api.http.serve import serve, uniform
    from chalicelib.api.routes import ROUTES

    def view(route: Any) -> Callable[..., Any]:
        def answer(**_: str) -> Any:
            return serve(route, app.current_request)

        return answer

    elsewhere = cors()
    for route in ROUTES:
        name = f"{route.method.lower()} {route.path}"
        methods = [route.method, "HEAD"] if route.is_open else [route.method]
        app.route(route.path, methods=methods, name=name, content_types=ANY_TYPE, cors=elsewhere)(view(route))
    app.middleware("http")(uniform)


def cors() -> Any:
    """From which one other origin browsers may ask (`ANJU_CORS_ORIGIN`, told while packaging and while running); from none where it is not told."""
    origin = settings.told.get("ANJU_CORS_ORIGIN", "")
    if not origin:
        return False
    from chalice.app import CORSConfig

    return CORSConfig(allow_origin=origin, allow_headers=SENT, expose_headers=READ, max_age=KEPT)
