"""民政 marriage register: the marriages it handled itself; what courts decided is not in it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from chalicelib.agencies import exchange, former
from chalicelib.agencies.civil_affairs.answers import meaning
from chalicelib.agencies.civil_affairs.standing import OrderUntold, divorced_on, standing
from chalicelib.agencies.purpose import Purpose
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.domain.form.application import Application
from chalicelib.domain.form.people import Person

T = TypeVar("T")
RECORDS = exchange.Service("civil_affairs", "s_11620000MB0000002P_0001")


def marriage(application: Application, purpose: Purpose) -> Finding:
    """The borrower's marital status and spouse (婚姻登记信息核验, matter M3, replaces A04), and when either of the two was divorced last."""
    borrower = application.borrower
    params = {"cert_num_man": borrower.id_number, "name_man": borrower.name}  # used for either sex
    use = purpose.about(borrower.key, "M3", "A04")
    found = _asked(params, use, lambda data: meaning(application, data["records"]))
    spouse = application.spouse
    if spouse is None or found.outcome is Outcome.CONTRADICTED:
        return found
    day = _divorced_on(spouse, purpose)
    return replace(found, facts={**found.facts, "spouse_divorced_on": day}) if day else found


def _divorced_on(person: Person, purpose: Purpose) -> str | None:
    params = {"cert_num_man": person.id_number, "name_man": person.name}
    return _asked(params, purpose.about(person.key, "M3"), lambda data: divorced_on(data["records"], person.id_number))


def status_of(key: str, name: str, id_number: str, purpose: Purpose) -> str | None:
    """`married` or `divorced`, as the register has one person (matter M3); None where it has no record, or does not tell which
    of two stands. Nothing of anybody else."""
    params = {"cert_num_man": id_number, "name_man": name}
    return _asked(params, purpose.about(key, "M3"), _status)


def _asked(params: Mapping[str, str], purpose: Purpose, read: Callable[[Any], T]) -> T:
    return former.call(RECORDS, params, "cert_num_man", "records", purpose, read)


def _status(data: Mapping[str, Any]) -> str | None:
    try:
        change = standing(data["records"])
    except OrderUntold:
        return None
    return change[0] if change else None
