"""The property check (M4 and M7 together): what housing and registry say about the home and the family's other homes.

An own home (自有住房) is not bought now, so no contract is asked for (no M4): its owners and what lies on it count.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from chalicelib.agencies import housing, registry
from chalicelib.agencies.housing.answers import Filing
from chalicelib.agencies.purpose import Purpose
from chalicelib.domain.checks.facts import PropertyFacts
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.domain.form import parties
from chalicelib.domain.form.application import Application

OWN = "own"
Record = registry.Title | Filing  # of a home somebody holds or has bought


def check(application: Application, purpose: Purpose) -> Finding:
    """Asks for the contract filing, everything the family holds or has bought, and what lies on the home if it is theirs."""
    filing = None if application.home.kind == OWN else housing.contract(application, purpose)
    owned: list[Record] = []
    for key in family(application):
        owned += registry.titles_of(application, key, purpose)
        owned += housing.bought_by(application, key, purpose)
    return property_finding(application, filing, _unit(application, filing, owned, purpose), owned)


def _unit(
    application: Application, filing: Filing | None, owned: Iterable[Record], purpose: Purpose
) -> registry.Unit | None:
    """What lies on the home; None, and nobody is asked, unless a record of the agencies ties it to a party: a form can name any home."""
    # The filing knows the true unit: a slip in the form must not hide what lies on it.
    number = filing.unit_number if filing else application.home.unit_number
    records = _tying(application, filing, owned, purpose)
    tied = any(record.unit_number == number and _is_theirs(application, record) for record in records)
    return registry.unit(application.home, number, purpose) if tied else None


def _tying(
    application: Application, filing: Filing | None, owned: Iterable[Record], purpose: Purpose
) -> Iterator[Record]:
    """The records that can tie the home to a party: the contract's filing, or for an own home what the parties hold, the family first."""
    if application.home.kind != OWN:
        yield from [filing] if filing else []
        return
    yield from owned
    for person in application.people:
        if person.key not in family(application):
            yield from registry.titles_of(application, person.key, purpose)


def _is_theirs(application: Application, record: Record) -> bool:
    """Whether a record in force names a party as buyer or owner."""
    if isinstance(record, Filing):
        return record.status == "1" and bool(record.buyers & _applicants(application))
    return bool(record.owners & _applicants(application))


def family(application: Application) -> list[str]:
    """Whose homes count (套数认定, docs/domain.md 2.3): borrower and spouse, whatever they declare."""
    return [person.key for person in parties.household(application)]


def property_finding(
    application: Application,
    filing: Filing | None,
    unit: registry.Unit | None,
    owned: Iterable[Record],
) -> Finding:
    """What the answers mean together. `facts.defects` names everything that contradicts the form; the code, the first.

    A seizure, a mortgage or a third home contradicts nothing that was said: those are facts, and the rules judge them.
    `unit` is None where the registry was not asked: then `facts` say nothing of what lies on the home.
    """
    own = application.home.kind == OWN
    differences = _of_own(application, unit) if own else _of_bought(application, filing, unit) if filing else {}
    defects = [code for code, holds in differences.items() if holds]
    facts = _facts(application, filing, unit, owned, defects)
    if not own and filing is None:
        return Finding("property", "home", Outcome.NOT_FOUND, "FILING_NOT_FOUND", facts)
    if defects:
        return Finding("property", "home", Outcome.CONTRADICTED, defects[0], facts)
    if application.home.kind != "new" and (unit is None or unit.title is None):
        return Finding("property", "home", Outcome.NOT_FOUND, "TITLE_NOT_FOUND", facts)
    return Finding("property", "home", Outcome.CONFIRMED, "TITLE_CONFIRMED" if own else "PROPERTY_CONFIRMED", facts)


def _of_bought(application: Application, filing: Filing, unit: registry.Unit | None) -> Mapping[str, bool]:
    home = application.home
    title = unit.title if unit else None
    sold_by_another = home.kind == "existing" and title is not None and home.seller_id not in title.owners
    return {
        "FILING_NOT_FILED": filing.status == "0",
        "FILING_CANCELLED": filing.status == "2",
        "FILING_UNIT_MISMATCH": filing.unit_number != home.unit_number,
        "FILING_PRICE_MISMATCH": filing.price != home.price,
        "FILING_BUYER_MISMATCH": not (filing.buyers and filing.buyers <= _applicants(application)),
        "FILING_ACCOUNT_MISMATCH": home.seller is None or filing.account != home.seller.number,
        "TITLE_SELLER_MISMATCH": sold_by_another,
    }


def _of_own(application: Application, unit: registry.Unit | None) -> Mapping[str, bool]:
    title = unit.title if unit else None
    somebody_elses = title is not None and not title.owners & _applicants(application)
    return {"TITLE_OWNER_MISMATCH": unit is None or somebody_elses}


def _applicants(application: Application) -> frozenset[str]:
    return frozenset(person.id_number for person in application.people)


def _facts(
    application: Application,
    filing: Filing | None,
    unit: registry.Unit | None,
    owned: Iterable[Record],
    defects: list[str],
) -> dict[str, Any]:
    this = filing.unit_number if filing else application.home.unit_number
    others = {home.unit_number for home in owned if _is_home(home)} - {this}
    facts = PropertyFacts(
        filed=filing is not None and filing.status == "1",
        filed_price=f"{filing.price if filing else Decimal(0):.2f}",
        filed_on=filing.filed_on if filing else "",
        regulated_account=filing.account if filing else "",
        homes_owned=len(others),
        homes_in_district=sum(_district(number) == _district(this) for number in others),
        owners=[person.key for person in application.people if person.id_number in _owners(application, filing, unit)],
        defects=defects,
    )
    if unit is not None:
        facts["seized"] = unit.seized
        facts["mortgaged"] = bool(unit.mortgages)
        facts["mortgages"] = sorted(unit.mortgages)
        facts["completed_year"] = unit.title.completed_year if unit.title else None
    return {**facts}


def _owners(application: Application, filing: Filing | None, unit: registry.Unit | None) -> frozenset[str]:
    if application.home.kind == OWN:
        return unit.title.owners if unit and unit.title else frozenset()
    return filing.buyers if filing else frozenset()


def _is_home(home: Record) -> bool:
    return home.status == "1" if isinstance(home, Filing) else home.use == registry.DWELLING


def _district(unit_number: str) -> str:
    """The county or district of a unit (不动产单元号 begins with its division, GB/T 37346)."""
    return unit_number[:6]
