"""Makes the layers (层): what one function alone needs of others, beside the zip they all share. A file of layers/ each."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from infra.deploy import bundle

REQUIREMENTS = Path(__file__).parent / "layers"
NAMES = tuple(sorted(file.stem for file in REQUIREMENTS.glob("*.txt")))
_INSIDE = "python"  # where Lambda's Python looks for a layer's packages
_JUNK = ("__pycache__", "*.pyi", "bin")


def zipped(name: str, file: Path) -> Path:
    """Writes the zip of one layer, the same bytes from the same pins."""
    with tempfile.TemporaryDirectory() as scratch:
        return bundle.zipped(unpacked(name, Path(scratch) / name), file)


def unpacked(name: str, folder: Path) -> Path:
    """Writes one layer as Lambda unpacks it to /opt: wheels for Lambda's Linux, with their licences."""
    _install(REQUIREMENTS / f"{name}.txt", folder / _INSIDE)
    for pattern in _JUNK:
        for path in folder.rglob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    return folder


def _install(requirements: Path, target: Path) -> None:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    subprocess.run(
        [
            sys.executable, "-m", "pip", "install", "--quiet", "--no-compile", "--no-deps", "--target", target, "--only-binary", ":all:",
            "--platform", "manylinux2014_x86_64", "--python-version", version, "--implementation", "cp", "--requirement", requirements,
        ],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
