"""What filing and title say of a home, code by code, on built answers; and what a credit report comes to."""

from dataclasses import replace
from decimal import Decimal

import pytest

from chalicelib.agencies import filed, home, kind, owned, titled
from chalicelib.agencies.civil_affairs import answers as marriages
from chalicelib.agencies.housing import answers as housing
from chalicelib.agencies.registry.answers import Title, Unit
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.domain.checks.uses import Use
from tests.given.answers import filing
from tests.given.application import application, co_owner, own_home, person, with_co_owner
from tests.given.form import BORROWER, OTHER, SPOUSE

STRANGER, DEVELOPER = "110105194912310021", "91620100MA0000001F"


def title(*owners, of=None, **more):
    number = (of or application()).home.unit_number
    return Title("甘(2018)兰州市不动产权第0000009号", number, frozenset(owners), "住宅", 2024, **more)


def unit(*owners, seized=False, mortgages=(), **more):
    return Unit(title(*owners, **more) if owners else None, seized, frozenset(mortgages))


BUYERS = frozenset({BORROWER, SPOUSE})


@pytest.mark.parametrize(
    ("says", "against"),
    [
        ({}, []),
        ({"status": "0"}, ["FILING_NOT_FILED"]),
        ({"status": "2"}, ["FILING_CANCELLED"]),
        ({"unit_number": "X"}, ["FILING_UNIT_MISMATCH"]),
        ({"price": Decimal("899999.99")}, ["FILING_PRICE_MISMATCH"]),
        ({"price": Decimal("900000.01")}, ["FILING_PRICE_MISMATCH"]),
        ({"buyers": frozenset({BORROWER})}, []),
        ({"buyers": BUYERS | {STRANGER}}, ["FILING_BUYER_MISMATCH"]),
        ({"buyers": frozenset({STRANGER})}, ["FILING_BUYER_MISMATCH"]),
        ({"buyers": frozenset()}, ["FILING_BUYER_MISMATCH"]),
        ({"account": "1"}, ["FILING_ACCOUNT_MISMATCH"]),
        ({"account": ""}, ["FILING_ACCOUNT_MISMATCH"]),
    ],
)
def test_each_thing_a_filing_says_otherwise_than_the_form_is_told(says, against):
    of = application()
    assert filed.differences(of, filing(of, **says)) == against
    told = filed.before_pay_out(of, filing(of, **says))
    assert told.facts["defects"] == against and told.facts["filed"] is (says.get("status", "1") == "1")
    if against:
        assert (told.outcome, told.code) == (Outcome.CONTRADICTED, against[0])


def test_a_form_that_names_no_account_is_not_as_the_filing_says_and_no_filing_says_nothing():
    of = application()
    nobody = replace(of, home=replace(of.home, seller=None))
    assert filed.differences(nobody, filing(of)) == ["FILING_ACCOUNT_MISMATCH"]
    assert filed.differences(of, None) == filed.doubts(of, None) == []
    none = filed.before_pay_out(of, None)
    assert (none.outcome, none.code, none.facts["filed"]) == (Outcome.NOT_FOUND, "FILING_NOT_FOUND", False)


def test_a_resale_whose_filing_names_no_account_holder_is_paid_to_the_seller_it_names_or_a_person_looks():
    of = application(kind="existing")
    theirs = of.home.seller.holder
    for seller, unsure in ((theirs, []), ("别人", ["PAYEE_HOLDER_DIFFERS"])):
        said = filing(of, holder="", seller_name=seller)
        assert filed.doubts(of, said) == unsure and filed.facts(of, said).get("account_holder") == seller
    assert filed.doubts(of, filing(of, holder=theirs, seller_name="别人")) == []


