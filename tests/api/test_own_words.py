"""What parties say and save of their own, and whose second look takes back, each rule by itself. Over HTTP: test_replying, test_second_looks."""

from types import SimpleNamespace

import pytest

from chalicelib.api.applicant import own_entry, replying, second_look
from chalicelib.api.http.problem import Problem
from chalicelib.casework import replies
from chalicelib.records.casefile import Expect
from chalicelib.records.statements import Reply
from tests.given.case import held

ENTRY = {"key": "spouse", "id_number": "p2", "phone": "138"}
FORM = {"people": [{"key": "borrower"}, ENTRY]}


def refused(act, call):
    try:
        act(call)
    except Problem as problem:
        return problem.code
    return None


@pytest.fixture
def saved(monkeypatch):
    """Saves a patch of one's own entry: gives what was written, or what refuses it."""
    written = {}
    monkeypatch.setattr(own_entry.whose, "person", lambda call, case: "spouse")
    monkeypatch.setattr(own_entry, "form_is_open", lambda case: case.status == "DRAFT")
    monkeypatch.setattr(own_entry.revisions, "expected", lambda call: None)
    monkeypatch.setattr(own_entry.revisions, "edited", lambda case, form: {"form": "now"})
    monkeypatch.setattr(own_entry.voiding, "by_saving", lambda case, form: {"void_by": form["people"][1:]})
    monkeypatch.setattr(own_entry.casefile, "amend", lambda case, **said: written.update(said))

    def save(patch, status="DRAFT", form=FORM):
        body = SimpleNamespace(model_dump=lambda **_: patch)
        call = SimpleNamespace(case=held(status=status, revision=4, form=form), body=body)
        return refused(own_entry.save_own, call) or written

    return save


def test_what_one_says_of_oneself_is_written_into_ones_own_entry_and_makes_void_what_was_said_on_another(saved):
    now = {**ENTRY, "phone": "139"}
    assert saved({"phone": "139"}) == {
        "expect": Expect(status={"DRAFT"}, revision=4, unchanged=("people", "consents")),
        "form": {"people": [{"key": "borrower"}, now]}, "revision": 5, "edited": {"form": "now"}, "void_by": [now],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("patch", "more", "told"),
    [
        ({"phone": "138"}, {}, {}),  # nothing new is nothing written
        ({"id_number": "p2"}, {}, {}),
        ({"id_number": "p9"}, {}, "INVALID_REQUEST"),
        ({"id_number": None}, {}, "INVALID_REQUEST"),
        ({"key": None}, {}, "INVALID_REQUEST"),
        ({"id_number": "p2"}, {"form": {"people": [{"key": "spouse"}]}}, "INVALID_REQUEST"),
        ({"key": "borrower"}, {}, "INVALID_REQUEST"),
        ({"phone": "139"}, {"status": "REVIEWING"}, "WRONG_STATUS"),
        ({"phone": "139"}, {"form": {"people": [{"key": "borrower"}]}}, "NOT_FOUND"),
    ],
)
def test_who_a_party_is_is_the_applicants_to_say_and_a_closed_form_takes_nothing(saved, patch, more, told):
    assert saved(patch, **more) == told


ITEM = {"code": "MATERIAL_MISSING", "where": "B03", "check": "paper"}
ANSWERS = ("brought", "cannot")
EXPLAINED = {"round": 1, "defects": [{**ITEM, "offered": ["explained"]}]}


@pytest.fixture
def reply(monkeypatch):
    written = {}
    monkeypatch.setattr(replying, "correction", lambda case: case.notice)
    monkeypatch.setattr(replies, "offered", lambda item: item.get("offered", ANSWERS))
    monkeypatch.setattr(replying.revisions, "expected", lambda call: None)
    monkeypatch.setattr(replying.actors, "at_window", lambda call: {"hands": "hand"})
    monkeypatch.setattr(replying.actors, "acting", lambda call: "clerk:c1")
    monkeypatch.setattr(replying.casefile, "amend", lambda case, **said: written.update(said))
    monkeypatch.setattr(replying.casefile, "load", lambda id: id)
    monkeypatch.setattr(replying.wanted, "after_edit", lambda case: written.update(followed=True))
    monkeypatch.setattr(replying, "_told", lambda case, number: None)

    def say(item=1, notices=({"round": 1, "defects": [ITEM]},), before=None, **said):
        body = SimpleNamespace(**{"answer": "brought", "reason": "", **said})
        case = held(revision=4, notices=[*notices], replies=before or {})
        call = SimpleNamespace(case=case, body=body, path={"item": str(item)})
        return refused(replying.reply, call) or written

    return say


