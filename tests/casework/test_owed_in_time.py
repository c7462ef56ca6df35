"""Who is told of what is owed and when, and what goes on or is looked at once it is brought: on built objects. The whole road: tests/casework/test_owing.py."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
import time_machine

from chalicelib.casework import anew, bringing, chasing, clocks, notify, owing
from chalicelib.domain.policy import NoPolicy
from chalicelib.errors import AgencyRefused, DecideAnew, PreconditionFailed
from chalicelib.records import casefile, tasks
from chalicelib.records.commitments import Tolerance
from chalicelib.records.contents import told_as
from chalicelib.records.tasks import Task
from tests.given.application import of_sample
from tests.given.case import held

DUE = clocks.DueTime("2026-12-14T17:30:00+08:00", False)
CHOSEN = Tolerance("2026-12-07T01:00:00.000Z", "depositor:p1", "p1", "v1", "本人承诺")
LAPSED = replace(CHOSEN, lapsed_at="2026-12-15T00:00:00.000Z")
PARTIES = {"borrower": "p1", "spouse": "p2", "co_owner_1": "p3"}
TASK = Task("c1.attend.1", "c1", "attend", "620100", "open", DUE.due_at, DUE.due_at, {"codes": [owing.STOP]})


def at(day: str):
    return time_machine.travel(f"{day}T10:00:00+08:00", tick=False)


def of(one=CHOSEN, **values):
    return held(**{"tolerances": {"B03": one}, "parties": PARTIES, **values})


@pytest.fixture
def owes(monkeypatch):
    """What is owed of a case, as far as anybody asks here."""

    def say(left=("B03",), due_by=DUE, is_being_read=False, not_enough=()):
        given = {
            "left": dict.fromkeys(left),
            "due_by": due_by,
            "is_being_read": is_being_read,
            "not_enough": [*not_enough],
        }
        for name, value in given.items():
            monkeypatch.setattr(owing, name, lambda *_, value=value: value)

    return say


@pytest.mark.parametrize(
    ("day", "days_before", "one", "owed", "told"),
    [
        ("2026-12-11", 3, CHOSEN, {}, [chasing.REMIND]),
        ("2026-12-10", 3, CHOSEN, {}, []),
        ("2026-12-13", None, CHOSEN, {}, [chasing.REMIND]),  # on the day before, whatever the policy says
        ("2026-12-12", None, CHOSEN, {}, []),
        ("2026-12-13", NoPolicy, CHOSEN, {}, [chasing.REMIND]),
        ("2026-12-12", NoPolicy, CHOSEN, {}, []),
        ("2026-12-13", 3, CHOSEN, {"is_being_read": True}, []),  # it was brought
        ("2026-12-13", 3, CHOSEN, {"due_by": None}, []),
        ("2026-12-13", 3, CHOSEN, {"left": ()}, []),
        ("2026-12-15", 3, LAPSED, {}, [chasing.OVER]),
        ("2026-12-15", 3, LAPSED, {"is_being_read": True, "due_by": None}, [chasing.OVER]),
    ],
)
def test_who_owes_the_loan_is_told_days_before_and_once_it_is_over_and_not_of_what_is_looked_at(
    monkeypatch, owes, day, days_before, one, owed, told
):
    def remind_before(policy):
        if days_before is NoPolicy:
            raise NoPolicy(day)
        return days_before

    owes(**owed)
    monkeypatch.setattr(chasing.limits, "remind_before", remind_before)
    with at(day):
        assert [*chasing._to_tell(of(one))] == [(code, "B03") for code in told]
        assert chasing.is_due(of(one)) is bool(told)
        everybody = {told_as(code, who, "B03"): SimpleNamespace() for code in told for who in ("borrower", "spouse")}
        assert not chasing.is_due(of(one, messages=everybody)), "a co-owner owes nothing, and is told nothing"
        assert not chasing.is_due(of(one, tolerances={}))
        before = of(one, messages=everybody, reopened_on=clocks.clock.today())
        assert chasing.is_due(before) is bool(told), "what goes on after an end has days of its own"


def test_each_who_has_not_heard_is_told_by_themself_though_another_cannot_be_reached(monkeypatch, owes):
    sent, kept = [], []

    def send(case, purpose, code, occasion, to, *, by):
        sent.append((code, occasion, to, by))
        if to == ["spouse"]:
            raise AgencyRefused("no such telephone")
        return {to[0]: code}

    owes()
    parties, heard = {**PARTIES, "co_borrower_1": "p4"}, {told_as(chasing.REMIND, "borrower", "B03"): SimpleNamespace()}
    case = of(parties=parties, messages=heard)
    monkeypatch.setattr(notify, "sent", send)
    monkeypatch.setattr(casefile, "load", lambda id: case)
    monkeypatch.setattr(casefile, "amend", lambda case, *, messages: kept.append(messages))
    with at("2026-12-13"):
        assert [str(one) for one in chasing.told(case)] == ["owed_told"]
    assert sent == [(chasing.REMIND, "B03", [who], "2026-12-14") for who in ("spouse", "co_borrower_1")]
    assert kept == [{"co_borrower_1": chasing.REMIND}]


@pytest.mark.parametrize(
    ("values", "late", "lapses"),
    [({}, True, True), ({}, False, False), ({"leaving": "EXPIRED"}, True, False), ({"status": "REFUSED"}, True, False)],
)
def test_what_is_late_is_written_down_of_a_live_case_that_is_not_on_its_way_out(
    monkeypatch, owes, values, late, lapses
):
    owes()
    written = []
    monkeypatch.setattr(owing, "is_last_day", lambda case: late)
    monkeypatch.setattr(bringing, "lapse", lambda case, key: written.append(key))
    monkeypatch.setattr(casefile, "load", lambda id: of())
    for name in ("over", "gone_on", "_put_aside"):
        monkeypatch.setattr(chasing, name, lambda *_, name=name: [name])
    is_live, lapsed = "status" not in values, ["owed_lapsed"] * lapses
    with at("2026-12-15"):
        found = [str(one) for one in chasing.looked(of(**values), [])]
    assert found == ["over", *(["gone_on", *lapsed, "_put_aside"] if is_live else [])] and written == ["B03"] * lapses
    assert [*chasing.looked(of(tolerances={}), [])] == ["over"], "a case that owes nothing"


@pytest.mark.parametrize(
    ("owed", "values", "goes_on"),
    [
        ({"left": ()}, {}, True),
        ({"not_enough": ["B03"]}, {}, True),  # it is told and put right like anything else
        ({}, {}, False),
        ({"left": ()}, {"state": "answered"}, False),
        ({"left": ()}, {"details": {"codes": [owing.STOP, "FILING_CHANGED"]}}, False),
        ({"left": ()}, {"details": {}}, False),
    ],
)
def test_a_step_that_stood_still_for_what_is_owed_alone_is_tried_again_once_it_is_there_or_not_enough(
    monkeypatch, owes, owed, values, goes_on
):
    owes(**owed)
    tried = []
    monkeypatch.setattr(tasks, "try_again", lambda wait, by: tried.append((wait.id, by)) or True)
    assert [str(one) for one in chasing.gone_on(of(), [replace(TASK, **values)])] == ["owed_settled"] * goes_on
    assert tried == [("c1.attend.1", "sweep")] * goes_on


LOOK = {"check": "paper", "subject": "b03", "of": "q", "code": "TO_READ", "facts": []}
LOOKING = replace(TASK, id="c1.owed.1", kind="owed", details={"looks": [LOOK]}, opened_at="2026-12-10T02:00:00.000Z")


@pytest.fixture
def asked(monkeypatch):
    """What is asked of the papers that count now, and of which somebody has said what they show."""

    def say(of="q", said=()):
        monkeypatch.setattr(bringing, "questions", lambda application: lambda check, subject: of)
        known = [SimpleNamespace(check=check, subject=subject) for check, subject in said]
        monkeypatch.setattr(bringing, "known", lambda case: known)

    return say


@pytest.mark.parametrize(
    ("status", "now", "said", "wanted"),
    [
        ("REVIEWING", "q", [], True),
        ("REVIEWING", "other files", [], False),
        ("REVIEWING", "q", [("paper", "b03")], False),
        ("REVIEWING", "q", [("paper", "b04")], True),
        ("REVIEWING", "q", [("materials", "b03")], True),
        ("REFUSED", "q", [], False),
    ],
)
def test_what_was_brought_is_looked_at_while_those_very_files_count_and_nobody_has_said_what_they_show(
    monkeypatch, asked, status, now, said, wanted
):
    asked(now, said)
    retired = []
    monkeypatch.setattr(chasing.upkeep, "retire", lambda wait: retired.append(wait.id))
    vars(case := held(status=status)).update(application=None)
    assert bringing.is_wanted(case, LOOKING) is wanted
    assert bringing.looked_at(case, [LOOKING]) == ({"b03"} if wanted else set())
    for other in (replace(LOOKING, kind="verify"), replace(LOOKING, state="answered")):
        assert bringing.looked_at(case, [other]) == set() and [*chasing.over(case, [other])] == []
    assert [str(one) for one in chasing.over(case, [LOOKING])] == ["owed_look_over"] * (not wanted)
    assert retired == ["c1.owed.1"] * (not wanted)


AFTER, BEFORE = "2026-12-10T03:00:00.000Z", "2026-12-10T01:00:00.000Z"


@pytest.mark.parametrize(
    ("now", "look", "ruling", "stays"),
    [
        ("q", {}, {"of": "q", "at": AFTER}, True),  # said since the task was opened
        ("q", {}, {"of": "q", "at": BEFORE}, False),
        ("q", {}, {"of": "q", "at": LOOKING.opened_at}, False),
        ("other files", {}, {"of": "other files", "at": BEFORE}, True),
        ("other files", {}, {"of": "q", "at": AFTER}, False),  # of files that do not count any more
        ("q", {"check": "identity"}, {"of": "q", "at": AFTER}, False),
        ("q", {}, None, False),
    ],
)
def test_what_was_said_meanwhile_of_the_papers_that_count_now_stays(asked, now, look, ruling, stays):
    asked(now)
    place = f"{look.get('check', 'paper')}.b03"
    vars(case := held(rulings={place: ruling} if ruling else {})).update(application=None)
    task = replace(LOOKING, details={"looks": [{**LOOK, **look}]})
    assert [*bringing.ruled_meanwhile(case, task)] == ([place] if stays else [])


def test_bringing_and_lapsing_are_each_of_what_was_read_and_take_nothing_from_another(monkeypatch):
    written, opened = [], []
    need = SimpleNamespace(name="首付款收据")
    both = {"B03": replace(CHOSEN, brought_at=BEFORE), "B04": LAPSED}

    def wrote(case, *told, expect, **changes):
        written.append(([(one.event.code, one.event.values) for one in told], expect, changes))
        return "sealed"

    monkeypatch.setattr(bringing, "left", lambda case: {"B03": need, "B04": need})
    monkeypatch.setattr(bringing, "application_from", lambda application: application)
    monkeypatch.setattr(bringing, "questions", lambda application: lambda check, subject: f"{application} {subject}")
    monkeypatch.setattr(bringing, "due", lambda case, kind: (DUE.due_at, True))
    monkeypatch.setattr(tasks, "open_task", lambda *said, **more: opened.append((said, more)))
    monkeypatch.setattr(casefile, "update", wrote)
    monkeypatch.setattr(casefile, "amend", wrote)
    case = held(tolerances=both, status="VERIFYING")
    bringing.bring(case, {"B04": ["a" * 64]}, "the form", {"hands": {"person_c1": "window"}})
    bringing.lapse(case, "B03")
    (lines, expect, changes), (lapsed, as_read, kept) = written
    assert lines == [("OWED_BROUGHT", {"name": "首付款收据"})] and lapsed == [("OWED_LAPSED", {"name": "首付款收据"})]
    assert {*expect.unchanged} == {"tolerances", "documents", "contract", "leaving", "withdrawal"}
    assert [*expect.status] == ["VERIFYING"] and changes["hands"] == {"person_c1": "window"}
    assert {*as_read.unchanged} == {"tolerances", "documents", "rulings", "leaving"} and "EXPIRED" not in as_read.status
    assert "REVIEWING" in as_read.status
    now = changes["tolerances"]
    assert now["B03"] == both["B03"] and now["B04"].brought_at and now["B04"].lapsed_at == LAPSED.lapsed_at
    assert kept["tolerances"]["B04"] == LAPSED and kept["tolerances"]["B03"].brought_at == BEFORE
    assert kept["tolerances"]["B03"].lapsed_at
    ((of_case, kind, number, _), more) = opened[0]
    assert (of_case, more["centre"]) == ("c1", "620100")
    (look,) = more["details"]["looks"]
    assert (kind, more["due_at"], more["provisional"], more["beside"]) == ("owed", DUE.due_at, True, "sealed")
    assert (look["check"], look["subject"], look["code"]) == ("paper", "b04", bringing.TO_READ)
    assert look["what"] == bringing.LOOK and look["facts"] == bringing.shown_by("B04")
    assert (look["files"], look["of"]) == (["a" * 64], f"the form {look['subject']}") and number


DECIDED = {
    "approved": True, "amount": "500000.00", "months": 360, "rate": "2.60", "method": "01", "homes": "first", "reasons": [],
    "route": "A", "why": [], "decided_on": "2026-12-10",
}  # fmt: skip


@pytest.mark.parametrize(
    ("before", "now", "same"),
    [
        ({}, {}, True),
        *(({}, {name: "another"}, False) for name in ("amount", "months", "rate", "method", "homes", "reasons")),
        ({}, {"approved": False}, False),
        ({"route": "A"}, {"route": "B"}, False),  # by a higher review
        ({"route": "B"}, {"route": "A"}, True),
        ({"approved": False, "route": "A"}, {"approved": False, "route": "B"}, True),  # nobody reviews what is refused
    ],
)
def test_a_decision_stands_where_the_same_would_be_lent_by_no_higher_a_review_on_its_own_day(
    monkeypatch, before, now, same
):
    asked = []
    decided = SimpleNamespace(told=lambda: {**DECIDED, **now})
    monkeypatch.setattr(anew, "known", lambda case: ["all that is known"])
    monkeypatch.setattr(anew, "policy_of", lambda case: "its law")
    monkeypatch.setattr(anew, "decide", lambda *said: asked.append(said) or decided)
    case = held(of_sample(1), decision={**DECIDED, **before})
    assert anew._is_the_same(case) is same
    assert asked == [(case.application, ["all that is known"], "its law", date(2026, 12, 10))]


@pytest.mark.parametrize(
    ("owed", "same", "raises"),
    [
        ({"left": ()}, True, None),
        ({"left": ()}, False, DecideAnew),
        ({}, True, PreconditionFailed),
        ({}, False, PreconditionFailed),  # first it has to be there
        ({"not_enough": ["B03"]}, True, DecideAnew),
    ],
)
def test_what_was_decided_goes_on_once_nothing_is_owed_and_is_decided_anew_where_what_came_makes_another_of_it(
    monkeypatch, owes, owed, same, raises
):
    owes(**owed)
    written = []
    monkeypatch.setattr(anew, "_is_the_same", lambda case: same)
    monkeypatch.setattr(
        casefile, "amend", lambda case, *told, expect, **changes: written.append((told, expect, changes))
    )
    case = of(status="REVIEWING")
    if raises is None:
        anew.stands(case, "v1")
    else:
        with pytest.raises(raises):
            anew.stands(case, "v1")
    assert len(written) == (raises is DecideAnew)
    for (line,), expect, changes in written:
        assert (line.event.code, changes) == ("OWED_ANEW", {"status": "ATTENDING"})
        assert {*expect.unchanged} == {"rulings", "tolerances", "reviews"} and [*expect.status] == ["REVIEWING"]


FILES = {"B03": ["f" * 64], "B04": ["e" * 64]}


def papers_of(**values):
    return of(**{"application": SimpleNamespace(papers=FILES, documents={}, tolerated=["B03", "B04"]), **values})


@pytest.mark.parametrize(
    ("papers", "ruled_on", "is_read"),
    [
        ({}, [], False),  # nothing was brought
        (FILES, [], True),
        (FILES, [("paper", "b04")], True),  # of another paper
        (FILES, [("credit", "b03")], True),
        (FILES, [("paper", "b03")], False),
        (None, [], False),
    ],
)
def test_what_was_brought_is_being_read_until_somebody_has_said_what_that_very_paper_shows(
    monkeypatch, papers, ruled_on, is_read
):
    found = [SimpleNamespace(check=check, subject=subject) for check, subject in ruled_on]
    monkeypatch.setattr(owing, "known", lambda case: found)
    case = papers_of()
    case.application.papers = papers
    assert owing.is_being_read(case, "B03") is is_read


@pytest.mark.parametrize(
    ("lapsed", "reading", "may_end"),
    [
        (["B03"], [], True),
        ([], [], False),
        (["B03"], ["B03"], False),  # it waits to be looked at
        (["B03"], ["B04"], True),
        (["B03", "B04"], ["B03"], True),
        (["B03", "B04"], ["B03", "B04"], False),
    ],
)
def test_a_case_may_be_ended_for_want_of_what_is_late_and_waits_for_nobodys_look(monkeypatch, lapsed, reading, may_end):
    monkeypatch.setattr(owing, "left", lambda case: dict.fromkeys(("B03", "B04")))
    monkeypatch.setattr(owing, "is_being_read", lambda case, key: key in reading)
    kept = {key: LAPSED if key in lapsed else CHOSEN for key in ("B03", "B04")}
    assert owing.may_end(papers_of(tolerances=kept)) is may_end


def test_everything_that_was_brought_and_is_not_enough_is_told(monkeypatch):
    waits_for = dict.fromkeys(("B03", "B04", "B05"))
    monkeypatch.setattr(owing, "left", lambda case: waits_for)
    monkeypatch.setattr(owing, "state", lambda case, key, left: "to_bring" if key == "B05" else "not_enough")
    assert owing.not_enough(papers_of()) == ["B03", "B04"]


@pytest.mark.parametrize(
    ("law", "is_last"), [("2026-12-14", True), ("2026-12-13", True), ("2026-12-15", False), (None, False)]
)
def test_the_laws_last_day_is_the_last_to_decide_on(monkeypatch, law, is_last):
    monkeypatch.setattr(owing, "legal_by", lambda case: law and date.fromisoformat(law))
    with at("2026-12-14"):
        assert owing.is_last_day(of()) is is_last


def test_what_is_owed_is_due_from_the_day_it_was_chosen_to_be_brought_later(monkeypatch):
    monkeypatch.setattr(owing, "of_tolerated", lambda case, material, day: (material, day))
    with at("2026-12-10"):
        assert owing.due_by(of(), "B03") == ("B03", date(2026, 12, 7))


@pytest.mark.parametrize(
    ("values", "owes"),
    [
        ({"accepted_on": date(2026, 12, 7)}, True),
        ({}, True),  # before acceptance too
        ({"withdrawal": {}}, True),  # which may be taken back
        ({"tolerances": {}}, False),
    ],
)
def test_what_is_owed_is_owed_as_long_as_the_case_lacks_it_wherever_it_stands(monkeypatch, values, owes):
    needs = [SimpleNamespace(code="B03", subject=None), SimpleNamespace(code="C01", subject="spouse")]
    monkeypatch.setattr(owing, "owed", lambda application, policy, evidence: needs)
    monkeypatch.setattr(owing, "policy_of", lambda case: None)
    monkeypatch.setattr(owing, "known", lambda case: ())
    monkeypatch.setattr(owing, "Evidence", lambda application, findings: None)
    assert [*owing.left(papers_of(**values))] == ["B03", "C01.spouse"] * owes
