"""Archiving: everything of a case is there once, named by hash, kept for as long as it has to be, whatever died on the way."""

import hashlib
import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from chalicelib import clock, policy
from chalicelib.casework import appealed, delivering, handing, packaging
from chalicelib.errors import Contended
from chalicelib.records import archive, casefile, contents, inspections, ledger, statements
from chalicelib.records.handouts import HandOut
from chalicelib.records.presences import Presence
from infra.tools.archive.__main__ import of_case
from tests.given import case as given

SCAN = b"\xff\xd8 a scan"


@pytest.fixture
def ended(submitted: Any, platform: Any) -> Any:
    """A refused case: a letter, an authorisation, an upload and what printing left on the way; its ledger has two places."""

    def make(**values: Any) -> casefile.CaseFile:
        case = submitted(status="VERIFYING")
        letter = archive.keep_once(case.id, "refused.pdf", "d2", b"%PDF the letter")
        archive.keep_once(case.id, "refused.pdf", "d1", b"%PDF an earlier day")
        sha256 = hashlib.sha256(SCAN).hexdigest()
        document = {
            "material": "B03",
            "content_type": "image/jpeg",
            "state": "verified",
            "sha256": "0" * 64,
            "kept": sha256,
        }
        document["version"] = (
            platform.client("s3")
            .put_object(Bucket="anju-documents", Key=inspections.key_of(case.id, "d1"), Body=SCAN)
            .get("VersionId")
        )
        paper = archive.keep_once(case.id, "credit.pdf", "d3", b"%PDF the authorisation")
        consents = [{**one, "paper": contents.stored(paper)} if "paper" in one else one for one in case.consents]
        for kind in ("look", "look"):
            ledger.append(case.id, {"kind": kind})
        usual = {
            "status": "REFUSED",
            "results": [letter],
            "documents": {"d1": document},
            "number": "6201",
            "ended_at": clock.stamp(),
            "consents": consents,
        }
        return given.put(case.id, **{**usual, **values})

    return make


def manifest(package: Any) -> Any:
    return json.loads(archive.read(package.key))


def test_the_manifest_names_every_file_by_what_it_is_and_the_hash_the_record_has(ended, platform):
    said = manifest(packaging.make(ended()))
    files = {one["path"]: one for one in said["files"]}
    assert {path: one["what"] for path, one in files.items()} == {
        "d1/refused.pdf": "other", "d2/refused.pdf": "paper", "d3/credit.pdf": "paper", "package/record.json": "record", "package/timeline.json": "timeline",
        "uploads/d1": "upload",
    }  # fmt: skip
    assert all(
        hashlib.sha256(archive.read(f"cases/c1/{path}")).hexdigest() == one["sha256"] for path, one in files.items()
    )
    assert files["uploads/d1"]["material"] == "B03" and archive.read("cases/c1/uploads/d1") == SCAN
    assert (said["case"], said["status"], said["kind"]) == ("c1", "REFUSED", "new")


def test_the_record_in_it_is_the_whole_case_as_it_is_stored_and_its_ledger(ended):
    packaging.make(ended())
    record = json.loads(archive.read("cases/c1/package/record.json"))
    assert record["item"]["status"] == {"S": "REFUSED"} and len(record["ledger"]) == 2
    assert {record["item"][f"part:{name}"]["S"] for name in ("form", "application", "consents")} <= {*record["parts"]}


def test_nothing_of_a_person_is_in_the_clear_in_manifest_record_or_timeline(ended):
    case = ended()
    packaging.make(case)
    written = b"".join(
        archive.read(f"cases/c1/{path}") for path in (packaging.MANIFEST, packaging.RECORD, packaging.TIMELINE)
    )
    said = [value for person in case.application.people for value in (person.name, person.id_number, person.phone)]
    assert not [one for one in said if one.encode() in written]


def test_the_case_and_its_ledger_hold_the_hash_of_the_manifest(ended):
    package = packaging.make(ended())
    assert casefile.load("c1").package == package and "ARCHIVED" in casefile.load("c1").events
    (entry,) = [one for one in ledger.entries("c1") if one.get("kind") == archive.KIND]
    assert entry["sha256"] == package.sha256 == hashlib.sha256(archive.read(package.key)).hexdigest()


