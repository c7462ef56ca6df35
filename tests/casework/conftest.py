from typing import Any

from chalicelib.records import casefile
from tests.given.case import put, stored
from tests.steps.conftest import submitted
from tests.sweep.conftest import later, road

__all__ = ["later", "road", "submitted"]


def moved(**home: Any) -> None:
    """The applicants correct the home in their form."""
    form = stored(casefile.load("c1").application)
    put("c1", application={**form, "home": {**form["home"], **home}})
