"""What a question states, as the rules read it: an application like any other, whose every answer says what was stated."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from chalicelib.domain.calendar import whole_months
from chalicelib.domain.checks.declaration import Check
from chalicelib.domain.checks.declared import CHECKS
from chalicelib.domain.checks.expected import subjects, unanswered
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.domain.form.application import Account, Application, Home, OldLoan, Wish
from chalicelib.domain.form.people import Person
from chalicelib.domain.judging import own_share
from chalicelib.domain.judging.amount import CHILDREN_PROOF, INCOME_PROOF
from chalicelib.domain.judging.homes import REJECT, SECOND
from chalicelib.domain.judging.rule import Situation
from chalicelib.domain.loan.money import yuan
from chalicelib.domain.policy import Policy
from chalicelib.domain.quote.asked import Asked, Party, Replaced

_NOBODY = Account("", "", "")
_UNSAID = "unsaid"
_ZERO = Decimal(0)
Facts = Mapping[str, Any]


def situation(asked: Asked, policy: Policy, on: date, sort: type[Situation] = Situation) -> Situation:
    """What the rules read of it. Raises `KeyError` for a purchase kind the policy does not know."""
    application = _application(asked, policy)
    stated = sort.of(application, tuple(_findings(asked, application, policy, on)), policy, on)
    if asked.home.down_payment is not None or asked.home.kind == "own":
        return stated
    home = replace(stated.application.home, down_payment=least_down_payment(stated))
    return replace(stated, application=replace(stated.application, home=home))  # no answer depends on it


def least_down_payment(stated: Situation) -> Decimal:
    """The smallest down payment allowed for this family's home, to the cent."""
    return yuan(stated.application.home.price * least_share(stated))


def least_share(stated: Situation) -> Decimal:
    """The share of the price that is, with the proofs they say they will bring."""
    kind = stated.homes.kind
    return own_share.share(stated, SECOND if kind in (None, REJECT) else kind)


def provable(policy: Policy) -> list[str]:
    """The materials that may be said to be brought, by their codes in the guide's order: what some cap is raised for, or makes less enough. Any other
    changes no quote."""
    raise_caps = {uplift.get("proof") for cap in policy.caps.values() for uplift in cap.get("uplifts", ())}
    return [one.code for one in policy.materials if one.code in raise_caps | own_share.proven(policy).keys()]


def _application(asked: Asked, policy: Policy) -> Application:
    home = asked.home
    return Application(
        centre=asked.centre,
        kind=asked.kind,
        people=tuple(_person(party, policy) for party in asked.people),
        home=Home(
            home.kind, asked.centre, "", "", _ZERO, home.price, down_payment=home.down_payment or _ZERO,
            appraisal=home.appraisal, completed_year=home.completed_year, land_use_ends=home.land_use_ends,
        ),
        wish=Wish(
            home.price if asked.amount is None else asked.amount,
            policy.max_months if asked.months is None else asked.months, asked.method, "", "", asked.commercial,
            commercial_months=asked.commercial_months, commercial_method=asked.commercial_method,
        ),
        documents=dict.fromkeys(_proofs(asked), (_UNSAID,)),
        old_loan=None if asked.old_loan is None else _old_loan(asked.old_loan),
    )  # fmt: skip


def _proofs(asked: Asked) -> Iterator[str]:
    """What is taken to be uploaded, as `Application.documents` names it; each person's income has a proof of its own."""
    if asked.children_proven:
        yield CHILDREN_PROOF
    if asked.income_proven:
        yield from (f"{INCOME_PROOF}.{party.key}" for party in asked.people)
    yield from asked.proofs


def _old_loan(old: Replaced) -> OldLoan:
    return OldLoan(
        "", "", "borrower", _NOBODY, old.paid_out_on, old.amount, old.principal_left, combination=old.combination
    )


def _person(party: Party, policy: Policy) -> Person:
    centre = party.deposits.centre if party.deposits else None
    return Person(
        party.key, "", "", "", party.marital, party.income,
        is_depositor=party.deposits is not None, minor_children=party.minor_children, born=party.born, sex=party.sex,
        post=party.post, deposit_centre=None if centre in policy.own else centre,
    )  # fmt: skip


