"""How often anybody may do what: whose turns are counted, what it says, and whom it can never shut out."""

from collections import Counter
from contextlib import suppress
from dataclasses import replace
from random import Random
from types import SimpleNamespace

import pytest
import time_machine

from chalicelib.agencies import identity_platform
from chalicelib.api.http import limits
from chalicelib.api.http.problem import Problem
from chalicelib.api.routes import ROUTES
from chalicelib.domain.assurance import Level
from chalicelib.errors import AgencyUnavailable
from chalicelib.trust import devices, throttle
from chalicelib.trust.sessions import device_of
from chalicelib.trust.throttle import Limit
from tests.api.conftest import DEVICE
from tests.api.logins import DEPOSITOR, STAFF, known_as, log_in
from tests.given.form import OTHER, SPOUSE

LIFT = "/v1/sessions/current/level"
MOST = 2


@pytest.fixture(autouse=True)
def few(monkeypatch):
    """The same limits with fewer turns, so that tests need not make hundreds of requests."""
    for table in (limits.LIMITS, limits.GUESSES):
        monkeypatch.setattr(
            limits,
            "LIMITS" if table is limits.LIMITS else "GUESSES",
            {k: Limit(MOST, v.seconds) for k, v in table.items()},
        )
    with time_machine.travel("2026-11-23T01:40:00Z", tick=False) as time:
        yield time


@pytest.fixture
def from_address(monkeypatch):
    """Lets requests come from an address, as the gateway would say."""
    return lambda address: monkeypatch.setattr("chalicelib.api.http.serve._client", lambda _: address)


def refused(answer, seconds: int):
    assert (answer.status, answer.body["code"]) == (429, "TOO_OFTEN")
    assert int(answer.headers["Retry-After"]) == seconds


REQUESTS = {
    "POST /v1/quotes": {},
    "GET /v1/verify/{code}": None,
    "POST /v1/verify/{code}": {"sha256": "0" * 64},
    "GET /v1/verify/page": None,
    "POST /v1/applications": {"centre": "620100"},
    "POST /v1/joins": {"code": "nothing"},
    "PATCH /v1/applications/{id}": {},
    "PATCH /v1/applications/{id}/people/me": {},
    "POST /v1/applications/{id}/invitations": {"person": "spouse"},
    "POST /v1/applications/{id}/documents": {},
    "POST /v1/applications/{id}/consents": {},
    "POST /v1/applications/{id}/consents/withdrawals": {},
    "POST /v1/applications/{id}/voices": {},
    "POST /v1/applications/{id}/tolerances": {"upload_as": "B03", "version": "0000000000000000"},
    "POST /v1/applications/{id}/commitments": {"code": "SINGLE_STATUS", "version": "0000000000000000"},
    "POST /v1/applications/{id}/commitments/SINGLE_STATUS/findings": {"untrue": True, "reason": "与登记不符"},
    "POST /v1/tasks/{task}/phone": {"person": "borrower"},
    "POST /v1/applications/{id}/owed": {},
    "POST /v1/applications/{id}/submit": {},
    "POST /v1/applications/{id}/corrections": {},
    "GET /v1/applications/{id}/prefill": None,
}


def test_what_is_tried_here_is_every_limit_there_is_and_every_limit_is_of_a_route():
    asked = {name.replace("SINGLE_STATUS", "{commitment}") for name in REQUESTS}
    assert asked == {*limits.LIMITS} <= {f"{route.method} {route.path}" for route in ROUTES}


