"""Asking the parties for corrections, and waiting for the registry: each part by itself, on built cases. Late and twice: tests/steps/test_late.py."""

from datetime import date
from types import SimpleNamespace

import pytest

from chalicelib.casework import commitments, holds
from chalicelib.casework.accepting import Acceptance
from chalicelib.casework.clocks import DueTime
from chalicelib.errors import AgencyUnavailable, Contended
from chalicelib.records.casefile import Told
from chalicelib.records.changes import Changes
from chalicelib.records.contents import Event, Notice
from chalicelib.records.loan import Mortgage
from chalicelib.steps import correction, mortgage

NOW, BEFORE, LATER = "20261124000000000#00000000", "20261123000000000#00000000", "20261125000000000#00000000"
EVENT = {"visit": "2026-11-24T00:00:00.000Z", "attempt": 0, "token": "t1"}
DEFECTS = [{"code": "A"}, {"code": "B"}]
NOTICE = Notice(2, "2026-11-23T00:00:00.000Z", "due of notice", DEFECTS, True)
ACCEPTED = Acceptance([Told("ACCEPTED", Event("", "ACCEPTED", {}))], Changes(accepted_on=date(2026, 11, 24), results=["letter"]))  # fmt: skip


def person(*keys):
    return [SimpleNamespace(key=key) for key in keys]


def of(over=None, **values):
    usual = {"id": "c1", "centre": "620100", "status": "VERIFYING", "ended": False, "events": {}, "revision": 7}
    parts = {"notice": NOTICE, "notices": ["first", NOTICE], "accepted_on": None, "results": ["kept"]}
    application = SimpleNamespace(parties=person("borrower", "spouse", "co_owner_1"), people=person("borrower", "spouse"))  # fmt: skip
    case = SimpleNamespace(**{**usual, **parts, "application": application, **values})
    case.corrected = lambda round: over if round == 2 else None
    return case


def wait(turn, **values):
    return SimpleNamespace(id="c1.correction.2", **{"turn": turn, "outcome": None, "is_open": True, **values})


@pytest.fixture
def acts(monkeypatch):
    """What a step writes, says, and opens of waits; by number, the waits there are; and whether it is accepted by silence."""
    done = SimpleNamespace(list=[], waits={}, late=Acceptance(), opened=wait(NOW))

    def amend(case, *told, expect, **changes):
        done.list.append(("amend", [one.key for one in told], expect, changes))

    def opened(*of, **by):
        done.list.append(("open", of, by))
        return done.opened

    for step in (correction, mortgage):
        monkeypatch.setattr(step.casefile, "amend", amend)
        monkeypatch.setattr(step, "due", lambda case, kind: DueTime(f"due of {kind}", False))
    monkeypatch.setattr(correction.tasks, "find", lambda case, kind, number: done.waits.get(number))
    monkeypatch.setattr(correction.tasks, "open_task", opened)
    monkeypatch.setattr(correction.accepting, "due", lambda case: done.late)
    monkeypatch.setattr(correction, "begun", lambda case: Changes(form="as it holds"))
    monkeypatch.setattr(correction.accepting, "papers", lambda kept, *new: [*kept, *new])
    monkeypatch.setattr(correction.results, "of_notice", lambda case, notice: f"notice due {notice.due_at}")
    monkeypatch.setattr(
        correction, "tell", lambda case, step, code, round, *told, to: done.list.append(("tell", step, code, round, [(one.key, one.event.values) for one in told], {*to}))
    )  # fmt: skip
    monkeypatch.setattr(holds, "waited_on", lambda case, wait: done.list.append(("waited on", wait)))
    return done


ALL = {"borrower", "spouse", "co_owner_1"}


