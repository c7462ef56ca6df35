"""Collation (核验汇总): everything known so far, looked at together, and what is next.

A hard rule that already fails ends the case at once, so that nobody corrects or looks in vain; so does a finding that was contested and upheld. Otherwise people look
first, so that one single notice can then hold every defect of every person, document and agency (一次告知). What the parties say that they cannot provide
is not asked for again: a person looks whether anything else shows it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NotRequired, TypedDict

from chalicelib.domain.checks.declared import declared
from chalicelib.domain.checks.evidence import Evidence
from chalicelib.domain.checks.expected import Place, expected, unanswered
from chalicelib.domain.checks.finding import UPHELD, Finding, Outcome
from chalicelib.domain.checks.papers import (
    CANNOT,
    LOOK,
    LOOK_WITHOUT,
    PAPER,
    TO_READ,
    is_paper,
    shown_by,
    subject_of,
)
from chalicelib.domain.form.application import Application
from chalicelib.domain.form.codes import COURT_PAPERS, MARRIED, OLD_LOAN_PAPERS
from chalicelib.domain.frozen import frozen
from chalicelib.domain.judging import own_share
from chalicelib.domain.judging.grounds import held
from chalicelib.domain.judging.rule import RuleResult, Situation, Verdict, judged
from chalicelib.domain.judging.rules import BEFORE_CREDIT
from chalicelib.domain.lacking import Defect, missing, to_read
from chalicelib.domain.policy import Policy

# Rules whose failure the applicants can put right: they are told, not refused. On an unverified basis they are told beside other
# defects only: a case may not end for want of that correction alone.
CORRECTABLE_RULES = {"DOWN_PAYMENT": "home"}  # and where each is told
_MARK = "（未核实）"
_ALL_PROVIDED: Mapping[str, bool] = {}


class Asked(TypedDict):
    """A look as it is kept and as a task shows it; it holds no personal data."""

    check: str
    subject: str
    code: str
    what: str
    facts: Sequence[str]
    files: NotRequired[Sequence[str]]


@frozen
class Look:
    """What a person must look at: which check about whom, what was answered, and the facts they have to supply with a
    confirmation. `code` and `what` have texts in the message catalogue. `files`: the SHA-256 of each paper it rests on."""

    check: str
    subject: str
    code: str
    what: str
    facts: tuple[str, ...] = ()
    files: tuple[str, ...] = ()

    def to_json(self) -> Asked:
        """The look as it is kept."""
        kept = Asked(check=self.check, subject=self.subject, code=self.code, what=self.what, facts=self.facts)
        return {**kept, "files": self.files} if self.files else kept


@frozen
class Collation:
    """What is next: `refuse`, `verify`, `correct`, `credit` or `assess`; and everything that was found, whatever is next."""

    next: str
    defects: tuple[Defect, ...] = ()
    looks: tuple[Look, ...] = ()
    reasons: tuple[RuleResult, ...] = ()
    upheld: tuple[Place, ...] = ()  # what was found against them, contested, and found again by another person
    without: tuple[
        str, ...
    ] = ()  # papers, by upload key, that they cannot provide, and a person has found nothing else to show


def collate(
    application: Application,
    findings: Sequence[Finding],
    policy: Policy,
    on: date,
    *,
    all_asked: bool = False,
    cannot: Mapping[str, bool] = _ALL_PROVIDED,
    looked_at: Collection[str] = (),
    sort: type[Situation] = Situation,
) -> Collation:
    """Says what is next for a case. A check that should have answered and did not counts as unavailable.

    A check that is asked last (credit) is not waited for before `all_asked`. `cannot`: where the parties have said of a defect that they cannot
    provide what it asks for, and whether a person has found since that nothing else shows it. `looked_at`: papers that somebody looks at
    meanwhile, by what rulings call them: nothing waits for that here (容缺). Raises `UndeclaredCheck` where a linked matter names a check nobody knows how to wait for.
    """
    places = expected(application, policy)
    situation = sort.of(application, findings, policy, on)
    evidence = situation.evidence
    failed = [result for result in judged(BEFORE_CREDIT, situation) if result.outcome is Verdict.FAIL]
    refusing = [result for result in failed if held(result, policy).outcome is Verdict.FAIL]
    reasons = tuple(result for result in refusing if not _is_correctable(result, cannot))
    lacking, told = tuple(missing(application, policy, evidence)), tuple(by_agencies(evidence))
    rules = [one for one in (failed if lacking or told else refusing) if _is_correctable(one, cannot)]
    defects = (*lacking, *by_rules(rules, situation), *told)
    papers = [_paper(key, files) for key, files in to_read(application, policy, evidence)]
    papers = [look for look in papers if look.subject not in looked_at]
    to_look_at = {
        *looked_at,
        *(look.subject for look in papers),
    }  # what was brought is read first, whatever was said beside it
    unprovided = [
        one.where
        for one in lacking
        if one.where in cannot and is_paper(one.where) and subject_of(one.where) not in to_look_at
    ]
    without = tuple(key for key in unprovided if cannot[key])
    asked = [*papers, *(_without(key) for key in unprovided if not cannot[key])]
    looks = (*_looks(places, evidence, all_asked), *{look.subject: look for look in asked}.values())
    read = {look.subject for look in looks if look.check == PAPER} | {*map(subject_of, without), *looked_at}
    defects = tuple(one for one in defects if one.check != "materials" or subject_of(one.where) not in read)
    upheld = tuple((finding.check, finding.subject) for finding in evidence if finding.code == UPHELD)
    if reasons or upheld or without:
        word = "refuse"
    elif looks:
        word = "verify"
    elif defects:
        word = "correct"
    else:
        word = next((declared(check).step for check, subject in places if not evidence.holds(check, subject)), "assess")
    return Collation(word, defects, looks, reasons, upheld, without)


def _is_correctable(result: RuleResult, cannot: Mapping[str, bool]) -> bool:
    """Whether the parties are asked to put it right: it can be, and they have not said that they cannot."""
    return result.code in CORRECTABLE_RULES and CORRECTABLE_RULES[result.code] not in cannot


def _without(key: str) -> Look:
    return Look(PAPER, subject_of(key), CANNOT, LOOK_WITHOUT, shown_by(key))


def _looks(places: Iterable[Place], evidence: Evidence, all_asked: bool) -> Iterator[Look]:
    for check, subject in places:
        finding = evidence.finding(check, subject)
        if evidence.settled(check, subject) or _is_defect(finding, evidence):
            continue
        if finding or all_asked or not declared(check).last:
            yield _look(finding or unanswered(check, subject), evidence)


def _paper(key: str, files: tuple[str, ...]) -> Look:
    return Look(PAPER, subject_of(key), TO_READ, LOOK, shown_by(key), files)


def _look(finding: Finding, evidence: Evidence) -> Look:
    code, files = finding.code, tuple[str, ...]()
    if code in ("MARRIAGE_NO_RECORD", "MARRIAGE_PAPERS_MISSING") and evidence.application.documents.get(COURT_PAPERS):
        code, files = "MARRIAGE_PAPERS_TO_READ", (evidence.application.papers or {}).get(COURT_PAPERS, ())
    if finding.check == "old_loan":  # its bank's own statement takes the place of its answer
        files = (evidence.application.papers or {}).get(OLD_LOAN_PAPERS, ())
    return Look(finding.check, finding.subject, code, declared(finding.check).look, evidence.to_supply(finding), files)


def by_agencies(evidence: Evidence) -> Iterator[Defect]:
    """What agencies have found that the applicants can put right."""
    for finding in evidence:
        if finding.check != PAPER and _is_defect(finding, evidence):
            check = declared(finding.check)
            remedy = check.proof if finding.outcome is Outcome.NOT_FOUND and check.proof else check.remedy
            for code in finding.facts.get("defects") or (finding.code,):
                yield Defect(code, finding.subject, remedy, finding.check, check.fields.get(code, ""))


def by_rules(failed: Iterable[RuleResult], s: Situation) -> Iterator[Defect]:
    """What the applicants can put right of rules that fail."""
    for result in failed:
        if result.code == "DOWN_PAYMENT":
            mark = "" if held(result, s.policy).outcome is Verdict.FAIL else _MARK
            share = f"{(own_share.share(s, result.inputs['homes']) * 100).normalize():f}%{mark}"
            field, values = "home.down_payment", {"share": share}
            yield Defect("DOWN_PAYMENT_LOW", "home", "REMEDY_DOWN_PAYMENT", "rules", field, values)


def _is_defect(finding: Finding | None, evidence: Evidence) -> bool:
    """Contradictions are the applicant's to put right; so is a missing proof of being single (无记录不等于未婚)."""
    if finding is None:
        return False
    if finding.outcome is Outcome.CONTRADICTED:
        return True
    proof_lacking = not evidence.settled(finding.check, finding.subject) and not evidence.application.documents.get(
        COURT_PAPERS
    )
    declared_married = evidence.application.borrower.marital in MARRIED
    no_record = finding.code == "MARRIAGE_NO_RECORD" and not declared_married
    return proof_lacking and (no_record or finding.code == "MARRIAGE_PAPERS_MISSING")