def test_every_file_is_locked_until_the_day_the_policy_says_which_is_marked_unverified(ended, platform):
    package = packaging.make(ended())
    kept, s3 = manifest(package)["retention"], platform.client("s3")
    assert (kept["rule"], kept["years"], kept["verified"]) == ("retention.other", 5, False)
    locks = [s3.head_object(Bucket="anju-archive", Key=key) for key in archive.listed("c1")]
    assert {lock["ObjectLockMode"] for lock in locks} == {"GOVERNANCE"} and len(locks) == 7
    assert all(
        clock.in_china(lock["ObjectLockRetainUntilDate"]).date() > date.fromisoformat(package.until) for lock in locks
    )


def test_a_paid_loan_is_kept_from_the_end_of_its_term(ended):
    case = ended(status="DISBURSED", mortgage={"until": "2056-11-26", "status": "DONE"})
    assert packaging.make(case).until == "2086-11-26"


def test_how_long_it_is_kept_is_by_the_policy_of_the_day_it_is_archived(ended, monkeypatch):
    today, case = date(2026, 11, 30), ended(accepted_on="2026-01-05")
    monkeypatch.setattr(clock, "today", lambda: today)
    rules = policy.in_force(case.centre, today)
    longer = replace(rules, retention={**rules.retention, "other": {**rules.retention["other"], "years": 30}})
    monkeypatch.setattr(policy, "in_force", lambda centre, on: longer if on == today else rules)
    assert packaging._retention(case)[1] == date(2056, 11, 30)


def test_what_is_locked_already_is_not_told_to_be_kept_shorter(ended):
    case = ended()
    longer = contents.Package("k", "s", clock.stamp(), "2099-01-01")
    assert packaging._retention(replace(case, package=longer))[1] == date(2099, 1, 1)
    assert packaging._retention(replace(case, package=replace(longer, until="2026-01-01")))[1] > clock.today()


def test_what_lasts_from_the_29_of_february_ends_on_the_first_of_march(monkeypatch, ended):
    monkeypatch.setattr(clock, "today", lambda: date(2028, 2, 29))
    assert packaging.make(ended()).until == "2033-03-01"


def test_made_again_it_is_the_same_package_and_stands_in_the_ledger_once(ended):
    case = ended()
    first = packaging.make(case)
    ledger.append("c1", {"kind": "look"})
    with pytest.raises(Contended):
        packaging.make(case)  # as read before
    assert casefile.load("c1").package == first
    assert len([one for one in ledger.entries("c1") if one.get("kind") == archive.KIND]) == 1


def test_a_death_after_any_call_leaves_what_the_next_try_makes_whole(ended, platform, monkeypatch):
    """Every call in turn is the last one somebody made."""
    case = ended()
    calls, at = 0, 0

    class Died(Exception):
        pass

    def dying(service_call):
        def made(self, operation, params):
            nonlocal calls
            calls += 1
            if calls > at:
                raise Died
            return service_call(self, operation, params)

        return made

    from botocore.client import BaseClient

    with monkeypatch.context() as patched:
        patched.setattr(BaseClient, "_make_api_call", dying(BaseClient._make_api_call))
        while True:
            calls, at = 0, at + 1
            try:
                package = packaging.make(case)
                break
            except Died:
                ledger._tails.cache_clear()
    assert at > 10 and casefile.load("c1").package == package
    assert len([one for one in ledger.entries("c1") if one.get("kind") == archive.KIND]) == 1
    assert {one["path"] for one in manifest(package)["files"]} | {packaging.MANIFEST} == {
        key.removeprefix("cases/c1/") for key in archive.listed("c1")
    }


