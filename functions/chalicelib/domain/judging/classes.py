"""Classes of approval (分级审批): A automatic, B one review, C two or three. Never a score.

A is an allow-list of the policy (`classes.automatic`): facts of the case that all have to hold, and exclusions of which none may; a fact that is
open holds in neither's favour. Whatever the list says, a person looks where anything rests on less than agencies' answers and confirmed figures:
that is the house's, and no centre's data waives it.

Of class C the policy says which take a final review (终审) besides, `classes.final`: above `amount`; above `word`, where they rest on a person's word alone;
and of those in `risk`, a condition each, where one holds or nobody knows. Before it said so two reviews were enough.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from chalicelib.domain.form.circumstances import holds
from chalicelib.domain.judging import amount, homes, own_share
from chalicelib.domain.judging.grounds import doubted_of_cap, doubted_of_term
from chalicelib.domain.judging.judgement import WISH, Judgement
from chalicelib.domain.judging.rule import UNVERIFIED, Situation, Verdict

AUTOMATIC, FINAL = "automatic", "final"
# What every centre had before its list was data: decisions of then are made again by it.
BEFORE: Mapping[str, Any] = {
    "when": {"home": ["new", "own"], "combination": False, "transfer": "none", "off_site": False}
}
_BEYOND: Mapping[str, str] = {
    "home": "ROUTE_EXISTING_HOME",
    "combination": "ROUTE_COMBINATION",
    "transfer": "ROUTE_TRANSFER",
    "off_site": "ROUTE_OFF_SITE",
}


def classed(situation: Situation, judgement: Judgement) -> tuple[str, tuple[str, ...]]:
    """The class of a case that may be lent to, and the codes of why (ROUTE_…)."""
    if judgement.amount > situation.policy.tiers["one_review"]:
        return "C", ("ROUTE_AMOUNT_HIGH", *_why_a_third(situation, judgement))
    if situation.evidence.supplied_by_hand:
        return "C", ("ROUTE_SUPPLIED", *_why_a_third(situation, judgement))
    why = tuple(_why_a_person(situation, judgement))
    return ("B", why) if why else ("A", ("ROUTE_ALL_CONFIRMED",))


def _why_a_person(s: Situation, judgement: Judgement) -> Iterator[str]:
    """Everything that keeps a case from being decided without a person."""
    if judgement.amount > s.policy.tiers["automatic"]:
        yield "ROUTE_AMOUNT_MIDDLE"
    listed = s.policy.classes.get(AUTOMATIC, BEFORE)
    beyond = [name for name, wanted in listed["when"].items() if not holds({name: wanted}, s.facts)]
    yield from dict.fromkeys(_BEYOND.get(name, "ROUTE_NOT_LISTED") for name in beyond)
    if any(holds(one["when"], s.facts) is not False for one in listed.get("unless", ())):
        yield "ROUTE_EXCLUDED"
    if not s.evidence.by_agencies_alone:
        yield "ROUTE_NOT_BY_AGENCIES"
    proven = (amount.proven_income(s, person) is not None for person in s.application.people)
    on_papers = amount.rests_on_proof(judgement.basis, s.policy) or own_share.rests_on_proof(s, judgement.basis.homes)
    if judgement.basis.children or any(proven) or on_papers:
        yield "ROUTE_UPLOADED_PROOF"
    if any(UNVERIFIED in result.inputs for result in judgement.reasons) or _is_lowered_in_doubt(s, judgement):
        yield "ROUTE_UNVERIFIED"
    if s.application.tolerated and _owes(s):
        yield "ROUTE_OWED"
    if s.homes.kind == homes.REJECT or any(result.outcome is Verdict.LOOK for result in judgement.reasons):
        yield "ROUTE_LOOK"


def _why_a_third(s: Situation, judgement: Judgement) -> Iterator[str]:
    """Everything for which a case of class C takes a final review."""
    if (final := s.policy.classes.get(FINAL)) is None:
        return
    if judgement.amount > Decimal(final["amount"]):
        yield "ROUTE_FINAL_AMOUNT"
    on_a_word = s.evidence.supplied_by_hand or s.evidence.on_their_word
    if on_a_word and judgement.amount > Decimal(final["word"]):
        yield "ROUTE_FINAL_WORD"
    if any(holds(one["when"], s.facts) is not False for one in final.get("risk", ())):
        yield "ROUTE_FINAL_RISK"


def _owes(s: Situation) -> bool:
    from chalicelib.domain.owed import owed  # few cases owe anything

    return bool(owed(s.application, s.policy, s.evidence))


def _is_lowered_in_doubt(s: Situation, judgement: Judgement) -> bool:
    """Less is granted than was asked for, or for less long, by a figure nobody confirmed for this centre: that is as good as refusing the rest."""
    by_cap = judgement.binding != WISH and doubted_of_cap(judgement.binding, s.policy)
    shortest = [code for code, months in s.terms.items() if judgement.months >= months < s.application.wish.months]
    return bool(by_cap) or any(doubted_of_term(code, s.policy) for code in shortest)
