"""A clamd, simulated (模拟的病毒扫描): its INSTREAM wire over TCP. It knows one signature, the test file every scanner knows."""

import socketserver
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

MOST = 25 * 1024 * 1024  # StreamMaxLength of clamd.conf
# In two halves: whole, it would have scanners of the machine put this file away. https://www.eicar.org/download-anti-malware-testfile/
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class _Session(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        self.request.settimeout(10)
        if self._read(len(b"zINSTREAM\0")) != b"zINSTREAM\0":
            self.request.sendall(b"UNKNOWN COMMAND\0")
            return
        content = b""
        while size := struct.unpack("!L", self._read(4))[0]:
            content += self._read(size)
            if len(content) > MOST:
                self.request.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                return
        self.request.sendall(b"stream: Win.Test.EICAR_HDB-1 FOUND\0" if EICAR in content else b"stream: OK\0")

    def _read(self, size: int) -> bytes:
        parts: list[bytes] = []
        while size and (more := self.request.recv(min(size, 1 << 16))):
            parts.append(more)
            size -= len(more)
        if size:
            raise ConnectionError("the other side broke off")
        return b"".join(parts)


class _Daemon(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever breaks off is no concern of the others."""


@contextmanager
def running(port: int = 0) -> Iterator[str]:
    """Listens on that port (0: any free one) of this machine until the end of the block. Yields `host:port`."""
    with _Daemon(("127.0.0.1", port), _Session) as daemon:
        Thread(target=daemon.serve_forever, kwargs={"poll_interval": 0.05}, name="clamd", daemon=True).start()
        try:
            yield f"127.0.0.1:{daemon.server_address[1]}"
        finally:
            daemon.shutdown()