def _findings(asked: Asked, application: Application, policy: Policy, on: date) -> Iterator[Finding]:
    """What every agency would answer if all that was stated is true. What nobody states stays open: a person looks at it."""
    parties = {party.key: party for party in asked.people}
    for check in CHECKS.values():
        for subject in subjects(check, application, policy):
            facts = _facts(check, asked, parties.get(subject, asked.borrower), on)
            if facts is None:
                yield unanswered(check.code, subject)
            else:
                yield Finding(check.code, subject, Outcome.CONFIRMED, "", facts, by="applicant")


def _facts(check: Check, asked: Asked, party: Party, on: date) -> Facts | None:
    """What a check would answer; None for one of which nothing is stated."""
    return STATED[check.code](asked, party, on) if check.code in STATED else check.stated


def _fund_account(asked: Asked, party: Party, on: date) -> Facts:
    history = {"loans_used": party.loans_used, "unsettled_loan": party.unsettled_loan}
    told = {**_account(party), "flexible": False} if party.deposits else history
    return {
        **told,
        "withdrawal_in_flight": False,
        "fraud_told": True,
        "withdrawal_fraud_on": None,
        "loan_fraud_on": None,
    }


def _off_site(asked: Asked, party: Party, on: date) -> Facts:
    account = _account(party)
    return {**account, "loan_balance": str(int(account["unsettled_loan"]))}


def _account(party: Party) -> Facts:
    paid = party.deposits
    assert paid is not None, "only depositors are asked about"
    return {
        "status": paid.status, "centre": paid.centre, "consecutive_months": paid.months, "base": str(paid.base),
        "monthly_deposit": str(paid.monthly), "balance": str(paid.balance), "loans_used": paid.loans_used,
        "unsettled_loan": paid.unsettled_loan,
    }  # fmt: skip


def _property(asked: Asked, party: Party, on: date) -> Facts:
    home = asked.home
    return {
        "filed": True, "filed_price": str(home.price), "filed_on": "", "regulated_account": _UNSAID,
        "homes_owned": home.owned, "homes_in_district": home.owned_near, "seized": False, "mortgaged": home.kind == "own",
        "completed_year": home.completed_year, "defects": [],
    }  # fmt: skip


def _old_loan_told(asked: Asked, party: Party, on: date) -> Facts | None:
    """What is left of the loan is stated; the account it is repaid to concerns nobody yet."""
    left = asked.old_loan and asked.old_loan.principal_left
    return (
        None if left is None else {"account": _UNSAID, "holder": _UNSAID, "payoff": f"{left:.2f}", "on": on.isoformat()}
    )


def _report(asked: Asked, party: Party, on: date) -> Facts:
    """The credit report. What was stated of debts leaves out the loan to be replaced; the report shows that one too."""
    credit, replaced, old = party.credit, {}, asked.old_loan if party is asked.borrower else None
    if old is not None:
        on_time = whole_months(old.paid_out_on, on) if old.months_on_time is None else old.months_on_time
        replaced = {"old_loan_unsettled": True, "old_loan_due": "0", "old_loan_months_on_time": on_time}
    return {
        "report_hash": "",
        "max_consecutive_overdue_24m": credit.consecutive_overdue,
        "total_overdue_24m": credit.total_overdue,
        "current_overdue": str(credit.current_overdue),
        "monthly_debt": str(credit.monthly_debt),
        "unsettled_housing_loans": credit.unsettled_housing_loans + (old is not None),
        "bad_status": False,
        "loan_queries_3m": 0,
        **replaced,
    }


# What a check answers where that depends on what is asked; of the others it is declared (`Check.stated`).
STATED: Mapping[str, Callable[[Asked, Party, date], Facts | None]] = {
    "fund_account": _fund_account,
    "off_site": _off_site,
    "property": _property,
    "old_loan": _old_loan_told,
    "credit": _report,
}
