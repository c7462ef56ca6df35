"""Which looks and which refusals leave a line in the ledger, and what it says: on built calls. Over HTTP: test_seen, test_refused."""

from types import SimpleNamespace

import pytest

from chalicelib.api.http import looks, serve
from chalicelib.api.http import refused as refusals
from chalicelib.api.http.problem import Problem
from chalicelib.api.http.route import NOBODY, Answer, Call, Route
from chalicelib.trust.sessions import Session, id_of
from tests.given.case import held
from tests.given.refusals import refused

TOKEN = "t" * 43
CASE, OTHER = "a" * 32, "b" * 32
WHO = Session("reviewer", "r1", "620100", "desk", "person r1")


def call_of(who=WHO, found=None, path=(), body=None):
    headers = {"authorization": f"Bearer {TOKEN}"}
    return Call(who, dict(path), {}, headers, b"", "id", found=found, body=body)


def route_of(method="GET", path="/v1/applications/{id}/decision", answer="answers.staff.TaskDetails", **values):
    usual = {"summary": "", "handler": lambda call: None, "finds": lambda call: None, "audience": ("reviewer", "bank")}
    return Route(method, path, answer=answer, **{**usual, **values})


# Refusals


@pytest.mark.parametrize(
    ("code", "of_somebody", "of_nobody"),
    [
        ("NOT_YOUR_ROUTE", True, False),
        ("RELATIVE", True, False),
        ("NOT_FOUND", True, False),
        ("STEP_UP", False, False),
        ("LOGIN_REQUIRED", False, False),
        ("INVALID_REQUEST", False, False),
        ("LOGIN_FAILED", False, True),
        ("BAD_SIGNATURE", False, True),
        ("OTHER_DEVICE", False, True),
    ],
)
@pytest.mark.parametrize("found", [None, held()])
def test_an_attempt_at_what_one_may_not_or_at_what_is_not_there_leaves_a_line(code, of_somebody, of_nobody, found):
    for who, left in ((WHO, of_somebody), (NOBODY, of_nobody)):
        assert refusals.leaves_a_line(call_of(who, found), Problem(code)) is left


@pytest.fixture
def noted(monkeypatch):
    """What is kept of a refused request, and whose share of the minute it takes."""
    kept = []
    monkeypatch.setattr(refusals.attempts, "note", lambda share, entry: kept.append((share, entry)))

    def note(call, problem):
        kept.clear()
        refusals.noted(route_of(), call, problem)
        return kept[0]

    return note


def test_an_attempt_says_who_tried_what_under_which_session_and_takes_their_own_share(noted):
    share, line = noted(call_of(), Problem("NOT_FOUND"))
    assert share == "reviewer/r1" and line == {
        "kind": "refused", "audience": "reviewer", "operator": "r1", "person": "person r1", "centre": "620100", "channel": "desk",
        "session": id_of(TOKEN)[:16], "route": "GET /v1/applications/{id}/decision", "code": "NOT_FOUND", "about": "",
    }  # fmt: skip
    share, line = noted(call_of(NOBODY), Problem("BAD_SIGNATURE"))
    assert (share, line["session"]) == ("public/BAD_SIGNATURE", ""), "wrong codes of strangers have another share"


def test_whoever_uses_a_session_from_another_device_is_written_down_with_whose_it_is(noted):
    share, line = noted(call_of(NOBODY), Problem("OTHER_DEVICE", whose=WHO))
    assert (share, line["operator"], line["person"]) == ("reviewer/r1", "r1", "person r1")
    assert line["session"] == id_of(TOKEN)[:16]


@pytest.mark.parametrize(
    ("found", "path", "about", "told"),
    [
        (held(), {"id": CASE}, OTHER, "c1"),
        (None, {"id": CASE}, OTHER, OTHER),
        (None, {"id": CASE}, "", CASE),
        (None, {"task": f"{CASE}.verify.1"}, "", CASE),
        (None, {"paper": CASE * 2}, "", ""),
        (None, {"number": "620102199001010011"}, "", ""),
        (None, {}, OTHER, OTHER),
        (None, {}, "", ""),
    ],
)
def test_an_attempt_is_about_the_case_that_was_asked_for_or_was_not_there_for_them_and_keeps_nothing_else_typed(
    noted, found, path, about, told
):
    assert noted(call_of(found=found, path=path), Problem("NOT_FOUND", about=about))[1]["about"] == told


