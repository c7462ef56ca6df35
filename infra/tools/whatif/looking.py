"""What a person is told who has to look again at a case by law learnt late: what differs, in Chinese with units, and nobody's amounts."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from botocore.exceptions import ClientError

from chalicelib.casework import late_law
from chalicelib.casework.late_law import DECISION, LETTER, REMEDIES, Differs
from chalicelib.documents.figure_words import called, said
from chalicelib.errors import Contended
from chalicelib.records import casefile
from chalicelib.whatif.comparing import SAME
from chalicelib.whatif.knowing import Changed
from chalicelib.whatif.late import Affected
from chalicelib.whatif.late_letters import Misled, Told
from infra.tools.whatif.showing import CHANGED

_NOTHING = "—"


class Again(NamedTuple):
    """Of what of one case, as codes, and what differs."""

    codes: list[str]
    differing: list[Differs]


def again(late: Iterable[Affected], told: Iterable[Told], ends: Iterable[Misled]) -> dict[str, Again]:
    """Everything a person has to look at, by the id of its case."""
    found: dict[str, Again] = {}

    def put(case: str, code: str, differing: Iterable[Differs]) -> None:
        of = found.setdefault(case, Again([], []))
        of.codes.append(code)
        of.differing.extend(differing)

    for one in late:
        if one.may_differ:
            put(one.stored.case, DECISION, _decision(one))
    for end in ends:
        put(end.ended.case, REMEDIES, map(_figure, end.changes))
    for letter in told:
        days = Differs(what="告知的法定最后一日", was=letter.told.isoformat(), holds=letter.law.isoformat())
        put(letter.open.case, LETTER, [days])
    return found


def opened(found: Mapping[str, Again], learnt: date) -> tuple[int, list[str]]:
    """Opens a task for each: how many are new, and the ids of the cases where somebody else was writing. Whoever says it again has those opened."""
    new, missed = 0, list[str]()
    for case, what in found.items():
        try:
            new += late_law.open_task(casefile.load(case), learnt, *what)
        except (Contended, ClientError):
            missed.append(case)
    return new, missed


def _decision(one: Affected) -> Iterator[Differs]:
    yield from map(_figure, one.changes)
    if one.price:
        yield Differs(what=f"{one.price.on} 放款的年利率", was=f"{one.price.paid}%", holds=f"{one.price.due}%")
    if one.row.change != SAME:
        yield Differs(what="决定", was="所存", holds=CHANGED[one.row.change])


def _figure(one: Changed) -> Differs:
    was, holds = (_NOTHING if value is None else said(one.name, value) for value in (one.was, one.holds))
    return Differs(what=called(one.name), was=was, holds=holds)
