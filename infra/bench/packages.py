"""The two packages compared: ours, and what `chalice package` alone makes of the same code."""

import compileall
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from py_compile import PycInvalidationMode

from infra.bench.process import FLOOR, FLOOR_MODULE
from infra.deploy import bundle
from infra.deploy import layer as layers


def ours(folder: Path) -> Path:
    """Our package, with the floor's handler beside it."""
    package = bundle.unpacked(folder / "ours")
    module = package / f"{FLOOR_MODULE}.py"
    module.write_text(FLOOR)
    compileall.compile_file(str(module), quiet=1, invalidation_mode=PycInvalidationMode.UNCHECKED_HASH)
    return package


def layer(folder: Path) -> Path:
    """What only the function that makes papers has besides."""
    return layers.unpacked("papers", folder / "layer")


def plain(folder: Path) -> Path:
    """The same functions as `chalice package` ships them: everything pip brings, and no bytecode."""
    project = folder / "project"
    shutil.copytree(bundle.FUNCTIONS, project, ignore=shutil.ignore_patterns("__pycache__", "deployments"))
    command = [
        sys.executable,
        "-c",
        "from chalice.cli import main; main()",
        "package",
        "--stage",
        "global",
        str(folder / "out"),
    ]
    environment = {**os.environ, "AWS_DEFAULT_REGION": "ap-southeast-1", "PYTHONPATH": ""}
    subprocess.run(command, cwd=project, env=environment, check=True, stdout=subprocess.DEVNULL)
    with zipfile.ZipFile(folder / "out/deployment.zip") as archive:
        archive.extractall(folder / "plain")
    return folder / "plain"