def test_what_is_said_to_an_item_is_written_with_who_typed_it_at_the_revision_that_was_read(reply):
    said = reply()
    one = said["replies"].pop(replies.key(1, 1))
    assert (one.answer, one.code, one.where, one.by, one.reason) == (
        "brought",
        "MATERIAL_MISSING",
        "B03",
        "clerk:c1",
        "",
    )
    assert said["replies"] == {} and said["expect"].revision == 4 and said["expect"].unchanged == ("replies",)
    assert (said["revision"], said["edited"], said["hands"]) == (5, {"/notice/1": 5}, "hand") and said["followed"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"answer": "none"}, {}),  # nothing was said, and is not
        ({"answer": "explained", "reason": "why"}, "INVALID_REQUEST"),  # not offered
        ({"answer": "cannot"}, "INVALID_REQUEST"),  # without why
        ({"answer": "explained", "notices": [EXPLAINED]}, "INVALID_REQUEST"),
        ({"item": 2}, "INVALID_REQUEST"),
        ({"notices": ()}, "WRONG_STATUS"),
    ],
)
def test_a_reply_is_one_the_item_offers_with_its_reason_and_to_an_item_there_is(reply, said, told):
    assert reply(**said) == told


def said_before(by="clerk:c1", answer="brought"):
    return Reply(answer, "MATERIAL_MISSING", "B03", "then", by)


def test_what_is_said_to_one_item_takes_the_place_of_what_was_said_to_it_and_of_nothing_else(reply):
    others = {replies.key(1, 2): said_before(), replies.key(2, 1): said_before()}
    now = reply(before={replies.key(1, 1): said_before(answer="cannot"), **others})["replies"]
    assert now.pop(replies.key(1, 1)).answer == "brought" and now == others
    assert reply(answer="none", before={replies.key(1, 1): said_before(), **others})["replies"] == others


@pytest.mark.parametrize(("by", "is_new"), [("clerk:c1", False), ("clerk:c2", True), ("depositor:p1", True)])
def test_the_same_said_by_another_is_written_as_theirs(reply, by, is_new):
    said = reply(before={replies.key(1, 1): said_before(by)})
    assert (said and said["replies"][replies.key(1, 1)].by) == ("clerk:c1" if is_new else {})


@pytest.mark.parametrize(
    ("audience", "asked", "words"),
    [
        ("depositor", "sealed", "in words"),
        ("clerk", "sealed", "in words"),
        ("hotline", "sealed", None),
        ("reviewer", "sealed", None),
        ("ops", "sealed", None),
        ("depositor", "", None),
    ],
)
def test_what_a_reviewer_wrote_to_the_parties_is_told_to_them_and_at_the_window_alone(
    monkeypatch, audience, asked, words
):
    monkeypatch.setattr("chalicelib.casework.asking.words", lambda case, notice: "in words")
    case = held(notices=[{"asked": asked, "to": "spouse", "defects": [ITEM]}])
    told = replying.told(SimpleNamespace(case=case, who=SimpleNamespace(audience=audience)), case.notice)
    assert told["words"] == words and told["defects"] == [ITEM] and not {"asked", "to"} & {*told}


def test_every_item_that_was_replied_to_is_told_also_the_last(monkeypatch):
    monkeypatch.setattr(replying, "correction", lambda case: case.notice)
    monkeypatch.setattr(replying, "shown", lambda case, number: {"item": number, "answer": number != 2 and "brought"})
    case = held(notices=[{"round": 1, "defects": [ITEM] * 3}], replies={replies.key(1, 1): said_before()})
    assert [one["item"] for one in replying.answered(case)] == [1, 3]


