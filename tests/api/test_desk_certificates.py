"""What is said of the mortgages on a home in the registry's place is refused where it names no certificate."""

from types import SimpleNamespace
from typing import Any

import pytest

from chalicelib.api.desk.deciding_bodies import Look
from chalicelib.api.desk.rulings import rulings_with
from chalicelib.api.http.problem import Problem
from chalicelib.records import casefile

WHO: Any = SimpleNamespace(subject="r1", person="person_r1")


@pytest.mark.parametrize(("mortgaged", "numbers"), [(True, "无"), (False, "甘(2021)兰州市不动产证明第0000002号")])
def test_mortgages_that_are_said_to_lie_there_are_each_named_by_a_number(submitted, mortgaged, numbers):
    case, facts = casefile.load(submitted), {"mortgaged": mortgaged, "mortgage_numbers": numbers}
    wanted = [{"check": "property", "subject": "home", "of": "q", "code": "PROPERTY_UNAVAILABLE", "facts": [*facts]}]
    said = {"check": "property", "subject": "home", "outcome": "confirmed"}
    with pytest.raises(Problem) as refused:
        rulings_with(case, wanted, [Look(**said, facts=facts)], WHO)
    assert [(one.code, one.field) for one in refused.value.defects] == [
        ("CERTIFICATES_NOT_NAMED", "/items/0/facts/mortgage_numbers")
    ]
    other = {"mortgaged": not mortgaged, "mortgage_numbers": numbers}
    assert "property.home" in rulings_with(case, wanted, [Look(**said, facts=other)], WHO)
