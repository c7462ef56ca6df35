"""Verification (验真): whoever holds a paper has it looked up by its code, as data or on a page, and their file compared by its SHA-256.

Nothing is told of anybody: what the paper is, who issued it when under which number, whether it stands.
"""

from typing import Any

from chalicelib.api.http.problem import Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.api.public.pages import PAGE, SHORTLY
from chalicelib.casework import validity
from chalicelib.domain import paper_code
from chalicelib.errors import CaseNotFound
from chalicelib.messages import text
from chalicelib.records import casefile, issued
from chalicelib.records.casefile import CaseFile
from chalicelib.records.issued import Issued

_NOT_KEPT = {"Cache-Control": "no-store"}  # it may cease to stand any minute
_SCRIPTED = PAGE["Content-Security-Policy"].replace(
    "form-action 'none'", "form-action 'self'; script-src 'self'; connect-src 'self'"
)


def case_of(call: Call) -> CaseFile:
    """The case of the paper of that code."""
    return _found(call.path["code"])[0]


def looked_up(call: Call) -> Answer:
    """What the paper of that code is, and whether it stands."""
    case, paper = _found(call.path["code"])
    return Answer({**_told(case, paper), "same": None, "same_text": None}, headers=_NOT_KEPT)


def compared(call: Call) -> Answer:
    """The same, and whether a file of that SHA-256 is that paper."""
    case, paper = _found(call.path["code"])
    like = validity.likeness(case, paper, call.body.sha256)
    of = "CONTRACT_" if paper.kind == "contract" else ""
    same = {"same": like != "other", "same_text": text(f"PAPER_LIKE_{of}{like}".upper())}
    return Answer({**_told(case, paper), **same}, headers=_NOT_KEPT)


def page(call: Call) -> Answer:
    """The page a paper's QR code leads to: where a code is typed, what its paper is, and a place to choose a file to compare."""
    from chalicelib.documents import verify_page  # for this route alone

    typed = call.query.get("code", "")
    try:
        told = _told(*_found(typed)) if typed else None
    except Problem:
        told = {}
    shown = verify_page.page(typed, told, is_code=paper_code.read(typed) is not None)
    return Answer(shown, headers={**PAGE, **_NOT_KEPT, "Content-Security-Policy": _SCRIPTED})


def script(call: Call) -> Answer:
    """What that page compares a file with: in the browser, so that it is sent nowhere."""
    from chalicelib.documents import verify_page  # for this route alone

    return Answer(verify_page.SCRIPT, headers={**SHORTLY, "X-Content-Type-Options": "nosniff"})


def _found(typed: str) -> tuple[CaseFile, Issued]:
    """The paper of a code, as long as its case knows it. 404 for anything else: a slip, a guess, what was never issued."""
    code = paper_code.read(typed)
    paper = issued.find(code) if code else None
    try:
        case = casefile.load(paper.case) if paper else None
    except CaseNotFound:
        case = None
    if paper is None or case is None or validity.state(case, paper) is None:
        raise Problem("NOT_FOUND")
    return case, paper


def _told(case: CaseFile, paper: Issued) -> dict[str, Any]:
    state = validity.state(case, paper) or ""
    return {
        "code": paper_code.written(paper.code),
        "title": paper.title,
        "issuer": paper.issuer,
        "number": validity.number(case, paper),
        "issued_on": paper.on,
        "state": state,
        "state_text": text(f"PAPER_IS_{state}".upper()),
        "sha256": paper.sha256,
    }
