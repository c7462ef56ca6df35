"""What a page is made of: the files of web/, the words of its audience as a module, and the release, which is the digest of all of it."""

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from chalicelib.pages import together, words

_HOUSE = Path(__file__).parents[2]
WEB = next(folder for folder in (_HOUSE / "web", _HOUSE.parent / "web") if folder.is_dir())  # packaged; in the sources
RUNBOOKS = next(folder for folder in (_HOUSE / "runbooks", _HOUSE.parent / "docs" / "runbooks") if folder.is_dir())
TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
}
AUDIENCES = {"/": "apply", "/desk": "desk", "/supervise": "supervise", "/ops": "ops"}
STYLES = {"desk": "desk/desk.css", "supervise": "desk/desk.css", "ops": "ops/ops.css"}  # beside what all pages share
_NAME = re.compile(r"[a-z]+/[A-Za-z0-9_-]+(\.[a-z]+)")


def release() -> str:
    """The digest of all files and words: another one in every address once anything has changed, so that each is kept for good."""
    return _digest(max(path.stat().st_mtime_ns for path in (*WEB.glob("*/*"), *RUNBOOKS.glob("*.md"))))


@lru_cache(maxsize=1)
def _digest(_changed: int) -> str:
    named = sorted(path.relative_to(WEB).as_posix() for path in WEB.glob("*/*"))
    said = [f"words/{audience}.js" for audience in AUDIENCES.values()]
    whole = hashlib.sha256()
    for name in (*named, *said, *sorted(f"runbooks/{path.name}" for path in RUNBOOKS.glob("*.md"))):
        whole.update(f"{name}\n".encode() + (content(name) or b""))
    for how in (__file__, together.__file__, words.__file__):  # they are sent as these make them
        whole.update(Path(how).read_bytes())
    return whole.hexdigest()[:12]


def content(name: str) -> bytes | None:
    """The bytes of a file that may be sent, by folder and name; None where there is none."""
    found = _NAME.fullmatch(name)
    if not found or found[1] not in TYPES:
        return None
    folder, _, file = name.partition("/")
    if folder == "words":
        audience = file.removesuffix(".js")
        known = audience in AUDIENCES.values()
        return words.module(words.of(audience, RUNBOOKS.glob("*.md"))) if known else None
    path = RUNBOOKS / file if folder == "runbooks" else WEB / name
    return path.read_bytes() if path.is_file() else None


def page(audience: str) -> str | None:
    """The page of an audience, with its placeholders; None where nobody has built it."""
    if not re.fullmatch("[a-z]+", audience) or not (WEB / audience / "main.js").is_file():
        return None
    return (WEB / "shared" / "page.html").read_text(encoding="utf-8")


def sent(name: str, audience: str) -> bytes | None:
    """The bytes of a file as a page of that audience is sent them; None where there is none. What a page is sent together is one file of it."""
    return _sent(release(), name, audience)


@lru_cache(maxsize=256)
def _sent(_release: str, name: str, audience: str) -> bytes | None:
    if name == f"{audience}/{together.FIRST}" and page(audience):
        return together.first(audience, _reader(_release, audience)).encode()
    if not name.endswith(".js") or not page(audience):
        return content(name)
    read = _reader(_release, audience)
    return together.later(name, audience, read).encode() if read(name) is not None else None


@lru_cache(maxsize=8)
def _reader(_release: str, audience: str) -> together.Read:
    """How a page of that audience reads its modules: of its words those its first page may say, and beside them the others."""
    first = [name for name in together.closure(f"{audience}/main.js", content) if not name.startswith("words/")]
    texts = words.of(audience, RUNBOOKS.glob("*.md"))
    early, others = words.parted(texts, ((content(name) or b"").decode() for name in first))
    made = {f"words/{audience}.js": words.module(early)}
    if others:
        made[together.words(audience)] = words.addition(others)
    return lambda name: made.get(name) or content(name)
