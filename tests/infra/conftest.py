import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from infra.deploy import bundle
from infra.deploy import layer as layers
from tests.given import settings

Run = Callable[[str, str], str]
Loaded = Callable[[str], set[str]]
ENV = {
    "PATH": "/usr/bin:/bin",
    "AWS_DEFAULT_REGION": "cn-northwest-1",
    "AWS_LAMBDA_FUNCTION_NAME": "anju",
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "PYTHONDONTWRITEBYTECODE": "1",
    **settings.TOLD,
}


@pytest.fixture(scope="session")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bundle.unpacked(tmp_path_factory.mktemp("lambda") / "task")


@pytest.fixture(scope="session")
def loaded(in_lambda: Run) -> Loaded:
    """The modules a handler has loaded when it is ready."""
    return cache(lambda handler: set(in_lambda(f"app.{handler}", "import app; print(*sys.modules)").split()))


@pytest.fixture(scope="session")
def layer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return layers.unpacked("papers", tmp_path_factory.mktemp("lambda") / "opt")


@pytest.fixture(scope="session")
def in_lambda(unpacked: Path, layer: Path) -> Run:
    """Runs code in a fresh process that has the package and nothing else, as the function of that handler; the one that makes papers
    has its layer too."""

    def run(handler: str, code: str) -> str:
        has = [str(unpacked), *([str(layer / "python")] if handler == "app.papers" else [])]
        made = subprocess.run(
            [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {has!r}\n{code}"],
            env={**ENV, "_HANDLER": handler},
            cwd="/",
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert made.returncode == 0, made.stderr[-2000:]
        return made.stdout

    return run
