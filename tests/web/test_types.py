"""The types the pages say they have, and those programmers are given, checked by the compiler where Node.js and npm have brought it."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from chalicelib.api import described, openapi
from chalicelib.api.routes import ROUTES
from chalicelib.pages import files
from infra.tools import types
from tests.statemachine.walking.node import INSTALLED

COMPILER = INSTALLED / "node_modules" / ".bin" / "tsc"
README = Path(__file__).parents[2] / "README.md"
SENT = re.compile(r"curl -s localhost:8000(/\S+) .*?-d '(.*?)'", re.DOTALL)
BODIES = {route.path: str(route.body).rpartition(".")[2] for route in ROUTES if route.body}

pytestmark = pytest.mark.skipif(
    not (shutil.which("node") and COMPILER.is_file()), reason="the compiler is not installed: make interpreter"
)


def compiled(*how: object) -> str:
    checked = subprocess.run([COMPILER, *how], capture_output=True, text=True, timeout=120)
    return "" if checked.returncode == 0 else checked.stdout[-4000:]


def test_every_module_of_the_pages_has_the_types_it_says() -> None:
    assert compiled("--project", files.WEB) == ""


def test_what_the_readme_sends_and_every_example_have_the_types_made_of_the_document(tmp_path: Path) -> None:
    sent = [(BODIES[path], body) for path, body in SENT.findall(README.read_text(encoding="utf-8"))]
    sent += [
        (name, json.dumps(one["example"])) for name in sorted({*BODIES.values()}) if (one := described.example(name))
    ]
    assert len(sent) >= 40
    (tmp_path / "anju.ts").write_text(types.typescript(openapi.document(ROUTES)), encoding="utf-8")
    tried = [f"export const of{at}: api.{name} = {body};" for at, (name, body) in enumerate(sent)]
    lacking = '// @ts-expect-error a code is lacking\nexport const lacking: api.Login = { "channel": "wechat" };'
    answer = 'export const id = (one: api.Operations["post_applications"]["answer"]): string => one.id;'
    lines = ['import type * as api from "./anju";', *tried, lacking, answer]
    (tmp_path / "tried.ts").write_text("\n".join(lines), encoding="utf-8")
    assert compiled("--strict", "--noEmit", "--target", "es2022", "--module", "esnext", "--moduleResolution", "bundler", tmp_path / "tried.ts") == ""  # fmt: skip
