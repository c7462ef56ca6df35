"""Who sees what: every role at every route that reads, on a case with something personal at every place there is."""

import json
from datetime import date

import pytest

from chalicelib import policy
from chalicelib.api import form_masks, visibility
from chalicelib.api.routes import ROUTES
from chalicelib.domain.judging.decision import decide
from chalicelib.domain.judging.formulas import FORMULAS
from chalicelib.domain.judging.rules import AFTER_CREDIT, BEFORE_CREDIT
from chalicelib.records import acceptance, casefile, ledger
from chalicelib.records.casefile import CaseFile
from tests.given.answers import finding, findings
from tests.given.case import CONTRACT, answered, put, waiting
from tests.given.form import OTHER, SELLER, form
from tests.given.masks import brimful, personal

ON = date(2026, 11, 23)
CASE, TASK, OPS = "/v1/applications/{id}", "/v1/tasks/{task}", "/v1/ops/cases/{no}"
ROLES = ("borrower", "spouse", "stranger", "clerk", "hotline", "reviewer", "supervisor", "ops", "bank")
PARTIES = ("borrower", "spouse", "clerk")
# Who gets an answer at all. Nobody else does, and a route that is not here fails the first test below.
ANSWERED = {
    "/v1/sessions": ROLES,
    "/v1/applications": (*PARTIES, "stranger"),
    CASE: PARTIES,
    f"{CASE}/materials": PARTIES,
    f"{CASE}/documents/{{document}}": ("borrower",),  # staff who have begun to work on it: test_opening.py
    f"{CASE}/tolerances": PARTIES,
    f"{CASE}/commitments": PARTIES,
    f"{CASE}/track": (*PARTIES, "hotline"),
    f"{CASE}/decision": (*PARTIES, "reviewer", "supervisor"),
    f"{CASE}/authorisations": PARTIES,
    f"{CASE}/data-uses": PARTIES,
    f"{CASE}/signed-forms": PARTIES,
    f"{CASE}/voices": ("borrower", "spouse"),
    f"{CASE}/prefill": (),  # the form is closed by then; in a draft: test_prefill.py
    "/v1/tasks": ("reviewer", "supervisor"),
    f"{CASE}/results/{{paper}}": ("borrower", "spouse"),
    "/v1/handouts": ("clerk", "supervisor"),
    "/v1/figures": ("supervisor",),
    "/v1/numbers": (),  # without a counter; the hall's own system answers: tests/agencies/test_wire.py
    "/v1/absences": ("reviewer", "supervisor"),
    "/v1/cases/{number}": ("clerk", "reviewer", "supervisor"),
    TASK: ("reviewer", "supervisor"),
    "/v1/bank/contracts/{number}": ("bank",),
    "/v1/ops/cases": ("ops",),
    "/v1/ops/calendar": ("ops",),
    "/v1/ops/seals": ("ops",),
    "/v1/ops/refusals": ("ops",),
    "/v1/ops/words": ("ops",),
    "/v1/ops/health": ("ops",),
    "/v1/ops/alarms": ("ops",),
    OPS: ("ops",),
    f"{OPS}/execution": ("ops",),
    f"{OPS}/road": ("ops",),
    f"{OPS}/calls": ("ops",),
    f"{OPS}/ledger": ("ops",),
    f"{OPS}/trace": ("ops",),
}
QUERY = {"/v1/tasks": "?kind=verify", "/v1/ops/cases": "?centre=620100"}
# The only places where anybody's data stand whole: the form for whose it is and the window; the contract for its bank.
WHOLE = {("borrower", CASE), ("clerk", CASE), ("bank", "/v1/bank/contracts/{number}")}
CERTIFICATE, BALANCE, DEBT, COMMENT, REASON = "甘(2020)不动产证明第0000999号", "7310.55", "1234.56", "评语甲", "理由乙"
LOOK = {"check": "tax", "subject": "home", "code": "TAX_UNAVAILABLE", "what": "LOOK_TAX", "facts": [], "of": "d"}


@pytest.fixture
def full() -> dict:
    """A form with a telling value wherever a form has one."""
    return brimful(form())


