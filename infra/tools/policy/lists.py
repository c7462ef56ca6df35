"""The shapes of what policy lists by code: rules, purchase kinds, matters, materials, the form, what is said and signed.

The names are those of domain/policy.py. What they refer to is looked at in references.py.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import Field, TypeAdapter, model_validator

from chalicelib.domain.bank_part import Condition
from infra.tools.policy.caps import CAP
from infra.tools.policy.people import Checklist, FourEyes, Special, StandIn, Tolerance
from infra.tools.policy.values import Amount, Code, Day, Division, Fact, Months, Shape, Share, Text, When

Path = Annotated[str, Field(pattern=r"^[a-z_]+(\.[a-z_]+)*$")]


class Excluded(Shape):
    """An exclusion from a class."""

    when: Annotated[When, Field(min_length=1)]


class Classed(Shape):
    """Which cases a class is for: facts that must all hold, exclusions of which none may."""

    when: Annotated[When, Field(min_length=1)]
    unless: list[Excluded] = []


class Reviewed(Shape):
    """Which cases of class C take a final review: above amounts in yuan, or of a risk."""

    amount: Amount
    word: Amount
    risk: list[Excluded] = []


class Retention(Shape):
    """How long the file of a case is kept, and from when: the end of the loan's term, or its archiving."""

    years: Annotated[int, Field(ge=1, le=100)]
    after: Literal["term_end", "archived"]


class Article(Shape):
    """The words of one article of the contract; `strong`: the borrower is pointed to it."""

    text: Text
    strong: bool = False


class Rule(Shape):
    """A rule's words, for which parties it is, by role, and what it means that an answer does not tell what it is about."""

    text: Text
    basis: Text
    when: When = {}
    of: Annotated[list[Literal["borrower", "spouse", "co_borrower"]], Field(min_length=1)] = ["borrower"]
    untold: Literal["look", "ignore"] = "ignore"


READ_TRAITS = {"off_site", "transfer"}  # of a purchase kind


class Kind(Shape):
    """A purchase kind."""

    name: Text
    homes: Annotated[list[Literal["new", "existing", "own"]], Field(min_length=1)]
    combination: Annotated[list[bool], Field(min_length=1, max_length=2)]
    traits: dict[Code, Fact]
    payee: Literal["seller", "old_loan", "borrower"]
    note: str = ""

    @model_validator(mode="after")
    def says_what_is_read(self) -> Self:
        """An own home has no seller. What rules and steps read, whatever a policy asks, every kind says itself."""
        if unsaid := sorted(READ_TRAITS - {*self.traits}):
            raise ValueError(f"traits: says nothing of {', '.join(unsaid)}")
        if self.payee == "seller" and "own" in self.homes:
            raise ValueError("pays a seller and takes homes that are the borrower's own")
        return self


class Matter(Shape):
    """A linked matter."""

    name: Text
    owner: Text
    sort: Literal["approval", "verification", "handling"]
    checks: list[Code] = []
    when: When = {}
    department: str = ""


class Source(Shape):
    """A way a material is had."""

    mode: Literal["shared", "licence", "generated", "partner", "commitment", "upload"]
    check: str = ""
    code: str = ""
    when: When = {}


class Alternative(Shape):
    """Another paper that counts."""

    name: Text
    when: When = {}


class Material(Shape):
    """A material."""

    name: Text
    of: Literal["case", "home", "borrower", "spouse", "each", "co_borrower", "off_site_depositor"]
    why: Text
    sources: Annotated[list[Source], Field(min_length=1)]
    tolerable: bool
    when: When = {}
    alternatives: list[Alternative] = []
    copies: Text = "电子件1份"
    optional: When | None = None


class Fields(Shape):
    """A group of the form's fields."""

    fields: list[Path] = []
    optional: list[Path] = []
    when: When = {}
    of: Literal["", "each", "borrower", "spouse", "co_borrower", "co_owner", "other_id", "given"] = ""

    @model_validator(mode="after")
    def one_sort(self) -> Self:
        """A group is about people, of whom it says which, or about the case."""
        about_people = {path.startswith("people.") for path in (*self.fields, *self.optional)}
        if about_people != {self.of not in ("", "given")}:
            raise ValueError("fields of people say of whom, and stand in a group of their own")
        return self


class Declaration(Shape):
    """What a person declares or commits to."""

    text: Text
    sort: Literal["declaration", "commitment", "option"]
    when: When = {}


class Authorisation(Shape):
    """What a consent says."""

    name: Text
    to: Text
    purpose: Text
    scope: Text
    validity: Text
    version: Text
    children: bool = False


class Centre(Shape):
    """One tenant."""

    name: Text
    serves: list[Division]
    short: Text
    uscc: Text
    level: Literal["1", "2", "3", "4", "5"]


class BankTerm(Shape):
    """How long the bank's part of a combination may run."""

    months: Months


class BankBurden(Shape):
    """The largest shares of income: of both payments, and of these with all other debts."""

    housing: Share
    debts: Share


class BankCost(Shape):
    """When the all-in cost has to be confirmed."""

    confirmed: Literal["before_signing"]


class Way(Shape):
    """One way in which the bank's part is paid out."""

    home: Literal["new", "existing"]
    built: bool | None = None
    permits_before: Day | None = None
    condition: Condition
    account: Literal["filed", "supervised", "developer"]
    awaited: bool


class BankPayOut(Shape):
    """The ways, the first that fits."""

    ways: Annotated[list[Way], Field(min_length=1)]


MEMBERS: Mapping[str, TypeAdapter[Any]] = {
    "four_eyes": TypeAdapter(FourEyes),
    "classes": TypeAdapter(Classed | Reviewed),
    "bank_part": TypeAdapter(BankTerm | BankBurden | BankCost | BankPayOut),
    "caps": CAP,
    "rules": TypeAdapter(Rule),
    "kinds": TypeAdapter(Kind),
    "matters": TypeAdapter(Matter),
    "materials": TypeAdapter(Material),
    "form": TypeAdapter(Fields),
    "declarations": TypeAdapter(Declaration),
    "authorisations": TypeAdapter(Authorisation),
    "guide": TypeAdapter(Text | dict[Code, Text]),
    "special": TypeAdapter(Special),
    "stand_in": TypeAdapter(StandIn),
    "tolerance": TypeAdapter(Tolerance),
    "checklist": TypeAdapter(Checklist),
    "retention": TypeAdapter(Retention),
    "contract": TypeAdapter(Article),
}
