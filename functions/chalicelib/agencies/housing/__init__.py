"""住建 contract filing (网签备案): what was sold to whom, for how much, and where the money must go."""

from chalicelib.agencies import exchange
from chalicelib.agencies.housing.answers import Filing, filings
from chalicelib.agencies.purpose import Purpose
from chalicelib.domain.form.application import Application

CONTRACT = exchange.Service("housing", "s_11620000MB0000004X_0001")
BUYER = exchange.Service("housing", "s_11620000MB0000004X_0002")


def contract(application: Application, purpose: Purpose) -> Filing | None:
    """The filing of the purchase contract (matter M4, replaces B01 or B02), None where there is none."""
    home = application.home
    params = {"htbh": home.contract_number, "xzqh": home.city}
    use = purpose.about("home", "M4", "B01" if home.kind == "new" else "B02", of="borrower")
    return exchange.call(CONTRACT, params, use, lambda data: next(iter(filings(data)), None))


def bought_by(application: Application, key: str, purpose: Purpose) -> list[Filing]:
    """Every contract filed with this person as a buyer (counting homes, matter M7)."""
    person = application.person(key)
    params = {"gfrxm": person.name, "gfrzjh": person.id_number}
    return exchange.call(BUYER, params, purpose.about(key, "M7"), filings)
