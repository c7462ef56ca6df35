"""Who keeps away from a case, or from one task of it, by what they have done in it: read off the record alone."""

from dataclasses import replace

import pytest
import time_machine

from chalicelib.casework import agents, assigning, claims, commitments, contests, hands, notes, remaining
from chalicelib.casework.actor import Actor
from chalicelib.casework.answers import said
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.domain.status import Status
from chalicelib.records import lanes, relatives, tasks, upkeep
from chalicelib.records.commitments import Commitment
from chalicelib.records.presences import Presence
from chalicelib.records.statements import Contest, Ruling
from chalicelib.records.tasks import Task
from tests.given.application import of_sample
from tests.given.case import CONTRACT, held

LATER, EARLIER = "2026-11-23T02:00:00.000Z", "2026-11-23T01:00:00.000Z"
R1 = Actor("r1", "person_r1")
SINGLE = "SINGLE_STATUS"
FOUND = Commitment(EARLIER, "b", "p", "1", "未婚", untrue_at=LATER, found_by="r1", finder="person_r1")
UNLOOKED = Presence(
    "a" * 32, "borrower", "person_1", "signed_form", "", EARLIER, "c1", "", act="agent", agent="person_a", acts=("submit",)
)  # fmt: skip
LOOKED = replace(UNLOOKED, second={"by": "c2", "person": "person_c2"})
TASK = Task("t", "c1", "first_review", "620100", "open", EARLIER, LATER, {})


@pytest.fixture(autouse=True)
def alone(monkeypatch):
    monkeypatch.setattr(relatives, "of", lambda person: frozenset())


@pytest.mark.parametrize(
    ("brought", "named"),
    [
        ([UNLOOKED], False),
        ([LOOKED], True),
        ([replace(LOOKED, void={"at": LATER, "by": "x"})], False),
        ([replace(UNLOOKED, void={"at": LATER, "by": "x"})], False),
        ([replace(LOOKED, act=None, acts=(), second={}, mandate=LOOKED.id)], True),  # who has come under it
    ],
)
def test_an_authorisation_keeps_its_agent_from_handling_the_case_once_another_has_looked_or_they_have_come(
    brought, named
):
    assert ("person_a" in agents.named(held(presences=brought))) is named


@pytest.mark.parametrize(
    ("values", "authorisation", "state"),
    [
        ({}, {}, "VALID"),  # on its last day
        ({}, {"until": "2026-11-22"}, "OVER"),
        ({}, {"until": None}, "OVER"),
        ({}, {"second": {}}, "WAITING"),
        ({}, {"second": {}, "until": "2026-11-22"}, "OVER"),
        ({}, {"void": {"at": LATER, "by": "x"}}, "VOID"),
        ({"applicant": "person_9"}, {}, "OVER"),  # the principal is another by now
        ({"status": "REFUSED", "results": [{}]}, {}, "OVER"),
        ({"status": "REFUSED", "results": [{}]}, {"acts": ("results",)}, "VALID"),
        ({"status": "REFUSED"}, {"acts": ("results",)}, "OVER"),  # there is nothing to collect
    ],
)
def test_an_authorisation_holds_to_the_end_of_its_last_day_and_past_the_case_for_collecting_what_there_is(
    values, authorisation, state
):
    one = replace(LOOKED, **{"until": "2026-11-23", **authorisation})
    with time_machine.travel("2026-11-23T15:59:59Z", tick=False):
        case = held(**values, presences=[one])
        assert agents.state(case, one) == state
        found = [agents.covering(case, "borrower", "person_a", act) for act in ("submit", "results")]
        assert found == [one if state == "VALID" and act in one.acts else None for act in ("submit", "results")]
        assert not agents.covering(case, "borrower", "person_b", "submit")
        assert not agents.covering(case, "spouse", "person_a", "submit")


LINE = {
    "applicant": "person_1",
    "people": {"person_2": "spouse"},
    "parties": {"guarantor": "person_3"},
    "hand:person_r1": "",
}


