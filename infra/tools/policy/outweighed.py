"""National law and the centres' own figures (上位规定): what a centre says of itself outweighs the base, and hides from its cases what the base
has since taken from a text that binds it too. Whoever enters such law says what it comes to at each of them."""

from collections.abc import Iterator

from infra.tools.policy.reading import BASE, Data, Entry
from infra.tools.policy.register import Records
from infra.tools.policy.sources import pointed
from infra.tools.policy.timeline import holder


def problems(data: Data, records: Records) -> Iterator[str]:
    """Every centre whose own entry would hide a new one of the base that rests on a text of everybody's."""
    for entry in data.entries():
        if entry.scope == BASE and _binds_all(entry, data) and _key(entry) not in records:
            for scope, figures in data.scopes.items():
                own = holder(figures.get(entry.name, ()), entry.begins) if scope != BASE else None
                if own and own.begins < entry.begins:
                    yield (
                        f"{own}: outweighs the base's of {entry.begins}, which rests on {pointed(entry.source)[0]} and binds every centre: "
                        f"say in its overlay what holds there from {entry.begins} on"
                    )


def _binds_all(entry: Entry, data: Data) -> bool:
    return bool((data.sources.get(pointed(entry.source)[0]) or {}).get("binds") == "all")


def _key(entry: Entry) -> tuple[str, str, str]:
    return entry.scope, entry.name, entry.begins.isoformat()
