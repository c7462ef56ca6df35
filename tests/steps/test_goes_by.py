"""What intake, checks, collation, assessment and the ends go by, and what they write, on built cases. Late and twice: tests/steps/test_late.py."""

from contextlib import contextmanager
from datetime import date
from types import SimpleNamespace

import pytest

from chalicelib.agencies.minors import Doubt
from chalicelib.casework import refusing, replies
from chalicelib.casework.accepting import Acceptance
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.domain.status import BEFORE_REVIEW, Status
from chalicelib.errors import PlatformUnavailable, PreconditionFailed
from chalicelib.records.casefile import Told
from chalicelib.records.changes import OF_ANSWERS, Changes
from chalicelib.records.contents import Answer, Event, Notice
from chalicelib.records.loan import Mortgage
from chalicelib.steps import (
    assess,
    checking,
    close,
    collate,
    correction,
    credit,
    disburse,
    discharge,
    frame,
    intake,
    issue,
    mortgage,
    sign,
    void,
)

EVENT = {"visit": "2026-11-24T00:00:00.000Z", "attempt": 0, "last": "unanswered", "token": "t1"}
LATER = {"TASK_ATTEND.20261125": Event("", "TASK_ATTEND", {})}
TODAY = date(2026, 11, 24)


def told_line(code):
    return Told(code, Event("", code, {}))


def of(**values):
    usual = {"id": "c1", "centre": "620100", "status": Status.VERIFYING, "ended": False, "events": {}, "large": {}}
    empty = {"overtaken": [], "contests": {}, "replies": {}, "tolerances": {}, "open_procedures": [], "reviews": []}
    none = {"contract": None, "decision": None, "payment": None, "mortgage": None, "notice": None, "received_on": None}
    rest = {"accepted_on": None, "notices": (), "next_round": 1, "answers": {}, "consents": [], "findings": []}
    more = {"application": "application", "results": ["kept"], "signatures": {}}
    return SimpleNamespace(**{**usual, **empty, **none, **rest, **more, **values})


@pytest.fixture
def wrote(monkeypatch):
    """What a step writes of a case."""
    done = []

    def amend(case, *told, expect=None, **changes):
        done.append(([one.key for one in told], expect, changes))

    for step in (assess, checking, collate, intake, void):
        monkeypatch.setattr(step.casefile, "amend", amend)
    for step in (assess, collate, intake):
        monkeypatch.setattr(step.clock, "today", lambda: TODAY)
    return done


# Assessment


def decided(approved):
    told = {"route": "B", "reasons": [{"code": "R"}]}
    return SimpleNamespace(approved=approved, route="B", told=lambda: told, to_json=lambda: "grounds")


@pytest.mark.parametrize(
    ("values", "approved", "word", "writes"),
    [
        ({}, True, "B", True),
        ({}, False, "refuse", True),
        ({"contract": "drawn up"}, True, "refuse", False),
        ({"contract": "drawn up", "decision": {"route": "A"}}, False, "A", False),
        ({"status": Status.REVIEWING, "decision": {"route": "C"}}, True, "C", False),
        ({"events": LATER}, True, "refuse", False),
        ({"open_procedures": ["one"]}, True, None, False),
    ],
)
def test_a_case_is_decided_once_by_its_policy_on_what_is_known_today(
    wrote, monkeypatch, values, approved, word, writes
):
    by = []
    monkeypatch.setattr(assess, "known", lambda case: "known")
    monkeypatch.setattr(assess, "policy_of", lambda case: "policy")
    monkeypatch.setattr(assess, "decide", lambda *of: by.append(of) or decided(approved))
    if word is None:
        with pytest.raises(PreconditionFailed) as stopped:
            assess._assess(of(**values), EVENT)
        assert [*stopped.value.codes] == ["IN_PROCEDURE"]
    else:
        assert assess._assess(of(**values), EVENT) == word
    if not writes:
        assert (wrote, by) == ([], [])
        return
    ((told, _, changes),) = wrote
    assert by == [("application", "known", "policy", TODAY)]
    kept = {"decision": decided(approved).told(), "grounds": "grounds"}
    assert (told, changes) == ((["ASSESSED"], kept) if approved else ([], {**kept, "reasons": [{"code": "R"}]}))


