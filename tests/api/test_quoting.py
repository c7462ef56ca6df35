import json
from copy import deepcopy
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
import time_machine

from chalicelib import policy
from chalicelib.api.answers.quotes import Quoted
from chalicelib.api.public import quoted, quotes
from chalicelib.api.public.assumed import ASSUMED, NEUTRAL
from chalicelib.domain.judging.burden import Burden
from chalicelib.domain.judging.rule import Verdict
from chalicelib.domain.quote import asked
from chalicelib.messages import text

PERSON = {"born": "1990-01-01", "sex": "1", "base": "12000.00", "balance": "40000.00", "consecutive_months": 60}
SMALLEST = {"centre": "620100", "people": [PERSON], "home": {"price": "900000.00"}}
SPOUSE = {"key": "spouse", "born": "1992-02-02", "sex": "2", "post": "cadre", "is_depositor": False}


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-11-23T01:00:00Z", tick=False):
        yield


def quote(api, **changes):
    return api("POST", "/v1/quotes", {**deepcopy(SMALLEST), **changes})


def person(**changes):
    return [{**PERSON, **changes}]


def test_the_smallest_question_gets_the_whole_answer(api):
    told = quote(api).body
    Quoted.model_validate(told)
    assert (told["eligible"], told["amount"], told["months"], told["rate"]) == ("yes", "600000.00", 360, "2.60")
    assert told["rate_since"] == "2025-05-08"
    assert [(m["method"], m["first_payment"], m["last_payment"], m["total_interest"]) for m in told["methods"]] == [
        ("01", "2402.04", "2401.11", "264733.47"),
        ("02", "2966.67", "1669.08", "234649.55"),
    ]
    assert told["down_payment"] == {
        "share": "0.20",
        "least": "180000.00",
        "counted": "180000.00",
        "own_funds": "300000.00",
    }
    assert told["materials"] and told["matters"] and told["promised_days"]["review"] == 6
    assert {rule["outcome"] for rule in told["rules"]} == {"pass"}


def test_days_that_fall_into_a_year_nobody_has_arranged_are_said_to_be_provisional(api):
    assert quote(api).body["promise_provisional"] is False
    with time_machine.travel("2026-12-28T02:00:00Z", tick=False):
        told = quote(api).body
    assert (told["promise_provisional"], told["legal_by"]) == (True, "2027-01-07")


@pytest.mark.parametrize(
    ("sent", "legal_by"),
    [("2026-09-18T18:30", "2026-10-03"), ("2026-09-19T10:00", "2026-10-04"), ("2026-09-20T10:00", "2026-09-30")],
)
def test_the_law_s_last_day_is_that_of_the_day_on_which_what_is_sent_now_can_be_accepted(api, sent, legal_by):
    with time_machine.travel(f"{sent}:00+08:00", tick=False):
        assert quote(api).body["legal_by"] == legal_by


def test_every_cap_says_what_it_was_computed_from_and_which_binds(api):
    caps = {cap["code"]: cap for cap in quote(api, people=person(balance="30000.00")).body["caps"]}
    assert [cap["code"] for cap in caps.values() if cap["binding"]] == ["CAP_BALANCE"]
    balance = caps["CAP_BALANCE"]
    assert (balance["value"], balance["verified"]) == ("450000.00", False)
    assert all(cap["source"] for cap in caps.values()), "where its figures are written"
    assert {one["code"]: one["value"] for one in balance["inputs"]} == {"balance": "30000.00", "multiple": "15"}
    assert all(one["name"] != one["code"] for cap in caps.values() for one in cap["inputs"])


@pytest.mark.parametrize(("said", "monthly"), [({}, "1200.00"), ({"monthly_deposit": "2880.00"}, "2880.00")])
def test_of_whom_nothing_is_said_the_least_that_may_be_deposited_counts(said, monthly):
    body = quotes.Quote.model_validate({**SMALLEST, "people": person(**said)})
    (party,) = quotes.asked(body, policy.in_force("620100", date(2026, 11, 23))).people
    assert party.deposits.monthly == Decimal(monthly)


