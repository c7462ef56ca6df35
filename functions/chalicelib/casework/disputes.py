"""Disputes (争议): a partner, or a party, says what cannot be true by our record. A person has to find out; nothing is moved by it.

No road waits for a dispute, so it outlives the case it is about; the sweep looks at such a case for as long as it is open.
"""

from collections.abc import Collection, Mapping
from itertools import count
from typing import Any, NamedTuple
from zlib import crc32

from chalicelib.casework import denied
from chalicelib.casework.clocks import due
from chalicelib.errors import Contended
from chalicelib.records import casefile, item, parts, tasks
from chalicelib.records.casefile import CaseFile, Changes, Expect, Told
from chalicelib.records.changes import ANY
from chalicelib.records.loan import PaymentNotice
from chalicelib.records.presences import Presence
from chalicelib.tracing import log

KIND = "dispute"
OTHERS = "…"  # what words past that are about, where money may have gone
MOST = 10  # of one partner about one case: more say nothing new, and would fill its item and its supervisor's queue

FAILED_AFTER_SETTLEMENT = "DISPUTE_FAILED_AFTER_SETTLEMENT"
SETTLED_AFTER_FAILURE = "DISPUTE_SETTLED_AFTER_FAILURE"
FOREIGN_SERIAL = "DISPUTE_FOREIGN_SERIAL"
PAY_DAY = "DISPUTE_PAY_DAY"
PROCEDURE_OVER = "DISPUTE_PROCEDURE_OVER"  # whoever is asked what came of one says so by leaving it
FOREIGN_CONTRACT = "DISPUTE_FOREIGN_CONTRACT"
DECLINED_AFTER_SIGNATURE = "DISPUTE_DECLINED_AFTER_SIGNATURE"
SIGNED_OTHER_CONTRACT = "DISPUTE_SIGNED_OTHER_CONTRACT"
SIGNED_VOID_CONTRACT = "DISPUTE_SIGNED_VOID_CONTRACT"
NO_BANK_PART = "DISPUTE_NO_BANK_PART"
BANK_PART_OTHER_TERMS = "DISPUTE_BANK_PART_OTHER_TERMS"
BANK_PART_BURDEN = "DISPUTE_BANK_PART_BURDEN"
BANK_PART_UNCONFIRMED = "DISPUTE_BANK_PART_UNCONFIRMED"
BANK_PART_OTHER_CONDITION = "DISPUTE_BANK_PART_OTHER_CONDITION"
BANK_PART_ASTRAY = "DISPUTE_BANK_PART_ASTRAY"
BANK_PART_FAILED = "DISPUTE_BANK_PART_FAILED"
BANK_PART_UNPROVEN = "DISPUTE_BANK_PART_UNPROVEN"
BANK_PART_VOID = "DISPUTE_BANK_PART_VOID"
REGISTRY_TOOK_BACK = "DISPUTE_REGISTRY_TOOK_BACK"
REGISTRY_DONE_AFTER_REFUSAL = "DISPUTE_REGISTRY_DONE_AFTER_REFUSAL"
REGISTRY_OTHER_CERTIFICATE = "DISPUTE_REGISTRY_OTHER_CERTIFICATE"
REGISTRY_EARLIER_DONE = "DISPUTE_REGISTRY_EARLIER_DONE"
HOME_CLAIMED = "DISPUTE_HOME_CLAIMED"  # filing or registry confirm the home for another live case too
FORM_DENIED = "DISPUTE_FORM_DENIED"  # said by a party, of a form signed by hand on which something was done
WORD_UNTRUE = "DISPUTE_WORD_UNTRUE"  # what a party gave their word for was found untrue once the money had gone
_SAID_OF_FORM = "signed_form.denied"
# Always about money, and never too many: there is one order, and of the bank's part so many pay-outs are told apart (bank_money.MOST).
_OF_MONEY = (FAILED_AFTER_SETTLEMENT, SETTLED_AFTER_FAILURE, BANK_PART_ASTRAY, BANK_PART_FAILED, BANK_PART_UNPROVEN)


class Beside(NamedTuple):
    """What is written of the case with a task, or neither is: nobody could let go what it holds up."""

    changes: Changes
    expect: Expect
    told: tuple[Told, ...] = ()