# Checks


FOUND = Finding("property", "home", Outcome.CONFIRMED, "OK")


@pytest.fixture
def asked(wrote, monkeypatch):
    calls = []

    @contextmanager
    def asking(case, step):
        yield f"purpose of {step}"

    monkeypatch.setattr(checking, "asking", asking)
    monkeypatch.setattr(checking, "policy_of", lambda case: "policy")
    monkeypatch.setattr(checking, "questions", lambda application: lambda check, subject: "question")
    monkeypatch.setattr(checking.matters, "checks", lambda application, policy: {"property"})
    monkeypatch.setattr(checking.clock, "stamp", lambda: "now")
    return lambda purpose: calls.append(purpose) or FOUND, calls


@pytest.mark.parametrize(
    ("values", "check", "answered", "is_asked"),
    [
        ({}, "property", False, True),
        ({}, "tax", False, False),
        ({"ended": True}, "property", False, False),
        ({"large": {"decision": {}}}, "property", False, False),
        ({}, "property", True, False),
        ({"replies": {"property.home": "put right"}}, "property", True, True),
        ({"consents": [{"use": "data", "given_at": TODAY.isoformat()}]}, "property", True, True),
    ],
)
def test_an_agency_is_asked_what_is_linked_and_unanswered_or_has_changed_and_its_answer_kept(
    asked, wrote, monkeypatch, values, check, answered, is_asked
):
    ask, calls = asked
    since = ("property", "home", "2026-11-23")
    monkeypatch.setattr(replies, "is_put_right_since", lambda case, *of: bool(case.replies) and of == since)
    before = Answer("question before", "2026-11-23", "unavailable", checking.UNNAMED)
    case = of(**values, answers={f"{check}.home": before} if answered else {})
    case.answered = lambda *place: answered and place == (check, "home", "question")
    checking.ask_once(case, check, "home", ask)
    assert calls == ([f"purpose of {check}"] if is_asked else [])
    if is_asked:
        ((told, expect, changes),) = wrote
        assert expect.unchanged == ("consents",)
        assert changes == {"answers": {"property.home": (Answer("question", "now", "confirmed", "OK"), FOUND)}}
        assert told == (["CHECK_ANSWERED.property.home.question"] if answered else [])


def test_whom_no_consent_names_is_not_asked_and_a_person_looks_instead(asked):
    def unnamed(purpose):
        raise PreconditionFailed("unnamed", "RECIPIENT_UNNAMED")

    def otherwise(purpose):
        raise PreconditionFailed("taken back", "CONSENT_WITHDRAWN")

    found = checking._answered("property", "home", unnamed, "purpose")
    assert found == Finding("property", "home", Outcome.UNAVAILABLE, "RECIPIENT_NOT_AUTHORISED")
    with pytest.raises(PreconditionFailed):
        checking._answered("property", "home", otherwise, "purpose")


DATA = {"use": "data", "given_at": "2026-11-25"}


