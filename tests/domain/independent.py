"""The caps and term of the base, of Lanzhou and of Tianshui once more, written from what their data means.

Nothing of the formulas under test is used here: present values come from summing discounted instalments with fractions, dates
from counting days, and what the policy holds is read from its YAML.
"""

from calendar import monthrange
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import yaml

from chalicelib import policy
from tests.domain.conftest import ON

DATA = Path(policy.__file__).parent / "data"
# What holds in the first is the province's base; the others have figures of their own, Tianshui's since the last days of 2026.
CENTRES = ("623000", "620100", "620500")


def latest(file: str) -> dict:
    """What a file says last, by name."""
    held = yaml.safe_load((DATA / file).read_text())
    caps = held.pop("caps", {})
    plain = {name: entries[-1]["value"] for name, entries in held.items() if isinstance(entries, list)}
    return {**plain, "caps": {code: entries[-1]["value"] for code, entries in caps.items()}}


def of_centre(centre: str) -> dict:
    """The base's figures, and in their place the centre's own."""
    base = {**latest("base/figures.yaml"), "caps": latest("base/caps.yaml")["caps"]}
    own = latest(f"overlays/{centre}.yaml") if (DATA / f"overlays/{centre}.yaml").exists() else {"caps": {}}
    return {**base, **own, "caps": {**base["caps"], **own["caps"]}}


FIGURES_OF = {centre: of_centre(centre) for centre in CENTRES}


