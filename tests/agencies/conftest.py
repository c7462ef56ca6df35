from collections.abc import Iterator

import pytest

from infra import simulators
from tests.given.province import asked, running


@pytest.fixture(scope="session")
def province() -> Iterator[simulators.Simulators]:
    with running() as world:
        yield world


@pytest.fixture
def world(province: simulators.Simulators, monkeypatch: pytest.MonkeyPatch) -> simulators.Simulators:
    return asked(province, monkeypatch)
