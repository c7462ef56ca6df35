"""A sound application and what agencies say about it, to be bent by each test."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from chalicelib import policy
from chalicelib.domain.application import Account, Application, Consent, Home, OldLoan, Person, Wish
from chalicelib.domain.finding import Finding, Outcome

ON = date(2026, 3, 2)
HOMES = ("new", "existing", "own")


def person(key: str, **changes: object) -> Person:
    numbers = {"borrower": "620102199001010011", "spouse": "620102199202020021"}
    known = Person(key, "甲", numbers.get(key, "620502198503150038"), "13900000000", "20", Decimal("12000"))
    return replace(known, **changes)


def application(*people: Person, documents: tuple[str, ...] = ("B03",), **changes: object) -> Application:
    people = people or (person("borrower"), person("spouse"))
    home = Home(
        kind="new", city="620100", contract_number="C1", unit_number="620102001001GB00001F00010001", location="L",
        area=Decimal("98"), price=Decimal("900000.00"), down_payment=Decimal("400000.00"),
        seller=Account("S", "6222022700000001019", "B01"), seller_id="91620100MA0000001F",
    )  # fmt: skip
    wish = Wish(Decimal("500000.00"), 360, "01", "B01", "6222022700000000011")
    consents = tuple(Consent(f"{p.key}-{use}", p.key, use, "") for p in people for use in ("data", "credit"))
    whole = Application("620100", "new", people, home, wish, consents, (), dict.fromkeys(documents, ("d1",)))
    for name, value in changes.items():
        of_case = name == "kind" and value not in HOMES
        part = None if of_case else next((p for p in ("home", "wish") if hasattr(getattr(whole, p), name)), None)
        whole = (
            replace(whole, **{part: replace(getattr(whole, part), **{name: value})})
            if part
            else replace(whole, **{name: value})
        )
    return whole if "kind" in changes and changes["kind"] not in HOMES else replace(whole, kind=kind_of(whole))


def kind_of(whole: Application) -> str:
    """The purchase kind that fits the home and the wish."""
    if whole.home.kind == "own":
        return "transfer_loan_for_loan"
    return "combination" if whole.wish.commercial_amount else whole.home.kind


def own_home(
    *people: Person, kind: str = "transfer_loan_for_loan", old: dict[str, object] | None = None, **changes: object
):
    """An application to replace the commercial loan on a home that the borrower owns."""
    loan = OldLoan(
        bank="B02", contract_number="O1", borrower="borrower", account=Account("B", "6222022700000002017", "B02"),
        paid_out_on=date(2020, 3, 2), amount=Decimal("600000.00"), principal_left=Decimal("450000.00"),
    )  # fmt: skip
    whole = application(
        *people, documents=("D02",), kind="own", completed_year=2019, **{"amount": Decimal(400000), **changes}
    )
    home = replace(whole.home, contract_number="", down_payment=Decimal(0), seller=None, seller_id="")
    return replace(whole, kind=kind, home=home, old_loan=replace(loan, **(old or {})))


def off_site(*people: Person, **changes: object) -> Application:
    """An application of a borrower who deposits in Jiayuguan."""
    people = people or (person("borrower", marital="10", deposit_centre="620200"),)
    return replace(application(*people, **changes), kind="off_site")


def finding(check: str, subject: str, outcome: str = "confirmed", code: str = "", by: str = "agency", **facts: object):
    usual = {
        "identity": {"name_match": "1", "number_match": "1", "alive": True},
        "marriage": {"status": "married", "spouse_key": "spouse", "basis": "record"},
        "fund_account": {
            "status": "01", "centre": "620100", "consecutive_months": 60, "base": "12000.00", "monthly_deposit": "2880.00",
            "balance": "40000.00", "loans_used": 0, "unsettled_loan": False, "withdrawal_in_flight": False,
        },
        "off_site": {
            "status": "01", "centre": "620200", "consecutive_months": 60, "base": "12000.00", "monthly_deposit": "2880.00",
            "balance": "40000.00", "loans_used": 0, "loan_balance": "0.00",
        },
        "property": {
            "filed": True, "filed_price": "900000.00", "filed_on": "2026-01-05", "regulated_account": "6222022700000001019",
            "homes_owned": 0, "seized": False, "mortgaged": False, "completed_year": None, "defects": [],
        },
        "tax": {"paid": False, "receipt": None, "amount": None},
        "credit": {
            "report_hash": "h", "max_consecutive_overdue_24m": 0, "total_overdue_24m": 0, "current_overdue": "0.00",
            "monthly_debt": "0.00", "unsettled_housing_loans": 0, "bad_status": False, "loan_queries_3m": 0,
        },
    }[check]  # fmt: skip
    known = {} if outcome in ("unavailable", "not_found") else usual
    return Finding(check, subject, Outcome(outcome), code or f"{check.upper()}_CONFIRMED", {**known, **facts}, by)


def findings(case: Application, *instead: Finding, credit: bool = False) -> list[Finding]:
    people = [p.key for p in case.people]
    found = [finding("identity", key) for key in people]
    found += [finding("marriage", "borrower")]
    found += [finding("fund_account", p.key) for p in case.people if p.is_depositor]
    found += [finding("property", "home")]
    found += [finding("tax", "home", paid=True)] if case.home.kind == "existing" else []
    found += [finding("off_site", p.key) for p in case.people if case.kind == "off_site" and p.deposit_centre]
    found += [finding("credit", key) for key in people] if credit else []
    by_place = {(f.check, f.subject): f for f in found} | {(f.check, f.subject): f for f in instead}
    return list(by_place.values())


@pytest.fixture
def make() -> SimpleNamespace:
    return SimpleNamespace(
        person=person, application=application, own_home=own_home, off_site=off_site, finding=finding, findings=findings, on=ON,
        policy=policy.in_force("620100", ON),
    )  # fmt: skip
