"""The one layout of every document: title, paragraphs, tables, signature places, page numbers. Lengths in millimetres."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

from chalicelib.clock import CHINA
from chalicelib.documents.text import visible, wrap

FONT = Path(__file__).parent / "fonts" / "NotoSerifSC-subset.woff"
_MARGIN, _WIDTH = 26.0, 158.0  # of A4, 210 wide
_BODY, _SMALL, _LEADING = 11.0, 9.0, 1.75
_MM = 25.4 / 72  # a point of type in millimetres
_RED, _GREY, _BLACK = (176, 32, 32), (110, 110, 110), (0, 0, 0)


class Paper:
    """One document being written from top to bottom. `made_on` dates the file: the same inputs give the same bytes."""

    def __init__(self, issuer: str, title: str, number: str, made_on: date) -> None:
        from fpdf import FPDF  # half a second: only the steps that make papers pay for it

        self._pdf: Any = FPDF(format="A4")
        self._pdf.set_margins(_MARGIN, 24, _MARGIN)
        self._pdf.set_auto_page_break(True, margin=24)
        self._pdf.set_creation_date(datetime(made_on.year, made_on.month, made_on.day, tzinfo=CHINA))
        self._pdf.set_lang("zh-CN")
        self._pdf.add_font("body", fname=FONT)
        self._drawable = self._pdf.fonts["body"].cmap
        self._pdf.set_title(f"{title} {number}")
        self._pdf.set_author(issuer)
        self._number, self._unknown = number, False
        self._pdf.add_page()
        self._head(issuer, title, number)

    def heading(self, text: str) -> None:
        """A numbered part of the document."""
        self._pdf.ln(2.5)
        self._keep_together(45)
        self._lines(text, 12, bold=True)
        self._pdf.ln(0.8)

    def paragraph(self, text: str, *, indent: bool = True) -> None:
        """A paragraph of body text, its first line indented by two characters."""
        self._lines(text, _BODY, indent=2 if indent else 0)

    def remark(self, text: str) -> None:
        """A paragraph in small grey print."""
        self._lines(text, _SMALL, colour=_GREY)

    def facts(self, rows: Sequence[tuple[str, str]]) -> None:
        """A ruled table of two columns, what and its value, kept on one page."""
        widths = (42, _WIDTH - 42)
        self._keep_together(sum(self._row_height(row, widths) for row in rows))
        self.table((), rows, widths)

    def table(
        self, head: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float], align: str = ""
    ) -> None:
        """A ruled table; its head comes again on every page. `align` holds L, C or R for each column."""
        align = align or "L" * len(widths)
        self._pdf.ln(1.5)
        if head:
            self._row(head, widths, "C" * len(widths), fill=True)
        for row in rows:
            if self._row_height(row, widths) > self._room() and head:
                self._pdf.add_page()
                self._row(head, widths, "C" * len(widths), fill=True)
            self._row(row, widths, align)
        self._pdf.ln(2.5)

    def signatures(self, places: Sequence[tuple[str, str]]) -> None:
        """Places to sign, two in a row: who, and how they sign. None is torn from its label by a page's end."""
        width, height = _WIDTH / 2, 31.0
        for pair in (places[n : n + 2] for n in range(0, len(places), 2)):
            self._keep_together(height)
            top = self._pdf.get_y()
            for left, (who, how) in zip((_MARGIN, _MARGIN + width), pair, strict=False):
                self._pdf.rect(left, top, width, height)
                self._at(left + 3, top + 2.5, who, _BODY, width - 6)
                self._at(left + 3, top + height - 14, how, _SMALL, width - 6, _GREY)
                self._at(left + 3, top + height - 8, "日期：        年    月    日", _SMALL, width - 6, _GREY)
            self._pdf.set_xy(_MARGIN, top + height)
        self._pdf.ln(4)

    def sealed_by(self, issuer: str, on: date) -> None:
        """The closing of an official letter: issuer, place of the electronic seal, date."""
        self._pdf.ln(8)
        self._keep_together(26)
        for line in (issuer, "（电子印章）", chinese_date(on)):
            self._lines(line, _BODY, align="R")

    def to_bytes(self) -> bytes:
        """The finished PDF."""
        if self._unknown:
            self._pdf.ln(3)
            self.remark("注：本文书字库未收录的字以“〓”及其统一码（Unicode）表示，以身份证件所载为准。")
        pages = self._pdf.pages_count
        self._pdf.set_auto_page_break(False)
        for page in range(1, pages + 1):
            self._pdf.page = page
            self._pdf.set_y(-15)
            self._style(_SMALL, _GREY)
            self._pdf.cell(w=0, h=5, text=f"{self._number}    第 {page} 页 / 共 {pages} 页", align="C")
        return bytes(self._pdf.output())

    def _head(self, issuer: str, title: str, number: str) -> None:
        self._lines(issuer, 15, bold=True, align="C", colour=_RED)
        self._pdf.ln(1)
        self._pdf.set_draw_color(*_RED)
        self._pdf.set_line_width(0.6)
        self._pdf.line(_MARGIN, self._pdf.get_y(), _MARGIN + _WIDTH, self._pdf.get_y())
        self._pdf.set_draw_color(*_BLACK)
        self._pdf.set_line_width(0.12)
        self._pdf.ln(7)
        self._lines(title, 19, bold=True, align="C")
        self._lines(f"编号：{number}", _SMALL, align="C", colour=_GREY)
        self._pdf.ln(4)

    def _lines(
        self,
        text: str,
        size: float,
        *,
        indent: int = 0,
        bold: bool = False,
        align: str = "L",
        colour: tuple[int, int, int] = _BLACK,
    ) -> None:
        self._style(size, colour)
        em = size * _MM
        with self._pdf.local_context(**_weight(bold, colour)):
            for number, line in enumerate(self._wrapped(text, size, _WIDTH, indent * em)):
                self._pdf.set_x(_MARGIN + (indent * em if number == 0 else 0))
                self._pdf.cell(h=em * _LEADING, w=_WIDTH if align != "L" else None, text=line, align=align, new_x="LMARGIN", new_y="NEXT")  # fmt: skip

    def _at(self, left: float, top: float, text: str, size: float, width: float, colour: Any = _BLACK) -> None:
        self._style(size, colour)
        for number, line in enumerate(self._wrapped(text, size, width)):
            self._pdf.set_xy(left, top + number * size * 0.52)
            self._pdf.cell(w=width, h=size * 0.52, text=line)

    def _row(self, cells: Sequence[str], widths: Sequence[float], align: str, *, fill: bool = False) -> None:
        height, size = self._row_height(cells, widths), 10.0
        self._keep_together(height)
        top, left = self._pdf.get_y(), _MARGIN
        for cell, width, side in zip(cells, widths, align, strict=True):
            self._pdf.set_fill_color(243, 241, 236)
            self._pdf.rect(left, top, width, height, style="DF" if fill else "D")
            self._style(size, _BLACK)
            lines = self._wrapped(cell, size, width - 4)
            for number, line in enumerate(lines):
                self._pdf.set_xy(left + 1, top + (height - 5.6 * len(lines)) / 2 + 5.6 * number)
                self._pdf.cell(w=width - 2, h=5.6, text=line, align=side)
            left += width
        self._pdf.set_xy(_MARGIN, top + height)

    def _row_height(self, cells: Sequence[str], widths: Sequence[float]) -> float:
        deepest = max(len(self._wrapped(cell, 10.0, width - 4)) for cell, width in zip(cells, widths, strict=True))
        return deepest * 5.6 + 2.4

    def _wrapped(self, text: str, size: float, width: float, indent: float = 0) -> list[str]:
        shown = visible(text, self._drawable)
        self._unknown = self._unknown or shown.count("〓") > text.count("〓")
        return wrap(shown, width, partial(self._measure, size), indent)

    def _measure(self, size: float, text: str) -> float:
        widths: dict[int, float] = self._pdf.fonts["body"].cw
        return sum(widths[ord(char)] for char in text) * size * _MM / 1000

    def _style(self, size: float, colour: tuple[int, int, int]) -> None:
        self._pdf.set_font("body", size=size)
        self._pdf.set_text_color(*colour)

    def _room(self) -> float:
        return float(self._pdf.h - self._pdf.b_margin - self._pdf.get_y())

    def _keep_together(self, height: float) -> None:
        if height > self._room():
            self._pdf.add_page()


@cache
def _weight(bold: bool, colour: tuple[int, int, int]) -> dict[str, Any]:
    # One weight ships; a thin outline makes the other.
    return {"text_mode": "FILL_STROKE", "draw_color": colour, "line_width": 0.16} if bold else {}


def chinese_date(day: date) -> str:
    """A date as letters carry it: 2026年11月23日."""
    return f"{day.year}年{day.month}月{day.day}日"
