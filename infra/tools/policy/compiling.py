"""A checked policy as the JSON a function reads: every overlay laid over the base, every end written out."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from infra.tools.policy import sources
from infra.tools.policy.reading import BASE, Data
from infra.tools.policy.timeline import Dated, segments


def compiled(data: Data) -> dict[str, Any]:
    """What `Book` takes. Entries only begin: where one ends and nothing follows, the next has the value null."""
    return {
        "centres": data.centres,
        "sources": plain(data.sources),
        "base": {name: list(_entries(data, dated, ())) for name, dated in data.base.items()},
        "overlays": {
            scope: {name: list(_entries(data, data.base.get(name, ()), own)) for name, own in figures.items()}
            for scope, figures in data.scopes.items()
            if scope != BASE
        },
    }


def text(data: Data) -> str:
    """The same as it is stored, in the order of the YAML: M2 comes before M10, and the rules as they are shown."""
    return json.dumps(compiled(data), ensure_ascii=False, indent=1) + "\n"


def plain(value: Any) -> Any:
    """A value of the YAML as JSON has it: days, also those that are keys, as ISO text."""
    if isinstance(value, dict):
        return {plain(key): plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


def _entries(data: Data, base: Dated, own: Dated) -> Iterator[dict[str, Any]]:
    for day, known, entry in segments(base, own):
        late = {"learnt": known.isoformat()} if known else {}
        if entry is None:
            yield {"from": day.isoformat(), "value": None, **late}
        else:
            said = {
                "value": plain(entry.value),
                "source": sources.shown(entry, data),
                "rests_on": entry.source,
                "verified": entry.verified,
            }
            bound = {"bound": entry.bound} if entry.bound else {}
            yield {"from": day.isoformat(), **said, **late, **bound, **({"own": True} if entry in own else {})}
