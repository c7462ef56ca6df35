"""Which tries are one outage, what was passed on and brought for which wish of the registry, and who has said how much: on built objects."""

from types import SimpleNamespace

import pytest
import time_machine

from chalicelib.casework import outages, ruled, said_anew, stops, supplement, voices
from chalicelib.casework.actor import Actor
from chalicelib.casework.ordinary_stops import PERSON_CLAIMED, of_the_payee
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.errors import Contended
from chalicelib.records.casefile import Changes, Expect
from chalicelib.records.reviews import Review
from chalicelib.records.statements import Voice
from chalicelib.records.tasks import Task
from tests.given.application import application, own_home
from tests.given.case import held

OUT = {"step": "Intake", "error": "AgencyUnavailable"}
WANTED, BEFORE, SINCE = "2026-11-25T02:00:00.000Z", "2026-11-25T01:59:59.999Z", "2026-11-25T02:00:00.001Z"


def wait(number: int, state="answered", kind="attend", by="sweep", on_the_road=True, **details) -> Task:
    moment = f"2026-11-2{number}T02:00:00.000Z"
    return Task(f"c1.{kind}.{number}", "c1", kind, "620100", state, moment, moment, {**OUT, **details}, answered_by=by, on_the_road=on_the_road)  # fmt: skip


NOW = wait(9, "open", by=None)


@pytest.mark.parametrize(
    ("between", "tried"),
    [
        ([], 2),
        ([wait(3, by="s1")], 0),  # a person has had it
        ([wait(3, step="Assess")], 0),
        ([wait(3, kind="verify")], 0),
        ([wait(3, error="PreconditionFailed")], 0),
        ([wait(3, kind="dispute", by="s1", on_the_road=False)], 2),
    ],
)
def test_an_outage_is_as_old_as_the_first_try_since_a_person_had_it_or_the_road_waited_for_something_else(
    between, tried
):
    earlier = [wait(1), wait(2)]
    every = [*earlier, *between, NOW, wait(9, "open")]
    assert outages.tried(NOW, every) == tried
    assert outages.first(NOW, every) == (earlier[0] if tried else NOW)


def test_what_is_no_outage_is_as_old_as_itself():
    for one in (wait(9, kind="verify"), wait(9, error="PreconditionFailed")):
        assert (outages.tried(one, [wait(1), one]), outages.first(one, [wait(1), one])) == (0, one)


def passed_on(level="supplement", decision="supplied", at=SINCE, **mortgage) -> bool:
    reviews = [Review("t", level, "s1", decision, at, "")]
    of = held(
        mortgage={"status": "NEED_MORE_MATERIAL", "wanted_at": WANTED, "visit": BEFORE, **mortgage}, reviews=reviews
    )
    return supplement.is_passed_on(of, of.mortgage)


@pytest.mark.parametrize(
    ("said", "is_so"),
    [
        ({}, True),
        ({"at": BEFORE}, False),  # of what it wanted before
        ({"at": WANTED}, False),
        ({"at": WANTED, "wanted_at": ""}, True),  # an earlier release did not write down since when
        ({"at": BEFORE, "wanted_at": ""}, False),
        ({"decision": "refuse"}, False),
        ({"level": "attend", "decision": "retry"}, True),
        ({"level": "attend", "decision": "compensate"}, False),
        ({"level": "dispute"}, False),
        ({"status": "PENDING"}, False),
    ],
)
def test_what_the_registry_wants_is_passed_on_once_a_person_has_said_so_since_it_wants_that(monkeypatch, said, is_so):
    monkeypatch.setattr(supplement.tasks, "get", lambda id: SimpleNamespace(details={"error": "MoreMaterial"}))
    assert passed_on(**said) is is_so


def test_to_try_again_what_stopped_for_something_else_passes_nothing_on(monkeypatch):
    monkeypatch.setattr(supplement.tasks, "get", lambda id: SimpleNamespace(details={"error": "AgencyUnavailable"}))
    assert not passed_on(level="attend", decision="retry")


