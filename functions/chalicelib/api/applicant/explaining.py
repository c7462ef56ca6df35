"""The decision explained (决定说明, PIPL 24): outcome, every cap and limit, every rule with its basis and inputs, and how to object.

It is read from the grounds sealed when it was decided, never computed anew. Whoever asks sees their own data and the
home's; figures that rest on several people's accounts go to the borrower, whose decision it is, but not what they were made
of. What a rule says of another party is that party's alone, its outcome too; the desk sees all.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from chalicelib import policy as policies
from chalicelib.api import visibility
from chalicelib.api.http.problem import Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.casework import levels, refusing, words
from chalicelib.casework.present import present
from chalicelib.casework.rules import judged_by
from chalicelib.domain.policy import NoPolicy, Policy
from chalicelib.domain.status import Status
from chalicelib.domain.work import levels as levels_of
from chalicelib.messages import whom, worded
from chalicelib.records.casefile import CaseFile

if TYPE_CHECKING:
    from chalicelib.domain.judging.grounds import Explained, Grounds


def explain(call: Call) -> Answer:
    """Why it was decided as it was. 404 `NOT_DECIDED` while nothing is."""
    from chalicelib.domain.judging import refusal  # with the rules, which a decision alone needs

    case = call.case
    grounds = case.grounds
    if grounds is None:
        raise Problem("NOT_DECIDED")
    policy, accepted_on = _policy(case, grounds), present(case.accepted_on, "acceptance")
    viewer = visibility.viewer(call)
    early, refused = grounds.get("stage") == refusal.EARLY, _refused(case, grounds)
    pending = not refused and levels.is_pending(case, grounds)
    caps = list(_caps(grounds, viewer, alone=len(case.application.people) == 1))
    terms = list(_terms(grounds, viewer))
    rules = list(_rules(grounds, policy, viewer))
    hidden = len(rules) < len(grounds["reasons"]) or any(entry["withheld"] for entry in (*caps, *terms, *rules))
    return Answer(
        {
            "id": case.id,
            "number": case.number or None,
            "status": case.status,
            "outcome": "refused" if refused else "pending" if pending else "approved",
            "summary": _summary(grounds, refused=refused, pending=pending),
            "refused_for": list(_refused_for(case, viewer)) if refused else [],
            "decided_by": _coded("DECIDED_PENDING" if pending else _decided_by(case, grounds)),
            "reviews": [
                {
                    **_coded(f"REVIEW_{review.level.upper()}"),
                    "decision": review.decision,
                    "at": review.at,
                    "checked": [*case.checked_of(review)] if viewer == visibility.ALL else [],
                }
                for review in case.reviews
            ],
            "amount": None if refused else grounds["amount"],
            "wished": f"{case.application.wish.amount:.2f}",
            "months": None if refused else grounds["months"],
            "rate": None if refused else grounds["rate"],
            "method": case.application.wish.method,
            "homes": grounds.get("homes"),
            "route": _coded(f"ROUTE_{grounds['route']}") if grounds.get("route") else None,
            "why": [_coded(code) for code in grounds.get("why", ())],
            "binding": _binding(grounds) if grounds.get("binding") else None,
            "caps": caps,
            "terms": terms,
            "rules": rules,
            "policy": {
                "version": grounds["policy_version"],
                "centre": policies.centres()[case.centre],
                "accepted_on": accepted_on.isoformat(),
                "decided_on": grounds["decided_on"],
                "unverified": list(_unverified(grounds, policy)),
            },
            "notes": list(_notes(grounds, policy, early=early, hidden=hidden)),
            "objection": list(_objection(case, refused=refused)),
            "words": words.shown(case) if viewer == visibility.ALL else [],
        }
    )


def _policy(case: CaseFile, grounds: "Grounds") -> Policy | None:
    """The version it was decided by, if it still exists: only then do its sources say anything about this decision."""
    try:
        found = judged_by(case, grounds["policy_version"], date.fromisoformat(grounds["decided_on"]))
    except NoPolicy:
        return None
    return found if found.version == grounds["policy_version"] else None


def _refused(case: CaseFile, grounds: "Grounds") -> bool:
    return not grounds["approved"] or case.status is Status.REFUSED or refusing.refused_by(case) is not None


def _refused_for(case: CaseFile, viewer: str) -> Iterator[dict[str, Any]]:
    """Why it is refused: the rules that rests on, and what a reviewer wrote; one line for all there is of each other party."""
    reasons = refusing.reasons_in_words(case)
    others = sorted({one["subject"] for one in reasons if not visibility.shows_reason(one, viewer)})
    for reason in (
        *(one for one in reasons if visibility.shows_reason(one, viewer)),
        *map(visibility.of_another, others),
    ):
        subject = str(reason.get("subject", ""))
        yield {
            "code": reason["code"],
            "text": reason.get("text") or worded(reason["code"]),
            "basis": reason.get("basis"),
            "subject": subject or None,
            "subject_text": whom(subject) if subject else None,
            "unverified": bool(reason.get("unverified")),
        }


def _decided_by(case: CaseFile, grounds: "Grounds") -> str:
    if not grounds["approved"]:
        return "DECIDED_BY_RULES"
    if _refused(case, grounds):
        return "DECIDED_BY_PERSON"
    return "DECIDED_BY_PERSON" if levels_of(grounds["route"]) else "DECIDED_BY_RULES"


def _summary(grounds: "Grounds", *, refused: bool, pending: bool) -> str:
    if refused and grounds["approved"]:
        return worded("EXPLAIN_REFUSED_BY_PERSON")
    if refused:
        failed = sum(reason["outcome"] == "fail" for reason in grounds["reasons"])
        return worded("EXPLAIN_REFUSED", {"count": failed})
    figures = {name: grounds[name] for name in ("amount", "months", "rate")}
    return worded(
        "EXPLAIN_PENDING" if pending else "EXPLAIN_APPROVED", {**figures, "binding": _binding(grounds)["text"]}
    )


def _binding(grounds: "Grounds") -> dict[str, str]:
    bound = next((cap for cap in grounds.get("explained", ()) if cap["code"] == grounds["binding"]), None)
    return _cap(bound) if bound else _coded(grounds["binding"])


def _cap(cap: "Explained") -> dict[str, str]:
    """A cap's code and name: the policy's own, else the catalogue's."""
    return {"code": cap["code"], "text": cap["name"] or worded(cap["code"])}