def test_each_who_only_owns_the_home_is_among_its_buyers_and_makes_nobody_a_borrower():
    of = with_co_owner(application())
    two = replace(of, co_owners=(*of.co_owners, co_owner(key="co_owner_2", id_number=STRANGER)))
    own = replace(own_home(), co_owners=two.co_owners)
    for missing in two.co_owners:
        named = {one.id_number for one in two.co_owners if one is not missing}
        assert titled.differences(own, None, unit(BORROWER, *named, of=own)) == ["CO_OWNER_NOT_NAMED"]
        assert filed.differences(two, filing(two, buyers=BUYERS | named)) == ["CO_OWNER_NOT_NAMED"]
    assert filed.differences(two, filing(two, buyers=BUYERS | {one.id_number for one in two.co_owners})) == []
    theirs = of.co_owners[0].id_number
    assert filed.differences(of, filing(of)) == ["CO_OWNER_NOT_NAMED"]
    assert filed.differences(of, filing(of, buyers=BUYERS | {theirs})) == []
    assert filed.differences(of, filing(of, buyers=frozenset({theirs}))) == ["FILING_BUYER_MISMATCH"]
    assert filed.facts(of, filing(of, buyers=frozenset({theirs, BORROWER})))["owners"] == ["borrower", "co_owner_1"]


@pytest.mark.parametrize(
    ("says", "unsure"),
    [
        ({}, []),
        ({"holder": "别人"}, ["PAYEE_HOLDER_DIFFERS"]),
        ({"seller_name": "别人"}, []),  # of a new home the account's holder alone
        ({"seller": BORROWER}, ["FILING_SELLER_MISMATCH", "HOME_KIND_MISMATCH", "SELLER_IS_PARTY"]),
        ({"named": frozenset({(BORROWER, "别人")})}, ["OWNER_NAME_DIFFERS"]),
        ({"named": frozenset({(SPOUSE, "别人")})}, ["OWNER_NAME_DIFFERS"]),
        ({"price": Decimal(1), "holder": "别人"}, ["FILING_PRICE_MISMATCH", "PAYEE_HOLDER_DIFFERS"]),
        ({"named": frozenset({(STRANGER, "别人")})}, []),
        ({"buyers": frozenset({SPOUSE})}, []),
    ],
)
def test_each_thing_of_a_filing_that_a_person_looks_at_is_told(says, unsure):
    of = application()
    told = filed.before_pay_out(of, filing(of, **says))
    assert [*told.facts["defects"], *told.facts["doubts"]] == unsure
    against = Outcome.CONTRADICTED if told.facts["defects"] else None
    assert told.outcome is (against or (Outcome.AMBIGUOUS if unsure else Outcome.CONFIRMED))
    assert told.code == next(iter(unsure), "PROPERTY_CONFIRMED"), "what contradicts goes before what is looked at"


def test_a_form_that_names_no_seller_or_no_account_and_a_co_owner_who_sells():
    of = with_co_owner(application())
    unnamed = replace(application(), home=replace(application().home, seller_id=""))
    assert filed.differences(unnamed, filing(unnamed, seller=DEVELOPER)) == [], "who sells the form does not say"
    unpaid = replace(application(), home=replace(application().home, seller=None))
    assert filed.doubts(unpaid, filing(unpaid, holder="公司")) == ["PAYEE_HOLDER_DIFFERS"], "nor is nobody its holder"
    assert filed.doubts(unpaid, filing(unpaid)) == [], "where it names nobody its number alone is compared"
    assert "SELLER_IS_PARTY" in filed.doubts(of, filing(of, seller=of.co_owners[0].id_number))
    otherwise = frozenset({(of.co_owners[0].id_number, "别人")})
    assert filed.doubts(of, filing(of, named=otherwise)) == ["OWNER_NAME_DIFFERS"], "a co-owner has one name too"


@pytest.mark.parametrize(
    ("who", "beside", "not_theirs"),
    [({"borrower"}, False, False), ({"spouse"}, False, False), ({"borrower", "parent"}, True, False), ({"parent"}, True, True), (set(), False, False)],
)  # fmt: skip
def test_a_home_is_the_familys_own_and_of_who_buys_beside_it_a_person_looks(who, beside, not_theirs):
    people = (person("borrower"), person("spouse"), person("co_borrower_1"))
    numbers = {"borrower": BORROWER, "spouse": SPOUSE, "parent": OTHER}
    of = application(*people)
    told = filed.held_by(of, frozenset({*(numbers[one] for one in who), STRANGER}))
    assert told == {"BORROWER_NOT_BUYER": not_theirs, "CO_BUYER_BESIDE": beside}, "strangers are told as a difference"


