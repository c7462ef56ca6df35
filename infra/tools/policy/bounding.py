"""Whether every entry keeps within the law (上位规定的上下限): what the base says with a `bound` holds whatever comes later, and every centre."""

from collections.abc import Iterator
from typing import Any

from chalicelib.policy.bounds import EXACTLY, FREE, LEAST, MOST, within
from infra.tools.policy.reading import BASE, Data, Entry
from infra.tools.policy.sources import pointed
from infra.tools.policy.timeline import holder, views

_WAYS = (MOST, LEAST, EXACTLY, FREE)


def problems(data: Data) -> Iterator[str]:
    """Every bound that is none, and every entry beyond one: named once, with the first such day where it is not the entry's own."""
    laws: dict[str, list[Entry]] = {}
    for entry in data.entries():
        if entry.bound is not None:
            wrong = list(_wrong(entry, data))
            yield from (f"{entry}: bound: {what}" for what in wrong)
            if not wrong:
                laws.setdefault(entry.name, []).append(entry)
    seen: set[tuple[str, str]] = set()
    for day, view in views(data):
        for name, dated in laws.items():
            held, law = view.get(name), holder(dated, day)
            if held and law and held is not law and (str(held), str(law)) not in seen:
                seen.add((str(held), str(law)))
                when = "" if day == held.begins else f" (on {day})"
                yield from (f"{held}: {what}{when}" for what in _beyond(held, law))


def _wrong(entry: Entry, data: Data) -> Iterator[str]:
    if entry.scope != BASE:
        yield "only the base bounds others"
    if (data.sources.get(pointed(entry.source)[0]) or {}).get("binds") != "all":
        yield f"{pointed(entry.source)[0]} does not bind every centre"
    if not _is_bound(entry.bound):
        yield f"is {' or '.join(_WAYS)}, of all or of each part"
        return
    try:
        within(entry.value, entry.value, entry.bound)
    except ArithmeticError:
        yield "of what is no number"


def _is_bound(bound: Any) -> bool:
    return all(map(_is_bound, bound.values())) and bool(bound) if isinstance(bound, dict) else bound in _WAYS


def _beyond(entry: Entry, law: Entry) -> Iterator[str]:
    try:
        held = within(entry.value, law.value, law.bound)
    except (ArithmeticError, TypeError):
        return  # it has not its shape, which is told already
    if held != entry.value:
        yield f"beyond what {pointed(law.source)[0]} leaves every centre from {law.begins} on: {held}"
