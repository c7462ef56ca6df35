"""What holds, and what differs, as rows for a person, in Chinese with units: in colours and columns on a terminal, tab-separated where piped."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from chalicelib.documents.figure_words import called, named, said
from chalicelib.policy import Book

Row = tuple[str, ...]
HOLDING = ("代码", "项目", "数值", "施行日期", "出自", "核实", "依据")
DIFFERING = ("代码", "项目", "原为", "改为")
MARKS = {True: "已核实", False: "未核实"}


def holding(book: Book, centre: str, on: date) -> list[Row]:
    """Everything that holds for a centre on a day."""
    own = book.serving(centre)
    return [
        (
            name,
            called(name, entry["value"]),
            said(name, entry["value"]),
            entry["from"],
            own if entry.get("own") else "全省",
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
        (name, named(name), before.get(name, "—"), after.get(name, "—"))
        for name in names
        if before.get(name) != after.get(name)
    ]


def show(console: Console, title: str, heads: Sequence[str], rows: Sequence[Row]) -> None:
    """Prints rows under their heads."""
    if not console.is_terminal:
        for line in (f"# {title}", *("\t".join(row) for row in (heads, *rows))):
            print(line, file=console.file)
        return
    table = Table(title=escape(title), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*(f"[yellow]{escape(cell)}[/]" if cell == MARKS[False] else escape(cell) for cell in row))
    console.print(table)


def summary(book: Book, on: date) -> Iterator[str]:
    """One screen: how much holds where, and what of it nobody has confirmed."""
    yield f"{on} 施行的政策：{len(book.centres())} 家中心"
    for code, name in book.centres().items():
        entries = book.entries(code, on)
        own = [called(figure, entry["value"]) for figure, entry in entries.items() if entry.get("own")]
        open_ = sum(not entry["verified"] for entry in entries.values())
        differs = f"；自定 {len(own)} 项：{'、'.join(own)}" if own else ""
        yield f"  {code} {name}：{len(entries)} 项，{open_} 项{MARKS[False]}{differs}"


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
        yield name, said(name, value)
