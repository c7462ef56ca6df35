"""What collation and assessment go by, and what they write, on built cases. Late and twice: tests/steps/test_late.py."""

from types import SimpleNamespace

import pytest

from chalicelib.casework.accepting import Acceptance
from chalicelib.domain.status import BEFORE_REVIEW, Status
from chalicelib.errors import PreconditionFailed
from chalicelib.records.changes import OF_ANSWERS, Changes
from chalicelib.records.contents import Notice
from chalicelib.steps import assess, collate
from tests.steps.conftest import EVENT, FOLLOWED, TODAY, built, told_line


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
    assert collate._collate(built(), {**EVENT, "last": last}) == said.next and collated.complete is complete
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
    collate._collate(built(), EVENT)
    assert wrote[0][2]["reasons"] == ["reason", *BY_PERSON]
    with pytest.raises(PreconditionFailed):
        collate._collate(built(open_procedures=["one"]), EVENT)
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
    collate._collate(built(status=status, overtaken=["one"], contests={"one": 1}, accepted_on=accepted_on), EVENT)
    is_before = status in BEFORE_REVIEW
    assert (bool(wrote), bool(on), bool(collated.held)) == (is_before, is_before, is_before)


def test_a_case_that_nobody_has_overtaken_or_contested_claims_and_carries_nothing_first(collated, monkeypatch):
    from chalicelib.casework import carried

    monkeypatch.setattr(carried, "onto_new_answers", None)
    collated.verdict = verdict("verify")
    collate._collate(built(), EVENT)
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
    assert collate._noticed(built(notices=notices, next_round=round), verdict("correct", defects=(defect,))) == made


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
        ({"events": FOLLOWED}, True, "refuse", False),
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
            assess._assess(built(**values), EVENT)
        assert [*stopped.value.codes] == ["IN_PROCEDURE"]
    else:
        assert assess._assess(built(**values), EVENT) == word
    if not writes:
        assert (wrote, by) == ([], [])
        return
    ((told, _, changes),) = wrote
    assert by == [("application", "known", "policy", TODAY)]
    kept = {"decision": decided(approved).told(), "grounds": "grounds"}
    assert (told, changes) == ((["ASSESSED"], kept) if approved else ([], {**kept, "reasons": [{"code": "R"}]}))
