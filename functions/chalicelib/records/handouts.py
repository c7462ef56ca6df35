"""Handing out (出件): which papers of a case went to whom and how, and who is to be handed which yet."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field

from chalicelib.domain.form.people import is_co_owner
from chalicelib.domain.frozen import frozen
from chalicelib.records.contents import Paper
from chalicelib.records.statements import Delivery

WINDOW, POST, PAGE = "window", "post", "page"  # how papers are handed out


@frozen
class HandOut:
    """Papers that were handed to a party (出件): which, by SHA-256, to whom, how, when, by whom."""

    id: str  # of what asked for it: the same however often that is repeated
    person: str
    party: str  # reference of the natural person
    how: str
    at: str
    papers: Sequence[str]
    by: str = ""  # the login of whoever handed them over, or sent them
    agent: str | None = None  # reference of who came for the party
    proof: str = ""  # the id of the presence of whoever came
    signed: Mapping[str, str] = field(default_factory=dict)  # for it: how; of a scan id, version and SHA-256
    tracking: str = ""  # the number of the letter (邮件号)
    to: str = ""  # where in the form the address of that letter is; `id_card`: the one of the identity card


@frozen
class Left:
    """A paper that is to be handed out yet, and the parties on paper who have not got it; with none of those, any party may have it."""

    paper: Paper
    wanting: Sequence[str]


@frozen
class Parties:
    """Who of a case gets papers (key to reference of the natural person), and what each has said of how."""

    named: Mapping[str, str]
    said: Mapping[str, Delivery]

    def on_paper(self) -> list[str]:
        """Those who are given paper (纸质送达): whoever has not agreed otherwise themself."""
        return [key for key in self.named if not (one := self._own(key)) or not one.is_electronic]

    def has_got(self, key: str, paper: Paper, handed: Iterable[HandOut]) -> bool:
        """Whether that very party was handed the paper. Who asked for paper has not got it by opening it online; who said nothing has [assumption]."""
        asked = (one := self._own(key)) is not None and not one.is_electronic
        return any(
            each.person == key and paper.sha256 in each.papers and not (asked and each.how == PAGE) for each in handed
        )

    def _own(self, key: str) -> Delivery | None:
        said = self.said.get(key)
        return said if said and said.party == self.named[key] else None


def left(results: Iterable[Paper], handed: Collection[HandOut], parties: Parties, *, ended: bool) -> list[Left]:
    """What of these papers is to be handed out yet, nothing in whose place another has come: each to every party on paper whom it is for, until that very
    party has it; and once the case has ended one that nobody has whom it is for, of whom a co-owner (who owes nothing) is not enough [assumption]."""
    found = [_left(one, handed, parties) for one in results if not one.replaced]
    return [one for one in found if one.wanting or (ended and not has_reached(one.paper, handed))]


def _left(paper: Paper, handed: Collection[HandOut], parties: Parties) -> Left:
    wanting = [key for key in parties.on_paper() if paper.is_for(key) and not parties.has_got(key, paper, handed)]
    return Left(paper, wanting)


def has_reached(paper: Paper, handed: Iterable[HandOut]) -> bool:
    """Whether anybody whom a paper is for has it; a co-owner, who owes nothing, is not enough for what is others' too."""
    return any(
        paper.sha256 in each.papers
        and paper.is_for(each.person)
        and (paper.party == each.person or not is_co_owner(each.person))
        for each in handed
    )
