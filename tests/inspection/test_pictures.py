"""In which colours a picture is kept: as whoever took it sees it, whatever its file writes them in."""

import io

import pytest
from PIL import Image

from chalicelib.inspection import images


def a_file(mode, kind, colour, **more):
    made = io.BytesIO()
    Image.new(mode, (4, 3), colour).save(made, kind, **more)
    return made.getvalue()


@pytest.mark.parametrize(
    ("mode", "kind", "colour", "more", "kept", "seen"),
    [
        ("RGB", "PNG", (200, 10, 20), {}, "RGB", (200, 10, 20)),
        ("RGBA", "PNG", (200, 10, 20, 40), {}, "RGBA", (200, 10, 20, 40)),
        ("L", "PNG", 77, {}, "L", 77),
        ("1", "PNG", 1, {}, "1", 255),  # a scan in black and white
        ("LA", "PNG", (77, 40), {}, "RGBA", (77, 77, 77, 40)),
        ("P", "PNG", 0, {"transparency": 0}, "RGBA", (0, 0, 0, 0)),
        ("L", "PNG", 77, {"transparency": 77}, "RGBA", (77, 77, 77, 0)),
        ("P", "PNG", 0, {}, "RGB", (0, 0, 0)),
        ("L", "JPEG", 77, {}, "L", 77),
        ("RGB", "JPEG", (77, 77, 77), {}, "RGB", (77, 77, 77)),
        ("CMYK", "JPEG", (0, 0, 0, 255), {}, "RGB", (0, 0, 0)),
    ],
)
def test_a_picture_keeps_its_colours_and_what_can_be_seen_through(mode, kind, colour, more, kept, seen):
    said = {name: mime for mime, name in images.FORMATS.items()}[kind]
    with Image.open(io.BytesIO(images.rewritten(a_file(mode, kind, colour, **more), said))) as picture:
        assert (picture.format, picture.mode, picture.size) == (kind, kept, (4, 3))
        assert picture.getpixel((1, 1)) == seen
