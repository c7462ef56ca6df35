"""Fixtures of every room. `platform` is the whole of AWS as the template makes it, empty, inside this process."""

import gc
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from infra.simulators import travel
from tests.costing import Costing
from tests.given.platform import Platform, standing

DEAR = (
    "absences", "agents", "appeals", "asking", "assurance", "authorising", "bad_input", "by_hand", "checklists", "co_owners",
    "collecting", "console", "contesting", "costs", "crowd", "desk_histories", "ended", "every_role", "forms", "handing_out", "handling",
    "hands", "joining", "limits", "looks", "openapi", "opening", "ops_list", "owing", "partner_callbacks", "partner_contract",
    "partner_histories", "prefill", "presence", "races", "recusals", "remaining", "replying", "restating", "review", "second_looks",
    "sessions", "signing", "special", "submission", "supplement", "taken", "uploads", "verifying", "visibility", "voices", "walks",
    "who_may",
)  # fmt: skip
"""Of the API's tests those that take three processor seconds or more, one beside the other on two cores: mostly since they look twice, at every
role, every route, every order. `make quick` has a minute: where it takes longer, whoever has crossed the three (`--durations=0`) belongs here."""

# Moto and what we import stay: to look through them every 700 objects takes a tenth of all time.
gc.set_threshold(50_000)

# How long an example takes depends on who else is at work on the machine.
settings.register_profile("anju", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("anju")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--budget", type=float, help="processor seconds all tests together may take (make test)")
    parser.addoption("--at", help="as if it were then, clock and law, such as 2027-02-06T23:59 (make test AT=)")
    parser.addoption("--quick", action="store_true", help="leave the dear ones of the API's tests out (make quick)")
    parser.addoption("--soak", action="store_true", help="run the long matrices too (make soak)")


def pytest_configure(config: pytest.Config) -> None:
    if moment := config.getoption("--at"):
        travel.depart(travel.moment(moment))
    if budget := config.getoption("--budget"):
        config.pluginmanager.register(Costing(budget))


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """None: whoever else is asked may say so."""
    return True if config.getoption("--quick") and collection_path in _dear() else None


@cache
def _dear() -> set[Path]:
    paths = {Path(__file__).parent / "api" / f"test_{name}.py" for name in DEAR}
    if lost := sorted(str(path) for path in paths if not path.exists()):
        raise pytest.UsageError(f"no such tests: {', '.join(lost)}")
    return paths


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    wanted = config.getoption("--soak")
    for item in items:
        if item.get_closest_marker("soak"):
            item.add_marker(pytest.mark.timeout(3600) if wanted else pytest.mark.skip(reason="make soak"))


@pytest.fixture
def verified(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every figure of every centre confirmed: rules refuse without a person, as they do where their texts were read."""
    from chalicelib import policy  # only rooms that judge pay for it
    from tests.given.marks import verified_book

    monkeypatch.setattr(policy, "shipped", verified_book)


class _OwnNames(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return name.removeprefix("ANJU_")


@pytest.fixture
def own_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every setting is its own name, where a stand-in is asked and no platform: TABLE_CASES is called TABLE_CASES."""
    from chalicelib import settings  # only tests of what asks AWS need it

    monkeypatch.setattr(settings, "told", _OwnNames())


@pytest.fixture(scope="module")
def _platform() -> Iterator[Platform]:
    with standing() as platform:
        yield platform


@pytest.fixture
def platform(_platform: Platform) -> Platform:
    """Tables, buckets, keys, secrets and a state machine on moto; the ANJU_ environment; no memory of earlier tests."""
    _platform.empty()
    return _platform