def test_nothing_is_archived_while_a_file_is_not_where_the_record_says(ended):
    case = ended(results=[{"name": "gone.pdf", "key": "cases/c1/d9/gone.pdf", "sha256": "9" * 64}])
    with pytest.raises(packaging.Lacking, match="1 papers and 0 uploads"):
        packaging.make(case)
    assert packaging.MANIFEST not in {key.removeprefix("cases/c1/") for key in archive.listed("c1")}


def test_a_file_that_is_not_what_the_record_says_is_never_archived_as_if_it_were(ended, platform):
    case = ended()
    platform.client("s3").put_object(Bucket="anju-archive", Key=case.results[0].key, Body=b"%PDF another letter")
    with pytest.raises(packaging.Lacking, match="1 changed"):
        packaging.make(case)
    assert casefile.load("c1").package is None and packaging.MANIFEST not in {*paths()}


def collected(case: casefile.CaseFile, id: str) -> None:
    handing.record(case, HandOut(id, "borrower", "person_1", "page", clock.stamp(), [case.results[0].sha256]))


def paths() -> list[str]:
    return [key.removeprefix("cases/c1/") for key in archive.listed("c1")]


def test_what_is_handed_out_while_a_package_is_made_stands_in_the_package(ended):
    case = ended()
    collected(casefile.load("c1"), "h1")
    with pytest.raises(Contended):
        packaging.make(case)  # read before
    assert casefile.load("c1").package is None
    package = packaging.make(casefile.load("c1"))
    record = json.loads(archive.read(package.key.replace("manifest", "record")))
    assert "h1" in json.dumps(record["item"]["handed"])
    assert not [row for row in of_case("c1") if row.is_wrong] and casefile.load("c1").is_archived


def test_what_is_collected_afterwards_is_archived_beside_the_first_package_which_stays_as_it_was(ended):
    first = packaging.make(ended())
    before = {path: archive.read(f"cases/c1/{path}") for path in paths()}
    collected(casefile.load("c1"), "h1")
    assert packaging.is_due(case := casefile.load("c1")) and case.due_at
    second = packaging.make(case)
    assert second.key != first.key and {path: archive.read(f"cases/c1/{path}") for path in before} == before
    assert {one["path"] for one in manifest(second)["files"]} >= {packaging.MANIFEST, "package/2/record.json"}
    assert not packaging.is_due(casefile.load("c1")) and not [row for row in of_case("c1") if row.is_wrong]


def test_of_a_package_whose_release_counted_no_hand_outs_what_came_later_tells(ended):
    case = ended()
    collected(case, "h1")
    package = packaging.make(casefile.load("c1"))
    case = given.put("c1", package=replace(package, handed=None))
    assert not packaging.is_due(case)
    collected(case, "h2")
    assert packaging.is_due(casefile.load("c1"))


def test_a_draft_that_was_never_handed_in_is_no_file_of_a_centre(platform):
    given.draft()
    assert not packaging.is_due(given.put("c1", status="EXPIRED"))


def test_of_an_upload_the_very_version_that_was_inspected_is_archived_whatever_took_its_place(ended, platform):
    s3 = platform.client("s3")
    s3.put_bucket_versioning(Bucket="anju-documents", VersioningConfiguration={"Status": "Enabled"})
    case = ended()
    s3.put_object(Bucket="anju-documents", Key=inspections.key_of("c1", "d1"), Body=b"another picture")
    packaging.make(case)
    s3.put_bucket_versioning(Bucket="anju-documents", VersioningConfiguration={"Status": "Suspended"})
    assert archive.read("cases/c1/uploads/d1") == SCAN


def test_what_was_rejected_or_nobody_could_look_at_is_no_file_of_the_package(ended):
    case = ended()
    unfit = {state: replace(case.documents["d1"], state=state) for state in ("rejected", "waiting", "announced")}
    assert packaging.named(replace(case, documents={**case.documents, **unfit})).keys() == packaging.named(case).keys()


PAPER = {"name": "credit.pdf", "key": "cases/c1/d3/credit.pdf", "sha256": "3" * 64}


