"""What staff read of a task and of its case, part by part, and when a part is there: on built cases. Over the wire: tests/api/test_review.py."""

from datetime import date
from types import SimpleNamespace

import pytest

from chalicelib.api import committed as committed_words
from chalicelib.api import contested, owed, supplied
from chalicelib.api.desk import (
    calling,
    deciding_appeals,
    handouts,
    looking,
    payee,
    reading,
    restating,
    supervising,
    unprovided,
)
from chalicelib.api.http.problem import Problem
from chalicelib.casework import commitments, notes, said_anew, voices
from chalicelib.casework.actor import Actor
from chalicelib.domain.checks.papers import CANNOT
from chalicelib.records.commitments import Commitment

NOW = "2026-11-23T04:00:00.000Z"


def task_of(**values):
    usual = {
        "id": "t1", "case": "c1", "kind": "first_review", "state": "open", "opened_at": "o", "due_at": "d", "provisional": True, "claimed_by": None, "claimant": "",
        "escalated_at": None, "held_until": "", "held_why": "", "held_by": "", "kept_for": "", "nobody_since": "", "lent_by": "", "is_open": True,
        "details": {}, "outcome": None,
    }  # fmt: skip
    return SimpleNamespace(**{**usual, **values})


def asks(case=None, audience="reviewer", centre="620100", **query):
    who = SimpleNamespace(subject="r1", person="p1", audience=audience, centre=centre)
    return SimpleNamespace(who=who, case=case, query=query, path={"task": "t1"}, id="q1")


# The queue


@pytest.mark.parametrize(
    ("values", "free", "held", "shown"),
    [
        ({}, "", False, {"free"}),
        ({}, NOW, False, {"free"}),
        ({}, "2026-11-23T04:00:00.001Z", False, set()),
        ({}, "", True, {"held"}),
        ({"claimed_by": "r1"}, "9", False, {"mine"}),
        ({"kept_for": "r1"}, "9", False, {"mine"}),
        ({"claimed_by": "r2", "kept_for": "r2"}, "9", False, set()),
        ({"held_until": "2026-11-20"}, "", False, {"free", "woken"}),
        ({"held_until": "2026-11-30"}, "", True, {"held"}),
        ({"escalated_at": NOW}, "9", False, {"overdue"}),
    ],
)
def test_a_queue_is_asked_for_what_is_free_ones_own_put_aside_come_back_or_overdue(put, values, free, held, shown):
    put(
        (reading.tasks, "free_at", lambda task: free),
        (reading.clock, "stamp", lambda: NOW),
        (reading.putting_aside, "is_held", lambda task: held),
    )
    found = {show for show in reading._SHOWN if [*reading._wanted([task_of(**values)], asks(show=show))]}
    assert found == {"all", *shown}


@pytest.mark.parametrize(
    ("query", "works", "defect"),
    [({"kind": "first_review"}, False, "kind"), ({"kind": "first_review", "show": "lost"}, True, "show")],
)
def test_a_queue_there_is_not_or_that_is_not_ones_work_is_no_choice(put, query, works, defect):
    put(
        (reading.reaches, "is_work_of", lambda audience, kind: works),
        (reading.paging, "opened", lambda *said: None),
        (reading.lanes, "cursors", lambda lane: ()),
        (reading.lanes, "queue", lambda *said: ([], None)),
    )
    with pytest.raises(Problem) as refused:
        reading.queue(asks(**query))
    assert [(one.code, one.field) for one in refused.value.defects] == [("NOT_A_CHOICE", defect)]


