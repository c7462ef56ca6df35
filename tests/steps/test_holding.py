"""Typing a stranger's home or name keeps nobody out; whoever has the better claim goes on, and no two cases with one person or home are both paid."""

from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from botocore.exceptions import EndpointConnectionError

from chalicelib import aws, clock
from chalicelib.agencies import province
from chalicelib.casework import claimed_twice, disputes, held, holding, papers
from chalicelib.casework.rules import policy_of
from chalicelib.domain.work import STAFF
from chalicelib.errors import Contended, PreconditionFailed
from chalicelib.records import casefile, guards, lent, tasks
from chalicelib.records.case import OVERTAKEN
from chalicelib.records.contents import Message, told_as
from chalicelib.steps import collate, intake, sign
from chalicelib.sweep import partners, words
from chalicelib.sweep.gauges import Word
from tests.given import case as given
from tests.given.answers import findings
from tests.given.application import application, consents
from tests.given.form import sample
from tests.given.marks import confirmed
from tests.steps.conftest import event

HOME = guards.of_unit("unit_1")
WEAK = {"method": "signed_form", "session": "s"}
STRANGERS = {"borrower": "person_8", "spouse": "person_9"}
REFUSED = {
    "task": "c2.attend.1",
    "level": "attend",
    "by": "s1",
    "decision": "refuse",
    "at": "2026-11-24T00:00:00.000Z",
    "reason": "",
}
CLOSED = {"status": "CANCELLED", "ended_at": "2026-11-24T00:00:00.000Z"}


@pytest.fixture
def case(platform, monkeypatch):
    """A case that was handed in, everybody having authorised it themselves, or as is said; its home confirmed, or not."""
    monkeypatch.setattr(tasks.road, "tell", lambda item: None)

    def make(id="c1", confirmed=True, how=None, **values):
        form = sample(1)["form"]
        acts = [{**one, **(how or {"session": "s"})} for one in consents(form)]
        made = given.submitted(form, id, **{"consents": acts, "status": "VERIFYING", **values})
        answers = findings(made.application, credit=True) if confirmed else ()
        return given.put(id, findings=answers, application=made.application)

    return make


def taken_in(id):
    given.put(id, status="SUBMITTED")
    return intake.handle({**event("Intake", last="submitted"), "case": id})["next"]


def collated(id):
    return collate.handle({**event("Collate"), "case": id})["next"]


def stopped(act, *args, **how):
    with pytest.raises(PreconditionFailed) as stop:
        act(*args, **how)
    return stop.value.codes


def holder(guard=HOME):
    found = guards.read([guard]).get(guard)
    return found and found.case


def pays(id):
    """Whether that case may be paid as far as others are concerned."""
    return held.lacking(casefile.load(id), for_pay_out=True) == []


@contextmanager
def before_write(number, act):
    """Does something before the n-th write, once; or after everything, if there were fewer."""
    left = [number]

    def before(params, model, **_):
        if model.name in ("PutItem", "UpdateItem", "TransactWriteItems"):
            left[0] -= 1
            if left[0] == 0:
                act()

    events = aws.client("dynamodb").meta.events
    events.register("before-call.dynamodb", before, unique_id="before_write")
    try:
        yield left
    finally:
        events.unregister("before-call.dynamodb", unique_id="before_write")


def test_a_stranger_who_types_the_home_keeps_the_buyer_out_at_no_step(case):
    case("c1", confirmed=False, parties=STRANGERS)
    assert taken_in("c1") == "check" and holder() is None
    case("c2")
    assert taken_in("c2") == "check" and collated("c2") == "assess"
    assert holder() == "c2" and pays("c2") and not pays("c1")


def test_whose_home_is_not_confirmed_by_then_does_not_hold_it(case):
    case("c1", confirmed=False)
    taken_in("c1")
    assert collated("c1") == "verify" and holder() is None


def test_who_has_authorised_it_themselves_goes_on_before_a_form_with_their_signature_and_that_case_hears_of_it(
    case, monkeypatch
):
    sent = []
    monkeypatch.setattr(province, "notify", lambda key, phone, id, words, purpose: sent.append((id, key, words)))
    case("c1", how=WEAK)
    assert taken_in("c1") == "check"
    case("c2", unit="unit_2")
    assert taken_in("c2") == "check" and holder("person#person_1") == "c2"
    assert stopped(collated, "c1") == ("PERSON_CLAIMED_ELSEWHERE",) * 2 and not pays("c1") and pays("c2")
    told = [line.values["what"] for line in casefile.load("c1").events.values() if line.code == OVERTAKEN]
    assert told == ["CLAIM_OF_PERSON"] * 2
    for _ in range(2):
        assert Word("c1", words.OVERTAKEN) in words.late(casefile.load("c1"), ()) or sent
        assert [*partners.asked([Word("c1", words.OVERTAKEN)], lambda: True)] in (["overtaken_told"] * 2, [])
    assert len(sent) == 4 and all("撤件" in words and casefile.load("c1").number in words for _, _, words in sent)
    assert words.late(casefile.load("c1"), ()) == []


