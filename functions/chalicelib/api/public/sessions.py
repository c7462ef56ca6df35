"""Sessions: a one-time code of the unified identity platform becomes an opaque token."""

from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.domain.channels import CHANNELS, lets_in
from chalicelib.trust import sessions
from chalicelib.trust.index import reference


def log_in(call: Call) -> Answer:
    """Opens a session. The person's data stop here: the session holds a reference only."""
    from chalicelib.agencies import identity_platform  # only logging in asks an agency

    channel = call.body.channel
    if channel not in CHANNELS:
        raise Problem("INVALID_REQUEST", [Defect("CHANNEL_UNKNOWN", "/channel")])
    who = identity_platform.identify(channel, call.body.code)
    if who is None:
        raise Problem("LOGIN_FAILED")
    if not lets_in(channel, who.audience):
        raise Problem("INVALID_REQUEST", [Defect("CHANNEL_NOT_THEIRS", "/channel")])
    person = reference("person", who.id_number) if who.id_number else ""
    if not (person or who.bank):
        raise Problem("LOGIN_FAILED")  # nobody knows which natural person this is
    subject = person if who.audience == "depositor" else who.bank or who.staff
    session = sessions.Session(who.audience, subject, who.centre, channel, person)
    token, expires_at = sessions.open_session(session)
    return Answer(
        {"token": token, "expires_at": expires_at, "audience": session.audience, "centre": session.centre or None},
        status=201,
    )


def log_out(call: Call) -> Answer:
    """Ends the session at once."""
    sessions.close(call.headers["authorization"].removeprefix("Bearer "))
    return Answer({}, status=204)
