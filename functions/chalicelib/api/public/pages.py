"""The headers of a page that anybody may read: kept for minutes, loading nothing from anywhere, and in nobody's frame."""

from collections.abc import Mapping

SHORTLY: Mapping[str, str] = {"Cache-Control": "public, max-age=300"}
PAGE: Mapping[str, str] = {
    **SHORTLY,
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
