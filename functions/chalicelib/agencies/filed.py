"""What the filing of the purchase contract (网签备案) says beside the form: when it is checked, and again before anybody is paid."""

from decimal import Decimal
from typing import Any

from chalicelib.agencies import housing
from chalicelib.agencies.housing.answers import Filing
from chalicelib.agencies.purpose import Purpose
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.domain.form import normal
from chalicelib.domain.form.application import Application

NOT_FOUND, CANCELLED, NOT_FILED = "FILING_NOT_FOUND", "FILING_CANCELLED", "FILING_NOT_FILED"


def before_pay_out(application: Application, purpose: Purpose) -> Finding:
    """The filing as it stands on the day the money is to go, about nothing but the contract. Raises `AgencyUnavailable`."""
    filing = housing.contract(application, purpose)
    against, unsure = differences(application, filing), doubts(application, filing)
    told = {**facts(application, filing), "defects": against, "doubts": unsure}
    if filing is None:
        return Finding("property", "home", Outcome.NOT_FOUND, NOT_FOUND, told)
    outcome = Outcome.CONTRADICTED if against else Outcome.AMBIGUOUS if unsure else Outcome.CONFIRMED
    return Finding("property", "home", outcome, next(iter((*against, *unsure)), "PROPERTY_CONFIRMED"), told)


def facts(application: Application, filing: Filing | None) -> dict[str, Any]:
    """What the filing says, as `PropertyFacts` has it; what it does not say is left out."""
    told = {
        "filed": filing is not None and filing.status == "1",
        "filed_price": f"{filing.price if filing else Decimal(0):.2f}",
        "filed_on": filing.filed_on if filing else "",
        "regulated_account": filing.account if filing else "",
        "owners": [person.key for person in application.people if filing and person.id_number in filing.buyers],
    }
    if filing is None:
        return told
    received = filing.received
    if received is not None and received.is_finite() and received >= 0:
        told["down_payment_received"] = f"{received:.2f}"
    more = {
        "account_holder": _payee_named(application, filing),
        "ownership": filing.ownership,
        "presale_permit_on": filing.permit_on,
        "contract": filing.digest,
    }
    return {**told, **{name: value for name, value in more.items() if value}}


def differences(application: Application, filing: Filing | None) -> list[str]:
    """The codes of everything the filing says against the form."""
    home = application.home
    if filing is None:
        return []
    found = {
        NOT_FILED: filing.status == "0",
        CANCELLED: filing.status == "2",
        "FILING_UNIT_MISMATCH": filing.unit_number != normal.number(home.unit_number),
        "FILING_PRICE_MISMATCH": filing.price != home.price,
        "FILING_BUYER_MISMATCH": not (filing.buyers and filing.buyers <= applicants(application)),
        "FILING_ACCOUNT_MISMATCH": home.seller is None or filing.account != normal.number(home.seller.number),
    }
    return [code for code, holds in found.items() if holds]


def doubts(application: Application, filing: Filing | None) -> list[str]:
    """The codes of what a person would have to look at, in the order it matters."""
    found = {"PAYEE_HOLDER_DIFFERS": filing is not None and not _is_payee(application, filing)}
    return [code for code, holds in found.items() if holds]


def applicants(application: Application) -> frozenset[str]:
    """The identity numbers of all parties."""
    return frozenset(person.id_number for person in application.people)


def _is_payee(application: Application, filing: Filing) -> bool:
    """Whether whom the money is for is whom the filing names: the supervised account's holder; of a resale whose filing names none, the
    seller. Where it names nobody its number alone is compared."""
    named, seller = _payee_named(application, filing), application.home.seller
    return not named or (seller is not None and normal.called(seller.holder) == named)


def _payee_named(application: Application, filing: Filing) -> str:
    return filing.holder or (filing.seller_name if application.home.kind == "existing" else "")
