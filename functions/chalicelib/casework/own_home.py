"""Who owns an own home (自有住房) on the day the money goes (放款当日的产权人): those who have mortgaged it (民法典 395), as the registry names them."""

from chalicelib.agencies import filed, registry, titled
from chalicelib.casework import ruled
from chalicelib.casework.answers import title_of
from chalicelib.records.casefile import CaseFile

CHECK = "property"


def is_as_mortgaged(case: CaseFile, unit: registry.Unit) -> bool:
    """Whether the registry names those today who have mortgaged the home: the owners the check named, or parties, where it named none and
    every party has. Where it names somebody else or nobody, a person has said that all are parties, of that very title.
    """
    held = unit.title.owners if unit.title else frozenset[str]()
    if held & filed.borrowers(case.application) and held <= filed.applicants(case.application):
        theirs = {one.key for one in case.application.parties if one.id_number in held}
        named = title_of(case).get("owners")
        return not named or theirs == {*named}
    found = ruled.in_their_favour(case, CHECK)
    is_same = ruled.told(case, CHECK).facts.get("title", "") == titled.digest(unit)
    return found is not None and found.facts.get("owners_are_parties") is True and is_same
