"""Whether a home is of the kind the form says (购房类型): new from its developer, or somebody's already. A tick switches no check off."""

from datetime import date

from chalicelib.agencies.housing.answers import Filing, is_a_company
from chalicelib.agencies.registry.answers import Title
from chalicelib.domain.form import normal
from chalicelib.domain.form.application import Home

ANOTHER, UNCLEAR = "HOME_KIND_MISMATCH", "HOME_KIND_UNCLEAR"
NEW = "new"
# By the words a filing may state of its contract [assumption].
_SORTS = {"预售": NEW, "现售": NEW, "商品房预售": NEW, "商品房现售": NEW, "存量": "existing", "存量房": "existing", "二手房": "existing"}  # fmt: skip


def is_another(home: Home, filing: Filing) -> bool:
    """Whether the contract is of another kind: as it says itself, or a new home that a person sells."""
    sort = _SORTS.get(filing.sort)
    return (sort is not None and sort != home.kind) or (home.kind == NEW and any(map(_is_a_person, filing.sellers)))


def is_unclear(home: Home, filing: Filing) -> bool:
    """Whether the contract says of its sort, or its seller, what nobody can tell a kind by."""
    nobody_knows = home.kind == NEW and any(not is_a_company(one) and not _is_a_person(one) for one in filing.sellers)
    return nobody_knows or bool(filing.sort and filing.sort not in _SORTS)


def is_titled_to_another(home: Home, filing: Filing | None, title: Title) -> bool:
    """Whether a home that is said to be new has the title of anybody but the developer that sells it."""
    sellers = filing.sellers if filing and filing.sellers else {normal.identity(home.seller_id)}
    return home.kind == NEW and (not title.owners <= sellers or not all(map(is_a_company, title.owners)))


def is_titled_to_nobody_known(home: Home, filing: Filing | None, title: Title) -> bool:
    """Whether a new home has a title and the filing does not tell who sells it: that its owner is the developer only the form says."""
    return home.kind == NEW and not (filing and filing.sellers and title.owners)


def _is_a_person(number: str) -> bool:
    from chalicelib.domain.form import identifiers  # most filings name a company or nobody

    return not is_a_company(number) and identifiers.resident_id(number, date.max) is None
