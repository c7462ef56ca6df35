"""Why a loan is refused (不予贷款的理由), whoever refused it: the rules that failed, or those a reviewer rests on and what they say of it.

Nothing unverified refuses without a person, so most refusals are a reviewer's. The rules they rest on are those they named, and
where they named none, every rule that was not met or had to be looked at.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from chalicelib.casework.rules import policy_of
from chalicelib.domain.checks.finding import UPHELD, WITHOUT, key_of
from chalicelib.domain.checks.papers import subject_of
from chalicelib.domain.form.application import upload_of
from chalicelib.domain.work import STAFF
from chalicelib.messages import worded
from chalicelib.records.casefile import CaseFile
from chalicelib.records.reviews import Review

REVIEWED = "REVIEW_REFUSED"  # the reviewer's own words, which stay sealed
Reason = Mapping[str, Any]


def refused_by(case: CaseFile) -> Review | None:
    """The decision of staff that refuses it: a refusal stands, whatever is said of the case after it."""
    return next((review for review in reversed(case.standing) if review.decision == "refuse"), None)


def reasons(case: CaseFile) -> Sequence[Reason]:
    """Why, as rules tell it: {code, outcome, subject, text, basis}. In the clear; of a reviewer's words the code alone."""
    review = refused_by(case)
    if case.reasons or review is None:
        return case.reasons
    return [*_rested_on(case, review), {"code": REVIEWED, "outcome": "fail"}]


def reasons_in_words(case: CaseFile) -> Sequence[Reason]:
    """The same for the parties: with what the reviewer wrote, and `unverified` where a rule rests on figures nobody confirmed."""
    from chalicelib.domain.judging.grounds import doubted  # with the rules, which hardly any case needs here
    from chalicelib.domain.statute import quoted

    policy, review = policy_of(case), refused_by(case)
    said = (case.reason_of(review) if review else "") or None
    law = quoted(policy, "decision")
    by_law = {"basis": law.words, "unverified": not law.is_confirmed}
    return [
        {**one, **({"text": said, **by_law} if said else {})} if one["code"] == REVIEWED
        else {**_upheld(case, one), **by_law} if one["code"] == UPHELD
        else {**_without(case, one), **by_law} if one["code"] == WITHOUT
        else {**one, "unverified": one["code"] in policy.rules and bool(doubted(one["code"], policy))}
        for one in reasons(case)
    ]  # fmt: skip


def _upheld(case: CaseFile, one: Reason) -> Reason:
    """A finding that was contested in vain: what was found, and what whoever decided the contest wrote."""
    key = key_of(one["check"], one["subject"])
    found, ruling = case.contests.get(key), case.rulings.get(key)
    about = worded(f"CHECK_{one['check'].upper()}"), "；".join(map(worded, found.named)) if found else ""
    said = case.comment_on(key, ruling) if ruling else ""
    return {**one, "text": "；".join(filter(None, ("：".join(filter(None, about)), said)))}


def _without(case: CaseFile, one: Reason) -> Reason:
    """A paper that cannot be provided: which, and what whoever looked for something else wrote."""
    key = key_of(one["check"], subject_of(one["paper"]))
    ruling, code = case.rulings.get(key), upload_of(one["paper"])[0]
    name = next((material.name for material in policy_of(case).materials if material.code == code), "")
    said = case.comment_on(key, ruling) if ruling else ""
    return {**one, "text": "：".join(filter(None, (name, said)))}


def open_rules(case: CaseFile) -> list[str]:
    """The codes a refusal of this case may rest on: every rule the decision says was not met or has to be looked at."""
    said = case.decision["reasons"] if case.decision else ()
    return list(dict.fromkeys(one["code"] for one in said if one["outcome"] != "pass"))


def _rested_on(case: CaseFile, review: Review) -> Iterator[Reason]:
    if not case.decision or not (review.rules or STAFF[review.level].about == "decision"):
        return
    codes = review.rules or open_rules(case)
    for one in case.decision["reasons"]:
        if one["code"] in codes and one["outcome"] != "pass":
            yield {**one, "outcome": "fail"}
