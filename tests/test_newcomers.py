"""What a newcomer who adds something has to write, and that every forgotten place is named."""

import json
import pkgutil
import runpy
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from inspect import ismodule, signature
from types import ModuleType
from typing import get_type_hints

import pytest

import app
from chalicelib import agencies, messages
from chalicelib.agencies.exchange import Service
from chalicelib.domain.checks.declaration import Check
from chalicelib.domain.checks.declared import CHECKS
from chalicelib.domain.checks.finding import Finding
from chalicelib.domain.quote.stated import STATED
from infra.deploy import permissions
from infra.simulators.agencies import Agencies
from infra.simulators.courier import Courier
from infra.simulators.mischief import Mischief
from infra.simulators.province import Province
from infra.tools.policy import COMPILED
from statemachine.check import tasks
from statemachine.road import definition
from statemachine.states import name_of
from tests.given.made_up import MADE_UP


def forgotten(check: Check) -> Iterator[str]:
    """Every place a declared check still lacks."""
    if find_spec(f"chalicelib.agencies.{check.agency}") is None:
        yield f"chalicelib/agencies/{check.agency}: who asks it"
    else:
        agency = import_module(f"chalicelib.agencies.{check.agency}")
        if not set(services(agency)) and not asks_a_bank(agency):
            yield f"chalicelib/agencies/{check.agency}: calls no service"
        if not asks(check, getattr(agency, check.call, None)):
            yield f"chalicelib/agencies/{check.agency}: no {check.call}({about(check)}, Purpose) -> Finding"
    facts = (f"FACT_{name.upper()}" for name in check.kinds)
    yield from (f"messages: {code}" for code in (*check.texts, *facts, *names(check)) if not messages.known(code))
    if check.stated is None and check.code not in STATED:
        yield f"domain/checks/declared.py: what a quote takes {check.code} to answer"
    if check.step not in asked_by_the_road():
        yield f"statemachine/road.py: nothing leads to {check.step}"
    if check.code not in named_by_matters():
        yield f"policy/data: no matter names {check.code}"


def about(check: Check) -> str:
    """What whoever asks is given besides the purpose."""
    return "Application" if check.subject else "Party" if check.about == "every_party" else "Person"


def asks(check: Check, call: Callable[..., Finding] | None) -> bool:
    """Whether a function can be called as the step of a declared check does; more than that it may take, and need not be given."""
    if call is None:
        return False
    taken = [one for one in signature(call).parameters.values() if one.default is one.empty]
    return [*(one.annotation.__name__ for one in taken), get_type_hints(call)["return"]] == [
        about(check),
        "Purpose",
        Finding,
    ]


def asked_by_the_road() -> set[str]:
    """The steps that run at once, and those that Collate can send a case to and that come back to it."""
    states = definition()["States"]
    at_once = {branch["StartAt"] for branch in states["Checks"]["Branches"]}
    later = {
        choice["Next"]
        for choice in states["Collated"]["Choices"]
        if choice["Next"] == name_of(choice["StringEquals"]) and states[choice["Next"]]["Next"] == "Collate"
    }
    return {
        check.step for check in (*CHECKS.values(), MADE_UP) if name_of(check.step) in (later if check.last else at_once)
    }


def named_by_matters() -> set[str]:
    """Every check the shipped policy links, whenever and wherever."""
    whole = json.loads(COMPILED.read_text(encoding="utf-8"))
    figures = [whole["base"], *whole["overlays"].values()]
    matters = [entry["value"] for one in figures for name in one if name.startswith("matters.") for entry in one[name]]
    return {code for matter in matters if matter for code in matter.get("checks", ())}


def services(module: ModuleType) -> Iterator[Service]:
    """The services of an agency's module and of the agencies it puts together."""
    for value in vars(module).values():
        if isinstance(value, Service):
            yield value
        elif ismodule(value) and value.__name__.startswith("chalicelib.agencies."):
            yield from services(value)


