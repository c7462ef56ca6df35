"""Which change of status stands (现行婚姻状况), of everything the marriage register has recorded of somebody.

Records bear a day. Of one day's the order is the one that can have been: who marries is not married, and a divorce ends the marriage
that stands. A certificate issued again (补领) says what stood before that day's changes. The register is not complete: what it does not
know of may lie between two days, never within one.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time
from itertools import groupby, permutations
from typing import Any, NamedTuple

from chalicelib import clock
from chalicelib.domain.form import normal

Record = Mapping[str, Any]

_MARRIED = {"IA", "ICA", "INR"}  # 结婚, 补发结婚证, 涉外结婚
_DIVORCED = {"IB", "ICB"}  # 离婚, 补发离婚证
_MADE = "IB"
_VOIDED = "ID"  # 撤销: the last change of that couple before it never happened
_REISSUED = "IC"  # 补领: of the kind its certificate number says, J… marriage, L… divorce
_MOST = 5  # records of one day whose orders are tried
_MOST_HISTORIES = 50  # that days leave open together


class OrderUntold(Exception):
    """Records of one day leave open in which order they were made, and with that what stands. `statuses`: all that it can be."""

    def __init__(self, statuses: Iterable[str]) -> None:
        self.statuses = frozenset(statuses)


class _Change(NamedTuple):
    status: str
    couple: frozenset[str]
    record: Record


_History = tuple[_Change, ...]  # what changed, one after the other
_UNTOLD = _Change("untold", frozenset(), {})


def standing(records: Iterable[Record]) -> tuple[str, Record] | None:
    """`married` or `divorced` and the record that made it so; None when no change of status stands. Raises `OrderUntold` only where what one day
    leaves open stands open still after all that later days tell."""
    histories: list[_History] = [()]
    for _, of_day in groupby(sorted(once(records), key=_day), key=_day):
        histories = _after(histories, list(of_day))
    lasts = {history[-1][:2] if history else None for history in histories}
    if len(lasts) > 1 or _UNTOLD[:2] in lasts:
        raise OrderUntold(last[0] if last else "none" for last in lasts)
    return (histories[0][-1].status, histories[0][-1].record) if histories[0] else None


def divorced_on(records: Iterable[Record], id_number: str) -> str | None:
    """The day of this person's last divorce (ISO), whoever they are or were married to since; None where the register knows of none.

    A certificate issued again does not move the day of the divorce it is of. Where the register has that one alone, its day is the last on which
    the divorce can have been. One that was voided never was.
    """
    person = normal.identity(id_number)
    known = [
        (_couple(one), _day(one), one["op_type"]) for one in _unvoided(once(records)) if _status(one) == "divorced"
    ]
    made = {couple for couple, _, kind in known if kind == _MADE}
    days = (day for couple, day, kind in known if person in couple and (kind == _MADE or couple not in made))
    return max(days, default=None)


def once(records: Iterable[Record]) -> list[Record]:
    """Records without those that tell of the same entry: it may be kept under either number of a person (十五位、十八位), in both."""
    return [*{_entry(one): one for one in records}.values()]


def digest(records: Iterable[Record]) -> str:
    """What the register tells, in whatever order and by whichever numbers it does: of other entries it is another."""
    whole = sorted([*map(str, _entry(one)[:3]), *sorted(_couple(one))] for one in once(records))
    return hashlib.sha256(json.dumps(whole).encode()).hexdigest()[:16]


def _entry(record: Record) -> tuple[str, str, str, frozenset[str]]:
    again = _status(record) if record["op_type"] == _REISSUED else ""
    return record["op_type"], record["op_date"], again, _couple(record)


def _unvoided(records: Sequence[Record]) -> list[Record]:
    """The records without what a later day's record of the same couple voids: their last before it. Where days leave open which that is, all of them."""
    found: list[Record] = []
    for record in sorted(records, key=_day):
        if record["op_type"] != _VOIDED:
            found.append(record)
            continue
        theirs = [one for one in found if _couple(one) == _couple(record)]
        last = [one for one in theirs if _day(one) == _day(theirs[-1])]
        of_day = [one for one in records if (_day(one), _couple(one)) == (_day(record), _couple(record))]
        if len(last) == len(of_day) == 1:
            found.remove(last[0])
    return found


