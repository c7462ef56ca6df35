"""The types the pages say they have, checked by the compiler where Node.js and npm have brought it."""

import shutil
import subprocess

import pytest

from chalicelib.pages import files
from tests.statemachine.walking.node import INSTALLED

COMPILER = INSTALLED / "node_modules" / ".bin" / "tsc"


@pytest.mark.skipif(
    not (shutil.which("node") and COMPILER.is_file()), reason="the compiler is not installed: make interpreter"
)
def test_every_module_of_the_pages_has_the_types_it_says() -> None:
    checked = subprocess.run([COMPILER, "--project", files.WEB], capture_output=True, text=True, timeout=120)
    assert checked.returncode == 0, checked.stdout[-4000:]
