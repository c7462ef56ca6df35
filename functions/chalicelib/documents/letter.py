"""What every letter to the parties shares: who writes, about which case, to whom, on which day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from chalicelib import messages
from chalicelib.documents.amount_in_words import chinese_amount
from chalicelib.documents.paper import Paper
from chalicelib.domain.application import Application, Person

Reason = Mapping[str, Any]  # {code, text?, basis?, values?, fix?}


@dataclass(frozen=True)
class Letter:
    """The frame of a letter. `issuer` is the centre's name, `number` the case number (or contract number)."""

    issuer: str
    number: str
    application: Application
    on: date

    def open(self, title: str, opening: str | None = None, **values: object) -> Paper:
        """A paper with its head, the parties it is addressed to, and its opening sentence."""
        paper = Paper(self.issuer, messages.text(title), self.number, self.on)
        paper.paragraph("、".join(person.name for person in self.application.people) + "：", indent=False)
        if opening:
            paper.paragraph(messages.text(opening, "zh", **values))
        return paper

    def close(self, paper: Paper) -> bytes:
        """Ends it with whom to ask and the issuer's seal."""
        paper.paragraph(messages.text("REMEDY_HELP"))
        paper.sealed_by(self.issuer, self.on)
        return paper.to_bytes()


def role(person: Person) -> str:
    """The role of a party, from its key: borrower, spouse, co_borrower_1…"""
    return messages.text(f"ROLE_{person.key.rstrip('_0123456789').upper()}")


def figures(amount: Decimal) -> str:
    """An amount in figures, for example ¥600,000.00."""
    return f"¥{amount:,.2f}"


def full_amount(amount: Decimal) -> str:
    """An amount in capitals and figures, as contracts state it."""
    return f"人民币{chinese_amount(amount)}（{figures(amount)}）"


def percent(rate: Decimal) -> str:
    """An annual rate with two decimals at least: 2.60%, 3.075%."""
    return f"{rate:.2f}%" if rate == rate.quantize(Decimal("0.01")) else f"{rate.normalize():f}%"


def term(months: int) -> str:
    """A term in months, and in years where it is whole years."""
    return f"{months} 个月" + (f"（{months // 12} 年）" if months % 12 == 0 else "")


def bank_name(code: str) -> str:
    """The name of a bank; its code where the catalogue knows none."""
    try:
        return messages.text(f"BANK_{code}")
    except KeyError:
        return code


def reason_rows(reasons: Sequence[Reason]) -> list[tuple[str, str, str, str]]:
    """Number, code, rule and legal basis of each reason; a text that was not kept with it is the catalogue's."""
    return [
        (
            str(number),
            str(reason["code"]),
            str(reason.get("text") or messages.text(reason["code"], **reason.get("values", {}))),
            str(reason.get("basis") or "—"),
        )
        for number, reason in enumerate(reasons, 1)
    ]
