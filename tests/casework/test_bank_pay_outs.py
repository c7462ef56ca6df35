"""What a bank tells of its own money, word by word, and what a person has to find out: on built objects. The steps: tests/steps/test_two_loans.py."""

from types import SimpleNamespace

import pytest

from chalicelib.casework import bank_money, disputes, part_plan
from chalicelib.errors import Contended
from chalicelib.records import casefile, tasks
from tests.given.application import of_sample
from tests.given.case import CONTRACT, held

ACCOUNT, MASKED, MASKED_OTHER = "6222022700000002017", "*" * 15 + "2017", "*" * 15 + "9999"
SAID = {"reference": "H1", "amount": "300000.00", "account": ACCOUNT}
OTHER = {**SAID, "account": "6222022700000009999"}
AT, NOW = "2026-11-24T02:00:00.000Z", "2026-11-25T02:00:00.000Z"
PAID = {"status": "paid", "amount": "300000.00", "account": MASKED, "at": AT, "doubts": ["d"]}
ASTRAY, FAILED = {**PAID, "status": "astray"}, {**PAID, "status": "failed"}
NOTHING = {**FAILED, "amount": "", "account": ""}
BOTH = {**FAILED, "contradicted": AT}
READY = {"number": "GD1", "condition": "registered", "filing": "F1", "ready_at": AT, "proven_at": AT}


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr(bank_money.clock, "stamp", lambda: NOW)


@pytest.fixture
def plan(monkeypatch):
    def say(condition="registered", account=ACCOUNT):
        monkeypatch.setattr(part_plan, "way_of", lambda case: condition and SimpleNamespace(condition=condition))
        monkeypatch.setattr(part_plan, "account_of", lambda case: account)

    say()
    return say


def of(part=(), **values):
    whole = {**READY, "pay_outs": {}, **dict(part)}
    return held(of_sample(2), **{"contract": {**CONTRACT, "bank_part": True}, "bank_part": whole, **values})


@pytest.mark.parametrize(
    ("part", "values", "way", "said", "is_planned"),
    [
        ({}, {}, {}, SAID, True),
        ({}, {}, {"condition": None}, SAID, False),
        ({}, {}, {"condition": "completion_filed"}, SAID, False),
        ({}, {}, {"account": None}, SAID, False),  # a person has to look where it went
        ({}, {}, {}, OTHER, False),
        ({}, {}, {}, {**SAID, "amount": "299999.99"}, False),
        ({}, {}, {}, {**SAID, "amount": None}, False),
        ({"number": ""}, {}, {}, SAID, False),  # before it has signed
        ({}, {"contract": None}, {}, SAID, False),
        ({}, {"leaving": "CANCELLED"}, {}, SAID, False),
        ({"condition": ""}, {}, {}, SAID, False),
    ],
)
def test_a_bank_has_paid_as_planned_its_amount_to_the_plans_account_once_its_condition_was_met(
    plan, part, values, way, said, is_planned
):
    plan(**way)
    case = of(part, **values)
    heard = bank_money._heard(case, case.bank_part, None, said, asked=False)
    assert heard["status"] == ("paid" if is_planned else "astray")
    assert (heard["account"], heard["at"]) == (MASKED_OTHER if said is OTHER else MASKED, NOW)


def test_where_neither_plan_nor_bank_names_an_account_a_person_has_to_look_where_it_went(plan):
    plan(account=None)
    case = of()
    heard = bank_money._heard(case, case.bank_part, None, {**SAID, "account": None}, asked=False)
    assert (heard["status"], heard["account"]) == ("astray", "")


