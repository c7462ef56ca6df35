"""Where two people act at once more seldom: work that goes from hand to hand, somebody's word, papers signed by hand. As in `scenes`, by `make soak`."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from chalicelib import clock
from chalicelib.casework import commitments, presence
from chalicelib.casework.actor import Actor
from chalicelib.domain.form.codes import SINGLE_STATUS
from chalicelib.records import casefile, tasks
from chalicelib.records.casefile import CaseFile
from chalicelib.records.commitments import Commitment
from tests.given.case import put, words
from tests.races.scenes import (
    WITHDRAWS,
    Act,
    World,
    _claims,
    _decides,
    _gives,
    _lives,
    _on_paper,
    _recuses,
    _takes_back,
    begun,
)

FORM = "e" * 32
UNTIL = (clock.today() + timedelta(days=2)).isoformat()
_SAID = "核查后写明依据的理由"


def _of_task(
    kind: str,
    what: str,
    body: Mapping[str, Any],
    who: str,
    shows: Callable[[tasks.Task, CaseFile], bool],
    *undone_by: str,
) -> Act:
    return Act(
        lambda world: world.task(kind, what, body, who), lambda world, case: shows(world.has(kind), case), undone_by
    )


def _assigns(to: str) -> Act:
    def assign(world: World) -> int:
        asked = {"tasks": [f"{world.case}.second_review.1"], "to": to, "reason": "本周工作量调整"}
        told = world.api("POST", "/v1/tasks/assign", asked, world.who["s1"])
        return 200 if told.status == 200 and told.body["items"][0]["done"] else max(told.status, 409)

    return Act(
        assign,
        lambda world, case: to in (world.has("second_review").kept_for, world.has("second_review").claimed_by),
        ("assign too", "next", "assign", *(["recuse"] if to == "r2" else [])),  # r2 gives back what is kept for them
    )


def _next(world: World) -> int:
    told = world.api("POST", "/v1/tasks/next", {"kind": "second_review"}, world.who["r2"])
    return 200 if told.status == 200 and told.body["task"] else max(told.status, 409)


def _finds(who: str, untrue: bool) -> Act:
    path, body = f"commitments/{SINGLE_STATUS}/findings", {"untrue": untrue, "reason": _SAID}

    def shows(world: World, case: CaseFile) -> bool:
        one = case.commitments[SINGLE_STATUS]
        return bool(one.untrue_at if untrue else one.cleared_by)

    return Act(lambda world: world.of_case(path, body, who), shows)


def _held(task: tasks.Task, case: CaseFile) -> bool:
    return task.held_until == UNTIL


def _noted(task: tasks.Task, case: CaseFile) -> bool:
    return any(one.kind == "comment" for one in case.notes)


ON_A_DESK: Mapping[str, Act] = {
    "approve": _decides("first_review", "r1", "approve"),
    "hold": _of_task(
        "first_review", "hold", {"why": "other", "until": UNTIL}, "r1", _held, "resume", "enter a procedure"
    ),
    "resume": _of_task(
        "first_review",
        "hold",
        {"why": "other"},
        "r1",
        lambda task, case: not task.held_until,
        "hold",
        "enter a procedure",
    ),
    "give back": _of_task("first_review", "return", {"reason": _SAID}, "r1", lambda task, case: not task.claimed_by),
    "note": _of_task("first_review", "notes", {"text": "请核对收入"}, "r1", _noted),
    "enter a procedure": _of_task(
        "first_review",
        "procedures",
        {"kind": "appraisal", "reason": _SAID},
        "r1",
        lambda task, case: bool(case.procedures),
    ),
    "assign": _assigns("r2"),
    "assign too": _assigns("r3"),
    "next": Act(
        _next, lambda world, case: world.has("second_review").claimed_by == "r2", ("assign too", "assign", "recuse")
    ),
    "claim": _claims("second_review", "r3", "assign", "assign too"),
    "recuse": _recuses("r2"),
    "take back": _takes_back("borrower", "data"),
    "withdraw": WITHDRAWS,
}
ON_A_WORD: Mapping[str, Act] = {
    "find untrue": _finds("r1", True),
    "find it true": _finds("r3", False),
    "find it true too": _finds("r1", False),
    "approve": _decides("first_review", "r1", "approve"),
    "approve too": _decides("second_review", "r3", "approve"),
    "note": _of_task("first_review", "notes", {"text": "请核对收入"}, "r1", _noted),
    "recuse": _recuses("r3"),
    "take back": _takes_back("borrower", "data"),
    "withdraw": WITHDRAWS,
}


def _void(case: CaseFile) -> bool:
    return bool(next(one for one in case.presences if one.id == FORM).void)


ON_A_FORM: Mapping[str, Act] = {
    "authorise on paper": _on_paper("consents", {"use": "data", "version": words("data"), "person": "spouse"}, _lives("spouse", "data"), "deny", "take back", "authorise"),
    "authorise": Act(_gives("spouse", "data"), _lives("spouse", "data"), ("take back",)),
    "take back": _takes_back("spouse", "data")._replace(undone_by=("authorise", "authorise on paper")),
    "deny": Act(lambda world: world.of_case(f"signed-forms/{FORM}/denials", {}, "spouse"), lambda world, case: _void(case)),
    "void": Act(
        lambda world: world.of_case(f"signed-forms/{FORM}/second", {"sha256": "e" * 64, "accepted": False}, "clerk"),
        lambda world, case: _void(case),
    ),
    "save own": Act(
        lambda world: world.ask("PATCH", f"/v1/applications/{world.case}/people/me", {"phone": "13900000009"}, "spouse", if_match='"1"'),
        lambda world, case: case.form["people"][1]["phone"] == "13900000009",
    ),
    "withdraw": WITHDRAWS,
}  # fmt: skip
# What nobody does in a scene before something else was done there: while a word stands untrue no review approves.
HELD_UP = {("word", "approve"), ("word", "approve too")}
SCENES: Mapping[str, Mapping[str, Act]] = {"desk": ON_A_DESK, "word": ON_A_WORD, "by hand": ON_A_FORM}


def begun_there(scene: str, api: Any, login: Any) -> World:
    """A case that stands there."""
    if scene == "by hand":
        world = begun("draft", api, login)
        case = casefile.load(world.case)
        about = presence.about(case, "consents.data", "spouse")
        (form,) = [one for one in case.presences if one.act]
        given = [one for one in case.consents if (one["person"], one["use"]) != ("spouse", "data")]
        people = {**case.people, form.party: "spouse"}
        put(
            world.case,
            presences=[replace(form, id=FORM, evidence="e" * 64, about=about)],
            consents=given,
            people=people,
        )
        return world
    world = begun("review", api, login)
    if scene == "word":
        case, at = casefile.load(world.case), clock.stamp()
        made = Commitment(at, "depositor:x", "x", "v1", "本人承诺目前没有配偶", {"channel": "test"})
        sent, form = {**case.as_sealed, "commitments": [SINGLE_STATUS]}, {**case.form, "commitments": [SINGLE_STATUS]}
        put(world.case, application=sent, form=form, commitments={SINGLE_STATUS: made})
        commitments.find_untrue(casefile.load(world.case), SINGLE_STATUS, _SAID, Actor("s1", "person_s1"))
        tasks.claim(f"{world.case}.second_review.1", "r3", "person_r3")
    return world
