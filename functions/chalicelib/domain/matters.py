"""Linked matters (联办事项): what an application sets going, and so which checks are asked. Nothing else is started."""

from chalicelib.domain.form import circumstances
from chalicelib.domain.form.application import Application
from chalicelib.domain.form.people import Person
from chalicelib.domain.policy import Matter, Policy


def linked(application: Application, policy: Policy) -> tuple[Matter, ...]:
    """The matters of one application, in the order of the policy."""
    facts = circumstances.of(application, policy)
    return tuple(matter for matter in policy.matters if circumstances.holds(matter.when, facts))


def checks(application: Application, policy: Policy) -> frozenset[str]:
    """The codes of the checks those matters need, see checks/declared.py."""
    return frozenset(check for matter in linked(application, policy) for check in matter.checks)


def off_site_depositors(application: Application, policy: Policy) -> tuple[Person, ...]:
    """The parties whose deposits are at a centre other than the one that lends (异地缴存), as the form says."""
    return tuple(
        person
        for person in application.people
        if person.is_depositor and person.deposit_centre and person.deposit_centre not in policy.own
    )