def test_a_queue_has_no_case_one_stands_apart_from_and_what_the_law_leaves_least_time_for_first(put):
    page = [
        task_of(id="later", case="a", due_at="2026-11-20T00:00:00.000Z"),
        task_of(id="of kin", case="b", due_at="2026-11-20T00:00:00.000Z"),
        task_of(id="of kin, and one's own", case="b", kept_for="r1", claimed_by="r1"),
        task_of(id="by law", case="c", due_at="2026-11-29T00:00:00.000Z"),
        task_of(id="by law too", case="c", due_at="2026-11-28T00:00:00.000Z"),
        task_of(id="no line", case="d", due_at="2026-11-22T00:00:00.000Z"),
    ]
    put(
        (reading.reaches, "is_work_of", lambda audience, kind: True),
        (reading.paging, "opened", lambda *said: None),
        (reading.paging, "cursor", lambda key: key),
        (reading.lanes, "cursors", lambda lane: ()),
        (reading.lanes, "queue", lambda *said: (page, "on")),
        (reading.caseload, "lines", lambda ids, *more: {id: {"id": id, "number": id.upper()} for id in "abc"}),
        (reading.hands, "there", lambda lines, person: {*lines} - {"b"} if person == "p1" else set()),
        (reading.laws, "law_by", lambda line: {"a": "2026-11-25", "c": "2026-11-19"}.get(line["id"])),
        (reading.laws, "light", lambda law, due: law or "by what is due"),
    )
    found = reading.queue(asks(kind="first_review")).body
    assert [one["id"] for one in found["items"]] == ["by law too", "by law", "no line", "later"]
    assert [one["number"] for one in found["items"]] == ["C", "C", None, "A"] and found["cursor"] == "on"
    assert [one["light"] for one in found["items"]] == ["2026-11-19", "2026-11-19", "by what is due", "2026-11-25"]


def test_a_line_of_a_task_says_who_has_it_who_put_it_aside_and_why_and_nothing_as_nothing():
    empty = reading.line(task_of())
    kept = (
        "claimed_by",
        "escalated_at",
        "held_until",
        "held_why",
        "held_text",
        "held_by",
        "kept_for",
        "nobody_since",
        "lent_by",
    )
    assert {name: empty[name] for name in kept} == dict.fromkeys(kept)
    said = {name: f"its {name}" for name in kept if name not in ("held_why", "held_text")}
    whole = reading.line(task_of(**said, held_why="other"))
    assert {name: whole[name] for name in said} == said and whole["held_why"] == "other" and whole["held_text"]
    about = ("id", "case", "kind", "state", "opened_at", "due_at", "provisional")
    assert [whole[name] for name in about] == ["t1", "c1", "first_review", "open", "o", "d", True]


# One task


@pytest.mark.parametrize(
    ("kind", "details", "reasons"),
    [
        ("dispute", {"codes": ["X"]}, {"texts": ["X"]}),
        ("dispute", {"codes": ["X"], "differing": [{"a": "1"}]}, {"texts": ["X", "LAW_DIFFERS 1"]}),
        ("appeal", {"codes": ["X"]}, {"texts": ["X"]}),
        ("attend", {"codes": ["X"]}, {"texts": ["STOP_X"]}),
        ("verify", {"codes": ["X"]}, {}),
        ("complaint", {"codes": ["X"]}, {}),
        ("supplement", {"codes": ["X"]}, {}),
    ],
)
def test_why_a_task_is_there_is_told_in_words(put, kind, details, reasons):
    put((reading, "worded", lambda code: code), (reading, "text", lambda code, a: f"{code} {a}"))
    assert reading._reasons(task_of(kind=kind, details=details)) == reasons


def test_of_what_a_task_keeps_is_shown_what_is_listed_alone():
    shown = {"step": "s", "error": "e", "route": "B", "codes": ["X"], "partner": "registry", "said": "x", "scan": "i", "person": "spouse", "act": "a"}  # fmt: skip
    look = {"check": "tax", "subject": "home", "code": "X", "what": "W", "facts": [], "files": [], "of": "q"}
    assert reading._visible({**shown, "secret": 1, "looks": [{**look, "secret": 2}]}) == {**shown, "looks": [look]}
    assert reading._visible({"secret": 1, "looks": []}) == {}


PARTS = ("commitments", "tolerances", "replies", "notes")


