"""Log groups (日志组): what a function prints goes to the file of that function, as CloudWatch would keep it."""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TextIO

from infra.local.metering import read_off
from infra.local.roles import running


class Groups(io.TextIOBase):
    """Stands where stdout is. What no function prints goes on to where it would have gone."""

    def __init__(self, folder: Path, screen: TextIO) -> None:
        self.folder, self.screen, self._lock = folder, screen, Lock()
        folder.mkdir(parents=True, exist_ok=True)

    def write(self, text: str) -> int:
        """Writes to the group of the function at work, or to the screen."""
        function = running()
        if function is None:
            return self.screen.write(text)
        read_off(text)
        with self._lock, (self.folder / f"{function}.log").open("a", encoding="utf-8") as group:
            return group.write(text)

    def flush(self) -> None:
        """Groups are written through; only the screen may hold something back."""
        self.screen.flush()

    def isatty(self) -> bool:
        """Whether somebody is looking at the screen."""
        return self.screen.isatty()

    def fileno(self) -> int:
        """The screen's."""
        return self.screen.fileno()


@contextmanager
def grouped(folder: Path) -> Iterator[None]:
    """Splits stdout into log groups until the end of the block."""
    screen = sys.stdout
    sys.stdout = Groups(folder, screen)
    try:
        yield
    finally:
        sys.stdout = screen
