"""What papers share: who writes, about which case, to whom, on which day; and how amounts, rates and terms read on paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from chalicelib import messages
from chalicelib.documents.amount_in_words import chinese_amount
from chalicelib.domain.form.application import Application
from chalicelib.domain.form.people import Party
from chalicelib.domain.frozen import frozen
from chalicelib.domain.policy import Policy
from chalicelib.domain.statute import Of, Stated, quoted, stated

Fact = tuple[str, str]
"""What, and its value."""


@frozen
class Head:
    """What every paper begins and ends with. `on` is its ISO day, which dates the file, and `day` the same as letters carry it; `to` are
    the names it is addressed to, `help` whom to ask."""

    issuer: str
    title: str
    number: str
    on: str
    day: str
    to: tuple[str, ...] = ()
    help: str = ""


def head(issuer: str, title: str, number: str, on: date, to: tuple[str, ...] = ()) -> Head:
    """The head of a paper; `title` is a code of the catalogue, `number` the case's or the contract's."""
    return Head(issuer, messages.text(title), number, on.isoformat(), chinese_date(on), to, messages.text("HELP_LINES"))


@dataclass(frozen=True)
class Letter:
    """The frame of a letter. `issuer` is the centre's name, `number` the case number (or contract number); `to` is the key of the party it
    is for, empty where it is for all who owe the loan."""

    issuer: str
    number: str
    application: Application
    on: date
    to: str = ""

    def head(self, title: str) -> Head:
        """The head of the letter that has this title, to those it is for."""
        to = [self.application.party(self.to)] if self.to else self.application.people
        names = tuple(one.name for one in to)
        return head(self.issuer, title, self.number, self.on, names)

    def whom(self, subject: str) -> str:
        """Whom a party's key means, with role and name; `home` is the home; empty for anything else."""
        for person in self.application.parties:
            if person.key == subject:
                return f"{role(person)} {person.name}"
        return messages.text("WHERE_HOME") if subject == "home" else ""


def role(person: Party) -> str:
    """The role of a party, from its key: borrower, spouse, co_borrower_1…"""
    return messages.role(person.key)


def chinese_date(day: date) -> str:
    """A date as letters carry it: 2026年11月23日."""
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_hour(moment: datetime) -> str:
    """A moment as letters carry it, on the clocks it is given by: 2026年11月23日18时, with its minutes where there are any. A day's last second
    is its end, 24时; of one that earlier releases kept without its hour the day is told."""
    if moment.time() == time():
        return chinese_date(moment.date())
    if (moment.hour, moment.minute) == (23, 59):
        return f"{chinese_date(moment.date())}24时"
    return f"{chinese_date(moment.date())}{moment.hour}时" + (f"{moment.minute}分" if moment.minute else "")


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


def due_day(repayment: Mapping[str, Any]) -> str:
    """On which day of a month is repaid, by a centre's terms, as a clause says it."""
    day = repayment["due_day"]
    if day == "paid_out":
        return messages.text("DUE_PAID_OUT")
    return messages.text("DUE_DAY", day=day, day_count=repayment["day_count"])


def bank_name(code: str) -> str:
    """The name of a bank; its code where the catalogue knows none."""
    return text_if_any(f"BANK_{code}") or code


def text_if_any(code: str) -> str:
    """The text of a code the catalogue may not have; then empty."""
    return messages.text_or("", code)


def mark_of(policy: Policy, figure: str) -> str:
    """What follows a figure nobody has confirmed (未核实); nothing after another."""
    return messages.text("UNVERIFIED_MARK") if figure in policy.unverified else ""


_OF_REMEDIES: tuple[Of, ...] = ("review", "court", "person", "contract")


def marked(said: Stated) -> str:
    """What a policy states, with its mark where nobody has confirmed it."""
    return said.words if said.is_confirmed else said.words + messages.text("UNVERIFIED_MARK")


def window(centre: str, policy: Policy, code: str) -> str:
    """Where and when one may come: the guide's elements, marked where nobody confirmed them, in that text of the catalogue. What no centre states is
    made up by nobody."""
    told = {
        name: marked(stated(policy, name)) if policy.guide.get(name) else ""
        for name in ("transact_addr", "transact_time")
    }
    return messages.text(code if all(told.values()) else f"{code}_UNSTATED", centre=centre, **told)


def remedies(policy: Policy) -> dict[str, str]:
    """What a party may do against a decision of the day whose policy this is (救济途径), as the catalogue's texts name it: whom to turn to, within how many
    days (review) or months (court), and by which articles, which bear the mark of both."""
    within = {"review": stated(policy, "review_day"), "court": stated(policy, "court_months")}
    laws = {of: quoted(policy, of) for of in _OF_REMEDIES}
    return {
        "body": marked(stated(policy, "review_body")),
        "court": marked(stated(policy, "court")),
        **{f"{of}_within": said.words for of, said in within.items()},
        **{
            f"law_{of}": marked(
                law._replace(is_confirmed=law.is_confirmed and (of not in within or within[of].is_confirmed))
            )
            for of, law in laws.items()
        },
    }
