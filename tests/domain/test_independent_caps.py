"""The caps and the term as tests/domain/independent.py writes them once more, against hundreds of made-up households."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib import policy
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.domain.checks.papers import PAPER, READ, RULED, subject_of
from chalicelib.domain.form.application import Home, OldLoan
from chalicelib.domain.judging.decision import decide
from tests.domain.conftest import ON
from tests.domain.independent import (
    CENTRES,
    FIGURES_OF,
    debt,
    expected_caps,
    expected_term,
    of_parties,
    own_share,
    paid_of,
    uplifted,
)
from tests.given.answers import finding, findings
from tests.given.application import application, kind_of, own_home, person
from tests.given.marks import confirmed

POLICIES = {centre: confirmed(policy.in_force(centre, date(2026, 12, 1))) for centre in CENTRES}


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
