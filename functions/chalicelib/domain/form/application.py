"""The application as the rules see it: who borrows, which home, what is wished. Amounts in yuan, terms in months."""

from collections.abc import Callable, Mapping
from dataclasses import field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache, partial
from types import NoneType
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, get_type_hints

from chalicelib.domain.form.digested import LATER
from chalicelib.domain.form.people import CoOwner, Party, Person, is_co_owner
from chalicelib.domain.frozen import frozen

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
_T = TypeVar("_T", bound="DataclassInstance")
MORTGAGE = "01"  # 抵押, JGJ/T 320 A.10; 02 a pledge, 03 a surety


@frozen
class Account:
    """A bank account: holder's name, number, bank code."""

    holder: str
    number: str
    bank: str


@frozen
class Home:
    """The home. `kind` is new (新建商品房), existing (存量房), or own (自有) where a commercial loan is to be replaced."""

    kind: str
    city: str  # six-digit division, GB/T 2260
    unit_number: str  # 不动产单元号, 28 characters
    location: str
    area: Decimal  # square metres
    price: Decimal  # contract price; of an own home, the price it was bought for
    contract_number: str = ""  # 网签合同编号 GFHTBH; an own home has none
    down_payment: Decimal = Decimal(0)
    seller: Account | None = None
    seller_id: str = ""  # USCC of a developer or ID number of a person
    appraisal: Decimal | None = None
    completed_year: int | None = None
    land_use_ends: date | None = None
    title_number: str | None = None
    presale_permit_on: date | None = field(default=None, metadata=LATER)  # when its presale permit was granted
    ownership: str | None = field(default=None, metadata=LATER)  # 共有方式: 0 alone, 1 jointly, 2 in shares, 3 other

    @property
    def is_built(self) -> bool:
        """Finished when it was sold (现房), as far as the form says."""
        return self.kind != "new" or self.completed_year is not None


@frozen
class Wish:
    """The loan asked for. `commercial_amount` above zero makes it a combination loan (组合贷): two loans, each with its own term and
    method; those of the bank's part are the fund's where nothing is said of them."""

    amount: Decimal
    months: int
    method: str  # HKFS: 01 equal instalment 等额本息, 02 equal principal 等额本金
    bank: str  # code of the entrusted bank
    repayment_account: str
    commercial_amount: Decimal = Decimal(0)
    guarantee: str = MORTGAGE
    commercial_months: int | None = field(default=None, metadata=LATER)
    commercial_method: str | None = field(default=None, metadata=LATER)

    @property
    def is_combination(self) -> bool:
        """Part of it is the bank's."""
        return self.commercial_amount > 0


@frozen
class OldLoan:
    """The commercial housing loan to be replaced (原商业性住房贷款). Amounts in yuan."""

    bank: str
    contract_number: str
    borrower: str  # key of the party who borrowed, or `co_owner` for somebody else who owns the home with them
    account: Account  # where it is repaid
    paid_out_on: date
    amount: Decimal
    principal_left: Decimal
    combination: bool = False  # a combination loan cannot be replaced


@frozen
class Consent:
    """One person's consent to one use: `data` (share with the agencies) or `credit` (征信查询授权).

    `signed`: the SHA-256 of the document of its own it was given on, empty where there is none. `children`: 监护人同意, 个人信息保护法 31.
    """

    id: str
    person: str
    use: str
    given_at: str
    signed: str = field(default="", metadata=LATER)
    # As guardian too, for their minor children; False where that was to be asked and was not.
    children: bool | None = field(default=None, metadata=LATER)


