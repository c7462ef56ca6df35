"""Refusals to clients: `application/problem+json` (RFC 9457) with a stable code, a Chinese title and every defect at once."""

from collections.abc import Iterable, Mapping
from typing import Any

from chalicelib.domain.frozen import frozen
from chalicelib.messages import text
from chalicelib.trust.sessions import Session

STATUS = {
    "BAD_BODY": 400, "BAD_CURSOR": 400, "BAD_HEADER": 400, "BAD_REQUEST": 400,
    "LOGIN_REQUIRED": 401, "LOGIN_FAILED": 401, "BAD_SIGNATURE": 401, "SECOND_FACTOR_REQUIRED": 401, "OTHER_DEVICE": 401,
    "NOT_YOUR_ROUTE": 403, "OTHER_CENTRE": 403, "FOUR_EYES": 403, "OWN_SCAN": 403, "OWN_CASE": 403, "RECUSED": 403, "RELATIVE": 403, "PRESENCE_REQUIRED": 403, "LEGAL_REPRESENTATIVE": 403, "STEP_UP": 403,
    "NOT_FOUND": 404, "NOT_DECIDED": 404, "METHOD_NOT_ALLOWED": 405,
    "WRONG_STATUS": 409, "ROAD_RUNNING": 409, "ROAD_ENDED": 409, "CHANGED_MEANWHILE": 409, "TASK_TAKEN": 409, "TOO_MANY_HELD": 409, "LEAVES_NOBODY": 409, "TASK_RETRYING": 409, "TASK_OVER": 409, "ALREADY_AWAY": 409, "NOTES_FULL": 409, "UPHELD_ELSEWHERE": 409, "REGISTER_SAYS_OTHERWISE": 409, "IN_PROCEDURE": 409, "COMMITMENT_UNTRUE": 409, "PROCEDURES_FULL": 409, "APPEALED": 409, "APPEAL_LATE": 409, "REOPEN_LACKS": 409, "CLAIM_FIRST": 409, "REQUEST_RUNNING": 409, "DOCUMENT_NOT_THERE": 409, "SCAN_LOOKED_AT": 409,
    "REVISION_MISMATCH": 412, "BODY_TOO_LARGE": 413, "UNSUPPORTED_MEDIA_TYPE": 415,
    "INVALID_REQUEST": 422, "FORM_INCOMPLETE": 422, "STILL_LACKING": 422, "IDEMPOTENCY_MISMATCH": 422,
    "REVISION_REQUIRED": 428, "TOO_OFTEN": 429, "INTERNAL": 500, "TRY_AGAIN": 503,
}  # fmt: skip

# Defects whose texts are not in the catalogue's rooms `problems` and `form`, which hold nothing else.
_ELSEWHERE = (
    "NEEDS_REAL_NAME", "NEEDS_STRONG", "AUTHORISATION_CHANGED", "CONSENT_DATA_MISSING", "CONSENT_CREDIT_MISSING", "CONSENT_IDENTITY_MISSING", "CONSENT_DATA_CHANGED", "CONSENT_CREDIT_CHANGED", "CONSENT_IDENTITY_CHANGED", "ELECTRONIC_NOT_AGREED",
    "BIRTH_FIRST", "ID_NUMBER_FIRST", "INVITATION_NOT_GOOD", "NAME_AND_NUMBER_FIRST", "PARTY_NOT_CONFIRMED", "PRESENCE_NOT_PROVEN", "SCAN_OF_ANOTHER_ACT",
    "SCAN_NOT_LOOKED_AT", "BY_HAND_KEPT", "BY_HAND_EXPIRED", "BY_HAND_USED", "BY_HAND_VOID", "BY_HAND_DENIED", "SIGNED_NOT_ELECTRONICALLY", "AGENT_NOT_PROVEN", "AGENT_FOR_THEMSELVES", "AGENT_HANDLES_IT",
    "APPRAISAL_MISSING", "DOWN_PAYMENT_LOW", "MARRIAGE_NO_RECORD", "MATERIAL_MISSING",
    "PAPER_NOT_ENOUGH",
)  # fmt: skip
PAGE = "/v1/problems"  # says what every code means


def defect_codes() -> list[str]:
    """Every code a defect can have."""
    from chalicelib.messages import defects, form, problems  # for the documents alone

    return sorted(
        {code for room in (problems, defects, form) for code in room.TEXTS if code not in STATUS} | {*_ELSEWHERE}
    )


@frozen
class Defect:
    """One thing wrong with what was sent: a code of the catalogue and where (a JSON pointer, or a query name).

    `values` fill the code's text; they come from policy or catalogue, never from what was sent, but for single characters no paper can print.
    """

    code: str
    field: str
    values: tuple[tuple[str, str], ...] = ()

    def to_json(self) -> dict[str, str]:
        """The defect as clients see it."""
        return {"code": self.code, "field": self.field, "text": text(self.code, **dict(self.values))}


class Problem(Exception):
    """A request that is refused. Its text comes from the catalogue alone, so it cannot carry personal data.

    `cause`: the error behind one that is our fault; it is written into the log and told to nobody. `about`: the case that somebody
    was not to know of; `whose`: the session somebody may not use. Both are kept with the attempt and told to nobody.
    """

    def __init__(
        self,
        code: str,
        defects: Iterable[Defect] = (),
        headers: Mapping[str, str] | None = None,
        cause: Exception | None = None,
        about: str = "",
        whose: Session | None = None,
    ) -> None:
        super().__init__(code)
        self.whose = whose
        self.about = about
        self.cause = cause
        self.code = code
        self.status = STATUS[code]
        self.defects = tuple(dict.fromkeys(defects))
        self.headers = dict(headers or {})

    def to_json(self, trace: str, stage: str = "") -> dict[str, Any]:
        """The body; `type` is the page that says what the code means, below the `stage` it was asked under; `detail` is the English title,
        `trace` finds the request in the log, and in the traces unless it was a read."""
        return {
            "type": f"{stage}{PAGE}#{self.code}",
            "title": text(self.code),
            "status": self.status,
            "code": self.code,
            "detail": text(self.code, "en"),
            "defects": [defect.to_json() for defect in self.defects],
            "trace": trace,
        }
