"""The caps and term of the base, of Lanzhou and of Tianshui once more, written from what its data means, against hundreds of made-up households.

Nothing of the formulas under test is used here: present values come from summing discounted instalments with fractions, dates
from counting days, and what the policy holds is read from its YAML.
"""

from calendar import monthrange
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib import policy
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.domain.checks.papers import PAPER, READ, RULED, subject_of
from chalicelib.domain.form.application import Home, OldLoan
from chalicelib.domain.judging.decision import decide
from tests.domain.conftest import ON
from tests.given.answers import finding, findings
from tests.given.application import application, kind_of, own_home, person
from tests.given.marks import confirmed

DATA = Path(policy.__file__).parent / "data"
# What holds in the first is the province's base; the others have figures of their own, Tianshui's since the last days of 2026.
CENTRES = ("623000", "620100", "620500")
POLICIES = {centre: confirmed(policy.in_force(centre, date(2026, 12, 1))) for centre in CENTRES}


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


def yuan(low: int, high: int):
    return st.integers(low * 100, high * 100).map(lambda fen: Decimal(fen) / 100)


def account():
    return st.fixed_dictionaries(
        {
            "status": st.sampled_from(["01", "01", "01", "02", "03", "05"]),
            "consecutive_months": st.sampled_from([0, 5, 6, 7, 60]),
            "base": yuan(2000, 40000),
            "balance": yuan(0, 150000),
        }
    )


HOUSEHOLDS = st.fixed_dictionaries({
    "accounts": st.lists(account(), min_size=1, max_size=2), "parent": st.none() | account(), "debts": yuan(0, 6000),
    "owed": st.lists(st.tuples(st.sets(st.integers(0, 3), min_size=1), yuan(0, 4000)), max_size=4), "children": st.integers(0, 3),
    "children_read": st.none() | st.integers(0, 3), "receipt": st.none() | st.integers(0, 100), "stated": st.just(Decimal(0)) | yuan(1000, 30000),
    "earner": st.none() | st.tuples(yuan(1000, 30000), st.sampled_from(["", "brought", "read", "refused"]), yuan(0, 40000)),
    "children_proven": st.booleans(), "born": st.dates(date(1962, 1, 1), date(2004, 12, 31)), "male": st.booleans(),
    "centre": st.sampled_from([*CENTRES]), "owned": st.integers(0, 1), "near": st.integers(0, 1),
    "proofs": st.sets(st.sampled_from(["D12", "D14", "D15", "D16", "D18", "D19"])), "kind": st.sampled_from(["new", "existing", "own"]), "price": yuan(200000, 3000000),
    "paid": st.integers(0, 90), "appraised": st.integers(70, 120), "commercial": st.sampled_from([0, 0, 100000, 400000]),
    "built": st.integers(1980, 2025), "land": st.none() | st.dates(date(2026, 3, 2), date(2090, 1, 1)),
    "amount": yuan(10000, 1500000), "months": st.integers(1, 360), "method": st.sampled_from(["01", "02"]),
    "left": yuan(50000, 900000), "payoff": st.none() | yuan(40000, 900000), "owners": st.sets(st.integers(0, 2)), "filed_as": st.none() | st.sampled_from("0123"),
})  # fmt: skip


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


def read_of(h) -> list[Finding]:
    """What somebody has read of the papers."""
    stated, paper, shown = h["earner"] or (0, "", 0)
    found = {
        "D04": {"children": h["children_read"]} if h["children_proven"] and h["children_read"] is not None else None,
        "B03": {"amount": str(h["receipt_yuan"])} if h["receipt"] is not None else None,
        "C01.co_borrower_2": {"amount": str(shown)} if paper == "read" else None,
    }
    read = [
        Finding(PAPER, subject_of(key), Outcome.CONFIRMED, READ, facts, by="staff:r")
        for key, facts in found.items()
        if facts
    ]
    refused = [Finding(PAPER, subject_of("C01.co_borrower_2"), Outcome.CONTRADICTED, RULED, by="staff:r")]
    return [*read, *(refused if paper == "refused" else [])]


