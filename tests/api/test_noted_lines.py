"""Which request leaves which line, and who has to prove what first, rule by rule on built calls."""

import json
from types import SimpleNamespace

import pytest

from chalicelib.api.http import assurance, limits, looks, paging, refused
from chalicelib.api.http.problem import Problem
from chalicelib.api.http.route import NOBODY, Answer, Call
from chalicelib.domain.assurance import Level
from chalicelib.trust.sessions import AUDIENCES, STAFF, Session, id_of
from tests.given.case import held

CASE, OTHER = "a" * 32, "b" * 32
LINE = "answers.staff.TaskLine"
REVIEWER = Session("reviewer", "r1", "620100", "desk", person="p1")


def call(who=REVIEWER, found=None, path=None, headers=None, body=None, client="1.2.3.4"):
    return Call(who, path or {}, {}, headers or {}, b"", "", body, found, "", client)


def route(method="GET", path="/v1/cases/{id}/papers", **values):
    usual = {"answer": "", "finds": object(), "audience": ("reviewer",), "signed": None}
    return SimpleNamespace(method=method, path=path, **{**usual, **values})


@pytest.mark.parametrize(
    ("method", "answer", "audience", "found", "leaves"),
    [
        *(("GET", "", audience, True, audience != "depositor") for audience in AUDIENCES),
        ("GET", "", NOBODY.audience, True, False),
        ("GET", "", "reviewer", False, False),
        ("GET", LINE, "reviewer", True, True),
        ("POST", LINE, "reviewer", True, False),
        ("POST", "answers.staff.CaseFound", "reviewer", True, True),
        ("POST", "answers.staff.CaseFound", "depositor", True, False),
        ("POST", "", "hotline", True, True),
    ],
)
def test_who_is_shown_a_case_that_is_not_their_own_leaves_a_line(method, answer, audience, found, leaves):
    asked = call(Session(audience, "x", "", ""), held() if found else None)
    assert looks.leaves_a_line(route(method, answer=answer), asked) is leaves


@pytest.mark.parametrize(
    ("method", "answer", "finds", "audience", "are"),
    [
        *(("GET", "", True, (one,), one in STAFF) for one in AUDIENCES),
        ("GET", "", True, ("depositor", "clerk"), True),
        ("GET", "", False, ("clerk",), False),
        ("POST", "", True, ("clerk",), False),
        ("POST", "answers.staff.CaseFound", True, ("clerk",), True),
        ("POST", "answers.staff.PhoneShown", True, ("reviewer",), True),
    ],
)
def test_what_staff_look_by_is_counted_and_nothing_else(method, answer, finds, audience, are):
    of = route(method, answer=answer, finds=object() if finds else None, audience=audience)
    assert looks.are_counted(of) is are


@pytest.fixture
def lines(monkeypatch):
    """What is written in the ledger, and who was counted, in order."""
    found = []
    monkeypatch.setattr(looks.ledger, "append", lambda case, entry: found.append((case, entry)))
    monkeypatch.setattr(looks.limits, "look", lambda call: found.append("counted"))
    monkeypatch.setattr(looks.hands, "apart", lambda case, person: person == "p9")
    return found


@pytest.mark.parametrize(
    ("of", "path", "body", "more"),
    [
        (route(), {"id": "c1"}, None, {"shown": "papers"}),
        (
            route(path="/v1/cases/{id}/documents/{document}"),
            {"document": "d1"},
            None,
            {"shown": "documents", "document": "d1", "sha256": "5" * 64},
        ),
        (
            route("POST", "/v1/tasks/{task}/phone", answer="answers.staff.PhoneShown"),
            {},
            SimpleNamespace(person="spouse"),
            {"shown": "phone", "subject": "spouse", "purpose": "phone"},
        ),
    ],
)
def test_a_line_says_who_looked_through_which_session_and_which_parts_they_were_shown(lines, of, path, body, more):
    shown = {"sha256": "5" * 64, "empty": None, "none": [], "url": "u"}
    asked = call(found=held(), path=path, body=body, headers={"authorization": "Bearer tok"})
    assert looks.noted(of, asked, lambda call: Answer(shown)).body == shown
    who = {"kind": "look", "audience": "reviewer", "operator": "r1", "person": "p1", "centre": "620100"}
    who |= {"channel": "desk", "session": id_of("tok")[:16], "fields": ["sha256", "url"]}
    assert lines == ["counted", ("c1", {**who, **more})]


