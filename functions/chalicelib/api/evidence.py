"""Evidence (证据): how whoever acts was known, for acts that bind. Keys, codes and digests, never values."""

import hashlib

from chalicelib.api import actors
from chalicelib.api.http.route import Call
from chalicelib.messages import text
from chalicelib.trust.sessions import id_of


def of(call: Call, key: str) -> dict[str, str]:
    """How it is known that this act is that party's: by their own session, or by the proof a clerk has that they are at the window."""
    who = call.who
    how = {"channel": who.channel, "session": session(call)}
    if who.audience == "clerk":
        proof = actors.present(call, key)
        known = {
            "presence": proof.id,
            "method": proof.method,
            "terminal": proof.terminal,
            "proof": proof.evidence,
            "second": proof.second.get("by"),
            "agent": proof.agent,
            "mandate": proof.mandate,
        }
        return how | {name: value for name, value in known.items() if value}
    # A session says its level where logging in has one.
    return how | {name: str(value) for name in ("level", "method") if (value := getattr(who, name, ""))}


def session(call: Call) -> str:
    """Which session acts, as it is written down: enough to tell it from others, and it opens nothing."""
    return id_of(call.headers["authorization"].removeprefix("Bearer "))[:16]


def words(code: str, version: str) -> dict[str, str]:
    """The words somebody agreed to: their version, and a digest of the very text."""
    return {"code": code, "version": version, "sha256": hashlib.sha256(text(code).encode()).hexdigest()}