@pytest.mark.parametrize(
    ("received", "told"),
    [(None, None), ("0", "0.00"), ("300000", "300000.00"), ("-1", None), ("NaN", None), ("Infinity", None)],
)
def test_what_an_account_has_received_is_a_sum_or_is_not_told(received, told):
    of = application()
    facts = filed.facts(of, filing(of, received=Decimal(received) if received else None))
    assert facts.get("down_payment_received") == told


def test_of_rows_that_differ_nothing_is_told_but_that_they_do():
    of = application()
    several = filed.before_pay_out(of, filing(of, several="digest", received=Decimal(1)))
    assert (several.outcome, several.code) == (Outcome.AMBIGUOUS, "FILINGS_DIFFER")
    assert several.facts["filed"] is False and several.facts["owners"] == [] and several.facts["contract"] == "digest"
    assert "down_payment_received" not in several.facts and several.facts["doubts"] == ["FILINGS_DIFFER"]


# The title


@pytest.mark.parametrize(
    ("owners", "named_too", "against"),
    [
        ((BORROWER,), False, []),
        ((SPOUSE,), False, []),
        ((BORROWER, SPOUSE), False, []),
        ((STRANGER,), False, ["TITLE_OWNER_MISMATCH"]),
        ((BORROWER, STRANGER), False, ["TITLE_CO_OWNER_BESIDE"]),
        ((BORROWER, "co_owner"), True, []),
        ((BORROWER,), True, ["CO_OWNER_NOT_NAMED"]),
        (("co_owner",), True, ["TITLE_OWNER_MISMATCH"]),
        ((BORROWER, "co_owner"), False, ["TITLE_CO_OWNER_BESIDE"]),
    ],
)
def test_an_own_home_is_theirs_who_borrow_and_of_nobody_who_is_no_party(owners, named_too, against):
    of = with_co_owner(own_home()) if named_too else own_home()
    number = co_owner().id_number
    found = unit(*(number if one == "co_owner" else one for one in owners), of=of)
    assert titled.differences(of, None, found) == against


def test_an_own_home_nobody_was_asked_about_is_nobodys_and_one_without_a_title_is_told_otherwise():
    assert titled.differences(own_home(), None, None) == ["TITLE_OWNER_MISMATCH"]
    assert titled.differences(own_home(), None, unit()) == []
    assert titled.facts(own_home(), None) == {"owners": []} and titled.facts(application(), None) == {}


@pytest.mark.parametrize(
    ("owners", "sellers", "form", "is_so"),
    [
        ((STRANGER,), "", STRANGER, True),
        ((STRANGER,), f"{STRANGER},{OTHER}", STRANGER, True),
        ((STRANGER, OTHER), f"{STRANGER},{OTHER}", STRANGER, True),
        ((STRANGER, OTHER), STRANGER, STRANGER, False),
        ((OTHER,), f"{STRANGER},{OTHER}", STRANGER, False),  # not whom the form names
        ((OTHER,), "", STRANGER, False),
        ((), "", STRANGER, False),
    ],
)
def test_a_home_that_is_bought_is_in_its_sellers_name_and_in_nobody_elses(owners, sellers, form, is_so):
    of = application(kind="existing", seller_id=form)
    one = replace(title(), owners=frozenset(owners))
    assert titled.is_sellers(of, filing(of, seller=sellers), one) is is_so
    several = filing(of, seller=f"{STRANGER},{OTHER}", several="x")
    assert titled.is_sellers(of, several, one) is (owners == (STRANGER,)), "rows that differ name nobody"


