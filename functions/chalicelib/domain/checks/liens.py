"""What lies on a home when a loan repays a loan (原抵押): whose each mortgage is, by the registry's word. The old lender's alone may stand there."""

from collections.abc import Collection, Mapping
from typing import Any

from chalicelib.domain.form import normal
from chalicelib.domain.form.application import Application


def is_old_lenders(application: Application, holder: str) -> bool:
    """Whether that holder (权利人) is the bank of the loan to be replaced, by its code or its name."""
    old = application.old_loan
    return old is not None and normal.called(holder) in {normal.called(old.account.bank), normal.called(old.bank)}


def of_old_lender(application: Application, title: Mapping[str, Any]) -> frozenset[str]:
    """The certificates on the home that are the old lender's: as the registry names holders; the only one there where it does not say whose
    that is. Answers of earlier releases named none: then all that lay there."""
    certificates, holders = frozenset[str](title.get("mortgages", ())), title.get("mortgage_holders")
    if holders is None:
        return certificates
    if len(certificates) == 1 and not any(holders.values()):
        return certificates
    return frozenset(number for number in certificates if is_old_lenders(application, holders.get(number, "")))


def are_all_old_lenders(application: Application, title: Mapping[str, Any]) -> bool:
    """Whether the registry says of every mortgage there that it is the old lender's."""
    return _all(title.get("mortgages", ()), title.get("mortgage_holders"), application)


def _all(certificates: Collection[str], holders: Mapping[str, str] | None, application: Application) -> bool:
    return holders is None or all(is_old_lenders(application, holders.get(number, "")) for number in certificates)
