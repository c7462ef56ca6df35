"""What a filing says on the day the money goes, against what was ruled on and what was there: on built objects. The step: tests/steps/test_contract_filed.py."""

from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace

import pytest

from chalicelib.agencies import filed
from chalicelib.casework import contract_filed, filed_today, ruled, titled_today
from chalicelib.domain.checks.finding import Finding, Outcome
from tests.given.answers import filing
from tests.given.application import of_sample
from tests.given.case import held

FORM = of_sample(1)
PRICE, ACCOUNT, BUYER, HOLDER = (
    "FILING_PRICE_MISMATCH",
    "FILING_ACCOUNT_MISMATCH",
    "FILING_BUYER_MISMATCH",
    "PAYEE_HOLDER_DIFFERS",
)
CANCELLED, DIFFER, NOT_FOUND = "FILING_CANCELLED", "FILINGS_DIFFER", "FILING_NOT_FOUND"
GONE, CHANGED, DOUBTED = ("FILING_NOT_IN_FORCE",), ("FILING_CHANGED",), ("FILING_TO_LOOK_AT",)
PARTS = {
    "price": "p",
    "account": "a",
    "holder": "h",
    "buyers": "b",
    "named": "n",
    "seller_name": "s",
    "unit_number": "u",
}
EARLIER = {
    "filed": True, "filed_price": "1.00", "filed_on": "2026-01-05", "regulated_account": "6", "account_holder": "x", "contract": "c",
}  # fmt: skip


def found(outcome="contradicted", code=PRICE, **facts) -> Finding:
    return Finding("property", "home", Outcome(outcome), code, {"defects": [], "doubts": [], "owners": [], **facts})


@pytest.fixture
def then(monkeypatch):
    """What the agency said when a person ruled, or nobody did; and what counts of the home since."""

    def say(told=None, ruled_on=True, **title):
        told = told or found("confirmed", "PROPERTY_CONFIRMED")
        monkeypatch.setattr(ruled, "told", lambda case, check: told)
        monkeypatch.setattr(ruled, "in_their_favour", lambda case, check: told if ruled_on else None)
        monkeypatch.setattr(contract_filed, "title_of", lambda case: title)

    say()
    return say


@pytest.mark.parametrize(
    ("told", "now", "codes", "holds"),
    [
        ({"defects": [PRICE]}, {}, {PRICE}, True),
        ({"doubts": [PRICE]}, {}, {PRICE}, True),
        ({"defects": [PRICE]}, {"contract_parts": {**PARTS, "price": "q"}}, {PRICE}, False),
        ({"defects": [PRICE]}, {"contract_parts": {**PARTS, "account": "q"}, "contract": "d"}, {PRICE}, True),
        ({"defects": [PRICE]}, {}, {PRICE, ACCOUNT}, False),  # nobody has ruled on the account
        ({"defects": [PRICE, ACCOUNT]}, {}, {PRICE, ACCOUNT}, True),
        ({"defects": [PRICE, ACCOUNT]}, {"contract_parts": {**PARTS, "holder": "q"}}, {PRICE, ACCOUNT}, False),
        ({"defects": [PRICE], "doubts": [HOLDER]}, {"contract_parts": {**PARTS, "seller_name": "q"}}, {HOLDER}, False),
        ({"defects": [CANCELLED]}, {}, {CANCELLED}, True),
        ({"defects": [CANCELLED]}, {"contract": "d"}, {CANCELLED}, False),  # what rests on no part rests on all of it
        ({"outcome": "not_found", "code": NOT_FOUND}, {"outcome": "not_found", "code": NOT_FOUND}, {NOT_FOUND}, True),
    ],
)
def test_a_ruling_holds_for_the_codes_it_was_on_while_what_each_rests_on_is_as_it_was(then, told, now, codes, holds):
    said = {"contract_parts": PARTS, "contract": "c"}
    then(found(**{**said, **told}))
    assert contract_filed._is_as_ruled(held(FORM), found(**{**said, **now}), codes) is holds
    then(found(**{**said, **told}), ruled_on=False)
    assert not contract_filed._is_as_ruled(held(FORM), found(**{**said, **now}), codes), "nobody has ruled on it"


