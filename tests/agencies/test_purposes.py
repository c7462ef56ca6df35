"""What an agency is asked for (用途) is written beside the call; policy knows every matter and material that stands there."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from chalicelib import agencies
from infra.tools.policy import COMPILED

HOUSE = Path(agencies.__file__).parent
ABOUT_NOBODY = "M0"  # a number in the hall
MATERIAL = re.compile(r"[A-D]\d\d")  # docs/domain.md 1.3


def asked() -> Iterator[tuple[str, str]]:
    """The place of every call of `about`, and the matter it names."""
    for path, tree in trees():
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            if isinstance(call.func, ast.Attribute) and call.func.attr == "about":
                matter = call.args[1]
                assert isinstance(matter, ast.Constant), f"{path}: write the matter down: {ast.unparse(call)}"
                yield f"{path.relative_to(HOUSE)}:{call.lineno}", matter.value


def trees() -> Iterator[tuple[Path, ast.Module]]:
    yield from ((path, ast.parse(path.read_text(encoding="utf-8"))) for path in sorted(HOUSE.rglob("*.py")))


def materials() -> set[str]:
    """Every material an agency names, in a call or in a table of its own."""
    texts = (node.value for _, tree in trees() for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {text for text in texts if MATERIAL.fullmatch(str(text))}


def known(family: str) -> set[str]:
    """The codes of a family that the province's policy has at any time."""
    base = json.loads(COMPILED.read_text(encoding="utf-8"))["base"]
    return {name.removeprefix(f"{family}.") for name in base if name.startswith(f"{family}.")}


@pytest.mark.parametrize(("place", "matter"), list(asked()))
def test_every_call_of_an_agency_is_for_a_matter_the_policy_knows(place, matter):
    assert matter in {*known("matters"), ABOUT_NOBODY}


@pytest.mark.parametrize("material", sorted(materials()))
def test_what_an_answer_replaces_is_a_material_the_policy_knows(material):
    assert material in known("materials")