@pytest.mark.parametrize(
    ("kind", "owners", "sellers", "is_so"),
    [
        ("existing", (OTHER,), f"{STRANGER},{OTHER}", True),  # a seller of the contract whom the form does not name
        ("existing", (BORROWER,), STRANGER, False),
        ("existing", (STRANGER, BORROWER), STRANGER, False),
        ("existing", (), STRANGER, False),
        ("existing", (STRANGER, OTHER), STRANGER, True),  # against nothing: whom the form names is among them
        ("existing", (OTHER,), STRANGER, False),
        ("new", (OTHER,), f"{DEVELOPER},{OTHER}", False),
    ],
)
def test_a_person_may_look_at_a_title_of_sellers_or_of_one_that_is_against_nothing_and_names_no_buyer(
    kind, owners, sellers, is_so
):
    of = application(kind=kind, seller_id=STRANGER if kind == "existing" else DEVELOPER)
    one = replace(title(), owners=frozenset(owners))
    assert titled.is_to_look_at(of, filing(of, seller=sellers), one) is is_so


def test_a_co_owner_is_no_stranger_whose_title_a_person_may_look_at():
    of = with_co_owner(application(kind="existing", seller_id=STRANGER))
    theirs = replace(title(), owners=frozenset({co_owner().id_number, STRANGER}))
    assert not titled.is_to_look_at(of, filing(of, seller=STRANGER), theirs)


@pytest.mark.parametrize("owners", [(STRANGER,), (BORROWER, STRANGER)])
def test_a_new_home_with_a_strangers_title_is_of_another_kind_and_has_no_seller_who_does_not_own_it(owners):
    of = application(seller_id=DEVELOPER)
    told = home.property_finding(of, filing(of, seller=DEVELOPER), unit(*owners), [])
    assert (told.outcome, told.facts["defects"]) == (Outcome.CONTRADICTED, ["HOME_KIND_MISMATCH"])
    nobody = replace(title(), owners=frozenset())
    assert not titled.is_sellers(of, filing(of, seller=DEVELOPER), nobody), "a title that names nobody is nobody's"


def test_an_own_home_with_a_strangers_title_contradicts():
    told = home.property_finding(own_home(), None, unit(STRANGER, of=own_home()), [])
    assert (told.outcome, told.code) == (Outcome.CONTRADICTED, "TITLE_OWNER_MISMATCH")


@pytest.mark.parametrize(
    ("owners", "sellers", "names", "unsure"),
    [
        ((STRANGER,), STRANGER, ("某人",), []),
        ((STRANGER,), STRANGER, ("别人",), ["OWNER_NAME_DIFFERS"]),
        ((STRANGER,), f"{STRANGER},{OTHER}", ("别人",), []),  # of several sellers no name tells whose it is
        ((STRANGER, OTHER), STRANGER, ("某人",), ["CO_OWNER_NOT_SELLING"]),
        ((OTHER,), STRANGER, (), []),  # none of those who sell: a difference
        ((BORROWER, STRANGER), f"{STRANGER},{BORROWER}", ("某人",), ["SELLER_IS_PARTY"]),
    ],
)
def test_of_a_home_that_is_sold_on_a_person_looks_at_other_names_and_at_owners_who_do_not_sell(
    owners, sellers, names, unsure
):
    of = application(kind="existing", seller_id=STRANGER)
    found = unit(*owners, named=frozenset((STRANGER, name) for name in names))
    assert titled.doubts(of, filing(of, seller=sellers, seller_name="某人"), found) == unsure


@pytest.mark.parametrize("seized", [True, False])
@pytest.mark.parametrize("mortgages", [(), ("M1",)])
def test_what_lies_on_the_home_is_told_as_the_registry_has_it(seized, mortgages):
    told = titled.facts(application(), Unit(title(STRANGER), seized, frozenset(mortgages), {}))
    assert (told["seized"], told["mortgaged"], told["mortgages"]) == (seized, bool(mortgages), [*mortgages])
    assert told["completed_year"] == 2024 and "owners" not in told


# The home as a whole