@pytest.mark.parametrize(
    ("code", "doubts", "consents", "is_so"),
    [
        (checking.UNNAMED, (), [DATA], True),
        (checking.UNNAMED, (), [], False),
        (checking.UNNAMED, (), [{**DATA, "use": "credit"}], False),
        (checking.UNNAMED, (), [{**DATA, "given_at": "2026-11-24"}], False),
        (checking.UNNAMED, (), [{**DATA, "withdrawn_at": "x"}], False),
        (checking.UNNAMED, (), [{**DATA, "void_at": "x"}], False),
        ("OK", (Doubt.UNCOVERED,), [{**DATA, "children": True}], True),
        ("OK", (Doubt.UNCOVERED,), [DATA], False),
        ("OK", (Doubt.UNKNOWN, Doubt.UNTOLD), [{**DATA, "children": True}], False),
        ("OK", (), [{**DATA, "children": True}], False),
    ],
)
def test_it_is_asked_again_once_a_consent_given_since_names_who_is_asked_or_speaks_of_the_children(
    code, doubts, consents, is_so
):
    mine = Finding("family", "borrower", Outcome.CONFIRMED, code, {"children_doubts": doubts} if doubts else {})
    other = Finding("family", "spouse", Outcome.CONFIRMED, "OK", {"children_doubts": (Doubt.UNCOVERED,)})
    case = of(
        consents=consents, findings=[other, mine], answers={"family.borrower": Answer("q", "2026-11-24", "x", code)}
    )
    assert checking._is_authorised_since(case, "family", "borrower") is is_so


@pytest.mark.parametrize(
    ("values", "is_completed"),
    [
        ({}, True),
        ({"findings": [Finding("credit", "borrower", Outcome.CONFIRMED, "OK")]}, True),  # the spouse is not asked yet
        ({"ended": True}, False),
        ({"large": {"decision": {}}}, False),
    ],
)
def test_the_bureau_is_asked_of_who_borrows_once_every_authorisation_is_on_paper_and_of_nobody_else(
    monkeypatch, values, is_completed
):
    people = SimpleNamespace(old_loan="old loan", people=["borrower", "spouse"], parties=["and a co-owner"])
    case = of(application=people, **values)
    monkeypatch.setattr(
        credit.authorisation, "complete", lambda case: SimpleNamespace(**{**vars(case), "id": "on paper"})
    )
    monkeypatch.setattr(credit.credit_bureau, "report", lambda *of, **about: (of, about))
    monkeypatch.setattr(credit.checking, "ask_of_each", lambda case, *of: (case.id, *of))
    id, check, asked, ask = credit._credit(case, EVENT)
    assert (id, check, asked) == ("on paper" if is_completed else "c1", "credit", ["borrower", "spouse"])
    assert ask("one", "purpose") == (("one", "purpose"), {"old_loan": "old loan"})


# Collation


def verdict(next, **found):
    usual = {"defects": (), "looks": (), "reasons": (), "upheld": (), "without": ()}
    return SimpleNamespace(next=next, **{**usual, **found})


@pytest.fixture
def collated(wrote, monkeypatch):
    world = SimpleNamespace(verdict=verdict("assess"), accepted=Acceptance(), held=[], by=[], complete=None)

    def collating(*of, **how):
        world.by.append((of, how))
        return world.verdict

    def due(case, *, complete):
        world.complete = complete
        return world.accepted

    monkeypatch.setattr(collate, "known", lambda case: "known")
    monkeypatch.setattr(collate, "policy_of", lambda case: "policy")
    monkeypatch.setattr(collate.collation, "collate", collating)
    monkeypatch.setattr(collate.accepting, "due", due)
    monkeypatch.setattr(collate.held, "hold", lambda case: world.held.append(case.id) or case)
    monkeypatch.setattr(collate, "_noticed", lambda case, verdict: "notices")
    return world


ACCEPTED = Acceptance([told_line("ACCEPTED")], Changes(accepted_on=TODAY))
LOOK = SimpleNamespace(to_json=lambda: "look")
REASON = SimpleNamespace(told=lambda: "reason")
BY_PERSON = [
    {"code": "UPHELD", "outcome": "fail", "check": "property", "subject": "home"},
    {"code": "WITHOUT", "outcome": "fail", "check": "paper", "subject": "about", "paper": "borrower/B01"},
]


