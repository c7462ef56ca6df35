"""HTTP triggers under /v1: routes.py lists them, http/serve.py is the road of every request; an audience a folder does the rest."""

from collections.abc import Callable
from typing import Any

ANY_TYPE: list[str] = []  # types are refused by us, in our own shape, not by chalice


def register(app: Any) -> None:
    """Registers every route on a Chalice app, and makes what chalice refuses by itself look like our refusals."""
    from chalicelib.api.http.serve import serve, uniform
    from chalicelib.api.routes import ROUTES

    def view(route: Any) -> Callable[..., Any]:
        def answer(**_: str) -> Any:
            return serve(route, app.current_request)

        return answer

    for route in ROUTES:
        name = f"{route.method.lower()} {route.path}"
        app.route(route.path, methods=[route.method], name=name, content_types=ANY_TYPE)(view(route))
    app.middleware("http")(uniform)
