"""Presences (到场): what proves that a party was there, or stands for them. Kept in a case as contents are."""

from collections.abc import Mapping, Sequence
from dataclasses import field

from chalicelib.domain.frozen import frozen

SIGNED_FORM = "signed_form"  # the method of a form signed by hand
COLLECTING = "results"  # the act of an agent who comes for the results

DENIED = "DENIED"  # why a form is void whose signer says that they have not signed it


@frozen
class Presence:
    """One party at the window (人证核验), or an agent of theirs: who the terminal read and compared, how, when; before which clerk; a
    digest of its evidence. Or a form that party signed by hand (method `signed_form`), of which that is the scan."""

    id: str
    person: str
    party: str  # reference of the natural person
    method: str
    terminal: str
    at: str  # when the terminal did, by its clock
    by: str
    evidence: str
    act: str | None = None  # of a signed form, and of an agent: the one act it is for, and what that is `about`
    about: str | None = None
    version: str | None = None  # the S3 version of the scan
    hand: str | None = None  # reference of the natural person behind `by`; earlier releases kept none
    # Who else has looked at a scan and accepted it: by, person, at.
    second: Mapping[str, str] = field(default_factory=dict)
    # Since when a form is worth nothing, and by whose word: at, by; why, if who is said to have signed it denies that.
    void: Mapping[str, str] = field(default_factory=dict)
    agent: str | None = (
        None  # reference of who acts for the party: in their authorisation (act `agent`), and of who came under it
    )
    mandate: str | None = None  # of an agent: the id of that authorisation
    acts: Sequence[str] = ()  # of an authorisation: what the agent may do, and the last day
    until: str | None = None


@frozen
class Invitation:
    """When a party was invited to act for themselves, under which reference, until when. The code is kept nowhere."""

    party: str
    at: str
    until: str