def test_a_change_is_told_in_words_with_its_figures(api):
    changes = quote(api, people=person(balance="20000.00", monthly_deposit="2880.00")).body["changes"]
    best = changes[0]
    assert (best["code"], best["more"], best["amount"]) == ("WHATIF_MORE_DEPOSITS", "86000.00", "386000.00")
    assert best["text"].startswith("再连续足额缴存 2 个月：可多贷 86,000 元，首月还款增加 ")


def test_who_may_not_borrow_learns_why_and_what_would_help(api, verified):
    told = quote(api, people=person(consecutive_months=4)).body
    assert told["eligible"] == "no"
    assert "DEPOSIT_MONTHS" in {rule["code"] for rule in told["rules"] if rule["outcome"] == "fail"}
    helps = told["changes"][0]
    assert (helps["code"], helps["values"], helps["eligible"]) == ("WHATIF_DEPOSITS_ENOUGH", {"months": "2"}, "yes")
    assert "即可申请" in helps["text"]


def test_where_nobody_read_the_rule_a_person_decides_and_what_would_help_is_said_all_the_same(api):
    told = quote(api, people=person(consecutive_months=4)).body
    (looked,) = (rule for rule in told["rules"] if rule["code"] == "DEPOSIT_MONTHS")
    assert (told["eligible"], looked["outcome"], looked["verified"]) == ("look", "look", False)
    assert looked["inputs"]["unverified"] == ["rules.DEPOSIT_MONTHS", "min_deposit_months", "transferred_months"]
    assert (told["changes"][0]["code"], told["changes"][0]["eligible"]) == ("WHATIF_DEPOSITS_ENOUGH", "yes")


def test_what_was_assumed_is_said(api):
    silent = "".join(quote(api).body["notes"])
    assert "180,000 元" in silent and "10%" in silent
    said = quote(
        api, home={"price": "900000.00", "down_payment": "300000.00"}, people=person(monthly_deposit="2880.00")
    )
    assert "10%" not in "".join(said.body["notes"]) and "最低首付款" not in "".join(said.body["notes"])
    assert (said.body["down_payment"]["least"], said.body["down_payment"]["counted"]) == ("180000.00", "300000.00")


def test_an_unmarried_persons_spouse_is_taken_to_be_theirs_when_nothing_is_said(api):
    assert quote(api, people=[PERSON, SPOUSE]).body["eligible"] == "yes"
    rules = policy.in_force("620100", date(2026, 11, 23))
    for people in ([PERSON, SPOUSE], [PERSON]):
        asked = quotes.asked(quotes.Quote.model_validate({**SMALLEST, "people": people}), rules)
        assert {one.marital for one in asked.people} == {"20" if len(people) > 1 else "10"}


def test_whatever_nobody_has_confirmed_says_so(api):
    told = quote(
        api, kind="combination", home={"kind": "new", "price": "1200000.00"}, wish={"commercial_amount": "200000.00"}
    ).body
    said = [one["verified"] for name in ("rules", "caps", "materials", "matters") for one in told[name]]
    assert {*said, told["combination"]["burden"]["verified"]} == {False}


def test_what_would_leave_them_to_a_person_is_not_told_as_letting_them_apply():
    effect = SimpleNamespace(before=Verdict.FAIL, eligible=Verdict.LOOK, more=0, first_payment_more=0)
    assert [*quoted._does(effect)] == [text("EFFECT_LOOK")] != [text("EFFECT_ELIGIBLE")]


def test_who_deposits_where_it_is_taken_as_our_own_is_nobody_from_elsewhere(api):
    home = {"kind": "new", "price": "900000.00"}
    ours, elsewhere = (
        quote(api, kind="off_site", home=home, people=person(deposit_centre=place)) for place in ("620171", "110000")
    )
    assert ours.codes == {("MISSING", "/people/0/deposit_centre")} and elsewhere.status == 200


