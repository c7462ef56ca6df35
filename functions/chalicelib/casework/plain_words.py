"""What staff write for all parties to read (告知全体当事人的理由): it is told as it stands, so it names nobody and carries no number of theirs."""

import re

from chalicelib.records.casefile import CaseFile

# Of an ID document (GB 11643, of 18 and of 15 digits), a mobile phone, a telephone with its area code, an account or card.
_NUMBERS = re.compile(
    r"(?<![\dA-Za-z])(\d{17}[\dXx]|\d{15}|1[3-9]\d{9}|0\d{2,3}[- ]?\d{7,8}|\d{4}([ -]?\d{4}){3}([ -]?\d{1,3})?)(?!\d)"
)
_SHORTEST = 2  # characters of a name; one alone is any word


def names_somebody(case: CaseFile, text: str) -> bool:
    """Whether a text carries the name of one of the parties, of a child or of who sells or lends to them, or anybody's number. Who is meant
    is said by what they are in the case: 借款人, 配偶."""
    return bool(_NUMBERS.search(text)) or any(len(name) >= _SHORTEST and name in text for name in _names(case))


def _names(case: CaseFile) -> set[str]:
    if not case.is_submitted:
        return set()
    form = case.application
    children = [child.name for one in form.people for child in one.children or ()]
    people = [form.home.seller] if form.home.kind == "existing" else []  # a new home is sold by a company
    accounts = [*people, form.old_loan.account if form.old_loan else None]
    return {*(one.name for one in form.parties), *children, *(one.holder for one in accounts if one)}
