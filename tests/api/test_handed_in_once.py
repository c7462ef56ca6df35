"""Submitting, sending corrections, and the contract as it is shown, each rule by itself. Over HTTP: test_submission, test_correcting, test_signing."""

from types import SimpleNamespace

import pytest

from chalicelib.api.applicant import contract_shown, correcting, submission
from chalicelib.api.http.problem import Problem
from chalicelib.errors import Contended
from tests.given.case import held

FORM = {"centre": "620100", "loan": {"amount": "1"}}


def answered(act, call):
    """The answer, or what refuses it."""
    try:
        return act(call)
    except Problem as problem:
        return problem.code
    except Contended:
        return "CONTENDED"


@pytest.fixture
def counter(monkeypatch):
    """Where a complete form is handed in, and what was done there, in order."""
    done: list = []
    for room in (submission, correcting):
        monkeypatch.setattr(room.revisions, "as_shown", lambda call: done.append("as shown"))
        monkeypatch.setattr(room, "as_read", lambda case: "as read")
        monkeypatch.setattr(room, "received_now", lambda case: "today")
        monkeypatch.setattr(room.actors, "once", lambda call, party: {"hands": party})
        monkeypatch.setattr(room.relatives, "note", lambda who: done.append(("relatives", *who)))
        monkeypatch.setattr(room.delivering, "note", lambda case, changes: done.append("deliveries"))
    monkeypatch.setattr(submission.tracing, "new_trace_id", lambda: "new trace")
    monkeypatch.setattr(submission.clock, "stamp", lambda: "now")
    monkeypatch.setattr(submission.materials, "lacking", lambda case: ["lacking"])
    monkeypatch.setattr(submission.starting, "start", lambda case: done.append(f"started {case.status}"))
    monkeypatch.setattr(submission.casefile, "load", lambda id: held(status="SUBMITTED"))
    monkeypatch.setattr(
        submission.casefile, "amend", lambda case, told, **said: done.append((told.event.code, said))
    )  # fmt: skip
    return done


SEALED = {"parties": {"borrower": "p1"}}


@pytest.mark.parametrize(("trace", "kept"), [("", "new trace"), ("of the draft", "of the draft")])
def test_a_draft_is_handed_in_as_it_was_shown_and_read_and_its_road_begins(counter, monkeypatch, trace, kept):
    sealed = {}
    monkeypatch.setattr(
        submission, "handed_in", lambda call, form, **said: sealed.update(form=form, **said) or {**SEALED}
    )
    call = SimpleNamespace(case=held(status="DRAFT", form=FORM, trace=trace), body=SimpleNamespace(incomplete="word"))
    told = submission.submit(call)
    written = {
        **SEALED, "trace": kept, "status": "SUBMITTED", "submitted_at": "now", "received_on": "today",
        "hands": "borrower", "expect": "as read",
    }  # fmt: skip
    before, after = ["as shown", ("relatives", "p1"), "deliveries"], ["started SUBMITTED"]
    assert counter == [*before, ("SUBMITTED", written), *after]
    assert sealed == {"form": FORM, "lacking": ["lacking"], "as_it_is": "word"}
    track = "/v1/applications/c1/track"
    assert (told.status, told.headers) == (202, {"Location": track})
    assert told.body == {"id": "c1", "status": "SUBMITTED", "track": track}


@pytest.mark.parametrize(
    ("status", "submitted_at", "told", "done"),
    [
        ("SUBMITTED", "then", 202, ["started SUBMITTED"]),
        ("REVIEWING", "then", 202, []),
        ("WITHDRAWN", "", "WRONG_STATUS", []),
    ],
)
def test_submitting_again_only_makes_sure_that_it_has_started(counter, status, submitted_at, told, done):
    answer = answered(submission.submit, SimpleNamespace(case=held(status=status, submitted_at=submitted_at)))
    assert (answer if isinstance(answer, str) else answer.status, counter) == (told, done)


