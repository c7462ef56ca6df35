"""What is kept of an upload was really read, and is nothing but what it was announced as."""

import io
import struct
import zlib

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from chalicelib.inspection import images, pdfs
from chalicelib.inspection.unfit import Unfit
from tests.given.papers import PDF, pdf, picture


def code(read, *asked):
    with pytest.raises(Unfit) as found:
        read(*asked)
    return str(found.value)


def encrypted():
    made, written = PdfWriter(clone_from=PdfReader(io.BytesIO(PDF))), io.BytesIO()
    made.encrypt("", "owner", algorithm="RC4-128")
    made.write(written)
    return written.getvalue()


def zipped():
    import zipfile

    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("index.html", "<script>alert(1)</script>")
        archive.comment = b"\n%%EOF"
    return made.getvalue()


def in_an_object_stream():
    """An action that stands in no place where somebody who only looks at the bytes would see it."""
    inner = b"6 0 << /S /Java#53cript /J#53 (app.alert) >>"
    held = zlib.compress(inner)
    stream = (
        b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n" % len(held)
        + held
        + b"\nendstream"
    )
    body = PDF[: PDF.index(b"xref\n")]
    places = [body.index(b"%d 0 obj" % number) for number in (1, 2, 3, 4)] + [len(body)]
    body += b"5 0 obj\n" + stream + b"\nendobj\n"
    start = len(body)
    rows = [(0, 0, 65535), *((1, place, 0) for place in places), (2, 5, 0), (1, start, 0)]
    table = b"".join(struct.pack("!BLH", *row) for row in rows)
    head = b"7 0 obj\n<< /Type /XRef /Size 8 /W [1 4 2] /Root 1 0 R /Length %d >>\nstream\n" % len(table)
    return body + head + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start