def open_task(
    case: CaseFile, code: str, partner: str, said: str, about: str = "", beside: Beside | None = None
) -> None:
    """The task of whoever has to clear up what a partner `said`; one for the same words about the same thing, however often told. It, its line, and
    that the sweep looks at the case again, which may have ended, are one write.

    Past `MOST` words of one partner there are no more tasks, but for words about our own order and the bank's part, and what is written with its
    task because it holds money up.
    `about` only tells disputes apart: it is the partner's own text, and a task holds codes. `beside` is not written where the task has
    been decided. Raises `Contended` where the case is not as that expects.
    """
    number = _number(code, partner, said, about)
    told = casefile.event("TASK_DISPUTE", number, partner=partner)
    if told.key in case.events and beside is None:
        return
    if (
        code not in (*_OF_MONEY, FORM_DENIED)  # of a form there is one denial, and it may hold the money up
        and beside is None
        and _has_said_enough(case, partner)
    ):
        log.line("WARNING", "dispute not opened", code=code, partner=partner)
        return
    stand(case, number, {"codes": [code], "partner": partner, "said": said}, told, beside)


def stand(case: CaseFile, number: str, details: Mapping[str, Any], told: Told, beside: Beside | None = None) -> bool:
    """Opens that task, with its line, what is `beside` it, and the sweep's next look at its case, in one write; False, and nothing is written, where it
    has been decided. Raises `Contended` where the case is not as that expects."""
    due_at, provisional = due(case, KIND)
    also = beside or Beside(Changes(), ANY)
    try:
        tasks.open_task(
            case.id,
            KIND,
            number,
            "",
            centre=case.centre,
            due_at=due_at,
            provisional=provisional,
            details=details,
            beside=casefile.update(case, told, *also.told, expect=also.expect, **also.changes),
        )
    except Contended:
        if (decided := tasks.find(case.id, KIND, number)) is None or decided.is_open:
            raise
        return False
    parts.retire(case.id, item.superseded(case, also.changes))
    return True


def is_of_others(task: tasks.Task) -> bool:
    """Whether it is a dispute over what a partner, or a party, says: not over what staff have found themselves."""
    return task.kind == KIND and WORD_UNTRUE not in task.details.get("codes", ())


def about_payment(notice: PaymentNotice) -> str:
    """What tells the disputes over one word on one order apart."""
    return f"{notice.serial or ''}{f'#{notice.times}' if notice.times > 1 else ''}"


def task_of(case: CaseFile, code: str, partner: str, said: str, about: str = "") -> str:
    """The id of the task there is for these words, or will be."""
    return tasks.task_id(case.id, KIND, _number(code, partner, said, about))


def are_too_many(case: CaseFile, code: str, partner: str, said: str, about: str) -> bool:
    """Whether these words are new, and past `MOST`: then one task more stands for them and all others like them."""
    is_known = f"TASK_DISPUTE.{_number(code, partner, said, about)}" in case.events
    return not is_known and _has_said_enough(case, partner)


def anew(case: CaseFile, code: str, partner: str, said: str, about: str, beside: Collection[str] = ()) -> str:
    """`about`, numbered where it has to be: so that the task there is for it, or will be, is decided by nobody, and none of those `beside`."""
    for number in count(1):
        numbered = about if number == 1 else f"{about}#{number}"
        id = task_of(case, code, partner, said, numbered)
        found = tasks.find(case.id, KIND, _number(code, partner, said, numbered))
        if id not in beside and (found is None or found.is_open):
            break
    return numbered


def deny(case: CaseFile, form: Presence, beside: Beside | None = None) -> None:
    """The task about a denied form on which something was done; `beside`: the denial itself. Safe to repeat."""
    open_task(case, FORM_DENIED, form.person, _SAID_OF_FORM, form.id, beside)


def nobodys(case: CaseFile) -> list[Presence]:
    """The denied forms on which something was done and which nobody has to find out about: whoever was to open the task has died."""
    return [
        one
        for one in case.presences
        if denied.is_denied(one)
        and not denied.found_out(one)
        and denied.is_used(case, one)
        and f"TASK_DISPUTE.{_number(FORM_DENIED, one.person, _SAID_OF_FORM, one.id)}" not in case.events
    ]


def of_denial(case: CaseFile, form: Presence) -> str:
    """Its id."""
    return task_of(case, FORM_DENIED, form.person, _SAID_OF_FORM, form.id)


def _has_said_enough(case: CaseFile, partner: str) -> bool:
    theirs = [
        one for one in case.events.values() if one.code == "TASK_DISPUTE" and one.values.get("partner") == partner
    ]
    return len(theirs) >= MOST


def _number(code: str, partner: str, said: str, about: str) -> str:
    return str(crc32(f"{code}/{partner}/{said}/{about}".encode()))
