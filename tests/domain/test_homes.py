from dataclasses import replace

import pytest

from chalicelib.domain.checks.evidence import Evidence
from chalicelib.domain.judging.homes import count, of_family
from chalicelib.domain.judging.rule import UNVERIFIED, Situation
from chalicelib.domain.judging.rules.home import counted


@pytest.mark.parametrize(
    ("owned", "used", "unsettled", "mortgages", "kind"),
    [
        (0, 0, False, 0, "first"),
        (1, 0, False, 0, "second"),
        (0, 1, False, 0, "second"),
        (0, 0, False, 1, "second"),
        (1, 1, False, 1, "second"),
        (2, 0, False, 0, "reject"),
        (0, 2, False, 0, "reject"),
        (0, 0, True, 0, "reject"),
    ],
)
def test_homes_and_loans_both_count(owned, used, unsettled, mortgages, kind):
    assert count(owned, used, unsettled, mortgages) == kind


@pytest.mark.parametrize(
    ("ignored", "owned", "used", "mortgages"),
    [("homes", 1, 0, 0), ("fund_loans", 0, 1, 0), ("mortgages", 0, 0, 1)],
)
def test_a_centre_may_leave_homes_loans_or_mortgages_out_of_the_count(ignored, owned, used, mortgages):
    everything = {"homes": True, "fund_loans": True, "mortgages": True}
    assert count(owned, used, False, mortgages, counting=everything) == "second"
    assert count(owned, used, False, mortgages, counting={**everything, ignored: False}) == "first"


@pytest.mark.parametrize(("owned", "used", "unsettled"), [(2, 0, False), (0, 2, False), (0, 0, True)])
def test_a_third_home_two_loans_or_an_unsettled_one_are_refused_whatever_counts(owned, used, unsettled):
    nothing = {"homes": False, "fund_loans": False, "mortgages": False}
    assert count(owned, used, unsettled, counting=nothing) == "reject"


def family(make, case, *instead):
    return of_family(Evidence(case, make.findings(case, *instead)), make.policy)


def test_a_couples_joint_loan_counts_once_but_a_person_looks(make):
    case = make.application()
    both = [make.finding("fund_account", key, loans_used=1) for key in ("borrower", "spouse")]
    counted = family(make, case, *both)
    assert (counted.kind, counted.look) == ("second", True)


def test_nothing_is_counted_while_an_answer_is_open(make):
    case = make.application()
    open_account = make.finding("fund_account", "spouse", "unavailable")
    assert family(make, case, open_account).kind is None


def test_a_third_home_is_refused_even_while_an_account_is_open(make):
    case = make.application()
    open_account = make.finding("fund_account", "spouse", "unavailable")
    assert family(make, case, open_account, make.finding("property", "home", homes_owned=2)).kind == "reject"


def test_two_used_loans_of_one_person_are_refused_and_not_looked_at(make):
    counted = family(make, make.application(), make.finding("fund_account", "borrower", loans_used=2))
    assert (counted.kind, counted.look) == ("reject", False)


def test_how_many_fund_loans_a_family_may_use_is_policy(make):
    case = make.application()
    known = Evidence(case, make.findings(case, make.finding("fund_account", "spouse", loans_used=1)))
    assert of_family(known, make.policy).kind == "second"
    assert of_family(known, replace(make.policy, max_fund_loans=1)).kind == "reject"


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({"homes_owned": 0}, "first"),
        ({"homes_owned": 2, "homes_in_district": 0}, "first"),
        ({"homes_owned": 3, "homes_in_district": 1}, "second"),
        ({"homes_owned": 2, "homes_in_district": 2}, "reject"),
        ({"homes_owned": 1}, "second"),  # where it is nobody has said: it may be here, and a person looks
    ],
)
def test_a_centre_may_count_the_homes_of_the_district_alone(make, facts, kind):
    case = make.application()
    known = Evidence(case, make.findings(case, make.finding("property", "home", **facts)))
    near = replace(make.policy, counting={**make.policy.counting, "within": "district"})
    assert of_family(known, near).kind == kind


@pytest.mark.parametrize(
    ("owned", "near", "heard", "outcome"),
    [
        (5, 0, True, "look"),
        (2, 1, True, "look"),
        (1, 1, True, "pass"),
        (5, 0, False, "pass"),  # the centre's own text says so
        (2, 2, False, "fail"),
        (2, 2, True, "fail"),  # so it is by the ministry's own text
    ],
)
def test_that_only_the_districts_homes_count_spares_nobody_a_look_while_it_was_only_heard(
    make, owned, near, heard, outcome
):
    case = make.application()
    known = make.findings(case, make.finding("property", "home", homes_owned=owned, homes_in_district=near))
    counting = {**make.policy.counting, "within": "district"}
    rules = replace(
        make.policy, counting=counting, confirmed=make.policy.confirmed - ({"counting"} if heard else set())
    )
    (said,) = counted(Situation.of(case, known, rules, make.on))
    assert said.outcome == outcome
    assert (said.inputs.get("in_all"), said.inputs.get(UNVERIFIED)) == (
        (owned, ["counting"]) if outcome == "look" else (None, None)
    )


