"""How an appeal was decided (异议复核决定书): the end stands, the case goes on, or the objection is right and it cannot; why, and what can be done."""

from datetime import date

from chalicelib import messages
from chalicelib.documents.letter import Letter, chinese_date, remedies, window
from chalicelib.documents.refusal import Ended
from chalicelib.domain.policy import Policy


def decided(letter: Letter, policy: Policy, outcome: str, ended: str, filed_on: date, reason: str) -> Ended:
    """The letter to all parties. `outcome` is upheld, reopened or conceded, `ended` what is objected to is called, `reason` the words of whoever
    decided, which name nobody."""
    told = {"centre": letter.issuer, **remedies(policy)}
    ways = {"upheld": ("OBJECTION_WAYS",), "conceded": ("OBJECTION_AGAIN", "OBJECTION_WAYS"), "reopened": ()}[outcome]
    return Ended(
        letter.head(f"PAPER_APPEAL_{outcome.upper()}"),
        messages.text(f"OPEN_APPEAL_{outcome.upper()}", at=chinese_date(filed_on), ended=ended),
        (),
        (),
        (reason,),
        policy.version,
        (*(messages.text(code, **told) for code in ways), window(letter.issuer, policy, "WINDOW_ENDED")),
    )
