"""The people of an application as the rules see them: who owes the loan, and who only owns the home with them."""

from dataclasses import field
from datetime import date
from decimal import Decimal

from chalicelib.domain.form.digested import LATER
from chalicelib.domain.frozen import frozen

RESIDENT_ID = "01"  # JGJ/T 320 A.1
IDENTITY = "identity"  # the use a co-owner authorises: who they are, and nothing besides
BORROWER = "borrower"  # the key of whoever applies
CO_OWNER = "co_owner_"  # how the keys of those begin who own the home with a borrower, mortgage it and owe nothing


@frozen
class Child:
    """A minor child (未成年子女): no party, but its homes count with the family's."""

    name: str
    id_number: str


class Party:
    """Whoever takes part, as far as everybody is asked: who they are. `key` is their stable place in the application."""

    key: str
    name: str
    id_number: str  # GB 11643, 18 characters
    phone: str
    id_type: str  # JGJ/T 320 A.1: 01 resident ID; others do not tell birth and sex, so the form does
    born: date | None
    sex: str | None  # GB/T 2261.1: 1 male, 2 female

    @property
    def is_resident(self) -> bool:
        """Whether it is by a resident ID (居民身份证) that registers know this person."""
        return self.id_type == RESIDENT_ID

    @property
    def birth(self) -> date:
        """Date of birth: what the form says, else the ID number."""
        return self.born or date(int(self.id_number[6:10]), int(self.id_number[10:12]), int(self.id_number[12:14]))

    @property
    def is_male(self) -> bool:
        """Sex: what the form says, else the 17th digit of the ID number, odd for male."""
        return self.sex == "1" if self.sex else int(self.id_number[16]) % 2 == 1


@frozen
class Person(Party):
    """One who owes the loan: borrower, spouse, co_borrower_1…"""

    key: str
    name: str
    id_number: str
    phone: str
    marital: str  # HYZK, GB/T 2261.2: 10 unmarried, 20 married, 30 widowed, 40 divorced
    monthly_income: Decimal
    is_depositor: bool = True
    minor_children: int = 0
    id_type: str = "01"
    born: date | None = None
    sex: str | None = None
    post: str | None = None  # a woman's: cadre (management or technical) or worker, which decides when she retires
    deposit_centre: str | None = None  # JCD: where the deposits are, if elsewhere
    children: tuple[Child, ...] | None = field(default=None, metadata=LATER)  # minor; how many is `minor_children`


@frozen
class CoOwner(Party):
    """One who owns the home with a borrower, mortgages it and owes nothing (产权共有人、抵押人): co_owner_1… Nothing of a loan is known of
    them, so that no rule about debts, income, homes or age of a borrower can be about them."""

    key: str
    name: str
    id_number: str
    phone: str
    id_type: str = "01"
    born: date | None = None
    sex: str | None = None


def is_co_owner(key: str | None) -> bool:
    """Whether that key is of one who owns the home and owes nothing (产权共有人)."""
    return key is not None and key.startswith(CO_OWNER)
