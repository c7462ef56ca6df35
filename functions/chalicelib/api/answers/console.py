"""What the operations' console is answered of the ledger, and the words its filters can be set to."""

from chalicelib.api.answers.shape import Shown, Worded


class OpsUse(Shown):
    """A line of the ledger: `number` of its place in the chain, and that place's `hash`. `subject` is a role; `operator` a login of staff.
    In words: `who_text` has asked or looked, `what_text` (who was asked, or what was shown), `about_text`."""

    number: int
    hash: str
    at: str
    kind: str | None
    agency: str | None
    service: str | None
    subject: str | None
    matter: str | None
    material: str | None
    consent: str | None
    basis: str | None
    request: str | None
    outcome: str | None
    asked_by: str | None
    audience: str | None
    operator: str | None
    shown: str | None
    document: str | None
    who_text: str
    what_text: str
    about_text: str | None


class OpsLedger(Shown):
    items: list[OpsUse]
    cursor: str | None


class OpsWords(Shown):
    """What the list's filters can be set to, and why something is restarted."""

    centres: list[Worded]
    statuses: list[Worded]
    steps: list[Worded]
    errors: list[Worded]
    reasons: list[Worded]
