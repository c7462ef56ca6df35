"""Consents (授权): one person, one use, one moment. `data` shares with the agencies, `credit` is 征信查询授权.

One authorisation serves one purpose (征信业管理条例 Art. 18), so every consent has an id that each use of data names.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping

USES = ("data", "credit")


def missing(people: Iterable[str], given: Iterable[Mapping[str, str]]) -> list[tuple[str, str]]:
    """The consents still to be given, as (person key, use), in the order of the people."""
    have = {(consent["person"], consent["use"]) for consent in given}
    return [(person, use) for person in people for use in USES if (person, use) not in have]


def record(
    case: str, given: Iterable[Mapping[str, str]], at: str, known: Collection[Mapping[str, str]] = ()
) -> list[dict[str, str]]:
    """The consents as the case keeps them: with ids that stay the same, and the moment each was first given."""
    first = {consent["id"]: consent["given_at"] for consent in known}
    kept = {_id(case, consent): consent for consent in given}
    return [
        {"id": id, "person": consent["person"], "use": consent["use"], "given_at": first.get(id, at)}
        for id, consent in kept.items()
    ]


def _id(case: str, consent: Mapping[str, str]) -> str:
    return "consent_" + hashlib.sha256(f"{case}/{consent['person']}/{consent['use']}".encode()).hexdigest()[:24]