@pytest.mark.parametrize(
    ("kept", "now", "holds"),
    [
        (EARLIER, {}, True),
        *((EARLIER, {name: "otherwise"}, False) for name in EARLIER),
        ({name: value for name, value in EARLIER.items() if name != "contract"}, {"contract": "d"}, True),
    ],
)
def test_of_an_answer_that_kept_no_parts_all_it_said_has_to_be_as_it_was(then, kept, now, holds):
    then(found(defects=[PRICE], **kept))
    today = found(**{**EARLIER, "contract_parts": PARTS, **now})
    assert contract_filed._is_as_ruled(held(FORM), today, {PRICE}) is holds


def test_rows_that_differ_are_as_they_were_only_by_what_they_said_in_all(then):
    rows = {"doubts": [DIFFER], "filed": False}
    for kept, now, holds in (
        ({}, {}, False),
        ({"contract": "c"}, {"contract": "c"}, True),
        ({"contract": "c"}, {"contract": "d"}, False),
    ):
        then(found("ambiguous", DIFFER, **rows, **kept))
        assert contract_filed._is_as_ruled(held(FORM), found("ambiguous", DIFFER, **rows, **now), {DIFFER}) is holds


FILED = filing(FORM)


@pytest.mark.parametrize(
    ("says", "told", "codes"),
    [
        ({}, {}, ()),
        ({"price": Decimal(1)}, {}, CHANGED),
        ({"status": "2"}, {}, GONE),
        ({"status": "0"}, {}, GONE),
        ({"status": "2", "price": Decimal(1)}, {}, GONE),  # whatever else it says
        (None, {}, GONE),
        ({"status": "2", "holder": "某陌生人"}, {}, GONE),
        ({"holder": "某陌生人"}, {}, DOUBTED),
        ({"holder": "某陌生人", "price": Decimal(1)}, {}, CHANGED),
        (
            {"holder": "某陌生人", "price": Decimal(1)},
            {"defects": [PRICE]},
            DOUBTED,
        ),  # that was ruled on, and is as it was
        ({"price": Decimal(1)}, {"defects": [PRICE]}, ()),
        ({"holder": "某陌生人", "price": Decimal(1)}, {"defects": [PRICE], "doubts": [HOLDER]}, ()),
        ({"several": "rows"}, {}, CHANGED),  # of rows that differ nobody can tell what they say
    ],
)
def test_a_filing_is_in_force_was_changed_or_is_to_be_looked_at_by_all_it_says(then, says, told, codes):
    today = None if says is None else replace(FILED, **says)
    assert said_against_it(then, today, told) == codes


def said_against_it(then, today, told, **had):
    parts = filed.facts(FORM, today).get("contract_parts", {})
    then(found(contract_parts=parts, **{"defects": [], **told}), **had)
    case = held(FORM)
    vars(case).update(findings=())
    return contract_filed._said_against_it(case, today, filed.before_pay_out(FORM, today))


RULED = {"holder": "某陌生人"}, {"doubts": [HOLDER]}


@pytest.mark.parametrize(
    ("says", "told", "had", "codes"),
    [
        (*RULED, {"owners": ["borrower", "spouse"]}, ()),
        (*RULED, {"owners": ["borrower"]}, CHANGED),  # the spouse buys too, and has mortgaged nothing
        ({}, {}, {"owners": ["borrower"]}, CHANGED),
        ({"buyers": frozenset({FORM.borrower.id_number})}, {}, {"owners": ["borrower", "spouse"]}, CHANGED),
        (RULED[0], {}, {"owners": ["borrower"]}, CHANGED),  # that is no doubt alone
        ({"received": Decimal(2)}, {}, {"down_payment_received": "2.00"}, ()),
        ({"received": Decimal(1)}, {}, {"down_payment_received": "2.00"}, CHANGED),
        ({**RULED[0], "received": Decimal(1)}, RULED[1], {"down_payment_received": "2.00"}, CHANGED),
        (RULED[0], {}, {"down_payment_received": "2.00"}, CHANGED),
    ],
)
def test_no_ruling_on_a_filing_has_mortgaged_a_home_for_another_or_gives_a_down_payment_back(
    then, monkeypatch, says, told, had, codes
):
    monkeypatch.setattr(contract_filed, "_rested_on", lambda case, had: Decimal(900))
    assert said_against_it(then, replace(FILED, **says), told, **had) == codes


