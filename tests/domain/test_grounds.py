"""What may refuse without a person (自动不予贷款的依据): marks are the ground of refusals, centre by centre."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from chalicelib import policy
from chalicelib.domain.checks.finding import Outcome
from chalicelib.domain.judging import amount, refusal
from chalicelib.domain.judging.collation import collate
from chalicelib.domain.judging.decision import decide, judge
from chalicelib.domain.judging.grounds import READS, Explained, Grounds, Reason, doubted, doubted_of_cap, held
from chalicelib.domain.judging.replay import SAME, replayed
from chalicelib.domain.judging.rule import UNVERIFIED, RuleResult, Situation, Verdict
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


# Every formula as a cap, and every figure that may change what one comes to, bent.
CAPS = {
    "HOUSEHOLD": {"formula": "household", "single": "600000", "dual": "700000", "liquidity": True,
                  "variants": [{"when": {"homes": ["second"]}, "single": "500000", "dual": "650000"}]},
    "PRICE_SHARE": {"formula": "price_share"}, "UNPAID": {"formula": "unpaid"},
    "BALANCE": {"formula": "balance_multiple", "multiple": "15"},
    "BALANCE_AND_DEPOSITS": {"formula": "balance_and_deposits", "multiple": "8", "deposits_multiple": "1"},
    "DEPOSIT_YEARS": {"formula": "deposit_years", "tiers": {"0": "10"}},
    "ABILITY": {"formula": "ability", "share": "0.50"},
    "ABILITY_SIMPLE": {"formula": "ability_simple", "coefficient": "0.5", "unit_ratio": "0.12", "personal_ratio": "0.12"},
    "OLD_LOAN": {"formula": "old_loan"},
}  # fmt: skip
EARLY = {"age": 40, "born_from": "1900-01-01", "every": 4, "most": 0}
BENT = {
    "min_deposit_months": 999,
    "retirement": dict.fromkeys(("male", "cadre", "worker"), EARLY),
    "down_payment": {"first": Decimal("0.5"), "second": Decimal("0.6"), "proven": {}},
    "commercial_rate": Decimal(9),
    "liquidity": {"0.00": "0.50"},
    "loan_ratio": Decimal("0.96"),
    "counting": dict.fromkeys(("homes", "fund_loans", "mortgages"), False),
    "max_fund_loans": 0,
    "age_limit": {"formula": "fixed", "male": 45, "female": 45},
    "house_age_plus_term": 20,
    "max_months": 12,
    "short_months": 999,
    "rates": (),
    "transferred_months": "count",
}


def situations(make):
    second = make.finding("property", "home", homes_owned=1), make.finding("fund_account", "borrower", loans_used=1)
    moved = (make.finding("fund_account", "borrower", consecutive_months=3, months_moved=24),)
    combined = make.application(commercial_amount=Decimal(200000))
    old = make.application(kind="existing", completed_year=2010)
    for application in (make.application(), combined, old):
        yield application, make.findings(application, credit=True)
        yield application, make.findings(application, *second, credit=True)
        yield application, make.findings(application, *moved, credit=True)


def bent(policy, figure):
    if figure == "rates":
        dearer = {homes: dict.fromkeys(("short", "long"), Decimal(9)) for homes in ("first", "second")}
        return replace(policy, rates=tuple(row._replace(by_homes=dearer) for row in policy.rates))
    return replace(policy, **{figure: BENT[figure]})


@pytest.mark.parametrize("figure", BENT)
def test_every_figure_that_changes_a_cap_is_among_what_the_cap_rests_on(make, figure):
    policy = replace(make.policy, caps=CAPS, age_limit={"formula": "after_retirement", "years": 5})
    unread = replace(policy, confirmed=frozenset(policy.sources) | {f"caps.{code}" for code in CAPS} - {figure})
    changed = set()
    for application, answers in situations(make):
        before, after = (
            judge(Situation.of(application, answers, rules, make.on)).caps for rules in (policy, bent(policy, figure))
        )
        changed |= {code for code in CAPS if before[code] != after[code]}
    assert changed, "the bent figure tells something"
    assert changed <= {code for code in CAPS if figure in doubted_of_cap(code, replace(unread, confirmed=frozenset()))}
    lacking = replace(make.policy, confirmed=make.policy.confirmed - {figure})
    assert figure in doubted("AMOUNT", replace(lacking, caps={code: CAPS[code] for code in changed}))


def test_no_figure_that_a_cap_is_made_with_is_left_unbent(make):
    policy = replace(make.policy, caps=CAPS)
    read = set()
    for application, answers in situations(make):
        reading = Reading(policy)
        situation = replace(Situation.of(application, answers, policy, make.on), policy=reading)
        amount.caps(amount.basis(situation, "first", situation.terms["TERM_POLICY"]), policy)
        assert situation.homes.kind
        read |= {name for name in reading.read if name in policy.sources}
    assert read <= set(BENT)


def test_who_is_granted_less_by_a_cap_nobody_confirmed_is_decided_by_a_person(make):
    application = make.application(amount=Decimal(400000))
    poor = make.findings(
        application,
        *(make.finding("fund_account", who, balance="2000.00") for who in ("borrower", "spouse")),
        credit=True,
    )
    known = replace(make.policy, confirmed=make.policy.confirmed - {"caps.CAP_BALANCE"})
    lowered = decide(application, poor, known, make.on)
    assert (lowered.amount, lowered.binding, lowered.route) == (Decimal("60000.00"), "CAP_BALANCE", "B")
    assert "ROUTE_UNVERIFIED" in lowered.why
    assert decide(application, poor, make.policy, make.on).route == "A", "where its text was read nobody needs to look"
    whole = make.findings(application, credit=True)
    assert decide(application, whole, known, make.on).route == "A", "what lowers nothing refuses nothing"
    shipped = replace(make.policy, unverified=(*make.policy.unverified, "caps.CAP_BALANCE"))
    stored = decide(application, poor, replace(shipped, confirmed=known.confirmed), make.on).to_json()
    assert replayed(stored, application, poor, shipped).outcome == SAME, "decided again by the marks it knew"


@pytest.mark.parametrize("figure", ["max_months", "age_limit", "retirement"])
def test_who_is_granted_less_long_by_a_limit_nobody_confirmed_is_decided_by_a_person(make, figure):
    wished = make.application(amount=Decimal(200000), months=480)
    answers = make.findings(wished, credit=True)
    rules = make.policy if figure == "max_months" else replace(make.policy, max_months=480)
    known = replace(rules, confirmed=frozenset(rules.sources) | rules.confirmed)
    shortened = decide(wished, answers, replace(known, confirmed=known.confirmed - {figure}), make.on)
    assert shortened.months < 480 and "TERM_SHORTENED" in shortened.why
    assert shortened.route == "B" and "ROUTE_UNVERIFIED" in shortened.why
    assert decide(wished, answers, known, make.on).route == "A", "where its text was read nobody needs to look"
    fits = make.application(amount=Decimal(200000), months=120)
    asked = make.findings(fits, credit=True)
    assert decide(fits, asked, replace(known, confirmed=known.confirmed - {figure}), make.on).route == "A"


def test_too_few_months_at_a_centre_whose_rule_nobody_read_go_on_to_a_person(make):
    application, answers = make.application(), few_months(make)
    shipped = without_lanzhou_s_own().in_force("620100", make.on)
    assert collate(application, answers, shipped, make.on).next != "refuse"
    decided = decide(application, answers, shipped, make.on)
    assert (decided.approved, decided.next, decided.route) == (True, "route", "B")
    assert {"ROUTE_UNVERIFIED", "ROUTE_LOOK"} <= set(decided.why)
    (said,) = (result for result in decided.reasons if result.code == "DEPOSIT_MONTHS")
    assert said.outcome is Verdict.LOOK and said.inputs[UNVERIFIED] == [
        "rules.DEPOSIT_MONTHS", "min_deposit_months", "transferred_months",
    ]  # fmt: skip


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
