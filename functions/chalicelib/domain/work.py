"""The work of staff (人工办理), declared kind by kind, and the limit every wait runs under.

Steps, desk, clocks, lists and the road read this; a kind nobody declared is neither opened nor decided.
"""

from collections.abc import Collection, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Literal, NamedTuple

from chalicelib.domain.status import Status

DESK = ("reviewer", "supervisor")
WINDOW = ("clerk",)
# What staff may say, and what a task tells of itself: checks to look at, the registry's wish, the step that is stuck, the decision,
# what a partner said that cannot be, the scan of a form signed by hand, the end that is objected to, what a party says of how they
# were served.
Decision = Literal[
    "approve",
    "refuse",
    "supplied",
    "retry",
    "compensate",
    "resolved",
    "upheld",
    "send_back",
    "ask",
    "go_on",
    "reopened",
    "conceded",
]
About = Literal["looks", "wish", "stuck", "decision", "dispute", "scan", "ending", "voice"]
_NONE: Mapping[Decision, str] = MappingProxyType({})


class Work(NamedTuple):
    """One kind of task at the desk. Its texts are TASK_<KIND>, and REVIEW_<KIND> where a word decides it."""

    meaning: str
    status: Status | None  # where the case stands while the road waits for it; None where no road does
    limit: str  # of domain/limits.py
    about: About
    by: Collection[str]  # the audiences that may see and decide it
    words: Mapping[Decision, str] = _NONE  # what staff may decide, and the word the road gets for it
    going_on: tuple[Decision, ...] = ()  # those of them that undo nothing: all that is left once the bank has its order
    # What sends the case back, a level or to the parties, and the error the road then catches: one that does not know it leaves that to whoever attends.
    back: Mapping[Decision, str] = _NONE
    # The same of what sends it up to the final review, where its decision takes one (`levels`).
    up: Mapping[Decision, str] = _NONE
    items: str = ""  # the word the road gets once every item is ruled on, where that decides instead

    @property
    def on_the_road(self) -> bool:
        """Whether the road waits for it; else it may outlive the case."""
        return self.status is not None


_REVIEW: Mapping[Decision, str] = {"approve": "approved", "refuse": "refused"}
_ASK: Mapping[Decision, str] = {"ask": "PartiesAsked"}
_BACK: Mapping[Decision, str] = {"send_back": "SentBack", **_ASK}
STAFF: Mapping[str, Work] = {
    "verify": Work("人工核查", Status.ATTENDING, "verify", "looks", DESK, items="decided"),
    "first_review": Work("初审", Status.REVIEWING, "first_review", "decision", DESK, _REVIEW, ("approve",), _ASK),
    "second_review": Work(
        "复审", Status.REVIEWING, "second_review", "decision", DESK, _REVIEW, ("approve",),
        _BACK, {"approve": "SentUp"},
    ),
    # Its limit is the second review's: no policy has one of its own yet.
    "final_review": Work(
        "终审", Status.REVIEWING, "second_review", "decision", ("supervisor",), _REVIEW, ("approve",), _BACK,
    ),
    "supplement": Work(
        "补充登记材料", Status.ATTENDING, "attend", "wish", DESK,
        {"supplied": "supplied", "compensate": "compensate"}, ("supplied",),
    ),
    "attend": Work(
        "专人跟进", Status.ATTENDING, "attend", "stuck", ("supervisor",),
        # `go_on`: what the parties were asked and have not answered is not waited for (casework/asking.py); its step, tried again, finds that.
        {"retry": "retry", "go_on": "retry", "refuse": "refuse", "compensate": "compensate"}, ("retry",),
    ),
    "dispute": Work(
        "争议核实", None, "attend", "dispute", ("supervisor",),
        {"resolved": "resolved", "upheld": "upheld"}, ("resolved", "upheld"),
    ),
    # Ended by its answer (casework/voices.py), and by no word at the desk.
    "complaint": Work("投诉建议答复", None, "attend", "voice", ("supervisor",)),
    # Whoever decides it took no part in the case before: `appeal` is a role of its own that goes with no other (casework/hands.py).
    "appeal": Work(
        "异议复核", None, "appeal", "ending", ("supervisor",),
        {"upheld": "stands", "reopened": "reopened", "conceded": "conceded"}, ("upheld", "conceded"),
    ),
    # What was owed and has come (casework/bringing.py): ended by a ruling on each paper, like `verify`.
    "owed": Work("补交材料审看", None, "attend", "looks", DESK, items="decided"),
    # Decided by the look itself (casework/second_looks.py), and by no word at the desk.
    "second_look": Work("复核签字表单", None, "attend", "scan", WINDOW),
}  # fmt: skip
# The words before which whoever says them has answered every line of the task's checklist (核对清单), where the policy has one.
APPROVING: frozenset[Decision] = frozenset({"approve", "supplied"})
# The levels of review (初审、复审、终审), the lowest first; what else staff decides is no review of the decision.
LEVELS = ("first_review", "second_review", "final_review")
# How many of them an approval of each class takes, one after the other, and why one of class C takes the final one too.
_REVIEWED: Mapping[str, int] = {"A": 0, "B": 1, "C": 2}
FINAL = frozenset({"ROUTE_FINAL_AMOUNT", "ROUTE_FINAL_WORD", "ROUTE_FINAL_RISK"})
# What a case may be put into a special procedure for (特别程序), and how it leaves it; their words are HELD_<code>, PROCEDURE_<result>.
Special = Literal["appraisal", "investigation", "off_site_reply", "court_papers", "credit_objection"]
Result = Literal["obtained", "needless", "nothing"]
# Why a task may be put aside (挂起); its words are HELD_<code>.
Held = Literal[Special, "parties", "other"]
LONGEST_HOLD = timedelta(days=60)
# How long the road itself waits for corrections before it leaves for the end, whatever date the parties were told; and how long before that they
# are taken no more, so that what was taken is always told to a road that still waits (补正的最后时刻只有一个结果).
CORRECTION_WAIT = timedelta(days=60)
SIGN_WAIT = timedelta(days=30)
TAKEN_NO_MORE = timedelta(hours=1)
# The limits of the parties after which the road ends a case by itself, and how long it waits; no policy promises them longer.
ENDED_BY_TIME: Mapping[str, timedelta] = {"correction": CORRECTION_WAIT, "signing": SIGN_WAIT}
# Every kind of wait, and the limit of the policy it runs under. No road waits for a restart: operations decide that by a route of their own.
WAITS: Mapping[str, str] = {
    **{kind: work.limit for kind, work in STAFF.items()},
    "restart": "attend",
    "correction": "correction",
    "sign": "signing",
    "mortgage": "mortgage",
}


def levels(route: str, why: Collection[str] = ()) -> tuple[str, ...]:
    """The reviews an approval of that class takes, for those reasons (`why` of the decision). Raises `KeyError` for no class."""
    return LEVELS[: _REVIEWED[route] + (route == "C" and not FINAL.isdisjoint(why))]
