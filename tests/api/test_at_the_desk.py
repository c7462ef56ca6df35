"""What staff do with a task beside deciding it, each rule by itself: taking, giving, putting aside, answering, phoning, recusing, following up."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from chalicelib.api.desk import answering, claiming, handling, phoning, procedures, recusals, verifying_words
from chalicelib.api.http.problem import Problem
from chalicelib.api.http.route import Answer
from chalicelib.casework import commitments, held_up, second_looks, voices
from chalicelib.casework.actor import Actor
from chalicelib.errors import Contended
from chalicelib.records import tasks
from chalicelib.records.changes import RECUSED
from chalicelib.records.commitments import Commitment


def said_of(act, *given):
    """The code somebody is refused by, with its field where it has one; `changed` where another was faster; else what is answered."""
    try:
        found = act(*given)
    except Problem as problem:
        return "".join(one.code + one.field for one in problem.defects) or problem.code
    except Contended:
        return "changed"
    return found.body if isinstance(found, Answer) else found


def asks(case=None, audience="reviewer", centre="620100", **body):
    who = SimpleNamespace(subject="r1", person="p1", audience=audience, centre=centre)
    path = {"task": "t1", "procedure": "k1", "commitment": "c"}
    return SimpleNamespace(
        path=path, case=case or SimpleNamespace(id="c1"), who=who, body=SimpleNamespace(**body), id="q1"
    )


def task_of(**values):
    usual = {
        "id": "t1", "case": "c1", "kind": "first_review", "state": "claimed", "claimed_by": "r1", "outcome": None, "is_open": True, "centre": "620100", "lent_by": "",
        "kept_for": "", "held_until": "", "held_why": "", "details": {}, "is_listed": True,
    }  # fmt: skip
    return SimpleNamespace(**{**usual, **values})


def refuse(code):
    def problem(*said):
        if code:
            raise Problem(code)

    return problem


# Taking


@pytest.mark.parametrize(
    ("task", "world", "audience", "code"),
    [
        ({}, {}, "reviewer", "taken"),
        ({}, {"found_it": "FOUR_EYES"}, "reviewer", "FOUR_EYES"),
        ({"claimed_by": None}, {"last": "LEAVES_NOBODY"}, "reviewer", "LEAVES_NOBODY"),
        ({"claimed_by": "r2"}, {"last": "LEAVES_NOBODY"}, "supervisor", "LEAVES_NOBODY"),
        ({"claimed_by": "r1"}, {"last": "LEAVES_NOBODY"}, "reviewer", "taken"),
        ({"kept_for": "r2"}, {"others": True}, "reviewer", "TASK_TAKEN"),
        ({"kept_for": "r2"}, {"others": True}, "supervisor", "taken"),
        ({"kept_for": "r2"}, {"others": False}, "reviewer", "taken"),
        ({}, {"others": True}, "reviewer", "taken"),
        ({"state": "interrupted"}, {"contended": True}, "reviewer", "TASK_OVER"),
        ({"state": tasks.RETRYING}, {"contended": True}, "reviewer", "TASK_RETRYING"),
        ({}, {"contended": True}, "reviewer", "TASK_TAKEN"),
        ({"kind": "second_look"}, {}, "clerk", "taken in step"),
        ({"kind": "second_look"}, {"took": True}, "clerk", "OWN_SCAN"),
        ({"kind": "second_look"}, {"agent": "OWN_CASE"}, "clerk", "OWN_CASE"),
        ({"kind": "second_look"}, {"many": True}, "clerk", "TOO_MANY_HELD"),
        ({"kind": "second_look"}, {"form": None, "took": True, "agent": "OWN_CASE"}, "clerk", "taken in step"),
        ({"kind": "second_look"}, {"form": None, "many": True}, "clerk", "TOO_MANY_HELD"),
        ({}, {"took": True, "agent": "OWN_CASE", "many": True}, "reviewer", "taken"),
    ],
)  # fmt: skip
def test_a_task_is_taken_by_who_may_and_a_scan_neither_by_who_took_it_nor_by_who_has_many(
    put, task, world, audience, code
):
    seen, task = [], task_of(**task)

    def claim(case, task, who, *, supervises):
        if world.get("contended"):
            raise Contended("c1")
        assert supervises is (audience == "supervisor") and who == Actor("r1", "p1")
        return "taken" + "".join(seen)

    put(
        (claiming.tasks, "get", lambda id: task),
        (claiming.second_looks, "of_task", lambda case, task: world.get("form", "form")),
        (claiming.second_looks, "took", lambda form, who: world.get("took", False)),
        (claiming.actors, "no_agent_of_it", lambda call, form: refuse(world.get("agent"))()),
        (claiming.claims, "holds_enough", lambda task, who: world.get("many", False)),
        (claiming.wanted, "in_step", lambda case: seen.append(" in step")),
        (claiming.contested, "not_who_found_it", refuse(world.get("found_it"))),
        (claiming.remaining, "refused", lambda case, task, who: world.get("last")),
        (claiming.putting_aside, "is_anothers", lambda task, who: world.get("others", False)),
        (claiming.claims, "claim", claim),
        (claiming.reading, "line", lambda task: task),
    )
    assert said_of(claiming.claim, asks(audience=audience)) == code


# Giving back, handing over, putting aside


@pytest.mark.parametrize(
    ("task", "world", "body", "who", "code"),
    [
        ({}, {}, {}, {}, ("", "", "given by Actor(login='r1', person='p1')")),
        ({"claimed_by": None}, {"again": True}, {}, {}, "as it is"),
        ({"claimed_by": "r1"}, {"again": True}, {}, {}, ("", "", "given by Actor(login='r1', person='p1')")),
        ({"claimed_by": None}, {}, {}, {}, "CLAIM_FIRST"),
        ({"claimed_by": "r2"}, {}, {}, {}, "TASK_TAKEN"),
        ({"claimed_by": "r2"}, {}, {}, {"audience": "supervisor", "centre": "620200"}, "TASK_TAKEN"),
        ({"claimed_by": "r2"}, {}, {}, {"audience": "supervisor"}, ("", "", "given by Actor(login='r1', person='p1')")),
        ({}, {}, {"to": "r3"}, {}, ("r3", "p3", "given by Actor(login='r1', person='p1')")),
        ({}, {"away": Actor("r4", "p4")}, {"to": "r3"}, {}, ("r4", "p4", "given by Actor(login='r1', person='p1')")),
        ({}, {"unfit": "r3"}, {"to": "r3"}, {}, "RECEIVER_NOT_FIT/to"),
        ({}, {"away": Actor("r4", "p4"), "unfit": "r4"}, {"to": "r3"}, {}, "RECEIVER_NOT_FIT/to"),
        (
            {},
            {"away": Actor("r4", "p4"), "unfit": "r3"},
            {"to": "r3"},
            {},
            ("r4", "p4", "given by Actor(login='r1', person='p1')"),
        ),
        ({}, {"known": None}, {"to": "r3"}, {}, "RECEIVER_NOT_FIT/to"),
    ],
)
def test_a_task_is_given_back_or_to_who_may_do_it_by_who_has_it_or_a_supervisor_of_that_centre(
    put, task, world, body, who, code
):
    task = task_of(**task)
    known = SimpleNamespace(centre="620200", person="p3", audience="reviewer")

    def fits(task, case, receiver, audience, centre):
        assert (audience, centre) == ("reviewer", "620200"), "where they work"
        return "FOUR_EYES" if receiver.login == world.get("unfit") else None

    put(
        (handling, "open_task", lambda call: task),
        (handling.notes, "is_last", lambda case, task, kind, who, text: world.get("again", False)),
        (handling.notes, "beside", lambda case, task, kind, who, text: f"{text} by {who}"),
        (handling.absent, "member", lambda call, login: world.get("known", known)),
        (handling.absences, "standing_in", lambda centre, login: world.get("away") if centre == "620200" else None),
        (handling.assigning, "why_not", fits),
        (handling.upkeep, "hand_over", lambda task, login, beside, person: (login, person, beside)),
        (handling.reading, "line", lambda one: "as it is" if one is task else one),
    )
    assert said_of(handling.give_back, asks(**who, **{"reason": "given", "to": None, **body})) == code


DAY = "2026-11-30"


@pytest.mark.parametrize(
    ("task", "body", "world", "audience", "code"),
    [
        ({}, {"until": DAY}, {}, "reviewer", (DAY, "parties", "r1", "held", f"parties {DAY}")),
        ({"claimed_by": None}, {"until": DAY}, {}, "reviewer", (DAY, "parties", "r1", "held", f"parties {DAY}")),
        ({"claimed_by": "r2"}, {"until": DAY}, {}, "reviewer", "TASK_TAKEN"),
        ({"claimed_by": "r2"}, {"until": DAY}, {}, "supervisor", (DAY, "parties", "r1", "held", f"parties {DAY}")),
        ({}, {"until": DAY}, {"found_it": "FOUR_EYES"}, "reviewer", "FOUR_EYES"),
        ({}, {"until": DAY}, {"wrong": "HOLD_TOO_LONG"}, "reviewer", "HOLD_TOO_LONG/until"),
        ({}, {"until": "2026-02-30"}, {}, "reviewer", "DAY_INVALID/until"),
        ({"held_until": DAY, "held_why": "parties"}, {"until": DAY}, {}, "reviewer", "as it is"),
        ({"held_until": DAY, "held_why": "other"}, {"until": DAY}, {}, "reviewer", (DAY, "parties", "r1", "held", f"parties {DAY}")),
        ({"held_until": "2026-11-29", "held_why": "parties"}, {"until": DAY}, {}, "reviewer", (DAY, "parties", "r1", "held", f"parties {DAY}")),
        ({"held_until": DAY, "held_why": "other"}, {"until": None}, {}, "reviewer", ("", "parties", "r1", "resumed", "other")),
        ({"held_why": "other"}, {"until": None}, {}, "reviewer", "as it is"),
    ],
)  # fmt: skip
def test_a_task_is_put_aside_by_who_has_it_or_finds_it_nobodys_and_the_same_again_writes_nothing(
    put, task, body, world, audience, code
):
    task = task_of(**task)
    put(
        (handling, "open_task", lambda call: task),
        (handling.contested, "not_who_found_it", refuse(world.get("found_it"))),
        (handling.putting_aside, "wrong_day", lambda case, day: world.get("wrong") if day == date(2026, 11, 30) else "?"),
        (handling.notes, "beside", lambda case, id, kind, who, text: (kind, text)),
        (handling.upkeep, "hold", lambda task, until, why, by, beside: (until, why, by, *beside)),
        (handling.reading, "line", lambda one: "as it is" if one is task else one),
    )  # fmt: skip
    assert said_of(handling.hold, asks(audience=audience, why="parties", **body)) == code


@pytest.mark.parametrize(
    ("raised", "now", "code"),
    [
        (handling.notes.Full("c1"), {}, "NOTES_FULL"),
        (Contended("c1"), {"is_open": False, "claimed_by": "r2"}, "TASK_OVER"),
        (Contended("c1"), {"claimed_by": "r2"}, "TASK_TAKEN"),
        (Contended("c1"), {}, "changed"),
    ],
)
def test_who_was_too_slow_hears_whether_the_task_is_over_or_anothers_or_only_something_beside_it_changed(
    put, raised, now, code
):
    put((handling.tasks, "get", lambda id: task_of(**now)))

    def write():
        with handling._as_read(task_of()):
            raise raised

    assert said_of(write) == code


@pytest.mark.parametrize(
    ("is_open", "state", "code"),
    [(True, "open", None), (False, tasks.RETRYING, "TASK_RETRYING"), (False, "answered", "TASK_OVER")],
)
def test_what_is_over_or_tried_again_by_itself_is_worked_on_no_more(put, is_open, state, code):
    put((handling.tasks, "get", lambda id: task_of(is_open=is_open, state=state)))
    found = said_of(handling.open_task, asks())
    assert found == code if code else found.is_open


@pytest.mark.parametrize(
    ("draft", "text", "code"),
    [
        (False, "见登记簿", ("comment", "见登记簿")),
        (True, "见登记簿", ("draft", "见登记簿")),
        (True, "", ("draft", "")),
        (False, " ", "MISSING/text"),
    ],
)
def test_a_comment_says_something_and_a_draft_may_be_emptied(put, draft, text, code):
    kept = []
    put(
        (handling.tasks, "get", lambda id: task_of()),
        (handling.notes, "keep", lambda case, task, kind, who, text: kept.append((kind, text))),
        (handling.notes, "shown", lambda case, task, person: (case, task, person)),
        (handling, "load", lambda id: f"{id} now"),
    )
    found = said_of(handling.note, asks(draft=draft, text=text))
    assert (kept == [code] and found == {"notes": ("c1 now", "t1", "p1")}) if isinstance(code, tuple) else found == code


@pytest.mark.parametrize(
    ("kind", "listed", "works", "barred", "told"),
    [
        ("first_review", True, False, True, True),
        ("first_review", False, True, False, False),
        ("restart", True, True, False, False),
        ("complaint", True, True, False, True),
        ("complaint", True, False, False, False),
        ("complaint", True, True, True, False),
        ("complaint", False, True, False, False),
    ],
)
def test_of_a_complaint_those_alone_hear_who_may_answer_it_and_of_other_work_everybody(
    put, kind, listed, works, barred, told
):
    put(
        (handling.reaches, "is_work_of", lambda audience, kind: works),
        (handling.hands, "barred", lambda case, who, role: "FOUR_EYES" if barred else None),
    )
    assert handling._is_told_of(asks(), task_of(kind=kind, is_listed=listed)) is told


@pytest.mark.parametrize(
    ("kind", "works", "code"),
    [
        ("first_review", True, {"task": None, "cursor": "on"}),
        ("first_review", False, "NOT_A_CHOICE/kind"),
        ("second_look", True, "NOT_A_CHOICE/kind"),
    ],
)
def test_the_next_is_of_what_one_does_and_no_scan_is_handed_out_so(put, kind, works, code):
    put(
        (handling.reaches, "is_work_of", lambda audience, kind: works),
        (handling.paging, "opened", lambda cursor, *of: cursor),
        (handling.paging, "cursor", lambda key: key),
        (handling.lanes, "cursors", lambda lane: ()),
        (handling.putting_aside, "take_next", lambda centre, kind, who, start: (None, "on")),
    )
    assert said_of(handling.take_next, asks(kind=kind, cursor=None)) == code


@pytest.mark.parametrize(("told", "apart", "is_refused"), [(None, True, False), ({"case": "c1"}, True, True), ({"case": "c1"}, False, False)])  # fmt: skip
def test_who_asks_again_for_the_next_is_told_none_of_a_case_they_stand_apart_from_by_now(put, told, apart, is_refused):
    put(
        (handling, "load", lambda id: id),
        (handling.hands, "apart", lambda case, person: (case, person) == ("c1", "p1") and apart),
    )
    assert said_of(handling.Next().again, asks(), {"task": told}) == ("NOT_FOUND" if is_refused else None)


# Answering, phoning


@pytest.mark.parametrize(
    ("task", "raised", "now", "code"),
    [
        ({"kind": "complaint"}, False, {}, "said"),
        ({"kind": "attend"}, False, {}, "CHOICE_NOT_OFFERED/text"),
        ({"kind": "complaint", "claimed_by": None}, False, {}, "CLAIM_FIRST"),
        ({"kind": "complaint", "claimed_by": None, "outcome": {"next": "answered"}}, False, {}, "said"),
        ({"kind": "complaint", "claimed_by": "r2"}, False, {}, "TASK_TAKEN"),
        ({"kind": "complaint", "claimed_by": "r2", "outcome": {"next": "answered"}}, False, {}, "TASK_TAKEN"),
        ({"kind": "complaint"}, True, {"is_open": False}, "TASK_OVER"),
        ({"kind": "complaint"}, True, {}, "CHANGED_MEANWHILE"),
    ],
)
def test_what_a_party_said_of_how_they_were_served_is_answered_by_who_has_taken_it(put, task, raised, now, code):
    seen = [task_of(**task), task_of(**now)]

    def say(case, task, text, who, hand):
        if raised:
            raise Contended("c1")
        assert hand == {"hands": "complaint"} and who == Actor("r1", "p1")
        return text

    put(
        (answering.tasks, "get", lambda id: seen.pop(0)),
        (answering.actors, "hand", lambda call, role: {"hands": role}),
        (voices, "answer", say),
        (answering.reading, "line", lambda task: task),
    )
    assert said_of(answering.answer, asks(text="said")) == code


@pytest.mark.parametrize(
    ("kind", "form", "whose", "typed", "code"),
    [
        ("first_review", None, "spouse", ["2"], {"person": "spouse", "phone": "2"}),
        ("first_review", None, "borrower", ["2"], {"person": "borrower", "phone": "1"}),
        ("first_review", None, "spouse", [], {"person": "spouse", "phone": None}),
        ("first_review", None, "co_owner_1", ["2"], "NOT_A_CHOICE/person"),
        ("second_look", "spouse", "spouse", ["2"], {"person": "spouse", "phone": "2"}),
        ("second_look", "spouse", "borrower", ["2"], "NOT_A_CHOICE/person"),
        ("second_look", None, "spouse", ["2"], "NOT_A_CHOICE/person"),
    ],
)
def test_a_party_is_phoned_at_the_number_they_told_themselves_first_and_of_a_scan_who_signed_it_alone(
    put, kind, form, whose, typed, code
):
    put(
        (phoning.tasks, "get", lambda id: task_of(kind=kind)),
        (phoning.parties, "named", lambda case: {"borrower": "p1", "spouse": "p2"}),
        (phoning.phones, "own", lambda case, key: "1" if key == "borrower" else None),
        (phoning.phones, "typed", lambda case, key: typed),
        (second_looks, "of_task", lambda case, task: SimpleNamespace(person=form) if form else None),
    )
    assert said_of(phoning.number, asks(person=whose)) == code


# Special procedures


@pytest.mark.parametrize(
    ("task", "world", "audience", "code"),
    [
        ({}, {}, "reviewer", "entered"),
        ({"claimed_by": None}, {}, "reviewer", "entered"),
        ({"claimed_by": "r2"}, {}, "reviewer", "TASK_TAKEN"),
        ({"claimed_by": "r2", "kept_for": "r1"}, {}, "reviewer", "TASK_TAKEN"),
        ({"claimed_by": "r2"}, {}, "supervisor", "entered"),
        ({}, {"found_it": "FOUR_EYES"}, "reviewer", "FOUR_EYES"),
        ({"kind": "dispute"}, {}, "supervisor", "WRONG_STATUS"),
        ({}, {"barred": "NOT_A_CHOICE"}, "reviewer", "NOT_A_CHOICE/kind"),
        ({}, {"barred": "PROCEDURES_FULL"}, "reviewer", "PROCEDURES_FULL"),
    ],
)
@pytest.mark.parametrize("number", ["甘0102执1号", None])
def test_a_case_enters_a_special_procedure_from_an_open_task_of_its_road_by_who_has_that(
    put, task, world, audience, code, number
):
    seen = []
    put(
        (procedures, "open_task", lambda call: task_of(**task)),
        (procedures.contested, "not_who_found_it", refuse(world.get("found_it"))),
        (procedures.special, "barred", lambda case, kind: world.get("barred")),
        (procedures.hands, "role_in", lambda case, kind: kind),
        (procedures.actors, "hand", lambda call, role: {"hands": role}),
        (procedures.special, "enter", lambda case, task, *said: seen.append(said)),
        (procedures.casefile, "load", lambda id: f"{id} now"),
        (procedures.special, "shown_to_staff", lambda case: case),
    )
    found = said_of(procedures.enter, asks(audience=audience, kind="appraisal", reason="why", number=number))
    if code != "entered":
        assert (found, seen) == (code, [])
    else:
        assert found == {"procedures": "c1 now"}
        assert seen == [("appraisal", "why", number or "", Actor("r1", "p1"), {"hands": "first_review"})]


@pytest.mark.parametrize(
    ("ended", "open_ones", "files", "code"),
    [
        ("", ["k1"], ["good"], None),
        ("", ["k1"], [], None),
        ("2026-11-23", ["k1"], [], "WRONG_STATUS"),
        ("", ["k2"], [], "WRONG_STATUS"),
        ("", ["k1"], ["good", "unread"], "NOT_A_CHOICE/files/1"),
        ("", ["k1"], ["unheard of"], "NOT_A_CHOICE/files/0"),
    ],
)
def test_a_case_leaves_a_procedure_it_is_in_with_papers_of_its_own_that_were_looked_at(
    put, ended, open_ones, files, code
):
    left, documents = (
        [],
        {n: SimpleNamespace(sha256=n, state=s) for n, s in (("good", "verified"), ("unread", "announced"))},
    )
    put(
        (procedures.tasks, "get", lambda id: task_of(is_open=False)),
        (procedures.hands, "role_in", lambda case, kind: kind),
        (procedures.actors, "hand", lambda call, role: {"hands": role}),
        (procedures.special, "leave", lambda case, *said: left.append(said)),
        (procedures.casefile, "load", lambda id: id),
        (procedures.special, "shown_to_staff", lambda case: case),
    )
    case = SimpleNamespace(id="c1", ended=ended, open_procedures=open_ones, documents=documents)
    found = said_of(procedures.leave, asks(case, result="obtained", note="n", files=files))
    assert found == (code or {"procedures": "c1"})
    assert left == ([] if code else [("k1", "obtained", "n", files, Actor("r1", "p1"), {"hands": "first_review"})])


# Recusal


@pytest.mark.parametrize(
    ("hands", "tries", "done"),
    [
        ({}, 0, ["ledger", "written", "given back", "agenda"]),
        ({"p1": "verify"}, 0, ["ledger", "written", "given back", "agenda"]),
        ({"p2": RECUSED}, 0, ["ledger", "written", "given back", "agenda"]),
        ({"p1": RECUSED}, 0, ["given back", "agenda"]),
        ({}, 7, ["ledger", *["again"] * 7, "written", "given back", "agenda"]),
    ],
)
def test_who_recuses_themselves_is_written_down_once_and_gives_back_what_they_have(put, hands, tries, done):
    seen, case = [], SimpleNamespace(id="c1", hands=hands, status="REVIEWING")

    def amend(of, told, **changes):
        assert told == ("STAFF_RECUSED", "p1") and changes == {"hands": {"p1": ("p1", RECUSED)}}
        seen.append("again" if len(seen) <= tries else "written")
        assert hasattr(of, "is_now") is (len(seen) > 2), "what others wrote meanwhile stands"
        if seen[-1] == "again":
            raise Contended("c1")

    def write(id, entry):
        assert entry == {"kind": RECUSED, "audience": "reviewer", "operator": "r1", "person": "p1", "tie": "kin"}
        seen.append("ledger")

    put(
        (recusals.ledger, "append", write),
        (recusals.casefile, "event", lambda *said: said),
        (recusals.casefile, "amend", amend),
        (recusals.casefile, "load", lambda id: SimpleNamespace(**{**vars(case), "is_now": True})),
        (recusals.hands, "with_role", lambda case, who, role: (who.person, role)),
        (recusals.tasks, "of_case", lambda id: []),
        (recusals.claims, "give_back", lambda waits, who: seen.append("given back") or ["t1"]),
        (recusals.agenda, "enter", lambda *said: seen.append("agenda")),
    )
    assert said_of(recusals.recuse, asks(case, tie="kin")) == {"id": "c1", "given_back": ["t1"]}
    assert seen == done


def test_a_recusal_that_cannot_be_written_is_not_said_to_be(put):
    def amend(*said, **changes):
        raise Contended("c1")

    case = SimpleNamespace(id="c1", hands={}, status="REVIEWING")
    put(
        (recusals.ledger, "append", lambda *said: None),
        (recusals.casefile, "amend", amend),
        (recusals.casefile, "load", lambda id: case),
        (recusals.hands, "with_role", lambda case, who, role: role),
    )
    assert said_of(recusals.recuse, asks(case, tie="kin")) == "changed"


# What somebody gave their word for


NOW = "2026-11-24T02:00:00.000Z"
FOUND = Commitment(NOW, "p9", "p9", "", "", untrue_at=NOW, found_by="r2", finder="p2")
BY_REGISTER = replace(FOUND, found_by=commitments.REGISTER, finder="")


@pytest.mark.parametrize(
    ("untrue", "kept", "world", "done"),
    [
        (True, None, {}, ["found", "stopped", ["first_review"], "agenda"]),
        (True, FOUND, {}, ["stopped", ["first_review"], "agenda"]),
        (True, BY_REGISTER, {}, ["found", "stopped", ["first_review"], "agenda"]),
        (True, None, {"back": []}, ["found", "stopped", ["first_review"]]),
        (True, None, {"ended": True}, "WRONG_STATUS"),
        (False, FOUND, {}, ["cleared"]),
        (False, replace(FOUND, finder="p1"), {}, "FOUR_EYES"),
        (False, BY_REGISTER, {}, "REGISTER_SAYS_OTHERWISE"),
        (False, replace(BY_REGISTER, finder="p1", cleared_at=NOW), {}, []),
        (False, None, {"ended": True}, "WRONG_STATUS"),
        (False, None, {}, []),
    ],
)
def test_who_finds_a_word_untrue_gives_back_what_rests_on_it_and_another_alone_finds_it_true(
    put, untrue, kept, world, done
):
    seen = []
    waits = [task_of(kind="restart"), task_of(kind="first_review"), task_of(kind="complaint")]
    case = SimpleNamespace(
        id="c1", status="REVIEWING", payment=None, ended=world.get("ended", False), is_submitted=True, submitted_at=NOW, applicant="p9",
        application=SimpleNamespace(commitments=["c"]), commitments={"c": kept} if kept else {},
    )  # fmt: skip

    def gave_back(own, who):
        seen.append([task.kind for task in own])
        return world.get("back", ["t1"])

    put(
        (commitments, "find_untrue", lambda case, code, why, who: seen.append("found")),
        (commitments, "clear", lambda case, code, why, who, hand: seen.append(("cleared", hand))),
        (held_up, "stop_signing", lambda case, waits: seen.append("stopped") or ()),
        (verifying_words.contests, "is_barred", lambda case, kind, details, who: kind != "complaint"),
        (verifying_words.claims, "give_back", gave_back),
        (verifying_words.agenda, "enter", lambda *said: seen.append("agenda")),
        (verifying_words.actors, "hand", lambda call, role: role),
        (verifying_words.casefile, "load", lambda id: SimpleNamespace(id=id, status="REVIEWING")),
        (verifying_words.tasks, "of_case", lambda id: waits),
        (verifying_words.committed, "to_staff", lambda case: ["all"]),
    )
    found = said_of(verifying_words.find, asks(case, untrue=untrue, reason="why"))
    if isinstance(done, str):
        assert (found, seen) == (done, [])
    else:
        assert found == {"made": ["all"]}
        assert seen == [("cleared", "follow") if one == "cleared" else one for one in done]


# Finding a case, calling a number


@pytest.mark.parametrize(("line", "law_by"), [({"c1": {"centre": "620100"}}, "by law"), ({}, None)])
def test_who_finds_a_case_reads_where_it_stands_and_the_work_they_may_hear_of(put, line, law_by):
    waits = [task_of(id="t1"), task_of(id="t2")]
    put(
        (handling.caseload, "lines", lambda ids, *more: line),
        (handling.laws, "law_by", lambda line: "by law"),
        (handling.tasks, "of_case", lambda id: waits),
        (handling, "_is_told_of", lambda call, task: task.id == "t2"),
        (handling.reading, "line", lambda task: task.id),
        (handling, "text", lambda code: code),
    )
    about = {"id": "c1", "status": "REVIEWING", "opened_at": "o", "submitted_at": "s", "ended_at": None}
    found = said_of(
        handling.find, asks(SimpleNamespace(**about, number="", called=lambda status: f"{status}, as called"))
    )
    assert found == {
        **about,
        "number": None,
        "status_text": "STATUS_REVIEWING, as called",
        "law_by": law_by,
        "tasks": ["t2"],
    }


@pytest.mark.parametrize("number", ["A12", None])
def test_a_number_is_called_by_this_request_once_and_none_is_not_kept_as_an_answer(put, number):
    from chalicelib.agencies import queue_numbers
    from chalicelib.api.desk import calling

    seen = []

    def call(*said, again):
        seen.append((*said, again))
        return SimpleNamespace(waiting=3, number=number)

    put((queue_numbers, "call", call))
    found = calling.next_number(asks(counter="3", again=True))
    assert seen == [("620100", "3", "r1", "q1", True)]
    assert (found.body, found.is_final) == ({"counter": "3", "waiting": 3, "number": number}, number is not None)


@pytest.mark.parametrize(("task", "is_final"), [("t1", True), (None, False)])
def test_that_there_was_no_next_task_is_not_the_answer_for_ever(put, task, is_final):
    put(
        (handling.reaches, "is_work_of", lambda audience, kind: True),
        (handling.paging, "opened", lambda cursor, *of: cursor),
        (handling.paging, "cursor", lambda key: key),
        (handling.lanes, "cursors", lambda lane: (lane,)),
        (handling.putting_aside, "take_next", lambda *said: (task and said, None)),
        (handling.reading, "line", lambda task: task),
    )
    found = handling.take_next(asks(kind="verify", cursor="here"))
    assert found.is_final is is_final
    assert found.body["task"] == (("620100", "verify", Actor("r1", "p1"), "here") if task else None)
