"""Every figure of the policy is read by something (政策没有摆设): changed by itself it changes something that somebody sees.

Words (names, texts, materials, the guide) are shown as they stand; that nothing stands there which nobody shows the compiler sees to.
"""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import islice
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest
import time_machine

from chalicelib import policy as policies
from chalicelib.casework import clocks, packaging
from chalicelib.documents import contract
from chalicelib.domain import bank_part, limits
from chalicelib.domain.calendar import Calendar
from chalicelib.domain.judging.decision import decide
from chalicelib.domain.loan.schedule import schedule
from chalicelib.domain.loan.servicing import on_terms
from chalicelib.domain.policy import Policy
from chalicelib.domain.status import Status
from chalicelib.policy import Book
from infra.tools.policy import shapes
from infra.tools.policy.figures import FIGURES
from tests.given.answers import finding, findings
from tests.given.application import application, off_site, own_home, person

ON = date(2026, 11, 28)
COMPILED = json.loads((Path(policies.__file__).parent / "compiled.json").read_text(encoding="utf-8"))
ENTRIES = {centre: Book(COMPILED).entries(centre, ON) for centre in ("620100", *COMPILED["overlays"])}
OF = ENTRIES["620100"]
LISTS = ("caps.", "bank_part.", "four_eyes.", "classes.", "special.", "tolerance.", "retention.")
# Every figure of Lanzhou, and of each other centre those that are its own.
NAMES = [
    (centre, name)
    for centre, entries in ENTRIES.items()
    for name in sorted(entries)
    if (name in FIGURES or name.startswith(LISTS))
    and (entries is OF or name not in OF or entries[name]["value"] != OF[name]["value"])
]
WORDS = (
    "refuse", "look", "allow", "take", "ignore", "count", "counts", "filed", "developer", "supervised", "sale_filed", "mortgage_registered",
    "window", "verify", "follow", "signing", "30/360", "depositors", "married", "new", "existing", "own", "settle_first", "first", "second",
    "620200", "2001-01-01", "2030-01-01", "1966-01-01", "D04", "D12", "green", "none", "price_share", "unpaid", "old_loan",
)  # fmt: skip


def policy_of(centre: str, changed: dict[str, Any]) -> Policy:
    """The policy of that centre with those values instead, as if they had held since ever."""
    entries = ENTRIES[centre]
    base = {
        name: [{**entry, "from": "2015-10-24", "value": changed.get(name, entry["value"])}]
        for name, entry in entries.items()
    }
    return replace(Book({**COMPILED, "base": base, "overlays": {}}).in_force(centre, ON), confirmed=frozenset(entries))


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Every figure within a value; what is empty says nothing."""
    for key, part in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from leaves(part, (*path, key))
    if not isinstance(value, dict | list):
        yield path, value


def others(value: Any) -> Iterator[Any]:
    """What may stand there instead."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield from (value + 1, max(value - 1, 0), value * 2, value // 2)
    elif value.replace(".", "").isdigit() and not value.startswith("62"):
        yield from (f"{Decimal(value) * 2}", f"{Decimal(value) / 2}")
    else:
        yield from WORDS


def put(value: Any, path: tuple[Any, ...], other: Any) -> Any:
    if not path:
        return other
    made = deepcopy(value)
    part = made
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = other
    return made


def seen(policy: Policy) -> Iterator[Any]:
    """What people see of it, one thing after the other."""
    calendar = Calendar(policy.arranged)
    yield (
        limits.promised_on(policy, limits.law(policy).by, ON, calendar),
        [policy.one_person(Decimal(n)) for n in (1, 500001, 550001)],
    )
    yield replace(contract.contract("JK1", CASES[0][0], TOLD, policy, "2026-11-28"), policy="")
    yield on_terms(schedule(Decimal(500000), Decimal(3), 240, "01"), ON, {**policy.repayment, "due_day": 20})
    for title in TITLES:
        yield [bank_part.pay_out(case, title, policy) for case, _ in CASES[:2]]
    with patched(policy):  # what is counted for a case that is there
        yield [clocks.limit_of(SUBMITTED, kind, ON) for kind in policy.special]
        yield [clocks.of_tolerated(SUBMITTED, material, ON) for material in policy.tolerance]
        yield [packaging._retention(replaced) for replaced in (SUBMITTED, PAID)]
    for case, answers in CASES:
        made = decide(case, answers, policy, ON).to_json()
        yield {name: one for name, one in made.items() if name not in ("policy_version", "inputs_hash")}
    for ratio in ("0.86", "0.97"):  # the steps of liquidity that are not reached today
        yield decide(*CASES[0], replace(policy, loan_ratio=Decimal(ratio)), ON).caps
    yield decide(*OWN, replace(policy, loan_ratio=Decimal("0.86")), ON).reasons


def patched(policy: Policy) -> ExitStack:
    """The clocks and the archive of a case as if it were judged by that policy, in the office hours of that day."""
    stack = ExitStack()
    stack.enter_context(time_machine.travel(f"{ON}T02:00:00Z", tick=False))
    for name, told in (
        ("policy_of", policy),
        ("calendar_of", Calendar(policy.arranged)),
        ("counted_from", ON),
        ("legal_by", ON + timedelta(10)),
    ):
        stack.enter_context(patch.object(clocks, name, lambda case, told=told: told))
    stack.enter_context(patch.object(policies, "in_force", lambda centre, on: policy))
    return stack


