"""How long the loan may run (贷款期限): every limit computed and named, in whole months; the smallest holds.

A limit is reached on its very day. Who is born on 29 February reaches an age limit on 28 February of a year without one: the
earlier day, as a limit is cautious.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from chalicelib.domain.calendar import add_months, whole_months
from chalicelib.domain.checks.evidence import Evidence
from chalicelib.domain.form.application import Application
from chalicelib.domain.form.people import Person
from chalicelib.domain.judging.retirement import window
from chalicelib.domain.policy import Policy


def limits(application: Application, evidence: Evidence, policy: Policy, on: date) -> dict[str, int]:
    """Every limit that applies, by code. A limit whose figure nobody knows is left out (see rules/term.py)."""
    home = application.home
    months = {
        "TERM_POLICY": policy.max_months,
        "TERM_AGE": min(_until(on, oldest(person, policy)) for person in _aged(application, policy)),
    }
    year = completed_year(application, evidence)
    if year is not None:
        months["TERM_HOUSE_AGE"] = max(0, (policy.house_age_plus_term - (on.year - year)) * 12)
    if home.land_use_ends is not None:
        months["TERM_LAND_USE"] = _until(on, home.land_use_ends)
    return months


def allowed(limits: Mapping[str, int], wished: int) -> int:
    """The term granted: what is wished, or the smallest limit if that is less."""
    return min(wished, *limits.values())


def completed_year(application: Application, evidence: Evidence) -> int | None:
    """The year the building was finished, whatever kind of home it is said to be: the register's, or an earlier one that the form states."""
    known = [year for year in (year_told(evidence), application.home.completed_year) if year]
    return min(known, default=None)


def year_told(evidence: Evidence) -> int | None:
    """The year the register tells; None where it tells none."""
    year = (evidence.facts("property", "home") or {}).get("completed_year")
    return int(year) if year else None


def spouse_allows(application: Application, policy: Policy, on: date) -> int | None:
    """How many months the spouse's age would allow, where `age_limit` wants it looked at; None where it does not, or there is no spouse."""
    looked_at, spouse = policy.age_limit.get("spouse") == "look", application.spouse
    return _until(on, oldest(spouse, policy)) if spouse and looked_at else None


def _aged(application: Application, policy: Policy) -> Iterator[Person]:
    yield application.borrower
    if policy.age_limit.get("spouse") == "counts" and application.spouse:
        yield application.spouse


def oldest(person: Person, policy: Policy) -> date:
    """The day by which the loan must be repaid because of somebody's age: `fixed` years, or some `after_retirement`."""
    limit = policy.age_limit
    if limit["formula"] == "after_retirement":
        return add_months(window(person, policy)[0], 12 * int(limit["years"]))
    return add_months(person.birth, 12 * int(limit["male" if person.is_male else "female"]))


def _until(on: date, end: date) -> int:
    return max(0, whole_months(on, end))
