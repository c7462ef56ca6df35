"""Why data is asked for (用途): no agency is called without one, and every call leaves it in the ledger."""

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import Any

from chalicelib.domain.form.application import Consent
from chalicelib.domain.frozen import frozen
from chalicelib.errors import PreconditionFailed

ON_PAPER = (
    "credit",
)  # uses that a consent by itself does not allow: its signed document has to be there (征信业管理条例 Art. 18)


_UNNAMED = "RECIPIENT_UNNAMED"


def is_unnamed(refused: PreconditionFailed) -> bool:
    """Whether there is a consent, and it was given before its words named who would be asked."""
    return _UNNAMED in refused.codes


def _unknown(*of: str) -> bool:
    raise PreconditionFailed("nobody can say what that consent allows, or whether it still stands", "PURPOSE_LACKING")


@frozen
class Purpose:
    """Who asks, for which case, on which consent, replacing which material (national `additional`, docs/domain.md 4.1).

    A step makes one from `case` to `consents`; each agency completes it with `about` for every call it makes.
    `record` gives one entry to the ledger, which has it before anybody goes by the answer; entries hold keys, codes and hashes,
    never values. `still` raises where a consent, by its id, does not stand any more: it is asked before every call that rests on one. `names` says whether that consent was given
    for whoever answers in that matter.
    """

    case: str  # opaque case id
    number: str  # case number 办件流水号
    asked_by: str  # the step
    centre: str
    record: Callable[[Mapping[str, Any]], None]
    consents: tuple[Consent, ...] = ()
    still: Callable[[str], object] = _unknown
    names: Callable[[str, str], bool] = _unknown
    parties: Mapping[str, str] = field(default_factory=dict)  # by key, the reference of the natural person it means
    operator: str = "system"  # or the staff id of who asks
    subject: str = ""  # a person's key or `home`: whose data
    matter: str = ""  # linked matter, docs/domain.md 1.2
    material: str = ""  # the material this replaces, docs/domain.md 1.3
    consent: str = ""  # consent id
    paper: str = ""  # SHA-256 of the document that consent was given on
    basis: str = ""  # legal basis of a call that needs no consent
    ward: str = ""  # which minor child of the subject is asked about, by its place; the consent is its guardian's (监护人同意, 个人信息保护法 31)
    awaited: bool = False  # a person waits for the answer: nothing comes back for it by itself, hours later

    def about(
        self,
        subject: str,
        matter: str,
        material: str = "",
        *,
        of: str | None = None,
        use: str = "data",
        basis: str = "",
    ) -> "Purpose":
        """This purpose for one call: about whom, and on the consent of `of` (the subject if not given) to `use`.

        About a minor child (`of_child`) the subject's own consent has to be given for their children too. With a legal `basis` no consent
        is needed. Raises `PreconditionFailed` when there is neither, where the consent does not name who is asked (`is_unnamed`), and where the use
        wants an authorisation on paper and there is none: of that no basis relieves.
        """
        who = of or subject
        given = next((c for c in self.consents if c.person == who and c.use == use), None)
        if not (given or basis):
            raise PreconditionFailed(f"no {use} consent of {who} for {matter}", "CONSENT_LACKING")
        if given and not basis and not self.names(given.id, matter):
            raise PreconditionFailed(f"the {use} consent of {who} does not name who is asked for {matter}", _UNNAMED)
        if self.ward and not self.covers_children(who):
            raise PreconditionFailed(f"no consent of {who} as guardian for {matter}", "CONSENT_LACKING")
        if use in ON_PAPER and not (given and given.signed):
            raise PreconditionFailed(f"no signed {use} authorisation of {who} for {matter}", "AUTHORISATION_LACKING")
        consent, paper = (given.id, given.signed) if given else ("", "")
        return replace(
            self, subject=subject, matter=matter, material=material, consent=consent, paper=paper, basis=basis
        )

    def of_child(self, ward: str) -> "Purpose":
        """This purpose for what is asked about a minor child: only ever on the consent of the guardian it is asked `about`."""
        return replace(self, ward=ward)

    def covers_children(self, guardian: str) -> bool:
        """Whether that person has consented to `data` for their minor children too."""
        return any(one.children for one in self.consents if (one.person, one.use) == (guardian, "data"))

    def leaves_children_out(self, guardian: str) -> bool:
        """Whether that person's consent to `data` was given to words that did not ask yet for what the case needs of minor children."""
        return any(one.children is False for one in self.consents if (one.person, one.use) == (guardian, "data"))

    def stands(self) -> None:
        """Raises where the consent this call rests on was taken back; a legal basis is not taken back."""
        if self.consent and not self.basis:
            self.still(self.consent)

    def additional(self) -> dict[str, str]:
        """What the exchange is told with every call."""
        return {
            "caseNo": self.number,
            "matter": self.matter,
            "purpose": self.asked_by,
            "materialCode": self.material,
            "consentId": self.consent or f"basis:{self.basis}",
            "sponsor": self.centre,
            "operator": self.operator,
        }

    def entry(self) -> dict[str, str]:
        """What the ledger is told about this call, without its answer."""
        return {
            "number": self.number, "asked_by": self.asked_by, "operator": self.operator, "centre": self.centre,
            "subject": self.subject, "matter": self.matter, "material": self.material, "consent": self.consent,
            "basis": self.basis, **({"party": party} if (party := self.parties.get(self.subject)) else {}), **({"paper": self.paper} if self.paper else {}),
            **({"ward": self.ward} if self.ward else {}),
        }  # fmt: skip
