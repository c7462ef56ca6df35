"""On the day the money goes housing is asked again: a contract cancelled since, or filed otherwise, pays nobody."""

import json
from decimal import Decimal
from types import SimpleNamespace

import pytest

from chalicelib.agencies import exchange, filed, housing, registry
from chalicelib.agencies.home import property_finding
from chalicelib.agencies.housing.answers import of_contract
from chalicelib.casework import contests, titled_today
from chalicelib.casework.questions import questions
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.errors import BankUnavailable, PreconditionFailed
from chalicelib.records import casefile, ledger
from tests.given.answers import filing, finding
from tests.given.case import answered, put, stored
from tests.given.form import OLD_LOAN, OTHER, sample
from tests.steps.conftest import CERTIFICATE, pay_out

ASKED = housing.contract
GONE, CHANGED, DOUBTED = "FILING_NOT_IN_FORCE", "FILING_CHANGED", "FILING_TO_LOOK_AT"
ANOTHER = "6222022700000099999"


@pytest.mark.parametrize(
    ("says", "code"),
    [
        ({"none": True}, GONE),
        ({"status": "2"}, GONE),
        ({"status": "0"}, GONE),
        ({"account": ANOTHER}, CHANGED),
        ({"holder": "某陌生人"}, DOUBTED),
        ({"holder": "某陌生人", "price": Decimal("1.00")}, CHANGED),
        ({"holder": "某陌生人", "several": "other rows"}, CHANGED),
        ({"price": Decimal("1.00")}, CHANGED),
        ({"buyers": frozenset({OTHER})}, CHANGED),
        ({"unit_number": "620102001001GB00101F00019999"}, CHANGED),
    ],
)
def test_a_contract_cancelled_or_changed_since_the_approval_pays_nobody_until_it_is_as_it_was(
    ready, bank, today_filed, says, code
):
    ready()
    today_filed.update(says)
    with pytest.raises(PreconditionFailed) as stopped:
        pay_out()
    assert stopped.value.codes == (code,) and bank.orders == 0 and casefile.load("c1").payment is None
    today_filed.clear()
    assert pay_out() == "paid"


def test_an_order_the_bank_never_got_is_not_sent_again_over_a_contract_cancelled_since(ready, bank, today_filed):
    ready()
    bank.lose = "order"
    with pytest.raises(BankUnavailable):
        pay_out()
    today_filed["status"] = "2"
    with pytest.raises(PreconditionFailed, match=GONE):
        pay_out()
    assert bank.orders == 0 and casefile.load("c1").payment.status == "withheld"


def test_who_buys_by_the_filing_of_today_are_those_who_have_mortgaged_the_home(ready, bank, today_filed):
    case = ready()
    relied_on = finding(
        "property", "home", regulated_account=case.application.home.seller.number, owners=["borrower", "spouse"]
    )
    put("c1", **{"findings.property.home": None})
    answered("c1", relied_on)
    today_filed["buyers"] = frozenset({case.application.borrower.id_number})
    with pytest.raises(PreconditionFailed, match=CHANGED):
        pay_out()
    del today_filed["buyers"]
    assert pay_out() == "paid"


def test_whoever_buys_by_the_filing_of_today_has_mortgaged_the_home(ready, bank):
    case = ready()
    account = case.application.home.seller.number
    put("c1", **{"findings.property.home": None})
    answered("c1", finding("property", "home", regulated_account=account, owners=["borrower"]))
    with pytest.raises(PreconditionFailed, match=CHANGED):
        pay_out()
    assert bank.orders == 0, "the spouse buys too, and has mortgaged nothing"


HE, SHE = (person["id_number"] for person in sample(1)["form"]["people"])
SELLER, COMPANY, STRANGER = "110105194912310021", "91620100MA0000001F", "110105194912310048"
ANOTHERS, TO_LOOK_AT = "TITLE_OWNERS_CHANGED", "TITLE_TO_LOOK_AT"
CODE = "MA0000001"  # the company's, in the registry's older books


def titled(unit, *owners, number="甘(2018)兰州市不动产权第0000009号"):
    title = owners and registry.Title(number, "1", frozenset(owners), "住宅", 2018)
    unit["unit"] = registry.Unit(title or None, False, frozenset({CERTIFICATE}))
    return unit["unit"]


