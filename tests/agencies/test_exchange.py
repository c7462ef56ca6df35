import inspect
import json
import re
import socket
import time
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
import urllib3

from chalicelib import aws, clock, settings
from chalicelib.agencies import civil_affairs, credit_bureau, exchange, identity_platform, police
from chalicelib.agencies.purpose import Purpose
from chalicelib.agencies.refusals import REFUSALS
from chalicelib.errors import AgencyRefused, AgencyUnavailable, AnswerPending, PreconditionFailed
from chalicelib.trust import patience, secrets
from infra.simulators import server
from infra.simulators.mischief import RETRY_AFTER
from tests.given.answers import purpose
from tests.given.application import of_sample
from tests.given.platform import EXCHANGE

AS_KEPT = secrets.exchange


def test_every_call_leaves_one_entry_that_says_who_asked_about_whom_on_which_consent(world):
    entries = []
    home = of_sample(1)
    police.verify(home.borrower, purpose(home, entries))
    (entry,) = entries
    assert entry["agency"] == "police"
    assert entry["subject"] == "borrower"
    assert entry["consent"] == home.consent("borrower", "data").id
    assert (entry["matter"], entry["material"], entry["asked_by"]) == ("M2", "A02", "identity")
    assert entry["outcome"] == "answered"
    assert entry["fields"] == ["gmsfzh_ppddm", "swbs", "xm_ppddm"]
    assert len(entry["answer"]) == 64


def test_an_entry_holds_no_personal_data(world):
    entries = []
    home = of_sample(1)
    credit_bureau.report(home.borrower, purpose(home, entries))
    told = json.dumps(entries, ensure_ascii=False)
    assert not any(secret in told for secret in (home.borrower.name, home.borrower.id_number, home.borrower.phone))


def test_nobody_is_asked_without_a_consent(world):
    entries = []
    home = of_sample(1, consents=[])
    with pytest.raises(PreconditionFailed):
        police.verify(home.borrower, purpose(home, entries))
    assert world.journal()["inquiries"] == {}


def test_nobody_is_asked_on_a_consent_of_which_nobody_says_that_it_still_stands(world):
    home = of_sample(1)
    unknown = Purpose("case-1", "1" * 43, "identity", home.centre, record=print, consents=home.consents)
    with pytest.raises(PreconditionFailed):
        police.verify(home.borrower, unknown)
    assert world.journal()["inquiries"] == {}


def test_a_consent_to_share_data_is_no_consent_to_a_credit_inquiry(world):
    home = of_sample(1)
    only_data = of_sample(1, consents=[c.__dict__ for c in home.consents if c.use == "data"])
    with pytest.raises(PreconditionFailed):
        credit_bureau.report(only_data.borrower, purpose(only_data))


@pytest.mark.parametrize("signed", ["", None])
def test_no_legal_basis_stands_for_the_signed_authorisation_of_a_credit_inquiry(signed):
    home = of_sample(1)
    given = [replace(one, signed=signed) for one in home.consents if one.use == "credit" and signed is not None]
    use = replace(purpose(home), consents=tuple(given))
    with pytest.raises(PreconditionFailed) as refused:
        use.about("borrower", "M6", use="credit", basis="民法典 524")
    assert refused.value.codes == ("AUTHORISATION_LACKING",)


@pytest.mark.parametrize("mode", ["fail", "down", "garbage", "busy", "lost"])
def test_an_agency_that_gives_no_answer_is_unavailable_and_the_attempt_is_recorded(world, mode):
    entries = []
    home = of_sample(1)
    world.control(agency="police", subject=home.borrower.id_number, mode=mode, times=1)
    with pytest.raises(AgencyUnavailable):
        police.verify(home.borrower, purpose(home, entries))
    assert [entry["outcome"] for entry in entries] == ["unavailable"]
    assert police.verify(home.borrower, purpose(home)).code == "IDENTITY_CONFIRMED"


def test_every_call_is_measured_by_agency_and_outcome_with_its_seconds(world, monkeypatch, capsys):
    monkeypatch.setitem(settings.told, "ANJU_STAGE", "test")
    home = of_sample(1)
    world.control(agency="police", subject=home.borrower.id_number, mode="down", times=1)
    with pytest.raises(AgencyUnavailable):
        police.verify(home.borrower, purpose(home))
    police.verify(home.borrower, purpose(home))
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["agency"], line["outcome"], line["agency_answers"]) for line in lines] == [
        ("police", "unavailable", 1),
        ("police", "answered", 1),
    ]
    assert all(0 <= line["agency_seconds"] < 8 for line in lines)


