"""Budgets of a cold start: what each function imports to be ready, and how large the zip is they share.

Over budget is red; raising one is a reviewed line here.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import app
from infra.deploy import bundle
from tests.infra.conftest import Loaded, Ready, Run

HANDLERS = ["app", *sorted(function.name for function in app.app.pure_lambda_functions)]
# Of others, by what a function imports: anything not named here waits for whoever first needs it.
OF_OTHERS = {"aws_xray_sdk", "botocore", "cryptography", "dateutil", "jmespath", "six", "urllib3"}
OF_CRYPTOGRAPHY = {"_cffi_backend", "_openssl"}
ALSO = {"app": {"chalice"}, "papers": {"asn1crypto", "segno", "typst"}}
# Modules of our own; a function that is not named has what a check has. The pay-out asks housing too, and reads what it said of the contract. Handing out is three of the API's, its lists of routes five, what runs
# out two, the console six, what a co-owner sees one, objecting to an end two, complaints two; what a reopened case has overtaken one; how a decision is classed is two of the assessment's; the people of an application are one everywhere; whoever looks at a seal's certificate, or seals, reads it. A paid loan is entered by a reference of its certificate; absences and figures are ten of the API's and one of the sweep's, special procedures two of each, who is left three and three, the levels of review one of both and of the assessment's, what may be brought later is five of the API's, what somebody gives their word for four. Numbers are called by one of the API's, a party is phoned by one, delivery is chosen by three. Who counts homes asks the police who the children are: three. What is sealed of a case is one everywhere, the queues one of whoever has some, what one has done oneself one of every record's. Every kind of what the sweep finds is one of the sweep's, what of it fails another. What a room that held two things gave away is sixteen of the API's and two of every record's; what a step stands still for is one of who looks at stops, and how the sweep counts a failure one of its own. Which turn an event is of is asked by every step, and what is to be handed out by every writer of a case. What seals are signed with is one of whoever seals. What imports with room for its frames is one of everybody's, and takes a twentieth off every start. How texts of a case stand in fewer bytes is two of whoever reads one. Which form a round begins with is one of its step's.
OURS = {
    "app": 310, "assess": 103, "close": 87, "collate": 104,
    "credit": 89, "disburse": 110, "discharge": 69, "inspection": 18,
    "intake": 73, "issue": 109, "mortgage": 96, "pages": 17, "papers": 44, "review": 74, "sign": 92, "sweep": 102, "void": 59, "property": 102,
}  # fmt: skip
OURS_OF_A_CHECK = 87
# Dataclasses with methods of their own, half a millisecond each and more: what rules make by the hundred, and nothing else (domain/frozen.py).
COMPILED = {"app": 3, "assess": 2, "collate": 1, "sweep": 1}
COMPILED_ELSEWHERE = 0
# Bytes; Lambda takes no more than 250 MB unzipped, layers too.
ZIPPED, UNZIPPED, LAYER = 22_920_000, 59_500_000, 84_000_000


@pytest.mark.parametrize("handler", HANDLERS)
def test_a_function_imports_nothing_of_others_it_does_not_need_to_be_ready(handler: str, loaded: Loaded) -> None:
    known = {*sys.stdlib_module_names, "__main__", "app", "chalicelib"}
    others = {name.split(".")[0] for name in loaded(handler)} - known
    allowed = OF_OTHERS | ALSO.get(handler, set())
    assert others - OF_CRYPTOGRAPHY <= allowed


@pytest.mark.parametrize("handler", HANDLERS)
def test_a_function_compiles_few_dataclasses_to_be_ready(handler: str, ready: Callable[[str], Ready]) -> None:
    compiled = ready(handler).dataclasses
    assert len(compiled) <= COMPILED.get(handler, COMPILED_ELSEWHERE), sorted(compiled)


@pytest.mark.parametrize("handler", HANDLERS)
def test_a_function_imports_no_more_modules_of_ours_than_its_budget(handler: str, loaded: Loaded) -> None:
    ours = sorted(name for name in loaded(handler) if name.split(".")[0] == "chalicelib")
    assert len(ours) <= OURS.get(handler, OURS_OF_A_CHECK), f"{len(ours)}: {ours}"


def test_what_hashes_by_sm3_is_shipped_and_loaded_where_seals_are_of_sm2_alone(loaded: Loaded, in_lambda: Run) -> None:
    told = (
        "import os, sys; os.environ['ANJU_SEAL_PROFILE'] = 'SM2DSA'; import app; print('cryptography' in sys.modules)"
    )
    assert in_lambda("app.papers", told).strip() == "True" and "cryptography" not in loaded("papers")


def test_the_package_is_no_larger_than_its_budget(unpacked: Path, layer: Path, tmp_path: Path) -> None:
    unzipped, of_papers = (
        sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) for folder in (unpacked, layer)
    )
    assert unzipped <= UNZIPPED and of_papers <= LAYER and UNZIPPED + LAYER <= 250_000_000
    assert bundle.zipped(unpacked, tmp_path / "deployment.zip").stat().st_size <= ZIPPED
