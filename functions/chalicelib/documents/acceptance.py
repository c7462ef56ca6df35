"""受理通知书: the case has a number and the clock runs."""

from chalicelib import messages
from chalicelib.documents.letter import Letter, figures, mark_of, term
from chalicelib.documents.paper import chinese_date
from chalicelib.domain import limits
from chalicelib.domain.policy import Policy
from chalicelib.domain.statute import quoted


def acceptance_pdf(letter: Letter, policy: Policy, promise: limits.Promise, *, in_silence: bool = False) -> bytes:
    """The notice of a case accepted on the letter's day, found complete or `in_silence`, with the limits that now run."""
    application = letter.application
    opening = "OPEN_ACCEPTED_IN_SILENCE" if in_silence else "OPEN_ACCEPTANCE"
    paper = letter.open("PAPER_ACCEPTANCE", opening, days=limits.telling_days(policy))
    paper.facts(
        [
            ("办件编号", letter.number),
            ("受理日期", chinese_date(letter.on)),
            ("申请贷款", f"{figures(application.wish.amount)}，{term(application.wish.months)}"),
            ("住房坐落", application.home.location),
            *([("网签合同编号", application.home.contract_number)] if application.home.contract_number else []),
        ]
    )
    mark = mark_of(policy, "deadlines")
    mark += messages.text("PROVISIONAL_MARK") if promise.provisional else ""
    by = chinese_date(limits.legal_by(policy, letter.on))
    paper.paragraph(messages.text("LIMIT_LAW", days=limits.legal_days(policy), by=by, law=quoted(policy, "decision")))
    said = "LIMIT_PROMISED" if promise.days[limits.WHOLE] else "LIMIT_PROMISED_BY_LAW"
    paper.paragraph(messages.text(said, "zh", mark=mark, **promise.days))
    return letter.close(paper)
