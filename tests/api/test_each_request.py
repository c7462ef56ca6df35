"""The road of every request, each rule by itself: on built routes and calls. Over HTTP: test_assurance, test_races, test_repeating."""

from types import SimpleNamespace

import pytest

from chalicelib.api.http import request as reading
from chalicelib.api.http import serve
from chalicelib.api.http.problem import Problem
from chalicelib.api.http.route import Answer, Call, Route
from chalicelib.domain.assurance import Level
from chalicelib.errors import Contended
from chalicelib.trust.sessions import Session
from tests.given.case import held
from tests.given.refusals import refused


def call_of(audience="reviewer", level=Level.STRONG, found=None, **headers):
    who = Session(audience, "s1", "", "desk", level=level)
    return Call(who, {}, {}, {name.replace("_", "-"): value for name, value in headers.items()}, b"", "id", found=found)


def route_of(handler=None, **values):
    usual = {"method": "POST", "path": "/v1/x", "summary": "", "handler": handler, "answer": "answers.staff.TaskLine"}
    return Route(**{**usual, **values})


WIDE, PLAIN = "１２３４\u200b", "1234"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (WIDE, PLAIN),
        ({"number": WIDE}, {"number": PLAIN}),
        ([WIDE, "Ａ１"], [PLAIN, "Ａ1"]),
        ({"people": [{"names": [WIDE]}, {"number": WIDE}]}, {"people": [{"names": [PLAIN]}, {"number": PLAIN}]}),
        ({WIDE: True, "of": [1, None, 2.5]}, {WIDE: True, "of": [1, None, 2.5]}),
    ],
)
def test_every_text_is_made_plain_however_deep_it_stands_and_names_stay_as_they_are(typed, kept):
    assert reading._plain(typed) == kept


@pytest.mark.parametrize("creates", [True, False])
@pytest.mark.parametrize("headers", [{}, {"idempotency_key": "k"}])
@pytest.mark.parametrize(
    ("audience", "level", "code"),
    [
        (("depositor",), Level.REAL_NAME, "STEP_UP"),
        (("depositor",), Level.STRONG, None),
        ((), Level.LOGGED_IN, None),
    ],
)
def test_whoever_asks_has_shown_who_they_are_as_the_route_wants_with_a_key_for_repeating_it_too(
    monkeypatch, audience, level, code, headers, creates
):
    monkeypatch.setattr(serve, "_raw", lambda request: b"")
    monkeypatch.setattr(serve.limits, "count", lambda route, call: None)
    asked = route_of(audience=audience, creates=creates), SimpleNamespace(query_params=None)
    found = refused(serve._envelope, *asked, call_of("depositor", level, **headers))
    assert (found[0] if isinstance(found, tuple) else None) == code


@pytest.mark.parametrize(
    ("audience", "signed", "tries"),
    [
        (("reviewer", "supervisor"), None, 1),
        (("operations",), None, 1),
        (("depositor",), None, 4),
        (("depositor", "clerk"), None, 4),
        ((), "whoever signed", 4),
    ],
)
def test_what_another_came_before_is_done_anew_on_the_case_as_it_is_now_but_by_the_desk(audience, signed, tries):
    seen = []

    def overtaken(call):
        seen.append(call.case)
        raise Contended("c1")

    read = iter(range(1, 9))
    route = route_of(overtaken, audience=audience, signed=signed, finds=lambda call: next(read))
    with pytest.raises(Contended):
        serve._done(route, call_of(audience[0] if audience else "bank", found=0))
    assert seen == [*range(tries)]


@pytest.mark.parametrize("audience", ["depositor", "clerk", "reviewer", "operations", "bank"])
@pytest.mark.parametrize("of_case", [True, False])
def test_an_answer_about_a_case_is_kept_sealed_whoever_was_told(monkeypatch, audience, of_case):
    kept = {}
    monkeypatch.setattr("chalicelib.records.casefile.CaseFile.seal_answer", lambda case, body: f"sealed {case.id}")
    monkeypatch.setattr(serve.idempotency, "keep", lambda claim, told: kept.update(told))
    serve._keep("claim", call_of(audience, found=held() if of_case else None), Answer({"a": 1}, 201, {"H": "h"}))
    told = {"sealed": "sealed c1"} if of_case else {"body": {"a": 1}}
    assert kept == {"status": 201, "headers": {"H": "h"}, **told}


@pytest.mark.parametrize("outcome", [Answer({}), Answer("page", 201), Problem("NOT_FOUND"), Problem("INTERNAL")])
@pytest.mark.parametrize("media", ["application/json", "text/html"])
def test_no_answer_stays_in_the_memory_of_a_browser_or_of_anything_between(outcome, media):
    assert serve._response(outcome, "trace", None, media).headers["Cache-Control"] == "no-store"
