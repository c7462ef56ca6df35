"""A proposal weighed on four stored cases whose outcome under both policies is worked out by hand.

All of centre 623000, which says nothing of its own: household limit 600 000 for one and 700 000 for two depositors, six
months of deposits, 15 × balance, refused at six overdue periods. The proposal raises the limits by 100 000, asks for twelve
months and refuses at nine periods.
"""

import json
from contextlib import nullcontext
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from rich.console import Console

from chalicelib import policy
from chalicelib.casework import late_law
from chalicelib.domain.judging import refusal
from chalicelib.domain.judging.collation import collate
from chalicelib.domain.judging.decision import decide
from chalicelib.errors import Contended
from chalicelib.policy import Book
from chalicelib.records import casefile, tasks
from infra.tools.policy import compiling
from infra.tools.whatif import proposing, province
from infra.tools.whatif.__main__ import main
from tests.given.answers import finding, findings
from tests.given.application import application, person
from tests.given.case import draft, happened, put
from tests.given.marks import COMPILED, all_confirmed

CENTRE, ON = "623000", date(2026, 11, 23)
NAME = "欧阳合成"
HOUSEHOLD = "{{formula: household, single: '{}', dual: '{}', children: 2, uplift: '0.20', liquidity: true}}"
PROPOSED = f"""
min_deposit_months:
  - {{from: 2027-01-01, value: 12, verified: false, source: DEMO, note: 试算}}
credit:
  - {{from: 2027-01-01, value: {{consecutive: 3, total: 9, queries: 6}}, verified: false, source: DEMO, note: 试算}}
caps:
  CAP_HOUSEHOLD:
    - {{from: 2027-01-01, value: {HOUSEHOLD.format(700000, 800000)}, verified: false, source: DEMO, note: 试算}}
"""


def account(key="borrower", **facts):
    return finding("fund_account", key, **{"centre": CENTRE, **facts})


def couple(**changes):
    return replace(application(person("borrower", name=NAME), person("spouse"), **changes), centre=CENTRE)


def keep(number, asked, *instead, early=False, on=ON, **values):
    """A case decided by the present policy, as the road leaves it in the case store."""
    rules = policy.in_force(CENTRE, on)
    known = findings(asked, *(account(p.key) for p in asked.people), credit=not early)
    known = list({(f.check, f.subject): f for f in (*known, *instead)}.values())
    if early:
        grounds = refusal.grounds(asked, known, rules, on)
        told = {"reasons": [reason.told() for reason in collate(asked, known, rules, on).reasons]}
    else:
        decided = decide(asked, known, rules, on)
        grounds, told = decided.to_json(), {"decision": decided.told()}
    draft(number, applicant=f"person_{number}", centre=CENTRE)
    put(
        number, findings=known, number=f"NO{number}", status="SIGNING", accepted_on=on.isoformat(), application=asked,
        grounds=grounds, **told, **values,
    )  # fmt: skip
    return grounds


@pytest.fixture(autouse=True)
def read(verified, monkeypatch):
    """Every text was read, also those of proposals: what refuses and grants is weighed here, not who has to look."""
    compiled = compiling.compiled
    monkeypatch.setattr(compiling, "compiled", lambda data: all_confirmed(compiled(data)))


@pytest.fixture
def cases(platform):
    """Four cases: 1 unchanged, 2 limited by the household cap, 3 with eight months of deposits, 4 with seven overdue periods."""
    dear = couple(price=Decimal(1200000), down_payment=Decimal(300000), amount=Decimal(900000))
    saved = (account(balance="60000.00"), account("spouse", balance="60000.00"))
    keep("1", couple(amount=Decimal(500000)))
    keep("2", dear, *saved)
    keep("3", couple(amount=Decimal(300000)), account(consecutive_months=8))
    keep("4", couple(amount=Decimal(400000)), finding("credit", "spouse", total_overdue_24m=7))


@pytest.fixture
def proposal(tmp_path):
    def write(text=PROPOSED, file=f"overlays/{CENTRE}.yaml"):
        path = tmp_path / "proposal" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return tmp_path / "proposal"

    return write


@pytest.fixture
def ask(tmp_path):
    """Runs the command. Gives its exit code, what it printed, and the report."""

    def run(folder=None, *more):
        target, printed = tmp_path / "report.json", StringIO()
        arguments = [*(["--policy", str(folder)] if folder else []), "--json", str(target), *more]
        code = main(arguments, Console(file=printed, width=200))
        report = json.loads(target.read_text("utf-8")) if target.exists() else {}
        return code, printed.getvalue(), report

    return run


