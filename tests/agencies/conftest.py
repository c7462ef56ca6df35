import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from chalicelib import agencies
from infra import simulators
from tests.given.application import of_sample
from tests.given.province import asked, running

HOUSE = Path(agencies.__file__).parent
HUSBAND, WIFE, OTHER = of_sample(1).people[0].id_number, of_sample(1).people[1].id_number, "110105194912310021"
CERTIFICATE = {
    "XingMing": "", "ZJHM": "", "JCD": "610100", "KHSJ": "2021-05-08", "GRZHZT": "01", "GRJCJS": "14000", "DWJCBL": "0.12",
    "GRJCBL": "0.12", "YJCE": "3360", "GRZHYE": "60000", "LXJCKS": "2025-12", "LXJCJS": "2026-10", "DKCS": "1",
    "DKLJJE": "300000", "WQCDKYE": "0",
}  # fmt: skip


@pytest.fixture(scope="session")
def province() -> Iterator[simulators.Simulators]:
    with running() as world:
        yield world


@pytest.fixture
def world(province: simulators.Simulators, monkeypatch: pytest.MonkeyPatch) -> simulators.Simulators:
    return asked(province, monkeypatch)


def record(kind, date, man=HUSBAND, woman=WIFE, certificate="J620102-2015-000001"):
    return {"op_type": kind, "op_date": date, "cert_no": certificate, "cert_num_man": man, "cert_num_woman": woman}


def trees() -> Iterator[tuple[Path, ast.Module]]:
    """Every module of the agencies, as it is written."""
    yield from ((path, ast.parse(path.read_text(encoding="utf-8"))) for path in sorted(HOUSE.rglob("*.py")))