def test_fund_loans_a_co_borrower_has_used_are_not_the_familys(make):
    case = make.application(make.person("borrower"), make.person("spouse"), make.person("co_borrower_1"))
    assert family(make, case, make.finding("fund_account", "co_borrower_1", loans_used=1)).kind == "first"
    assert family(make, case, make.finding("fund_account", "co_borrower_1", "unavailable")).kind == "first"


def test_loans_of_a_spouse_who_says_to_deposit_nothing_count_as_a_depositors_do(make):
    case = make.application(make.person("borrower"), make.person("spouse", is_depositor=False))
    assert family(make, case).kind == "first"
    assert family(make, case, make.finding("fund_account", "spouse", loans_used=2)).kind == "reject"
    assert family(make, case, make.finding("fund_account", "spouse", "unavailable")).kind is None


def test_two_accounts_that_tell_of_one_loan_each_are_looked_at_as_a_couples_histories_are(make):
    counted = family(
        make, make.application(), make.finding("fund_account", "borrower", loans_used=1, loans_used_at_most=2)
    )
    assert (counted.kind, counted.look) == ("second", True)


@pytest.mark.parametrize(
    ("facts", "kind", "look"),
    [
        ({"homes_owned": 0, "homes_unclear": 1}, "first", True),
        ({"homes_owned": 1, "homes_unclear": 1}, "second", True),  # never refused for what may be no home
        ({"homes_owned": 2, "homes_unclear": 1}, "reject", False),
        ({"homes_owned": 0}, "first", False),
    ],
)
def test_a_home_that_may_be_none_is_looked_at_where_it_makes_a_difference(make, facts, kind, look):
    counted = family(make, make.application(), make.finding("property", "home", **facts))
    assert (counted.kind, counted.look) == (kind, look)


@pytest.mark.parametrize(
    ("facts", "look"),
    [
        ({"homes_owned": 1}, True),
        ({"homes_owned": 3}, True),
        ({"homes_owned": 1, "homes_in_district": 1}, False),
        ({"homes_owned": 3, "homes_in_district": 0}, False),
    ],
)
def test_homes_that_nobody_has_placed_count_for_one_and_are_looked_at(make, facts, look):
    case = make.application()
    near = replace(make.policy, counting={**make.policy.counting, "within": "district"})
    counted = of_family(Evidence(case, make.findings(case, make.finding("property", "home", **facts))), near)
    placed = facts.get("homes_in_district", 1)
    assert (counted.owned, counted.kind, counted.look) == (placed, "second" if placed else "first", look)


def test_what_is_unclear_elsewhere_makes_no_difference_where_the_district_counts_alone(make):
    case = make.application()
    near = replace(make.policy, counting={**make.policy.counting, "within": "district"})
    for unclear, look in ((0, False), (1, True)):
        told = make.finding("property", "home", homes_owned=0, homes_unclear=1, homes_unclear_in_district=unclear)
        assert of_family(Evidence(case, make.findings(case, told)), near).look is look


def test_what_is_in_doubt_of_the_children_is_for_a_person_whatever_else_is_known(make):
    case = make.application()
    doubtful = make.finding("property", "home", children_doubts=["CHILDREN_UNNAMED"])
    count = family(make, case, doubtful)
    assert (count.kind, count.look) == ("first", True)
    said = list(counted(Situation.of(case, make.findings(case, doubtful), make.policy, make.on)))
    assert [(one.outcome, one.inputs["CHILDREN_UNNAMED"]) for one in said] == [("look", True)]
    assert family(make, case, make.finding("property", "home", children_counted=2)).look is False
    third = make.finding("property", "home", homes_owned=2, children_doubts=["CHILDREN_UNNAMED"])
    assert (family(make, case, third).kind, family(make, case, third).look) == ("reject", False)


def test_the_homes_that_were_counted_are_named_where_they_stand_against_a_loan_and_never_whole(make):
    case = make.application()
    units = ["620102001001GB00001F00010001", "620103001001GB00001F00020002"]
    title = make.finding("property", "home", homes_owned=2, homes_in_district=1, homes_counted=units)
    evidence = Evidence(case, make.findings(case, title))
    assert of_family(evidence, make.policy).which == ("620102…00010001", "620103…00020002")
    (told,) = counted(Situation.of(case, make.findings(case, title), make.policy, make.on))
    assert told.inputs["homes_counted"] == ["620102…00010001", "620103…00020002"]
    ruled = Evidence(case, make.findings(case, replace(title, facts={**title.facts, "homes_owned": 1})))
    assert of_family(ruled, make.policy).which == (), "of another number nobody has said which"
    near = replace(make.policy, counting={**make.policy.counting, "within": "district"})
    here = case.home.unit_number[:6]
    assert [one[:6] for one in of_family(evidence, near).which] == [here] * (here == "620102" or here == "620103")
