"""Which documents the people must still bring (申请材料): the list is policy, the answer names everything at once."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from dataclasses import field as dataclass_field
from typing import Any

from chalicelib.domain import circumstances
from chalicelib.domain.application import Application
from chalicelib.domain.policy import Material, Policy

CONSENTS = ("data", "credit")


@dataclass(frozen=True)
class Defect:
    """One thing the applicants can put right (补正事项).

    `where` is a person's key, `home` or a material's code; `field` its place in the form, if it is in the form, such as
    `home.price`. `code` and `remedy` have texts in the message catalogue, filled with `values`. `check` is who saw it:
    an agency's check, `materials` or `rules`. It holds no personal data.
    """

    code: str
    where: str
    remedy: str
    check: str
    field: str = ""
    values: Mapping[str, str] = dataclass_field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The defect as it is stored and told."""
        return asdict(self)


def required(application: Application, policy: Policy) -> tuple[Material, ...]:
    """The materials of the policy's list that this application needs."""
    facts = circumstances.of(application, policy)
    return tuple(material for material in policy.materials if circumstances.holds(material.when, facts))


def missing(application: Application, policy: Policy) -> tuple[Defect, ...]:
    """Every upload, figure and consent the application still lacks."""
    uploads = [
        Defect("MATERIAL_MISSING", material.code, "REMEDY_UPLOAD", "materials", values={"name": material.name})
        for material in required(application, policy)
        if material.sources[0].mode == "upload" and not application.uploaded(material.code)
    ]
    consents = [
        Defect(f"{use.upper()}_CONSENT_LACKING", person.key, "REMEDY_CONSENT", "materials", "consents")
        for person in application.people
        for use in CONSENTS
        if application.consent(person.key, use) is None
    ]
    return (*uploads, *_appraisal(application), *consents)


def _appraisal(application: Application) -> tuple[Defect, ...]:
    """An existing home is lent on at the lower of price and appraisal, so the appraisal's figure is needed too."""
    if application.home.kind == "existing" and application.home.appraisal is None:
        return (Defect("APPRAISAL_MISSING", "home", "REMEDY_APPRAISAL", "materials", "home.appraisal"),)
    return ()
