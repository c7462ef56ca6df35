"""How much may be lent (可贷额度): every cap computed, named and explained; the smallest holds, rounded down.

Which caps there are is policy: each names one of the formulas of formulas.py and its parameters.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from chalicelib.domain.calendar import whole_months
from chalicelib.domain.form import circumstances
from chalicelib.domain.form.application import Application, upload_key
from chalicelib.domain.form.parties import HOUSEHOLD
from chalicelib.domain.form.people import Person
from chalicelib.domain.judging import counted, debts, own_share
from chalicelib.domain.judging.basis import Basis, Saving
from chalicelib.domain.judging.formulas import FORMULAS
from chalicelib.domain.judging.retirement import window
from chalicelib.domain.judging.rule import Situation
from chalicelib.domain.loan.money import floor_cent
from chalicelib.domain.policy import Policy

__all__ = ["CHILDREN_PROOF", "INCOME_PROOF", "Basis", "Cap", "basis", "caps", "explained", "liquidity_of", "value_of"]

CHILDREN_PROOF = "D04"  # 多子女证明: without it no uplift
INCOME_PROOF = "C01"  # 收入证明: without it only deposit bases count
_ZERO = Decimal(0)


@dataclass(frozen=True)
class Cap:
    """One cap: yuan, the formula, what it was computed from, and whether anybody confirmed its figures and where from.

    `name` is what the policy calls it; empty where the catalogue of texts knows the code.
    """

    code: str
    name: str
    value: Decimal
    formula: str
    inputs: Mapping[str, str]
    verified: bool
    source: str


def basis(s: Situation, homes: str, months: int) -> Basis:
    """Gathers what the formulas need from the form and the settled answers."""
    application, policy = s.application, s.policy
    home, wish = application.home, application.wish
    accounts = s.live.values()
    savings = dict(_savings(s))
    own = tuple(saving for key, saving in savings.items() if key in HOUSEHOLD)
    reports = [facts for p in application.people if (facts := s.evidence.facts("credit", p.key)) is not None]
    others = [income for p in application.people if (income := proven_income(s, p)) is not None]
    return Basis(
        depositors=len(own),
        children=_children(s),
        homes=homes,
        price=home.price,
        value=value_of(application),
        down_payment=counted.paid(application, s.evidence),
        commercial=wish.commercial_amount,
        balance=sum((saving.balance for saving in own), _ZERO),
        income=sum((_earned(s, key) for key in s.live), _ZERO) + sum(others, _ZERO),
        debts=debts.together(reports),
        months=months,
        method=wish.method,
        rate=policy.rate(homes, months, s.on),
        commercial_rate=policy.commercial_rate,
        down_payment_share=own_share.share(s, homes),
        facts=_shown_facts(s),
        old_loan=counted.old_loan(application, s.evidence),
        liquidity=liquidity_of(policy),
        deposits=sum(map(_deposit, accounts), _ZERO),
        savings=own,
        others=tuple(saving for key, saving in savings.items() if key not in HOUSEHOLD),
        proofs=frozenset(key for key in application.documents if s.evidence.shown(key) is not None),
        commercial_months=_bank_months(wish.commercial_months, policy),
        commercial_method=wish.commercial_method,
        debts_of_earners=debts.together(list(_reports_of_earners(s))),
    )


def _bank_months(wished: int | None, policy: Policy) -> int | None:
    """The term the bank's part is counted with: as wished, as far as the law lets a bank lend. A longer one would leave the fund's more room."""
    most = policy.bank_part.get("term")
    return min(wished, int(most["months"])) if wished and most else wished


def _earned(s: Situation, key: str) -> Decimal:
    """A depositor's income: the deposit base, which what they state can only lower; nothing stated lowers nothing."""
    base, stated = Decimal(s.live[key]["base"]), s.application.person(key).monthly_income
    return min(base, stated) if stated > 0 else base


def _reports_of_earners(s: Situation) -> Iterator[debts.Report]:
    """The reports of those whose income counts (计入其收入的，其债务一并计入), and always of the borrower."""
    for person in s.application.people:
        report = s.evidence.facts("credit", person.key)
        counts = person.key in s.live or proven_income(s, person) is not None
        if report is not None and (counts or person is s.application.borrower):
            yield report


