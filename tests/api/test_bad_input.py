import json
import re
from itertools import product

import pytest

from chalicelib.api.http.request import MAX_BODY
from chalicelib.api.routes import ROUTES
from chalicelib.domain import paper_code
from chalicelib.records import acceptance, issued
from chalicelib.records.contents import Paper
from tests.given.case import CONTRACT, put, waiting
from tests.given.form import form

GARBAGE = {
    "no JSON": b"{",
    "not UTF-8": b'{"a": "\xff\xfe"}',
    "UTF-16": '{"centre": "620100"}'.encode("utf-16"),
    "a list": b"[]",
    "a string": b'"centre"',
    "null": b"null",
    "a number": b"7",
    "NaN": b'{"centre": NaN}',
    "infinity": b'{"centre": 1e999}',
    "a huge integer": b'{"centre": ' + b"9" * 5000 + b"}",
    "a lone surrogate": b'{"centre": "\\ud800"}',
    "a lone surrogate name": b'{"\\udfff": 1}',
    "a null byte": b'{"centre": "62\\u00000100"}',
    "a control character name": b'{"\\u0001": 1}',
    "deep lists": b'{"centre": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "deep objects": b'{"a":' * 30 + b"1" + b"}" * 30,
    "unknown names": json.dumps({f"f{n}": n for n in range(500)}).encode(),
    "names of people": '{"张三 620102199001010011": 1}'.encode(),
    "everything null": json.dumps(dict.fromkeys([*form(), "channel", "code", "sha256", "items", "data", "x"])).encode(),
    "wrong types": json.dumps(
        dict.fromkeys([*form(), "channel", "code", "sha256", "items", "data", "x"], [1.5])
    ).encode(),
    "emoji and right to left": '{"centre": "🏠‮620100", "code": "🏠", "x": 1}'.encode(),
    "too large": b'{"centre": "' + b"6" * MAX_BODY + b'"}',
}
ODD = [
    "x",
    "0" * 31,
    "0" * 33,
    "G" * 32,
    "%00",
    "..%2f..%2fetc",
    "汉字",
    "%ff",
    "a" * 300,
    "0" * 32,
    f"{'0' * 32}.sign.1",
    "'",
    "-",
]
OTHERS = (
    "text/plain",
    "multipart/form-data; boundary=x",
    "application/json; charset=gbk",
    "image/png",
    "x" * 500,
)  # than JSON in UTF-8
WRITING = [route for route in ROUTES if route.method in ("POST", "PATCH")]


def named(route):
    return f"{route.method} {route.path}"


@pytest.fixture
def place(platform, request):
    """Paths of routes filled in with things that exist, so that what is wrong is the body alone."""

    def made():
        submitted = request.getfixturevalue("submitted")
        acceptance.register(f"contract#{CONTRACT['number']}", case=submitted)
        return {
            "code": looked_up(submitted),
            "id": submitted,
            "document": "0" * 32,
            "paper": "0" * 64,
            "task": waiting(submitted, "first_review", "REVIEWING", contract=CONTRACT),
            "number": CONTRACT["number"],
            "no": submitted,
            "kind": "new",
            "session": "0" * 64,
            "item": "1",
            "procedure": "court_papers.1",
            "commitment": "SINGLE_STATUS",
        }

    values = platform.once("places", made)
    return lambda route: route.path.format(**values)


def looked_up(case):
    """The code of a paper that case has issued."""
    paper, code = Paper("acceptance.pdf", "k", "1" * 64), paper_code.drawn(lambda signs: signs[5])
    put(case, results=[paper])
    issued.enter(issued.Issued(code, case, paper.name, "acceptance", "t", "i", "n", "2026-11-27", paper.sha256))
    return code


def somebody(route, login):
    if not route.audience:
        return ""
    whose = ("reviewer",) if "{task}" in route.path else ()  # the task there is
    audience = next(a for a in (*whose, "depositor", "clerk", "supervisor", "ops", "bank") if a in route.audience)
    return login(audience, *(["B01"] if audience == "bank" else []))


def contents(platform):
    tables = ("cases", "registers", "tasks", "ledger")
    return {table: [item for item in platform.items(table) if not is_attempt(item)] for table in tables}


def is_attempt(item):
    """That somebody without a signature tried is written down; nothing of what they sent is (tests/api/test_refused.py)."""
    return item.get("case", {}).get("S", "").startswith("refused#")


@pytest.mark.parametrize("route", WRITING, ids=named)
def test_no_body_ever_breaks_a_route_or_leaves_something_half_written(api, login, place, platform, route):
    who, path, before = somebody(route, login), place(route), contents(platform)
    for kind, raw in GARBAGE.items():
        answer = api(route.method, path, raw=raw, who=who, if_match='"1"', idempotency_key="bad-input-key")
        assert 400 <= answer.status < 500, kind
        assert "620102199001010011" not in json.dumps(answer.body), kind
        assert "张三" not in json.dumps(answer.body, ensure_ascii=False), kind
    assert contents(platform) == before


@pytest.mark.parametrize("route", WRITING, ids=named)
def test_only_json_in_utf8_is_taken(api, login, place, route):
    refused = (401, "BAD_SIGNATURE") if route.signed else (415, "UNSUPPORTED_MEDIA_TYPE")
    who, path = somebody(route, login), place(route)
    for kind in OTHERS:
        answer = api(route.method, path, raw=b'{"a": 1}', who=who, content_type=kind, if_match='"1"')
        assert (answer.status, answer.body["code"]) == refused, kind


@pytest.mark.parametrize("route", [r for r in ROUTES if "{" in r.path], ids=named)
def test_a_path_nobody_gave_out_is_not_found(api, login, place, route):
    who = somebody(route, login)
    for odd in ODD:
        path = re.sub(r"{\w+}", odd, route.path)
        body = {"centre": "620100"} if route.method == "PATCH" else None
        assert api(route.method, path, body, who, if_match='"1"').status == 404, odd


@pytest.mark.parametrize("route", [r for r in ROUTES if r.audience], ids=named)
def test_a_route_refuses_whoever_it_is_not_for(api, login, place, route):
    for token in ("", "x", "a" * 43, "a" * 5000, "汉" * 43):
        assert api(route.method, place(route), who=token).status == 401
    for audience in {"depositor", "clerk", "reviewer", "supervisor", "ops", "bank", "hotline"} - set(route.audience):
        answer = api(route.method, place(route), who=login(audience))
        assert (answer.status, answer.body["code"]) == (403, "NOT_YOUR_ROUTE")


@pytest.mark.parametrize("key", ["", "k" * 201, "ключ", "k\x00", "k\n"])
def test_a_key_nobody_can_repeat_is_refused(api, borrower, platform, key):
    answer = api("POST", "/v1/applications", {"centre": "620100"}, borrower, idempotency_key=key)
    assert (answer.status, answer.body["code"]) == (400, "BAD_HEADER")
    assert platform.items("cases") == []


# A page on which people type says in words what is wrong with what they typed (tests/api/test_verifying.py); what a counter is called is
# the hall's to know (test_calling.py).
ELSEWHERE = ("/v1/verify/page", "/v1/numbers")


@pytest.mark.parametrize("route", [r for r in ROUTES if r.query and r.path not in ELSEWHERE], ids=named)
def test_no_query_ever_breaks_a_list(api, login, route):
    who = somebody(route, login)
    for name, value in product(route.query, ("%00", "汉", "a" * 2000, "{}", "%ff%fe", "'")):
        others = "".join(
            f"&{n}={v}" for n, v in (("kind", "verify"), ("centre", "620100")) if n in route.query and n != name
        )
        assert 400 <= api(route.method, f"{route.path}?{name}={value}{others}", who=who).status < 500


@pytest.mark.parametrize("route", ROUTES, ids=named)
def test_a_query_parameter_a_route_does_not_know_is_named_and_refused(api, login, place, route):
    known = "&".join(f"{name}=1" for name in route.query)
    answer = api(route.method, f"{place(route)}?surprise=1&{known}", who=somebody(route, login))
    assert (answer.status, answer.codes) == (422, {("UNKNOWN_FIELD", "surprise")})


def test_a_query_parameter_that_cannot_be_ours_is_not_repeated(api):
    answer = api("GET", "/v1/kinds?centre=620100&620102199001010011=1")
    assert answer.codes == {("UNKNOWN_FIELD", "?")}


def test_a_query_parameter_given_twice_is_not_guessed_at(api):
    assert api("GET", "/v1/kinds?centre=620100&centre=620200").codes == {("TOO_MANY", "centre")}


def test_a_body_where_none_is_taken_is_named(api, borrower, draft):
    answer = api("POST", f"/v1/applications/{draft}/withdraw", {"force": True}, borrower)
    assert answer.codes == {("UNKNOWN_FIELD", "")}


def test_another_method_is_refused_in_the_same_shape(api):
    answer = api._client.http.put("/v1/applications", body=b"")
    assert (answer.status_code, json.loads(answer.body)["code"]) == (405, "METHOD_NOT_ALLOWED")
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_binary_body_that_is_no_base64_is_refused(app, platform):
    event = {
        "requestContext": {"httpMethod": "POST", "resourcePath": "/v1/quotes"},
        "headers": {},
        "pathParameters": {},
        "multiValueQueryStringParameters": None,
        "stageVariables": {},
        "body": "a",
        "isBase64Encoded": True,
    }
    assert app(event, None)["statusCode"] == 400


@pytest.mark.parametrize(
    ("body", "twice"),
    [(b'{"centre": "620100", "centre": "620500"}', "/centre"), (b'{"home": {"price": "1", "price": "2"}}', "/price")],
)
def test_a_name_given_twice_is_named_because_nobody_could_say_which_counts(api, borrower, body, twice):
    answer = api("POST", "/v1/applications", raw=body, who=borrower)
    assert (answer.status, answer.codes) == (400, {("GIVEN_TWICE", twice)})


def test_what_comes_in_from_a_phone_is_kept_in_one_writing(api, borrower):
    typed = form(
        people__0__name=" 张\u200b 三",
        people__0__id_number=" ６２０１０２１９９００１０１００１１ ",
        people__0__address="城关区\n张掖路 １号",
        home__price="８00000.00",
    )
    made = api("POST", "/v1/applications", typed, borrower)
    kept = api("GET", f"/v1/applications/{made.body['id']}", who=borrower).body["form"]
    assert kept["home"]["price"] == "800000.00"
    assert kept["people"][0]["name"] == "张三"
