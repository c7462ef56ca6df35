"""What the sweep finds (巡检发现): every kind there is. Each has at operations a name, what it comes from, and what is to be done (messages/found.py)."""

from enum import StrEnum
from typing import Self


class Found(StrEnum):
    """A kind of finding: what a look has found, and done about it."""

    # A case and its execution
    STARTED = "started"
    EXECUTION_ENDED = "execution_ended"
    STRANDED = "stranded"
    RESTART_CLOSED = "restart_closed"
    HEALED = "healed"
    TRIED_AGAIN = "tried_again"
    GIVEN_UP = "given_up"
    OUTAGE_OVER = "outage_over"
    TOLD_AGAIN = "told_again"
    WITHDRAWAL = "withdrawal"
    ANSWERED = "answered"
    UNREADABLE = "unreadable"
    # Queues, and who works at them
    OVERDUE = "overdue"
    ARRANGED = "arranged"
    BOUND = "bound"
    NOBODY_LEFT = "nobody_left"
    OFFERED_ELSEWHERE = "offered_elsewhere"
    BROUGHT_HOME = "brought_home"
    LOOK_OVER = "look_over"
    ABSENCE_BEGUN = "absence_begun"
    ABSENCE_OVER = "absence_over"
    # Partners whose word is late
    REGISTRY_ASKED = "registry_asked"
    REGISTRY_APPLIED_TO_AGAIN = "registry_applied_to_again"
    RELIEVED = "relieved"
    BANK_REMINDED = "bank_reminded"
    BANK_ASKED = "bank_asked"
    PAY_OUT_TAKEN_UP = "pay_out_taken_up"
    CONTRACT_SEALED = "contract_sealed"
    INSPECTED = "inspected"
    # What parties have to be told, or to do
    RECEIPT_MADE = "receipt_made"
    ACCEPTED_IN_SILENCE = "accepted_in_silence"
    ACCEPTANCE_TOLD = "acceptance_told"
    WISH_TOLD = "wish_told"
    OVERTAKEN_TOLD = "overtaken_told"
    VOICE_TOLD = "voice_told"
    REMINDED = "reminded"
    HOLD_UNANSWERED = "hold_unanswered"
    DENIAL_TAKEN_UP = "denial_taken_up"
    APPEAL_LETTER = "appeal_letter"
    APPEAL_TOLD = "appeal_told"
    DRAFT_EXPIRED = "draft_expired"
    # Special procedures, and what a case owes
    SIGNING_HELD_UP = "signing_held_up"
    PROCEDURE_LETTER = "procedure_letter"
    PROCEDURE_TOLD = "procedure_told"
    PROCEDURE_MOVED = "procedure_moved"
    PROCEDURE_OVER = "procedure_over"
    PROCEDURE_LEFT = "procedure_left"
    OWED_TOLD = "owed_told"
    OWED_AWAITED = "owed_awaited"
    OWED_LAPSED = "owed_lapsed"
    OWED_SETTLED = "owed_settled"
    OWED_LOOK_OVER = "owed_look_over"
    # After the end
    ENDED_JUST_NOW = "ended_just_now"
    ENDED = "ended"
    HANDED_OUT = "handed_out"
    ARCHIVED = "archived"
    ARCHIVE_LACKING = "archive_lacking"


class Failed(str):
    """A look that failed itself, counted by the kind of its error alone: `failed.KeyError`."""

    def __new__(cls, error: Exception) -> Self:
        return super().__new__(cls, f"{FAILED}.{type(error).__name__}")


FAILED = "failed"
Kind = Found | Failed
