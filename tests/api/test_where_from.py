"""Where values come from, as the desk and the window are told, each rule by itself: on built objects. Over HTTP: test_prefill, test_asking."""

from types import SimpleNamespace

import pytest

from chalicelib.api import origins
from chalicelib.trust.masking import MARK


def test_of_the_home_nothing_is_told_that_is_of_a_person_or_of_another_loan(monkeypatch):
    fields = ["/people/0/monthly_income", "/home/price", "/people/1/monthly_income", "/old_loan/principal_left"]
    monkeypatch.setattr(origins, "_found", lambda case: ({"field": one} for one in [*fields, "/home/appraisal"]))
    case = SimpleNamespace(application=SimpleNamespace(people=["borrower", "spouse"]))
    assert [one["field"] for one in origins.of_home(case)] == ["/home/price", "/home/appraisal"]


@pytest.mark.parametrize(
    ("path", "stated", "known", "seen"),
    [
        ("home.price", "1.00", "2.00", ("1.00", "2.00")),
        ("person.monthly_income", "8000.00", "9000.00", ("8000.00", "9000.00")),
        ("person.fund_account", "620100123456", "620100654321", None),
        ("person.phone", "13800001111", "13900002222", None),
        ("person.health", "良好", "一般", (MARK, MARK)),
        ("person.children", [{"name": "甲"}], [{"name": "乙"}], (MARK, MARK)),
    ],
)
def test_what_is_known_is_masked_as_what_is_stated_is(path, stated, known, seen):
    told = origins._beside({}, path, stated, known)
    if seen:
        assert (told["stated"], told["known"]) == seen
    else:
        assert MARK in told["stated"] and MARK in told["known"]
        assert stated not in told["stated"] and known not in told["known"]
