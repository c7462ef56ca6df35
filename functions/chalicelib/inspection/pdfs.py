"""PDFs: parsed whole, every object of it, and taken only where nothing in it acts, calls out, or carries another file."""

import io
import zipfile
from collections.abc import Iterator
from time import monotonic
from typing import Any

from chalicelib.inspection.unfit import Unfit

MOST_PAGES, MOST_OBJECTS = 200, 50_000
LONGEST = 10.0  # seconds of reading
# ISO 32000-1: names of what acts by itself (12.6), of what plays (13), and of files inside the file (7.11.4).
_ACTIVE = {
    "/JS", "/JavaScript", "/Launch", "/AA", "/EmbeddedFiles", "/EmbeddedFile", "/EF", "/AF", "/RichMedia", "/RichMediaContent", "/XFA",
    "/Collection", "/Rendition", "/3DD",
}  # fmt: skip
_KINDS = {
    "/JavaScript", "/Launch", "/URI", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData", "/Movie", "/Sound", "/Rendition", "/GoTo3DView",
    "/RichMediaExecute", "/EmbeddedFile", "/FileAttachment", "/RichMedia", "/Screen", "/3D",
}  # fmt: skip
_HARMLESS = {"/GoTo", "/Named"}  # moves about in the same file
_BY_NAME = ("/S", "/Subtype", "/Type")
_BYTES = (b"/JavaScript", b"/EmbeddedFile", b"/RichMedia", b"/SubmitForm", b"/ImportData")


def read(content: bytes) -> None:
    """Reads one file to the end. Raises `Unfit`."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    if not content.startswith(b"%PDF-") or not content.rstrip(b"\0\t\r\n ").endswith(b"%%EOF"):
        raise Unfit("DOCUMENT_TYPE_WRONG" if not content.startswith(b"%PDF-") else "DOCUMENT_UNREADABLE")
    if zipfile.is_zipfile(io.BytesIO(content)):
        raise Unfit("DOCUMENT_TYPE_WRONG")  # another file in the same bytes
    try:
        reader = PdfReader(io.BytesIO(content), strict=True)  # what two readers may read differently is not read at all
        if reader.is_encrypted:
            raise Unfit("DOCUMENT_ENCRYPTED")
        _without_active_content(reader, content)
        _with_pages(reader)
    except (
        PyPdfError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        RecursionError,
        MemoryError,
        ArithmeticError,
        AssertionError,
        NotImplementedError,
        OSError,
    ):
        raise Unfit("DOCUMENT_UNREADABLE") from None


def _without_active_content(reader: Any, content: bytes) -> None:
    until = monotonic() + LONGEST
    if any(name in content for name in _BYTES):
        raise Unfit("DOCUMENT_ACTIVE")
    for number, one in enumerate(_objects(reader)):
        if number > MOST_OBJECTS or monotonic() > until:
            raise Unfit("DOCUMENT_UNREADABLE")
        if _acts(one, 0):
            raise Unfit("DOCUMENT_ACTIVE")


def _objects(reader: Any) -> Iterator[Any]:
    """Everything the file holds, also what no page leads to."""
    from pypdf.generic import IndirectObject

    yield reader.trailer
    numbers = {(number, generation) for generation, found in reader.xref.items() for number in found}
    for number, generation in sorted(numbers | {(number, 0) for number in reader.xref_objStm}):
        if number:
            yield reader.get_object(IndirectObject(number, generation, reader))


def _acts(one: Any, depth: int) -> bool:
    if depth > 50:
        raise Unfit("DOCUMENT_UNREADABLE")
    if isinstance(one, dict):
        named = {str(dict.get(one, name)) for name in _BY_NAME}
        kind = str(dict.get(one, "/S"))
        is_action = str(dict.get(one, "/Type")) == "/Action"
        if _ACTIVE & set(one) or _KINDS & named or (is_action and kind not in _HARMLESS):
            return True
        return any(_acts(dict.__getitem__(one, name), depth + 1) for name in one)
    return isinstance(one, list) and any(_acts(each, depth + 1) for each in list.__iter__(one))


def _with_pages(reader: Any) -> None:
    if not 1 <= len(reader.pages) <= MOST_PAGES:
        raise Unfit("DOCUMENT_UNREADABLE")
    drawn = [page.get_contents() for page in reader.pages]
    if not any(one is not None and one.get_data().strip() for one in drawn):
        raise Unfit("DOCUMENT_UNREADABLE")  # nothing on any page