@pytest.mark.parametrize(
    ("accepted", "late", "due", "code", "events", "held"),
    [
        (None, Acceptance(), ("due of notice", True), "MESSAGE_CORRECTION", [], {}),
        (date(2026, 11, 20), Acceptance(), ("due of correction", False), "MESSAGE_HOLD", [], {"held": "1"}),
        (None, ACCEPTED, ("due of correction", False), "MESSAGE_HOLD", ["ACCEPTED"], {"held": "1"}),
    ],
    ids=["before acceptance", "after it", "accepted by silence since"],
)
def test_what_is_lacking_is_written_told_all_and_waited_for_and_after_acceptance_within_the_laws_limit(
    acts, accepted, late, due, code, events, held
):
    acts.late = late
    assert correction._correction(of(accepted_on=accepted), EVENT) == "waiting"
    (_, told, expect, written), tell, opened = acts.list
    kept = "letter" if late.changes else "kept"
    assert told == events and (expect.status, expect.revision) == ({"VERIFYING"}, 7)
    assert (written["form"], written["status"]) == ("as it holds", "CORRECTION")
    assert written["results"] == [kept, f"notice due {due[0]}"]
    if held:
        first, notice = written["notices"]
        assert first == "first" and (notice.due_at, notice.provisional, notice.defects) == (*due, DEFECTS)
    assert ("notices" in written, "accepted_on" in written) == (bool(held), bool(events))
    assert tell == ("tell", "correction", code, "2", [("CORRECTION_ASKED.2", {"count": "2", **held})], ALL)
    assert opened == ("open", ("c1", "correction", 2, "t1"), {
        "turn": NOW, "centre": "620100", "due_at": due[0], "provisional": due[1], "details": {"defects": ["A", "B"]},
    })  # fmt: skip


@pytest.mark.parametrize(
    ("waits", "case", "does"),
    [
        ({1: wait(BEFORE)}, {}, ["amend", "tell", "open"]),
        ({2: wait(BEFORE)}, {}, ["amend", "tell", "open"]),
        ({2: wait(NOW)}, {}, ["tell", "open"]),  # its own, from before it died: nothing is written twice
        ({2: wait(LATER)}, {}, []),
        ({1: wait(NOW)}, {}, []),  # of the round before, and this round not begun
        ({1: wait(NOW), 2: wait(BEFORE)}, {}, ["amend", "tell", "open"]),
        ({}, {"ended": True}, []),
        ({}, {"events": {"TASK_ATTEND.20261125": Event("", "TASK_ATTEND", {})}}, []),
        ({2: wait(BEFORE, outcome={"error": "X"})}, {}, ["amend", "tell", "waited on", "open"]),
    ],
)
def test_a_notice_is_told_by_its_own_visit_and_by_none_that_another_has_followed(acts, waits, case, does):
    acts.waits = waits
    assert correction._correction(of(**case), EVENT) == "waiting"
    assert [act[0] for act in acts.list] == does


@pytest.mark.parametrize(("turn", "moves"), [(None, True), (BEFORE, True), (NOW, False)])
@pytest.mark.parametrize("is_open", [True, False])
@pytest.mark.parametrize("contended", [True, False])
def test_what_is_not_waited_for_any_more_goes_on_at_once_and_nobody_is_asked(
    acts, monkeypatch, turn, moves, is_open, contended
):
    def answer(*of):
        acts.list.append(("answer", *of))
        if contended:
            raise Contended("answered meanwhile")

    monkeypatch.setattr(correction.tasks, "answer", answer)
    acts.waits, acts.opened = {2: wait(turn)} if turn else {}, wait(NOW, is_open=is_open)
    assert correction._correction(of(Event("", "CORRECTED", {"waived": "1"})), EVENT) == "waiting"
    if moves:
        _, told, expect, written = acts.list.pop(0)
        assert (told, expect.status, expect.revision, written) == (
            [],
            {"VERIFYING"},
            7,
            {"form": "as it holds", "status": "CORRECTION"},
        )
    waited, opened, *answered = acts.list
    assert waited == ("waited on", acts.waits.get(2))
    assert opened == ("open", ("c1", "correction", 2, "t1"), {
        "turn": NOW, "centre": "620100", "due_at": "due of notice", "provisional": True, "details": {"defects": []},
    })  # fmt: skip
    assert answered == ([("answer", "c1.correction.2", {"next": "corrected"}, "desk")] if is_open else [])


