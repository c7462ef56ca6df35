"""The provident fund's own core (公积金核心, and the ministry's platform for other centres): one person's account."""

from chalicelib.agencies import exchange
from chalicelib.agencies.fund_core.answers import meaning
from chalicelib.agencies.purpose import Purpose
from chalicelib.domain.application import Person
from chalicelib.domain.finding import Finding

ACCOUNT = exchange.Service("fund_core", "s_11620000MB0000003T_0001")


def account(person: Person, purpose: Purpose) -> Finding:
    """One depositor's account and loan history (缴存与贷款信息, matter M1; M11 when deposits are elsewhere)."""
    params = {"xingming": person.name, "zjlx": "01", "zjhm": person.id_number}
    asked = purpose.about(person.key, "M1", "C01")
    return exchange.call(ACCOUNT, params, asked, lambda data: meaning(person.key, purpose.centre, data["accounts"]))