ROWS = [
    ({}, unit(DEVELOPER), (Outcome.CONFIRMED, "PROPERTY_CONFIRMED")),
    ({"unit_number": "X", "price": Decimal(1)}, unit(DEVELOPER), (Outcome.CONTRADICTED, "FILING_UNIT_MISMATCH")),
    ({"holder": "别人"}, unit(DEVELOPER), (Outcome.AMBIGUOUS, "PAYEE_HOLDER_DIFFERS")),
    ({"several": "x"}, unit(DEVELOPER), (Outcome.AMBIGUOUS, "FILINGS_DIFFER")),
    ({}, None, (Outcome.CONFIRMED, "PROPERTY_CONFIRMED")),
]


@pytest.mark.parametrize(("says", "found", "told"), ROWS)
def test_what_the_answers_come_to_names_the_worst_of_what_they_say(says, found, told):
    of = application(seller_id=DEVELOPER)
    says = {"seller": DEVELOPER, **says}
    answer = home.property_finding(of, filing(of, **says), found, [])
    assert (answer.outcome, answer.code) == told
    assert ("seized" in answer.facts) is (found is not None), (
        "where nobody was asked nothing is told of what lies on it"
    )


def test_without_a_filing_or_a_title_nothing_is_found():
    new, sold, own = application(), application(kind="existing", seller_id=STRANGER), own_home()
    assert home.property_finding(new, None, unit(), []).code == "FILING_NOT_FOUND"
    for found in (None, unit()):
        assert home.property_finding(sold, filing(sold), found, []).code == "TITLE_NOT_FOUND"
    assert home.property_finding(own, None, unit(), []).code == "TITLE_NOT_FOUND"
    assert home.property_finding(own, None, unit(BORROWER, of=own), []).code == "TITLE_CONFIRMED"


NEAR, FAR = "620102" + "1" * 22, "620103" + "1" * 22


@pytest.mark.parametrize(
    ("held", "owned_", "near", "unclear"),
    [
        ([], 0, 0, None),
        ([(NEAR, "住宅")], 1, 1, None),
        ([(FAR, "住宅")], 1, 0, None),
        ([(NEAR, "车库")], 0, 0, None),
        ([(NEAR, "其他")], 0, 0, (1, 1)),
        ([(FAR, "其他"), (NEAR, "住宅")], 1, 1, (1, 0)),
        ([("this", "住宅")], 0, 0, None),
    ],
)
def test_the_familys_other_homes_are_counted_by_their_use_and_district_and_never_this_one(held, owned_, near, unclear):
    of = application()
    here = of.home.unit_number
    near_here = here[:6] + "9" * (len(here) - 6)
    far = here[:4] + "99" + here[6:]
    numbers = {"this": here, NEAR: near_here, FAR: far}
    records = [replace(title(BORROWER), unit_number=numbers[number], use=use) for number, use in held]
    facts = home.property_finding(of, filing(of), unit(DEVELOPER), records).facts
    assert (facts["homes_owned"], facts["homes_in_district"]) == (owned_, near)
    assert (facts.get("homes_unclear"), facts.get("homes_unclear_in_district")) == (unclear or (None, None))


@pytest.mark.parametrize(
    ("record", "is_theirs"),
    [
        (title(BORROWER), True),
        (title(SPOUSE), True),
        (title(STRANGER), False),
        (replace(title(BORROWER), current=False), False),
        (filing(application()), True),
        (filing(application(), status="2"), False),
        (filing(application(), status="0"), False),
        (filing(application(), buyers=frozenset({STRANGER})), False),
    ],
)
def test_a_home_is_tied_to_who_borrows_by_a_record_in_force(record, is_theirs):
    assert home._is_theirs(application(), record) is is_theirs


