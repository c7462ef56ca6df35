"""How a case ends without a loan: 不予贷款决定书, 不予受理通知书 and the notices of an ended case."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from chalicelib import messages
from chalicelib.documents.letter import Head, Letter, text_if_any
from chalicelib.domain.frozen import frozen
from chalicelib.domain.policy import Policy
from chalicelib.domain.status import STATES, Status
from chalicelib.domain.statute import quoted

Reason = Mapping[str, Any]
_OF_ACCOUNT = {"ACCOUNT_NORMAL", "DEPOSIT_MONTHS", "AMOUNT"}  # rest on what is credited to an account
# What a letter to all parties may tell of what a rule found; whatever a credit report says is told to its own person alone.
_FOUND = (
    "age", "earliest", "latest", "owned", "loans_used", "months", "months_on_time", "needed", "paid", "until", "unsettled", "limit",
    "loan_ratio", "wished", "granted",
)  # fmt: skip
_OF_CREDIT = "CREDIT_"


@frozen
class Ground:
    """One reason: its number, whom it is about, its name, what was found, the rule, its basis, what would change it, its code."""

    number: str
    whom: str
    name: str
    found: str
    rule: str
    basis: str
    remedy: str
    code: str


@frozen
class Ended:
    """Why a case ended. `causes` are what others have said or not done; `ways` what can be done now, one after the other; `policy` is the
    version it was judged by. Each may be empty."""

    KIND: ClassVar = "ending"
    head: Head
    opening: str
    grounds: tuple[Ground, ...]
    causes: tuple[str, ...]
    policy: str
    ways: tuple[str, ...]


def ended(
    letter: Letter,
    ending: Status,
    reasons: Sequence[Reason],
    policy_version: str = "",
    *,
    policy: Policy | None = None,
    inputs: Mapping[tuple[str, str], Mapping[str, Any]] | None = None,
    causes: Sequence[str] = (),
) -> Ended:
    """The letter of an ending that has one (domain/status.py).

    A reason is {code, text?, basis?, subject?, outcome?, unverified?}, as rules tell it; of rules only the failed ones are reasons, and
    marked where nobody confirmed what it rests on. `inputs` is what each rule used, by its code and subject; `causes` are sentences. Raises
    `ValueError` for a refusal without a reason: nobody is told no without being told why. An end one may object to also says how to put it right, how to
    have a person look again, and how to object, by the `policy` that judged it where there is one [the ways of objecting are general
    knowledge, unverified for Gansu].
    """
    failed = [reason for reason in reasons if reason.get("outcome", "fail") == "fail"]
    if ending == Status.REFUSED and not failed:
        raise ValueError(f"{letter.number}: a refusal gives its reasons")
    return Ended(
        letter.head(f"PAPER_{ending}"),
        messages.text(f"OPEN_{ending}"),
        tuple(_ground(letter, number, reason, inputs or {}) for number, reason in enumerate(failed, 1)),
        tuple(causes),
        policy_version,
        tuple(_ways(letter, failed, policy)) if STATES[ending].may_object else (),
    )


def _ways(letter: Letter, failed: Sequence[Reason], policy: Policy | None) -> Iterator[str]:
    of_account = policy is not None and any(reason["code"] in _OF_ACCOUNT for reason in failed)
    balances, law = (("OBJECTION_BALANCES",), quoted(policy, "balances")) if policy and of_account else ((), "")
    for code in ("OBJECTION_FIX", *balances, "OBJECTION_PERSON", "OBJECTION_WAYS"):
        yield messages.text(code, centre=letter.issuer, law=law)


def _ground(letter: Letter, number: int, reason: Reason, inputs: Mapping[tuple[str, str], Mapping[str, Any]]) -> Ground:
    code, subject = str(reason["code"]), str(reason.get("subject", ""))
    name = messages.text_or(code, code)
    found = messages.text("FOUND_CREDIT") if code.startswith(_OF_CREDIT) else _found(inputs.get((code, subject), {}))
    return Ground(
        str(number),
        letter.whom(subject),
        name,
        found,
        str(reason.get("text") or ""),
        str(reason.get("basis") or "") + (messages.text("UNVERIFIED_MARK") if reason.get("unverified") else ""),
        text_if_any(f"REMEDY_{code}"),
        code,
    )


def _found(inputs: Mapping[str, Any]) -> str:
    shown = [(name, inputs[name]) for name in _FOUND if inputs.get(name) is not None]
    return "；".join(f"{messages.text(f'INPUT_{name.upper()}')} {value}" for name, value in shown)
