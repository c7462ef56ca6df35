"""What the data of policy may ask about a case (案情): plain facts by name, and whether a `when` holds for them.

A `when` maps a fact's name to the value it must have, or to a list of values one of which it must have; all must hold.
Materials, linked matters, rules, form fields and declarations use it alike, so that a new one is data.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from chalicelib.domain.form.application import MORTGAGE, Account, Application
from chalicelib.domain.form.codes import MARRIED
from chalicelib.domain.policy import Kind, Policy

Facts = Mapping[str, Any]


def of(application: Application, policy: Policy) -> Facts:
    """Every fact of one application. Raises `KeyError` for a purchase kind the policy does not know."""
    borrower, wish = application.borrower, application.wish
    told = _told(
        home=application.home.kind,
        commercial=wish.commercial_amount,
        guarantee=wish.guarantee,
        marital=borrower.marital,
        children=borrower.minor_children,
        incomes=[(p.monthly_income, p.is_depositor) for p in application.people],
    )
    return {**policy.kinds[application.kind].traits, "kind": application.kind, **told}


def of_form(form: Mapping[str, Any], policy: Policy) -> Facts:
    """What the one form tells so far, as stored JSON: open facts are absent. What the purchase kind settles goes first."""
    people, home, wish = (form.get(name) or {} for name in ("people", "home", "wish"))
    borrower = people[0] if people else {}
    incomes = [(Decimal(p.get("monthly_income") or 0), p.get("is_depositor") is not False) for p in people]
    told = _told(
        home=home.get("kind"),
        commercial=Decimal(wish.get("commercial_amount") or 0),
        guarantee=wish.get("guarantee") or MORTGAGE,
        marital=borrower.get("marital"),
        children=borrower.get("minor_children") or 0,
        incomes=incomes,
    )
    kind = policy.kinds.get(form.get("kind") or "")
    return {**told, **of_kind(kind)} if kind else told


def _told(
    *,
    home: str | None,
    commercial: Decimal,
    guarantee: str,
    marital: str | None,
    children: int,
    incomes: Iterable[tuple[Decimal, bool]],
) -> dict[str, Any]:
    """The facts that do not follow from the purchase kind; `incomes` says of each whether its earner pays deposits."""
    told = {
        "home": home,
        "combination": commercial > 0,
        "guarantee": guarantee,
        "marital": marital,
        "married": None if marital is None else marital in MARRIED,
        "children": children > 0,
        "undeposited_income": any(income > 0 and not deposits for income, deposits in incomes),
    }
    return {name: value for name, value in told.items() if value is not None}


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
    is_open = False
    for name, wanted in when.items():
        if name not in facts:
            is_open = True
        elif not _one_holds(wanted, facts[name]):
            return False
    return None if is_open else True


def remaining(when: Mapping[str, Any], facts: Facts, kind: Kind | None = None) -> Mapping[str, Any] | None:
    """What of a condition is still open: nothing where it holds already, None where it cannot hold any more.

    A purchase kind that leaves a choice narrows it: of several homes wanted, those it takes are left.
    """
    choices = {"home": kind.homes, "combination": kind.combination} if kind else {}
    left: dict[str, Any] = {}
    for name, wanted in when.items():
        possible = (facts[name],) if name in facts else choices.get(name)
        if possible is None:
            left[name] = wanted
            continue
        fitting = [value for value in possible if _one_holds(wanted, value)]
        if not fitting:
            return None
        if len(fitting) < len(possible):
            left[name] = fitting
    return left


def _one_holds(wanted: Any, value: Any) -> bool:
    # To Python nothing and no are equal: 0 == False.
    among = wanted if isinstance(wanted, list) else [wanted]
    return any(one == value and isinstance(one, bool) is isinstance(value, bool) for one in among)