def _after(histories: Sequence[_History], records: Sequence[Record]) -> list[_History]:
    """What can have come to pass after one day's records, each once, in whatever order they can have been made."""
    ends = {_as_told(end): end for history in histories for end in _ends(history, records)}
    return [*ends.values()] if len(ends) <= _MOST_HISTORIES else [(_UNTOLD,) * max(map(len, ends))]


def _ends(history: _History, records: Sequence[Record]) -> Iterator[_History]:
    if len(records) > _MOST:
        yield (
            *history,
            *[_UNTOLD] * len(records),
        )  # so that as many may be voided before what stood earlier stands again
        return
    orders = list(_orders(records))
    can_be = [order for order in orders if len(orders) == 1 or _is_possible(history, order)] or orders
    for order in can_be:
        yield _through(history, order)


def _as_told(history: _History) -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((one.status, one.couple) for one in history)


def _orders(records: Sequence[Record]) -> Iterator[Sequence[Record]]:
    """Every order in which they may have been made: that of their hours where each tells one, and another; else certificates issued again first."""
    hours = {_moment(record) for record in records}
    if len(hours) == len(records) and (len(records) == 1 or all(map(_tells_hour, hours))):
        yield sorted(records, key=_moment)
        return
    again = [record for record in records if record["op_type"] != _VOIDED and record["op_type"].startswith(_REISSUED)]
    for order in permutations([record for record in records if record not in again]):
        yield (*again, *order)


def _is_possible(changes: _History, order: Sequence[Record]) -> bool:
    for record in order:
        if not _may_follow(changes, record):
            return False
        changes = _through(changes, (record,))
    return True


def _may_follow(changes: _History, record: Record) -> bool:
    """A couple known to be divorced divorces no more, a marriage ends by its own couple's divorce, and what is voided has been; what nothing is known
    of may be."""
    kind, last = record["op_type"], changes[-1] if changes else None
    if kind == _VOIDED:
        return _voided_by(changes, record) is not None
    if last is None or kind.startswith(_REISSUED):
        return True
    if _status(record) == "married":
        return last.status != "married"
    return (last.couple == _couple(record)) is (last.status == "married")


def _through(changes: _History, records: Sequence[Record]) -> _History:
    for record in records:
        if record["op_type"] != _VOIDED:
            changes = (*changes, _Change(_status(record), _couple(record), record))
        elif (place := _voided_by(changes, record)) is not None:  # else of what the register does not know
            changes = (*changes[:place], *changes[place + 1 :])
    return changes


def _voided_by(changes: _History, record: Record) -> int | None:
    """The place of what a record voids: the last change of its own couple, or of whom a day did not tell. No other couple's."""
    theirs = [
        place for place, one in enumerate(changes) if one.couple == _couple(record) or one.status == _UNTOLD.status
    ]
    return theirs[-1] if theirs else None


def _status(record: Record) -> str:
    kind = record["op_type"]
    if kind == _REISSUED:
        kind = "ICB" if "L" in record["cert_no"].upper() else "ICA"
    if kind not in _MARRIED | _DIVORCED:
        raise ValueError("unknown kind of record")
    return "married" if kind in _MARRIED else "divorced"


def _couple(record: Record) -> frozenset[str]:
    return frozenset(normal.identity(record[name]) for name in ("cert_num_man", "cert_num_woman"))


def _moment(record: Record) -> datetime:
    return clock.here(record["op_date"]).replace(tzinfo=None)


def _tells_hour(moment: datetime) -> bool:
    return moment.time() != time()  # a day alone is read as its midnight


def _day(record: Record) -> str:
    return clock.day(record["op_date"]).isoformat()
