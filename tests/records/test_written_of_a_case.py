"""What one write of a case asks of what stands there by then, and what it leaves: one rule a sentence, each beside what keeps nothing back."""

from contextlib import nullcontext
from datetime import timedelta

import pytest
import time_machine
from botocore.exceptions import ClientError

from chalicelib import clock
from chalicelib.domain.status import STATES, Status
from chalicelib.errors import Contended
from chalicelib.records import acceptance, casefile, conditional, item, layout, parts
from chalicelib.records.case import CaseFile
from chalicelib.records.contents import Paper
from chalicelib.records.presences import Presence
from chalicelib.records.statements import Delivery
from chalicelib.settings import setting
from tests.given import case as given
from tests.given.case import held

SEEN = Presence("f1", "borrower", "person_a", "signed_form", "T1", "clerk-1", "2026-11-23T01:00:00.000Z", "e")
DAY = "2026-11-23T01:00:00Z"


def meanwhile(case: CaseFile, **values: object) -> CaseFile:
    """The case as it was read before these values came in."""
    given.put(case.id, **values)
    return case


@pytest.mark.parametrize(
    ("changes", "is_refused"), [({"spent": {"f1": "request"}}, True), ({"spent": {}}, False), ({"restarts": 1}, False)]
)
def test_a_form_signed_by_hand_is_used_only_while_every_presence_is_as_it_was_read(a_case, changes, is_refused):
    read = meanwhile(given.put(a_case().id, presences=[SEEN]), presences=[])
    if is_refused:
        with pytest.raises(Contended):
            given.wrote(read, **changes)
        read = casefile.load(read.id)
    given.wrote(read, **changes)


@pytest.mark.parametrize(
    ("now", "to", "is_refused"),
    [
        ("SUBMITTED", "WITHDRAWN", False),
        ("WITHDRAWN", "WITHDRAWN", False),  # the same once more
        ("REVIEWING", "WITHDRAWN", True),  # somebody has been asked meanwhile
        ("REVIEWING", "REFUSED", True),
    ],
)
def test_whoever_moves_a_case_moves_it_from_where_it_was_read_though_it_might_be_entered_from_there_too(
    a_case, now, to, is_refused
):
    read = meanwhile(a_case(), status=now)
    if is_refused:
        with pytest.raises(Contended):
            given.wrote(read, status=Status(to))
    else:
        given.wrote(read, status=Status(to))
    assert casefile.load(read.id).status == (now if is_refused else to)


@pytest.mark.parametrize("number", ["", "N1"])
@pytest.mark.parametrize("is_there", [True, False])
@pytest.mark.parametrize("entered", [status for status, state in STATES.items() if state.unless])
def test_no_case_enters_a_state_once_it_has_what_forbids_that_whether_it_has_a_number_or_not(
    a_case, entered, is_there, number
):
    read = given.put(a_case().id, status=Status.ATTENDING, number=number)
    if is_there:
        meanwhile(read, **{STATES[entered].unless: {}})
    with pytest.raises(Contended) if is_there else nullcontext():
        given.wrote(read, status=entered)
    assert (casefile.load(read.id).status == entered) is not is_there


def test_a_draft_somebody_goes_on_with_is_looked_at_as_long_after_as_a_new_one(platform):
    with time_machine.travel(DAY, tick=False) as time:
        begun = given.draft()
        time.shift(3600)
        given.wrote(begun, form={"note": "more"})
        later = casefile.load(begun.id)
    assert clock.parsed(later.due_at) - clock.parsed(begun.due_at) == timedelta(hours=1)


@pytest.mark.parametrize("name", ["grounds", "decision"])
def test_what_was_decided_and_is_taken_back_stands_nowhere_any_more(a_case, name):
    case = given.put(a_case().id, grounds={"amount": "1"}, decision={"amount": "1"})
    given.wrote(case, **{name: None})
    now = casefile.load(case.id)
    assert getattr(now, name) is None and name not in now.large
    assert {"grounds", "decision"} - {name} <= now.large.keys()


ASKED = {word: {"borrower": Delivery(word == "online", DAY, "person_a", "person_a")} for word in ("online", "paper")}


@pytest.mark.parametrize(
    ("said", "says", "listed"), [("online", "paper", True), ("paper", "paper", True), ("paper", "online", False)]
)
def test_a_case_is_listed_for_handing_out_by_what_its_party_says_now(said, says, listed):
    case = held(parties={"borrower": "person_a"}, results=[Paper("receipt.pdf", "k", "s")], deliveries=ASKED[said])
    changes = item._to_hand_out(case, casefile.Changes(deliveries=ASKED[says]))
    assert changes.get("handing") == ("620100" if listed else None)


