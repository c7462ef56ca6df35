"""A session that is begun: opened, and told once to whom it belongs."""

import hashlib

from chalicelib.api.http.route import Answer
from chalicelib.records import staffed
from chalicelib.trust import sessions
from chalicelib.trust.members import Member


def begun(session: sessions.Session) -> Answer:
    """The token and what it is good for. It is kept nowhere, so this answer is not either."""
    token, expires_at = sessions.open_session(session)
    if session.audience in sessions.STAFF and session.centre:
        staffed.note(Member(session.subject, session.audience, session.centre, session.person))
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
