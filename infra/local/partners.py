"""The partners in a process of their own, which leaves when the process that started it does, however that ended."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import Any

from chalicelib import clock
from infra.local.stack import Partners, Secrets


class PartnersFailed(Exception):
    """The partners' process ended before it answered; the message is the last it said."""


def in_process(port: int, folder: Path, travelling: bool = False) -> Partners:
    """Starts the simulators on a port, their log in a folder emptied of an earlier run's; `travelling`: at our time."""

    @contextmanager
    def start(api: str, secrets: Secrets) -> Iterator[str]:
        shutil.rmtree(folder, ignore_errors=True)  # of the run before; our port is ours by now
        folder.mkdir(parents=True)
        keys = folder / "partners.secrets.json"
        with (folder / "partners.log").open("w+") as log:
            descriptor = os.open(keys, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w") as file:
                json.dump(secrets, file)
            then = ("--at", clock.now().isoformat()) if travelling else ()
            process = _popen(port, then, {"SIM_API_URL": api, "SIM_SECRETS": str(keys)}, log)
            try:
                address = _address(process, log)
                keys.unlink()  # it has read them
                yield address
            finally:
                process.terminate()
                try:
                    process.wait(5)
                except subprocess.TimeoutExpired:
                    process.kill()

    return start


def _popen(port: int, more: Sequence[str], env: dict[str, str], log: Any) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", __spec__.name, "--port", str(port), *more],
        env={**os.environ, **env},
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=log,
        start_new_session=True,
    )


def _address(process: "subprocess.Popen[str]", log: Any) -> str:
    assert process.stdout
    for line in process.stdout:
        if line.startswith("simulators: "):
            return line.removeprefix("simulators: ").strip()
    log.seek(0)
    raise PartnersFailed((log.read().strip().splitlines() or ["no reason given"])[-1])


def _leave_with_parent() -> None:
    with suppress(OSError):
        sys.stdin.read()  # ends when the parent, and with it our standard input, is gone
    os._exit(0)


if __name__ == "__main__":
    from infra.simulators.__main__ import main

    Thread(target=_leave_with_parent, daemon=True).start()
    main()
