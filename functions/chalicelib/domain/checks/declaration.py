"""What a check (核验) declares of itself. Everybody who treats checks alike reads this; a check nobody declared is refused.

The checks there are stand in declared.py.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from chalicelib.domain.checks.facts import Kinds, kinds

# Whom it asks about: each who owes the loan, whatever they declare; every party, who only owns the home too; each who deposits elsewhere;
# the borrower for the family; the home.
About = Literal["each", "every_party", "off_site_depositors", "borrower", "home"]
_ONE = ("borrower", "home")
_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Check(NamedTuple):
    """One check. Its code is its name wherever it is stored, in policy (`matters`, `sources`) and in its texts."""

    code: str
    owner: str  # who answers it, in a word
    agency: str  # the module of chalicelib/agencies that asks
    call: str  # its function that does: of a person, or of the application where it is about no one person; and for which purpose
    step: str  # the step that asks it, several of them one after the other; chalicelib/steps has a module for who does more than ask
    about: About
    facts: type  # the TypedDict of what it answers
    certain: Literal["", "subject", "family"]  # whose identity has to be settled before anything may rest on it
    also: str  # the part of the application its question covers besides the people: an answer counts only while that stands
    scope: tuple[str, ...]  # what it asks, as the words that are agreed to call it (授权书的范围)
    needed: tuple[str, ...] = ()  # facts the rules cannot do without: who settles it by hand has to supply them
    of_purchases: tuple[str, ...] = ()  # those of them that an own home cannot bring: nobody sells it
    of_depositors: tuple[str, ...] = ()  # those of them that somebody who deposits nothing cannot bring
    # Facts that whoever supplies one has to supply beside it: some centres' rules count by them.
    beside: Mapping[str, str] = _NOTHING
    of_own_homes: tuple[str, ...] = ()  # those of these that only a home which is not bought now has
    # Facts that say what a contradiction says, and those that one code of it says: they are open again where that is contested.
    contested: tuple[str, ...] = ()
    contested_by: Mapping[str, tuple[str, ...]] = _NOTHING
    contest_asks: Mapping[str, str] = _NOTHING  # a fact that whoever sets that code of it aside has to say besides
    # A fact that whoever settles it has to say where no agency named any of another: by that other.
    unnamed_asks: Mapping[str, str] = _NOTHING
    fields: Mapping[str, str] = _NOTHING  # where in the form a difference lies, by the code of the answer
    proof: str = ""  # the remedy for a missing record, where that is the applicant's to prove
    # The consent to share data names who is asked, as a department, since the first words there were; not so the fund's own centres (that of deposits
    # elsewhere since 2026-11-29 alone), and the credit bureau, which is asked on a consent of its own (征信查询授权).
    named: bool = True
    stated: Mapping[str, Any] | None = None  # what a quote takes it to answer, unless that depends on what is asked
    last: bool = False  # asked only after everything else is settled
    pending: bool = False  # may say for hours that it has no answer yet
    of_owners: bool = False  # its question covers those who own the home and owe nothing, besides the people

    @property
    def subject(self) -> str:
        """The one it is about; nothing where it asks about several people."""
        return self.about if self.about in _ONE else ""

    @property
    def kinds(self) -> Mapping[str, Kinds]:
        """What each of its facts can be."""
        return kinds(self.facts)

    @property
    def name(self) -> str:
        """The code of its name; this and the others have texts in the message catalogue."""
        return f"CHECK_{self.code.upper()}"

    @property
    def unavailable(self) -> str:
        """The code of no answer."""
        return f"{self.code.upper()}_UNAVAILABLE"

    @property
    def look(self) -> str:
        """The code of what a person has to look at where there is no answer to rely on."""
        return f"LOOK_{self.code.upper()}"

    @property
    def ruled(self) -> str:
        """The code of a person's finding that what was stated is not so."""
        return f"RULED_{self.code.upper()}"

    @property
    def remedy(self) -> str:
        """The code of how applicants put a difference right."""
        return f"REMEDY_{self.code.upper()}"

    @property
    def texts(self) -> tuple[str, ...]:
        """Every code the catalogue has to have a text of."""
        fixed = (self.name, self.unavailable, self.look, self.ruled, self.remedy)
        return (*fixed, *self.fields, *((self.proof,) if self.proof else ()))