@pytest.fixture
def case(submitted: str, full: dict, monkeypatch) -> str:
    """A decided case that holds such a form, answers of agencies, rulings, reviews, a ledger and an open task."""
    known = (
        finding("property", "home", mortgages=[CERTIFICATE]),
        finding("fund_account", "spouse", balance=BALANCE),
        finding("credit", "spouse", monthly_debt=DEBT),
    )
    found = put(submitted, accepted_on=ON.isoformat())
    decided = decide(
        found.application, findings(found.application, *known, credit=True), policy.in_force("620100", ON), ON
    )
    for one in known[:2]:
        answered(submitted, one)
    acceptance.register(f"contract#{CONTRACT['number']}", case=submitted)
    ledger.append(submitted, {"agency": "police", "subject": "spouse", "consent": "c", "outcome": "confirmed"})
    # Handed in as it is: no rule could read an application of such values.
    monkeypatch.setattr(CaseFile, "form_handed_in", property(lambda case: case.form))
    put(
        submitted,
        status="SIGNING",
        form=full,
        contract=CONTRACT,
        decision=decided.told(),
        grounds=decided.to_json(),
        documents={"d" * 32: {"material": "B03", "state": "verified"}},
        results=[{"name": "receipt.pdf", "key": "k", "sha256": "5" * 64}],
        rulings={"tax.home": found.ruling("tax.home", "confirmed", "d", "r1", COMMENT, {})},
        reviews=[found.review("t", "first_review", "r1", "approve", REASON)],
    )
    return submitted


@pytest.fixture
def asked(api, login, borrower, spouse, case):
    """Lets a role read a route."""
    task = waiting(case, "verify", "SIGNING", details={"looks": [LOOK]})
    who = {
        "borrower": borrower,
        "spouse": spouse,
        "stranger": login("depositor", OTHER),
        "bank": login("bank", "B01"),
        **{role: login(role) for role in ("clerk", "hotline", "reviewer", "supervisor", "ops")},
    }

    def read(role: str, route: str):
        path = route.format(id=case, no=case, task=task, number=CONTRACT["number"], document="d" * 32, paper="5" * 64)
        return api("GET", path + QUERY.get(route, ""), who=who[role])

    return read


def seen(secrets: set[str], reply) -> int:
    """How many of them an answer holds; which ones is nobody's business."""
    text = json.dumps(reply.body, ensure_ascii=False)
    return sum(secret in text for secret in secrets)


def secrets_of(full: dict) -> set[str]:
    return personal(full, form_masks.rules()) | {CERTIFICATE, COMMENT, REASON}


def test_every_route_that_reads_for_somebody_is_looked_at_here():
    assert {route.path for route in ROUTES if route.method == "GET" and route.audience} == set(ANSWERED)


@pytest.mark.parametrize("route", ANSWERED)
def test_at_every_route_a_role_sees_nothing_personal_that_is_not_its_own_business(asked, full, route):
    for role in ROLES:
        reply = asked(role, route)
        assert (reply.status == 200) == (role in ANSWERED[route]), (role, reply.status)
        if (role, route) not in WHOLE | {("spouse", CASE)}:
            assert seen(secrets_of(full), reply) == 0, role


def test_the_applicant_and_the_window_read_the_form_as_it_is(asked, full):
    assert asked("borrower", CASE).body["form"] == asked("clerk", CASE).body["form"] == full


def test_the_spouse_reads_of_the_form_what_is_their_own_and_no_more(asked, full):
    reply = asked("spouse", CASE)
    borrower, own = full["people"]
    assert reply.body["form"]["people"][1] == own
    mine = personal({"people": [own]}, form_masks.rules())
    assert len(mine) > 10 and seen(mine, reply) == len(mine)
    assert seen(secrets_of(full) - mine, reply) == 0
    assert reply.body["form"]["people"][0]["monthly_income"] == borrower["monthly_income"]


def test_the_desk_reads_every_part_of_the_form_masked(asked, full):
    reply = asked("reviewer", TASK)
    assert reply.body["form"] == form_masks.masked(full)
    assert reply.body["form"]["home"]["price"] == full["home"]["price"]


def test_a_bank_reads_what_it_signs_and_pays_by_and_nothing_else_of_the_form(asked, full):
    reply = asked("bank", "/v1/bank/contracts/{number}")
    needed = {full["home"][name] for name in ("unit_number", "location", "contract_number")}
    needed |= {person[name] for person in full["people"] for name in ("name", "id_number", "phone")}
    needed |= {full["wish"]["repayment_account"], SELLER["holder"], SELLER["number"]}
    assert seen(needed, reply) == len(needed)
    assert seen(secrets_of(full) - needed, reply) == 0


