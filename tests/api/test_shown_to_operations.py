"""What operations and whoever holds a paper are told of a case, each rule by itself: on built objects. Over HTTP: test_ops, test_verifying, test_prefill."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from chalicelib.api.applicant import prefilling
from chalicelib.api.ops import asked, caseload, cases, health, horizons, logins, runs, stopped
from chalicelib.api.public import verifying
from chalicelib.errors import CaseNotFound
from chalicelib.tracing.measured import Series
from tests.given.case import held
from tests.given.refusals import answered, refused


@pytest.mark.parametrize(
    ("use", "operator", "who", "what", "about"),
    [
        ({"audience": "reviewer", "operator": "r1", "shown": "decision"}, "r1", "AUDIENCE_REVIEWER", "SHOWN_DECISION", None),
        ({"audience": "depositor", "operator": "p1", "kind": "look"}, None, "AUDIENCE_DEPOSITOR", "SHOWN_LOOK", None),
        ({"audience": "bank", "operator": "b1", "shown": "data-uses"}, None, "AUDIENCE_BANK", "SHOWN_DATA_USES", None),
        ({"asked_by": "check_homes", "agency": "tax", "subject": "spouse"}, None, "CheckHomes", "agency tax", "the spouse"),
    ],
)  # fmt: skip
def test_a_line_of_the_ledger_tells_operations_a_role_and_of_staff_alone_which_login(
    monkeypatch, use, operator, who, what, about
):
    monkeypatch.setattr(asked, "text_or", lambda otherwise, code: code)
    monkeypatch.setattr(asked, "partner", lambda name: f"agency {name}")
    monkeypatch.setattr(asked, "step", lambda name: name)
    monkeypatch.setattr(asked, "whom", lambda key: f"the {key}")
    line = asked._line({"number": 7, "hash": "h", "name": "of somebody", "answer": "told", **use})
    assert (line["operator"], line["who_text"], line["what_text"], line["about_text"]) == (operator, who, what, about)
    assert (line["number"], line["hash"]) == (7, "h") and not {"of somebody", "told", "p1", "b1"} & {*line.values()}


def test_a_line_of_the_timeline_is_filled_with_codes_of_the_catalogue_and_no_other_word(monkeypatch):
    monkeypatch.setattr(cases, "known", lambda code: code == "PARTY_SPOUSE")
    monkeypatch.setattr(cases, "said", lambda line: "CODE")
    monkeypatch.setattr(cases, "worded", lambda code, values: values)
    values = {"party": "PARTY_SPOUSE", "name": "林测试"}
    assert cases._worded(SimpleNamespace(values=values)) == {"party": "PARTY_SPOUSE", "name": "…"}


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("RESTART_MENDED", "RESTART_MENDED"),
        ("RESTART_MENDED：more", "RESTART_MENDED"),
        ("林测试 has called", "RESTART_OTHER"),
        ("", "RESTART_OTHER"),
    ],
)
def test_why_a_restart_is_asked_for_is_shown_in_our_words_alone(monkeypatch, said, shown):
    monkeypatch.setattr(stopped, "worded", lambda code: code)
    monkeypatch.setattr("chalicelib.records.casefile.CaseFile.reason_of", lambda case, review: said)
    told = stopped._asked(held(), SimpleNamespace(by="o1", at="t"))
    assert told == {"by": "o1", "at": "t", "reason": shown}


NOW, NOW_AT = "2026-11-24T10:00:00+08:00", datetime(2026, 11, 24, 2, tzinfo=UTC)


@pytest.mark.parametrize("provisional", [True, False])
@pytest.mark.parametrize(
    ("due_at", "overdue", "step", "error", "is_taken"),
    [
        ("2026-11-24T09:59:59+08:00", True, "", "", True),
        (NOW, True, "", "", False),
        (NOW, False, "", "", True),
        (NOW, False, "PayOut", "Error", True),
        (NOW, False, "PayOut", "CODE", True),
        (NOW, False, "Intake", "", False),
        (NOW, False, "PayOut", "OTHER", False),
        (NOW, True, "PayOut", "CODE", False),
    ],
)
def test_a_wait_is_overdue_once_its_time_is_over_and_is_found_by_where_and_by_why_it_stands(
    monkeypatch, due_at, overdue, step, error, provisional, is_taken
):
    monkeypatch.setattr(stopped, "line", lambda task: {"step": "PayOut", "error": "Error", "codes": ["CODE"]})
    asked_for = caseload._Selection("620100", "", "", overdue, not overdue, step, error)
    assert asked_for.takes(SimpleNamespace(due_at=due_at, provisional=provisional), NOW) is is_taken


@pytest.mark.parametrize(
    ("status", "before", "fits"),
    [
        ("", "", True),
        ("REVIEWING", "", True),
        ("SIGNING", "", False),
        ("", "2026-11-20T00:00:00.001Z", True),
        ("", "2026-11-20T00:00:00.000Z", False),
        ("", "2026-11-19T00:00:00.000Z", False),
        ("SIGNING", "2026-11-21T00:00:00.000Z", False),
    ],
)
@pytest.mark.parametrize("overdue", [True, False])
def test_a_waiting_case_is_listed_where_its_state_and_age_are_those_asked_for(
    monkeypatch, status, before, fits, overdue
):
    row = {"id": "c1", "status": "REVIEWING", "opened_at": "2026-11-20T00:00:00.000Z"}
    monkeypatch.setattr(caseload.caseload, "lines", lambda ids: {id: row for id in ids if id == "c1"})
    monkeypatch.setattr(caseload._Selection, "takes", lambda self, task, now: True)
    monkeypatch.setattr(stopped, "line", lambda task: "where")
    waits = [SimpleNamespace(case=case, kind="sign", due_at="d") for case in ("c1", "gone")]
    found = caseload._taken(caseload._Selection("620100", status, before, overdue, not overdue, "", ""), waits)
    late, stands = ({"kind": "sign", "due_at": "d"}, None) if overdue else (None, "where")
    assert found == ([{**row, "overdue": late, "stopped": stands}] if fits else [])


HOUR = [NOW_AT - timedelta(hours=back) for back in range(9)]


def series(name, statistic, *hours, **by):
    return Series(name, by, statistic, [*zip(HOUR, hours, strict=False)])


def test_the_mean_time_of_an_agency_is_over_the_answers_whose_time_was_taken_and_the_slowest_over_all():
    of = [
        series("agency_answers", "Sum", 2, 2, 2, outcome="answered"),
        series("agency_answers", "Sum", 5, outcome="not_asked"),
        series("agency_seconds", "Sum", 1, 2, 100, outcome="answered"),
        series("agency_seconds", "Maximum", 0.6, 1.5, 99, outcome="answered"),
    ]
    told = health._answers(of, HOUR[1])
    assert told == {"outcomes": {"answered": 4, "not_asked": 5}, "seconds": 0.75, "slowest": 1.5}
    assert health._answers(of[1:2], HOUR[1])["seconds"] is None


@pytest.mark.parametrize(
    ("name", "hours", "value", "at"),
    [
        ("past_law", [1, 4, 2], 4, 1),
        ("past_law", [1, 1, 1, 1, 1, 1, 1, 9], 1, 0),  # more than a round ago
        ("calendar_horizon", [30, 40], 30, 0),
    ],
)
def test_a_level_is_the_most_that_was_said_in_a_round_and_of_what_is_about_no_case_the_last(
    monkeypatch, name, hours, value, at
):
    monkeypatch.setattr(health.clock, "now", lambda: NOW_AT)
    (told,) = health._levels([series(name, "Maximum", *hours), series("past_law", "Maximum"), series("x", "Sum", 1)])
    assert (told["value"], told["at"]) == (value, health.clock.stamp(HOUR[at]))


def test_alarms_of_this_stage_are_shown_and_those_that_ring_first(monkeypatch):
    def alarm(name, state="OK", stage="local", page="docs/runbooks/X.md"):
        of = [{"Name": "stage", "Value": stage}] if stage else []
        about = {"AlarmName": name, "StateValue": state, "Dimensions": of, "StateUpdatedTimestamp": NOW_AT}
        return {**about, "AlarmDescription": f"what it means {page}"}

    theirs = [alarm("a"), alarm("b", "ALARM"), alarm("c", "ALARM", "other"), alarm("d", stage=""), alarm("e", page="")]
    pages = SimpleNamespace(paginate=lambda: [{"MetricAlarms": theirs[:2]}, {"MetricAlarms": theirs[2:]}])
    monkeypatch.setattr(health.aws, "client", lambda name: SimpleNamespace(get_paginator=lambda name: pages))
    monkeypatch.setattr(health, "setting", lambda name: "local")
    told = health.alarms(None).body["items"]
    assert [(one["name"], one["runbook"], one["meaning"]) for one in told] == [
        (name, "X", "what it means") for name in "bad"
    ]


@pytest.mark.parametrize(
    ("person", "own", "typed", "told"),
    [
        ("borrower", "138", ["137", "139"], "138"),
        ("borrower", None, ["137", "139"], "139"),
        ("borrower", None, [], None),
        ("spouse", "138", ["137"], "138"),
        ("spouse", None, ["137"], None),  # what another has typed for somebody
    ],
)
def test_that_sessions_were_ended_is_told_at_a_number_the_person_gave_themselves(monkeypatch, person, own, typed, told):
    monkeypatch.setattr(logins.phones, "own", lambda case, key: own)
    monkeypatch.setattr(logins.phones, "typed", lambda case, key: typed)
    assert logins._phone(held(), person) == told


@pytest.mark.parametrize(
    ("named", "people"), [({}, {"p2": "spouse"}), ({"spouse": "p2"}, {}), ({"spouse": "p2"}, {"p2": "borrower"})]
)
def test_nobodys_sessions_are_ended_whom_a_form_merely_names(monkeypatch, named, people):
    monkeypatch.setattr(logins.reaches, "numbered", lambda call: held(people=people))
    monkeypatch.setattr(logins.parties, "named", lambda case: named)
    body = SimpleNamespace(audience="depositor", subject=None, case="n1", person="spouse", reason="misuse")
    call = SimpleNamespace(who=None, body=body, with_=lambda path: None)
    assert refused(logins.end, call) == ("INVALID_REQUEST", "NOT_A_CHOICE")


@pytest.mark.parametrize("named", [{"spouse": "p2"}, {"spouse": "p9"}, {"co_owner_1": "p2"}])
def test_the_sessions_of_who_was_handed_in_are_ended_whoever_is_typed_and_as_whatever_they_came_in_since(
    monkeypatch, named
):
    ended = []
    case = held(people={"p2": "co_owner_1"}, parties={"spouse": "p2"})
    monkeypatch.setattr(logins.reaches, "numbered", lambda call: case)
    monkeypatch.setattr(logins.parties, "named", lambda case: named)
    monkeypatch.setattr(logins, "_ended", lambda call, who: ended.append(who) or 0)
    monkeypatch.setattr(logins.ledger, "append", lambda id, entry: None)
    monkeypatch.setattr(logins, "_entry", lambda call: {})
    body = SimpleNamespace(audience="depositor", subject=None, case="n1", person="spouse", reason="misuse")
    logins.end(SimpleNamespace(who=None, body=body, with_=lambda path: None))
    assert ended == ["p2"]


@pytest.mark.parametrize(("days", "warned"), [((400, 5), True), ((5, 400), True), ((400, 400), False), ((5, 5), True)])
def test_one_centre_that_can_soon_seal_nothing_more_is_enough_for_a_warning(monkeypatch, days, warned):
    left = dict(zip(("620100", "620200"), days, strict=True))
    monkeypatch.setattr(horizons.policy, "centres", lambda: dict.fromkeys(left, "name"))
    monkeypatch.setattr(horizons.horizon, "seal_ends", lambda centre: None)
    monkeypatch.setattr(horizons.horizon, "seal_days", lambda centres, today: left[centres[0]])
    told = horizons.seals(None).body
    assert (told["warning"], [one["days_left"] for one in told["items"]]) == (warned, [*days])


@pytest.mark.parametrize(
    ("open_ones", "phone", "told"), [(2, "13900000000", True), (2, None, False), (0, "13900000000", False)]
)
def test_who_ends_the_sessions_of_a_party_leaves_a_line_in_the_case_though_none_was_open(
    monkeypatch, open_ones, phone, told
):
    lines = []
    case = held(people={"p2": "spouse"})
    monkeypatch.setattr(logins.reaches, "numbered", lambda call: case)
    monkeypatch.setattr(logins.parties, "named", lambda case: {"spouse": "p2"})
    monkeypatch.setattr(logins, "end_all", lambda who: open_ones if who.subject == "p2" else None)
    monkeypatch.setattr(logins, "_phone", lambda case, key: phone)
    monkeypatch.setattr("chalicelib.casework.notify.tell_one", lambda *said: True)
    monkeypatch.setattr(logins.ledger, "append", lambda id, entry: lines.append((id, entry)))
    who = SimpleNamespace(audience="operations", subject="o1", person="h1")
    body = SimpleNamespace(audience="depositor", subject=None, case="n1", person="spouse", reason="lost_device")
    call = SimpleNamespace(who=who, body=body, with_=lambda path: None)
    assert logins.end(call).body == {"ended": open_ones, "told": told}
    line = {"kind": logins.ENDED, "audience": "operations", "operator": "o1", "person": "h1", "reason": "lost_device"}
    assert lines == [("c1", {**line, "subject": "spouse", "party": "p2"})]


def test_of_what_ran_for_a_case_operations_read_the_names_of_errors_and_not_their_words(monkeypatch):
    failed = {"error": "PayOutFailed", "cause": "林测试 6222000000000000"}
    event = {"type": "TaskFailed", "timestamp": NOW_AT, "taskFailedEventDetails": failed}
    described = {"name": "n", "status": "FAILED", "startDate": NOW_AT, **failed}
    pages = SimpleNamespace(paginate=lambda executionArn: [{"events": [event]}])
    states = SimpleNamespace(
        describe_execution=lambda executionArn: described,
        get_paginator=lambda name: pages,
        exceptions=SimpleNamespace(ClientError=ArithmeticError),
    )
    monkeypatch.setattr(runs.aws, "client", lambda name: states)
    monkeypatch.setattr(runs.starting, "execution", lambda case: "arn")
    told = runs.execution(SimpleNamespace(case=None)).body
    assert (told["error"], told["history"][0]["error"]) == ("PayOutFailed", "PayOutFailed")
    assert "林测试" not in str(told)


PAPER = SimpleNamespace(case="c1", code="k", title="t", issuer="i", on="2026-11-24", sha256="h", kind="contract")


@pytest.mark.parametrize(
    ("typed", "issued", "case", "state", "is_found"),
    [
        ("good", PAPER, "c1", "valid", True),
        ("good", PAPER, "c1", "void", True),  # and it is told that it stands no more
        ("a slip", PAPER, "c1", "valid", False),
        ("good", None, "c1", "valid", False),
        ("good", PAPER, None, "valid", False),
        ("good", PAPER, "c1", None, False),  # its case does not know it
    ],
)
def test_a_paper_is_found_by_its_code_as_long_as_its_case_knows_it(monkeypatch, typed, issued, case, state, is_found):
    def load(id):
        if case is None:
            raise CaseNotFound(id)
        return f"the case {id}"

    monkeypatch.setattr(verifying.paper_code, "read", lambda typed: "k" if typed == "good" else None)
    monkeypatch.setattr(verifying.issued, "find", lambda code: issued)
    monkeypatch.setattr(verifying.casefile, "load", load)
    monkeypatch.setattr(verifying.validity, "state", lambda case, paper: state)
    assert refused(verifying._found, typed) == (("the case c1", PAPER) if is_found else ("NOT_FOUND",))


@pytest.mark.parametrize(("like", "is_same"), [("same", True), ("copy", True), ("other", False)])
@pytest.mark.parametrize("kind", ["contract", "receipt"])
def test_whoever_holds_a_paper_is_told_what_it_is_and_whether_it_stands_and_nothing_of_anybody(
    monkeypatch, like, is_same, kind
):
    paper = SimpleNamespace(**{**vars(PAPER), "kind": kind})
    monkeypatch.setattr(verifying, "_found", lambda code: (held(number="n1"), paper))
    monkeypatch.setattr(verifying.validity, "likeness", lambda case, paper, sha256: like if sha256 == "s" else "wrong")
    monkeypatch.setattr(verifying.validity, "number", lambda case, paper: "n1")
    monkeypatch.setattr(verifying.validity, "state", lambda case, paper: "void")
    monkeypatch.setattr(verifying.paper_code, "written", lambda code: f"-{code}-")
    monkeypatch.setattr(verifying, "text", lambda code: code)
    call = SimpleNamespace(path={"code": "k"}, body=SimpleNamespace(sha256="s"))
    looked, compared = verifying.looked_up(call), verifying.compared(call)
    told = {
        "code": "-k-", "title": "t", "issuer": "i", "number": "n1", "issued_on": "2026-11-24", "state": "void",
        "state_text": "PAPER_IS_VOID", "sha256": "h",
    }  # fmt: skip
    of = "CONTRACT_" if kind == "contract" else ""
    assert looked.body == {**told, "same": None, "same_text": None}
    assert compared.body == {**told, "same": is_same, "same_text": f"PAPER_LIKE_{of}{like.upper()}"}
    assert {looked.headers["Cache-Control"], compared.headers["Cache-Control"]} == {"no-store"}


@pytest.mark.parametrize(
    ("audience", "is_open", "asker"),
    [
        ("depositor", True, ("spouse", "p2", "ticket", "system")),
        ("clerk", True, ("spouse", "p9", "", "p2")),  # of the party who is there, by the clerk's login
        ("depositor", False, ["WRONG_STATUS"]),
    ],
)
def test_what_agencies_know_is_asked_of_oneself_or_of_who_is_at_the_window_while_the_form_is_open(
    monkeypatch, audience, is_open, asker
):
    asks: list = []
    monkeypatch.setattr(prefilling.actors, "party", lambda call, person: "spouse")
    monkeypatch.setattr(prefilling.actors, "present", lambda call, key: SimpleNamespace(party="p9"))
    monkeypatch.setattr(prefilling, "form_is_open", lambda case: is_open)
    monkeypatch.setattr(prefilling.prefill, "asked", lambda case, who: asks.append(who) or case)
    told: list = []
    monkeypatch.setattr(prefilling.prefilled, "fields", lambda case, *of: told.append(of) or ([], []))
    who = SimpleNamespace(audience=audience, subject="p2", ticket="ticket")
    case = held(people={"p9": "spouse"})
    found = answered(prefilling.known, SimpleNamespace(case=case, query={}, who=who))
    if isinstance(asker, list):
        assert (found, asks) == (asker, [])
    else:
        assert found.body["person"] == "spouse"
        assert [(one.key, one.party, one.ticket, one.operator) for one in asks] == [asker]
        assert told == [asker[:2]], "and of them alone it is told"
