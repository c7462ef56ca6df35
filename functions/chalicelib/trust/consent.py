"""Consents (授权): one person's own act, for one use, at one moment. `data` shares with the agencies, `credit` is 征信查询授权.

One authorisation serves one purpose (征信业管理条例 Art. 18), so every consent has an id that each use of data names, and
keeps the words it was given to: a later version of the text does not change what somebody agreed to.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, NotRequired, TypedDict, cast

if TYPE_CHECKING:
    from chalicelib.domain.policy import Authorisation


# Who may be asked on a consent to `data` of a release that kept no list: those its words named, and nobody who came later.
_NAMED_BY_ALL = ("police", "civil_affairs", "housing", "natural_resources", "tax", "bank")


class Consent(TypedDict):
    """A consent as a case keeps it: of the natural person `party` (a reference), whom the case knows as `person`, to one `use`."""

    id: str
    person: str
    party: str
    use: str
    given_at: str
    version: str  # of the words, which follow; earlier releases kept none of them
    to: NotRequired[str]
    purpose: NotRequired[str]
    scope: NotRequired[str]
    validity: NotRequired[str]
    departments: NotRequired[list[str]]  # of `data`: who may be asked
    children: NotRequired[bool]  # given as guardian too, for their minor children
    # Of `credit`: where the sealed authorisation is kept, as `records.contents.Paper`
    paper: NotRequired[Mapping[str, str]]
    seal: NotRequired[Mapping[str, str]]
    named: NotRequired[str]  # of `credit`: a digest of the name and number the paper bears (casework/naming.py)
    # By which act it was given (api/evidence.py): in which session, and at the window on which proof.
    session: NotRequired[str]
    presence: NotRequired[str]
    method: NotRequired[str]
    withdrawn_at: NotRequired[str]
    # Nobody may rely on it any more: the form names somebody else, or calls them something else than the paper does.
    void_at: NotRequired[str]


def given(
    case: str,
    person: str,
    party: str,
    use: str,
    text: "Authorisation",
    departments: Collection[str],
    at: str,
    **how: str,
) -> Consent:
    """A consent as the case keeps it: of the natural person `party`, whom the case knows as `person`; `how` says by which act."""
    kept = {
        "id": _id(case, party, use, at), "person": person, "party": party, "use": use, "given_at": at, "version": text.version,
        "to": text.to, "purpose": text.purpose, "scope": text.scope, "validity": text.validity,
        **({"departments": sorted(set(departments))} if departments else {}), **({"children": True} if text.children else {}), **how,
    }  # fmt: skip
    return cast(Consent, kept)


def live(consents: Iterable[Consent], parties: Mapping[str, str]) -> dict[tuple[str, str], Consent]:
    """What may be relied on now, by person and use: the last one given by whom the case names as that person, not withdrawn."""
    return {
        (one["person"], one["use"]): one
        for one in consents
        if stands(one) and parties.get(one["person"]) == one["party"]
    }


def stands(one: Consent) -> bool:
    """Whether it was neither taken back nor void: the form names them, or what the paper calls them, no more."""
    return not one.get("withdrawn_at") and not one.get("void_at")


def departments(one: Consent) -> Collection[str]:
    """Who may be asked on it (告知的接收方, 个人信息保护法 23): whoever it was given for. A recipient who came later is in none given before."""
    return one.get("departments", _NAMED_BY_ALL)


def withdrawn(consents: Iterable[Consent], party: str, use: str, at: str) -> list[Consent]:
    """The same consents, every one of that natural person to that use withdrawn; one that was already stays as it is."""
    return [
        {**one, "withdrawn_at": one.get("withdrawn_at") or at} if (one["party"], one["use"]) == (party, use) else one
        for one in consents
    ]


def _id(case: str, party: str, use: str, at: str) -> str:
    return "consent_" + hashlib.sha256(f"{case}/{party}/{use}/{at}".encode()).hexdigest()[:24]
