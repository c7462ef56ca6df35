"""What every part of the guide page is made of: marks, conditions, lists, tables. All text is escaped."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

Entry = Mapping[str, Any]
UNVERIFIED = '<mark title="尚未经中心核实">未核实</mark>'


def mark(entry: Entry) -> str:
    """Marks what nobody has confirmed."""
    return "" if entry["verified"] else UNVERIFIED


def when(entry: Entry) -> str:
    """For which cases something is, before it."""
    return f"<em>{escape(entry['condition'])}：</em>" if entry["condition"] else ""


def named(entry: Entry) -> str:
    """A paper's name, and in brackets for which cases."""
    return f"{entry['name']}（{entry['condition']}）" if entry["condition"] else str(entry["name"])


def value(element: Entry) -> str:
    """One element, with its mark."""
    value = element["value"]
    return escape("；".join(value) if isinstance(value, list) else str(value)) + mark(element)


def table(head: Iterable[str], rows: Iterable[Iterable[str]], kind: str = "") -> str:
    """A table; on a phone each row stands by itself under its heads."""
    titles = [*head]
    body = "".join(
        "<tr>" + "".join(f'<td data-h="{title}">{cell}</td>' for title, cell in zip(titles, row, strict=True)) + "</tr>"
        for row in rows
    )
    return f'<table class="{kind}"><thead><tr>{"".join(f"<th>{t}</th>" for t in titles)}</tr></thead><tbody>{body}</tbody></table>'
