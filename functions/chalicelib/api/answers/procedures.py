"""Special procedures (特别程序), as the parties and the desk are told of them."""

from chalicelib.api.answers.shape import Shown, Worded


class ProcedureShown(Worded):
    """One special procedure: what it waits for (`text`), until when at the latest it stops our promise, and, once it was left, what came of it.
    `provisional`: `until` may move, because the holidays of its year are not arranged yet."""

    id: str
    code: str
    entered_at: str
    until: str
    provisional: bool
    left_at: str | None
    result: str | None
    result_text: str | None


class ProcedureToSettle(ProcedureShown):
    """The same with what staff said of it."""

    by: str
    left_by: str | None
    reason: str
    number: str
    note: str
    files: list[str]


class Procedures(Shown):
    """Every special procedure of a case."""

    procedures: list[ProcedureToSettle]
