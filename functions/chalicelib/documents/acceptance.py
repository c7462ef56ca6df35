"""受理通知书: the case has a number and the clock runs."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from chalicelib import messages
from chalicelib.documents.letter import Fact, Head, Letter, chinese_date, figures, mark_of, marked, term
from chalicelib.domain import limits
from chalicelib.domain.frozen import frozen
from chalicelib.domain.policy import Policy


@frozen
class Acceptance:
    """What was accepted, by when the law wants it decided, and what the centre promises."""

    KIND: ClassVar = "acceptance"
    head: Head
    opening: str
    facts: tuple[Fact, ...]
    law: str
    promise: str


_NOTHING: Sequence[tuple[str, date]] = ()


def acceptance(
    letter: Letter,
    policy: Policy,
    promise: limits.Promise,
    *,
    in_silence: bool = False,
    owed: Sequence[tuple[str, date]] = _NOTHING,
) -> Acceptance:
    """The notice of a case accepted on the day whose policy this is, found complete or `in_silence`, with the limits that now run;
    `owed`: what is to be brought yet (容缺受理), and by which day."""
    application = letter.application
    mark = mark_of(policy, "deadlines")
    mark += messages.text("PROVISIONAL_MARK") if promise.provisional else ""
    law = limits.law(policy)
    said = "LIMIT_PROMISED" if promise.days[limits.WHOLE] else "LIMIT_PROMISED_BY_LAW"
    return Acceptance(
        letter.head("PAPER_ACCEPTANCE"),
        messages.text(
            "OPEN_ACCEPTED_IN_SILENCE" if in_silence else "OPEN_ACCEPTED_OWING" if owed else "OPEN_ACCEPTANCE",
            "zh",
            days=limits.telling_days(policy),
            mark=mark_of(policy, "guide.telling_day"),
        ),
        (
            ("受理日期", chinese_date(policy.on)),
            ("申请贷款", f"{figures(application.wish.amount)}，{term(application.wish.months)}"),
            ("住房坐落", application.home.location),
            *([("网签合同编号", application.home.contract_number)] if application.home.contract_number else []),
            *(
                (messages.text("OWED_BY"), f"{name}，{messages.text('OWED_UNTIL', day=chinese_date(day))}")
                for name, day in owed
            ),
        ),
        messages.text("LIMIT_LAW", days=law.days, by=chinese_date(law.by), law=marked(law.article)),
        messages.text(said, "zh", mark=mark, **promise.days),
    )