def test_what_the_parties_have_corrected_themselves_is_asked_as_ever(acts):
    correction._correction(of(Event("", "CORRECTED", {})), EVENT)
    assert [act[0] for act in acts.list] == ["amend", "tell", "open"]


@pytest.mark.parametrize(
    ("asked", "to", "told"),
    [("", "", ALL), ("", "spouse", ALL), ("task", "", ALL - {"co_owner_1"}), ("task", "spouse", {"spouse"})],
)
def test_a_reviewers_question_is_told_whom_it_is_put_to_and_no_co_owner(asked, to, told):
    assert {*correction._told(of(), Notice(1, "", "", (), False, asked, to))} == told


# The registry


FILED = Mortgage("JKM1", "PENDING", 1, EVENT["visit"], doubts=("d1",))


def filing(**values):
    usual = {"id": "c1", "centre": "620100", "ended": False, "events": {}, "mortgage": None, "commitments": {}}
    parts = {"contract": SimpleNamespace(number="JK"), "decision": {"months": "240"}}
    return SimpleNamespace(**{**usual, **parts, **values})


@pytest.fixture
def registry(acts, monkeypatch):
    """The registry, asked and told; what it stands at, when asked to take an application back, and what is looked at before."""

    def by(name, say=lambda: None):
        monkeypatch.setattr(mortgage, name, lambda *of: acts.list.append((name, *of[1:])) or say())

    acts.stands = acts.known = None
    monkeypatch.setattr(mortgage.clock, "today", lambda: date(2026, 11, 30))
    monkeypatch.setattr(mortgage, "purpose_of", lambda case, step: step)
    monkeypatch.setattr(mortgage.acceptance, "register", lambda key, **to: acts.list.append(("register", key, to)))
    monkeypatch.setattr(mortgage.registry, "discharge_mortgage", lambda *of: acts.list.append(("take back", *of)) or acts.stands)  # fmt: skip
    monkeypatch.setattr(mortgage.registry, "query_mortgage", lambda *of: acts.list.append(("ask", *of)) or acts.known)
    monkeypatch.setattr(commitments, "holds", lambda case: acts.list.append(("committed", [*case.commitments])))
    for name in ("lodge", "transfer_of"):
        by(name)
    return acts


def test_an_application_is_written_down_before_it_is_lodged_and_lodged_before_it_is_waited_for(registry):
    mortgage._mortgage(filing(commitments={"home": "sole"}), EVENT)
    committed, settled, (_, told, expect, written), known, lodged, opened = registry.list
    assert (committed, settled) == (("committed", ["home"]), ("transfer_of",))
    made = written["mortgage"]
    assert (told, expect.unchanged, written["status"]) == (["MORTGAGE_FILED.1"], ("mortgage",), "REGISTERING")
    assert made == Mortgage("JKM1", "PENDING", 1, EVENT["visit"], "2026-11-30", "2046-11-30")
    assert known == ("register", "mortgage#JKM1", {"case": "c1"})
    assert lodged == ("lodge", made, "mortgage")
    assert opened == ("open", ("c1", "mortgage", 1, "t1"), {
        "turn": NOW, "centre": "620100", "due_at": "due of mortgage", "provisional": False, "details": {"apply_biz_id": "JKM1"},
    })  # fmt: skip


@pytest.mark.parametrize(
    ("filed", "case", "does"),
    [
        (FILED, {}, ["register", "lodge", "open"]),
        (Mortgage("JKM1", "DONE", 1, EVENT["visit"]), {}, ["register", "open"]),
        (Mortgage("JKM1", "NEED_MORE_MATERIAL", 1, EVENT["visit"]), {}, ["register", "open"]),
        (Mortgage("JKM1", "REJECTED", 1, "2026-11-23T00:00:00.000Z"), {}, ["amend", "register", "open"]),
        (Mortgage("JKM1", "PENDING", 1, "2026-11-25T00:00:00.000Z"), {}, []),
        (FILED, {"ended": True}, []),
        (FILED, {"events": {"TASK_ATTEND.20261125": Event("", "TASK_ATTEND", {})}}, []),
    ],
)
def test_an_application_is_made_once_and_none_by_a_visit_that_another_has_followed(registry, filed, case, does):
    mortgage._mortgage(filing(mortgage=filed, **case), EVENT)
    assert [act[0] for act in registry.list] == does