@pytest.mark.parametrize("taken", [{}, {"withdrawn_at": "2026-11-25"}, {"void_at": "2026-11-25"}])
def test_an_authorisation_on_paper_is_a_file_of_the_package_whatever_became_of_it(taken: dict[str, str]) -> None:
    case = given.held(consents=[{"use": "data"}, {"use": "credit", "paper": PAPER, **taken}])
    assert {path: one.sha256 for path, one in packaging.named(case).items()} == {"d3/credit.pdf": "3" * 64}


def test_of_a_file_the_version_and_the_bytes_that_were_inspected_are_the_packages() -> None:
    of = {"state": "verified", "sha256": "0" * 64, "version": "v1"}
    documents = {"d1": {**of, "kept": "1" * 64}, "d2": of, "d3": {**of, "state": "rejected"}}
    scan = Presence("s1", "spouse", "p2", "signed_form", "T1", "", "clerk-1", "5" * 64, act="submit", version="v5")
    found = packaging.named(given.held(documents=documents, presences=[scan, replace(scan, id="s2", method="face")]))
    assert {path: (one.sha256, one.document, one.version) for path, one in found.items()} == {
        "uploads/d1": ("1" * 64, "d1", "v1"), "uploads/d2": ("0" * 64, "d2", "v1"), "uploads/s1": ("5" * 64, "s1", "v5"),
    }  # fmt: skip


@pytest.mark.parametrize("what", ["paper", "upload", "scan"])
@pytest.mark.parametrize("there", ["3" * 64, "4" * 64])
def test_whatever_sort_of_file_is_not_what_the_record_says_is_not_listed_as_if_it_were(
    monkeypatch: Any, what: str, there: str
) -> None:
    monkeypatch.setattr(archive, "digest", lambda key: there)
    files = {"x": packaging.Filed("3" * 64, what, {})}
    if there == "3" * 64:
        (listed,) = packaging._listed(given.held(), files, {"cases/c1/x": 7})
        assert (listed["what"], listed["sha256"], listed["bytes"]) == (what, there, 7)
    else:
        with pytest.raises(packaging.Lacking, match="1 changed"):
            packaging._listed(given.held(), files, {"cases/c1/x": 7})


def upheld(case: casefile.CaseFile) -> statements.Appeal:
    """An appeal against its end, decided just now."""
    at = clock.stamp()
    return statements.Appeal(
        str(case.ended_at), "REFUSED", at, "x", "borrower", "", (), outcome="upheld", decided_at=at
    )


def test_a_package_made_before_an_appeal_is_not_taken_for_the_one_that_has_to_hold_it(ended: Any) -> None:
    case = ended()
    first = packaging.make(case)
    given.put(case.id, appeals=[upheld(case)], package=None)
    second = packaging.make(casefile.load(case.id))
    assert second.key != first.key and casefile.load(case.id).is_archived


def test_the_letter_of_an_appeal_that_comes_after_its_package_has_the_case_archived_anew(
    ended: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(
        appealed, "_letter", lambda case, _: archive.keep_once(case.id, "appeal-1.pdf", "d4", b"%PDF it stands")
    )
    monkeypatch.setattr("chalicelib.agencies.province.notify", lambda *_: None)
    case = ended()
    given.put(case.id, appeals=[upheld(case)])
    first = packaging.make(casefile.load(case.id))
    assert [*appealed.make_known(casefile.load(case.id))] == ["appeal_letter", "appeal_told"]
    assert packaging.is_due(casefile.load(case.id))
    assert packaging.make(casefile.load(case.id)).key != first.key


def test_who_chooses_how_papers_come_after_its_package_has_the_case_archived_anew(ended: Any) -> None:
    case = ended(results=[])
    first = packaging.make(case)
    given.put(case.id, due_at="", due_shard="")
    delivering.choose(casefile.load(case.id), "borrower", case.applicant, "depositor:x", {}, {}, electronic=True)
    case = casefile.load(case.id)
    assert packaging.is_due(case) and case.due_shard, "the sweep comes to it"
    second = packaging.make(case)
    assert second.key != first.key
    assert json.loads(archive.read(second.key.replace("manifest", "record")))["item"]["deliveries"]