def test_what_was_lost_is_held_again_once_the_other_has_ended_with_the_loan_it_was_paid(case):
    case("c1", how=WEAK)
    taken_in("c1")
    case("c2", unit="unit_2")
    taken_in("c2")
    lent.note(lent.Lent("c2", "JK2", "unit_2", "1.00", "2026-11-24", "甘2"), ["person_1"])
    guards.release(casefile.load("c2"))
    given.put("c2", **CLOSED)
    assert collated("c1") in ("assess", "refuse") and casefile.load("c1").lent == {"borrower": 1}
    assert holder("person#person_1") == "c1"


def test_no_contract_is_drawn_up_for_a_case_that_lost_its_people(case, monkeypatch):
    monkeypatch.setattr(papers, "made_together", lambda *_: pytest.fail("drawn"))
    case("c1", how=WEAK)
    taken_in("c1")
    case("c2", unit="unit_2")
    taken_in("c2")
    given.put("c1", status="REVIEWING")
    asked = {**event("Sign"), "token": "t", "visit": "2026-11-24T00:00:00.000Z"}
    assert set(stopped(sign.handle, asked)) == {"PERSON_CLAIMED_ELSEWHERE"}


def test_two_who_only_signed_a_form_are_told_apart_by_who_came_first(case, monkeypatch):
    case("c1", how=WEAK)
    case("c2", how=WEAK, unit="unit_2")
    assert taken_in("c1") == "check"
    assert stopped(taken_in, "c2") == (holding.PERSON,), (
        "nobody has read the text by which it would be declined: a person says"
    )
    given.put("c2", reviews=[REFUSED])
    assert taken_in("c2") == "declined"
    assert [one["code"] for one in casefile.load("c2").reasons] == ["LIVE_CASE_PERSON"]
    case("c3", how=WEAK, unit="unit_3")
    monkeypatch.setattr(intake, "policy_of", lambda case: confirmed(policy_of(case)))
    assert taken_in("c3") == "declined", "where a text that was read says so, nobody has to"


@pytest.mark.parametrize("agent", [{"agent": "person_a", "session": "s"}, {}, {"session": ""}])
def test_who_came_through_an_agent_or_nobody_knows_how_is_not_sure(case, agent):
    made = case("c1", how=agent or {"by": "x"})
    assert {*holding.claims(made).values()} - {True} == {False}


def test_who_has_authorised_only_some_of_it_themselves_is_not_sure(case):
    acts = [one if one["id"] != "consent-1" else {**one, **WEAK} for one in case("c1").consents]
    sure = holding.claims(given.put("c1", consents=acts))
    assert [sure[guards.of_person(who)] for who in ("person_1", "person_2")] == [False, True]


@pytest.fixture
def twice(case):
    """Two cases of different people for whose home filing and registry say yes, each to both."""
    case("c1")
    case("c2", parties=STRANGERS)
    for id in ("c1", "c2"):
        taken_in(id)
    collated("c1")
    assert stopped(collated, "c2") == (held.TWICE,)


def test_a_home_that_is_confirmed_to_two_is_paid_to_neither_before_people_have_decided(twice):
    stopped(collated, "c2")
    (task,) = [one for one in tasks.of_case("c1") if one.kind == "dispute"]
    assert task.details["codes"] == [disputes.HOME_CLAIMED] and "resolved" in STAFF["dispute"].words
    assert not pays("c1") and not pays("c2") and holder() == "c1"
    review = casefile.load("c1").review(task.id, "dispute", "s1", "resolved", "已核实", "person_s1")
    given.put("c1", reviews=[review])
    assert pays("c1") and not pays("c2")


def test_a_home_is_the_others_once_one_of_the_two_has_ended(twice):
    guards.release(casefile.load("c1"))
    given.put("c1", **CLOSED)
    assert collated("c2") == "assess" and pays("c2") and holder() == "c2"


def test_a_home_is_held_on_once_the_other_who_claimed_it_has_ended(twice):
    guards.release(casefile.load("c2"))
    given.put("c2", **CLOSED)
    assert pays("c1") and holder() == "c1"


def test_two_rivals_of_one_home_do_not_hide_each_other(twice):
    guard = guards.read([HOME])[HOME]
    guards.contest(HOME, guard, "c3")
    given.draft("c3")
    given.put("c3", **{**CLOSED, "status": "EXPIRED"})
    guard = guards.read([HOME])[HOME]
    assert guard.contested == {"c2", "c3"} and claimed_twice.is_open(casefile.load("c1"), guard)


def forget_how_sure(*keys):
    for key in keys:
        aws.client("dynamodb").update_item(
            TableName="anju-registers", Key={"key": {"S": key}}, UpdateExpression="REMOVE sure"
        )


