"""Filling in by prefill (预填): each party, on their own phone, takes over what agencies know of them and types the rest."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any, NamedTuple

from infra.players.client import Depositor

BORROWER = "borrower"
_HOME = ("kind", "city", "contract_number")  # what a source is asked with
Form = Mapping[str, Any]


class Filled(NamedTuple):
    """A draft that was filled in so: how many fields were taken over, and how many values the people gave themselves."""

    case: str
    taken: int
    given: int


def fill_in(people: Mapping[str, Depositor], form: Form) -> Filled:
    """A draft with everything the form says, begun by the borrower; everybody has joined and lets agencies be asked."""
    borrower, home = people[BORROWER], form["home"]
    named = [
        {name: one[name] for name in ("key", "id_number") if name == "key" or one["key"] != BORROWER}
        for one in form["people"]
    ]
    start = {
        "centre": form["centre"],
        "kind": form["kind"],
        "people": named,
        "home": {name: home[name] for name in _HOME if name in home},
    }
    case = str(borrower.post("/v1/applications", start)["id"])
    for key, person in people.items():
        if person is not borrower:
            person.join(borrower.invite(case, key))
        person.authorise(case, "data")
    told = borrower.known(case)
    entries = [form["people"][0], *named[1:]]
    borrower.save(case, accepting({**form, "people": entries}, told) | _rest(form))
    taken, given = len(told), len(_leaves({**form, "people": entries}).keys() - told.keys())
    for place, entry in enumerate(form["people"]):
        if (key := entry["key"]) != BORROWER and key in people:
            at = f"/people/{place}"
            own = {
                field.removeprefix(at): value
                for field, value in people[key].known(case).items()
                if field.startswith(f"{at}/")
            }
            people[key].save(case, accepting({**entry}, own), "/people/me")
            taken, given = taken + len(own), given + len(_leaves(entry).keys() - own.keys())
    return Filled(case, taken, given)


def _rest(form: Form) -> dict[str, Any]:
    return {name: value for name, value in form.items() if name not in ("people", "home", "centre")}


def _leaves(part: Any, at: str = "") -> dict[str, Any]:
    if isinstance(part, Mapping):
        return {place: value for name, inner in part.items() for place, value in _leaves(inner, f"{at}/{name}").items()}
    if isinstance(part, list):
        return {place: value for n, inner in enumerate(part) for place, value in _leaves(inner, f"{at}/{n}").items()}
    return {at: part}


def accepting(form: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    """A form with values put at their JSON pointers, as a patch: what else it holds is sent again."""
    patch: dict[str, Any] = deepcopy(dict(form))
    for pointer, value in told.items():
        *way, last = pointer.strip("/").split("/")
        node: Any = patch
        for part in way:
            node = node[int(part)] if isinstance(node, list) else node.setdefault(part, {})
        node[last] = value
    return patch
