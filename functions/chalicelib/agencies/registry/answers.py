"""What the registry's answers mean. Only 现势 rows count: 历史 rows are what used to be (docs/domain.md 4.2)."""

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from decimal import Decimal
from typing import Any

from chalicelib.domain.form import normal
from chalicelib.domain.frozen import frozen

_CURRENT, _PAST = "现势", "历史"
GONE = ("REJECTED", "CANCELLED")  # by the registry's book nothing of such an application stands
STATUSES = {"PENDING", "CANCELLED", "DONE", "REJECTED", "NEED_MORE_MATERIAL"}


@frozen
class Title:
    """One home somebody holds now, or held once."""

    number: str  # 不动产权证号
    unit_number: str
    owners: frozenset[str]  # ID numbers or credit codes
    use: str  # as the registry words it, see domain/checks/uses.py
    completed_year: int | None
    location: str = ""
    area: str = ""
    current: bool = True  # 现势; else 历史: it was theirs
    named: frozenset[tuple[str, str]] = frozenset()  # the owners' numbers and names, where it names them


@frozen
class Lien:
    """Who holds a mortgage (权利人), for how much; empty and None where the registry does not say."""

    holder: str = ""
    amount: Decimal | None = None


@frozen
class Unit:
    """One real-estate unit: its title if it has one, and what lies on it now."""

    title: Title | None
    seized: bool
    mortgages: frozenset[str]  # numbers of the mortgage certificates in force 不动产登记证明
    liens: Mapping[str, Lien] = field(default_factory=dict)  # the same, by number


@frozen
class Mortgage:
    """One application for registration. `status` is one of `STATUSES`; the certificate is there once it is DONE."""

    apply_biz_id: str
    status: str
    certificate: str | None = None
    registered_at: str | None = None
    reason: str | None = None


def titles(data: Mapping[str, Any]) -> list[Title]:
    """The titles in force in an answer."""
    return [title for title in ever(data) if title.current]


def ever(data: Mapping[str, Any]) -> list[Title]:
    """The titles in an answer, those that are over too."""
    return [_title(row) for row in data["houses"]]


def unit_of(data: Mapping[str, Any], asked: str = "") -> Unit:
    """The state of the unit `asked` about. Raises `ValueError` for an answer about another."""
    held = ever(data)
    if asked and any(one.unit_number != normal.number(asked) for one in held):
        raise ValueError("an answer about another unit")
    return Unit(
        title=_together([one for one in held if one.current]),
        seized=any(_in_force(row) for row in data["seizures"]),
        mortgages=frozenset(normal.document(row["certificate"]) for row in data["mortgages"] if _in_force(row)),
        liens={normal.document(row["certificate"]): _lien(row) for row in data["mortgages"] if _in_force(row)},
    )


def mortgage(data: Mapping[str, Any]) -> Mortgage | None:
    """An application for registration as an answer or a callback tells it; None for one the registry does not know."""
    if not data:
        return None
    if data["biz_status"] not in STATUSES:
        raise ValueError("unknown status")
    if data["biz_status"] == "DONE" and not data["certificate_number"]:
        raise ValueError("registered without a certificate")
    return Mortgage(
        apply_biz_id=data["apply_biz_id"],
        status=data["biz_status"],
        certificate=data.get("certificate_number"),
        registered_at=data.get("registered_at"),
        reason=data.get("reason"),
    )


def _together(titles: Sequence[Title]) -> Title | None:
    """All certificates in force of one unit (each co-owner may have one) as one title; the earliest year any of them tells is its year."""
    if len(titles) < 2:
        return titles[0] if titles else None
    return replace(
        titles[0],
        number="、".join(sorted({one.number for one in titles})),
        owners=frozenset().union(*(one.owners for one in titles)),
        named=frozenset().union(*(one.named for one in titles)),
        use="、".join(sorted({one.use for one in titles})),
        completed_year=min((one.completed_year for one in titles if one.completed_year), default=None),
    )


def _in_force(row: Mapping[str, str]) -> bool:
    return {_CURRENT: True, _PAST: False}[row["status"]]


def _lien(row: Mapping[str, Any]) -> Lien:
    amount = row.get("bdbzzqse")
    return Lien(row.get("qlr") or "", Decimal(amount) if amount else None)


def _title(row: Mapping[str, Any]) -> Title:
    return Title(
        number=normal.document(row["title_number"]),
        unit_number=normal.number(row["unit_number"]),
        owners=frozenset(normal.identity(owner["id_number"]) for owner in row["owners"]),
        use=row["use"],
        completed_year=int(row["completed_year"]) if row.get("completed_year") else None,
        location=row.get("location") or "",
        area=f"{Decimal(row['area']):.2f}" if row.get("area") else "",
        current=_in_force(row),
        named=frozenset(
            (normal.identity(one["id_number"]), normal.called(one["name"])) for one in row["owners"] if one.get("name")
        ),
    )
