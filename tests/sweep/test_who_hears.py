"""Who hears what from the sweep, and where it stops: on built cases, as tests/sweep/test_one_look.py."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest

from chalicelib.casework import handing, inspecting, notify, special_letter
from chalicelib.casework import purpose as purposes
from chalicelib.errors import AgencyUnavailable, BankUnavailable
from chalicelib.records.contents import Event, Message
from chalicelib.records.inspections import WAITING
from chalicelib.records.statements import Procedure, Voice
from chalicelib.sweep import files, gauges, lateness, nobody, packages, partners, procedures, voiced, words
from chalicelib.sweep.gauges import Word
from tests.given.application import application, with_co_owner
from tests.given.case import held
from tests.sweep.test_one_look import DAY_AGO, NOW, now, wait

__all__ = ["now"]
OF, PARTIES = with_co_owner(application()), {"borrower": "p1", "spouse": "p2", "co_owner_1": "p3"}
OWING = {"borrower", "spouse"}
WEEK_AGO = "2026-11-18T02:00:00.000Z"


def complaint(party="spouse", by="p2", answered_at=NOW, heard=False, **values):
    messages = {f"MESSAGE_VOICE_ANSWERED.{party}.V1": Message("MESSAGE_VOICE_ANSWERED", party, NOW)} if heard else {}
    voices = {"V1": Voice("complaint", DAY_AGO, by, party, answered_at=answered_at)}
    return held(**{"application": OF, "parties": PARTIES, "voices": voices, "messages": messages, **values})


@pytest.mark.parametrize(
    ("values", "owed"),
    [
        ({}, True),
        ({"answered_at": "2026-11-18T02:00:00.001Z"}, True),
        ({"answered_at": WEEK_AGO}, False),  # it was not to be told for a week
        ({"answered_at": ""}, False),
        ({"heard": True}, False),
        ({"by": "p9"}, False),  # another is that party by now
        ({"party": "co_owner_1", "by": "p3"}, True),
        ({"party": "co_owner_1", "by": "p3", "application": application()}, False),
        ({"application": None}, False),  # of a draft
        ({"status": "DISBURSED"}, True),
    ],
)
def test_who_has_complained_and_is_that_party_still_is_told_of_the_answer_and_nobody_else_is(monkeypatch, values, owed):
    case, told, sent = complaint(**values), [], []

    @contextmanager
    def asking(case, step):
        yield step

    monkeypatch.setattr(purposes, "asking", asking)
    monkeypatch.setattr(notify, "sent", lambda case, purpose, code, number, to: told.append((code, number, to)) or "m")
    monkeypatch.setattr(voiced.casefile, "amend", lambda case, **how: sent.append(how))
    monkeypatch.setattr(voiced.casefile, "load", lambda id: case)
    assert [*voiced.told(case)] == ["voice_told"] * owed and sent == [{"messages": "m"}] * owed
    party = values.get("party", "spouse")
    assert told == [("MESSAGE_VOICE_ANSWERED", "V1", {party})] * owed


@pytest.fixture
def told(monkeypatch):
    heard = []
    monkeypatch.setattr(notify, "tell", lambda case, step, code, *occasion, to: heard.append((code, *occasion, {*to})))
    return heard


IN_ONE = {"appraisal.1": Procedure("appraisal", NOW, "r1", "person_r1", NOW, "")}
OVER = {"appraisal.2": replace(IN_ONE["appraisal.1"], left_at=NOW)}
TAKEN = {"events": {"CLAIM_OVERTAKEN.c2": {"at": NOW, "code": "CLAIM_OVERTAKEN"}}}
ACCEPTED = {"events": {"ACCEPTED": {"at": NOW, "code": "ACCEPTED"}}, "accepted_on": "2026-11-25"}
LONG_AGO = {**ACCEPTED, "events": {"ACCEPTED": {"at": DAY_AGO, "code": "ACCEPTED"}}}
WANTING = {"mortgage": {"status": "NEED_MORE_MATERIAL", "wanted_at": NOW}}
WISH = ("MESSAGE_SUPPLEMENT", "20261125020000000")


@pytest.mark.parametrize(
    ("act", "values", "heard"),
    [
        (procedures.told, {"procedures": {**IN_ONE, **OVER}}, [("MESSAGE_PROCEDURE", "appraisal.1", OWING)]),
        (procedures.told, {"procedures": OVER}, []),
        (partners._overtaken, TAKEN, [("MESSAGE_CLAIM_OVERTAKEN", "c2", OWING)]),
        (partners._overtaken, {}, []),
        (partners._accepted, ACCEPTED, [("MESSAGE_ACCEPTED", OWING)]),
        (partners._accepted, LONG_AGO, []),
        (partners._parties, WANTING, [(*WISH, OWING)]),
    ],
)
def test_who_owes_the_loan_hears_what_is_going_on_once_and_who_only_owns_the_home_does_not(
    monkeypatch, told, act, values, heard
):
    case = held(OF, parties=PARTIES, **values)
    for module in (procedures, partners):
        monkeypatch.setattr(module.casefile, "load", lambda id: case)
    monkeypatch.setattr(special_letter, "write", lambda case, key: False)
    monkeypatch.setattr(partners.supplement, "wanted", lambda case, *_: wait("supplement") if case.mortgage else None)
    [*act(case)]
    assert told == heard
    told.clear()
    messages = {
        ".".join((code, party, *occasion)): Message(code, party, NOW) for code, *occasion, to in heard for party in to
    }
    case = held(OF, parties=PARTIES, messages=messages, **values)
    [*act(case)]
    assert told == []


@pytest.mark.parametrize(
    ("looked", "room", "values", "is_looked_at"),
    [
        (procedures.looked, "special.looked", {"procedures": OVER}, True),  # what came of it may be owed yet
        (procedures.looked, "special.looked", {}, False),
        (procedures.owed, "chasing.looked", {"tolerances": {"B03": {}}}, True),
        (procedures.owed, "chasing.looked", {}, False),
        (procedures.committed, "held_up.stop_signing", {"commitments": {"B03": {}}}, True),
        (procedures.committed, "held_up.stop_signing", {"procedures": IN_ONE}, True),
        (procedures.committed, "held_up.stop_signing", {"procedures": OVER}, False),
        (procedures.committed, "held_up.stop_signing", {}, False),
    ],
)
def test_a_procedure_what_is_owed_and_what_was_promised_are_looked_at_where_there_is_one(
    monkeypatch, looked, room, values, is_looked_at
):
    monkeypatch.setattr(f"chalicelib.casework.{room}", lambda case, waits: iter(["looked"]))
    assert [*looked(held(**values), [])] == ["looked"] * is_looked_at


OUTLIVES = {words.APPEALED, words.VOICED, words.ENDED_PART, words.SEAL}


@pytest.mark.parametrize(
    ("values", "leaves"),
    [({}, False), ({"status": "DISBURSED"}, True), ({"withdrawal": {}}, True), ({"leaving": "REFUSED"}, True)],
)
def test_of_a_case_that_leaves_nothing_is_asked_but_what_outlives_it(monkeypatch, values, leaves):
    done = set()
    monkeypatch.setattr(partners.casefile, "load", lambda id: held(**values))
    for kind, asking in {**partners._ASKING}.items():
        monkeypatch.setitem(partners._ASKING, kind, asking._replace(act=lambda case, kind=kind: iter([done.add(kind)])))
    [*partners.asked([Word("c1", kind) for kind in partners._ASKING], lambda: True)]
    assert done == (OUTLIVES if leaves else {*partners._ASKING})


@pytest.mark.parametrize("error", [AgencyUnavailable("out"), BankUnavailable("out"), KeyError("ours")])
def test_a_partner_that_is_silent_is_asked_no_more_and_one_whose_word_cannot_be_read_is(monkeypatch, error):
    tried = []

    def act(case):
        tried.append(case.id)
        raise error
        yield

    monkeypatch.setattr(partners.casefile, "load", lambda id: held())
    monkeypatch.setitem(partners._ASKING, words.WISH, partners._ASKING[words.WISH]._replace(act=act))
    found = [*partners.asked([Word("c1", words.WISH)] * 3, lambda: True)]
    is_silent = not isinstance(error, KeyError)
    assert len(tried) == len(found) == (1 if is_silent else 3)


@pytest.mark.parametrize("state", [WAITING, "clean", "infected"])
def test_a_few_files_of_a_case_are_read_in_a_run_first_those_that_have_broken_nobody(monkeypatch, state):
    read, of = [], {name: SimpleNamespace(broke=broke) for name, broke in zip("abcde", (2, 0, 1, 0, 0), strict=True)}
    monkeypatch.setattr(files.casefile, "load", lambda id: SimpleNamespace(documents=of))
    monkeypatch.setattr(inspecting, "waiting", lambda case: [*of])
    monkeypatch.setattr(inspecting, "inspect", lambda case, one: read.append(one) or SimpleNamespace(state=state))
    assert [*files.read(["c1"], lambda: True)] == ["inspected"] * (3 if state != WAITING else 0)
    assert read == ["b", "d", "e"]


@pytest.mark.parametrize(
    ("owes_seal", "in_step", "package", "waits", "later"),
    [
        (True, True, None, timedelta(days=1), False),  # the bank is asked first
        (False, True, None, None, True),
        (False, False, None, timedelta(days=1), True),
        (False, False, "there is one", timedelta(days=1), False),
        (False, False, None, None, False),
    ],
)
def test_what_is_to_be_handed_out_is_waited_for_before_there_is_a_package_and_not_after(
    monkeypatch, owes_seal, in_step, package, waits, later
):
    monkeypatch.setattr(words, "owes_seal", lambda case: owes_seal)
    monkeypatch.setattr(handing, "in_step", lambda case: in_step)
    monkeypatch.setattr(handing, "waits", lambda case: waits)
    seen, found = gauges.Seen(), []

    def look():
        found.append((yield from packages.wait(SimpleNamespace(id="c1", package=package), seen)))

    assert [*look()] == ["handed_out"] * (in_step and not owes_seal) and found == [later]
    rests = later and not in_step
    assert seen.at_rest == ({"c1": waits} if rests else {})


@pytest.mark.parametrize("kind", ["first_review", "complaint"])
@pytest.mark.parametrize(
    ("to", "is_nobodys", "before", "line"),
    [
        ("620200", False, None, "OFFERED_ELSEWHERE"),
        ("620100", False, None, "BROUGHT_HOME"),
        ("620100", True, None, "BROUGHT_HOME"),
        ("620200", False, ("OFFERED_ELSEWHERE", "620200"), None),  # told by one who has died before it was done
        ("620300", False, ("OFFERED_ELSEWHERE", "620200"), "OFFERED_ELSEWHERE"),
        ("620100", False, ("OFFERED_ELSEWHERE", "620200"), "BROUGHT_HOME"),
    ],
)
def test_where_work_has_gone_is_told_once_but_of_a_complaint_and_its_mark_goes_where_somebody_may_do_it(
    monkeypatch, kind, to, is_nobodys, before, line
):
    done, one = [], wait(kind, lent_by="620100")
    monkeypatch.setattr(nobody.policy, "centres", lambda: {code: code for code in ("620100", "620200", "620300")})
    monkeypatch.setattr(nobody.casefile, "amend", lambda case, told: done.append(told.event.code))
    monkeypatch.setattr(nobody.upkeep, "offer", lambda wait, to: done.append(to))
    monkeypatch.setattr(nobody.upkeep, "mark", lambda wait, *, is_nobodys: done.append(is_nobodys))
    events = {f"{before[0]}.{one.id}.0": Event(DAY_AGO, before[0], {"centre": before[1]})} if before else {}
    nobody._moved(held(centre="620400", events=events), one, to, is_nobodys=is_nobodys)
    is_told = line is not None and kind != "complaint"
    assert done == [*[line] * is_told, to, *[False] * (to == "620100" and not is_nobodys)]


@pytest.mark.parametrize(("by", "moved"), [("2026-12-01", True), ("2026-12-05", False), ("2026-12-06", False)])
@pytest.mark.parametrize("is_provisional", [True, False])
def test_the_law_brings_a_day_forward_and_never_gives_more_time(monkeypatch, by, moved, is_provisional):
    postponed, one = [], replace(wait("first_review"), due_at="2026-12-05")
    monkeypatch.setattr(lateness, "due", lambda case, kind, since, first: (by, is_provisional))
    monkeypatch.setattr(
        lateness.upkeep, "postpone", lambda wait, due_at, **how: postponed.append((due_at, how)) or "sooner"
    )
    found = []

    def bound():
        found.append((yield from lateness._bound(held(), one, one)))

    assert [*bound()] == ["bound"] * moved and found == ["sooner" if moved else one]
    assert postponed == [(by, {"provisional": is_provisional})] * moved


@pytest.mark.parametrize("is_provisional", [True, False])
def test_a_provisional_day_is_moved_once_its_holidays_are_arranged(monkeypatch, is_provisional):
    one, found = wait("first_review", provisional=True), []
    monkeypatch.setattr(lateness, "_stood_still", lambda case, wait, first: wait)
    monkeypatch.setattr(lateness, "due", lambda case, kind, since, first: ("2026-12-09", is_provisional))
    monkeypatch.setattr(lateness.upkeep, "postpone", lambda wait, due_at: f"by {due_at}")

    def arranged():
        found.append((yield from lateness._arranged(held(), one, one)))

    assert [*arranged()] == ["arranged"] * (not is_provisional)
    assert found == [one if is_provisional else "by 2026-12-09"]


@pytest.mark.parametrize(("told_day", "found"), [("12-01", []), ("11-20", []), ("11-10", ["overdue"])])
def test_what_was_told_as_overdue_at_a_later_day_is_not_told_again_where_the_law_has_brought_it_forward(
    monkeypatch, told_day, found
):
    for name in ("is_beyond_law", "stretches"):
        monkeypatch.setattr(lateness, name, lambda *_: False)
    monkeypatch.setattr(lateness, "urgent_by", lambda *_: "place")
    monkeypatch.setattr(lateness.upkeep, "escalate", lambda wait: None)
    monkeypatch.setattr(lateness.casefile, "amend", lambda case, line: None)
    one = replace(wait("first_review", urgent_by="place"), due_at="2026-11-20T18:00:00+08:00")
    events = {f"OVERDUE.{one.id}.2026-{told_day}T18:00:00+08:00": Event(NOW, "OVERDUE", {})}
    assert [*lateness.due_or_not(held(events=events), one)] == found