@pytest.mark.parametrize(
    ("kind", "owners", "filed_by", "stops_for"),
    [
        ("existing", [SELLER], SELLER, ""),
        ("existing", [SELLER], "", ""),  # the filing names nobody; the form's seller was compared at the check
        ("existing", [HE, SHE], SELLER, ""),  # titled to who bought it meanwhile
        ("existing", [HE], SELLER, ANOTHERS),
        ("existing", [SELLER, HE], SELLER, ANOTHERS),
        ("existing", [SELLER, STRANGER], SELLER, TO_LOOK_AT),
        ("existing", [HE, STRANGER], SELLER, ANOTHERS),
        ("existing", [STRANGER], SELLER, ANOTHERS),
        ("existing", [], SELLER, ANOTHERS),
        ("new", [], COMPANY, ""),
        ("new", [COMPANY], COMPANY, ""),
        ("new", [CODE], COMPANY, ""),
        ("new", [HE, SHE], COMPANY, ""),
        ("new", [HE], COMPANY, ANOTHERS),
        ("new", [COMPANY], "", TO_LOOK_AT),  # that it is the developer only the form says
        ("new", [STRANGER], COMPANY, ANOTHERS),
    ],
)
def test_a_home_that_is_bought_is_its_sellers_or_theirs_who_have_mortgaged_it_when_the_money_goes(
    ready, bank, unit, today_filed, kind, owners, filed_by, stops_for
):
    of_kind(ready(), kind)
    today_filed["seller"] = filed_by
    titled(unit, *owners)
    if not stops_for:
        assert pay_out() == "paid"
        return
    with pytest.raises(PreconditionFailed) as stopped:
        pay_out()
    assert stopped.value.codes == (stops_for,) and bank.orders == 0
    ruled(title_shown=NUMBER)
    if stops_for == ANOTHERS:
        with pytest.raises(PreconditionFailed, match=ANOTHERS):
            pay_out()
    assert bank.orders == 0
    titled(unit, {"existing": SELLER, "new": COMPANY}[kind])
    today_filed["seller"] = {"existing": SELLER, "new": COMPANY}[kind]
    assert pay_out() == "paid"


def told_of_home(outcome, code, facts=None):
    """What the registry and the housing department told at the check, in place of what they usually do."""
    put("c1", **{"findings.property.home": None})
    answered("c1", Finding("property", "home", outcome, code, facts or {}))


def stops(run, code=ANOTHERS):
    with pytest.raises(PreconditionFailed, match=code):
        run()


def test_a_title_that_a_person_has_ruled_on_holds_while_it_is_that_very_title(ready, bank, unit, today_filed):
    case = of_kind(ready(), "existing")
    today_filed["seller"] = SELLER
    then = titled(unit, SELLER, STRANGER)
    told = property_finding(case.application, filing(case.application, seller=SELLER), then, [])
    assert told.code == "CO_OWNER_NOT_SELLING"
    told_of_home(told.outcome, told.code, told.facts)
    ruled()
    titled(unit, STRANGER)
    stops(pay_out)
    titled(unit, SELLER, STRANGER)
    assert pay_out() == "paid"


NUMBER = "甘(2018)兰州市不动产权第0000009号"


@pytest.mark.parametrize(
    ("owners", "shown", "code"),
    [
        ([SELLER, OTHER], NUMBER, TO_LOOK_AT),
        ([], "无", ANOTHERS),
        ([OTHER], f" {NUMBER.replace('(', '（')}、", ANOTHERS),
    ],
)
@pytest.mark.parametrize("asked", [True, False])
def test_where_nobody_can_tell_which_title_was_ruled_on_the_money_waits_for_who_has_looked_at_todays(
    ready, bank, unit, today_filed, owners, shown, code, asked
):
    case = of_kind(ready(), "existing")
    today_filed["seller"] = SELLER
    then = titled(unit, SELLER, STRANGER)
    told = property_finding(case.application, filing(case.application, seller=SELLER), then, [])
    before = {name: told.facts[name] for name in told.facts if name != "title"}  # as an earlier release kept it
    told_of_home(*((told.outcome, told.code, before) if asked else (Outcome.UNAVAILABLE, "PROPERTY_UNAVAILABLE")))
    ruled()
    titled(unit, *owners)
    stops(pay_out, code)
    ruled(title_shown="甘(2018)兰州市不动产权第0000010号")
    stops(pay_out, code)
    assert bank.orders == 0
    ruled(title_shown=shown)
    assert pay_out() == "paid"


