"""What every letter to the parties shares: who writes, about which case, to whom, on which day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from chalicelib import messages
from chalicelib.documents.amount_in_words import chinese_amount
from chalicelib.documents.paper import Paper
from chalicelib.domain.form.application import Application, Person
from chalicelib.domain.policy import Policy


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

    def whom(self, subject: str) -> str:
        """Whom a party's key means, with role and name; `home` is the home; empty for anything else."""
        for person in self.application.people:
            if person.key == subject:
                return f"{role(person)} {person.name}"
        return messages.text("WHERE_HOME") if subject == "home" else ""

    def close(self, paper: Paper) -> bytes:
        """Ends it with whom to ask and the issuer's seal."""
        paper.paragraph(messages.text("HELP_LINES"))
        paper.sealed_by(self.issuer, self.on)
        return paper.to_bytes()


def role(person: Person) -> str:
    """The role of a party, from its key: borrower, spouse, co_borrower_1…"""
    return messages.role(person.key)


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
    return text_if_any(f"BANK_{code}") or code


def text_if_any(code: str) -> str:
    """The text of a code the catalogue may not have; then empty."""
    return messages.text_or("", code)


def mark_of(policy: Policy, figure: str) -> str:
    """What follows a figure nobody has confirmed (未核实); nothing after another."""
    return messages.text("UNVERIFIED_MARK") if figure in policy.unverified else ""
