"""Whether a home is of the kind the form says (购房类型): new from its developer, or somebody's already. A tick switches no check off."""

from datetime import date

from chalicelib.agencies.housing.answers import Filing, is_a_company
from chalicelib.agencies.registry.answers import Title
from chalicelib.domain.form import normal
from chalicelib.domain.form.application import Home

ANOTHER, UNCLEAR = "HOME_KIND_MISMATCH", "HOME_KIND_UNCLEAR"
NEW = "new"
# By words that a filing may have in the sort of its contract [assumption].
_ON_SALE = 5  # years a developer may take to sell what is built [assumption]
_SORTS = {"预售": NEW, "现售": NEW, "商品房": NEW, "存量": "existing", "二手": "existing"}


def is_another(home: Home, filing: Filing) -> bool:
    """Whether the contract is of another kind: as it says itself, or a new home that a person sells."""
    kinds = _kinds(filing)
    return (len(kinds) == 1 and home.kind not in kinds) or (home.kind == NEW and any(map(_is_a_person, filing.sellers)))


def is_unclear(home: Home, filing: Filing) -> bool:
    """Whether the contract says of its sort, or its seller, what nobody can tell a kind by."""
    nobody_knows = home.kind == NEW and any(not is_a_company(one) and not _is_a_person(one) for one in filing.sellers)
    return nobody_knows or bool(filing.sort and len(_kinds(filing)) != 1)


def is_no_longer_new(home: Home, filing: Filing | None, title: Title) -> bool:
    """Whether a home that is said to be new was there long before it was sold: a company may sell one on as its developer would."""
    sold = filing.filed_on[:4] if filing else ""
    return (
        home.kind == NEW and bool(sold and title.completed_year) and int(sold) - (title.completed_year or 0) > _ON_SALE
    )


def _kinds(filing: Filing) -> set[str]:
    return {kind for word, kind in _SORTS.items() if word in filing.sort}


def is_titled_to_another(home: Home, filing: Filing | None, title: Title) -> bool:
    """Whether a home that is said to be new has the title of anybody but the developer that sells it, or its buyers."""
    if home.kind != NEW or is_titled_to_its_buyers(home, filing, title):
        return False
    sellers = filing.sellers if filing and filing.sellers else {normal.identity(home.seller_id)}
    return not {*map(organisation, title.owners)} <= {*map(organisation, filter(_is_an_organisation, sellers))}


def is_titled_to_its_buyers(home: Home, filing: Filing | None, title: Title) -> bool:
    """Whether those who buy a new home by the contract in force have its title already: whether it was bought for this loan a person asks."""
    in_force = filing is not None and filing.status == "1"
    return home.kind == NEW and in_force and bool(title.owners) and title.owners <= (filing.buyers if filing else set())


def organisation(number: str) -> str:
    """An organisation's number as it is compared: its code (组织机构代码, GB 11714), which its credit code holds (GB 32100, 9 to 17)."""
    if is_a_company(number):
        return number[8:17]
    return number.replace("-", "") if _is_an_organisation(number) else number


def _is_an_organisation(number: str) -> bool:
    """Also by its old code, which some numbers of people look like: of a seller that has no other a person has to look."""
    from chalicelib.domain.form import identifiers  # few homes have a title and are new

    return is_a_company(number) or identifiers.organisation_code(number) is None


def is_titled_to_nobody_known(home: Home, filing: Filing | None, title: Title) -> bool:
    """Whether a new home has a title and the filing does not tell who sells it: that its owner is the developer only the form says."""
    return home.kind == NEW and not (filing and filing.sellers and title.owners)


def _is_a_person(number: str) -> bool:
    from chalicelib.domain.form import identifiers  # most filings name a company or nobody

    return not is_a_company(number) and identifiers.resident_id(number, date.max) is None