FOLLOWS = Task("c1.supplement.1", "c1", "supplement", "620100", "open", WANTED, WANTED, {"apply_biz_id": "JK1M1"})


@pytest.mark.parametrize(
    ("values", "wait", "is_wanted"),
    [
        ({}, {}, True),
        ({"status": "REGISTERING"}, {}, False),
        ({"leaving": "REFUSED"}, {}, False),
        ({"mortgage": {"status": "DONE"}}, {}, False),
        ({"mortgage": None}, {}, False),
        ({}, {"state": "answered"}, False),
        ({}, {"kind": "attend", "details": {"step": "Mortgage"}}, True),
        ({}, {"kind": "attend", "details": {"step": "Supplement"}}, True),
        ({}, {"kind": "attend", "details": {"step": "Disburse"}}, False),
        ({}, {"kind": "verify"}, False),
    ],
)
def test_more_is_wanted_while_somebody_sees_to_it_in_a_case_that_stays(values, wait, is_wanted):
    case = held(**{"status": "ATTENDING", "mortgage": {"status": "NEED_MORE_MATERIAL"}, **values})
    one = Task(**{**vars(FOLLOWS), **wait})
    assert supplement.wanted(case, [one]) == (one if is_wanted else None)


@pytest.mark.parametrize(
    ("brought", "has_come"),
    [
        ({}, True),
        ({"state": "rejected"}, False),
        ({"state": "waiting"}, False),
        ({"supplies": "JK1M1@20261124"}, False),  # for what it wanted before
        ({"supplies": "JK1M1"}, False),
        ({"supplies": "JK1M2@20261125020000000"}, False),
        ({"supplies": None}, False),
    ],
)
def test_what_counts_for_a_wish_was_brought_for_that_very_one(brought, has_come):
    file = {"state": "verified", "supplies": "JK1M1@20261125020000000", **brought}
    case = held(mortgage={"apply_biz_id": "JK1M1", "wanted_at": WANTED}, documents={"d1": file})
    assert supplement.has_come(case, FOLLOWS) is has_come


def test_what_was_brought_for_an_application_is_passed_on_for_it_and_for_no_other_the_oldest_first():
    wishes = {"d1": "JK1M1@20261125", "d2": "JK1M1@20261124", "d3": "JK1M1", "d4": "JK1M2@20261125", "d5": None}
    files = {id: {"state": "verified", "supplies": of, "at": f"2026-11-{29 - int(id[1])}"} for id, of in wishes.items()}
    case = held(mortgage={"apply_biz_id": "JK1M1", "wanted_at": WANTED}, documents=files)
    assert [*supplement.brought(case, FOLLOWS)] == ["d3", "d2", "d1"]


def test_who_has_said_what_of_us_is_counted_of_that_person_alone():
    def case(*said):
        return held(voices={f"TS{number:010}": one for number, one in enumerate(said)})

    rating, complaint = Voice("rating", "", "p1", "borrower"), Voice("complaint", "", "p1", "borrower")
    assert voices.rated(case(rating), "p1") and not voices.rated(case(rating), "p2")
    assert not voices.rated(case(complaint), "p1")
    full = [complaint] * voices.MOST
    assert voices.are_too_many(case(*full), "p1") and not voices.are_too_many(case(*full), "p2")
    assert not voices.are_too_many(case(*full[1:]), "p1")
    number = f"TS{voices._tail('r1')}"
    known = held(voices={number: complaint})
    assert [voices.repeated(known, *one) for one in (("r1", "p1"), ("r1", "p2"), ("r2", "p1"))] == [number, None, None]