@pytest.fixture
def parts_of(put):
    """The parts of a case that are there beside a task of that kind."""

    def there(kind, of_wish=False, barred=None, **values):
        there = {"decision": None, "mortgage": None, "wish": "wish", **dict.fromkeys(PARTS, ()), **values}
        put(
            (reading.supplement, "follows_up", lambda task: of_wish),
            (reading.supplied, "linked", lambda case, task: "brought"),
            (reading.words, "shown", lambda case: "words"),
            (reading.contested, "of_task", lambda case, task: ()),
            (reading, "_appeal", lambda case: "appeal"),
            (reading, "_unprovided", lambda case, task: "unprovided"),
            (reading, "_asking", lambda case, task: "asking"),
            (reading, "_committed", lambda case: "committed"),
            (reading, "_owed", lambda case: "owed"),
            (reading.opening, "papers", lambda case: ()),
            (reading.agency_answers, "in_words", lambda case: ()),
            (reading.origins, "stated_and_known", lambda case: ()),
            (reading.bank_part, "shown", lambda case: None),
            (reading.handed, "every", lambda case: ()),
            (reading.payee, "shown", lambda call, task: None),
            (reading, "lines", lambda case: ()),
            (reading, "in_words", lambda lines: ()),
            (reading.special, "shown_to_staff", lambda case: ()),
            (reading.shares, "of_case", lambda case: None),
            (reading.hands, "barred", lambda case, who, role: barred),
            (voices, "of_task", lambda case, task: (1, SimpleNamespace(party="p9"))),
            (voices, "shown", lambda case, number, voice: {"voice": number}),
            (notes, "shown", lambda case, task, person: ("notes", task, person)),
        )
        found = reading._of_case(asks(SimpleNamespace(**there)), task_of(kind=kind))
        return {name: value for name, value in found.items() if value not in (None, (), [])}

    return there


@pytest.mark.parametrize(
    ("kind", "values", "parts"),
    [
        ("first_review", {}, {"asking": "asking"}),
        ("verify", {}, {}),
        ("supplement", {"of_wish": True, "mortgage": "m"}, {"wanted": "wish", "brought": "brought", "words": "words"}),
        ("supplement", {"of_wish": True}, {"words": "words"}),
        ("attend", {"mortgage": "m"}, {"words": "words"}),
        ("dispute", {}, {"words": "words"}),
        ("appeal", {}, {"appeal": "appeal"}),
        ("complaint", {}, {"voice": {"voice": 1, "party": "p9"}}),
        ("complaint", {"barred": "FOUR_EYES"}, {}),
        ("verify", {"replies": {"1": 1}}, {"unprovided": "unprovided"}),
        ("verify", {"commitments": {"c": 1}}, {"committed": "committed"}),
        ("verify", {"tolerances": {"t": 1}}, {"owed": "owed"}),
        ("verify", {"notes": ["n"]}, {"notes": ("notes", "t1", "p1")}),
        ("verify", {"decision": {"amount": "1.00"}}, {"decision": {"amount": "1.00"}}),
    ],
)  # fmt: skip
def test_of_a_case_staff_read_what_their_task_has_to_judge(parts_of, kind, values, parts):
    assert parts_of(kind, **values) == parts


@pytest.mark.parametrize(
    ("kind", "own", "is_open", "of_case", "offered", "leaves"),
    [
        ("first_review", False, True, True, ["approve"], ["verify"]),
        ("first_review", True, True, True, [], ["verify"]),
        ("first_review", False, False, True, ["approve"], []),
        ("second_look", False, True, False, ["approve"], ["verify"]),
    ],
)
def test_whoever_looks_at_a_scan_reads_nothing_of_its_case_and_who_found_it_is_offered_no_word(
    put, kind, own, is_open, of_case, offered, leaves
):
    put(
        (reading.tasks, "get", lambda id: task_of(kind=kind, is_open=is_open, claimed_by="r1")),
        (reading, "_of_case", lambda call, task: dict.fromkeys(reading._OF_NO_CASE, "seen")),
        (reading.looking, "shown", lambda case, looks: looks),
        (reading.restating, "looks", lambda case, task: ["anew"]),
        (reading.form_masks, "masked", lambda form: "masked"),
        (reading.by_hand, "of_task", lambda case, task: "that scan"),
        (reading.by_hand, "shown", lambda case: "every scan"),
        (reading.offering, "words", lambda task, case: {"approve": "approved"}),
        (reading.contests, "is_barred", lambda case, kind, details, who: own and who == Actor("r1", "p1")),
        (reading.remaining, "said", lambda case, task, who: ("verify",)),
        (reading.checklists, "shown", lambda case, task: {}),
    )
    put((reading, "_reasons", lambda task: {"texts": ["why"]}))
    case = SimpleNamespace(number="", status="REVIEWING", form={"people": "clear"}, is_submitted=False)
    found = reading.details(asks(case)).body
    assert (found["form"], found["looks"], found["number"]) == ("masked", ["anew"], None)
    assert found["details"] == {"texts": ["why"]}
    assert (found["by_hand"], found["timeline"]) == (("every scan", "seen") if of_case else ("that scan", ()))
    assert all((found[name] == "seen") is of_case for name in reading._OF_NO_CASE)
    assert (found["offered"], [one["code"] for one in found["leaves_nobody"]]) == (offered, [f"TASK_{k.upper()}" for k in leaves])  # fmt: skip