@frozen
class Application:
    """Everything the one form says, in the shape the rules and agencies use."""

    centre: str
    kind: str  # purchase kind (购房类型), a name of the policy's `kinds`
    people: tuple[Person, ...]  # who owes the loan
    home: Home
    wish: Wish
    consents: tuple[Consent, ...] = ()
    commitments: tuple[str, ...] = ()  # codes of 告知承诺 signed, for example SINGLE_STATUS
    documents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # upload_key -> verified document ids
    old_loan: OldLoan | None = None
    # upload_key -> SHA-256 of what is kept of those documents: the bytes somebody has to look at before they count (checks/papers.py).
    # None in what an earlier release sealed, and in a quote: there documents counted as they were brought.
    papers: Mapping[str, tuple[str, ...]] | None = field(default=None, metadata=LATER)
    # Upload keys that may be brought after acceptance (容缺).
    tolerated: tuple[str, ...] = field(default=(), metadata=LATER)
    co_owners: tuple[CoOwner, ...] = field(default=(), metadata=LATER)  # who mortgages the home and owes nothing

    @property
    def parties(self) -> tuple[Party, ...]:
        """Everybody who takes part: who owes the loan, and who only owns the home with them."""
        return (*self.people, *self.co_owners)

    @property
    def borrower(self) -> Person:
        """The main borrower 主借款人."""
        return self.people[0]

    @property
    def spouse(self) -> Person | None:
        """The borrower's spouse 配偶, who owes the loan too; None where there is none."""
        return next((person for person in self.people if person.key == "spouse"), None)

    def person(self, key: str) -> Person:
        """Who owes the loan under that key. Raises `KeyError`, for a co-owner too."""
        return {person.key: person for person in self.people}[key]

    def party(self, key: str) -> Party:
        """The party with that key. Raises `KeyError`."""
        return {party.key: party for party in self.parties}[key]

    def uploaded(self, material: str, subject: str = "borrower") -> tuple[str, ...]:
        """The verified documents for one material: the case's and the borrower's own, or another party's."""
        return self.documents.get(upload_key(material, subject), ())

    def payee(self, whom: str) -> Account:
        """Where the loan is paid to (收款账户), as the purchase kind says: seller, old_loan or borrower. Raises `ValueError`."""
        if whom == "borrower":
            return Account(self.borrower.name, self.wish.repayment_account, self.wish.bank)
        account = self.home.seller if whom == "seller" else self.old_loan.account if self.old_loan else None
        if account is None:
            raise ValueError(f"no account of {whom}")
        return account

    def consent(self, person: str, use: str) -> Consent | None:
        """That person's consent to that use, if given."""
        return next((c for c in self.consents if c.person == person and c.use == use), None)


def upload_key(material: str, subject: str | None) -> str:
    """The one key under which uploads for a material are kept: `B03` for the case's and the borrower's own, `D01.spouse` for another party's."""
    return material if subject in (None, "borrower", "home", "case") else f"{material}.{subject}"


def upload_of(key: str) -> tuple[str, str]:
    """Material and party of such a key; the party is empty for the case's and the borrower's own."""
    material, _, party = key.partition(".")
    return material, party


PARTS = tuple(part.name for part in fields(Application))  # what is judged of the form; the rest stays there


def application_from(form: Mapping[str, Any]) -> Application:
    """Reads an application from its stored JSON (decimals and dates as strings); what no rule reads is left there.

    Whom the form names as co-owners are no longer among its people: what is asked of who owes the loan is not asked of them.
    Raises what a form that lacks something makes of itself: `LookupError`, `TypeError`, `ValueError` or `ArithmeticError`.
    """
    people = [one for one in form["people"] if not is_co_owner(one["key"])]
    co_owners = [one for one in form["people"] if is_co_owner(one["key"])]
    return _read(Application, {**form, "people": people, "co_owners": co_owners})


def _read(kind: type[_T], values: Mapping[str, Any]) -> _T:
    readers = _readers(kind)
    return kind(**{name: readers[name](values[name]) for name in readers if values.get(name) not in (None, {})})


@cache
def _readers(kind: type[Any]) -> Mapping[str, Callable[[Any], Any]]:
    return {name: _reader(hint) for name, hint in get_type_hints(kind).items()}


def _reader(hint: Any) -> Callable[[Any], Any]:
    """What makes a value of that type of its JSON. Raises `KeyError` for a type nobody has said how to read."""
    inner = [one for one in get_args(hint) if one is not NoneType]
    if get_origin(hint) is tuple:
        each = _reader(inner[0])
        return lambda values: tuple(each(value) for value in values)
    if get_origin(hint) is Mapping:
        of = _reader(inner[1])
        return lambda values: {name: of(value) for name, value in values.items()}
    if inner:  # of what may be absent
        return _reader(inner[0])
    return partial(_read, hint) if isinstance(hint, type) and is_dataclass(hint) else _PLAIN[hint]


def _as_it_is(value: Any) -> Any:
    return value


_PLAIN: Mapping[type, Callable[[Any], Any]] = {
    **dict.fromkeys((str, int, bool), _as_it_is),
    Decimal: Decimal,
    date: date.fromisoformat,
}
