"""What is written of a review, and which review is taken, each rule by itself; what its checklist asks. Over the wire: tests/api/test_review.py."""

from types import SimpleNamespace

import pytest

from chalicelib.api.desk import asked, checklists, reviewing
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.casework import asking, clearing, notes, plain_words
from chalicelib.domain.status import Status

WORDS = dict.fromkeys(("approve", "refuse", "supplied", "retry", "compensate", "resolved", "send_back", "ask", "reopened"), "w")  # fmt: skip
EARLIER = [SimpleNamespace(task=task) for task in ("t0", "t1")]
BODY = {
    "decision": "approve",
    "reason": "查实",
    "items": None,
    "rules": None,
    "asks": None,
    "checked": None,
    "unmet": None,
}
USUAL = {
    "held_up": None, "may_restate": True, "of_others": False, "names": (), "lines": (), "rests": False, "rules": ["R1"], "door": False, "asked": (), "full": False,
}  # fmt: skip


@pytest.fixture
def review(monkeypatch):
    """What is written of a review in such a world; or the code, or the defects, it is refused by."""

    def reviewed(kind="first_review", outcome=None, of=None, **said):
        world = USUAL | (of or {})

        def noted(case, task, kind, who, text):
            if world["full"]:
                raise notes.Full("c1")
            return (kind, who, text)

        for place, name, known in [
            (reviewing.offering, "words", lambda task, case: WORDS),
            (reviewing.offering, "held_up", lambda task, case, decision: world["held_up"]),
            (reviewing.offering, "rests_on_a_rule", lambda task, case: world["rests"]),
            (reviewing.offering, "is_before_the_door", lambda task, case: world["door"]),
            (reviewing.disputes, "is_of_others", lambda task: world["of_others"]),
            (reviewing.restating, "is_offered", lambda case, task, decision, items: world["may_restate"]),
            (reviewing.restating, "looks", lambda case, task: ["a look"]),
            (reviewing.refusing, "open_rules", lambda case: world["rules"]),
            (reviewing.checklists, "wrong", lambda call, task: world["lines"]),
            (reviewing.checklists, "answered", lambda call, task: ["a line"]),
            (reviewing, "rulings_with", lambda case, looks, items, who: (looks, items, who.person)),
            (plain_words, "names_somebody", lambda case, text: text in world["names"]),
            (asked, "wrong", lambda call: world["asked"]),
            (notes, "with_it", noted),
            (asking, "changes", lambda case, task, asks: {"asked": (task, asks)}),
            (clearing, "resolved", lambda case, task, by: {"cleared": by}),
            (reviewing.actors, "staff", lambda call: call.who.person),
        ]:
            monkeypatch.setattr(place, name, known)

        def made(task, level, by, decision, reason, person, rules, *, is_told, checked):
            return SimpleNamespace(**locals())

        who = SimpleNamespace(subject="r1", person="p1")
        call = SimpleNamespace(
            body=SimpleNamespace(**BODY | said), case=SimpleNamespace(reviews=EARLIER, review=made), who=who
        )
        try:
            return reviewing.reviewed(call, SimpleNamespace(id="t1", kind=kind, outcome=outcome, details={}))
        except Problem as problem:
            return [(one.code, one.field) for one in problem.defects] or problem.code

    return reviewed


