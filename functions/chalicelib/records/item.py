"""How a case is stored: its DynamoDB item, read and changed. Nobody but `casefile` needs to know.

Names hold JSON text, or plain strings where an index or a condition needs them. Five maps grow by key. What is large is a part of
its own, whose name stands under `part:<what it is>`; in records of schema 1 it stands in the item itself. A role stands under
`hand:<person>`, so that one write can be refused for it; so does under `spent:<form>` what a form signed by hand was used for.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from datetime import date
from typing import Any

from chalicelib.domain.status import ENDED, STATES, Status, before
from chalicelib.records import agenda, contents, parts, schema
from chalicelib.records.bank_part import BankPart
from chalicelib.records.case import CaseFile
from chalicelib.records.changes import Changes, Expect, Told, roles_of
from chalicelib.records.presences import Invitation, Presence

_PLAIN = {
    "id", "number", "centre", "status", "applicant", "opened_at", "submitted_at", "key", "due_at", "due_shard",
}  # fmt: skip
_MAPS: Mapping[str, Any] = {
    "findings": contents.Answer,
    "events": contents.Event,
    "documents": contents.Document,
    "signatures": contents.Signature,
    "messages": contents.Message,
}
_ENTRIES: Mapping[str, Any] = {"rulings": contents.Ruling, "invitations": Invitation}
_LISTS: Mapping[str, Any] = {"reviews": contents.Review, "results": contents.Paper, "presences": Presence}
_ONES: Mapping[str, Any] = {
    "contract": contents.Contract,
    "mortgage": contents.Mortgage,
    "payment": contents.Payment,
    "payment_notice": contents.PaymentNotice,
    "bank_part": BankPart,
    "withdrawal": contents.Withdrawal,
    "stopped": contents.Stop,
}
_SEALED = {"form", "application", "grounds", "prefilled"}
_LARGE = {*_SEALED, "decision", "consents", "notices"}
_ON_THE_ROAD = {
    "accepted_on", "answers", "contract", "decision", "grounds",
    "looks", "mortgage", "notices", "reasons", "signatures",
}  # fmt: skip
_ANSWERS = {"application", "mortgage", "reviews", "rulings", "signatures", "withdrawal"}  # what ends somebody's wait
_POINTER = "part:"
_COMPARED = {
    *_ONES, *_LISTS, *_ENTRIES, "people", "documents", "signatures", f"{_POINTER}consents", f"{_POINTER}prefilled",
}  # fmt: skip
_HAND = "hand:"
_APART = {"hands": _HAND, "spent": "spent:", "words": "word:"}  # each entry stands by itself
_FINDINGS = "findings"  # what a case calls its answers
_GONE = {"notice", "round", "disputed_at", "submitted_by"}  # what earlier releases wrote and nothing reads any more
Item = Mapping[str, Any]


def new(values: Mapping[str, Any], hands: Mapping[str, str], form: str) -> dict[str, Any]:
    """The item of a new case; `hands` are those who type it, `form` is the name of its part."""
    due = agenda.due_of(values["id"], values["status"])
    item = {name: _encoded(name, value) for name, value in {**values, **due}.items()}
    item |= {f"{_HAND}{person}": {"S": role} for person, role in hands.items()}
    return {**item, f"{_POINTER}form": {"S": form}, **{name: {"M": {}} for name in _MAPS}, **schema.STAMP}


def case_of(item: Item) -> CaseFile:
    """A stored case. Raises `PreconditionFailed` for one of a later release."""
    schema.known(item)
    values: dict[str, Any] = {}
    large: dict[str, Any] = {}
    for name, stored in item.items():
        if name.startswith(_POINTER):
            large[name.removeprefix(_POINTER)] = parts.Pointer(stored["S"])
        elif kind := next((one for one, prefix in _APART.items() if name.startswith(prefix)), None):
            values.setdefault(kind, {})[name.removeprefix(_APART[kind])] = stored["S"]
        elif name in _LARGE:
            large.setdefault(name, decoded(name, stored))
        elif name in _MAPS:
            entries = {key: json.loads(entry["S"]) for key, entry in stored["M"].items()}
            for key, entry in entries.items():
                if "sealed" in entry:
                    large.setdefault(f"{name}.{key}", entry["sealed"])
            values[_called(name)] = {key: contents.read(_MAPS[name], entry) for key, entry in entries.items()}
        elif name != "schema" and name not in _GONE:
            values[name] = _typed(name, decoded(name, stored))
    return CaseFile(
        **values,
        large=large,
        as_read={name: item[name] for name in _COMPARED if name in item},
    )


def changed(case: CaseFile, events: tuple[Told, ...], expect: Expect, changes: Changes) -> dict[str, Any]:
    """The expression that changes an item, with its names, values and conditions. Writes the parts it will point to."""
    places = _Places()
    sets = [f"{places.at(path)} = {places.value(stored)}" for path, stored in _stored(case, changes)]
    for one in events:
        place = places.at(("events", one.key))
        sets.append(f"{place} = if_not_exists({place}, {places.value(_encoded('', one.event))})")
    removes = [places.at((name,)) for name in changes if name in _LARGE and not _is_pointed(case, name)]
    return {
        "UpdateExpression": f"SET {', '.join(sets)}" + (f" REMOVE {', '.join(removes)}" if removes else ""),
        "ConditionExpression": " AND ".join(
            [
                "attribute_exists(id)",
                *_conditions(case, expect, changes, places),
                *_only_forward(case, changes, places),
                *_said_once(case, changes, places),
            ]
        ),
        "ExpressionAttributeNames": places.names,
        "ExpressionAttributeValues": places.values,
    }


def superseded(case: CaseFile, changes: Changes) -> list[str]:
    """The names of the parts whose places these changes take."""
    places = [name for name in changes if name in _LARGE] + [f"{_FINDINGS}.{key}" for key in changes.get("answers", ())]
    return [part.name for place in places if isinstance(part := case.large.get(place), parts.Pointer)]


def decoded(name: str, stored: Mapping[str, Any]) -> Any:
    """One value of an item, in JSON's own types."""
    return stored["S"] if name in _PLAIN or name in _SEALED else json.loads(stored["S"])