@pytest.mark.parametrize(
    ("known", "said", "asked", "then"),
    [
        (PAID, SAID, False, PAID),
        (PAID, OTHER, False, {**ASTRAY, "contradicted": NOW}),
        (PAID, {**SAID, "amount": "1.00"}, False, {**ASTRAY, "contradicted": NOW}),
        ({**PAID, "cleared_by": "s1"}, OTHER, False, {**ASTRAY, "contradicted": NOW}),  # a person knew of the one word
        (ASTRAY, SAID, False, {**PAID}),  # what was met since
        ({**ASTRAY, "account": MASKED_OTHER}, OTHER, False, {**ASTRAY, "account": MASKED_OTHER}),
        ({**ASTRAY, "contradicted": AT}, SAID, False, {**ASTRAY, "contradicted": AT}),
        ({**ASTRAY, "contradicted": AT}, OTHER, False, {**ASTRAY, "contradicted": AT}),
        ({**ASTRAY, "amount": "", "account": ""}, SAID, False, PAID),  # of an earlier release, which kept neither
        (FAILED, SAID, False, {**FAILED, "contradicted": NOW}),
        (NOTHING, SAID, False, {**FAILED, "contradicted": NOW}),
        (FAILED, {**OTHER, "amount": "1.00"}, False, {**FAILED, "contradicted": NOW}),
        ({**FAILED, "cleared_by": "s1"}, SAID, False, {**FAILED, "contradicted": NOW}),
        (BOTH, SAID, True, BOTH),  # a person has it to find out
        ({**BOTH, "cleared_by": "s1"}, SAID, False, {**BOTH, "cleared_by": "s1"}),
        ({**BOTH, "cleared_by": "s1"}, SAID, True, {**FAILED, "contradicted": NOW}),  # asked anew, it says so anew
    ],
)
def test_of_two_words_of_a_bank_on_one_pay_out_none_is_taken_back_by_the_other(plan, known, said, asked, then):
    case = of()
    assert bank_money._heard(case, case.bank_part, known, said, asked) == then


@pytest.fixture
def opened(monkeypatch):
    """The tasks that somebody has to find out about, each with what is written beside it; and what is written without one."""
    kept = []

    def open_task(case, code, bank, said, about="", beside=None):
        kept.append(
            (code, said, about, beside and beside.changes["bank_part"], beside and [t.event.code for t in beside.told])
        )

    def amend(case, *told, expect, bank_part):
        assert expect.unchanged == ("bank_part",)
        kept.append((None, None, None, bank_part, [one.event.code for one in told]))

    monkeypatch.setattr(disputes, "open_task", open_task)
    monkeypatch.setattr(disputes, "anew", lambda case, code, bank, said, about, beside=(): about)
    monkeypatch.setattr(disputes, "task_of", lambda case, code, bank, said, about: f"task of {about}")
    monkeypatch.setattr(casefile, "amend", amend)
    return kept


ELSE = {"number": "GD1", "condition": "", "filing": "", "ready_at": "", "proven_at": ""}
DONE, PENDING = {"status": "DONE", "certificate_number": "甘1"}, {"status": "PENDING"}
MET = {"condition": "mortgage_registered", "filing_number": "F9"}
FILED = {"condition": "completion_filed", "filing_number": "F9"}


@pytest.mark.parametrize(
    ("part", "values", "said", "code", "met"),
    [
        (ELSE, {"mortgage": DONE}, MET, None, True),
        (ELSE, {"mortgage": None}, MET, "DISPUTE_BANK_PART_OTHER_CONDITION", False),
        (ELSE, {"mortgage": {**DONE, "doubts": ["t"]}}, MET, "DISPUTE_BANK_PART_OTHER_CONDITION", False),
        (ELSE, {"mortgage": DONE}, FILED, "DISPUTE_BANK_PART_OTHER_CONDITION", False),  # another than the plan's
        ({**ELSE, "number": ""}, {"mortgage": DONE}, MET, "DISPUTE_BANK_PART_OTHER_CONDITION", False),
        ({**ELSE, "number": ""}, {"mortgage": PENDING}, MET, "DISPUTE_BANK_PART_OTHER_CONDITION", False),
        (ELSE, {"mortgage": DONE, "parties": {"borrower": "p1"}}, MET, "DISPUTE_BANK_PART_OTHER_CONDITION", False),
        (ELSE, {"mortgage": DONE, "contract": {**CONTRACT, "voided_at": AT}}, MET, "DISPUTE_BANK_PART_VOID", False),
        ({**ELSE, "condition": "mortgage_registered", "filing": "F9"}, {"mortgage": None}, MET, "", False),
        ({**ELSE, "condition": "mortgage_registered", "filing": "F1"}, {"mortgage": DONE}, MET, None, True),
        ({**ELSE, "ready_at": AT, "proven_at": AT}, {"mortgage": DONE}, MET, None, True),
    ],
)
def test_a_condition_is_met_by_the_plans_of_a_signed_contract_and_behind_a_proven_mortgage_of_ours(
    plan, opened, part, values, said, code, met
):
    plan("mortgage_registered")
    signed = {party: {} for party in ("bank", "bank_part")}
    bank_money.ready(of(part, **{"signatures": signed, **values}), said, "B01")
    if code == "":
        assert opened == [], "told again it says nothing new"
        return
    ((found, _, _, now, lines),) = opened
    assert found == code and (now is not None) is met
    if met:
        assert (now.condition, now.filing, now.proven_at) == ("mortgage_registered", "F9", "")
        assert now.ready_at == (part["ready_at"] or NOW) and lines == ["BANK_PART_READY"]