OVER = {"next": "refused"}
LEFT, NOT_ASKED = [Defect("LINE_OPEN", "/checked/A")], [Defect("NOT_A_CHOICE", "/asks")]


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"of": {"held_up": "IN_PROCEDURE"}, "decision": None}, "IN_PROCEDURE"),
        ({"items": ["i"], "of": {"may_restate": False}}, [("CHOICE_NOT_OFFERED", "/items")]),
        ({"items": [], "of": {"may_restate": False}}, [("CHOICE_NOT_OFFERED", "/items")]),
        ({"decision": "conceded"}, [("CHOICE_NOT_OFFERED", "/decision")]),
        ({"decision": None}, [("MISSING", "/decision")]),
        ({"decision": "upheld"}, [("CHOICE_NOT_OFFERED", "/decision")]),
        ({"reason": None}, [("MISSING", "/reason")]),
        ({"reason": ""}, [("MISSING", "/reason")]),
        ({"of": {"lines": LEFT}}, [("LINE_OPEN", "/checked/A")]),
        # What the parties read as it was written names nobody.
        ({"decision": "refuse", "of": {"names": ["查实"]}}, [("NAMES_SOMEBODY", "/reason")]),
        ({"decision": "ask", "of": {"names": ["查实"]}}, [("NAMES_SOMEBODY", "/reason")]),
        ({"kind": "attend", "decision": "compensate", "of": {"names": ["查实"]}}, [("NAMES_SOMEBODY", "/reason")]),
        ({"kind": "appeal", "decision": "reopened", "of": {"names": ["查实"]}}, [("NAMES_SOMEBODY", "/reason")]),
        # A refusal rests on rules that are open, and nothing else on any.
        ({"decision": "refuse", "rules": ["R1", "R2"]}, [("CHOICE_NOT_OFFERED", "/rules/1")]),
        ({"decision": "approve", "rules": ["R1"]}, [("CHOICE_NOT_OFFERED", "/rules/0")]),
        ({"kind": "attend", "decision": "refuse", "rules": ["R1"]}, [("CHOICE_NOT_OFFERED", "/rules/0")]),
        ({"kind": "attend", "decision": "refuse", "of": {"rests": True}}, [("MISSING", "/rules")]),
        ({"kind": "attend", "decision": "refuse", "rules": ["R2"], "of": {"rests": True}}, [("CHOICE_NOT_OFFERED", "/rules/0")]),
        ({"decision": "ask", "of": {"asked": NOT_ASKED}}, [("NOT_A_CHOICE", "/asks")]),
        ({"decision": "approve", "asks": ["x"], "of": {"asked": NOT_ASKED}}, [("NOT_A_CHOICE", "/asks")]),
        ({"decision": "ask", "asks": ["x"], "outcome": OVER, "of": {"asked": NOT_ASKED}}, {"reviews", "notes"}),
        ({"decision": "send_back", "of": {"full": True}, "kind": "second_review"}, "NOTES_FULL"),
    ],
)  # fmt: skip
def test_a_review_says_what_is_offered_why_and_on_which_rules_and_names_nobody_to_the_parties(review, said, wrong):
    found = review(**said)
    assert ({*found[0]} if isinstance(found, tuple) else found) == wrong


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ({}, set()),
        ({"of": {"names": ["查实"]}}, set()),
        ({"kind": "dispute", "decision": "resolved", "of": {"names": ["查实"]}}, {"cleared"}),
        ({"kind": "dispute", "decision": "refuse", "of": {"names": ["查实"]}}, set()),
        ({"kind": "dispute", "decision": "upheld", "of": {"of_others": True}}, set()),
        ({"items": ["i"]}, {"rulings"}),
        ({"items": ["i"], "outcome": OVER}, set()),
        ({"kind": "second_review", "decision": "send_back"}, {"notes"}),
        ({"kind": "first_review", "decision": "send_back"}, set()),
        ({"kind": "first_review", "decision": "ask", "asks": ["x"]}, {"notes", "asked"}),
        ({"kind": "first_review", "decision": "ask", "outcome": OVER}, {"notes"}),
        ({"decision": "refuse", "rules": ["R1"]}, set()),
        ({"kind": "attend", "decision": "refuse"}, {"leaving"}),
        ({"kind": "attend", "decision": "refuse", "of": {"door": True}}, set()),
        ({"kind": "attend", "decision": "compensate", "of": {"door": True}}, {"leaving"}),
        ({"kind": "supplement", "decision": "compensate"}, {"leaving"}),
        ({"kind": "attend", "decision": "retry"}, set()),
        ({"kind": "attend", "decision": "refuse", "rules": ["R1"], "of": {"rests": True}}, {"leaving"}),
        ({"kind": "attend", "decision": "retry", "of": {"rests": True}}, set()),
        # The same once more, when what it rested on may be met by now.
        ({"kind": "attend", "decision": "refuse", "outcome": OVER, "of": {"rests": True}}, {"leaving"}),
        ({"kind": "attend", "decision": "refuse", "outcome": OVER, "rules": ["R1"]}, {"leaving"}),
    ],
)
def test_with_a_review_is_written_what_follows_from_it_alone(review, said, written):
    changes, _ = review(**said)
    assert {*changes} == {"reviews", *written}


def test_a_review_takes_the_place_of_the_one_of_its_task_and_says_who_made_it_and_what_was_looked_at(review):
    changes, word = review("attend", decision="refuse", rules=["R1"], of={"rests": True})
    other, made = changes["reviews"]
    assert (word, other) == ("w", EARLIER[0])
    assert (made.task, made.level, made.by, made.person) == ("t1", "attend", "r1", "p1")
    assert (made.decision, made.reason, made.rules, made.checked) == ("refuse", "查实", ("R1",), ["a line"])
    assert changes["leaving"] == Status.REFUSED
    assert review("attend", decision="compensate")[0]["leaving"] == Status.CANCELLED


def test_what_a_review_has_written_is_of_its_own_task_and_by_who_made_it(review):
    changes, _ = review("first_review", decision="ask", asks=["x"])
    assert (changes["asked"], changes["notes"]) == (("t1", ["x"]), (notes.RETURNED, "p1", "查实"))
    assert review(items=["i"])[0]["rulings"] == (["a look"], ["i"], "p1")
    assert review("dispute", decision="resolved")[0]["cleared"] == "r1"
    assert review("dispute", decision="upheld", of={"of_others": True})[1] == "upheld"