def test_a_combination_adds_both_loans_up(api):
    told = quote(
        api, kind="combination", home={"kind": "new", "price": "1200000.00"}, wish={"commercial_amount": "200000.00"}
    ).body
    both = told["combination"]
    assert both["commercial_amount"] == "200000.00"
    assert float(both["first_payment"]) == pytest.approx(
        float(both["fund"]["first_payment"]) + float(both["commercial"]["first_payment"])
    )
    assert told["down_payment"]["own_funds"] == "400000.00"
    assert Decimal(both["total_interest"]) == sum(
        Decimal(both[name]["total_interest"]) for name in ("fund", "commercial")
    )
    shorter = {"commercial_amount": "200000.00", "commercial_months": 120, "commercial_method": "02"}
    told = quote(api, kind="combination", home={"kind": "new", "price": "1200000.00"}, wish=shorter).body
    both = told["combination"]
    assert (both["commercial_months"], both["commercial"]["method"], told["months"]) == (120, "02", 360)
    assert both["last_payment"] == both["fund"]["last_payment"] != both["commercial"]["last_payment"]
    assert both["commercial_rate"] != told["rate"]


@pytest.mark.parametrize(("income", "holds"), [("10000", True), ("5999.99", False)])
def test_whether_a_family_can_bear_both_loans_is_told_with_what_was_reckoned_and_the_shares_of_the_law(income, holds):
    shares = {"housing_share": Decimal("0.50"), "debts_share": Decimal("0.55")}
    both = Burden(Decimal(income), fund=Decimal(2000), bank=Decimal(1000), debts=Decimal(100), **shares)
    shown = quoted._burden(SimpleNamespace(burden=both, policy=SimpleNamespace(confirmed={"bank_part.burden"})))
    assert shown == {
        "income": f"{Decimal(income):.2f}", "fund": "2000.00", "bank": "1000.00", "debts": "100.00",
        "housing_share": "0.50", "debts_share": "0.55", "holds": holds, "verified": True,
    }  # fmt: skip


def test_all_that_a_visitor_states_is_what_is_judged():
    said = {
        "key": "borrower", "born": "1990-01-02", "sex": "2", "post": "worker", "marital": "30", "account_status": "02",
        "deposit_centre": "620200", "consecutive_months": 31, "base": "12000.00", "monthly_deposit": "2880.00",
        "balance": "40000.00", "loans_used": 1, "unsettled_loan": True, "monthly_income": "1.00", "monthly_debt": "2.00",
        "max_consecutive_overdue_24m": 3, "total_overdue_24m": 4, "current_overdue": "5.00",
        "unsettled_housing_loans": 6, "minor_children": 2,
    }  # fmt: skip
    home = {
        "kind": "existing", "price": "900000.00", "down_payment": "300000.00", "appraisal": "880000.00",
        "completed_year": 2001, "land_use_ends": "2071-05-06", "homes_owned": 2, "homes_in_district": 1,
    }  # fmt: skip
    old = {
        "paid_out_on": "2020-03-04",
        "amount": "7.00",
        "principal_left": "6.00",
        "combination": True,
        "months_on_time": 12,
    }
    wish = {
        "amount": "500000.00", "months": 240, "method": "02", "commercial_amount": "8.00", "commercial_months": 120,
        "commercial_method": "01",
    }  # fmt: skip
    proven = {"children_proven": True, "income_proven": False, "proofs": ["D19", "D15", "D19"]}
    body = {
        "centre": "620100",
        "kind": "existing",
        "people": [said],
        "home": home,
        "old_loan": old,
        "wish": wish,
        **proven,
    }
    yuan, day = Decimal, date.fromisoformat
    deposits = asked.Deposits(31, yuan(12000), yuan(2880), yuan(40000), "620200", "02", 1, unsettled_loan=True)
    credit = asked.Credit(yuan(2), 3, 4, yuan(5), 6)
    born = day("1990-01-02")
    one = asked.Party("borrower", born, "2", "worker", "30", deposits, credit, yuan(1), 2, 1, unsettled_loan=True)
    dwelling = asked.Dwelling("existing", yuan(900000), yuan(300000), yuan(880000), 2001, day("2071-05-06"), 2, 1)
    replaced = asked.Replaced(day("2020-03-04"), yuan(7), yuan(6), combination=True, months_on_time=12)
    rules = policy.in_force("620100", date(2026, 11, 23))
    assert quotes.asked(quotes.Quote.model_validate(body), rules) == asked.Asked(
        "620100", "existing", (one,), dwelling, yuan(500000), 240, "02", yuan(8), replaced,
        children_proven=True, income_proven=False, commercial_months=120, commercial_method="01", proofs=("D19", "D15"),
    )  # fmt: skip


