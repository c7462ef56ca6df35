"""What filing and title say of the home together: of which kind it is, who buys it, and what several rows come to."""

from dataclasses import replace
from itertools import chain, combinations, product

import pytest

from chalicelib.agencies import exchange, filed, home, housing, registry
from chalicelib.agencies import titled as registered
from chalicelib.agencies.civil_affairs import answers as civil_affairs
from chalicelib.agencies.fund_core import off_site
from chalicelib.agencies.owned import counted
from chalicelib.agencies.registry.answers import ever
from chalicelib.agencies.tax import answers as tax
from chalicelib.domain.checks.finding import Outcome
from chalicelib.domain.checks.uses import Use
from chalicelib.domain.form import normal
from tests.agencies.conftest import CERTIFICATE, record
from tests.given.answers import filing, purpose
from tests.given.application import application, co_owner, of_sample, own_home, person, with_co_owner
from tests.given.form import BORROWER, OTHER, SELLER, SPOUSE

DEVELOPER, ANOTHER = "91620100MA0000001F", "91620100MA0000002J"
STRANGER, OWNER = "110105194912310021", "110105194912310048"
FREE = registry.Unit(None, False, frozenset())


def titled(*owners, **more):
    number = application().home.unit_number
    title = registry.Title("甘(2018)兰州市不动产权第0000009号", number, frozenset(owners), "住宅", 2024)
    return registry.Unit(replace(title, **more), False, frozenset())


def said(of, unit=FREE, **filed):
    found = home.property_finding(of, filing(of, **filed), unit, [])
    return found.outcome, found.code


PASSED = (Outcome.CONFIRMED, "PROPERTY_CONFIRMED")
AGAINST = (Outcome.CONTRADICTED, "HOME_KIND_MISMATCH")
UNSURE = (Outcome.AMBIGUOUS, "HOME_KIND_UNCLEAR")


@pytest.mark.parametrize("kind", ["existing", "new"])
def test_no_title_is_paid_on_that_the_check_does_not_pass_nor_looked_at_then_that_it_contradicts(kind):
    code, sells = "MA0000001", {"existing": [OWNER, ANOTHER, DEVELOPER], "new": [DEVELOPER, ""]}[kind]
    numbers = (OWNER, STRANGER, BORROWER, DEVELOPER, code)
    for stated, by in product((*sells, ""), ("", OWNER, STRANGER, f"{OWNER},{STRANGER}", DEVELOPER, code)):
        of = replace(application(kind=kind), home=replace(application(kind=kind).home, kind=kind, seller_id=stated))
        filing_of_today = filing(of, seller=by)
        for owners in chain(combinations(numbers, 1), combinations(numbers, 2)):
            unit = titled(*owners)
            told, case = home.property_finding(of, filing_of_today, unit, []), (stated, by, owners)
            is_filed = filed.before_pay_out(of, filing_of_today).outcome is Outcome.CONFIRMED
            if is_filed and registered.is_sellers(of, filing_of_today, unit.title):
                assert told.outcome is Outcome.CONFIRMED, case
            elif is_filed and registered.is_to_look_at(of, filing_of_today, unit.title):
                all_sell = {*owners} <= {*by.split(",")} or ({*owners} <= {DEVELOPER, code} and by in (DEVELOPER, code))
                assert told.outcome is Outcome.AMBIGUOUS or all_sell, case


@pytest.mark.parametrize(
    ("owners", "filed", "outcome"),
    [
        ((), {}, PASSED),  # not registered yet
        ((DEVELOPER,), {"seller": DEVELOPER}, PASSED),  # the building's first registration
        ((DEVELOPER,), {}, UNSURE),  # that it is the developer only the form says
        ((), {"seller": "无法辨认"}, (Outcome.CONTRADICTED, "FILING_SELLER_MISMATCH")),
        ((STRANGER,), {"seller": DEVELOPER}, AGAINST),
        ((DEVELOPER, STRANGER), {"seller": DEVELOPER}, AGAINST),
        ((STRANGER,), {}, AGAINST),
        ((ANOTHER,), {"seller": DEVELOPER}, AGAINST),
        ((ANOTHER,), {}, AGAINST),
        ((BORROWER, SPOUSE), {"seller": DEVELOPER}, UNSURE),  # theirs already: a person asks why
        ((BORROWER, STRANGER), {"seller": DEVELOPER}, AGAINST),
        (("MA0000007",), {"seller": DEVELOPER}, AGAINST),
        ((), {"sort": "预售"}, PASSED),
        ((), {"sort": "商品房买卖合同（预售）"}, PASSED),
        ((), {"sort": "存量"}, AGAINST),
        ((), {"sort": "商品房存量合同"}, UNSURE),
        ((), {"sort": "其他合同"}, UNSURE),
    ],
)
def test_a_home_is_new_while_nobody_but_the_developer_that_sells_it_has_its_title(owners, filed, outcome):
    assert said(application(), titled(*owners) if owners else FREE, **filed) == outcome


