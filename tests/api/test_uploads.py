import hashlib
import json
from base64 import b64decode
from datetime import timedelta

import pytest

from chalicelib import clock, settings
from chalicelib.api.applicant import uploads as uploading
from chalicelib.casework import inspecting, parties, uploads
from chalicelib.records import casefile, documents, inspections
from chalicelib.records.casefile import Changes
from chalicelib.records.commitments import Tolerance
from chalicelib.records.documents import MAX_BYTES
from chalicelib.records.inspections import Looked, incoming_key_of, key_of
from chalicelib.sweep import files, gauges, looks, partners, run
from chalicelib.sweep.gauges import Seen
from chalicelib.trust.index import reference
from infra.simulators import clamd
from tests.given.case import put
from tests.given.form import OTHER, SPOUSE
from tests.given.papers import PDF, pdf, picture


@pytest.fixture
def announce(api, borrower, draft):
    def send(content=PDF, content_type="application/pdf"):
        body = {
            "material": "B03",
            "content_type": content_type,
            "size": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
        }
        return api("POST", f"/v1/applications/{draft}/documents", body, borrower)

    return send


@pytest.fixture
def verify(api, borrower, draft, platform):
    def look(slot, uploaded=None):
        if uploaded is not None:
            key = incoming_key_of(draft, slot.body["id"])
            platform.client("s3").put_object(Bucket="anju-documents", Key=key, Body=uploaded)
        return api("POST", f"/v1/applications/{draft}/documents/{slot.body['id']}/verify", {}, borrower)

    return look


def test_the_upload_place_admits_one_key_one_type_and_exactly_the_bytes_that_were_announced(announce, draft):
    slot = announce()
    assert slot.status == 201
    policy = json.loads(b64decode(slot.body["fields"]["policy"]))
    assert ["content-length-range", len(PDF), len(PDF)] in policy["conditions"]
    assert {"Content-Type": "application/pdf"} in policy["conditions"]
    assert {"key": incoming_key_of(draft, slot.body["id"])} in policy["conditions"]


@pytest.mark.parametrize(("status", "more"), [("DRAFT", 1), ("REVIEWING", 0)])
def test_a_file_makes_another_form_of_an_open_one_alone(draft, monkeypatch, status, more):
    monkeypatch.setattr(inspecting, "is_owed", lambda case: True)
    file = {"state": "waiting", "material": "B03", "content_type": "application/pdf", "size": 9, "sha256": "0" * 64}
    owed = Tolerance("2026-12-07T01:00:00.000Z", "depositor:person_1", "person_1", "v1", "本人承诺", {})
    case = put(draft, status=status, documents={"d1": file}, tolerances={"B03": owed})
    inspecting._settled(case, "d1", Looked(None, "v", "0" * 64), Changes())
    assert casefile.load(draft).revision == case.revision + more


def test_what_arrived_as_announced_counts_towards_the_application(api, borrower, draft, announce, verify):
    slot = announce()
    assert verify(slot, PDF).body == {"id": slot.body["id"], "material": "B03", "state": "verified", "defect": None}
    api("POST", f"/v1/applications/{draft}/submit", {}, borrower)
    assert casefile.load(draft).application.documents == {"B03": (slot.body["id"],)}


@pytest.mark.parametrize(
    ("uploaded", "code"),
    [
        (b"", "DOCUMENT_EMPTY"),
        (PDF + b"more", "DOCUMENT_SIZE_WRONG"),
        (PDF.replace(b"595", b"594"), "DOCUMENT_CHANGED"),
        (PDF + b"0" * MAX_BYTES, "DOCUMENT_TOO_LARGE"),
    ],
)
def test_what_is_not_as_announced_is_rejected_and_does_not_count(
    api, borrower, draft, announce, verify, uploaded, code
):
    answer = verify(announce(), uploaded)
    assert (answer.status, answer.body["state"], answer.body["defect"]["code"]) == (200, "rejected", code)
    api("POST", f"/v1/applications/{draft}/submit", {}, borrower)
    assert casefile.load(draft).application.documents == {}


