"""The family's minor children (未成年子女) when its homes are counted: whom the parents name, whom the household register knows.

What is declared can only add: whom the register tells of counts, named or not. A child is asked about on its own parent's consent as
guardian (监护人同意, 个人信息保护法 31); where that does not reach, nobody is asked, and a person looks.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Any

from chalicelib.agencies import housing, police, registry
from chalicelib.agencies.owned import Record
from chalicelib.agencies.purpose import Purpose
from chalicelib.domain.form import normal, parties
from chalicelib.domain.form.application import Application
from chalicelib.domain.form.people import Child, Person
from chalicelib.domain.frozen import frozen


class Doubt(StrEnum):
    """Why nobody can tell by themselves which homes the family's children have."""

    UNNAMED = "CHILDREN_UNNAMED"  # more are declared than anybody names
    UNKNOWN = "CHILD_NOT_IN_REGISTER"  # one is named whom the register does not know as theirs
    UNTOLD = "CHILDREN_NOT_TOLD"  # the register does not hold one of the parents
    UNCOVERED = "CHILDREN_NOT_AUTHORISED"  # there are some, or would be asked about, and that parent's consent does not speak of them


@frozen
class Ward:
    """One child whose homes count, and the parent (key) on whose consent they are asked about; `place` tells children of one case apart."""

    guardian: str
    place: str
    child: Child


@frozen
class Minors:
    """The children whose homes count, each once, and what is in doubt."""

    wards: tuple[Ward, ...] = ()
    doubts: tuple[Doubt, ...] = ()


NONE = Minors()


def of_household(application: Application, purpose: Purpose, on: date) -> Minors:
    """Asks the household register about borrower and spouse, each on their own consent; who is a minor is judged `on` that day."""
    household, doubts, found = parties.household(application), set[Doubt](), dict[str, tuple[str, Child]]()
    told = {parent.key: _told_of(parent, purpose) for parent in household if purpose.covers_children(parent.key)}
    known = [child for theirs in told.values() for child in theirs or ()]
    for parent in household:
        named = {child.id_number: child for child in parent.children or ()}
        if parent.key not in told:
            is_left_out = named or parent.minor_children or purpose.leaves_children_out(parent.key)
            doubts |= {Doubt.UNCOVERED} if is_left_out else set()
            continue
        registered = told[parent.key]
        theirs = {child.id_number: child for child in registered or () if parties.is_minor(child, on)}
        doubts |= {Doubt.UNTOLD} if registered is None else set()
        doubts |= {Doubt.UNKNOWN for child in named.values() if not any(_same(child, one) for one in known)}
        doubts |= {Doubt.UNNAMED} if parent.minor_children > len({*named, *theirs}) else set()
        for (
            number,
            child,
        ) in theirs.items():  # whom the register does not know as theirs is asked about by nobody's consent
            found.setdefault(number, (parent.key, child))
    wards = (Ward(guardian, f"child_{place}", child) for place, (guardian, child) in enumerate(found.values(), 1))
    return Minors(tuple(wards), tuple(sorted(doubts)))


def facts(children: Minors) -> dict[str, Any]:
    """What the property check tells of them: how many counted, and what is in doubt."""
    counted = {"children_counted": len(children.wards)} if children.wards else {}
    return {**counted, **({"children_doubts": [*children.doubts]} if children.doubts else {})}


def held_by(wards: tuple[Ward, ...], purpose: Purpose) -> Iterator[Record]:
    """What the children hold or held, and have bought (matter M7)."""
    for ward in wards:
        use = purpose.of_child(ward.place)
        yield from registry.held_by(ward.child.name, ward.child.id_number, ward.guardian, use)
        yield from housing.filed_for(ward.child.name, ward.child.id_number, ward.guardian, use)


def _told_of(parent: Person, purpose: Purpose) -> tuple[Child, ...] | None:
    return police.children_of(parent.key, parent.name, parent.id_number, purpose) if parent.is_resident else None


def _same(one: Child, other: Child) -> bool:
    return normal.same_person((one.name, one.id_number), (other.name, other.id_number))
