"""Who may borrow for which home (贷款条件): each rule a small named function; all are evaluated, none hides another.

A rule passes, fails, or says that a person must look: it looks while an answer it needs is open, so a failure always
rests on settled answers only.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from chalicelib.domain import credit, homes, term
from chalicelib.domain.application import Application
from chalicelib.domain.calendar import years_old
from chalicelib.domain.evidence import Evidence
from chalicelib.domain.finding import Finding
from chalicelib.domain.money import yuan
from chalicelib.domain.policy import Policy
from chalicelib.domain.retirement import window
from chalicelib.domain.rule import Rule, RuleResult, Situation, Verdict, passes

NORMAL = "01"  # JGJ/T 320 A.6
FROZEN = "06"


def before_credit(
    application: Application, findings: Sequence[Finding], policy: Policy, on: date
) -> tuple[RuleResult, ...]:
    """Every rule that needs no credit report. A failure here ends the case before the credit bureau is asked."""
    return _all(BEFORE_CREDIT, Situation(application, Evidence(application, findings), policy, on))


def after_credit(
    application: Application, findings: Sequence[Finding], policy: Policy, on: date
) -> tuple[RuleResult, ...]:
    """Every rule about the credit reports (征信) of all parties."""
    return _all(credit.RULES, Situation(application, Evidence(application, findings), policy, on))


def contributors(evidence: Evidence, policy: Policy) -> list[Mapping[str, Any]]:
    """The accounts whose deposits count for the amount: in normal standing and long enough."""
    accounts = (evidence.facts("fund_account", person.key) for person in evidence.depositors)
    return [
        account
        for account in accounts
        if account is not None
        and account["status"] == NORMAL
        and int(account["consecutive_months"]) >= policy.min_deposit_months
    ]


def _all(rules: Sequence[Rule], situation: Situation) -> tuple[RuleResult, ...]:
    return tuple(result for rule in rules for result in rule(situation))


def _alive(s: Situation) -> Iterator[RuleResult]:
    for person in s.application.people:
        found = s.evidence.finding("identity", person.key)
        if found is None or not s.evidence.settled("identity", person.key):
            yield s.result("ALIVE", Verdict.LOOK, person.key)
            continue
        # A number that belongs to somebody of another name says nothing about this person.
        somebody_else = "4" in (found.facts.get("name_match"), found.facts.get("number_match"))
        alive = bool(found.facts.get("alive", True)) or somebody_else
        yield s.result("ALIVE", passes(alive), person.key, alive=alive)


def _adult(s: Situation) -> Iterator[RuleResult]:
    age = years_old(s.application.borrower.birth, s.on)
    holds = passes(age >= s.policy.min_age) if s.evidence.certain("borrower") else Verdict.LOOK
    yield s.result("ADULT", holds, "borrower", age=age, needed=s.policy.min_age)


def _not_retired(s: Situation) -> Iterator[RuleResult]:
    """Past the statutory age fails. A woman retires by her post: between both of its days a person looks."""
    earliest, latest = window(s.application.borrower, s.policy)
    outcome = Verdict.PASS if s.on < earliest else Verdict.FAIL if s.on >= latest else Verdict.LOOK
    if not s.evidence.certain("borrower"):
        outcome = Verdict.LOOK
    yield s.result("RETIREMENT", outcome, "borrower", earliest=earliest.isoformat(), latest=latest.isoformat())


def _depositor(s: Situation) -> Iterator[RuleResult]:
    yield s.result("DEPOSITOR", passes(s.application.borrower.is_depositor), "borrower")


def _account_normal(s: Situation) -> Iterator[RuleResult]:
    """The borrower's account must be normal; another party's that is not simply does not count, unless it is frozen."""
    for person, account in _accounts(s):
        if account is None:
            yield s.result("ACCOUNT_NORMAL", Verdict.LOOK, person)
        else:
            status = account["status"]
            holds = status == NORMAL or (person != "borrower" and status != FROZEN)
            yield s.result("ACCOUNT_NORMAL", passes(holds), person, status=status)


def _deposit_months(s: Situation) -> Iterator[RuleResult]:
    account, needed = s.evidence.facts("fund_account", "borrower"), s.policy.min_deposit_months
    if account is None:
        yield s.result("DEPOSIT_MONTHS", Verdict.LOOK, "borrower", needed=needed)
    else:
        months = int(account["consecutive_months"])
        yield s.result("DEPOSIT_MONTHS", passes(months >= needed), "borrower", months=months, needed=needed)


def _deposit_place(s: Situation) -> Iterator[RuleResult]:
    for person, account in _accounts(s):
        here = account is not None and account["centre"] in s.policy.serves
        centre = account["centre"] if account else None
        yield s.result("DEPOSIT_PLACE", Verdict.PASS if here else Verdict.LOOK, person, centre=centre)


def _fund_loan_settled(s: Situation) -> Iterator[RuleResult]:
    for person, account in _accounts(s):
        holds = Verdict.LOOK if account is None else passes(not account["unsettled_loan"])
        yield s.result("FUND_LOAN_SETTLED", holds, person)


def _withdrawal_done(s: Situation) -> Iterator[RuleResult]:
    for person, account in _accounts(s):
        holds = Verdict.LOOK if account is None else passes(not account.get("withdrawal_in_flight"))
        yield s.result("WITHDRAWAL_DONE", holds, person)


def _homes(s: Situation) -> Iterator[RuleResult]:
    count = homes.of_family(s.evidence, s.policy.max_fund_loans)
    outcome = Verdict.LOOK if count.kind is None or count.look else passes(count.kind != homes.REJECT)
    yield s.result("HOMES", outcome, "borrower", kind=count.kind, owned=count.owned, loans_used=count.loans_used)


def _not_seized(s: Situation) -> Iterator[RuleResult]:
    title = s.evidence.facts("property", "home")
    yield s.result("NOT_SEIZED", Verdict.LOOK if title is None else passes(not title["seized"]), "home")


def _not_mortgaged(s: Situation) -> Iterator[RuleResult]:
    title = s.evidence.facts("property", "home")
    free = title is not None and not title["mortgaged"]
    yield s.result("NOT_MORTGAGED", Verdict.PASS if free else Verdict.LOOK, "home")


def _down_payment(s: Situation) -> Iterator[RuleResult]:
    kind = homes.of_family(s.evidence, s.policy.max_fund_loans).kind
    paid = s.application.home.down_payment
    if kind is None or kind == homes.REJECT:
        yield s.result("DOWN_PAYMENT", Verdict.LOOK, "home", paid=f"{paid:.2f}")
        return
    needed = yuan(s.application.home.price * s.policy.down_payment[kind])
    yield s.result(
        "DOWN_PAYMENT", passes(paid >= needed), "home", homes=kind, paid=f"{paid:.2f}", needed=f"{needed:.2f}"
    )


def _term(s: Situation) -> Iterator[RuleResult]:
    """Some term must be left; and the age of an existing home must be known to say so."""
    limits = term.limits(s.application, s.evidence, s.policy, s.on)
    outcome = passes(min(limits.values()) >= 1)
    unknown_age = s.application.home.kind == "existing" and "TERM_HOUSE_AGE" not in limits
    if not s.evidence.certain("borrower") or (unknown_age and outcome is Verdict.PASS):
        outcome = Verdict.LOOK
    yield s.result("TERM", outcome, "home", **limits)


def _accounts(s: Situation) -> Iterator[tuple[str, Mapping[str, Any] | None]]:
    for person in s.evidence.depositors:
        yield person.key, s.evidence.facts("fund_account", person.key)


BEFORE_CREDIT: Sequence[Rule] = (
    _alive, _adult, _not_retired, _depositor, _account_normal, _deposit_months, _deposit_place, _fund_loan_settled,
    _withdrawal_done, _homes, _not_seized, _not_mortgaged, _down_payment, _term,
)  # fmt: skip