def _typed(name: str, value: Any) -> Any:
    if name in _ONES:
        return contents.read(_ONES[name], value)
    if name in _LISTS:
        return [contents.read(_LISTS[name], entry) for entry in value]
    if name in _ENTRIES:
        return {key: contents.read(_ENTRIES[name], entry) for key, entry in value.items()}
    if name in ("accepted_on", "received_on"):
        return date.fromisoformat(value)
    return Status(value) if name == "status" else value


def _stored(case: CaseFile, changes: Changes) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """Every path that is set, and what to. Large values become parts here."""
    yield ("schema",), schema.STAMP["schema"]
    status = changes.get("status", case.status)
    if _is_due_anew(case, status, changes):
        yield from (((name,), {"S": value}) for name, value in agenda.due_of(case.id, status).items())
    for name, value in changes.items():
        if name == "answers":
            for key, (answer, finding) in changes["answers"].items():
                yield (_FINDINGS, key), _encoded("", answer)
                yield (f"{_POINTER}{_FINDINGS}.{key}",), {"S": case.put_part(f"{_FINDINGS}.{key}", finding.to_json())}
        elif name in _APART:
            yield from (((f"{_APART[name]}{key}",), {"S": said}) for key, said in dict(value).items())  # type: ignore[call-overload]
        elif name in _MAPS:
            yield from (((name, key), _encoded("", entry)) for key, entry in dict(value).items())  # type: ignore[call-overload]
        elif name in _LARGE:
            yield (f"{_POINTER}{name}",), {"S": case.put_part(name, _plain(value), sealed=name in _SEALED)}
        else:
            yield (name,), _encoded(name, value)


