"""Every word of every Choice is said by the functions themselves, in a real execution: which test sees to it is marked there."""

import importlib
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from chalicelib.records import tasks
from tests.workflow.words import said

UNSAID = {json.loads(then)["next"] for then in tasks.TODAY}
"""Words of earlier releases: what they meant is told as an error today."""
MODULES = [importlib.import_module(f"tests.workflow.{path.stem}") for path in Path(__file__).parent.glob("test_*.py")]


def promised(module: ModuleType) -> Iterator[str]:
    """The words that the marks `walks` of a module's tests, or of a row of their parameters, say they walk."""
    for test in vars(module).values():
        for mark in getattr(test, "pytestmark", ()):
            yield from _words(mark)
            if mark.name == "parametrize":
                for row in mark.args[1]:
                    for mine in getattr(row, "marks", ()):
                        yield from _words(getattr(mine, "mark", mine))


def _words(mark: Any) -> tuple[str, ...]:
    return tuple(mark.args) if mark.name == "walks" else ()


@pytest.mark.parametrize("word", [word for word in said() if word.partition("-")[2] not in UNSAID])
def test_a_word_is_walked_by_a_real_execution(word):
    """Red for a new word: mark a test that has it said with `@pytest.mark.walks`; it is held to it."""
    assert word in {word for module in MODULES for word in promised(module)}


def test_no_test_promises_a_word_the_road_does_not_have():
    assert {word for module in MODULES for word in promised(module)} <= set(said())
