"""What holds when: dated entries of one figure, an overlay's over the base's, as days on which something changes."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from infra.tools.policy.reading import BASE, Data, Entry

Dated = Sequence[Entry]


def holder(dated: Dated, on: date) -> Entry | None:
    """The entry that holds on a day: the last that has begun, unless its own last day is over."""
    for entry in reversed(dated):
        if entry.begins <= on:
            return entry if entry.until is None or on <= entry.until else None
    return None


def is_said_again(before: Entry, entry: Entry) -> bool:
    """Whether an entry stands beside the one before it, of the same day, and takes its place: as something was learnt of that this one knew nothing of."""
    return entry.begins == before.begins and entry.learnt is not None and entry.learnt > (before.learnt or date.min)


def changes(*layers: Dated) -> list[date]:
    """Every day on which an entry begins, or the first without one."""
    begins = {entry.begins for dated in layers for entry in dated}
    return sorted(
        begins | {after(entry) for dated in layers for entry in dated if entry.until and entry.until < date.max}
    )


def after(entry: Entry) -> date:
    """The first day after a temporary entry."""
    assert entry.until
    return entry.until + timedelta(1)


def segments(base: Dated, own: Dated) -> Iterator[tuple[date, date | None, Entry | None]]:
    """From when on, as known since which day (None: ever), which entry holds, or none: an overlay's own where it has one, else the base's.

    For whoever knows what was learnt up to a day, the last holds of those that have begun and were known by then.
    """
    knowing = [date.min, *sorted({entry.learnt for entry in (*base, *own) if entry.learnt})]
    last: dict[date, Entry | None] = dict.fromkeys(knowing)
    for day in changes(base, own):
        for known in knowing:
            ours, theirs = ([one for one in dated if (one.learnt or date.min) <= known] for dated in (own, base))
            entry = holder(ours, day) or holder(theirs, day)
            if entry is not last[known]:
                yield day, known if known > date.min else None, entry
                last |= {later: entry for later in knowing if later >= known}


def views(data: Data) -> Iterator[tuple[date, Mapping[str, Entry]]]:
    """Everything that holds, for the base and each overlay, on every day on which something changes."""
    for scope, figures in data.scopes.items():
        own = figures if scope != BASE else {}
        names = [*data.base, *(name for name in own if name not in data.base)]
        layers = {name: (data.base.get(name, []), own.get(name, [])) for name in names}
        for day in changes(*(dated for pair in layers.values() for dated in pair)):
            held = {name: holder(ours, day) or holder(base, day) for name, (base, ours) in layers.items()}
            yield day, {name: entry for name, entry in held.items() if entry}
