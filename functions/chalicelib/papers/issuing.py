"""Numbers and codes of papers: a document number (文号) of its series, and the code (验真码) by which anybody can have it looked up.

Both are given once, before the paper is printed, to what it says: made again it says the same, and so has the same.
"""

import secrets
from collections.abc import Mapping
from typing import Any

import segno

from chalicelib.domain.form.identifiers import papers
from chalicelib.records import counters, issued
from chalicelib.records.contents import Paper
from chalicelib.records.issued import Issued
from chalicelib.settings import setting

# What letters of a kind are numbered as, in a series of their own for each centre and year. A contract and a voucher have numbers already.
SERIES = {"receipt": "收", "acceptance": "受", "notice": "补", "approval": "批", "ending": "结"}
_QUIET = 2  # modules around a QR code: it stands alone


def given(event: Mapping[str, Any], digest: str) -> dict[str, str]:
    """What is printed of it: `number`, `code` in fours, and `qr`, a picture (SVG) of where that is looked up."""
    case, path = event["case"], f"{digest}/{event['name']}"
    code, number = issued.numbered(case, path) or issued.give(case, path, papers.drawn(secrets.choice), _number(event))
    url = f"{setting('PUBLIC_URL')}/v1/verify/page?code={code}"
    picture = segno.make(url, error="m", boost_error=False).svg_inline(border=_QUIET, omitsize=True)
    return {"number": number, "code": papers.written(code), "qr": picture}


def enter(event: Mapping[str, Any], given: Mapping[str, str], kept: Paper) -> None:
    """Enters what was made under its code, before anybody is told where it is."""
    head, code = event["values"]["head"], given["code"].replace("-", "")
    issued.enter(
        Issued(
            code, event["case"], event["name"], event["kind"], head["title"], head["issuer"], given["number"], head["on"],
            kept.sha256,
        )
    )  # fmt: skip


def _number(event: Mapping[str, Any]) -> str:
    """As GB/T 9704-2012 writes one: who issues and what, the year in brackets 〔〕, the number in that year without noughts before it."""
    if event["kind"] not in SERIES:
        return ""
    series, year = f"{event['short']}贷{SERIES[event['kind']]}", event["values"]["head"]["on"][:4]
    return f"{series}〔{year}〕{counters.next_of(f'{series}#{year}')}号"