@pytest.mark.parametrize(
    ("line", "apart"),
    [
        ({}, False),
        ({"people": None, "parties": None}, False),  # a draft of one
        ({"applicant": "person_r1"}, True),
        ({"people": {"person_r1": "spouse"}}, True),
        ({"parties": {"guarantor": "person_r1"}}, True),
        ({"applicant": "person_kin"}, True),
        ({"people": {"person_kin": "spouse"}}, True),
        ({"parties": {"guarantor": "person_kin"}}, True),
        ({"hand:person_r1": "recused+window"}, True),
        ({"hand:person_r1": "window"}, False),
    ],
)
def test_no_list_shows_a_case_to_who_is_a_party_of_it_or_belongs_together_with_one_or_recused_themselves(
    monkeypatch, line, apart
):
    monkeypatch.setattr(relatives, "of", lambda person: frozenset({"person_kin"}))
    lines = {"c1": {**LINE, **line}, "c2": LINE}
    assert {*hands.line_of("person_r1")} == {*LINE}
    assert hands.there(lines, "person_r1") == {"c2"} | (set() if apart else {"c1"})


RULED = Ruling("confirmed", "q", "r1", EARLIER)


@pytest.mark.parametrize(
    ("record", "code"),
    [
        ({}, None),
        ({"rulings": {"property.home": RULED}}, "FOUR_EYES"),  # of a release that kept no person
        ({"rulings": {"property.home": replace(RULED, by="r9", first="r1")}}, "FOUR_EYES"),
        ({"rulings": {"property.home": replace(RULED, person="person_r9")}}, None),  # the login was another's then
        ({"reviews": [{"level": "attend", "by": "r1", "decision": "retry", "at": EARLIER}]}, "FOUR_EYES"),
        ({"reviews": [{"level": "attend", "by": "x", "person": "person_r1", "decision": "retry"}]}, "FOUR_EYES"),
        ({"reviews": [{"level": "attend", "by": "x", "person": "person_x", "decision": "retry"}]}, None),
        ({"hands": {"person_r1": "window"}}, "FOUR_EYES"),
        ({"hands": {"person_r1": "first_review"}}, None),
        ({"applicant": "person_r1"}, "OWN_CASE"),
        ({"people": {"person_r1": "spouse"}}, "OWN_CASE"),
        ({"parties": {"spouse": "person_r1"}}, "OWN_CASE"),
        ({"presences": [replace(LOOKED, agent="person_r1")]}, "OWN_CASE"),
        ({"hands": {"person_r1": "recused"}}, "RECUSED"),
    ],
)
def test_what_somebody_did_under_whatever_login_keeps_them_from_reviewing(record, code):
    assert hands.barred(held(**record), R1, "first_review") == code


@pytest.mark.parametrize(
    ("finder", "ruled", "barred"),
    [
        (("r1", "person_other"), False, True),
        (("x", "person_r1"), False, True),
        (("x", "person_x"), True, False),
        (("x", ""), True, True),  # of a release that kept no person it may be whoever has ruled here
        (("x", ""), False, False),
        (("", ""), True, False),
    ],
)
def test_who_found_what_is_contested_does_not_decide_it(finder, ruled, barred):
    contest = Contest("q", LATER, "u", "p", "X", *finder, "")
    case = held(contests={"property.home": contest}, hands={"person_r1": "verify"} if ruled else {})
    look = {"check": "property", "subject": "home", "of": "q"}
    assert contests.is_barred(case, "verify", {"looks": [look]}, R1) is barred
    assert not contests.is_barred(case, "verify", {"looks": [{**look, "of": "another form"}]}, R1)


@pytest.mark.parametrize(
    ("ruling", "barred"),
    [
        ({}, True),
        ({"by": "x", "person": "person_r1"}, True),
        ({"person": "person_x"}, True),  # by this very login
        ({"by": "x", "person": "person_x"}, False),
        ({"outcome": "confirmed"}, False),  # they have found for who contested it
        ({"of": "q"}, False),  # it counts still: the case was not reopened since
    ],
)
def test_who_upheld_what_was_contested_does_not_rule_on_it_again_once_the_case_was_reopened(ruling, barred):
    one = replace(RULED, **{"outcome": "contradicted", "of": "", **ruling})
    contest = Contest("", LATER, "u", "p", "X", "", "", "")
    looks = {"looks": [{"check": "property", "subject": "home", "of": "q"}]}
    case = held(contests={"property.home": contest}, rulings={"property.home": one})
    assert contests.is_barred(case, "verify", looks, R1) is barred
    assert not contests.is_barred(replace(case, contests={}), "verify", looks, R1), "nobody has contested it"


