import json
import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import time_machine

from infra.tools.policy import DATA, Inconsistent, book, checked, enact


@pytest.fixture
def propose(tmp_path):
    """Writes a proposal folder: file name -> YAML text."""

    def write(**files: str) -> Path:
        for name, text in files.items():
            file = tmp_path / f"{name.replace('__', '/')}.yaml"
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture
def proposed(propose):
    """The book of a proposal."""
    return lambda **files: book(propose(**files))


@pytest.fixture
def refused(propose):
    """Every problem of a proposal that has some."""

    def lines(**files: str) -> list[str]:
        with pytest.raises(Inconsistent) as problems:
            checked(DATA, propose(**files))
        return str(problems.value).splitlines()

    return lines


def entry(value: str, day: str = "2027-01-01", until: str = "") -> str:
    """One dated entry of YAML."""
    end = f"until: {until}, " if until else ""
    return f"{{from: {day}, {end}value: {value}, source: ASSUMED, note: made up, verified: false}}"


def figure(name: str, *entries: str) -> str:
    """A figure, or a member of a family (caps.CAP_X), with its entries, as YAML."""
    family, _, member = name.partition(".")
    dated = f"[{', '.join(entries)}]"
    return f"{family}:\n  {member}: {dated}\n" if member else f"{name}: {dated}\n"


class House:
    """A copy of the shipped policy with its own register, enacted on a day."""

    def __init__(self, folder):
        self.data = folder / "data"
        shutil.copytree(DATA, self.data, ignore=shutil.ignore_patterns("enacted.json"))
        self.enacted, self.compiled = folder / "enacted.json", folder / "compiled.json"
        for path, text in zip((self.enacted, self.compiled), _first_registered(), strict=True):
            path.write_text(text, encoding="utf-8")

    def enact(self, on, reason=""):
        with time_machine.travel(f"{on}T04:00:00Z", tick=False):
            enact(self.data, self.enacted, self.compiled, reason, "S001" if reason else "")

    def overlay(self, text):
        (self.data / "overlays" / "620200.yaml").write_text(text, encoding="utf-8")

    def edit(self, file, old, new):
        path = self.data / "base" / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def refused(self, on):
        before = self.enacted.read_text(), self.compiled.read_text()
        with pytest.raises(Inconsistent) as problems:
            self.enact(on)
        assert (self.enacted.read_text(), self.compiled.read_text()) == before
        return str(problems.value).splitlines()

    def record(self, scope, name, begins):
        found = json.loads(self.enacted.read_text(encoding="utf-8"))
        return next((r for r in found if (r["scope"], r["name"], r["from"]) == (scope, name, begins)), None)


@cache
def _first_registered():
    """The register and the policy of the day on which all of it was registered for the first time."""
    with TemporaryDirectory() as folder, time_machine.travel("2026-11-23T04:00:00Z", tick=False):
        enacted, compiled = Path(folder) / "enacted.json", Path(folder) / "compiled.json"
        enact(DATA, enacted, compiled, "first registration", "S001")
        return enacted.read_text(encoding="utf-8"), compiled.read_text(encoding="utf-8")


@pytest.fixture
def house(tmp_path):
    return House(tmp_path)
