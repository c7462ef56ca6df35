"""A seventeenth centre with a cap, a purchase kind and a material of its own is data alone: no Python knows of them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from chalicelib import policy
from chalicelib.domain.form import identifiers
from chalicelib.domain.judging.decision import decide
from infra.tools.policy import DATA
from tests.given.answers import findings
from tests.given.application import application, person
from tests.given.made_up import CENTRE, OVERLAY
from tests.given.marks import confirmed, without_lanzhou_s_own

ON = date(2026, 3, 2)


def made(proposed):
    centres = (DATA / "centres.yaml").read_text(encoding="utf-8") + CENTRE
    return proposed(centres=centres, overlays__629900=OVERLAY)


def test_it_has_what_is_its_own_and_everything_of_the_province(proposed):
    found = made(proposed).in_force("629971", ON)
    assert (found.centre, found.name) == ("629900", "虚构市住房公积金管理中心")
    assert found.caps["CAP_TALENT"]["multiple"] == "30" and "CAP_PRICE" in found.caps
    assert found.kinds["auction"].homes == ("existing",) and "new" in found.kinds
    assert [m.name for m in found.materials if m.code == "B99"] == ["拍卖成交确认书"]
    assert found.down_payment["first"] == Decimal("0.25")
    assert "down_payment" not in found.unverified and "caps.CAP_TALENT" in found.unverified
    assert identifiers.task_code(made(proposed).task_code("629900")) is None


def test_what_a_kind_of_its_own_names_no_other_kind_has(proposed):
    kinds = made(proposed).in_force("629971", ON).kinds
    assert {code: kind.traits["auction"] for code, kind in kinds.items() if code in ("auction", "new")} == {
        "auction": True,
        "new": False,
    }
    assert kinds["new"].traits["transfer"] == "none"


CLASSES = """
classes:
  automatic:
    - {from: 2026-01-01, verified: false, source: DEMO, note: 虚构,
       value: {when: {home: [new, existing], combination: false, transfer: none, off_site: false}, unless: [{when: {marital: "10"}}]}}
"""


def test_which_of_its_cases_need_no_person_is_data_alone(proposed):
    centres = (DATA / "centres.yaml").read_text(encoding="utf-8") + CENTRE
    its = proposed(centres=centres, overlays__629900=OVERLAY + CLASSES).in_force("629971", ON).classes
    rules = replace(confirmed(without_lanzhou_s_own().in_force("620100", ON)), classes=its)

    def route(case):
        decided = decide(case, findings(case, credit=True), rules, ON)
        return decided.route, decided.why

    assert route(application()) == ("A", ("ROUTE_ALL_CONFIRMED",))
    assert route(application(person("borrower", marital="10"))) == ("B", ("ROUTE_EXCLUDED",))
    old = application(kind="existing", appraisal=Decimal(1020000), completed_year=2015, months=240)
    assert "ROUTE_EXISTING_HOME" not in route(old)[1], "its list takes homes that were lived in"


def test_before_it_begins_there_is_only_the_province(proposed):
    found = made(proposed).in_force("629900", date(2025, 12, 31))
    assert "CAP_TALENT" not in found.caps and "auction" not in found.kinds
    assert found.down_payment["first"] == Decimal("0.20")


def test_no_other_centre_and_not_the_shipped_policy_know_of_it(proposed):
    book = made(proposed)
    assert len(book.centres()) == 17 and len(policy.centres()) == 16
    assert book.in_force("620200", ON).version == policy.in_force("620200", ON).version
    assert "auction" not in book.in_force("620200", ON).kinds
