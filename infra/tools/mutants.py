"""Mutants (变异测试): break the code in one small way at a time, and list what no test notices.

What is broken where, and which tests have to notice, is `tool.mutants` in pyproject.toml, there alone. The breaks are mutmut's
own. Its runner does not fit this house: it names a module by its path, so that nothing under functions/ is ever switched
on, and leaves every decorated function alone, which is each property of a record. Cosmic-ray's breaks the files one is
working on, and starts pytest anew each time. So the running is here: a fork of a process that has everything slow
imported already, in which one module is compiled from its broken source. No file is touched.
"""

import argparse
import importlib
import multiprocessing
import os
import random
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.machinery import SourceFileLoader
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any, NamedTuple

import libcst as cst
import pytest
from libcst.metadata import ByteSpanPositionProvider, MetadataWrapper
from mutmut.mutation import mutators

ROOT = Path(__file__).parents[2]
# Texts and names are left alone: what a wrong one breaks, it breaks at once. So are None for a value and the like.
_LEFT_ALONE = {
    mutators.operator_string,
    mutators.operator_assignment,
    mutators.operator_lambda,
    mutators.operator_dict_arguments,
}
# What says nothing about behaviour: types, imports, and what an error says.
_SILENT = (cst.Annotation, cst.Import, cst.ImportFrom, cst.Raise, cst.Decorator)
_SLOW = (
    "botocore.session", "chalice.app", "cryptography.hazmat.primitives.ciphers.aead", "hypothesis", "moto",
    "moto.dynamodb.models", "moto.kms.models", "moto.s3.models", "moto.stepfunctions.models", "pydantic", "time_machine", "yaml",
)  # fmt: skip
_FORK = multiprocessing.get_context("fork")


class Room(NamedTuple):
    """Files that are broken, and the tests that have to notice."""

    files: tuple[Path, ...]
    tests: tuple[str, ...]


class Mutant(NamedTuple):
    """One break: the file, the line, the two lines that differ, the whole broken source, and the tests to run."""

    file: Path
    line: int
    was: str
    became: str
    source: bytes
    tests: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.file.relative_to(ROOT)}:{self.line}\n    - {self.was}\n    + {self.became}"


def rooms(config: Mapping[str, Any], root: Path = ROOT) -> dict[str, Room]:
    """The rooms of `tool.mutants.rooms`. Raises `FileNotFoundError` for a path that is not there, of code or of tests."""
    return {
        name: Room(
            tuple(chain.from_iterable(_python(root / path) for path in room["paths"])),
            tuple(str(_there(root / path)) for path in room["tests"]),
        )
        for name, room in config["rooms"].items()
    }


def mutants(file: Path, tests: Sequence[str] = ()) -> Iterator[Mutant]:
    """Every way to break a file, in the order of its lines."""
    sound = file.read_bytes()
    tree = MetadataWrapper(cst.parse_module(sound))
    spans = tree.resolve(ByteSpanPositionProvider)
    for node in _speaking(tree.module):
        for broken in _breaks(node):
            start, end = spans[node].start, spans[node].start + spans[node].length
            space = sound[start:end][: -len(sound[start:end].lstrip()) or None]
            source = sound[:start] + space + tree.module.code_for_node(broken).strip().encode() + sound[end:]
            lines = zip_longest(sound.decode().splitlines(), source.decode().splitlines(), fillvalue="")
            differing = ((number, was, became) for number, (was, became) in enumerate(lines, start=1) if was != became)
            if found := next(differing, None):
                number, was, became = found
                yield Mutant(file, number, was.strip(), became.strip(), source, tuple(tests))


def survives(mutant: Mutant | None, tests: Sequence[str], seconds: float) -> bool:
    """True when the tests pass in a process that has only this wrong with it; what takes longer was noticed."""
    process = _FORK.Process(target=_run, args=(mutant, tests))
    process.start()
    process.join(seconds)
    if process.exitcode is None:
        process.kill()
        process.join()
    return process.exitcode == 0


