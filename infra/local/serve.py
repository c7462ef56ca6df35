"""The gateway on this machine: chalice's own local server, many threads; every request under the role of the function it is for."""

import gzip
import json
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any

from chalice.config import Config
from chalice.local import (
    ChaliceRequestHandler,
    CustomLocalChalice,
    LocalChalice,
    LocalGatewayException,
    ThreadedHTTPServer,
)

from chalicelib.messages import text
from infra.local.roles import acting_as

API, PAGES = "api", "pages"
OF_PAGES = re.compile(r"/(desk|supervise|ops)?|/web/.+")
"""What the template has the gateway send to the function of pages."""
HOST = "127.0.0.1"
_PROBLEM = {"Content-Type": "application/problem+json"}
COMPRESSED = 1024
"""Bytes from which on the gateway compresses an answer: `MinimumCompressionSize` of the template."""
BODY_LIMIT = 10 * 1024 * 1024
"""Bytes of a request, https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html"""


Pages = Callable[[Any, Any], Mapping[str, Any]]
"""A function the gateway asks, as Lambda runs it."""


class PortTaken(Exception):
    """Somebody else listens on the port we were told to use."""


class Door(ThreadedHTTPServer):  # type: ignore[misc]
    """The listening socket. It exists before the app does, so that partners can be told where to call back."""

    request_queue_size = 128

    def __init__(self, port: int) -> None:
        try:
            super().__init__((HOST, port), _Handler)
        except OSError as error:
            raise PortTaken(port) from error

    @property
    def url(self) -> str:
        """Where the API is."""
        return f"http://{HOST}:{self.server_address[1]}"

    @contextmanager
    def answering(self, app: Any, pages: Pages, ours: Mapping[str, Pages] | None = None) -> Iterator[None]:
        """Answers requests until the end of the block: of the API, of pages, and of what only a machine like this one has (`ours`, by path)."""
        made = type("_Ours", (_Handler,), {"pages": staticmethod(pages), "ours": dict(ours or {})})
        self.RequestHandlerClass = partial(made, app_object=threaded(app), config=Config.create())
        thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, name="api", daemon=True)
        thread.start()
        try:
            yield
        finally:
            self.shutdown()
            self.server_close()


class _Handler(ChaliceRequestHandler):  # type: ignore[misc]
    disable_nagle_algorithm = True
    timeout = 60
    pages: Pages
    ours: Mapping[str, Pages]

    def _generic_handle(self) -> None:
        length = self.headers.get("content-length", "0")
        if "transfer-encoding" in self.headers:
            self._refuse(411, "Length Required")
        elif not length.isdigit():
            self._refuse(400, "Bad Request")
        elif int(length) > BODY_LIMIT:
            self._refuse(413, "Content Too Large")
        elif function := self._page():
            self._send_page(function, int(length))
        else:
            with acting_as(API):
                super()._generic_handle()

    def _page(self) -> Pages | None:
        path = self.path.partition("?")[0]
        is_page = self.command in ("GET", "HEAD") and OF_PAGES.fullmatch(path.rstrip("/") or "/")
        return self.ours.get(path) or (self.pages if is_page else None)

    def _send_page(self, function: Pages, length: int) -> None:
        path, _, query = self.path.partition("?")
        headers = {name.lower(): value for name, value in self.headers.items()}
        event = {"path": path, "requestContext": {"path": path}, "query": query, "headers": headers}
        with acting_as(PAGES):
            answer = function({**event, "body": self.rfile.read(length).decode()}, None)
        self._send_http_response(answer["statusCode"], dict(answer["headers"]), answer["body"])

    def _send_http_response_with_body(self, code: int, headers: Any, body: str | bytes) -> None:
        sent = body if isinstance(body, bytes) else body.encode()
        if len(sent) >= COMPRESSED and "gzip" in self.headers.get("accept-encoding", ""):
            sent = gzip.compress(sent, 6, mtime=0)
            headers = {**headers, "Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        super()._send_http_response_with_body(code, headers, b"" if self.command == "HEAD" else sent)

    do_GET = do_PUT = do_POST = do_HEAD = do_DELETE = do_PATCH = do_OPTIONS = _generic_handle

    def _send_error_response(self, error: LocalGatewayException) -> None:
        # API Gateway says 403 where there is no such route; the template's gateway response makes that a 404.
        if error.CODE == 403:
            self._send_http_response(404, _PROBLEM, json.dumps(_no_such_route(), ensure_ascii=False))
        else:
            self._problem(error.CODE, "Unauthorized")

    def _refuse(self, status: int, title: str) -> None:
        self.close_connection = True  # the body is still on the wire
        self._problem(status, title, Connection="close")

    def _problem(self, status: int, title: str, **headers: str) -> None:
        body = {"type": "about:blank", "status": status, "code": title.upper().replace(" ", "_"), "title": title}
        self._send_http_response(status, {**_PROBLEM, **headers}, json.dumps(body))

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing: what happened to a request is in its trace."""


def threaded(app: Any) -> Any:
    """The app with one current request per thread, as `chalice local` makes it."""
    if not isinstance(app, LocalChalice):
        CustomLocalChalice.__bases__ = (LocalChalice, app.__class__)
        app.__class__ = CustomLocalChalice
    return app


def _no_such_route() -> dict[str, Any]:
    return {
        "type": "/v1/problems#NOT_FOUND",
        "title": text("NOT_FOUND"),
        "status": 404,
        "code": "NOT_FOUND",
        "detail": text("NOT_FOUND", "en"),
        "defects": [],
        "trace": "",
    }