# Whom the money goes to


ACCOUNT = SimpleNamespace(holder="甲公司", number="1", bank="B01")
TOLD = [
    SimpleNamespace(check="property", facts={"regulated_account": "2", "account_holder": "乙公司"}),
    SimpleNamespace(check="old_loan", facts={"account": "3", "holder": "丙银行"}),
]
SELLER = {
    "whom": "seller",
    "holder": "甲公司",
    "number": "1",
    "bank": "B01",
    "number_told": "2",
    "holder_told": "乙公司",
}
OLD = {**SELLER, "whom": "old_loan", "number_told": "3", "holder_told": "丙银行"}
UNTOLD = {"number_told": None, "holder_told": None}


@pytest.mark.parametrize(
    ("kind", "looks", "values", "shown"),
    [
        ("first_review", [], {}, SELLER),
        ("first_review", [], {"whom": "old_loan"}, OLD),
        ("first_review", [], {"whom": "builder"}, {**SELLER, **UNTOLD, "whom": "builder"}),
        ("first_review", [], {"told": []}, {**SELLER, **UNTOLD}),
        ("first_review", [], {"taken": False}, None),
        ("first_review", [], {"submitted": False}, None),
        ("verify", ["tax"], {}, None),
        ("verify", ["tax", "property"], {}, SELLER),
        ("verify", ["old_loan"], {}, SELLER),
        ("attend", [], {}, None),
        ("attend", [], {"anew": ["old_loan"]}, SELLER),
        ("attend", [], {"anew": ["old_loan"], "codes": ["FILING_CHANGED"]}, {**SELLER, **UNTOLD}),
        ("attend", [], {"anew": ["old_loan"], "codes": ["TITLE_NOT_FREE"]}, SELLER),
    ],
)
def test_the_payee_is_shown_in_clear_to_who_decides_on_it_beside_what_the_agency_told_of_it(
    put, kind, looks, values, shown
):
    put(
        (payee.reaches, "has_taken", lambda call, task: values.get("taken", True)),
        (payee.restating, "looks", lambda case, task: [{"check": one} for one in values.get("anew", ())]),
        (payee, "policy_of", lambda case: SimpleNamespace(kinds={"k": SimpleNamespace(payee=values.get("whom", "seller"))})),
        (payee.circumstances, "payee", lambda application, policy: ACCOUNT),
    )  # fmt: skip
    case = SimpleNamespace(
        is_submitted=values.get("submitted", True), application=SimpleNamespace(kind="k"), findings=values.get("told", TOLD)
    )  # fmt: skip
    details = {"looks": [{"check": one} for one in looks], "codes": values.get("codes", [])}
    assert payee.shown(asks(case), task_of(kind=kind, details=details)) == shown


@pytest.mark.parametrize(
    ("kind", "codes", "there"),
    [("attend", ["TITLE_NOT_FREE"], True), ("attend", ["LOAN_STANDS"], False), ("dispute", ["TITLE_NOT_FREE"], False)],
)
def test_something_is_said_anew_where_a_step_stands_still_for_what_may_be(put, kind, codes, there):
    put((said_anew, "looks", lambda case, codes: [codes]))
    assert restating.looks(None, task_of(kind=kind, details={"codes": codes})) == ([codes] if there else [])


@pytest.mark.parametrize(
    ("looks", "outcome", "decision", "offered"),
    [
        (["l"], None, "retry", True), ([], None, "retry", False),
        ([], {"next": "retry"}, "retry", True), (["l"], {"next": "retry"}, "refuse", False),
    ],
)  # fmt: skip
def test_what_was_said_anew_may_be_said_once_more_when_nothing_is_asked_any_longer(
    put, looks, outcome, decision, offered
):
    put((restating, "looks", lambda case, task: looks))
    assert restating.is_offered(None, task_of(outcome=outcome), decision, []) is offered


# What there is to look at