@pytest.mark.parametrize(
    ("said", "complete", "changes"),
    [
        (verdict("correct"), False, {"notices": "notices"}),
        (verdict("verify", looks=(LOOK,)), False, {"looks": ["look"]}),
        (verdict("credit"), True, {}),
        (verdict("assess"), True, {}),
        (verdict("refuse", reasons=(REASON,)), True, {"reasons": ["reason"], "grounds": "grounds"}),
    ],
    ids=lambda one: getattr(one, "next", ""),
)
@pytest.mark.parametrize("accepted", [Acceptance(), ACCEPTED], ids=["", "accepted"])
@pytest.mark.parametrize("last", ["unanswered", "check", "done"])
def test_what_is_found_is_written_with_its_acceptance_and_only_who_goes_on_towards_a_loan_holds_its_claims(
    collated, wrote, monkeypatch, said, complete, changes, accepted, last
):
    from chalicelib.domain.judging import refusal

    monkeypatch.setattr(refusal, "grounds", lambda *of: of == ("application", "known", "policy", TODAY) and "grounds")
    collated.verdict, collated.accepted = said, accepted
    assert collate._collate(of(), {**EVENT, "last": last}) == said.next and collated.complete is complete
    usual = {"all_asked": last == "unanswered", "cannot": {}, "looked_at": set()}
    assert collated.by == [(("application", "known", "policy", TODAY), usual)]
    changes = {**accepted.changes, **changes}
    if changes:
        ((told, expect, written),) = wrote
        assert told == [one.key for one in accepted.events] and written == changes
        assert (expect.status, expect.absent) == ({Status.VERIFYING}, ("accepted_on",) if accepted.changes else ())
        assert {*expect.unchanged} == ({*OF_ANSWERS, "procedures"} if said.next == "refuse" else set())
    else:
        assert wrote == []
    assert collated.held == (["c1"] if said.next in ("credit", "assess") else [])


def test_a_refusal_names_what_a_person_has_found_again_and_what_cannot_be_shown(collated, wrote, monkeypatch):
    from chalicelib.domain.judging import refusal

    monkeypatch.setattr(refusal, "grounds", lambda *of: "grounds")
    monkeypatch.setattr(collate, "about", lambda key: "about")
    for name in ("UPHELD", "WITHOUT"):
        monkeypatch.setattr(collate, name, name)
    monkeypatch.setattr(collate, "PAPER", "paper")
    collated.verdict = verdict("refuse", reasons=(REASON,), upheld=(("property", "home"),), without=("borrower/B01",))
    collate._collate(of(), EVENT)
    assert wrote[0][2]["reasons"] == ["reason", *BY_PERSON]
    with pytest.raises(PreconditionFailed):
        collate._collate(of(open_procedures=["one"]), EVENT)
    assert len(wrote) == 1


@pytest.mark.parametrize("accepted_on", [None, TODAY])
@pytest.mark.parametrize("status", [Status.REVIEWING, Status.SIGNING, Status.CORRECTION, Status.VERIFYING])
def test_only_before_it_is_reviewed_is_anything_written_claimed_or_carried(
    collated, wrote, monkeypatch, status, accepted_on
):
    from chalicelib.casework import carried

    on = []
    monkeypatch.setattr(carried, "onto_new_answers", lambda case: on.append(case.id) or case)
    collated.verdict, collated.accepted = verdict("verify"), ACCEPTED
    collate._collate(of(status=status, overtaken=["one"], contests={"one": 1}, accepted_on=accepted_on), EVENT)
    is_before = status in BEFORE_REVIEW
    assert (bool(wrote), bool(on), bool(collated.held)) == (is_before, is_before, is_before)


def test_a_case_that_nobody_has_overtaken_or_contested_claims_and_carries_nothing_first(collated, monkeypatch):
    from chalicelib.casework import carried

    monkeypatch.setattr(carried, "onto_new_answers", None)
    collated.verdict = verdict("verify")
    collate._collate(of(), EVENT)
    assert collated.held == []


FIRST, SECOND = Notice(1, "issued", "due", [{"code": "A"}]), Notice(2, "issued 2", "due 2", [{"code": "A"}])


