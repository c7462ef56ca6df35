"""The road of every request, each rule by itself: on built routes and calls. Over HTTP: test_assurance, test_races, test_repeating."""

import json
from types import SimpleNamespace

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from chalicelib.api.http import paging, serve
from chalicelib.api.http import request as reading
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


# The same again


AGAIN = {"status": 201, "headers": {"H": "h"}}


@pytest.fixture
def once(monkeypatch):
    """Sends a request with a key: what came of it, and what was done with the key. `kept`: what there is under it; `lost`: why it cannot be kept."""

    def send(outcome=None, kept=None, found=None, may=None, answer="answers.staff.TaskLine", lost=None):
        done = []
        claim = kept if kept is not None else serve.idempotency.Claim("made", "owner", "key")

        def seal(case, body):
            if lost:
                raise lost
            return "sealed"

        monkeypatch.setattr(serve.idempotency, "claim", lambda *asked: claim)
        monkeypatch.setattr(serve.idempotency, "free", lambda claim: done.append("free"))
        monkeypatch.setattr(serve.idempotency, "forget", lambda claim: done.append("forgotten"))
        monkeypatch.setattr(serve.idempotency, "keep", lambda claim, told: done.append("kept"))
        monkeypatch.setattr("chalicelib.records.casefile.CaseFile.seal_answer", seal)
        monkeypatch.setattr("chalicelib.records.casefile.CaseFile.answer_kept", lambda case, sealed: {"open": sealed})

        def noted(route, call, handle):
            done.append("looked")
            return handle(call)

        def handle(call):
            if isinstance(outcome, Exception):
                raise outcome
            return outcome

        monkeypatch.setattr(serve.looks, "noted", noted)
        route = route_of(handle, audience=("reviewer",), creates=True, may=may, answer=answer)
        call = call_of(found=found, idempotency_key="k")
        return serve._guarded(lambda: serve._once(route, call, "idempotency-key")), done

    return send


@pytest.mark.parametrize("found", [None, held()])
@pytest.mark.parametrize(
    ("outcome", "done"),
    [
        (Answer({}), ["kept"]),
        (Answer({}, is_final=False), ["free"]),
        (Answer({}, is_act=False), ["forgotten"]),
        (Answer({}, is_act=False, is_final=False), ["forgotten"]),
        (Problem("NOT_FOUND"), ["free"]),
        (Contended("c1"), ["free"]),
        (ArithmeticError(), ["free"]),
    ],
)
def test_a_key_keeps_what_was_done_and_is_free_again_after_what_was_not(once, outcome, done, found):
    assert once(outcome, found=found)[1] == done


@pytest.mark.parametrize("error", [ClientError({"Error": {}}, "Encrypt"), EndpointConnectionError(endpoint_url="x")])
def test_an_answer_that_cannot_be_kept_is_given_all_the_same_and_its_key_free(once, error):
    answer, done = once(Answer({"a": 1}), found=held(), lost=error)
    assert (answer.body, done) == ({"a": 1}, ["free"])


@pytest.mark.parametrize("found", [None, held()])
@pytest.mark.parametrize("is_refused", [True, False])
def test_who_may_not_have_it_any_more_is_not_given_again_what_they_did(once, found, is_refused):
    told = []

    def again(call, body):
        told.append(body)
        if is_refused:
            raise Problem("NOT_FOUND")

    kept = {**AGAIN, **({"sealed": "s"} if found else {"body": {"open": "s"}})}
    answer, _ = once(kept=kept, found=found, may=SimpleNamespace(again=again))
    assert told == [{"open": "s"}] and getattr(answer, "code", None) == ("NOT_FOUND" if is_refused else None)


@pytest.mark.parametrize(("answer", "done"), [("answers.staff.TaskLine", []), ("answers.staff.CaseFound", ["looked"])])
def test_whoever_is_shown_a_case_again_leaves_another_line(once, answer, done):
    told, made = once(kept={**AGAIN, "sealed": "s"}, found=held(), answer=answer)
    assert (told.body, told.status, told.headers) == ({"open": "s"}, 201, {"H": "h", "Idempotency-Replayed": "true"})
    assert made == done


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("code", ["FOUR_EYES", None])
def test_who_may_not_act_on_a_case_is_refused_before_anything_is_done_or_shown(method, code):
    done = []

    def may(call):
        if code:
            raise Problem(code)

    route = route_of(lambda call: done.append("done"), method=method, may=may, answer="answers.staff.TaskLine")
    assert refused(serve._act, route, call_of()) == ((code,) if code else None)
    assert done == ["done"] * (code is None)


@pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "DELETE"])
@pytest.mark.parametrize(
    ("audience", "of", "code"),
    [("clerk", ("reviewer",), "NOT_YOUR_ROUTE"), ("reviewer", ("reviewer", "clerk"), None), ("public", (), None)],
)
def test_a_route_is_for_its_audiences_alone_whatever_it_does(method, audience, of, code):
    found = refused(reading.check_audience, route_of(method=method, audience=of), call_of(audience).who)
    assert found == ((code,) if code else None)


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({}, None),
        ({"content-type": "application/json"}, None),
        ({"content-type": "application/merge-patch+json; charset=UTF-8"}, None),
        ({"content-type": "text/plain"}, "UNSUPPORTED_MEDIA_TYPE"),
        ({"content-type": "application/json; charset=gbk"}, "UNSUPPORTED_MEDIA_TYPE"),
        ({"content-type": "application/json", "content-encoding": "gzip"}, "UNSUPPORTED_MEDIA_TYPE"),
    ],
)
def test_a_body_is_json_in_utf_8_as_it_stands(headers, code):
    found = refused(reading.parsed, b'{"a": 1}', headers)
    assert found == ((code,) if code else {"a": 1})


@pytest.mark.parametrize("opens", ["[", '{"a":'])
@pytest.mark.parametrize(("depth", "is_kept"), [(reading.MAX_DEPTH, True), (reading.MAX_DEPTH + 1, False)])
def test_a_body_is_no_deeper_than_what_can_be_kept(opens, depth, is_kept):
    closes = {"[": "]", '{"a":': "}"}[opens]
    raw = ('{"a":' + opens * (depth - 1) + "1" + closes * (depth - 1) + "}").encode()
    assert (refused(reading.parsed, raw, {}) != ("BAD_BODY",)) is is_kept


@pytest.mark.parametrize(
    ("raw", "is_kept"),
    [
        (b'{"a": "\\u0007"}', False),
        (b'{"a": ["\\u0000"]}', False),
        (b'{"\\u0007": 1}', False),
        (b'{"a": "\\ud800"}', False),
        (b'{"a": NaN}', False),
        (b'{"a": 1e999}', False),
        (b"[1]", False),
        (b'{"a": "1\\n2\\t3"}', True),
    ],
)
def test_a_body_has_no_sign_or_number_that_cannot_be_kept(raw, is_kept):
    assert (refused(reading.parsed, raw, {}) != ("BAD_BODY",)) is is_kept


CENTRE, ANOTHER = ({"id": None, "centre": one} for one in ("620100", "620200"))


@pytest.mark.parametrize(
    ("key", "shapes", "is_taken"),
    [
        ({"id": {"S": "a"}, "centre": {"S": "620100"}}, [CENTRE], True),
        ({"id": {"S": "a"}, "centre": {"S": "620100"}}, [ANOTHER], False),
        ({"id": {"S": "a"}, "centre": {"S": "620100"}}, [ANOTHER, CENTRE], True),
        ({"id": {"S": "a"}}, [CENTRE], False),
        ({"id": {"S": "a"}, "centre": {"S": "620100"}, "more": {"S": "x"}}, [CENTRE], False),
        ({"id": {"S": ""}, "centre": {"S": "620100"}}, [CENTRE], False),
        ({"id": {"S": "a", "N": "1"}, "centre": {"S": "620100"}}, [CENTRE], False),
        ({"id": {"S": 1}, "centre": {"S": "620100"}}, [CENTRE], False),
    ],
)
def test_a_cursor_opens_the_list_it_was_given_out_for_and_no_others(key, shapes, is_taken):
    text = json.dumps(key)
    assert refused(paging.opened, paging.cursor(text), *shapes) == (
        text if is_taken else ("BAD_CURSOR", "WRONG_FORMAT")
    )


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::9", "2001:db8:1:3::/64"),
        (None, ""),
    ],
)
def test_a_visitor_is_the_address_the_gateway_saw_and_of_the_newer_kind_the_network_of_one_subscriber(address, counted):
    request = SimpleNamespace(context={"identity": {"sourceIp": address}}, headers={"x-forwarded-for": "198.51.100.1"})
    assert serve._client(request) == counted
