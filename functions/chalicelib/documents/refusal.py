"""How a case ends without a loan: 不予贷款决定书, 不予受理通知书 and the notices of an ended case."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

from chalicelib import messages
from chalicelib.documents import facts_found
from chalicelib.documents.letter import Head, Letter, chinese_date, marked, remedies, text_if_any, window
from chalicelib.documents.text import paragraphs
from chalicelib.domain import limits
from chalicelib.domain.frozen import frozen
from chalicelib.domain.policy import Policy
from chalicelib.domain.status import STATES, Status
from chalicelib.domain.statute import Stated, quoted, stated, titled

Reason = Mapping[str, Any]
_OF_ACCOUNT = {"ACCOUNT_NORMAL", "DEPOSIT_MONTHS", "AMOUNT"}  # rest on what is credited to an account
_OWN_WORDS = ("REVIEW_REFUSED", "CONTEST_UPHELD", "NOTHING_SHOWS_IT")  # whose text is what a person found, no rule
NOT_TAKEN_IN = ("LIVE_CASE_PERSON", "LIVE_CASE_UNIT")  # why a case is not accepted (不予受理)


@frozen
class Ground:
    """One reason: its number, whom it is about, its name, what was found, a paragraph each, the rule, its basis, what would change it, its code."""

    number: str
    whom: str
    name: str
    found: tuple[str, ...]
    rule: str
    basis: str
    remedy: str
    code: str


@frozen
class Ended:
    """Why a case ended. `others` say of whom else there is something that is told to them alone; `causes` are what others have said or not
    done; `ways` what can be done now, one after the other; `policy` is the version it was judged by. Each may be empty."""

    KIND: ClassVar = "ending"
    head: Head
    opening: str
    grounds: tuple[Ground, ...]
    others: tuple[str, ...]
    causes: tuple[str, ...]
    policy: str
    ways: tuple[str, ...]


def ended(
    letter: Letter,
    policy: Policy,
    ending: Status,
    reasons: Sequence[Reason],
    policy_version: str = "",
    *,
    inputs: Mapping[tuple[str, str], Mapping[str, Any]] | None = None,
    causes: Sequence[str] = (),
    may_object: bool | None = None,
    then: Policy | None = None,
    taken_back_on: date | None = None,
) -> Ended:
    """The letter of an ending that has one (domain/status.py), with what everybody it is for may read (`addressees`).

    A reason is {code, text?, basis?, subject?, outcome?, unverified?}, as rules tell it; of rules only the failed ones are reasons, and
    marked where nobody confirmed what it rests on. `inputs` is what each rule used, and said (`facts_found.OUTCOME`), by its code and subject; `causes` are sentences. Raises
    `ValueError` for a refusal without a reason: nobody is told no without being told why. An end one may object to also says how to put it right, how to
    have a person look again, and how to object and where, by what holds `then`, on the day it ends (the case's `policy` where none is given); `may_object` says otherwise than its state does (casework/endings.py).
    `taken_back_on`: the day the applicants took it back, that of the letter where none is given.
    """
    failed = [reason for reason in reasons if reason.get("outcome", "fail") == "fail"]
    if ending == Status.REFUSED and not failed:
        raise ValueError(f"{letter.number}: a refusal gives its reasons")
    told = [reason for reason in failed if _is_told(letter, reason)]
    objects = STATES[ending].may_object if may_object is None else may_object
    others = () if letter.to else dict.fromkeys(_subject(reason) for reason in failed if reason not in told)
    is_all = bool(letter.to) and all(_of_one(letter, reason) for reason in failed)
    return Ended(
        letter.head("PAPER_LEFT" if _is_unasked(ending, causes) else f"PAPER_{ending}"),
        _opening(letter, policy, ending, told, causes, is_all=is_all, on=taken_back_on or letter.on),
        tuple(_ground(letter, policy, number, reason, inputs or {}) for number, reason in enumerate(told, 1)),
        tuple(messages.text("OTHERS_OWN", party=letter.whom(one) or messages.whom(one)) for one in others),
        tuple(one for cause in causes for one in paragraphs(cause)),
        policy_version,
        tuple(_ways(letter, failed, then or policy, ending, has_reasons=bool(failed or causes))) if objects else (),
    )


def _opening(
    letter: Letter,
    policy: Policy,
    ending: Status,
    told: Sequence[Reason],
    causes: Sequence[str],
    *,
    is_all: bool,
    on: date,
) -> str:
    """What it opens with: a refusal announces no reasons that are another party's alone, a party's own sends nobody to a letter that gives none (`is_all`: each
    reason is somebody's alone), and nobody is told that they took back what they did not."""
    said = "OPEN_LEFT" if _is_unasked(ending, causes) else f"OPEN_{ending}"
    home = letter.application.home.location
    opened = messages.text(said, on=chinese_date(on), home=home)
    if letter.to:
        return opened + messages.text("OPEN_OWN_ALONE" if is_all else "OPEN_OWN", party=letter.whom(letter.to))
    if ending == Status.REFUSED and not told:
        return messages.text("OPEN_REFUSED_OTHERS", home=home, law=marked(quoted(policy, "decision")))
    return opened


def _is_unasked(ending: Status, causes: Sequence[str]) -> bool:
    """Whether it left its road though the applicants did not ask for that: only then has a withdrawal causes (casework/endings.py)."""
    return ending == Status.WITHDRAWN and bool(causes)


def released(letter: Letter, policy: Policy, contract: str) -> Ended:
    """The letter to one who mortgages the home and does not borrow (`letter.to`), whatever ended a case that had a contract of that number: that nothing
    is asked of them. Why it ended is told to those who borrow."""
    return Ended(
        letter.head("PAPER_RELEASED"),
        messages.text("OPEN_RELEASED", number=contract),
        (),
        (),
        (),
        "",
        (
            messages.text("OBJECTION_CONTRACT", centre=letter.issuer, **remedies(policy)),
            window(letter.issuer, policy, "WINDOW_ENDED"),
        ),
    )


def addressees(letter: Letter, reasons: Sequence[Reason]) -> list[str]:
    """The keys of the parties who get a letter of their own beside the one to all: of whom something is said that is theirs alone."""
    about = {
        _subject(reason) for reason in reasons if reason.get("outcome", "fail") == "fail" and _of_one(letter, reason)
    }
    return [one.key for one in letter.application.parties if one.key in about]


def _is_told(letter: Letter, reason: Reason) -> bool:
    """As on the page of a case: what is said of one party is told to that party alone; who is alone in a case is told all."""
    if letter.to:
        return _subject(reason) == letter.to
    return not messages.is_party(_subject(reason)) or [one.key for one in letter.application.parties] == [
        _subject(reason)
    ]


def _of_one(letter: Letter, reason: Reason) -> bool:
    """Whether it is told to one party alone."""
    return not _is_told(replace(letter, to=""), reason)


def _subject(reason: Reason) -> str:
    return str(reason.get("subject", ""))


def _ways(
    letter: Letter, failed: Sequence[Reason], policy: Policy, ending: Status, *, has_reasons: bool
) -> Iterator[str]:
    of_account = any(reason["code"] in _OF_ACCOUNT for reason in failed if _is_told(letter, reason))
    balances = ("OBJECTION_BALANCES",) if of_account else ()
    last = Stated(
        chinese_date(limits.appeal_until(policy, letter.on)), is_confirmed=stated(policy, "appeal_day").is_confirmed
    )
    law = marked(quoted(policy, "balances"))
    told = {"centre": letter.issuer, "law": law, "last": marked(last), **remedies(policy)}
    # Time that has run out never goes away.
    fix = "OBJECTION_FIX" if has_reasons and ending != Status.EXPIRED else "APPLY_AGAIN"
    contract = ("OBJECTION_CONTRACT",) if ending in (Status.CANCELLED, Status.WITHDRAWN) else ()
    for code in (fix, *balances, "OBJECTION_PERSON", "OBJECTION_HERE", *contract, "OBJECTION_WAYS"):
        yield messages.text(code, **told)
    yield window(letter.issuer, policy, "WINDOW_ENDED")


def _ground(
    letter: Letter, policy: Policy, number: int, reason: Reason, inputs: Mapping[tuple[str, str], Mapping[str, Any]]
) -> Ground:
    code, subject, text = str(reason["code"]), _subject(reason), str(reason.get("text") or "")
    name = messages.text_or(code, code)
    basis, unverified = titled(policy, str(reason.get("basis") or "")), bool(reason.get("unverified"))
    if code in NOT_TAKEN_IN:  # no rule judged it, and whose the other case is, is not for this letter
        name, law = messages.text(f"GROUND_{code}"), quoted(policy, "not_accepted")
        basis, unverified = law.words, not law.is_confirmed
        found = messages.text(f"FOUND_{code}", unit=letter.application.home.unit_number)
        rule = messages.text("RULE_LIVE_CASE")
    elif code in _OWN_WORDS:
        found, rule = text, ""
    else:
        found, rule = facts_found.told(code, inputs.get((code, subject), {})), text
    basis = marked(Stated(basis, not unverified))
    return Ground(
        str(number), letter.whom(subject), name, paragraphs(found), rule, basis, text_if_any(f"REMEDY_{code}"), code
    )
