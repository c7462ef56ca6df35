"""A check and a centre nobody of the code knows, and a policy that links them."""

import json
from collections.abc import Mapping
from typing import Any, TypedDict

from chalicelib.domain.checks.declaration import Check
from chalicelib.domain.form import identifiers
from infra.tools.policy import COMPILED


class Household(TypedDict):
    """What the household register would say."""

    members: int
    moved_in: str


MADE_UP = Check(
    "household", "户籍", agency="households", call="members", step="household", about="each", facts=Household,
    needed=("members",), certain="subject", also="", scope=("户籍",), fields={"HOUSEHOLD_MISMATCH": "people.address"},
)  # fmt: skip
MATTER = {"name": "户籍核验", "owner": "公安", "sort": "verification", "checks": ["household"], "when": {}}
PAPER = {
    "name": "户籍证明",
    "of": "each",
    "why": "核对",
    "tolerable": False,
    "sources": [{"mode": "shared", "check": "household"}, {"mode": "upload"}],
}


# The centre, as a line of centres.yaml and its overlay.
USCC = next(
    code
    for sign in "0123456789ABCDEFGHJKLMNPQRTUWXY"
    if identifiers.credit_code(code := f"12629900000000001{sign}") is None
)
CENTRE = (
    f'"629900": {{name: 虚构市住房公积金管理中心, short: 虚公积金, serves: ["629971"], uscc: "{USCC}", level: "3"}}\n'
)
OVERLAY = """
sources:
  OWN_RULES: {authority: 虚构市住房公积金管理中心, title: 贷款办法, number: 虚公积金〔2026〕1号, seen: 2026-01-05, in_force: 2026-01-01, mark: T, quotes: {第三条: 首套25%，二套30%}}
caps:
  CAP_TALENT:
    - {from: 2026-01-01, value: {name: 人才额度, formula: balance_multiple, multiple: "30", when: {kind: auction}}, source: DEMO, note: 虚构, verified: false}
kinds:
  auction:
    - {from: 2026-01-01, verified: false, source: DEMO, note: 虚构,
       value: {name: 司法拍卖购房, homes: [existing], combination: [false], payee: seller,
               traits: {off_site: false, transfer: none, auction: true}}}
materials:
  B99:
    - {from: 2026-01-01, verified: false, source: DEMO, note: 虚构,
       value: {name: 拍卖成交确认书, of: home, why: 确认成交, sources: [{mode: upload}], tolerable: false, when: {auction: true}}}
down_payment:
  - {from: 2026-01-01, value: {first: "0.25", second: "0.30"}, source: OWN_RULES 第三条, verified: true}
"""


def compiled_with(name: str, value: Mapping[str, Any]) -> dict[str, Any]:
    """The shipped policy with one thing more, as somebody's hand might write it into compiled.json."""
    whole: dict[str, Any] = json.loads(COMPILED.read_text(encoding="utf-8"))
    whole["overlays"].setdefault("620100", {})[name] = [
        {"from": "2026-01-01", "value": value, "source": "虚构", "verified": False}
    ]
    return whole
