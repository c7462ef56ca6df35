"""What each kind of paper costs whoever prints it: processor time of the first of a process and of the next ones, in the package with its layer.

`python -m infra.bench.papers` measures these alone, with what samples 1 and 3 have printed, in a minute or two.
"""

import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from chalicelib.papers import run
from infra.bench import invoke, packages, road, tables
from infra.bench.process import Function, start
from infra.local import certificates

_ROUNDS, _NEXT = 5, 20
_PRINT = """
import os, statistics
from chalicelib.documents import printing
with open(os.environ["BENCH_VALUES"]) as file:
    kind, values = json.load(file)
def once():
    began = time.process_time_ns()
    made = printing.printed(kind, values)
    return (time.process_time_ns() - began) / 1e6, len(made)
told["first"], told["size"] = once()
def another(turn):  # nothing of the paper before is left to be used again
    values["head"]["number"] = f"{turn:04}"
    return once()[0]
from chalicelib.documents.printing import Place
from chalicelib.papers import cms, making, signers
from chalicelib.papers.profiles import ECDSA
from chalicelib.trust.certificates import der
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
with open(os.environ["BENCH_SEAL"]) as file:
    certificates = tuple(der(one) for one in json.load(file))
key = ec.generate_private_key(ec.SECP256R1())  # KMS, without the way there
signers.Signer.sign = lambda signer, content: key.sign(content, ec.ECDSA(SHA256()))
signers.of = lambda centre: signers.Signer(signers.owner(certificates[0]), "", certificates, ECDSA)
cms.ready()
pdf = printing.printed(kind, values)
def seal():
    began = time.process_time_ns()
    making._sealed(pdf, "620100", Place(1, 300, 300))
    return (time.process_time_ns() - began) / 1e6
told["seal"] = seal()
told["seals"] = statistics.median(seal() for turn in range(int(os.environ["BENCH_NEXT"])))
told["next"] = statistics.median(another(turn) for turn in range(int(os.environ["BENCH_NEXT"])))
"""


def main() -> None:
    """Prints the table."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        with road.platform() as running, asked() as values:
            recording = road.recorded(running, 3)["papers"].save(folder, "papers")
            env = dict(running.env)
        function = Function(packages.ours(folder), "app.papers", env, packages.layer(folder))
        print(tables.papers(measured(function, values), invoke.measure(function, recording, warm=_NEXT)))


@contextmanager
def asked() -> Iterator[dict[str, Mapping[str, Any]]]:
    """The values of the first paper of every kind that is made until the end of the block."""
    seen: dict[str, Mapping[str, Any]] = {}
    make = run._made

    def made(event: Mapping[str, Any]) -> dict[str, str]:
        if "fill" not in event and not event.get("papers"):  # several in one question come one by one too
            length = {"length": "150,000"} if "over" in event else {}  # what papers adds itself
            seen.setdefault(event["kind"], {**event["values"], **length})
        return make(event)

    with patch.object(run, "_made", made):
        yield seen


def measured(function: Function, values: Mapping[str, Mapping[str, Any]]) -> dict[str, tuple[float, ...]]:
    """Milliseconds of processor time of the first and of the next, to print and to seal (the calmest of several processes), and bytes."""
    return {kind: _measured(function, kind, one) for kind, one in sorted(values.items())}


def _measured(function: Function, kind: str, values: Mapping[str, Any]) -> tuple[float, ...]:
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file, tempfile.NamedTemporaryFile("w") as seal:
        json.dump([kind, values], file)
        json.dump(certificates.of_a_bank("中心")[1], seal)
        file.flush()
        seal.flush()
        env = {"BENCH_VALUES": file.name, "BENCH_SEAL": seal.name, "BENCH_NEXT": str(_NEXT)}
        runs = [start(function, _PRINT, env) for _ in range(_ROUNDS)]
    return *(min(run[what] for run in runs) for what in ("first", "next", "seal", "seals")), runs[0]["size"]


if __name__ == "__main__":
    main()
