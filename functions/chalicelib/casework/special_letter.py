"""The letter that says what a case waits for (特别程序告知书), and how long that stops our promise. The sweep has it made, which can wait for whoever prints."""

from chalicelib import clock, policy
from chalicelib.casework import accepting, special
from chalicelib.casework.rules import is_past_law, law_ahead, law_of, policy_of
from chalicelib.domain.status import ENDED, Status
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile, Changes, Expect
from chalicelib.records.contents import Paper


def write(case: CaseFile, key: str) -> bool:
    """Makes and writes down the letter of a procedure, wherever the case stands by then; False where there is one. Raises `Contended` and what `papers.made` raises."""
    name = _name(case, key)
    if any(one.name == name for one in case.results):
        return False
    results = accepting.papers(case.results, _letter(case, key, name))
    casefile.amend(
        case,
        expect=Expect(status=frozenset(Status) - ENDED, unchanged=("decision", "procedures", "results")),
        **Changes(results=results),
    )
    return True


def _name(case: CaseFile, key: str) -> str:
    """By its place alone: what a procedure is about may be one party's."""
    return f"procedure-{1 + [*case.procedures].index(key)}.pdf"


def _letter(case: CaseFile, key: str, name: str) -> Paper:
    from chalicelib.casework.papers import made
    from chalicelib.documents.letter import Letter
    from chalicelib.documents.procedure import procedure

    one, rules = case.procedures[key], policy_of(case)
    head = Letter(policy.centres()[case.centre], case.known_as, case.application, clock.day(one.at))
    until = clock.day(one.until)
    waits_for, law = special.called(one.kind), law_of(case)
    said = procedure(
        head, rules, one.kind, waits_for, until, law or law_ahead(case, head.on, until), is_accepted=law is not None,
        provisional=one.provisional, is_decided=case.is_decided, is_past_law=is_past_law(case),
    )  # fmt: skip
    return made(case, name, said)
