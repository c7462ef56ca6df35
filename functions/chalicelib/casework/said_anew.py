"""What a person may say anew when a pay-out has stopped (放款受阻时补充核实): of the home or its old loan, beside what was ruled on them before the
decision. It supplies what that ruling lacks for the money, and takes nothing of it back."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from chalicelib.casework import ruled
from chalicelib.casework.answers import known_of, said, unruled
from chalicelib.casework.questions import questions
from chalicelib.casework.rules import transfer_of
from chalicelib.domain.checks.declared import declared
from chalicelib.domain.checks.evidence import Evidence
from chalicelib.domain.checks.finding import Outcome
from chalicelib.records.casefile import CaseFile

_OWNERS, _LIENS = "owners_are_parties", "mortgages_of_old_lender"
_TITLED, _TO_LOOK_AT, _TITLE = "TITLE_OWNERS_CHANGED", "TITLE_TO_LOOK_AT", "title_shown"
_DOUBTED, _FILING = "FILING_TO_LOOK_AT", "filing_shown"
_AGAINST_NOTHING = {_TO_LOOK_AT, _DOUBTED}
_NAMED_NOBODY = {"FILING_CHANGED", _TITLED, *_AGAINST_NOTHING}


def looks(case: CaseFile, codes: Collection[str]) -> Iterator[Mapping[str, Any]]:
    """The looks that may be answered beside the word to try again, where a pay-out has stopped for these codes.

    Of a bank that tells nothing itself, what it has written for today (书面结清证明). Of a home that somebody ruled on, what they did not say:
    that all who own it are parties, as an earlier release did not ask; which title they have looked at today, where nobody can tell which was
    ruled on; whose the certificates are that they named, where the registry names no holder. Of a home that is bought whose title is not what it was
    and against nothing, or whose filing raises a new doubt alone, that somebody has looked at today's. `anew`: whoever says it tells what shows it; `beside`: the rest of what was ruled stands.
    """
    is_silent = "OLD_LOAN_NOT_CONFIRMED" in codes and not ruled.told(case, "old_loan").facts
    if is_silent and ruled.in_their_favour(case, "old_loan"):
        yield _look(case, "old_loan", declared("old_loan").needed)
    if facts := [*_of_home(case, codes)]:
        yield {**_look(case, "property", facts), "beside": True}


def _of_home(case: CaseFile, codes: Collection[str]) -> Iterator[str]:
    home = next(iter(known_of(case, "property")), None)
    if (
        home is None
        or home.outcome is not Outcome.CONFIRMED
        or not (home.is_ruled or _AGAINST_NOTHING.intersection(codes))
    ):
        return
    # As it is once somebody has said anything.
    lacking = Evidence(case.application, ()).lacking(replace(home, by="staff:"))
    is_unseen = _TO_LOOK_AT in codes or (_TITLED in codes and ruled.is_title_unseen(case))
    is_whole = not {*lacking} - {_OWNERS}
    is_untold = is_unseen and is_whole
    if (_NAMED_NOBODY.intersection(codes) and lacking == (_OWNERS,)) or (
        is_untold and case.application.home.kind == "own"
    ):
        yield _OWNERS
    if is_untold:
        yield _TITLE
    if _DOUBTED in codes and is_whole:
        yield _FILING
    if "TITLE_NOT_FREE" in codes and home.facts.get("mortgage_numbers") and transfer_of(case) == "loan_for_loan":
        yield _LIENS


def _look(case: CaseFile, code: str, facts: Collection[str]) -> dict[str, Any]:
    check, of, answer = declared(code), questions(case.application)(code, "home"), unruled(case, code, "home")
    asked = {"check": code, "subject": "home", "code": answer.code, "what": check.look, "facts": facts}
    return {**asked, "of": of, "on": said(answer), "anew": True}
