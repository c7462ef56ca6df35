"""What has to be answered (应答事项) before a case is decided: every check of its linked matters, about everybody it asks about."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from chalicelib.domain.checks.declaration import About, Check
from chalicelib.domain.checks.declared import CHECKS, declared
from chalicelib.domain.checks.facts import Kinds
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.domain.form.application import Application
from chalicelib.domain.form.people import Party
from chalicelib.domain.matters import checks, off_site_depositors
from chalicelib.domain.policy import Policy

Place = tuple[str, str]  # check and subject: a person's key, or `home`


def expected(application: Application, policy: Policy) -> tuple[Place, ...]:
    """Every check and subject that must have an answer. Raises `UndeclaredCheck` for a linked check nobody declared."""
    linked = {declared(code).code for code in checks(application, policy)}
    return tuple(
        (check.code, subject)
        for check in CHECKS.values()
        if check.code in linked
        for subject in subjects(check, application, policy)
    )


def subjects(check: Check, application: Application, policy: Policy) -> tuple[str, ...]:
    """Whom a check asks about: keys of people, or `home`."""
    return (check.subject,) if check.subject else tuple(p.key for p in _PEOPLE[check.about](application, policy))


def unanswered(check: str, subject: str) -> Finding:
    """What is known of a check that should have answered and did not."""
    return Finding(check, subject, Outcome.UNAVAILABLE, declared(check).unavailable)


_PEOPLE: Mapping[About, Callable[[Application, Policy], Sequence[Party]]] = {
    "each": lambda application, policy: application.people,
    "every_party": lambda application, policy: application.parties,
    "off_site_depositors": off_site_depositors,
}


def is_told(finding: Finding, name: str) -> bool:
    """Whether an answer tells that fact in a way the rules can use."""
    kinds = declared(finding.check).kinds
    return name in kinds and _is(finding.facts.get(name), kinds[name])


def _is(value: Any, kinds: Kinds) -> bool:
    """True for a usable fact: text that is not empty, a number not below zero, true or false."""
    if Decimal in kinds:
        try:
            return isinstance(value, str) and 0 <= Decimal(value) < Decimal("Infinity")
        except InvalidOperation:
            return False
    if int in kinds:
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return isinstance(value, kinds) and value != ""
