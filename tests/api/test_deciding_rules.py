"""Deciding a task, each rule by itself: whose it is, what it rests on, what is written, and what a second time does. Over the wire: tests/api/test_review.py."""

from copy import deepcopy
from types import SimpleNamespace

import pytest

from chalicelib.api.desk import deciding
from chalicelib.api.http.problem import Problem
from chalicelib.api.http.route import Answer
from chalicelib.casework import asking, bringing, chasing, notes
from chalicelib.errors import Contended
from chalicelib.records import tasks
from chalicelib.records.changes import OF_MONEY

ALWAYS = {"rulings", "reviews", "mortgage", "procedures", "tolerances", "commitments"}


def code_of(act, *given):
    try:
        found = act(*given)
    except Problem as problem:
        return problem.code
    return "answered" if isinstance(found, Answer) else found


def says(case=None, **body):
    usual = {"items": None, "decision": "approve", "reason": "查实", "asks": None}
    sent = SimpleNamespace(**usual | body, model_dump=lambda mode, exclude_none: {"reason": "查实"})
    return SimpleNamespace(path={"task": "t1"}, case=case, body=sent, who=SimpleNamespace(subject="r1", person="p1"))


def task_of(**values):
    usual = {
        "id": "t1",
        "kind": "first_review",
        "state": "claimed",
        "claimed_by": "r1",
        "outcome": None,
        "on_the_road": True,
        "details": {},
    }
    return SimpleNamespace(**{**usual, **values})  # fmt: skip


@pytest.fixture
def kept(monkeypatch):
    """What is kept for whoever lost a task: the text."""
    texts = []
    monkeypatch.setattr(deciding.checklists, "unmet", lambda call, task: [])
    monkeypatch.setattr(deciding.casefile, "load", lambda id: f"{id} as it is now")
    monkeypatch.setattr(deciding.actors, "staff", lambda call: "staff")
    monkeypatch.setattr(notes, "keep", lambda case, task, kind, who, text, items: texts.append(text))
    return texts


@pytest.mark.parametrize(
    ("state", "holder", "code", "is_kept"),
    [
        ("claimed", "r1", None, False),
        ("answered", "r1", None, False),
        ("claimed", "r2", "TASK_TAKEN", True),
        ("open", None, "CLAIM_FIRST", True),
        (tasks.RETRYING, "r1", "TASK_RETRYING", True),
        ("interrupted", "r1", "TASK_OVER", False),
    ],
)
def test_whoever_has_a_task_decides_it_and_what_others_typed_is_kept_for_them(kept, state, holder, code, is_kept):
    call = says(SimpleNamespace(id="c1"))
    assert code_of(deciding._is_theirs, call, task_of(state=state, claimed_by=holder)) == code
    assert kept == ["查实"] * is_kept


@pytest.mark.parametrize(
    ("state", "ended", "code", "done"),
    [
        ("RUNNING", "", None, None),
        ("FAILED", "2026-11-23", None, None),
        (None, "", "ROAD_ENDED", "start"),
        ("FAILED", "", "ROAD_ENDED", "FAILED"),
        ("SUCCEEDED", "", "ROAD_ENDED", "SUCCEEDED"),
        ("TIMED_OUT", "", "ROAD_ENDED", "TIMED_OUT"),
        ("ABORTED", "", "ROAD_ENDED", "ABORTED"),
    ],
)
def test_nothing_is_decided_that_no_road_would_carry_out_and_the_road_is_begun_or_asked_for(
    monkeypatch, state, ended, code, done
):
    seen = [None]
    monkeypatch.setattr(deciding.starting, "state_of", lambda case: state)
    monkeypatch.setattr(deciding.starting, "start", lambda case: seen.append("start"))
    monkeypatch.setattr(deciding.restarting, "open_task", lambda case, state: seen.append(state))
    assert code_of(deciding._on_a_live_road, SimpleNamespace(ended=ended)) == code
    assert seen[-1] == done


