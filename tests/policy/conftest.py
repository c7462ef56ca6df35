from pathlib import Path

import pytest

from infra.tools.policy import DATA, Inconsistent, book, checked


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
