"""Makes the policy (政策) a function reads from its YAML, and looks after it: docs/policy.md.

`book` compiles a proposal; `enact` writes what is shipped; `python -m infra.tools.policy` shows what holds.
"""

import re
from pathlib import Path

from chalicelib import clock
from chalicelib.policy import Book
from infra.tools.policy import compiling, outweighed, register
from infra.tools.policy.checking import problems
from infra.tools.policy.reading import Data, read

__all__ = ["COMPILED", "DATA", "ENACTED", "Book", "Inconsistent", "book", "checked", "enact"]

_POLICY = Path(__file__).parents[3] / "functions" / "chalicelib" / "policy"
DATA = _POLICY / "data"
ENACTED = DATA / "enacted.json"
COMPILED = _POLICY / "compiled.json"
_STAFF = re.compile(r"[A-Z][0-9]{3,5}")  # 工号


class Inconsistent(ValueError):
    """A policy cannot be compiled; the message has one line per problem."""


def checked(*folders: Path) -> Data:
    """Reads the first folder with the others over it. Raises `Inconsistent` naming every problem."""
    data = read(*folders)
    return _sound(data, problems(data))


def book(folder: Path) -> Book:
    """A proposal, merged over the shipped data file by file, as it would hold if it were enacted. Raises `Inconsistent`.

    What has been in force binds it no more than anybody who asks what would have been.
    """
    return Book(compiling.compiled(checked(DATA, folder)))


def enact(
    data: Path = DATA,
    enacted: Path = ENACTED,
    target: Path = COMPILED,
    reason: str = "",
    by: str = "",
    *,
    late: bool = False,
) -> None:
    """Checks, registers what is new and compiles. Raises `Inconsistent`, also where it would change what was in force and
    no `reason` and nobody it is corrected `by` is given. `late`: they let law in that was learnt of today, and change nothing that was."""
    if (reason or by or late) and not (reason and _STAFF.fullmatch(by)):
        raise Inconsistent("a reason, and BY= the number of the member of staff who answers for it, such as S001")
    today = clock.today()
    found, records = read(data), register.read(enacted)
    correcting = reason and not late
    backdated = list(
        register.moved(found, records) if correcting else register.problems(found, records, today, late=late)
    )
    hidden = [] if correcting else list(outweighed.problems(found, records, today))
    _sound(found, [*problems(found), *backdated, *hidden])
    enacted.write_text(register.text(register.renewed(found, records, today, reason, by)), encoding="utf-8")
    target.write_text(compiling.text(found), encoding="utf-8")


def _sound(data: Data, wrong: list[str]) -> Data:
    if wrong:
        raise Inconsistent("\n".join(wrong))
    return data