@pytest.mark.parametrize(
    ("kind", "owes", "outcome", "wanted", "said", "ruled"),
    [
        ("verify", False, None, True, {}, {"looked at"}),
        ("verify", True, None, True, {}, {"looked at", "meanwhile"}),
        ("verify", True, None, False, {}, {"looked at", "meanwhile"}),
        (bringing.KIND, True, None, False, {}, "TASK_OVER"),
        (bringing.KIND, True, {"next": "decided"}, False, {}, {"looked at"}),
        (bringing.KIND, True, None, True, {}, {"looked at", "meanwhile"}),
        (bringing.KIND, False, None, False, {}, {"looked at"}),
        ("verify", False, None, True, {"decision": "approve"}, "INVALID_REQUEST"),
    ],
)
def test_looks_are_ruled_on_without_a_word_and_with_what_was_ruled_meanwhile_of_what_was_owed(
    monkeypatch, kind, owes, outcome, wanted, said, ruled
):
    monkeypatch.setattr(deciding, "rulings_with", lambda case, looks, items, who: {"looked at": (looks, items, who)})
    monkeypatch.setattr(bringing, "is_wanted", lambda case, task: wanted)
    monkeypatch.setattr(bringing, "ruled_meanwhile", lambda case, task: {"meanwhile": 1})
    call = says(SimpleNamespace(tolerances={"B03": 1} if owes else {}), items=["i"], **{"decision": None, **said})
    found = code_of(deciding._ruled, call, task_of(kind=kind, outcome=outcome, details={"looks": ["l"]}))
    if isinstance(ruled, str):
        assert found == ruled
    else:
        changes, word = found
        assert {*changes["rulings"]} == ruled and word == "decided"
        assert changes["rulings"]["looked at"] == (["l"], ["i"], call.who)


@pytest.mark.parametrize(("there", "told"), [(True, [("CORRECTED", "2", {"waived": "1"})]), (False, [])])
def test_that_the_parties_are_waited_for_no_longer_is_told_of_the_round_they_had(monkeypatch, there, told):
    monkeypatch.setattr(deciding.casefile, "event", lambda code, key, **said: (code, key, said))
    assert deciding._given_up(SimpleNamespace(notice=SimpleNamespace(round=2) if there else None)) == told


OUTCOME = {"next": "approved"}


@pytest.mark.parametrize(
    ("kind", "before", "said", "world", "code"),
    [
        ("first_review", OUTCOME, {}, {}, "answered"),
        ("first_review", {"next": "refused"}, {}, {}, "TASK_TAKEN"),
        ("verify", OUTCOME, {"items": ["i"]}, {"kept": True}, "answered"),
        ("verify", OUTCOME, {"items": ["i"]}, {"kept": False}, "TASK_TAKEN"),
        ("verify", {"next": "refused"}, {"items": ["i"]}, {"kept": True}, "TASK_TAKEN"),
        ("first_review", OUTCOME, {"decision": "ask", "asks": ["x"]}, {"asked": True}, "answered"),
        ("first_review", OUTCOME, {"decision": "ask", "asks": ["x"]}, {"asked": False}, "TASK_TAKEN"),
        ("first_review", {"next": "refused"}, {"decision": "ask", "asks": ["x"]}, {"asked": True}, "TASK_TAKEN"),
        # One word for the road, two decisions.
        ("attend", OUTCOME, {"decision": "retry"}, {"went_on": True}, "TASK_TAKEN"),
        ("attend", OUTCOME, {"decision": "go_on"}, {"went_on": True}, "answered"),
        ("attend", OUTCOME, {"decision": "go_on"}, {"went_on": False}, "TASK_TAKEN"),
        ("attend", OUTCOME, {"decision": "retry"}, {"others": True}, "answered"),
        ("dispute", OUTCOME, {"decision": "resolved"}, {}, "answered, and the platform"),
        ("dispute", {"next": "upheld"}, {"decision": "resolved"}, {}, "TASK_TAKEN"),
    ],
)
def test_the_same_decision_tells_the_road_again_and_another_in_the_same_word_is_too_late(
    monkeypatch, kind, before, said, world, code
):
    told, answered = [], []
    monkeypatch.setattr(deciding, "are_kept", lambda case, items: world["kept"])
    monkeypatch.setattr(asking, "is_asked", lambda case, task, *said: said == (["x"], "查实") and world["asked"])
    monkeypatch.setattr(deciding.taken, "answer", lambda case: answered.append(case))
    monkeypatch.setattr(deciding.tasks, "answer", lambda *said: told.append(said))
    monkeypatch.setattr(deciding.reading, "line", lambda task: {})
    reviews = [SimpleNamespace(task="t1", decision="go_on")] if world.get("went_on") else []
    reviews += [SimpleNamespace(task="t0", decision="go_on")] if world.get("others") else []
    found = code_of(deciding._again, says(SimpleNamespace(reviews=reviews), **said), task_of(kind=kind, outcome=before), OUTCOME)  # fmt: skip
    assert (found + ", and the platform" if answered else found) == code
    assert told == ([("t1", OUTCOME, "r1")] if found == "answered" else [])


