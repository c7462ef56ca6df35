"""Whose the home is by the registry on the day the money goes (放款当日的权利人): theirs who have mortgaged it (民法典 395), or still its seller's."""

import re

from chalicelib.agencies import filed, registry, titled
from chalicelib.agencies.housing.answers import Filing
from chalicelib.casework import seen_today
from chalicelib.casework.answers import title_of
from chalicelib.casework.present import present
from chalicelib.domain.checks.finding import Finding
from chalicelib.domain.form import normal
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile

CHECK, NO_TITLE, NO_NUMBER = "property", "无", "无证号"
_APART = re.compile(r"[,，;；、\n]")


def is_right(case: CaseFile, filing: Filing | None, unit: registry.Unit) -> bool:
    """Whether the registry names those today who have mortgaged the home: the owners the check named, or parties, where it named none and
    every party has. Of a home that is bought it may still name who sells it."""
    if _is_theirs(case, unit):
        return True
    return _is_as_said(case, unit) if case.application.home.kind == "own" else _is_as_sold(case, filing, unit)


def is_to_look_at(case: CaseFile, filing: Filing | None, unit: registry.Unit) -> bool:
    """Whether a person may say of today's title of a home that is bought that they have looked at it (`title_shown`): as at the check, of one that
    is against nothing and yet not plainly its seller's. Of an own home none is: whose it is have mortgaged it."""
    is_bought = case.application.home.kind != "own" and unit.title is not None
    return is_bought and titled.is_to_look_at(case.application, filing, present(unit.title, "title"))


def keep(case: CaseFile, unit: registry.Unit) -> None:
    """Keeps whose it is today, since the pay-out stops for it: who then says which title they have looked at, has looked at that one."""
    if seen := seen_today.anew(case, case.title_seen, _said(unit)):
        casefile.amend(case, title_seen=seen)


def forget(case: CaseFile, unit: registry.Unit) -> None:
    """Forgets whose it was when the pay-out stopped, once it is right: see `filed_today.forget`."""
    if case.title_seen and not seen_today.is_looked_at(case, case.title_seen, _said(unit)):
        casefile.amend(case, title_seen=None)


def _is_as_said(case: CaseFile, unit: registry.Unit) -> bool:
    """Whether of an own home that names somebody else, or nobody, a person has said that all owners are parties, of that very title."""
    found = _in_their_favour(case)
    is_same = _is_as_told(_told(case), unit) or (_is_unseen(case) and _is_shown(case, found, unit))
    return found is not None and found.facts.get("owners_are_parties") is True and is_same


def _is_as_sold(case: CaseFile, filing: Filing | None, unit: registry.Unit) -> bool:
    """Whether the title of a home that is bought is its seller's still, or else the very one of the check, or that a person has looked at since
    and may. Where a person has ruled without one, there may be none."""
    if unit.title and titled.is_sellers(case.application, filing, unit.title):
        return True
    found = _in_their_favour(case)
    if _is_as_told(_told(case), unit) and (unit.title or found):
        return True
    return _is_shown(case, found, unit) and (_is_unseen(case) or is_to_look_at(case, filing, unit))


def _is_as_told(told: Finding, unit: registry.Unit) -> bool:
    """Whether the registry says of the title what it said at the check. Where it was not asked, and where an earlier release kept no digest of
    whose it was, nobody can tell: a person says what it shows today."""
    if "title" in told.facts:
        return bool(told.facts["title"] == titled.digest(unit))
    return unit.title is None and told.code == "TITLE_NOT_FOUND"


def _is_shown(case: CaseFile, found: Finding | None, unit: registry.Unit) -> bool:
    """Whether the title is the one, by its certificates' numbers, that a person has looked at after the pay-out had stopped for what it says today of
    whose it is; one that has no number is named as such."""
    if found is None or not seen_today.is_looked_at(case, case.title_seen, _said(unit)):
        return False
    shown = found.facts.get("title_shown", "")
    numbers = {*map(normal.document, _APART.split(shown))} - {""}
    in_force = {one or NO_NUMBER for one in _APART.split(unit.title.number)} if unit.title else {NO_TITLE}
    return numbers == in_force


def _said(unit: registry.Unit) -> seen_today.Said:
    return seen_today.Said("title", titled.digest(unit))


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


def _is_unseen(case: CaseFile) -> bool:
    from chalicelib.casework import ruled  # few homes are otherwise than they were

    return ruled.is_title_unseen(case)


def _in_their_favour(case: CaseFile) -> Finding | None:
    from chalicelib.casework import ruled  # few homes are otherwise than they were

    return ruled.in_their_favour(case, CHECK)
