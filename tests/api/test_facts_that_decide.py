"""Who is asked, and what it decides: each household once through every agency, with the partners' own journal as witness, and as a quote.

With `-s` each line says what was asked and what came of it.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from importlib import import_module
from typing import Any

import pytest

from chalicelib import policy as policies
from chalicelib.agencies import credit_bureau
from chalicelib.casework import prefill_sources
from chalicelib.domain import matters
from chalicelib.domain.checks.declared import CHECKS
from chalicelib.domain.checks.expected import subjects
from chalicelib.domain.checks.finding import Outcome
from chalicelib.domain.form.application import Consent
from chalicelib.domain.judging.decision import Unsettled, decide
from infra.simulators import credit, fund
from tests.agencies.conftest import province as province
from tests.agencies.conftest import world as world
from tests.given.answers import purpose
from tests.given.application import of_sample
from tests.given.marks import confirmed

ON = date(2026, 11, 30)
POLICY = confirmed(policies.in_force("620100", ON))
COUPLE = of_sample(1)
HE, SHE = COUPLE.people
CHILD = {"name": "周小安", "id_number": "620102201806150118"}
LOAN = {
    "class": "非循环贷账户",
    "business": "个人消费贷款",
    "org": "某银行",
    "id": "X1",
    "balance": "90000.00",
    "monthly_due": "4000.00",
}
BORROWER = {
    "born": "1992-03-15",
    "sex": "1",
    "marital": "20",
    "base": "15000.00",
    "balance": "40000.00",
    "consecutive_months": 84,
}
OTHER = {
    "born": "1996-08-20",
    "sex": "2",
    "post": "worker",
    "base": "9000.00",
    "balance": "25000.00",
    "consecutive_months": 48,
}

IDLE = {"key": "spouse", "born": "1996-08-20", "sex": "2", "post": "worker", "is_depositor": False}


def walked(world: Any, of: Any) -> tuple[dict[str, set[str]], Any, dict[tuple[str, str], Any]]:
    """Everybody asked about the application: of whom by agency, as the journal has it; the decision; and the answers."""
    world.server.province.questions.clear()
    answers = []
    for check in CHECKS.values():
        if check.code not in matters.checks(of, POLICY):
            continue
        ask = getattr(import_module(f"chalicelib.agencies.{check.agency}"), check.call)
        for subject in subjects(check, of, POLICY):
            of_whom = of if check.subject else of.party(subject)
            more = {"old_loan": of.old_loan} if ask is credit_bureau.report else {}
            answers.append(ask(of_whom, purpose(of), **more))
    numbers = {one.id_number: one.key for one in of.parties} | {CHILD["id_number"]: "child"}
    asked: dict[str, set[str]] = {}
    for one in world.journal()["questions"]:
        asked.setdefault(one["agency"], set()).update(key for number, key in numbers.items() if number in one["about"])
    try:
        made = decide(of, answers, POLICY, ON)
    except Unsettled as open_answer:
        print("\n", asked, "-> a person looks:", open_answer)
        return asked, None, {(one.check, one.subject): one for one in answers}
    print(
        "\n",
        asked,
        "->",
        made.approved,
        made.route,
        made.amount,
        [one.code for one in made.reasons if one.outcome != "pass"],
    )
    return asked, made, {(one.check, one.subject): one for one in answers}


def outcome(made: Any, code: str) -> set[str]:
    return {str(one.outcome) for one in made.reasons if one.code == code}


def with_people(of: Any, *people: Any) -> Any:
    consents = [
        Consent(f"{p.key}-{use}", p.key, use, "", "e" * 64, use == "data") for p in people for use in ("data", "credit")
    ]
    return replace(of, people=people, consents=tuple(consents))


def person_of(world: Any, number: str) -> Any:
    return world.server.province.people[number]


def test_a_spouse_who_says_to_deposit_nothing_is_asked_about_at_the_fund_all_the_same(world, api):
    person_of(world, SHE.id_number)["account"] |= {"loans_used": 2, "unsettled_loan": True}
    asked, made, _ = walked(world, with_people(COUPLE, HE, replace(SHE, is_depositor=False)))
    assert asked["fund_core"] == asked["credit_bureau"] == asked["police"] == {"borrower", "spouse"}
    assert not made.approved and "fail" in outcome(made, "FUND_LOAN_SETTLED") & outcome(made, "HOMES")
    told = quoted(api, [BORROWER, IDLE | {"loans_used": 2, "unsettled_loan": True}])
    assert told["eligible"] != "yes" and {"FUND_LOAN_SETTLED", "HOMES"} <= against(told)


def test_a_minor_does_not_borrow_in_any_role_and_a_co_borrower_is_asked_about_as_the_couple_is(world, api):
    young = replace(
        SHE, key="co_borrower_1", name=CHILD["name"], id_number=CHILD["id_number"], marital="10", is_depositor=False
    )
    person_of(world, HE.id_number)["children"] = [CHILD]
    world.server.province.people[CHILD["id_number"]] = CHILD
    asked, made, _ = walked(world, with_people(COUPLE, HE, SHE, young))
    assert {"borrower", "spouse", "child"} == asked["police"] == asked["fund_core"] == asked["credit_bureau"]
    assert not made.approved and "fail" in outcome(made, "ADULT")
    told = quoted(api, [BORROWER, {**OTHER, "key": "spouse"}, {**OTHER, "key": "co_borrower_1", "born": "2018-06-15"}])
    assert told["eligible"] != "yes" and "ADULT" in against(told)


@pytest.mark.parametrize(
    ("first", "second", "code", "base"),
    [
        ({"status": "02", "unsettled_loan": True, "loans_used": 1}, {}, "FUND_LOAN_SETTLED", "15000.00"),
        ({"status": "02", "base": "15000.00"}, {"base": "3000.00"}, "", "3000.00"),
        ({"status": "03", "base": "15000.00"}, {"base": "3000.00"}, "", "3000.00"),
        ({}, {}, "look", ""),
    ],
)
def test_history_is_that_of_all_accounts_and_income_that_of_the_live_one(world, first, second, code, base):
    him = person_of(world, HE.id_number)
    him["account"], him["other_accounts"] = {**him["account"], **first}, [{**him["account"], **second}]
    _, made, answers = walked(world, with_people(COUPLE, HE, SHE))
    account = answers["fund_account", "borrower"]
    if code == "look":
        assert account.outcome is Outcome.AMBIGUOUS, "a person says which of two counts"
        return
    assert account.facts["base"] == base
    assert ("fail" in outcome(made, "FUND_LOAN_SETTLED")) is (code == "FUND_LOAN_SETTLED")


def test_the_same_debt_in_both_reports_is_owed_once(world, api):
    caps = []
    for joint in ((HE,), (HE, SHE)):
        world.server.province.reset()
        for one in (HE, SHE):
            person_of(world, one.id_number)["credit"] = [LOAN] if one in joint else []
        _, made, _ = walked(world, with_people(COUPLE, HE, SHE))
        caps.append(made.caps["CAP_ABILITY"])
    assert caps[0] == caps[1]
    once, twice = (
        quoted(api, [{**BORROWER, "monthly_debt": "4000"}, {**OTHER, "key": "spouse", **more}])
        for more in ({}, {"monthly_debt": "4000"})
    )
    ability = [
        next(Decimal(cap["value"]) for cap in told["caps"] if cap["code"] == "CAP_ABILITY") for told in (once, twice)
    ]
    assert ability[0] > ability[1], "a quote has a debt as often as it is stated"


def test_a_depositing_parent_who_borrows_too_is_no_second_spouse(world, api):
    parent = replace(SHE, key="co_borrower_1", marital="30")
    world.server.province.marriages.clear()
    world.server.province.home("unit_number", COUPLE.home.unit_number)["filing"]["buyers"] = [HE.id_number]
    unmarried = replace(COUPLE, commitments=("SINGLE_STATUS",)), replace(HE, marital="10")
    made = [walked(world, with_people(*unmarried, *more))[1] for more in ((), (parent,))]
    for cap in ("CAP_HOUSEHOLD", "CAP_BALANCE"):
        assert made[0].caps[cap] == made[1].caps[cap]
    assert made[0].caps["CAP_ABILITY"] < made[1].caps["CAP_ABILITY"]
    by_quote = [
        {cap["code"]: cap["value"] for cap in quoted(api, people)["caps"]}
        for people in (
            [BORROWER | {"marital": "10"}],
            [BORROWER | {"marital": "10"}, {**OTHER, "key": "co_borrower_1"}],
        )
    ]
    assert [by_quote[0][cap] == by_quote[1][cap] for cap in ("CAP_HOUSEHOLD", "CAP_BALANCE", "CAP_ABILITY")] == [
        True,
        True,
        False,
    ]


FILED = {
    "contract_number": "LZ2020XS0009",
    "price": "500000.00",
    "filed_on": "2020-10-15",
    "account": "6222022700000001019",
}
TITLED = {"number": "甘(2018)兰州市不动产权第0000009号"}


@pytest.mark.parametrize(
    ("home", "counts"),
    [
        ({"use": "车位", "filing": {**FILED, "buyers": [HE.id_number]}}, 0),
        ({"use": "住宅", "filing": {**FILED, "buyers": [HE.id_number]}}, 1),
        ({"use": "成套住宅", "title": {**TITLED, "owners": [HE.id_number]}}, 1),
        ({"use": "车库", "title": {**TITLED, "owners": [SHE.id_number]}}, 0),
        ({"use": "住宅", "title": {**TITLED, "owners": [HE.id_number], "status": "历史"}}, 0),
        ({"use": "住宅", "title": {**TITLED, "owners": [CHILD["id_number"]]}}, 1),
    ],
)
def test_homes_are_counted_by_use_and_by_whose_they_are_the_minor_childrens_among_them(world, home, counts):
    person_of(world, HE.id_number)["children"] = [CHILD]
    world.server.province.people[CHILD["id_number"]] = CHILD
    world.server.province.homes.append({"unit_number": "620102002001GB00001F00010001", "location": "示例路9号", **home})
    asked, _, answers = walked(world, with_people(COUPLE, HE, SHE))
    assert answers["property", "home"].facts["homes_owned"] == counts
    assert asked["registry"] == asked["housing"] == {"borrower", "spouse", "child"}


@pytest.mark.parametrize(
    ("stated", "registered"), [("阿布都·热西提", "阿布都•热西提"), ("阿布都．热西提", "阿布都・热西提")]
)
def test_a_name_is_compared_as_it_is_meant_and_every_agency_is_asked_in_one_spelling(world, stated, registered):
    from chalicelib.domain.form import normal

    person_of(world, HE.id_number)["name"] = normal.name(registered)
    for record in world.server.province.marriages:
        if record["cert_num_man"] == HE.id_number:
            record["name_man"] = normal.name(registered)
    _, made, answers = walked(world, with_people(COUPLE, replace(HE, name=normal.name(stated)), SHE))
    assert {answers[check, "borrower"].outcome for check in ("identity", "marriage", "fund_account")} == {
        Outcome.CONFIRMED
    }
    assert made.approved


@pytest.mark.parametrize(
    ("id_type", "number", "to_the_bureau"), [("03", "E12345678", "2"), ("01", SHE.id_number, "10")]
)
def test_whoever_has_another_document_is_asked_about_by_that_one(world, monkeypatch, id_type, number, to_the_bureau):
    sent = []
    for module, name, field in ((fund, "known", "zjlx"), (credit, "report", "id_type")):
        answer = getattr(module, name)
        monkeypatch.setattr(
            module, name, lambda one, asked, answer=answer, field=field: sent.append(asked[field]) or answer(one, asked)
        )
    asked = with_people(COUPLE, HE, replace(SHE, id_type=id_type, id_number=number, born=date(1996, 8, 20), sex="2"))
    walked(world, asked)
    question = {"name": SHE.name, "id_number": number, "id_type": id_type if id_type != "01" else ""}
    prefill_sources.answer("account", question, "spouse", "", "", purpose(asked))
    assert sent == ["01", id_type, "10", to_the_bureau, id_type]
    told = prefill_sources.answer("account", {**question, "id_type": ""}, "spouse", "", "", purpose(asked))
    assert (told == ("PREFILL_NAME_FIRST", {})) is (id_type != "01"), (
        "nobody is asked about by a document nobody has named"
    )


def quoted(api: Any, people: Any, **home: Any) -> Any:
    body = {"centre": "620100", "people": people, "home": {"price": "2000000.00", "down_payment": "800000.00", **home}}
    reply = api("POST", "/v1/quotes", body)
    assert reply.status == 200, reply.body
    print("\n quote ->", reply.body["eligible"], reply.body["amount"], against(reply.body))
    return reply.body


def against(told: Any) -> set[str]:
    return {rule["code"] for rule in told["rules"] if rule["outcome"] != "pass"}