@pytest.fixture
def decide(monkeypatch, kept):
    """Decides that task in such a world: the code or `answered`, and what was done, in order."""

    def decided(changes=(), holder="r1", contended=False, barred=None, word="word", **said):
        decision, done = said.pop("decision", "approve"), []
        task = task_of(**said)
        case = SimpleNamespace(id="c1", ended="", reviews=[], tolerances={}, notice=SimpleNamespace(round=2))

        def write(case, id, outcome, who, *told, expect, held, **written):
            done.append(("write", id, outcome, who, told, {*expect.unchanged}, held, written))
            if contended:
                raise Contended("c1")
            return "decided"

        def found_by(case, task, who):
            if barred:
                raise Problem(barred)

        made = {name: name for name in changes}
        for place, name, known in [
            (deciding.tasks, "get", lambda id: task if not done else task_of(claimed_by=holder)),
            (deciding.tasks, "answer", lambda *said: done.append("told again")),
            (deciding.actors, "hand", lambda call, role: {"hands": role}),
            (deciding.contested, "not_who_found_it", found_by),
            (deciding.starting, "state_of", lambda case: done.append("road") or "RUNNING"),
            (deciding, "rulings_with", lambda case, looks, items, who: {}),
            (deciding, "reviewed", lambda call, task: (made, word)),
            (deciding.offering, "told", lambda task, case, decision, word: {"next": (decision, word)}),
            (deciding.decisions, "decide", write),
            (notes, "keep", lambda *said: done.append("kept")),
            (deciding.tasks, "of_case", lambda id: ["wait"]),
            (chasing, "gone_on", lambda case, waits: done.append(("chased", case)) or ()),
            (deciding.taken, "answer", lambda case: done.append(("platform", case))),
            (deciding.reading, "line", lambda task: task),
        ]:
            monkeypatch.setattr(place, name, known)
        try:
            code = code_of(deciding.decide, says(case, decision=decision))
        except Contended:
            code = "contended"
        return code, done

    return decided


@pytest.mark.parametrize(
    ("changes", "also"),
    [
        (("reviews",), set()),
        (("rulings",), set()),
        (("leaving",), {*OF_MONEY}),
        (("presences",), {"presences"}),
        (("bank_part", "payment_notice"), {"bank_part", "payment_notice"}),
        (("notes",), {"notes"}),
    ],
)
def test_a_decision_holds_as_long_as_nothing_it_rests_on_has_changed_since_it_was_read(decide, changes, also):
    code, done = decide(changes)
    _, id, outcome, who, told, unchanged, held, written = next(one for one in done if one[0] == "write")
    assert (code, id, who, held, told) == ("answered", "t1", "r1", True, ())
    assert outcome == {"next": ("approve", "word")} and unchanged == ALWAYS | also
    assert written == {**dict(zip(changes, changes, strict=True)), "hands": "first_review"}


@pytest.mark.parametrize(
    ("values", "code", "done"),
    [
        ({}, "answered", ["road", "write"]),
        ({"on_the_road": False}, "answered", ["write"]),
        ({"claimed_by": "r2"}, "TASK_TAKEN", ["kept"]),
        ({"barred": "FOUR_EYES"}, "FOUR_EYES", []),
        ({"barred": "FOUR_EYES", "on_the_road": False}, "FOUR_EYES", []),
        ({"outcome": {"next": ("approve", "word")}}, "answered", ["road", "told again"]),
        ({"kind": "owed", "decision": None, "details": {"looks": []}}, "answered", ["road", "write", "chased"]),
        ({"changes": ("presences",)}, "answered", ["road", "write", "platform"]),
        ({"contended": True}, "contended", ["road", "write"]),
        ({"contended": True, "holder": "r2"}, "TASK_TAKEN", ["road", "write", "kept"]),
        ({"contended": True, "holder": None}, "TASK_TAKEN", ["road", "write", "kept"]),
    ],
)
def test_a_decision_is_written_once_told_and_what_follows_is_done_from_the_record_as_it_is_then(decide, values, code, done):  # fmt: skip
    found, made = decide(**values)
    assert (found, [one if isinstance(one, str) else one[0] for one in made]) == (code, done)
    assert all(one[1] == "c1 as it is now" for one in made if one[0] in ("chased", "platform"))


