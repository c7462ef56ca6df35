"""Which case a number names (按编号查找): whatever number is at hand.

Its id, its 办件流水号, that of a trace; the contract's, also in those of payments, the mortgage application's; the home's 不动产单元号 and
that of its 不动产登记证明. The last two stand nowhere in clear: they are looked up as the references they become (trust/index.py), a home
once it is certain whose it is, a certificate once its loan is paid.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress

from chalicelib.domain.form import normal
from chalicelib.errors import CaseNotFound
from chalicelib.records import casefile, lent, registers
from chalicelib.records.casefile import CaseFile

CASE_ID = 32
PROOF = "proof"  # 不动产登记证明, as a kind of reference
_TRACE = re.compile(r"1-[0-9a-f]{8}-[0-9a-f]{24}", re.ASCII)
_OF_A_CONTRACT = re.compile(r"[MP][0-9]+$")  # what follows its number in those of what is done under it


def case_of(number: str, *, of_homes: bool = True) -> CaseFile:
    """The case of that number; without `of_homes` not by a home's or a certificate's, which tell of whoever lives there and must not stand in an
    address. Raises `CaseNotFound`."""
    said = number.strip()
    for find in _ways(said, of_homes):
        with suppress(CaseNotFound):
            return casefile.load(find(said))
    raise CaseNotFound("number")


def _ways(number: str, of_homes: bool) -> Iterator[Callable[[str], str]]:
    """How such a number is looked up, the likeliest first: a few readings of one entry each, however many cases there are."""
    if _TRACE.fullmatch(number):
        yield _traced
    elif len(number) == CASE_ID and number.isascii():
        yield str
    elif len(number) > CASE_ID and number.isascii():
        yield registers.case_of_number
    else:
        yield lambda said: registers.case_of_contract(_OF_A_CONTRACT.sub("", said.upper()))
        yield registers.case_of_mortgage
        if of_homes:
            yield _of_home
            yield _of_proof


def _traced(number: str) -> str:
    """Of what was done under that number, whose it was: the segments of a trace say it, as long as they are kept."""
    from chalicelib.tracing import reading  # few are looked for by one

    for segment in reading.read(number):
        if named := str(segment.get("annotations", {}).get("case", "")):
            return named if len(named) == CASE_ID else registers.case_of_number(named)
    raise CaseNotFound("trace")


def _of_home(number: str) -> str:
    unit = _reference("unit", number)
    with suppress(CaseNotFound):
        return registers.case_of_unit(unit)
    return _lent_on(unit)


def _of_proof(number: str) -> str:
    return _lent_on(_reference(PROOF, normal.document(number)))


def _lent_on(reference: str) -> str:
    """The last case in which a loan was paid on it."""
    loans = lent.to([reference], beside="").get(reference, ())
    if not loans:
        raise CaseNotFound("reference")
    return max(loans, key=lambda loan: loan.paid_on).case


def _reference(kind: str, number: str) -> str:
    from chalicelib.trust.index import reference

    return reference(kind, number)
