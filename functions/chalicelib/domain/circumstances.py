"""What the data of policy may ask about a case (案情): plain facts by name, and whether a `when` holds for them.

A `when` maps a fact's name to the value it must have, or to a list of values one of which it must have; all must hold.
Materials, linked matters, rules, form fields and declarations use it alike, so that a new one is data.
"""

from collections.abc import Mapping
from typing import Any

from chalicelib.domain.application import Account, Application
from chalicelib.domain.evidence import MARRIED
from chalicelib.domain.policy import Kind, Policy

Facts = Mapping[str, Any]


def of(application: Application, policy: Policy) -> Facts:
    """Every fact of one application. Raises `KeyError` for a purchase kind the policy does not know."""
    borrower = application.borrower
    return {
        **policy.kinds[application.kind].traits,
        "kind": application.kind,
        "home": application.home.kind,
        "combination": application.wish.commercial_amount > 0,
        "marital": borrower.marital,
        "married": borrower.marital in MARRIED,
        "children": borrower.minor_children > 0,
        "undeposited_income": any(p.monthly_income > 0 and not p.is_depositor for p in application.people),
    }


def of_kind(kind: Kind) -> Facts:
    """What is known from the purchase kind alone: what is still open is absent."""
    known = {**kind.traits, "kind": kind.code}
    for name, allowed in (("home", kind.homes), ("combination", kind.combination)):
        if len(allowed) == 1:
            known[name] = allowed[0]
    return known


def payee(application: Application, policy: Policy) -> Account:
    """Whom the loan is paid to (受托支付): what the purchase kind says. Raises `ValueError` where the form lacks it."""
    return application.payee(policy.kinds[application.kind].payee)


def holds(when: Mapping[str, Any], facts: Facts) -> bool | None:
    """True or false, or None while a fact it asks about is open. A false condition is false whatever is open."""
    answers = [_one_holds(wanted, facts[name]) if name in facts else None for name, wanted in when.items()]
    return False if False in answers else None if None in answers else True


def _one_holds(wanted: Any, value: Any) -> bool:
    return value in wanted if isinstance(wanted, list) else bool(value == wanted)
