"""Consents (授权): one person, one use, one moment. `data` shares with the agencies, `credit` is 征信查询授权.

One authorisation serves one purpose (征信业管理条例 Art. 18), so every consent has an id that each use of data names, and
keeps the words it was given to: a later version of the text does not change what somebody agreed to.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from chalicelib.domain.policy import Authorisation

Consent = Mapping[str, Any]


def record(
    case: str, given: Iterable[Consent], texts: Mapping[str, Authorisation], at: str, known: Collection[Consent] = ()
) -> list[dict[str, Any]]:
    """The consents as the case keeps them: with ids, texts and the moment of when each was first given.

    `texts` are the authorisations in force, by use; the departments ticked are those ticked last.
    """
    first = {
        consent["id"]: {name: value for name, value in consent.items() if name != "departments"} for consent in known
    }
    kept = {_id(case, consent): consent for consent in given}
    return [{**(first.get(id) or _agreed(id, consent, texts, at)), **_ticked(consent)} for id, consent in kept.items()]


def _agreed(id: str, consent: Consent, texts: Mapping[str, Authorisation], at: str) -> dict[str, Any]:
    text = texts[consent["use"]]
    return {
        "id": id, "person": consent["person"], "use": consent["use"], "given_at": at, "version": text.version,
        "to": text.to, "purpose": text.purpose, "scope": text.scope, "validity": text.validity,
    }  # fmt: skip


def _ticked(consent: Consent) -> dict[str, list[str]]:
    return {"departments": sorted(set(consent["departments"]))} if consent.get("departments") else {}


def _id(case: str, consent: Consent) -> str:
    return "consent_" + hashlib.sha256(f"{case}/{consent['person']}/{consent['use']}".encode()).hexdigest()[:24]