@pytest.mark.parametrize(
    ("who", "method", "told", "wrote"),
    [
        (Session("reviewer", "r9", "", "desk", person="p9"), "GET", "NOT_FOUND", ["counted"]),
        (Session("reviewer", "r9", "", "desk", person="p9"), "POST", None, ["line"]),
        (Session("bank", "B01", "", "bank", person="p9"), "GET", None, ["line"]),
    ],
)
def test_who_must_not_handle_a_case_is_counted_and_finds_nothing(lines, who, method, told, wrote):
    asked = call(who, held(), headers={"authorization": "Bearer tok"})
    asks = []
    try:
        looks.noted(route(method), asked, lambda call: asks.append(1) or Answer("text"))
        code = None
    except Problem as problem:
        code, about = problem.code, problem.about
        assert about == "c1"
    assert (code, asks == []) == (told, told is not None)
    assert ["counted" if one == "counted" else "line" for one in lines] == wrote


@pytest.mark.parametrize(
    ("who", "code", "leaves"),
    [
        (NOBODY, "LOGIN_FAILED", True),
        (NOBODY, "BAD_SIGNATURE", True),
        (NOBODY, "OTHER_DEVICE", True),
        (NOBODY, "LOGIN_REQUIRED", False),
        (NOBODY, "NOT_FOUND", False),
        (REVIEWER, "NOT_YOUR_ROUTE", True),
        (REVIEWER, "NOT_FOUND", True),
        (REVIEWER, "STEP_UP", False),
        (REVIEWER, "WRONG_STATUS", False),
        (REVIEWER, "LOGIN_FAILED", False),
    ],
)
def test_who_may_not_or_asks_for_what_is_not_there_leaves_a_line_and_who_has_to_prove_more_does_not(who, code, leaves):
    assert refused.leaves_a_line(call(who), Problem(code)) is leaves


@pytest.mark.parametrize(
    ("found", "path", "about", "named"),
    [
        (held(), {"id": OTHER}, OTHER, "c1"),
        (None, {"id": CASE}, OTHER, OTHER),
        (None, {"id": CASE}, "", CASE),
        (None, {"task": f"{CASE}.sign.1"}, "", CASE),
        (None, {"document": "x", "id": CASE}, "", CASE),
        (None, {"paper": "a" * 64}, "", ""),
        (None, {"id": "620102199001011234"}, "", ""),
    ],
)
@pytest.mark.parametrize("whose", [None, Session("clerk", "k1", "620200", "window", person="p2")])
def test_an_attempt_is_of_whose_session_it_was_about_the_case_it_names(monkeypatch, found, path, about, named, whose):
    kept = []
    monkeypatch.setattr(refused.attempts, "note", lambda share, entry: kept.append((share, entry)))
    headers = {"authorization": "Bearer tok"}
    refused.noted(
        route(), call(found=found, path=path, headers=headers), Problem("NOT_FOUND", about=about, whose=whose)
    )
    [(share, entry)] = kept
    who = whose or REVIEWER
    assert share == f"{who.audience}/{who.subject}"
    said = (who.audience, who.subject, who.person, who.centre, who.channel)
    assert tuple(entry[name] for name in ("audience", "operator", "person", "centre", "channel")) == said
    assert (entry["session"], entry["about"]) == (id_of("tok")[:16], named)
    assert (entry["kind"], entry["route"], entry["code"]) == ("refused", "GET /v1/cases/{id}/papers", "NOT_FOUND")


@pytest.mark.parametrize("headers", [{}, {"authorization": "Bearer tok"}])
def test_an_attempt_of_nobody_takes_the_share_of_its_code_and_names_no_session(monkeypatch, headers):
    kept = []
    monkeypatch.setattr(refused.attempts, "note", lambda share, entry: kept.append((share, entry["session"])))
    refused.noted(route(), call(NOBODY, headers=headers), Problem("BAD_SIGNATURE"))
    assert kept == [("public/BAD_SIGNATURE", "")]


@pytest.mark.parametrize(
    ("has", "needs", "next"),
    [
        (Level.LOGGED_IN, Level.LOGGED_IN, None),
        (Level.LOGGED_IN, Level.REAL_NAME, "NEEDS_REAL_NAME"),
        (Level.LOGGED_IN, Level.STRONG, "NEEDS_REAL_NAME"),
        (Level.REAL_NAME, Level.STRONG, "NEEDS_STRONG"),
        (Level.REAL_NAME, Level.REAL_NAME, None),
        (Level.STRONG, Level.STRONG, None),
    ],
)
def test_who_is_below_the_level_of_an_act_is_told_the_next_step_up(has, needs, next):
    asked = call(Session("depositor", "d1", "", "online", level=has))
    if next is None:
        assurance.check(asked, needs)
    else:
        with pytest.raises(Problem) as problem:
            assurance.check(asked, needs)
        assert (problem.value.code, [one.code for one in problem.value.defects]) == ("STEP_UP", [next])


