"""What holds, and what differs, as rows for a person: in colours and columns on a terminal, tab-separated where piped."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from chalicelib.policy import Book

Row = tuple[str, ...]
HOLDING = ("figure", "value", "since", "by", "mark", "source")
DIFFERING = ("figure", "before", "after")
MARKS = {True: "已核实", False: "未核实"}


def holding(book: Book, centre: str, on: date) -> list[Row]:
    """Everything that holds for a centre on a day."""
    own = book.serving(centre)
    return [
        (
            name,
            _text(entry["value"]),
            entry["from"],
            own if entry.get("own") else "base",
            MARKS[entry["verified"]],
            entry["source"],
        )
        for name, entry in book.entries(centre, on).items()
    ]


def differing(one: tuple[Book, str, date], other: tuple[Book, str, date]) -> list[Row]:
    """Every value, down to its parts, that is not the same for two centres, days or policies. Absent is —."""
    before, after = _leaves(one), _leaves(other)
    names = [*before, *(name for name in after if name not in before)]
    return [
        (name, before.get(name, "—"), after.get(name, "—")) for name in names if before.get(name) != after.get(name)
    ]


def show(console: Console, title: str, heads: Sequence[str], rows: Sequence[Row]) -> None:
    """Prints rows under their heads."""
    if not console.is_terminal:
        print(f"# {title}")
        for row in (heads, *rows):
            print("\t".join(row))
        return
    table = Table(title=escape(title), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*(f"[yellow]{escape(cell)}[/]" if cell == MARKS[False] else escape(cell) for cell in row))
    console.print(table)


def summary(book: Book, on: date) -> Iterator[str]:
    """One screen: how much holds where, and what of it nobody has confirmed."""
    yield f"policy in force on {on}: {len(book.centres())} centres"
    for code, name in book.centres().items():
        entries = book.entries(code, on)
        own = [figure for figure, entry in entries.items() if entry.get("own")]
        open_ = sum(not entry["verified"] for entry in entries.values())
        differs = f"; its own: {', '.join(own)}" if own else ""
        yield f"  {code} {name}: {len(entries)} figures, {open_} {MARKS[False]}{differs}"


def _leaves(side: tuple[Book, str, date]) -> dict[str, str]:
    book, centre, on = side
    return {
        place: text for name, entry in book.entries(centre, on).items() for place, text in _parts(name, entry["value"])
    }


def _parts(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping) and value:
        for key, part in value.items():
            yield from _parts(f"{name}.{key}", part)
    else:
        yield name, _text(value)


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_nested(part)}" for name, part in value.items()) or "{}"
    if isinstance(value, list):
        return ", ".join(_nested(part) for part in value) or "[]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _nested(value: Any) -> str:
    if isinstance(value, Mapping):
        return f"{{{_text(value) if value else ''}}}"
    return f"[{_text(value) if value else ''}]" if isinstance(value, list) else _text(value)
