"""One request for a page or a file of it: the function the gateway asks for `/`, `/desk`, `/supervise`, `/ops` and `/web/…`.

A page may run nothing but what comes from here, and speak to nobody but the API it came from and the store uploads go to. It is asked
for anew each time; its files have the release in their address and are kept for good. Nothing of anybody is here, and nothing is asked.
"""

import html
import json
from collections.abc import Mapping
from typing import Any

from chalicelib.messages import text
from chalicelib.pages import files
from chalicelib.settings import setting

_FILES = "/web/"
_KEPT = "public, max-age=31536000, immutable"
_ALWAYS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}


def handle(event: Mapping[str, Any], _context: object) -> dict[str, Any]:
    """The answer to a request as API Gateway hands it over (proxy integration)."""
    path = event["path"]
    if path.startswith(_FILES):
        return _file(path.removeprefix(_FILES))
    return _page(path, str((event.get("requestContext") or {}).get("path") or path))


def _page(path: str, asked: str) -> dict[str, Any]:
    audience = files.AUDIENCES.get(path.rstrip("/") or "/")
    page = files.page(audience) if audience else None
    if not audience or page is None:
        return _not_found()
    # Links are relative to the stage: `/api` and `/api/desk/` would look for them in the wrong place.
    if asked.endswith("/") != (audience == files.AUDIENCES["/"]):
        there = asked.rstrip("/") + ("" if asked.endswith("/") else "/")
        return _answer(308, "", "text/plain", {"Location": there, "Cache-Control": "no-store"})
    at = f"web/{files.release()}-{audience}"
    styles = (name for name in ("shared/anju.css", files.STYLES.get(audience)) if name)
    made = page.format(
        title=text("PAGE_BRAND"), at=at, audience=audience, login=html.escape(setting("LOGIN_PAGE")), noscript=text("PAGE_NO_SCRIPT"),
        styles="\n".join(f'<link rel="stylesheet" href="{at}/{name}">' for name in styles),
    )  # fmt: skip
    headers = {"Content-Security-Policy": policy(audience), "Cache-Control": "no-cache"}
    return _answer(200, made, "text/html; charset=utf-8", headers)


def policy(audience: str) -> str:
    """What a page may do: its own scripts and styles, the API, the store of uploads, pictures of what one is about to send. Nobody frames it; the
    desk alone frames something: a paper it has fetched, shown by the browser's own reader."""
    frames = "frame-src blob:; " if audience == "desk" else ""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
        f"connect-src 'self' {setting('UPLOAD_ORIGIN')}; {frames}base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def _file(name: str) -> dict[str, Any]:
    release, _, name = name.partition("/")
    release, _, audience = release.partition("-")
    content = files.sent(name, audience)
    if content is None:
        return _not_found()
    # Of another release: sent, so that a page that is open goes on, and not kept, because it may not be what that address once had.
    kept = _KEPT if release == files.release() else "no-store"
    return _answer(200, content.decode(), files.TYPES[name[name.rindex(".") :]], {"Cache-Control": kept})


def _not_found() -> dict[str, Any]:
    said = {"type": "/v1/problems#NOT_FOUND", "title": text("NOT_FOUND"), "status": 404, "code": "NOT_FOUND"}
    more = {"detail": text("NOT_FOUND", "en"), "defects": [], "trace": ""}
    body = json.dumps(said | more, ensure_ascii=False)
    return _answer(404, body, "application/problem+json", {"Cache-Control": "no-store"})


def _answer(status: int, body: str, content_type: str, headers: Mapping[str, str]) -> dict[str, Any]:
    return {"statusCode": status, "headers": {"Content-Type": content_type, **_ALWAYS, **headers}, "body": body}
