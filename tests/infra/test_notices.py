from email.message import Message
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from infra.deploy import notices

SHIPPED = notices.shipped()


def test_the_notices_name_every_package_with_its_version_and_licence():
    assert notices.PAGE.read_text(encoding="utf-8") == notices.page(), "make render"


@pytest.mark.parametrize("package", SHIPPED)
def test_what_is_named_is_what_is_installed(package: str):
    assert metadata.version(package) == SHIPPED[package]


def test_whatever_a_shipped_package_needs_is_pinned_and_named_too():
    installed = SHIPPED.keys() - {"chalice"}  # only its runtime ships, which needs nothing
    required = [Requirement(line) for package in installed for line in metadata.requires(package) or ()]
    needed = {one.name for one in required if one.marker is None or one.marker.evaluate({"extra": ""})}
    assert set(map(canonicalize_name, needed)) <= SHIPPED.keys()


def test_a_licence_nobody_has_looked_at_stops_the_page(monkeypatch: pytest.MonkeyPatch):
    told = Message()
    told["License-Expression"] = "SSPL-1.0"
    monkeypatch.setattr(metadata, "metadata", lambda package: told)
    with pytest.raises(ValueError, match="pytest is under SSPL-1.0"):
        notices.licence("pytest")


def test_every_package_that_brings_a_licence_ships_with_its_text(unpacked: Path, layer: Path):
    carried = {path.name for path in (unpacked / "licences").iterdir() if any(path.iterdir())}
    assert any(layer.glob("python/typst-*.dist-info/licenses/LICENSE")) and any(
        layer.glob("python/asn1crypto-*.dist-info/LICENSE")
    )
    of_layers = {"asn1crypto", "pillow", "pypdf", "segno", "typst"}
    assert set(SHIPPED) - carried - of_layers == {
        "chinesecalendar",
        "standardwebhooks",
    }  # their distributions hold none