@pytest.mark.parametrize(
    ("codes", "facts", "ruling", "asked"),
    [
        ({"OLD_LOAN_NOT_CONFIRMED"}, {}, object(), True),
        ({"OLD_LOAN_NOT_CONFIRMED"}, {}, None, False),  # nobody has found for them: there is nothing to say anew
        ({"OLD_LOAN_NOT_CONFIRMED"}, {"account": "6222"}, object(), False),  # its bank tells it itself
        ({"TITLE_NOT_FREE"}, {}, object(), False),
    ],
)
def test_what_a_silent_bank_has_written_is_asked_anew_only_beside_a_ruling_for_them(
    monkeypatch, codes, facts, ruling, asked
):
    told = Finding("old_loan", "home", Outcome.UNAVAILABLE, "OLD_LENDER_UNKNOWN", facts)
    monkeypatch.setattr(ruled, "told", lambda case, check: told)
    monkeypatch.setattr(ruled, "in_their_favour", lambda case, check: ruling)
    monkeypatch.setattr(said_anew, "_of_home", lambda case, codes: iter(()))
    monkeypatch.setattr(said_anew, "unruled", lambda *_: told)
    looks = [*said_anew.looks(held(application()), codes)]
    assert [one["check"] for one in looks] == ["old_loan"] * asked


@pytest.mark.parametrize(
    ("answered_by", "answer", "done"),
    [("", "", "answered"), ("r1", "同样", "nothing"), ("r2", "同样", Contended), ("r1", "另样", Contended)],
)
def test_what_a_party_says_is_answered_once_and_by_nobody_otherwise(monkeypatch, answered_by, answer, done):
    decided = []
    said = Voice(
        "complaint", SINCE, "p1", "borrower", "", answer=answer, answered_by=answered_by, answered_at=answer and SINCE
    )
    case = held(voices={"TS1": said})
    vars(case).update(voice_part=lambda no, what, text: text, seal_voice=lambda no, what, text: text)
    monkeypatch.setattr(voices.decisions, "decide", lambda *_, expect, **changes: decided.append((expect, changes)))
    task = wait(9, "open", kind="complaint", voice="TS1")
    if done is Contended:
        with pytest.raises(Contended):
            voices.answer(case, task, "同样", Actor("r1", "person_r1"), Changes())
    else:
        voices.answer(case, task, "同样", Actor("r1", "person_r1"), Changes())
    assert len(decided) == (done == "answered")
    for expect, changes in decided:
        assert expect == Expect(unchanged=("voices",)) and changes["voices"]["TS1"].answer == "同样"


OWNERS, TITLE, FILING, LIENS = "owners_are_parties", "title_shown", "filing_shown", "mortgages_of_old_lender"


@pytest.mark.parametrize(
    ("codes", "otherwise", "facts"),
    [
        ({"TITLE_OWNERS_CHANGED"}, {"lacks": (OWNERS,)}, [OWNERS]),
        ({"TITLE_OWNERS_CHANGED"}, {}, []),  # they have said so already
        ({"TITLE_OWNERS_CHANGED"}, {"lacks": (OWNERS, "homes_owned")}, []),  # and more that nothing here makes good
        ({"TITLE_NOT_FREE"}, {"lacks": (OWNERS,)}, []),
        ({"TITLE_OWNERS_CHANGED"}, {"unseen": True}, [TITLE]),
        ({"TITLE_OWNERS_CHANGED"}, {"unseen": True, "kind": "own"}, [OWNERS, TITLE]),
        ({"TITLE_OWNERS_CHANGED"}, {"unseen": True, "lacks": ("homes_owned",)}, []),
        ({"TITLE_TO_LOOK_AT"}, {"by": "registry"}, [TITLE]),
        ({"TITLE_OWNERS_CHANGED"}, {"by": "registry", "unseen": True}, []),  # nobody has ruled
        ({"FILING_TO_LOOK_AT"}, {"by": "registry"}, [FILING]),
        ({"FILING_TO_LOOK_AT"}, {"outcome": Outcome.CONTRADICTED}, []),
        ({"TITLE_NOT_FREE"}, {"numbers": "甘1"}, [LIENS]),
        ({"TITLE_NOT_FREE"}, {"numbers": "甘1", "transfer": "settle_first"}, []),
        ({"TITLE_NOT_FREE"}, {"numbers": ""}, []),
    ],
)
def test_of_a_home_is_said_anew_what_its_ruling_lacks_for_the_stop_there_is_and_nothing_more(
    monkeypatch, codes, otherwise, facts
):
    usual = {"lacks": (), "unseen": False, "kind": "new", "by": "staff:r1", "outcome": Outcome.CONFIRMED, "numbers": ""}
    one = {**usual, "transfer": "loan_for_loan", **otherwise}
    home = Finding("property", "home", one["outcome"], "X", {"mortgage_numbers": one["numbers"]}, by=one["by"])
    monkeypatch.setattr(said_anew, "known_of", lambda case, check: [home])
    monkeypatch.setattr(said_anew, "Evidence", lambda *_: SimpleNamespace(lacking=lambda found: one["lacks"]))
    monkeypatch.setattr(said_anew, "transfer_of", lambda case: one["transfer"])
    monkeypatch.setattr(ruled, "is_title_unseen", lambda case: one["unseen"])
    case = held(application(kind=one["kind"]) if one["kind"] == "new" else own_home())
    assert [*said_anew._of_home(case, codes)] == facts


