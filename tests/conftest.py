"""Fixtures of every room. `platform` is the whole of AWS as the template makes it, empty, inside this process."""

from collections.abc import Iterator

import pytest

from tests.given.platform import Platform, standing


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--soak", action="store_true", help="run the long matrices too (make soak)")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--soak"):
        for item in items:
            if item.get_closest_marker("soak"):
                item.add_marker(pytest.mark.skip(reason="make soak"))


@pytest.fixture(scope="module")
def _platform() -> Iterator[Platform]:
    with standing() as platform:
        yield platform


@pytest.fixture
def platform(_platform: Platform) -> Platform:
    """Tables, buckets, keys, secrets and a state machine on moto; the ANJU_ environment; no memory of earlier tests."""
    _platform.empty()
    return _platform
