"""An upload is opened by its owner and by who works on the case, through a link that only saves."""

import hashlib
from urllib.parse import parse_qs, urlsplit

import pytest

from chalicelib.records import casefile, inspections, ledger, tasks, upkeep
from tests.given.case import put
from tests.given.papers import PDF, picture

PAPER = "a" * 32


@pytest.fixture
def sent(api, borrower, submitted, waiting, platform):
    """A picture of the borrower's and a PDF of the spouse's, of a case that was handed in."""
    s3, made = platform.client("s3"), {}
    for id, type, content, whose in (
        ("a", "image/jpeg", picture("JPEG"), {}),
        ("b", "application/pdf", PDF, {"person": "spouse"}),
    ):
        key, sha256 = inspections.incoming_key_of(submitted, id * 32), hashlib.sha256(content).hexdigest()
        s3.put_object(Bucket="anju-documents", Key=key, Body=content)
        looked = inspections.look_at(submitted, id * 32, type, sha256)
        file = {"material": "C01", "state": "verified", "content_type": type, "sha256": sha256, "kept": looked.kept}
        made[id * 32] = {**file, "version": looked.version, **whose}
    made["b" * 32]["party"] = casefile.load(submitted).parties["spouse"]
    put(submitted, documents=made)
    return submitted


@pytest.fixture
def opened(api, sent):
    return lambda who, paper=PAPER: api("GET", f"/v1/applications/{sent}/documents/{paper}", who=who)


def test_its_owner_gets_a_link_that_saves_under_a_fixed_type_and_nothing_else(opened, borrower, sent):
    shown = opened(borrower).body
    asked = parse_qs(urlsplit(shown["link"]).query)
    assert asked["response-content-disposition"] == [f'attachment; filename="{PAPER}.jpg"']
    assert asked["response-content-type"] == ["image/jpeg"] and asked["response-cache-control"] == ["no-store"]
    assert asked["X-Amz-Expires"] == ["120"]
    assert shown["sha256"] == casefile.load(sent).documents[PAPER].kept


def test_a_link_is_to_the_version_that_was_verified(opened, borrower, sent):
    put(
        sent, documents={PAPER: {"material": "C01", "state": "verified", "content_type": "image/jpeg", "version": "v1"}}
    )
    assert parse_qs(urlsplit(opened(borrower).body["link"]).query)["versionId"] == ["v1"]


def test_a_paper_of_one_party_is_opened_by_no_other(spouse, opened, borrower):
    spouses = "b" * 32
    assert [opened(who).status for who in (borrower, spouse)] == [200, 404]
    assert [opened(who, spouses).status for who in (borrower, spouse)] == [404, 200]


def test_what_was_not_verified_is_opened_by_nobody(opened, borrower, sent):
    put(sent, documents={PAPER: {"material": "C01", "state": "rejected"}})
    assert opened(borrower).status == 404


@pytest.mark.parametrize("audience", ["clerk", "reviewer", "supervisor"])
def test_staff_open_it_once_they_work_on_the_case_and_not_before(opened, login, sent, audience):
    who = login(audience)
    assert opened(who).body["code"] == "CLAIM_FIRST" and opened(login(audience, centre="620200")).status == 404
    put(sent, hands={f"person_{audience}-1": "window" if audience == "clerk" else "verify"})
    assert opened(who).status == 200


def test_who_has_claimed_a_task_of_the_case_opens_it_and_sees_the_hash_of_what_is_kept(
    api, opened, login, sent, waiting
):
    task, who = waiting("first_review", "REVIEWING"), login("reviewer")
    shown = {one["id"]: one["sha256"] for one in api("GET", f"/v1/tasks/{task}", who=who).body["papers"]}
    assert shown == {id: one.kept for id, one in casefile.load(sent).documents.items()}
    assert opened(who).status == 409
    assert api("POST", f"/v1/tasks/{task}/claim", {}, who).status == 200
    assert opened(who).body["sha256"] == shown[PAPER]


def test_who_stands_in_opens_it_with_the_task_in_hand_alone_whatever_they_once_did(opened, login, sent, waiting):
    task, who = waiting("first_review", "REVIEWING"), login("reviewer", centre="620200")
    upkeep.offer(tasks.get(task), "620200")
    put(sent, hands={"person_reviewer-1": "verify"})
    assert opened(who).body["code"] == "CLAIM_FIRST"


def test_a_look_of_staff_says_in_the_ledger_which_paper_and_which_bytes(opened, login, sent, borrower):
    put(sent, hands={"person_clerk-1": "window"})
    opened(borrower)
    opened(login("clerk"))
    (line,) = [one for one in ledger.entries(sent) if one.get("shown") == "documents"]
    assert (line["operator"], line["document"]) == ("clerk-1", PAPER)
    assert line["sha256"] == casefile.load(sent).documents[PAPER].kept


def test_no_link_leaves_without_its_line(opened, login, sent, monkeypatch):
    put(sent, hands={"person_clerk-1": "window"})
    monkeypatch.setattr(ledger, "append", lambda *_: 1 / 0)
    reply = opened(login("clerk"))
    assert reply.status == 500 and "link" not in reply.body
