"""Every paper has a code, letters have a document number (文号), and both stay whatever happens while it is made."""

from dataclasses import replace
from functools import partial

import pytest

from chalicelib.casework import papers
from chalicelib.domain import paper_code as codes
from chalicelib.errors import PlatformUnavailable
from chalicelib.papers import issuing, making
from chalicelib.records import archive, issued
from tests.documents.conftest import text_of
from tests.papers.conftest import NOTICE, stored


@pytest.fixture
def case(submitted):
    return submitted()


def entries(platform, kind):
    return [item for item in platform.items("registers") if item["key"]["S"].startswith(kind)]


def test_letters_of_a_centre_are_numbered_by_kind_and_year_as_they_come(platform, case):
    later = replace(NOTICE, head=replace(NOTICE.head, on="2027-01-04"))
    other = replace(NOTICE, opening="另一件。")
    for value in (NOTICE, other, later):
        papers.made(case, "acceptance.pdf", value)
    numbers = sorted(item["number"]["S"] for item in entries(platform, "verify#"))
    year = NOTICE.head.on[:4]
    assert numbers == [f"兰公积金贷受〔{year}〕1号", f"兰公积金贷受〔{year}〕2号", "兰公积金贷受〔2027〕1号"]


def test_a_paper_bears_its_number_and_the_code_it_is_found_by(platform, case):
    paper = papers.made(case, "acceptance.pdf", NOTICE)
    (entry,) = entries(platform, "verify#")
    found = issued.find(entry["code"]["S"])
    assert found is not None and (found.case, found.name, found.sha256) == (case.id, paper.name, paper.sha256)
    text = text_of(stored(platform, paper.key)).replace(" ", "")
    assert found.number.replace(" ", "") in text and codes.written(found.code) in text
    assert (found.kind, found.title, found.issuer) == ("acceptance", NOTICE.head.title, NOTICE.head.issuer)


@pytest.mark.parametrize("dies", ["printing.to_be_sealed", "archive.keep_once", "issuing.enter"])
def test_who_dies_while_it_is_made_gives_it_no_second_number_and_no_second_code(platform, case, monkeypatch, dies):
    room, name = dies.split(".")
    with monkeypatch.context() as killed:
        killed.setattr(getattr(making, room), name, lambda *_, **__: (_ for _ in ()).throw(OSError("killed")))
        with pytest.raises(PlatformUnavailable):
            papers.made(case, "acceptance.pdf", NOTICE)
    first = papers.made(case, "acceptance.pdf", NOTICE)
    assert first == papers.made(case, "acceptance.pdf", NOTICE)
    (numbered,), (entry,) = entries(platform, "numbered#"), entries(platform, "verify#")
    assert (numbered["code"], numbered["number"]) == (entry["code"], entry["number"])
    assert entry["number"]["S"].endswith("〕1号") and entry["sha256"]["S"] == first.sha256
    papers.made(case, "acceptance.pdf", replace(NOTICE, opening="另一件。"))
    assert {item["number"]["S"][-2:] for item in entries(platform, "numbered#")} == {"1号", "2号"}, "none was used up"


def test_of_two_who_number_it_at_once_both_are_given_the_same(case):
    numbered = partial(issuing.given, case.id, "d/a.pdf", "acceptance", "兰公积金", "2026-11-27")
    mine, give = [], issued.give

    def overtaken(*given):
        monkey.undo()
        mine.append(numbered())
        return give(*given)

    with pytest.MonkeyPatch.context() as monkey:
        monkey.setattr(issued, "give", overtaken)
        assert numbered() == mine[0]


@pytest.mark.parametrize("kind", ["contract", "voucher", "schedule", "authorisation"])
def test_what_has_a_number_of_its_own_or_needs_none_gets_no_document_number(case, kind):
    assert issuing.given(case.id, "d/a.pdf", kind, "兰公积金", "2026-11-27").number == ""


def test_an_entry_once_made_is_never_another_s(platform, case):
    papers.made(case, "acceptance.pdf", NOTICE)
    (entry,) = entries(platform, "verify#")
    found = issued.find(entry["code"]["S"])
    issued.enter(replace(found, sha256="0" * 64))
    assert issued.find(found.code) == found


def test_a_paper_made_while_no_register_can_be_written_is_given_to_nobody(case, monkeypatch):
    monkeypatch.setattr(issued, "give", lambda *_: (_ for _ in ()).throw(OSError("gone")))
    monkeypatch.setattr(archive, "keep_once", lambda *_: pytest.fail("it was kept without a code"))
    with pytest.raises(PlatformUnavailable):
        papers.made(case, "acceptance.pdf", NOTICE)