@pytest.mark.parametrize(
    ("notices", "round", "made"),
    [
        ((), 1, [Notice(1, "now", "due of correction", ["B"], True)]),
        ((FIRST,), 1, [Notice(1, "issued", "due", ["B"])]),
        ((FIRST,), 2, [FIRST, Notice(2, "now", "due of correction", ["B after 1"], True)]),
        ((FIRST, SECOND), 2, [FIRST, Notice(2, "issued 2", "due 2", ["B after 1"])]),
        ((FIRST, SECOND), 3, [FIRST, SECOND, Notice(3, "now", "due of correction", ["B after 1, 2"], True)]),
    ],
)
def test_a_round_has_one_notice_that_keeps_its_due_time_and_later_ones_say_why_they_are_late(
    monkeypatch, notices, round, made
):
    from chalicelib.casework import clocks, late_items

    monkeypatch.setattr(clocks, "due", lambda case, kind: (f"due of {kind}", True))
    monkeypatch.setattr(collate.clock, "stamp", lambda: "now")
    monkeypatch.setattr(
        late_items,
        "explained",
        lambda case, earlier, all: [f"{one} after {', '.join(str(there.round) for there in earlier)}" for one in all],
    )
    defect = SimpleNamespace(to_json=lambda: "B")
    assert collate._noticed(of(notices=notices, next_round=round), verdict("correct", defects=(defect,))) == made


# Intake


@pytest.fixture
def taken(wrote, monkeypatch):
    world = SimpleNamespace(rival=None, list=[], confirmed={"guide.law_not_accepted"}, declined=False)

    def take_in(case, code, day, told, **changes):
        world.list.append(("take in", code, day, told.key, changes))
        return world.rival

    monkeypatch.setattr(intake.policy, "task_code", lambda centre: f"code of {centre}")
    monkeypatch.setattr(intake, "policy_of", lambda case: SimpleNamespace(confirmed=world.confirmed))
    monkeypatch.setattr(intake, "is_declined", lambda case: world.declined)
    monkeypatch.setattr(intake, "declined", lambda rival: f"DECLINED_{rival}")
    monkeypatch.setattr(intake.holding, "take_in", take_in)
    monkeypatch.setattr(intake.holding, "remember", lambda case: world.list.append(("remember", case)))
    monkeypatch.setattr(intake.casefile, "load", lambda id: f"{id} read again")
    monkeypatch.setattr(intake, "_receipt", lambda case: world.list.append(("receipt", case)))
    return world


@pytest.mark.parametrize("was_declined", [False, True])
def test_a_case_is_taken_in_with_its_number_and_remembers_what_was_lent_and_has_its_receipt(taken, was_declined):
    taken.declined = was_declined
    assert intake._intake(of(), EVENT) == "check"
    changes = {"status": Status.VERIFYING, **({"reasons": []} if was_declined else {})}
    taking = ("take in", "code of 620100", TODAY, "RECEIVED", changes)
    assert taken.list == [taking, ("remember", "c1 read again"), ("receipt", "c1 read again")]


@pytest.mark.parametrize("is_confirmed", [True, False])
def test_of_a_person_with_another_case_none_is_taken_in_and_who_declines_it_is_a_text_that_was_read_or_a_person(
    taken, wrote, is_confirmed
):
    taken.rival = "person"
    if is_confirmed:
        assert intake._intake(of(), EVENT) == "declined"
        assert wrote == [([], None, {"reasons": [{"code": "DECLINED_person"}]})]
    else:
        taken.confirmed = {"guide.law_accepted"}
        with pytest.raises(PreconditionFailed) as stopped:
            intake._intake(of(), EVENT)
        assert [*stopped.value.codes] == [intake.holding.PERSON] and wrote == []
    assert [act[0] for act in taken.list] == ["take in"]