@pytest.mark.parametrize("kind", ["existing", "new"])
def test_a_title_that_names_no_owner_is_nobodys_to_be_paid_on_and_nothing_for_a_person_to_say(kind):
    of = replace(application(kind=kind), home=replace(application(kind=kind).home, kind=kind, seller_id=OWNER))
    nobodys = titled().title
    assert not registered.is_sellers(of, filing(of, seller=OWNER), nobodys)
    assert not registered.is_to_look_at(of, filing(of, seller=OWNER), nobodys)


def test_a_developer_is_the_same_by_its_old_organisation_code_as_by_its_credit_code():
    of = application(seller_id="91620100MA00000072")
    assert said(of, titled("MA000000-7"), seller=of.home.seller_id) == PASSED
    assert said(of, titled("MA0000007"), seller="MA0000007")[0] is not Outcome.CONTRADICTED
    assert said(of, titled("MA0000015"), seller=of.home.seller_id) == AGAINST


def test_a_company_that_sells_on_is_the_same_by_either_code_too():
    company = "91620100MA00000072"
    resale = application(kind="existing", seller_id=company)
    for code in ("MA0000007", "MA000000-7"):
        assert said(resale, titled(code), seller=company) == PASSED
        assert said(resale, titled(code, STRANGER), seller=company)[1] == "CO_OWNER_NOT_SELLING"
    named = titled("MA0000007", named=frozenset({("MA0000007", "某公司")}))
    found = home.property_finding(resale, filing(resale, seller=company, seller_name="另一公司"), named, [])
    assert "OWNER_NAME_DIFFERS" in found.facts["doubts"]
    assert said(resale, titled("MA0000015"), seller=company)[1] == "TITLE_SELLER_MISMATCH"


@pytest.mark.parametrize(
    ("completed", "outcome"), [(1985, UNSURE), (2020, UNSURE), (2021, PASSED), (2024, PASSED), (None, PASSED)]
)
def test_a_home_that_stood_long_before_it_was_filed_is_not_taken_for_new_because_a_company_sells_it(completed, outcome):
    unit = titled(DEVELOPER, completed_year=completed)
    assert said(application(), unit, seller=DEVELOPER, filed_on="2026-10-15") == outcome


def test_a_new_home_that_a_person_sells_is_none_though_nobody_has_a_title_to_it():
    assert said(application(seller_id=OTHER), seller=OTHER) == AGAINST
    assert said(application(seller_id="无法辨认"), seller="无法辨认") == UNSURE


def test_who_sells_by_the_filing_is_who_the_form_says_or_one_of_several():
    resale = application(kind="existing", seller_id=OTHER)
    assert said(resale, titled(OTHER), seller=OTHER) == PASSED
    assert said(resale, titled(OTHER, STRANGER), seller=f"{STRANGER},{OTHER}") == PASSED
    assert said(resale, titled(OTHER), seller=STRANGER) == (Outcome.CONTRADICTED, "FILING_SELLER_MISMATCH")
    assert said(resale, titled(OTHER), seller=OTHER, sort="现售") == AGAINST


@pytest.mark.parametrize(
    ("buyers", "outcome"),
    [
        ({BORROWER}, PASSED),
        ({SPOUSE}, PASSED),
        ({OTHER}, (Outcome.AMBIGUOUS, "BORROWER_NOT_BUYER")),
        ({BORROWER, OTHER}, (Outcome.AMBIGUOUS, "CO_BUYER_BESIDE")),
        ({STRANGER}, (Outcome.CONTRADICTED, "FILING_BUYER_MISMATCH")),
    ],
)
def test_the_borrowers_family_buys_and_of_a_party_beside_it_who_does_a_person_looks(buyers, outcome):
    of = application(person("borrower"), person("spouse"), person("co_borrower_1"))
    assert said(of, buyers=frozenset(buyers)) == outcome


