"""The words of an audience's pages as modules: those its first page may say, and the others, which whatever is fetched later brings with it."""

import json
import re
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path

from chalicelib.messages import text

_ROOMS = {
    "apply": ("apply", "following", "people", "served", "law"),
    "desk": ("apply", "following", "people", "served", "work", "desk", "deciding", "procedures", "window", "law"),
    "supervise": ("work", "desk", "deciding", "procedures", "supervise"),
}  # whose words are in more modules than the one of its name
_CODE = re.compile("[A-Z][A-Z0-9_]{2,}")


def of(audience: str, runbooks: Iterable[Path]) -> dict[str, str]:
    """Every Chinese text of an audience's pages by its code."""
    rooms = [
        import_module(f"chalicelib.messages.pages.{room}") for room in ("shared", *_ROOMS.get(audience, (audience,)))
    ]
    texts = {code: both[0] for room in rooms for code, both in room.TEXTS.items()}
    texts |= {code: text(code) for room in rooms for code in getattr(room, "ALSO", ())}
    if audience == "ops":
        texts |= {f"RUNBOOK_{path.stem}": _title(path) for path in runbooks}
    return texts


def parted(texts: Mapping[str, str], modules: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Those that these modules may say, and the others. A code that is put together there begins as one of its words does, up to a `_`."""
    named = {word for module in modules for word in _CODE.findall(module)}
    begun = tuple(word for word in named if word.endswith("_"))
    early = {code: said for code, said in texts.items() if code in named or code.startswith(begun)}
    return early, {code: said for code, said in texts.items() if code not in early}


def module(texts: Mapping[str, str]) -> bytes:
    """The module that gives them."""
    return f"export default {_written(texts)};\n".encode()


def addition(texts: Mapping[str, str]) -> bytes:
    """The module that adds them to those there are."""
    return f'import {{ say }} from "../shared/words.js";\nsay({_written(texts)});\n'.encode()


def _written(texts: Mapping[str, str]) -> str:
    return json.dumps(texts, ensure_ascii=False, separators=(",", ":"))


def _title(runbook: Path) -> str:
    """What a runbook is about, in Chinese: its heading after its name."""
    return runbook.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ").partition(" ")[2]