def by_number(report):
    return {case["number"]: case for case in report["cases"]}


def test_the_totals_are_what_they_are_by_hand(cases, proposal, ask):
    code, _, report = ask(proposal())
    assert code == 0
    assert report["replay"] == {"cases": 4, "same": 4, "mismatches": []}
    totals = report["totals"]
    assert {name: totals[name] for name in ("cases", "same", "granted", "refused", "raised", "lowered", "open")} == {
        "cases": 4, "same": 1, "granted": 1, "refused": 1, "raised": 1, "lowered": 0, "open": 0,
    }  # fmt: skip
    # now 500 000 + 700 000 + 300 000 + 0, proposed 500 000 + 800 000 + 0 + 400 000
    assert (totals["now"], totals["proposed"], totals["effect"]) == ("1500000.00", "1700000.00", "200000.00")
    assert report["centres"] == {CENTRE: totals}
    assert report["drifted"] == 0


def test_reviewers_load_is_counted_by_class(cases, proposal, ask):
    classes = ask(proposal())[2]["totals"]["classes"]
    # now: 1 A, 2 C, 3 A; proposed: 1 A, 2 C, 4 A
    assert classes == {"A": {"now": 2, "proposed": 2}, "B": {"now": 0, "proposed": 0}, "C": {"now": 1, "proposed": 1}}


def test_each_changed_case_says_what_changed_it(cases, proposal, ask):
    shown = by_number(ask(proposal())[2])
    assert (shown["NO1"]["change"], shown["NO1"]["why"]) == ("same", [])
    raised = shown["NO2"]
    assert (raised["now"]["amount"], raised["proposed"]["amount"], raised["effect"]) == (
        "700000.00",
        "800000.00",
        "100000.00",
    )
    assert raised["now"]["binding"] == raised["proposed"]["binding"] == "CAP_HOUSEHOLD"
    assert [(why["what"], why["code"]) for why in raised["why"]] == [("cap", "CAP_HOUSEHOLD")]
    refused = {"what": "rule", "code": "DEPOSIT_MONTHS", "subject": "borrower", "now": "pass", "proposed": "fail"}
    assert (shown["NO3"]["change"], refused in shown["NO3"]["why"]) == ("refused", True)
    granted = {"what": "rule", "code": "CREDIT_OVERDUE", "subject": "spouse", "now": "fail", "proposed": "pass"}
    assert (shown["NO4"]["change"], shown["NO4"]["why"][0]) == ("granted", granted)


def test_what_holds_and_what_is_proposed_stand_in_columns_of_their_own_in_chinese_with_units(cases, proposal, ask):
    lines = [line.split("\t") for line in ask(proposal())[1].splitlines()]
    amount, *_ = (line for line in lines if line[:4] == ["NO2", "购买新建商品房", "额度提高", "贷款额度"])
    assert amount[4:] == ["700,000 元", "800,000 元", "+100,000 元", "家庭最高额度"]
    assert ["NO3", "结果", "准予贷款", "不予贷款"] in [[line[0], *line[3:6]] for line in lines if len(line) == 8]
    assert ["min_deposit_months", "6 个月", "12 个月"] in [[line[1], *line[3:]] for line in lines if len(line) == 5]
    assert ["全部", "贷款金额", "1,500,000.00 元", "1,700,000.00 元", "+200,000 元"] in lines


def test_the_day_compared_is_the_one_on_which_the_newest_figure_begins_unless_told(cases, proposal, ask):
    code, printed, report = ask(proposal())
    assert report["proposal"]["on"] == "2027-01-01"
    assert "2027-01-01" in printed
    earlier = ask(proposal(), "--on", "2026-12-31")[2]
    assert (earlier["totals"]["same"], earlier["totals"]["effect"]) == (4, "0.00")


