"""How a case is stored: its DynamoDB item, read and changed. Nobody but `casefile` needs to know; which field lies how is in `layout`."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import replace
from typing import Any

from chalicelib.domain.status import ENDED, STATES, Status, before
from chalicelib.records import agenda, contents, dense, layout, parts, schema
from chalicelib.records.case import CaseFile
from chalicelib.records.changes import Changes, Expect, Name, Told, roles_of

_ON_THE_ROAD = {
    "accepted_on", "answers", "contract", "decision", "grounds",
    "looks", "mortgage", "notices", "reasons", "signatures",
}  # fmt: skip
_ANSWERS = {"application", "mortgage", "reviews", "rulings", "signatures", "withdrawal"}  # what ends somebody's wait
# What outlives a case that has ended: it is looked at again from the write that tells of it.
_OUTLIVING = {"TASK_DISPUTE", "TASK_LAW", "TASK_LAW_REMEDIES", "TASK_LAW_LETTER"}
_PAPERS: set[Name] = {"results", "deliveries"}  # the papers of a case, and on whose word they come as they do
_LISTED_BY = {"status", *_PAPERS}  # what may leave something to be handed out
Item = Mapping[str, Any]


def new(values: Mapping[str, Any], hands: Mapping[str, str], form: str) -> dict[str, Any]:
    """The item of a new case; `hands` are those who type it, `form` is the name of its part."""
    due = agenda.due_of(values["id"], values["status"])
    item = {name: layout.encoded(name, value) for name, value in {**values, **due}.items()}
    item |= {f"{layout.HAND}{person}": {"S": role} for person, role in hands.items()}
    return {
        **item,
        f"{layout.POINTER}form": dense.stored(form),
        **{name: {"M": {}} for name in layout.MAPS},
        **schema.STAMP,
    }


def case_of(item: Item) -> CaseFile:
    """A stored case, of this release or an earlier one."""
    values: dict[str, Any] = {}
    large: dict[str, Any] = {}
    for name, stored in item.items():
        if name.startswith(layout.POINTER):
            large[name.removeprefix(layout.POINTER)] = parts.Pointer(dense.text(stored))
        elif kind := next((one for one, prefix in layout.APART.items() if name.startswith(prefix)), None):
            values.setdefault(kind, {})[name.removeprefix(layout.APART[kind])] = stored["S"]
        elif name in layout.LARGE:
            large.setdefault(name, layout.decoded(name, stored))
        elif name in layout.MAPS:
            entries = {key: layout.decoded("", entry) for key, entry in stored["M"].items()}
            for key, entry in entries.items():
                if "part" in entry:
                    large[f"{name}.{key}"] = parts.Pointer(entry["part"])
                elif "sealed" in entry:
                    large.setdefault(f"{name}.{key}", entry["sealed"])
            values[layout.called(name)] = {
                key: contents.read(layout.MAPS[name], entry) for key, entry in entries.items()
            }
        elif name != "schema" and name not in layout.GONE:
            values[name] = layout.typed(name, layout.decoded(name, stored))
    return CaseFile(
        **values,
        large=large,
        as_read={name: item[name] for name in layout.COMPARED if name in item},
    )


def changed(case: CaseFile, events: tuple[Told, ...], expect: Expect, changes: Changes) -> dict[str, Any]:
    """The expression that changes an item, with its names, values and conditions. Writes the parts it will point to."""
    places, changes = _Places(), _to_hand_out(case, changes)
    sets = [
        f"{places.at(path)} = {places.value(stored)}"
        for path, stored in _stored(case, changes, {one.event.code for one in events})
    ]
    for one in events:
        place = places.at(("events", one.key))
        sets.append(f"{place} = if_not_exists({place}, {places.value(layout.encoded('', one.event))})")
    removes = [places.at((gone,)) for name, value in changes.items() for gone in _going_away(case, name, value)]
    return {
        "UpdateExpression": f"SET {', '.join(sets)}" + (f" REMOVE {', '.join(removes)}" if removes else ""),
        "ConditionExpression": " AND ".join(
            [
                "attribute_exists(id)",
                schema.unless_later(places.at(("schema",)), places.value(schema.STAMP["schema"])),
                *_conditions(case, expect, changes, places),
                *(() if expect.reopens else _only_forward(case, changes, places)),
                *_said_once(case, changes, places),
            ]
        ),
        "ExpressionAttributeNames": places.names,
        "ExpressionAttributeValues": places.values,
    }


def _to_hand_out(case: CaseFile, changes: Changes) -> Changes:
    """The changes, and that the case is in its centre's list of what is to be handed out where they leave something to be: whoever makes a paper need not
    think of it. Out of the list takes it who hands out the last, having read what there is (casework/handing.py)."""
    if "handing" in changes or not changes.keys() & _LISTED_BY:
        return changes
    then = replace(
        case,
        status=changes.get("status", case.status),
        results=changes.get("results", case.results),
        deliveries=changes.get("deliveries", case.deliveries),
    )
    return changes | Changes(handing=case.centre) if then.unhanded else changes


def superseded(case: CaseFile, changes: Changes) -> list[str]:
    """The names of the parts whose places these changes take."""
    places = [name for name in changes if name in layout.LARGE] + [
        f"{layout.FINDINGS}.{key}" for key in changes.get("answers", ())
    ]
    return [part.name for place in places if isinstance(part := case.large.get(place), parts.Pointer)]


def _stored(case: CaseFile, changes: Changes, told: Set[str]) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """Every path that is set, and what to. Large values become parts here."""
    yield ("schema",), schema.STAMP["schema"]
    status = changes.get("status", case.status)
    if told & _OUTLIVING or _is_due_anew(case, status, changes):
        yield from (((name,), {"S": value}) for name, value in agenda.due_of(case.id, status).items())
    for name, value in changes.items():
        if value is None or (name in layout.SPARSE and not value):
            continue
        if name == "answers":
            for key, (answer, finding) in changes["answers"].items():
                part = case.put_part(f"{layout.FINDINGS}.{key}", finding.to_json())
                yield (layout.FINDINGS, key), layout.encoded("", {**contents.stored(answer), "part": part})
        elif name in layout.APART:
            yield from (((f"{layout.APART[name]}{key}",), {"S": said}) for key, said in dict(value).items())  # type: ignore[call-overload]
        elif name in layout.MAPS:
            yield from (((name, key), layout.encoded("", entry)) for key, entry in dict(value).items())  # type: ignore[call-overload]
        elif name in layout.LARGE:
            yield (
                (f"{layout.POINTER}{name}",),
                dense.stored(case.put_part(name, layout.plain(value), sealed=name in layout.SEALED)),
            )
        else:
            yield (name,), layout.encoded(name, value)


def _is_due_anew(case: CaseFile, status: Status, changes: Changes) -> bool:
    """It comes into a state; it is a draft somebody goes on with; a wait is answered, and the telling of it may be lost; or an earlier
    release has not put it into the agenda."""
    if (
        status in ENDED
    ):  # what it was waited with until all is handed out may be done then, it is archived with it, and its parties told
        return bool(changes.keys() & {"status", "handing", "handed", "deliveries", "voices", "appeals"})
    return bool(changes.keys() & {"status", *_ANSWERS}) or status is Status.DRAFT or not case.due_shard


def _conditions(case: CaseFile, expect: Expect, changes: Changes, places: "_Places") -> Iterator[str]:
    # Whoever moves a case and expects nothing moves it from where it was read: somebody may be asked meanwhile.
    if standing := expect.status or ({case.status, changes["status"]} if "status" in changes else ()):
        yield f"{places.at(('status',))} IN ({', '.join(places.value({'S': one}) for one in sorted(standing))})"
    if expect.revision is not None:
        yield f"{places.at(('revision',))} = {places.value(layout.encoded('revision', expect.revision))}"
    for name in expect.absent:
        yield f"attribute_not_exists({places.at((name,))})"
    for form in expect.unspent:
        spent = places.at((f"{layout.APART['spent']}{form}",))
        yield f"attribute_not_exists({spent})"
    unchanged = {*expect.unchanged, *(("presences",) if changes.get("spent") else ())}  # one may be made void meanwhile
    if (
        changes.keys() & _PAPERS
    ):  # no paper vanishes by another that comes meanwhile, nor stays unlisted by a choice made meanwhile
        unchanged |= _PAPERS
    for name in sorted(unchanged):
        stored_as = f"{layout.POINTER}{name}" if name in layout.LARGE else name
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
    for prefix, entries in ((layout.HAND, changes.get("hands", {})), (layout.APART["spent"], changes.get("spent", {}))):
        for key, said in entries.items():
            place, read = places.at((f"{prefix}{key}",)), case.hands.get(key, said) if prefix == layout.HAND else said
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


def _going_away(case: CaseFile, name: str, value: Any) -> Iterator[str]:
    """A large value of records of schema 1, whose place a part takes, and the name of a finding's of schema 2; what puts a case into an index, once it
    is out of it; what is None."""
    if name == "answers":
        yield from (f"{layout.POINTER}{layout.FINDINGS}.{key}" for key in value)
    if value is None or (name in layout.SPARSE and not value) or (name in layout.LARGE and not _is_pointed(case, name)):
        yield name
    if value is None and name in layout.LARGE:
        yield f"{layout.POINTER}{name}"


def _is_pointed(case: CaseFile, name: str) -> bool:
    return isinstance(case.large.get(name, parts.Pointer("")), parts.Pointer)
