"""What an ended case is looked at for, when it is archived and when it is left, on built objects. In the store: tests/sweep/test_packages.py."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from chalicelib.casework import handing, lent, packaging
from chalicelib.records.contents import Package
from chalicelib.sweep import gauges, looks, packages, words
from tests.given.application import application
from tests.given.case import CONTRACT, held
from tests.sweep.conftest import DAY_AGO, JUST_NOW, NOW, wait

pytestmark = pytest.mark.usefixtures("now")


@pytest.mark.parametrize(
    ("moments", "found"),
    [
        ((DAY_AGO,), ["ended"]),
        ((DAY_AGO, DAY_AGO), ["ended"]),
        ((DAY_AGO, JUST_NOW), ["ended_just_now"]),
        ((JUST_NOW, DAY_AGO), ["ended_just_now"]),
        ((NOW,), ["ended_just_now"]),
    ],
)
def test_a_case_that_has_ended_is_left_alone_until_its_last_line_is_a_day_old(monkeypatch, moments, found):
    pruned = []
    monkeypatch.setattr(looks.casefile, "prune", pruned.append)
    events = {f"E.{number}": {"at": at, "code": "E"} for number, at in enumerate(moments)}
    assert [*looks._outlived(held(status="EXPIRED", events=events), [], gauges.Seen())] == found
    assert pruned == ["c1"] * (found == ["ended"])


@pytest.mark.parametrize("on_the_road", [True, False])
def test_an_ended_case_of_which_somebody_has_something_to_do_is_neither_archived_nor_left(monkeypatch, on_the_road):
    late, seen = [], gauges.Seen()
    monkeypatch.setattr(looks.casefile, "prune", None)
    monkeypatch.setattr(looks, "due_or_not", lambda case, wait: iter([late.append(wait)]))
    for finder in ("procedures.owed", "nobody.looked"):
        monkeypatch.setattr(f"chalicelib.sweep.looks.{finder}", lambda *_: iter(()))
    left, over = wait("dispute", on_the_road=on_the_road), wait("sign", state="answered")
    [*looks._outlived(held(status="REFUSED", application=application()), [over, left], seen)]
    assert late == [left] and seen.to_archive == [] and seen.oldest["dispute"] > 0


@pytest.mark.parametrize(("untold", "taken_up", "word"), [(True, False, []), (False, True, []), (False, False, ["c1"])])
def test_an_ended_case_is_archived_once_what_was_answered_is_told_and_what_was_denied_is_taken_up(
    monkeypatch, untold, taken_up, word
):
    told, seen = [gauges.Word("c1", "voiced")] * untold, gauges.Seen()
    monkeypatch.setattr(looks.words, "answered", lambda case: told)
    monkeypatch.setattr(looks, "_denied", lambda case: iter(["denied"] * taken_up))
    assert [*looks._outlived(held(status="REFUSED", application=application()), [], seen)] == ["denied"] * taken_up
    assert (seen.to_archive, seen.late) == (word, told)


SENT, DRAWN_UP = {"application": application()}, {"contract": CONTRACT}
KEPT = {"package": Package("k", "h", DAY_AGO, "2031-11-27")}


@pytest.mark.parametrize(
    ("values", "word", "then"),
    [
        (SENT, "", "archived"),
        ({**SENT, **DRAWN_UP}, "", "archived"),
        ({**SENT, **KEPT}, "", "ended"),
        ({}, "", "ended"),
        ({**SENT, **DRAWN_UP}, "seal", "asked"),
        ({**SENT, **KEPT}, "seal", "asked"),
    ],
)
def test_a_case_nothing_happens_to_any_more_is_asked_about_then_archived_if_it_was_ever_sent_and_then_left(
    monkeypatch, values, word, then
):
    pruned, seen = [], gauges.Seen()
    monkeypatch.setattr(looks.casefile, "prune", pruned.append)
    monkeypatch.setattr(looks.words, "after_end", lambda case: word)
    found = [*looks._outlived(held(status="REFUSED", **values), [], seen)]
    assert (found, pruned) == ((["ended"], ["c1"]) if then == "ended" else ([], []))
    assert seen.to_archive == ["c1"] * (then == "archived")
    assert seen.late == [gauges.Word("c1", word)] * (then == "asked")
    assert seen.at_rest == ({"c1": looks.AT_REST} if then == "asked" else {})


@pytest.mark.parametrize(
    ("owes_seal", "in_step", "package", "waits", "later"),
    [
        (True, True, None, timedelta(days=1), False),  # the bank is asked first
        (False, True, None, None, True),
        (False, False, None, timedelta(days=1), True),
        (False, False, "there is one", timedelta(days=1), False),
        (False, False, None, None, False),
    ],
)
def test_what_is_to_be_handed_out_is_waited_for_before_there_is_a_package_and_not_after(
    monkeypatch, owes_seal, in_step, package, waits, later
):
    monkeypatch.setattr(words, "owes_seal", lambda case: owes_seal)
    monkeypatch.setattr(handing, "in_step", lambda case: in_step)
    monkeypatch.setattr(handing, "waits", lambda case: waits)
    seen, found = gauges.Seen(), []

    def look():
        found.append((yield from packages.wait(SimpleNamespace(id="c1", package=package), seen)))

    assert [*look()] == ["handed_out"] * (in_step and not owes_seal) and found == [later]
    rests = later and not in_step
    assert seen.at_rest == ({"c1": waits} if rests else {})


@pytest.mark.parametrize("paid", [True, False])
@pytest.mark.parametrize("is_due", [True, False])
def test_a_case_is_archived_once_that_is_due_by_what_it_is_by_then_and_remembered_first_if_it_was_paid(
    monkeypatch, is_due, paid
):
    done, case = [], held(payment={"status": "paid"} if paid else None)
    monkeypatch.setattr(packages.casefile, "load", lambda id: case)
    monkeypatch.setattr(packaging, "is_due", lambda of: is_due)
    monkeypatch.setattr(packaging, "make", lambda of: done.append("made"))
    monkeypatch.setattr(lent, "agree", lambda of: done.append("remembered"))
    assert [*packages._made("c1")] == ["archived"] * is_due
    assert done == (["remembered"] * paid + ["made"]) * is_due