@pytest.fixture
def sends(counter, monkeypatch):
    """Sends corrections: gives what refuses them, if anything does."""
    monkeypatch.setattr(correcting, "takes_corrections", lambda case: case.status == "CORRECTION")
    monkeypatch.setattr(correcting, "may_be_corrected", lambda case: not case.withdrawal)
    monkeypatch.setattr(correcting, "present", lambda notice, what: SimpleNamespace(round=2))
    monkeypatch.setattr(correcting.actors, "acting", lambda call: "who acts")
    monkeypatch.setattr(
        correcting, "handed_in", lambda call, form, party: {**SEALED, "application": (form, party), "documents": "all"}
    )
    monkeypatch.setattr(correcting, "_answered", lambda call, application: ("answered", *application))
    monkeypatch.setattr(correcting.uploads, "kept_apart", lambda case, form: {"documents": "kept apart"})
    monkeypatch.setattr(correcting.revisions, "corrected_otherwise", lambda call: Problem("CHANGED_MEANWHILE"))
    monkeypatch.setattr(correcting.decisions, "decide", lambda case, *told, **said: counter.append((told, said)))
    monkeypatch.setattr(correcting.tasks, "answer", lambda *said: counter.append(said))

    def send(changed=(), *, task="open", party="borrower", audience="depositor", act=None, **values):
        found = task and SimpleNamespace(id="t1", is_open=task == "open", status=task)
        monkeypatch.setattr(
            correcting.tasks, "find", lambda *asked: asked == ("c1", "correction", "2") and found or None
        )
        monkeypatch.setattr(correcting.whose, "answerer", lambda case: party)
        monkeypatch.setattr(correcting.actors, "present", lambda call, who: SimpleNamespace(act=who == party and act))
        body = SimpleNamespace(
            model_dump=lambda exclude_unset, exclude: dict(changed) if exclude == {"incomplete"} else None
        )
        case = held(**{"status": "CORRECTION", "form": FORM, "revision": 4, **values})
        call = SimpleNamespace(case=case, body=body, who=SimpleNamespace(audience=audience))
        answer = answered(correcting.correct, call)
        return answer if isinstance(answer, str) else None

    return send


OTHER = {"loan": {"amount": "2"}}


@pytest.mark.parametrize(("accepted_on", "received"), [(None, {"received_on": "today"}), ("2026-11-01", {})])
@pytest.mark.parametrize(("party", "changed", "form"), [("borrower", OTHER, {**FORM, **OTHER}), ("spouse", {}, FORM)])
def test_what_a_notice_asked_for_is_sent_by_who_is_asked_and_the_day_of_acceptance_stands(
    sends, counter, accepted_on, received, party, changed, form
):
    assert sends(changed, party=party, accepted_on=accepted_on) is None
    shown, relatives, deliveries, ((id, word, who, told), said) = counter
    assert (shown, relatives, deliveries) == ("as shown", ("relatives", "p1"), "deliveries")
    assert (id, word, who, told.key) == ("t1", {"next": "corrected"}, "who acts", "CORRECTED.2")
    assert said == {
        **SEALED, "application": ("answered", form, party), "form": form, "revision": 5, **received,
        "documents": "kept apart", "hands": party, "expect": "as read",
    }  # fmt: skip


AGAIN = ("t1", {"next": "corrected"}, "who acts")


@pytest.mark.parametrize(
    ("changed", "more", "told", "done"),
    [
        ({}, {"status": "REVIEWING"}, "WRONG_STATUS", []),
        ({}, {"withdrawal": {"at": "then", "by": "p1"}}, "WRONG_STATUS", []),
        (OTHER, {"party": "spouse"}, "NOT_YOUR_ROUTE", []),
        (OTHER, {"audience": "clerk", "act": "corrections"}, "PRESENCE_REQUIRED", []),
        ({}, {"task": None}, "CONTENDED", []),
        ({}, {"task": "answered"}, None, [AGAIN]),  # the same once more
        (FORM, {"task": "answered"}, None, [AGAIN]),
        (OTHER, {"task": "answered"}, "CHANGED_MEANWHILE", []),
    ],
)
def test_corrections_are_sent_once_while_they_are_waited_for(sends, counter, changed, more, told, done):
    assert (sends(changed, **more), counter) == (told, done)