def test_a_rate_change_shows_in_the_rate_of_every_loan(cases, proposal, ask):
    shipped = (Path(policy.__file__).parent / "data/base/figures.yaml").read_text("utf-8")
    lower = """  - {from: 2027-03-01, verified: false, bound: {first: exactly, second: least}, source: RATES_2025, note: 试算,
     value: {first: {short: "2.00", long: "2.50"}, second: {short: "2.40", long: "2.95"}}}
"""
    report = ask(proposal(shipped.replace("short_months:", f"{lower}short_months:", 1), "base/figures.yaml"))[2]
    changed = by_number(report)["NO1"]
    assert (changed["now"]["rate"], changed["proposed"]["rate"], changed["change"]) == ("2.60", "2.50", "terms")
    assert ("rate", "RATE") in [(why["what"], why["code"]) for why in changed["why"]]
    assert report["totals"]["terms"] == 3


def test_what_the_present_policy_has_changed_since_is_not_the_proposals_doing(platform, proposal, ask):
    keep("6", couple(), on=date(2025, 5, 7))  # at 2.85 %, the day before 2.60 %
    code, printed, report = ask(proposal())
    assert (code, report["replay"]["same"], report["drifted"]) == (0, 1, 1)
    assert (by_number(report)["NO6"]["now"]["rate"], report["totals"]["same"]) == ("2.60", 1)
    assert "1 件即使不采用本方案" in printed


def test_what_was_refused_before_credit_is_no_grant_when_the_rule_falls_but_open(platform, proposal, ask):
    keep("5", couple(), account(consecutive_months=4), early=True)
    easier = "min_deposit_months:\n  - {from: 2027-01-01, value: 3, verified: false, source: DEMO, note: 试算}\n"
    report = ask(proposal(easier))[2]
    assert report["replay"]["same"] == 1
    assert by_number(report)["NO5"]["proposed"]["outcome"] == "open"
    assert (report["totals"]["open"], report["totals"]["effect"]) == (1, "0.00")
    stricter = ask(proposal())[2]
    assert stricter["totals"]["same"] == 1


def test_a_stored_decision_that_does_not_replay_fails_and_is_named_by_number_and_path(cases, ask):
    case = casefile.load("2")
    grounds = case.grounds | {"amount": "710000.00"}
    put("2", grounds=grounds)
    code, printed, report = ask()
    assert code == 1
    (mismatch,) = report["replay"]["mismatches"]
    assert (mismatch["number"], mismatch["outcome"]) == ("NO2", "different")
    # the clear copy, by which the loan is paid, no longer says what was sealed either
    assert mismatch["paths"] == ["amount", "decision.amount"]
    row = next(line for line in printed.splitlines() if line.startswith("NO2"))
    assert row.split("\t")[2:] == ["贷款额度", "710,000 元", "700,000 元"]


def test_a_changed_answer_in_the_store_is_noticed(cases, ask):
    put("1", findings=[account(balance="50000.00")])
    code, printed, report = ask()
    assert code == 1
    assert "额度上限 · 账户余额倍数\t（不显示）\t（不显示）" in printed, (
        "what people earn and save is named, never shown"
    )
    assert {"caps.CAP_BALANCE", "inputs_hash"} <= set(report["replay"]["mismatches"][0]["paths"])


def test_a_version_that_no_longer_exists_is_said_apart(cases, ask):
    case = casefile.load("1")
    grounds = case.grounds | {"policy_version": f"{CENTRE}-2015-10-24-000000000000"}
    decision = case.decision | {"policy_version": grounds["policy_version"]}
    put("1", grounds=grounds, decision=decision)
    code, printed, report = ask()
    assert (code, report["replay"]["mismatches"][0]["outcome"]) == (1, "version_gone")
    assert "版本已不存在" in printed


def test_the_report_holds_no_personal_data(cases, proposal, ask):
    _, printed, report = ask(proposal())
    text = printed + json.dumps(report, ensure_ascii=False)
    numbers = [p.id_number for p in couple().people] + [p.phone for p in couple().people]
    for personal in (NAME, *numbers, couple().wish.repayment_account, "person_1", "12000.00", "60000.00", "1800000.00"):
        assert personal not in text


def test_the_shipped_example_is_a_proposal_that_only_adds_to_the_present_policy():
    read = proposing.read(Path(__file__).parents[2] / "samples/proposals/2027-lanzhou")
    assert read.on == date(2027, 1, 1)
    assert all(change.startswith("+ 620100: ") and change.endswith(": 2027-01-01") for change in read.changes)
    present, proposed = read.sides("620100")
    assert present and proposed
    assert (present.min_deposit_months, proposed.min_deposit_months) == (6, 12)