@pytest.mark.parametrize("name", REQUESTS)
def test_who_asks_too_often_is_told_when_to_come_again_and_nobody_else_waits(
    api, login, draft, name, from_address, few
):
    method, path = name.format(id=draft, code="0" * 16, task=f"{draft}.verify.1").split(" ")
    open_to_all = name == "POST /v1/quotes" or "/verify/" in name
    me, other = ("", "") if open_to_all else (login("depositor", SPOUSE), login("depositor", OTHER))
    me_too = me
    if "findings" in name or "phone" in name:
        me, other = login("reviewer", "r1"), login("reviewer", "r2")
        me_too = login("supervisor", "s1", person="person_r1")  # another login of theirs
    # The hour began forty minutes ago.
    left = 20 * 60 if limits.LIMITS[name.replace("SINGLE_STATUS", "{commitment}")].seconds == 3600 else 60
    from_address("203.0.113.1")
    assert 429 not in [api(method, path, REQUESTS[name], me).status for _ in range(MOST)]
    few.shift(left - 10)
    refused(api(method, path, REQUESTS[name], me_too), 10)
    if open_to_all:
        from_address("203.0.113.2")
    assert api(method, path, REQUESTS[name], other).status != 429
    from_address("203.0.113.1")
    few.shift(10)
    assert api(method, path, REQUESTS[name], me).status != 429


def test_who_gives_and_takes_back_without_end_makes_no_more_papers_than_the_limit_lets(api, borrower, draft):
    where = f"/v1/applications/{draft}/consents"
    words = api("GET", f"/v1/applications/{draft}/authorisations", who=borrower).body["items"]
    credit = {"use": "credit", "version": next(one["version"] for one in words if one["use"] == "credit")}
    given = []
    for _ in range(MOST + 3):
        given.append(api("POST", where, credit, borrower).status)
        api("POST", f"{where}/withdrawals", {"use": "credit"}, borrower)
    assert given == [201] * MOST + [429] * 3


def test_wrong_codes_lock_the_device_they_come_from_for_a_while_and_no_other(api, monkeypatch, from_address, few):
    known_as(monkeypatch, None)
    assert [log_in(api, device="stranger").body["code"] for _ in range(MOST)] == ["LOGIN_FAILED"] * MOST
    known_as(monkeypatch, DEPOSITOR)
    for address in ("203.0.113.1", "203.0.113.2"):
        from_address(address)
        refused(log_in(api, device="stranger"), 600)
    assert log_in(api).status == 201
    few.shift(600)
    assert log_in(api, device="stranger").status == 201


@pytest.mark.parametrize("subject", [DEPOSITOR, STAFF], ids=["citizen", "staff"])
def test_however_many_wrong_codes_an_address_sent_a_right_one_gets_in_from_there(
    api, monkeypatch, from_address, subject
):
    from_address("203.0.113.1")
    known_as(monkeypatch, None)
    assert [log_in(api, device=f"made up {n % 3}").status for n in range(MOST)] == [401] * MOST
    known_as(monkeypatch, subject)
    assert log_in(api, device=DEVICE).status == 201


def test_a_citizen_whose_phone_names_no_device_gets_in_too(api, monkeypatch, from_address):
    from_address("203.0.113.1")
    known_as(monkeypatch, None)
    assert [log_in(api, device="").status for _ in range(MOST)] == [401] * MOST
    known_as(monkeypatch, DEPOSITOR)
    assert log_in(api, device="").status == 201


@pytest.fixture
def lots(monkeypatch):
    """Says how the lots fall, from 0 (always a turn) to 1 (none but the first of a second)."""
    return lambda lot: monkeypatch.setattr(throttle, "_LOT", SimpleNamespace(random=lambda: lot))


def test_past_its_limit_an_address_is_slowed_down_so_that_guessing_stays_bounded(
    api, monkeypatch, from_address, few, lots
):
    lots(0.99)
    from_address("203.0.113.1")
    known_as(monkeypatch, None)
    tries = lambda: [log_in(api, device=f"made up {n}").status for n in range(MOST + 2)]  # noqa: E731
    assert [log_in(api, device="").status for _ in range(MOST)] == [401] * MOST
    assert tries() == [401] * MOST + [429] * 2
    refused(log_in(api, device="another"), 1)
    from_address("203.0.113.2")
    assert log_in(api, device="elsewhere").status == 401
    from_address("203.0.113.1")
    few.shift(1)
    assert tries() == [401] * MOST + [429] * 2


