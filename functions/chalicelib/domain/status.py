"""The states of a case (案件状态): who holds it, whether it may be withdrawn, whether it has ended, how it is reported.

docs/states.md is rendered from here; the texts are in the message catalogue (STATUS_…, HOLDER_…). What a state is not said to
allow, it does not allow.
"""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple


class Status(StrEnum):
    """Where a case stands."""

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    VERIFYING = "VERIFYING"
    CORRECTION = "CORRECTION"
    ATTENDING = "ATTENDING"
    REVIEWING = "REVIEWING"
    SIGNING = "SIGNING"
    REGISTERING = "REGISTERING"
    DISBURSING = "DISBURSING"
    DISBURSED = "DISBURSED"
    REFUSED = "REFUSED"
    NOT_ACCEPTED = "NOT_ACCEPTED"
    WITHDRAWN = "WITHDRAWN"
    CANCELLED = "CANCELLED"
    EXPIRED = "EXPIRED"


class State(NamedTuple):
    """What holds in one state. `reported_as` is the item state of the national list (办件状态, docs/domain.md 1.5) when it ends."""

    meaning: str
    set_by: str  # the step that sets it, or the API
    after: str = ""  # from which other states it may be entered; `OPEN` is every one that has not ended
    unless: str = ""  # what a case must not have yet: a late duplicate of an early step finds it and changes nothing
    holder: str = "NOBODY"  # whose turn it is: APPLICANT, CENTRE, AGENCIES, SIGNERS, REGISTRY, BANK, or NOBODY any more
    withdrawable: bool = (
        True  # by asking the road to leave; a draft just ends, and what the bank has its order for cannot be
    )
    looked_at: timedelta = timedelta(hours=1)  # how long it may stand before the sweep looks whether it still moves
    reported_as: str = ""  # empty: it has not ended
    may_object: bool = False  # its letter says how to object

    @property
    def has_letter(self) -> bool:
        """Whether it is an end whose letter tells it, PAPER_… with OPEN_…: every end that is not a loan, which has its own papers."""
        return self.set_by == "close"


STATES: Mapping[Status, State] = {
    Status.DRAFT: State("草稿", "API", holder="APPLICANT", withdrawable=False, looked_at=timedelta(days=90)),
    Status.SUBMITTED: State("已提交，等待收件", "API", "DRAFT", holder="CENTRE", looked_at=timedelta(minutes=5)),
    Status.VERIFYING: State("并联核验", "intake", "SUBMITTED CORRECTION ATTENDING", "contract", "AGENCIES"),
    Status.CORRECTION: State(
        "补正：一份告知书待补。受理前不起算任何期限；受理后只暂停承诺时限，法定期限不停止",
        "correction",
        "VERIFYING ATTENDING REVIEWING",
        "contract",
        "APPLICANT",
    ),
    Status.ATTENDING: State(
        "专人跟进：无人答复的核验，登记机构要求补充的材料，或者走不下去的环节（特别程序）",
        "review",
        "OPEN",
        "",
        "CENTRE",
    ),
    Status.REVIEWING: State("初审、复审、终审", "review", "VERIFYING ATTENDING", "contract", "CENTRE"),
    Status.SIGNING: State("面签", "sign", "VERIFYING ATTENDING REVIEWING", "mortgage", "SIGNERS"),
    Status.REGISTERING: State("抵押登记", "mortgage", "SIGNING ATTENDING", "payment", "REGISTRY"),
    Status.DISBURSING: State(
        "放款，不能再撤件", "disburse", "REGISTERING ATTENDING", holder="BANK", withdrawable=False
    ),
    Status.DISBURSED: State("办结（通过）", "issue", "DISBURSING ATTENDING", reported_as="11"),
    Status.REFUSED: State("办结（不通过）", "close", "OPEN", reported_as="13", may_object=True),
    Status.NOT_ACCEPTED: State(
        "不予受理：同一人另有一件在办的申请", "close", "OPEN", "contract", reported_as="5", may_object=True
    ),
    Status.WITHDRAWN: State("撤件，已恢复原状", "close", "OPEN DRAFT", reported_as="14"),
    Status.CANCELLED: State("终止：合同作废、无抵押、未放款", "close", "OPEN", reported_as="15", may_object=True),
    Status.EXPIRED: State("逾期：一方未在期限内办理", "close", "OPEN DRAFT", reported_as="13", may_object=True),
}
# What may go on after all, on a person's decision (casework/reopening.py): every end with a letter. A loan that was paid does not.
REOPENABLE = frozenset(status for status, state in STATES.items() if state.reported_as and state.has_letter)
ENDED = frozenset(status for status, state in STATES.items() if state.reported_as)
WITHDRAWABLE = frozenset(status for status, state in STATES.items() if state.withdrawable) - ENDED
OPEN_FORM = frozenset({Status.DRAFT, Status.CORRECTION})  # the form and its documents may still change
_OPEN = frozenset(Status) - ENDED - {Status.DRAFT}


def before(status: Status) -> frozenset[Status]:
    """The states from which one may be entered, itself included: a step that runs again sets it again."""
    named = STATES[status].after.split()
    return frozenset({status, *(Status(name) for name in named if name != "OPEN")}) | (
        _OPEN if "OPEN" in named else set()
    )


BEFORE_REVIEW = before(Status.REVIEWING) - {Status.REVIEWING}  # where a case is collated and decided