def test_an_unknown_folder_is_named(platform, ask, tmp_path):
    code, printed, _ = ask(tmp_path / "nowhere")
    assert code == 2
    assert "nowhere" in printed


def test_every_problem_of_an_inconsistent_proposal_is_named(platform, proposal, ask):
    broken = PROPOSED.replace("value: 12", "value: twelve") + "no_such_figure:\n  - {from: 2027-01-01, value: 1}\n"
    code, printed, report = ask(proposal(broken))
    assert (code, report) == (2, {})
    assert "min_deposit_months" in printed and "no_such_figure" in printed


def test_a_proposal_that_changes_nothing_is_no_proposal(platform, proposal, ask):
    shipped = Path(policy.__file__).parent / "data/overlays/620100.yaml"
    code, printed, _ = ask(proposal(shipped.read_text("utf-8"), "overlays/620100.yaml"))
    assert code == 2
    assert "nothing" in printed


def learnt_late():
    """Twelve months of deposits since 2026-11-01, of which nobody knew before 2026-11-24."""
    compiled = all_confirmed(json.loads(COMPILED.read_text(encoding="utf-8")))
    for dated in compiled["base"].values():
        for entry in dated:
            entry.pop("learnt", None)  # the cases here know of it
    late = {
        "from": "2026-11-01",
        "learnt": "2026-11-24",
        "value": 12,
        "source": "试算",
        "rests_on": "DEMO",
        "verified": True,
    }
    compiled["base"]["min_deposit_months"].append(late)
    return Book(compiled)


def test_decisions_made_before_law_was_learnt_of_are_listed_with_what_differs_and_go_to_a_person_once(
    cases, ask, monkeypatch
):
    book = learnt_late()
    monkeypatch.setattr(policy, "shipped", lambda: book)
    code, printed, report = ask(None, "--learnt", "2026-11-24", "--tasks")
    assert (code, report["replay"]["same"]) == (0, 4), "they are made again by what was known"
    for number, is_looked_at in (("NO3", "是"), ("NO1", "否")):  # the latter comes out the same
        assert f"{number}\t2026-11-23\t{is_looked_at}\t最短缴存月数\t—\t—\t—" in printed.splitlines()
    assert "涉及此前已作决定的 4 件，其中须人工复核的 2 件，新开复核待办 2 件" in printed and "由准转拒" in printed
    assert [task.details["codes"] for task in tasks.of_case("3")] == [["DISPUTE_LAW_LEARNT_LATE"]]
    assert tasks.of_case("1") == []
    assert "新开复核待办 0 件" in ask(None, "--learnt", "2026-11-24", "--tasks")[1]
    put("1", status="REFUSED")  # by a person: its letter cites what its rules rest on
    assert "其中须人工复核的 3 件，新开复核待办 1 件" in ask(None, "--learnt", "2026-11-24", "--tasks")[1]
    assert "涉及此前已作决定的 0 件" in ask(None, "--learnt", "2026-11-20")[1]


def test_a_case_whose_task_was_not_opened_because_somebody_wrote_is_named_and_the_others_are_opened(
    cases, ask, monkeypatch
):
    book, real = learnt_late(), late_law.open_task
    monkeypatch.setattr(policy, "shipped", lambda: book)
    with monkeypatch.context() as busy:
        busy.setattr(late_law, "open_task", lambda case, *what: real(case, *what) if case.id != "3" else overtaken())
        code, printed, _ = ask(None, "--learnt", "2026-11-24", "--tasks")
    assert code == 1 and "新开复核待办 1 件" in printed and "3 的待办没有开出来" in printed
    code, printed, _ = ask(None, "--learnt", "2026-11-24", "--tasks")
    assert code == 0 and "新开复核待办 1 件" in printed and [task.kind for task in tasks.of_case("3")] == ["dispute"]


def overtaken():
    raise Contended("3")


