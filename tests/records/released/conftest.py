"""A world for every released store: loaded once for all tests of a module, the clocks set to when it was made."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
import time_machine
from chalice.app import Chalice
from chalice.test import Client

from chalicelib import api as http
from chalicelib import settings
from chalicelib.domain.assurance import Level
from chalicelib.records import casefile
from chalicelib.trust.index import reference
from chalicelib.trust.sessions import STAFF, Session, device_of, open_session
from infra import simulators
from infra.simulators import Simulators
from tests.api.conftest import DEVICE, Api
from tests.given.platform import BANKS, EXCHANGE, Platform, standing
from tests.records import released
from tests.records.released import Case, Store

SECRETS = {"exchange": EXCHANGE, "banks": BANKS}
_LOADED = [(store, case) for store in map(released.described, released.names()) for case in store.cases]


def every(chosen: Callable[[Case], object] = lambda case: True) -> Any:
    """Runs a test for every case of every store, or for those chosen, as its fixture `case`."""
    rows = [pytest.param(store.name, case, id=f"{store.name}-{case.name}") for store, case in _LOADED if chosen(case)]
    return pytest.mark.parametrize(("world", "case"), rows, indirect=["world"], scope="module")


@dataclass
class World:
    """A loaded store on a platform, and the API before it."""

    platform: Platform
    store: Store
    api: Api
    partners: Simulators
    _forms: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    _sessions: dict[tuple[str, ...], str] = field(default_factory=dict)

    def parties(self, case: Case) -> list[str]:
        """The keys of a case's people, the applicant first."""
        return [person["key"] for person in self._form(case)["people"]]

    def party(self, case: Case, key: str = "borrower") -> str:
        """A session of one person of a case, found by the reference their number gives."""
        (person,) = (one for one in self._form(case)["people"] if one["key"] == key)
        return self.session("depositor", reference("person", person["id_number"]))

    def registers(self, case: Case, number: str) -> None:
        """The registry's book has the mortgage of a case under this number."""
        unit = casefile.load(case.id).form["home"]["unit_number"]  # a correction may have changed it
        entry = {"unit": unit, "certificate_number": number, "biz_status": "DONE"}
        self.partners.server.province.mortgages[case.id] = entry

    def staff(self, audience: str, case: Case, who: str = "") -> str:
        """A session of somebody at the desk of a case's centre."""
        return self.session(audience, who or f"{audience}-1", self._form(case)["centre"])

    def session(self, *who: str) -> str:
        """A session of an audience, a subject and, for staff, a centre."""
        if who not in self._sessions:
            audience, subject, *centre = who
            device = device_of(DEVICE) if audience in STAFF else ""
            whose = Session(
                audience, subject, "".join(centre), "test", f"person_{subject}", Level.STRONG, "test", device
            )
            self._sessions[who] = open_session(whose)[0]
        return self._sessions[who]

    def _form(self, case: Case) -> Mapping[str, Any]:
        if case.id not in self._forms:
            self._forms[case.id] = casefile.load(case.id).form
        return self._forms[case.id]


@pytest.fixture(scope="session")
def released_api() -> Client:
    app = Chalice(app_name="anju")
    http.register(app)
    return Client(app)


@pytest.fixture(autouse=True)
def an_empty_book(honest: Simulators) -> None:
    """Cases of one sample are about one home: what was registered for one of them is not in the way of the next."""
    honest.server.province.mortgages.clear()


def _all(case: Case) -> bool:
    return True


@pytest.fixture(scope="module")
def world(request: pytest.FixtureRequest, released_api: Client, honest: Simulators) -> Iterator[World]:
    store = released.described(request.param)
    with (
        time_machine.travel(datetime.fromisoformat(store.made_at), tick=True),
        pytest.MonkeyPatch.context() as patched,
        standing() as platform,
    ):
        released.load(platform, store.name, getattr(request.module, "LOADED", _all))
        _partnered(platform, patched, honest)
        yield World(platform, store, Api(released_api), honest)


NAMES_NO_HOLDER = "620102001001GB01101F00011101"  # in its filing, when these cases were written


@pytest.fixture(scope="session")
def honest() -> Iterator[Simulators]:
    """Partners who do what they are asked and never call back: the tests do."""
    with simulators.running(api_url="http://127.0.0.1:9", secrets=SECRETS, delay=3600) as running:
        for home in running.server.province.homes:
            home.pop("behaviour", None)
            if home["unit_number"] == NAMES_NO_HOLDER:
                home["filing"]["told"].pop("jgzhmc")
        yield running


def _partnered(platform: Platform, patched: pytest.MonkeyPatch, partners: Simulators) -> None:
    patched.setitem(settings.told, "ANJU_EXCHANGE_URL", f"{partners.url}/exchange")
    banks = {code: {**bank, "url": f"{partners.url}/banks/{code}"} for code, bank in BANKS.items()}
    platform.client("secretsmanager").put_secret_value(
        SecretId=platform.env["ANJU_SECRET_BANKS"], SecretString=json.dumps(banks)
    )
