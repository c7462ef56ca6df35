"""The formulas of caps (可贷额度公式) that policy may name, docs/domain.md 2.2. A cap is one of them with its parameters.

Each gives the cap and what it was computed from. `needs` and `may` are the parameters a cap in the policy's data must and may
give, so that a new cap, or a new place for an old one, is data.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from chalicelib.domain.form import circumstances
from chalicelib.domain.judging.basis import MADE_WITH, Basis, Saving
from chalicelib.domain.loan.schedule import EQUAL_PRINCIPAL, annuity, first_payment

_TO_MONTHLY = Decimal(1200)
_ZERO = Decimal(0)
Inputs = Mapping[str, Decimal | int | str]
Computed = tuple[Decimal, Inputs]


def household(basis: Basis, cap: Mapping[str, Any]) -> Computed:
    """The centre's limit (最高额度) for a household, with the uplifts that apply, up to a ceiling.

    `by`: what makes it `dual`, two `depositors` whose deposits qualify (so too where it is not said) or being `married`.
    `counts`: whose deposits do, the `household`'s (so too where it is not said) or every one of the `parties`: see `counted`.
    `variants` are other limits for other cases (second homes, off-site), the first that fits, the lowest of those it may be while
    that is open; `uplifts` more, by a `share` or an `amount`, `when` something holds or where a `proof` (a material's code) was brought. Both may ask for `homes` too, and for as many
    proven minor `children`. `children` and `uplift`: families with as many of them. Of the uplifts of one `group`, and of those without
    one, the largest counts; groups add up (叠加). `ceiling`: what all together may reach, `single` and `dual`.
    `liquidity`: the limit falls with the liquidity coefficient.
    """
    facts = {**basis.facts, "homes": basis.homes} if "variants" in cap or "uplifts" in cap else basis.facts
    depositors = basis.depositors + len(counted(basis, cap)) - len(basis.savings)
    size = "dual" if _is_dual(basis, cap, depositors) else "single"
    limit = min(Decimal(one[size]) for one in _may_fit(basis, cap, facts))
    uplift = _stacked(_uplifts(basis, cap, limit, facts))
    if "ceiling" in cap:
        uplift = min(uplift, max(_ZERO, Decimal(cap["ceiling"][size]) - limit))
    liquidity = basis.liquidity if cap.get("liquidity") else Decimal(1)
    inputs: Inputs = {"depositors": depositors, "limit": limit, "uplift": uplift, "liquidity": liquidity}
    return (limit + uplift) * liquidity, inputs


def price_share(basis: Basis, cap: Mapping[str, Any]) -> Computed:
    """What the smallest down payment leaves of the value, less the commercial part: both loans count together (贷款成数).

    So the loan never exceeds what the mortgaged home is worth either.
    """
    inputs = {"value": basis.value, "down_payment_share": basis.down_payment_share, "commercial": basis.commercial}
    return basis.value * (1 - basis.down_payment_share) - basis.commercial, inputs


def unpaid(basis: Basis, cap: Mapping[str, Any]) -> Computed:
    """What is still to be paid of the price: the loan goes to the seller, for nothing else."""
    inputs = {"price": basis.price, "down_payment": basis.down_payment, "commercial": basis.commercial}
    return basis.price - basis.down_payment - basis.commercial, inputs


def balance_multiple(basis: Basis, cap: Mapping[str, Any]) -> Computed:
    """A multiple of what the depositors have saved (余额倍数)."""
    multiple, balance = Decimal(cap["multiple"]), _balance(basis, cap)
    return balance * multiple, {"balance": balance, "multiple": multiple}


def balance_and_deposits(basis: Basis, cap: Mapping[str, Any]) -> Computed:
    """A multiple of the savings, and one of what will be deposited until retirement: balance × a + deposit × months × b."""
    multiple, of_deposits = Decimal(cap["multiple"]), Decimal(cap["deposits_multiple"])
    expected = sum((saving.deposit * saving.to_retirement for saving in counted(basis, cap)), _ZERO)
    balance = _balance(basis, cap)
    inputs = {
        "balance": balance,
        "multiple": multiple,
        "deposits_to_retirement": expected,
        "deposits_multiple": of_deposits,
    }
    return balance * multiple + expected * of_deposits, inputs


def deposit_years(basis: Basis, cap: Mapping[str, Any]) -> Computed:
    """Each depositor's savings, multiplied the more the longer they have deposited (缴存时间系数).

    `tiers`: from how many months on, which multiple; below the lowest, nothing.
    """
    savings = counted(basis, cap)
    parts = [saving.balance * _multiple(cap["tiers"], saving.months) for saving in savings]
    used = {
        f"{name}_{number}": value
        for number, saving in enumerate(savings, 1)
        for name, value in (
            ("balance", saving.balance),
            ("months", saving.months),
            ("multiple", _multiple(cap["tiers"], saving.months)),
        )
    }
    return sum(parts, _ZERO), used


def ability(basis: Basis, cap: Mapping[str, Any]) -> Computed:
    """The loan whose first instalment the `share` of income left after all other debts can pay (还款能力).

    Both parts of a combination must fit: the commercial part's first payment, by its own term and method, comes off first.
    """
    free, inputs = _free(basis, basis.income, Decimal(cap["share"]))
    if basis.method == EQUAL_PRINCIPAL:
        # Divided once: exact where it is a whole fen.
        loan = free * basis.months * _TO_MONTHLY / (_TO_MONTHLY + basis.rate * basis.months)
    else:
        loan = free * annuity(basis.rate, basis.months)
    return loan, {**inputs, "rate": basis.rate, "months": basis.months, "method": basis.method}


def ability_simple(basis: Basis, cap: Mapping[str, Any]) -> Computed:
    """The `coefficient` of income less debts, for every month of the term, no interest counted (Tianjin's way).

    Income is what the deposits tell of it: monthly deposit ÷ (`unit_ratio` + `personal_ratio`).
    """
    income = basis.deposits / (Decimal(cap["unit_ratio"]) + Decimal(cap["personal_ratio"]))
    free, inputs = _free(basis, income, Decimal(cap["coefficient"]))
    return free * basis.months, {**inputs, "deposits": basis.deposits, "months": basis.months}


def old_loan(basis: Basis, cap: Mapping[str, Any]) -> Computed:
    """What is left to repay of the commercial loan that is replaced (商转公)."""
    return basis.old_loan, {"old_loan": basis.old_loan}


class Formula(NamedTuple):
    """One formula, the names of its parameters (those a cap must give, those it may), and what it takes of a basis that the policy has
    a part in."""

    compute: Callable[[Basis, Mapping[str, Any]], Computed]
    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()

    @property
    def reads(self) -> tuple[str, ...]:
        """The policy's figures that its result depends on, beside its own parameters."""
        return tuple(dict.fromkeys(figure for name in self.takes for figure in MADE_WITH[name]))


_ABILITY = ("months", "rate", "commercial_rate", "commercial_months")
FORMULAS: Mapping[str, Formula] = {
    "household": Formula(
        household,
        ("single", "dual"),
        ("by", "children", "uplift", "uplifts", "variants", "ceiling", "liquidity", "counts"),
        takes=("depositors", "homes", "liquidity"),
    ),
    "price_share": Formula(price_share, takes=("down_payment_share",)),
    "unpaid": Formula(unpaid),
    "balance_multiple": Formula(balance_multiple, ("multiple",), ("counts",), takes=("balance",)),
    "balance_and_deposits": Formula(
        balance_and_deposits, ("multiple", "deposits_multiple"), ("counts",), takes=("balance", "savings")
    ),
    "deposit_years": Formula(deposit_years, ("tiers",), ("counts",), takes=("savings",)),
    "ability": Formula(ability, ("share",), takes=_ABILITY),
    "ability_simple": Formula(ability_simple, ("coefficient", "unit_ratio", "personal_ratio"), takes=_ABILITY),
    "old_loan": Formula(old_loan),
}


def counted(basis: Basis, cap: Mapping[str, Any]) -> tuple[Saving, ...]:
    """Whose deposits count for a cap. A parent who borrows too is no second spouse, unless the centre's cap counts all `parties`."""
    return (*basis.savings, *basis.others) if cap.get("counts") == "parties" else basis.savings


def _balance(basis: Basis, cap: Mapping[str, Any]) -> Decimal:
    return basis.balance + sum((saving.balance for saving in counted(basis, cap)[len(basis.savings) :]), _ZERO)


def bank_payment(basis: Basis) -> Decimal:
    """The first payment of the commercial part, at the rate it is counted with. Yuan."""
    if not basis.commercial:
        return _ZERO
    months, method = basis.commercial_months or basis.months, basis.commercial_method or basis.method
    return first_payment(basis.commercial, basis.commercial_rate, months, method)


def _is_dual(basis: Basis, cap: Mapping[str, Any], depositors: int) -> bool:
    return bool(basis.facts.get("married")) if cap.get("by") == "married" else depositors >= 2


def _may_fit(basis: Basis, cap: Mapping[str, Any], facts: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """What of the variants, or the cap itself, may be the first that fits."""
    for variant in cap.get("variants", ()):
        fits = _fits(variant, basis, facts)
        if fits is not False:
            yield variant
        if fits:
            return
    yield cap


def _uplifts(
    basis: Basis, cap: Mapping[str, Any], limit: Decimal, facts: Mapping[str, Any]
) -> Iterator[tuple[str, Decimal]]:
    """What applies, each with the group it is of."""
    if "uplift" in cap and basis.children >= int(cap["children"]):
        yield "", limit * Decimal(cap["uplift"])
    for uplift in cap.get("uplifts", ()):
        if _fits(uplift, basis, facts) and uplift.get("proof") in {None, *basis.proofs}:
            more = limit * Decimal(uplift.get("share", 0)) + Decimal(uplift.get("amount", 0))
            yield uplift.get("group") or "", more


def _fits(one: Mapping[str, Any], basis: Basis, facts: Mapping[str, Any]) -> bool | None:
    has_children = basis.children >= int(one.get("children", 0))
    return circumstances.holds(one.get("when", {}), facts) if has_children else False


def _stacked(uplifts: Iterable[tuple[str, Decimal]]) -> Decimal:
    largest: dict[str, Decimal] = {}
    for group, more in uplifts:
        largest[group] = max(more, largest.get(group, _ZERO))
    return sum(largest.values(), _ZERO)


def _multiple(tiers: Mapping[str, str], months: int) -> Decimal:
    reached = [first for first in tiers if months >= int(first)]
    return Decimal(tiers[max(reached, key=int)]) if reached else _ZERO


def _free(basis: Basis, income: Decimal, share: Decimal) -> Computed:
    """What a month leaves for the fund loan: the share of income, less debts and the commercial part's first payment."""
    commercial = bank_payment(basis)
    inputs = {"income": income, "share": share, "debts": basis.debts, "commercial_payment": commercial}
    return income * share - basis.debts - commercial, inputs
