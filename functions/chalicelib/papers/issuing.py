"""Numbers and codes of papers: a document number (文号) of its series, and the code (验真码) by which anybody can have it looked up.

Both are given once, before the paper is printed, to what it says: made again it says the same, and so has the same.
"""

import secrets
from collections.abc import Mapping
from typing import Any, NamedTuple

import segno

from chalicelib.domain import paper_code
from chalicelib.records import counters, issued
from chalicelib.records.contents import Paper
from chalicelib.records.issued import Issued
from chalicelib.settings import setting

# What letters of a kind are numbered as, in a series of their own for each centre and year. A contract and a voucher have numbers already.
SERIES = {"receipt": "收", "acceptance": "受", "notice": "补", "approval": "批", "ending": "结", "procedure": "特"}
_QUIET = 2  # modules around a QR code: it stands alone


class Given(NamedTuple):
    """What a paper is known by: its code, and its document number, empty where its kind has none."""

    code: str
    number: str


def given(case: str, path: str, kind: str, short: str, on: str) -> Given:
    """Code and number of a paper of a case, `path` telling it from every other: those it has, or new ones. `short` is its centre, `on` its day."""
    if earlier := issued.numbered(case, path):
        return Given(*earlier)
    number = _number(f"{short}贷{SERIES[kind]}", on[:4]) if kind in SERIES else ""
    return Given(*issued.give(case, path, paper_code.drawn(secrets.choice), number))


def printed(given: Given) -> dict[str, str]:
    """What is printed of it: `number`, `code` in fours, and `qr`, a picture (SVG) of where that is looked up."""
    url = f"{setting('PUBLIC_URL')}/v1/verify/page?code={given.code}"
    picture = segno.make(url, error="m", boost_error=False).svg_inline(border=_QUIET, omitsize=True)
    return {"number": given.number, "code": paper_code.written(given.code), "qr": picture}


def enter(given: Given, case: str, kind: str, head: Mapping[str, Any], kept: Paper) -> None:
    """Enters what was made under its code, before anybody is told where it is."""
    issued.enter(
        Issued(given.code, case, kept.name, kind, head["title"], head["issuer"], given.number, head["on"], kept.sha256)
    )


def _number(series: str, year: str) -> str:
    """As GB/T 9704-2012 writes one: who issues and what, the year in brackets 〔〕, the number in that year without noughts before it."""
    return f"{series}〔{year}〕{counters.next_of(f'{series}#{year}')}号"