def main() -> None:
    """Prints the survivors found within the time. Exits 1 where the tests do not even pass with nothing broken."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mutants"]
    parser = argparse.ArgumentParser(description="list the mutants that no test notices")
    parser.add_argument("--minutes", type=float, default=config["minutes"])
    parser.add_argument("--seed", type=int, default=0, help="which mutants come first")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", default="", help="a room, or part of a path")
    asked = parser.parse_args()
    until = time.monotonic() + 60 * asked.minutes
    known = {name: room for name, room in rooms(config).items() if _files(asked.only, name, room)}
    queue = list(_sample(known, asked.only, asked.seed))
    for name in _SLOW:
        importlib.import_module(name)
    with ThreadPoolExecutor(asked.jobs) as pool:
        limit = 10 + 5 * max(pool.map(_unbroken, known, known.values()))

        def tried(mutant: Mutant) -> bool | None:
            return survives(mutant, mutant.tests, limit) if time.monotonic() < until else None

        alive = [_shown(mutant, lives) for mutant, lives in zip(queue, pool.map(tried, queue), strict=True)]
    count = len(alive) - alive.count(None)
    print(f"{alive.count(True)} of {count} mutants survived, of {len(queue)} there are (seed {asked.seed})")


def _shown(mutant: Mutant, lives: bool | None) -> bool | None:
    if lives:
        print(mutant, flush=True)
    return lives


def _sample(known: Mapping[str, Room], only: str, seed: int) -> Iterator[Mutant]:
    """The mutants of all rooms in turn, each room's shuffled, so that every beginning is a fair sample."""
    chance, queues = random.Random(seed), []
    for name, room in known.items():
        queue = [mutant for file in _files(only, name, room) for mutant in mutants(file, room.tests)]
        chance.shuffle(queue)
        queues.append(queue)
    return (mutant for turn in zip_longest(*queues) for mutant in turn if mutant)


def _files(only: str, name: str, room: Room) -> list[Path]:
    return [file for file in room.files if only in (name, "") or only in str(file)]


def _unbroken(name: str, room: Room) -> float:
    """How many seconds the tests of a room take when nothing is wrong."""
    began = time.monotonic()
    if not survives(None, room.tests, 600):
        sys.exit(f"the tests of {name} do not pass unbroken")
    return time.monotonic() - began


def _run(mutant: Mutant | None, tests: Sequence[str]) -> None:
    """In a process of its own: compiles the one module from its broken source, and runs the tests until one fails."""
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = tempfile.mkdtemp()
    if mutant:
        SourceFileLoader.get_code = _breaking(mutant)  # type: ignore[method-assign]
    os._exit(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *tests]))


def _breaking(mutant: Mutant) -> Any:
    sound = SourceFileLoader.get_code

    def get_code(self: SourceFileLoader, fullname: str) -> Any:
        path = self.get_filename(fullname)
        return compile(mutant.source, path, "exec") if Path(path) == mutant.file else sound(self, fullname)

    return get_code


def _speaking(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    yield node
    for child in node.children:
        if not isinstance(child, _SILENT):
            yield from _speaking(child)


def _breaks(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    for kind, operator in mutators.mutation_operators:
        if isinstance(node, kind) and operator not in _LEFT_ALONE:
            yield from operator(node)
    # Mutmut leaves no condition out.
    if isinstance(node, cst.BooleanOperation):
        yield from (node.left, node.right)
    if isinstance(node, cst.CompFor) and node.ifs:
        yield node.with_changes(ifs=())


def _python(path: Path) -> list[Path]:
    return sorted(_there(path).rglob("*.py")) if _there(path).is_dir() else [path]


def _there(path: Path) -> Path:
    if not path.exists():
        raise FileNotFoundError(path)
    return path


if __name__ == "__main__":
    main()
