"""What the filing of the purchase contract (网签备案) says beside the form: when it is checked, and again before anybody is paid."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import chain
from typing import Any

from chalicelib.agencies import kind
from chalicelib.agencies.housing.answers import Filing
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.domain.form import normal, parties
from chalicelib.domain.form.application import Application

NAME = "OWNER_NAME_DIFFERS"
NOT_NAMED = "CO_OWNER_NOT_NAMED"
DIFFER = "FILINGS_DIFFER"
NOT_FOUND, CANCELLED, NOT_FILED = "FILING_NOT_FOUND", "FILING_CANCELLED", "FILING_NOT_FILED"
# What each code rests on of what a filing says: a ruling on it holds while that is as it was. What else a filing says may be put right.
RESTS_ON: Mapping[str, tuple[str, ...]] = {
    "FILING_UNIT_MISMATCH": ("unit_number",),
    "FILING_PRICE_MISMATCH": ("price",),
    "FILING_BUYER_MISMATCH": ("buyers", "named"),
    "FILING_ACCOUNT_MISMATCH": ("account", "holder"),
    "FILING_SELLER_MISMATCH": ("seller", "seller_name"),
    "PAYEE_HOLDER_DIFFERS": ("account", "holder", "seller_name"),
    "SELLER_IS_PARTY": ("seller", "seller_name", "buyers"),
    "BORROWER_NOT_BUYER": ("buyers", "named"),
    "CO_BUYER_BESIDE": ("buyers", "named"),
    NOT_NAMED: ("buyers", "named"),
    NAME: ("buyers", "named"),
    kind.ANOTHER: ("sort", "seller"),
    kind.UNCLEAR: ("sort", "seller", "filed_on"),
}


def before_pay_out(application: Application, filing: Filing | None) -> Finding:
    """The filing as it stands on the day the money is to go, about nothing but the contract."""
    if filing and filing.is_one_of_several:
        return Finding(
            "property",
            "home",
            Outcome.AMBIGUOUS,
            DIFFER,
            {**of_several(application, filing), "defects": [], "doubts": [DIFFER]},
        )
    against, unsure = differences(application, filing), doubts(application, filing)
    told = {**facts(application, filing), "defects": against, "doubts": unsure}
    if filing is None:
        return Finding("property", "home", Outcome.NOT_FOUND, NOT_FOUND, told)
    outcome = Outcome.CONTRADICTED if against else Outcome.AMBIGUOUS if unsure else Outcome.CONFIRMED
    return Finding("property", "home", outcome, next(iter((*against, *unsure)), "PROPERTY_CONFIRMED"), told)


def of_several(application: Application, filing: Filing) -> dict[str, Any]:
    """What is told where the rows of a contract differ: nothing of what they say, but that they say that and nothing else."""
    return {**facts(application, None), "contract": filing.several}


def facts(application: Application, filing: Filing | None) -> dict[str, Any]:
    """What the filing says, as `PropertyFacts` has it; what it does not say is left out."""
    told = {
        "filed": filing is not None and filing.status == "1",
        "filed_price": f"{filing.price if filing else Decimal(0):.2f}",
        "filed_on": filing.filed_on if filing else "",
        "regulated_account": filing.account if filing else "",
        "owners": [one.key for one in application.parties if filing and one.id_number in filing.buyers],
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
        "contract_parts": filing.parts({*chain(*RESTS_ON.values())}),
    }
    return {**told, **{name: value for name, value in more.items() if value}}


def differences(application: Application, filing: Filing | None) -> list[str]:
    """The codes of everything the filing says against the form; whether it is in force first, as the first is what the finding is called by."""
    home = application.home
    if filing is None:
        return []
    stated = normal.identity(home.seller_id)
    found = {
        NOT_FILED: filing.status == "0",
        CANCELLED: filing.status == "2",
        "FILING_UNIT_MISMATCH": filing.unit_number != normal.number(home.unit_number),
        "FILING_PRICE_MISMATCH": filing.price != home.price,
        "FILING_BUYER_MISMATCH": not (
            filing.buyers & borrowers(application) and filing.buyers <= applicants(application)
        ),
        NOT_NAMED: not co_owners(application) <= filing.buyers,
        "FILING_ACCOUNT_MISMATCH": home.seller is None or filing.account != normal.number(home.seller.number),
        "FILING_SELLER_MISMATCH": bool(stated and filing.sellers)
        and kind.organisation(stated) not in map(kind.organisation, filing.sellers),
        kind.ANOTHER: kind.is_another(home, filing),
    }
    return [code for code, holds in found.items() if holds]


def doubts(application: Application, filing: Filing | None) -> list[str]:
    """The codes of what a person would have to look at, in the order it matters."""
    if filing is None:
        return []
    found = {
        "PAYEE_HOLDER_DIFFERS": not _is_payee(application, filing),
        kind.UNCLEAR: kind.is_unclear(application.home, filing),
        "SELLER_IS_PARTY": bool(filing.sellers & applicants(application)),
        NAME: is_named_otherwise(application, filing.named),
        **held_by(application, filing.buyers),
    }
    return [code for code, holds in found.items() if holds]


def held_by(application: Application, owners: frozenset[str]) -> dict[str, bool]:
    """What a person would have to look at of who buys or owns the home. A loan is for a home of the borrower's own family (条例 26, 自住住房); how
    anybody else who buys it with them is related to them, no agency tells. Of buyers who are no parties see `differences`.

    It is a look and no contradiction: no form says who buys, and no rule that anybody verified says that nobody may borrow for another's home.
    """
    household = {person.id_number for person in parties.household(application)}
    theirs = owners & applicants(application)
    return {"BORROWER_NOT_BUYER": bool(theirs) and not theirs & household, "CO_BUYER_BESIDE": bool(theirs - household)}


def is_named_otherwise(application: Application, named: Iterable[tuple[str, str]]) -> bool:
    """Whether an agency has another name under a party's number than the form."""
    known = {one.id_number: normal.called(one.name) for one in application.parties}
    return any(known.get(number, name) != name for number, name in named)


def applicants(application: Application) -> frozenset[str]:
    """The identity numbers of all parties."""
    return borrowers(application) | co_owners(application)


def borrowers(application: Application) -> frozenset[str]:
    """Those of who owes the loan."""
    return frozenset(person.id_number for person in application.people)


def co_owners(application: Application) -> frozenset[str]:
    """Those of who only owns the home with them: each is named by the record, or is none."""
    return frozenset(one.id_number for one in application.co_owners)


def _is_payee(application: Application, filing: Filing) -> bool:
    """Whether whom the money is for is whom the filing names: the supervised account's holder; of a resale whose filing names none, the
    seller. Where it names nobody its number alone is compared."""
    named, seller = _payee_named(application, filing), application.home.seller
    return not named or (seller is not None and normal.called(seller.holder) == named)


def _payee_named(application: Application, filing: Filing) -> str:
    return filing.holder or (filing.seller_name if application.home.kind == "existing" else "")
