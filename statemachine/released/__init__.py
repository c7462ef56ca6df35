"""Released roads (已发布的流程定义): executions keep the definition they were started with, so each is kept as it was released.

None is ever changed or taken away while a case may still wait in it: a wait lasts up to sixty days, and may be renewed.
`python -m statemachine.released` (`make release`) keeps the present one, from a clean tree, under the commit it stands at.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
_ENDING = ".asl.json"


def names() -> list[str]:
    """Every released definition, by its commit."""
    return sorted(file.name.removesuffix(_ENDING) for file in FOLDER.glob(f"*{_ENDING}"))


@cache
def released(name: str) -> dict[str, Any]:
    """One released definition, with ${Partition} and ${<Function>Arn} still to be filled in."""
    definition: dict[str, Any] = json.loads((FOLDER / f"{name}{_ENDING}").read_text(encoding="utf-8"))
    return definition


def keep(name: str, definition: str) -> Path:
    """Keeps a definition's text under a name. Raises `FileExistsError` where that is kept already."""
    path = FOLDER / f"{name}{_ENDING}"
    with path.open("x", encoding="utf-8") as file:
        file.write(definition)
    return path
