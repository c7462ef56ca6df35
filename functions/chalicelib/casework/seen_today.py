"""What a person looks at on the day the money goes (放款当日查看): exactly what an agency said of the home when the pay-out stopped for it, and nothing it says later."""

from collections.abc import Sequence
from typing import NamedTuple

from chalicelib import clock
from chalicelib.domain.checks.finding import key_of
from chalicelib.records.casefile import CaseFile
from chalicelib.records.contents import HomeSeen
from chalicelib.trust import vault


class Said(NamedTuple):
    """What is said of the home today, as a digest, and in which of its books (`of`)."""

    of: str
    digest: str


def anew(case: CaseFile, seen: HomeSeen | None, said: Said, doubts: Sequence[str] = ()) -> HomeSeen | None:
    """What to keep, since the pay-out stops for it: who then says that they have looked, has looked at that. None where it stopped for just that before."""
    of = _under_key(case, said)
    return None if seen and seen.digest == of else HomeSeen(of, clock.stamp(), [*doubts])


def is_looked_at(case: CaseFile, seen: HomeSeen | None, said: Said) -> bool:
    """Whether somebody has said of the home, after the pay-out had stopped for exactly this, what there is to say."""
    ruling = case.rulings.get(key_of("property", "home"))
    return seen is not None and ruling is not None and seen.digest == _under_key(case, said) and ruling.at > seen.at


def _under_key(case: CaseFile, said: Said) -> str:
    return vault.digest(case.id, case.key, said.of, said.digest)
