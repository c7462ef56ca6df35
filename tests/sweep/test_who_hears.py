"""Who hears what from the sweep, and where it stops, on built cases. In the store: tests/sweep/test_voiced.py, test_acceptance_told.py."""

from contextlib import contextmanager
from dataclasses import replace
from types import SimpleNamespace

import pytest

from chalicelib.casework import inspecting, notify, special_letter
from chalicelib.casework import purpose as purposes
from chalicelib.errors import AgencyUnavailable, BankUnavailable
from chalicelib.records.contents import Message
from chalicelib.records.inspections import WAITING
from chalicelib.records.statements import Procedure, Voice
from chalicelib.sweep import files, partners, procedures, voiced, words
from chalicelib.sweep.gauges import Word
from tests.given.application import application, with_co_owner
from tests.given.case import held
from tests.sweep.conftest import DAY_AGO, NOW, wait

pytestmark = pytest.mark.usefixtures("now")
OF, PARTIES = with_co_owner(application()), {"borrower": "p1", "spouse": "p2", "co_owner_1": "p3"}
OWING = {"borrower", "spouse"}
WEEK_AGO = "2026-11-18T02:00:00.000Z"
IN_ONE = {"appraisal.1": Procedure("appraisal", NOW, "r1", "person_r1", NOW, "")}
OVER = {"appraisal.2": replace(IN_ONE["appraisal.1"], left_at=NOW)}


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
