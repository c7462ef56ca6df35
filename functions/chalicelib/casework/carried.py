"""Contests that go on with a corrected form (异议随补正延续): the rest of an answer was put right, and what is contested of it is said again."""

import hashlib
import json
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from chalicelib.casework.questions import questions
from chalicelib.domain.checks.contested import against
from chalicelib.domain.checks.declared import CHECKS
from chalicelib.domain.checks.finding import Finding, Outcome, key_of, place_of
from chalicelib.domain.form.application import Application
from chalicelib.domain.form.digested import digested
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile, Expect
from chalicelib.records.statements import Contest


def rests_on(case: CaseFile, check: str, subject: str, codes: Collection[str]) -> str:
    """What a contest of those codes is about, as a digest: what the agency said there, and what the form says against it. Nothing of what a
    person has found."""
    found = _told(case, check, subject)
    if found is None or check not in CHECKS:
        return ""
    about = [_said(found, codes), _stated(case.application, check, subject, codes)]
    return hashlib.sha256(json.dumps(about, sort_keys=True, default=str).encode()).hexdigest()[:16]


def onto_new_answers(case: CaseFile) -> CaseFile:
    """The case, each undecided contest of an earlier form in it made one of the present one, where the agency says the same of what is contested
    and the form does too. Once more it changes nothing. Raises `Contended`."""
    going_on = dict(_going_on(case))
    if not going_on:
        return case
    casefile.amend(case, expect=Expect(unchanged=("contests",)), contests={**case.contests, **going_on})
    return casefile.load(case.id)


def _going_on(case: CaseFile) -> Iterator[tuple[str, Contest]]:
    question = questions(case.application)
    for key, contest in case.contests.items():
        check, subject = place_of(key)
        if not contest.rests or contest.finder or contest.of == (of := question(check, subject)):
            continue
        ruling, found = case.rulings.get(key), _told(case, check, subject)
        is_decided = ruling is not None and ruling.of == contest.of != "" and ruling.at > contest.at
        is_said_again = (
            case.answered(check, subject, of)
            and found is not None
            and found.outcome is not Outcome.CONFIRMED
            and {*contest.named} <= {*against(found)}
        )
        if not is_decided and is_said_again and contest.rests == rests_on(case, check, subject, contest.named):
            yield key_of(check, subject), replace(contest, of=of)


def _told(case: CaseFile, check: str, subject: str) -> Finding | None:
    return next((one for one in case.findings if (one.check, one.subject) == (check, subject)), None)


def _said(found: Finding, codes: Collection[str]) -> list[Any]:
    """Of the home what each code rests on of its contract, which unit that is of, whose it is by the registry, and who of the parties; of anything
    else all."""
    if found.check != "property":
        return [found.outcome, {**found.facts}]
    from chalicelib.agencies.filed import RESTS_ON  # few findings are contested

    parts = found.facts.get("contract_parts", {})
    of_codes = [
        [parts.get(name) for name in RESTS_ON[code]] if code in RESTS_ON else found.facts.get("contract")
        for code in sorted(codes)
    ]
    return [of_codes, parts.get("unit_number"), found.facts.get("title"), found.facts.get("owners")]


def _stated(application: Application, check: str, subject: str, codes: Collection[str]) -> list[Any]:
    who = [[one.key, one.name, one.id_type, one.id_number] for one in application.parties]
    if check == "property":
        fields = [CHECKS[check].fields.get(code, "").split(".") for code in sorted(codes)]
        parts = [getattr(application.home, name[1]) if name[0] == "home" else None for name in fields]
        home = application.home
        return [who, home.kind, home.contract_number, home.unit_number, digested(parts)]
    also, person = CHECKS[check].also, None if subject == "home" else application.party(subject)
    return [who, digested(getattr(application, also)) if also else None, digested(person)]