def test_a_home_that_only_strangers_buy_contradicts_and_of_the_parties_there_is_nothing_to_look_at():
    of = application(person("borrower"), person("spouse"), person("co_borrower_1"))
    found = home.property_finding(of, filing(of, buyers=frozenset({STRANGER})), FREE, [])
    assert (found.facts["defects"], found.facts.get("doubts")) == (["FILING_BUYER_MISMATCH"], None)


def test_so_it_is_of_who_owns_an_own_home():
    of = own_home(person("borrower", marital="10"), person("co_borrower_1"))
    codes = [
        home.property_finding(of, None, titled(*owners), []).code
        for owners in ((BORROWER,), (OTHER,), (BORROWER, OTHER))
    ]
    assert codes == ["TITLE_CONFIRMED", "BORROWER_NOT_BUYER", "CO_BUYER_BESIDE"]


def test_another_name_under_a_partys_or_the_sellers_number_is_looked_at_and_another_writing_of_it_is_not():
    of, named = application(), (Outcome.AMBIGUOUS, "OWNER_NAME_DIFFERS")
    assert said(of, named=frozenset({(BORROWER, "别人")})) == named
    assert said(of, named=frozenset({(BORROWER, of.borrower.name)})) == PASSED
    own = own_home(person("borrower", marital="10"))
    assert (
        home.property_finding(own, None, titled(BORROWER, named=frozenset({(BORROWER, "别人")})), []).code == named[1]
    )
    resale = application(kind="existing", seller_id=OTHER)
    of_title = titled(OTHER, named=frozenset({(OTHER, "某甲")}))
    assert said(resale, of_title, seller=OTHER, seller_name="某乙", holder=SELLER["holder"]) == named
    assert said(resale, of_title, seller=OTHER, seller_name="某甲", holder=SELLER["holder"]) == PASSED
    uyghur = application(person("borrower", name="阿依努尔·买买提"), person("spouse"))
    row = contract(buyers=[{"zjh": BORROWER.lower(), "xm": "阿依努尔•买买提"}], of=uyghur)
    assert home.property_finding(uyghur, asked([row], uyghur), FREE, []).code == "PROPERTY_CONFIRMED"


def contract(of=None, **more):
    bought = (of or application()).home
    buyers = [{"zjh": BORROWER}, {"zjh": SPOUSE}]
    return {
        "htbh": bought.contract_number, "bazt": "1", "bdcdyh": bought.unit_number, "htje": str(bought.price), "buyers": buyers,
        "barq": "2026-01-05", "jgzh": bought.seller.number, **more,
    }  # fmt: skip


@pytest.fixture(autouse=True)
def one_answer(monkeypatch):
    """Housing answers with these rows."""
    monkeypatch.setattr(exchange, "call", lambda service, params, use, read: read({"contracts": ROWS[:]}))


ROWS = []


def asked(rows, of=None):
    ROWS[:] = rows
    return housing.contract(of or application(), purpose(of or application()))


@pytest.mark.parametrize(
    ("rows", "outcome"),
    [
        ([], (Outcome.NOT_FOUND, "FILING_NOT_FOUND")),
        ([contract(bazt="2"), contract()], PASSED),
        ([contract(), contract(bazt="2", jgzh="1")], PASSED),
        ([contract(), contract()], PASSED),
        ([contract(bazt="0"), contract(bazt="2")], (Outcome.CONTRADICTED, "FILING_CANCELLED")),
        ([contract(bazt="2"), contract(bazt="0")], (Outcome.CONTRADICTED, "FILING_CANCELLED")),
        ([contract(), contract(jgzh="6222022700000099999")], (Outcome.AMBIGUOUS, "FILINGS_DIFFER")),
        ([contract(jgzh="6222022700000099999"), contract()], (Outcome.AMBIGUOUS, "FILINGS_DIFFER")),
        ([contract(htje="1"), contract()], (Outcome.AMBIGUOUS, "FILINGS_DIFFER")),
        ([contract(htbh="ZZ999")], (Outcome.NOT_FOUND, "FILING_NOT_FOUND")),
        ([contract(buyers=[{"zjh": BORROWER}]), contract(buyers=[{"zjh": SPOUSE}])], PASSED),
        ([contract(buyers=[{"zjh": BORROWER}]), contract(buyers=[{"zjh": SPOUSE}], barq="2026-01-07")], PASSED),
        (
            [contract(buyers=[{"zjh": BORROWER}]), contract(buyers=[{"zjh": STRANGER}])],
            (Outcome.CONTRADICTED, "FILING_BUYER_MISMATCH"),
        ),
    ],
)
def test_a_contract_is_all_rows_in_force_under_its_number_in_whatever_order(rows, outcome):
    found = home.property_finding(application(), asked(rows), FREE, [])
    assert (found.outcome, found.code) == outcome
    if found.code == "FILINGS_DIFFER":
        assert found.facts["regulated_account"] == "" and "down_payment_received" not in found.facts


