"""What the registry wants more reaches whoever can bring it, and what they bring reaches whoever passes it on."""

import hashlib
from dataclasses import replace

import pytest

from chalicelib.api.applicant import uploads
from chalicelib.casework import registration, supplement
from chalicelib.messages import text
from chalicelib.records import casefile, inspections, tasks, upkeep
from chalicelib.records.inspections import incoming_key_of
from tests.given.case import CONTRACT, present, put, waiting
from tests.given.papers import PDF

WISH = "请补户口簿原件扫描件"
DUE = "2026-12-01T18:00:00+08:00"


@pytest.fixture
def wanting(submitted):
    """A case over which the registry wants more; gives staff's task over it."""
    put(submitted, contract=CONTRACT, mortgage={"status": "NEED_MORE_MATERIAL"})
    mortgage = {"status": "NEED_MORE_MATERIAL", "wanted": casefile.load(submitted).seal_wish(WISH)}
    return waiting(
        submitted, "supplement", "ATTENDING", mortgage=mortgage, details={"apply_biz_id": f"{CONTRACT['number']}M1"}
    )


@pytest.fixture
def announce(api, submitted, platform):
    """Announces a file and sends it. Gives the last answer."""

    def send(who, material="Z01", **more):
        hash = hashlib.sha256(PDF).hexdigest()
        body = {"material": material, "content_type": "application/pdf", "size": len(PDF), "sha256": hash, **more}
        slot = api("POST", f"/v1/applications/{submitted}/documents", body, who)
        if slot.status == 201:
            key = incoming_key_of(submitted, slot.body["id"])
            platform.client("s3").put_object(Bucket="anju-documents", Key=key, Body=PDF)
        return slot

    return send


@pytest.fixture
def verify(api, submitted):
    return lambda id, who: api("POST", f"/v1/applications/{submitted}/documents/{id}/verify", {}, who)


@pytest.fixture
def bring(announce, verify):
    """Announces a file, sends it and has it looked at. Gives the last answer."""

    def send(who, material="Z01", **more):
        slot = announce(who, material, **more)
        return verify(slot.body["id"], who) if slot.status == 201 else slot

    return send


@pytest.fixture
def track(api, submitted):
    return lambda who: api("GET", f"/v1/applications/{submitted}/track", who=who).body


def test_the_parties_and_the_window_read_what_the_registry_wants_by_when_and_what_to_do(
    track, wanting, login, borrower
):
    for who in (borrower, login("clerk", "clerk-1")):
        shown = track(who)
        assert (shown["status"], shown["status_text"]) == ("ATTENDING", text("STATUS_SUPPLEMENT"))
        assert (shown["held_by"]["code"], shown["held_by"]["until"]) == ("HOLDER_APPLICANT", DUE)
        assert shown["supplement"] == {
            "text": text("SUPPLEMENT_TO_DO"),
            "wanted": WISH,
            "due_at": DUE,
            "provisional": False,
            "upload_as": "Z01",
            "documents": [],
        }
        assert "CAN_SUPPLY" in [step["code"] for step in shown["next"]]


def test_the_hotline_reads_that_something_is_wanted_and_not_the_registrys_words(track, wanting, login):
    shown = track(login("hotline", "hotline-1"))
    assert shown["status_text"] == text("STATUS_SUPPLEMENT") and shown["supplement"] is None
    assert WISH not in str(shown)


@pytest.mark.parametrize("material", ["Z01", "A01"])
def test_what_is_brought_answers_the_wish_and_lies_before_whoever_decides(
    api, track, wanting, bring, login, borrower, submitted, material
):
    before = casefile.load(submitted)
    assert bring(borrower, material).body["state"] == "verified"
    after = casefile.load(submitted)
    assert (after.revision, after.application) == (before.revision, before.application)
    shown = track(borrower)
    assert [one["state"] for one in shown["supplement"]["documents"]] == ["verified"]
    assert shown["held_by"]["code"] == "HOLDER_CENTRE"
    (file,) = api("GET", f"/v1/tasks/{wanting}", who=login("reviewer", "reviewer-1")).body["brought"]
    assert (file["material"], file["state"]) == (material, "verified") and file["id"] in file["link"]


def test_what_came_for_one_wish_does_not_answer_another_of_the_same_application(
    api, track, wanting, bring, login, borrower, submitted
):
    assert bring(borrower).body["state"] == "verified"
    registration.hear(casefile.load(submitted), "NEED_MORE_MATERIAL", None, None, "请补婚姻证明")
    shown = track(borrower)
    assert (shown["supplement"]["wanted"], shown["held_by"]["code"]) == ("请补婚姻证明", "HOLDER_APPLICANT")
    assert bring(borrower, "A01").body["state"] == "verified"
    assert track(borrower)["held_by"]["code"] == "HOLDER_CENTRE"
    case = casefile.load(submitted)
    unfit = {id: replace(one, state="rejected") for id, one in case.documents.items()}
    assert supplement.has_come(case, tasks.get(wanting))
    assert not supplement.has_come(replace(case, documents=unfit), tasks.get(wanting)), "what was rejected is nothing"
    shown = api("GET", f"/v1/tasks/{wanting}", who=login("reviewer", "reviewer-1")).body["brought"]
    assert [one["material"] for one in shown] == ["Z01", "A01"], "staff see what came before too"


