"""Which fields a form must have and which do not belong into it: what the policy's groups of fields say of its facts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chalicelib.domain.form.circumstances import Facts, holds
from chalicelib.domain.form.people import is_co_owner
from chalicelib.domain.policy import Policy, When

Form = Mapping[str, Any]
PEOPLE = "people"
EACH, CO_OWNER = "each", "co_owner"  # everybody who owes the loan; who only owns the home with them


@dataclass
class Demand:
    """What the policy asks of one field: the cases in which it must be filled, and all those in which it belongs."""

    of: str
    path: tuple[str, ...]  # within a person where `of` is about people, else within the form
    required: list[When]
    belongs: list[When]

    def is_required(self, facts: Facts) -> bool | None:
        """Whether it must be filled; None while that is open."""
        return _any_holds(self.required, facts)

    def is_welcome(self, facts: Facts) -> bool | None:
        """Whether it belongs into the form at all; None while that is open."""
        return _any_holds(self.belongs, facts)


def demands(policy: Policy) -> list[Demand]:
    """One demand for each field the policy names, in its order."""
    demands: dict[tuple[str, tuple[str, ...]], Demand] = {}
    for group in policy.form:
        for name in (*group.fields, *group.optional):
            path = tuple(name.split("."))[name.startswith(f"{PEOPLE}.") :]
            demand = demands.setdefault((group.of, path), Demand(group.of, path, [], []))
            demand.belongs.append(group.when)
            if name in group.fields:
                demand.required.append(group.when)
    return list(demands.values())


def concerns(of: str, place: int, person: Form) -> bool:
    """Whether demands `of` such people are made of this person."""
    if of == "borrower":
        return place == 0
    if of == "other_id":
        return person.get("id_type") not in (None, "01")
    key = person.get("key")
    return not is_co_owner(key) if of == EACH else str(key).startswith(of)


def lacking(form: Form, policy: Policy, facts: Facts) -> Iterator[str]:
    """JSON pointers of what must be filled and is not; where a whole part is missing, of the part."""
    for demand in demands(policy):
        if demand.is_required(facts):
            for place, values in _holders(demand, form):
                if pointer := _absence(values, demand.path):
                    yield place + pointer


def out_of_place(form: Form, policy: Policy, facts: Facts) -> Iterator[str]:
    """JSON pointers of what does not belong into this form; where no field of a part does, of the part."""
    every = demands(policy)
    for demand in every:
        if demand.is_welcome(facts) is False:
            for place, values in _holders(demand, form):
                if pointer := _presence(values, demand.path, _foreign_parts(demand, every, facts)):
                    yield place + pointer


def beside(form: Form, policy: Policy) -> Iterator[str]:
    """JSON pointers of what is said of a co-owner besides what is asked of them; of everything, where the policy asks nothing of any."""
    known = of_co_owners(policy)
    for place, person in enumerate(form.get(PEOPLE) or []):
        if is_co_owner(person.get("key")):
            yield from (
                f"/{PEOPLE}/{place}/{name}" for name, said in person.items() if said is not None and name not in known
            )


def of_co_owners(policy: Policy) -> set[str]:
    """What may be said of a co-owner: nothing where the policy asks nothing of any."""
    asked = {demand.path[0] for demand in demands(policy) if demand.of == CO_OWNER}
    return asked | {demand.path[0] for demand in demands(policy) if asked and demand.of == "other_id"}


def foreign_part(prefix: tuple[str, ...], of: str, every: Sequence[Demand], facts: Facts) -> bool:
    """Whether nothing the policy names below a place belongs into the form."""
    below = [other for other in every if same_holder(other.of, of) and other.path[: len(prefix)] == prefix]
    return all(other.is_welcome(facts) is False for other in below)


def _foreign_parts(demand: Demand, every: Sequence[Demand], facts: Facts) -> set[tuple[str, ...]]:
    prefixes = (demand.path[:depth] for depth in range(1, len(demand.path) + 1))
    return {prefix for prefix in prefixes if foreign_part(prefix, demand.of, every, facts)}


def same_holder(one: str, other: str) -> bool:
    """Demands of the case and of parts begun speak of the same places; those of different people do not."""
    return one == other or {one, other} <= {"", "given"}


def _holders(demand: Demand, form: Form) -> Iterator[tuple[str, Form]]:
    """Where the demand is made: in the form, or in each of the people it is about."""
    if demand.of == "":
        yield "", form
    elif demand.of == "given":
        part: Any = form
        for name in demand.path[:-1]:
            part = (part or {}).get(name)
        if part is not None:
            yield "", form
    else:
        people = form.get(PEOPLE) or []
        yield from ((f"/{PEOPLE}/{n}", one) for n, one in enumerate(people) if concerns(demand.of, n, one))


def _absence(values: Form, path: Sequence[str]) -> str | None:
    """The pointer of the first part on the way that is not there."""
    value: Any = values
    for depth, name in enumerate(path, 1):
        value = value.get(name)
        if value is None or (isinstance(value, str) and not value.strip()):
            return "".join(f"/{part}" for part in path[:depth])
    return None


def _presence(values: Form, path: tuple[str, ...], foreign: set[tuple[str, ...]]) -> str | None:
    """The pointer of the first part on the way that is there and should not be."""
    value: Any = values
    for depth, name in enumerate(path, 1):
        value = value.get(name)
        if value is None:
            return None
        if path[:depth] in foreign:
            return "".join(f"/{part}" for part in path[:depth])
    return None


def _any_holds(cases: Sequence[When], facts: Facts) -> bool | None:
    answers = [holds(when, facts) for when in cases]
    return True if True in answers else None if None in answers else False
