"""What an agency's answer means. Only `confirmed` is a pass and only `contradicted` is a fail; the rest need a person."""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import Any

from chalicelib.domain.frozen import frozen

REVIEWER = "review"  # who asks, where no check and no rule does
# Who saw a defect where no agency did: elsewhere nothing of it can be put right or contested.
OURS = ("materials", "rules", REVIEWER)


class Outcome(StrEnum):
    """The five things an answer can be."""

    CONFIRMED = "confirmed"
    CONTRADICTED = "contradicted"
    NOT_FOUND = "not_found"
    AMBIGUOUS = "ambiguous"
    UNAVAILABLE = "unavailable"


# Codes of what is contested (contested.py), and of what another person has decided then.
CONTESTED, OVERTURNED, UPHELD = "CONTESTED", "CONTEST_OVERTURNED", "CONTEST_UPHELD"
WITHOUT = "NOTHING_SHOWS_IT"  # the reason of a refusal: they cannot provide a paper, and a person has found nothing else to show it


@frozen
class Finding:
    """One answer about one subject: a person's key, or `home`.

    `code` is stable and has a text in the message catalogue. `facts` is JSON: what the rules need from the answer
    (see domain/checks/facts.py), decimals as strings. `by` names the person who decided it when no agency could.
    """

    check: str
    subject: str
    outcome: Outcome
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    by: str = "agency"

    @property
    def is_ruled(self) -> bool:
        """A member of staff decided it."""
        return self.by.startswith("staff:")

    def to_json(self) -> dict[str, Any]:
        """The finding as it is stored; its facts are those of the finding, not a copy."""
        return {**vars(self)}


def finding_from(data: Mapping[str, Any]) -> Finding:
    """Reads a stored finding."""
    return Finding(**{**data, "outcome": Outcome(data["outcome"])})


def key_of(check: str, subject: str) -> str:
    """The one key under which an answer and a ruling about a subject are kept; no code of a check has a dot."""
    return f"{check}.{subject}"


def place_of(key: str) -> tuple[str, str]:
    """Check and subject of such a key."""
    check, _, subject = key.partition(".")
    return check, subject