def test_a_plain_pdf_is_read_and_taken():
    pdfs.read(PDF)


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (b"%PDF-", "DOCUMENT_UNREADABLE"),
        (b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n", "DOCUMENT_UNREADABLE"),
        (PDF[: len(PDF) // 2] + b"%%EOF", "DOCUMENT_UNREADABLE"),
        (pdf(drawn=b" "), "DOCUMENT_UNREADABLE"),
        (pdf(drawn=b"q q Q"), "DOCUMENT_UNREADABLE"),
        (pdf(drawn=b"q Q"), "DOCUMENT_UNREADABLE"),
        (b"GIF89a" + PDF, "DOCUMENT_TYPE_WRONG"),
        (PDF + zipped(), "DOCUMENT_TYPE_WRONG"),
        (pdf(page="/Annots [<< /A << /S /GoTo /S /Java#53cript >> >>]"), "DOCUMENT_UNREADABLE"),
        (PDF + b"<html><script>alert(1)</script>", "DOCUMENT_UNREADABLE"),
        (encrypted(), "DOCUMENT_ENCRYPTED"),
    ],
    ids=[
        "five bytes",
        "no page",
        "half",
        "empty page",
        "states that do not pair",
        "states alone",
        "not at the start",
        "also a zip",
        "says two things",
        "also a page",
        "encrypted",
    ],
)
def test_what_only_begins_like_a_pdf_is_not_taken(content, wrong):
    assert code(pdfs.read, content) == wrong


@pytest.mark.parametrize(
    "content",
    [
        pdf(catalog="/OpenAction 5 0 R", objects=("<< /S /JavaScript /JS (app.alert\\(1\\)) >>",)),
        pdf(catalog="/OpenAction 5 0 R", objects=("<< /S /Java#53cript /J#53 (app.alert\\(1\\)) >>",)),
        pdf(objects=("<< /S /Launch /F (cmd.exe) >>",)),
        pdf(catalog="/Names << /EmbeddedFiles << /Names [] >> >>"),
        pdf(objects=("<< /Type /Filespec /F (x) /EF << /F 4 0 R >> >>",)),
        pdf(objects=("<< /Subtype /Link /A << /S /URI /URI (javascript:alert) >> >>",)),
        pdf(objects=("<< /S /URI /URI (http://example.com) /Next 6 0 R >>",)),
        pdf(objects=("<< /S /URI /URI (http://example.com) /JS (app.alert) >>",)),
        pdf(objects=("<< /S /URI /URI (http://example.com) /F (cmd.exe) >>",)),
        pdf(catalog="/OpenAction 5 0 R", objects=("<< /S /URI /URI (http://example.com) >>",)),
        pdf(catalog="/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next 5 0 R >>", objects=("<< /S /URI /URI (http://example.com) >>",)),
        pdf(page="/AA << /O << /S /Named /N /NextPage >> >>"),
        pdf(objects=("<< /S /GoToR /F (other.pdf) >>",)),
        pdf(objects=("<< /Length 0 /F (other.txt) >>\nstream\n\nendstream",)),
        pdf(objects=("<< /Subtype /Form /BBox [0 0 1 1] /Ref << /F (other.pdf) /Page 0 >> /Length 0 >>\nstream\n\nendstream",)),
        pdf(objects=("<< /S /SubmitForm /F (http://example.com) >>",)),
        pdf(objects=("<< /Type /Action /S /Unheard#4ff >>",)),
        pdf(page="/Annots [<< /Subtype /RichMedia >>]"),
        pdf(catalog="/AcroForm << /XFA [] >>"),
        in_an_object_stream(),
    ],
    ids=[
        "script", "script in other letters", "launch", "names of files", "file", "link to a script", "link with more behind it", "link and a script", "link and a file", "link on opening", "link behind what opens", "on opening a page", "another file", "stream of another file", "page of another file", "form that is sent",
        "unknown action", "media", "xfa", "packed",
    ],
)  # fmt: skip
def test_a_pdf_in_which_anything_acts_calls_out_or_carries_a_file_is_not_taken(content):
    assert code(pdfs.read, content) == "DOCUMENT_ACTIVE"


@pytest.mark.parametrize(
    "action",
    [
        "/Type /Action /S /GoTo /D [3 0 R /Fit]",
        "/S /URI /URI (https://example.com/a?b=c)",
        "/S /URI /URI (mailto:a@example.com)",
    ],
)
def test_a_pdf_with_links_that_wait_for_somebody_to_click_on_them_is_taken(action):
    pdfs.read(pdf(page=f"/Annots [<< /Subtype /Link /A << {action} >> >>]"))
    pdfs.read(pdf(page="/Annots [<< /Subtype /Link /A 5 0 R >>]", objects=(f"<< {action} >>",)))


@pytest.mark.parametrize(("kind", "type"), [("PNG", "image/png"), ("JPEG", "image/jpeg")])
def test_a_picture_is_written_anew_upright_and_without_anything_else_that_came_in_its_file(kind, type):
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "taken at home"  # lies on its side
    sent = picture(kind, (64, 48), exif=exif, icc_profile=b"somewhere") + b"<script>alert(1)</script>"
    made = images.rewritten(sent, type)
    shown = Image.open(io.BytesIO(made))
    assert (shown.format, shown.size) == (kind, (48, 64))
    assert not shown.getexif() and "icc_profile" not in shown.info
    assert not any(words in made for words in (b"script", b"taken at home", b"somewhere"))


def test_the_same_picture_is_written_the_same():
    assert images.rewritten(picture("JPEG"), "image/jpeg") == images.rewritten(picture("JPEG"), "image/jpeg")


def bomb(width, height):
    """A PNG of some hundred bytes that says it is so large."""
    chunk = lambda name, data: struct.pack("!L", len(data)) + name + data + struct.pack("!L", zlib.crc32(name + data))  # noqa: E731
    head = chunk(b"IHDR", struct.pack("!LLBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "type", "wrong"),
    [
        (bomb(10_001, 5_000), "image/png", "DOCUMENT_PICTURE_TOO_LARGE"),
        (bomb(100_000, 100_000), "image/png", "DOCUMENT_PICTURE_TOO_LARGE"),
        (bomb(100, 100), "image/png", "DOCUMENT_UNREADABLE"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 50, "image/png", "DOCUMENT_UNREADABLE"),
        (b"\xff\xd8\xff\xe0" + b"0" * 50, "image/jpeg", "DOCUMENT_UNREADABLE"),
        (picture("JPEG")[:-200], "image/jpeg", "DOCUMENT_UNREADABLE"),
        (picture("PNG"), "image/jpeg", "DOCUMENT_UNREADABLE"),
        (picture("GIF"), "image/png", "DOCUMENT_UNREADABLE"),
    ],
    ids=["large", "bomb", "less than it says", "only begins like a png", "only begins like a jpeg", "cut off", "another", "none of ours"],
)  # fmt: skip
def test_what_is_no_picture_of_that_kind_or_too_large_a_one_is_not_taken(content, type, wrong):
    assert code(images.rewritten, content, type) == wrong


def drawing(times: int, *streams: bytes) -> bytes:
    """A PDF of so many pages, all of which draw the same streams, which are packed."""
    from pypdf.generic import ArrayObject, DecodedStreamObject, NameObject

    made, written = PdfWriter(), io.BytesIO()
    refs = ArrayObject()
    for one in streams:
        stream = DecodedStreamObject()
        stream.set_data(one)
        refs.append(made._add_object(stream.flate_encode()))
    for _ in range(times):
        made.add_blank_page(9, 9)[NameObject("/Contents")] = refs
    made.write(written)
    return written.getvalue()


def test_what_many_pages_share_is_read_once_and_kept_by_nobody():
    import tracemalloc

    content = drawing(100, b"n n " * (1 << 18))
    tracemalloc.start()
    pdfs.read(content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20 << 20  # a hundred times a megabyte, if every page kept its own


def test_small_files_that_swell_are_not_taken(monkeypatch):
    monkeypatch.setattr(pdfs, "MOST_DRAWN", 3 << 20)
    pdfs.read(drawing(1, *[b"q Q %d" % n + b" " * (1 << 20) for n in range(2)]))
    assert code(pdfs.read, drawing(1, *[b"q Q %d" % n + b" " * (1 << 20) for n in range(3)])) == "DOCUMENT_UNREADABLE"


def test_all_of_a_reading_is_timed_and_not_its_objects_alone(monkeypatch):
    now = iter([0.0, *[1.0] * 9, *[99.0] * 9])
    content = drawing(1, b"n n")
    monkeypatch.setattr(pdfs, "_without_active_content", lambda *_: [next(now) for _ in range(9)])
    monkeypatch.setattr(pdfs, "monotonic", lambda: next(now))
    assert code(pdfs.read, content) == "DOCUMENT_UNREADABLE"