@pytest.mark.parametrize(
    ("content", "type", "code"),
    [
        (b"%PDF-", "application/pdf", "DOCUMENT_UNREADABLE"),
        (b"MZ not a pdf", "application/pdf", "DOCUMENT_TYPE_WRONG"),
        (picture(), "application/pdf", "DOCUMENT_TYPE_WRONG"),
        (PDF, "image/png", "DOCUMENT_UNREADABLE"),
        (pdf(catalog="/OpenAction << /S /JavaScript /JS (1) >>"), "application/pdf", "DOCUMENT_ACTIVE"),
        (pdf("x") [:-7] + clamd.EICAR + b"\n%%EOF\n", "application/pdf", "DOCUMENT_INFECTED"),
    ],
)  # fmt: skip
def test_what_is_as_announced_and_unfit_all_the_same_is_rejected_with_what_is_wrong(
    announce, verify, content, type, code
):
    answer = verify(announce(content, type), content)
    assert (answer.body["state"], answer.body["defect"]["code"]) == ("rejected", code)


def test_what_the_scanner_finds_is_put_where_nobody_opens_it_and_is_gone_where_it_came_in(
    platform, draft, announce, verify
):
    infected = PDF + clamd.EICAR
    slot = announce(infected)
    verify(slot, infected)
    assert objects(platform, draft) == {inspections.quarantine_key_of(draft, slot.body["id"]): infected}


def test_a_picture_is_kept_without_what_came_with_it_and_its_hash_is_of_what_is_kept(platform, draft, announce, verify):
    sent = picture("JPEG", comment=b"taken at home")
    slot = announce(sent, "image/jpeg")
    verify(slot, sent)
    kept, document = (
        objects(platform, draft)[key_of(draft, slot.body["id"])],
        casefile.load(draft).documents[slot.body["id"]],
    )
    assert b"taken at home" in sent and b"taken at home" not in kept
    assert (document.sha256, document.kept) == (hashlib.sha256(sent).hexdigest(), hashlib.sha256(kept).hexdigest())


@pytest.fixture
def silent(monkeypatch):
    """A scanner that does not answer."""
    monkeypatch.setitem(settings.told, "ANJU_SCANNER", "127.0.0.1:9")


def test_what_nobody_could_scan_is_not_verified_and_waits(draft, announce, verify, silent):
    slot = announce()
    answer = verify(slot, PDF)
    assert (answer.status, answer.body["state"], answer.body["defect"]["code"]) == (200, "waiting", "DOCUMENT_WAITS")
    case = casefile.load(draft)
    assert documents.verified(case.documents) == {} and case.revision == 1


def swept(draft):
    seen = Seen()
    return [*looks.at(casefile.load(draft), seen), *files.read(seen.unread, lambda: True)]


def test_what_waits_is_asked_about_again_by_the_sweep_and_by_who_sent_it(
    platform, draft, announce, verify, monkeypatch
):
    first, second = announce(), announce()
    with monkeypatch.context() as scanner:
        scanner.setitem(settings.told, "ANJU_SCANNER", "127.0.0.1:9")
        assert [verify(one, PDF).body["state"] for one in (first, second)] == ["waiting", "waiting"]
        soon = casefile.load(draft).due_at
        assert soon < clock.stamp(clock.now() + timedelta(minutes=6)), "the sweep looks at it next"
        assert swept(draft) == [] and casefile.load(draft).status == "DRAFT"
    assert verify(first).body["state"] == "verified"
    assert swept(draft) == ["inspected"]
    assert {one.state for one in casefile.load(draft).documents.values()} == {"verified"}
    assert swept(draft) == []


@pytest.fixture
def killed(monkeypatch):
    """An inspection that the platform kills, as Lambda tells it."""

    class OutOfMemory(Exception): ...

    OutOfMemory.__name__ = "Runtime.OutOfMemory"
    monkeypatch.setattr("chalicelib.inspection.run.handle", lambda _: (_ for _ in ()).throw(OutOfMemory))


def test_a_file_over_which_the_inspection_is_killed_twice_has_to_be_sent_again(draft, announce, verify, killed):
    slot = announce()
    assert verify(slot, PDF).body["state"] == "waiting"
    assert swept(draft) == ["inspected"]
    document = casefile.load(draft).documents[slot.body["id"]]
    assert (document.state, document.defect) == ("rejected", "DOCUMENT_UNREADABLE")


def test_a_file_nobody_could_scan_waits_however_often_it_is_asked_about(draft, announce, verify, silent):
    slot = announce()
    assert {verify(slot, PDF).body["state"], *[verify(slot).body["state"] for _ in range(3)]} == {"waiting"}


