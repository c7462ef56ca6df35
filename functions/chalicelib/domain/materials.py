"""Which materials (申请材料) a case needs: person × requirement × source. The list is policy; here it meets the facts.

What shared data, a licence, a partner or the platform itself can give is never asked of the person; a later source counts
only where the agency's answer found nothing. An agency that did not answer is for staff to look at, not for the person.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from dataclasses import field as dataclass_field
from typing import Any

from chalicelib.domain import matters
from chalicelib.domain.checks.declared import behind
from chalicelib.domain.checks.evidence import Evidence, is_received
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.domain.checks.papers import PAPER, STATED, is_enough, subject_of
from chalicelib.domain.form import circumstances
from chalicelib.domain.form.application import Application, upload_key
from chalicelib.domain.form.people import IDENTITY, Person, is_co_owner
from chalicelib.domain.frozen import frozen
from chalicelib.domain.policy import Material, Policy, Source

CONSENTS = ("data", "credit")  # of who owes the loan
UPLOAD, COMMITMENT, GENERATED = "upload", "commitment", "generated"


@frozen
class Need:
    """One material about one subject (a person's key, `home` or `case`), and the source that applies now.

    `check` is whose answer gives it, or would have; `commitment` what to sign where one stands for it. `asked`: the person
    has to bring it. `held`: it is there. `optional`: it helps, and its lack holds nothing up.
    """

    code: str
    name: str
    subject: str
    why: str
    mode: str
    check: str
    commitment: str
    asked: bool
    held: bool
    optional: bool
    tolerable: bool
    alternatives: tuple[str, ...]
    copies: str
    verified: bool
    source: str


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


def needed(application: Application, policy: Policy, evidence: Evidence | None = None) -> tuple[Need, ...]:
    """Everything this application needs, about whom and from where; without evidence, as before any agency was asked."""
    facts, receipt = circumstances.of(application, policy), is_received(application, evidence)
    linked = matters.checks(application, policy)
    needs = []
    for material in policy.materials:
        for subject in _SUBJECTS[material.of](application, policy):
            known = {**facts, **_of_person(application, subject)}
            if circumstances.holds(material.when, known):
                source = _source(material, subject, known, linked, evidence, receipt)
                needs.append(_need(material, subject, source, known, application, policy, evidence))
    return tuple(needs)


def missing(application: Application, policy: Policy, evidence: Evidence | None = None) -> tuple[Defect, ...]:
    """Every upload, figure and consent the application still lacks, once what agencies could not find is known."""
    uploads = [
        _lacking(need, application, evidence)
        for need in needed(application, policy, evidence)
        if is_to_be_brought(need) and not _is_put_off(need, application, policy)
    ]
    consents = [
        Defect(f"{use.upper()}_CONSENT_LACKING", person.key, "REMEDY_CONSENT", "materials", "consents")
        for person in application.parties
        for use in ((IDENTITY,) if is_co_owner(person.key) else CONSENTS)
        if application.consent(person.key, use) is None
    ]
    return (*uploads, *_appraisal(application), *consents)


def is_to_be_brought(need: Need) -> bool:
    """Whether it is lacking, and the parties have to upload it."""
    return need.mode == UPLOAD and not (need.held or need.optional or _is_told_by_the_agency(need.check))


def _is_put_off(need: Need, application: Application, policy: Policy) -> bool:
    """容缺: it may be brought after acceptance. What was brought already is told like anything else that is not enough."""
    key = upload_key(need.code, need.subject)
    may_be = need.tolerable and need.code in policy.tolerance and key in application.tolerated
    return may_be and not application.documents.get(key)


def _lacking(need: Need, application: Application, evidence: Evidence | None) -> Defect:
    """What to put right for want of one: the figure, where less than that was found without the paper. That paper they cannot provide."""
    key, named = upload_key(need.code, need.subject), {"name": need.name}
    if application.uploaded(need.code, need.subject):
        return Defect("PAPER_NOT_ENOUGH", key, "REMEDY_UPLOAD", "materials", values=named)
    if evidence and need.code in STATED and evidence.shown(key) is not None:
        return Defect("SHOWN_LESS", "home", "REMEDY_SHOWN_LESS", "materials", f"home.{STATED[need.code]}", named)
    return Defect("MATERIAL_MISSING", key, "REMEDY_UPLOAD", "materials", values=named)


def to_read(application: Application, policy: Policy, evidence: Evidence) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The papers a person has to look at before they count: upload key, and SHA-256 of each file."""
    for need in needed(application, policy, evidence):
        key = upload_key(need.code, need.subject)
        files = (application.papers or {}).get(key, ())
        is_paper = need.mode == UPLOAD and files and not _is_told_by_the_agency(need.check)
        if is_paper and evidence.finding(PAPER, subject_of(key)) is None:
            yield key, files


def _source(
    material: Material,
    subject: str,
    facts: circumstances.Facts,
    linked: frozenset[str],
    evidence: Evidence | None,
    receipt: bool,
) -> Source:
    """The best source that can give it; where none can, the best of all, which staff then look at."""
    answers = {s.check: answer for s in material.sources if (answer := _answer(s.check, subject, evidence))}
    facts = {**facts, **{check: answer.code for check, answer in answers.items()}, "receipt": receipt}

    def gives(source: Source) -> bool:
        if source.when and not circumstances.holds(source.when, facts):
            return False
        answer = answers.get(source.check)
        return not source.check or (source.check in linked and not (answer and answer.outcome is Outcome.NOT_FOUND))

    return next(filter(gives, material.sources), material.sources[0])


def _need(
    material: Material,
    subject: str,
    source: Source,
    facts: circumstances.Facts,
    application: Application,
    policy: Policy,
    evidence: Evidence | None,
) -> Need:
    name = f"materials.{material.code}"
    return Need(
        code=material.code,
        name=material.name,
        subject=subject,
        why=material.why,
        mode=source.mode,
        check=source.check or material.sources[0].check,
        commitment=source.code if source.mode == COMMITMENT else "",
        asked=source.mode in (UPLOAD, COMMITMENT),
        held=_held(material, subject, source, application, evidence),
        optional=material.optional is not None and bool(circumstances.holds(material.optional, facts)),
        tolerable=material.tolerable,
        alternatives=tuple(a.name for a in material.alternatives if circumstances.holds(a.when, facts)),
        copies=material.copies,
        verified=name in policy.confirmed,
        source=policy.sources.get(name, ""),
    )


def _held(
    material: Material, subject: str, source: Source, application: Application, evidence: Evidence | None
) -> bool:
    if evidence is None and application.uploaded(material.code, subject):
        return True
    if evidence and (shown := evidence.shown(upload_key(material.code, subject))) is not None:
        return is_enough(material.code, shown, application)
    if source.mode == COMMITMENT:
        return source.code in application.commitments
    if source.mode == GENERATED:
        return not source.code or application.consent(subject, source.code) is not None
    answer = _answer(source.check, subject, evidence)
    return evidence is not None and answer is not None and evidence.holds(answer.check, answer.subject)


def _answer(code: str, subject: str, evidence: Evidence | None) -> Finding | None:
    check = behind(code)
    return evidence.finding(code, check.subject or subject) if evidence and check else None


def _is_told_by_the_agency(code: str) -> bool:
    check = behind(code)
    return check is not None and check.proof != ""


def _of_person(application: Application, subject: str) -> circumstances.Facts:
    """What the `when` of a material about a person may ask of them besides the facts of the case."""
    person = next((p for p in application.people if p.key == subject), None)
    if person is None:
        return {}
    return {
        "depositor": person.is_depositor,
        "income": person.monthly_income > 0,
        "resident_id": person.is_resident,
    }


def _elsewhere(person: Person, application: Application, policy: Policy) -> bool:
    """Deposits are kept at another centre; of a borrower who does not say where, the purchase kind tells."""
    if person.deposit_centre is None:
        return person is application.borrower and policy.kinds[application.kind].traits.get("off_site") is True
    return person.deposit_centre not in policy.own


_SUBJECTS: Mapping[str, Callable[[Application, Policy], tuple[str, ...]]] = {
    "case": lambda application, policy: ("case",),
    "home": lambda application, policy: ("home",),
    "borrower": lambda application, policy: (application.borrower.key,),
    "spouse": lambda application, policy: tuple(p.key for p in application.people if p.key == "spouse"),
    "co_borrower": lambda application, policy: tuple(
        p.key for p in application.people if p.key.startswith("co_borrower")
    ),
    "each": lambda application, policy: tuple(p.key for p in application.people),
    "off_site_depositor": lambda application, policy: tuple(
        p.key for p in application.people if p.is_depositor and _elsewhere(p, application, policy)
    ),
}


def _appraisal(application: Application) -> tuple[Defect, ...]:
    """An existing home is lent on at the lower of price and appraisal, so the appraisal's figure is needed too."""
    if application.home.kind == "existing" and application.home.appraisal is None:
        return (Defect("APPRAISAL_MISSING", "home", "REMEDY_APPRAISAL", "materials", "home.appraisal"),)
    return ()