@pytest.mark.parametrize("received_on", [None, TODAY])
@pytest.mark.parametrize(("by", "is_refused"), [("person_1", True), ("", True), (None, False)])
def test_what_a_person_has_said_is_not_taken_in_is_declined_and_claims_nothing(
    taken, monkeypatch, by, is_refused, received_on
):
    monkeypatch.setattr(refusing, "refused_by", lambda case: by)
    assert intake._intake(of(reviews=["one"], received_on=received_on), EVENT) == (
        "declined" if is_refused else "check"
    )
    assert bool(taken.list) is not is_refused


SUBMITTED = {"SUBMITTED": Event("2026-11-20T16:30:00.000Z", "SUBMITTED", {})}


@pytest.mark.parametrize(
    ("values", "received"),
    [
        ({"events": SUBMITTED}, "of 2026-11-21"),
        ({}, None),
        ({"events": SUBMITTED, "received_on": TODAY}, None),
        ({"events": SUBMITTED, "accepted_on": TODAY}, None),
    ],
)
def test_a_case_an_earlier_release_has_sent_is_received_when_it_was_handed_in_in_gansu(monkeypatch, values, received):
    calendar = SimpleNamespace(received_on=lambda moment: f"of {moment.date()}")
    monkeypatch.setattr(intake, "calendar_of", lambda case: calendar)
    assert intake._received(of(**values)) == ({"received_on": received} if received else {})


ASKED = {"CORRECTION_ASKED.2": Event("2026-11-24T12:00:00.000Z", "CORRECTION_ASKED", {})}
EARLIER = {"CORRECTION_ASKED.2": Event("2026-11-23T12:00:00.000Z", "CORRECTION_ASKED", {})}


@pytest.mark.parametrize(
    ("values", "corrected", "last", "visit", "is_late"),
    [
        ({}, False, "submitted", True, False),
        ({"ended": True}, False, "submitted", True, True),
        ({"events": LATER}, False, "retry", True, True),
        ({"status": Status.ATTENDING}, False, "submitted", True, True),
        ({"status": Status.ATTENDING}, False, "corrected", True, True),
        ({"status": Status.ATTENDING}, False, "retry", True, False),
        ({"status": Status.CORRECTION}, False, "corrected", True, True),
        ({"status": Status.CORRECTION}, True, "corrected", True, False),
        ({"status": Status.CORRECTION}, False, "restart", True, False),
        ({"status": Status.CORRECTION, "events": ASKED}, True, "corrected", True, True),
        ({"status": Status.CORRECTION, "events": ASKED}, False, "restart", True, True),
        ({"status": Status.CORRECTION, "events": EARLIER}, True, "corrected", True, False),
        ({"status": Status.CORRECTION, "events": ASKED}, True, "corrected", False, False),
    ],
)
def test_an_intake_is_late_once_others_were_asked_since_its_state_was_entered(values, corrected, last, visit, is_late):
    case = of(**values, notice=SimpleNamespace(round=2))
    case.corrected = lambda round: corrected and round == 2
    event = {**EVENT, "last": last} if visit else {"last": last}
    assert intake._is_late(case, event) is is_late


def test_a_receipt_that_cannot_be_made_is_owed_and_what_else_goes_wrong_is_not_hidden(wrote, monkeypatch):
    def failing(error):
        def drawn(case):
            raise error

        monkeypatch.setattr(intake.receipt_letter, "drawn", drawn)

    monkeypatch.setattr(intake.log, "failed", lambda *of: None)
    failing(PlatformUnavailable("out"))
    intake._receipt(of())
    failing(PreconditionFailed("x", "X"))
    with pytest.raises(PreconditionFailed):
        intake._receipt(of())
    monkeypatch.setattr(intake.receipt_letter, "drawn", lambda case: None)
    intake._receipt(of())
    assert wrote == []
    monkeypatch.setattr(intake.receipt_letter, "drawn", lambda case: "receipt")
    monkeypatch.setattr(intake.accepting, "papers", lambda kept, *new: [*kept, *new])
    intake._receipt(of())
    ((_, expect, changes),) = wrote
    assert (expect.unchanged, changes) == (("results",), {"results": ["kept", "receipt"]})