@pytest.mark.parametrize(
    ("check", "subject", "lent", "ours"),
    [("fund_account", "spouse", {"spouse": 2}, 2), ("fund_account", "borrower", {"spouse": 2}, 0), ("tax", "spouse", {"spouse": 2}, 0)],
)  # fmt: skip
def test_our_own_loans_are_reckoned_with_where_the_fund_is_asked_of_that_person(check, subject, lent, ours):
    assert looking.lent(SimpleNamespace(lent=lent), {"check": check, "subject": subject}) == ours


@pytest.mark.parametrize(
    ("facts", "seen", "text"),
    [
        ([], None, "A；B；C"),
        (["filing_shown"], None, "A；B；C"),
        (["filing_shown"], ["D", "A"], "A；B；C；D"),
        (["homes_owned"], ["D"], "A；B；C"),
    ],
)
def test_a_look_says_all_that_is_in_doubt_once_and_of_todays_filing_where_that_is_asked(put, facts, seen, text):
    put((looking, "worded", lambda code, values=None: f"{code}。"), (looking, "text", lambda code: code))
    found = SimpleNamespace(check="property", subject="home", facts={"doubts": ["B", "C", "A"]})
    other = SimpleNamespace(check="property", subject="seller", facts={"doubts": ["X"]})
    case = SimpleNamespace(findings=[found, other], filing_seen=SimpleNamespace(doubts=seen) if seen else None, lent={})
    (look,) = looking.shown(case, [{"check": "property", "subject": "home", "code": "A", "facts": facts}])
    assert look["text"] == text and [one["name"] for one in look["asks"]] == facts


@pytest.mark.parametrize(
    ("possible", "sort"),
    [((bool,), "yes"), ((int,), "whole"), ((looking.Decimal,), "yuan"), ((str,), "text"), ((), "text")],
)
def test_a_fact_is_asked_for_in_its_kind(possible, sort):
    assert looking._sort(possible) == sort


CONTEST = SimpleNamespace(finder="r9", party="p2", at=NOW, files=("f",))


@pytest.mark.parametrize(
    ("contest", "codes", "shown"),
    [(CONTEST, {"B", "A"}, "staff"), (SimpleNamespace(**{**vars(CONTEST), "finder": ""}), {"B", "A"}, "agency"), (None, {"A"}, None), (CONTEST, set(), None)],
)  # fmt: skip
def test_whoever_decides_what_is_contested_reads_every_code_of_it_who_says_so_and_by_whom_in_kind(
    put, contest, codes, shown
):
    put(
        (contested.contests, "of_look", lambda case, look: contest),
        (contested.contests, "to_settle", lambda case, look: codes),
        (contested, "worded", lambda code: code.lower()),
    )
    case = SimpleNamespace(reason_against=lambda key, contest: f"against {key}")
    found = contested.of_task(case, task_of(details={"looks": [{"check": "tax", "subject": "home"}]}))
    whole = {
        "check": "tax", "subject": "home", "codes": ["A", "B"], "texts": ["a", "b"], "found_by": shown, "party": "p2", "at": NOW,
        "reason": "against tax.home", "files": ["f"],
    }  # fmt: skip
    assert found == ([whole] if shown else [])
    assert contested.of_task(case, task_of()) == []


def test_of_what_cannot_be_provided_whoever_looks_for_something_else_reads_why(put):
    said = {
        subject: (number, SimpleNamespace(code="X", at=NOW))
        for subject, number in (("B03.home", "1.2"), ("B05", "1.3"))
    }
    put((unprovided.replies, "why_without", lambda case, subject: said.get(subject)))
    looks = [
        {"subject": "B03.home", "code": CANNOT},
        {"subject": "B03.home", "code": "X"},
        {"subject": "B04.home", "code": CANNOT},
        {"subject": "B05", "code": CANNOT},
    ]
    case = SimpleNamespace(reason_for=lambda key, one: f"{key} {one.code}")
    found = unprovided.of_task(case, task_of(details={"looks": looks}))
    assert [(one["subject"], one["code"], one["at"], one["reason"]) for one in found] == [
        ("B03.home", "X", NOW, "1.2 X"), ("B05", "X", NOW, "1.3 X"),
    ]  # fmt: skip


# What was brought, owed, promised


