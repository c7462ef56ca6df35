from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.records.casefile import CaseFile
from tests.given import case


@pytest.fixture
def a_case(platform: Any) -> Callable[..., CaseFile]:
    def make(id: str = "case-a", person: str = "person_a", unit: str = "unit_a") -> CaseFile:
        case.draft(id, {"centre": "620100"}, person)
        return case.put(id, parties={"borrower": person}, unit=unit, status="SUBMITTED")

    return make
