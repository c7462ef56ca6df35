"""The property check (M4 and M7 together): what housing and registry say about the home and the family's other homes.

An own home (自有住房) is not bought now, so no contract is asked for (no M4): its owners and what lies on it count.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from chalicelib import clock
from chalicelib.agencies import filed, housing, minors, owned, registry, titled
from chalicelib.agencies.housing.answers import Filing
from chalicelib.agencies.minors import Minors
from chalicelib.agencies.owned import Record
from chalicelib.agencies.purpose import Purpose
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.domain.checks.uses import Use, use_of
from chalicelib.domain.form import normal, parties
from chalicelib.domain.form.application import Application

OWN = "own"
NOBODY_S: Mapping[str, registry.Title | None] = MappingProxyType({})


def check(application: Application, purpose: Purpose) -> Finding:
    """Asks for the contract filing, everything the family holds or has bought, and what lies on the home if it is theirs."""
    children = minors.of_household(application, purpose, clock.today())
    filing = None if application.home.kind == OWN else housing.contract(application, purpose)
    held = [*_held(application, family(application), purpose), *minors.held_by(children.wards, purpose)]
    unit = _unit(application, _telling(filing), held, purpose)
    meanwhile = _meanwhile(application, filing, held, children, purpose)
    found = property_finding(application, filing, unit, held, meanwhile, children)
    return _beside(application, filing, found, purpose)


def _held(application: Application, keys: Iterable[str], purpose: Purpose) -> list[Record]:
    held: list[Record] = []
    for key in keys:
        held += registry.titles_of(application, key, purpose)
        held += housing.bought_by(application, key, purpose)
    return held


def _beside(application: Application, filing: Filing | None, found: Finding, purpose: Purpose) -> Finding:
    """The finding, with how many homes those have who buy the home with the family and borrow: no homes of the family's. Nobody is asked what
    else somebody has who only owns the home with them."""
    owners = parties.owners(application, found.facts)
    others = [one.key for one in owners if one in application.people and one.key not in family(application)]
    if not others:
        return found
    counted = owned.counted(_held(application, others, purpose), {})
    homes = [number for number, use in counted.items() if use is not Use.OTHER and number != _this(application, filing)]
    return replace(found, facts={**found.facts, "homes_of_co_buyers": len(homes)})


def _meanwhile(
    application: Application, filing: Filing | None, held: list[Record], children: Minors, purpose: Purpose
) -> dict[str, registry.Title | None]:
    """Who by now has a title to what the family has bought besides: only that tells whether it is still theirs."""
    known = {ward.child.id_number: (ward.guardian, ward.place) for ward in children.wards}
    known |= {person.id_number: (person.key, "") for person in parties.household(application)}
    asked = dict[str, registry.Title | None]()
    for number, filings in owned.only_filed(held).items():
        buyers = [known[buyer] for one in filings for buyer in one.buyers & known.keys()]
        if buyers and number != _this(application, filing):
            key, place = min(buyers, key=lambda buyer: (bool(buyer[1]), *buyer))  # of themselves before of a child
            asked[number] = registry.title_of(number, key, purpose.of_child(place) if place else purpose)
    return asked


def _this(application: Application, filing: Filing | None) -> str:
    return filing.unit_number if filing else normal.number(application.home.unit_number)


def _unit(
    application: Application, filing: Filing | None, held: Iterable[Record], purpose: Purpose
) -> registry.Unit | None:
    """What lies on the home; None, and nobody is asked, unless a record of the agencies ties it to a party: a form can name any home."""
    # The filing knows the true unit: a slip in the form must not hide what lies on it.
    number = _this(application, filing)
    records = _tying(application, filing, held, purpose)
    tied = any(record.unit_number == number and _is_theirs(application, record) for record in records)
    return registry.unit(application.home, number, purpose) if tied else None


def _tying(
    application: Application, filing: Filing | None, held: Iterable[Record], purpose: Purpose
) -> Iterator[Record]:
    """The records that can tie the home to a party: the contract's filing, or for an own home what the parties hold, the family first."""
    if application.home.kind != OWN:
        yield from [filing] if filing else []
        return
    yield from held
    for person in application.people:
        if person.key not in family(application):
            yield from registry.titles_of(application, person.key, purpose)