def test_what_a_person_has_said_of_the_owners_holds_for_no_title_they_have_not_seen(ready, unit):
    form = stored(ready().application)
    home = {name: form["home"][name] for name in ("city", "unit_number", "location", "area", "price")}
    form |= {"kind": "transfer_loan_for_loan", "home": {**home, "kind": "own"}, "old_loan": OLD_LOAN}
    put("c1", application=form)
    told_of_home(Outcome.UNAVAILABLE, "PROPERTY_UNAVAILABLE")
    of_own = {"homes_in_district": 0, "mortgage_numbers": "无"}
    for owners, shown in (((), "无"), ((STRANGER,), NUMBER)):
        ruled(**of_own)
        assert not titled_today.is_right(casefile.load("c1"), None, titled(unit, *owners))
        titled_today.keep(casefile.load("c1"), titled(unit, *owners))
        ruled(**of_own, title_shown=shown)
        assert titled_today.is_right(casefile.load("c1"), None, titled(unit, *owners))
    assert not titled_today.is_right(casefile.load("c1"), None, titled(unit))


def test_a_title_whose_owner_the_filing_of_today_names_beside_the_seller_is_not_the_sellers(
    ready, bank, unit, today_filed
):
    of_kind(ready(), "existing")
    today_filed["seller"] = f"{SELLER},{STRANGER}"
    titled(unit, STRANGER)
    stops(pay_out, TO_LOOK_AT)
    assert bank.orders == 0
    titled(unit, SELLER, STRANGER)
    assert pay_out() == "paid"


@pytest.mark.parametrize(
    ("kind", "sellers", "owners", "later"),
    [
        ("existing", SELLER, [SELLER, STRANGER], [STRANGER]),
        ("existing", f"{SELLER},{STRANGER}", [STRANGER], [OTHER]),
        ("new", "", [COMPANY], [STRANGER]),
    ],
)
def test_a_title_against_nothing_is_paid_on_once_a_person_has_looked_at_that_very_one_though_none_had_to_rule_before(
    ready, bank, unit, today_filed, kind, sellers, owners, later
):
    of_kind(ready(), kind)
    today_filed["seller"] = sellers
    titled(unit, *owners)
    stops(pay_out, TO_LOOK_AT)
    ruled(title_shown="甘(2018)兰州市不动产权第0000010号")
    stops(pay_out, TO_LOOK_AT)
    ruled(title_shown=NUMBER)
    titled(unit, *later)
    stops(pay_out)
    ruled(title_shown=NUMBER)
    stops(pay_out)
    titled(unit, *owners)
    stops(pay_out, TO_LOOK_AT)
    assert bank.orders == 0
    ruled(title_shown=NUMBER)
    assert pay_out() == "paid"


def test_what_a_person_has_looked_at_is_whose_the_title_was_that_day_and_not_its_number_alone(
    ready, bank, unit, today_filed
):
    of_kind(ready(), "existing")
    today_filed["seller"] = f"{SELLER},{STRANGER}"
    ruled(title_shown=NUMBER)  # before anything had stopped
    titled(unit, SELLER, STRANGER, OTHER)
    stops(pay_out, TO_LOOK_AT)
    stops(pay_out, TO_LOOK_AT)
    ruled(title_shown=NUMBER)
    titled(unit, STRANGER)
    stops(pay_out, TO_LOOK_AT)
    assert bank.orders == 0
    ruled(title_shown=NUMBER)
    assert pay_out() == "paid"


@pytest.mark.parametrize(("shown", "holds"), [("无证号", True), ("无", False), ("", False), ("、", False)])
def test_a_title_to_which_the_registry_has_no_number_is_named_as_one_without(ready, unit, today_filed, shown, holds):
    of_no_number = titled(unit, SELLER, STRANGER, number="")
    titled_today.keep(of_kind(ready(), "existing"), of_no_number)
    ruled(title_shown=shown)
    assert titled_today.is_right(casefile.load("c1"), None, of_no_number) is holds