def asks_a_bank(module: ModuleType) -> bool:
    """Whether it asks by the banks' wire: it then says itself under which name the ledger has it."""
    return any(ismodule(one) and one.__name__.startswith("chalicelib.banks.") for one in vars(module).values())


def names(check: Check) -> set[str]:
    """The codes of the names of whoever a check asks; of nobody while there is no module that asks."""
    if find_spec(f"chalicelib.agencies.{check.agency}") is None:
        return set()
    agency = import_module(f"chalicelib.agencies.{check.agency}")
    return {f"AGENCY_{name.upper()}" for name in (*(one.agency for one in services(agency)), *_by_bank(agency))}


def _by_bank(module: ModuleType) -> Iterator[str]:
    if asks_a_bank(module):
        yield module.AGENCY


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_a_declared_check_has_all_its_places(check):
    assert list(forgotten(check)) == []
    assert check.step in {function.name for function in app.app.pure_lambda_functions}


def test_a_check_that_is_only_declared_is_told_every_place_it_lacks():
    assert list(forgotten(MADE_UP)) == [
        "chalicelib/agencies/households: who asks it",
        *(
            f"messages: {code}"
            for code in (
                "CHECK_HOUSEHOLD",
                "HOUSEHOLD_UNAVAILABLE",
                "LOOK_HOUSEHOLD",
                "RULED_HOUSEHOLD",
                "REMEDY_HOUSEHOLD",
                "HOUSEHOLD_MISMATCH",
                "FACT_MEMBERS",
                "FACT_MOVED_IN",
            )
        ),
        "domain/checks/declared.py: what a quote takes household to answer",
        "statemachine/road.py: nothing leads to household",
        "policy/data: no matter names household",
    ]


def test_a_check_that_is_asked_at_once_gets_its_branch_of_the_road_by_being_declared(monkeypatch):
    monkeypatch.setitem(CHECKS, MADE_UP.code, MADE_UP)
    assert "statemachine/road.py: nothing leads to household" not in forgotten(MADE_UP)
    assert {"Household", "Tax"} <= {name for name, _ in tasks(definition())}


def test_a_declared_check_gets_its_function_with_its_permissions_and_settings_by_being_declared(monkeypatch):
    monkeypatch.setitem(CHECKS, MADE_UP.code, MADE_UP)
    root = runpy.run_path(app.__file__)
    assert {"household", "tax"} <= {function.name for function in root["app"].pure_lambda_functions}
    assert callable(root["household"])
    table = runpy.run_path(permissions.__file__)
    assert table["FUNCTIONS"]["household"] == table["FUNCTIONS"]["tax"]
    assert table["settings"]("household") == table["settings"]("tax")


def test_a_check_whose_agency_cannot_be_asked_as_its_step_does_is_told_how():
    wrong = CHECKS["identity"]._replace(call="verified")
    about_the_home = CHECKS["identity"]._replace(about="home")
    assert list(forgotten(wrong)) == ["chalicelib/agencies/police: no verified(Party, Purpose) -> Finding"]
    assert list(forgotten(about_the_home)) == ["chalicelib/agencies/police: no verify(Application, Purpose) -> Finding"]


def test_a_check_that_is_asked_last_needs_its_own_place_on_the_road(monkeypatch):
    later = MADE_UP._replace(last=True)
    monkeypatch.setitem(CHECKS, later.code, later)
    assert "statemachine/road.py: nothing leads to household" in forgotten(later)


def test_the_simulators_answer_every_service_an_agency_is_asked_for():
    province, mischief = Province(), Mischief()
    simulated = Agencies(province, mischief, Courier("", {}, 0))
    rooms = [import_module(f"chalicelib.agencies.{room.name}") for room in pkgutil.iter_modules(agencies.__path__)]
    asked = {service for room in rooms for service in services(room)}
    assert {service for service in asked if simulated.agency_of(service.sid) != service.agency} == set()
    assert len(asked) > len(CHECKS)