# Mortgage


@pytest.mark.parametrize("attempt", [1, 2, 7])
@pytest.mark.parametrize(("status", "is_lodged"), [("PENDING", True), ("NEED_MORE_MATERIAL", False), ("DONE", False)])
def test_an_application_nobody_has_answered_is_lodged_before_it_is_waited_for_whichever_it_is(
    monkeypatch, status, is_lodged, attempt
):
    acts, filed = [], Mortgage(f"JKM{attempt}", status, attempt=attempt, visit=EVENT["visit"])
    monkeypatch.setattr(mortgage.acceptance, "register", lambda key, case: acts.append((key, case)))
    monkeypatch.setattr(mortgage, "purpose_of", lambda case, step: step)
    monkeypatch.setattr(mortgage, "lodge", lambda case, of, purpose: acts.append((of, purpose)))
    monkeypatch.setattr(mortgage, "due", lambda case, kind: ("due", True))
    monkeypatch.setattr(mortgage.tasks, "open_task", lambda *of, **by: acts.append(of) or SimpleNamespace(is_open=True))
    assert isinstance(mortgage._mortgage(of(mortgage=filed), EVENT), frame.Waiting)
    assert acts == [
        (f"mortgage#JKM{attempt}", "c1"),
        *[(filed, "mortgage")] * is_lodged,
        ("c1", "mortgage", attempt, "t1"),
    ]


# Ends


@pytest.mark.parametrize("ended", [False, True])
def test_a_case_ends_as_its_road_says_with_the_letter_of_the_day_it_left_on(monkeypatch, ended):
    ends = []
    monkeypatch.setattr(close.results, "of_ending", lambda case, ending, on: ("letters", ending, on))
    monkeypatch.setattr(close.closing, "end", lambda case, *of: ends.append(of) or "done")
    assert close._close(of(ended=ended), {**EVENT, "ending": "WITHDRAWN"}) == "done"
    end = ("close", Status.WITHDRAWN, ("letters", Status.WITHDRAWN, TODAY))
    assert ends == ([] if ended else [end])


@pytest.mark.parametrize(("proof", "known_by"), [("证明1", ("proof 证明1",)), (None, ())])
def test_a_loan_is_issued_with_its_papers_its_bank_told_and_entered_before_the_case_ends(monkeypatch, proof, known_by):
    acts = []
    monkeypatch.setattr(issue.paid_loan, "results", lambda case: ["papers"])
    monkeypatch.setattr(issue.paid_loan, "paid_at", lambda case: "paid at")
    monkeypatch.setattr(issue.webhooks, "send", lambda *of: acts.append(of))
    monkeypatch.setattr(issue, "reference", lambda kind, value: f"{kind} {value}")
    monkeypatch.setattr(issue.lent, "note", lambda case, *known: acts.append(known))
    monkeypatch.setattr(issue.lent, "tell", lambda case, purpose: acts.append((case.id, purpose)))
    monkeypatch.setattr(issue.closing, "end", lambda case, *of: acts.append(of[:3]) or of[3]("purpose") or "done")
    case = of(contract=SimpleNamespace(bank="B01", number="JK"), mortgage=SimpleNamespace(certificate_number=proof))
    assert issue._issue(case, EVENT) == "done"
    sent = ("B01", "loan.settled", {"contract_number": "JK"}, "JK.settled", "paid at")
    assert acts == [sent, known_by, ("issue", Status.DISBURSED, ["papers"]), ("c1", "purpose")]


@pytest.mark.parametrize("has_failed", [True, False])
def test_money_that_came_back_makes_no_loan(monkeypatch, has_failed):
    payment = SimpleNamespace(has_failed=has_failed)
    assert issue._issue(of(ended=True, payment=payment), EVENT) == "done"
    if has_failed:
        with pytest.raises(PreconditionFailed) as stopped:
            issue._issue(of(payment=payment), EVENT)
        assert [*stopped.value.codes] == ["PAYMENT_OVERTURNED"]


