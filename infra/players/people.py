"""An application for anybody in the synthetic province, made from what its agencies know of them."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from infra.players import samples
from infra.players.samples import Sample

PROVINCE = Path(__file__).parents[1] / "simulators/province"


def _rows(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load((PROVINCE / f"{name}.yaml").read_text(encoding="utf-8"))
    return rows


PEOPLE = {row["login"]: row for row in _rows("people") if "login" in row}


def application_of(login: str, *, marital: str = "10", spouse: str = "", commitments: tuple[str, ...] = ()) -> Sample:
    """A sample with the form this person would fill in truthfully, for the home they bought."""
    logins = {"borrower": login} | ({"spouse": spouse} if spouse else {})
    people = [_person(key, PEOPLE[code], marital) for key, code in logins.items()]
    home = next(row for row in _rows("homes") if people[0]["id_number"] in row.get("filing", {}).get("buyers", ()))
    form = {
        "centre": "620100",
        "kind": "existing" if home.get("title") else "new",
        "people": people,
        "home": _home(home),
        "wish": {
            "amount": "300000.00",
            "months": 240,
            "method": "01",
            "bank": "B01",
            "repayment_account": "6222022700000000011",
        },
        "commitments": list(commitments),
        "declarations": ["TRUTH", "HOMES", "NO_FUND_LOAN"],
    }
    documents: list[Mapping[str, str]] = [{"material": "B03", "person": "borrower", "file": "papers/down-payment.pdf"}]
    if home.get("title"):
        documents.append({"material": "B06", "person": "borrower", "file": "papers/down-payment.pdf"})
    return replace(
        samples.load()[0], key=login, form=form, logins=logins, documents=documents, corrections=[], staff=[], behaviours=[],
        expect={}, prefill=False,
    )  # fmt: skip


def _person(key: str, row: dict[str, Any], marital: str) -> dict[str, Any]:
    return {
        "key": key,
        "name": row["name"],
        "id_number": row["id_number"],
        "phone": row["phone"],
        "marital": marital,
        "monthly_income": "20000.00",
        "is_depositor": key == "borrower" or "account" in row,
        "minor_children": 0,
    }


def _home(row: dict[str, Any]) -> dict[str, Any]:
    filing, title = row["filing"], row.get("title")
    price = filing["price"]
    return {
        "kind": "existing" if title else "new", "city": "620100", "contract_number": filing["contract_number"],
        "unit_number": row["unit_number"], "location": row["location"], "area": "100.00", "price": price,
        "down_payment": f"{float(price) * 0.4:.2f}",
        "seller": {"holder": filing.get("told", {}).get("jgzhmc", "示例卖方"), "number": filing["account"], "bank": "B01"},
        "seller_id": title["owners"][0] if title else "91620100MA0000001F",
        **({"appraisal": price, "completed_year": title["completed_year"], "title_number": title["number"]} if title else {}),
    }  # fmt: skip