def test_a_condition_no_agency_shows_is_taken_with_a_task_and_one_of_a_mortgage_in_hand_is_told_again(plan, opened):
    signed = {"signatures": {party: {} for party in ("bank", "bank_part")}}
    plan("completion_filed")
    bank_money.ready(of(ELSE, mortgage=PENDING, **signed), FILED, "B01")
    ((code, _, about, now, lines),) = opened
    assert (code, about, now.condition, lines) == (
        disputes.BANK_PART_UNPROVEN,
        "F9",
        "completion_filed",
        ["BANK_PART_READY"],
    )
    plan("mortgage_registered")
    with pytest.raises(Contended):
        bank_money.ready(of(ELSE, mortgage=PENDING, **signed), MET, "B01")
    assert len(opened) == 1


@pytest.mark.parametrize(
    ("known", "ready_at", "since_ready", "then"),
    [
        (None, AT, False, {"status": "failed", "amount": "", "account": "", "at": NOW, "doubts": ["task of H1"]}),
        (PAID, AT, False, {**FAILED, "at": NOW, "doubts": ["d", "task of H1"]}),
        (
            {**ASTRAY, "contradicted": AT, "cleared_by": "s1"},
            AT,
            False,
            {**FAILED, "at": NOW, "contradicted": AT, "doubts": ["d", "task of H1"]},
        ),
        (
            {**PAID, "contradicted": AT, "cleared_by": "s1"},  # found paid after all
            AT,
            False,
            {**FAILED, "at": NOW, "contradicted": AT, "doubts": ["d", "task of H1"]},
        ),
        (FAILED, NOW, False, None),  # told again
        (FAILED, NOW, True, {**FAILED, "at": NOW}),  # by the bank's own order it could have paid before
        (FAILED, AT, True, None),
        ({**FAILED, "cleared_by": "s1"}, NOW, True, None),
    ],
)
def test_money_that_came_back_is_written_with_a_task_once_and_counts_from_when_it_could_have_been_paid(
    monkeypatch, opened, known, ready_at, since_ready, then
):
    case = of({"ready_at": ready_at, "pay_outs": {"H1": known} if known else {}})
    monkeypatch.setattr(casefile, "load", lambda id: case)
    taken = []
    monkeypatch.setattr(bank_money, "taken_up", lambda case: taken.append(case.id))
    bank_money.failed(case, SAID, "B01", since_ready=since_ready)
    assert taken == ["c1"] * ((known or {}).get("status") == "failed"), "told again, somebody is looked for again"
    assert [now.pay_outs["H1"] for *_, now, _ in opened] == ([then] if then else [])
    if then and (known or {}).get("status") != "failed":
        assert opened[0][:3] == (disputes.BANK_PART_FAILED, "bank_part.failed", "H1")
        assert opened[0][4] == ["BANK_PART_FAILED"]


@pytest.mark.parametrize(
    ("outs", "open_tasks", "taken"),
    [
        ({"H1": {**ASTRAY, "doubts": []}}, [], ["H1"]),  # of an earlier release, which wrote down no task
        ({"H1": ASTRAY}, ["d"], []),
        ({"H1": ASTRAY}, [], ["H1"]),
        ({"H1": ASTRAY}, ["another"], ["H1"]),
        ({"H1": {**ASTRAY, "cleared_by": "s1"}}, [], []),
        ({"H1": PAID}, [], []),
        ({"H1": {**PAID, "cleared_by": "s1"}, "H2": {**PAID, "at": NOW, "cleared_by": "s1"}}, [], ["H2"]),  # too much
    ],
)
def test_what_holds_ours_up_and_nobody_has_to_find_out_is_taken_up(monkeypatch, opened, outs, open_tasks, taken):
    case = of({"amount": "300000.00", "pay_outs": outs})
    found = [SimpleNamespace(id=id, is_open=True) for id in open_tasks] + [SimpleNamespace(id="d", is_open=False)]
    monkeypatch.setattr(casefile, "load", lambda id: case)
    monkeypatch.setattr(tasks, "of_case", lambda id: found)
    assert bank_money.taken_up(case) is bool(taken)
    assert [about for _, _, about, *_ in opened] == taken
    assert all(now.pay_outs[about]["doubts"] == [f"task of {about}"] for _, _, about, now, _ in opened)