@pytest.mark.parametrize(
    ("facts", "had", "now", "is_back"),
    [
        ([{"contract": "c", "down_payment_received": "700.00"}], "700.00", "600.00", False),
        ([{"contract": "c", "down_payment_received": "700.00"}], "700.00", "599.99", True),
        ([{"contract": "c", "down_payment_received": "500.00"}], "500.00", "500.00", False),
        ([{"contract": "c", "down_payment_received": "500.00"}], "500.00", "499.99", True),
        (
            [{"contract": "c", "down_payment_received": "500.00"}],
            "500.00",
            None,
            True,
        ),  # where nobody tells, nobody knows
        ([{"contract": "c"}], None, "599.99", True),  # a paper has shown all of it, and the account tells otherwise
        ([{"contract_parts": {}}], None, "599.99", True),
        ([{"contract": "c"}], None, "600.00", False),
        ([{"contract": "c"}], None, None, False),
        ([{}], None, "0.01", False),  # of an earlier release nobody knows what the filing told
        ([], None, "0.01", False),
    ],
)
def test_a_down_payment_is_given_back_where_less_is_there_than_was_and_the_case_rests_on(
    then, monkeypatch, facts, had, now, is_back
):
    then(**({"down_payment_received": had} if had else {}))
    monkeypatch.setattr(contract_filed, "_rested_on", lambda case, had: Decimal(600))
    case = held(FORM)
    others = Finding("tax", "home", Outcome.CONFIRMED, "TAX_PAID", {"contract": "c", "down_payment_received": "9.00"})
    vars(case).update(findings=[others, *(Finding("property", "home", Outcome.CONFIRMED, "X", one) for one in facts)])
    today = found(**({"down_payment_received": now} if now else {}))
    assert contract_filed._is_given_back(case, today) is is_back


@pytest.mark.parametrize(
    ("stated", "homes", "counted", "had", "rested"),
    [
        ("300.00", "first", "0", "0", "300.00"),  # as much as the share or more: what the form states
        ("200.00", "first", "0", "0", "200.00"),
        ("200.00", "second", "250.00", "0", "250.00"),  # a receipt has shown that
        ("200.00", "second", "0", "260.00", "260.00"),  # the account had that
        ("200.00", "second", "900.00", "0", "300.00"),  # no more than the share
        ("200.00", "second", "0", "0", "200.00"),
    ],
)
def test_a_case_rests_on_what_its_form_states_or_on_what_reaches_its_share(
    monkeypatch, stated, homes, counted, had, rested
):
    from chalicelib.domain.judging import own_share

    shares = {"first": "0.20", "second": "0.30"}
    monkeypatch.setattr(contract_filed, "policy_of", lambda case: SimpleNamespace(down_payment=shares))
    monkeypatch.setattr(contract_filed, "known", lambda case: ())
    monkeypatch.setattr(own_share, "share", lambda situation, homes: Decimal(shares[homes]))
    shown = SimpleNamespace(home=SimpleNamespace(down_payment=Decimal(counted)))
    monkeypatch.setattr(contract_filed, "as_counted", lambda case: shown)
    home = replace(FORM.home, price=Decimal(1000), down_payment=Decimal(stated))
    case = held(replace(FORM, home=home), decision={"homes": homes})
    assert contract_filed._rested_on(case, Decimal(had)) == Decimal(rested)
    undecided = held(replace(FORM, home=home))
    assert contract_filed._rested_on(undecided, Decimal(900)) == Decimal(stated)


@pytest.mark.parametrize(
    ("codes", "seen", "looked_at", "then_codes", "kept"),
    [
        ((), None, False, (), []),
        (CHANGED, None, False, CHANGED, []),
        (DOUBTED, None, False, DOUBTED, ["kept"]),
        (DOUBTED, "seen", False, DOUBTED, ["kept"]),
        (DOUBTED, "seen", True, (), []),
        (DOUBTED, None, True, (), []),
        (CHANGED, "seen", True, CHANGED, ["forgotten"]),
        ((), "seen", False, (), ["forgotten"]),
    ],
)
def test_what_is_doubtful_of_a_filing_stops_the_money_until_a_person_has_looked_and_is_forgotten_once_it_is_not_why(
    monkeypatch, codes, seen, looked_at, then_codes, kept
):
    acts = []
    monkeypatch.setattr(contract_filed, "_said_against_it", lambda *_: codes)
    monkeypatch.setattr(filed_today, "is_looked_at", lambda *_: looked_at)
    monkeypatch.setattr(filed_today, "keep", lambda *_: acts.append("kept"))
    monkeypatch.setattr(filed_today, "forget", lambda *_: acts.append("forgotten"))
    assert contract_filed._of_contract(held(FORM, filing_seen=seen), FILED) == then_codes and acts == kept