@pytest.mark.parametrize(
    ("kind", "decision", "is_told"),
    [
        ("first_review", "approve", False), ("first_review", "refuse", True), ("first_review", "ask", True),
        ("second_review", "send_back", False), ("attend", "compensate", True), ("attend", "retry", False),
        ("dispute", "resolved", False), ("dispute", "refuse", False), ("appeal", "reopened", True),
    ],
)  # fmt: skip
def test_a_reason_is_told_to_the_parties_where_something_of_theirs_is_refused_asked_or_decided_anew(
    review, kind, decision, is_told
):
    _, made = review(kind, decision=decision)[0]["reviews"]
    assert made.is_told is is_told


LINES = {"A": "甲", "B": "乙"}


def answers(decision="approve", checked=None, unmet=None):
    said = [SimpleNamespace(line=line, reason=why) for line, why in unmet.items()] if isinstance(unmet, dict) else unmet
    return SimpleNamespace(body=SimpleNamespace(decision=decision, checked=checked, unmet=said), case="c")


@pytest.mark.parametrize(
    ("decision", "checked", "unmet", "outcome", "wrong"),
    [
        ("approve", ["A", "B"], {}, None, []),
        ("approve", ["A"], None, None, [("LINE_OPEN", "/checked/B", "乙")]),
        ("supplied", None, None, None, [("LINE_OPEN", "/checked/A", "甲"), ("LINE_OPEN", "/checked/B", "乙")]),
        ("approve", ["A"], {"B": "x"}, None, [("LINE_UNMET", "/unmet/0", "乙")]),
        ("supplied", ["A"], {"B": "x"}, None, [("LINE_UNMET", "/unmet/0", "乙")]),
        ("approve", ["A", "A"], None, None, [("LINE_OPEN", "/checked/B", "乙")]),
        ("approve", None, {"A": "x"}, None, [("LINE_UNMET", "/unmet/0", "甲"), ("LINE_OPEN", "/checked/B", "乙")]),
        ("refuse", ["A"], {"B": "x"}, None, []),
        ("refuse", None, None, None, []),
        ("approve", ["A"], {"B": "x"}, OVER, []),
        ("approve", None, None, OVER, []),
        ("refuse", ["A", "C"], {}, None, [("CHOICE_NOT_OFFERED", "/checked/1", None)]),
        ("refuse", ["A"], {"C": "x"}, None, [("CHOICE_NOT_OFFERED", "/unmet/0", None)]),
        ("refuse", ["A"], {"A": "x"}, None, [("CHOICE_NOT_OFFERED", "/unmet/0", None)]),
        ("refuse", None, [SimpleNamespace(line="A", reason=why) for why in "xy"], None, [("CHOICE_NOT_OFFERED", "/unmet/1", None)]),
    ],
)  # fmt: skip
def test_an_approval_leaves_no_line_open_or_unmet_and_each_is_answered_once(
    monkeypatch, decision, checked, unmet, outcome, wrong
):
    monkeypatch.setattr(checklists, "lines", lambda case, task: LINES)
    found = checklists.wrong(answers(decision, checked, unmet), SimpleNamespace(outcome=outcome))
    assert [(one.code, one.field, dict(one.values).get("name")) for one in found] == wrong


def test_kept_are_the_lines_that_were_met_then_those_that_were_not_with_why_in_the_order_of_the_list(monkeypatch):
    monkeypatch.setattr(checklists, "lines", lambda case, task: LINES)
    monkeypatch.setattr(checklists, "text", lambda code, name, why: f"{name}：{why}")
    assert checklists.answered(answers(checked=["A"], unmet={"B": "x"}), "t") == ["甲", "乙：x"]
    assert checklists.answered(answers(), "t") == []
    assert checklists.unmet(answers(unmet={"C": "z", "B": "x", "A": "y"}), "t") == ["甲：y", "乙：x", "C：z"]


@pytest.mark.parametrize(
    ("kind", "accepted", "known"),
    [
        ("first_review", "2026-11-20", LINES),
        ("second_review", "2026-11-20", {}),
        ("first_review", None, {}),
        ("attend", "2026-11-20", {}),
        ("supplement", "2026-11-20", {"S": "丙"}),
    ],
)
def test_a_checklist_is_of_work_that_is_approved_in_a_case_that_was_accepted(monkeypatch, kind, accepted, known):
    policy = {"first_review": {"lines": LINES}, "attend": {"lines": LINES}, "supplement": {"lines": {"S": "丙"}}}
    monkeypatch.setattr(checklists, "accepted_on", lambda case: accepted)
    monkeypatch.setattr(checklists, "policy_of", lambda case: SimpleNamespace(checklist=policy))
    task = SimpleNamespace(kind=kind)
    assert checklists.lines("c", task) == known
    shown = checklists.shown("c", task)
    assert {one["code"]: one["text"] for one in shown["lines"]} == known
    before = {"first_review": ["approve"], "second_review": ["approve"], "supplement": ["supplied"]}
    assert shown["before"] == before.get(kind, [])
