"""What has to be answered (应答事项) before a case is decided: every check of its linked matters, about everybody it asks about."""

from collections.abc import Callable, Mapping, Sequence

from chalicelib.domain.checks.declaration import About, Check
from chalicelib.domain.checks.declared import CHECKS, declared
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.domain.form.application import Application, Person
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


_PEOPLE: Mapping[About, Callable[[Application, Policy], Sequence[Person]]] = {
    "each": lambda application, policy: application.people,
    "off_site_depositors": off_site_depositors,
}
