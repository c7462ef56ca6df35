from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.records.casefile import CaseFile
from tests.given import case
from tests.given.form import sample


@pytest.fixture
def submitted(platform: Any) -> Callable[..., CaseFile]:
    """A case of a sample as the API leaves it after submission, with more values on request."""

    def make(number: int = 1, /, **values: Any) -> CaseFile:
        return case.submitted(sample(number)["form"], **values)

    return make


def event(step: str, **more: Any) -> dict[str, Any]:
    return {"case": "c1", "trace": case.TRACE, "step": step, "attempt": 0, "last": "check", **more}