def test_sixty_months_are_still_short(api):
    rates = [quote(api, wish={"months": months}).body["rate"] for months in (60, 61)]
    assert rates == ["2.10", "2.60"]


def test_a_second_home_has_its_own_rate(api):
    told = quote(api, home={"price": "900000.00", "homes_owned": 1}).body
    assert (told["homes"], told["rate"]) == ("second", "3.075")


def test_the_policy_of_the_day_in_gansu_judges(api):
    told = {}
    for name, moment in (("before", "2025-05-07T15:59:59Z"), ("after", "2025-05-07T16:00:00Z")):
        with time_machine.travel(moment, tick=False):
            told[name] = quote(api).body
    assert (told["before"]["on"], told["before"]["rate"]) == ("2025-05-07", "2.85")
    assert (told["after"]["on"], told["after"]["rate"]) == ("2025-05-08", "2.60")
    assert told["before"]["policy"] != told["after"]["policy"]
    assert told["after"]["effective"] == "2025-05-08"


def test_unverified_figures_are_named_with_their_source(api):
    told = quote(api).body["unverified"]
    rules = policy.in_force("620100", date(2026, 11, 23))
    assert {one["figure"] for one in told} <= set(rules.unverified) and all(one["source"] for one in told)


def test_every_problem_is_named_at_once(api):
    wrong = quote(
        api,
        kind="combination",
        people=[{"born": "1990-02-30", "sex": "1"}, {**PERSON, "born": "2030-01-01"}],
        home={"price": "0", "completed_year": 2100, "down_payment": "5"},
        old_loan={"paid_out_on": "2020-01-01", "amount": "1.00", "principal_left": "2.00"},
        wish={"months": 400},
    )
    assert wrong.status == 422
    assert wrong.codes == {
        ("MISSING", "/home/kind"), ("MISSING", "/wish/commercial_amount"), ("UNEXPECTED", "/old_loan"),
        ("MISSING", "/people/1/key"), ("MISSING", "/people/0/base"), ("MISSING", "/people/0/balance"),
        ("MISSING", "/people/0/consecutive_months"), ("WRONG_FORMAT", "/people/0/born"),
        ("DAY_IN_FUTURE", "/people/1/born"), ("OUT_OF_RANGE", "/home/price"), ("OUT_OF_RANGE", "/home/down_payment"),
        ("OUT_OF_RANGE", "/wish/months"), ("DAY_IN_FUTURE", "/home/completed_year"),
        ("OLD_LOAN_EXCEEDED", "/old_loan/principal_left"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "defect"),
    [
        ({"centre": "110000"}, ("CENTRE_UNKNOWN", "/centre")),
        ({"kind": "castle"}, ("KIND_UNKNOWN", "/kind")),
        ({"home": {"kind": "existing", "price": "1"}}, ("HOME_KIND_NOT_ALLOWED", "/home/kind")),
        ({"kind": "transfer_settle_first"}, ("MISSING", "/old_loan")),
        ({"kind": "off_site", "home": {"kind": "new", "price": "1"}}, ("MISSING", "/people/0/deposit_centre")),
        ({"wish": {"commercial_amount": "1.00"}}, ("UNEXPECTED", "/wish/commercial_amount")),
        ({"people": person(marital="20")}, ("SPOUSE_MISSING", "/people")),
        ({"people": [{**PERSON, "marital": "10"}, SPOUSE]}, ("SPOUSE_UNEXPECTED", "/people/0/marital")),
        ({"people": [PERSON, SPOUSE | {"marital": "10"}]}, ("SPOUSE_NOT_MARRIED", "/people/1/marital")),
        ({"people": [PERSON, PERSON | {"key": "borrower"}]}, ("KEY_REPEATED", "/people/1/key")),
        ({"people": [PERSON | {"key": "spouse"}]}, ("FIRST_NOT_BORROWER", "/people/0/key")),
        ({"people": [PERSON, SPOUSE | {"base": "1"}]}, ("UNEXPECTED", "/people/1/base")),
        ({"people": person(name="测试")}, ("UNKNOWN_FIELD", "/people/0/name")),
        ({"people": person(id_number="620102199001010011")}, ("UNKNOWN_FIELD", "/people/0/id_number")),
        ({"people": person(base=12000)}, ("WRONG_TYPE", "/people/0/base")),
        ({"people": []}, ("WRONG_FORMAT", "/people")),
        ({"proofs": ["B03"]}, ("NOT_A_CHOICE", "/proofs/0")),
        ({"proofs": ["D19", "x"]}, ("WRONG_FORMAT", "/proofs/1")),
    ],
    ids=str,
)
def test_what_cannot_be_quoted_is_refused_with_its_place(api, changes, defect):
    refused = quote(api, **changes)
    assert refused.status == 422 and defect in refused.codes


