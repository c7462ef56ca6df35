"""A hall's system of tickets (排队叫号): each centre has a hall, with people waiting in it since it opened."""

from collections.abc import Mapping
from typing import Any

from infra.simulators.province import Province

WAITING = ("A001", "A002", "B001", "A003", "B002")


def stands(province: Province, params: Mapping[str, Any]) -> dict[str, Any]:
    """How many wait, and what that counter has called last."""
    hall = _hall(province, params)
    return {"waiting": len(hall["waiting"]), "number": hall["called"].get(params["counter"], "")}


def call(province: Province, params: Mapping[str, Any]) -> dict[str, Any]:
    """The next one, or the last one again; what was asked before is answered as it was."""
    hall = _hall(province, params)
    if params["request"] in hall["asked"]:
        return dict(hall["asked"][params["request"]])
    if not params["again"]:
        hall["called"][params["counter"]] = hall["waiting"].pop(0) if hall["waiting"] else ""
    hall["asked"][params["request"]] = stands(province, params)
    return dict(hall["asked"][params["request"]])


def _hall(province: Province, params: Mapping[str, Any]) -> dict[str, Any]:
    return province.halls.setdefault(params["centre"], {"waiting": [*WAITING], "called": {}, "asked": {}})