@pytest.mark.parametrize(
    ("filed_use", "owners", "year", "use"),
    [
        ("住宅", None, None, Use.HOME),
        ("住宅", (DEVELOPER,), 2024, Use.HOME),
        ("住宅", (STRANGER,), 2025, Use.UNCLEAR),  # titled to another in its very year: it may be sold on
        ("住宅", (STRANGER,), 2024, Use.HOME),  # a title from before the contract is not of who bought it since
        ("住宅", (STRANGER,), None, Use.UNCLEAR),
        ("", (DEVELOPER,), 2024, Use.HOME),
        ("", None, None, Use.UNCLEAR),
    ],
)
def test_what_was_bought_is_theirs_while_nobody_since_has_its_title(filed_use, owners, year, use):
    contract = filing(application(), seller=DEVELOPER, filed_on="2025-06-01", use=filed_use)
    number = f"甘({year})兰州市不动产权第1号" if year else "1"
    found = replace(title(*owners), number=number) if owners else None
    assert owned._of_filed(contract, found) is use


# The marriage


def of_status(marital, **values):
    people = (person("borrower", marital=marital), *(() if marital in ("10", "30", "40") else (person("spouse"),)))
    return replace(application(*people, documents=values.pop("documents", ())), **values)


MAN = {"op_date": "2015-05-01", "cert_no": "J1", "cert_num_man": BORROWER, "cert_num_woman": SPOUSE}
MARRIED, DIVORCED = {**MAN, "op_type": "IA"}, {**MAN, "op_type": "IB", "op_date": "2020-05-01", "cert_no": "L1"}


@pytest.mark.parametrize(
    ("marital", "records", "papers", "commits", "outcome", "code"),
    [
        ("20", [MARRIED], (), (), "confirmed", "MARRIAGE_CONFIRMED"),
        ("20", [], (), (), "not_found", "MARRIAGE_NO_RECORD"),
        ("20", [], (), ("SINGLE_STATUS",), "not_found", "MARRIAGE_NO_RECORD"),
        ("10", [], (), ("SINGLE_STATUS",), "confirmed", "MARRIAGE_SINGLE_COMMITTED"),
        ("10", [], ("A04",), ("SINGLE_STATUS",), "ambiguous", "MARRIAGE_PAPERS_TO_READ"),
        ("10", [MARRIED], (), ("SINGLE_STATUS",), "contradicted", "MARRIAGE_STATUS_MISMATCH"),
        ("10", [MARRIED], ("A04",), (), "contradicted", "MARRIAGE_STATUS_MISMATCH"),
        ("30", [MARRIED], (), (), "not_found", "MARRIAGE_PAPERS_MISSING"),
        ("40", [MARRIED], (), (), "not_found", "MARRIAGE_PAPERS_MISSING"),
        ("40", [MARRIED], ("A04",), (), "ambiguous", "MARRIAGE_PAPERS_TO_READ"),
        ("40", [MARRIED, DIVORCED], (), (), "confirmed", "MARRIAGE_CONFIRMED"),
        ("10", [MARRIED, DIVORCED], (), (), "contradicted", "MARRIAGE_STATUS_MISMATCH"),
        ("30", [MARRIED, DIVORCED], (), (), "contradicted", "MARRIAGE_STATUS_MISMATCH"),
        ("20", [MARRIED, DIVORCED], (), (), "contradicted", "MARRIAGE_STATUS_MISMATCH"),
        ("20", [{**MARRIED, "cert_num_woman": STRANGER}], (), (), "contradicted", "MARRIAGE_SPOUSE_MISMATCH"),
    ],
)
def test_what_the_register_has_is_held_against_what_was_declared(marital, records, papers, commits, outcome, code):
    of = of_status(marital, documents=papers, commitments=commits)
    found = marriages.meaning(of, records)
    assert (found.outcome, found.code) == (outcome, code)
    assert ("records" in found.facts) is (bool(records) and outcome != "confirmed")
    is_told = DIVORCED in records and outcome != "contradicted"
    assert found.facts.get("divorced_on") == ("2020-05-01" if is_told else None)


def test_a_divorce_of_two_other_people_is_no_answer():
    others = {"cert_num_man": STRANGER, "cert_num_woman": OTHER}
    with pytest.raises(ValueError, match="other people"):
        marriages.meaning(of_status("40"), [{**MARRIED, **others}, {**DIVORCED, **others}])


# The filing's own rows


