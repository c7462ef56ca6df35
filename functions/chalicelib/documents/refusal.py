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


@frozen
class Ended:
    """Why a case ended, a row for each reason: number, whom it is about, code, reason, basis. `ways` say what can be done now, one after
    the other; `policy` is the version it was judged by. All three may be empty."""

    KIND: ClassVar = "ending"
    head: Head
    opening: str
    rows: tuple[tuple[str, ...], ...]
    policy: str
    ways: tuple[str, ...]


def ended(
    letter: Letter, ending: Status, reasons: Sequence[Reason], policy_version: str = "", *, policy: Policy | None = None
) -> Ended:
    """The letter of an ending that has one (domain/status.py).

    A reason is {code, text?, basis?, subject?, outcome?}, as rules tell it; of rules only the failed ones are reasons.
    Each is shown with its code, rule text and legal basis. An end one may object to also says how to put it right, how to
    have a person look again, and how to object, by the `policy` that judged it where there is one [the ways of objecting are general knowledge, unverified for Gansu].
    """
    failed = [reason for reason in reasons if reason.get("outcome", "fail") == "fail"]
    return Ended(
        letter.head(f"PAPER_{ending}"),
        messages.text(f"OPEN_{ending}"),
        tuple(_row(letter, number, reason) for number, reason in enumerate(failed, 1)),
        policy_version,
        tuple(_ways(letter, failed, policy)) if STATES[ending].may_object else (),
    )


def _ways(letter: Letter, failed: Sequence[Reason], policy: Policy | None) -> Iterator[str]:
    of_account = policy is not None and any(reason["code"] in _OF_ACCOUNT for reason in failed)
    balances, law = (("OBJECTION_BALANCES",), quoted(policy, "balances")) if policy and of_account else ((), "")
    for code in ("OBJECTION_FIX", *balances, "OBJECTION_PERSON", "OBJECTION_WAYS"):
        yield messages.text(code, centre=letter.issuer, law=law)


def _row(letter: Letter, number: int, reason: Reason) -> tuple[str, ...]:
    code = str(reason["code"])
    text = str(reason.get("text") or messages.text(code))
    remedy = text_if_any(f"REMEDY_{code}")
    return (
        str(number),
        letter.whom(str(reason.get("subject", ""))) or "—",
        code,
        text + (f"（{remedy}）" if remedy else ""),
        str(reason.get("basis") or "—"),
    )
