"""What is found of a file is written where the case stands as it was read, and what nobody answered counts for nothing: on built objects."""

from dataclasses import replace

import pytest

from chalicelib.casework import inspecting, supplement
from chalicelib.errors import Contended
from chalicelib.records import agenda, casefile, inspections
from chalicelib.records.contents import Document
from chalicelib.records.inspections import Looked
from tests.given.case import held

SENT = Document("B03", "application/pdf", 9, "a" * 64, "announced", "2026-11-23T02:00:00.000Z")
GOOD = Looked(None, "v1", "b" * 64)
WISH = "what the registry wants"


@pytest.fixture
def world(monkeypatch):
    """What whoever looks at a file answers; what is written then, on what, and which case the sweep is to look at."""

    def make(answer=GOOD, form_is_open=True, lost=0):
        written, entered, left = [], [], [lost]

        def look_at(*file):
            if isinstance(answer, Looked):
                return answer
            raise answer

        def amend(case, *, expect, **changes):
            if left[0]:
                left[0] -= 1
                raise Contended(case.id)
            written.append((expect, changes))

        monkeypatch.setattr(inspections, "look_at", look_at)
        monkeypatch.setattr(inspecting, "form_is_open", lambda case: form_is_open)
        monkeypatch.setattr(supplement, "wanted", lambda case: None if form_is_open else WISH)
        monkeypatch.setattr(supplement, "wish_of", lambda case, wish: f"of {wish}")
        monkeypatch.setattr(casefile, "amend", amend)
        monkeypatch.setattr(agenda, "enter", lambda id, status, within: entered.append((id, within)))
        return written, entered

    return make


def of(**document):
    return held(documents={"d1": replace(SENT, **document)}, status="CORRECTION", revision=7, edited={"/home": 3})


@pytest.mark.parametrize(
    ("answer", "form_is_open", "state", "is_revised"),
    [
        (GOOD, True, "verified", True),
        (Looked("DOCUMENT_UNREADABLE"), True, "rejected", False),  # it counts for nothing
        (GOOD, False, "verified", False),  # what the registry wants is no part of the form
    ],
)
def test_once_a_file_counts_nobody_hands_in_what_they_were_shown_without_it(
    world, answer, form_is_open, state, is_revised
):
    written, entered = world(answer, form_is_open)
    hand = {"hands": {"person_c1": "window"}}
    found = inspecting.inspect(of(supplies=None if form_is_open else "of an earlier wish"), "d1", hand)
    ((expect, changes),) = written
    assert changes["documents"] == {"d1": found} and changes["hands"] == hand["hands"] and entered == []
    assert (found.state, found.defect, found.version, found.kept) == (state, answer.defect, answer.version, answer.kept)
    assert ("revision" in changes) is is_revised
    if is_revised:
        assert (changes["revision"], changes["edited"]) == (8, {"/home": 3, "/documents": 8})
    assert expect.revision == 7 and expect.unchanged == (() if form_is_open else ("documents",))
    assert found.supplies == (None if form_is_open else f"of {WISH}")


@pytest.mark.parametrize(
    ("document", "answer", "state", "broke", "is_written"),
    [
        ({}, inspections.Uninspected(), "waiting", 0, True),
        ({}, inspections.Broken(), "waiting", 1, True),
        ({"state": "waiting", "broke": 1}, inspections.Broken(), "rejected", 1, True),  # it is the file
        ({"state": "waiting"}, inspections.Uninspected(), "waiting", 0, False),  # it waits already
        ({"state": "waiting"}, inspections.Broken(), "waiting", 1, True),
        ({}, Looked("DOCUMENT_ABSENT"), "announced", 0, False),  # it is not there yet
        ({"state": "waiting"}, Looked("DOCUMENT_ABSENT"), "rejected", 0, True),
        ({"state": "verified"}, Looked("DOCUMENT_UNREADABLE"), "verified", 0, False),  # once is enough
        ({"state": "rejected"}, GOOD, "rejected", 0, False),
    ],
)
def test_a_file_nobody_answered_about_waits_and_one_that_breaks_its_reader_twice_is_rejected(
    world, document, answer, state, broke, is_written
):
    written, entered = world(answer)
    found = inspecting.inspect(of(**document), "d1")
    assert (found.state, found.broke, len(written)) == (state, broke, is_written)
    assert entered == ([("c1", inspecting.AGAIN)] if state == "waiting" else []), "the sweep asks again"
    if isinstance(answer, Looked) and answer.defect == "DOCUMENT_ABSENT":
        assert found.defect == "DOCUMENT_ABSENT"


def test_what_is_written_meanwhile_is_read_again_and_who_closes_the_case_meanwhile_has_nothing_written(
    world, monkeypatch
):
    written, _ = world(lost=1)
    monkeypatch.setattr(casefile, "load", lambda id: of(state="verified", version="v9"))
    assert inspecting.inspect(of(), "d1").version == "v9" and written == [], "another try has said it"
    written, _ = world(lost=1)
    monkeypatch.setattr(casefile, "load", lambda id: replace(of(), revision=8))
    inspecting.inspect(of(), "d1")
    assert [expect.revision for expect, _ in written] == [8]
    written, _ = world(lost=1)
    monkeypatch.setattr(casefile, "load", lambda id: monkeypatch.setattr(inspecting, "awaited", closed) or of())
    with pytest.raises(inspecting.Closed):
        inspecting.inspect(of(), "d1")
    assert written == []


def closed(case):
    raise inspecting.Closed(case.id)


@pytest.mark.parametrize(
    ("form", "appeal", "owed", "wish", "then"),
    [
        (True, False, False, WISH, None),
        (False, True, False, None, None),
        (False, False, True, None, None),
        (False, False, False, WISH, WISH),
        (False, False, False, None, inspecting.Closed),
    ],
)
def test_files_are_taken_with_the_form_for_an_appeal_because_they_are_owed_or_for_the_registry_and_for_nothing_else(
    monkeypatch, form, appeal, owed, wish, then
):
    monkeypatch.setattr(inspecting, "form_is_open", lambda case: form)
    monkeypatch.setattr(inspecting, "shows_that_an_end_is_wrong", lambda case: appeal)
    monkeypatch.setattr(inspecting, "is_owed", lambda case: owed)
    monkeypatch.setattr(supplement, "wanted", lambda case: wish)
    if then is inspecting.Closed:
        with pytest.raises(then):
            inspecting.awaited(held())
    else:
        assert inspecting.awaited(held()) == then


@pytest.mark.parametrize(
    ("values", "states"),
    [
        ({"status": "REVIEWING"}, set()),
        ({"status": "REVIEWING", "tolerances": {"B03": {}}}, {"REVIEWING"}),
        ({"status": "REFUSED"}, {"REFUSED"}),
    ],
)
def test_a_file_is_written_down_where_the_form_is_and_where_an_end_or_what_is_owed_stands(values, states):
    assert inspecting.open_in(held(**values)) == {"DRAFT", "CORRECTION", "ATTENDING"} | states
