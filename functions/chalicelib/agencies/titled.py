"""What the registry's title of the home (不动产权属) says beside the form."""

from typing import Any

from chalicelib.agencies import kind
from chalicelib.agencies.filed import (
    NAME,
    NOT_NAMED,
    applicants,
    borrowers,
    co_owners,
    held_by,
    is_named_otherwise,
)
from chalicelib.agencies.housing.answers import Filing, said_of
from chalicelib.agencies.registry.answers import Title, Unit
from chalicelib.domain.form import normal
from chalicelib.domain.form.application import Application


def facts(application: Application, unit: Unit | None) -> dict[str, Any]:
    """What it says of the home, as `PropertyFacts` has it; where it was not asked, nothing but that nobody is known to own an own home."""
    own = application.home.kind == "own"
    held = unit.title.owners if unit and unit.title else frozenset[str]()
    owners = {"owners": [one.key for one in application.parties if one.id_number in held]} if own else {}
    if unit is None:
        return owners
    of_mortgages = (
        {"mortgage_holders": {number: lien.holder for number, lien in sorted(unit.liens.items())}}
        if unit.mortgages
        else {}
    )
    return {
        **owners,
        **of_mortgages,
        "title": digest(unit),
        "seized": unit.seized,
        "mortgaged": bool(unit.mortgages),
        "mortgages": sorted(unit.mortgages),
        "completed_year": unit.title.completed_year if unit.title else None,
    }


def digest(unit: Unit | None) -> str:
    """Whose the home is by the registry, as a digest: whether it still says that. Nothing where it has no title."""
    title = unit.title if unit else None
    return said_of([title.owners, title.named]) if title else ""


def is_sellers(application: Application, filing: Filing | None, title: Title) -> bool:
    """Whether a home that is bought is in nobody's name but of who sells it: by the filing; of one sold on whose filing names nobody, by the
    form, as it was checked. Whom the form names as its seller is one of them: the check contradicts any other title."""
    of_form = {normal.identity(application.home.seller_id)} if application.home.kind == "existing" else set[str]()
    named = (filing.sellers if filing and not filing.is_one_of_several else frozenset()) or of_form
    owners, sellers, by_form = ({*map(kind.organisation, numbers)} for numbers in (title.owners, named, of_form))
    return bool(owners) and by_form <= owners <= sellers


def is_to_look_at(application: Application, filing: Filing | None, title: Title) -> bool:
    """Whether a person may look at the title of a home that is bought though it is not its seller's alone: it names nobody who buys, and either
    nothing that is against form and contract, or sellers of the contract alone, if not whom the form names."""
    if not title.owners or title.owners & applicants(application):
        return False
    telling = filing if filing and not filing.is_one_of_several else None
    owners, sellers = (
        {*map(kind.organisation, numbers)} for numbers in (title.owners, telling.sellers if telling else ())
    )
    all_sell = application.home.kind == "existing" and owners <= sellers
    return all_sell or not any(_of_bought(application, telling, title).values())


def differences(application: Application, filing: Filing | None, unit: Unit | None) -> list[str]:
    """The codes of everything it says against the form and, of a home that is bought, against its contract."""
    if application.home.kind == "own":
        found = _of_own(application, unit)
    else:
        found = _of_bought(application, filing, unit.title if unit else None)
    return [code for code, holds in found.items() if holds]


def doubts(application: Application, filing: Filing | None, unit: Unit | None) -> list[str]:
    """The codes of what a person would have to look at."""
    title = unit.title if unit else None
    if title is None:
        return []
    of_seller = (
        {kind.organisation(number): filing.seller_name for number in filing.sellers if filing.seller_name}
        if filing
        else {}
    )
    found = {
        kind.UNCLEAR: kind.is_titled_to_nobody_known(application.home, filing, title)
        or kind.is_no_longer_new(application.home, filing, title)
        or kind.is_titled_to_its_buyers(application.home, filing, title),
        NAME: is_named_otherwise(application, title.named)
        or (
            len(of_seller) == 1
            and any(of_seller.get(kind.organisation(number), name) != name for number, name in title.named)
        ),
        **(held_by(application, title.owners) if application.home.kind == "own" else _sold(application, filing, title)),
    }
    return [code for code, holds in found.items() if holds]


def _sold(application: Application, filing: Filing | None, title: Title) -> dict[str, bool]:
    """Of a home that is sold on: whether who buys it owns it already, and whether somebody owns it who does not sell (民法典 301)."""
    if application.home.kind != "existing":
        return {}
    named = (filing.sellers if filing else frozenset()) or {normal.identity(application.home.seller_id)}
    sellers, owners = ({*map(kind.organisation, numbers)} for numbers in (named, title.owners))
    return {
        "SELLER_IS_PARTY": bool(title.owners & applicants(application)),
        "CO_OWNER_NOT_SELLING": bool(owners & sellers) and not owners <= sellers,
    }


def _of_bought(application: Application, filing: Filing | None, title: Title | None) -> dict[str, bool]:
    home, seller = application.home, normal.identity(application.home.seller_id)
    if title is None:
        return {}
    return {
        "TITLE_SELLER_MISMATCH": home.kind == "existing"
        and kind.organisation(seller) not in map(kind.organisation, title.owners),
        kind.ANOTHER: kind.is_titled_to_another(home, filing, title),
    }


def _of_own(application: Application, unit: Unit | None) -> dict[str, bool]:
    title = unit.title if unit else None
    if title is None:
        return {"TITLE_OWNER_MISMATCH": unit is None}
    somebody_elses = not title.owners & borrowers(application)
    return {
        "TITLE_OWNER_MISMATCH": somebody_elses,
        "TITLE_CO_OWNER_BESIDE": not somebody_elses and not title.owners <= applicants(application),
        NOT_NAMED: not co_owners(application) <= title.owners,
    }
