"""PDFs: parsed whole, every object of it, and taken only where nothing in it acts, calls out, or carries another file."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import Any

from chalicelib.inspection.unfit import Unfit

MOST_PAGES, MOST_OBJECTS = 200, 50_000
LONGEST = 10.0  # seconds of reading, all of it
# Bytes, inflated: what all pages draw, each stream once; and what packed objects are parsed from, of which each takes far more than its bytes.
MOST_DRAWN, MOST_PACKED = 64 << 20, 4 << 20
_LIMITS: dict[str, Any] = {
    "zlib_maximum_output_length": 16 << 20,
    "run_length_maximum_output_length": 16 << 20,
    "lzw_maximum_output_length": 4 << 20,
}
# ISO 32000-1: names of what acts by itself (12.6), of what plays (13), and of files inside the file (7.11.4).
_ACTIVE = {
    "/JS", "/JavaScript", "/Launch", "/AA", "/EmbeddedFiles", "/EmbeddedFile", "/EF", "/AF", "/RichMedia", "/RichMediaContent", "/XFA",
    "/Collection", "/Rendition", "/3DD",
}  # fmt: skip
_KINDS = {
    "/JavaScript", "/Launch", "/URI", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData", "/Movie", "/Sound", "/Rendition", "/GoTo3DView",
    "/RichMediaExecute", "/EmbeddedFile", "/FileAttachment", "/RichMedia", "/Screen", "/3D",
}  # fmt: skip
_LINK = {"/S", "/Type", "/URI", "/IsMap"}  # all there may be to an action that opens an address when somebody clicks
_ADDRESS = re.compile(r"(?:https?|mailto|tel):[!-~]*", re.IGNORECASE)
_UNSEEN = b"qQ\0\t\n\f\r "  # saving a state and restoring it draws nothing
_OUTSIDE = {"/F", "/FFilter", "/FDecodeParms"}
_HARMLESS = {"/GoTo", "/Named"}  # moves about in the same file
_BY_NAME = ("/S", "/Subtype", "/Type")
# What a parser runs into where a file is not what it says.
_BROKEN = (
    ValueError, LookupError, TypeError, AttributeError, RecursionError, MemoryError, ArithmeticError, AssertionError,
    NotImplementedError, OSError,
)  # fmt: skip
_BYTES = (b"/JavaScript", b"/EmbeddedFile", b"/RichMedia", b"/SubmitForm", b"/ImportData")


def read(content: bytes) -> None:
    """Reads one file to the end. Raises `Unfit`."""
    from pypdf import PdfReader, apply_configuration
    from pypdf.errors import PyPdfError

    if not content.startswith(b"%PDF-") or not content.rstrip(b"\0\t\r\n ").endswith(b"%%EOF"):
        raise Unfit("DOCUMENT_TYPE_WRONG" if not content.startswith(b"%PDF-") else "DOCUMENT_UNREADABLE")
    if zipfile.is_zipfile(io.BytesIO(content)):
        raise Unfit("DOCUMENT_TYPE_WRONG")  # another file in the same bytes
    until = monotonic() + LONGEST
    try:
        with apply_configuration(**_LIMITS):
            # Strictly: what two readers may read differently is not read at all.
            _read(PdfReader(io.BytesIO(content), strict=True), content, until)
    except (PyPdfError, *_BROKEN):
        raise Unfit("DOCUMENT_UNREADABLE") from None


def _read(reader: Any, content: bytes, until: float) -> None:
    if reader.is_encrypted:
        raise Unfit("DOCUMENT_ENCRYPTED")
    _without_active_content(reader, content, until)
    _with_pages(reader, until)


def _without_active_content(reader: Any, content: bytes, until: float) -> None:
    if any(name in content for name in _BYTES):
        raise Unfit("DOCUMENT_ACTIVE")
    for _ in _inflated(_packed(reader), MOST_PACKED, until):
        pass
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


def _packed(reader: Any) -> Iterator[Any]:
    """The streams that other objects are packed into."""
    from pypdf.generic import IndirectObject

    for number in sorted({number for number, _ in reader.xref_objStm.values()}):
        yield reader.get_object(IndirectObject(number, 0, reader))


def _acts(one: Any, depth: int) -> bool:
    if depth > 50:
        raise Unfit("DOCUMENT_UNREADABLE")
    if isinstance(one, dict):
        if _is_elsewhere(one) or _goes_off(one):
            return True
        if _is_link(one):
            return False
        named = {str(dict.get(one, name)) for name in _BY_NAME}
        kind = str(dict.get(one, "/S"))
        is_action = str(dict.get(one, "/Type")) == "/Action"
        if _ACTIVE & set(one) or _KINDS & named or (is_action and kind not in _HARMLESS):
            return True
        return any(_acts(dict.__getitem__(one, name), depth + 1) for name in one)
    return isinstance(one, list) and any(_acts(each, depth + 1) for each in list.__iter__(one))


def _is_link(one: Any) -> bool:
    """A plain link: an address of the web, of mail or a telephone, which a reader opens when somebody clicks on it and not before (12.6.4.7). Every
    invoice and certificate printed from a page has some; taking them out would break the seals such files bear."""
    address = dict.get(one, "/URI")
    is_link = str(dict.get(one, "/S")) == "/URI" and _LINK.issuperset(one)
    return is_link and isinstance(address, str) and _ADDRESS.fullmatch(address) is not None


def _goes_off(one: Any) -> bool:
    """Whether opening the file, or another action, sets off an action: all it may do is to show a page (7.7.2, 12.6.2)."""
    first: Any = dict.get(one, "/OpenAction")
    first = first.get_object() if hasattr(first, "get_object") else first
    opens = isinstance(first, dict) and str(dict.get(first, "/S")) not in _HARMLESS
    return opens or ("/S" in one and "/Next" in one)


def _is_elsewhere(one: Any) -> bool:
    """Whether its content is in another file: a stream's own (`/F`, 7.3.8.2), or a page of a file that is drawn (`/Ref`, 8.10.4)."""
    from pypdf.generic import StreamObject

    is_drawn = str(dict.get(one, "/Subtype")) == "/Form" or "/BBox" in one
    return (isinstance(one, StreamObject) and not _OUTSIDE.isdisjoint(one)) or (is_drawn and "/Ref" in one)