def test_of_what_was_brought_for_the_registry_there_is_a_link_to_what_was_looked_at_alone(put):
    def file(state, material="B03"):
        return SimpleNamespace(
            material=material, person="spouse", at=NOW, state=state, defect=None, content_type="c", version="v"
        )

    files = {"good": file("verified"), "new": file("announced", "Z99"), "bad": file("rejected")}
    put(
        (supplied, "policy_of", lambda case: SimpleNamespace(materials=[SimpleNamespace(code="B03", name="合同")])),
        (supplied.supplement, "brought", lambda case, task: files),
        (supplied.documents, "link", lambda case, id, kind, version: (case, id, kind, version)),
        (supplied, "text", lambda code: code),
    )
    found = supplied.linked(SimpleNamespace(id="c1", documents=files), task_of())
    assert [(one["id"], one["name"], one["link"]) for one in found] == [
        ("good", "合同", ("c1", "good", "c", "v")), ("new", "MATERIAL_WANTED", None), ("bad", "合同", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lacking", "due", "shown"),
    [
        ({"B03": 1}, SimpleNamespace(due_at="d", provisional=True), ("d", True)),
        ({"B03": 1}, SimpleNamespace(due_at="d", provisional=False), ("d", False)),
        ({"B03": 1}, None, (None, False)),
        ({}, SimpleNamespace(due_at="d", provisional=True), (None, False)),
    ],
)
def test_what_is_owed_is_due_by_a_day_as_long_as_it_is_lacking(put, lacking, due, shown):
    put(
        (owed.owing, "left", lambda case: lacking),
        (owed.owing, "state", lambda case, key, lacking: "late"),
        (owed.owing, "due_by", lambda case, key: due),
        (owed, "policy_of", lambda case: SimpleNamespace(materials=[SimpleNamespace(code="B03", name="合同")])),
    )
    one = SimpleNamespace(at="a", words="w", version="1", brought_at="")
    (found, other) = owed.shown(SimpleNamespace(tolerances={"B03": one, "Z99.spouse": one}))
    assert (found["due_at"], found["provisional"]) == shown and found["state"] == "late"
    assert (found["name"], other["name"], found["brought_at"]) == ("合同", "Z99.spouse", None)
    assert owed.shown(SimpleNamespace(tolerances={})) == []


@pytest.mark.parametrize(
    ("values", "is_open", "sent", "made", "state", "untrue_at"),
    [
        ({}, False, [], True, "made", None),
        ({}, False, [], False, "taken_back", None),
        ({}, True, ["c"], False, "made", None),
        ({}, True, [], False, "taken_back", None),
        ({}, False, ["c"], False, "taken_back", None),
        ({}, True, None, False, "taken_back", None),
        ({"untrue_at": "2"}, False, [], True, "untrue", "2"),
        ({"untrue_at": "2", "unclear": True}, False, [], True, "unclear", None),
        ({"untrue_at": "2", "cleared_at": "3"}, False, [], True, "cleared", "2"),
        ({"untrue_at": "4", "cleared_at": "3"}, False, [], True, "untrue", "4"),
        ({"untrue_at": "4", "cleared_at": "3"}, False, [], False, "taken_back", "4"),
    ],
)
def test_a_word_given_is_made_found_untrue_or_unclear_cleared_or_taken_back(
    put, values, is_open, sent, made, state, untrue_at
):
    one = Commitment("1", "depositor:p1", "p1", "v1", "w", **{"found_by": "r1", "cleared_by": "", **values})
    put(
        (committed_words, "form_is_open", lambda case: is_open),
        (commitments, "is_made", lambda case, code: made),
    )
    case = SimpleNamespace(
        form={"commitments": sent}, commitments={"c": one}, said_of_commitment=lambda code, what, sealed: what
    )
    (told,), (to_staff,) = committed_words.shown(case), committed_words.to_staff(case)
    assert (told["state"], told["untrue_at"], told["cleared_at"]) == (state, untrue_at, values.get("cleared_at"))
    assert not {"note", "why", "found_by", "cleared_by"} & told.keys(), "who found what is for staff"
    assert (to_staff["note"], to_staff["why"], to_staff["found_by"], to_staff["cleared_by"]) == (
        "note",
        "why",
        "r1",
        None,
    )


# Papers to hand out, figures, numbers of the hall


def test_the_handing_out_list_has_no_case_one_stands_apart_from_and_names_who_is_to_have_a_paper(put):
    def left(wanting, party=None):
        return handouts.Left(SimpleNamespace(party=party, name=f"{party}.pdf"), wanting)

    line = {
        "number": "n",
        "status": "PAID",
        "opened_at": "o",
        "ended_at": "e",
        "parties": {"borrower": "p1", "spouse": "p2", "co_owner_1": "p3"},
    }
    of_case = {
        "a": [left(["borrower", "spouse"]), left([], "spouse"), left([])],
        "b": [left(["borrower"])],
        "none": [],
    }
    put(
        (handouts.paging, "opened", lambda *said: "start"),
        (handouts.paging, "cursor", lambda key: key),
        (handouts.caseload, "to_hand_out", lambda centre, start: (["none", "b", "a", "gone"], (centre, start))),
        (handouts.caseload, "lines", lambda ids, *more: {id: {**line, "id": id} for id in of_case}),
        (handouts.hands, "there", lambda lines, person: {*lines} - {"b"} if person == "p1" else set()),
        (handouts.caseload, "unhanded", lambda line: of_case[line["id"]]),
        (handouts.caseload, "papers", lambda line: ()),
        (handouts.caseload, "called", lambda line: "PAID"),
        (handouts.handing, "called", lambda paper, among: "title"),
        (handouts, "whom", lambda key: key),
        (handouts, "text", lambda code: code),
    )  # fmt: skip
    found = handouts.listed(asks()).body
    (row,) = found["items"]
    assert (row["case"], row["on_paper"], found["cursor"]) == ("a", ["borrower", "spouse"], ("620100", "start"))
    assert [(one["person"], one["text"]) for one in row["papers"]] == [
        (None, "borrower、spouse"), ("spouse", "spouse"), (None, "ANY_PARTY"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("today", "months"),
    [
        ("2026-11-30", ["2026-11", "2026-10", "2026-09", "2026-08", "2026-07", "2026-06"]),
        ("2027-01-01", ["2027-01", "2026-12", "2026-11", "2026-10", "2026-09", "2026-08"]),
    ],
)
def test_a_centres_figures_are_of_this_month_and_the_five_before(put, today, months):
    put((supervising.clock, "today", lambda: date.fromisoformat(today)))
    assert supervising._months() == months


@pytest.mark.parametrize(
    ("counter", "code"),
    [("", "MISSING"), ("3", None), ("3" * 20, None), ("3" * 21, "WRONG_FORMAT"), ("3\n", "WRONG_FORMAT")],
)
def test_a_counter_has_a_name_that_can_be_written_on_a_board(put, counter, code):
    from chalicelib.agencies import queue_numbers

    put((queue_numbers, "stands", lambda *said: SimpleNamespace(waiting=2, number=said)))
    try:
        found = calling.shown(asks(counter=counter)).body
    except Problem as problem:
        assert [(one.code, one.field) for one in problem.defects] == [(code, "counter")]
    else:
        assert code is None and found == {"counter": counter, "waiting": 2, "number": ("620100", counter, "r1")}


# An end that is objected to


@pytest.mark.parametrize(
    ("there", "never", "lacks"),
    [(False, None, None), (True, None, ["LACK spouse"]), (True, "NEVER", ["NEVER "])],
)
def test_who_decides_an_objection_reads_what_keeps_the_case_from_going_on(put, there, never, lacks):
    appeal = SimpleNamespace(ending="REFUSED", called="REFUSED", party="p1", at=NOW, files=("f",))
    put(
        (deciding_appeals.appeals, "open_of", lambda case: appeal if there else None),
        (deciding_appeals.reopening, "never", lambda case: never),
        (deciding_appeals.reopening, "lacking", lambda case: [("LACK", "spouse")]),
        (deciding_appeals.endings, "causes", lambda case, status: ["why"]),
        (deciding_appeals, "worded", lambda code, values=None: f"{code} {values['party']}" if values else code),
        (deciding_appeals, "_brought_since", lambda case, appeal: ["later"]),
    )
    found = deciding_appeals.shown(SimpleNamespace(status="REFUSED", grounds_of=lambda appeal: "grounds"))
    assert (found and found["lacks"]) == lacks
    assert not there or (found["documents"], found["grounds"], found["party"]) == (["f", "later"], "grounds", "p1")


def deciding(put, decision="upheld", there=True, of="t1", lacks=()):
    """What was written and done where an objection is decided so."""
    done = []

    def write(case, id, word, who, *told, expect, held, **written):
        done.append((id, word, who, told, {*expect.unchanged}, {*expect.status}, expect.reopens, held, written))
        return "decided"

    put(
        (deciding_appeals.appeals, "open_of", lambda case: "appeal" if there else None),
        (deciding_appeals.appeals, "task_of", lambda case, appeal: of),
        (deciding_appeals.appeals, "number", lambda case, appeal: 2),
        (deciding_appeals.appeals, "decided", lambda case, appeal, outcome, why: (outcome, why)),
        (deciding_appeals.actors, "hand", lambda call, role: {"hands": role}),
        (deciding_appeals.casefile, "event", lambda code, key: (code, key)),
        (deciding_appeals.reopening, "lacking", lambda case: lacks),
        (deciding_appeals.reopening, "changes", lambda case: {"status": "CHECKING"}),
        (deciding_appeals.reopening, "told", lambda case, number: [("REOPENED", number)]),
        (deciding_appeals.decisions, "decide", write),
        (deciding_appeals.casefile, "load", lambda id: f"{id} now"),
        (deciding_appeals.starting, "start", lambda case: done.append(("started", case))),
        (deciding_appeals.agenda, "enter", lambda *said: done.append("agenda")),
    )
    call = asks(SimpleNamespace(id="c1", status="REFUSED"))
    call.body = SimpleNamespace(decision=decision, reason="why")
    try:
        return deciding_appeals.decide(call, task_of(kind="appeal"), {"reviews": "r"}), done
    except Problem as problem:
        assert not done
        return problem.code, [(one.code, one.field, one.values) for one in problem.defects]


@pytest.mark.parametrize(
    ("decision", "told", "also", "then"),
    [
        ("upheld", ("APPEAL_UPHELD", "2"), {}, "agenda"),
        ("conceded", ("APPEAL_CONCEDED", "2"), {}, "agenda"),
        ("reopened", ("REOPENED", 2), {"status": "CHECKING"}, ("started", "c1 now")),
    ],
)
def test_an_objection_is_decided_with_all_that_follows_and_a_reopened_case_alone_goes_on(
    put, decision, told, also, then
):
    found, (write, after) = deciding(put, decision)
    usual = {"reviews": "r", "hands": "appeal", "appeals": (decision, "why"), "package": None}
    unchanged = {"appeals", "reviews", "results", "rulings", "consents"}
    assert found == "decided" and after == then
    assert write == ("t1", {"next": decision}, "r1", (told,), unchanged, {"REFUSED"}, decision == "reopened", True, {**usual, **also})  # fmt: skip


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"there": False}, ("TASK_OVER", [])),
        ({"of": "t2"}, ("TASK_OVER", [])),
        ({"decision": "reopened", "lacks": [("LACK", "spouse")]}, ("REOPEN_LACKS", [("LACK", "/decision", (("party", "spouse"),))])),
    ],
)  # fmt: skip
def test_nothing_is_decided_of_an_objection_that_is_over_nor_reopened_what_cannot_go_on(put, values, code):
    assert deciding(put, **values) == code
    assert deciding(put, "upheld", lacks=[("LACK", "spouse")])[0] == "decided"


@pytest.mark.parametrize(
    ("decision", "ended", "state", "code"),
    [
        ("reopened", "", None, "started"),
        ("reopened", "", "RUNNING", None),
        ("reopened", "2026-11-23", None, None),
        ("upheld", "", None, "TASK_TAKEN"),
    ],
)
def test_the_same_word_once_more_begins_the_road_of_a_reopened_case_that_has_none(put, decision, ended, state, code):
    done = []
    put(
        (deciding_appeals.starting, "state_of", lambda case: state),
        (deciding_appeals.starting, "start", lambda case: done.append("started")),
    )
    call, task = asks(SimpleNamespace(ended=ended)), task_of(outcome={"next": "reopened"})
    call.body = SimpleNamespace(decision=decision)
    try:
        assert deciding_appeals.again(call, task) is task
    except Problem as problem:
        done.append(problem.code)
    assert done == ([code] if code else [])


def test_an_end_that_stood_is_not_begun_anew_when_it_is_said_again(put):
    put((deciding_appeals.starting, "state_of", lambda case: None))
    call = asks(SimpleNamespace(ended=""))
    call.body = SimpleNamespace(decision="upheld")
    assert deciding_appeals.again(call, task_of(outcome={"next": "upheld"}))