PAYMENT = {"serial": "P1", "status": "ordered"}


@pytest.mark.parametrize(
    ("kind", "codes", "values", "own"),
    [
        ("first_review", [], {}, True),
        ("appeal", [], {}, True),
        ("verify", [], {}, False),
        ("owed", [], {}, False),
        ("second_look", [], {}, False),
        ("complaint", [], {}, False),
        ("dispute", ["DISPUTE_WORD_UNTRUE"], {}, True),
        ("dispute", ["DISPUTE_FOREIGN_SERIAL"], {}, False),
        ("attend", [], {}, True),
        ("attend", [], {"payment": PAYMENT}, False),  # no word of theirs ends it any more
        ("supplement", [], {"payment": PAYMENT}, False),
        ("first_review", [], {"commitments": {SINGLE: replace(FOUND, finder="person_other")}}, False),
        ("first_review", [], {"commitments": {SINGLE: replace(FOUND, cleared_at=LATER)}}, False),
        ("first_review", [], {"commitments": {SINGLE: replace(FOUND, found_by="register")}}, False),
    ],
)
def test_who_has_found_a_word_untrue_decides_nothing_that_could_end_the_case_on_it(kind, codes, values, own):
    whole = replace(of_sample(1), commitments=(SINGLE,))
    case = held(application=whole, **{"commitments": {SINGLE: FOUND}, **values})
    assert commitments.is_own(case, kind, codes, R1) is own


def test_a_word_the_form_does_not_give_any_more_keeps_nobody():
    case = held(application=replace(of_sample(1), commitments=()), commitments={SINGLE: FOUND})
    assert not commitments.is_untrue(case) and not commitments.has_found(case, R1)


@pytest.mark.parametrize(
    ("values", "may"),
    [
        ({}, True),
        ({"payment": PAYMENT}, False),
        ({"payment": {**PAYMENT, "status": "withheld"}}, True),
        ({"payment": {**PAYMENT, "status": "paid"}, "status": "DISBURSED"}, True),
        ({"status": "REFUSED"}, False),
    ],
)
def test_something_may_be_found_of_a_word_while_no_order_is_out_and_again_once_it_was_paid(values, may):
    made = replace(of_sample(1), commitments=(SINGLE,))
    assert commitments.may_be_looked_into(held(application=made, **values), SINGLE) is may
    assert not commitments.may_be_looked_into(held(application=replace(made, commitments=()), **values), SINGLE)
    assert not commitments.may_be_looked_into(held(form={"commitments": [SINGLE]}), SINGLE), "a draft gives no word yet"


def told(outcome, code, **facts):
    return Finding("marriage", "borrower", outcome, code, facts, "agency")


MARRIED = told(Outcome.CONTRADICTED, "MARRIAGE_MARRIED")
UNTOLD = told(Outcome.NOT_FOUND, "MARRIAGE_ORDER_UNTOLD", entries="two")
GIVEN = Commitment(EARLIER, "b", "p", "1", "未婚")
BY_DATA = {"untrue_at": LATER, "found_by": "register"}
CLEARED = replace(GIVEN, **BY_DATA, untold=True, on=said(UNTOLD), cleared_at="2026-11-23T03:00:00.000Z")


