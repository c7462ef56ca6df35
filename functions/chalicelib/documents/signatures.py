"""签署页: who has signed the contract, in which role, how and when, over which hash; it stands behind the contract as all have signed it."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar, NamedTuple

from chalicelib import clock, messages
from chalicelib.documents.letter import Head, chinese_date, head
from chalicelib.domain.frozen import frozen


class Signed(NamedTuple):
    """One signature: whose, in which role, how (a code of the catalogue), and the moment by the record."""

    name: str
    role: str
    how: str
    at: str


@frozen
class SignaturePage:
    """A row for each signature, what all of them signed, and whose seals stand below. `drawn_up`: the row of the centre's seal on the text
    before anybody signed; the contract has it once for all, so that it tells no page from another."""

    KIND: ClassVar = "signatures"
    head: Head
    said: str
    sha256: str
    rows: tuple[tuple[str, ...], ...]
    seals: tuple[str, ...]
    drawn_up: tuple[tuple[str, ...], ...] = ()


def page(
    issuer: str, bank: str, number: str, sha256: str, signed: Sequence[Signed], drawn_up: Sequence[Signed] = ()
) -> SignaturePage:
    """The page behind the contract of that number, whose SHA-256 was signed; dated by the last signature."""
    rows = sorted(signed, key=lambda one: one.at)
    return SignaturePage(
        head(issuer, "PAPER_SIGNATURES", number, _day(rows[-1].at)),
        messages.text("SIGNATURES_SAID"),
        sha256,
        tuple(map(_row, rows)),
        (issuer, bank),
        tuple(map(_row, drawn_up)),
    )


def _row(one: Signed) -> tuple[str, ...]:
    return one.role, one.name, messages.text(one.how), _moment(one.at)


def _day(at: str) -> date:
    return clock.day(at)


def _moment(at: str) -> str:
    moment = clock.in_china(clock.parsed(at))
    return f"{chinese_date(moment.date())} {moment:%H:%M:%S}"
