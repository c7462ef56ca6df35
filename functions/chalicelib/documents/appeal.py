"""How an appeal was decided (异议复核决定书): the end stands, the case goes on, or the objection is right and it cannot; why, and what can be done."""

from datetime import date

from chalicelib import messages
from chalicelib.documents.letter import Letter, chinese_date, remedies, window
from chalicelib.documents.refusal import Ended
from chalicelib.documents.text import paragraphs
from chalicelib.domain.policy import Policy


def decided(
    letter: Letter,
    policy: Policy,
    outcome: str,
    ended: str,
    filed_on: date,
    reason: str,
    by: date | None = None,
    *,
    of_contract: bool = False,
    is_accepted: bool = True,
    then: Policy | None = None,
) -> Ended:
    """The letter to all parties. `outcome` is upheld, reopened or conceded, `ended` what is objected to is called, `reason` the words of whoever
    decided, which name nobody. `by`: the last day the law leaves for the decision of a reopened case, which takes the place of an earlier one.
    `of_contract`: a contract ended with what is objected to; `is_accepted`: there is a day whose policy judged it. `then`: what held on the day of the end, whose remedies they are. An answer to an objection is no decision anew (法释〔2018〕1号第一条): no limit begins with it."""
    anew = [messages.text("APPEAL_REOPENED_BY", at=chinese_date(by))] if by and outcome == "reopened" else []
    told = {"centre": letter.issuer, "ended": ended, **remedies(then or policy)}
    stands = (*(("OBJECTION_CONTRACT",) if of_contract else ()), "OBJECTION_ANSWERED")
    ways = {"upheld": stands, "conceded": ("OBJECTION_AGAIN", *stands), "reopened": ()}[outcome]
    return Ended(
        letter.head(f"PAPER_APPEAL_{outcome.upper()}"),
        messages.text(f"OPEN_APPEAL_{outcome.upper()}", at=chinese_date(filed_on), ended=ended),
        (),
        (),
        (*paragraphs(reason), *anew),
        policy.version if is_accepted else "",
        (*(messages.text(code, **told) for code in ways), window(letter.issuer, policy, "WINDOW_ENDED")),
    )
