from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile


@pytest.fixture
def a_case(platform: Any) -> Callable[..., CaseFile]:
    def make(id: str = "case-a", person: str = "person_a", unit: str = "unit_a") -> CaseFile:
        casefile.create(id, "620100", person, {"centre": "620100"}, "online")
        casefile.amend(id, {"parties": {"borrower": person}, "unit": unit, "status": "SUBMITTED"})
        return casefile.load(id)

    return make
