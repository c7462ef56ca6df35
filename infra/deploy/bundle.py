"""Makes the zip all functions share: only what runs, with its bytecode, the same bytes from the same sources.

Lambda's folder is read-only: without bytecode in the zip every module is compiled again on every cold start, which more
than doubles it (docs/performance.md). Bytecode is unchecked-hash, because a zip does not keep the times others check.
"""

import gzip
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from infra.deploy import notices

ROOT = Path(__file__).parents[2]
FUNCTIONS = ROOT / "functions"
BUILD = ROOT / "build"
# AWS services the code makes clients of; the models of all others stay at home (a test holds the list).
SERVICES = {"cloudwatch", "dynamodb", "kms", "lambda", "s3", "secretsmanager", "stepfunctions", "xray"}
_JUNK = ("__pycache__", "*.dist-info", "*.pyi", "*.c", "*.h", "tests", "examples-1.json*")
_LAMBDA = "/var/task"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def unpacked(target: Path) -> Path:
    """Writes the package as Lambda unpacks it to a folder that must not exist yet."""
    shutil.copytree(_dependencies(), target)
    shutil.copy(FUNCTIONS / "app.py", target)
    shutil.copytree(FUNCTIONS / "chalicelib", target / "chalicelib", ignore=shutil.ignore_patterns(*_JUNK))
    shutil.copytree(ROOT / "web", target / "web")
    shutil.copytree(ROOT / "docs" / "runbooks", target / "runbooks")
    _compile(target, target / "app.py", target / "chalicelib")
    return target


def zipped(folder: Path, file: Path) -> Path:
    """Zips a folder; order and times are fixed, so equal folders make equal zips."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(str(path.relative_to(folder)), _EPOCH)
            entry.external_attr = (0o755 if path.suffix == ".so" else 0o644) << 16
            archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return file


def _dependencies() -> Path:
    """The pruned and compiled dependencies, made once for each requirements.txt, interpreter and version of this file."""
    made_from = f"{sys.version}{(FUNCTIONS / 'requirements.txt').read_text()}{Path(__file__).read_text()}"
    kept = BUILD / f"dependencies-{hashlib.sha256(made_from.encode()).hexdigest()[:16]}"
    if not kept.exists():
        BUILD.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=BUILD) as scratch:
            fresh = Path(scratch) / "dependencies"
            _install(fresh)
            _keep_licences(fresh)
            _prune(fresh)
            _compile(fresh, fresh)
            if not kept.exists():  # another process may have been faster
                fresh.rename(kept)
    return kept


def _install(target: Path) -> None:
    """Wheels for Lambda's Linux, whatever machine this is; of chalice only its runtime, as chalice itself packages it."""
    required = (FUNCTIONS / "requirements.txt").read_text().splitlines()
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    subprocess.run(
        [
            sys.executable, "-m", "pip", "install", "--quiet", "--no-compile", "--target", target,
            "--only-binary", ":all:", "--platform", "manylinux2014_x86_64", "--python-version", version,
            "--implementation", "cp", *(line for line in required if line[:1].isalpha() and not line.startswith("chalice=")),
        ],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    spec = find_spec("chalice")
    assert spec and spec.origin, "chalice is in functions/requirements.txt"
    (target / "chalice").mkdir()
    for name in ("__init__.py", "app.py"):
        shutil.copy(Path(spec.origin).with_name(name), target / "chalice")


def _keep_licences(folder: Path) -> None:
    """The licence of everything that ships goes with it; the rest of what an installer knows of it does not."""
    chalice = [Path(str(file.locate())) for file in metadata.files("chalice") or ()]
    for path in [*chalice, *folder.glob("*.dist-info/**/*")]:
        info = next((parent.name for parent in path.parents if parent.suffix == ".dist-info"), None)
        if info and notices.TEXT.fullmatch(path.name):
            kept = folder / "licences" / info.partition("-")[0].replace("_", "-")
            kept.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, kept)


def _prune(folder: Path) -> None:
    """Drops what never runs: tests, stubs, metadata, and the data of AWS services nobody calls."""
    for pattern in _JUNK:
        for path in list(folder.rglob(pattern)):
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    for scripts in ("bin", "share"):
        shutil.rmtree(folder / scripts, ignore_errors=True)
    shutil.rmtree(folder / "boto3/data")  # only `boto3.resource` reads it
    data = folder / "botocore/data"
    for service in data.iterdir():
        if service.is_dir() and service.name not in SERVICES:
            shutil.rmtree(service)
    prefixes = set()
    for packed in list(data.rglob("*.json.gz")):  # read on every cold start: unpacked, and without the manual
        model = _without_manual(json.loads(gzip.decompress(packed.read_bytes())))
        prefixes.add(model.get("metadata", {}).get("endpointPrefix"))
        packed.with_suffix("").write_text(json.dumps(model))
        packed.unlink()
    endpoints = json.loads((data / "endpoints.json").read_text())
    for partition in endpoints["partitions"]:
        partition["services"] = {name: where for name, where in partition["services"].items() if name in prefixes}
    (data / "endpoints.json").write_text(json.dumps(endpoints))


def _without_manual(model: Any) -> Any:
    """The model with its texts emptied; botocore expects some of them to be there."""
    if isinstance(model, dict):
        return {
            name: "" if name == "documentation" and isinstance(value, str) else _without_manual(value)
            for name, value in model.items()
        }
    return [_without_manual(value) for value in model] if isinstance(model, list) else model


def _compile(folder: Path, *what: Path) -> None:
    """Bytecode that is never checked against its source and names files as Lambda will see them."""
    subprocess.run(
        [
            sys.executable, "-m", "compileall", "-q", "-f", "--invalidation-mode", "unchecked-hash",
            "-s", folder, "-p", _LAMBDA, *what,
        ],
        check=True, stdout=subprocess.DEVNULL, env={**os.environ, "PYTHONHASHSEED": "0"},
    )  # fmt: skip
