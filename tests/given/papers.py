"""Small real papers, as people upload them: PDFs built by hand, so that a test can put into one whatever it likes; pictures."""

import io
import zlib

from PIL import Image


def pdf(
    words: str = "down payment", *, catalog: str = "", page: str = "", objects: tuple[str, ...] = (), drawn: bytes = b""
) -> bytes:
    """A PDF of one page with some words on it; more entries of its catalog and its page, more objects (5 0 obj and on), another drawing."""
    drawn = zlib.compress(drawn or f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode())
    made = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> {page} >>".encode(),
        f"<< /Length {len(drawn)} /Filter /FlateDecode >>\nstream\n".encode() + drawn + b"\nendstream",
        *(one.encode() for one in objects),
    ]
    out, places = b"%PDF-1.7\n", list[int]()
    for number, one in enumerate(made, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + one + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(out)
    out += f"xref\n0 {len(made) + 1}\n0000000000 65535 f \n{table}".encode()
    out += f"trailer\n<< /Size {len(made) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return out


def picture(kind: str = "PNG", size: tuple[int, int] = (64, 48), **how: object) -> bytes:
    """A picture of one colour in that format."""
    made = io.BytesIO()
    Image.new("RGB", size, (200, 180, 40)).save(made, kind, **how)
    return made.getvalue()


PDF = pdf()
