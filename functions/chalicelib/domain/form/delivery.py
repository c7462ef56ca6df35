"""Where papers reach a party (送达地址), by what the form says."""

from collections.abc import Mapping
from typing import Any

_BORROWER, _ELECTRONIC = "borrower", "E_DELIVERY"


def place(form: Mapping[str, Any], key: str) -> str:
    """Where in the form the address of that party stands, as a JSON pointer: the delivery address where that names this very party and no other of the
    same name, which is the borrower where it names nobody; else their home. Empty where there is neither."""
    delivery = form.get("delivery") or {}
    named = [one["key"] for one in form.get("people", ()) if one.get("name", "") == delivery.get("recipient")]
    whose = named if delivery.get("recipient") else [_BORROWER]
    if whose == [key] and delivery.get("address"):
        return "/delivery/address"
    found = next(
        (at for at, one in enumerate(form.get("people", ())) if one["key"] == key and one.get("address")), None
    )
    return "" if found is None else f"/people/{found}/address"


def is_electronic(form: Mapping[str, Any]) -> bool:
    """Whether the borrower has ticked electronic delivery (电子送达), an option of the form: for themself, and for nobody else."""
    return _ELECTRONIC in (form.get("declarations") or ())


def addresses(form: Mapping[str, Any]) -> dict[str, str]:
    """The address of every party that has one, by their key."""
    places = {one["key"]: place(form, one["key"]) for one in form["people"]}
    return {key: _at(form, where) for key, where in places.items() if where}


def _at(form: Mapping[str, Any], where: str) -> str:
    if where == "/delivery/address":
        return str(form["delivery"]["address"])
    return str(form["people"][int(where.split("/")[2])]["address"])
