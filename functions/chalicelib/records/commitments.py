"""What parties give their word for (承诺): a fact, or a material to be brought later."""

from collections.abc import Mapping
from dataclasses import field

from chalicelib.domain.frozen import frozen


@frozen
class Committed:
    """A party's own act in words that were shown (承诺): by which login, of which party by reference, in which version of which words, and how
    that person was known (`how`)."""

    at: str
    by: str
    party: str
    version: str
    words: str
    how: Mapping[str, str] = field(default_factory=dict)  # of a form of an earlier release nothing is known

    def is_of(self, party: str, version: str) -> bool:
        """Whether it is this very party's, in these very words: given again, it says nothing new."""
        return (self.party, self.version) == (party, version)


@frozen
class Tolerance(Committed):
    """The commitment (容缺承诺) to bring a material after acceptance, under the key of its upload. Then when it was brought last, and since when
    its time is over without it."""

    brought_at: str = ""
    lapsed_at: str = ""


@frozen
class Commitment(Committed):
    """A commitment to a fact (告知承诺) that shared data could not tell. `untrue_at`: since when somebody has found it untrue (事后核查), by which
    login and natural person, `register` where shared data told; with a sealed note. `on`: what shared data told then, as a digest; `unclear`,
    where that is not against it, and does not bear it out either; `untold`, where they do not tell themselves what holds, as which of two entries
    was last, so that a person may find it out. `cleared_at`: since when another person has found that it is true all the
    same, with why, sealed."""

    untrue_at: str = ""
    found_by: str = ""
    finder: str = ""
    note: str = ""
    cleared_at: str = ""
    cleared_by: str = ""
    why: str = ""
    on: str = ""
    unclear: bool = False
    untold: bool = False

    @property
    def is_doubted(self) -> bool:
        """Whether it was found untrue, or unclear, and nobody has found otherwise since."""
        return self.untrue_at > self.cleared_at

    @property
    def is_untrue(self) -> bool:
        """Whether it was found untrue, and nobody has found otherwise since."""
        return self.is_doubted and not self.unclear
