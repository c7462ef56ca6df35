"""The application as the rules see it: who borrows, which home, what is wished. Amounts in yuan, terms in months."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class Person:
    """One party. `key` is its stable place in the application: borrower, spouse, co_borrower_1…"""

    key: str
    name: str
    id_number: str  # GB 11643, 18 characters
    phone: str
    marital: str  # HYZK, GB/T 2261.2: 10 unmarried, 20 married, 30 widowed, 40 divorced
    monthly_income: Decimal
    is_depositor: bool = True
    minor_children: int = 0

    @property
    def birth(self) -> date:
        """Date of birth, from the ID number."""
        return date(int(self.id_number[6:10]), int(self.id_number[10:12]), int(self.id_number[12:14]))

    @property
    def is_male(self) -> bool:
        """Sex as the 17th digit says: odd is male."""
        return int(self.id_number[16]) % 2 == 1


@dataclass(frozen=True)
class Account:
    """A bank account: holder's name, number, bank code."""

    holder: str
    number: str
    bank: str


@dataclass(frozen=True)
class Home:
    """The home to be bought. `kind` is new (新建商品房) or existing (存量房)."""

    kind: str
    city: str  # six-digit division, GB/T 2260
    contract_number: str  # 网签合同编号 GFHTBH
    unit_number: str  # 不动产单元号, 28 characters
    location: str
    area: Decimal  # square metres
    price: Decimal
    down_payment: Decimal
    seller: Account
    seller_id: str  # USCC of a developer or ID number of a person
    appraisal: Decimal | None = None
    completed_year: int | None = None
    land_use_ends: date | None = None
    title_number: str | None = None


@dataclass(frozen=True)
class Wish:
    """The loan asked for. `commercial_amount` above zero makes it a combination loan (组合贷)."""

    amount: Decimal
    months: int
    method: str  # HKFS: 01 equal instalment 等额本息, 02 equal principal 等额本金
    bank: str  # code of the entrusted bank
    repayment_account: str
    commercial_amount: Decimal = Decimal(0)


@dataclass(frozen=True)
class Consent:
    """One person's consent to one use: `data` (share with the agencies) or `credit` (征信查询授权)."""

    id: str
    person: str
    use: str
    given_at: str


@dataclass(frozen=True)
class Application:
    """Everything the one form says, in the shape the rules and agencies use."""

    centre: str
    people: tuple[Person, ...]
    home: Home
    wish: Wish
    consents: tuple[Consent, ...] = ()
    commitments: tuple[str, ...] = ()  # codes of 告知承诺 signed, for example SINGLE_STATUS
    documents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # material code -> verified document ids

    @property
    def borrower(self) -> Person:
        """The main borrower 主借款人."""
        return self.people[0]

    def person(self, key: str) -> Person:
        """The party with that key. Raises `KeyError`."""
        return next((p for p in self.people if p.key == key), None) or _missing(key)

    def consent(self, person: str, use: str) -> Consent | None:
        """That person's consent to that use, if given."""
        return next((c for c in self.consents if c.person == person and c.use == use), None)


def _missing(key: str) -> Person:
    raise KeyError(key)


def application_from(form: Mapping[str, Any]) -> Application:
    """Reads an application from its stored JSON (decimals and dates as strings)."""
    home = dict(form["home"])
    home["seller"] = Account(**home["seller"])
    for name in ("area", "price", "down_payment", "appraisal"):
        if home.get(name) is not None:
            home[name] = Decimal(home[name])
    if home.get("land_use_ends"):
        home["land_use_ends"] = date.fromisoformat(home["land_use_ends"])
    wish = dict(form["wish"])
    wish["amount"] = Decimal(wish["amount"])
    wish["commercial_amount"] = Decimal(wish.get("commercial_amount", "0"))
    return Application(
        centre=form["centre"],
        people=tuple(Person(**{**p, "monthly_income": Decimal(p["monthly_income"])}) for p in form["people"]),
        home=Home(**home),
        wish=Wish(**wish),
        consents=tuple(Consent(**c) for c in form.get("consents", ())),
        commitments=tuple(form.get("commitments", ())),
        documents={code: tuple(ids) for code, ids in form.get("documents", {}).items()},
    )
