import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from chalicelib import settings
from chalicelib.domain.checks.declared import asked_by
from chalicelib.settings.needed import NEEDED
from infra.deploy import environment, permissions
from tests.given import template
from tests.given.modules import imports
from tests.given.settings import TOLD

FUNCTIONS = Path(__file__).parent.parent / "functions"
MODULES = {
    ".".join(path.relative_to(FUNCTIONS).with_suffix("").parts).removesuffix(".__init__"): path
    for path in FUNCTIONS.rglob("*.py")
}
BESIDE_THE_STEPS = {
    "app": "chalicelib.api", "sweep": "chalicelib.sweep.run", "inspection": "chalicelib.inspection.run", "papers": "chalicelib.papers.run",
    "pages": "chalicelib.pages.run",
}  # fmt: skip
MALFORMED = {
    "STAGE": "production",
    "TABLE_CASES": "no",
    "BUCKET_ARCHIVE": "Anju_Archive",
    "KEY_INDEX": "alias/index",
    "SECRET_BANKS": '{"B01": "whsec_x"}',
    "STATE_MACHINE": "anju-road",
    "EXCHANGE_URL": "https://exchange.example/",
    "PUBLIC_URL": "https://anju.example/api/",
    "UPLOAD_ORIGIN": "https://store.example; script-src *",
    "LOGIN_PAGE": "javascript:alert(1)",
    "TRACE_EMITTER": "",
    "FUNCTION_PAPERS": "anju-papers",
    "SEAL_PROFILE": "SM2",
}


def start(handler: str, told: dict[str, str]) -> subprocess.CompletedProcess[str]:
    aws = {"AWS_DEFAULT_REGION": "cn-northwest-1", "PATH": os.environ["PATH"]}
    return subprocess.run(
        [sys.executable, "-c", "import app"],
        cwd=FUNCTIONS,
        env={**aws, **told, "_HANDLER": f"app.{handler}"},
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("function", NEEDED)
def test_a_function_told_what_it_needs_may_start(function, monkeypatch):
    needed = NEEDED[function].split()
    monkeypatch.setattr(settings, "told", {f"ANJU_{name}": TOLD[f"ANJU_{name}"] for name in needed})
    settings.check(function)


def test_a_function_that_lacks_settings_does_not_start_and_names_all_of_them():
    left = {name: value for name, value in TOLD.items() if not re.search("TABLE_CASES|KEY_CASES|TABLE_TASKS", name)}
    started = start("assess", {**left, "ANJU_TRACE_EMITTER": "loud"})
    assert started.returncode != 0
    assert started.stderr.splitlines()[-1].endswith(
        "Misconfigured: assess: missing ['ANJU_KEY_CASES', 'ANJU_TABLE_CASES'], malformed ['ANJU_TRACE_EMITTER']"
    )


@pytest.mark.parametrize("handler", ["app", "assess"])
def test_a_function_that_lacks_nothing_starts(handler):
    assert start(handler, TOLD).stderr == ""


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_setting_is_named_and_its_value_is_not(name, monkeypatch):
    monkeypatch.setattr(settings, "told", {**TOLD, f"ANJU_{name}": MALFORMED[name]})
    told = next(function for function, needed in NEEDED.items() if name in needed.split())
    with pytest.raises(settings.Misconfigured, match=f"ANJU_{name}") as refused:
        settings.check(told)
    assert str(refused.value).count("ANJU_") == 1
    assert not MALFORMED[name] or MALFORMED[name] not in str(refused.value)


def test_a_function_nobody_declared_does_not_start():
    with pytest.raises(KeyError):
        settings.check("unheard_of")


def test_the_environment_is_read_when_the_process_starts_and_never_again(monkeypatch):
    monkeypatch.setattr(settings, "told", {"ANJU_STAGE": "china"})
    monkeypatch.setenv("ANJU_STAGE", "global")
    assert settings.setting("STAGE") == "china"


def test_nothing_that_ships_reads_the_environment_but_the_settings_and_the_composition_root():
    readers = {
        path.relative_to(FUNCTIONS).as_posix() for path in FUNCTIONS.rglob("*.py") if "environ" in path.read_text()
    }
    assert readers == {"app.py", "chalicelib/settings/__init__.py"}


@pytest.mark.parametrize("function", NEEDED)
def test_a_function_needs_exactly_what_the_modules_it_reaches_ask_for(function):
    reached: set[str] = set()
    for module in started(function):
        reach(module, reached)
    asked = {name for module in reached for name in asked_in(module)}
    assert set(NEEDED[function].split()) == asked


def started(function: str) -> list[str]:
    """The modules a function is told to begin with: a check without a step of its own, whom its declarations name."""
    own = BESIDE_THE_STEPS.get(function, f"chalicelib.steps.{function}")
    if own in MODULES:
        return [own]
    return ["chalicelib.steps.checking", *(f"chalicelib.agencies.{check.agency}" for check in asked_by(function))]


def reach(module: str, found: set[str]) -> set[str]:
    """A module with all it imports, those inside functions too."""
    if module in MODULES and module not in found:
        found.add(module)
        for name in imports(MODULES[module]):
            reach(name, found)
            reach(name.rpartition(".")[0], found)
    return found


def asked_in(module: str) -> set[str]:
    text = MODULES[module].read_text()
    of_partners = re.findall(r"\bsecrets\.(exchange|banks|seals)\(", text)  # one module reads all
    return {*re.findall(r"\bsetting\(['\"]([A-Z_]+)['\"]\)", text), *(f"SECRET_{name.upper()}" for name in of_partners)}


def test_a_setting_is_asked_for_by_its_name_so_that_it_can_be_found():
    for path in MODULES.values():
        if path != FUNCTIONS / "chalicelib/trust/secrets.py":
            assert not re.search(r"(?<!def )\bsetting\((?!['\"][A-Z_]+['\"]\))", path.read_text()), path


def test_every_setting_the_code_asks_for_is_taken_by_a_permission_and_in_the_template():
    asked = {name for module in MODULES for name in asked_in(module)}
    taken = {name for words in environment.TAKES.values() for name in words.split()}
    assert asked == taken == {name.removeprefix("ANJU_") for name in template.variables()}


def test_every_permission_says_which_settings_it_takes():
    assert set(environment.TAKES) == set(permissions.MEANING)