def _with_pages(reader: Any, until: float) -> None:
    if not 1 <= len(reader.pages) <= MOST_PAGES:
        raise Unfit("DOCUMENT_UNREADABLE")
    drawn = 0
    for data in _inflated(_drawings(reader), MOST_DRAWN, until):  # all are read, whatever the first draws
        drawn += bool(data.translate(None, _UNSEEN))
    if not drawn:
        raise Unfit("DOCUMENT_UNREADABLE")  # nothing on any page


def _drawings(reader: Any) -> Iterator[Any]:
    """Every stream that a page draws."""
    for page in reader.pages:
        drawn = page.get("/Contents")
        drawn = drawn.get_object() if drawn is not None else None
        yield from [each.get_object() for each in drawn] if isinstance(drawn, list) else [drawn]


def _inflated(streams: Iterable[Any], most: int, until: float) -> Iterator[bytes]:
    """What each stream holds, one at a time and each once: a page may draw what another draws, and nothing of it is kept."""
    from pypdf.generic import EncodedStreamObject, StreamObject

    read, left = set[int](), most
    for one in streams:
        if monotonic() > until:
            raise Unfit("DOCUMENT_UNREADABLE")
        if not isinstance(one, StreamObject) or id(one) in read:
            continue
        read.add(id(one))
        data: bytes = one.get_data()
        left -= len(data)
        if left < 0:
            raise Unfit("DOCUMENT_UNREADABLE")
        yield data
        if isinstance(one, EncodedStreamObject):
            one.decoded_self = None
