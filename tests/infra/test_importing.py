"""However deep an import begins, no call within it asks the kernel for memory that the last one gave back."""

import sys
from importlib import import_module
from pathlib import Path

import pytest

from chalicelib.importing import imported

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
def deep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A module that asks at 150 depths how many pages as many calls touch anew."""
    (tmp_path / "calls_at_every_depth.py").write_text(DEEP)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "calls_at_every_depth", raising=False)
    return "calls_at_every_depth"


def test_calls_within_an_import_touch_no_pages_anew(deep: str) -> None:
    assert imported(deep).MOST < CALLS / 2


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="other Pythons may keep their frames in another way")
def test_elsewhere_they_would(deep: str) -> None:
    assert import_module(deep).MOST >= CALLS
