"""What a decision weighs, each figure and each ground by itself, on built situations. Whole decisions: tests/domain/test_decision.py."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from chalicelib.domain import materials, owed
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.domain.judging import amount, burden, classes, counted, debts, grounds, homes, own_share, term
from chalicelib.domain.judging.rule import UNVERIFIED, RuleResult, Verdict
from chalicelib.domain.loan.schedule import first_payment
from tests.given.answers import finding
from tests.given.application import application, of_sample, person

D = Decimal


# Which class


def situation(**values):
    evidence = {"supplied_by_hand": False, "by_agencies_alone": True, "on_their_word": False}
    evidence |= {name: values.pop(name) for name in [*evidence] if name in values}
    policy = {"tiers": {"automatic": D(500000), "one_review": D(800000)}, "classes": {"automatic": {"when": {"home": ["new"]}}}}  # fmt: skip
    policy |= {name: values.pop(name) for name in [*policy] if name in values}
    wish = SimpleNamespace(months=240)
    of = SimpleNamespace(people=("one", "two"), tolerated=values.pop("tolerated", ()), wish=wish)
    usual = {"facts": {"home": "new"}, "homes": SimpleNamespace(kind="first"), "terms": {"TERM_POLICY": 360}}
    return SimpleNamespace(
        evidence=SimpleNamespace(**evidence), policy=SimpleNamespace(**policy), application=of, **{**usual, **values}
    )


def judgement(amount=500000, **values):
    usual = {"reasons": (), "binding": classes.WISH, "months": 240}
    return SimpleNamespace(
        amount=D(amount),
        basis=SimpleNamespace(children=values.pop("children", 0), homes="first"),
        **{**usual, **values},
    )


@pytest.fixture
def weighed(monkeypatch):
    """Whether a party's income is a paper's, whether a cap or the share rests on one, and what nobody confirmed of caps and terms."""
    world = SimpleNamespace(proven=None, cap=False, share=False, doubted=(), short=(), owes=False)
    monkeypatch.setattr(amount, "proven_income", lambda s, one: world.proven if one == "two" else None)
    monkeypatch.setattr(amount, "rests_on_proof", lambda basis, policy: world.cap)
    monkeypatch.setattr(own_share, "rests_on_proof", lambda s, homes: world.share and homes == "first")
    monkeypatch.setattr(classes, "doubted_of_cap", lambda code, policy: world.doubted if code == "CAP" else ())
    monkeypatch.setattr(classes, "doubted_of_term", lambda code, policy: world.short if code == "TERM_AGE" else ())
    monkeypatch.setattr(owed, "owed", lambda *of: ["one"] if world.owes else [])
    return world


LOOK = RuleResult("R", Verdict.LOOK, "home", "", "", {})
PASS = replace(LOOK, outcome=Verdict.PASS)
UNLESS = {"automatic": {"when": {"home": ["new"]}, "unless": [{"when": {"foreign": True}}]}}


@pytest.mark.parametrize(
    ("of", "said", "world", "route", "why"),
    [
        ({}, {}, {}, "A", "ROUTE_ALL_CONFIRMED"),
        ({}, {"amount": "500000.01"}, {}, "B", "ROUTE_AMOUNT_MIDDLE"),
        ({}, {"amount": "800000"}, {}, "B", "ROUTE_AMOUNT_MIDDLE"),
        ({}, {"amount": "800000.01"}, {}, "C", "ROUTE_AMOUNT_HIGH"),
        ({"supplied_by_hand": True}, {}, {}, "C", "ROUTE_SUPPLIED"),
        ({"by_agencies_alone": False}, {}, {}, "B", "ROUTE_NOT_BY_AGENCIES"),
        ({"facts": {"home": "existing"}}, {}, {}, "B", "ROUTE_EXISTING_HOME"),
        ({"facts": {}}, {}, {}, "B", "ROUTE_EXISTING_HOME"),
        ({"classes": {"automatic": {"when": {"elevator": True}}}}, {}, {}, "B", "ROUTE_NOT_LISTED"),
        ({"classes": UNLESS, "facts": {"home": "new", "foreign": False}}, {}, {}, "A", "ROUTE_ALL_CONFIRMED"),
        ({"classes": UNLESS, "facts": {"home": "new", "foreign": True}}, {}, {}, "B", "ROUTE_EXCLUDED"),
        ({"classes": UNLESS, "facts": {"home": "new"}}, {}, {}, "B", "ROUTE_EXCLUDED"),
        ({}, {"children": 1}, {}, "B", "ROUTE_UPLOADED_PROOF"),
        ({}, {}, {"proven": D(0)}, "B", "ROUTE_UPLOADED_PROOF"),
        ({}, {}, {"cap": True}, "B", "ROUTE_UPLOADED_PROOF"),
        ({}, {}, {"share": True}, "B", "ROUTE_UPLOADED_PROOF"),
        ({}, {"reasons": (PASS, replace(PASS, inputs={UNVERIFIED: ["x"]}))}, {}, "B", "ROUTE_UNVERIFIED"),
        ({}, {"binding": "CAP"}, {"doubted": ("x",)}, "B", "ROUTE_UNVERIFIED"),
        ({}, {"binding": "CAP"}, {}, "A", "ROUTE_ALL_CONFIRMED"),
        ({"terms": {"TERM_AGE": 200}}, {"months": 200}, {"short": ("x",)}, "B", "ROUTE_UNVERIFIED"),
        ({"terms": {"TERM_AGE": 240}}, {"months": 240}, {"short": ("x",)}, "A", "ROUTE_ALL_CONFIRMED"),  # as wished
        ({"terms": {"B": 200, "TERM_AGE": 200}}, {"months": 200}, {"short": ("x",)}, "B", "ROUTE_UNVERIFIED"),
        ({"terms": {"TERM_AGE": 200, "B": 180}}, {"months": 180}, {"short": ("x",)}, "A", "ROUTE_ALL_CONFIRMED"),
        ({"tolerated": ("B03",)}, {}, {"owes": True}, "B", "ROUTE_OWED"),
        ({"tolerated": ("B03",)}, {}, {}, "A", "ROUTE_ALL_CONFIRMED"),
        ({"homes": SimpleNamespace(kind=homes.REJECT)}, {}, {}, "B", "ROUTE_LOOK"),
        ({}, {"reasons": (PASS, LOOK)}, {}, "B", "ROUTE_LOOK"),
        ({}, {"reasons": (PASS,)}, {}, "A", "ROUTE_ALL_CONFIRMED"),
    ],
)
def test_whatever_is_more_than_agencies_confirmed_has_a_person_decide_and_says_why(
    weighed, of, said, world, route, why
):
    vars(weighed).update(world)
    assert classes.classed(situation(**of), judgement(**said)) == (route, (why,))


RISK = [{"when": {"risk": True}}]
FINAL = {"amount": "900000", "word": "300000", "risk": RISK}


@pytest.mark.parametrize(
    ("granted", "of", "why"),
    [
        (900000, {}, []),
        ("900000.01", {}, ["ROUTE_FINAL_AMOUNT"]),
        (850000, {"on_their_word": True}, ["ROUTE_FINAL_WORD"]),
        (850000, {"supplied_by_hand": True}, ["ROUTE_FINAL_WORD"]),
        (300000, {"supplied_by_hand": True}, []),
        ("300000.01", {"supplied_by_hand": True}, ["ROUTE_FINAL_WORD"]),
        (850000, {"facts": {"home": "new", "risk": True}}, ["ROUTE_FINAL_RISK"]),
        (850000, {"facts": {"home": "new"}}, ["ROUTE_FINAL_RISK"]),  # nobody knows
        (950000, {"on_their_word": True, "facts": {"risk": True}}, ["ROUTE_FINAL_AMOUNT", "ROUTE_FINAL_WORD", "ROUTE_FINAL_RISK"]),
    ],
)  # fmt: skip
def test_what_is_large_rests_on_a_word_or_is_a_risk_is_decided_by_three(weighed, granted, of, why):
    of = {"facts": {"home": "new", "risk": False}, **of}
    s = situation(classes={"final": FINAL}, **of)
    route, (_, *third) = classes.classed(s, judgement(granted))
    assert (route, third) == ("C", why)
    before = situation(classes={}, **of)
    assert classes.classed(before, judgement(granted))[1][1:] == (), "before the policy said so two were enough"


# What both loans ask of a month


def heavy(**values):
    usual = dict.fromkeys(burden.Burden._fields, D(0)) | {"housing_share": D("0.5"), "debts_share": D("0.55")}
    return burden.Burden(**{**usual, "income": D(10000), **values})


@pytest.mark.parametrize(
    ("values", "holds"),
    [
        ({"fund": D(2000), "bank": D(3000)}, True),
        ({"fund": D(2000), "bank": D("3000.01")}, False),
        ({"fund": D("2000.01"), "bank": D(3000)}, False),
        ({"fund": D(2000), "bank": D(3000), "debts": D(500)}, True),
        ({"fund": D(2000), "bank": D(3000), "debts": D("500.01")}, False),
        ({"fund": D(1), "income": D(0)}, False),
    ],
)
def test_both_loans_fit_half_the_income_and_with_all_other_debts_its_larger_share(values, holds):
    assert heavy(**values).holds is holds


@pytest.mark.parametrize(
    ("payment", "is_too_heavy"),
    [("3000.00", False), ("3000.01", True), ("2999.99", False)],
)
def test_a_banks_offer_is_too_heavy_beyond_what_was_counted_and_what_their_income_bears(payment, is_too_heavy):
    told = {name: str(value) for name, value in heavy(fund=D(2000), bank=D(3000))._asdict().items()}
    assert burden.is_too_heavy(told, D(payment)) is is_too_heavy
    light = {**told, "bank": "1000.00"}
    assert burden.is_too_heavy(light, D("3000.00")) is False, "dearer than was counted, and they can bear it"
    over = {**told, "bank": "4000.00"}
    assert burden.is_too_heavy(over, D("4000.00")) is False, "no dearer than was decided on"


def test_the_burden_is_what_both_loans_ask_for_first_and_what_those_owe_whose_income_counts():
    basis = SimpleNamespace(
        income=D(9000), rate=D("2.6"), months=240, method="01", debts=D(7000), debts_of_earners=D(300),
        commercial=D(240000), commercial_rate=D(0), commercial_months=120, commercial_method="02",
    )  # fmt: skip
    policy = SimpleNamespace(bank_part={"burden": {"housing": "0.5", "debts": "0.55"}})
    found = burden.burden(basis, D(100000), policy)
    fund = first_payment(D(100000), D("2.6"), 240, "01")
    assert found == burden.Burden(D(9000), fund, D(2000), D(300), D("0.5"), D("0.55"))
    assert burden.burden(basis, D(0), policy).fund == 0, "nothing is repaid of what is not lent"


@pytest.mark.parametrize(
    ("combination", "rules", "fits", "said"),
    [
        (True, {"BANK_BURDEN"}, True, Verdict.PASS),
        (True, {"BANK_BURDEN"}, False, Verdict.LOOK),
        (False, {"BANK_BURDEN"}, False, None),
        (True, set(), False, None),
    ],
)
def test_a_combination_beyond_the_income_is_looked_at_and_never_refused(monkeypatch, combination, rules, fits, said):
    found = heavy(fund=D(2000), bank=D(3000) if fits else D(4000))
    monkeypatch.setattr(burden, "burden", lambda basis, granted, policy: found)
    wish = SimpleNamespace(is_combination=combination)
    s = SimpleNamespace(application=SimpleNamespace(wish=wish), policy=SimpleNamespace(rules=rules))
    told = list(burden.judged(s, None, D(1)))
    assert [one.outcome if hasattr(one, "outcome") else one[0] for one in told] == ([said] if said else [])


# Debts


def report(due="1000.00", loans=1, **values):
    return {"monthly_debt": due, "unsettled_housing_loans": loans, **values}


OLD = {"old_loan_unsettled": True, "old_loan_due": "400.00"}
JOINT = {"debts": [{"key": "k", "due": "300.00", "housing": True}]}


@pytest.mark.parametrize(
    ("reports", "a_month", "mortgages"),
    [
        ([report()], "1000.00", 1),
        ([report(**OLD)], "600.00", 0),
        ([report(old_loan_due="400.00")], "1000.00", 1),  # settled already: it is in nobody's debts
        ([report(old_loan_unsettled=True)], "1000.00", 0),
        ([report("300.00", 0, **OLD)], "0", 0),
        ([report(), report()], "2000.00", 2),
        ([report(**JOINT), report(**JOINT)], "1700.00", 1),
        ([report(**JOINT), report(**JOINT), report(**JOINT)], "2400.00", 1),
        ([report(**JOINT), report("100.00", 0, debts=[{"key": "k", "due": "300.00", "housing": False}])], "1000.00", 1),
        ([], "0", 0),
    ],
)
def test_the_loan_that_is_replaced_is_no_debt_and_a_joint_one_is_owed_once(reports, a_month, mortgages):
    assert (debts.together(reports), debts.mortgages(reports)) == (D(a_month), mortgages)


# What is counted in the place of what is stated


def evidence(facts=(), shown=()):
    facts, shown = dict(facts), dict(shown)
    return SimpleNamespace(
        facts=lambda check, subject: facts.get(f"{check}.{subject}"), shown=lambda key: shown.get(key)
    )


@pytest.mark.parametrize(
    ("filed", "read", "paid"),
    [
        (None, None, 300000),
        ("350000.00", None, 350000),
        ("1.00", None, 300000),
        (None, "360000.00", 360000),
        ("350000.00", "360000.00", 360000),
        ("", "", 300000),
    ],
)
def test_of_the_price_is_paid_what_is_stated_or_more_by_account_or_receipt(filed, read, paid):
    of = replace(application(), home=replace(application().home, down_payment=D(300000)))
    known = evidence({"property.home": {"down_payment_received": filed}}, {"B03": {"amount": read}})
    assert counted.paid(of, known) == paid
    assert counted.paid(of, evidence()) == 300000


@pytest.mark.parametrize(
    ("told", "read", "bureau", "left"),
    [
        (None, None, None, "450000"),
        ("400000.00", None, None, "400000.00"),
        ("500000.00", None, None, "450000"),  # what the form states can only lower it
        ("400000.00", "100.00", "100.00", "400000.00"),  # where its bank is asked, its word alone
        (None, "440000.00", None, "440000.00"),
        (None, None, "430000.00", "430000.00"),
        (None, "440000.00", "430000.00", "430000.00"),
        (None, "0", None, "0"),
    ],
)
def test_of_an_old_loan_is_left_what_its_bank_says_or_the_least_that_anything_shows(told, read, bureau, left):
    whole = of_sample(7)
    of = replace(whole, old_loan=replace(whole.old_loan, principal_left=D(450000)))
    facts = {"old_loan.home": told and {"payoff": told}, "credit.borrower": bureau and {"old_loan_balance": bureau}}
    assert counted.old_loan(of, evidence(facts, {"D02": read and {"amount": read}})) == D(left)
    assert counted.old_loan(replace(of, old_loan=None), evidence(facts)) == 0


def test_what_is_drawn_up_after_a_decision_states_what_it_has_counted_with():
    of = of_sample(7)
    told = [finding("old_loan", "home", payoff="123.00")]
    left = counted.as_counted(replace(of, old_loan=replace(of.old_loan, principal_left=D(450000))), told).old_loan
    assert left == replace(of.old_loan, principal_left=D("123.00"))
    assert counted.as_counted(replace(of, old_loan=None), told).old_loan is None


# The family's own share


@pytest.mark.parametrize(
    ("shown", "brought", "found", "share", "less", "may_be"),
    [
        (None, False, False, "0.20", False, False),
        ({}, True, True, "0.15", True, False),
        (None, True, False, "0.20", False, True),  # nobody has read it yet
        (None, True, True, "0.20", False, False),  # somebody has, and it shows nothing
    ],
)
def test_less_of_the_price_is_enough_once_a_paper_is_read_that_shows_what_the_home_is(
    shown, brought, found, share, less, may_be
):
    policy = SimpleNamespace(down_payment={"first": "0.20", "second": "0.25", "proven": {"B09": {"first": D("0.15"), "second": D("0.30")}}})  # fmt: skip
    finding = Finding("paper", "b09", Outcome.AMBIGUOUS, "X") if found else None
    known = SimpleNamespace(shown=lambda code: shown, finding=lambda check, subject: finding if (check, subject) == ("paper", "b09") else None)  # fmt: skip
    s = SimpleNamespace(
        policy=policy, evidence=known, application=SimpleNamespace(documents={"B09": ["d"]} if brought else {})
    )
    assert (own_share.share(s, "first"), own_share.rests_on_proof(s, "first")) == (D(share), less)
    assert own_share.may_be_less(s, "first") is may_be
    assert own_share.share(s, "second") == D("0.25"), "no paper makes it more"


@pytest.mark.parametrize(("waiting", "looks"), [("0.15", False), ("0.10", True)])
def test_a_paper_nobody_has_read_is_waited_for_where_it_would_make_still_less_enough(waiting, looks):
    proven = {"B09": {"first": D("0.15")}, "B10": {"first": D(waiting)}}
    policy = SimpleNamespace(down_payment={"first": "0.20", "proven": proven})
    known = SimpleNamespace(
        shown=lambda code: {} if code == "B09" else None,
        finding=lambda check, subject: "read" if subject == "b09" else None,
    )
    s = SimpleNamespace(
        policy=policy, evidence=known, application=SimpleNamespace(documents={"B09": ["d"], "B10": ["d"]})
    )
    assert own_share.share(s, "first") == D("0.15") and own_share.may_be_less(s, "first") is looks


# What may refuse


@pytest.mark.parametrize(
    ("outcome", "confirmed", "counts", "lacking"),
    [
        (Verdict.FAIL, ("rules.ADULT", "min_age"), Verdict.FAIL, None),
        (Verdict.FAIL, ("rules.ADULT",), Verdict.LOOK, ["min_age"]),
        (Verdict.FAIL, ("min_age",), Verdict.LOOK, ["rules.ADULT"]),
        (Verdict.FAIL, (), Verdict.LOOK, ["rules.ADULT", "min_age"]),
        (Verdict.PASS, (), Verdict.PASS, None),
        (Verdict.LOOK, (), Verdict.LOOK, None),
    ],
)
def test_a_rule_refuses_by_nothing_that_nobody_verified_and_says_what_that_is(outcome, confirmed, counts, lacking):
    told = RuleResult("ADULT", outcome, "borrower", "", "", {"age": "17"})
    held = grounds.held(told, SimpleNamespace(confirmed=confirmed))
    assert held.outcome is counts and held.inputs == {"age": "17", **({UNVERIFIED: lacking} if lacking else {})}


def test_of_a_limit_of_the_term_the_figures_count_and_of_a_cap_its_own_entry_too():
    policy = SimpleNamespace(confirmed=("age_limit",), caps={"CAP": {"formula": "share_of_value"}})
    assert grounds.doubted_of_term("TERM_AGE", policy) == ("retirement",)
    assert grounds.doubted_of_term("TERM_LAND_USE", policy) == ()


# How long


@pytest.mark.parametrize(
    ("spouse", "months"), [("counts", 120), ("look", 240), (None, 240)], ids=["counts", "look", "not at all"]
)
def test_the_spouses_age_limits_the_term_where_the_centre_counts_it_and_is_looked_at_where_it_says_so(
    monkeypatch, spouse, months
):
    ends = {"borrower": date(2046, 11, 23), "spouse": date(2036, 11, 23)}
    monkeypatch.setattr(term, "oldest", lambda one, policy: ends[one.key])
    limit = {"spouse": spouse} if spouse else {}
    policy = SimpleNamespace(max_months=360, age_limit=limit, house_age_plus_term=50)
    on = date(2026, 11, 23)
    of = replace(application(), home=replace(application().home, completed_year=None, land_use_ends=None))
    known = SimpleNamespace(facts=lambda check, subject: None)
    assert term.limits(of, known, policy, on) == {"TERM_POLICY": 360, "TERM_AGE": months}
    assert term.spouse_allows(of, policy, on) == (120 if spouse == "look" else None)
    saves_nothing = replace(of, people=(person("borrower"), person("spouse", is_depositor=False)))
    assert term.limits(saves_nothing, known, policy, on)["TERM_AGE"] == months, "whatever they save"
    alone = replace(of, people=(person("borrower"),))
    assert term.limits(alone, known, policy, on)["TERM_AGE"] == 240 and term.spouse_allows(alone, policy, on) is None


@pytest.mark.parametrize(
    ("stated", "told", "year"), [(None, None, None), (2010, None, 2010), (None, 2008, 2008), (2010, 2008, 2008), (2005, 2008, 2005)]
)  # fmt: skip
def test_a_home_is_as_old_as_the_register_or_the_form_says_whichever_is_older(stated, told, year):
    of = replace(application(), home=replace(application().home, completed_year=stated, land_use_ends=date(2076, 1, 1)))
    known = SimpleNamespace(facts=lambda check, subject: {"completed_year": told} if check == "property" else None)
    assert term.completed_year(of, known) == year
    policy = SimpleNamespace(max_months=360, age_limit={"formula": "fixed", "male": 65, "female": 65}, house_age_plus_term=50)  # fmt: skip
    limits = term.limits(of, known, policy, date(2026, 1, 1))
    assert limits.get("TERM_HOUSE_AGE") == (year and (50 - (2026 - year)) * 12) and limits["TERM_LAND_USE"] == 600
    old = term.limits(replace(of, home=replace(of.home, completed_year=1950)), known, policy, date(2026, 1, 1))
    assert old["TERM_HOUSE_AGE"] == 0


def test_the_term_is_the_smallest_of_all_limits_and_the_wish():
    assert term.allowed({"A": 300, "B": 200}, 240) == 200
    assert term.allowed({"A": 300, "B": 250}, 240) == 240


# How much


@pytest.mark.parametrize(
    ("kind", "built", "appraisal", "value"),
    [
        ("new", None, D(1), 900000),  # not built yet: the contract's price
        ("new", 2025, D(800000), 800000),
        ("existing", None, D(800000), 800000),
        ("existing", 2010, D(950000), 900000),
        ("existing", 2010, None, 900000),
        ("own", None, D(800000), 800000),
        ("own", 2019, D(800000), 800000),
    ],
)
def test_a_home_is_worth_its_price_or_a_lower_appraisal_once_it_is_built(kind, built, appraisal, value):
    home = replace(application().home, kind=kind, completed_year=built, appraisal=appraisal, price=D(900000))
    assert amount.value_of(replace(application(), home=home)) == value


@pytest.mark.parametrize(
    ("brought", "rests"), [((), False), (("D04",), True), (("D05",), True), (("D06",), True), (("B03",), False)]
)
def test_a_cap_rests_on_a_paper_where_any_that_raises_it_was_brought(monkeypatch, brought, rests):
    caps = {"A": {"uplifts": [{"proof": "D04"}, {"proof": "D05"}, {"when": {"home": "new"}}]}, "B": {"uplifts": [{"proof": "D06"}]}, "C": {}}  # fmt: skip
    monkeypatch.setattr(amount, "_applying", lambda basis, policy: caps.items())
    assert amount.rests_on_proof(SimpleNamespace(proofs=frozenset(brought)), None) is rests


@pytest.mark.parametrize(("ratio", "coefficient"), [("0.85", "1"), ("0.9", "0.9"), ("0.95", "0.9"), ("1", "0.8")])
def test_the_coefficient_is_that_of_the_highest_step_the_loan_ratio_has_reached(ratio, coefficient):
    steps = {"0": "1", "0.9": "0.9", "1": "0.8"}
    policy = SimpleNamespace(liquidity=steps, loan_ratio=D(ratio))
    assert amount.liquidity_of(policy) == D(coefficient)


@pytest.mark.parametrize(
    ("wished", "most", "months"), [(400, "360", 360), (240, "360", 240), (None, "360", None), (400, None, 400)]
)
def test_the_banks_part_is_counted_for_no_longer_than_the_law_lets_a_bank_lend(wished, most, months):
    policy = SimpleNamespace(bank_part={"term": {"months": most}} if most else {})
    assert amount._bank_months(wished, policy) == months


# What may come later, and from whom


SOURCES = (SimpleNamespace(mode="shared"), SimpleNamespace(mode="upload"))


@pytest.mark.parametrize(
    ("tolerable", "days", "sources", "is_so"),
    [
        (True, {"B03": "10"}, SOURCES, True),
        (False, {"B03": "10"}, SOURCES, False),
        (True, {"B06": "10"}, SOURCES, False),
        (True, {"B03": "10"}, SOURCES[:1], False),  # nobody brings it
    ],
)
def test_a_paper_may_come_later_where_list_and_centre_say_so_and_somebody_brings_it(tolerable, days, sources, is_so):
    material = SimpleNamespace(code="B03", tolerable=tolerable, sources=sources)
    assert materials.is_tolerated(material, SimpleNamespace(tolerance=days)) is is_so


def test_a_paper_about_deposits_elsewhere_is_of_who_deposits_there_alone():
    there = {"deposit_centre": "620200"}
    people = (person("borrower"), person("spouse", **there), person("co_borrower_1", is_depositor=False, **there))
    of, policy = application(*people), SimpleNamespace(own=("620100",), kinds={"new_home": SimpleNamespace(traits={})})
    of = replace(of, people=(replace(people[0], deposit_centre="620100"), *people[1:]))
    assert materials._SUBJECTS["off_site_depositor"](of, policy) == ("spouse",)
    assert materials._SUBJECTS["co_borrower"](of, policy) == ("co_borrower_1",)
    assert materials._SUBJECTS["each"](of, policy) == ("borrower", "spouse", "co_borrower_1")
