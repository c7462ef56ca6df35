"""Fixtures of every room. `platform` is the whole of AWS as the template makes it, empty, inside this process."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.given.platform import Platform, standing


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--soak", action="store_true", help="run the long matrices too (make soak)")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--soak"):
        for item in items:
            if item.get_closest_marker("soak"):
                item.add_marker(pytest.mark.skip(reason="make soak"))


@pytest.fixture(scope="session")
def plain_font(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A font of a hundred glyphs: what papers look like is tested elsewhere, and parsing the real one takes a second."""
    from fontTools import subset  # only rooms that draw papers pay for it
    from fontTools.ttLib import TTFont

    from chalicelib.documents import paper

    font = TTFont(paper.FONT)
    chosen = subset.Subsetter(subset.Options(notdef_outline=True, glyph_names=False))
    chosen.populate(text="".join(map(chr, range(32, 127))) + "〓第页共")
    chosen.subset(font)
    font.flavor = None
    path = tmp_path_factory.mktemp("fonts") / "plain.ttf"
    font.save(path)
    return path


@pytest.fixture(scope="module")
def _platform() -> Iterator[Platform]:
    with standing() as platform:
        yield platform


@pytest.fixture
def platform(_platform: Platform) -> Platform:
    """Tables, buckets, keys, secrets and a state machine on moto; the ANJU_ environment; no memory of earlier tests."""
    _platform.empty()
    return _platform