@pytest.mark.parametrize(
    ("shown", "holds"), [("甘1、甘2", True), ("甘2，甘1", True), ("甘1", False), ("甘1、甘2、甘3", False)]
)
def test_of_a_title_of_two_certificates_who_has_looked_names_both_and_no_other(ready, unit, shown, holds):
    of_two = titled(unit, SELLER, STRANGER, number="甘1、甘2")
    titled_today.keep(of_kind(ready(), "existing"), of_two)
    ruled(title_shown=shown)
    assert titled_today.is_right(casefile.load("c1"), None, of_two) is holds


def of_kind(case, kind):
    form = stored(case.application)
    form["home"] |= {"kind": kind, "seller_id": SELLER if kind == "existing" else COMPANY}
    put("c1", application=form, **{"findings.property.home": None})
    answered(
        "c1",
        finding("property", "home", regulated_account=form["home"]["seller"]["number"], owners=["borrower", "spouse"]),
    )
    return casefile.load("c1")


def test_it_is_asked_on_the_borrowers_consent_and_the_question_is_in_the_ledger(ready, bank, monkeypatch):
    home, people = ready().application.home, casefile.load("c1").application.people
    row = {
        "htbh": home.contract_number, "bazt": "1", "bdcdyh": home.unit_number, "htje": str(home.price), "barq": "2026-01-05",
        "buyers": [{"zjh": person.id_number} for person in people], "jgzh": home.seller.number,
    }  # fmt: skip
    answer = SimpleNamespace(
        status=200, headers={}, data=json.dumps({"code": "0", "data": {"contracts": [row]}}).encode()
    )
    monkeypatch.setattr(housing, "contract", ASKED)
    monkeypatch.setattr(exchange, "_post", lambda service, body: answer)
    assert pay_out() == "paid"
    (entry,) = (one for one in ledger.entries("c1") if one.get("agency") == "housing")
    assert (entry["asked_by"], entry["matter"], entry["subject"]) == ("disburse", "M4", "home") and entry["consent"]


def said_then(case, outcome, code, **says):
    """Housing's word at the check, in place of what it usually is; None for a contract it did not know."""
    told = filed.facts(case.application, None if outcome is Outcome.NOT_FOUND else filing(case.application, **says))
    defects = [code] if outcome is Outcome.CONTRADICTED else []
    doubts = [code] if outcome is Outcome.AMBIGUOUS else []
    put("c1", **{"findings.property.home": None})
    answered("c1", Finding("property", "home", outcome, code, {**told, "defects": defects, "doubts": doubts}))


def ruled(**facts):
    case = casefile.load("c1")
    of = questions(case.application)("property", "home")
    known = {
        "homes_owned": 0, "seized": False, "mortgaged": False, "owners_are_parties": True,
        **({"regulated_account": seller.number} if (seller := case.application.home.seller) else {}),
    }  # fmt: skip
    ruling = case.ruling("property.home", "confirmed", of, "r1", "已向住建部门核实", {**known, **facts}, "person_r1")
    put("c1", rulings={"property.home": ruling})


@pytest.mark.parametrize(
    ("outcome", "code", "says", "later"),
    [
        (Outcome.AMBIGUOUS, "PAYEE_HOLDER_DIFFERS", {"holder": "某专户"}, {"holder": "某陌生人"}),
        (Outcome.NOT_FOUND, "FILING_NOT_FOUND", {"none": True}, {"status": "2"}),
    ],
)
def test_what_a_person_has_ruled_on_holds_as_long_as_housing_says_exactly_that(
    ready, bank, today_filed, outcome, code, says, later
):
    said_then(ready(), outcome, code, **says)
    today_filed.update(says)
    with pytest.raises(PreconditionFailed):  # nobody has ruled on it
        pay_out()
    ruled()
    today_filed.clear()
    today_filed.update(later)
    with pytest.raises(PreconditionFailed, match=f"{GONE}|{DOUBTED}"):
        pay_out()
    assert bank.orders == 0
    today_filed.clear()
    today_filed.update(says)
    assert pay_out() == "paid"