def test_what_was_brought_lies_before_whoever_decides_after_a_restart_too(
    api, bring, wanting, login, borrower, monkeypatch, submitted
):
    monkeypatch.setattr(tasks.road, "tell", lambda item: None)
    bring(borrower)
    upkeep.retire(tasks.get(wanting))
    again = waiting(submitted, "supplement", "ATTENDING", number=2, details=tasks.get(wanting).details)
    reviewer = login("reviewer", "reviewer-1")
    assert len(api("GET", f"/v1/tasks/{again}", who=reviewer).body["brought"]) == 1
    put(submitted, mortgage={"apply_biz_id": "JK2M2", "status": "NEED_MORE_MATERIAL"})
    anew = waiting(submitted, "supplement", "ATTENDING", number=3, details={"apply_biz_id": "JK2M2"})
    assert api("GET", f"/v1/tasks/{anew}", who=reviewer).body["brought"] == []
    assert len(api("GET", f"/v1/tasks/{again}", who=reviewer).body["brought"]) == 1


def test_a_file_announced_for_an_earlier_application_is_brought_for_the_one_that_is_open(
    api, track, wanting, announce, verify, borrower, login, submitted, monkeypatch
):
    monkeypatch.setattr(tasks.road, "tell", lambda item: None)
    file = announce(borrower).body["id"]
    tasks.answer(wanting, {"next": "supplied"}, "reviewer-1")
    put(submitted, mortgage={"apply_biz_id": "JK2M2", "status": "NEED_MORE_MATERIAL"})
    anew = waiting(submitted, "supplement", "ATTENDING", number=2, details={"apply_biz_id": "JK2M2"})
    assert verify(file, borrower).body["state"] == "verified"
    assert [one["id"] for one in track(borrower)["supplement"]["documents"]] == [file]
    (shown,) = api("GET", f"/v1/tasks/{anew}", who=login("reviewer", "reviewer-1")).body["brought"]
    assert shown["id"] == file


def test_of_two_looks_at_one_file_at_once_the_first_counts(
    track, wanting, announce, verify, borrower, submitted, monkeypatch
):
    file, look_at, looks = announce(borrower).body["id"], inspections.look_at, []

    def overtaken(*asked):
        looks.append(asked)
        if len(looks) > 1:
            return look_at(*asked)
        assert verify(file, borrower).body["state"] == "verified"
        return inspections.Looked("DOCUMENT_CHANGED")

    monkeypatch.setattr(inspections, "look_at", overtaken)
    assert verify(file, borrower).body["state"] == "verified"
    assert casefile.load(submitted).documents[file].state == "verified"
    assert track(borrower)["held_by"]["code"] == "HOLDER_CENTRE"


FILE = {"material": "A01", "state": "verified"}


def full_of(submitted, times, **more):
    put(submitted, documents={f"{more.get('supplies', 'form')}-{n}": FILE | more for n in range(times)})


def test_a_form_full_of_files_leaves_room_for_each_wish_and_a_case_takes_no_more_than_it_can_hold(
    announce, wanting, borrower, submitted
):
    full_of(submitted, uploads.FORM.most)
    wish = f"{CONTRACT['number']}M1"
    full_of(submitted, uploads.WISH.most - 1, supplies=wish)
    assert announce(borrower).status == 201
    assert announce(borrower).codes == {("TOO_MANY", "")}
    registration.hear(casefile.load(submitted), "NEED_MORE_MATERIAL", None, None, "请补婚姻证明")
    assert announce(borrower).status == 201
    full_of(submitted, uploads.MOST - len(casefile.load(submitted).documents), supplies="others")
    assert announce(borrower).codes == {("TOO_MANY", "")}


def test_the_window_brings_it_for_them(wanting, bring, login, submitted):
    clerk = login("clerk", "clerk-1")
    present(submitted, "borrower")
    assert bring(clerk).body["state"] == "verified"


def test_nothing_is_brought_once_the_task_is_over(wanting, bring, borrower, track, monkeypatch):
    monkeypatch.setattr(tasks.road, "tell", lambda item: None)
    tasks.answer(wanting, {"next": "supplied"}, "reviewer-1")
    assert bring(borrower).body["code"] == "WRONG_STATUS"
    assert track(borrower)["supplement"] is None


def test_nothing_off_the_list_is_brought_with_a_form(bring, borrower, submitted):
    put(submitted, status="DRAFT")
    assert bring(borrower).body["defects"][0]["code"] == "MATERIAL_UNKNOWN"
