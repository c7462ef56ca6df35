"""What a scanner says of a file: only one it calls clean is."""

import socket
import struct
from contextlib import nullcontext
from types import SimpleNamespace

import pytest

from chalicelib.inspection import clamd


@pytest.fixture
def asked(monkeypatch):
    def say(answer):
        ours, theirs = socket.socketpair()
        theirs.sendall(answer)
        theirs.shutdown(socket.SHUT_WR)
        monkeypatch.setattr(socket, "create_connection", lambda *_, **__: ours)
        with theirs:
            return clamd.found_in(b"a file", "scanner.example:3310")

    return say


def test_a_file_is_clean_where_the_scanner_says_so_and_else_what_it_has_found_is_told(asked):
    assert asked(b"stream: OK\0") is None
    assert asked(b"stream: Win.Test.EICAR_HDB-1 FOUND\0") == "Win.Test.EICAR_HDB-1"


@pytest.mark.parametrize(
    "answer", [b"INSTREAM size limit exceeded. ERROR\0", b"stream: Can't allocate memory ERROR\0", b"UNKNOWN COMMAND\0", b"\0", b"stream: OK"]
)  # fmt: skip
def test_what_it_could_not_scan_or_broke_off_over_is_not_called_clean(asked, answer):
    with pytest.raises(clamd.NotScanned):
        asked(answer)


@pytest.mark.parametrize("size", [1, clamd._CHUNK, clamd._CHUNK + 1, 2 * clamd._CHUNK, 3 * clamd._CHUNK - 1])
def test_a_file_is_scanned_to_its_last_byte(monkeypatch, size):
    content, sent = bytes(range(256)) * (size // 256 + 1), bytearray()
    wire = SimpleNamespace(sendall=sent.extend, recv=lambda most: b"stream: OK\0")
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: nullcontext(wire))
    assert clamd.found_in(content[:size], "scanner.example:3310") is None
    head, scanned, at = b"zINSTREAM\0", b"", len(b"zINSTREAM\0")
    assert sent.startswith(head)
    while length := struct.unpack_from("!L", sent, at)[0]:
        scanned, at = scanned + sent[at + 4 : at + 4 + length], at + 4 + length
    assert scanned == content[:size] and at + 4 == len(sent)
