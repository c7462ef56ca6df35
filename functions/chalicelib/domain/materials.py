"""Which materials (申请材料) a case needs: person × requirement × source. The list is policy; here it meets the facts.

What shared data, a licence, a partner or the platform itself can give is never asked of the person; a later source counts
only where the agency's answer found nothing. An agency that did not answer is for staff to look at, not for the person.
"""

from collections.abc import Callable, Mapping

from chalicelib.domain import matters
from chalicelib.domain.checks.declared import behind
from chalicelib.domain.checks.evidence import Evidence, is_received
from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.domain.checks.papers import is_enough
from chalicelib.domain.form import circumstances
from chalicelib.domain.form.application import Application, upload_key
from chalicelib.domain.form.people import Person
from chalicelib.domain.frozen import frozen
from chalicelib.domain.policy import Material, Policy, Source

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


def is_tolerated(material: Material, policy: Policy) -> bool:
    """Whether it may be brought after acceptance (容缺): the list says that it may be, the policy of the centre says within how many days, and it is
    a paper that somebody brings."""
    return (
        material.tolerable and material.code in policy.tolerance and any(one.mode == UPLOAD for one in material.sources)
    )


def is_to_be_brought(need: Need) -> bool:
    """Whether it is lacking, and the parties have to upload it."""
    return need.mode == UPLOAD and not (need.held or need.optional or is_told_by_an_agency(need.check))


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
        tolerable=is_tolerated(material, policy),
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


def is_told_by_an_agency(code: str) -> bool:
    """Whether the answer of that check tells all that such a paper would, so that nobody has to bring or read one."""
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
    "spouse": lambda application, policy: (application.spouse.key,) if application.spouse else (),
    "co_borrower": lambda application, policy: tuple(
        p.key for p in application.people if p.key.startswith("co_borrower")
    ),
    "each": lambda application, policy: tuple(p.key for p in application.people),
    "off_site_depositor": lambda application, policy: tuple(
        p.key for p in application.people if p.is_depositor and _elsewhere(p, application, policy)
    ),
}