@pytest.fixture
def counted_here(monkeypatch):
    """Counts as the store does (tests/trust), so that thousands may come, none from a device known from before."""
    counts = Counter()

    def count(key, ends, condition="", values=None):
        if values and counts[key] >= int(values[":most"]["N"]):
            return 0
        counts[key] += 1
        return counts[key]

    monkeypatch.setattr(throttle, "_counted", count)
    monkeypatch.setattr(devices, "is_known", lambda _: False)
    monkeypatch.setattr(throttle, "_LOT", Random(1))


def flooded(tries, address="203.0.113.1"):
    """So many wrong tries at once from one address, each from a device that was made up for it; how many were let through."""
    through = 0
    for n in range(tries):
        with suppress(Problem), limits.login(address, f"made up {n}"):
            through += 1
            raise Problem("LOGIN_FAILED")
    return through


def test_while_an_address_is_flooded_a_new_phone_at_it_gets_its_turn_although_the_flood_is_always_first(
    api, monkeypatch, from_address, few, counted_here
):
    from_address("203.0.113.1")
    known_as(monkeypatch, DEPOSITOR)
    flooded(MOST)
    waited = []
    for _ in range(20):
        seconds = 0
        while (
            flooded(5 * MOST) and log_in(api, device="").status == 429
        ):  # a flood that never ends, of five times the pace
            few.shift(1)
            seconds += 1
        waited.append(seconds)
        few.shift(1)
    assert sum(waited) / len(waited) < 8 and max(waited) < 30, "five and a half seconds on average"


def test_after_a_flood_of_a_thousand_tries_a_new_phone_at_the_address_gets_in_within_a_second(
    api, monkeypatch, from_address, few, counted_here
):
    from_address("203.0.113.1")
    known_as(monkeypatch, DEPOSITOR)
    monkeypatch.setitem(limits.GUESSES, "pace", Limit(10, 1))
    assert flooded(1000) < 80, "a thousand devices made up bought about fifty-six tries"
    few.shift(1)
    assert log_in(api, device="a new phone").status == 201


def test_a_device_known_from_before_does_not_even_wait_while_others_flood_its_address(
    api, monkeypatch, from_address, few, lots
):
    lots(0.99)
    from_address("203.0.113.1")
    known_as(monkeypatch, DEPOSITOR)
    assert log_in(api, device="my phone").status == 201
    known_as(monkeypatch, None)
    for n in range(3 * MOST):
        log_in(api, device=f"made up {n}")
    known_as(monkeypatch, DEPOSITOR)
    assert [log_in(api, device=which).status for which in ("my phone", "a new one")] == [201, 429]
    few.shift(91 * 24 * 3600)
    known_as(monkeypatch, None)
    for n in range(3 * MOST):
        log_in(api, device=f"made up {n}")
    known_as(monkeypatch, DEPOSITOR)
    assert log_in(api, device="my phone").status == 429, "not seen for ninety days"


def test_a_login_is_known_by_the_few_devices_it_came_from_last_and_by_no_more_it_makes_up(platform):
    for n in range(devices.FEW + 3):
        devices.remember(f"made up {n}", "depositor/one")
    devices.remember("a neighbour's", "depositor/another")
    known = [n for n in range(devices.FEW + 3) if devices.is_known(f"made up {n}")]
    assert known == [3, 4, 5, 6, 7] and devices.is_known("a neighbour's")


def test_known_devices_draw_too_in_a_count_of_their_own_and_never_touch_that_of_the_address(
    few, lots, monkeypatch, platform
):
    lots(0.99)
    counted, take = [], throttle.take
    monkeypatch.setattr(throttle, "take", lambda what, *more: (counted.append(what), take(what, *more))[1])
    for n in range(MOST + 2):
        devices.remember(f"known {n}", f"depositor/{n}")
    through = []
    for n in range(MOST + 2):
        with suppress(Problem), limits.login("203.0.113.1", f"known {n}"):
            through.append(n)
            raise Problem("LOGIN_FAILED")
    assert len(through) == MOST and {*counted} == {"device"}


def test_right_codes_and_silent_providers_lock_nobody(api, monkeypatch):
    def silent(*_):
        raise AgencyUnavailable("identity_platform")

    for subject in (DEPOSITOR, STAFF):
        known_as(monkeypatch, subject)
        assert [log_in(api).status for _ in range(MOST + 3)] == [201] * (MOST + 3)
    monkeypatch.setattr(identity_platform, "identify", silent)
    assert [log_in(api).status for _ in range(MOST + 3)] == [503] * (MOST + 3)


