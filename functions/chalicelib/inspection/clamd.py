"""The scanner (病毒扫描): clamd's INSTREAM over TCP, https://docs.clamav.net/manual/Usage/Scanning.html#clamd.

Signatures are clamd's own to keep; we know its wire alone. What it does not answer was not scanned, and is not kept.
"""

import socket
import struct

from chalicelib.errors import StepError

_CHUNK = 64 * 1024
_PATIENCE = 8.0  # seconds for each exchange of bytes
_LONGEST = 4096  # bytes of an answer


class NotScanned(StepError):
    """The scanner could not be reached, broke off, or did not say whether the file is clean."""


def found_in(content: bytes, scanner: str) -> str | None:
    """The name of what the scanner at `host:port` finds in a file; None where it says that it is clean. Raises `NotScanned`."""
    host, _, port = scanner.rpartition(":")
    try:
        with socket.create_connection((host, int(port)), timeout=_PATIENCE) as wire:
            wire.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), _CHUNK):
                chunk = content[start : start + _CHUNK]
                wire.sendall(struct.pack("!L", len(chunk)) + chunk)
            wire.sendall(struct.pack("!L", 0))
            said = _answer(wire)
    except OSError as error:
        raise NotScanned(type(error).__name__) from None
    if said == "stream: OK":
        return None
    name, _, verdict = said.removeprefix("stream: ").rpartition(" ")
    if verdict != "FOUND":
        raise NotScanned("neither clean nor found")
    return name


def _answer(wire: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0"):
        more = wire.recv(_LONGEST)
        if not more or len(said) > _LONGEST:
            raise NotScanned("broke off")
        said += more
    return said.rstrip(b"\0\n").decode("utf-8", "replace")