@pytest.mark.parametrize(
    ("one", "answer", "codes", "kept"),
    [
        (GIVEN, told(Outcome.CONFIRMED, "MARRIAGE_SINGLE"), (), None),
        (GIVEN, told(Outcome.NOT_FOUND, "MARRIAGE_NO_RECORD"), (), None),
        (GIVEN, MARRIED, ("COMMITMENT_UNTRUE",), (False, False)),
        (GIVEN, UNTOLD, ("COMMITMENT_UNCLEAR",), (True, True)),
        (GIVEN, told(Outcome.NOT_FOUND, "MARRIAGE_UNREADABLE"), ("COMMITMENT_UNCLEAR",), (True, False)),
        (replace(GIVEN, **BY_DATA, on=said(MARRIED)), MARRIED, ("COMMITMENT_UNTRUE",), None),  # it is written down
        (replace(GIVEN, **BY_DATA, on=said(UNTOLD)), MARRIED, ("COMMITMENT_UNTRUE",), (False, False)),  # they say more
        (FOUND, MARRIED, ("COMMITMENT_UNTRUE",), None),  # what staff have found stands for itself
        (
            replace(FOUND, note="x", cleared_at="2026-11-23T03:00:00.000Z"),
            MARRIED,
            ("COMMITMENT_UNTRUE",),
            (False, False),
        ),
        (replace(CLEARED, untold=False, on=said(MARRIED)), MARRIED, ("COMMITMENT_UNTRUE",), (False, False)),
        (CLEARED, UNTOLD, (), None),  # a person has found out what they do not tell
        (CLEARED, replace(UNTOLD, facts={"entries": "three"}), ("COMMITMENT_UNCLEAR",), (True, True)),
        (CLEARED, MARRIED, ("COMMITMENT_UNTRUE",), (False, False)),
        (replace(CLEARED, cleared_at=""), UNTOLD, ("COMMITMENT_UNCLEAR",), None),  # nobody has yet
    ],
)
def test_a_word_pays_nobody_while_shared_data_say_otherwise_or_more_than_a_person_has_found_out_about(
    monkeypatch, one, answer, codes, kept
):
    written = list[object]()
    monkeypatch.setattr(commitments, "relied_on", lambda case: [SINGLE])
    monkeypatch.setattr(commitments.civil_affairs, "marriage", lambda *_: answer)
    monkeypatch.setattr(commitments, "_write", lambda case, code, found: written.append(found))
    case = held(replace(of_sample(1), commitments=(SINGLE,)), commitments={SINGLE: one})
    assert commitments.lacking(case, None) == codes
    assert [(found.unclear, found.untold) for found in written] == ([kept] if kept else [])
    for found in written:
        assert (found.found_by, found.finder, found.note, found.on) == ("register", "", "", said(answer))
    monkeypatch.setattr(commitments, "relied_on", lambda case: [])
    assert commitments.lacking(case, None) == (), "papers show it by now"


@pytest.mark.parametrize(
    ("found", "may"),
    [
        (FOUND, True),
        (replace(FOUND, cleared_at=LATER), False),
        (replace(FOUND, found_by="register", finder=""), False),
        (replace(FOUND, found_by="register", finder="", unclear=True), False),
        (replace(FOUND, found_by="register", finder="", unclear=True, untold=True), True),
        (replace(FOUND, found_by="register", finder="", unclear=True, untold=True, cleared_at=LATER), False),
    ],
)
def test_a_person_finds_true_what_staff_have_found_or_shared_data_do_not_tell_and_nothing_these_say(found, may):
    assert commitments.may_be_cleared(found) is may


@pytest.mark.parametrize(
    ("kind", "details", "bears"),
    [
        ("first_review", {}, True),
        ("verify", {"looks": [{"check": "marriage", "subject": "borrower"}]}, True),
        ("verify", {"looks": [{"check": "property", "subject": "home"}]}, False),
        ("verify", {"looks": [{"check": "property"}, {"check": "marriage"}]}, True),
        ("attend", {"codes": ["COMMITMENT_UNTRUE"]}, True),
        ("attend", {"codes": ["COMMITMENT_UNCLEAR"]}, True),
        ("attend", {"codes": ["OWED"]}, False),
        ("dispute", {"codes": ["DISPUTE_WORD_UNTRUE"]}, True),
        ("dispute", {"codes": ["DISPUTE_FOREIGN_SERIAL"]}, False),
        ("sign", {}, False),
    ],
)
def test_a_task_gives_a_say_on_a_word_where_it_is_about_the_decision_or_about_that(kind, details, bears):
    task = replace(TASK, kind=kind, details=details)
    assert commitments.bears(task) is bears and not commitments.bears(replace(task, state="answered"))


