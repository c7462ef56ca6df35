"""What lies on a home when a loan repays a loan (原抵押): whose each mortgage is, by the registry's word. The old lender's alone may stand there.

A holder is the old lender's for certain by the code or the name of the bank that is repaid; by a name that only resembles it, or where the
registry names none, it may be, and a person looks: what they let pass is planned for. Anybody else's is nobody's plan.
"""

import re
from collections.abc import Mapping
from typing import Any

from chalicelib.domain.form import normal
from chalicelib.domain.form.application import Application
from chalicelib.domain.form.codes import BANK


def may_be_old_lenders(application: Application, holder: str) -> bool:
    """Whether that holder (权利人) may be the bank of the loan to be replaced: it is not named, or its name resembles that bank's."""
    old, held = application.old_loan, normal.called(holder)
    names = {*_certain(application), *([normal.called(old.bank)] if old else [])} - {""}
    return not held or any(name in held or held in name for name in names)


def of_old_lender(application: Application, title: Mapping[str, Any]) -> frozenset[str]:
    """The certificates on the home that may be the old lender's. Answers of earlier releases named no holders: then all that lay there."""
    holders = title.get("mortgage_holders", {})
    return frozenset(number for number in _numbers(title) if may_be_old_lenders(application, holders.get(number, "")))


def are_all_old_lenders(application: Application, title: Mapping[str, Any]) -> bool:
    """Whether the registry says of every mortgage there, for certain, that it is the old lender's; of an answer of an earlier release it is taken to."""
    certain, holders = _certain(application), title.get("mortgage_holders")
    return holders is None or all(
        normal.called(holders.get(number, "")) in certain for number in title.get("mortgages", ())
    )


def is_misnamed(told: Mapping[str, Any]) -> bool:
    """Whether somebody says that mortgages lie on the home, and of one of them something that is no certificate's number; or the reverse."""
    if not isinstance(named := told.get("mortgage_numbers"), str):
        return False
    parts = _parts(named)
    if not told.get("mortgaged"):
        return any(map(_is_number, parts))
    return not parts or not all(map(_is_number, parts))


def _numbers(title: Mapping[str, Any]) -> list[str]:
    """What lies on the home, by the registry; where it was not to be asked, by whoever looked at its certificates."""
    if "mortgages" in title or not title.get("mortgaged"):
        return [*title.get("mortgages", ())]
    return [*filter(_is_number, _parts(title.get("mortgage_numbers", "")))]


def _parts(named: str) -> list[str]:
    return [*filter(None, map(str.strip, re.split(r"[,，;；、\n]", named)))]


def _is_number(named: str) -> bool:
    """Every certificate's has digits; 无, or a word about it, has none."""
    return any(one.isdecimal() for one in named)


def _certain(application: Application) -> set[str]:
    old = application.old_loan
    return (
        {normal.called(old.account.bank), normal.called(BANK.codes.get(old.account.bank, old.account.bank))}
        if old
        else set()
    )
