"""What a page is made of: the files of web/, the words of its audience as a module, and the release, which is the digest of all of it."""

import hashlib
import json
import re
from functools import lru_cache
from importlib import import_module
from pathlib import Path

from chalicelib.messages import text
from chalicelib.pages import together

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
_WORDS = {
    "apply": ("apply", "following", "people", "served", "law"),
    "desk": ("apply", "following", "people", "served", "work", "desk", "deciding", "procedures", "window", "law"),
    "supervise": ("work", "desk", "deciding", "procedures", "supervise"),
}  # whose words are in more modules than the one of its name
STYLES = {"desk": "desk/desk.css", "supervise": "desk/desk.css", "ops": "ops/ops.css"}  # beside what all pages share
_NAME = re.compile(r"[a-z]+/[A-Za-z0-9_-]+(\.[a-z]+)")


def release() -> str:
    """The digest of all files and words: another one in every address once anything has changed, so that each is kept for good."""
    return _digest(max(path.stat().st_mtime_ns for path in (*WEB.glob("*/*"), *RUNBOOKS.glob("*.md"))))


@lru_cache(maxsize=1)
def _digest(_changed: int) -> str:
    named = sorted(path.relative_to(WEB).as_posix() for path in WEB.glob("*/*"))
    words = [f"words/{audience}.js" for audience in AUDIENCES.values()]
    whole = hashlib.sha256()
    for name in (*named, *words, *sorted(f"runbooks/{path.name}" for path in RUNBOOKS.glob("*.md"))):
        whole.update(f"{name}\n".encode() + (content(name) or b""))
    for how in (__file__, together.__file__):  # they are sent as these two make them
        whole.update(Path(how).read_bytes())
    return whole.hexdigest()[:12]


def content(name: str) -> bytes | None:
    """The bytes of a file that may be sent, by folder and name; None where there is none."""
    found = _NAME.fullmatch(name)
    if not found or found[1] not in TYPES:
        return None
    folder, _, file = name.partition("/")
    if folder == "words":
        return _words(file.removesuffix(".js"))
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
        return together.first(audience, content).encode()
    found = content(name)
    if found is None or not name.endswith(".js") or not page(audience):
        return found
    return together.later(name, audience, content).encode()


def _title(runbook: Path) -> str:
    """What a runbook is about, in Chinese: its heading after its name."""
    return runbook.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ").partition(" ")[2]


def _words(audience: str) -> bytes | None:
    if audience not in AUDIENCES.values():
        return None
    named = ("shared", *_WORDS.get(audience, (audience,)))
    rooms = [import_module(f"chalicelib.messages.pages.{room}") for room in named]
    texts = {code: both[0] for room in rooms for code, both in room.TEXTS.items()}
    texts |= {code: text(code) for room in rooms for code in getattr(room, "ALSO", ())}
    if audience == "ops":
        texts |= {f"RUNBOOK_{path.stem}": _title(path) for path in RUNBOOKS.glob("*.md")}
    return f"export default {json.dumps(texts, ensure_ascii=False, separators=(',', ':'))};\n".encode()