def test_a_mortgage_that_is_not_the_banks_has_what_it_paid_found_out_and_its_condition_is_met_no_more(
    monkeypatch, opened
):
    outs = {"H1": PAID, "H2": ASTRAY, "H3": {**ASTRAY, "cleared_by": "s1"}, "H4": FAILED}
    case = of({"pay_outs": outs})
    monkeypatch.setattr(casefile, "load", lambda id: case)
    bank_money.unproven(case)
    assert [about for _, _, about, *_ in opened] == ["H1", "H3", "F1"]
    assert {now.pay_outs[about]["status"] for _, _, about, now, _ in opened[:2]} == {"astray"}
    assert all("cleared_by" not in now.pay_outs[about] for _, _, about, now, _ in opened[:2])
    code, _, _, now, lines = opened[2]
    assert (code, now.condition, now.filing) == (disputes.BANK_PART_OTHER_CONDITION, "", "")
    assert lines == ["BANK_PART_UNPROVEN"] and now.ready_at == AT


BEFORE = "2026-11-20T02:00:00.000Z"
FULL = {f"F{n}": FAILED for n in range(bank_money.MOST)}


@pytest.mark.parametrize(
    ("outs", "said", "code", "about", "status", "lines"),
    [
        ({}, SAID, None, "H1", "paid", ["BANK_PART_PAID"]),
        ({}, OTHER, disputes.BANK_PART_ASTRAY, "H1", "astray", ["BANK_PART_ASTRAY"]),
        ({"H1": PAID}, SAID, "told before", None, None, None),
        ({"H1": FAILED}, SAID, disputes.BANK_PART_FAILED, "H1", "failed", []),  # it has said both
        ({"H0": PAID}, SAID, disputes.BANK_PART_ASTRAY, "H1", "paid", ["BANK_PART_ASTRAY"]),  # twice as much is out
        (
            {"H1": ASTRAY, "H2": {**PAID, "at": NOW}},
            SAID,
            disputes.BANK_PART_ASTRAY,
            "H2",
            "paid",
            ["BANK_PART_ASTRAY"],
        ),
        (
            {"H0": {**PAID, "at": BEFORE}, "H1": {**ASTRAY, "cleared_by": "s1"}},
            SAID,
            disputes.BANK_PART_ASTRAY,
            "H1",
            "paid",
            ["BANK_PART_ASTRAY"],
        ),
        (FULL, SAID, disputes.BANK_PART_ASTRAY, bank_money.OTHERS, "astray", ["BANK_PART_ASTRAY"]),
        ({**FULL, "H1": ASTRAY}, SAID, None, "H1", "paid", ["BANK_PART_PAID"]),  # of one it has named before
    ],
)
def test_what_a_bank_has_paid_is_written_down_and_found_out_where_it_is_not_as_planned_or_too_much(
    monkeypatch, plan, opened, outs, said, code, about, status, lines
):
    taken = []
    monkeypatch.setattr(bank_money, "taken_up", lambda case: taken.append(case.id))
    bank_money.settled(of({"amount": "300000.00", "pay_outs": outs}), said, "B01")
    if code == "told before":
        assert (opened, taken) == ([], ["c1"]), "whoever has to find out what holds ours up is looked for again"
        return
    ((found, of_word, place, now, told),) = opened
    assert (found, told, now.pay_outs[about]["status"]) == (code, lines, status)
    assert {name: one for name, one in now.pay_outs.items() if name not in ("H1", about)} == {
        name: one for name, one in outs.items() if name not in ("H1", about)
    }
    assert "cleared_by" not in now.pay_outs[about]
    if code:
        assert (of_word, place) == ("bank_part.settled", about)
        assert now.pay_outs[about]["doubts"][-1] == f"task of {about}"


def test_of_what_is_not_told_apart_nothing_is_taken_back(opened):
    bank_money.failed(of({"pay_outs": FULL}), SAID, "B01")
    assert opened == [(disputes.BANK_PART_FAILED, "bank_part.failed", bank_money.OTHERS, None, None)]
    bank_money.failed(of({"pay_outs": {**FULL, "H1": PAID}}), SAID, "B01")
    assert opened[1][3].pay_outs["H1"]["status"] == "failed"
