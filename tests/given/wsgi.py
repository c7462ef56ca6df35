"""The API as a WSGI application, for tools that ask it as a server would be asked; nothing listens."""

import json
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

Start = Callable[[str, list[tuple[str, str]]], Any]


def wsgi(api: Callable[..., Any]) -> Callable[[dict[str, Any], Start], Iterable[bytes]]:
    """What passes each request on to the client of the tests, which holds every answer to the document by itself."""

    def answered(asked: dict[str, Any], start: Start) -> Iterable[bytes]:
        headers = {name[5:].lower(): value for name, value in asked.items() if name.startswith("HTTP_")}
        if asked.get("CONTENT_TYPE"):
            headers["content_type"] = asked["CONTENT_TYPE"]
        path = (
            quote(asked["PATH_INFO"].encode("latin-1"), safe="/")
            + ("?" if asked["QUERY_STRING"] else "")
            + asked["QUERY_STRING"]
        )
        raw = asked["wsgi.input"].read(int(asked.get("CONTENT_LENGTH") or 0))
        reply = api(asked["REQUEST_METHOD"], path, raw=raw, **headers)
        start(f"{reply.status} ", [*reply.headers.items()])
        if reply.body is None:
            return [b""]
        return [(reply.body if isinstance(reply.body, str) else json.dumps(reply.body, ensure_ascii=False)).encode()]

    return answered
