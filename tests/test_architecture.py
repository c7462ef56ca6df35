"""The arrows of docs/architecture.md, read off the imports, those inside functions too."""

import re
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.given.modules import imports

ROOT = Path(__file__).parent.parent
HOUSE = ROOT / "functions" / "chalicelib"
GROUND = {"aws", "clock", "importing", "settings", "errors", "messages", "tracing"}
MAY_USE = {
    **{room: set() for room in GROUND - {"tracing"}},
    "tracing": {"aws", "clock", "settings", "errors"},
    "domain": set(),
    "policy": {"domain"},
    "whatif": {"domain", "policy"},
    "trust": GROUND | {"domain"},
    "agencies": GROUND | {"domain", "trust", "banks"},  # the old lender is asked like an agency, by the banks' wire
    "banks": GROUND | {"domain", "trust"},
    "documents": GROUND | {"domain"},
    "records": GROUND | {"domain", "trust"},
    "papers": GROUND | {"domain", "documents", "records", "trust"},
    "casework": GROUND | {"domain", "policy", "agencies", "banks", "records", "trust", "documents"},
    "inspection": GROUND,
    "pages": GROUND,
    "sweep": GROUND | {"casework", "domain", "policy", "agencies", "banks", "records"},
    "steps": GROUND | {"casework", "domain", "policy", "agencies", "banks", "records", "trust", "documents"},
    "api": GROUND | {"casework", "domain", "policy", "agencies", "banks", "records", "trust", "documents"},
}
AUDIENCES = ("public", "applicant", "desk", "partners", "ops")
# What a room of infra may use of the others, and of the house; tools and bench may use anything.
INFRA = ROOT / "infra"
OF_INFRA = {"deploy": set(), "simulators": set(), "players": set(), "local": {"deploy", "simulators", "players"}}
OF_THE_HOUSE = {
    "deploy": {"domain", "policy"},
    "simulators": {"agencies", "clock"},
    "players": set(),
    "local": GROUND | {"pages", "policy", "trust"},
}
HEAVY_OR_OUTSIDE = {"boto3", "botocore", "chalice", "urllib3", "pydantic", "datetime.now", "os", "socket", "random"}