@pytest.mark.parametrize(
    ("status", "becomes", "results", "listed"),
    [
        ("REVIEWING", {}, ["old"], False),  # nothing of what it is listed by
        ("REVIEWING", {"results": []}, ["old"], False),
        ("REVIEWING", {"results": [Paper("receipt.pdf", "k", "s")]}, [], True),
        ("REVIEWING", {"status": Status.REFUSED}, [], False),
        ("REVIEWING", {"status": Status.REFUSED}, ["old"], True),
    ],
)
def test_a_case_is_listed_for_handing_out_by_the_papers_and_the_state_it_has_then(status, becomes, results, listed):
    on_screen = {"borrower": Delivery(becomes.keys() == {"status"}, DAY, "person_a", "person_a")}
    case = held(
        status=status, parties={"borrower": "person_a"}, deliveries=on_screen,
        results=[Paper("receipt.pdf", "k", "s") for _ in results],
    )  # fmt: skip
    assert ("handing" in item._to_hand_out(case, casefile.Changes(**becomes))) is listed


def test_what_is_written_beside_a_case_is_written_with_it_or_neither_is(a_case):
    read = meanwhile(a_case(), form={"note": "first"}, revision=2)
    beside = {**acceptance.entry("k", case="c1"), "ConditionExpression": "attribute_not_exists(#key)"}
    beside["ExpressionAttributeNames"] = {"#key": "key"}
    moved = casefile.Expect(revision=1)
    with pytest.raises(Contended):
        given.wrote(read, expect=moved, beside=beside, restarts=1)
    now = casefile.load(read.id)
    given.wrote(now, beside=beside, restarts=1)
    with pytest.raises(ClientError):  # what is beside it is there: nothing says that the case has changed
        given.wrote(now, beside=beside, restarts=2)
    assert casefile.load(read.id).restarts == 1


CHECKED, NONE = {"Code": "ConditionalCheckFailed"}, {"Code": "None"}


@pytest.mark.parametrize(
    ("reasons", "lost"),
    [
        ([CHECKED, NONE], ["case"]),
        ([NONE, CHECKED], ["task"]),
        ([CHECKED, CHECKED], ["case", "task"]),
        ([{"Code": "TransactionConflict"}, NONE], []),  # nobody was first: it is tried again
        ([{"Code": "ThrottlingError"}, {"Code": "ProvisionedThroughputExceeded"}], []),
        ([NONE, NONE, CHECKED], []),
        ([], []),
    ],
)
def test_of_a_transaction_those_writes_are_lost_whose_own_condition_did_not_hold(reasons, lost):
    told = {"Error": {"Code": "TransactionCanceledException"}, "CancellationReasons": reasons}
    assert conditional.lost_of(ClientError(told, "x"), ["case", "task"]) == lost


def test_the_whole_of_a_case_is_what_it_points_to_and_nothing_that_was_replaced(a_case):
    old = a_case()
    now = given.put(old.id, form={"note": "second"}, decision={"amount": "1"})
    pointed = {one.name for one in now.large.values()}
    kept = casefile.whole(now.id)["parts"]
    assert kept.keys() == pointed and old.large["form"].name not in kept
    assert parts.every(now.id).keys() > pointed


def test_what_an_earlier_release_kept_of_the_banks_pay_out_is_known_to_be_out():
    old = {"amount": "300000.00", "status": "paid", "account": "x", "settled_at": "t", "reference": "H1"}
    assert [*layout.typed("bank_part", old).out] == ["H1"]
    assert [*layout.typed("bank_part", {"pay_outs": {"H2": {"status": "paid", "at": "t"}}}).out] == ["H2"]


def test_of_the_form_that_was_handed_in_what_is_judged_is_shown_and_not_how_it_was_sent(monkeypatch):
    kept = {"kind": "new_home", "consents": [], "documents": {}, "sent": [{"session": "s"}], "tolerated": ["B03"]}
    monkeypatch.setattr(CaseFile, "_sealed", lambda case, name: kept)
    assert held().handed_in == {"kind": "new_home"}


@pytest.mark.parametrize(
    ("at", "goes"), [(None, True), ("2026-11-22T00:59:59.999Z", True), ("2026-11-22T01:00:00.000Z", False)]
)
def test_what_a_case_points_to_no_more_goes_a_day_after_it_was_written_or_at_once_where_nobody_kept_when(
    platform, at, goes
):
    kept = {"case": {"S": "c1"}, "part": {"S": "0" * 32}, "body": {"B": b"1"}, **({"at": {"S": at}} if at else {})}
    platform.client("dynamodb").put_item(TableName=setting("TABLE_PARTS"), Item=kept)
    with time_machine.travel(DAY, tick=False):
        parts.prune("c1", [])
    assert ["expires" in one for one in platform.items("parts")] == [goes]