SUBMITTED: Any = SimpleNamespace(centre="620100", status=Status.REFUSED, mortgage=None, package=None)
PAID: Any = SimpleNamespace(
    centre="620100", status=Status.DISBURSED, mortgage=SimpleNamespace(ends="2040-01-05"), package=None
)
TOLD = {"amount": "500000.00", "rate": "2.60", "months": 240}
TITLES: tuple[dict[str, Any], ...] = (
    {"completed_year": 2020}, {"presale_permit_on": "2026-01-01"}, {"presale_permit_on": "2026-10-01"},
)  # fmt: skip
GROUPS = (("D18", "D19"), ("D14", "D15"), ("D16", "D17"), ("D17", "D18"), ("D16", "D18"))
PROOFS = ("D11", "D12", "D13", "D14", "D15", "D16", "D17", "D18", "D19")


def about(case: Any, *instead: Any) -> tuple[Any, Any]:
    return case, findings(case, *instead, credit=True)


def born(number: str, post: str = "") -> Any:
    return application(person("borrower", marital="10", id_number=number, post=post or None))


def fund(**facts: Any) -> Any:
    return finding("fund_account", "borrower", **facts)


COUPLE = application(price=Decimal(5000000), down_payment=Decimal(1000000), amount=Decimal(3000000))
MIXED = application(
    kind="existing", price=Decimal(1000000), down_payment=Decimal(200000), appraisal=Decimal(1000000), completed_year=2000,
    commercial_amount=Decimal(500000), amount=Decimal(300001), months=240, commercial_months=480,
)  # fmt: skip
ALONE = application(
    person("borrower", marital="10"), price=Decimal(5000000), down_payment=Decimal(1000000), amount=Decimal(3000000)
)
# A first home has the most of an uplift already.
SECOND = finding("property", "home", homes_owned=1, homes_in_district=1)
BY_HAND = replace(finding("fund_account", "borrower"), by="staff:r1")
OWN, SETTLED = about(own_home()), about(own_home(kind="transfer_settle_first"))
LARGE = application(
    person("borrower", minor_children=2), person("spouse"), documents=("D04", *PROOFS), price=Decimal(5000000)
)
CASES = [
    about(COUPLE), about(MIXED), about(ALONE), OWN, SETTLED, about(off_site()), about(LARGE), about(replace(ALONE, documents=dict.fromkeys(PROOFS, ("d",)))),
    about(application(person("borrower", minor_children=2, marital="10"), documents=("D04",)), SECOND),
    *(about(replace(COUPLE, documents=dict.fromkeys(both, ("d",)))) for both in GROUPS),
    about(application(person("borrower"), person("spouse", is_depositor=False))),
    *(about(replace(COUPLE, documents={proof: ("d",)}), SECOND) for proof in PROOFS),
    about(born("620102196605010011")), about(born("620102197205010021", "cadre")), about(born("620102197705010021", "worker")),
    about(born("620102199005010021", "cadre")), about(born("620102199005010021", "worker")),
    about(application(person("borrower", id_number="620102199001010011"), person("spouse", id_number="620102196602020028"))),
    about(application(months=60)), about(replace(COUPLE, wish=replace(COUPLE.wish, amount=Decimal(500000))), BY_HAND),
    about(own_home(), BY_HAND), about(own_home(kind="transfer_settle_first"), BY_HAND),
    about(off_site(price=Decimal(5000000), down_payment=Decimal(1000000), amount=Decimal(3000000))), about(application(amount=Decimal(540000), price=Decimal(1500000))),
    about(ALONE, fund(fraud_told=True, withdrawal_fraud_on="2024-11-28")), about(ALONE, fund(fraud_told=True, loan_fraud_on="2022-11-28")),
    about(ALONE, fund(fraud_told=True, loan_fraud_on="2026-10-01")),
    about(ALONE, fund(flexible=True)), about(ALONE, fund(consecutive_months=5, months_moved=9)), about(ALONE, fund(withdrawal_in_flight=True)),
    about(ALONE, fund(centre="620000")), about(ALONE, fund(loans_used=1)), about(ALONE, fund(loans_used=2)),
    about(ALONE, finding("marriage", "borrower", status="divorced", divorced_on="2025-12-28")),
    about(ALONE, SECOND),
    about(ALONE, finding("property", "home", homes_owned=1, homes_in_district=0)),
    about(replace(ALONE, wish=replace(ALONE.wish, months=60)), SECOND),
    about(ALONE, finding("credit", "borrower", unsettled_housing_loans=1)),
    about(ALONE, finding("credit", "borrower", total_overdue_24m=6, total_overdue_of_one_24m=3)),
    about(ALONE, finding("credit", "borrower", total_overdue_24m=6, total_overdue_of_one_24m=6, max_consecutive_overdue_24m=3)),
    about(ALONE, finding("credit", "borrower", loan_queries_3m=6)), about(ALONE, finding("credit", "borrower", max_consecutive_overdue_24m=3)),
]  # fmt: skip


@cache
def before(centre: str) -> list[str]:
    return [*map(str, seen(policy_of(centre, {})))]


def is_seen(centre: str, changed: dict[str, Any]) -> bool:
    after = map(str, seen(policy_of(centre, changed)))
    return any(one != other for one, other in zip(before(centre), after, strict=True))


@pytest.mark.parametrize(("centre", "name"), NAMES)
def test_a_figure_that_is_changed_by_itself_changes_something_that_somebody_sees(centre, name):
    value = ENTRIES[centre][name]["value"]
    ignored = []
    for path, figure in leaves(value):
        tried = (put(value, path, other) for other in others(figure) if other != figure)
        valid = [*islice((changed for changed in tried if not [*shapes.wrong(name, changed)]), 4)]
        if valid and not any(is_seen(centre, {name: changed}) for changed in valid):
            ignored.append(path)
    assert ignored == []
