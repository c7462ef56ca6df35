"""Writes THIRD-PARTY-NOTICES.md: which packages of others ship and which build them, and under which licence each is.

Names and versions are the pinned ones, licences what the installed packages say of themselves. The texts of the licences
go into the package with what they are of (infra/deploy/bundle.py).
"""

import json
import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "THIRD-PARTY-NOTICES.md"
TEXT = re.compile(r"(LICEN[CS]E|COPYING|NOTICE)\b.*", re.IGNORECASE)  # the files whose text has to go with a package

# Every licence somebody has looked at, by what packages call it. One that is not here stops the script.
_CALLED = {
    "All contributions towards LibCST are MIT licensed.": "MIT AND PSF-2.0 AND Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",  # pytest-instafail, whose text says which
    "BSD 3-Clause": "BSD-3-Clause",
    "BSD License, Apache Software License": "BSD-3-Clause OR Apache-2.0",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.0-or-later",
    "MIT License": "MIT",
    "PSFL": "PSF-2.0",
}
_LOOKED_AT = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "LGPL-2.0-or-later", "LGPL-3.0-only", "MIT", "MIT-0",
    "MIT-CMU", "MPL-2.0", "PSF-2.0", "Zlib",
}  # fmt: skip
# What only the text of their licence says; the former carries axe-core, which is under the latter.
_READ = {"segno": "BSD-3-Clause", "axe-playwright-python": "MIT AND MPL-2.0"}
_VAGUE = {"", "LGPL", "Dual License"}  # what its classifiers say better

_HEAD = """\
# Third-party notices

Anju is licensed under Apache-2.0 ([LICENSE](LICENSE)). What it uses of others is licensed as below. `make render` writes this
page from what the installed packages say of themselves.
"""
_FONT = """\
## The font of the documents

`functions/chalicelib/documents/fonts/NotoSerifSC-subset.ttf` is a subset of Noto Serif SC under OFL-1.1; its notices and the
licence lie beside it in `functions/chalicelib/documents/fonts/OFL.txt` and ship with it.
"""
_VENDOR = ROOT / "web" / "vendor"
_BROWSER = """\
## In the pages

Modules of npm packages that lie in `web/vendor`, each as it was published but for what `vendor.json` says was replaced; their
licences lie beside them and ship with them.
"""
_SHIPS = ("functions/requirements.txt", "infra/deploy/layers/inspection.txt", "infra/deploy/layers/papers.txt")


def pinned(requirements: Path) -> Iterator[tuple[str, str]]:
    """Name and version of everything a requirements file pins."""
    for line in requirements.read_text(encoding="utf-8").splitlines():
        if found := re.match(r"([\w-]+)(?:\[.*\])?==(\S+)", line):
            yield found[1], found[2]


def shipped() -> dict[str, str]:
    """Name and version of everything that ships, in the package or in a layer."""
    return dict(sorted(one for path in _SHIPS for one in pinned(ROOT / path)))


def licence(package: str) -> str:
    """The licence of an installed package as an SPDX expression. Raises `ValueError` for one nobody has looked at."""
    told = metadata.metadata(package)
    stated = next(iter(told.get_all("License-Expression") or told.get_all("License") or ()), "")
    stated = stated.partition("\n")[0]  # some state the whole text
    if stated in _VAGUE:
        classifiers = [c.rpartition(" :: ")[2] for c in told.get_all("Classifier") or () if c.startswith("License ::")]
        stated = ", ".join(classifiers)
    named = _READ.get(package) or _CALLED.get(stated, stated)
    if not set(re.split(r" (?:AND|OR) ", named)) <= _LOOKED_AT:
        raise ValueError(
            f"{package} is under {named or 'an unknown licence'}: look at it, then add it to infra/deploy/notices.py"
        )
    return named


def page() -> str:
    """The page as it should be."""
    ships = list(shipped().items())
    builds = sorted(pinned(ROOT / "requirements.txt"))
    return "\n".join(
        [
            _HEAD,
            "## In the Lambda package and its layers\n",
            "The texts of these licences are in there, in the folder licences or beside what they are of.\n",
            *_table(ships),
            _BROWSER,
            *_vendored(),
            _FONT,
            "## To develop and test, not shipped\n",
            *_table(builds),
        ]
    )


def _vendored() -> list[str]:
    """Every module of others that browsers are sent. Raises `ValueError` for a licence nobody has looked at."""
    kept = json.loads((_VENDOR / "vendor.json").read_text(encoding="utf-8"))
    if odd := {one["licence"] for one in kept} - _LOOKED_AT:
        raise ValueError(f"{odd}: look at it, then add it to infra/deploy/notices.py")
    rows = [
        f"| {one['file']} | {one['package']} {one['version']} | {one['licence']} | {one['sha256']} |" for one in kept
    ]
    return ["| file | package | licence | SHA-256 as published |", "|---|---|---|---|", *rows, ""]


def _table(packages: list[tuple[str, str]]) -> list[str]:
    rows = [f"| {name} | {version} | {licence(name)} |" for name, version in packages]
    return ["| package | version | licence |", "|---|---|---|", *rows, ""]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
