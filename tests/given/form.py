"""The one form, complete for every purchase kind, and the forms of the samples."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

Form = dict[str, Any]
SAMPLES = Path(__file__).parents[2] / "samples"
BORROWER, SPOUSE, OTHER = "620102199001010011", "620102199702020028", "620502198503150038"
SELLER = {"holder": "兰州示例房地产开发有限公司", "number": "6222022700000001019", "bank": "B01"}
TITLE = "甘(2018)兰州市不动产权第0000201号"
OLD_LOAN: Form = {
    "bank": "某银行兰州分行",
    "contract_number": "DK2020001",
    "borrower": "borrower",
    "account": {"holder": "周测试", "number": "6222022700000002017", "bank": "B02"},
    "paid_out_on": "2020-03-02",
    "amount": "600000.00",
    "principal_left": "450000.00",
    "combination": False,
}
CO_BORROWER: Form = {
    "key": "co_borrower_1",
    "name": "周共借",
    "id_number": OTHER,
    "phone": "13900000003",
    "marital": "10",
    "monthly_income": "8000.00",
    "relation": "7",
}
CO_OWNER: Form = {"key": "co_owner_1", "name": "周共有", "id_number": "620502198806120039", "phone": "13900000004"}
_OF_A_PURCHASE = ("contract_number", "down_payment", "seller", "seller_id")
_NEW: Form = {
    "centre": "620100", "kind": "new",
    "people": [
        {"key": "borrower", "name": "周测试", "id_number": BORROWER, "phone": "13900000001", "marital": "20",
         "monthly_income": "12000.00", "is_depositor": True, "minor_children": 0},
        {"key": "spouse", "name": "林测试", "id_number": SPOUSE, "phone": "13900000002", "marital": "20",
         "monthly_income": "12000.00", "is_depositor": True, "minor_children": 0},
    ],
    "home": {
        "kind": "new", "city": "620100", "contract_number": "LZ2026XS000101",
        "unit_number": "620102001001GB00101F00010101", "location": "甘肃省兰州市城关区示例路1号", "area": "98.50",
        "price": "900000.00", "down_payment": "400000.00", "seller": SELLER, "seller_id": "91620100MA0000001F",
    },
    "wish": {"amount": "500000.00", "months": 360, "method": "01", "bank": "B01",
             "repayment_account": "6222022700009000012"},
    "commitments": [],
    "declarations": ["TRUTH", "HOMES", "NO_FUND_LOAN"],
}  # fmt: skip


def form(kind: str = "new", **changes: Any) -> Form:
    """A couple's complete form of a purchase kind of the shipped policy, changed as `changed` says."""
    made = {**deepcopy(_NEW), "kind": kind}
    if kind in ("existing", "combination"):
        made["home"] |= {"kind": "existing", "appraisal": "950000.00"}
    if kind == "combination":
        made["wish"]["commercial_amount"] = "0.01"
        made["home"]["down_payment"] = "100000.00"
    if kind.startswith("transfer"):
        made["home"] = {name: value for name, value in made["home"].items() if name not in _OF_A_PURCHASE}
        made["home"] |= {"kind": "own", "title_number": TITLE}
        made["old_loan"] = deepcopy(OLD_LOAN)
    if kind == "off_site":
        made["people"][0]["deposit_centre"] = "610100"
        made["declarations"].append("ONE_PLACE")
    return changed(made, **changes)


def sample(number: int) -> dict[str, Any]:
    """A sample as its file says it: form, documents, corrections, what to expect."""
    read: dict[str, Any] = yaml.safe_load(next(SAMPLES.glob(f"{number}-*.yaml")).read_text("utf-8"))
    return read


def changed(form: Form, **changes: Any) -> Form:
    """A copy with values put at `home__price` or `people__0__name`; parts that are not there are begun."""
    copy = deepcopy(form)
    for path, value in changes.items():
        *way, last = [int(part) if part.isdigit() else part for part in path.split("__")]
        node: Any = copy
        for part in way:
            node = node.setdefault(part, {}) if isinstance(node, dict) else node[part]
        node[last] = value
    return copy