def house(owner, n=1, **more):
    of = application().home
    return {"title_number": f"甘(2018)兰州市不动产权第000020{n}号", "unit_number": of.unit_number, "owners": [{"id_number": owner}], "use": "住宅", "status": "现势", **more}  # fmt: skip


@pytest.mark.parametrize("turned", [False, True])
def test_a_title_is_every_certificate_in_force_each_co_owner_may_have_one(turned):
    rows = [house(BORROWER, completed_year="2018"), house(STRANGER, 2, completed_year="1985", use="车位")]
    unit = registry.unit_of({"houses": rows[::-1] if turned else rows, "seizures": [], "mortgages": []})
    assert (unit.title.owners, unit.title.completed_year) == ({BORROWER, STRANGER}, 1985)
    found = home.property_finding(own_home(person("borrower", marital="10")), None, unit, [])
    assert (found.code, found.facts["use"]) == ("TITLE_CO_OWNER_BESIDE", "unclear")


def test_an_answer_about_another_unit_contract_or_couple_than_was_asked_about_is_none(monkeypatch):
    other = {"houses": [house(BORROWER, unit_number="620102001001GB00101F00019999")], "seizures": [], "mortgages": []}
    of = application()
    monkeypatch.setattr(exchange, "call", lambda service, params, use, read: read(other))
    with pytest.raises(ValueError):
        registry.unit(of.home, of.home.unit_number, purpose(of))
    with pytest.raises(ValueError):
        registry.title_of(of.home.unit_number, "borrower", purpose(of))
    paid = {"RetCode": "000", "Wsbz": "Y", "Ybtse": "1", "Dzsphm": "3", "Htbh": "ANOTHER", "Htje": str(of.home.price)}
    with pytest.raises(ValueError):
        tax.meaning(of.home.price, paid, of.home.contract_number)
    assert tax.meaning(of.home.price, paid, "ANOTHER").code == "TAX_PAID"
    with pytest.raises(ValueError):
        civil_affairs.meaning(
            of_sample(1, people__0__marital="40"), [record("IB", "2020-01-01", man=OTHER, woman=STRANGER)]
        )


def test_of_several_certificates_that_differ_a_person_says_which_counts():
    who = of_sample(8).borrower
    one = {**CERTIFICATE, "XingMing": who.name, "ZJHM": who.id_number}
    assert off_site.meaning(who, [one, one]).code == "OFF_SITE_CERTIFIED"
    found = off_site.meaning(who, [one, {**one, "DKCS": "2"}])
    assert (found.outcome, found.code, found.facts) == (Outcome.AMBIGUOUS, "OFF_SITE_SEVERAL", {})
    assert off_site.meaning(who, [{**one, "ZJHM": STRANGER}, one]).code == "OFF_SITE_CERTIFIED"


def test_one_unit_of_which_two_rows_state_different_uses_is_unclear_and_the_last_does_not_win():
    rows = [house(BORROWER), house(BORROWER, 2, use="车位")]
    for order in (rows, rows[::-1]):
        held = ever({"houses": order})
        assert set(counted(held, {}).values()) == {Use.UNCLEAR}


@pytest.fixture
def province(monkeypatch):
    """Whose homes were asked about; each holds one, and it is not this one."""
    asked_of = []

    def titles(of, key, why):
        asked_of.append(key)
        number = f"620102001001GB00777F0000{len(asked_of):04}"
        return [registry.Title("甘(2010)", number, frozenset({of.person(key).id_number}), "住宅", 2010)]

    monkeypatch.setattr(registry, "titles_of", titles)
    monkeypatch.setattr(housing, "bought_by", lambda of, key, why: [])
    monkeypatch.setattr(registry, "unit", lambda *of: FREE)
    return asked_of


@pytest.mark.parametrize(("buyers", "beside"), [({BORROWER, OTHER}, 1), ({BORROWER, SPOUSE}, None)])
def test_homes_of_who_buys_it_beside_the_family_are_asked_about_and_told_apart_from_the_familys(
    monkeypatch, province, buyers, beside
):
    of = application(person("borrower"), person("spouse"), person("co_borrower_1"))
    monkeypatch.setattr(housing, "contract", lambda *asked: filing(of, buyers=frozenset(buyers)))
    facts = home.check(of, purpose(of)).facts
    assert (facts["homes_owned"], facts.get("homes_of_co_buyers")) == (2, beside)
    assert province == ["borrower", "spouse", *(["co_borrower_1"] if beside else [])]


