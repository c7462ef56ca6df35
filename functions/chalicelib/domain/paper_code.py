"""The code a paper is looked up by (验真码): fifteen signs nobody can guess (74 bits) and a check sign, written in fours."""

import re
from collections.abc import Callable

from chalicelib.domain.signs import SIGNS, check_sign

LENGTH = 16
_TAKEN_FOR = str.maketrans("OI", "01", " -\u3000－")


def drawn(choose: Callable[[str], str]) -> str:
    """A new code; `choose` draws one of the signs it is given."""
    signs = "".join(choose(SIGNS) for _ in range(LENGTH - 1))
    return signs + check_sign(signs)


def read(typed: str) -> str | None:
    """The code somebody has typed, with or without dashes, in any case of letters; None where it is none, as after a slip."""
    plain = typed.upper().translate(_TAKEN_FOR)
    is_code = re.fullmatch(f"[{SIGNS}]{{{LENGTH}}}", plain) and plain[-1] == check_sign(plain[:-1])
    return plain if is_code else None


def written(code: str) -> str:
    """As it stands on paper: in fours."""
    return "-".join(code[at : at + 4] for at in range(0, LENGTH, 4))