def row(**says):
    usual = {"htbh": "HT-1", "bazt": "1", "bdcdyh": "1" * 28, "htje": "900000", "barq": "2026-01-05", "jgzh": "622",
             "buyers": [{"zjh": BORROWER, "xm": "甲"}]}  # fmt: skip
    return {**usual, **says}


@pytest.mark.parametrize(
    ("rows", "status", "several"),
    [
        ([row()], "1", False),
        ([row(htbh="HT-2")], None, False),
        ([row(htbh="ht-1")], "1", False),
        ([row(bazt="0"), row()], "1", False),
        ([row(bazt="2"), row(bazt="0")], "2", False),
        ([row(), row(buyers=[{"zjh": SPOUSE}], barq="2026-02-01", yssfk="5")], "1", False),
        ([row(bazt="2"), row(bazt="0", barq="2026-02-01")], "2", False),
        ([row(), row(htje="900001")], "1", True),
        ([row(), row(bazt="2", htje="900001")], "1", False),
    ],
)
def test_a_contract_is_what_its_rows_in_force_say_together(rows, status, several):
    found = housing.of_contract({"contracts": rows}, "HT-1")
    assert (found and found.status) == status and bool(found and found.several) is several
    if len(rows) == 2 and "yssfk" in rows[1]:
        assert (found.buyers, found.filed_on, found.received) == (BUYERS, "2026-02-01", Decimal(5))


def test_what_an_account_has_received_meanwhile_makes_no_other_filing_of_it_and_what_is_no_sum_is_none():
    found = [housing.of_contract({"contracts": rows}, "HT-1") for rows in ([row(yssfk="5")], [row(yssfk="6")])]
    assert found[0].digest == found[1].digest and found[0].received != found[1].received
    assert housing.of_contract({"contracts": [row(yssfk="NaN"), row(yssfk="5")]}, "HT-1").received == Decimal(5)


@pytest.mark.parametrize(
    ("number", "is_one"), [(DEVELOPER, True), (BORROWER, False), ("", False), ("620102198001010498", False)]
)
def test_a_number_that_may_be_a_persons_is_no_companys_though_it_may_be_a_credit_code_too(number, is_one):
    assert housing.is_a_company(number) is is_one


@pytest.mark.parametrize(
    ("says", "buyer", "seller", "is_told"),
    [
        ({"sfrzjh": DEVELOPER, "sfrmc": "公司"}, BORROWER, "公司", True),
        ({"sfrzjh": STRANGER, "sfrmc": "某人"}, BORROWER, None, True),  # a person has authorised nobody
        ({"sfrmc": "某人"}, BORROWER, None, True),
        ({}, SPOUSE, None, False),
        ({"buyers": [{"zjh": BORROWER}]}, BORROWER, None, True),
        ({"buyers": [{"zjh": BORROWER}]}, SPOUSE, None, False),  # whether or not it names who bought
        ({"buyers": []}, SPOUSE, None, False),
        ({"bazt": "2"}, BORROWER, None, False),
        ({"htbh": "HT-2"}, BORROWER, None, False),
    ],
)
def test_a_form_is_filled_from_a_contract_in_force_for_its_buyer_and_of_a_company_alone_with_its_seller(
    says, buyer, seller, is_told
):
    told = housing.particulars({"contracts": [row(**says)]}, "HT-1", buyer)
    assert (told is not None) is is_told
    assert (told or {}).get("home.seller_name") == seller


@pytest.mark.parametrize(
    ("sellers", "another"),
    [
        (DEVELOPER, False),
        ("", False),
        (OTHER, True),
        (f"{DEVELOPER},{OTHER}", True),  # whoever sells with them
        (f"{OTHER},{DEVELOPER}", True),
        (f"{DEVELOPER},1", False),  # of whom nobody can tell what they are
    ],
)
def test_a_new_home_is_sold_by_no_person_alone_or_with_its_developer(sellers, another):
    of = application(seller_id=DEVELOPER)
    assert kind.is_another(of.home, filing(of, seller=sellers)) is another
    assert kind.is_unclear(of.home, filing(of, seller=sellers)) is sellers.endswith(",1")
    sold = application(kind="existing")
    assert not kind.is_another(sold.home, filing(sold, seller=sellers))


