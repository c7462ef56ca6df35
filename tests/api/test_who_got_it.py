"""Who opens a paper, collects it or is sent it, each rule by itself. Over HTTP: test_handing_out, test_by_post."""

from types import SimpleNamespace

import pytest

from chalicelib.api.applicant import collecting
from chalicelib.records.contents import Paper
from chalicelib.records.handouts import HandOut
from chalicelib.records.presences import Presence
from tests.given.refusals import answered

MINE = Paper("acceptance.pdf", "k1", "h1", "spouse")
THEIRS = Paper("acceptance.pdf", "k2", "h2", "borrower")
CAME = Presence("v1", "spouse", "p2", "face", "t1", "then", "c1", "digest", agent="a1", mandate="m1")


@pytest.fixture
def desk(monkeypatch):
    """Where papers are handed out, and what was done there, in order."""
    done: list = []
    monkeypatch.setattr(Paper, "is_for", lambda paper, key: paper.party == key)
    monkeypatch.setattr(collecting.handing, "called", lambda paper, results: "受理通知书")
    monkeypatch.setattr(collecting.handing, "by_page", lambda case, *said: done.append(said))
    monkeypatch.setattr(collecting.handing, "done", lambda case, id: case.done if id == "call" else None)
    monkeypatch.setattr(collecting.handing, "record", lambda case, one, changes: done.append((one, changes)))
    monkeypatch.setattr(collecting.handing, "note", lambda case, one, **said: done.append((one, said)))
    monkeypatch.setattr(collecting, "link", lambda key, *file: (key, *file))
    monkeypatch.setattr(collecting.clock, "stamp", lambda: "now")
    monkeypatch.setattr(collecting.actors, "party", lambda call, person: {"spouse": "spouse"}.get(person, "nobody"))
    monkeypatch.setattr(collecting.actors, "once", lambda call, key: f"once for {key}")
    monkeypatch.setattr(collecting.actors, "at_window", lambda call: "at window")
    monkeypatch.setattr(collecting.parties, "named", lambda case: {"borrower": "p1", "spouse": "p2"})
    return done


def call_of(person="spouse", *, results=(THEIRS, MINE), done=None, handed=(), form=None, **body):
    said = {"person": person, "receipt": None, "tracking": "E1", "by_id_card": False, **body}
    case = SimpleNamespace(id="r", results=[*results], done=done, handed=[*handed], form=form or {}, is_submitted=False)
    who = SimpleNamespace(subject="login", person="clerk")
    return SimpleNamespace(id="call", case=case, who=who, body=SimpleNamespace(**said), path={"paper": "h1"})


@pytest.mark.parametrize(
    ("key", "results", "theirs"),
    [("spouse", (THEIRS, MINE), True), ("borrower", (THEIRS, MINE), False), ("spouse", (THEIRS,), False)],
)
def test_a_paper_is_opened_by_whose_it_is_and_stands_in_the_ledger(desk, monkeypatch, key, results, theirs):
    monkeypatch.setattr(collecting.whose, "person", lambda call, case: key)
    told = answered(collecting.opened, call_of(results=results))
    assert desk == ([("spouse", "login", MINE)] if theirs else [])
    shown = {"name": "acceptance.pdf", "title": "受理通知书", "sha256": "h1", "link": ("k1", "受理通知书.pdf")}
    assert (told.body if theirs else told) == (shown if theirs else ["NOT_FOUND"])


def test_who_is_no_party_opens_not_even_what_is_anybodys(desk, monkeypatch):
    monkeypatch.setattr(collecting.whose, "person", lambda call, case: None)
    anybodys = Paper("rates.pdf", "k1", "h1")
    assert answered(collecting.opened, call_of(results=(anybodys,))) == ["NOT_FOUND"] and desk == []


SIGNED = {"how": "electronic", "evidence": "digest"}
GIVEN = HandOut("call", "spouse", "p2", "window", "now", ["h1"], "login", "a1", "v1", SIGNED)
NOTED = {
    "person": "clerk", "mandate": "m1", "presence": "v1", "method": "face", "terminal": "t1", "proof": "digest",
}  # fmt: skip


@pytest.fixture
def window(desk, monkeypatch):
    monkeypatch.setattr(collecting.handing, "of", lambda case, key: [one for one in case.results if one.party == key])
    monkeypatch.setattr(collecting.actors, "present", lambda call, key: CAME)
    return desk


def test_what_is_handed_over_stands_in_the_record_and_the_ledger_with_who_came_for_whom(window):
    told = collecting.hand_over(call_of())
    assert window == [(GIVEN, "once for spouse"), (GIVEN, NOTED)]
    assert (told.status, told.body["id"], told.body["person"]) == (201, "r", "spouse")
    assert (told.body["is_agent"], told.body["signed"]) == (True, "electronic")
    assert [one["link"][0] for one in told.body["items"]] == ["k1"]


