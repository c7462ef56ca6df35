"""Sessions: a one-time code of the unified identity platform becomes an opaque token, which its owner can see and end."""

from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Answer, Call
from chalicelib.domain.channels import CHANNELS, lets_in
from chalicelib.tracing import log
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
    if not person and who.audience != "bank":
        raise Problem("LOGIN_FAILED")  # nobody knows which natural person this is
    subject = person if who.audience == "depositor" else who.bank or who.staff
    session = sessions.Session(who.audience, subject, who.centre, channel, person)
    token, expires_at = sessions.open_session(session)
    return Answer(
        {"token": token, "expires_at": expires_at, "audience": session.audience, "centre": session.centre or None},
        status=201,
    )


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


def end_of_another(call: Call) -> Answer:
    """Ends every session of a login: an administrator's act, with a reason. How many there were; none of an unknown one."""
    body = call.body
    ended = sessions.end_all(sessions.Session(body.audience, body.subject, "", ""))
    whose = f"{body.audience}:{body.subject}"
    log.line("WARNING", "sessions ended", by=call.who.subject, whose=whose, reason=body.reason, ended=ended)
    return Answer({"ended": ended})


def _token(call: Call) -> str:
    return call.headers["authorization"].removeprefix("Bearer ")
