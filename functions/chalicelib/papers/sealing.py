"""A seal on a PDF (签章): a signature field that is seen, and the signature over all of the file but its own place (PAdES).

It is put on in two steps, so that whoever holds the key need not see the file: `prepared` leaves the place empty, a digest of what is `covered`
has to be signed, `filled` puts the signature there.
"""

import hashlib
import re
from datetime import datetime

from chalicelib.documents.printing import Place
from chalicelib.papers.revision import Revision

ROOM = 12_000  # bytes for a signature with its certificates: in a chain of three they take six thousand
_RANGE = re.compile(rb"/ByteRange\[0 (\d+) (\d+) (\d+) *\]")
_UNKNOWN = b"/ByteRange[0 " + b" ".join([b"9" * 10] * 3) + b"]"
_PRINTED_AND_LOCKED = 4 + 128
_APPEND_ONLY, _SIGNATURES_EXIST = 2, 1


def appended(pdf: bytes, pages: bytes) -> bytes:
    """The file with the pages of another behind its own, in a revision of its own: what it was, it begins with."""
    made, other = Revision(pdf), Revision(pages)
    root = int(made.entry(made.object(made.root), b"Pages"))
    numbers = []
    for page in other.pages():
        body = other.object(page)
        content, resources = (made.put_all(other, int(other.entry(body, name))) for name in (b"Contents", b"Resources"))
        told = (root, *_sheet(other, page), resources, content)
        numbers.append(
            made.put(b"<</Type/Page/Parent %d 0 R/MediaBox[%g %g %g %g]/Resources %d 0 R/Contents %d 0 R>>" % told)
        )
    for number in numbers:
        _list(made, root, b"Kids", number)
    count = int(made.entry(made.object(root), b"Count"))
    made.put(made.object(root).replace(b"/Count %d" % count, b"/Count %d" % (count + len(numbers)), 1), root)
    return made.written()


def prepared(pdf: bytes, field: str, seen: bytes, place: Place, name: str, at: datetime) -> bytes:
    """The file with a field of that name to sign, in a revision of its own. `seen`: a PDF of one page, how the seal looks; `name`: whose it is."""
    made = Revision(pdf)
    page = made.pages()[place.page - 1]
    signature = made.put(
        b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/Name<%s>/M(D:%s)%s/Contents<%s>>>"
        % (_text(name), _moment(at), _UNKNOWN, b"00" * ROOM)
    )
    look, width, height = _look(made, Revision(seen))
    left, bottom, right, top = _sheet(made, page)
    x = min(max(place.x - width / 2, left), right - width)
    y = min(max(top - place.y - height / 2, bottom), top - height)
    widget = made.put(
        b"<</Type/Annot/Subtype/Widget/FT/Sig/T(%s)/F %d/P %d 0 R/Rect[%.2f %.2f %.2f %.2f]/AP<</N %d 0 R>>/V %d 0 R>>"
        % (field.encode(), _PRINTED_AND_LOCKED, page, x, y, x + width, y + height, look, signature)
    )
    _list(made, page, b"Annots", widget)
    _list(made, _form(made), b"Fields", widget)
    return _ranged(made.written())


def covered(pdf: bytes) -> bytes:
    """What the last field has to be signed over, or was: all but its own place."""
    first, begin, rest = _range(pdf)
    return pdf[:first] + pdf[begin : begin + rest]


def digest(pdf: bytes) -> bytes:
    """Its SHA-256, which a bank is asked to sign."""
    return hashlib.sha256(covered(pdf)).digest()


def filled(pdf: bytes, signature: bytes) -> bytes:
    """The file with the signature (DER) in the last field. Raises `ValueError` where it does not fit, or the field is filled."""
    first, begin, _ = _range(pdf)
    room, said = begin - first - 2, signature.hex().encode()
    if len(said) > room or pdf[first + 1 : begin - 1].strip(b"0"):
        raise ValueError("no room for this signature")
    return pdf[: first + 1] + said.ljust(room, b"0") + pdf[begin - 1 :]


def _range(pdf: bytes) -> tuple[int, int, int]:
    *_, last = _RANGE.finditer(pdf)
    first, begin, rest = map(int, last.groups())
    if begin + rest != len(pdf):
        raise ValueError("something was added")
    return first, begin, rest


def _ranged(pdf: bytes) -> bytes:
    at = pdf.rindex(_UNKNOWN)
    first = pdf.index(b"/Contents<", at) + len(b"/Contents")
    begin = first + 2 * ROOM + 2
    said = b"/ByteRange[0 %d %d %d" % (first, begin, len(pdf) - begin)
    return pdf[:at] + said.ljust(len(_UNKNOWN) - 1) + b"]" + pdf[at + len(_UNKNOWN) :]


def _look(made: Revision, seen: Revision) -> tuple[int, float, float]:
    """The one page of a file as a picture in another, its width and its height."""
    (page,) = seen.pages()
    left, bottom, right, top = _sheet(seen, page)
    body = seen.object(page)
    form = made.put_all(seen, int(seen.entry(body, b"Contents")))
    resources = made.put_all(seen, int(seen.entry(body, b"Resources")))
    told = b"/Type/XObject/Subtype/Form/BBox[%g %g %g %g]/Resources %d 0 R" % (left, bottom, right, top, resources)
    made.put(made.object(form).replace(b"<<", b"<<" + told, 1), form)
    return form, right - left, top - bottom


def _sheet(of: Revision, page: int) -> tuple[float, float, float, float]:
    box = re.search(rb"/MediaBox\s*\[\s*(\S+) (\S+) (\S+) (\S+?)\s*\]", of.object(page))
    if box is None:
        raise ValueError("a page without a size")
    left, bottom, right, top = map(float, box.groups())
    return left, bottom, right, top


def _form(made: Revision) -> int:
    """The form of the file, which lists its fields."""
    catalogue = made.object(made.root)
    if b"/AcroForm" in catalogue:
        return int(made.entry(catalogue, b"AcroForm"))
    form = made.put(b"<</SigFlags %d/Fields[]>>" % (_SIGNATURES_EXIST + _APPEND_ONLY))
    made.put(_with(catalogue, b"/AcroForm %d 0 R" % form), made.root)
    return form


def _list(made: Revision, number: int, name: bytes, one: int) -> None:
    """Adds a reference to a list that stands in an object, or is referred to from it."""
    body, reference = made.object(number), b" %d 0 R" % one
    inside = re.search(rb"/" + name + rb"\s*\[[^\]]*", body)
    if inside:
        made.put(body[: inside.end()] + reference + body[inside.end() :], number)
    elif b"/" + name in body:
        listed = int(made.entry(body, name))
        made.put(made.object(listed).rstrip(b"]\n ") + reference + b"]", listed)
    else:
        made.put(_with(body, b"/%s[%s]" % (name, reference.strip())), number)


def _with(dictionary: bytes, entry: bytes) -> bytes:
    return dictionary[: dictionary.rindex(b">>")] + entry + b">>"


def _text(text: str) -> bytes:
    return ("\ufeff" + text).encode("utf-16-be").hex().encode()


def _moment(at: datetime) -> bytes:
    offset = f"{at:%z}" or "+0000"
    return f"{at:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:5]}'".encode()