@pytest.mark.parametrize(
    ("values", "audience", "code"),
    [
        ({}, "reviewer", None),
        ({}, "bank", "NOT_YOUR_ROUTE"),
        ({"kind": "attend"}, "reviewer", "NOT_YOUR_ROUTE"),
        ({"centre": "620200"}, "reviewer", "NOT_YOUR_ROUTE"),
        ({"state": "answered"}, "reviewer", "TASK_OVER"),
        ({"state": tasks.RETRYING}, "reviewer", "TASK_RETRYING"),
    ],
)
def test_a_task_is_given_to_nobody_of_another_centre_or_work_or_once_it_is_over(monkeypatch, values, audience, code):
    monkeypatch.setattr(assigning.remaining, "refused", lambda *_: None)
    assert assigning.why_not(replace(TASK, **values), held(), R1, audience, "620100") == code


def test_who_gives_up_a_case_gives_back_what_any_login_of_theirs_has_and_nothing_else(monkeypatch):
    given = list[str]()
    monkeypatch.setattr(upkeep, "hand_over", lambda task, *_: given.append(task.id))
    waits = [
        replace(TASK, id="login", state="claimed", claimed_by="r1"),
        replace(TASK, id="person", state="claimed", claimed_by="other", claimant="person_r1"),
        replace(TASK, id="kept", kept_for="r1"),
        replace(TASK, id="kept for the person", kept_for="other", claimant="person_r1"),
        replace(TASK, id="another's", state="claimed", claimed_by="r2", claimant="person_r2"),
        replace(TASK, id="over", state="answered", claimed_by="r1"),
        TASK,
    ]
    theirs = ["login", "person", "kept", "kept for the person"]
    assert claims.give_back(waits, R1) == given == theirs


def test_second_looks_that_were_let_lie_or_are_the_one_asked_for_do_not_count_as_in_hand(monkeypatch):
    look = replace(TASK, kind="second_look", state="claimed", claimed_by="c1", claimed_at="2999-01-01T00:00:00.000Z")
    others = [replace(look, id=str(number)) for number in range(claims.MOST_LOOKS - 1)]

    def holds(*more):
        monkeypatch.setattr(lanes, "held_by", lambda person: [*others, *more])
        return claims.holds_enough(TASK, R1)

    assert holds(look) is False, "the one that is asked for"
    assert holds(replace(look, id="lapsed", claimed_at=EARLIER)) is False
    assert holds(replace(look, id="review", kind="first_review")) is False
    assert holds(replace(look, id="one more")) is True


@pytest.mark.parametrize(
    ("handled", "refused"),
    [
        ({"hands": {"person_r1": "window"}}, True),
        ({"hands": {"person_r1": "recused"}}, False),
        ({"hands": {"person_r1": "recused+window"}}, True),
        ({"reviews": [{"level": "attend", "by": "x", "person": "person_r1"}]}, True),
        ({"hands": {"person_r2": "window"}}, False),
    ],
)
def test_who_has_handled_a_case_is_told_from_who_only_said_they_must_not(handled, refused):
    assert hands.have_handled(held(status=Status.DRAFT, **handled), "person_r1") is refused


@pytest.mark.parametrize(
    ("values", "supervises", "hand", "is_taken"),
    [
        ({}, True, "", True),
        ({}, False, "", False),
        ({"claimed_at": "2026-11-23T04:00:00.000Z"}, True, "", False),  # four hours to the moment
        ({"claimed_at": None}, True, "", True),  # of a release that did not write it down: since it was opened
        ({"kind": "second_look"}, True, "", False),  # the window's
        ({}, False, "window", True),  # who may not decide it keeps it from nobody
        ({"claimed_at": "2026-11-23T07:59:00.000Z"}, False, "window", True),
        ({"claimed_by": "r1"}, True, "window", False),  # their own
        ({"state": "open", "claimed_by": None}, True, "window", False),
    ],
)
def test_a_task_is_taken_from_who_may_not_decide_it_and_by_a_supervisor_from_who_took_it_over_four_hours_ago(
    monkeypatch, values, supervises, hand, is_taken
):
    calls = list[tuple[str, ...]]()
    monkeypatch.setattr(claims.tasks, "release", lambda *who: calls.append(who))
    monkeypatch.setattr(claims.tasks, "claim", lambda *who: calls.append(who))
    taken = {"state": "claimed", "claimed_by": "r2", "claimant": "person_r2", "claimed_at": "2026-11-23T03:59:59.000Z"}
    with time_machine.travel("2026-11-23T08:00:00Z", tick=False):
        claims.claim(
            held(hands={"person_r2": hand} if hand else {}),
            replace(TASK, **{**taken, **values}),
            R1,
            supervises=supervises,
        )
    assert calls == [("t", "r2")] * is_taken + [("t", "r1", "person_r1")]


