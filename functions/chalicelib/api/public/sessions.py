"""Sessions: a one-time code of a channel's identity provider becomes an opaque token, which its owner can see, lift and end.

What the provider says counts: through which channel, who, how surely, on which device. What the client says only chooses whom to ask.
"""

from typing import TYPE_CHECKING

from chalicelib.api.begun import begun
from chalicelib.api.http import limits
from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.domain.assurance import Level
from chalicelib.domain.channels import lets_in, takes_codes
from chalicelib.tracing import log
from chalicelib.trust import devices, sessions
from chalicelib.trust.index import reference
from chalicelib.trust.sessions import STAFF, Session

if TYPE_CHECKING:
    from chalicelib.agencies.identity_platform import Subject


def log_in(call: Call) -> Answer:
    """Opens a session. The person's data stop here: the session holds a reference only."""
    from chalicelib.agencies import identity_platform  # only logging in asks an agency

    channel, device = call.body.channel, sessions.device_of(call.headers.get("anju-device", ""))
    if not takes_codes(channel):
        raise Problem("INVALID_REQUEST", [Defect("CHANNEL_UNKNOWN", "/channel")])
    with limits.login(call.client, device):
        who = identity_platform.identify(channel, call.body.code, device)
        if who is None:
            raise Problem("LOGIN_FAILED")
        if not (takes_codes(who.channel) and lets_in(who.channel, who.audience)):
            raise Problem("INVALID_REQUEST", [Defect("CHANNEL_NOT_THEIRS", "/channel")])
        session = _of_staff(who, device) if who.audience in STAFF else _of_a_person(who)
    if device:
        devices.remember(device, f"{session.audience}/{session.subject}")
    return begun(session)


def lift(call: Call) -> Answer:
    """Lifts this session's level for a short time, by the channel's proof that its owner is there: a live face or a second factor."""
    from chalicelib.agencies import identity_platform  # only logging in and this ask an agency

    who, token = call.who, _token(call)
    with limits.guess("proof", f"{who.audience}/{who.subject}"):
        proof = identity_platform.prove(who.channel, call.body.code)
        if proof is None or proof.channel != who.channel or reference("person", proof.id_number) != who.person:
            log.line("WARNING", "proof refused", whose=f"{who.audience}:{who.subject}", channel=who.channel)
            raise Problem("INVALID_REQUEST", [Defect("NOT_PROVEN", "/code")])
    until = sessions.lift(token, proof.level, proof.method)
    if until is None:
        raise Problem("LOGIN_REQUIRED")
    return Answer({"level": proof.level.name, "method": proof.method, "until": until})


def mine(call: Call) -> Answer:
    """Every session this login has open, oldest first."""
    current = sessions.id_of(_token(call))
    return Answer({"items": [{**one._asdict(), "current": one.id == current} for one in sessions.opened(call.who)]})


def log_out(call: Call) -> Answer:
    """Ends this session at once."""
    sessions.end(call.who, sessions.id_of(_token(call)))
    return Answer({}, status=204)


def end(call: Call) -> Answer:
    """Ends another session of the same login: a phone that was lost."""
    if not sessions.end(call.who, call.path["session"]):
        raise Problem("NOT_FOUND")
    return Answer({}, status=204)


def end_all(call: Call) -> Answer:
    """Ends every session of this login, this one too."""
    sessions.end_all(call.who)
    return Answer({}, status=204)


def _of_a_person(who: "Subject") -> Session:
    """Below real-name, whoever has that account of the channel, and nobody in a case: an ID number nobody verified names nobody."""
    known = ("person", who.id_number) if who.level >= Level.REAL_NAME else ("account", f"{who.channel}/{who.account}")
    if not (who.id_number if who.level >= Level.REAL_NAME else who.account):
        raise Problem("LOGIN_FAILED")
    subject = reference(*known)
    return Session(who.audience, subject, "", who.channel, subject, who.level, who.method, ticket=who.ticket)


def _of_staff(who: "Subject", device: str) -> Session:
    """Staff come in with a second factor, on a device registered for them, as the natural person they are; else not at all."""
    theirs = device if who.device == device else ""  # nobody elsewhere can lock it
    with limits.guess("account", f"{who.audience}/{who.staff}@{theirs}"):
        if not (who.id_number and theirs):
            raise Problem("LOGIN_FAILED")
        if who.level < Level.STRONG:
            raise Problem("SECOND_FACTOR_REQUIRED")
    person = reference("person", who.id_number)
    return Session(who.audience, who.staff, who.centre, who.channel, person, who.level, who.method, device)


def _token(call: Call) -> str:
    return call.headers["authorization"].removeprefix("Bearer ")
