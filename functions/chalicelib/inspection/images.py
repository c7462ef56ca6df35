"""Pictures (图片): decoded whole, and written anew from their pixels, so that nothing else that came in the file is kept."""

import io
import warnings
from typing import Any

from chalicelib.inspection.unfit import Unfit

FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG"}
MOST_PIXELS = 50_000_000  # what a telephone takes; three bytes each in memory, and twice while it is turned
_KEPT = {"1", "L", "RGB", "RGBA"}
_QUALITY = 90


def rewritten(content: bytes, content_type: str) -> bytes:
    """The same picture, upright, without metadata, in its own format. Raises `Unfit`."""
    from PIL import Image, ImageOps

    kind = FORMATS[content_type]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its size we judge ourselves
        try:
            with Image.open(io.BytesIO(content), formats=[kind]) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise Unfit("DOCUMENT_PICTURE_TOO_LARGE")
                picture.load()
                return _written(ImageOps.exif_transpose(picture), kind)
        except Image.DecompressionBombError:
            raise Unfit("DOCUMENT_PICTURE_TOO_LARGE") from None
        except (OSError, SyntaxError, ValueError, IndexError, TypeError, KeyError, MemoryError, EOFError):
            raise Unfit("DOCUMENT_UNREADABLE") from None


def _written(picture: Any, kind: str) -> bytes:
    alpha = "A" in picture.getbands() or "transparency" in picture.info
    if picture.mode not in _KEPT or alpha or kind == "JPEG":
        picture = picture.convert("RGBA" if alpha and kind == "PNG" else "L" if picture.mode == "L" else "RGB")
    picture.info = {}
    made = io.BytesIO()
    picture.save(made, kind, **({"quality": _QUALITY} if kind == "JPEG" else {}))
    return made.getvalue()
