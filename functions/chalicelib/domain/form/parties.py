"""Who is who in an application (各方). Four sets that are not the same, and are never taken for one another:

the household (家庭) whose homes and loans count together, those who owe the loan (借款各方: `application.people`), the owners (产权人) the
home is or will be registered to, and the mortgagors (抵押人), who are the owners. What somebody declares never takes them out of one.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from chalicelib.domain.calendar import OF_AGE, years_old
from chalicelib.domain.form.application import Application
from chalicelib.domain.form.codes import MARRIED
from chalicelib.domain.form.people import IDENTITY, RESIDENT_ID, Child, Party, Person, is_co_owner
from chalicelib.domain.policy import Authorisation, Policy

HOUSEHOLD = ("borrower", "spouse")


def household(application: Application) -> tuple[Person, ...]:
    """Whose homes and loans count together: borrower and spouse."""
    return tuple(person for person in application.people if person.key in HOUSEHOLD)


def misstated_of_couple(people: Sequence[tuple[str, str | None]]) -> Iterator[tuple[str, str]]:
    """Whether what is stated of a couple (夫妻) fits together, in a form and in a quote alike: a spouse is there exactly where the borrower is married, and is
    so too. Code and JSON pointer of what does not, of each one's key and marital status (婚姻状况), the borrower's first; None: nothing is said of it."""
    is_married = {place: marital in MARRIED for place, (_, marital) in enumerate(people) if marital is not None}
    spouses = [place for place, (key, _) in enumerate(people) if key == "spouse"]
    if is_married.get(0) is True and not spouses:
        yield "SPOUSE_MISSING", "/people"
    if is_married.get(0) is False and spouses:
        yield "SPOUSE_UNEXPECTED", "/people/0/marital"
    for place in spouses:
        if place and is_married.get(place) is False:
            yield "SPOUSE_NOT_MARRIED", f"/people/{place}/marital"


def is_minor(child: Child, on: date) -> bool:
    """Not eighteen yet on that day (民法典 17); one whose number tells no day of birth counts as a minor."""
    return _is_under_age(_day(child.id_number[6:14]), on)


def is_named_under_age(entry: Mapping[str, Any], on: date) -> bool:
    """The same of whom an entry of the form names, as far as it is filled in."""
    return _is_under_age(_birth_named(entry, on), on)


def is_birth_untold(entry: Mapping[str, Any], on: date) -> bool:
    """Whether an entry has the number of a document that does not tell the day of birth, and nobody has typed that day yet."""
    return bool(entry.get("id_number")) and _birth_named(entry, on) is None


def _birth_named(entry: Mapping[str, Any], on: date) -> date | None:
    """The day of birth an entry tells. A resident ID, and whatever number tells that day, tells it alone: what is typed as the day of birth is for
    documents that do not tell it. Of which kind the document is nobody has said yet where the form has no kind: eighteen signs are a resident's."""
    from chalicelib.domain.form import identifiers  # most functions ask about nobody's form

    number = str(entry.get("id_number") or "")
    if told := identifiers.birth_told(number, on):
        return told
    kind = entry.get("id_type")
    is_resident = kind == RESIDENT_ID or (kind is None and len(number) == 18)
    return _day(number[6:14] if is_resident else str(entry.get("born") or ""))


def _day(digits: str) -> date | None:
    """A day of the calendar, with dashes or without; None for what is none."""
    try:
        return date.fromisoformat(digits)
    except ValueError:
        return None


def _is_under_age(born: date | None, on: date) -> bool:
    return born is None or years_old(born, on) < OF_AGE


def in_roles(application: Application, roles: Collection[str]) -> tuple[Person, ...]:
    """Who owes the loan in those roles: borrower, spouse, co_borrower. A co-owner is in none of them."""
    return tuple(person for person in application.people if role(person) in roles)


def role(person: Person) -> str:
    """The role of one who owes the loan, whichever of several it is."""
    return person.key.rstrip("0123456789_")


def asked(policy: Policy, key: str) -> dict[str, Authorisation]:
    """What is asked of a party (授权事项), by use: of a co-owner who they are, of who owes the loan everything else."""
    return {use: one for use, one in policy.authorisations.items() if (use == IDENTITY) == is_co_owner(key)}


def depositors(application: Application) -> tuple[Person, ...]:
    """Everybody who owes the loan and says they deposit (缴存): whose deposits may count for it."""
    return tuple(person for person in application.people if person.is_depositor)


def always_with_the_fund(application: Application) -> tuple[Person, ...]:
    """Whom every release asked the fund about: the household, and who else says they deposit. Today each who owes the loan is asked about."""
    return tuple(person for person in application.people if person.key in HOUSEHOLD or person.is_depositor)


def owners(application: Application, title: Mapping[str, Any]) -> tuple[Party, ...]:
    """The parties the home is or will be registered to, as the facts of the property check name them; none where they name nobody."""
    return tuple(party for party in application.parties if party.key in title.get("owners", ()))


def mortgagors(application: Application, title: Mapping[str, Any]) -> tuple[Party, ...]:
    """Who mortgages the home: its owners (民法典 395), whoever borrows. Where no answer names them, every party signs. Co-owners are in
    the case for nothing else."""
    named = owners(application, title)
    return (
        tuple(one for one in application.parties if one in named or is_co_owner(one.key))
        if named
        else application.parties
    )