@pytest.mark.parametrize("role", ROLES)
def test_what_the_spouse_has_saved_and_owes_stands_in_figures_for_the_desk_alone(asked, role):
    figures = sum(seen({BALANCE, DEBT}, asked(role, route)) for route in ANSWERED)
    assert bool(figures) == (role in ("reviewer", "supervisor"))


def test_a_task_shows_of_its_details_what_is_listed(api, login, case):
    extra = {"name": "周测试", "looks": [{**LOOK, "name": "周测试"}], "step": "Tax", "error": "AgencyUnavailable"}
    task = waiting(case, "verify", "SIGNING", 2, details=extra)
    shown = api("GET", f"/v1/tasks/{task}", who=login("reviewer")).body
    assert "周测试" not in str(shown)
    assert shown["details"] == {"looks": [LOOK], "step": "Tax", "error": "AgencyUnavailable"}
    assert [look["check"] for look in shown["looks"]] == ["tax"]


MADE_UP = {"code": "MADE_UP", "subject": "home", "inputs": {"spouses_debt": DEBT}}


@pytest.mark.parametrize("viewer", ["borrower", "spouse", ""])
def test_what_a_made_up_rule_about_the_home_used_is_for_the_desk_alone(viewer):
    assert visibility.of_rule(MADE_UP, viewer) == {}
    assert visibility.of_rule(MADE_UP, visibility.ALL) == MADE_UP["inputs"]


@pytest.mark.parametrize("viewer", ["borrower", "spouse", ""])
def test_a_new_input_of_a_known_rule_or_cap_is_for_the_desk_until_it_is_listed(viewer):
    rule = {"code": "DOWN_PAYMENT", "subject": "home", "inputs": {"paid": "1.00", "gift_of": "林测试"}}
    cap = {"formula": "unpaid", "inputs": {"price": "1.00", "spouses_debt": DEBT}}
    assert visibility.of_rule(rule, viewer) == {"paid": "1.00"}
    assert visibility.of_cap(cap, viewer, alone=False) == {"price": "1.00"}
    assert visibility.of_cap(cap, visibility.ALL, alone=False) == cap["inputs"]


def test_that_transfers_are_stopped_is_told_beside_a_ratio_that_speaks_for_them():
    used = {"loan_ratio": "0.50", "limit": "0.75", "suspended": True}
    assert visibility.of_rule({"code": "TRANSFER_CAPACITY", "subject": "home", "inputs": used}, "borrower") == used


def test_what_is_listed_is_there_to_be_shown():
    assert visibility._COMMON_CAPS.keys() <= FORMULAS.keys()
    assert visibility._OF_HOME.keys() <= BEFORE_CREDIT.keys() | AFTER_CREDIT.keys() | {"BANK_BURDEN"}


def test_a_new_formula_and_a_new_limit_are_no_business_of_the_other_parties():
    made_up = {"formula": "made_up", "inputs": {"income": "1.00"}}
    for viewer in ("spouse", ""):
        assert not visibility.shows_cap(made_up, viewer) and not visibility.shows_term("TERM_MADE_UP", viewer)
    assert visibility.shows_cap(made_up, "borrower") and not visibility.shows_term("TERM_MADE_UP", "borrower")
    assert visibility.shows_term("TERM_MADE_UP", visibility.ALL)


def test_a_borrower_alone_in_the_case_sees_all_a_cap_was_made_of():
    cap = {"formula": "ability", "inputs": {"income": "1.00"}}
    assert visibility.of_cap(cap, "borrower", alone=True) == cap["inputs"]
    assert visibility.of_cap(cap, "borrower", alone=False) == visibility.of_cap(cap, "spouse", alone=True) == {}


def test_what_agencies_answered_is_told_as_codes_and_never_with_what_they_know(asked):
    shown = asked("ops", OPS).body["answers"]
    assert shown.keys() == {"property.home", "fund_account.spouse"}
    assert all(answer.keys() == {"outcome", "code", "at"} for answer in shown.values())


def test_a_case_holds_what_these_tests_look_for(case, full):
    found = casefile.load(case)
    assert found.form == full and len(secrets_of(full)) > 50
    assert {fact for known in found.findings for fact in known.facts} >= {"mortgages", "balance"}
