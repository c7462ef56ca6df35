import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Ready:
    """What a handler has when it is ready: the names of its modules, and of our dataclasses that compile methods of their own."""

    modules: frozenset[str]
    dataclasses: frozenset[str]


READY = """
import app, sys
modules = {**sys.modules}
import json
ours = [one for module in modules.values() for one in vars(module).values() if isinstance(one, type) and one.__module__.startswith('chalicelib')]
made = {f'{one.__module__}.{one.__name__}' for one in ours if '__dataclass_params__' in vars(one) and one.__dataclass_params__.init}
print(json.dumps([[*modules], [*made]]))
"""


@pytest.fixture(scope="session")
def ready(in_lambda: Run) -> Callable[[str], Ready]:
    """What a handler has when it is ready."""
    return cache(lambda handler: Ready(*map(frozenset, json.loads(in_lambda(f"app.{handler}", READY)))))


@pytest.fixture(scope="session")
def loaded(ready: Callable[[str], Ready]) -> Loaded:
    """The modules a handler has loaded when it is ready."""
    return lambda handler: set(ready(handler).modules)


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
