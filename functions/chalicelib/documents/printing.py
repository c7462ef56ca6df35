"""Prints a paper (文书): its template filled with its values, as PDF/A-2b; the same values give the same bytes, whenever and wherever.

Values are data to a template: whatever applicants have written, markup too, is printed as it stands.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from chalicelib.documents.text import visible

TEMPLATES = Path(__file__).parent / "templates"
FONTS = Path(__file__).parent / "fonts"
KINDS = frozenset(path.stem for path in TEMPLATES.glob("*.typ")) - {"style"}
_ONE_AT_A_TIME = Lock()  # the compiler is one for the process


def printed(kind: str, values: Mapping[str, Any], form: str = "pdf") -> bytes:
    """The paper of a kind, filled with the values that `values.plain` gives. Raises `KeyError` for a kind there is no template of.

    `form` "png" gives the picture of a paper of one page.
    """
    if kind not in KINDS:
        raise KeyError(kind)
    shown, unknown = visible(values)
    standard = {"pdf_standards": ["a-2b"]} if form == "pdf" else {}
    with _ONE_AT_A_TIME:
        made: bytes = _compiler().compile(
            input=str(TEMPLATES / f"{kind}.typ"),
            format=form,
            sys_inputs={"values": json.dumps({**shown, "unknown": unknown}, ensure_ascii=False)},
            **standard,
        )
    return made


def ready() -> None:
    """Loads what prints, so that the first paper does not wait for it."""
    _compiler()


@cache
def _compiler() -> Any:
    import typst  # in a layer that only the function that prints has

    return typst.Compiler(root=str(TEMPLATES), font_paths=[str(FONTS)], ignore_system_fonts=True)
