"""What a case keeps under its own key (密封件): large values as parts of their own, and what is personal in its item."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import KW_ONLY, field
from functools import cached_property
from typing import Any

from chalicelib import clock
from chalicelib.domain.frozen import frozen
from chalicelib.records import parts
from chalicelib.records.reviews import Review
from chalicelib.records.statements import Appeal, Contest, Note, Reply, Ruling
from chalicelib.trust import vault

Large = Mapping[str, Any]  # a large part by what it is: the name of its item, or, in records of schema 1, itself


@frozen
class Keeping:
    """A case as far as it seals and opens."""

    _: KW_ONLY
    id: str  # opaque; a case has it from its draft on
    key: str = field(repr=False)  # its data key, wrapped
    large: Large = field(default_factory=dict, repr=False)

    def put_part(self, name: str, value: Any, *, sealed: bool = True) -> str:
        """Writes a large value as a part of this case, to be pointed to; gives the part's name."""
        content = parts.packed(value)
        return parts.put(
            self.id, vault.seal_bytes(self.id, self.key, name, content) if sealed else parts.alone(content)
        )

    def ruling(
        self, key: str, outcome: str, of: str, by: str, comment: str | None, facts: Mapping[str, Any], person: str = ""
    ) -> Ruling:
        """A ruling to be written about `check.subject`, with what is personal in it sealed. `person`: the natural person behind the login `by`."""
        said = {
            name: self._seal(f"rulings.{key}", value)
            for name, value in (("comment", comment), ("facts", facts))
            if value
        }
        return Ruling(outcome, of, by, clock.stamp(), **said, person=person)

    def comment_on(self, key: str, ruling: Ruling) -> str:
        """What whoever ruled on `check.subject` wrote; empty where they wrote nothing."""
        return str(vault.unseal(self.id, self.key, f"rulings.{key}", ruling.comment)) if ruling.comment else ""

    def seal_contest(self, key: str, reason: str) -> str:
        """Why a party contests a finding, as it is kept."""
        return self._seal(f"contests.{key}", reason)

    def reason_against(self, key: str, contest: Contest) -> str:
        """Why a party contests that finding."""
        return str(vault.unseal(self.id, self.key, f"contests.{key}", contest.reason))

    def note(
        self, task: str, kind: str, by: str, person: str, text: str, items: Sequence[Mapping[str, Any]] = ()
    ) -> Note:
        """What a member of staff wrote beside a task, to be kept; sealed, and so are the `items` they ruled on with it."""
        name = f"notes.{task}.{kind}"
        ruled = self._seal(f"{name}.items", [*items]) if items else ""
        return Note(task, kind, by, person, clock.stamp(), self._seal(name, text), ruled)

    def text_of(self, note: Note) -> str:
        """What they wrote."""
        return str(vault.unseal(self.id, self.key, f"notes.{note.task}.{note.kind}", note.text))

    def items_of(self, note: Note) -> list[Mapping[str, Any]]:
        """What they ruled on with it."""
        name = f"notes.{note.task}.{note.kind}.items"
        return list(vault.unseal(self.id, self.key, name, note.items)) if note.items else []

    def seal_appeal(self, of: str, text: str) -> str:
        """What is said in an appeal against the end at `of`, by who objects or who decides, as it is kept."""
        return self._seal(f"appeals.{of}", text)

    def grounds_of(self, appeal: Appeal) -> str:
        """Why they object."""
        return str(vault.unseal(self.id, self.key, f"appeals.{appeal.of}", appeal.grounds))

    def reason_on(self, appeal: Appeal) -> str:
        """What whoever decided it wrote; empty before."""
        sealed = appeal.reason
        return str(vault.unseal(self.id, self.key, f"appeals.{appeal.of}", sealed)) if sealed else ""

    def seal_reply(self, key: str, reason: str) -> str:
        """Why the parties cannot provide what an item asks for, as it is kept."""
        return self._seal(f"replies.{key}", reason)

    def reason_for(self, key: str, reply: Reply) -> str:
        """Why they cannot provide it; empty where they say otherwise."""
        return str(vault.unseal(self.id, self.key, f"replies.{key}", reply.reason)) if reply.reason else ""

    def seal_voice(self, number: str, part: str, text: str) -> str:
        """What a party said under that number, or was answered, as it is kept; nothing of nothing."""
        return self._seal(f"voices.{number}.{part}", text) if text else ""

    def voice_part(self, number: str, part: str, sealed: str) -> str:
        """The same in clear."""
        return str(vault.unseal(self.id, self.key, f"voices.{number}.{part}", sealed)) if sealed else ""

    def seal_commitment(self, code: str, what: str, text: str) -> str:
        """What staff said of a commitment (`what`: why it is untrue, or true all the same), as it is kept."""
        return self._seal(f"commitments.{code}.{what}", text)

    def said_of_commitment(self, code: str, what: str, kept: str) -> str:
        """The same, opened."""
        return str(vault.unseal(self.id, self.key, f"commitments.{code}.{what}", kept)) if kept else ""

    def seal_procedure(self, key: str, what: str, text: str) -> str:
        """What staff said of a special procedure (`what`: reason, number or note), as it is kept."""
        return self._seal(f"procedures.{key}.{what}", text) if text else ""

    def said_of_procedure(self, key: str, what: str, kept: str) -> str:
        """The same, opened."""
        return str(vault.unseal(self.id, self.key, f"procedures.{key}.{what}", kept)) if kept else ""

    def seal_answer(self, body: Any) -> str:
        """What a request about the case was answered, to be given again to whoever repeats it."""
        return self._seal("answers", body)

    def answer_kept(self, sealed: str) -> Any:
        """The same, opened."""
        return vault.unseal(self.id, self.key, "answers", sealed)

    def review(
        self,
        task: str,
        level: str,
        by: str,
        decision: str,
        reason: str,
        person: str = "",
        rules: Sequence[str] = (),
        *,
        is_told: bool = False,
        checked: Sequence[str] = (),
    ) -> Review:
        """A review to be written, its reason sealed. `person`: the natural person behind the login `by`; `rules` a refusal rests on;
        `is_told`: that the parties read it; `checked`: the lines of the checklist that were answered, sealed too."""
        sealed = self._seal(f"reviews.{task}", reason)
        lines = self._seal(f"checked.{task}", [*checked]) if checked else ""
        return Review(task, level, by, decision, clock.stamp(), sealed, person, rules, is_told, lines)

    def reason_of(self, review: Review) -> str:
        """What whoever decided wrote; empty where nothing was kept."""
        return str(vault.unseal(self.id, self.key, f"reviews.{review.task}", review.reason)) if review.reason else ""

    def checked_of(self, review: Review) -> Sequence[str]:
        """The lines of the checklist (核对清单) that whoever decided had answered, in their words then."""
        return (
            tuple(vault.unseal(self.id, self.key, f"checked.{review.task}", review.checked)) if review.checked else ()
        )

    def _seal(self, name: str, value: Any) -> str:
        return vault.seal(self.id, self.key, name, value)

    @cached_property
    def _parts(self) -> Mapping[str, bytes]:
        # All in one call: whoever needs one of them nearly always needs more.
        large = [one.name for one in self.large.values() if isinstance(one, parts.Pointer)]
        return parts.get(self.id, [*large, *self._soon])

    @property
    def _soon(self) -> Collection[str]:
        """Parts that nothing large is, and that whoever reads the large ones is about to need."""
        return ()

    def beside(self, names: Collection[str]) -> Mapping[str, Any]:
        """What parts hold that nothing large is, by their names."""
        found = {name: self._parts[name] for name in names if name in self._soon}
        found |= parts.get(self.id, {*names} - found.keys())
        return {name: parts.unpacked(content) for name, content in found.items()}

    def _clear(self, name: str) -> Any:
        one = self.large[name]
        return parts.unpacked(self._parts[one.name]) if isinstance(one, parts.Pointer) else one

    def _sealed(self, name: str) -> Any:
        one = self.large[name]
        if not isinstance(one, parts.Pointer):
            return vault.unseal(self.id, self.key, name, one)
        return parts.unpacked(vault.unseal_bytes(self.id, self.key, name, self._parts[one.name]))
