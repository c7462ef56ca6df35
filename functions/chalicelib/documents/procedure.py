"""特别程序告知书: what a case waits for, from when until when at most, and which limits that stops."""

from datetime import date
from typing import ClassVar

from chalicelib import messages
from chalicelib.documents.letter import Fact, Head, Letter, chinese_date, marked
from chalicelib.domain import limits
from chalicelib.domain.frozen import frozen
from chalicelib.domain.policy import Policy


@frozen
class Waiting:
    """What is waited for; `law` what the law's limit is meanwhile, `next` what whoever applied has to do."""

    KIND: ClassVar = "procedure"
    head: Head
    opening: str
    facts: tuple[Fact, ...]
    law: str
    next: str


def procedure(
    letter: Letter,
    policy: Policy,
    kind: str,
    waits_for: str,
    until: date,
    law: limits.Law,
    *,
    is_accepted: bool = True,
    provisional: bool = False,
    is_decided: bool = False,
    is_past_law: bool = False,
) -> Waiting:
    """The notice of a procedure of that kind, entered on the letter's day. `waits_for` is a code that names it to all parties, `until` its last day, `law` what
    binds the decision, or will before acceptance. A decision is promised by then only where
    there is none yet and the day has not gone by."""
    mark = "" if f"special.{kind}" in policy.confirmed else messages.text("UNVERIFIED_MARK")
    mark += messages.text("PROVISIONAL_MARK") if provisional else ""
    stands = "_DECIDED" if is_decided else "_PAST" if is_past_law else "" if is_accepted else "_WAITS"
    return Waiting(
        letter.head("PAPER_PROCEDURE"),
        messages.text("OPEN_PROCEDURE"),
        (
            ("等待的事项", messages.text(waits_for)),
            ("进入日期", chinese_date(letter.on)),
            ("最长等待至", f"{chinese_date(until)}{mark}"),
            ("住房坐落", letter.application.home.location),
        ),
        messages.text(f"PROCEDURE_LAW{stands}", law=marked(law.article), days=law.days, by=chinese_date(law.by)),
        messages.text("PROCEDURE_NEXT"),
    )
