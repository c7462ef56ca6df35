"""The models of the one form as one tree of JSON Schema, with what is shown of a case and never asked."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from chalicelib.api.forms import Form
from chalicelib.api.forms.fields import coded
from chalicelib.domain.form import codes

Schema = dict[str, Any]
Named = tuple[str, str, codes.Table | None]  # on paper, in JGJ/T 320, code table
_SHARED: dict[str, Named] = {
    "fund_account_status": ("个人账户状态", "GRZHZT", codes.ACCOUNT_STATUS),
    "paid_to": ("缴至年月", "JZNY", None),
    "deposit_base": ("个人缴存基数", "GRJCJS", None),
    "monthly_deposit": ("月缴额", "YJCE", None),
    "balance": ("个人账户余额", "GRZHYE", None),
    "consecutive_months": ("连续足额缴存月数", "LXZCJCYS", None),
}  # what the fund's records say of a person: never asked of them
_COMPUTED: dict[str, dict[str, Named]] = {
    "home": {"unit_price": ("单价", "DanJia", None)},
    "wish": {"loan_type": ("贷款类型", "DKLX", codes.LOAN_TYPE), "rate": ("贷款利率", "JKHTLL", None)},
}


def whole() -> Schema:
    """The models inlined, without `null`: what is absent is left out."""
    tree: Schema = json.loads(_inlined())
    return tree


@cache
def _inlined() -> str:
    models = Form.model_json_schema()
    tree = _plain(models, models["$defs"])
    people = tree["properties"]["people"]["items"]["properties"]
    people |= {name: _shown("shared", *named) for name, named in _SHARED.items()}
    for part, computed in _COMPUTED.items():
        tree["properties"][part]["properties"] |= {name: _shown("computed", *named) for name, named in computed.items()}
    return json.dumps(tree)


def _shown(source: str, title: str, standard: str, table: codes.Table | None) -> Schema:
    """Read-only, and refused where it is sent all the same."""
    about = {"title": title, "x-standard": standard, "x-mark": "verified", **coded(table)}
    return {**about, "readOnly": True, "x-source": source, "not": {}}


def _plain(node: Any, definitions: Mapping[str, Any]) -> Any:
    if isinstance(node, list):
        return [_plain(one, definitions) for one in node]
    if not isinstance(node, dict):
        return node
    rest = {
        name: value for name, value in node.items() if name not in ("$defs", "$ref", "anyOf", "default", "description")
    }
    if "$ref" in node:
        return {**_plain(definitions[node["$ref"].rpartition("/")[2]], definitions), **rest}
    if "anyOf" in node:
        (one,) = [_plain(one, definitions) for one in node["anyOf"] if one != {"type": "null"}]
        return {**one, **rest}
    if "properties" in node:
        rest["properties"] = {name: _plain(value, definitions) for name, value in node["properties"].items()}
    if "items" in node:
        rest["items"] = _plain(node["items"], definitions)
    return rest
