"""However deep an import begins, no call within it asks the kernel for memory that the last one gave back."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

CALLS = 500
DEEP = f"""
from resource import RUSAGE_THREAD, getrusage

def called():
    pass

def most(depth):
    before = getrusage(RUSAGE_THREAD).ru_minflt
    for _ in range({CALLS}):
        called()
    here = getrusage(RUSAGE_THREAD).ru_minflt - before
    return max(here, most(depth - 1)) if depth else here

MOST = most(150)
"""


@pytest.fixture
def most(tmp_path: Path) -> Callable[[str], int]:
    """How many pages as many calls touch anew at one of 150 depths, in a module that a fresh process imports by that name."""
    (tmp_path / "calls_at_every_depth.py").write_text(DEEP)

    def asked(imports: str) -> int:
        script = f"import sys; sys.path[:0] = ['functions', {str(tmp_path)!r}]; {imports}('calls_at_every_depth'); print(sys.modules['calls_at_every_depth'].MOST)"
        return int(subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout)

    return asked


def test_calls_within_an_import_touch_no_pages_anew(most: Callable[[str], int]) -> None:
    assert most("from chalicelib.importing import imported; imported") < CALLS / 2


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="other Pythons may keep their frames in another way")
def test_elsewhere_they_would(most: Callable[[str], int]) -> None:
    assert most("from importlib import import_module; import_module") >= CALLS
