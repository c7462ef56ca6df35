"""What could be otherwise (假如): every change of a household's or a home's facts that is worth judging again.

Each is another question, complete in itself; what it would do is found out by asking it, never by a formula of its own.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from chalicelib.domain.calendar import add_months, years_old
from chalicelib.domain.checks.facts import NORMAL
from chalicelib.domain.judging.judgement import Judgement
from chalicelib.domain.loan.money import yuan
from chalicelib.domain.loan.schedule import EQUAL_INSTALMENT, EQUAL_PRINCIPAL
from chalicelib.domain.policy import Policy
from chalicelib.domain.quote.asked import Asked, Credit, Deposits, Party

_A_LITTLE_MORE = 2  # months of deposits
_MORE_DOWN = Decimal(10000)
_SHORTER = 60


@dataclass(frozen=True)
class Change:
    """One change: a code of the message catalogue (`WHATIF_…`), what fills its text, and what is then asked, on which day."""

    code: str
    values: Mapping[str, str]
    asked: Asked
    on: date


@dataclass(frozen=True)
class Now:
    """What was asked, and what the rules made of it."""

    asked: Asked
    judgement: Judgement
    down_payment: Decimal  # the least allowed
    policy: Policy
    on: date

    def change(self, code: str, asked: Asked, on: date | None = None, **values: Any) -> Change:
        """A change of what was asked."""
        return Change(f"WHATIF_{code}", {name: str(value) for name, value in values.items()}, asked, on or self.on)


def possible(now: Now) -> Iterator[Change]:
    """Every change that makes sense for this question."""
    for maker in _MAKERS:
        yield from maker(now)


def _deposits(now: Now) -> Iterator[Change]:
    """Deposits go on: until there are enough to apply, else two months more."""
    paid = now.asked.borrower.deposits
    if paid is None or paid.status != NORMAL:
        return
    lacking = now.policy.min_deposit_months - paid.months
    months = lacking if lacking > 0 else _A_LITTLE_MORE

    def later(deposits: Deposits) -> Deposits:
        if deposits.status != NORMAL:
            return deposits
        return replace(deposits, months=deposits.months + months, balance=deposits.balance + months * deposits.monthly)

    people = tuple(replace(p, deposits=p.deposits and later(p.deposits)) for p in now.asked.people)
    code = "DEPOSITS_ENOUGH" if lacking > 0 else "MORE_DEPOSITS"
    yield now.change(code, replace(now.asked, people=people), add_months(now.on, months), months=months)


def _spouse(now: Now) -> Iterator[Change]:
    """The spouse deposits too, as long as is needed and as large a part of income as the borrower."""
    paid, spouse = now.asked.borrower.deposits, _spouse_of(now.asked)
    if paid is None or spouse is None or spouse.deposits is not None:
        return
    months = now.policy.min_deposit_months
    monthly = yuan(spouse.income * paid.monthly / paid.base) if paid.base else Decimal(0)
    history = (spouse.loans_used, spouse.unsettled_loan)
    deposits = Deposits(months, spouse.income, monthly, months * monthly, now.policy.centre, NORMAL, *history)
    changed = _each(now.asked, lambda p: replace(p, deposits=deposits) if p is spouse else p)
    yield now.change("SPOUSE_DEPOSITS", changed, months=months, base=f"{spouse.income:.2f}")


def _term(now: Now) -> Iterator[Change]:
    """As long as is allowed, and five years less (but no less than the long rate needs, to see the short one)."""
    longest, months = min(now.judgement.terms.values()), now.judgement.months
    if months < longest:
        yield now.change("LONGEST_TERM", replace(now.asked, months=longest), months=longest)
    if months > now.policy.short_months:
        shorter = max(now.policy.short_months, months - _SHORTER)
        yield now.change("SHORTER_TERM", replace(now.asked, months=shorter), months=shorter)


def _down_payment(now: Now) -> Iterator[Change]:
    """What the rule asks for if it was not reached, else a little more."""
    home = now.asked.home
    if home.kind == "own":
        return
    paid = now.down_payment if home.down_payment is None else home.down_payment
    short = paid < now.down_payment
    more = now.down_payment if short else paid + _MORE_DOWN
    if more < home.price:
        changed = replace(now.asked, home=replace(home, down_payment=more))
        yield now.change("DOWN_PAYMENT_REACHED" if short else "MORE_DOWN_PAYMENT", changed, amount=f"{more - paid:.2f}")


def _credit(now: Now) -> Iterator[Change]:
    """Debts paid off, arrears paid, housing loans repaid: each alone."""
    asked = now.asked
    for code, name in (
        ("DEBTS_PAID", "monthly_debt"),
        ("ARREARS_PAID", "current_overdue"),
        ("HOUSING_LOANS_REPAID", "unsettled_housing_loans"),
    ):
        if any(getattr(p.credit, name) for p in asked.people):
            yield now.change(code, _without(asked, name))
    if any(p.unsettled_loan or (p.deposits and p.deposits.unsettled_loan) for p in asked.people):
        yield now.change("FUND_LOAN_SETTLED", _each(asked, _settled))


def _proofs(now: Now) -> Iterator[Change]:
    """Children and incomes that were stated are proven."""
    asked = now.asked
    if asked.borrower.minor_children and not asked.children_proven:
        yield now.change("CHILDREN_PROVEN", replace(asked, children_proven=True))
    if not asked.income_proven and any(p.income and p.deposits is None for p in asked.people):
        yield now.change("INCOME_PROVEN", replace(asked, income_proven=True))


def _method(now: Now) -> Iterator[Change]:
    other = EQUAL_INSTALMENT if now.asked.method == EQUAL_PRINCIPAL else EQUAL_PRINCIPAL
    yield now.change("OTHER_METHOD", replace(now.asked, method=other), method=f"METHOD_{other}")


def _home_less(now: Now) -> Iterator[Change]:
    home = now.asked.home
    if home.owned:
        fewer = replace(home, owned=home.owned - 1, owned_near=max(0, home.owned_near - 1))
        yield now.change("ONE_HOME_LESS", replace(now.asked, home=fewer))


def _birthday(now: Now) -> Iterator[Change]:
    """Waiting until the borrower is a year older; until of age where they are not."""
    born = now.asked.borrower.born
    age = max(years_old(born, now.on) + 1, now.policy.min_age)
    try:
        day = born.replace(year=born.year + age)
    except ValueError:
        day = date(born.year + age, 3, 1)  # born on 29 February, see years_old
    yield now.change("OLDER", now.asked, day, day=day.isoformat(), age=age)


def _settled(party: Party) -> Party:
    deposits = party.deposits and replace(party.deposits, unsettled_loan=False)
    return replace(party, deposits=deposits, unsettled_loan=False)


def _spouse_of(asked: Asked) -> Party | None:
    return next((p for p in asked.people if p.key == "spouse"), None)


def _each(asked: Asked, changed: Callable[[Party], Party]) -> Asked:
    return replace(asked, people=tuple(changed(p) for p in asked.people))


def _without(asked: Asked, name: str) -> Asked:
    """The same with nothing of that name in anybody's credit report."""

    def cleared(credit: Credit) -> Credit:
        return replace(credit, **{name: type(getattr(credit, name))(0)})

    return _each(asked, lambda p: replace(p, credit=cleared(p.credit)))


_MAKERS = (_deposits, _spouse, _term, _down_payment, _credit, _proofs, _method, _home_less, _birthday)