@pytest.mark.parametrize(
    ("shown", "filed_on", "ruled", "seen", "looked_at"),
    [
        ("2026-11-20", "2026-11-20", True, True, True),
        ("2026-11-20", "2026-11-21", True, True, False),  # of another day's filing
        ("无", "", True, True, True),  # one without a day
        (None, "", True, True, False),
        ("2026-11-20", "2026-11-20", False, True, False),  # nobody has ruled in their favour
        ("2026-11-20", "2026-11-20", True, False, False),  # not since it stopped for just this
    ],
)
def test_a_filing_is_looked_at_by_who_ruled_on_it_by_its_day_since_the_money_stopped_for_it(
    monkeypatch, shown, filed_on, ruled, seen, looked_at
):
    kept = []
    facts = {"filing_shown": shown} if shown else {}
    monkeypatch.setattr(filed_today.ruled, "in_their_favour", lambda *_: found(**facts) if ruled else None)
    monkeypatch.setattr(filed_today.seen_today, "is_looked_at", lambda *_: seen)
    monkeypatch.setattr(filed_today.casefile, "amend", lambda case, **changes: kept.append(changes))
    today = replace(FILED, filed_on=filed_on)
    assert filed_today.is_looked_at(held(FORM), today) is looked_at
    for stopped_for, forgets in ((None, False), ("it", not looked_at)):
        filed_today.forget(held(FORM, filing_seen=stopped_for), today)
        assert kept == ([{"filing_seen": None}] if forgets else []), "what is as somebody has looked at it stays"
        kept.clear()
    filed_today.forget(held(FORM, filing_seen="it"), None)
    assert kept == [{"filing_seen": None}]


@pytest.mark.parametrize(("anew", "kept"), [("another", [{"filing_seen": "another"}]), (None, [])])
def test_what_the_money_stops_for_is_kept_once(monkeypatch, anew, kept):
    written, asked = [], []
    monkeypatch.setattr(
        filed_today.seen_today, "anew", lambda case, seen, said, doubts: asked.append((said.of, doubts)) or anew
    )
    monkeypatch.setattr(filed_today.casefile, "amend", lambda case, **changes: written.append(changes))
    filed_today.keep(held(FORM), FILED, found(doubts=[HOLDER]))
    assert (written, asked) == (kept, [("filing", [HOLDER])])


TITLED, TO_LOOK_AT = "TITLE_OWNERS_CHANGED", "TITLE_TO_LOOK_AT"


@pytest.mark.parametrize(
    ("kind", "title", "seen", "is_right", "is_doubtful", "stops", "then"),
    [
        ("new", None, None, False, False, None, None),  # it has no title yet
        ("new", None, "seen", False, False, None, "forget"),
        ("new", "title", None, True, False, None, "forget"),
        ("new", "title", None, False, True, TO_LOOK_AT, "keep"),
        ("new", "title", None, False, False, TITLED, "keep"),
        ("existing", None, None, False, False, TITLED, "keep"),
        ("existing", None, None, True, False, None, "forget"),
        ("existing", "title", None, False, True, TO_LOOK_AT, "keep"),
        ("own", "title", None, False, False, TITLED, "keep"),
        ("own", "title", None, True, False, None, "forget"),
    ],
)
def test_a_home_pays_where_its_contract_and_its_title_do_and_an_own_home_by_its_title_alone(
    monkeypatch, kind, title, seen, is_right, is_doubtful, stops, then
):
    acts, asked = [], []
    monkeypatch.setattr(contract_filed.housing, "contract", lambda application, purpose: asked.append(purpose) or FILED)
    monkeypatch.setattr(contract_filed, "_of_contract", lambda case, filing: CHANGED if filing is FILED else ("wrong",))
    monkeypatch.setattr(titled_today, "is_right", lambda case, filing, unit: is_right)
    monkeypatch.setattr(titled_today, "is_to_look_at", lambda case, filing, unit: is_doubtful)
    for act in ("forget", "keep"):
        monkeypatch.setattr(titled_today, act, lambda case, unit, act=act: acts.append(act))
    case = held(replace(FORM, home=replace(FORM.home, kind=kind)), title_seen=seen)
    of_contract = () if kind == "own" else CHANGED
    codes = contract_filed.lacking(case, SimpleNamespace(title=title), "purpose")
    assert codes == (*of_contract, *([stops] if stops else [])) and acts == ([then] if then else [])
    assert asked == ([] if kind == "own" else ["purpose"]), "an own home is not bought now"