@pytest.mark.parametrize("status", ["DONE", "REJECTED", "CANCELLED", "NEED_MORE_MATERIAL", "PENDING", "LEFT"])
def test_what_the_registry_has_said_before_there_was_a_wait_ends_it(monkeypatch, status):
    said = []
    monkeypatch.setattr(mortgage.tasks, "answer", lambda *of: said.append(of))
    mortgage._registered(wait(NOW), filing(mortgage=Mortgage("JKM1", status)))
    word = {"DONE": {"next": "registered"}, "NEED_MORE_MATERIAL": {"error": "MoreMaterial"}}
    outcome = word.get(status, {"next": "rejected"})
    assert said == ([] if status in ("PENDING", "LEFT") else [("c1.correction.2", outcome, "registry")])


@pytest.mark.parametrize("is_open", [True, False])
def test_a_wait_that_is_over_is_not_looked_at_once_more(registry, is_open):
    registry.opened = wait(NOW, is_open=is_open)
    assert (mortgage._mortgage(filing(mortgage=FILED), EVENT) == "waiting") is not is_open


@pytest.mark.parametrize(
    ("stands", "is_gone"),
    [(None, True), ("REJECTED", True), ("CANCELLED", True), ("PENDING", False), ("DONE", False), ("NEED_MORE_MATERIAL", False)],
)  # fmt: skip
def test_none_is_made_for_another_that_still_stands_in_the_registrys_book(registry, stands, is_gone):
    registry.stands = stands and SimpleNamespace(status=stands)
    if is_gone:
        mortgage._take_back(filing(), FILED)
    else:
        with pytest.raises(AgencyUnavailable):
            mortgage._take_back(filing(), FILED)
    assert registry.list == [("take back", "JKM1", "mortgage")]


@pytest.mark.parametrize(("before", "doubts"), [(None, ()), (FILED, ("d1",))])
def test_another_application_keeps_the_disputes_that_are_open_over_the_first(registry, before, doubts):
    made = mortgage._file(filing(mortgage=before), EVENT, 2)
    assert (made.apply_biz_id, made.attempt, made.doubts) == ("JKM2", 2, doubts)


@pytest.mark.parametrize(
    ("way", "mortgages", "is_stopped"),
    [("settle_first", ["old"], True), ("settle_first", [], False), ("transfer", ["old"], False), (None, ["old"], False)],
)  # fmt: skip
def test_an_old_loan_settled_first_keeps_ours_from_the_registry_while_its_mortgage_stands(
    monkeypatch, way, mortgages, is_stopped
):
    home = SimpleNamespace(unit_number="u1")
    asked = []
    monkeypatch.setattr(mortgage, "transfer_of", lambda case: way)
    monkeypatch.setattr(mortgage, "purpose_of", lambda case, step: step)
    monkeypatch.setattr(mortgage.registry, "unit", lambda *of: asked.append(of) or SimpleNamespace(mortgages=mortgages))
    case = filing(application=SimpleNamespace(home=home))
    if is_stopped:
        with pytest.raises(mortgage.PreconditionFailed) as stopped:
            mortgage._check_settled(case)
        assert [*stopped.value.codes] == ["OLD_MORTGAGE_STANDS"]
    else:
        mortgage._check_settled(case)
    assert asked == ([(home, "u1", "mortgage")] if way == "settle_first" else [])


WISH = Mortgage("JKM1", "NEED_MORE_MATERIAL", 1, "first")