def test_who_has_a_member_of_staffs_code_and_not_their_device_locks_that_login_elsewhere_and_not_for_its_owner(
    api, monkeypatch
):
    known_as(monkeypatch, STAFF)
    assert [log_in(api, device=f"stolen {n}").status for n in range(MOST)] == [401] * MOST
    refused(log_in(api, device="stolen once more"), 300)
    assert log_in(api).status == 201, "on the device registered for them, from wherever"


def test_who_has_the_device_and_not_the_second_factor_is_locked_on_that_device_alone(api, monkeypatch):
    for wider in ("device", "address"):
        monkeypatch.setitem(limits.GUESSES, wider, Limit(100, 600))
    known_as(monkeypatch, replace(STAFF, level=Level.LOGGED_IN))
    assert [log_in(api).body["code"] for _ in range(MOST)] == ["SECOND_FACTOR_REQUIRED"] * MOST
    known_as(monkeypatch, STAFF)
    refused(log_in(api), 300)
    known_as(monkeypatch, replace(STAFF, staff="clerk-2"))
    assert log_in(api).status == 201, "a colleague on the same device"
    known_as(monkeypatch, replace(STAFF, device=device_of("window 2")))
    assert log_in(api, device="window 2").status == 201, "their other registered device"


def test_wrong_proofs_lock_the_proofs_of_that_person_alone(api, login, monkeypatch):
    monkeypatch.setattr(identity_platform, "prove", lambda *_: None)
    me, other = (login("depositor", *who, level=Level.REAL_NAME) for who in ((), (OTHER,)))
    assert [api("POST", LIFT, {"code": "x"}, me).status for _ in range(MOST)] == [422] * MOST
    refused(api("POST", LIFT, {"code": "x"}, me), 300)
    assert api("POST", LIFT, {"code": "x"}, other).status == 422
    assert api("GET", "/v1/applications", who=me).status == 200


def test_no_limit_is_on_what_partners_sign_so_nobody_can_shut_out_a_banks_callback(api):
    signed = [f"{route.method} {route.path}" for route in ROUTES if route.signed]
    assert len(signed) == 3 and not {*signed} & {*limits.LIMITS}
    for path in ("/v1/bank/callbacks", "/v1/registry/callbacks", "/v1/bank/sessions"):
        assert [api("POST", path, {}).body["code"] for _ in range(MOST + 3)] == ["BAD_SIGNATURE"] * (MOST + 3)


def test_a_header_makes_nobody_another_client(api):
    asked = [api("POST", "/v1/quotes", {}, x_forwarded_for=f"203.0.113.{n}").status for n in range(MOST + 1)]
    assert asked[-1] == 429


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("203.0.113.1", "203.0.113.1"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::9", "2001:db8:1:2::/64"),
        (None, ""),
    ],
)
def test_a_client_is_the_address_the_gateway_saw_and_a_subscribers_network_is_one(address, client):
    from chalicelib.api.http.serve import _client

    class Asked:
        context = {"identity": {"sourceIp": address}}

    assert _client(Asked()) == client


def test_staff_who_try_numbers_out_wait_and_those_who_find_their_cases_and_their_colleagues_do_not(
    api, login, submitted
):
    trying, colleague = login("clerk", "C1", person="person_1"), login("clerk", "C2", person="person_2")
    far_away = login("clerk", "C3", "620200", person="person_3")

    def tried(who, number):
        return api("POST", "/v1/cases/find", {"number": number}, who)

    assert [tried(trying, submitted).status for _ in range(MOST + 1)] == [200] * (MOST + 1)
    assert [tried(trying, "620102001001GB00001F00010001").status for _ in range(MOST)] == [404] * MOST
    refused(tried(trying, submitted), 20 * 60)
    assert [tried(far_away, submitted).status for _ in range(MOST + 1)] == [404] * MOST + [429]
    assert tried(colleague, submitted).status == 200
