"""The states of a case (案件状态): who holds it, whether it may be withdrawn, whether it has ended, how it is reported.

docs/states.md is rendered from here; the texts are in the message catalogue (STATUS_…, HOLDER_…). What a state is not said to
allow, it does not allow.
"""

from collections.abc import Mapping
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
    holder: str = "NOBODY"  # whose turn it is: APPLICANT, CENTRE, AGENCIES, SIGNERS, REGISTRY, BANK, or NOBODY any more
    withdrawable: bool = False  # by asking the road to leave; a draft just ends
    reported_as: str = ""  # empty: it has not ended


STATES: Mapping[Status, State] = {
    Status.DRAFT: State("草稿", "API", "APPLICANT"),
    Status.SUBMITTED: State("已提交，等待受理", "API", "CENTRE", withdrawable=True),
    Status.VERIFYING: State("并联核验", "intake", "AGENCIES", withdrawable=True),
    Status.CORRECTION: State("补正：一份告知书待补，承诺时限暂停", "correction", "APPLICANT", withdrawable=True),
    Status.ATTENDING: State(
        "专人跟进：无人答复的核验，或者走不下去的环节（特别程序）", "review", "CENTRE", withdrawable=True
    ),
    Status.REVIEWING: State("初审、复审", "review", "CENTRE", withdrawable=True),
    Status.SIGNING: State("面签", "sign", "SIGNERS", withdrawable=True),
    Status.REGISTERING: State("抵押登记", "mortgage", "REGISTRY", withdrawable=True),
    Status.DISBURSING: State("放款，不能再撤件", "disburse", "BANK"),
    Status.DISBURSED: State("办结（通过）", "issue", reported_as="11"),
    Status.REFUSED: State("办结（不通过）", "close", reported_as="13"),
    Status.NOT_ACCEPTED: State("不予受理：另一件在办的申请占用同一人或同一房屋", "close", reported_as="5"),
    Status.WITHDRAWN: State("撤件，已恢复原状", "close", reported_as="14"),
    Status.CANCELLED: State("终止：合同作废、无抵押、未放款", "close", reported_as="15"),
    Status.EXPIRED: State("逾期：一方未在期限内办理", "close", reported_as="13"),
}
ENDED = frozenset(status for status, state in STATES.items() if state.reported_as)
WITHDRAWABLE = frozenset(status for status, state in STATES.items() if state.withdrawable)
OPEN_FORM = frozenset({Status.DRAFT, Status.CORRECTION})  # the form and its documents may still change