REFUSED = {
    "task": "t1",
    "level": "first_review",
    "by": "r1",
    "person": "person_r1",
    "decision": "refuse",
    "at": EARLIER,
}
REOPENED = {"task": "t2", "level": "appeal", "by": "s1", "person": "person_s1", "decision": "reopened", "at": LATER}


@pytest.mark.parametrize(
    ("reviews", "role", "status", "own"),
    [
        ([REFUSED, REOPENED], "first_review", "REVIEWING", True),
        ([REFUSED, REOPENED], "second_review", "REVIEWING", True),
        ([REFUSED, REOPENED], "follow", "REVIEWING", False),
        ([REFUSED], "first_review", "REVIEWING", False),  # it stands
        ([{**REFUSED, "by": "x"}, REOPENED], "first_review", "REVIEWING", True),
        ([{**REFUSED, "person": ""}, REOPENED], "first_review", "REVIEWING", True),  # of a release that kept no person
        ([{**REFUSED, "by": "x", "person": "person_x"}, REOPENED], "first_review", "REVIEWING", False),
        ([{**REFUSED, "decision": "approve"}, REOPENED], "first_review", "REVIEWING", False),
        ([{**REOPENED, "by": "r1"}], "appeal", "REFUSED", True),  # an appeal against an earlier end
        ([{**REOPENED, "by": "r1"}], "appeal", "REVIEWING", False),
        ([REOPENED], "appeal", "REFUSED", False),
        ([REFUSED, REOPENED], "appeal", "REFUSED", False),
    ],
)
def test_who_refused_a_case_or_decided_an_appeal_before_it_was_reopened_does_not_judge_its_end_anew(
    monkeypatch, reviews, role, status, own
):
    monkeypatch.setattr(hands, "_one_person", lambda case: [hands.ROLES])  # whatever else may be one person's
    case = held(reviews=reviews, status=status)
    assert (hands.barred(case, R1, role) == "FOUR_EYES") is own


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("supplement", "follow", "follow"),
        ("attend", "follow", "follow"),
        ("dispute", "follow", "follow"),
        ("restart", "follow", "follow"),
        ("owed", "verify", "verify"),  # whoever looks at what came late rules on it
        ("second_look", "window", "signing"),  # as taking the scan is
        ("appeal", "appeal", "appeal"),
        ("first_review", "first_review", "first_review"),
    ],
)
def test_what_is_done_is_done_in_one_role_and_the_windows_is_another_once_there_is_a_contract(kind, before, after):
    with_contract = held(contract=CONTRACT)
    assert (hands.role_in(held(), kind), hands.role_in(with_contract, kind)) == (before, after)
    assert (hands.at_window(held()), hands.at_window(with_contract)) == ("window", "signing")
    kept = held(hands={"person_r1": "verify", "person_r2": "window"})
    assert hands.with_role(kept, R1, "window") == "verify+window"
    assert hands.with_role(held(), R1, "window") == "window"


@pytest.mark.parametrize(
    "record",
    [
        {"applicant": "person_9"},
        {"people": {"person_9": "spouse"}},  # of an earlier form too
        {"parties": {"spouse": "person_9"}},
        {"form_names": "person_9"},
        {"presences": [replace(LOOKED, agent="person_9")]},
    ],
)
def test_nobody_handles_in_any_role_a_case_that_they_or_a_relative_are_a_party_or_an_agent_of(monkeypatch, record):
    monkeypatch.setattr(hands.parties, "named", lambda case: {"spouse": record.get("form_names", "")})
    case = held(**{name: value for name, value in record.items() if name != "form_names"})

    def codes(person, kin):
        monkeypatch.setattr(relatives, "of", lambda who: frozenset({kin}))
        return {hands.barred(case, Actor("r1", person), role) for role in hands.ROLES}

    assert codes("person_9", "") == {"OWN_CASE"}
    assert codes("person_r1", "person_9") == {"RELATIVE"}
    assert codes("person_r1", "person_8") == {None}