def test_files_that_wait_are_asked_about_last_a_few_of_a_case_and_while_there_is_time(draft, monkeypatch):
    asked, seen = [], gauges.Seen()
    seen.late.append(object())  # somebody's word

    def dies(case, document, *_, **__):
        asked.append(document)
        raise inspections.Broken("killed")

    paper = documents.Document("B03", "application/pdf", 9, "0" * 64, "waiting", clock.stamp())
    put(draft, documents={f"{number:032x}": paper for number in range(10)})
    monkeypatch.setattr(inspections, "look_at", dies)
    monkeypatch.setattr(run.gauges, "Seen", lambda: seen)
    monkeypatch.setattr(run.queues, "at", lambda *_: asked.append("queues") or ())
    monkeypatch.setattr(partners, "asked", lambda *_: asked.append("partners") or ())
    monkeypatch.setattr(run.agenda, "due", lambda *_: {draft: clock.stamp()} if not asked else {})
    run.handle({})
    assert asked[:2] == ["queues", "partners"] and len(asked) == 2 + files.PER_CASE
    assert casefile.load(draft).due_at < clock.stamp(clock.now() + timedelta(minutes=6)), (
        "the rest are asked about soon"
    )
    assert [*files.read([draft], lambda: False)] == [] and len(asked) == 2 + files.PER_CASE


def test_a_save_does_not_put_off_what_waits(api, borrower, draft, announce, verify, silent):
    verify(announce(), PDF)
    wish = {"wish": {"amount": "400000.00"}}
    assert api("PATCH", f"/v1/applications/{draft}", wish, borrower, if_match='"1"').status == 200
    assert casefile.load(draft).due_at < clock.stamp(clock.now() + timedelta(minutes=6))


def test_what_waits_and_has_expired_meanwhile_has_to_be_sent_again(platform, draft, announce, verify, monkeypatch):
    slot = announce()
    with monkeypatch.context() as scanner:
        scanner.setitem(settings.told, "ANJU_SCANNER", "127.0.0.1:9")
        verify(slot, PDF)
    platform.client("s3").delete_object(Bucket="anju-documents", Key=incoming_key_of(draft, slot.body["id"]))
    assert swept(draft) == ["inspected"]
    document = casefile.load(draft).documents[slot.body["id"]]
    assert (document.state, document.defect) == ("rejected", "DOCUMENT_ABSENT")


def test_a_file_for_somebody_who_is_not_in_the_case_is_refused(api, borrower, draft):
    body = {"material": "C01", "person": "co_borrower_3", "content_type": "image/png", "size": 9, "sha256": "0" * 64}
    answer = api("POST", f"/v1/applications/{draft}/documents", body, borrower)
    assert answer.codes == {("NOT_A_CHOICE", "/person")} and casefile.load(draft).documents == {}


def objects(platform, draft) -> dict[str, bytes]:
    s3 = platform.client("s3")
    keys = [one["Key"] for one in s3.list_objects_v2(Bucket="anju-documents").get("Contents", ())]
    return {key: s3.get_object(Bucket="anju-documents", Key=key)["Body"].read() for key in keys if draft in key}


def test_what_was_verified_is_kept_where_nobody_can_send_anything_over_it(platform, draft, announce, verify):
    slot = announce()
    verify(slot, PDF)
    verify(slot, b"something else")
    assert objects(platform, draft)[key_of(draft, slot.body["id"])] == PDF


@pytest.mark.parametrize("uploaded", [pdf("another"), PDF + b"more"])
def test_what_was_not_verified_is_only_where_it_expires(platform, draft, announce, verify, uploaded):
    verify(announce(), uploaded)
    assert [key.partition("/")[0] for key in objects(platform, draft)] == ["incoming"]


def padded(size):
    """A PDF of so many bytes: the rest is a comment before its end."""
    end = PDF.rindex(b"startxref")
    return PDF[:end] + b"%" + b"0" * (size - len(PDF) - 2) + b"\n" + PDF[end:]


def test_a_file_of_exactly_ten_megabytes_counts(announce, verify):
    full = padded(MAX_BYTES)
    assert verify(announce(full), full).body["state"] == "verified"