def test_whoever_asks_again_gets_what_was_handed_over_then_and_it_is_noted_anew(window):
    later = Paper("contract.pdf", "k3", "h3", "spouse")
    told = collecting.hand_over(call_of(results=(MINE, later), done=GIVEN))
    assert window == [(GIVEN, NOTED)] and [one["sha256"] for one in told.body["items"]] == ["h1"]


@pytest.mark.parametrize(
    ("person", "results"),
    [
        ("spouse", (THEIRS,)),
        ("borrower", (THEIRS,)),
    ],  # nothing is the spouse's; whoever stands there is not the borrower
)
def test_nothing_is_handed_over_but_to_who_acts_for_whose_it_is(window, person, results):
    assert answered(collecting.hand_over, call_of(person, results=results)) == ["WRONG_STATUS"] and window == []


@pytest.mark.parametrize(
    ("announced", "version", "signed"),
    [
        (("r", "d1", "login"), "v7", {"how": "scan", "document": "d1", "sha256": "s1", "version": "v7"}),
        (("r", "d1", "login"), None, {"how": "scan", "document": "d1", "sha256": "s1"}),
        (("r", "d1", "another clerk"), "v7", ["INVALID_REQUEST", "DOCUMENT_ABSENT /receipt/document"]),
    ],
)
def test_a_receipt_on_paper_is_the_scan_this_clerk_has_announced(window, monkeypatch, announced, version, signed):
    receipt = SimpleNamespace(document="d1", sha256="s1")
    monkeypatch.setattr(collecting.proofs, "is_announced", lambda *asked: asked == announced)
    looked = {("r", "d1"): version}
    monkeypatch.setattr(collecting.signed_forms, "look_at", lambda case, id, said: said is receipt and looked[case, id])
    told = answered(collecting.hand_over, call_of(receipt=receipt))
    assert (told if isinstance(signed, list) else window[0][0].signed) == signed
    assert isinstance(signed, dict) or window == []


POSTED = HandOut("call", "spouse", "p2", "post", "now", ["h1"], "login", tracking="E1", to="place of spouse")


@pytest.fixture
def post(desk, monkeypatch):
    monkeypatch.setattr(collecting.handing, "owed", lambda case, key: [one for one in case.results if one.party == key])
    monkeypatch.setattr(collecting.delivery, "place", lambda form, key: form.get(key, ""))
    monkeypatch.setattr(collecting.delivering, "place_in_words", lambda to: f"words of {to}")
    return desk


PLACE = {"spouse": "place of spouse", "borrower": "place of borrower"}


@pytest.mark.parametrize(
    ("form", "by_id_card", "to"),
    [(PLACE, False, "place of spouse"), (PLACE, True, "place of spouse"), ({}, True, "id_card")],
)
def test_a_letter_goes_where_the_form_says_before_it_goes_to_the_identity_card(post, form, by_id_card, to):
    told = collecting.send(call_of(form=form, by_id_card=by_id_card))
    (sent, changes), (noted, said) = post
    assert sent == noted == HandOut("call", "spouse", "p2", "post", "now", ["h1"], "login", tracking="E1", to=to)
    assert (changes, said) == ("at window", {"person": "clerk"})
    assert (told.status, told.body["id"], told.body["person"], told.body["tracking"]) == (201, "r", "spouse", "E1")
    assert (told.body["to"], told.body["to_text"]) == (to, f"words of {to}")
    assert told.body["items"] == [{"name": "acceptance.pdf", "sha256": "h1"}]  # and no link: it is on paper


@pytest.mark.parametrize("how", ["done", "handed"])
def test_a_letter_that_was_sent_is_not_sent_again_whatever_became_ready_since(post, how):
    later = Paper("contract.pdf", "k3", "h3", "spouse")
    before = {"done": POSTED} if how == "done" else {"handed": [POSTED]}
    told = collecting.send(call_of(results=(MINE, later), form=PLACE, **before))
    assert post == [(POSTED, {"person": "clerk"})] and [one["sha256"] for one in told.body["items"]] == ["h1"]


@pytest.mark.parametrize(
    ("person", "more", "told"),
    [
        ("co_owner_1", {"form": {"co_owner_1": "place"}}, ["INVALID_REQUEST", "NOT_A_CHOICE /person"]),
        ("spouse", {}, ["INVALID_REQUEST", "NO_ADDRESS /person"]),
        ("spouse", {"form": PLACE, "results": (THEIRS,)}, ["WRONG_STATUS"]),
        ("borrower", {"form": PLACE, "handed": [POSTED]}, ["INVALID_REQUEST", "LETTER_OF_ANOTHER /tracking"]),
    ],
)
def test_a_letter_is_one_partys_with_an_address_and_something_in_it(post, person, more, told):
    assert answered(collecting.send, call_of(person, **more)) == told and post == []


def test_another_number_is_another_letter(post):
    other = HandOut("o", "borrower", "p1", "post", "then", ["h2"], tracking="E0")
    collecting.send(call_of(form=PLACE, handed=[other]))
    assert post[0][0] == POSTED
