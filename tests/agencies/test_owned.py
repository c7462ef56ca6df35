"""Which homes a family has: a filed contract is not a home by itself, and a use is a phrase and not one word."""

from dataclasses import replace
from decimal import Decimal

import pytest

from chalicelib.agencies import home
from chalicelib.agencies.housing.answers import Filing
from chalicelib.agencies.minors import Minors, Ward
from chalicelib.agencies.owned import counted, only_filed
from chalicelib.agencies.registry.answers import Title
from chalicelib.domain.checks.uses import Use, use_of
from chalicelib.domain.form.people import Child
from tests.given.answers import purpose
from tests.given.application import of_sample

ME, OTHER = of_sample(1).borrower.id_number, "110105194912310021"
DEVELOPER = "91620100MA71XXXX0X"
UNIT = "620102002001GB00001F00010001"
BOUGHT = Filing("LZ2018XS1", "1", UNIT, Decimal(500000), frozenset({ME}), "2018-03-01", "1", "住宅", seller=DEVELOPER)


def titled(year: int, owner: str = OTHER, use: str = "住宅", **more: object) -> Title:
    return Title(f"甘({year})兰州市不动产权第0000001号", UNIT, frozenset({owner}), use, 2012, **more)


@pytest.mark.parametrize(
    ("stated", "use"),
    [
        ("住宅", "home"), ("成套住宅", "home"), ("城镇住宅用地/成套住宅", "home"), ("住宅（成套住宅）", "home"), ("别墅", "home"),
        ("车位", "other"), ("地下车库", "other"), ("商业", "other"), ("商业用房", "other"), ("办公", "other"), ("商服用地/商铺", "other"),
        ("商住", "unclear"), ("商业、住宅", "unclear"), ("住宅附属车库", "unclear"), ("公寓", "unclear"), ("", "unclear"), ("其他", "unclear"),
    ],
)  # fmt: skip
def test_a_parking_space_or_shop_is_no_home_and_what_nobody_can_tell_is_unclear(stated, use):
    assert use_of(stated) is Use(use)


@pytest.mark.parametrize(
    ("title", "use"),
    [
        (None, "home"),  # bought and not titled yet
        (titled(2012), "home"),  # the seller's title still
        (titled(2020), "unclear"),  # titled to somebody else since: sold on, or not
        (titled(2020, DEVELOPER), "home"),  # the building's first registration
        (titled(2018, DEVELOPER), "home"),
        (titled(2018), "unclear"),
        (replace(titled(2020), number="无年份"), "unclear"),
    ],
)
def test_a_filed_contract_counts_while_its_seller_has_the_title_and_never_vanishes_for_somebody_elses(title, use):
    assert counted([BOUGHT], {UNIT: title}) == {UNIT: Use(use)}


@pytest.mark.parametrize(
    ("filed_as", "titled_as", "use"),
    [
        ("住宅", "车位", "home"),
        ("车位", "住宅", "other"),
        ("", "住宅", "home"),
        ("", "车位", "other"),
        ("", "", "unclear"),
    ],
)
def test_what_was_bought_is_what_its_contract_says_and_else_what_the_title_of_the_whole_does(filed_as, titled_as, use):
    assert counted([replace(BOUGHT, use=filed_as)], {UNIT: titled(2020, DEVELOPER, titled_as)}) == {UNIT: Use(use)}


@pytest.mark.parametrize(
    ("of", "owner", "use"),
    [
        ({"filed_on": ""}, OTHER, "unclear"),
        ({"filed_on": ""}, DEVELOPER, "home"),
        ({"seller": ""}, DEVELOPER, "unclear"),
        ({"filed_on": "", "seller": ""}, DEVELOPER, "unclear"),
    ],
)
def test_a_filing_that_does_not_tell_its_day_or_its_seller_does_not_vanish_either(of, owner, use):
    assert counted([replace(BOUGHT, **of)], {UNIT: titled(2020, owner)}) == {UNIT: Use(use)}


def test_of_several_certificates_the_last_tells_since_when_it_is_titled():
    older, newer = titled(2012), titled(2020)
    both = replace(older, number=f"{older.number}、{newer.number}")
    assert counted([BOUGHT], {UNIT: both}) == {UNIT: Use.UNCLEAR}


def test_a_home_that_was_theirs_and_is_sold_counts_no_more_though_its_contract_is_still_filed():
    sold = titled(2019, ME, current=False)
    assert only_filed([sold, BOUGHT]) == {} and counted([sold, BOUGHT], {}) == {}


def test_a_contract_titled_meanwhile_is_one_home_and_its_use_is_the_titles():
    assert counted([BOUGHT, titled(2019, ME, use="成套住宅")], {}) == {UNIT: Use.HOME}
    assert counted([BOUGHT, titled(2019, ME, use="车位")], {}) == {UNIT: Use.OTHER}


@pytest.mark.parametrize("of", [{"use": "车位"}, {"status": "2"}, {"status": "0"}])
def test_a_parking_spaces_contract_or_one_not_in_force_is_no_home(of):
    assert Use.HOME not in counted([replace(BOUGHT, **of)], {UNIT: None}).values()


def test_what_is_unclear_is_told_beside_what_is_owned():
    own = replace(BOUGHT, unit_number=of_sample(1).home.unit_number)
    facts = home.property_finding(of_sample(1), own, None, [titled(2016, ME, use="商住")]).facts
    assert (facts["homes_owned"], facts["homes_unclear"], facts["homes_unclear_in_district"]) == (0, 1, 1)
    assert "homes_unclear" not in home.property_finding(of_sample(1), own, None, [titled(2016, ME)]).facts
    elsewhere = replace(titled(2016, ME, use="商住"), unit_number=f"620123{UNIT[6:]}")
    facts = home.property_finding(of_sample(1), own, None, [titled(2016, ME, use="商住"), elsewhere]).facts
    assert (facts["homes_unclear"], facts["homes_unclear_in_district"]) == (2, 1)


def test_who_has_bought_it_with_their_child_is_asked_about_themselves_and_not_as_its_guardian(monkeypatch):
    of, asked, child = of_sample(1), [], Child("周小安", "620102201806150118")
    both, wards = replace(BOUGHT, buyers=frozenset({ME, child.id_number})), Minors((Ward("spouse", "child_1", child),))
    monkeypatch.setattr(home.registry, "title_of", lambda unit, key, purpose: asked.append((key, purpose.ward)))
    for filing in (both, replace(BOUGHT, buyers=frozenset({child.id_number}))):
        home._meanwhile(of, None, [filing], wards, purpose(of))
    assert asked == [("borrower", ""), ("spouse", "child_1")]


def test_only_what_the_household_bought_and_holds_no_title_to_is_asked_of_the_registry_again(monkeypatch):
    of, asked = of_sample(1), []
    this = replace(BOUGHT, unit_number=of.home.unit_number)
    monkeypatch.setattr(home.housing, "contract", lambda application, purpose: this)
    monkeypatch.setattr(home.housing, "bought_by", lambda _, key, purpose: [this, BOUGHT] if key == "borrower" else [])
    monkeypatch.setattr(home.registry, "titles_of", lambda _, key, purpose: [])
    monkeypatch.setattr(home.registry, "unit", lambda *_: None)
    monkeypatch.setattr(home.registry, "title_of", lambda unit, key, purpose: asked.append((unit, key)) or titled(2021))
    assert home.check(of, purpose(of)).facts["homes_owned"] == 0
    assert asked == [(UNIT, "borrower")]