def test_of_who_buys_it_beside_the_family_whatever_may_be_a_home_counts_but_for_this_one(monkeypatch):
    of = application(person("borrower"), person("spouse"), person("co_borrower_1"))
    uses = {"U1": "住宅", "U2": "商住", "U3": "车位", of.home.unit_number: "住宅"}
    held = [registry.Title(f"甘{unit}", unit, frozenset({OTHER}), use, 2010) for unit, use in uses.items()]
    monkeypatch.setattr(housing, "contract", lambda *asked: filing(of, buyers=frozenset({BORROWER, OTHER})))
    monkeypatch.setattr(housing, "bought_by", lambda of, key, why: [])
    monkeypatch.setattr(registry, "titles_of", lambda of, key, why: held if key == "co_borrower_1" else [])
    monkeypatch.setattr(registry, "unit", lambda *of: FREE)
    facts = home.check(of, purpose(of)).facts
    assert (facts["homes_of_co_buyers"], facts["homes_owned"]) == (2, 0)


def test_a_home_a_party_sells_to_the_parties_is_for_a_person():
    resale = application(kind="existing", seller_id=SPOUSE)
    found = home.property_finding(resale, filing(resale, seller=SPOUSE), titled(SPOUSE), [])
    assert (found.outcome, "SELLER_IS_PARTY" in found.facts["doubts"]) == (Outcome.AMBIGUOUS, True)


def test_a_co_owner_who_sells_it_or_has_its_title_is_a_party_as_much_as_who_borrows():
    owner = co_owner()
    resale = with_co_owner(application(kind="existing", seller_id=owner.id_number), owner)
    sold, theirs = filing(resale, seller=owner.id_number), titled(owner.id_number)
    assert "SELLER_IS_PARTY" in filed.doubts(resale, sold)
    assert "SELLER_IS_PARTY" in registered.doubts(resale, filing(resale), theirs)
    assert not registered.is_to_look_at(resale, sold, theirs.title), "before it is paid there is nothing to say for it"


def test_an_owner_who_does_not_sell_is_asked_about():
    resale = application(kind="existing", seller_id=OTHER)
    assert said(resale, titled(OTHER, STRANGER), seller=OTHER) == (Outcome.AMBIGUOUS, "CO_OWNER_NOT_SELLING")


def test_several_sellers_stand_in_one_field_however_they_are_written_and_a_number_is_the_same_in_small_letters():
    row = {"htbh": "lz2026xs1", "bazt": "1", "bdcdyh": "U", "htje": "1", "barq": "", "jgzh": "1", "buyers": []}
    told = {"contracts": [{**row, "sfrzjh": "110105491231002，\n91620100MA0000001F"}]}
    found = housing.answers.of_contract(told, "LZ2026XS1")
    assert found.sellers == {normal.identity("110105491231002"), "91620100MA0000001F"}


def test_of_rows_that_tell_other_receipts_of_one_account_the_most_counts_in_whatever_order_they_come():
    row = {"htbh": "LZ2026XS1", "bazt": "1", "bdcdyh": "U", "htje": "1", "barq": "", "jgzh": "1", "buyers": []}
    rows = [{**row, "yssfk": amount} for amount in ("200000", None, "NaN", "300000.00")]
    for order in (rows, rows[::-1]):
        found = housing.answers.of_contract({"contracts": order}, "LZ2026XS1")
        assert (f"{found.received}", found.is_one_of_several) == ("300000.00", False)
    nothing = housing.answers.of_contract({"contracts": [{**row, "yssfk": "0"}, row]}, "LZ2026XS1")
    assert nothing.received == 0, "an account that is empty is told so"


def test_a_ruling_on_a_title_holds_for_that_title_and_for_no_other_owner_of_it():
    from chalicelib.casework.answers import said as said_of

    resale = application(kind="existing", seller_id=OTHER)
    first, same, other = (
        home.property_finding(resale, filing(resale, seller=OTHER), titled(OTHER, whose), [])
        for whose in (STRANGER, STRANGER, "110105194912310048")
    )
    assert first.code == other.code == "CO_OWNER_NOT_SELLING"
    assert said_of(first) == said_of(same) != said_of(other)
