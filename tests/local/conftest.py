"""The local stack with its partners, once for all tests of this room."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from infra import simulators
from infra.local.stack import Platform, stack


@contextmanager
def partners(api: str, secrets: dict[str, Any]) -> Iterator[str]:
    with simulators.running(api_url=api, secrets=secrets, delay=0.02) as world:
        yield world.url


@pytest.fixture(scope="package")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    with stack(partners, logs=tmp_path_factory.mktemp("logs")) as platform:
        yield platform
