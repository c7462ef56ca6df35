"""What a visitor states for a quote, what is wrong with it, and what they are told of it: on built questions. Over HTTP: test_quoting."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from chalicelib.api.public import assumed, quote_defects, quoted, quotes
from chalicelib.domain.judging.rule import Verdict

WHO = {"born": "1990-01-01", "sex": "1", "base": "12000.00", "balance": "1.00", "consecutive_months": 60}
EARNS = {"born": "1990-01-01", "sex": "1", "is_depositor": False}
OWN = SimpleNamespace(centre="620100", own=("620100", "620171"), max_months=360)
ELSEWHERE = "620200"


def asks(*others, home=(), wish=(), **more):
    """A question about a new home, by a borrower and these others."""
    people = [WHO, *others]
    home = {"kind": "new", "price": "900000.00", **dict(home)}
    body = {"centre": "620100", "people": people, "home": home, "wish": dict(wish), **more}
    return quotes.Quote.model_validate(body)


def spouse(**values):
    return {**EARNS, "key": "spouse", **values}


def helper(number=1, **values):
    return {**EARNS, "key": f"co_borrower_{number}", **values}


@pytest.mark.parametrize(
    ("others", "is_told"),
    [
        ([], False),
        ([spouse()], False),
        ([spouse(monthly_income="1.00")], True),
        ([spouse(), helper(monthly_income="1.00")], True),
        ([helper(), helper(2), helper(3, monthly_income="1.00")], True),
        ([spouse(**WHO, is_depositor=True, monthly_income="1.00")], False),  # an income by what they deposit
    ],
)
def test_that_an_income_counts_once_proven_is_told_whoever_earns_it(others, is_told):
    told = {one["field"] for one in assumed.assumed(asks(*others), "new")}
    assert ("/income_proven" in told) is is_told


@pytest.mark.parametrize(
    ("keys", "wrong"),
    [
        (["spouse", "co_borrower_1"], []),
        (["spouse", "spouse"], [("KEY_REPEATED", "/people/2/key")]),
        (["borrower"], [("KEY_REPEATED", "/people/1/key")]),
        (["co_borrower_1", "spouse", "co_borrower_1"], [("KEY_REPEATED", "/people/3/key")]),
        (["spouse", None], [("MISSING", "/people/2/key")]),
    ],
)
def test_nobody_is_stated_twice_wherever_they_stand(keys, wrong):
    found = quote_defects._people(asks(*({**EARNS, "key": key} for key in keys)), None, OWN)
    assert [one for one in found if one[1].endswith("/key")] == wrong


@pytest.mark.parametrize(
    ("centre", "others", "is_wrong"),
    [
        (None, [], True),
        ("620171", [], True),
        (ELSEWHERE, [], False),
        (None, [spouse(**WHO, is_depositor=True, deposit_centre=ELSEWHERE)], False),
        (None, [spouse(deposit_centre=ELSEWHERE)], True),
    ],
)
@pytest.mark.parametrize("off_site", [True, False])
def test_a_loan_for_deposits_elsewhere_is_quoted_where_somebody_who_deposits_does_so_elsewhere(
    centre, others, is_wrong, off_site
):
    body = asks(*others)
    body.people[0].deposit_centre = centre
    found = [*quote_defects._people(body, SimpleNamespace(traits={"off_site": off_site}), OWN)]
    assert (("MISSING", "/people/0/deposit_centre") in found) is (is_wrong and off_site)


@pytest.mark.parametrize("commercial", ["0", "500000.00"])
@pytest.mark.parametrize(("left", "is_wrong"), [("600000.00", False), ("600000.01", True)])
def test_no_more_is_left_of_an_old_loan_than_was_lent_whatever_else_is_wished_for(commercial, left, is_wrong):
    old = {"paid_out_on": "2020-01-01", "amount": "600000.00", "principal_left": left}
    body = asks(wish={"commercial_amount": commercial}, old_loan=old)
    found = [*quote_defects._amounts(body, OWN, SimpleNamespace(year=2026))]
    assert found == ([("OLD_LOAN_EXCEEDED", "/old_loan/principal_left")] if is_wrong else [])


@pytest.mark.parametrize(("near", "counted"), [(None, 2), (0, 0), (1, 1), (2, 2)])
def test_of_the_homes_one_has_so_many_are_in_the_district_as_is_said_and_all_where_nothing_is(near, counted):
    dwelling = quotes.asked(asks(home={"homes_owned": 2, "homes_in_district": near}), OWN).home
    assert (dwelling.owned, dwelling.owned_near) == (2, counted)


@pytest.mark.parametrize(
    ("said", "monthly"), [(None, "1200.00"), ("0", "0"), ("100.00", "100.00"), ("2880.00", "2880.00")]
)
def test_a_monthly_deposit_is_the_one_that_is_stated_and_the_least_of_the_regulation_where_none_is(said, monthly):
    body = asks()
    body.people[0].monthly_deposit = said
    assert quotes.asked(body, OWN).people[0].deposits.monthly == Decimal(monthly)


@pytest.mark.parametrize("deposits", [True, False])
def test_the_loans_somebody_has_used_count_though_they_deposit_no_more(deposits):
    used = {"loans_used": 2, "unsettled_loan": True}
    other = spouse(**(WHO if deposits else {}), **used) | {"is_depositor": deposits}
    _, theirs = quotes.asked(asks(other), OWN).people
    assert (theirs.loans_used, theirs.unsettled_loan, theirs.deposits is not None) == (2, True, deposits)


@pytest.mark.parametrize(
    ("others", "marital"),
    [([], "10"), ([helper()], "10"), ([spouse()], "20"), ([helper(), helper(2), spouse()], "20")],
)
def test_who_says_nothing_of_marriage_is_married_where_a_spouse_is_among_the_people_and_single_else(others, marital):
    assert quotes.asked(asks(*others), OWN).people[0].marital == marital


@pytest.mark.parametrize(
    ("of_borrower", "others", "is_told"),
    [
        ("2880.00", [], False),
        (None, [], True),
        ("2880.00", [spouse(**WHO, is_depositor=True)], True),
        ("2880.00", [spouse(**WHO, is_depositor=True, monthly_deposit="1.00")], False),
        ("2880.00", [spouse(), helper(**WHO, is_depositor=True)], True),
        ("2880.00", [spouse()], False),
    ],
)
def test_that_a_monthly_deposit_was_taken_for_granted_is_noted_whoever_deposits(
    monkeypatch, of_borrower, others, is_told
):
    monkeypatch.setattr(quoted, "text", lambda code, **values: code)
    monkeypatch.setattr(quoted, "_less_with", lambda quote: ())
    body = asks(*others)
    body.people[0].monthly_deposit = of_borrower
    quote = SimpleNamespace(
        eligible=Verdict.PASS, reset="", rate_since="", judgement=SimpleNamespace(rate=""), least_down_payment="",
        policy=SimpleNamespace(repayment={"due_day": "paid_out"}), application=SimpleNamespace(home=SimpleNamespace(kind="new")),
    )  # fmt: skip
    assert ("QUOTE_MONTHLY_ASSUMED" in quoted._notes(quote, body)) is is_told


@pytest.mark.parametrize("asked", [True, False])
@pytest.mark.parametrize("optional", [True, False])
def test_what_is_to_be_brought_is_optional_where_the_guide_says_so_whoever_gives_it(asked, optional):
    need = SimpleNamespace(
        code="B03", name="n", subject="s", why="w", mode="m", asked=asked, optional=optional, tolerable=False,
        alternatives=(), verified=True,
    )  # fmt: skip
    (told,) = quoted._materials(SimpleNamespace(materials=[need]))
    assert (told["asked"], told["optional"], told["tolerable"]) == (asked, optional, False)