@pytest.mark.parametrize(
    ("filed", "known", "is_news", "is_passed_on", "heard"),
    [
        (FILED, None, False, False, "PENDING"),  # it never reached the registry, and is handed in under its own number
        (WISH, None, False, False, "LEFT"),
        (FILED, "PENDING", False, False, "PENDING"),
        (WISH, "NEED_MORE_MATERIAL", False, True, "LEFT"),
        (WISH, "NEED_MORE_MATERIAL", False, False, "NEED_MORE_MATERIAL"),
        (WISH, "NEED_MORE_MATERIAL", True, True, "said"),
        (WISH, "DONE", False, True, "said"),
        (WISH, "PENDING", False, True, "said"),
    ],
)
def test_an_application_is_given_up_where_it_is_lost_or_its_wish_was_passed_on_and_is_the_same(
    monkeypatch, filed, known, is_news, is_passed_on, heard
):
    from chalicelib.casework import registration, supplement

    said = []
    monkeypatch.setattr(registration, "is_news", lambda case, wish: wish == "wish" and is_news)
    monkeypatch.setattr(registration, "said", lambda *of: said.append(of) or Mortgage("JKM1", "said"))
    monkeypatch.setattr(supplement, "is_passed_on", lambda case, one: one is filed and is_passed_on)
    word = known and SimpleNamespace(status=known, certificate="c", registered_at="at", reason="wish")
    case = filing(mortgage=filed)
    assert mortgage._heard(case, filed, word).status == heard
    assert said == ([(case, filed, known, "c", "at", "wish")] if heard == "said" else [])


@pytest.mark.parametrize(
    ("filed", "known", "does", "then"),
    [
        (FILED, "same", ["ask", "amend"], ("JKM1", "PENDING", 1)),  # nobody has answered: its one wait
        (WISH, "same", ["ask", "amend"], ("JKM1", "NEED_MORE_MATERIAL", 2)),
        (WISH, "DONE", ["ask", "amend"], ("JKM1", "DONE", 2)),
        (FILED, "DONE", ["ask", "amend"], ("JKM1", "DONE", 1)),
        (Mortgage("JKM1", "REJECTED", 3, "first"), "DONE", ["amend"], ("JKM1", "REJECTED", 4)),  # its last word
        (WISH, "LEFT", ["ask", "amend", "ask", "take back", "amend"], ("JKM2", "PENDING", 2)),
        (Mortgage("JKM1", "LEFT", 3, "first"), "DONE", ["ask", "amend"], ("JKM1", "DONE", 4)),
        (Mortgage("JKM1", "LEFT", 3, "first"), "PENDING", ["ask", "take back", "amend"], ("JKM4", "PENDING", 4)),
    ],
)
def test_sent_once_more_an_application_goes_on_as_the_registry_stands_by_now(
    registry, monkeypatch, filed, known, does, then
):
    def heard(case, one, word):
        status = one.status if known == "same" else known
        return Mortgage(one.apply_biz_id, status, one.attempt, one.visit)

    registry.known = SimpleNamespace(status=known)
    monkeypatch.setattr(mortgage, "_heard", heard)
    monkeypatch.setattr(mortgage.casefile, "load", lambda id: filing(mortgage=filed))
    made = mortgage._again(filing(mortgage=filed), filed, EVENT)
    assert (made.apply_biz_id, made.status, made.attempt, made.visit) == (*then, EVENT["visit"])
    assert [act[0] for act in registry.list] == does
    writes = [act for act in registry.list if act[0] == "amend"]
    assert all(expect.unchanged == ("mortgage",) for _, _, expect, _ in writes)
    assert writes[-1][3] == {"status": "REGISTERING", "mortgage": made}
    news = {"DONE": ["MORTGAGE_REGISTERED.JKM1"], "REJECTED": []}
    assert writes[-1][1] == (news.get(made.status, []) if made.apply_biz_id == "JKM1" else [f"MORTGAGE_FILED.{made.attempt}"])  # fmt: skip