@pytest.mark.parametrize(
    ("codes", "until", "waits"),
    [
        (["OWED"], "2026-11-26", True),
        (["OWED"], "2026-11-25", False),  # it is due like any other on the day it comes back
        (["OWED"], "", False),
        (["OWED", "IN_PROCEDURE"], "2026-11-26", False),
        ([], "2026-11-26", False),
    ],
)
def test_what_lies_aside_because_the_parties_owe_something_alone_is_due_no_day_before_it_comes_back(
    codes, until, waits
):
    with time_machine.travel("2026-11-25T02:00:00Z", tick=False):
        assert stops.waits_for_the_parties(SimpleNamespace(details={"codes": codes}, held_until=until)) is waits


@pytest.mark.parametrize(
    ("codes", "passes", "of_payee"),
    [
        (["WITHDRAWAL_IN_FLIGHT"], True, False),
        (["WITHDRAWAL_IN_FLIGHT", PERSON_CLAIMED], True, False),
        (["WITHDRAWAL_IN_FLIGHT", "TITLE_NOT_FREE"], False, False),
        (["WITHDRAWAL_IN_FLIGHT", "NEVER_HEARD_OF"], False, False),
        (["FILING_CHANGED"], False, True),
        (["FILING_CHANGED", "WITHDRAWAL_IN_FLIGHT"], False, True),
        ([], False, False),
    ],
)
def test_time_clears_a_stop_where_it_may_clear_all_there_is_and_one_word_on_the_payee_makes_it_one(
    codes, passes, of_payee
):
    assert stops.heals({"error": stops.PRECONDITION, "codes": codes}) is passes
    assert stops.heals({"error": "AgencyUnavailable", "codes": codes})
    assert stops.heals({"error": "AgencyRefused", "codes": codes}) is passes, (
        "it says the same however often it is asked"
    )
    assert of_the_payee(codes) is of_payee


@pytest.mark.parametrize(
    ("outcome", "facts", "is_unseen"),
    [
        ("confirmed", {}, False),
        ("contradicted", {}, True),
        ("unavailable", {}, True),
        ("contradicted", {"title": "d"}, False),
    ],
)
def test_nobody_can_tell_which_title_was_ruled_on_where_the_agency_kept_none_and_did_not_confirm_it(
    monkeypatch, outcome, facts, is_unseen
):
    monkeypatch.setattr(ruled, "told", lambda case, check: Finding("property", "home", Outcome(outcome), "X", facts))
    assert ruled.is_title_unseen(held()) is is_unseen
