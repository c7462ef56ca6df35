"""Which day judges each fact (docs/days.md): a row there, a row here. That of the pay-out is held by tests/steps/test_disburse.py."""

import re
from datetime import date
from pathlib import Path

import pytest

from chalicelib.domain.judging.decision import decide
from tests.given.answers import finding, findings
from tests.given.application import application, person
from tests.given.marks import confirmed, without_lanzhou_s_own

ROOT = Path(__file__).parents[2]
EARLY = "2026-11-27"
MINOR = person("co_borrower_1", id_number="620102200812020011", is_depositor=False)
WORKER = person("borrower", id_number="620102196403010013", marital="10")  # sixty on 1 March 2024
AGEING = person("borrower", id_number="620102197312020011", marital="10")  # 68 on 2 December 2041
ALONE = application(person("borrower", marital="10"))
BARRED = finding("fund_account", "borrower", fraud_told=True, withdrawal_fraud_on="2026-01-01")
SHORT = finding("fund_account", "borrower", consecutive_months=5)
OWNERS = finding("property", "home", homes_owned=2)
NO_RULE = ""


@pytest.mark.parametrize(
    ("case", "answers", "accepted", "decided", "code", "outcome"),
    [
        # age: the day of the decision
        (application(*application().people, MINOR), (), EARLY, "2026-12-01", "ADULT", "fail"),
        (application(*application().people, MINOR), (), EARLY, "2026-12-02", "ADULT", "pass"),
        # retirement: the day of the decision
        (application(WORKER), (), "2024-02-20", "2024-02-29", "RETIREMENT", "pass"),
        (application(WORKER), (), "2024-02-20", "2024-03-01", "RETIREMENT", "fail"),
        # what the policy says: the day of acceptance, though more is asked by the decision
        (ALONE, (BARRED,), "2026-09-19", "2026-09-25", "FRAUD_BAN", NO_RULE),
        (ALONE, (BARRED,), "2026-09-20", "2026-09-25", "FRAUD_BAN", "look"),
        # months of deposits and homes: the day the agency was asked, however long ago that is by the decision
        (ALONE, (SHORT,), EARLY, "2026-11-30", "DEPOSIT_MONTHS", "fail"),
        (ALONE, (SHORT,), EARLY, "2027-02-26", "DEPOSIT_MONTHS", "fail"),
        (ALONE, (OWNERS,), EARLY, "2027-02-26", "HOMES", "fail"),
    ],
)
def test_each_fact_is_judged_by_its_day(case, answers, accepted, decided, code, outcome):
    about = {case.people[-1].key, "home"}
    judged = decided_on(case, accepted, decided, *answers)
    said = [str(result.outcome) for result in judged.reasons if result.code == code and result.subject in about]
    assert said == [outcome] * bool(outcome)


@pytest.mark.parametrize(("decided", "rate"), [("2025-05-07", "2.85"), ("2025-05-08", "2.60")])
def test_the_rate_of_a_decision_is_that_of_its_day_and_not_of_acceptance(decided, rate):
    assert str(decided_on(ALONE, "2025-04-07", decided).rate) == rate


@pytest.mark.parametrize(("decided", "months"), [("2026-12-02", 180), ("2026-12-03", 179)])
def test_the_term_an_age_leaves_is_counted_from_the_day_of_the_decision(decided, months):
    assert decided_on(application(AGEING), EARLY, decided).terms["TERM_AGE"] == months


def decided_on(case, accepted, decided, *instead):
    rules = confirmed(without_lanzhou_s_own().in_force("620100", date.fromisoformat(accepted)))
    return decide(case, findings(case, *instead, credit=True), rules, date.fromisoformat(decided))


def test_every_row_of_the_page_names_a_test_that_there_is():
    page = (ROOT / "docs/days.md").read_text(encoding="utf-8")
    named = re.findall(r"`(test_\w+)` in (tests/[\w/]+\.py)", page)
    assert len(named) > 10
    assert [name for name, path in named if f"def {name}(" not in (ROOT / path).read_text(encoding="utf-8")] == []
