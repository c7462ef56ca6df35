"""A sound application and what agencies say about it, to be bent by each test."""

from datetime import date
from types import SimpleNamespace

import pytest

from tests.given.answers import finding, findings
from tests.given.application import application, off_site, own_home, person
from tests.given.marks import confirmed, without_lanzhou_s_own

ON = date(2026, 3, 2)


@pytest.fixture
def make() -> SimpleNamespace:
    return SimpleNamespace(
        person=person,
        application=application,
        own_home=own_home,
        off_site=off_site,
        finding=finding,
        findings=findings,
        on=ON,
        policy=confirmed(without_lanzhou_s_own().in_force("620100", ON)),
    )