def test_a_file_not_there_yet_may_come_later(announce, verify):
    slot = announce()
    assert verify(slot).body["code"] == "DOCUMENT_NOT_THERE"
    assert verify(slot, PDF).body["state"] == "verified"


def test_what_was_verified_stays_what_it_was_looked_at_as(announce, verify):
    slot = announce()
    verify(slot, PDF)
    assert verify(slot, b"something else").body["state"] == "verified"


@pytest.mark.parametrize(
    "change",
    [
        {"size": MAX_BYTES + 1},
        {"size": 0},
        {"size": True},
        {"content_type": "text/html"},
        {"sha256": "x"},
        {"material": "Z99"},
        {"material": "b03"},
        {"person": "uncle"},
    ],
    ids=str,
)
def test_a_file_we_would_never_take_is_refused_before_it_is_sent(api, borrower, draft, change):
    body = {"material": "B03", "content_type": "application/pdf", "size": 9, "sha256": "0" * 64, **change}
    assert api("POST", f"/v1/applications/{draft}/documents", body, borrower).status == 422
    assert casefile.load(draft).documents == {}


def test_nothing_is_uploaded_once_the_application_is_with_the_centre(api, borrower, submitted):
    body = {"material": "B03", "content_type": "application/pdf", "size": 9, "sha256": "0" * 64}
    assert api("POST", f"/v1/applications/{submitted}/documents", body, borrower).body["code"] == "WRONG_STATUS"


def test_a_document_of_another_case_is_not_found(api, borrower, announce, verify):
    slot = announce()
    other = api("POST", "/v1/applications", {"centre": "620100"}, borrower).body["id"]
    assert api("POST", f"/v1/applications/{other}/documents/{slot.body['id']}/verify", {}, borrower).status == 404


def test_a_material_the_list_does_not_have_is_named(api, borrower, draft):
    body = {"material": "Z99", "content_type": "application/pdf", "size": 9, "sha256": "0" * 64}
    answer = api("POST", f"/v1/applications/{draft}/documents", body, borrower)
    assert (answer.body["code"], answer.codes) == ("INVALID_REQUEST", {("MATERIAL_UNKNOWN", "/material")})


def test_a_document_may_be_another_partys(api, borrower, draft, platform):
    for person in ("spouse", "borrower"):
        body = {
            "material": "A04",
            "person": person,
            "content_type": "application/pdf",
            "size": len(PDF),
            "sha256": hashlib.sha256(PDF).hexdigest(),
        }
        slot = api("POST", f"/v1/applications/{draft}/documents", body, borrower).body["id"]
        platform.client("s3").put_object(Bucket="anju-documents", Key=incoming_key_of(draft, slot), Body=PDF)
        api("POST", f"/v1/applications/{draft}/documents/{slot}/verify", {}, borrower)
    shown = api("GET", f"/v1/applications/{draft}", who=borrower).body["documents"]
    assert {document["person"] for document in shown} == {None, "spouse"}
    api("POST", f"/v1/applications/{draft}/submit", {}, borrower)
    application = casefile.load(draft).application
    assert set(application.documents) == {"A04", "A04.spouse"}
    assert application.uploaded("A04", "spouse") and application.uploaded("A04")


def test_a_file_looked_at_while_the_application_is_handed_in_changes_nothing_of_it(
    draft, announce, verify, monkeypatch
):
    slot, look = announce(), inspections.look_at

    def submitted_meanwhile(*asked):
        put(draft, status="SUBMITTED")
        return look(*asked)

    monkeypatch.setattr(inspections, "look_at", submitted_meanwhile)
    assert verify(slot, PDF).body["code"] == "WRONG_STATUS"
    assert casefile.load(draft).documents[slot.body["id"]].state == "announced"


def test_a_file_that_counts_raises_the_revision_and_one_that_does_not_leaves_it(draft, announce, verify):
    verify(announce(), pdf("another"))
    assert casefile.load(draft).revision == 1
    good = announce()
    assert [verify(good, PDF).status, verify(good).status] == [200, 200]
    case = casefile.load(draft)
    assert (case.revision, case.edited) == (2, {"/documents": 2})


