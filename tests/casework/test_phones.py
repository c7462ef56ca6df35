"""Whose phone it is: what somebody's own login told, and what was typed for whom the case names by now."""

import pytest

from chalicelib.casework import parties, phones
from chalicelib.records import casefile
from tests.given import case as given
from tests.given.case import put, waiting
from tests.given.form import OTHER, form

THEIRS, NEW = form()["people"][1]["phone"], "13900001111"


@pytest.fixture
def corrected(platform):
    """A case whose form is being corrected, with what its spouse's entry says by now."""

    def made(**said):
        people = [form()["people"][0], {**form()["people"][1], **said}]
        given.submitted(form(), parties=parties.references(form()))
        put("c1", form={**form(), "people": people})
        waiting("c1", "correction", "CORRECTION", notices=[{}])
        return casefile.load("c1")

    return made


def test_what_was_handed_in_for_somebody_comes_before_what_the_form_says_by_now(corrected):
    assert phones.typed(corrected(phone=NEW), "spouse") == [THEIRS, NEW]


def test_what_was_handed_in_for_somebody_is_nothing_of_who_is_named_in_their_place(corrected):
    assert phones.typed(corrected(phone=NEW, id_number=OTHER), "spouse") == [NEW]


def test_what_a_correction_that_was_never_sent_typed_for_another_is_nothing_of_who_was_handed_in(corrected):
    case = corrected(phone=NEW, id_number=OTHER)
    put("c1", status="VERIFYING", notices=[])
    assert phones.typed(casefile.load(case.id), "spouse") == [THEIRS]