SELLER = {"home": {"seller": {"account": "1", "bank": "2"}}}
OLD = {"old_loan": {"account": {"number": "1"}}}
PAYS = {"wish": {"repayment_account": "1", "amount": "5.00"}}


@pytest.mark.parametrize(
    ("before", "after", "replaces"),
    [
        ({}, {**SELLER, **OLD, **PAYS}, False),
        (SELLER, SELLER, False),
        (SELLER, {"home": {"seller": {"account": "1", "bank": "3"}}}, True),
        (SELLER, {"home": {"seller": {"account": "1"}}}, True),
        (SELLER, {"home": None}, True),
        ({"home": {"seller": {"account": "1"}}}, SELLER, False),
        (OLD, {"old_loan": {"account": {"number": "2"}}}, True),
        (OLD, {}, True),
        (PAYS, {"wish": {"repayment_account": "2"}}, True),
        (PAYS, {"wish": {"amount": "5.00"}}, True),
        (PAYS, {"wish": {"repayment_account": "1", "amount": "6.00"}}, False),
        ({"wish": {"repayment_account": ""}}, PAYS, False),
    ],
)
def test_an_account_is_replaced_where_one_that_stands_is_another_or_gone(before, after, replaces):
    assert assurance.replaces_an_account(before, after) is replaces


@pytest.mark.parametrize(
    ("of", "who", "counted"),
    [
        (route("POST", "/v1/quotes", audience=()), NOBODY, "1.2.3.4"),
        (route("POST", "/v1/joins"), REVIEWER, "p1"),
        (route("POST", "/v1/joins"), Session("bank", "B01", "", "bank"), "bank/B01"),
        (route("POST", "/v1/joins", signed=object()), REVIEWER, None),
        (route("GET", "/v1/joins"), REVIEWER, None),
    ],
)
def test_who_is_known_is_counted_as_the_person_they_are_and_a_visitor_by_their_address(monkeypatch, of, who, counted):
    taken = []
    free = SimpleNamespace(wait=0)
    monkeypatch.setattr(limits.throttle, "take", lambda what, who, limit: taken.append((what, who)) or free)
    limits.count(of, call(who))
    assert taken == ([(f"{of.method} {of.path}", counted)] if counted else [])


@pytest.mark.parametrize("full", [None, "looks at a case", "looks"])
def test_a_look_counts_for_the_person_at_that_case_and_at_all_and_neither_is_passed(monkeypatch, full):
    taken = []

    def take(what, who, limit):
        taken.append((what, who))
        return SimpleNamespace(wait=7 if what == full else 0)

    monkeypatch.setattr(limits.throttle, "take", take)
    if full:
        with pytest.raises(Problem) as problem:
            limits.look(call(found=held()))
        assert (problem.value.code, problem.value.headers) == ("TOO_OFTEN", {"Retry-After": "7"})
    else:
        limits.look(call(found=held()))
    both = [("looks at a case", "p1 c1"), ("looks", "p1")]
    assert taken == (both[:1] if full == "looks at a case" else both)


KEY = {"centre": {"S": "620100"}, "at": {"S": "2026"}}


@pytest.mark.parametrize(
    ("key", "fits"),
    [
        (KEY, True),
        ({**KEY, "centre": {"S": "620200"}}, False),
        ({**KEY, "more": {"S": "x"}}, False),
        ({"centre": {"S": "620100"}}, False),
        ({**KEY, "at": {"S": ""}}, False),
        ({**KEY, "at": {"S": 1}}, False),
        ({**KEY, "at": {"S": "2026", "N": "1"}}, False),
        ({**KEY, "at": {"N": "1"}}, False),
        ({"id": {"S": "c1"}}, True),
        ([], False),
    ],
)
def test_a_cursor_goes_on_in_the_very_list_it_was_given_out_for(key, fits):
    given = paging.cursor(json.dumps(key))
    shapes = ({"centre": "620100", "at": None}, {"id": None})
    if fits:
        assert json.loads(paging.opened(given, *shapes)) == key
    else:
        with pytest.raises(Problem, match="BAD_CURSOR"):
            paging.opened(given, *shapes)


@pytest.mark.parametrize(
    ("number", "before"), [("0", 0), ("12", 12), ("9" * 15, int("9" * 15)), ("9" * 16, None), ("-1", None), ("٣", None)]
)
def test_a_list_read_backwards_goes_on_before_a_number(number, before):
    start = json.dumps({"before": {"S": number}})
    if before is None:
        with pytest.raises(Problem, match="BAD_CURSOR"):
            paging.before(start)
    else:
        assert paging.before(start) == before
    assert paging.before(None) is None
