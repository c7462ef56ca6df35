"""The promised limits (承诺时限) of a guide: what each comes to under the law, and what is promised in words."""

from collections.abc import Sequence
from typing import Any

from chalicelib.domain import limits
from chalicelib.domain.calendar import CLOSES
from chalicelib.domain.guide.wording import Say, said
from chalicelib.domain.policy import Policy

# Of days until whoever hands in now is accepted at the latest, if the law leaves them fewer days, the first one first.
Later = Sequence[Policy]

# What the sentence states; the hours have a mark of their own.
STATED = frozenset({"deadlines", "guide.anticipate_day", "guide.telling_day"})


def listed(policy: Policy, later: Later, say: Say) -> list[dict[str, Any]]:
    """Every limit in working days, in the order of the road. Beside that of the decision stands the law's: holidays after a later acceptance may
    leave fewer working days than there are from today on."""
    days = limits.promised_to(policy, later)
    labels = {name: said(say, f"GUIDE_LIMIT_{name}", name) for name in limits.LIMITS}
    labels[limits.WHOLE] = say("GUIDE_WITHIN_LAW", label=labels[limits.WHOLE], law=_law(policy, later, say))
    return [
        {"code": name, "label": labels[name], "days": days[name], **source(policy, later, name, say)}
        for name in limits.LIMITS
    ]


def source(policy: Policy, later: Later, name: str, say: Say) -> dict[str, Any]:
    """Whether a limit is confirmed and where it comes from; where the law has cut what was published, that is said."""
    published, shown = policy.deadlines[name], limits.promised_to(policy, later)[name]
    told = policy.sources.get("deadlines", "")
    if shown < published:
        told = say("GUIDE_CUT_BY_LAW", source=told, days=published, law=_law(policy, later, say), cut=shown)
    return {"verified": "deadlines" in policy.confirmed, "source": told}


def explained(policy: Policy, later: Later, say: Say) -> str:
    """The promise of a decision in words, with the limits before it and those that are not part of it."""
    days, unit = limits.promised_to(policy, later), say("GUIDE_WORKING_DAYS")
    told = {name: f"{said(say, f'GUIDE_LIMIT_{name}', name)} {days[name]} {unit}" for name in limits.LIMITS}
    before = [text for code, text in told.items() if code in limits.BEFORE_DECISION and code != limits.WHOLE]
    others = [text for code, text in told.items() if code not in limits.BEFORE_DECISION]
    return say(
        "GUIDE_PROMISE",
        whole=told[limits.WHOLE],
        law=_law(policy, later, say),
        telling=limits.telling_days(policy),
        before="、".join(before),
        after="、".join(others),
        closes=CLOSES.isoformat("minutes") + say("UNVERIFIED_MARK"),
    )


def _law(policy: Policy, later: Later, say: Say) -> str:
    days = limits.legal_days(policy)
    if not later:
        return say("GUIDE_LAW", law=days)
    return say("GUIDE_LAW_AHEAD", law=days, day=later[0].on.isoformat(), then=limits.legal_days(later[0]))
