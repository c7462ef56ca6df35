"""Every pointer in code, data and papers points at something: files, modules, names, decisions, sections, make's targets."""

import re
from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HOUSE = ROOT / "functions/chalicelib"
ROOTS = (ROOT, HOUSE, HOUSE / "policy/data")
FOLDERS = ("functions", "infra", "statemachine", "samples", "docs", "tests")
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
MADE = ("var", "build")  # what running and packaging leave behind
# Sections are its headings and, in a few, rows of a table.
FIELD = (ROOT / "docs/domain.md").read_text(encoding="utf-8")
SECTIONS = set(re.findall(r"^(?:#+|\| (?=\d+\.\d+ \|))\s*(\d+(?:\.\d+)*) ", FIELD, re.MULTILINE))
SEVERAL = re.compile(r"<\w+>|\{\w+\}")  # in a path: any file of that kind, such as chalicelib/steps/<name>.py

# Of code its comments and docstrings (`said`), and its other strings, which may look like them; a tokenizer takes twenty times as long.
SAID = re.compile(
    r"""(?P<said>\#[^\n]*|(?m:^)\ *r?(?s:"{3}(?:\\.|[^\\])*?"{3}))
    |(?s:("{3}|'{3})(?:\\.|[^\\])*?\2)|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""",
    re.VERBOSE,
)

FILE = re.compile(r"(?<![\w/.*<>{}:-])((?:\.\./)*(?:[\w.*<>{}-]+/)*[\w*<>{}-]+\.(?:py|yaml|md))\b")
FOLDER = re.compile(rf"`((?:[\w.-]+/)+|(?:{'|'.join(FOLDERS)})/[\w./-]+)`")
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)\)")
DECISION = re.compile(r"\bdecisions?[ /](\d+)")
SECTION = re.compile(r"\bdomain\.md (\d+(?:\.\d+)*)")
MODULE = re.compile(r"(?:`|-m )((?:chalicelib|infra|statemachine|tests|domain\.\w+)\.[\w.]*\w)")
NAME_IN = re.compile(r"`(\w+)` (?:in|of) `?([\w/]+\.py)")
TARGET = re.compile(r"(?:`|^ {4})make ([a-z]+(?:-[a-z]+)*)", re.MULTILINE)


def files() -> Iterator[Path]:
    yield from (path for path in ROOT.iterdir() if path.suffix in (".md", ".yaml", ".py") or path.name == "Makefile")
    for folder in FOLDERS:
        yield from (path for path in (ROOT / folder).rglob("*") if path.suffix in (".py", ".yaml", ".md"))


FILES = sorted(files())
BY_NAME: dict[str, set[Path]] = {}
for one in {*FILES, *(path for folder in FOLDERS for path in (ROOT / folder).rglob("*"))}:
    BY_NAME.setdefault(one.name, set()).add(one)


def prose(path: Path) -> str:
    """What a file says to its readers: of code the comments and docstrings, of data the comments, of papers everything."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        return text
    if path.suffix != ".py":
        return "\n".join(re.findall(r"#.*", text))
    said = [one["said"] for one in SAID.finditer(text) if one["said"]]
    return "\n".join(cleandoc(one.strip().strip('"')) for one in said)


def dangling(text: str, beside: Path) -> list[str]:
    """Every pointer of a text that points at nothing. `beside` is the folder the text is in."""
    return [
        *(name for name in FILE.findall(text) if not found(name, beside)),
        *(n for n in FOLDER.findall(text) if not (n.startswith(MADE) or found(n.rstrip("/"), beside))),
        *(name for name in LINK.findall(text) if not (beside / name).exists()),
        *(
            f"decision {n}"
            for n in DECISION.findall(text)
            if not list((ROOT / "docs/decisions").glob(f"{int(n):04}-*"))
        ),
        *(f"section {number}" for number in SECTION.findall(text) if number not in SECTIONS),
        *(name for name in MODULE.findall(text) if not importable(name)),
        *(f"{name} in {file}" for name, file in NAME_IN.findall(text) if not holds(file, beside, name)),
        *(f"make {name}" for name in TARGET.findall(text) if name not in TARGETS),
    ]


def found(name: str, beside: Path) -> list[Path]:
    """Where a path leads: from where it is written, from a root, or as the end of one file's path and no other's."""
    pattern = SEVERAL.sub("*", name)
    if "*" in pattern:
        return list(ROOT.glob(f"**/{pattern}"))
    here = [place / name for place in (beside, *ROOTS) if (place / name).exists()]
    ends = [path for path in BY_NAME.get(Path(name).name, ()) if str(path).endswith(f"/{name}")]
    return here or (ends if len(ends) == 1 else [])


def importable(name: str) -> bool:
    """Whether a dotted name is a module or package of ours, or a name within one."""
    parts = name.split(".")
    base = HOUSE.parent if parts[0] == "chalicelib" else HOUSE if parts[0] == "domain" else ROOT
    whole, within = base.joinpath(*parts), base.joinpath(*parts[:-1])
    if whole.is_dir() or whole.with_suffix(".py").exists():
        return True
    sources = [path for path in (within.with_suffix(".py"), within / "__init__.py") if path.exists()]
    return any(re.search(rf"\b{parts[-1]}\b", path.read_text(encoding="utf-8")) for path in sources)


def holds(file: str, beside: Path, name: str) -> bool:
    return any(re.search(rf"\b{name}\b", path.read_text(encoding="utf-8")) for path in found(file, beside))


def test_every_pointer_points_at_something():
    lost = {str(path.relative_to(ROOT)): dangling(prose(path), path.parent) for path in FILES}
    assert {path: names for path, names in lost.items() if names} == {}


def test_of_code_comments_and_docstrings_are_read_and_nothing_else(tmp_path: Path):
    code = 'a = "# no" + \'"""no"""\'  # yes\nb = """\n# no\n"""\ndef c():\n    """Yes, "yes".\n\n    yes"""\n'
    (tmp_path / "code.py").write_text(code)
    assert prose(tmp_path / "code.py") == '# yes\nYes, "yes".\n\nyes'


@pytest.mark.parametrize(
    "text",
    [
        "see domain/no_such.py", "See docs/decisions/0099 for why", "as in decision 99", "[why](decisions/0099-why.md)",
        "`SHARED` in api/public/form_schema.py", "`infra/no_such/`", "`domain.form.application.Nobody`", "python -m infra.nothing",
        "`make nothing`", "docs/domain.md 9.9", "docs/domain.md 42", "no_such.yaml", "chalicelib/no_such/<name>.py",
    ],
)  # fmt: skip
def test_a_pointer_at_nothing_is_found(text: str):
    assert dangling(text, ROOT / "docs") != []
