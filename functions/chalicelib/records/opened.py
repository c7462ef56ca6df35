"""A case as far as what is sealed of it can be read (启封): each part is opened on first use, and typed."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from chalicelib.domain.checks.finding import Finding, finding_from
from chalicelib.domain.form.application import PARTS, Application, application_from
from chalicelib.domain.frozen import frozen
from chalicelib.records import contents
from chalicelib.records.contents import Event, Notice, Prefilled
from chalicelib.records.fields import Fields, Json
from chalicelib.trust import vault

if TYPE_CHECKING:
    from chalicelib.domain.judging.decision import Decided
    from chalicelib.domain.judging.grounds import Grounds
    from chalicelib.trust.consent import Consent

MOST_SAID = 200  # characters kept of what a partner says in its own words


@frozen
class Opened(Fields):
    """What is sealed in a case, as whoever has loaded it reads it."""

    @property
    def is_submitted(self) -> bool:
        """True once there is an application to judge."""
        return "application" in self.large

    @cached_property
    def form(self) -> dict[str, Any]:
        """The one form as last saved, in the API's own shape. Earlier releases had consents ticked in it: they are acts, not answers."""
        return {name: value for name, value in self._sealed("form").items() if name != "consents"}

    @cached_property
    def application(self) -> Application:
        """The submitted application. Raises `KeyError` before submission."""
        return application_from(self._sealed("application"))

    @property
    def handed_in(self) -> Json:
        """The form as it was handed in, as far as it is judged, in the API's own shape."""
        beside = ("consents", "documents", "sent", "tolerated")
        return {name: value for name, value in self._sealed("application").items() if name not in beside}

    @cached_property
    def form_handed_in(self) -> Json:
        """The form without what was typed since it was handed in: what is not kept of a form handed in is taken as it stands."""
        kept = self.handed_in
        beside = {name: part for name, part in self.form.items() if name not in {*PARTS, *kept}}
        return beside | {name: part for name, part in kept.items() if part is not None}

    @property
    def as_sealed(self) -> Json:
        """All that is kept of the application, in the API's own shape."""
        kept: Json = self._sealed("application")
        return kept

    @property
    def sent(self) -> Sequence[Json]:
        """The proof of each time the form was handed in; earlier releases kept none."""
        kept: Sequence[Json] = self._sealed("application").get("sent", ()) if self.is_submitted else ()
        return kept

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What every agency has answered so far, one finding per check and subject."""
        return tuple(finding_from(self._sealed(f"findings.{key}")) for key in self.answers)

    @cached_property
    def grounds(self) -> "Grounds | None":
        """All that the decision, or an early refusal, rests on; None before there is one."""
        return cast("Grounds", dict(self._sealed("grounds"))) if "grounds" in self.large else None

    @cached_property
    def decision(self) -> "Decided | None":
        """What may stand in the clear of the decision (`Decision.told`); None before there is one."""
        return cast("Decided", self._clear("decision")) if "decision" in self.large else None

    @cached_property
    def consents(self) -> "Sequence[Consent]":
        """Every consent as it was given (trust/consent.py), with its words; those withdrawn or replaced stay. Of earlier releases, which
        did not keep whose they are: of whom the application named as that person."""
        kept: Sequence[Any] = self._clear("consents") if "consents" in self.large else ()
        return [cast("Consent", {"party": self.parties.get(one["person"], ""), **one}) for one in kept]

    @cached_property
    def prefilled(self) -> Mapping[str, Prefilled]:
        """What sources told before submission, by `party.source`."""
        kept = self._sealed("prefilled") if "prefilled" in self.large else {}
        return {key: contents.read(Prefilled, one) for key, one in kept.items()}

    @cached_property
    def notices(self) -> Sequence[Notice]:
        """The correction notices, round by round."""
        return [contents.read(Notice, one) for one in (self._clear("notices") if "notices" in self.large else ())]

    @property
    def notice(self) -> Notice | None:
        """The latest correction notice."""
        return self.notices[-1] if self.notices else None

    def corrected(self, round: int | str) -> Event | None:
        """The line of how the notice of that round was closed: by what the parties sent, or `reopened` or `waived` without; None while it is open."""
        return self.events.get(f"CORRECTED.{round}")

    def replied(self, round: int | str) -> Event | None:
        """The same where the parties have sent something."""
        line = self.corrected(round)
        return line if line and {"reopened", "waived"}.isdisjoint(line.values) else None

    @property
    def next_round(self) -> int:
        """Which round it would be that is corrected next."""
        return 1 + sum(event.code == "CORRECTED" for event in self.events.values())

    def facts_of(self, key: str) -> Json:
        """The facts a ruling supplies."""
        sealed = self.rulings[key].facts
        return dict(vault.unseal(self.id, self.key, f"rulings.{key}", sealed)) if sealed else {}

    def seal_wish(self, text: str | None) -> str | None:
        """What the registry wants more, as it is kept in the mortgage."""
        return self._seal("mortgage.wanted", text[:MOST_SAID]) if text else None

    @property
    def wish(self) -> str | None:
        """What the registry wants more, in its own words."""
        wanted = self.mortgage.wanted if self.mortgage else None
        return str(vault.unseal(self.id, self.key, "mortgage.wanted", wanted)) if wanted else None

    def seal_word(self, key: str, word: Json) -> str:
        """What a partner added to one of its words, as it is kept under `partner.word`."""
        return self._seal(f"words.{key}", word)

    @cached_property
    def said(self) -> Mapping[str, Json]:
        """What partners added to their words, by `partner.word` (casework/words.py)."""
        return {key: vault.unseal(self.id, self.key, f"words.{key}", word) for key, word in self.words.items()}
