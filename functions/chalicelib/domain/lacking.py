"""What an application still lacks (补正事项): papers, figures and consents; and the papers there are that a person has to look at."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from dataclasses import field as dataclass_field
from typing import Any

from chalicelib.domain.checks.evidence import Evidence
from chalicelib.domain.checks.papers import PAPER, STATED, subject_of
from chalicelib.domain.form.application import Application, upload_key
from chalicelib.domain.form.people import IDENTITY, is_co_owner
from chalicelib.domain.frozen import frozen
from chalicelib.domain.materials import UPLOAD, Need, is_to_be_brought, is_told_by_an_agency, needed
from chalicelib.domain.policy import Policy

CONSENTS = ("data", "credit")  # of who owes the loan


@frozen
class Defect:
    """One thing the applicants can put right (补正事项).

    `where` is a person's key, `home`, or the key of an upload (`B03`, `D01.spouse`);
    `field` its place in the form, if it is in the form, such as `home.price`. `code` and `remedy` have texts in the message
    catalogue, filled with `values`. `check` is who saw it: an agency's check, `materials` or `rules`. No personal data.
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


def missing(application: Application, policy: Policy, evidence: Evidence | None = None) -> tuple[Defect, ...]:
    """Every upload, figure and consent the application still lacks, once what agencies could not find is known."""
    uploads = [
        _lacking(need, application, evidence)
        for need in needed(application, policy, evidence)
        if is_to_be_brought(need) and not _is_put_off(need, application)
    ]
    consents = [
        Defect(f"{use.upper()}_CONSENT_LACKING", person.key, "REMEDY_CONSENT", "materials", "consents")
        for person in application.parties
        for use in ((IDENTITY,) if is_co_owner(person.key) else CONSENTS)
        if application.consent(person.key, use) is None
    ]
    return (*uploads, *_appraisal(application), *consents)


def to_read(application: Application, policy: Policy, evidence: Evidence) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The papers a person has to look at before they count: upload key, and SHA-256 of each file."""
    for need in needed(application, policy, evidence):
        key = upload_key(need.code, need.subject)
        files = (application.papers or {}).get(key, ())
        is_paper = need.mode == UPLOAD and files and not is_told_by_an_agency(need.check)
        if is_paper and evidence.finding(PAPER, subject_of(key)) is None:
            yield key, files


def _is_put_off(need: Need, application: Application) -> bool:
    """容缺: it may be brought after acceptance. What was brought already is told like anything else that is not enough."""
    key = upload_key(need.code, need.subject)
    may_be = need.tolerable and key in application.tolerated
    return may_be and not application.documents.get(key)


def _lacking(need: Need, application: Application, evidence: Evidence | None) -> Defect:
    """What to put right for want of one: the figure, where less than that was found without the paper. That paper they cannot provide."""
    key, named = upload_key(need.code, need.subject), {"name": need.name}
    if application.uploaded(need.code, need.subject):
        return Defect("PAPER_NOT_ENOUGH", key, "REMEDY_UPLOAD", "materials", values=named)
    if evidence and need.code in STATED and evidence.shown(key) is not None:
        return Defect("SHOWN_LESS", "home", "REMEDY_SHOWN_LESS", "materials", f"home.{STATED[need.code]}", named)
    return Defect("MATERIAL_MISSING", key, "REMEDY_UPLOAD", "materials", values=named)


def _appraisal(application: Application) -> tuple[Defect, ...]:
    """An existing home is lent on at the lower of price and appraisal, so the appraisal's figure is needed too."""
    if application.home.kind == "existing" and application.home.appraisal is None:
        return (Defect("APPRAISAL_MISSING", "home", "REMEDY_APPRAISAL", "materials", "home.appraisal"),)
    return ()
