"""Papers (申请材料的认定): an upload counts once a person has looked at exactly those bytes, and has said what they show.

No agency answers for a paper, so it is no declared check; what a person says of one is kept, asked and found like a ruling on one.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from chalicelib.domain.checks.facts import Kinds
from chalicelib.domain.form.application import Application

PAPER = "paper"
READ, TO_READ, LOOK, RULED = "PAPER_READ", "PAPER_TO_READ", "LOOK_PAPER", "RULED_PAPER"
# What somebody has to say of a paper that carries a figure, by its material; of any other, that it is what it has to be.
_SHOWS: Mapping[str, tuple[str, ...]] = {
    "B03": ("amount", "paid_on", "payer"),  # yuan in all, the last day, who paid
    "B06": ("amount",),  # yuan the home is worth
    "C01": ("amount",),  # yuan a month
    "D04": ("children",),  # how many, under age
}
KINDS: Mapping[str, Kinds] = {"amount": (Decimal,), "paid_on": (str,), "payer": (str,), "children": (int,)}


def subject_of(key: str) -> str:
    """What a ruling calls the paper under that upload key: `b03`, `c01_spouse`."""
    return key.lower().replace(".", "_")


def shown_by(key: str) -> tuple[str, ...]:
    """The facts somebody has to say of the paper under that upload key."""
    return _SHOWS.get(key.partition(".")[0], ())


def is_enough(code: str, shown: Mapping[str, Any], application: Application) -> bool:
    """Whether a paper shows no less than the form states. What it shows of income and children is counted instead of what is stated."""
    home = application.home
    stated = {"B03": home.down_payment, "B06": home.appraisal}.get(code)
    return stated is None or "amount" not in shown or Decimal(shown["amount"]) >= stated