def _is_theirs(application: Application, record: Record) -> bool:
    """Whether a record in force names who borrows as buyer or owner."""
    if isinstance(record, Filing):
        return record.status == "1" and bool(record.buyers & filed.borrowers(application))
    return record.current and bool(record.owners & filed.borrowers(application))


def family(application: Application) -> list[str]:
    """The parties whose homes count (套数认定, docs/domain.md 2.3): borrower and spouse, whatever they declare; beside their minor children."""
    return [person.key for person in parties.household(application)]


def property_finding(
    application: Application,
    filing: Filing | None,
    unit: registry.Unit | None,
    held: Iterable[Record],
    meanwhile: Mapping[str, registry.Title | None] = NOBODY_S,
    children: Minors = minors.NONE,
) -> Finding:
    """What the answers mean together. `facts.defects` names everything that contradicts the form; the code, the first.

    A seizure, a mortgage or a third home contradicts nothing that was said: those are facts, and the rules judge them.
    `unit` is None where the registry was not asked: then `facts` say nothing of what lies on the home.
    """
    own = application.home.kind == OWN
    whole, filing = filing, _telling(filing)
    several = whole if whole is not filing else None
    of_title = titled.differences(application, filing, unit) if own or filing else []
    defects = [*dict.fromkeys((*filed.differences(application, filing), *of_title))]
    of_several = [filed.DIFFER] if several else []
    doubts = [
        *dict.fromkeys((*of_several, *filed.doubts(application, filing), *titled.doubts(application, filing, unit)))
    ]
    facts = _facts(application, filing, unit, owned.counted(list(held), meanwhile), defects, doubts)
    facts |= minors.facts(children)
    if several:
        facts = {**facts, **filed.of_several(application, several)}
        return Finding("property", "home", Outcome.AMBIGUOUS, filed.DIFFER, facts)
    if not own and filing is None:
        return Finding("property", "home", Outcome.NOT_FOUND, "FILING_NOT_FOUND", facts)
    if defects:
        return Finding("property", "home", Outcome.CONTRADICTED, defects[0], facts)
    if application.home.kind != "new" and (unit is None or unit.title is None):
        return Finding("property", "home", Outcome.NOT_FOUND, "TITLE_NOT_FOUND", facts)
    if doubts:
        return Finding("property", "home", Outcome.AMBIGUOUS, doubts[0], facts)
    return Finding("property", "home", Outcome.CONFIRMED, "TITLE_CONFIRMED" if own else "PROPERTY_CONFIRMED", facts)


def _telling(filing: Filing | None) -> Filing | None:
    """A filing that tells: none of several that differ does."""
    return None if filing is None or filing.is_one_of_several else filing


def _facts(
    application: Application,
    filing: Filing | None,
    unit: registry.Unit | None,
    counted: Mapping[str, Use],
    defects: list[str],
    doubts: list[str],
) -> dict[str, Any]:
    this = _this(application, filing)
    others, unclear = (
        {number for number, use in counted.items() if use is wanted and number != this}
        for wanted in (Use.HOME, Use.UNCLEAR)
    )
    facts = {
        **filed.facts(application, filing),
        **titled.facts(application, unit),
        "homes_owned": len(others),
        "homes_in_district": sum(_district(number) == _district(this) for number in others),
        "defects": defects,
    }
    if filing or (unit and unit.title):
        stated = filing.use if filing else "", unit.title.use if unit and unit.title else ""
        facts["use"] = use_of("、".join(filter(None, stated)))
    if others:
        facts["homes_counted"] = sorted(others)
    if unclear:
        facts["homes_unclear"] = len(unclear)
        facts["homes_unclear_in_district"] = sum(_district(number) == _district(this) for number in unclear)
    if doubts:
        facts["doubts"] = doubts
    return facts


def _district(unit_number: str) -> str:
    """The county or district of a unit (不动产单元号 begins with its division, GB/T 37346)."""
    return unit_number[:6]