NEW_DOUBT = {"holder": "某陌生人", "filed_on": "2026-11-20"}


@pytest.mark.parametrize("ruled_before", [{}, {"named": frozenset({(HE, "某某")})}])
def test_a_doubt_that_is_new_on_the_day_is_paid_on_once_a_person_has_looked_at_that_very_filing(
    ready, bank, today_filed, ruled_before
):
    case = ready()
    if ruled_before:
        said_then(case, Outcome.AMBIGUOUS, "OWNER_NAME_DIFFERS", **ruled_before)
        ruled()
    ruled(filing_shown="2026-11-20")  # before anything had stopped
    today_filed.update(ruled_before, **NEW_DOUBT)
    stops(pay_out, DOUBTED)
    assert "PAYEE_HOLDER_DIFFERS" in casefile.load("c1").filing_seen.doubts
    stops(pay_out, DOUBTED)
    for shown in ("2026-01-05", "", "无"):
        ruled(filing_shown=shown)
        stops(pay_out, DOUBTED)
    ruled(filing_shown="2026-11-20")
    for otherwise in ({"holder": "另一陌生人"}, {"buyers": frozenset({HE, SHE, OTHER})}, {"status": "2"}):
        today_filed.update(otherwise)
        stops(pay_out, f"{GONE}|{CHANGED}|{DOUBTED}")
        for name in otherwise:
            today_filed.pop(name)
        today_filed.update(NEW_DOUBT)
    stops(pay_out, DOUBTED)
    assert bank.orders == 0, "what another stop was for since is looked at anew"
    ruled(filing_shown="2026-11-20")
    assert pay_out() == "paid"


@pytest.mark.parametrize("of", ["filing", "title"])
def test_what_was_right_in_between_is_looked_at_anew_though_somebody_has_ruled_for_another_stop_since(
    ready, bank, unit, today_filed, of
):
    of_kind(ready(), "existing")

    def say(filing_doubted, title_doubted):
        today_filed.clear()
        today_filed.update(NEW_DOUBT if filing_doubted else {}, seller=SELLER)
        titled(unit, SELLER, *([STRANGER] if title_doubted else []))

    is_filing = of == "filing"
    say(is_filing, not is_filing)
    stops(pay_out, DOUBTED if is_filing else TO_LOOK_AT)
    say(not is_filing, is_filing)
    stops(pay_out, TO_LOOK_AT if is_filing else DOUBTED)
    ruled(filing_shown="2026-11-20", title_shown=NUMBER)  # of one; the other's is of before, and was never said of this
    say(is_filing, not is_filing)
    stops(pay_out, DOUBTED if is_filing else TO_LOOK_AT)
    ruled(filing_shown="2026-11-20", title_shown=NUMBER)
    assert pay_out() == "paid" and bank.orders == 1


def test_what_a_person_has_looked_at_of_the_filing_gives_no_down_payment_back(ready, bank, today_filed):
    case = ready()
    had, account = f"{case.application.home.down_payment:.2f}", case.application.home.seller.number
    put("c1", **{"findings.property.home": None})
    answered("c1", finding("property", "home", regulated_account=account, down_payment_received=had))
    today_filed.update(NEW_DOUBT, received=Decimal(had))
    stops(pay_out, DOUBTED)
    ruled(filing_shown="2026-11-20")
    today_filed["received"] = Decimal("1.00")
    stops(pay_out, CHANGED)
    today_filed["received"] = Decimal(had)
    assert pay_out() == "paid" and bank.orders == 1


def test_a_ruling_made_without_an_answer_rules_on_no_answer_that_comes_on_the_day(ready, bank, today_filed):
    ready()
    put("c1", **{"findings.property.home": None})
    answered("c1", Finding("property", "home", Outcome.UNAVAILABLE, "PROPERTY_UNAVAILABLE"))
    ruled()
    today_filed["none"] = True
    with pytest.raises(PreconditionFailed, match=GONE):
        pay_out()
    del today_filed["none"]
    assert pay_out() == "paid"


