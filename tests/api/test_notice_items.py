"""A notice item by item, and the corrections that answer it, each rule by itself: on built objects. Over HTTP: test_replying, test_asking, test_contesting."""

from types import SimpleNamespace

import pytest

from chalicelib.api.applicant import correcting, noticed
from chalicelib.api.http.problem import Defect
from chalicelib.casework import replies
from chalicelib.domain.judging import foreseen
from tests.given.refusals import answered

FOUND = {"check": "tax", "where": "spouse", "code": "TAX_DIFFERS"}
LACKING = {"check": "materials", "where": "B03", "code": "MATERIAL_MISSING", "field": "", "values": {"name": "合同"}}
LATE = Defect("LATE", "/documents/C01")


@pytest.fixture
def send(monkeypatch):
    """Corrections as they are sent, in such a world: what is kept, or what refuses them."""

    def sent(
        audience="depositor", left=(), asked="t1", beyond=(), by_law=(), typed=(), lacking=(), is_known=False
    ) -> object:
        said = [{"item": item, "said_by": by, "reason": None} for item, by in typed]
        monkeypatch.setattr(correcting, "application_from", lambda application: application)
        monkeypatch.setattr(correcting, "policy_of", lambda case: None)
        monkeypatch.setattr(correcting, "known", lambda case: None)
        monkeypatch.setattr(replies, "still_open", lambda case, corrected: left)
        monkeypatch.setattr(replies, "beyond", lambda notice, before, corrected: beyond)
        monkeypatch.setattr(correcting, "_wrong_by_now", lambda case: {*by_law})
        monkeypatch.setattr(correcting.replying, "answered", lambda case: said)
        monkeypatch.setattr(foreseen, "of_correction", lambda *_: lacking)
        monkeypatch.setattr(correcting.materials, "refused", lambda found: [*found])
        case = SimpleNamespace(notice=SimpleNamespace(asked=asked), application=None)
        call = SimpleNamespace(
            case=case, who=SimpleNamespace(audience=audience), body=SimpleNamespace(incomplete=is_known)
        )
        return answered(lambda call: correcting._answered(call, {"sent": ["before", {"at": "now"}]})["sent"], call)

    return sent


KEPT = ["before", {"at": "now"}]


@pytest.mark.parametrize(
    ("world", "told"),
    [
        ({}, KEPT),
        ({"left": [(2, FOUND)]}, ["FORM_INCOMPLETE", "ITEM_UNANSWERED /notice/2"]),
        ({"left": [(1, LACKING)]}, ["FORM_INCOMPLETE", "MATERIAL_MISSING /documents/B03"]),
        # What nobody asked of them stays as it was accepted, but for what the form takes no more.
        ({"beyond": ["home", "spouse"]}, ["FORM_INCOMPLETE", "NOT_ASKED /home", "NOT_ASKED /spouse"]),
        ({"beyond": ["home", "spouse"], "by_law": ["spouse"]}, ["FORM_INCOMPLETE", "NOT_ASKED /home"]),
        ({"beyond": ["home"], "by_law": ["home", "wish"]}, KEPT),
        ({"beyond": ["home"], "asked": ""}, KEPT),
        # What the window typed while nobody was there.
        ({"typed": [(1, "applicant"), (2, "window")]}, ["FORM_INCOMPLETE", "REPLY_NOT_CONFIRMED /notice/2"]),
        ({"typed": [(2, "window")], "audience": "clerk"}, KEPT),
        ({"lacking": [LATE]}, ["STILL_LACKING", "LATE /documents/C01"]),
        ({"lacking": [LATE], "is_known": True}, ["before", {"at": "now", "lacking": [["LATE", "/documents/C01"]]}]),
        ({"lacking": [LATE], "is_known": True, "beyond": ["home"]}, ["FORM_INCOMPLETE", "NOT_ASKED /home"]),
        ({"lacking": [LATE], "beyond": ["home"]}, ["FORM_INCOMPLETE", "NOT_ASKED /home", "LATE /documents/C01"]),
    ],
)
def test_corrections_answer_every_item_and_nothing_nobody_asked_in_the_own_words_of_who_sends(send, world, told):
    assert send(**world) == told


@pytest.mark.parametrize(
    ("named", "contested"), [(None, False), (["TAX_DIFFERS"], True), (["OTHER"], False), (["OTHER", "TAX_DIFFERS"], True)]
)  # fmt: skip
def test_an_item_is_contested_where_that_very_difference_is(named, contested):
    contests = {"tax.spouse": SimpleNamespace(named=named)} if named else {}
    assert noticed._contested(SimpleNamespace(contests=contests), FOUND)["contested"] is contested
    assert "contested" not in noticed._contested(SimpleNamespace(contests=contests), LACKING)


@pytest.mark.parametrize(
    ("audience", "answers", "reads", "shown"),
    [
        ("depositor", True, True, {"answer": "cannot", "reason": "why"}),
        ("depositor", False, True, {"answer": "cannot"}),
        ("clerk", False, True, {"answer": "cannot", "reason": "why"}),
        ("hotline", False, True, {"answer": "cannot"}),
        ("hotline", False, False, None),
        ("depositor", True, False, None),
    ],
)
def test_a_notice_is_read_by_whose_it_is_and_the_reasons_by_who_may_give_them(
    monkeypatch, audience, answers, reads, shown
):
    item = {"item": 1, "replies": [], "answer": "cannot", "said_by": None, "said_by_text": None, "said_at": None}
    monkeypatch.setattr(noticed, "correction", lambda case: SimpleNamespace(due_at="moved", provisional=True))
    monkeypatch.setattr(noticed.whose, "reads_notice", lambda call: reads)
    monkeypatch.setattr(noticed.whose, "answers", lambda call: answers)
    monkeypatch.setattr(noticed.replying, "shown", lambda case, number: {**item, "reason": "why"})
    monkeypatch.setattr(noticed.replying, "told", lambda call, said: {"due_at": "as issued"})
    case = SimpleNamespace(notice=SimpleNamespace(asked="", defects=[LACKING]), contests={})
    told = noticed.notice(SimpleNamespace(case=case, who=SimpleNamespace(audience=audience)), case)
    if shown is None:
        assert told is None
    else:
        (only,) = told["defects"]
        assert (told["due_at"], {name: only[name] for name in ("answer", "reason") if name in only}) == ("moved", shown)