def test_the_answer_tells_no_more_of_people_than_was_sent(api):
    body = {**SMALLEST, "people": [{**PERSON, "balance": "41234.56", "base": "12345.67"}]}
    told = json.dumps(api("POST", "/v1/quotes", body).body, ensure_ascii=False)
    assert "1990-01-01" not in told and "id_number" not in told and "phone" not in told


def test_a_quote_leaves_nothing_behind_but_that_somebody_asked(api, platform):
    quote(api)
    assert not [item for table in ("cases", "ledger", "registers", "tasks") for item in platform.items(table)]
    (counted,) = platform.items("ephemeral")
    assert set(counted) == {"key", "used", "expires"} and counted["key"]["S"].startswith("limit#POST /v1/quotes#")


def test_what_was_not_said_is_told_as_assumed_and_what_was_said_is_not(api):
    def fields(**changes):
        return {line["field"] for line in quote(api, **changes).body["assumed"]}

    silent = fields()
    assert {
        "/people/0/loans_used",
        "/people/0/monthly_deposit",
        "/home/homes_owned",
        "/home/down_payment",
        "",
    } <= silent
    said = fields(people=person(loans_used=0, monthly_debt="0", monthly_deposit="2880.00"))
    assert silent - said == {"/people/0/loans_used", "/people/0/monthly_debt", "/people/0/monthly_deposit"}
    couple = fields(people=[PERSON, SPOUSE])
    assert "/people/1/unsettled_loan" in couple and "/people/1/monthly_deposit" not in couple


def test_a_quote_says_plainly_where_a_person_would_have_to_look(api):
    looked = quote(api, people=person(consecutive_months=1)).body
    assert looked["eligible"] == "look" and "须由工作人员核查" in looked["notes"][0]
    assert "须由工作人员核查" not in "".join(quote(api).body["notes"])


