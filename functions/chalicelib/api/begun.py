"""A session that is begun: opened, and told once to whom it belongs."""

import hashlib

from chalicelib.api.http.route import Answer
from chalicelib.records import staffed
from chalicelib.trust import roster, sessions
from chalicelib.trust.members import Member


def begun(session: sessions.Session) -> Answer:
    """The token and what it is good for. It is kept nowhere, so this answer is not either."""
    staff = session.audience in sessions.STAFF and session.centre
    who = Member(session.subject, session.audience, session.centre, session.person)
    if staff and (before := roster.find(who.audience, who.login)) and before.centre != who.centre:
        staffed.forget(before)  # before the roster says the new one: whoever dies between tries to log in once more
    token, expires_at = sessions.open_session(session)
    if staff:
        staffed.note(who)
    return Answer(
        {
            "token": token,
            "expires_at": expires_at,
            "audience": session.audience,
            "whose": hashlib.sha256(f"{session.audience}/{session.subject}".encode()).hexdigest()[:16],
            "staff": session.subject if session.audience in sessions.STAFF else None,
            "centre": session.centre or None,
            "channel": session.channel,
            "level": session.level.name,
        },
        status=201,
    )
