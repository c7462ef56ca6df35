"""What would hide law: what begins later is taken to be later, and what a centre says of itself outweighs the base. Where it was said before
the law was known, whoever enters that says what it comes to: at each centre, and from each later day."""

from collections.abc import Iterable, Iterator
from datetime import date

from infra.tools.policy.reading import BASE, Data, Entry
from infra.tools.policy.register import Key, Records, keyed
from infra.tools.policy.sources import pointed
from infra.tools.policy.timeline import holder


def problems(data: Data, records: Records, today: date) -> Iterator[str]:
    """Every centre whose own entry would hide a new one of the base that rests on a text of everybody's, and every entry that begins after one
    of which nobody knew when it was recorded."""
    entries = keyed(data)
    for key, entry in entries.items():
        if entry.scope == BASE and _binds_all(entry, data) and key not in records:
            for scope, figures in data.scopes.items():
                own = holder(figures.get(entry.name, ()), entry.begins) if scope != BASE else None
                if own and own.begins < entry.begins:
                    yield (
                        f"{own}: outweighs the base's of {entry.begins}, which rests on {pointed(entry.source)[0]} and binds every centre: "
                        f"say in its overlay what holds there from {entry.begins} on"
                    )
    of_one: dict[str, list[tuple[Key, Entry]]] = {}
    for key, entry in entries.items():
        of_one.setdefault(entry.name, []).append((key, entry))
    for key, entry in entries.items():
        if (unknown := _unknown(key, entry, of_one[entry.name], records, data, today)) is not None:
            yield (
                f"{entry}: was recorded before {unknown} was known, and would take its place: say what holds "
                f"from {entry.begins} on in an entry of that day beside it, learnt: {today}"
            )


def _unknown(
    key: Key, entry: Entry, others: Iterable[tuple[Key, Entry]], records: Records, data: Data, today: date
) -> Entry | None:
    """What nobody knew of when an entry was recorded that takes its place all the same, while no later word of that day does."""
    recorded = records[key]["recorded"] if key in records else ""
    if not recorded or any(other[:3] == key[:3] and other[3] > key[3] for other, _ in others):
        return None
    for other, earlier in others:
        own = other[0] == key[0]
        hidden = earlier.begins < entry.begins if own else earlier.begins <= entry.begins and other[0] == BASE
        if hidden and (own or _binds_all(earlier, data)):
            known = records[other]["recorded"] if other in records else str(today)
            if recorded < min(known, str(earlier.learnt or today)):
                return earlier
    return None


def _binds_all(entry: Entry, data: Data) -> bool:
    return bool((data.sources.get(pointed(entry.source)[0]) or {}).get("binds") == "all")