def cent(value: Fraction) -> Decimal:
    """Cut to the cent, never below nothing."""
    return Decimal(max(0, value * 100 // 1)) / 100


def present_value(rate: str, months: int) -> Fraction:
    """What one yuan at the end of every month is worth today."""
    discount, total, factor = 1 / (1 + Fraction(rate) / 1200), Fraction(0), Fraction(1)
    for _ in range(months):
        # Forty digits are plenty, and keep the fractions from growing.
        factor = Fraction(round(factor * discount * 10**40), 10**40)
        total += factor
    return total


def first_month(principal: Fraction, rate: str, months: int, method: str) -> Fraction:
    if method == "01":
        paid = principal / present_value(rate, months)
        return Fraction(int(paid * 100 + Fraction(1, 2)), 100)
    part, interest = principal / months, principal * Fraction(rate) / 1200
    return sum(Fraction(int(piece * 100 + Fraction(1, 2)), 100) for piece in (part, interest))


def months_until(end: date) -> int:
    """Whole months from today to a day, one by one."""
    months = 0
    while True:
        index = ON.year * 12 + ON.month + months  # the month after `months`
        year, month = divmod(index, 12)
        same_day = date(year, month + 1, min(ON.day, monthrange(year, month + 1)[1]))
        if same_day > end:
            return months
        months += 1


def birthday(born: date, age: int) -> date:
    last = monthrange(born.year + age, born.month)[1]
    return date(born.year + age, born.month, min(born.day, last))


def expected_term(h) -> int:
    FIGURES = FIGURES_OF[h["centre"]]
    limits = [h["months"], int(FIGURES["max_months"])]
    limits.append(months_until(birthday(h["born"], FIGURES["age_limit"]["male" if h["male"] else "female"])))
    if h["kind"] != "new":
        limits.append((FIGURES["house_age_plus_term"] - (ON.year - h["built"])) * 12)
    if h["land"]:
        limits.append(months_until(h["land"]))
    return max(0, min(limits))


def counted(h) -> int:
    """The homes that make this one the second."""
    near = FIGURES_OF[h["centre"]]["counting"].get("within") == "district"
    return min(h["owned"], h["near"]) if near else h["owned"]


def children(h) -> int:
    """As many as are stated, and no more than whoever has read the paper found; none without a paper."""
    found = h["children"] if h["children_read"] is None else min(h["children"], h["children_read"])
    return found if h["children_proven"] else 0


def paid_of(h) -> Decimal:
    """Of the price: as stated, or more by a receipt that somebody has read. What the share asks for is stated all the same."""
    return h["paid_yuan"] if h["receipt"] is None else max(h["paid_yuan"], h["receipt_yuan"])


def income(h) -> Fraction:
    """A base each, the borrower's no more than they state; of who deposits nothing as much as they state and a paper shows."""
    bases = [
        Fraction(one["base"]) if one and one["status"] == "01" else Fraction(0) for one in (*h["accounts"], h["parent"])
    ]
    bases[0] = min(bases[0], Fraction(h["stated"])) if h["stated"] else bases[0]
    stated, paper, shown = h["earner"] or (0, "", 0)
    return (
        sum(bases)
        + {"": 0, "refused": 0, "brought": Fraction(stated), "read": min(Fraction(stated), Fraction(shown))}[paper]
    )


def uplifted(h, household, dual: bool, homes: str) -> Fraction:
    """The limit of a household, for a second home the one it has: the largest uplift of each group, all together up to the ceiling."""
    of_such = [one for one in household.get("variants", ()) if one["when"] == {"homes": homes}]
    limit, groups = Fraction((of_such or [household])[0]["dual" if dual else "single"]), {}
    if h["children_proven"] and children(h) >= household["children"]:
        groups[None] = limit * Fraction(household["uplift"])
    for one in household.get("uplifts", ()):
        if one.get("when", {"homes": homes}) == {"homes": homes} and one.get("proof", "D12") in {
            *h["proofs"],
            *(() if "proof" in one else ["D12"]),
        }:
            more = limit * Fraction(one["share"]) if "share" in one else Fraction(one["amount"])
            groups[one.get("group")] = max(more, groups.get(one.get("group"), 0))
    whole = limit + sum(groups.values())
    most = household.get("ceiling", {}).get("dual" if dual else "single")
    return min(whole, Fraction(most)) if most else whole


def own_share(h) -> Fraction:
    """What of the price a family pays itself: the centre's share, or less where a paper that was read says what the home is."""
    of_centre, homes = FIGURES_OF[h["centre"]]["down_payment"], "second" if counted(h) else "first"
    proven = [less[homes] for paper, less in of_centre.get("proven", {}).items() if paper in h["proofs"]]
    return min(Fraction(share) for share in [of_centre[homes], *proven])


def expected_caps(h, months: int) -> dict[str, Decimal]:
    FIGURES, CAPS = FIGURES_OF[h["centre"]], FIGURES_OF[h["centre"]]["caps"]
    homes = "second" if counted(h) else "first"
    months = max(1, months)
    rate = FIGURES["rates"][homes]["short" if months <= FIGURES["short_months"] else "long"]
    counting = [
        a for a in h["accounts"] if a["status"] == "01" and a["consecutive_months"] >= FIGURES["min_deposit_months"]
    ]
    price, paid, commercial = Fraction(h["price"]), Fraction(paid_of(h)), Fraction(h["commercial"])
    value = min(price, Fraction(h["appraisal"])) if h["kind"] != "new" else price
    household, balance, ability = CAPS["CAP_HOUSEHOLD"], CAPS["CAP_BALANCE"], CAPS["CAP_ABILITY"]

    dual = len(h["accounts"]) > 1 if household.get("by") == "married" else len(counting) > 1
    limit = uplifted(h, household, dual, homes)
    step = max(Fraction(step) for step in FIGURES["liquidity"] if Fraction(step) <= Fraction(FIGURES["loan_ratio"]))
    limit *= next(Fraction(c) for s, c in FIGURES["liquidity"].items() if Fraction(s) == step)

    free = income(h) * Fraction(ability["share"]) - Fraction(h["debts"])
    # A debt is owed once, however many of those in the case owe it together.
    free -= sum(Fraction(due) for who, due in h["owed"] if any(number in of_parties(h) for number in who))
    if commercial:
        free -= first_month(commercial, FIGURES["commercial_rate"], months, h["method"])
    each = present_value(rate, months) if h["method"] == "01" else 1 / (Fraction(1, months) + Fraction(rate) / 1200)

    caps = {
        "CAP_HOUSEHOLD": limit,
        "CAP_PRICE": value * (1 - own_share(h)) - commercial,
        "CAP_BALANCE": sum(Fraction(a["balance"]) for a in counting) * Fraction(balance["multiple"]),
        "CAP_ABILITY": free * each,
    }
    if h["kind"] == "own":
        caps["CAP_OLD_LOAN"] = Fraction(debt(h))
    else:
        caps["CAP_UNPAID"] = price - paid - commercial
    return {code: cent(cap) for code, cap in caps.items()}


def debt(h) -> Decimal:
    """What is left of the old loan: what its bank says, which the form can only lower."""
    return h["left"] if h["payoff"] is None else min(h["left"], h["payoff"])


def of_parties(h) -> dict[int, str]:
    """Who is in the case, by the number under which debts name them."""
    couple = dict(enumerate(("borrower", "spouse")[: len(h["accounts"])]))
    return {**couple, **({2: "co_borrower_1"} if h["parent"] else {}), **({3: "co_borrower_2"} if h["earner"] else {})}
