"""Levels of review (初审、复审、终审) of one case: which its decision takes, and which of them nobody has approved yet."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from chalicelib.domain.work import LEVELS, levels
from chalicelib.records import tasks
from chalicelib.records.casefile import CaseFile

if TYPE_CHECKING:
    from chalicelib.domain.judging.decision import Decided
    from chalicelib.domain.judging.grounds import Grounds


def of(case: CaseFile) -> Sequence[str]:
    """The reviews an approval of its decision takes, the lowest first; none where there is no decision to approve."""
    route = case.decision.get("route") if case.decision else ""
    return levels(route, case.decision.get("why", ())) if case.decision and route else ()


def lacking(case: CaseFile) -> Sequence[str]:
    """Those of them that nobody has approved yet."""
    return [level for level in of(case) if level not in _approved(case)]


def is_pending(case: CaseFile, computed: "Decided | Grounds") -> bool:
    """Whether an approval is as yet computed alone (尚待审批): somebody's approval it takes is still to come, so that it is told to no
    party as decided."""
    return computed["approved"] and bool(set(levels(computed["route"], computed.get("why", ()))) - _approved(case))


def asked(case: CaseFile, kind: str, visit: str) -> str:
    """The review that is due where the road asks for one of that kind. A road of an earlier release knows no final review: where its second is
    tried again after that was approved, the final one is due."""
    is_approved = kind == LEVELS[1] and lacking(case) == [LEVELS[2]]
    return LEVELS[2] if is_approved and tasks.find(case.id, kind, visit) is None else kind


def _approved(case: CaseFile) -> set[str]:
    return {one.level for one in case.standing if one.decision == "approve"}