def test_a_guard_an_earlier_release_took_is_as_sure_as_its_case_says(case):
    case("c1", confirmed=False, parties=STRANGERS)
    taken_in("c1")
    guards.take(casefile.load("c1"), {HOME: True}, {}, {})
    forget_how_sure(HOME)
    case("c2")
    taken_in("c2")
    assert collated("c2") == "assess" and holder() == "c2"
    assert OVERTAKEN in str(casefile.load("c1").events)
    case("c3", parties={"borrower": "person_5", "spouse": "person_6"})
    taken_in("c3")
    forget_how_sure(HOME, "person#person_1")
    assert stopped(collated, "c3") == (held.TWICE,)
    case("c4", unit="unit_4")
    assert stopped(taken_in, "c4") == (holding.PERSON,) and holder("person#person_1") == "c2"


def test_a_guard_an_earlier_release_took_is_sure_once_its_case_has_its_order_whatever_its_record_says_of_the_home(case):
    case("c1", confirmed=False, parties=STRANGERS)
    taken_in("c1")
    guards.take(casefile.load("c1"), {HOME: True}, {}, {})
    forget_how_sure(HOME)
    given.put("c1", payment={"amount": "400000.00"})
    case("c2")
    taken_in("c2")
    assert stopped(collated, "c2") == (held.TWICE,) and holder() == "c1"


PAIRS = {
    "one home": {"parties": STRANGERS},
    "one person, one of them by a form": {"unit": "unit_2", "how": WEAK},
    "one person, both by a form": {"unit": "unit_2", "how": WEAK, "also": WEAK},
    "everything": {},
}


@pytest.mark.parametrize("number", range(1, 5))
@pytest.mark.parametrize("pair", PAIRS)
def test_whoever_overtakes_whom_before_any_write_two_cases_are_never_both_paid(case, pair, number):
    rival = dict(PAIRS[pair])
    case("c1", how=rival.pop("also", None))
    case("c2", **rival)
    allowed = {"c1": False, "c2": False}

    def at_pay_out(id):
        for _ in range(2):
            try:
                allowed[id] |= pays(id)
                return
            except Contended:  # the step runs again
                continue

    with before_write(number, lambda: at_pay_out("c2")):
        at_pay_out("c1")
    at_pay_out("c2")
    at_pay_out("c1")
    assert allowed["c1"] != allowed["c2"]


@pytest.mark.parametrize("number", range(1, 9))
def test_whatever_call_fails_while_a_guard_is_taken_over_the_next_run_ends_the_same(case, number):
    case("c1", how=WEAK)
    taken_in("c1")
    case("c2")
    calls = [number]

    def lost(**_):
        calls[0] -= 1
        if calls[0] == 0:
            raise EndpointConnectionError(endpoint_url="test")

    given.put("c2", status="SUBMITTED")
    events = aws.client("dynamodb").meta.events
    events.register("before-call.dynamodb", lost, unique_id="lost")
    try:
        intake.handle({**event("Intake", last="submitted"), "case": "c2"})
    except Exception as error:
        assert type(error).__name__ in ("PlatformUnavailable", "Contended"), error
    finally:
        events.unregister("before-call.dynamodb", unique_id="lost")
    assert intake.handle({**event("Intake", last="submitted"), "case": "c2"})["next"] == "check"
    assert collated("c2") == "assess" and pays("c2") and not pays("c1")
    assert [line.code for line in casefile.load("c1").events.values()].count(OVERTAKEN) == 2


def test_that_a_case_gave_way_is_told_to_everybody_who_owes_and_waits_for_nobody_who_only_owns(case):
    parties = {**case("c1").parties, "co_owner_1": "person_9"}
    given.put("c1", parties=parties)
    given.happened("c1", OVERTAKEN, "unit.1")
    for owes in ("borrower", "spouse"):
        assert words.overtaken(casefile.load("c1")) == ["unit.1"]
        told = Message(words.MESSAGE_OVERTAKEN, owes, clock.stamp())
        given.put("c1", **{f"messages.{told_as(words.MESSAGE_OVERTAKEN, owes, 'unit.1')}": told})
    assert words.overtaken(casefile.load("c1")) == []


def test_the_case_that_gave_way_is_looked_at_soon(case):
    case("c1", how=WEAK)
    taken_in("c1")
    case("c2", unit="unit_2")
    taken_in("c2")
    assert casefile.load("c1").due_at <= clock.stamp()


@pytest.mark.parametrize(
    ("next", "status", "is_held"),
    [
        ("credit", "VERIFYING", True),
        ("assess", "VERIFYING", True),
        ("verify", "VERIFYING", False),
        ("assess", "REVIEWING", False),  # late: people act on what was written then
    ],
)
def test_a_case_goes_on_towards_its_loan_only_with_what_it_claims(monkeypatch, next, status, is_held):
    held_to = []
    verdict = SimpleNamespace(next=next, looks=[])
    monkeypatch.setattr(collate.collation, "collate", lambda *_, **__: verdict)
    monkeypatch.setattr(collate, "known", lambda case: ())
    monkeypatch.setattr(collate.accepting, "due", lambda case, complete: SimpleNamespace(changes={}, events=[]))
    monkeypatch.setattr(casefile, "amend", lambda *_, **__: None)
    monkeypatch.setattr(collate.held, "hold", held_to.append)
    assert collate._collate(given.held(application(), status=status), event("Collate", last="unanswered")) == next
    assert bool(held_to) is is_held
