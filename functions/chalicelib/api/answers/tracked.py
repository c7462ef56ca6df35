"""Where a case stands (办件进度), as everybody in it and the hotline are told."""

from typing import Literal

from chalicelib.api.answers.bank_part import BankPartShown
from chalicelib.api.answers.by_hand import AgentShown
from chalicelib.api.answers.contests import AppealShown
from chalicelib.api.answers.owing import Owed
from chalicelib.api.answers.papers import SignedPaper
from chalicelib.api.answers.parties import ElectronicShown, PartyShown, SignatureShown
from chalicelib.api.answers.procedures import ProcedureShown
from chalicelib.api.answers.shape import DeliveryShown, Event, Result, Shown, Supplied, Texts, Worded
from chalicelib.domain.status import Status


class Holder(Worded):
    """`provisional`: `until` may move, because the holidays of its year are not arranged yet."""

    until: str | None
    provisional: bool


class Receipt(Worded):
    """Received (收件) is not accepted (受理): no limit runs before. `accepted_at_latest`: the day on which it counts as accepted unless
    something lacking is told before; empty once it is accepted, while corrections are waited for, and after the end."""

    received_on: str
    accepted_on: str | None
    accepted_at_latest: str | None


class Promise(Worded):
    """Working days to the decision: promised, used, left (below zero when overdue). `due_on` is empty while the clock stands
    still and once it is decided; it is `provisional` where the holidays of its year are not arranged yet. `legal_by`: the last
    day the law allows, which nothing moves and no promise exceeds. `verified`: the centre confirmed `days`."""

    days: int
    used: int
    left: int
    due_on: str | None
    provisional: bool
    legal_by: str
    verified: bool


class ContractShown(Shown):
    """`signed`: whose signatures are valid; none is once the contract is void (`voided_at`)."""

    number: str
    sha256: str
    bank: str
    link: str | None
    signed: list[str]
    waiting_for: list[str]
    voided_at: str | None
    signatures: list[SignatureShown]
    electronic: ElectronicShown


class NextStep(Worded):
    """What whoever asks can do now."""

    code: Literal[
        "CAN_EDIT", "CAN_INVITE", "CAN_AUTHORISE", "CAN_SUBMIT", "CAN_CORRECT", "CAN_CONTEST", "CAN_APPEAL", "CAN_SUPPLY", "CAN_CHOOSE_CASE", "CAN_BRING_OWED", "CAN_SIGN", "CAN_CONFIRM_COST", "CAN_WITHDRAW", "CAN_LOOK_AT_SCAN", "CAN_REVOKE_AGENT", "CAN_APPLY_AGAIN", "CAN_CALL"
    ]  # fmt: skip


class SupplementShown(Shown):
    """What the registry wants more: `wanted` in its own words; `text` says what to do; `documents` what was brought for it so far.

    `upload_as`: the code of what is on no list of materials."""

    text: str
    wanted: str | None
    due_at: str
    provisional: bool
    upload_as: str
    documents: list[Supplied]


class Ended(Shown):
    """How it ended. `why`: who or what ended it, where no rule refused it; `objections`: the ways to object; `now`: what can be done.
    `appeal_until`: the last day on which a party may object here, where nobody has, and whether that limit is verified for the
    centre; `appeal`: what became of it."""

    text: str
    at: str | None
    why: list[str]
    objections: list[str]
    now: list[str]
    appeal_until: str | None
    appeal_until_verified: bool
    appeal: AppealShown | None


class Tracked(Shown):
    """`foreseen`: what a notice will name of a draft as it stands, unless an agency tells better; `notice` while corrections are asked for; `ending` once it has ended; `owed` what is to be brought after acceptance; `deliveries`: how papers reach oneself, at the window each party; `supplement` while the registry wants more material; `decision` once there is one, with reasons and their texts."""

    id: str
    number: str | None
    status: Status
    status_text: str
    held_by: Holder
    receipt: Receipt | None
    promise: Promise | None
    procedures: list[ProcedureShown]
    timeline: list[Event]
    next: list[NextStep]
    parties: list[PartyShown]
    foreseen: list[Texts]
    notice: Texts | None
    ending: Ended | None
    owed: list[Owed]
    supplement: SupplementShown | None
    decision: Texts | None
    contract: ContractShown | None
    bank_part: BankPartShown | None
    results: list[Result]
    deliveries: list[DeliveryShown]
    papers: list[SignedPaper]
    agents: list[AgentShown]