def test_a_contest_won_over_a_buyer_holds_for_those_buyers_and_for_no_others(ready, bank, today_filed):
    case = ready()
    mine, code = case.application.borrower.id_number, "FILING_BUYER_MISMATCH"
    then = {"buyers": frozenset({mine, OTHER})}
    said_then(case, Outcome.CONTRADICTED, code, **then)
    loaded = casefile.load("c1")
    (found,) = (one for one in loaded.findings if one.check == "property")
    of = questions(loaded.application)("property", "home")
    made = contests.made(loaded, found, of, "2026-11-20T00:00:00.000Z", "p", "borrower", "子女", [], [code])
    put("c1", contests={"property.home": made})
    ruled()
    today_filed["buyers"] = frozenset({mine, "110105194912310021"})
    with pytest.raises(PreconditionFailed, match=CHANGED):
        pay_out()
    today_filed.update(then)
    assert pay_out() == "paid"


def test_a_ruling_on_an_answer_of_an_earlier_release_that_kept_no_digest_holds_for_nothing_new_against_the_form(
    ready, bank, today_filed
):
    case, then = ready(), {"holder": "某专户"}
    told = filed.facts(case.application, filing(case.application, **then))
    del told["contract"]
    doubts = ["PAYEE_HOLDER_DIFFERS"]
    put("c1", **{"findings.property.home": None})
    answered("c1", Finding("property", "home", Outcome.AMBIGUOUS, doubts[0], {**told, "defects": [], "doubts": doubts}))
    ruled()
    today_filed.update(then, buyers=frozenset({case.application.borrower.id_number, OTHER}))
    with pytest.raises(PreconditionFailed, match=CHANGED):
        pay_out()
    del today_filed["buyers"]
    assert pay_out() == "paid"


@pytest.mark.parametrize(("same", "said"), [(True, True), (False, True), (True, False)])
def test_a_ruling_on_rows_that_differ_holds_for_those_very_rows_and_only_if_it_says_that_all_who_buy_are_parties(
    ready, bank, monkeypatch, same, said
):
    case = ready()
    home, people = case.application.home, case.application.people
    row = {
        "htbh": home.contract_number, "bazt": "1", "bdcdyh": home.unit_number, "htje": str(home.price), "barq": "2026-01-05",
        "buyers": [{"zjh": person.id_number} for person in people], "jgzh": home.seller.number,
    }  # fmt: skip
    rows = [row, {**row, "htje": "1000.00"}]
    told = property_finding(case.application, of_contract({"contracts": rows}, home.contract_number), None, [])
    assert (told.code, told.facts["regulated_account"]) == ("FILINGS_DIFFER", "")
    put("c1", **{"findings.property.home": None})
    answered("c1", told)
    facts = {
        "regulated_account": home.seller.number,
        "homes_owned": 0,
        "homes_in_district": 0,
        "seized": False,
        "mortgaged": False,
        **({"owners_are_parties": True} if said else {}),
    }
    of = questions(casefile.load("c1").application)("property", "home")
    put(
        "c1",
        rulings={"property.home": casefile.load("c1").ruling("property.home", "confirmed", of, "r1", "已核对", facts)},
    )
    stranger = {**row, "buyers": [{"zjh": OTHER}], "jgzh": ANOTHER}
    today = rows[::-1] if same else [{**row, "bazt": "2"}, stranger, {**stranger, "htje": "5.00"}]
    row_of_today = of_contract({"contracts": today}, home.contract_number)
    monkeypatch.setattr(housing, "contract", lambda application, purpose: row_of_today)
    if same and said:
        assert pay_out() == "paid"
        return
    with pytest.raises(PreconditionFailed, match=CHANGED):
        pay_out()
    assert bank.orders == 0


TWO = {"holder": "某专户", "permit_on": "2025-01-05"}


@pytest.mark.parametrize(
    ("later", "paid"),
    [
        ({"permit_on": "2025-03-05"}, True),  # nothing rests on that
        ({"sort": "商品房预售"}, True),
        ({"holder": ""}, True),  # a doubt is gone
        ({"holder": "某陌生人"}, False),
        ({"named": frozenset({(OTHER, "某某")})}, True),
        ({"price": Decimal("1.00")}, False),
    ],
)
def test_what_was_put_right_since_a_ruling_holds_nothing_up_and_what_it_rested_on_does(
    ready, bank, today_filed, later, paid
):
    said_then(ready(), Outcome.AMBIGUOUS, "PAYEE_HOLDER_DIFFERS", **TWO)
    ruled()
    today_filed.update({**TWO, **later})
    if paid:
        assert pay_out() == "paid"
        return
    with pytest.raises(PreconditionFailed, match=CHANGED if "price" in later else DOUBTED):
        pay_out()
    assert bank.orders == 0


