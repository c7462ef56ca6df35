"""Where the money goes (收款账户): whether what is told of an account is what the form has. Desk and pay-out ask this one question."""

from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.domain.form import normal
from chalicelib.domain.form.application import Application


def otherwise(check: str, application: Application, told: Mapping[str, Any]) -> Iterator[str]:
    """The names of the facts of a check that say another account, or holder of it, than the form. What tells of no account says nothing."""
    stated = {"property": _filed, "old_loan": _repaid}.get(check, _nothing)(application)
    for name, value in stated.items():
        if name in told and _plain(name, told[name]) != value:
            yield name


def _filed(application: Application) -> dict[str, str]:
    seller = application.home.seller
    return {"regulated_account": normal.number(seller.number)} if seller else {}


def _repaid(application: Application) -> dict[str, str]:
    account = application.old_loan.account if application.old_loan else None
    return {"account": normal.number(account.number), "holder": normal.called(account.holder)} if account else {}


def _nothing(application: Application) -> dict[str, str]:
    return {}


def _plain(name: str, value: Any) -> str:
    return normal.called(str(value)) if name == "holder" else normal.number(str(value))
