import json
from base64 import b64decode
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import time_machine

from chalicelib.records import documents
from chalicelib.records.contents import Document


def document(material: str, state: str, at: str, person: str | None = None) -> Document:
    return Document(material, "application/pdf", 1, "0" * 64, state, at, person)


def test_only_verified_documents_count_by_material_in_order():
    announced = {
        "c": document("B03", "verified", "3"),
        "a": document("B03", "verified", "1"),
        "b": document("B03", "rejected", "2"),
        "d": document("A04", "announced", "4"),
        "e": document("B06", "verified", "5"),
    }
    assert documents.verified(announced) == {"B03": ["a", "c"], "B06": ["e"]}


def test_of_one_material_what_was_announced_last_is_last_whatever_it_is_called():
    announced = {id: document("B03", "verified", at) for id, at in (("a", "3"), ("b", "1"), ("c", "2"))}
    assert documents.verified(announced) == {"B03": ["b", "c", "a"]}


def test_another_partys_documents_are_kept_apart():
    announced = {"a": document("D01", "verified", "1"), "b": document("D01", "verified", "1", "spouse")}
    assert documents.verified(announced) == {"D01": ["a"], "D01.spouse": ["b"]}


def test_a_slot_ends_after_ten_minutes_and_belongs_to_one_object(platform):
    with time_machine.travel("2026-11-23T01:00:00Z", tick=False):
        slot = documents.slot("case", "document", "image/png")
    admitted = json.loads(b64decode(slot.fields["policy"]))
    assert slot.expires_at == "2026-11-23T01:10:00.000Z" and admitted["expiration"] == "2026-11-23T01:10:00Z"
    assert slot.fields["key"] == "incoming/case/document"
    assert slot.fields["Content-Type"] == "image/png"
    assert "anju-documents" in slot.url


def test_what_was_kept_is_what_counts_whatever_bytes_were_announced():
    named = {"a": replace(document("B03", "verified", "1"), kept="f" * 64), "b": document("B03", "verified", "2")}
    assert documents.kept(named) == {"B03": ["f" * 64, "0" * 64]}


def test_a_link_is_to_the_very_version_for_two_minutes_and_shows_nothing_in_place(platform):
    asked = parse_qs(urlsplit(documents.link("case", "document", "image/png", "v7")).query)
    assert (asked["versionId"], asked["X-Amz-Expires"]) == (["v7"], ["120"])
    assert asked["response-content-disposition"] == ['attachment; filename="document.png"']
    assert (asked["response-cache-control"], asked["response-content-type"]) == (["no-store"], ["image/png"])
    assert "versionId" not in parse_qs(urlsplit(documents.link("case", "document")).query)