# Looks


@pytest.mark.parametrize(
    ("audience", "left"),
    [
        ("reviewer", True),
        ("clerk", True),
        ("bank", True),
        ("operations", True),
        ("depositor", False),
        ("public", False),
    ],
)
@pytest.mark.parametrize(
    ("method", "answer", "shows"),
    [
        ("GET", "answers.staff.TaskDetails", True),
        ("GET", "answers.staff.TaskLine", True),
        ("POST", "answers.staff.PhoneShown", True),
        ("POST", "answers.staff.TaskLine", False),
    ],
)
@pytest.mark.parametrize("found", [held(), None])
def test_whoever_reads_a_case_that_is_not_their_own_leaves_a_line(audience, left, method, answer, shows, found):
    call = call_of(Session(audience, "x", "", "desk"), found)
    assert looks.leaves_a_line(route_of(method, answer=answer), call) is (left and shows and found is not None)


@pytest.fixture
def looked(monkeypatch):
    """Looks at a case by that route: the line that is left, what was counted, and what came of it."""
    lines, counted = [], []
    monkeypatch.setattr(looks.limits, "look", lambda call: counted.append(call.who.person))
    monkeypatch.setattr(looks.ledger, "append", lambda id, entry: lines.append((id, entry)))

    def look(route, call, apart=False):
        answer = Answer({"name": "x", "empty": [], "sha256": "s"})
        monkeypatch.setattr(looks.hands, "apart", lambda case, person: apart and person == "person r1")
        return refused(looks.noted, route, call, lambda call: answer), counted, lines

    return look


def test_a_look_is_in_the_ledger_with_who_looked_as_what_and_which_parts_were_shown(looked):
    answer, counted, lines = looked(route_of(), call_of(found=held()))
    line = {
        "kind": "look", "audience": "reviewer", "operator": "r1", "person": "person r1", "centre": "620100", "channel": "desk",
        "session": id_of(TOKEN)[:16], "shown": "decision", "fields": ["name", "sha256"],
    }  # fmt: skip
    assert (lines, counted) == ([("c1", line)], ["person r1"]) and answer.body["name"] == "x"


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("audience", ["reviewer", "bank"])
def test_whoever_stands_apart_from_a_case_looks_at_nothing_of_it_by_whatever_route(looked, method, audience):
    call = call_of(Session(audience, "r1", "620100", "desk", "person r1"), held())
    route = route_of(method, answer="answers.staff.CaseFound")
    found, counted, lines = looked(route, call, apart=True)
    if audience == "reviewer":
        assert (found, lines) == (("NOT_FOUND",), [])
    else:  # who is no member of staff has no hand in it, and fetches as often as they have to
        assert (len(lines), counted) == (1, [])


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_look_at_a_file_says_which_bytes_were_shown(looked, method):
    call = call_of(found=held(), path={"document": "d1"})
    *_, lines = looked(route_of(method, "/v1/applications/{id}/documents/{document}"), call)
    assert (lines[0][1]["document"], lines[0][1]["sha256"], lines[0][1]["shown"]) == ("d1", "s", "documents")


def test_a_look_at_a_phone_number_says_whose_and_what_for(looked):
    call = call_of(found=held(), body=SimpleNamespace(person="spouse"))
    *_, lines = looked(route_of("POST", "/v1/tasks/{task}/phone", "answers.staff.PhoneShown"), call)
    assert (lines[0][1]["subject"], lines[0][1]["purpose"]) == ("spouse", "phone")


@pytest.mark.parametrize("is_early", [True, False])
def test_whoever_is_refused_before_their_request_was_read_or_after_leaves_a_line_alike(monkeypatch, is_early):
    lines, problem = [], Problem("NOT_FOUND")
    monkeypatch.setattr(serve, "_prepared", lambda route, request: (call_of(), problem if is_early else None))
    monkeypatch.setattr(serve, "_perform", lambda route, call: problem)
    monkeypatch.setattr(refusals, "noted", lambda route, call, problem: lines.append(problem.code))
    monkeypatch.setattr("chalicelib.tracing.segments.emit", lambda segment: None)
    assert serve.serve(route_of(), SimpleNamespace(context=None, method="GET")).status_code == 404
    assert lines == ["NOT_FOUND"]