def test_open_cases_whose_letter_names_another_last_day_are_listed_and_go_to_a_person_too(cases, ask, monkeypatch):
    book = learnt_late()
    week = {
        **book._compiled["base"]["guide.anticipate_day"][-1],
        "from": "2026-11-20",
        "learnt": "2026-11-24",
        "value": "7",
    }
    book._compiled["base"]["guide.anticipate_day"].append(week)
    monkeypatch.setattr(policy, "shipped", lambda: book)
    for number, accepted in (("told", "2026-11-23"), ("before", "2026-11-19")):
        draft(number, applicant=f"person_{number}", centre=CENTRE)
        put(number, number=f"NO{number}", status="VERIFYING", accepted_on=accepted)
    draft("received", applicant="person_received", centre=CENTRE)
    put("received", number="NOreceived", status="SUBMITTED", received_on="2026-11-23")
    printed = ask(None, "--learnt", "2026-11-24", "--tasks")[1]
    assert "尚未作出决定：6 件" in printed, "of these four are decided and wait for their contract"
    assert "NOtold\t2026-12-03\t2026-11-30" in printed.splitlines()
    assert "NOreceived\t2026-12-11\t2026-12-08" in printed.splitlines(), "its receipt says so too"
    (task,) = tasks.of_case("told")
    days = {"what": "告知的法定最后一日", "was": "2026-12-03", "holds": "2026-11-30"}
    assert (task.details["codes"], task.details["differing"]) == (["DISPUTE_LAW_LETTER"], [days])
    assert tasks.of_case("before") == []


def test_ends_whose_letter_names_other_remedies_are_found_by_the_day_and_the_policy_of_the_end(cases, ask, monkeypatch):
    book = learnt_late()
    dated = book._compiled["base"]["guide.review_day"]
    dated.append({**dated[-1], "from": "2026-11-20", "learnt": "2026-11-24", "value": "90"})
    monkeypatch.setattr(policy, "shipped", lambda: book)
    knew, did_not = (book.in_force(CENTRE, date(2026, 11, 26), date(2026, 11, day)).version for day in (24, 23))
    for number, day, version in (("old", 23, ""), ("before", 19, ""), ("knew", 26, knew), ("not", 26, did_not)):
        draft(number, applicant=f"person_{number}", centre=CENTRE)
        put(
            number,
            number=f"NO{number}",
            status="NOT_ACCEPTED",
            received_on="2026-11-16",
            application=couple(),
            ended_at=f"2026-11-{day}T10:00:00.000Z",
        )
        happened(number, "ENDED_NOT_ACCEPTED", **({"policy": version} if version else {}))
    printed = ask(None, "--learnt", "2026-11-24", "--tasks")[1].splitlines()
    assert "办结时告知的救济途径或者期限有误：2 件" in "".join(printed)
    figure = "申请行政复议的期限（日）"
    assert {f"NOold\t2026-11-23\t{figure}", f"NOnot\t2026-11-26\t{figure}"} <= {*printed}
    assert [task.details["codes"] for task in tasks.of_case("not")] == [["DISPUTE_LAW_REMEDIES"]]


def test_a_loan_paid_at_another_rate_than_was_due_says_both(cases, ask, monkeypatch):
    book = learnt_late()
    dearer = {**book._compiled["base"]["rates"][-1], "from": "2026-11-10", "learnt": "2026-11-24"}
    dearer["value"] = {"first": {"short": "1.85", "long": "2.35"}, "second": {"short": "2.275", "long": "2.825"}}
    book._compiled["base"]["rates"].append(dearer)
    monkeypatch.setattr(policy, "shipped", lambda: book)
    put("1", payment={"status": "paid", "on": "2026-11-23", "rate": "2.60"}, contract={})
    put("2", payment={"status": "failed", "on": "2026-11-23", "rate": "2.60"}, contract={})
    printed = ask(None, "--learnt", "2026-11-24")[1]
    assert [line.split("\t")[0] for line in printed.splitlines() if line.endswith("2026-11-23\t2.60%\t2.35%")] == [
        "NO1"
    ]


def test_the_cases_of_a_day_are_decided_by_what_was_known_then_and_looked_at_by_all_that_is_known(monkeypatch):
    known, latest = [], policy.shipped().learnt()[-1]
    monkeypatch.setattr(province, "stack", lambda *_, **__: nullcontext())
    monkeypatch.setattr(province, "in_process", lambda *_, **__: None)
    monkeypatch.setattr(province, "_fill", lambda *_: known.append(latest in policy.shipped().learnt()))
    with time_machine.travel(f"{latest - timedelta(1)}T04:00:00Z", tick=False):
        for travelling in (True, False):
            with province.filled(Console(), travelling=travelling):
                known.append(latest in policy.shipped().learnt())
    assert known == [False, True, True, True]
