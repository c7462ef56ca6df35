"""Prints a paper (文书): its template filled with its values, as PDF/A-2b; the same values give the same bytes, whenever and wherever.

Values are data to a template: whatever applicants have written, markup too, is printed as it stands.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from chalicelib.documents.text import visible

TEMPLATES = Path(__file__).parent / "templates"
FONTS = Path(__file__).parent / "fonts"
KINDS = frozenset(path.stem for path in TEMPLATES.glob("*.typ")) - {"style", "seal"}
_ONE_AT_A_TIME = Lock()  # the compiler is one for the process


class Place(NamedTuple):
    """Where on which page (the first is 1) the middle of a seal belongs, in points from the top left."""

    page: int
    x: float
    y: float


def printed(kind: str, values: Mapping[str, Any], form: str = "pdf") -> bytes:
    """The paper of a kind, filled with the values that `values.plain` gives. Raises `KeyError` for a kind there is no template of.

    `form` "png" gives the picture of a paper of one page.
    """
    if kind not in KINDS:
        raise KeyError(kind)
    with _ONE_AT_A_TIME:
        return _compiled(kind, values, form)


def to_be_sealed(kind: str, values: Mapping[str, Any]) -> tuple[bytes, list[Place]]:
    """The paper of a kind as `printed` gives it, and where its template has left room for seals (`closing` of style.typ), in order."""
    if kind not in KINDS:
        raise KeyError(kind)
    with _ONE_AT_A_TIME:
        made = _compiled(kind, values, "pdf")
        found = json.loads(_compiler().query("<seal>", field="value"))
    return made, [Place(one["page"], _points(one["x"]), _points(one["y"])) for one in found]


@cache
def seal(name: str) -> bytes:
    """How the seal of that name looks, as a PDF of its size."""
    with _ONE_AT_A_TIME:
        return _compiled("seal", {"name": name}, "pdf")


def _compiled(kind: str, values: Mapping[str, Any], form: str) -> bytes:
    shown, unknown = visible(values)
    standard = {"pdf_standards": ["a-2b"]} if form == "pdf" else {}
    made: bytes = _compiler().compile(
        input=str(TEMPLATES / f"{kind}.typ"),
        format=form,
        sys_inputs={"values": json.dumps({**shown, "unknown": unknown}, ensure_ascii=False)},
        **standard,
    )
    return made


def _points(length: str) -> float:
    return float(length.removesuffix("pt"))


def ready() -> None:
    """Loads what prints, so that the first paper does not wait for it."""
    _compiler()


@cache
def _compiler() -> Any:
    import typst  # in a layer that only the function that prints has

    return typst.Compiler(root=str(TEMPLATES), font_paths=[str(FONTS)], ignore_system_fonts=True)
