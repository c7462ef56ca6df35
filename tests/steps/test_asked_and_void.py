"""What a correction asks of whom, what is voided, and when a mortgage is asked for: on built cases. In the store: tests/steps/test_late.py."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from chalicelib.casework import holds
from chalicelib.casework.accepting import Acceptance
from chalicelib.domain.status import Status
from chalicelib.errors import PreconditionFailed
from chalicelib.records.casefile import Told
from chalicelib.records.changes import Changes
from chalicelib.records.contents import Event, Notice
from chalicelib.records.loan import Contract, Mortgage, Signature
from chalicelib.steps import correction, mortgage, void
from tests.steps.test_goes_by import EVENT, TODAY, of, told_line

NOW, BEFORE, LATER = "20261124000000000#00000000", "20261123000000000#00000000", "20261125000000000#00000000"
FIRST, NOTICE = Notice(1, "then", "due 1", []), Notice(2, "then", "due 2", [{"code": "A"}, {"code": "B"}])
PEOPLE = [SimpleNamespace(key=key) for key in ("borrower", "spouse")]
OF = SimpleNamespace(people=PEOPLE, parties=[*PEOPLE, SimpleNamespace(key="co_owner_1")])


def wait(turn, is_open=True):
    return SimpleNamespace(id="c1.correction.2", turn=turn, outcome=None, is_open=is_open)


@pytest.fixture
def asked(monkeypatch):
    """What a correction writes, says and opens, by which waits there are and what became of acceptance."""
    world = SimpleNamespace(list=[], waits={}, late=Acceptance(), corrected=None, opened=True)
    note = world.list.append
    monkeypatch.setattr(correction.tasks, "find", lambda case, kind, round: world.waits.get(round))
    monkeypatch.setattr(correction.tasks, "answer", lambda *of: note(("answer", *of)))
    monkeypatch.setattr(
        correction.tasks, "open_task", lambda *of, due_at, **by: note(("open", due_at)) or wait(NOW, world.opened)
    )
    monkeypatch.setattr(correction.accepting, "due", lambda case: world.late)
    monkeypatch.setattr(correction, "begun", lambda case: Changes(form="as it holds"))
    monkeypatch.setattr(correction.accepting, "papers", lambda kept, paper: [*kept, paper])
    monkeypatch.setattr(correction.results, "of_notice", lambda case, notice: f"notice due {notice.due_at}")
    monkeypatch.setattr(correction, "due", lambda case, kind: ("within the law", True))
    monkeypatch.setattr(correction, "tell", lambda case, step, code, *_, to: note(("tell", code, {*to})))
    monkeypatch.setattr(correction.casefile, "amend", lambda case, *told, expect, **how: note(("amend", how)))
    monkeypatch.setattr(holds, "waited_on", lambda case, wait: note(("not waited for",)))

    def ask(notice=NOTICE, **values):
        case = of(application=OF, notice=notice, notices=[FIRST, notice], revision=3, **values)
        case.corrected = lambda round: world.corrected
        assert correction._correction(case, EVENT) == "waiting"
        return world.list

    world.ask = ask
    return world


LATE = Acceptance([told_line("ACCEPTED_IN_SILENCE")], Changes(accepted_on=TODAY))


@pytest.mark.parametrize(
    ("accepted_on", "late", "is_held"), [(None, Acceptance(), False), (TODAY, Acceptance(), True), (None, LATE, True)]
)
def test_what_is_asked_after_acceptance_though_only_by_silence_just_now_is_due_within_the_law(
    asked, accepted_on, late, is_held
):
    asked.late = late
    (_, how), told, opened = asked.ask(accepted_on=accepted_on)
    due = "within the law" if is_held else "due 2"
    assert how["status"] == Status.CORRECTION and how["results"] == ["kept", f"notice due {due}"]
    assert how.get("notices") == ([FIRST, replace(NOTICE, due_at=due, provisional=True)] if is_held else None)
    assert told == ("tell", "MESSAGE_HOLD" if is_held else "MESSAGE_CORRECTION", {"borrower", "spouse", "co_owner_1"})
    assert opened == ("open", due)


@pytest.mark.parametrize(
    ("by", "to", "whom"),
    [
        ("", "", {"borrower", "spouse", "co_owner_1"}),
        ("task", "", {"borrower", "spouse"}),
        ("task", "spouse", {"spouse"}),
        ("task", "co_owner_1", {"co_owner_1"}),
    ],
)
def test_what_was_found_is_told_everybody_and_what_a_reviewer_asks_its_party_or_those_who_borrow(asked, by, to, whom):
    told = asked.ask(replace(NOTICE, asked=by, to=to))[1]
    assert told[2] == whom


@pytest.mark.parametrize(
    ("waits", "acts"),
    [
        ({}, ["amend", "tell", "open"]),
        ({2: wait(NOW)}, ["tell", "open"]),
        ({2: wait(BEFORE)}, ["amend", "tell", "open"]),
        ({2: wait(LATER)}, []),
        ({1: wait(NOW)}, []),  # it is of the first round still
        ({1: wait(BEFORE)}, ["amend", "tell", "open"]),
    ],
)
def test_a_round_is_asked_by_its_own_visit_once(asked, waits, acts):
    asked.waits = waits
    assert [act[0] for act in asked.ask()] == acts


@pytest.mark.parametrize(
    ("values", "is_waived"), [({"waived": "1"}, True), ({}, False)], ids=["waived", "sent by the parties"]
)
@pytest.mark.parametrize("is_open", [True, False])
def test_only_what_a_supervisor_has_waived_is_not_waited_for_and_goes_on_at_once(asked, values, is_waived, is_open):
    asked.corrected, asked.opened = Event("", "CORRECTED", values), is_open
    answer = ("answer", "c1.correction.2", {"next": "corrected"}, "desk")
    acts = asked.ask()
    assert (("not waited for",) in acts) is is_waived and (answer in acts) is (is_waived and is_open)
    assert ("tell" in [act[0] for act in acts]) is not is_waived


CONTRACT = Contract("JK", "B01", "contract.pdf", "key", "sha", "due")
SIGNED = {"borrower": Signature("sha", "then", "p1"), "bank": Signature("sha", "then", "B01")}


@pytest.mark.parametrize("ended", [False, True])
@pytest.mark.parametrize("before", ["", "then"])
@pytest.mark.parametrize("contract", [None, CONTRACT, replace(CONTRACT, voided_at="then")])
def test_a_contract_is_voided_once_with_every_signature_and_its_bank_told_the_same_however_often(
    monkeypatch, ended, before, contract
):
    acts, now = [], Told("CONTRACT_VOIDED", Event("now", "CONTRACT_VOIDED", {}))
    monkeypatch.setattr(void.casefile, "event", lambda code: now)
    monkeypatch.setattr(void.casefile, "amend", lambda case, *told, **how: acts.append(how or told))
    monkeypatch.setattr(void.webhooks, "send", lambda *of: acts.append(of))
    events = {now.key: Event(before, now.key, {})} if before else {}
    case = of(contract=contract, ended=ended, events=events, signatures=SIGNED)
    assert void._void(case, EVENT) == "done"
    if ended or contract is not CONTRACT:
        assert acts == []
        return
    at, (told, sent, how) = before or "now", acts
    assert told == (now,) and sent == ("B01", "loan.contract.voided", {"contract_number": "JK"}, "JK.voided", at)
    assert how["contract"] == replace(CONTRACT, voided_at=at) and how["expect"].unchanged == ("signatures",)
    assert how["signatures"] == {who: replace(one, void_at=at) for who, one in SIGNED.items()}


@pytest.mark.parametrize("transfer", ["settle_first", "loan_for_loan", None])
@pytest.mark.parametrize("mortgages", [{"甘旧1"}, set()])
def test_a_mortgage_is_asked_for_before_the_old_one_is_gone_unless_that_was_to_be_settled_first(
    monkeypatch, transfer, mortgages
):
    monkeypatch.setattr(mortgage, "transfer_of", lambda case: transfer)
    monkeypatch.setattr(mortgage, "purpose_of", lambda case, step: step)
    monkeypatch.setattr(mortgage.registry, "unit", lambda *of: SimpleNamespace(mortgages=mortgages))
    case = of(application=SimpleNamespace(home=SimpleNamespace(unit_number="U1")))
    if transfer == "settle_first" and mortgages:
        with pytest.raises(PreconditionFailed) as stopped:
            mortgage._check_settled(case)
        assert [*stopped.value.codes] == ["OLD_MORTGAGE_STANDS"]
    else:
        mortgage._check_settled(case)


@pytest.mark.parametrize("filed", [Mortgage("JKM1", "LEFT", doubts=("d1",)), None])
def test_another_application_keeps_what_is_in_doubt_of_the_one_before_it(monkeypatch, filed):
    wrote = []
    monkeypatch.setattr(mortgage.casefile, "amend", lambda case, *told, **how: wrote.append(how["mortgage"]))
    case = of(mortgage=filed, contract=CONTRACT, decision={"months": 240})
    made = mortgage._file(case, EVENT, 2)
    assert wrote == [made] and (made.apply_biz_id, made.attempt, made.visit) == ("JKM2", 2, EVENT["visit"])
    assert tuple(made.doubts) == (("d1",) if filed else ())


@pytest.mark.parametrize(
    ("visit", "ended", "is_late"),
    [
        ("2026-11-25T00:00:00.000Z", False, True),
        (EVENT["visit"], False, False),
        ("2026-11-23T00:00:00.000Z", False, False),
        (EVENT["visit"], True, True),
    ],
)
def test_a_visit_older_than_its_application_and_of_a_case_that_has_ended_asks_the_registry_nothing(
    monkeypatch, visit, ended, is_late
):
    acts, filed = [], Mortgage("JKM1", "PENDING", visit=visit)
    monkeypatch.setattr(mortgage.acceptance, "register", lambda key, case: None)
    monkeypatch.setattr(mortgage, "purpose_of", lambda case, step: step)
    monkeypatch.setattr(mortgage, "lodge", lambda *of: acts.append("lodged"))
    monkeypatch.setattr(mortgage.registry, "query_mortgage", lambda *of: None)
    monkeypatch.setattr(mortgage.casefile, "amend", lambda case, *told, **how: None)
    monkeypatch.setattr(mortgage, "due", lambda case, kind: ("due", True))
    monkeypatch.setattr(mortgage.tasks, "open_task", lambda *of, **by: SimpleNamespace(is_open=False))
    assert mortgage._mortgage(of(mortgage=filed, ended=ended), EVENT) == "waiting"
    assert acts == ["lodged"] * (not is_late)
