"""Texts of an item in half the bytes (密存): every update of a case is billed by its whole item, and most of that is words that stand in every case.

A text is kept as bytes where those are fewer: the number of the words it was deflated against, then that. Hashes and moments in it are bytes before.
What the texts of a case say stays what it was, as JSON; earlier releases kept them as they are. Whoever compares compares what was read.
"""

import re
import zlib
from collections.abc import Mapping
from typing import Any

from chalicelib.records.usual import WORDS

NOW = 1  # of the words
_LEAST = 16  # bytes: what is shorter stays as it is, and may be compared by what it says
_DEFLATED = -13  # by zlib within eight kilobytes, words and all, without its head and foot: six bytes of a hundred
_LONG = re.compile(rb"[0-9a-f]{64}|[0-9a-f]{32}|[0-9a-f]{16}|20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
_SHORT = re.compile(rb"\x01.{8}|\x02.{16}|\x03.{32}|\x04.{7}", re.DOTALL)  # JSON text has none of these four


def stored(text: str) -> dict[str, Any]:
    """A text as one value of an item. It holds no control characters, as JSON does not."""
    plain = text.encode()
    if len(plain) < _LEAST:
        return {"S": text}
    making = zlib.compressobj(9, wbits=_DEFLATED, zdict=WORDS[NOW])
    dense = bytes([NOW]) + making.compress(_LONG.sub(_shortened, plain)) + making.flush()
    return {"B": dense} if len(dense) < len(plain) else {"S": text}


def text(stored: Mapping[str, Any]) -> str:
    """The text of such a value, of this release or an earlier one."""
    if "S" in stored:
        return str(stored["S"])
    dense = bytes(stored["B"])
    return _SHORT.sub(_lengthened, zlib.decompressobj(_DEFLATED, WORDS[dense[0]]).decompress(dense[1:])).decode()


def opened(item: Mapping[str, Any]) -> dict[str, Any]:
    """A whole item with its texts as they are."""
    return {name: _opened(stored) for name, stored in item.items()}


def _opened(stored: Mapping[str, Any]) -> dict[str, Any]:
    if "M" in stored:
        return {"M": opened(stored["M"])}
    return {"S": text(stored)} if "B" in stored else dict(stored)


def _shortened(long: re.Match[bytes]) -> bytes:
    if long[0].endswith(b"Z"):
        return b"\x04" + int(re.sub(rb"\D", b"", long[0][2:])).to_bytes(7)
    return bytes([len(long[0]).bit_length() - 4]) + bytes.fromhex(long[0].decode())


def _lengthened(short: re.Match[bytes]) -> bytes:
    kept = short[0]
    if kept[0] != 4:
        return kept[1:].hex().encode()
    said = b"%015d" % int.from_bytes(kept[1:])
    day, time = (said[:2], said[2:4], said[4:6]), (said[6:8], said[8:10], said[10:12], said[12:])
    return b"20%b-%b-%bT%b:%b:%b.%bZ" % (*day, *time)
