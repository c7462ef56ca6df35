"""Contesting (异议): a party says that a finding is not so, why, and with which papers; who decides it is another than who found it.

A contest counts for the question the finding answered. Once a ruling has been made on it, that stands.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from chalicelib.casework.actor import Actor
from chalicelib.casework.answers import known
from chalicelib.casework.hands import VERIFY
from chalicelib.casework.questions import questions
from chalicelib.domain.checks import contested
from chalicelib.domain.checks.finding import Finding, Outcome, key_of
from chalicelib.records.casefile import CaseFile
from chalicelib.records.changes import roles_of
from chalicelib.records.statements import Contest


def contestable(case: CaseFile) -> Iterator[Finding]:
    """What is found against the parties and nobody has contested yet: contradictions, papers that a person says prove nothing, and whatever
    else of an agency the notice names; of a finding contested in part what is left of it."""
    named = {(one.get("check"), one["where"]) for one in case.notice.defects} if case.notice else set()
    question = questions(case.application)
    for found in known(case):
        place = found.check, found.subject
        contest = case.contests.get(key_of(*place))
        is_contested = contest is not None and contest.of == question(*place)
        is_adverse = found.outcome is Outcome.CONTRADICTED
        if (is_adverse and not found.is_ruled) if is_contested else (is_adverse or place in named):
            yield found


def made(
    case: CaseFile, found: Finding, of: str, at: str, by: str, party: str, reason: str, files: Iterable[str], codes: Iterable[str]
) -> Contest:  # fmt: skip
    """A contest to be written, its reason sealed, with who found it and what, and which codes of it are not so."""
    key = key_of(found.check, found.subject)
    ruling = case.rulings.get(key) if found.by != "agency" else None
    finder = (ruling.by, ruling.person) if ruling else ("", "")
    return Contest(of, at, by, party, found.code, *finder, case.seal_contest(key, reason), [*files], [*codes])


def to_settle(case: CaseFile, look: Mapping[str, Any]) -> frozenset[str]:
    """The codes that are all not so if the contested finding of a look is set aside; none where nothing is contested."""
    contest = of_look(case, look)
    found = next((one for one in case.findings if (one.check, one.subject) == (look["check"], look["subject"])), None)
    if contest is None:
        return frozenset()
    return contested.to_settle(found, contest.named) if found else frozenset(contest.named)


def of_look(case: CaseFile, look: Mapping[str, Any]) -> Contest | None:
    """What a party says against the finding a look is about, if it is contested."""
    contest = case.contests.get(key_of(look["check"], look["subject"]))
    return contest if contest and contest.of == look.get("of") else None


def is_barred(case: CaseFile, kind: str, details: Mapping[str, Any], who: Actor) -> bool:
    """Whether this person has found what is contested in a task of that kind and these details, or has upheld it before the case was reopened, or has found
    the word untrue that it decides on. Where an earlier release did not keep who found it, it may be whoever has ever ruled here."""
    if case.commitments:
        from chalicelib.casework import commitments  # few cases rest on one

        if commitments.is_own(case, kind, details.get("codes", ()), who):
            return True
    looks = [*details.get("looks", ())]
    if any(_has_upheld(case, key_of(one["check"], one["subject"]), who) for one in looks):
        return True
    has_ruled = VERIFY in roles_of(case.hands.get(who.person, ""))
    for contest in filter(None, (of_look(case, look) for look in looks)):
        if contest.finder and (
            contest.finder == who.login or (contest.person == who.person if contest.person else has_ruled)
        ):
            return True
    return False


def _has_upheld(case: CaseFile, key: str, who: Actor) -> bool:
    """Whether they ruled against what was contested there, and that ruling counts no more: the case was reopened since."""
    ruling = case.rulings.get(key)
    if ruling is None or ruling.of or key not in case.contests or ruling.outcome != Outcome.CONTRADICTED:
        return False
    return ruling.by == who.login or ruling.person == who.person
