"""Which documents the people must still bring (申请材料): the list is policy, the answer names everything at once."""

from dataclasses import asdict, dataclass
from typing import Any

from chalicelib.domain.application import Application
from chalicelib.domain.policy import Material, Policy

CONSENTS = ("data", "credit")


@dataclass(frozen=True)
class Defect:
    """One thing the applicant can put right (补正事项).

    `code` and `remedy` have texts in the message catalogue. Where it is: a person's key, a material's code, a field of
    the form as `home.price`; empty where it does not apply. `check` is the agency that saw it, or `materials`, `rules`.
    """

    code: str
    remedy: str
    check: str
    person: str = ""
    material: str = ""
    field: str = ""

    def to_json(self) -> dict[str, str]:
        """The defect as it is stored and told; it holds no personal data."""
        return asdict(self)


def required(application: Application, policy: Policy) -> tuple[Material, ...]:
    """The materials of the policy's list that this application needs."""
    case = _facts(application)
    return tuple(
        material
        for material in policy.materials
        if all(case.get(name) == value for name, value in material.when.items())
    )


def missing(application: Application, policy: Policy) -> tuple[Defect, ...]:
    """Every upload, figure and consent the application still lacks."""
    uploads = [
        Defect("MATERIAL_MISSING", "MATERIAL_MISSING_REMEDY", "materials", material=material.code)
        for material in required(application, policy)
        if material.mode == "upload" and not application.documents.get(material.code)
    ]
    consents = [
        Defect(f"CONSENT_{use.upper()}_LACKING", "CONSENT_LACKING_REMEDY", "materials", person=person.key)
        for person in application.people
        for use in CONSENTS
        if application.consent(person.key, use) is None
    ]
    return (*uploads, *_appraisal(application), *consents)


def _appraisal(application: Application) -> tuple[Defect, ...]:
    """An existing home is lent on at the lower of price and appraisal, so the appraisal's figure is needed too."""
    if application.home.kind == "existing" and application.home.appraisal is None:
        return (Defect("APPRAISAL_MISSING", "APPRAISAL_MISSING_REMEDY", "materials", field="home.appraisal"),)
    return ()


def _facts(application: Application) -> dict[str, Any]:
    """What a material's `when` may ask about."""
    return {
        "kind": application.home.kind,
        "combination": application.wish.commercial_amount > 0,
        "marital": application.borrower.marital,
    }