BY_ANOTHER = {"by": "r1", "person": "person-r1", "at": "2026-11-24T00:00:00Z"}


@pytest.fixture
def looked(monkeypatch):
    """A look at a scan by somebody of staff: gives what was done, or what refuses it."""
    done = []
    rooms = {
        "kept": lambda case, document: case.scan,
        "_claimed": lambda call, form: "task",
        "replace": lambda form, **said: done.append([*said]) or form,
    }
    for name, act in rooms.items():
        monkeypatch.setattr(second_look, name, act)
    monkeypatch.setattr(second_look.actors, "at_window", lambda call: {})
    monkeypatch.setattr(second_look.actors, "no_agent_of_it", lambda call, form: None)
    monkeypatch.setattr(second_look.actors, "staff", lambda call: call.who.person)
    monkeypatch.setattr(second_look.second_looks, "took", lambda form, who: who == "person-c1")
    monkeypatch.setattr(second_look.second_looks, "has_ended", lambda case, form: case.over)
    monkeypatch.setattr(second_look.second_looks, "settle", lambda *_: done.append("settled"))
    monkeypatch.setattr(second_look.second_looks, "as_read", lambda case, form: "as read")
    monkeypatch.setattr(second_look.second_looks, "changes", lambda case, form: {})
    monkeypatch.setattr(second_look.taken, "send_word", lambda case, form: done.append("told"))
    monkeypatch.setattr(second_look.denied, "is_used", lambda case, form: case.used)
    monkeypatch.setattr(second_look.by_hand, "state", lambda case, form: "ACCEPTED")
    monkeypatch.setattr(second_look.by_hand, "form", lambda case, form: {})
    monkeypatch.setattr(second_look.casefile, "amend", lambda case, expect, **_: done.append(expect))

    def look(person, accepted, second=None, void=None, *, used=False, over=False, sha256="bytes"):
        scan = SimpleNamespace(evidence="bytes", second=second, void=void)
        case = SimpleNamespace(scan=scan, used=used, over=over)
        who = SimpleNamespace(person=person, subject=person)
        body = SimpleNamespace(accepted=accepted, sha256=sha256)
        call = SimpleNamespace(case=case, body=body, who=who, path={"document": "d1"})
        monkeypatch.setattr(second_look.actors, "acting", lambda call: "who")
        return refused(second_look.look, call) or done

    return look


@pytest.mark.parametrize(
    ("person", "accepted", "there", "told"),
    [
        ("person-r1", True, {}, [["second"], "settled", "told"]),
        ("person-r1", False, {}, [["void"], "settled", "told"]),
        ("person-c1", True, {}, "OWN_SCAN"),
        ("person-c1", False, {}, "OWN_SCAN"),
        ("person-r1", True, {"sha256": "other bytes"}, "INVALID_REQUEST"),
        ("person-r1", True, {"over": True}, "WRONG_STATUS"),
        # The first word stands, whoever says the same.
        ("person-r2", True, {"second": BY_ANOTHER}, []),
        ("person-r2", False, {"second": BY_ANOTHER}, "SCAN_LOOKED_AT"),
        ("person-r2", True, {"void": {"by": "r1"}}, "SCAN_LOOKED_AT"),
        ("person-r2", False, {"void": {"by": "r1"}}, []),
        # But whoever took or accepted it makes it void while nothing was done on it.
        ("person-r1", False, {"second": BY_ANOTHER}, [["void"], "as read"]),
        ("person-c1", False, {"second": BY_ANOTHER}, [["void"], "as read"]),
        ("person-c1", True, {"second": BY_ANOTHER}, "OWN_SCAN"),
        ("person-r1", False, {"second": BY_ANOTHER, "used": True}, "SCAN_LOOKED_AT"),
        ("person-r1", True, {"second": BY_ANOTHER, "used": True}, []),
    ],
)
def test_a_scan_counts_by_the_first_word_of_another_and_is_taken_back_by_who_took_or_accepted_it(
    looked, person, accepted, there, told
):
    assert looked(person, accepted, **there) == told
