"""Quotes of made-up households, asked as anybody asks them, against the caps and the term as tests/domain/independent.py writes them from
what the policy's data means: no formula of the product is used there.

Here what a visitor states has to arrive: several parties with accounts and debts of their own and joint ones, which are stated once, who deposits
nothing with an income that is proven or not, children proven or not, homes far and near, two methods, three centres.
"""

from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import pytest
import time_machine

from tests.domain import independent

ON = date(2026, 12, 1)
SEEDS = (1, 2, 3)
EACH = 10


def yuan(random: Random, low: int, high: int) -> Decimal:
    return Decimal(random.randint(low * 100, high * 100)) / 100


def household(random: Random) -> dict[str, Any]:
    """In the words of that other test, with what only a quote tells apart: whose which debt is."""

    def account() -> dict[str, Any]:
        return {
            "status": random.choice(["01", "01", "01", "02", "03", "05"]),
            "consecutive_months": random.choice([0, 5, 6, 7, 60]),
            "base": yuan(random, 2000, 40000),
            "balance": yuan(random, 0, 150000),
        }

    kind, price, owned = random.choice(["new", "existing", "own"]), yuan(random, 200000, 3000000), random.randint(0, 1)
    couple = [account() for _ in range(random.randint(1, 2))]
    parent = random.choice([None, account()])
    earner = random.choice([None, (yuan(random, 1000, 30000), random.choice(["", "brought"]), Decimal(0))])
    there = [*range(len(couple)), *([2] if parent else []), *([3] if earner else [])]
    debts = {number: random.choice([Decimal(0), yuan(random, 0, 3000)]) for number in there}
    owed = [
        ({*random.sample(there, random.randint(1, len(there)))}, yuan(random, 0, 2000))
        for _ in range(random.randint(0, 3))
    ]
    return {
        "centre": random.choice(independent.CENTRES), "kind": kind, "price": price, "owned": owned, "near": random.randint(0, owned),
        "accounts": couple, "parent": parent, "debts": sum(debts.values()), "debts_of": debts, "owed": owed,
        "earner": earner, "stated": Decimal(0), "receipt": None, "children_read": None, "proofs": frozenset[str](),
        "paid_yuan": (price * random.randint(0, 90) / 100).quantize(Decimal("0.01")),
        "appraisal": (price * random.randint(70, 120) / 100).quantize(Decimal("0.01")),
        "commercial": 0 if kind == "own" else random.choice([0, 0, 100000]),
        "children": random.randint(0, 3), "children_proven": random.random() < 0.5, "male": random.random() < 0.5,
        "born": date(random.randint(1962, 2004), random.randint(1, 12), random.randint(1, 28)), "built": random.randint(1980, 2025),
        "land": random.choice([None, date(random.randint(2027, 2090), random.randint(1, 12), random.randint(1, 28))]),
        "amount": yuan(random, 10000, 1500000), "months": random.randint(1, 360), "method": random.choice(["01", "02"]),
        "left": yuan(random, 50000, 900000), "payoff": None,
    }  # fmt: skip


def debt_of(h: dict[str, Any], number: int) -> Decimal:
    """Their own, and of the joint ones those of which nobody before them has told."""
    return h["debts_of"][number] + sum(due for who, due in h["owed"] if min(who) == number)


def of_account(h: dict[str, Any], number: int, account: dict[str, Any] | None) -> dict[str, Any]:
    """What a party states of their deposits, or of an income without them."""
    if account is None:
        return {"is_depositor": False, "monthly_income": str(h["earner"][0])}
    kept = {name: account[name] for name in ("consecutive_months", "base", "balance")}
    return {
        "account_status": account["status"],
        **{name: one if isinstance(one, int) else str(one) for name, one in kept.items()},
    }


def question(h: dict[str, Any]) -> dict[str, Any]:
    """The same as somebody states it."""
    accounts = dict(enumerate(h["accounts"])) | {2: h["parent"]}
    people = [
        {"key": key, "born": h["born"].isoformat(), "sex": "1" if h["male"] else "2", "post": "cadre", "monthly_debt": str(debt_of(h, number))}
        | of_account(h, number, accounts.get(number))
        for number, key in independent.of_parties(h).items()
    ]  # fmt: skip
    people[0] |= {"marital": "20" if len(h["accounts"]) > 1 else "10", "minor_children": h["children"]}
    home: dict[str, Any] = {
        "kind": h["kind"], "price": str(h["price"]), "homes_owned": h["owned"], "homes_in_district": h["near"],
    }  # fmt: skip
    if h["kind"] != "own":
        home["down_payment"] = str(h["paid_yuan"])
    if h["kind"] != "new":
        home |= {"appraisal": str(h["appraisal"]), "completed_year": h["built"]}
    if h["land"]:
        home["land_use_ends"] = h["land"].isoformat()
    wish = {"amount": str(h["amount"]), "months": h["months"], "method": h["method"]}
    asked = {
        "centre": h["centre"],
        "people": people,
        "home": home,
        "wish": wish,
        "children_proven": h["children_proven"],
        "income_proven": bool(h["earner"] and h["earner"][1]),
    }
    if h["kind"] == "own":
        old = {"paid_out_on": "2020-03-20", "amount": str(h["left"]), "principal_left": str(h["left"])}
        return {**asked, "kind": "transfer_loan_for_loan", "old_loan": old}
    if h["commercial"]:
        wish["commercial_amount"] = str(h["commercial"])
        return {**asked, "kind": "combination"}
    return {**asked, "kind": h["kind"]}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_quote_says_the_caps_the_term_and_the_amount_that_its_households_data_means(api, monkeypatch, seed):
    monkeypatch.setattr(independent, "ON", ON)
    random = Random(seed)
    with time_machine.travel(f"{ON}T02:00:00Z", tick=False):
        for h in [household(random) for _ in range(EACH)]:
            reply = api("POST", "/v1/quotes", question(h))
            assert reply.status == 200, (reply.body, question(h))
            told, months = reply.body, independent.expected_term(h)
            caps = independent.expected_caps(h, months)
            assert told["months"] == months
            assert {cap["code"]: Decimal(cap["value"]) for cap in told["caps"]} == caps
            smallest = min(h["amount"], *caps.values())
            whole_debt = h["kind"] == "own" and smallest == h["left"]  # is replaced to the cent
            assert Decimal(told["amount"]) == (smallest if whole_debt else Decimal(int(smallest / 1000) * 1000))
            borrower = h["accounts"][0]
            lacks = borrower["status"] != "01" or borrower["consecutive_months"] < 6
            assert told["eligible"] != "yes" or (Decimal(told["amount"]) > 0 and months > 0 and not lacks)