@pytest.mark.parametrize(
    ("changed", "audience", "act"),
    [({}, "clerk", "corrections"), (OTHER, "clerk", None), (OTHER, "depositor", "corrections")],
)
def test_a_form_signed_by_hand_is_sent_as_it_was_saved_and_who_is_there_may_still_change_it(
    sends, counter, changed, audience, act
):
    assert sends(changed, audience=audience, act=act) is None and len(counter) == 4


@pytest.fixture
def contract(monkeypatch):
    """The contract as it is shown with one signature of the spouse's."""
    monkeypatch.setattr(contract_shown, "link", lambda key: f"link to {key}")
    monkeypatch.setattr(contract_shown, "text", lambda code: code)
    monkeypatch.setattr(contract_shown.by_hand, "is_signed", lambda case, *said: said == case.by_hand)
    monkeypatch.setattr(contract_shown.denied, "of_signature", lambda case, key: case.doubt.get(key, ""))

    def shown(*, doubt="", void_at=None, voided_at=None, by_hand=(), signable=True):
        monkeypatch.setattr(contract_shown, "may_be_signed", lambda case: signable)
        signature = SimpleNamespace(at="then", sha256="h1", void_at=void_at)
        whole = SimpleNamespace(number="n", sha256="h2", bank="b", key="k", voided_at=voided_at)
        return contract_shown.shown(
            SimpleNamespace(
                contract=whole, signed=["spouse"], unsigned=["bank"], signatures={"spouse": signature},
                doubt={"spouse": doubt}, by_hand=by_hand,
            )
        )  # fmt: skip

    return shown


@pytest.mark.parametrize(
    ("said", "state", "void_at", "how"),
    [
        ({}, "VALID", None, "ELECTRONIC"),
        ({"by_hand": ("spouse", "h1")}, "VALID", None, "BY_HAND"),
        ({"doubt": "DENIED"}, "DENIED", None, "ELECTRONIC"),
        ({"doubt": "FORGED"}, "FORGED", None, "ELECTRONIC"),
        ({"doubt": "FORGED", "void_at": "since"}, "SET_ASIDE", "since", "ELECTRONIC"),
        ({"voided_at": "end"}, "VOID", "end", "ELECTRONIC"),
        ({"voided_at": "end", "void_at": "since", "doubt": "DENIED"}, "VOID", "since", "ELECTRONIC"),
    ],
)
def test_a_signature_is_shown_as_it_stands_with_since_when_it_is_void_and_how_it_was_given(
    contract, said, state, void_at, how
):
    (one,) = contract(**said)["signatures"]
    assert one == {
        "person": "spouse", "at": "then", "sha256": "h1", "void_at": void_at, "state_text": f"SIGNATURE_{state}",
        "how": how, "how_text": f"SIGNATURE_{how}",
    }  # fmt: skip


@pytest.mark.parametrize(("signable", "waiting_for"), [(True, ["bank"]), (False, [])])
def test_a_contract_waits_for_nobody_once_it_may_not_be_signed(contract, signable, waiting_for):
    whole = contract(signable=signable, voided_at="end")
    assert (whole["waiting_for"], whole["signed"], whole["voided_at"]) == (waiting_for, ["spouse"], "end")
    assert [whole[name] for name in ("number", "sha256", "bank", "link")] == ["n", "h2", "b", "link to k"]
    assert whole["electronic"] == {"version": contract_shown.electronic.VERSION, "text": "ELECTRONIC_SIGNING"}


def test_before_there_is_a_contract_none_is_shown():
    assert contract_shown.shown(SimpleNamespace(contract=None)) is None
