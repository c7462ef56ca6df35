"""Whose the home is by the registry on the day the money goes (放款当日的权利人): theirs who have mortgaged it (民法典 395), or still its seller's."""

from chalicelib.agencies import filed, registry, titled
from chalicelib.agencies.housing.answers import Filing
from chalicelib.casework.answers import title_of
from chalicelib.domain.checks.finding import Finding
from chalicelib.records.casefile import CaseFile

CHECK = "property"


def is_right(case: CaseFile, filing: Filing | None, unit: registry.Unit) -> bool:
    """Whether the registry names those today who have mortgaged the home: the owners the check named, or parties, where it named none and
    every party has. Of a home that is bought it may still name who sells it."""
    if _is_theirs(case, unit):
        return True
    return _is_as_said(case, unit) if case.application.home.kind == "own" else _is_as_sold(case, filing, unit)


def _is_as_said(case: CaseFile, unit: registry.Unit) -> bool:
    """Whether of an own home that names somebody else, or nobody, a person has said that all owners are parties, of that very title."""
    found = _in_their_favour(case)
    is_same = _told(case).facts.get("title", "") == titled.digest(unit)
    return found is not None and found.facts.get("owners_are_parties") is True and is_same


def _is_as_sold(case: CaseFile, filing: Filing | None, unit: registry.Unit) -> bool:
    """Whether the title of a home that is bought is its seller's still, or else the very one of the check. Where a person has ruled without one,
    there may be none."""
    title, told = unit.title, _told(case).facts
    if title is None:
        return "title" not in told and _in_their_favour(case) is not None
    if titled.is_sellers(case.application, filing, title):
        return True
    if "title" in told or "seized" not in told:
        return told.get("title") == titled.digest(unit)
    # Earlier releases kept no digest of a title they had asked for: then what a person has ruled on is what it was told to say.
    today = {*titled.differences(case.application, filing, unit), *titled.doubts(case.application, filing, unit)}
    return _in_their_favour(case) is not None and today <= {*told.get("defects", ()), *told.get("doubts", ())}


def _is_theirs(case: CaseFile, unit: registry.Unit) -> bool:
    """Whether it names parties alone, one who borrows among them, and all of the owners the check named, where it named any."""
    held = unit.title.owners if unit.title else frozenset[str]()
    if not held & filed.borrowers(case.application) or not held <= filed.applicants(case.application):
        return False
    theirs = {one.key for one in case.application.parties if one.id_number in held}
    named = title_of(case).get("owners")
    return not named or theirs == {*named}


def _told(case: CaseFile) -> Finding:
    from chalicelib.casework import ruled  # few homes are otherwise than they were

    return ruled.told(case, CHECK)


def _in_their_favour(case: CaseFile) -> Finding | None:
    from chalicelib.casework import ruled  # few homes are otherwise than they were

    return ruled.in_their_favour(case, CHECK)