def test_errors_name_the_agency_and_nobody_else(world):
    home = of_sample(1)
    world.control(agency="*", mode="down")
    with pytest.raises(AgencyUnavailable) as raised:
        police.verify(home.borrower, purpose(home))
    assert str(raised.value).startswith("police: ")
    assert home.borrower.id_number not in str(raised.value)
    assert raised.value.__cause__ is None


def test_an_agency_that_stays_silent_is_unavailable(world, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setitem(settings.told, "ANJU_EXCHANGE_URL", f"http://127.0.0.1:{silent.getsockname()[1]}")
        monkeypatch.setattr(exchange, "_TIMEOUT", urllib3.Timeout(connect=0.1, read=0.1))
        exchange._pool.cache_clear()
        home = of_sample(1)
        with pytest.raises(AgencyUnavailable):
            police.verify(home.borrower, purpose(home))
    exchange._pool.cache_clear()


def test_a_wrong_key_is_refused_and_not_unavailable(world, monkeypatch):
    entries = []
    monkeypatch.setattr(secrets, "exchange", lambda: {**EXCHANGE, "key": "wrong"})
    home = of_sample(1)
    with pytest.raises(AgencyRefused):
        police.verify(home.borrower, purpose(home, entries))
    assert entries[0]["outcome"] == "refused"


@pytest.fixture
def rotating(world, monkeypatch):
    """Our secret is read from where it is kept: `kept` may be changed, `read` counts how often it was fetched."""
    kept, read = dict(EXCHANGE), []

    class Manager:
        def get_secret_value(self, SecretId):  # noqa: N803
            read.append(SecretId)
            return {"SecretString": json.dumps(kept)}

    monkeypatch.setattr(secrets, "exchange", AS_KEPT)
    monkeypatch.setitem(settings.told, "ANJU_SECRET_EXCHANGE", "anju/exchange")
    monkeypatch.setattr(aws, "client", lambda service: Manager())
    secrets.forget()
    yield kept, read
    secrets.forget()


def test_a_key_rotated_under_us_is_read_anew_once_and_the_call_made_again(rotating, world, monkeypatch):
    kept, read = rotating
    entries, home = [], of_sample(1)
    police.verify(home.borrower, purpose(home))
    monkeypatch.setitem(world.server.secrets, "exchange", {**EXCHANGE, "key": "the-next-key"})
    kept["key"] = "the-next-key"
    assert police.verify(home.borrower, purpose(home, entries)).code == "IDENTITY_CONFIRMED"
    assert len(read) == 2
    assert [entry["outcome"] for entry in entries] == ["answered"]


def test_a_key_that_is_still_refused_when_read_anew_is_refused_and_asked_no_third_time(rotating, world):
    kept, read = rotating
    kept["key"] = "wrong"
    home = of_sample(1)
    with pytest.raises(AgencyRefused):
        police.verify(home.borrower, purpose(home))
    assert len(read) == 2


def test_one_401_makes_no_difference(world):
    home = of_sample(1)
    world.control(agency="police", mode="unauthorised", times=1)
    assert police.verify(home.borrower, purpose(home)).code == "IDENTITY_CONFIRMED"


def test_a_listed_code_is_refused_and_one_nobody_told_us_of_is_tried_again(world):
    home = of_sample(1)
    world.control(agency="police", mode="unheard_of", times=1)
    with pytest.raises(AgencyUnavailable):
        police.verify(home.borrower, purpose(home))
    assert police.verify(home.borrower, purpose(home)).code == "IDENTITY_CONFIRMED"
    world.control(agency="police", mode="refused", times=1)
    with pytest.raises(AgencyRefused):
        police.verify(home.borrower, purpose(home))


def test_every_code_the_simulated_exchange_refuses_with_is_listed():
    said = set(re.findall(r"E-\d+", inspect.getsource(server)))
    assert said - {"E-199"} == {code for code in REFUSALS if code.startswith("E-")}


def test_an_agency_that_asks_us_to_come_back_in_a_second_is_asked_then_and_not_before(world):
    home, entries = of_sample(1), []
    world.control(agency="police", mode="throttled", times=1)
    began = time.monotonic()
    assert police.verify(home.borrower, purpose(home, entries)).code == "IDENTITY_CONFIRMED"
    assert time.monotonic() - began >= RETRY_AFTER
    assert len(entries) == 1


def test_an_agency_that_stays_throttled_is_waited_for_once_and_then_left_to_the_state_machine(world, monkeypatch):
    waits = []
    monkeypatch.setattr(time, "sleep", waits.append)
    world.control(agency="police", mode="throttled")
    home = of_sample(1)
    with pytest.raises(AgencyUnavailable):
        police.verify(home.borrower, purpose(home))
    assert waits == [RETRY_AFTER]


def test_an_agency_that_asks_us_to_come_back_in_an_hour_is_not_asked_before(world, monkeypatch, capsys):
    monkeypatch.setitem(settings.told, "ANJU_STAGE", "test")
    monkeypatch.setattr(patience, "_until", {})
    monkeypatch.setattr(server, "RETRY_AFTER", 3600)
    home, entries = of_sample(1), []
    world.control(agency="police", mode="throttled", times=1)
    for _ in range(3):
        with pytest.raises(AgencyUnavailable):
            police.verify(home.borrower, purpose(home, entries))
    assert len(entries) == 1 and world.journal()["inquiries"] == {}
    said = [line for line in map(json.loads, capsys.readouterr().out.splitlines()) if line["log"] == "metric"]
    assert [(line["agency"], line["outcome"]) for line in said] == [
        ("police", "unavailable"),
        *[("police", "not_asked")] * 2,
    ]
    monkeypatch.setattr(clock, "now", lambda now=clock.now: now() + timedelta(hours=1))
    assert police.verify(home.borrower, purpose(home, entries)).code == "IDENTITY_CONFIRMED"


@pytest.mark.parametrize("ask", ["log in", "prove", "prefill"])
def test_where_a_person_waits_for_the_answer_no_wish_keeps_everybody_out_for_longer_than_a_minute(monkeypatch, ask):
    monkeypatch.setattr(patience, "_until", {})
    busy = SimpleNamespace(status=429, headers={"retry-after": "28800"}, data=b"")
    answers, home = [busy], of_sample(1)
    good = SimpleNamespace(status=200, headers={}, data=b'{"code": "0", "data": null}')
    monkeypatch.setattr(exchange, "_post", lambda *_: answers.pop() if answers else good)
    asked = {
        "log in": lambda: identity_platform.identify("wechat", "code"),
        "prove": lambda: identity_platform.prove("wechat", "code"),
        "prefill": lambda: identity_platform.own("ticket", "borrower", replace(purpose(home), awaited=True)),
    }[ask]
    for _ in range(2):
        with pytest.raises(AgencyUnavailable):
            asked()
    monkeypatch.setattr(clock, "now", lambda now=clock.now: now() + timedelta(minutes=1))
    assert asked() is None, "asked again, and answered"


def test_a_service_nobody_offers_is_refused(world):
    home = of_sample(1)
    unknown = exchange.Service("police", "s_11620000MB0000001L_9999")
    with pytest.raises(AgencyRefused):
        exchange.call(unknown, {}, purpose(home).about("borrower", "M2"), lambda data: data)


def test_a_pending_answer_is_recorded_as_pending(world):
    entries = []

    def not_yet(data: object) -> None:
        raise AnswerPending("later")

    with pytest.raises(AnswerPending):
        exchange.call(
            police.VERIFY, {"xm": "甲", "sfzh": "1"}, purpose(of_sample(1), entries).about("borrower", "M2"), not_yet
        )
    assert entries[0]["outcome"] == "pending"


def test_an_answer_of_another_shape_is_unavailable(world, monkeypatch):
    monkeypatch.setattr(civil_affairs, "meaning", lambda application, records: records["not"]["there"])
    home = of_sample(1)
    with pytest.raises(AgencyUnavailable):
        civil_affairs.marriage(home, purpose(home))


def test_what_could_not_be_recorded_is_not_returned(world):
    def fails(entry: object) -> None:
        raise RuntimeError("ledger")

    home = of_sample(1)
    unrecorded = purpose(home).__class__(**{**purpose(home).__dict__, "record": fails})
    with pytest.raises(RuntimeError):
        police.verify(home.borrower, unrecorded)
