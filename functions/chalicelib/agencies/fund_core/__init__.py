"""The provident fund's own core (公积金核心), and through the ministry's platform (部平台) the centres of other cities."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from chalicelib.agencies import exchange
from chalicelib.agencies.fund_core import off_site
from chalicelib.agencies.fund_core.answers import meaning, particulars
from chalicelib.agencies.purpose import Purpose
from chalicelib.domain.checks.finding import Finding
from chalicelib.domain.form.people import Person

_AGENCY = "s_11620000MB0000003T_"
ACCOUNT = exchange.Service("fund_core", f"{_AGENCY}0001")
CERTIFICATE = exchange.Service("fund_core", f"{_AGENCY}0002")
LOAN_BACK = exchange.Service("fund_core", f"{_AGENCY}0003")
_BASIS = "建金〔2014〕148号"  # the lending city tells the deposit city of the loan, which marks the account


def account(person: Person, purpose: Purpose) -> Finding:
    """One person's accounts and loan history wherever they are (缴存与贷款信息, matter M1, replaces a depositor's C01)."""
    use = purpose.about(person.key, "M1", "C01" if person.is_depositor else "")
    who = {"deposits": person.is_depositor, "resident": person.is_resident}
    return exchange.call(
        ACCOUNT,
        _who(person),
        use,
        lambda data: meaning(person.key, purpose.centre, data["accounts"], **who, of_person=data),
    )


def known_of(key: str, name: str, id_type: str, id_number: str, purpose: Purpose) -> dict[str, Any] | None:
    """What the fund knows of one depositor's account, employer, deposits and loans (matter M1); None where there is no account."""
    params = {"xingming": name, "zjlx": id_type, "zjhm": id_number}
    return exchange.call(ACCOUNT, params, purpose.about(key, "M1"), lambda data: particulars(data["accounts"]))


def certificate(person: Person, purpose: Purpose) -> Finding:
    """What the deposit centre certifies of one depositor (异地贷款缴存使用证明, matter M11, replaces D01)."""
    params = {**_who(person), "jcd": person.deposit_centre, "gfd": purpose.centre}
    use = purpose.about(person.key, "M11", "D01")
    return exchange.call(CERTIFICATE, params, use, lambda data: off_site.meaning(person, data["certificates"]))


def report_loan(person: Person, contract_number: str, amount: Decimal, paid_on: date, purpose: Purpose) -> None:
    """Tells the core of a loan paid (贷款信息回传), for the centre of their deposits, or the one that lends where they name none. It marks
    who owes it. Repeating changes nothing."""
    params = {
        **_who(person),
        "jcd": person.deposit_centre or purpose.centre,
        "gfd": purpose.centre,
        "dkhtbh": contract_number,
        "ffje": f"{amount:.2f}",
        "ffrq": paid_on.isoformat(),
    }
    exchange.call(LOAN_BACK, params, purpose.about(person.key, "M11", basis=_BASIS), _marked)


def _who(person: Person) -> dict[str, str | None]:
    return {"xingming": person.name, "zjlx": person.id_type, "zjhm": person.id_number}


def _marked(data: Mapping[str, str]) -> None:
    if data["marked"] != "1":
        raise ValueError("not marked")
