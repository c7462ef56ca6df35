"""The property check (M4 and M7 together): what housing and registry say about the home and the family's other homes.

An own home (自有住房) is not bought now, so no contract is asked for (no M4): its owners and what lies on it count.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from chalicelib.agencies import housing, owned, registry
from chalicelib.agencies.housing.answers import Filing
from chalicelib.agencies.owned import Record
from chalicelib.agencies.purpose import Purpose
from chalicelib.domain.checks.facts import PropertyFacts
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.domain.checks.uses import Use, use_of
from chalicelib.domain.form import normal, parties
from chalicelib.domain.form.application import Application

OWN = "own"
NOBODY_S: Mapping[str, registry.Title | None] = MappingProxyType({})


def check(application: Application, purpose: Purpose) -> Finding:
    """Asks for the contract filing, everything the family holds or has bought, and what lies on the home if it is theirs."""
    filing = None if application.home.kind == OWN else housing.contract(application, purpose)
    held: list[Record] = []
    for key in family(application):
        held += registry.titles_of(application, key, purpose)
        held += housing.bought_by(application, key, purpose)
    unit = _unit(application, filing, held, purpose)
    return property_finding(application, filing, unit, held, _meanwhile(application, filing, held, purpose))


def _meanwhile(
    application: Application, filing: Filing | None, held: list[Record], purpose: Purpose
) -> dict[str, registry.Title | None]:
    """Who by now has a title to what the family has bought besides: only that tells whether it is still theirs."""
    known = {person.id_number: person.key for person in parties.household(application)}
    return {
        number: registry.title_of(number, min(known[buyer] for buyer in one.buyers & known.keys()), purpose)
        for number, one in owned.only_filed(held).items()
        if number != _this(application, filing) and one.buyers & known.keys()
    }


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
        return record.status == "1" and bool(record.buyers & _borrowers(application))
    return record.current and bool(record.owners & _borrowers(application))


def family(application: Application) -> list[str]:
    """Whose homes count (套数认定, docs/domain.md 2.3): borrower and spouse, whatever they declare."""
    return [person.key for person in parties.household(application)]


def property_finding(
    application: Application,
    filing: Filing | None,
    unit: registry.Unit | None,
    held: Iterable[Record],
    meanwhile: Mapping[str, registry.Title | None] = NOBODY_S,
) -> Finding:
    """What the answers mean together. `facts.defects` names everything that contradicts the form; the code, the first.

    A seizure, a mortgage or a third home contradicts nothing that was said: those are facts, and the rules judge them.
    `unit` is None where the registry was not asked: then `facts` say nothing of what lies on the home.
    """
    own = application.home.kind == OWN
    differences = _of_own(application, unit) if own else _of_bought(application, filing, unit) if filing else {}
    defects = [code for code, holds in differences.items() if holds]
    doubts = ["PAYEE_HOLDER_DIFFERS"] if filing and not _is_payee(application, filing) else []
    facts = _facts(application, filing, unit, owned.counted(list(held), meanwhile), defects, doubts)
    if not own and filing is None:
        return Finding("property", "home", Outcome.NOT_FOUND, "FILING_NOT_FOUND", facts)
    if defects:
        return Finding("property", "home", Outcome.CONTRADICTED, defects[0], facts)
    if application.home.kind != "new" and (unit is None or unit.title is None):
        return Finding("property", "home", Outcome.NOT_FOUND, "TITLE_NOT_FOUND", facts)
    if doubts:
        return Finding("property", "home", Outcome.AMBIGUOUS, doubts[0], facts)
    return Finding("property", "home", Outcome.CONFIRMED, "TITLE_CONFIRMED" if own else "PROPERTY_CONFIRMED", facts)


def _of_bought(application: Application, filing: Filing, unit: registry.Unit | None) -> Mapping[str, bool]:
    home = application.home
    title = unit.title if unit else None
    sold_by_another = (
        home.kind == "existing" and title is not None and normal.identity(home.seller_id) not in title.owners
    )
    return {
        "FILING_NOT_FILED": filing.status == "0",
        "FILING_CANCELLED": filing.status == "2",
        "FILING_UNIT_MISMATCH": filing.unit_number != normal.number(home.unit_number),
        "FILING_PRICE_MISMATCH": filing.price != home.price,
        "FILING_BUYER_MISMATCH": not (
            filing.buyers & _borrowers(application) and filing.buyers <= _parties(application)
        ),
        "CO_OWNER_NOT_NAMED": not _co_owners(application) <= filing.buyers,
        "FILING_ACCOUNT_MISMATCH": home.seller is None or filing.account != normal.number(home.seller.number),
        "TITLE_SELLER_MISMATCH": sold_by_another,
    }


def _is_payee(application: Application, filing: Filing) -> bool:
    """Whether whom the money is for is whom the filing names: the supervised account's holder; of a resale whose filing names none, the
    seller. Where it names nobody its number alone is compared."""
    named, seller = _payee_named(application, filing), application.home.seller
    return not named or (seller is not None and normal.called(seller.holder) == named)


def _payee_named(application: Application, filing: Filing) -> str:
    return filing.holder or (filing.seller_name if application.home.kind == "existing" else "")


def _of_own(application: Application, unit: registry.Unit | None) -> Mapping[str, bool]:
    title = unit.title if unit else None
    somebody_elses = title is not None and not title.owners & _borrowers(application)
    beside = title is not None and not somebody_elses and not title.owners <= _parties(application)
    not_named = title is not None and not _co_owners(application) <= title.owners
    return {
        "TITLE_OWNER_MISMATCH": unit is None or somebody_elses,
        "TITLE_CO_OWNER_BESIDE": beside,
        "CO_OWNER_NOT_NAMED": not_named,
    }


def _borrowers(application: Application) -> frozenset[str]:
    return frozenset(person.id_number for person in application.people)


def _co_owners(application: Application) -> frozenset[str]:
    return frozenset(one.id_number for one in application.co_owners)


def _parties(application: Application) -> frozenset[str]:
    return _borrowers(application) | _co_owners(application)


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
    facts = PropertyFacts(
        filed=filing is not None and filing.status == "1",
        filed_price=f"{filing.price if filing else Decimal(0):.2f}",
        filed_on=filing.filed_on if filing else "",
        regulated_account=filing.account if filing else "",
        homes_owned=len(others),
        homes_in_district=sum(_district(number) == _district(this) for number in others),
        owners=[one.key for one in application.parties if one.id_number in _owners(application, filing, unit)],
        defects=defects,
    )
    if filing or (unit and unit.title):
        stated = (filing.use if filing else "") or (unit.title.use if unit and unit.title else "")
        facts["use"] = use_of(stated)
    if others:
        facts["homes_counted"] = sorted(others)
    if unclear:
        facts["homes_unclear"] = len(unclear)
        facts["homes_unclear_in_district"] = sum(_district(number) == _district(this) for number in unclear)
    if filing and filing.received is not None and filing.received.is_finite() and filing.received >= 0:
        facts["down_payment_received"] = f"{filing.received:.2f}"
    if filing and (holder := _payee_named(application, filing)):
        facts["account_holder"] = holder
    if doubts:
        facts["doubts"] = doubts
    if filing and filing.ownership:
        facts["ownership"] = filing.ownership
    if filing and filing.permit_on:
        facts["presale_permit_on"] = filing.permit_on
    if unit is not None:
        facts["seized"] = unit.seized
        facts["mortgaged"] = bool(unit.mortgages)
        facts["mortgages"] = sorted(unit.mortgages)
        if unit.mortgages:
            facts["mortgage_holders"] = {number: lien.holder for number, lien in sorted(unit.liens.items())}
        facts["completed_year"] = unit.title.completed_year if unit.title else None
    return {**facts}


def _owners(application: Application, filing: Filing | None, unit: registry.Unit | None) -> frozenset[str]:
    if application.home.kind == OWN:
        return unit.title.owners if unit and unit.title else frozenset()
    return filing.buyers if filing else frozenset()


def _district(unit_number: str) -> str:
    """The county or district of a unit (不动产单元号 begins with its division, GB/T 37346)."""
    return unit_number[:6]
