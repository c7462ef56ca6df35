"""How each paper comes about: printed, sealed, kept; and the signed contract, on which a bank puts its seal beside the centre's."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from chalicelib import clock
from chalicelib.documents import printing
from chalicelib.documents.printing import Place
from chalicelib.papers import cms, issuing, profiles, sealing, signers
from chalicelib.papers.revision import Revision
from chalicelib.records import archive
from chalicelib.records.contents import Paper
from chalicelib.trust.certificates import der

# What people sign as it stands: the province's platform seals its hash (agencies/seal), and the file stays as it is.
UNSEALED = frozenset({"authorisation", "contract"})
CENTRE, BANK = "Centre", "Bank"
"""The fields their seals are in."""
Told = dict[str, str]


class NoSeal(Exception):
    """What a bank gave is no seal of its own on the file it was asked to seal."""


def paper(case: str, centre: str, short: str, name: str, kind: str, values: Mapping[str, Any]) -> Told:
    """Numbers a paper, prints it, keeps it and enters it into the register. No two seals are the same: whoever asks again is given the first
    file that was kept. `short` is the centre in document numbers."""
    is_sealed = kind not in UNSEALED
    digest = _digest(kind, values, is_sealed)
    given = issuing.given(case, f"{digest}/{name}", kind, short, values["head"]["on"])
    whole = {**values, "issued": issuing.printed(given)}
    if is_sealed:
        pdf, (place, *_) = printing.to_be_sealed(kind, whole)
        made = _sealed(pdf, centre, place)
    else:
        made = printing.printed(kind, whole)
    kept = archive.keep_once(case, name, digest, made)
    issuing.enter(given, case, kind, values["head"], kept)
    return _told(kept)


def with_signatures(
    case: str, centre: str, name: str, kind: str, values: Mapping[str, Any], over: Mapping[str, str]
) -> Told:
    """Puts a page of signatures behind a kept paper, the centre's seal on it, and a place for the bank's; what is kept is what the bank is asked to
    seal, `digest` (hex) what it has to sign. `over`: the paper's key and SHA-256, and the bank's certificate (PEM). Raises `ValueError` where the kept
    paper is not the one that was signed."""
    signed = archive.read(over["key"])
    if hashlib.sha256(signed).hexdigest() != over["sha256"]:
        raise ValueError("not what was signed")
    pages = len(Revision(signed).pages())
    more = {"length": f"{len(signed):,}", "pages": pages, "by": profiles.asked().name}
    page, places = printing.to_be_sealed(kind, {**values, **more})
    ours, theirs = (Place(place.page + pages, place.x, place.y) for place in places)
    whole = _sealed(sealing.appended(signed, page), centre, ours)
    bank = signers.owner(der(over["certificate"]))
    empty = sealing.prepared(whole, BANK, printing.seal(bank), theirs, bank, _now())
    # Not by the certificate, nor by what every page of this contract tells of its drawing up: a bank that has another by now, or was
    # asked by a release that did not print that, was asked for its seal on the first file, and is asked for one.
    told = {name: value for name, value in values.items() if name != "drawn_up"}
    asked = _digest(kind, told, {"key": over["key"], "sha256": over["sha256"]})
    kept = archive.keep_first(case, f"{asked}/to-seal-{name}", empty, archive.PDF)
    return {"key": kept.key, "sha256": kept.sha256, "digest": sealing.digest(kept.content).hex()}


def countersigned(case: str, name: str, key: str, signature: bytes, certificates: Sequence[str]) -> Told:
    """Puts a bank's signature into the place that was left for it. Raises `NoSeal`."""
    empty = archive.read(key)
    try:
        by = cms.check(signature, sealing.digest(empty), [der(one) for one in certificates])
        if not signers.is_good(by):
            raise ValueError("its certificate is not good today")
        whole = sealing.filled(empty, signature)
    except ValueError as error:
        raise NoSeal(str(error)) from None
    return _told(archive.keep_once(case, name, hashlib.sha256(empty).hexdigest()[:32], whole))


def _sealed(pdf: bytes, centre: str, place: Place) -> bytes:
    signer = signers.of(centre)
    empty = sealing.prepared(pdf, CENTRE, printing.seal(signer.name), place, signer.name, _now())
    digest = signer.by.hashed(sealing.covered(empty))
    return sealing.filled(empty, cms.signed(digest, signer.certificates, signer.sign, signer.by))


def _now() -> Any:
    return clock.in_china(clock.now())


def _told(kept: Paper) -> Told:
    return {"key": kept.key, "sha256": kept.sha256}


def _digest(*said: object) -> str:
    """What tells one paper from another of its name: everything it says."""
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]