@pytest.mark.parametrize(
    ("hand", "values", "code"),
    [
        ("window", {}, None),
        ("signing", {}, "FOUR_EYES"),
        ("window", {"contract": CONTRACT}, "FOUR_EYES"),
        ("signing", {"contract": CONTRACT}, None),
        ("recused", {}, "RECUSED"),
    ],
)
def test_a_scan_is_looked_at_in_the_windows_role_and_in_that_of_signing_once_there_is_a_contract(hand, values, code):
    case = held(hands={"person_r1": hand}, **values)
    assert claims.may_not(case, replace(TASK, kind="second_look"), R1) == code


@pytest.mark.parametrize(
    ("values", "decides", "places"),
    [
        ({}, None, None),
        ({"hands": {"person_r1": "window"}}, "FOUR_EYES", None),  # who decides is for others to choose too
        ({"hands": {"person_r1": "recused"}}, "RECUSED", "RECUSED"),
        ({"applicant": "person_r1"}, "OWN_CASE", "OWN_CASE"),
        ({"contests": {"property.home": Contest("q", LATER, "u", "p", "X", "r1", "person_r1", "")}}, "FOUR_EYES", "FOUR_EYES"),
    ],
)  # fmt: skip
def test_nobody_chooses_who_decides_their_own_case_or_what_they_have_found_themselves(values, decides, places):
    task = replace(TASK, kind="verify", details={"looks": [{"check": "property", "subject": "home", "of": "q"}]})
    assert (claims.may_not(held(**values), task, R1), claims.may_not_place(held(**values), task, R1)) == (
        decides,
        places,
    )


@pytest.mark.parametrize(
    ("handled", "refused"),
    [
        ({"hands": {"person_r2": "window"}}, True),
        ({"hands": {"person_r2": "recused"}}, False),
        ({"reviews": [{"level": "attend", "by": "r2", "person": "person_r2"}]}, True),
        ({"hands": {"person_r3": "window"}}, False),
        ({"reviews": [{"level": "attend", "by": "r3", "person": "person_r3"}]}, False),
    ],
)
def test_nobody_becomes_a_party_of_what_a_relative_has_handled(monkeypatch, handled, refused):
    monkeypatch.setattr(relatives, "of", lambda person: frozenset({"person_r2"}))
    assert hands.have_handled(held(status=Status.DRAFT, **handled), "person_1") is refused


@pytest.mark.parametrize(("to", "given"), [(Actor("r2", "person_r2"), ("r2", "person_r2")), (None, ("", ""))])
@pytest.mark.parametrize("is_full", [False, True])
def test_a_task_is_passed_on_as_that_persons_with_the_givers_reason_beside_it(monkeypatch, to, given, is_full):
    passed = list[object]()

    def beside(case, task, kind, by, reason):
        if is_full:
            raise notes.Full(task)
        return (case, task, by.login, reason)

    monkeypatch.setattr(assigning.casefile, "load", lambda id: f"case {id}")
    monkeypatch.setattr(notes, "beside", beside)
    monkeypatch.setattr(upkeep, "hand_over", lambda task, *whose: passed.append((task.id, *whose)))
    if is_full:
        with pytest.raises(notes.Full):
            assigning.pass_on(TASK, to, R1, "休假")
        assert passed == []
    assigning.pass_on(TASK, to, R1, "休假", unsaid=is_full)
    said = None if is_full else ("case c1", "t", "r1", "休假")
    assert passed == [("t", given[0], said, given[1])]


@pytest.mark.parametrize(
    ("by_hands", "by_contest", "left"), [(None, False, {"p1"}), ("OWN", False, set()), (None, True, set())]
)
def test_who_has_found_what_is_contested_is_nobody_who_is_left_to_decide_it(monkeypatch, by_hands, by_contest, left):
    monkeypatch.setattr(remaining.staffed, "persons", lambda members, by: {"p1": "r1"})
    monkeypatch.setattr(remaining.hands, "barred", lambda case, who, role: by_hands)
    monkeypatch.setattr(
        remaining.contests, "is_barred", lambda case, kind, details, who: by_contest and details == {"looks": 1}
    )
    assert {*remaining.able(held(), "verify", [], {"looks": 1})} == left