def test_no_more_homes_are_in_the_district_than_are_owned(api):
    home = {**SMALLEST["home"], "homes_in_district": 1}
    refused = api("POST", "/v1/quotes", {**SMALLEST, "home": home})
    assert [(defect["code"], defect["field"]) for defect in refused.body["defects"]] == [
        ("OUT_OF_RANGE", "/home/homes_in_district")
    ]
    assert api("POST", "/v1/quotes", {**SMALLEST, "home": {**home, "homes_owned": 1}}).status == 200


@pytest.mark.parametrize("model", [*ASSUMED], ids=lambda model: model.__name__)
def test_every_field_nobody_has_to_fill_is_told_as_assumed_or_is_no_fact(model):
    optional = {name for name, field in model.model_fields.items() if not field.is_required()}
    assert {*ASSUMED[model]} | NEUTRAL[model] == optional and not {*ASSUMED[model]} & NEUTRAL[model]


def test_what_is_assumed_of_marriage_children_incomes_and_the_old_loan_is_told_where_the_answer_rests_on_it(api):
    def fields(**changes):
        return {line["field"] for line in quote(api, **changes).body["assumed"]}

    silent = fields()
    assert {
        "/kind",
        "/people/0/marital",
        "/people/0/minor_children",
        "/people/0/is_depositor",
        "/wish/method",
    } <= silent
    assert not {"/people/0/monthly_income", "/people/0/post", "/home/completed_year", "/children_proven"} & silent
    couple = fields(people=[PERSON | {"minor_children": 2, "marital": "20"}, SPOUSE | {"monthly_income": "5000"}])
    assert {"/children_proven", "/income_proven"} <= couple
    assert not {"/people/0/marital", "/people/1/marital", "/people/1/monthly_income"} & couple
    own = {"price": "900000.00", "homes_owned": 1}
    old = {"paid_out_on": "2020-01-01", "amount": "600000.00", "principal_left": "450000.00"}
    replaced = fields(kind="transfer_settle_first", home=own, old_loan=old)
    assert {
        "/old_loan/months_on_time",
        "/old_loan/combination",
        "/home/homes_in_district",
        "/home/completed_year",
    } <= replaced
    assert not {"/kind", "/home/down_payment"} & replaced
    assert "/people/0/marital" in fields(people=person(marital=None)), "null says nothing"


def test_what_would_make_a_smaller_down_payment_enough_is_told_where_there_is_such_a_paper(api):
    with time_machine.travel("2026-12-01T01:00:00Z", tick=False):
        notes = quote(api).body["notes"]
    assert [
        note
        for note in notes
        if note.startswith("有配售型保障性住房证明的，首付款比例不低于15%即可") and "未核实" in note
    ]


def test_papers_that_will_be_brought_are_counted_in_a_quote_as_in_a_case(api):
    rich = person(balance="200000.00", base="40000.00")
    with time_machine.travel("2026-12-01T01:00:00Z", tick=False):
        told = {
            tuple(proofs): quote(api, people=rich, proofs=proofs).body
            for proofs in ([], ["D19"], ["D15"], ["D15", "D16"])
        }
    assert [
        one["name"] for one in told[()]["proofs"] if one["code"] in ("D15", "D16", "D19") and not one["counted"]
    ] and all(
        [one["code"] for one in answer["proofs"] if one["counted"]] == [*proofs] for proofs, answer in told.items()
    ), "which there are is told, and which of them were counted"
    least = {proofs: one["down_payment"]["least"] for proofs, one in told.items()}
    assert (least[()], least["D19",]) == ("180000.00", "135000.00")
    assert [told[proofs]["down_payment"]["share"] for proofs in ((), ("D19",))] == ["0.20", "0.15"]
    assert not [note for note in told["D19",]["notes"] if note.startswith("有配售型保障性住房证明的")]
    caps = {
        proofs: next(float(cap["value"]) for cap in one["caps"] if cap["code"] == "CAP_HOUSEHOLD")
        for proofs, one in told.items()
    }
    assert caps[()] == caps["D19",] < caps["D15",] < caps["D15", "D16"]