def _is_due_anew(case: CaseFile, status: Status, changes: Changes) -> bool:
    """It comes into a state; it is a draft somebody goes on with; a wait is answered, and the telling of it may be lost; or an earlier
    release has not put it into the agenda."""
    if status in ENDED:
        return "status" in changes
    return bool(changes.keys() & {"status", *_ANSWERS}) or status is Status.DRAFT or not case.due_shard


def _conditions(case: CaseFile, expect: Expect, changes: Changes, places: "_Places") -> Iterator[str]:
    if expect.status:
        yield f"{places.at(('status',))} IN ({', '.join(places.value({'S': one}) for one in sorted(expect.status))})"
    if expect.revision is not None:
        yield f"{places.at(('revision',))} = {places.value(_encoded('revision', expect.revision))}"
    for name in expect.absent:
        yield f"attribute_not_exists({places.at((name,))})"
    for form in expect.unspent:
        spent = places.at((f"{_APART['spent']}{form}",))
        yield f"attribute_not_exists({spent})"
    unchanged = {*expect.unchanged, *(("presences",) if changes.get("spent") else ())}  # one may be made void meanwhile
    for name in sorted(unchanged):
        stored_as = f"{_POINTER}{name}" if name in _LARGE else name
        place, read = places.at((stored_as,)), case.as_read.get(stored_as)
        yield f"{place} = {places.value(read)}" if read else f"attribute_not_exists({place})"


def _only_forward(case: CaseFile, changes: Changes, places: "_Places") -> Iterator[str]:
    """What keeps a late duplicate from moving a case back, or anything from moving one that has ended, whoever forgot to
    expect so: a state is entered from those before it, and what only the road writes is written on the road.
    """
    if "status" in changes:
        entered = changes["status"]
        yield f"{places.at(('status',))} IN ({', '.join(places.value({'S': one}) for one in sorted(before(entered)))})"
        if unless := STATES[entered].unless:
            yield f"attribute_not_exists({places.at((unless,))})"
    elif changes.keys() & _ON_THE_ROAD:
        yield f"NOT {places.at(('status',))} IN ({', '.join(places.value({'S': one}) for one in sorted(ENDED))})"


def _said_once(case: CaseFile, changes: Changes, places: "_Places") -> Iterator[str]:
    """Nobody gets a role in a case beside one that was not read; a form signed by hand is spent in one request."""
    for prefix, entries in ((_HAND, changes.get("hands", {})), (_APART["spent"], changes.get("spent", {}))):
        for key, said in entries.items():
            place, read = places.at((f"{prefix}{key}",)), case.hands.get(key, said) if prefix == _HAND else said
            known = {said, read} if roles_of(read) <= roles_of(said) else {said}
            standing = ", ".join(places.value({"S": one}) for one in sorted(known))
            yield f"(attribute_not_exists({place}) OR {place} IN ({standing}))"


class _Places:
    """The names and values of one expression, numbered as they come."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.values: dict[str, Any] = {}

    def at(self, path: tuple[str, ...]) -> str:
        return ".".join(self._name(part) for part in path)

    def value(self, stored: Any) -> str:
        name = f":v{len(self.values)}"
        self.values[name] = stored
        return name

    def _name(self, name: str) -> str:
        alias = next((one for one, of in self.names.items() if of == name), f"#n{len(self.names)}")
        self.names[alias] = name
        return alias


def _is_pointed(case: CaseFile, name: str) -> bool:
    return isinstance(case.large.get(name, parts.Pointer("")), parts.Pointer)


def _encoded(name: str, value: Any) -> dict[str, str]:
    return {"S": str(value) if name in _PLAIN else json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))}


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return contents.stored(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list | tuple) else value


def _called(name: str) -> str:
    return "answers" if name == _FINDINGS else name