def test_files_that_are_looked_at_at_once_all_count_and_each_raises_the_revision(draft, announce, verify, monkeypatch):
    one, other, amend = announce(), announce(), casefile.amend

    def overtaken(*case, **changes):
        monkeypatch.setattr(casefile, "amend", amend)
        assert verify(other, PDF).status == 200
        amend(*case, **changes)

    monkeypatch.setattr(casefile, "amend", overtaken)
    assert verify(one, PDF).body["state"] == "verified"
    case = casefile.load(draft)
    assert case.revision == 3 and {file.state for file in case.documents.values()} == {"verified"}


def test_a_case_takes_sixty_files_and_no_more(announce, draft):
    put(draft, documents={f"{number:032x}": {"state": "rejected"} for number in range(59)})
    assert announce().status == 201
    assert announce().codes == {("TOO_MANY", "")}


def test_files_announced_at_once_are_counted_one_after_the_other_so_that_none_is_beyond_the_sixtieth(
    announce, draft, monkeypatch
):
    put(draft, documents={f"{number:032x}": {"state": "rejected"} for number in range(58)})
    amend, left, answers = casefile.amend, [3], []

    def overtaken(*case, **changes):
        if left[0]:
            left[0] -= 1
            answers.append(announce())
        amend(*case, **changes)

    monkeypatch.setattr(casefile, "amend", overtaken)
    answers.append(announce())
    assert sorted(one.status for one in answers) == [201, 201, 422, 422], "of four, whoever there is room for"
    assert {code for one in answers if one.status == 422 for code in one.codes} == {("TOO_MANY", "")}
    assert len(casefile.load(draft).documents) == 60


@pytest.mark.parametrize("party", ["kept", "of an earlier release"])
def test_a_former_spouses_verified_file_does_not_count_for_the_next(api, borrower, draft, form, party):
    hers = {"material": "D01", "person": "spouse", "state": "verified"}
    kept = {**hers, "party": reference("person", SPOUSE)} if party == "kept" else hers
    put(draft, documents={"a" * 32: kept, "b" * 32: {"material": "B03", "state": "verified"}})

    def marries(id_number):
        people = [form["people"][0], {**form["people"][1], "id_number": id_number}]
        where, revision = f"/v1/applications/{draft}", casefile.load(draft).revision
        assert api("PATCH", where, {"people": people}, borrower, if_match=f'"{revision}"').status == 200
        case = casefile.load(draft)
        shown = {one["id"] for one in api("GET", where, who=borrower).body["documents"]}
        return documents.verified(uploads.counting(case, parties.named(case))), shown

    assert marries(OTHER) == ({"B03": ["b" * 32]}, {"b" * 32})
    assert casefile.load(draft).documents["a" * 32].party == reference("person", SPOUSE)
    assert marries(SPOUSE) == ({"D01.spouse": ["a" * 32], "B03": ["b" * 32]}, {"a" * 32, "b" * 32})


def test_a_file_is_announced_for_the_natural_person_and_not_for_the_key_alone(api, borrower, draft):
    body = {"material": "D01", "content_type": "image/png", "size": 9, "sha256": "0" * 64}
    ids = [
        api("POST", f"/v1/applications/{draft}/documents", {**body, **whose}, borrower).body["id"]
        for whose in ({"person": "spouse"}, {"person": "borrower"}, {})
    ]
    found = casefile.load(draft).documents
    assert [found[id].party for id in ids] == [reference("person", SPOUSE), None, None]


def test_a_party_brings_their_own_and_the_cases_papers_nobody_elses_and_leaves_the_others_room(
    api, borrower, spouse, submitted, waiting, monkeypatch
):
    monkeypatch.setattr(uploading, "FORM", uploading.Room(60, 2))
    waiting("correction", "CORRECTION", notice={"round": 1, "due_at": "2026-12-01", "defects": []})
    body = {"material": "D01", "content_type": "image/png", "size": 9, "sha256": "0" * 64}
    bring = lambda who, **whose: api("POST", f"/v1/applications/{submitted}/documents", {**body, **whose}, who)  # noqa: E731
    assert bring(spouse, person="borrower").codes == {("NOT_A_CHOICE", "/person")}
    assert [bring(spouse, person="spouse").status, bring(spouse).status] == [201, 201]
    assert bring(spouse).codes == {("TOO_MANY", "")}
    assert [bring(borrower, person=key).status for key in ("borrower", "spouse")] == [201, 201]
    assert {one.by.split(":")[0] for one in casefile.load(submitted).documents.values()} == {"depositor"}
