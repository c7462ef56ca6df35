"""Which decisions are looked at again when law is learnt late, and what two policies make of a case; on built books and cases."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest

from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.domain.policy import NoPolicy
from chalicelib.whatif import comparing, late, stored
from chalicelib.whatif.comparing import Row, Side
from chalicelib.whatif.knowing import Changed
from chalicelib.whatif.late import Price
from chalicelib.whatif.proposal import Proposal
from chalicelib.whatif.stored import Paid, Stored
from tests.given.application import application

LEARNT, LATER, DAY = date(2027, 4, 10), date(2027, 4, 20), date(2027, 3, 1)
NIGHT = timedelta(1)
GRANTED = Side(True, Decimal(500000), 360, "2.60", "A")
SAME = Row("1", "620100", "new", GRANTED, GRANTED, "same", (), False)
RULES = SimpleNamespace(rules=("DEPOSIT_MONTHS",))
JUDGED = {"min_deposit_months", "withdrawal_in_flight"}


def decided(**more):
    """A loan granted as it was asked for, and made again just so."""
    wish = application().wish
    grounds = {"approved": True, "amount": f"{wish.amount:.2f}", "months": wish.months, "decided_on": DAY.isoformat(), "policy_version": "v",
               "homes": 0, **more.pop("grounds", {})}  # fmt: skip
    return Stored(
        "1", "620100", application(), more.pop("findings", ()), grounds, SimpleNamespace(outcome="same"), DAY, **more
    )


def of_account(waits):
    return Finding("fund_account", "borrower", Outcome.CONFIRMED, "", {"withdrawal_in_flight": waits})


@pytest.mark.parametrize(
    ("one", "row", "names", "is_looked_at"),
    [
        (decided(), SAME, ["min_deposit_months"], False),
        (decided(), SAME, ["rules.DEPOSIT_MONTHS"], False),
        (decided(), SAME, ["min_deposit_months", "caps.CAP_BALANCE"], True),
        (decided(), SAME, ["caps.CAP_BALANCE", "min_deposit_months"], True),
        (decided(is_refused=True), SAME, ["min_deposit_months"], True),  # by a person, whatever the rules said
        (decided(grounds={"approved": False}), SAME, ["min_deposit_months"], True),
        (replace(decided(), replay=SimpleNamespace(outcome="different")), SAME, ["min_deposit_months"], True),
        (decided(), replace(SAME, change="lowered"), ["min_deposit_months"], True),
        (decided(), replace(SAME, why=("one",)), ["min_deposit_months"], True),
        (decided(), replace(SAME, drifted=True), ["min_deposit_months"], True),
        (decided(), replace(SAME, now=replace(GRANTED, open=True)), ["min_deposit_months"], True),
        (decided(), SAME, ["withdrawal_in_flight"], False),
        (decided(findings=(of_account(False),)), SAME, ["withdrawal_in_flight"], False),
        (decided(findings=(of_account(False), of_account(True))), SAME, ["withdrawal_in_flight"], True),  # its pay-out waits by it
        (decided(findings=(of_account(True),)), SAME, ["min_deposit_months"], False),
    ],
)  # fmt: skip
def test_only_an_approval_every_rule_says_the_same_of_and_nothing_else_goes_by_what_was_learnt_needs_nobody(
    monkeypatch, one, row, names, is_looked_at
):
    monkeypatch.setattr(late, "figures_of", lambda code, held: JUDGED)
    assert late._may_differ(one, [Changed(name, 1, 2) for name in names], row, RULES) is is_looked_at


@pytest.mark.parametrize(
    ("was", "held", "since", "paid", "due"),
    [
        ("3.10", "2.60", "2.60", "3.10", "2.60"),  # too much was paid
        ("2.60", "3.10", "3.10", "2.60", "3.10"),  # or too little
        ("3.10", "2.60", "2.60", "2.60", None),  # who paid it out knew already
        ("3.10", "2.60", "2.40", "2.40", None),  # or knew what was learnt later still
        ("3.10", "3.10", "2.40", "3.10", None),  # of this rate nothing was learnt that day
    ],
)
def test_a_loan_paid_at_another_rate_than_was_due_is_found_whether_that_is_more_or_less(was, held, since, paid, due):
    rates = {LEARNT - NIGHT: was, LEARNT: held, LATER: since}
    asked = []

    def in_force(centre, on, known):
        def rate(homes, months, day):
            asked.append((centre, on, homes, months, day))
            return Decimal(rates[known])

        return SimpleNamespace(rate=rate)

    book = SimpleNamespace(in_force=in_force, learnt=lambda: (LEARNT - NIGHT, LEARNT, LATER))
    one = decided(paid=Paid(DAY + NIGHT, Decimal(paid)), grounds={"homes": 1, "months": 240})
    assert late._price(one, book, LEARNT) == (due and Price(DAY + NIGHT, Decimal(paid), Decimal(due)))
    assert {*asked} == {("620100", DAY + NIGHT, 1, 240, DAY + NIGHT)}, (
        "by the day it is paid out, whenever it was accepted"
    )
    assert late._price(decided(), book, LEARNT) is None


ACCEPTED, RECEIVED, COUNTED = DAY - 20 * NIGHT, DAY - 30 * NIGHT, DAY - 10 * NIGHT


@pytest.mark.parametrize(
    ("more", "days", "late_by_it"),
    [
        ({}, 20, False),  # decided on the law's very last day
        ({}, 19, True),
        ({"received_on": RECEIVED}, 20, False),  # receipt is not what the law counts from
        ({"counted_from": COUNTED}, 10, False),  # it began anew
        ({"counted_from": COUNTED}, 9, True),
        ({}, None, False),
    ],
)
def test_a_decision_came_too_late_after_the_laws_last_day_counted_from_where_the_law_counts(
    monkeypatch, more, days, late_by_it
):
    one, asked = replace(decided(), accepted_on=ACCEPTED, **more), []
    figure = Changed("guide.anticipate_day", "30", None if days is None else str(days))
    monkeypatch.setattr(late, "is_unaware", lambda said, book, learnt: True)

    def changed(book, centre, on, learnt):
        asked.append(on)
        return {"guide.anticipate_day": figure} if on == (one.counted_from or ACCEPTED) else {}

    monkeypatch.setattr(late, "changed", changed)
    assert [*late._changes(one, ACCEPTED, None, LEARNT)] == ([figure] if late_by_it else [])
    assert asked == [ACCEPTED, one.counted_from or ACCEPTED, one.received_on or ACCEPTED]


@pytest.mark.parametrize(("by", "too_late"), [(ACCEPTED, False), (ACCEPTED + NIGHT, False), (ACCEPTED - NIGHT, True)])
def test_what_was_accepted_after_the_law_took_it_for_accepted_came_too_late(monkeypatch, by, too_late):
    figure = Changed("guide.telling_day", "5", "3")
    monkeypatch.setattr(late, "is_unaware", lambda said, book, learnt: True)
    monkeypatch.setattr(
        late, "changed", lambda book, centre, on, learnt: {"guide.telling_day": figure} if on == RECEIVED else {}
    )
    monkeypatch.setattr(late.limits, "accepted_in_silence", lambda rules, on, days: by if on == RECEIVED else None)
    book = SimpleNamespace(in_force=lambda centre, on, known: SimpleNamespace(arranged={}))
    one = replace(decided(), received_on=RECEIVED)
    assert [*late._changes(one, ACCEPTED, book, LEARNT)] == ([figure] if too_late else [])


def test_a_case_nobody_has_accepted_keeps_no_other_from_being_looked_at(monkeypatch):
    figure = Changed("min_deposit_months", 6, 12)
    monkeypatch.setattr(late, "is_unaware", lambda said, book, learnt: True)
    monkeypatch.setattr(late, "changed", lambda book, centre, on, learnt: {figure.name: figure})
    monkeypatch.setattr(late, "figures_of", lambda code, held: JUDGED)
    monkeypatch.setattr(late, "compared", lambda *of: SAME)
    book = SimpleNamespace(in_force=lambda *of: RULES)
    cases = [replace(decided(), accepted_on=None, number="0"), decided(), replace(decided(), number="2")]
    assert [one.stored.number for one in late.affected(cases, book, LEARNT)] == ["1", "2"]


@pytest.mark.parametrize(
    ("amount", "months", "lowered"),
    [("500000.00", 360, False), ("499999.99", 360, True), ("500000.00", 359, True), ("499999.99", 359, True)],
)
def test_less_or_shorter_than_was_asked_for_is_an_approval_of_less(amount, months, lowered):
    assert decided(grounds={"amount": amount, "months": months}).is_lowered is lowered
    assert not decided(grounds={"approved": False, "amount": amount, "months": months}).is_lowered


@pytest.mark.parametrize("follows", ["refuse", "verify", "correct", "credit", "assess"])
def test_an_early_refusal_is_one_again_only_where_the_rules_refuse_and_is_open_where_anybody_is_to_look_or_ask(
    monkeypatch, follows
):
    monkeypatch.setattr(comparing, "collate", lambda *of: SimpleNamespace(next=follows))
    monkeypatch.setattr(comparing.refusal, "grounds", lambda *of: {"reasons": []})
    policy = SimpleNamespace(kinds={"new": None}, rates=(), centre="620100")
    monkeypatch.setattr(comparing, "_priced_on", lambda policy, on: policy)
    one = decided(grounds={"stage": comparing.refusal.EARLY})
    assert comparing._judged(one, policy, DAY) == ({"reasons": []} if follows == "refuse" else None)


def test_a_rate_holds_on_the_day_it_begins(monkeypatch):
    monkeypatch.setattr(comparing, "replace", lambda policy, rates: rates)
    rows = tuple(
        SimpleNamespace(since=DAY + days * NIGHT, _replace=lambda since, days=days: days) for days in (-9, 0, 1)
    )
    assert comparing._priced_on(SimpleNamespace(rates=rows), DAY) == (0,)
    assert comparing._priced_on(SimpleNamespace(rates=rows), DAY - NIGHT) == (-9,)


@pytest.mark.parametrize(("present", "proposed"), [(True, True), (True, False), (False, True), (False, False)])
def test_a_centre_that_is_new_or_done_away_with_has_one_side_alone(present, proposed):
    def book(name, is_there):
        def in_force(centre, on):
            if not is_there:
                raise NoPolicy(centre)
            return name, centre, on

        return SimpleNamespace(in_force=in_force)

    sides = Proposal("", DAY, (), book("present", present), book("proposed", proposed)).sides("620100")
    assert sides == (("present", "620100", DAY) if present else None, ("proposed", "620100", DAY) if proposed else None)


def test_what_is_shown_and_paid_by_beside_what_was_sealed_is_named_too():
    sealed = {"amount": "500000.00", "months": 360}
    for shown, paths in (
        ({"amount": "500000.00", "months": 360}, []),
        ({"amount": "500000.00", "reasons": ["x"]}, []),
        ({"amount": "500000.00", "rate": "2.60"}, ["decision.rate"]),
        ({"amount": "1.00", "months": 240}, ["decision.amount", "decision.months"]),
    ):
        assert [one.path for one in stored._in_the_clear(sealed, shown)] == paths