def proven_income(s: Situation, person: Person) -> Decimal | None:
    """A depositor's income is the deposit base (`_earned`); another party's counts as far as a paper shows it (收入证明). None where it does not.

    Who says to deposit nothing and has an account in normal standing has its base for an income, whatever a paper shows.
    """
    if person.key in s.undeclared:
        return Decimal(s.undeclared[person.key].get("base") or 0)
    shown = None if person.is_depositor else s.evidence.shown(upload_key(INCOME_PROOF, person.key))
    return None if shown is None else min(person.monthly_income, Decimal(shown.get("amount", person.monthly_income)))


def _children(s: Situation) -> int:
    """As many as are stated and shown."""
    shown, stated = s.evidence.shown(CHILDREN_PROOF), s.application.borrower.minor_children
    return 0 if shown is None else min(stated, int(shown.get("children", stated)))


def _shown_facts(s: Situation) -> circumstances.Facts:
    """The facts caps ask for: what is only stated, and would have more lent, is none before it is shown."""
    beside = any(proven_income(s, person) for person in s.application.people)
    return {**s.facts, "children": _children(s) > 0, "undeposited_income": beside}


def rests_on_proof(basis: Basis, policy: Policy) -> bool:
    """Whether a cap may be higher because of a material somebody brought."""
    named = {uplift.get("proof") for _, cap in _applying(basis, policy) for uplift in cap.get("uplifts", ())}
    return bool(named & basis.proofs)


def liquidity_of(policy: Policy) -> Decimal:
    """The coefficient (流动性系数) of the highest step the loan ratio has reached."""
    reached = [step for step in policy.liquidity if Decimal(step) <= policy.loan_ratio]
    return Decimal(policy.liquidity[max(reached, key=Decimal)])


def value_of(application: Application) -> Decimal:
    """What shares are taken of: the contract price of a home not built yet (期房), else a lower appraisal if there is one."""
    home = application.home
    unbuilt = home.kind == "new" and home.completed_year is None
    return home.price if unbuilt or home.appraisal is None else min(home.price, home.appraisal)


def caps(basis: Basis, policy: Policy) -> dict[str, Decimal]:
    """Every cap that applies, or of which it is open whether it does, by its code; never below zero, cut to the cent."""
    return {code: _cut(FORMULAS[str(cap["formula"])].compute(basis, cap)[0]) for code, cap in _applying(basis, policy)}


def explained(basis: Basis, policy: Policy) -> tuple[Cap, ...]:
    """The same caps with what each was computed from. The inputs are personal data."""
    return tuple(_explained(code, cap, basis, policy) for code, cap in _applying(basis, policy))


def _explained(code: str, cap: Mapping[str, Any], basis: Basis, policy: Policy) -> Cap:
    figure = f"caps.{code}"
    formula = FORMULAS[str(cap["formula"])]
    value, inputs = formula.compute(basis, cap)
    shown = {key: f"{one:f}" if isinstance(one, Decimal) else str(one) for key, one in inputs.items()}
    return Cap(
        code,
        cap.get("name", ""),
        _cut(value),
        str(cap["formula"]),
        shown,
        not {figure, *formula.reads} & set(policy.unverified),
        policy.sources.get(figure, ""),
    )


def _applying(basis: Basis, policy: Policy) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for code, cap in policy.caps.items():
        if circumstances.holds(cap.get("when", {}), basis.facts) is not False:
            yield code, cap


def _cut(value: Decimal) -> Decimal:
    return max(_ZERO, floor_cent(value))


def _savings(s: Situation) -> Iterator[tuple[str, Saving]]:
    """The accounts whose deposits count: of the live ones those deposited to for long enough."""
    for key, account in s.live.items():
        moved = 0 if s.policy.transferred_months == "ignore" else int(account.get("months_moved", 0))
        months = int(account["consecutive_months"]) + moved
        if months >= s.policy.min_deposit_months:
            left = _to_retirement(s.application.person(key), s)
            yield key, Saving(Decimal(account["balance"]), _deposit(account), months, left)


def _deposit(account: Mapping[str, Any]) -> Decimal:
    """Yuan a month. No rule needs it to be settled, so a person's ruling may lack it: then nothing counts."""
    return Decimal(account.get("monthly_deposit") or 0)


def _to_retirement(person: Person, s: Situation) -> int:
    """Months to the earliest day on which this person can retire: a woman whose post no agency tells is counted cautiously."""
    return max(0, whole_months(s.on, window(person, s.policy)[0]))
