"""Golden dates: the table annexed to the decision on gradually raising the retirement age (2024-09-13; general knowledge)."""

from datetime import date, timedelta

import pytest

from chalicelib.domain.judging.retirement import window
from chalicelib.domain.judging.rule import Situation, judged
from chalicelib.domain.judging.rules import BEFORE_CREDIT


@pytest.mark.parametrize(
    ("born", "sex", "post", "retires"),
    [
        (date(1964, 12, 31), "1", None, date(2024, 12, 31)),  # the last who still retires at 60
        (date(1965, 1, 1), "1", None, date(2025, 2, 1)),  # 60 and one month
        (date(1965, 4, 30), "1", None, date(2025, 5, 30)),
        (date(1965, 5, 1), "1", None, date(2025, 7, 1)),  # two months
        (date(1976, 8, 31), "1", None, date(2039, 7, 31)),  # 62 and eleven months
        (date(1976, 9, 1), "1", None, date(2039, 9, 1)),  # 63, and not more
        (date(1990, 1, 1), "1", None, date(2053, 1, 1)),
        (date(1970, 1, 1), "2", "cadre", date(2025, 2, 1)),  # 55 and one month
        (date(1981, 9, 1), "2", "cadre", date(2039, 9, 1)),  # 58
        (date(1974, 12, 31), "2", "worker", date(2024, 12, 31)),  # 50
        (date(1975, 1, 1), "2", "worker", date(2025, 2, 1)),
        (date(1984, 11, 1), "2", "worker", date(2039, 11, 1)),  # 55
    ],
)
def test_the_age_rises_step_by_step_with_the_month_of_birth(make, born, sex, post, retires):
    earliest, latest = window(make.person("borrower", born=born, sex=sex, post=post), make.policy)
    assert latest == retires and (earliest == retires) == (post != "cadre")


@pytest.mark.parametrize("post", [None, "cadre"])
def test_a_woman_of_whom_only_she_says_that_she_is_a_cadre_may_retire_on_either_day(make, post):
    woman = make.person("borrower", born=date(1975, 1, 1), sex="2", post=post)
    assert window(woman, make.policy) == (date(2025, 2, 1), date(2031, 5, 1))


def outcome(make, on, **changes):
    case = make.application(make.person("borrower", marital="10", **changes))
    results = judged(BEFORE_CREDIT, Situation.of(case, make.findings(case), make.policy, on))
    return next(str(result.outcome) for result in results if result.code == "RETIREMENT")


def test_the_last_day_before_retirement_still_counts_and_the_day_itself_does_not(make):
    retires = date(2026, 3, 2)
    assert outcome(make, retires - timedelta(1), born=date(1965, 12, 2), sex="1") == "pass"
    assert outcome(make, retires, born=date(1965, 12, 2), sex="1") == "fail"


@pytest.mark.parametrize(("post", "said"), [(None, "look"), ("worker", "fail"), ("cadre", "look")])
def test_between_the_days_of_both_posts_a_person_looks_unless_the_form_says_the_earlier(make, post, said):
    assert outcome(make, make.on, born=date(1972, 6, 1), sex="2", post=post) == said


def test_who_is_not_certain_to_be_meant_is_looked_at(make):
    case = make.application(make.person("borrower", born=date(1950, 1, 1), sex="1", marital="10"))
    unknown = make.finding("identity", "borrower", "unavailable")
    results = judged(BEFORE_CREDIT, Situation.of(case, make.findings(case, unknown), make.policy, make.on))
    assert [str(result.outcome) for result in results if result.code == "RETIREMENT"] == ["look"]