def decided(h):
    people = [
        person(
            key, marital="20" if len(h["accounts"]) > 1 else "10", born=h["born"], sex="1" if h["male"] else "2", minor_children=h["children"],
            post="cadre", is_depositor=number != 3, monthly_income={0: h["stated"], 3: (h["earner"] or [0])[0]}.get(number, Decimal(0)),
            id_number=f"11010519491231{number:03}X" if number == 3 else person(key).id_number,
        )
        for number, key in of_parties(h).items()
    ]  # fmt: skip
    of_income = ["C01.co_borrower_2"] if h["earner"] and h["earner"][1] else []
    documents = ("B03", *h["proofs"], *(["D04"] if h["children_proven"] else []), *of_income)
    case = own_home(*people) if h["kind"] == "own" else application(*people, kind=h["kind"])
    built = {"completed_year": h["built"], "appraisal": h["appraisal"]} if h["kind"] != "new" else {}
    home: Home = replaced(case.home, price=h["price"], down_payment=h["paid_yuan"], land_use_ends=h["land"], **built)
    wish = replaced(
        case.wish,
        amount=h["amount"],
        months=h["months"],
        method=h["method"],
        commercial_amount=Decimal(h["commercial"]),
    )
    old: OldLoan | None = case.old_loan and replaced(case.old_loan, principal_left=h["left"])
    case = replaced(
        case, centre=h["centre"], home=home, wish=wish, old_loan=old, documents=dict.fromkeys(documents, ("d",))
    )
    case = replaced(case, kind=case.kind if old else kind_of(case))
    told = [
        finding("fund_account", p.key, centre=h["centre"], **{name: str(v) if isinstance(v, Decimal) else v for name, v in a.items()})
        for p, a in zip([p for p in people if p.is_depositor], [a for a in (*h["accounts"], h["parent"]) if a], strict=True)
    ] + read_of(h)  # fmt: skip
    homes = {"homes_owned": h["owned"], "homes_in_district": min(h["owned"], h["near"])}
    filed = {"ownership": h["filed_as"]} if h["filed_as"] else {}
    owners = [key for number, key in of_parties(h).items() if number in h["owners"]]  # who owns it changes no amount
    told.append(finding("property", "home", **homes, **filed, owners=owners))
    if old and h["payoff"] is not None:
        told.append(finding("old_loan", "home", payoff=str(h["payoff"])))
    for number, key in of_parties(h).items():
        owed = [
            {"key": str(n), "due": str(due), "housing": False}
            for n, (who, due) in enumerate(h["owed"])
            if number in who
        ]
        total = sum((Decimal(debt["due"]) for debt in owed), h["debts"] if key == "borrower" else Decimal(0))
        told.append(finding("credit", key, monthly_debt=str(total), debts=owed))
    return decide(case, findings(case, *told, credit=True), POLICIES[h["centre"]], ON)


def replaced(thing, **changes):
    return type(thing)(**{**vars(thing), **changes})


def test_a_second_home_in_tianshui_is_lent_fifty_thousand_less_than_a_first():
    household = FIGURES_OF["620500"]["caps"]["CAP_HOUSEHOLD"]
    alone = {"children_proven": False, "children": 0, "proofs": ()}
    for dual in (True, False):
        first, second = (uplifted(alone, household, dual, homes) for homes in ("first", "second"))
        assert first - second == 50000
    assert "caps.CAP_HOUSEHOLD" in policy.in_force("620500", date(2026, 12, 1)).unverified


@settings(max_examples=500, deadline=None)
@given(HOUSEHOLDS)
def test_every_cap_the_term_and_the_amount_are_what_the_data_means(h):
    h = {**h, "commercial": 0 if h["kind"] == "own" else h["commercial"]}
    h["paid_yuan"] = (h["price"] * h["paid"] / 100).quantize(Decimal("0.01"))
    h["receipt_yuan"] = (h["price"] * (h["receipt"] or 0) / 100).quantize(Decimal("0.01"))
    h["appraisal"] = (h["price"] * h["appraised"] / 100).quantize(Decimal("0.01"))
    decision = decided(h)
    months = expected_term(h)
    caps = expected_caps(h, months)
    assert decision.months == months
    assert dict(decision.caps) == caps
    smallest = min(h["amount"], *caps.values())
    whole_debt = h["kind"] == "own" and smallest == debt(h)  # is replaced to the cent
    assert decision.amount == (smallest if whole_debt else Decimal(int(smallest / 1000) * 1000))
    assert (
        decision.binding == "WISH"
        if h["amount"] <= min(caps.values())
        else caps[decision.binding] == min(caps.values())
    )
    assert (decision.amount == 0) <= (not decision.approved)
    paid = [one.outcome for one in decision.reasons if one.code == "DOWN_PAYMENT"]
    enough = Fraction(paid_of(h)) * 100 >= int(Fraction(h["price"]) * own_share(h) * 100 + Fraction(1, 2))
    whole = Fraction(paid_of(h)) * 100 >= int(
        Fraction(h["price"]) * own_share({**h, "proofs": ()}) * 100 + Fraction(1, 2)
    )
    # A home of that kind is not sold on.
    expected = "pass" if whole or (enough and h["kind"] == "new") else "look" if enough else "fail"
    assert paid == ([] if h["kind"] == "own" else [expected])


def test_what_is_read_here_is_what_holds_there():
    for centre, known in POLICIES.items():
        figures = FIGURES_OF[centre]
        assert {code: dict(cap) for code, cap in known.caps.items()} == figures["caps"]
        for name in (
            "max_months",
            "min_deposit_months",
            "house_age_plus_term",
            "age_limit",
            "short_months",
            "counting",
        ):
            assert getattr(known, name) == figures[name]
