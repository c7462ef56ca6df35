"""The parties are reminded of what they have to do, some days before its last day, once each; whoever has done it is not."""

from dataclasses import replace

import pytest
import time_machine

from chalicelib.agencies import province
from chalicelib.casework import reminders
from chalicelib.errors import AgencyUnavailable
from chalicelib.records import casefile, tasks
from chalicelib.records.statements import Procedure
from chalicelib.sweep import partners, words
from tests.given import case as given
from tests.given.application import accepted
from tests.given.case import CONTRACT, SIGNED, put
from tests.given.form import CO_OWNER, form

DUE = "2026-12-10T17:30:00+08:00"


@pytest.fixture
def told(platform, monkeypatch):
    """Whom the platform was asked to tell what."""
    sent = []
    monkeypatch.setattr(province, "notify", lambda key, phone, id, text, purpose: sent.append((key, id, text)))
    return sent


def waits(kind, since="2026-11-28", **values):
    with time_machine.travel(f"{since}T09:00:00+08:00", tick=False):
        given.submitted(form(), "c1", number="N1", **values)
        tasks.open_task("c1", kind, 1, "token", centre="620100", due_at=DUE, details={})


def reminded(day):
    with time_machine.travel(f"{day}T10:00:00+08:00", tick=False):
        case = casefile.load("c1")
        late = [word for word in words.late(case, tasks.of_case("c1")) if word.kind == words.REMINDER]
        return list(partners.asked(late, lambda: True))


def test_every_party_is_reminded_of_the_notice_once_some_days_before_its_last_day(told):
    waits("correction", status="CORRECTION")
    assert reminded("2026-12-06") == []
    assert reminded("2026-12-07") == ["reminded"]
    assert [key for key, _, _ in told] == ["borrower", "spouse"] and all(
        "2026年12月10日" in text for _, _, text in told
    )
    assert reminded("2026-12-08") == reminded("2026-12-10") == [] and len(told) == 2


def test_nobody_is_reminded_on_the_day_they_were_told(told):
    waits("correction", since="2026-12-08", status="CORRECTION")
    assert reminded("2026-12-08") == [] and reminded("2026-12-09") == ["reminded"]


@pytest.mark.parametrize(("where", "whom"), [("B03", ["borrower"]), ("co_owner_1", ["borrower", "co_owner_1"])])
def test_who_only_owns_the_home_is_reminded_of_what_is_asked_of_them_alone(told, where, whom):
    whole = {**form(), "people": [form()["people"][0], CO_OWNER]}
    item = {"code": "MATERIAL_MISSING", "where": where, "remedy": "", "check": "materials", "field": "", "values": {}}
    given.submitted(whole, "c1", number="N1", status="CORRECTION", application={**accepted(whole, documents={})})
    put("c1", notices=[{"round": 1, "issued_at": "2026-12-01T00:00:00.000Z", "due_at": DUE, "defects": [item]}])
    with time_machine.travel("2026-12-01T09:00:00+08:00", tick=False):
        tasks.open_task("c1", "correction", 1, "token", centre="620100", due_at=DUE, details={})
    assert reminded("2026-12-09") == ["reminded"] and [key for key, _, _ in told] == whom


def test_who_alone_was_asked_is_reminded_alone(told):
    waits("correction", status="CORRECTION")
    put("c1", notices=[{"round": 1, "issued_at": "", "due_at": DUE, "defects": [], "to": "spouse"}])
    assert reminded("2026-12-09") == ["reminded"] and [key for key, _, _ in told] == ["spouse"]


def test_nobody_is_reminded_to_sign_while_a_procedure_is_open_in_which_nobody_may(told):
    waits("sign", status="SIGNING", contract=CONTRACT)
    one = Procedure("appraisal", "2026-12-01T01:00:00.000Z", "r1", "person_r1", DUE, "")
    put("c1", procedures={"appraisal.1": one})
    assert reminded("2026-12-09") == [] == told
    put("c1", procedures={"appraisal.1": replace(one, left_at="2026-12-09T01:00:00.000Z")})
    assert reminded("2026-12-09") == ["reminded"]


def test_whoever_has_signed_is_not_reminded_and_nobody_of_what_is_answered_or_past(told):
    waits("sign", status="SIGNING", contract=CONTRACT)
    put("c1", **{"signatures.borrower": {**SIGNED, "at": "2026-12-01T01:00:00.000Z", "by": "depositor:person_1"}})
    assert reminded("2026-12-11") == []
    assert reminded("2026-12-09") == ["reminded"] and [key for key, _, _ in told] == ["spouse"]
    tasks.answer(tasks.task_id("c1", "sign"), {"next": "signed"}, "x")
    assert reminded("2026-12-10") == []


def test_a_reminder_that_reached_one_party_reaches_the_other_later_and_the_first_under_the_same_id(told, monkeypatch):
    waits("correction", status="CORRECTION")
    sent = province.notify

    def fails(key, *of):
        if key == "spouse":
            raise AgencyUnavailable("province")
        sent(key, *of)

    with monkeypatch.context() as patch:
        patch.setattr(province, "notify", fails)
        assert "reminded" not in reminded("2026-12-08")
    assert reminded("2026-12-10") == ["reminded"], "on its last day too"
    assert len({id for key, id, _ in told if key == "borrower"}) == 1 and [key for key, _, _ in told][-1] == "spouse"


def test_before_the_policy_says_so_nobody_is_reminded(told):
    waits("correction", status="CORRECTION")
    case = casefile.load("c1")
    with time_machine.travel("2026-11-27T10:00:00+08:00", tick=False):
        near = tasks.of_case("c1")[0]
        assert reminders.due(case, [near.__class__(**{**near.__dict__, "due_at": "2026-11-28T17:30:00+08:00"})]) is None