# The frame


def test_no_step_of_a_road_before_a_reopening_is_run_and_a_withdrawal_stops_what_leads_on_alone(monkeypatch):
    case = of(known_as="number", is_withdrawn=False)
    monkeypatch.setattr(frame.casefile, "load", lambda id: case)
    monkeypatch.setattr(frame.turns, "is_of_before", lambda case, event: case.id == "before")
    event = {"step": "Sign", "case": "c1", "trace": "1-65f00000-000000000000000000000001"}
    tried_again = {**event, "attempt": 1}
    ran = []

    def body(case, event):
        ran.append(case.id)
        return "done"

    assert frame.run(event, body) == {"next": "done"} and ran == ["c1"]
    case.is_withdrawn = True
    for of_it in (event, tried_again):
        with pytest.raises(frame.Withdrawn):
            frame.run(of_it, body)
    assert frame.run(event, body, forward=False) == {"next": "done"} and ran == ["c1", "c1"]
    case.id = "before"
    assert frame.run(event, body) == {"next": "late"} and ran == ["c1", "c1"]


BACK = {discharge, void, close, issue}


@pytest.mark.parametrize(
    "step", [assess, collate, correction, credit, disburse, discharge, intake, issue, mortgage, sign, void, close]
)
def test_who_has_taken_a_case_back_stops_what_leads_to_a_loan_and_nothing_of_what_undoes_or_ends_it(monkeypatch, step):
    monkeypatch.setattr(frame.casefile, "load", lambda id: of(known_as="number", is_withdrawn=True))
    monkeypatch.setattr(frame.turns, "is_of_before", lambda case, event: False)
    monkeypatch.setattr(frame, "_told", lambda body, case, event, forward: f"goes on, {forward}")
    event = {"step": "Step", "case": "c1", "trace": "1-65f00000-000000000000000000000001"}
    try:
        goes_on = step.handle(event)["next"]
    except frame.Withdrawn:
        goes_on = ""
    assert goes_on == ("goes on, False" if step in BACK else "")


@pytest.mark.parametrize("forward", [True, False])
@pytest.mark.parametrize("since", [True, False])
@pytest.mark.parametrize("how", ["done", "waiting", "then"])
def test_where_a_step_waits_a_withdrawal_that_came_first_is_seen_and_so_is_what_ended_the_wait(
    monkeypatch, forward, since, how
):
    now, seen = of(is_withdrawn=since), []
    monkeypatch.setattr(frame.casefile, "load", lambda id: now)
    said = frame.Waiting(seen.append) if how == "then" else how
    if forward and since and how != "done":
        with pytest.raises(frame.Withdrawn):
            frame._told(lambda *of: said, of(), {"step": "Sign"}, forward)
        assert seen == []
        return
    assert frame._told(lambda *of: said, of(), {"step": "Sign"}, forward) == ("done" if how == "done" else "waiting")
    assert seen == ([now] if how == "then" else [])


@pytest.mark.parametrize("ended", [True, False])
def test_what_a_step_stops_on_is_written_down_unless_the_case_has_ended(wrote, monkeypatch, ended):
    def body(*of):
        raise PreconditionFailed("x", "OWED", "NOT_SIGNED")

    monkeypatch.setattr(frame.clock, "stamp", lambda: "now")
    with pytest.raises(PreconditionFailed):
        frame._told(body, of(ended=ended), {"step": "Sign"}, True)
    kept = [] if ended else [([], None, {"stopped": frame.Stop("Sign", "now", ("OWED", "NOT_SIGNED"))})]
    assert [(told, expect, {"stopped": frame.Stop(c["stopped"].step, c["stopped"].at, tuple(c["stopped"].codes))}) for told, expect, c in wrote] == kept  # fmt: skip
