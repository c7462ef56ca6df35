"""Which answers count (认定的核验结果): the agencies' as far as they still answer the present form, and staff's rulings, beside what we
have lent ourselves."""

import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from chalicelib.casework.questions import questions
from chalicelib.casework.rules import policy_of, transfer_of
from chalicelib.domain import matters
from chalicelib.domain.checks.declared import CHECKS, declared
from chalicelib.domain.checks.expected import Place, is_told, unanswered
from chalicelib.domain.checks.finding import OVERTURNED, UPHELD, Finding, Outcome, key_of, place_of
from chalicelib.domain.checks.papers import PAPER, READ, RULED
from chalicelib.domain.form import parties
from chalicelib.domain.form.application import Application
from chalicelib.domain.form.people import Party
from chalicelib.records.casefile import CaseFile
from chalicelib.records.statements import Contest, Ruling

_OPEN = set(Outcome) - {Outcome.CONTRADICTED}


def known(case: CaseFile) -> tuple[Finding, ...]:
    """Every finding that counts: about the form as it is now and to a matter it links; a person's ruling settles an open one, as long as that
    says what was ruled on, and one that is contested is open until another person has ruled."""
    question, linked = questions(case.application), matters.checks(case.application, policy_of(case))
    counting = _answered(case, question, linked)
    for key, ruling in case.rulings.items():
        check, subject = place_of(key)
        if _is_contested(case, key, ruling):
            continue  # who ruled on it rules on it no more
        if check == PAPER:
            if ruling.of == question(check, subject):
                counting[check, subject] = _read(case, key, ruling)
            continue
        open_answer = counting.get((check, subject)) or unanswered(check, subject)
        asked = check in linked and ruling.of == question(check, subject)
        if asked and _is_on(case, key, ruling, open_answer) and open_answer.outcome in _OPEN:
            counting[check, subject] = _ruled(case, key, open_answer, ruling)
    return tuple(_with_ours(case, counting).values())


def known_of(case: CaseFile, check: str) -> list[Finding]:
    """Those findings that count of one check, of each person it was asked about."""
    return [finding for finding in known(case) if finding.check == check]


def title_of(case: CaseFile) -> Mapping[str, Any]:
    """What counts of the home's filing and title, as facts of the check `property`; empty where nothing does."""
    return next((finding.facts for finding in known_of(case, "property")), {})


def as_counted(case: CaseFile) -> Application:
    """The application as its decision has counted with it: what papers state that are drawn up after it."""
    from chalicelib.domain.judging.counted import as_counted as counted  # only the papers of a loan ask

    return counted(case.application, known(case))


def unruled(case: CaseFile, check: str, subject: str) -> Finding:
    """What stands of a check about somebody before anybody rules on it."""
    linked = matters.checks(case.application, policy_of(case))
    return _answered(case, questions(case.application), linked).get((check, subject)) or unanswered(check, subject)


def said(answer: Finding) -> str:
    """What an answer says, as a digest: a ruling on it holds for no other. What a person has yet to say of it is nothing that it says."""
    to_say = {name for check in CHECKS.values() for name in check.contest_asks.values()}
    facts = {name: fact for name, fact in answer.facts.items() if name not in to_say}
    whole = json.dumps([answer.outcome, answer.code, facts], sort_keys=True, default=str)
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


def _answered(case: CaseFile, question: Callable[[str, str], str], linked: Collection[str]) -> dict[Place, Finding]:
    """What the agencies have answered to the present form; what is contested of it is open."""
    counting = {
        (finding.check, finding.subject): finding
        for finding in case.findings
        if finding.check in linked
        and case.answered(finding.check, finding.subject, question(finding.check, finding.subject))
    }
    if case.contests:
        from chalicelib.domain.checks.contested import opened  # few findings are

        contested = {place: contest.named for place, contest in _contested(case, question)}
        counting |= {place: opened(counting[place], codes) for place, codes in contested.items() if place in counting}
    return _with_ours(case, counting)


def _with_ours(case: CaseFile, counting: dict[Place, Finding]) -> dict[Place, Finding]:
    """With what we have lent ourselves: before a person rules, who then says of ours too, and again for what only that person says."""
    if not case.lent:  # few have borrowed before
        return counting
    from chalicelib.casework.remembered import together

    return {place: together(found, case.lent.get(found.subject, 0)) for place, found in counting.items()}


def _is_on(case: CaseFile, key: str, ruling: Ruling, answer: Finding) -> bool:
    """Whether a ruling was made on that answer. Where an earlier release kept no digest of it: on one that was there by then."""
    if ruling.on:
        return ruling.on == said(answer)
    return key not in case.answers or case.answers[key].at <= ruling.at


def mortgages_before_ours(case: CaseFile) -> frozenset[str]:
    """The certificates that may stand before ours until the loan is paid: the old loan's, where a loan repays a loan."""
    if transfer_of(case) != "loan_for_loan":
        return frozenset()
    from chalicelib.domain.checks import liens  # few loans repay another

    return frozenset(liens.of_old_lender(case.application, title_of(case)))


def mortgagors_of(case: CaseFile) -> tuple[Party, ...]:
    """Who mortgages the home, as the agencies name its owners."""
    return parties.mortgagors(case.application, title_of(case))


def _contested(case: CaseFile, question: Callable[[str, str], str]) -> Iterator[tuple[tuple[str, str], Contest]]:
    """The contests of findings, by place, whatever has been ruled on them since."""
    of = ((place_of(key), contest) for key, contest in case.contests.items())
    return ((place, contest) for place, contest in of if contest.of == question(*place))


def _is_contested(case: CaseFile, key: str, ruling: Ruling) -> bool:
    contest = case.contests.get(key)
    return contest is not None and contest.of == ruling.of and ruling.at <= contest.at


def _read(case: CaseFile, key: str, ruling: Ruling) -> Finding:
    """What somebody has said of a paper, whose bytes are still those that count."""
    outcome = Outcome(ruling.outcome)
    code = READ if outcome is Outcome.CONFIRMED else RULED
    return Finding(*place_of(key), outcome, code, case.facts_of(key), by=f"staff:{ruling.by}")


def _ruled(case: CaseFile, key: str, answer: Finding, ruling: Ruling) -> Finding:
    outcome, contest = Outcome(ruling.outcome), case.contests.get(key)
    lacking = {name: fact for name, fact in case.facts_of(key).items() if not is_told(answer, name)}
    facts = {**answer.facts, **lacking}  # nobody says otherwise than an agency did
    if contest and contest.of == ruling.of:
        code = OVERTURNED if outcome is Outcome.CONFIRMED else UPHELD
        if code == UPHELD and {*contest.named} <= {*declared(answer.check).contest_asks}:
            code, facts = contest.named[0], {**facts, "defects": [*contest.named]}  # whoever owns it too can still join
    else:
        code = answer.code if outcome is Outcome.CONFIRMED else declared(answer.check).ruled
    return replace(answer, outcome=outcome, code=code, facts=facts, by=f"staff:{ruling.by}")


def undecided(case: CaseFile, check: str, subject: str, of: str) -> Contest | None:
    """What a party says against the answer to that question, as long as nobody has ruled on it."""
    contest, ruling = case.contests.get(key_of(check, subject)), case.rulings.get(key_of(check, subject))
    if contest is None or contest.of != of:
        return None
    return None if ruling and ruling.of == of and ruling.at > contest.at else contest