def room_of(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


MODULES = sorted(path for path in HOUSE.rglob("*.py") if path != HOUSE / "__init__.py")


@pytest.mark.parametrize("room", sorted({room_of(path) for path in MODULES}))
def test_a_room_uses_only_the_rooms_below_it(room: str):
    for path in MODULES:
        if room_of(path) == room:
            used = {name.split(".")[1] for name in imports(path) if name.startswith("chalicelib.")}
            assert used - {room} <= MAY_USE[room], path


def within(path: Path) -> str:
    """The sub-room of a module: the folder it is in within its room, or itself where it is in none."""
    return ".".join(path.relative_to(HOUSE).with_suffix("").parts[:2])


def used_within(path: Path) -> set[str]:
    """The sub-rooms of its own room that a module uses."""
    room, names = room_of(path), {name.split(".", 1)[1] for name in imports(path) if name.startswith("chalicelib.")}
    own = {".".join(name.split(".")[:2]) for name in names if name.split(".")[0] == room and name != room}
    return own - {within(path)}


@pytest.mark.parametrize("room", sorted({room_of(path) for path in MODULES}))
def test_the_sub_rooms_of_a_room_have_no_circle(room: str):
    arrows: dict[str, set[str]] = {}
    for path in MODULES:
        if room_of(path) == room:
            arrows.setdefault(within(path), set()).update(used_within(path))
    assert list(TopologicalSorter(arrows).static_order())


def test_no_module_comes_back_to_itself_by_what_it_imports_then_or_later():
    names = {
        ".".join(path.relative_to(HOUSE).with_suffix("").parts).removesuffix(".__init__"): path for path in MODULES
    }
    arrows = {}
    for name, path in names.items():
        said = [one.removeprefix("chalicelib.") for one in imports(path) if one.startswith("chalicelib.")]
        used = {one if one in names else one.rpartition(".")[0] for one in said}
        arrows[name] = (used & names.keys()) - {name}
    assert list(TopologicalSorter(arrows).static_order())


@pytest.mark.parametrize("audience", AUDIENCES)
def test_an_audience_uses_no_other_audience_and_is_used_by_the_list_of_routes_alone(audience: str):
    others = {path for path in MODULES if within(path) != f"api.{audience}"} - {HOUSE / "api" / "routes.py"}
    users = {path.name for path in others if f"api.{audience}" in used_within(path)}
    assert users <= ({"openapi.py"} if audience == "partners" else set())  # which says what partners are sent, too


def test_every_folder_of_the_api_is_an_audience_or_told_to_be_none():
    assert {path.parent.name for path in (HOUSE / "api").glob("*/*.py")} == {*AUDIENCES, "http", "forms", "answers"}


def test_the_rules_touch_nothing_outside_themselves():
    for path in (path for path in MODULES if room_of(path) in ("domain", "whatif")):
        assert not {name.split(".")[0] for name in imports(path)} & HEAVY_OR_OUTSIDE, path


def test_a_step_never_calls_another_step():
    helpers = {"frame", "checking", "results"}
    for path in (HOUSE / "steps").glob("*.py"):
        used = {name.split(".")[2] for name in imports(path) if name.startswith("chalicelib.steps.")}
        assert used <= helpers, path.name


def test_a_module_is_small_enough_to_read():
    for path in [*MODULES, *(path for room in ("infra", "statemachine") for path in (ROOT / room).rglob("*.py"))]:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 250, path


def test_no_partition_is_written_into_the_code():
    for path in [*(ROOT / "functions").rglob("*.py"), *(ROOT / "statemachine").rglob("*.py")]:
        assert "arn:aws" not in path.read_text(encoding="utf-8"), path


def test_no_day_is_cut_off_a_timestamp_which_is_utc():
    for path in {*MODULES} - {HOUSE / "domain/policy.py"}:  # a version begins with its day
        assert "[:10]" not in path.read_text(encoding="utf-8"), f"{path}: clock.day tells the day in Gansu"


def test_only_the_log_writes_to_stdout():
    for path in MODULES:
        if path != HOUSE / "tracing" / "log.py":
            assert not re.search(r"\bprint\(|\bsys\.std|\bimport logging\b", path.read_text(encoding="utf-8")), path


def test_nothing_that_ships_knows_the_local_stack():
    for path in MODULES:
        assert not any(name.startswith(("infra", "moto", "statemachine")) for name in imports(path)), path


@pytest.mark.parametrize("room", OF_INFRA)
def test_a_room_of_infra_uses_only_what_it_may(room: str):
    for path in (INFRA / room).rglob("*.py"):
        used = [name.split(".") for name in imports(path)]
        assert {name[1] for name in used if name[0] == "infra"} - {room} <= OF_INFRA[room], path
        assert {name[1] for name in used if name[0] == "chalicelib"} <= OF_THE_HOUSE[room], path
        assert not {"app", "statemachine", "tests"} & {name[0] for name in used}, path


def test_the_modules_of_infra_have_no_circle_not_even_for_a_type():
    modules = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in INFRA.rglob("*.py")}
    arrows = {name: {used for used in modules if names(path, used)} - {name} for name, path in modules.items()}
    assert any(arrows.values()) and list(TopologicalSorter(arrows).static_order())


def names(path: Path, module: str) -> bool:
    """Whether a module imports another, or something of it."""
    return any(f"{name}.".startswith(f"{module}.") for name in imports(path))


def test_every_room_of_infra_is_told_what_it_may_use():
    assert {path.parent.relative_to(INFRA).parts[0] for path in INFRA.glob("*/*.py")} == {*OF_INFRA, "tools", "bench"}
    assert [path.name for path in INFRA.glob("*.py")] == ["__init__.py"]


def test_players_need_nothing_but_http_and_the_files_of_samples():
    for path in (INFRA / "players").glob("*.py"):
        outside = {name.split(".")[0] for name in imports(path)} - sys.stdlib_module_names
        assert outside <= {"infra", "urllib3", "yaml"}, path.name


def test_cases_of_tests_are_written_in_one_place():
    of_the_store = {ROOT / f"tests/records/test_{name}.py" for name in ("casefile", "dense")}
    allowed = {ROOT / "tests/given/case.py", *of_the_store}
    for path in {*(ROOT / "tests").rglob("*.py")} - allowed:
        assert not re.search(r"casefile\.(create|amend|update)\(", path.read_text(encoding="utf-8")), path


def test_what_two_tests_build_of_is_no_tests_own():
    taken = re.compile(r"^\s*from ([\w.]*\btest_\w+ import|tests[\w.]* import .*\btest_)", re.MULTILINE)
    for path in {*(ROOT / "tests").rglob("*.py")} - {*(ROOT / "tests/web").iterdir()}:  # the pages' pass fixtures on
        assert not taken.search(path.read_text(encoding="utf-8")), f"{path}: put it into conftest.py or tests/given"