@pytest.mark.parametrize(
    ("owners", "status", "theirs"),
    [
        ((BORROWER,), "1", True),
        ((BORROWER, SPOUSE), "1", True),
        ((BORROWER, SPOUSE), "2", False),
        ((BORROWER, STRANGER), "1", False),
        ((DEVELOPER,), "1", False),
        ((), "1", False),  # a title that names nobody is nobody's
    ],
)
def test_a_new_home_is_its_buyers_already_where_its_title_names_them_and_nobody_else(owners, status, theirs):
    of, one = application(), replace(title(), owners=frozenset(owners))
    assert kind.is_titled_to_its_buyers(of.home, filing(of, status=status), one) is theirs
    assert not kind.is_titled_to_its_buyers(of.home, None, one)
    assert not kind.is_titled_to_its_buyers(application(kind="existing").home, filing(of, status=status), one)


@pytest.mark.parametrize("deposits", [True, False])
def test_the_homes_of_both_of_a_couple_count_whatever_they_declare(deposits):
    people = [
        person(key, is_depositor=deposits == (key == "borrower")) for key in ("borrower", "spouse", "co_borrower_1")
    ]
    assert home.family(application(*people)) == ["borrower", "spouse"]
    assert home.family(application(person("borrower"), person("co_borrower_1"))) == ["borrower"]


@pytest.mark.parametrize("deposits", [True, False])
def test_an_own_home_is_tied_to_whoever_borrows_the_family_first_and_to_nobody_else(monkeypatch, deposits):
    asked = []
    monkeypatch.setattr(home.registry, "titles_of", lambda application, key, purpose: asked.append(key) or [key])
    people = [person(key, is_depositor=deposits) for key in ("borrower", "spouse", "co_borrower_1", "co_borrower_2")]
    of = with_co_owner(own_home(*people))
    assert [*home._tying(of, None, ["held"], None)] == ["held", "co_borrower_1", "co_borrower_2"] == ["held", *asked]
    bought = application()
    assert [*home._tying(bought, filing(bought), ["held"], None)] == [filing(bought)]
    assert [*home._tying(bought, None, ["held"], None)] == []


@pytest.mark.parametrize(
    ("filed_as", "titled_as", "use"),
    [
        ("住宅", "", Use.HOME),
        ("", "住宅", Use.HOME),
        ("住宅", "商业", Use.UNCLEAR),
        ("商业", "住宅", Use.UNCLEAR),
        ("", "商业", Use.OTHER),
        ("商业", "", Use.OTHER),
        ("商业", "商业", Use.OTHER),
        ("", "", Use.UNCLEAR),
    ],
)
def test_a_homes_use_is_what_filing_and_title_both_say(filed_as, titled_as, use):
    of, its = application(), unit(DEVELOPER)
    its = replace(its, title=replace(its.title, use=titled_as))
    assert home.property_finding(of, filing(of, use=filed_as), its, []).facts["use"] == use


@pytest.mark.parametrize(
    ("owners", "asked"),
    [
        (("borrower", "spouse"), []),
        (("borrower", "spouse", "co_owner_1"), []),  # who only owns the home
        (("borrower", "co_borrower_1"), ["co_borrower_1"]),
    ],
)
def test_what_else_somebody_has_is_asked_of_who_buys_and_borrows_beside_the_family_alone(monkeypatch, owners, asked):
    held = []
    monkeypatch.setattr(home, "_held", lambda application, keys, purpose: held.extend(keys) or [])
    monkeypatch.setattr(home, "family", lambda application: ("borrower", "spouse"))
    made = with_co_owner(application())
    made = replace(made, people=(*made.people, replace(made.borrower, key="co_borrower_1")))
    found = Finding("property", "home", Outcome.CONFIRMED, "TITLE", {"owners": [*owners]})
    told = home._beside(made, None, found, None)
    assert held == asked and told.facts.get("homes_of_co_buyers") == (0 if asked else None)