def test_who_mortgages_the_home_is_compared_under_a_ruling_too(ready, bank, today_filed):
    case = ready()
    said_then(case, Outcome.AMBIGUOUS, "PAYEE_HOLDER_DIFFERS", **TWO)
    ruled()
    today_filed.update(TWO, buyers=frozenset({case.application.borrower.id_number}))
    with pytest.raises(PreconditionFailed, match=CHANGED):
        pay_out()
    assert bank.orders == 0


@pytest.mark.parametrize("left", ["1.00", None])
def test_a_down_payment_given_back_since_stops_the_pay_out(ready, bank, today_filed, left):
    case = ready()
    had, account = f"{case.application.home.down_payment:.2f}", case.application.home.seller.number
    put("c1", **{"findings.property.home": None})
    answered("c1", finding("property", "home", regulated_account=account, down_payment_received=had))
    today_filed["received"] = Decimal(left) if left else None
    with pytest.raises(PreconditionFailed, match=CHANGED):
        pay_out()
    assert bank.orders == 0
    today_filed["received"] = Decimal(had)
    assert pay_out() == "paid"


def test_what_the_account_had_above_the_down_payment_may_be_gone(ready, bank, today_filed):
    case = ready()
    whole, account = case.application.home.down_payment, case.application.home.seller.number
    put("c1", **{"findings.property.home": None})
    answered("c1", finding("property", "home", regulated_account=account, down_payment_received=f"{whole + 1:.2f}"))
    today_filed["received"] = whole
    assert pay_out() == "paid"


def test_what_the_form_did_not_state_and_the_share_needed_may_not_be_gone(ready, bank, today_filed):
    case = ready()
    form = stored(case.application)
    form["home"]["down_payment"] = "1.00"
    share = case.application.home.price / 5
    account = case.application.home.seller.number
    put("c1", application=form, **{"findings.property.home": None})
    answered("c1", finding("property", "home", regulated_account=account, down_payment_received=f"{share + 1:.2f}"))
    today_filed["received"] = share - 1
    stops(pay_out, CHANGED)
    assert bank.orders == 0
    today_filed["received"] = share
    assert pay_out() == "paid"


def test_of_what_was_enough_by_a_proof_no_more_has_to_be_there_than_the_decision_rests_on(ready, bank, today_filed):
    case = ready(accepted_on="2026-11-30")
    form, account = stored(case.application), case.application.home.seller.number
    form["home"]["down_payment"], form["documents"]["D19"] = "1.00", ["d19"]
    put("c1", application=form, **{"findings.property.home": None})
    share = case.application.home.price * 15 / 100
    answered("c1", finding("property", "home", regulated_account=account, down_payment_received=f"{share + 9:.2f}"))
    today_filed["received"] = share - 1
    stops(pay_out, CHANGED)
    today_filed["received"] = share
    assert pay_out() == "paid"


@pytest.mark.parametrize("now", ["0.00", "0.01"])
def test_a_down_payment_that_only_a_paper_showed_is_not_paid_on_while_the_account_tells_that_it_is_not_there(
    ready, bank, today_filed, now
):
    case = ready()
    account = case.application.home.seller.number
    put("c1", **{"findings.property.home": None})
    answered("c1", finding("property", "home", regulated_account=account, contract_parts={"price": "1"}))
    today_filed["received"] = Decimal(now)
    with pytest.raises(PreconditionFailed, match=CHANGED):
        pay_out()
    assert bank.orders == 0
    today_filed["received"] = case.application.home.down_payment
    assert pay_out() == "paid"


def test_of_an_answer_of_an_earlier_release_nobody_knows_that_the_account_told_nothing_then(ready, bank, today_filed):
    account = ready().application.home.seller.number
    put("c1", **{"findings.property.home": None})
    answered("c1", finding("property", "home", regulated_account=account))
    today_filed["received"] = Decimal("0.01")
    assert pay_out() == "paid"
