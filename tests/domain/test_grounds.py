"""What may refuse without a person (自动不予贷款的依据): marks are the ground of refusals, centre by centre."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from chalicelib import policy
from chalicelib.domain.checks.finding import Outcome
from chalicelib.domain.judging import refusal
from chalicelib.domain.judging.collation import collate
from chalicelib.domain.judging.decision import decide
from chalicelib.domain.judging.grounds import READS, UNVERIFIED, Explained, Grounds, Reason, doubted, held
from chalicelib.domain.judging.replay import SAME, replayed
from chalicelib.domain.judging.rule import RuleResult, Situation, Verdict
from chalicelib.domain.judging.rules import AFTER_CREDIT, BEFORE_CREDIT
from chalicelib.domain.policy import Policy
from tests.given.marks import confirmed, without_lanzhou_s_own

FAILED = RuleResult("DEPOSIT_MONTHS", Verdict.FAIL, "borrower", "", "", {"months": 3})
RULES = {**BEFORE_CREDIT, **AFTER_CREDIT}


class Reading:
    """A policy that notices which of its figures are asked for."""

    def __init__(self, policy: Policy) -> None:
        self._policy, self.read = policy, set[str]()

    def __getattr__(self, name: str) -> Any:
        self.read.add(name)
        return getattr(self._policy, name)


def few_months(make):
    few = make.finding("fund_account", "borrower", consecutive_months=3)
    return make.findings(make.application(), few, credit=True)


def test_at_every_centre_no_rule_refuses_on_anything_unverified(make):
    for centre in policy.centres():
        shipped = policy.in_force(centre, make.on)
        for code in shipped.rules:
            counted = held(replace(FAILED, code=code), shipped)
            assert counted.outcome is (Verdict.LOOK if doubted(code, shipped) else Verdict.FAIL)


@pytest.mark.parametrize("lacking", ["rules.DEPOSIT_MONTHS", "min_deposit_months"])
def test_a_rule_needs_its_own_text_and_every_figure_it_reads(make, lacking):
    known = replace(make.policy, confirmed=make.policy.confirmed - {lacking})
    assert held(FAILED, known).outcome is Verdict.LOOK
    assert held(FAILED, known).inputs == {"months": 3, UNVERIFIED: [lacking]}
    assert held(FAILED, make.policy) == FAILED


def test_what_is_met_or_looked_at_anyway_stays_as_it_is(make):
    for outcome in (Verdict.PASS, Verdict.LOOK):
        said = replace(FAILED, outcome=outcome)
        assert held(said, without_lanzhou_s_own().in_force("620100", make.on)) == said


def test_every_figure_a_rule_reads_is_declared(make):
    for code, rule in RULES.items():
        for application in (make.application(), make.own_home(), make.off_site()):
            reading = Reading(make.policy)
            answers = make.findings(application, credit=True)
            list(rule(replace(Situation.of(application, answers, make.policy, make.on), policy=reading)))
            figures = {name for name in reading.read if name in make.policy.sources}
            assert figures <= set(READS.get(code, ())), code


def test_too_few_months_at_a_centre_whose_rule_nobody_read_go_on_to_a_person(make):
    application, answers = make.application(), few_months(make)
    shipped = without_lanzhou_s_own().in_force("620100", make.on)
    assert collate(application, answers, shipped, make.on).next != "refuse"
    decided = decide(application, answers, shipped, make.on)
    assert (decided.approved, decided.next, decided.route) == (True, "route", "B")
    assert {"ROUTE_UNVERIFIED", "ROUTE_LOOK"} <= set(decided.why)
    (said,) = (result for result in decided.reasons if result.code == "DEPOSIT_MONTHS")
    assert said.outcome is Verdict.LOOK and said.inputs[UNVERIFIED] == ["rules.DEPOSIT_MONTHS", "min_deposit_months"]


def test_the_same_household_is_refused_where_it_was_read(make):
    application, answers = make.application(), few_months(make)
    assert collate(application, answers, make.policy, make.on).next == "refuse"
    assert not decide(application, answers, make.policy, make.on).approved


def test_a_third_home_on_a_text_nobody_read_is_looked_at_and_priced_as_a_second(make):
    application = make.application()
    answers = make.findings(application, make.finding("property", "home", homes_owned=2), credit=True)
    decided = decide(application, answers, without_lanzhou_s_own().in_force("620100", make.on), make.on)
    assert (decided.approved, decided.route, decided.homes) == (True, "B", "second")
    assert not decide(application, answers, make.policy, make.on).approved


def test_a_correction_nobody_read_is_asked_for_beside_others_only(make):
    short = make.application(down_payment=Decimal("100000"))
    shipped = without_lanzhou_s_own().in_force("620100", make.on)
    answers = make.findings(short, credit=True)
    assert collate(short, answers, make.policy, make.on).next == "correct"
    assert collate(short, answers, shipped, make.on).next != "correct"
    contradicted = [replace(one, outcome=Outcome.CONTRADICTED) if one.check == "property" else one for one in answers]
    beside = collate(short, contradicted, shipped, make.on)
    (told,) = (defect for defect in beside.defects if defect.code == "DOWN_PAYMENT_LOW")
    assert (beside.next, told.values) == ("correct", {"share": "20%（未核实）"})


def test_the_grounds_that_are_kept_are_what_their_type_says_early_or_not(make):
    application, answers = make.application(), few_months(make)
    whole, early = (
        decide(application, answers, make.policy, make.on).to_json(),
        refusal.grounds(application, answers, make.policy, make.on),
    )
    assert whole.keys() == Grounds.__annotations__.keys() - {"stage"}
    assert early.keys() == Grounds.__required_keys__ | {"stage"}
    assert {name for cap in whole["explained"] for name in cap} == Explained.__annotations__.keys()
    assert {
        name for reason in (*whole["reasons"], *early["reasons"]) for name in reason
    } == Reason.__annotations__.keys()


@pytest.mark.parametrize("then", ["confirmed", "shipped"])
@pytest.mark.parametrize("now", ["confirmed", "shipped"])
def test_a_decision_is_made_again_by_the_marks_it_knew(make, then, now):
    marks = {"confirmed": confirmed, "shipped": lambda known: known}
    application, answers, shipped = (
        make.application(),
        few_months(make),
        without_lanzhou_s_own().in_force("620100", make.on),
    )
    stored = decide(application, answers, marks[then](shipped), make.on).to_json()
    assert replayed(stored, application, answers, marks[now](shipped)).outcome == SAME
    early = refusal.grounds(application, answers, marks[then](shipped), make.on)
    assert replayed(early, application, answers, marks[now](shipped)).outcome == SAME
