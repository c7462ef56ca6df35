"""住建 contract filing (网签备案): what was sold to whom, for how much, and where the money must go."""

from chalicelib.agencies import exchange
from chalicelib.agencies.housing.answers import Filing, filings, of_contract, particulars
from chalicelib.agencies.purpose import Purpose
from chalicelib.domain.form.application import Application

CONTRACT = exchange.Service("housing", "s_11620000MB0000004X_0001")
BUYER = exchange.Service("housing", "s_11620000MB0000004X_0002")


def contract(application: Application, purpose: Purpose) -> Filing | None:
    """The filing of the purchase contract (matter M4, replaces B01 or B02), None where there is none: a row about another contract tells
    nothing."""
    home = application.home
    params = {"htbh": home.contract_number, "xzqh": home.city}
    use = purpose.about("home", "M4", "B01" if home.kind == "new" else "B02", of="borrower")
    return exchange.call(CONTRACT, params, use, lambda data: of_contract(data, home.contract_number))


def filed(contract_number: str, city: str, key: str, id_number: str, purpose: Purpose) -> dict[str, str] | None:
    """What the filing of a contract says of the home (matter M4), to whom bought it; None for a contract not in force, or another's."""
    params, use = {"htbh": contract_number, "xzqh": city}, purpose.about("home", "M4", of=key)
    return exchange.call(CONTRACT, params, use, lambda data: particulars(data, contract_number, id_number))


def bought_by(application: Application, key: str, purpose: Purpose) -> list[Filing]:
    """Every contract filed with this person as a buyer (counting homes, matter M7)."""
    person = application.person(key)
    return filed_for(person.name, person.id_number, key, purpose)


def filed_for(name: str, id_number: str, key: str, purpose: Purpose) -> list[Filing]:
    """The same of a party or, with a purpose `of_child`, of their minor child."""
    from chalicelib.agencies import former  # a contract is asked about by its own number

    params = {"gfrxm": name, "gfrzjh": id_number}
    return former.call(BUYER, params, "gfrzjh", "contracts", purpose.about(key, "M7"), filings)
