"""Papers (申请材料的认定): an upload counts once a person has looked at exactly those bytes, and has said what they show.

No agency answers for a paper, so it is no declared check; what a person says of one is kept, asked and found like a ruling on one.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from chalicelib.domain.checks.facts import Kinds
from chalicelib.domain.form.application import Application, upload_of

PAPER = "paper"
READ, TO_READ, LOOK, RULED = "PAPER_READ", "PAPER_TO_READ", "LOOK_PAPER", "RULED_PAPER"
CANNOT, LOOK_WITHOUT = "PAPER_CANNOT", "LOOK_WITHOUT"  # it cannot be provided: what else shows it?
# What somebody has to say of a paper that carries a figure, by its material; of any other, that it is what it has to be.
_SHOWS: Mapping[str, tuple[str, ...]] = {
    "B03": ("amount", "paid_on", "payer"),  # yuan in all, the last day, who paid
    "B06": ("amount",),  # yuan the home is worth
    "C01": ("amount",),  # yuan a month
    "D02": ("amount",),  # yuan left of the old loan, by its bank's statement
    "D04": ("children",),  # how many, under age
}
STATED: Mapping[str, str] = {"B03": "down_payment", "B06": "appraisal"}  # the figure of the home each has to show
# What each is about; any other, about all of it.
_PROVES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("A02", "A03", "C01", "D01", "D04"), ("person",)),
    **dict.fromkeys(("B03", "B06"), ("home",)),
    "D02": ("debt",),
}
_UPLOAD = re.compile(r"[A-Z]\d{2}(\.\w+)?", re.ASCII)
_OLDEST = 10  # years: no purchase takes longer from its first payment to its loan [assumption]
KINDS: Mapping[str, Kinds] = {"amount": (Decimal,), "paid_on": (str,), "payer": (str,), "children": (int,)}


# Who may have paid beside the parties: those whose gift to them is usual (直系亲属赠与). Anybody else's money is a loan nobody has counted.
RELATIONS = ("parent", "child", "grandparent")


def impossible(subject: str, shown: Mapping[str, Any], application: Application, on: date) -> Iterator[tuple[str, str]]:
    """What somebody says of a receipt of the down payment that cannot be: the fact, and the code of what is wrong with it.

    A payer is a party's key or one of `RELATIONS`, of several with + between; a day is an ISO date, not after `on`; no more is paid than
    the contract's price.
    """
    if "payer" in shown:
        known = {*RELATIONS, *(party.key for party in application.parties)}
        if not known.issuperset(str(shown["payer"]).split("+")):
            yield "payer", "PAYER_UNKNOWN"
    if "paid_on" in shown:
        try:
            paid_on = date.fromisoformat(str(shown["paid_on"]))
        except ValueError:
            yield "paid_on", "DAY_INVALID"
        else:
            if paid_on > on:
                yield "paid_on", "DAY_IN_FUTURE"
            if paid_on.year < on.year - _OLDEST:
                yield "paid_on", "DAY_LONG_AGO"
    if subject == subject_of("B03") and "amount" in shown and Decimal(shown["amount"]) > application.home.price:
        yield "amount", "PRICE_EXCEEDED"


def subject_of(key: str) -> str:
    """What a ruling calls the paper under that upload key: `b03`, `c01_spouse`."""
    return key.lower().replace(".", "_")


def shown_by(key: str) -> tuple[str, ...]:
    """The facts somebody has to say of the paper under that upload key."""
    return _SHOWS.get(key.partition(".")[0], ())


def proved_by(key: str, application: Application) -> tuple[Any, ...]:
    """What the paper under that upload key is to prove something of: which home bought of whom, which person, which debt. What is looked at
    counts for that alone. What is no figure of theirs is left out: a paper that shows less than the form states is told as such."""
    material, party = upload_of(key)
    home, debt, person = application.home, application.old_loan, application.party(party or "borrower")
    seller = home.seller.holder if home.seller else ""
    of: Mapping[str, tuple[Any, ...]] = {
        "home": (home.kind, home.unit_number, home.contract_number, home.title_number, home.seller_id, seller),
        "person": (person.name, person.id_type, person.id_number),
        "debt": (debt.bank, debt.contract_number, debt.borrower, debt.account.number) if debt else (),
    }
    return tuple(of[one] for one in _PROVES.get(material, of))


def is_paper(where: str) -> bool:
    """Whether a defect is about a paper: the key of an upload, `B03` or `D01.spouse`; one may do without that if something else shows it."""
    return bool(_UPLOAD.fullmatch(where))


def about(key: str) -> str:
    """Whom, or what, the paper under that upload key is about: a party's key, or `home`."""
    material, party = upload_of(key)
    return party or ("borrower" if "person" in _PROVES.get(material, ()) else "home")


def is_enough(code: str, shown: Mapping[str, Any], application: Application) -> bool:
    """Whether a paper shows no less than the form states. What it shows of income and children is counted instead of what is stated."""
    stated = getattr(application.home, STATED[code]) if code in STATED else None
    return stated is None or "amount" not in shown or Decimal(shown["amount"]) >= stated
