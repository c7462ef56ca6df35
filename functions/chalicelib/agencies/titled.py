"""What the registry's title of the home (不动产权属) says beside the form."""

from typing import Any

from chalicelib.agencies.filed import applicants
from chalicelib.agencies.registry.answers import Unit
from chalicelib.domain.form import normal
from chalicelib.domain.form.application import Application


def facts(application: Application, unit: Unit | None) -> dict[str, Any]:
    """What it says of the home, as `PropertyFacts` has it; where it was not asked, nothing but that nobody is known to own an own home."""
    own = application.home.kind == "own"
    held = unit.title.owners if unit and unit.title else frozenset[str]()
    owners = {"owners": [person.key for person in application.people if person.id_number in held]} if own else {}
    if unit is None:
        return owners
    return {
        **owners,
        "seized": unit.seized,
        "mortgaged": bool(unit.mortgages),
        "mortgages": sorted(unit.mortgages),
        "completed_year": unit.title.completed_year if unit.title else None,
    }


def differences(application: Application, unit: Unit | None) -> list[str]:
    """The codes of everything it says against the form."""
    found = _of_own(application, unit) if application.home.kind == "own" else _of_bought(application, unit)
    return [code for code, holds in found.items() if holds]


def _of_bought(application: Application, unit: Unit | None) -> dict[str, bool]:
    home, title = application.home, unit.title if unit else None
    seller = normal.identity(home.seller_id)
    return {"TITLE_SELLER_MISMATCH": home.kind == "existing" and title is not None and seller not in title.owners}


def _of_own(application: Application, unit: Unit | None) -> dict[str, bool]:
    title, parties = unit.title if unit else None, applicants(application)
    somebody_elses = title is not None and not title.owners & parties
    beside = title is not None and not somebody_elses and not title.owners <= parties
    return {"TITLE_OWNER_MISMATCH": unit is None or somebody_elses, "TITLE_CO_OWNER_BESIDE": beside}