def test_where_there_are_looks_the_word_is_that_they_were_ruled_on(decide):
    _, done = decide(("leaving",), kind="verify", decision=None, details={"looks": []})
    assert (done[-1][2], done[-1][-1]["rulings"]) == ({"next": (None, "decided")}, {})


def test_that_nobody_is_waited_for_is_told_with_the_word_to_go_on_alone(decide):
    for decision, told in (("go_on", ["CORRECTED"]), ("retry", [])):
        _, done = decide(kind="attend", decision=decision)
        assert [one.event.code for one in done[-1][4]] == told


def test_who_is_upheld_is_decided_by_what_puts_it_right_and_not_by_a_word_alone(monkeypatch, decide):
    from chalicelib.api.desk import upholding

    monkeypatch.setattr(upholding, "uphold", lambda call, task: "upheld")
    assert decide(kind="dispute", word="upheld", on_the_road=False) == ("answered", [])
    assert decide(kind="dispute", word="resolved", on_the_road=False)[1]


@pytest.mark.parametrize("outcome", [None, {"next": "stands"}])
def test_an_objection_is_decided_and_decided_again_by_rules_of_its_own(monkeypatch, decide, outcome):
    from chalicelib.api.desk import deciding_appeals

    seen = []
    monkeypatch.setattr(deciding_appeals, "decide", lambda call, task, changes: seen.append(("decided", {*changes})))
    monkeypatch.setattr(deciding_appeals, "again", lambda call, task: seen.append(("again", set())))
    assert decide(("reviews",), kind="appeal", outcome=outcome, on_the_road=False) == ("answered", [])
    assert seen == [("again", set()) if outcome else ("decided", {"reviews"})]


@pytest.mark.parametrize(
    ("sent", "unmet", "found_again"),
    [
        ({"reason": "为何", "decision": "refuse"}, [], ("为何", [])),
        ({"decision": "refuse"}, [], None),
        ({"items": [{"check": "tax"}]}, [], ("", [{"check": "tax"}])),
        ({"decision": "ask", "reason": "为何", "asks": ["x"]}, [], ("为何", [{"asks": ["x"]}])),
        ({"items": [{"check": "tax"}], "rules": ["R"]}, [], ("", [{"check": "tax"}, {"rules": ["R"]}])),
        ({"asks": ["x"]}, [], ("", [{"asks": ["x"]}])),
        ({}, ["乙：无"], ("乙：无", [])),
        ({"reason": "为何"}, ["甲：无", "乙：无"], ("为何\n甲：无\n乙：无", [])),
    ],
)
@pytest.mark.parametrize("meanwhile", [0, 1, 9])
def test_whoever_lost_a_task_finds_all_they_were_sending_but_the_bare_word(
    monkeypatch, kept, sent, unmet, found_again, meanwhile
):
    tried, found = [], []

    def keep(case, task, kind, who, text, items):
        tried.append(case)
        if len(tried) <= meanwhile:
            raise Contended(case)
        found.append((task, kind, who, text, items))

    monkeypatch.setattr(deciding.checklists, "unmet", lambda call, task: unmet)
    monkeypatch.setattr(notes, "keep", keep)
    body = SimpleNamespace(model_dump=lambda mode, exclude_none: deepcopy(sent))
    deciding._keep_what_was_typed(SimpleNamespace(body=body, case=SimpleNamespace(id="c1")), task_of())
    assert found == ([("t1", notes.LOST, "staff", *found_again)] if found_again and meanwhile < deciding._TRIES else [])


def test_notes_that_are_full_keep_nobody_from_hearing_that_the_task_is_anothers(monkeypatch, kept):
    def full(*said):
        raise notes.Full("c1")

    monkeypatch.setattr(notes, "keep", full)
    assert deciding._keep_what_was_typed(says(SimpleNamespace(id="c1")), task_of()) is None
