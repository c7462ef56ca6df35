"""The runner of `make mutants`: what it breaks, that no file is touched, and that it says what no test noticed."""

import tomllib
from pathlib import Path

import pytest

from infra.tools import mutants

SOUND = '''
"""Who may borrow."""

def may(age: int = 18, saved: "list[int] | None" = None) -> bool:
    if age < 0 or age > 150:
        raise ValueError(f"{age + 1} is no age")
    return age >= 18 and any(True for sum in saved or () if sum > 5)
'''
NOTICES = """
from lending import may

def test_of_age():
    assert may(18, [6]) and not may(17, [6])
"""


@pytest.fixture
def lending(tmp_path: Path) -> Path:
    (tmp_path / "lending.py").write_text(SOUND)
    (tmp_path / "conftest.py").write_text(f"import sys\nsys.path.insert(0, {str(tmp_path)!r})\n")
    (tmp_path / "test_lending.py").write_text(NOTICES)
    return tmp_path / "lending.py"


def became(file: Path) -> list[str]:
    return [mutant.became for mutant in mutants.mutants(file)]


def test_every_path_of_the_configuration_is_there_and_a_lost_one_is_an_error():
    config = tomllib.loads((mutants.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mutants"]
    assert all(room.files and room.tests for room in mutants.rooms(config).values())
    for lost in ({"paths": ["functions/lost.py"], "tests": ["tests"]}, {"paths": ["infra"], "tests": ["tests/lost"]}):
        with pytest.raises(FileNotFoundError, match="lost"):
            mutants.rooms({"rooms": {"made_up": lost}})


def test_limits_are_moved_and_conditions_left_out_or_turned_round(lending: Path):
    broken = became(lending)
    for expected in (
        "if age <= 0 or age > 150:",
        "if age < 0 and age > 150:",
        "if age > 150:",
        "return age > 18 and any(True for sum in saved or () if sum > 5)",
        "return age >= 18 and any(True for sum in saved or ())",
        "return any(True for sum in saved or () if sum > 5)",
    ):
        assert expected in broken


def test_types_and_what_an_error_says_are_left_alone(lending: Path):
    assert not [line for line in became(lending) if "raise" in line or "list[None]" in line or '"""' in line]


def test_every_mutant_is_a_program_that_differs_in_one_place(lending: Path):
    sound = lending.read_text()
    for mutant in mutants.mutants(lending):
        compile(mutant.source, str(lending), "exec")
        assert mutant.source.decode() != sound
        assert sound.splitlines()[mutant.line - 1].strip() == mutant.was


def test_what_a_test_notices_dies_what_none_notices_lives_and_the_file_stays_as_it_is(lending: Path):
    sound, tests = lending.read_bytes(), [str(lending.parent)]
    assert mutants.survives(None, tests, 60)
    lives = {
        mutant.became: mutants.survives(mutant, tests, 60)
        for mutant in mutants.mutants(lending)
        if mutant.became
        in ("return age > 18 and any(True for sum in saved or () if sum > 5)", "if age < 0 or age >= 150:")
    }
    assert sorted(lives.values()) == [False, True] and lives["if age < 0 or age >= 150:"]
    assert lending.read_bytes() == sound


def test_what_never_ends_is_noticed(lending: Path):
    lending.with_name("test_lending.py").write_text("def test_for_ever():\n    while True: pass\n")
    assert not mutants.survives(None, [str(lending.parent)], 1)