def _caps(grounds: "Grounds", viewer: str, *, alone: bool) -> Iterator[dict[str, Any]]:
    """Every cap, the smallest first, as it was explained when it was decided."""
    for cap in sorted(grounds.get("explained", ()), key=lambda cap: Decimal(cap["value"])):
        inputs = visibility.of_cap(cap, viewer, alone=alone)
        yield {
            **_cap(cap),
            "amount": cap["value"] if visibility.shows_cap(cap, viewer) else None,
            "inputs": _named(inputs),
            "binding": grounds["binding"] == cap["code"],
            "withheld": len(inputs) < len(cap["inputs"]),
            "unverified": not cap["verified"],
            "source": cap["source"],
        }


def _terms(grounds: "Grounds", viewer: str) -> Iterator[dict[str, Any]]:
    terms = grounds.get("terms", {})
    for code, months in sorted(terms.items(), key=lambda limit: int(limit[1])):
        shown = visibility.shows_term(code, viewer)
        binding = months == grounds["months"] == min(terms.values())
        yield {**_coded(code), "months": months if shown else None, "binding": binding, "withheld": not shown}


def _rules(grounds: "Grounds", policy: Policy | None, viewer: str) -> Iterator[dict[str, Any]]:
    """Every rule about the case, the home or whoever asks."""
    for reason in grounds["reasons"]:
        if not visibility.shows_reason(reason, viewer):
            continue
        code, subject, inputs = reason["code"], reason["subject"], visibility.of_rule(reason, viewer)
        failed = reason["outcome"] == "fail"
        remedy = worded(f"REMEDY_{code}") if failed else ""
        yield {
            "code": code,
            "name": worded(code),
            "text": reason["text"],
            "basis": reason["basis"],
            "subject": subject,
            "subject_text": whom(subject),
            "outcome": reason["outcome"],
            "outcome_text": worded(f"VERDICT_{reason['outcome'].upper()}"),
            "inputs": _named(inputs),
            "withheld": len(inputs) < len(reason["inputs"]),
            "remedy": remedy if remedy and not remedy.startswith("REMEDY_") else None,
            "unverified": policy is not None and f"rules.{code}" not in policy.confirmed,
        }


def _unverified(grounds: "Grounds", policy: Policy | None) -> Iterator[dict[str, Any]]:
    for figure in grounds["unverified"]:
        yield {"figure": figure, "source": policy.sources.get(figure) if policy else None}


def _notes(grounds: "Grounds", policy: Policy | None, *, early: bool, hidden: bool) -> Iterator[dict[str, str]]:
    if early:
        yield _coded("NOTE_EARLY")
    else:
        if policy:
            yield _coded("NOTE_SMALLEST", round_to=f"{policy.round_to:f}")
        yield _coded("NOTE_RATE")
    if grounds["unverified"]:
        yield _coded("NOTE_UNVERIFIED")
    if hidden:
        yield _coded("NOTE_WITHHELD")


def _objection(case: CaseFile, *, refused: bool) -> Iterator[dict[str, str]]:
    """How to put it right, have a person look again, and object: 12329, 12345, the centre, its supervisors, the courts."""
    from chalicelib.casework import endings  # a decision alone names them

    told = endings.remedies_of(case)
    if refused:
        yield _coded("OBJECTION_FIX")
    yield _coded("OBJECTION_PERSON", **told)
    yield _coded(endings.to_object(case), **told)
    yield _coded("HELP_LINES")


def _coded(code: str, **values: Any) -> dict[str, str]:
    return {"code": code, "text": worded(code, values)}


def _named(inputs: Mapping[str, Any]) -> list[dict[str, Any]]:
    from chalicelib.api.inputs import named_all  # a decision alone names them

    return named_all(inputs)
